"""The usual ways to run notebooks, as programs of their own: `python benchmarks/others.py WAY STUDY OUT LANG…`.

Every way executes the same notebooks in the same languages and writes a page of HTML for each.
"""

import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

EDITION = "2020-09"


def notebooks(study: Path, languages: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """The study's notebooks, once a language."""
    return product(sorted((study / "notebooks").glob("*.ipynb")), languages)


def in_language(path: Path, lang: str, out: Path) -> Path:
    """A copy of a notebook whose own parameter is another language, for tools that set none."""
    book = json.loads(path.read_text("utf-8"))
    for cell in book["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = "".join(cell["source"]).replace('lang = "ko"', f'lang = "{lang}"')
    copy = out / f"{path.stem}-{lang}.ipynb"
    copy.write_text(json.dumps(book), "utf-8")
    return copy


def papermill_shell(study: Path, out: Path, languages: Sequence[str]) -> None:
    """Two commands a notebook: papermill, jupyter nbconvert."""
    bin_ = Path(sys.executable).parent
    lines = ["set -e"]
    for path, lang in notebooks(study, languages):
        made = out / f"{path.stem}-{lang}.ipynb"
        papermill = [str(bin_ / "papermill"), str(path), str(made), "-p", "edition", EDITION, "-p", "lang", lang]
        lines += [
            shlex.join([*papermill, "--cwd", str(path.parent), "-k", "python3", "--log-level", "ERROR"]),
            shlex.join([str(bin_ / "jupyter-nbconvert"), "--to", "html", str(made), "--log-level", "ERROR"]),
        ]
    subprocess.run(["bash", "-c", "\n".join(lines)], check=True)


def nbconvert(study: Path, out: Path, languages: Sequence[str]) -> None:
    """One command for all: jupyter nbconvert --execute."""
    copies = [str(in_language(path, lang, out)) for path, lang in notebooks(study, languages)]
    command = [str(Path(sys.executable).with_name("jupyter-nbconvert")), "--execute", "--to", "html"]
    subprocess.run([*command, "--log-level", "ERROR", *copies], check=True)


def papermill_api(study: Path, out: Path, languages: Sequence[str]) -> None:
    """The function of papermill and the exporter of nbconvert, one notebook after another in one process."""
    import papermill

    for path, lang in notebooks(study, languages):
        made = out / f"{path.stem}-{lang}.ipynb"
        given = {"edition": EDITION, "lang": lang}
        papermill.execute_notebook(str(path), str(made), given, cwd=str(path.parent), progress_bar=False)
        to_html(made)


def jupyter_cache(study: Path, out: Path, languages: Sequence[str]) -> None:
    """jupyter-cache with its parallel executor; then each notebook with its cached outputs as a page."""
    from jupyter_cache import get_cache
    from jupyter_cache.executors import load_executor

    cache = get_cache(out / "cache")
    copies = [in_language(path, lang, out) for path, lang in notebooks(study, languages)]
    for copy in copies:
        cache.add_nb_to_project(str(copy))
    done = load_executor("local-parallel", cache=cache).run_and_cache(timeout=600)
    if done.errored or done.excepted:
        raise RuntimeError(f"jupyter-cache failed on {[*done.errored, *done.excepted]}")
    for copy in copies:
        _, book = cache.merge_match_into_file(str(copy))
        to_html(copy, book)


def to_html(path: Path, book: Any = None) -> None:
    """A page of HTML beside a notebook, by nbconvert."""
    import nbformat
    from nbconvert.exporters import HTMLExporter

    page, _ = HTMLExporter().from_notebook_node(book or nbformat.read(path, 4))
    path.with_suffix(".html").write_text(page, "utf-8")


WAYS: dict[str, Callable[[Path, Path, Sequence[str]], None]] = {
    "papermill-shell": papermill_shell,
    "nbconvert": nbconvert,
    "papermill-api": papermill_api,
    "jupyter-cache": jupyter_cache,
}

if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
