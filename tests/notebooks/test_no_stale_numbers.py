"""No number of the data stands in a notebook's prose: what is typed there is listed, with the reason."""

import re
from pathlib import Path

import nbformat
import pytest
from notebooks.books import FROZEN, NOTEBOOKS
from stale_numbers import ALLOWED, numbers, without

PATHS = [FROZEN / "notebooks" / f"{name}.ipynb" for name in NOTEBOOKS]
PROSE = ALLOWED["prose"]

CITATION = re.compile(r"\[@[^\]]*\]")
CODE = re.compile(r"`[^`]*`")
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.S)


def prose(path: Path) -> list[str]:
    """The Markdown cells of a notebook without formulas, citations and code."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    return [CODE.sub("", CITATION.sub("", FORMULA.sub("", cell))) for cell in cells]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_prose_holds_no_number_that_data_could_change(path):
    found = [(number, text[:60]) for text in prose(path) for number in numbers(without(text, "prose"))]
    assert found == [], "take it from the data, or list it in allowed_numbers.yaml with its reason"


def test_a_number_in_prose_is_found_but_not_in_a_formula_a_citation_or_code():
    assert numbers("지난달 1,234건, 12.5%") == ["1,234", "12.5"]
    text = "가 $x_1 + 2$ 나 [@wilson1927] 다 `f(3)`"
    assert numbers(CODE.sub("", CITATION.sub("", FORMULA.sub("", text)))) == []


@pytest.mark.parametrize("one", PROSE, ids=lambda one: one["text"])
def test_every_allowed_number_is_still_there_and_says_why(one):
    assert one["why"].strip()
    assert any(one["text"] in text for path in PATHS for text in prose(path)), "no notebook has it any more"
