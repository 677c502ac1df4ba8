"""The page on which a person looks through a draft: what is unsure first, both reports' lines side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from analysis.data.audit import Verdict
from analysis.data.contract import STATEMENTS
from analysis.data.figures import cell_name
from analysis.data.formulas import matching
from analysis.data.intake.romanise import slug
from analysis.data.reading.confirm import row_name
from analysis.data.reading.draft import Draft, unsure
from analysis.data.reading.figure import Read
from analysis.data.reading.read import Reading
from analysis.data.trace import place_of
from analysis.data.units import APART, decimal_text
from analysis.data.vintages import Delivery
from analysis.publish.page import fonts
from analysis.publish.page.export import TEMPLATES, style
from analysis.words import Words

WORDS = {
    "title": Words("초안 검토", "Review of the draft"),
    "draft": Words("초안: 확인하기 전에는 자료가 아니다", "A draft: no data until it is confirmed"),
    "skip": Words("본문으로", "To the text"),
    "coverage": Words("숫자 포괄률", "coverage of the numbers"),
    "unsure": Words("정할 것", "To decide"),
    "how_to": Words(
        "두 보고서의 줄을 비교하여 맞으면 ‘맞다’를, 아니면 값을 적는다. 다 정하면 decisions.csv로 받아 초안 "
        "폴더에 둔다.",
        "Hold the two lines against each other: say that it is right, or write the value. Then save decisions.csv into "
        "the draft's folder.",
    ),
    "by_hand": Words(
        "스크립트가 꺼져 있으면 decisions.csv(figure,value,by)를 손으로 적는다.",
        "Without scripts write decisions.csv (figure,value,by) by hand.",
    ),
    "by": Words("정한 사람", "Decided by"),
    "ok": Words("맞다", "Right"),
    "all": Words("이 줄은 모두 맞다", "All of this line is right"),
    "other": Words("다른 값", "Another value"),
    "leave": Words("뺀다(없어짐)", "Leave out (gone)"),
    "key": Words("새 행의 키", "Key of the new row"),
    "misread": Words("원문은", "the report prints"),
    "save": Words("decisions.csv 받기", "Save decisions.csv"),
    "left": Words("남은 것", "left"),
    "none": Words("없음.", "None."),
    "old": Words("지난 보고서", "Older report"),
    "new_report": Words("새 보고서", "New report"),
    "conflicts": Words("맞지 않는 항등식", "Identities that fail"),
    "printed": Words("수록값", "printed"),
    "recomputed": Words("다시 계산한 값", "recomputed"),
    "gone": Words("없어진 수치", "Figures that are gone"),
    "carried": Words("전월 보고의 것을 그대로 쓰는 표:", "Tables carried forward:"),
    "new": Words("새로 나온 숫자", "New numbers"),
    "loose": Words("어느 수치에도 속하지 않는다", "belongs to no figure"),
    "rest": Words("나머지", "All else"),
    "show": Words("보기", "Show"),
    "figure": Words("수치", "Figure"),
    "line": Words("줄", "Line"),
    "how": Words("읽은 길", "How read"),
    "times": Words("언제의 값인가", "For when the values hold"),
    "times_how": Words(
        "보고서가 찍은 날짜가 옮겨 가면 따라 옮긴다. 다르면 decisions.csv에 ‘이름@as_of,날짜’로 적는다.",
        "They move with the dates that the report prints; where that is wrong, write name@as_of,date by hand.",
    ),
    "table": Words("표", "Table"),
}
HOWS = {
    "same": Words("그대로", "the same"),
    "moved": Words("옮겨짐", "moved"),
    "like": Words("비슷함", "alike"),
    "new": Words("새로 나옴", "new"),
    "gone": Words("없어짐", "gone"),
}


@dataclass(frozen=True)
class Marked:
    """A line with tokens in it: its text in parts, each marked or not."""

    number: int = 0
    parts: Sequence[tuple[str, bool]] = ()


@dataclass(frozen=True)
class Entry:
    """One figure as the page shows it; `key` is offered for a row that is new."""

    name: str
    words: Words
    how: str
    token: str
    value: str
    line: int
    old_token: str
    old: Marked
    new: Marked
    key: str = ""


@dataclass(frozen=True)
class Group:
    """What is to be decided of one line."""

    number: int
    old: Marked
    new: Marked
    entries: Sequence[Entry]


def review_page(
    reading: Reading, delivery: Delivery, draft: Draft, failing: Sequence[Verdict], notes: Sequence[Words] = ()
) -> str:
    """The page, self-contained, in both languages; the same reading gives the same bytes."""
    texts = {one.number: one.text for one in reading.new}
    texts |= {pair.new.number: pair.new.text for pair in reading.pairs.values()}
    old = {one.number: one.text for one in reading.old}
    entry = partial(_entry, delivery=delivery, old=old, new=texts)
    open_ = unsure(reading.figures, delivery.contract)
    named = {one.figure for one in open_}
    groups = [
        _group(number, list(found), entry, old, texts)
        for number, (_, found) in enumerate(groupby(open_, lambda one: (one.line, one.old_line)), 1)
    ]
    drafted = {one.table for one in reading.figures if one.printed}
    rest = {how: [entry(one) for one in reading.of(how) if one.figure not in named] for how in HOWS}
    context = {
        "w": WORDS | {"hows": HOWS},
        "edition": reading.edition,
        "coverage": f"{reading.coverage:.1%}",
        "counts": {how: sum(bool(one.figure) for one in reading.of(how)) for how in HOWS},
        "notes": notes,
        "undecided": sum(len(group.entries) for group in groups),
        "unsure": groups,
        "conflicts": [_conflict(one, reading) for one in failing],
        "gone": rest["gone"],
        "carried": [table.title for table in delivery.contract if table.name not in drafted],
        "new": rest["new"],
        "times": [
            (table.name, table.title, delivery.contract.tables[table.name].as_of, table.as_of)
            for table in draft.contract
            if table.name != STATEMENTS
        ],
        "rest": [*rest["same"], *rest["moved"]],
    }
    return _rendered(context)


def _group(
    number: int,
    found: Sequence[Read],
    entry: Callable[[Read], Entry],
    old: Mapping[int, str],
    new: Mapping[int, str],
) -> Group:
    """One line's figures; a new row is decided once."""
    entries = {one.name: one for one in map(entry, found)}
    here = _marked(old, found[0].old_line, [(one.old_at, one.old_printed) for one in found])
    there = _marked(new, found[0].line, [(one.at, one.printed) for one in found])
    return Group(number, here, there, list(entries.values()))


def _rendered(context: Mapping[str, Any]) -> str:
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES / "index"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    script = (TEMPLATES / "index" / "review.js").read_text("utf-8")
    sheet = style("page.css", "parts.css", "index.css", "review.css")
    html = templates.get_template("review.html.j2").render(style=sheet, script=script, **context).lstrip()
    text = BeautifulSoup(html, "html.parser").get_text()
    # A report may print letters that the font lacks; the reader's own fonts show them.
    face = fonts.face("".join(letter for letter in text if ord(letter) in fonts.covered()), "review.html")
    return html.replace("</style>", f"{face}</style>", 1)


def _entry(one: Read, delivery: Delivery, old: Mapping[int, str], new: Mapping[int, str]) -> Entry:
    return Entry(
        row_name(one) if one.label else one.figure,
        _words(one, delivery),
        one.how,
        one.token,
        one.value,
        one.line,
        one.old_printed,
        _marked(old, one.old_line, [(one.old_at, one.old_printed)]),
        _marked(new, one.line, [(one.at, one.printed)]),
        slug(one.label) if one.label else "",
    )


def _words(one: Read, delivery: Delivery) -> Words:
    """What a figure is called, in words."""
    if not one.figure:
        return Words("", "")
    if one.figure in delivery.figures:
        return delivery.figures[one.figure].name
    table = delivery.contract.tables[one.table]
    return (
        Words(one.figure, one.figure)
        if one.table == STATEMENTS
        else cell_name(table, table.column(one.column), one.keys)
    )


def _marked(lines: Mapping[int, str], number: int, tokens: Sequence[tuple[int, str]]) -> Marked:
    """A line with the tokens that stand at these places."""
    if not number:
        return Marked()
    text, at, parts = lines.get(number, ""), 0, []
    for start, token in sorted(tokens):
        end = start + len(token)
        if APART in token and (span := place_of(text[start:], token, ())):
            end = start + span[1]  # a list stands there with its commas
        elif text[start:end] != token:
            continue
        if token and start >= at:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    return Marked(number, [*parts, (text[at:], False)])


def _conflict(one: Verdict, reading: Reading) -> dict[str, Any]:
    return {
        "words": one.identity.statement,
        "reported": decimal_text(one.reported.point, ""),
        "recomputed": decimal_text(one.recomputed.point, ""),
        "figures": list(_touched(one, reading)),
    }


def _touched(one: Verdict, reading: Reading) -> Iterator[tuple[str, str, int, str]]:
    """The figures of an identity, each with its token, line and how it was read."""
    read = {figure.figure: figure for figure in reading.figures if figure.figure and figure.printed}
    names = {name: None for reference in one.identity.references for name in matching(reference, read)}  # type: ignore[arg-type]
    for name in names:
        yield name, read[name].token, read[name].line, read[name].how
