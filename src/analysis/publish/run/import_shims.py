"""A shim for an import that the study's own commands do without."""

import sys


def block_grammar_import() -> None:
    """Keeps jsonschema from compiling a grammar of IRIs as soon as it is imported, which takes about 2 s.

    It does so wherever rfc3987_syntax is installed, as with JupyterLab; no schema of notebooks or tables asks for it.
    Called by programs, not on import: who only uses the package, and a notebook's kernel, keep theirs.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def allow_grammar_import() -> None:
    """Lets who asks for it import it after all: jsonschema has not."""
    if sys.modules.get("rfc3987_syntax", ...) is None:
        del sys.modules["rfc3987_syntax"]
