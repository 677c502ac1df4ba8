"""No number of the data is typed into a sentence, a label or a caption, in whichever branch it stands."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from stale_numbers import ALLOWED, distinctive, numbers, without

PRESENT = Path(__file__).resolve().parents[2] / "src" / "analysis" / "present"
SENTENCES = [one["text"] for one in ALLOWED["sentences"]]


def strings(source: str) -> Iterator[str]:
    """The texts of a program, those between the values of an f-string too, but no docstring."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.FunctionDef, ast.ClassDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def typed(source: str) -> list[str]:
    """The distinctive numbers in a program's texts, apart from those that the list allows."""
    found = []
    for text in strings(source):
        if not text.startswith("#"):  # a colour
            found += [number for number in numbers(without(text, "sentences")) if distinctive(number)]
    return found


@pytest.mark.parametrize("path", sorted(PRESENT.rglob("*.py")), ids=lambda path: path.relative_to(PRESENT).as_posix())
def test_no_text_of_the_program_holds_a_number_that_data_could_change(path):
    assert typed(path.read_text("utf-8")) == [], "compute it, or list it in allowed_numbers.yaml with its reason"


def test_a_number_typed_into_a_sentence_is_found_and_a_computed_one_is_not():
    assert typed('Words(f"처리 {n:,.1f}건, 205.7건보다 많다", f"{n} decided, 205.7 before")') == ["205.7", "205.7"]
    assert typed('"""In 2020 205.7."""\nsaid = f"{value:.3f} of {total}"\ncolour = "#55606b"') == []


@pytest.mark.parametrize("phrase", SENTENCES)
def test_every_allowed_phrase_is_still_in_a_sentence(phrase):
    assert any(phrase in text for path in PRESENT.rglob("*.py") for text in strings(path.read_text("utf-8")))
