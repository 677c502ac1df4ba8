"""Every source that is cited exists, every source is cited, and none is named in a notebook without its key."""

import re
from pathlib import Path

import nbformat
import pytest

from analysis.data.references import CITATION, BadReferenceError, cited, read_references

# A surname and a year, as citations by hand have them.
AUTHOR_YEAR = re.compile(r"[A-Z][a-z]+(?:'s)?,? (?:et al\.,? |and [a-z]+,? |외,? )?\(?(?:18|19|20)\d\d\b(?!년)")
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def markdown(frozen: Path) -> list[tuple[str, str]]:
    books = [(path.stem, nbformat.read(path, as_version=4)) for path in sorted((frozen / "notebooks").glob("*.ipynb"))]
    return [(name, cell.source) for name, book in books for cell in book.cells if cell.cell_type == "markdown"]


def texts(project: Path, frozen: Path) -> dict[str, str]:
    """Everything that may cite: the package, the register of assumptions, the notebooks."""
    found = {str(path): path.read_text("utf-8") for path in (project / "src").rglob("*.py")}
    found["assumptions"] = (frozen / "data" / "assumptions.yaml").read_text("utf-8")
    for name, text in markdown(frozen):
        found[name] = found.get(name, "") + text
    return {name: text for name, text in found.items() if "citations.py" not in name and "references.py" not in name}


@pytest.fixture(scope="module")
def known(frozen):
    return read_references(frozen / "data" / "references.bib")


def test_every_key_that_is_cited_is_a_reference(project, frozen, known):
    assert {name: key for name, text in texts(project, frozen).items() for key in cited(text) if key not in known} == {}


def test_every_reference_is_cited_somewhere(project, frozen, known):
    used = {key for text in texts(project, frozen).values() for key in cited(text)}
    assert sorted(set(known) - used) == []


def test_no_notebook_names_author_and_year_without_a_key(frozen):
    by_hand = [
        (name, found[0])
        for name, text in markdown(frozen)
        for found in AUTHOR_YEAR.finditer(CITATION.sub("", text))
        if not found[0].startswith(tuple(MONTHS))
    ]
    assert by_hand == []


def test_the_search_for_authors_and_years_finds_them():
    for text in (
        "Wilson 1927",
        "Wilson's (1927)",
        "Wilson, 1927",
        "Cori et al. 2013",
        "Cori and others 2013",
        "Gu 외 2008",
    ):
        assert AUTHOR_YEAR.search(text), text


def test_a_reference_has_its_authors_year_and_place(known):
    one = known["koopman1984"]
    assert (one.authors, one.more_authors, one.year) == ((("Koopman", "P.A.R."),), False, "1984")
    assert (one.fields["journal"], one.fields["volume"], one.fields["pages"]) == ("Biometrics", "40", "513--517")
    assert known["bi2020"].more_authors
    assert known["cepej2008"].authors == (("European Commission for the Efficiency of Justice", ""),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{a, title = {T}}", "a has no author"),
        ("@book{a, author = {A}, title = {T}}\n@book{a, author = {B}, title = {U}}", "line 2"),
        ("@book{a, author = {A}", "line 1"),
    ],
)
def test_a_broken_file_of_references_is_refused_by_entry_or_line(tmp_path, text, message):
    path = tmp_path / "references.bib"
    path.write_text(text, "utf-8")
    with pytest.raises(BadReferenceError, match=message):
        read_references(path)


def test_keys_are_read_in_their_order():
    assert list(cited("가[@b2; @a1]이고 [@c]는 [@d")) == ["b2", "a1", "c"]
