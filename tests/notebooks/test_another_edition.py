"""The notebooks on an edition with other counts: no count of the committed one survives in what they show."""

import io
import re
from contextlib import redirect_stdout

import matplotlib
import nbformat
import pytest
from october import SEPTEMBER, grown

from analysis.data import open_edition

matplotlib.use("agg")
NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d.,]*\d)")
DISTINCT = 4  # digits from which a number is taken to be one of the data and no coincidence
LINES = re.compile(r"lines? [\d–, and]+")
BOOKS = ("03_admin_appeals", "04_litigation", "05_budget_and_debt")


def shown(path, lang: str) -> str:
    """What the code cells of a notebook show as text, executed here with its defaults."""
    space: dict[str, object] = {}
    texts = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        source = cell.source + (f"\nlang = {lang!r}" if "parameters" in cell.metadata.get("tags", []) else "")
        *statements, last = source.rstrip().split("\n")
        with redirect_stdout(io.StringIO()):
            try:
                code = compile(last, path.name, "eval")
            except SyntaxError:
                exec(source, space)
                continue
            exec("\n".join(statements), space)
            value = eval(code, space)
        if hasattr(value, "_repr_mimebundle_"):
            texts.append(value._repr_mimebundle_()["text/plain"])
    return "\n".join(texts)


@pytest.mark.parametrize("name", BOOKS)
def test_no_count_of_the_committed_edition_survives_in_another(name, project, study, monkeypatch):
    before = {figure.printed.replace(",", "") for figure in open_edition(SEPTEMBER, project).ledger.values()}
    monkeypatch.setenv("STUDY_ROOT", str(grown(study).root))
    after = {figure.printed.replace(",", "") for figure in open_edition(SEPTEMBER, study.root).ledger.values()}
    gone = {token for token in before - after if len(token.replace(".", "")) >= DISTINCT}
    assert len(gone) > 60
    text = shown(project / "notebooks" / f"{name}.ipynb", "en")
    numbers = {number.replace(",", "") for number in NUMBER.findall(LINES.sub("", text))}
    assert numbers & after, "nothing of the edition is shown"
    assert numbers & gone == set()
