"""What a notebook's cells must keep to, so that people and slices can follow them; told in sentences, cell by cell."""

import ast
import builtins
import difflib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.book_cells import PAGE_ONLY, Scope
from analysis.book_texts import BROKEN, FOLDED, FORMULA, languages_folded, text_in
from analysis.data.notebooks import TAG
from analysis.publish.run.errors import ReportError
from analysis.publish.run.parameters import read_parameters
from analysis.words import LANGUAGES, Lang, Words

ALWAYS = {"edition", "lang"}
TAGS = {TAG, PAGE_ONLY, "appendix", *(f"lang-{lang}" for lang in LANGUAGES)}
# Numbers that no data can change: the level of every interval, the unit of a rate, the values of no difference and no
# effect, names of the disease, articles of law.
CONSTANT = re.compile(
    r"95\s?%|(?<!\d)1(?=년|명당|인당|건당)|(?<![\d.])[01](?=[을를] |보다)|\b(?:above|below|(?:ex|in)cludes?) [01]\b"
    r"|COVID-19|코로나19|제\d+조|R ?[=<>] ?1\b"
)
LETTER = re.compile(r"[^\W\d_]")
READ = ("ko", "en", "alt", "about", "columns", "notes")
SPOKEN = {"say", "Words", "decision"}
MUTATING = {"append", "extend", "update", "insert", "pop", "clear", "setdefault", "add", "remove", "sort"}

ASSIGNED = Words(
    "{0} {1}번째 셀: 이름 {2}에 다시 값을 준다(처음은 {3}번째 셀). 다른 이름을 쓴다.",
    "{0}, cell {1}: the name {2} is assigned again (first in cell {3}); give it another name.",
)
CHANGED = Words(
    "{0} {1}번째 셀: 다른 셀이 만든 {2}을(를) 바꾼다. 고친 것을 새 이름으로 만든다. 예: {2}.assign(…)",
    "{0}, cell {1}: {2}, made by another cell, is changed in place; make the changed one under a new name, "
    "as by {2}.assign(…).",
)
TYPED = Words(
    "{0} {1}번째 셀: 독자가 읽는 문장에 숫자 {2}이(가) 적혀 있다. {{이름}}으로 쓰고 값을 준다: {3!r}",
    "{0}, cell {1}: the number {2} is typed into a sentence for readers; write {{name}} and give its value: {3!r}",
)
UNKNOWN_TAG = Words(
    "{0} {1}번째 셀: 모르는 태그 {2}. 쓸 수 있는 태그: {3}", "{0}, cell {1}: unknown tag {2}; there are: {3}"
)
UNUSED = Words(
    "{0} {1}번째 셀: 매개변수 {2}을(를) 쓰는 셀이 없다. 이름을 바로잡거나 지운다.",
    "{0}, cell {1}: no cell uses the parameter {2}; mend its name or remove it.",
)
MISNAMED = Words(
    "{0} {1}번째 셀: 매개변수 {2}을(를) 쓰는 셀이 없다. 셀이 쓰는 이름은 {3}이다.",
    "{0}, cell {1}: no cell uses the parameter {2}; what the cells use is {3}.",
)
LEFT = Words(
    "{0} {1}번째 셀: report.where는 찾아볼 때만 쓴다. 셀을 지운다.",
    "{0}, cell {1}: report.where is for looking something up; remove the cell.",
)
ASSERTS = Words(
    "{0} {1}번째 셀: assert만 있는 셀은 읽을 것이 없다. 시험(tests/notebooks)으로 옮긴다.",
    "{0}, cell {1}: a cell that only asserts has nothing to read; move it to a test in tests/notebooks.",
)
BROKEN_COMMENT = Words(
    "{0} {1}번째 셀: 주석이 번역으로 읽히지 않는다. '<!-- en'만 있는 줄로 열고 '-->'만 있는 줄로 닫는다.",
    "{0}, cell {1}: a comment is no translation as it stands; open it by a line '<!-- en', close it by a line '-->'.",
)
BOTH_FOLDED = Words(
    "{0} {1}번째 셀: 두 언어가 모두 주석에 있다. 하나는 주석 밖에 쓴다.",
    "{0}, cell {1}: both languages stand in comments; write one of them outside.",
)
ALONE = Words(
    "{0} {1}번째 셀: 글이 한 언어로만 있다. 다른 언어를 '<!-- {2}' 줄과 '-->' 줄 사이에 쓴다.",
    "{0}, cell {1}: the text is in one language alone; write the other between the lines '<!-- {2}' and '-->'.",
)
ONE_LANGUAGE = Words(
    "{0}: 제목 수가 언어에 따라 다르다(한국어 {1}, 영어 {2}). 한 언어에만 있는 절: {3}",
    "{0}: the languages have different headings (Korean {1}, English {2}); in one alone: {3}",
)


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook: its number, kind, tags and source."""

    number: int
    code: bool
    tags: Sequence[str]
    source: str


def broken_rules(name: str, content: bytes) -> list[Words]:
    """What of a notebook does not keep to the rules, a sentence each; nothing of a file that is no notebook."""
    try:
        cells = [_cell(number, one) for number, one in enumerate(json.loads(content)["cells"], 1)]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return []
    found = [
        *unknown_tags(cells),
        *untranslated(cells),
        *one_language(cells),
        *unused(cells),
        *looked_up(cells),
        *asserting(cells),
    ]
    for cell, tree in _parsed(cells):
        found += [(TYPED, (cell.number, number, text)) for text in spoken(tree) for number in typed_numbers(text)]
    found += reassigned(cells)
    return [said.filled(name, *given) for said, given in found]


def rules_broken_in(paths: Iterable[Path]) -> list[Words]:
    """What of notebooks does not keep to the rules, notebook by notebook."""
    return [
        words
        for path in sorted(set(paths))
        for content in [path.read_bytes() if path.is_file() else b""]
        for words in (*faulty_parameters(path.stem, content), *broken_rules(path.stem, content))
    ]


def faulty_parameters(name: str, content: bytes) -> list[Words]:
    """What keeps a notebook from a run: no parameters cell, or one that is at fault; nothing of a broken file."""
    try:
        cells = json.loads(content)["cells"]
        read_parameters({"cells": [{"metadata": {}, **one} for one in cells]}, name)
    except ReportError as error:
        return [error.words]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        pass
    return []


def unknown_tags(cells: Sequence[Cell]) -> Iterator[tuple[Words, tuple[Any, ...]]]:
    """Tags that mean nothing here, such as lang_en."""
    for cell in cells:
        for tag in cell.tags:
            if tag not in TAGS:
                yield UNKNOWN_TAG, (cell.number, tag, ", ".join(sorted(TAGS)))


def untranslated(cells: Sequence[Cell]) -> Iterator[tuple[Words, tuple[Any, ...]]]:
    """Texts in one language alone, and comments that hold no language."""
    for cell in cells:
        if cell.code or sum(f"lang-{lang}" in cell.tags for lang in LANGUAGES) == 1:
            continue
        if BROKEN.search(FOLDED.sub("", cell.source)):
            yield BROKEN_COMMENT, (cell.number,)
        elif len(languages_folded(cell.source)) > 1:
            yield BOTH_FOLDED, (cell.number,)
        elif not languages_folded(cell.source) and LETTER.search(FORMULA.sub("", cell.source)):
            yield ALONE, (cell.number, "ko" if not re.search("[가-힣]", cell.source) else "en")


def one_language(cells: Sequence[Cell]) -> Iterator[tuple[Words, tuple[Any, ...]]]:
    """Headings that one language alone has."""
    ko, en = ([line for cell in cells if not cell.code for line in _headings(cell, lang)] for lang in LANGUAGES)
    levels = [[len(line) - len(line.lstrip("#")) for line in one] for one in (ko, en)]
    if levels[0] != levels[1]:
        at = next((n for n, pair in enumerate(zip(*levels, strict=False)) if pair[0] != pair[1]), min(map(len, levels)))
        odd = (ko if len(ko) > len(en) else en)[at : at + 1] or ko[-1:]
        yield ONE_LANGUAGE, (len(ko), len(en), odd[0].lstrip("# ") if odd else "")


def unused(cells: Sequence[Cell]) -> Iterator[tuple[Words, tuple[Any, ...]]]:
    """Parameters that no cell uses, with the name that cells use and none makes where one is like it."""
    scopes = [(cell, Scope()) for cell, _ in _parsed(cells)]
    for (_, tree), (_, scope) in zip(_parsed(cells), scopes, strict=True):
        scope.visit(tree)
    needed, made = (set().union(*(getattr(scope, kind) for _, scope in scopes)) for kind in ("needs", "makes"))
    for cell, scope in scopes:
        for name in sorted(scope.makes - needed - ALWAYS) if TAG in cell.tags else ():
            meant = difflib.get_close_matches(name, needed - made - vars(builtins).keys(), 1)
            yield (MISNAMED, (cell.number, name, meant[0])) if meant else (UNUSED, (cell.number, name))


def looked_up(cells: Sequence[Cell]) -> Iterator[tuple[Words, tuple[Any, ...]]]:
    """Cells that only look up where a number stands."""
    for cell, tree in _parsed(cells):
        if any(isinstance(node, ast.Attribute) and ast.unparse(node) == "report.where" for node in ast.walk(tree)):
            yield LEFT, (cell.number,)


def asserting(cells: Sequence[Cell]) -> Iterator[tuple[Words, tuple[Any, ...]]]:
    """Cells that only assert: nothing to read."""
    for cell, tree in _parsed(cells):
        if tree.body and all(isinstance(node, ast.Assert) for node in tree.body):
            yield ASSERTS, (cell.number,)


def reassigned(cells: Sequence[Cell]) -> Iterator[tuple[Words, tuple[Any, ...]]]:
    """Names that get a second value, and things that another cell than their own changes."""
    made: dict[str, int] = {}
    for cell, tree in _parsed(cells):
        for node in tree.body:
            scope = Scope()
            scope.visit(node)
            passing = _passing(node)
            for name in sorted(scope.makes - passing):
                if name in made:
                    yield ASSIGNED, (cell.number, name, made[name])
                made.setdefault(name, cell.number)
            for name in sorted(scope.changes | _mutated(node)):
                if made.get(name, cell.number) != cell.number:
                    yield CHANGED, (cell.number, name)


def spoken(tree: ast.AST) -> Iterator[str]:
    """The strings of a cell that readers see: captions, claims, alternative texts, labels in two languages."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        named = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [word.value for word in node.keywords if word.arg in READ]
        for part in [*given, *(node.args if named in SPOKEN else [])]:
            keys = {id(key) for one in ast.walk(part) for key in _keys(one)}
            for one in ast.walk(part):
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in keys:
                    yield one.value


def typed_numbers(text: str) -> list[str]:
    """The numbers of a sentence that stand neither in braces nor among the constants."""
    bare = CONSTANT.sub("", re.sub(r"\{[^{}]*\}", "", text))
    return re.findall(r"(?<![\w.])\d(?:[\d,.]*\d)?", bare)


def _cell(number: int, one: Any) -> Cell:
    return Cell(number, one["cell_type"] == "code", one.get("metadata", {}).get("tags", []), "".join(one["source"]))


def _parsed(cells: Sequence[Cell]) -> Iterator[tuple[Cell, ast.Module]]:
    for cell in cells:
        if cell.code and (tree := _tree(cell.source)):
            yield cell, tree


@lru_cache(maxsize=1024)
def _tree(source: str) -> ast.Module | None:
    """A cell's source parsed, for the rules to look at; None where it is no Python."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def _headings(cell: Cell, lang: Lang) -> list[str]:
    text = text_in({"metadata": {"tags": cell.tags}, "source": cell.source}, lang) or ""
    return [line for line in text.splitlines() if re.match(r"#{1,4} ", line)]


def _keys(node: ast.AST) -> list[ast.AST | None]:
    """What only names something for the program: keys of a mapping, what stands in square brackets."""
    if isinstance(node, ast.Dict):
        return [*node.keys]
    return [*ast.walk(node.slice)] if isinstance(node, ast.Subscript) else []


def _passing(node: ast.stmt) -> set[str]:
    """Names that stand for one thing after another by nature: of a loop, of a chart's axes."""
    targets = [one.target for one in ast.walk(node) if isinstance(one, ast.For)]
    targets += [
        item.optional_vars
        for one in ast.walk(node)
        if isinstance(one, ast.With)
        for item in one.items
        if item.optional_vars is not None
    ]
    return {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}


def _mutated(node: ast.stmt) -> set[str]:
    """Names on which a method is called that changes them."""
    found = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and isinstance(one.func.value, ast.Name):
            in_place = any(word.arg == "inplace" for word in one.keywords)
            if in_place or (one.func.attr in MUTATING and isinstance(node, ast.Expr) and node.value is one):
                found.add(one.func.value.id)
    return found
