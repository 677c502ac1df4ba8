"""`study diff`: what it prints of two editions held against each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from analysis.methods.changes import Cause, Causes, attributed, turned
from analysis.present.changes import notes_on_moves
from analysis.present.claims import FAILS, HOLDS
from analysis.present.numbers import number
from analysis.present.revisions import EVENTS
from analysis.present.tables import Table
from analysis.publish.commands.console import console
from analysis.publish.commands.study import open_study, process
from analysis.publish.release.diff import Diff, compare
from analysis.publish.run.errors import ReportError
from analysis.publish.run.parameters import check_edition_name
from analysis.words import Lang, Words

CAUSES: dict[Cause, Words] = {
    "data": Words("자료", "data"),
    "assumption": Words("가정", "assumption"),
    "code": Words("코드", "code"),
    "environment": Words("환경", "environment"),
    "unknown": Words("알 수 없음", "unknown"),
}
OR = Words(" 또는 ", " or ")
TURNED = Words("판정이 달라진 주장 {}개:", "Claims whose verdict changed, {}:")
UNTURNED = Words("판정이 달라진 주장이 없다.", "No claim changed its verdict.")
UNMOVED = Words("움직인 결과가 없다.", "No result moved.")
MOVED = Words(
    "{}판에서 {}판으로 움직인 결과 {}개, 범위에 비해 크게 움직인 것부터",
    "{} to {}: {} results moved, those that moved most against their range first",
)
HEADER = {
    "result": Words("결과", "Result"),
    "ranges": Words("움직임", "Move"),
    "causes": Words("무엇이 움직였는가", "Moved by"),
}
DATA = Words("자료({}판까지): {}", "Data (up to {}): {}")
CARRIED = Words("이월된 표 {}개", "{} tables carried forward")
SAME_DATA = Words("달라진 것이 없다", "nothing changed")
ASSUMPTION = Words("가정: {} {} → {}", "Assumption: {} {} → {}")
PARAMETER = Words(
    "가정: {}판 보고서는 {}에 매개변수 {}={}을(를) 주고 만들었다.",
    "Assumption: the reports of {} were made with the parameter of {} {}={}.",
)
SINCE = Words("{}판 보고서를 만든 뒤 달라진 것: {}.", "Changed since the reports of {} were made: {}.")
SINCE_NOTHING = Words(
    "{}판 보고서를 만든 뒤 코드와 환경은 그대로이다.",
    "Code and environment are as they were when the reports of {} were made.",
)
UNKNOWN = Words(
    "'알 수 없음'은 자료, 가정, 코드(노트북 포함), 환경이 모두 그대로인데 달라진 것이다.",
    "“Unknown” moved though data, assumptions, code (notebooks among it) and environment are the same.",
)
UNRECORDED = Words(
    "{}판 보고서가 없어(reports/{}/manifest.json) 코드와 환경이 움직인 것은 알 수 없다. "
    "두 판 모두 지금의 코드와 가정으로 계산했다.",
    "There are no reports of {} (reports/{}/manifest.json), so what code and environment moved can't be told; "
    "both editions are computed with today's code and assumptions.",
)

REFUSED = Words("두 판을 비교할 수 없다: {}", "The editions can't be compared: {}")


def run(old: str, new: str, root: Path | None, lang: Lang) -> int:
    """Prints what changed between two editions; 1 where the data of one is at fault."""
    study = open_study(root)
    names = [check_edition_name(name, study.editions()) for name in (old, new)]
    faults = [process(study, name, lang) for name in dict.fromkeys(names)]  # of both, before it ends
    if any(faults):
        return 1
    try:
        diff = compare(study, *names)
    except ValueError as error:  # a method refuses the data of an edition, and says why
        raise ReportError(REFUSED.filled(getattr(error, "words", error))) from None
    out = console()
    for line in report_lines(diff, lang):
        out.print(line)
    return 0


def report_lines(diff: Diff, lang: Lang) -> Iterator[str]:
    """The comparison line by line: claims that turned, results that moved, what the causes are."""
    yield from _turned(diff, lang)
    frame = attributed(diff.states)
    yield _moved(frame, diff, lang) if len(frame) else UNMOVED[lang]
    yield ""
    yield from _data(diff, lang)
    yield from _assumptions(diff, lang)
    if diff.recorded is None:
        yield UNRECORDED[lang].format(diff.before.name, diff.before.name)
    elif diff.changed == ("unknown",):
        yield SINCE_NOTHING[lang].format(diff.before.name)
    else:
        yield SINCE[lang].format(diff.before.name, ", ".join(CAUSES[cause][lang] for cause in diff.changed))
    if any(("unknown",) in causes for causes in frame["causes"]):
        yield UNKNOWN[lang]


def _turned(diff: Diff, lang: Lang) -> Iterator[str]:
    turns = turned(diff.states)
    yield TURNED[lang].format(len(turns)) if turns else UNTURNED[lang]
    for turn in turns:
        before, after = (HOLDS if holds else FAILS for holds in (not turn.holds, turn.holds))
        claim = diff.claims[turn.claim][lang]
        yield f"  {claim}: {before[lang]} → {after[lang]} ({causes_in_words(turn.causes, lang)})"
    yield ""


def _moved(frame: pd.DataFrame, diff: Diff, lang: Lang) -> str:
    shown = frame[["result", "before", "after", "ranges"]].assign(
        causes=frame["causes"].map(lambda causes: causes_in_words(causes, lang))
    )
    caption = MOVED[lang].format(diff.before.name, diff.after.name, number(len(frame)))
    header = {name: words[lang] for name, words in HEADER.items()}
    header |= {"before": diff.before.name, "after": diff.after.name}
    notes = notes_on_moves(frame["result"], diff.after, lang)
    return Table(shown, caption, lang=lang, header=header, notes=notes, formats={"ranges": _signed}).text()


def _signed(move: float) -> str:
    return number(move, 1, signed=True)


def causes_in_words(causes: Sequence[Causes], lang: Lang) -> str:
    """The causes of a move, step by step; those that a step cannot separate with "or" between them."""
    return ", ".join(OR[lang].join(CAUSES[cause][lang] for cause in step) for step in causes)


def _data(diff: Diff, lang: Lang) -> Iterator[str]:
    """What the newer edition printed since the older one, counted."""
    counts = Counter(one.event for one in diff.after.revisions if one.edition > diff.before.name)
    parts = [f"{words[lang]} {number(counts[event])}" for event, words in EVENTS.items() if counts[event]]
    if carried := diff.after.carried:
        parts.append(CARRIED[lang].format(number(len(carried))))
    yield DATA[lang].format(diff.after.name, ", ".join(parts) or SAME_DATA[lang])


def _assumptions(diff: Diff, lang: Lang) -> Iterator[str]:
    for name, then in (diff.assumptions or {}).items():
        now = diff.before.assumptions[name]
        numbers = [f"{one.value:g} ({one.low:g}–{one.high:g})" for one in (then, now)]
        yield ASSUMPTION[lang].format(name, *numbers)
    for notebook, parameters in diff.given.items():
        for name, value in parameters.items():
            yield PARAMETER[lang].format(diff.before.name, notebook, name, value)
