"""Every programme in one table: what is promised, what is counted, what follows."""

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.methods.topics.programmes import Answers, Inputs
from analysis.present.numbers import number
from analysis.present.tables import Table
from analysis.present.topics.programmes.ledger_inside import INSIDE
from analysis.present.topics.programmes.ledger_outside import OUTSIDE
from analysis.present.words import Lang, Words

Row = Callable[[Inputs], tuple[Words | None, Words | None, Words | None]]

ROWS: Mapping[str, Row] = {**INSIDE, **OUTSIDE}


def programmes_table(a: Answers, lang: Lang) -> Table:
    """A row a programme, in the order of the report; a cell is empty where the report prints no number for it."""
    rows = [_row(a, section, row, lang) for section, row in ROWS.items()]
    told = pd.DataFrame(rows)
    counts = [number(len(told)), *(number(int(told[column].notna().sum())) for column in ("promised", "counted"))]
    both = number(int((told["promised"].notna() & told["counted"].notna()).sum()))
    caption = Words(
        f"사업 {counts[0]}개의 약속과 집계. 약속에 수가 있는 것은 {counts[1]}개, 집계에 수가 있는 것은 {counts[2]}개, "
        f"둘 다 있는 것은 {both}개이다.",
        f"{counts[0]} programmes. {counts[1]} have a number promised, {counts[2]} a number counted, {both} have both.",
    )[lang]
    notes = [
        Words(
            "약속은 계획·목표·기준·정원, 집계는 한 일과 현황의 수이다. 빈칸은 보고서에 수가 없는 것이고, 따라 나오는 "
            "것은 이 연구가 인쇄된 수로 계산했다.",
            "Promised: plans, targets, rules, quotas. Counted: what was done, or is. An empty cell: the report prints "
            "no number. What follows is computed by this study from printed figures.",
        )[lang]
    ]
    places = [a.inputs.places[section] for section in ROWS]
    first, last = min(place.first for place in places), max(place.last for place in places)
    where = Words(f"보고서 Ⅰ·Ⅲ, 원문 {first}~{last}줄", f"the report, Ⅰ and Ⅲ, lines {first}–{last}")[lang]
    return Table(
        told,
        caption,
        lang=lang,
        source=where,
        notes=notes,
        header={name: words[lang] for name, words in HEADER.items()},
    )


def _row(a: Answers, section: str, row: Row, lang: Lang) -> dict[str, object]:
    place = a.inputs.places[section]
    cells = (cell[lang] if cell else None for cell in row(a.inputs))
    return dict(zip(HEADER, (place.names[lang], *cells), strict=True))


HEADER = {
    "programme": Words("사업", "Programme"),
    "promised": Words("약속", "Promised"),
    "counted": Words("집계", "Counted"),
    "follows": Words("따라 나오는 것", "What follows"),
}
