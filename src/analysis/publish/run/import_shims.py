"""A shim for an import that the study's own commands do without."""

import sys


def block_grammar_import() -> None:
    """Keeps jsonschema from compiling a grammar of IRIs as soon as it is imported, which takes about 2 s.

    It does so wherever rfc3987_syntax is installed, as with JupyterLab; no schema of notebooks or tables asks for it.
    Called by programs, not on import: who only uses the package, and a notebook's kernel, keep theirs.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
