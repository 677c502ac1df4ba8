"""Notebooks as files: which there are, how they are read, and written so that equal content is equal bytes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.data.misuse import unknown
from analysis.data.notebooks import files_in, notebooks_in
from analysis.data.system import content_of, reason
from analysis.publish.run.errors import CallError, ReportError
from analysis.publish.run.parameters import INJECTED
from analysis.words import Words

if TYPE_CHECKING:
    from nbformat import NotebookNode

NO_NOTEBOOK = Words("{}: 노트북 파일이 아니거나 깨졌다 ({}).", "{} is no notebook, or broken ({}).")
VOLATILE = ("papermill", "execution", "ExecuteTime")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}  # what a kernel says of itself, but for Python's patch level


def find_notebooks(folder: Path, wanted: Sequence[str] = ()) -> list[Path]:
    """The folder's notebooks in their order, or those files of it that are wanted, each given by its name or path."""
    there = {path.stem: path for path in (files_in(folder) if wanted else notebooks_in(folder))}
    if not there:
        raise CallError(Words(f"노트북이 없다: {folder}", f"There are no notebooks in {folder}."))
    names = [Path(name).name.removesuffix(".ipynb") for name in wanted]
    for name in names:
        if name not in there:
            raise CallError(unknown(Words("노트북", "notebook"), name, there))
    return [path for name, path in there.items() if not names or name in names]


def read_notebook(path: Path) -> "NotebookNode":
    """A notebook in the current format, a cell without id named by its place; ReportError where the file is none."""
    import nbformat  # slow to import, and a run that has nothing to do reads no notebook

    try:
        content = json.loads(content_of(path))
        for number, cell in enumerate(content["cells"], 1):
            cell.setdefault("id", f"cell-{number:03}")
            if cell["cell_type"] == "code":
                cell.update(outputs=cell.get("outputs", []), execution_count=cell.get("execution_count"))
        text, found = json.dumps({**content, "nbformat_minor": 5}), dict[str, Exception]()
        book: NotebookNode = nbformat.reads(text, as_version=4, capture_validation_error=found)  # type: ignore[no-untyped-call]
        if found:  # as strict as who makes the page, and no stricter
            nbformat.validate(book, relax_add_props=True)
        for output in (one for cell in book.cells for one in cell.get("outputs", ())):
            if not all(
                isinstance(shown, str) or kind.endswith("json") for kind, shown in output.get("data", {}).items()
            ):
                raise TypeError("an output is no text")
    except (
        OSError,
        ValueError,
        RecursionError,
        KeyError,
        AttributeError,
        TypeError,
        nbformat.ValidationError,
    ) as error:
        said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ReportError(
            NO_NOTEBOOK.filled(path.name, reason(error) if isinstance(error, OSError) else said)
        ) from None
    return book


def write_notebook(book: "NotebookNode", path: Path) -> bool:
    """Writes the notebook where its content differs from the file's; says whether it did."""
    import nbformat

    text = f"{nbformat.writes(book)}\n"  # type: ignore[no-untyped-call]
    if path.is_file() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return True


def settle(book: "NotebookNode") -> "NotebookNode":
    """The notebook without what changes from run to run: times, tools' metadata, random ids."""
    from nbformat import NotebookNode

    for key in VOLATILE:
        book.metadata.pop(key, None)
    book.metadata["kernelspec"] = NotebookNode(KERNEL)  # type: ignore[no-untyped-call]
    book.metadata["language_info"] = NotebookNode(LANGUAGE)  # type: ignore[no-untyped-call]
    for cell in book.cells:
        for key in VOLATILE:
            cell.metadata.pop(key, None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if INJECTED in cell.metadata.get("tags", []):
            cell["id"] = INJECTED
    return book
