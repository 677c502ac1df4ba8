"""What the audit notebook shows: findings, exceptions, rounding, guards."""

import re

import pandas as pd

from analysis.methods.topics.audit import EXCEPTIONS, GUARDS, STATUSES, Answers
from analysis.present import Table, theme
from analysis.present.charts import stacked
from analysis.present.figures import Figure
from analysis.present.findings import Finding, Findings, show_findings
from analysis.present.findings import evaluate_claim as judge
from analysis.present.numbers import number, percent
from analysis.present.theme import ACCENT, CONTRAST, GREY
from analysis.present.topics.assumptions import Varied
from analysis.present.topics.audit.claims import CLAIMS, HEADLINES
from analysis.present.words import Foreign, Lang, Words

HANGUL = re.compile("[가-힣]")
ABOUT = "audit.about"
__all__ = [
    "CLAIMS",
    "about_table",
    "exceptions_table",
    "findings",
    "guards_chart",
    "reading",
    "rounding_table",
    "status_table",
]

STATUS_WORDS = {
    "exact": Words("일치", "exact"),
    "rounding": Words("반올림", "rounding"),
    "truncated": Words("버림", "truncated"),
    "explained": Words("설명됨", "explained"),
    "conflict": Words("불일치", "conflict"),
}
STATUS_MEANING = {
    "exact": Words("인쇄된 숫자 그대로 맞는다", "holds to the printed digit"),
    "rounding": Words("차이가 인쇄된 자릿수가 허용하는 범위 안에 있다", "differs within what the printed digits allow"),
    "truncated": Words("반올림하지 않고 버리면 맞는다", "holds if digits were cut, not rounded"),
    "explained": Words("맞지 않지만 원문의 주석이 설명한다", "does not hold; a note of the source accounts for it"),
    "conflict": Words("맞지 않고 설명도 없다", "does not hold, and nothing accounts for it"),
}
GUARD_WORDS = {
    "caught": Words("불일치로 드러남", "shows as a conflict"),
    "noticed": Words("판정만 바뀜", "verdict changes"),
    "unguarded": Words("드러나지 않음", "not seen"),
}
COLUMN = {
    "status": Words("판정", "Verdict"),
    "meaning": Words("뜻", "Meaning"),
    "identities": Words("항등식", "Identities"),
    "statement": Words("항등식", "Identity"),
    "reported": Words("보고", "Reported"),
    "recomputed": Words("재계산", "Recomputed"),
    "used": Words("허용되는 차이 가운데", "Share of the difference allowed"),
    "note": Words("설명", "Note"),
    "section": Words("절", "Section"),
    "name": Words("수치", "Figure"),
    "printed": Words("인쇄된 값", "As printed"),
    "line": Words("원문 줄", "Line"),
    "about": Words("‘약’의 폭", "“About” read as"),
    "turned": Words("판정이 바뀌는 항등식", "Verdicts that change"),
    "odd": Words("예외", "Exceptions"),
    "caught": Words("드러나는 수치", "Figures whose slip shows"),
}


def findings(answers: Answers, lang: Lang) -> Findings:
    """The headline findings."""
    return show_findings([judge(claim, answers) for claim in HEADLINES], lang)


def reading(claim: str, answers: Answers, lang: Lang) -> Finding:
    """One claim as the data judge it; its id is given without the topic's name."""
    return judge(next(one for one in CLAIMS if one.id == f"audit.{claim}"), answers, lang)


def status_table(answers: Answers, lang: Lang) -> Table:
    """How the identities turned out."""
    rows = answers.inputs.verdicts.groupby("status").size().reindex(list(STATUSES), fill_value=0)
    frame = rows.rename("identities").rename_axis("status").reset_index()
    frame.insert(1, "meaning", [STATUS_MEANING[status][lang] for status in frame["status"]])
    frame["status"] = [STATUS_WORDS[status][lang] for status in frame["status"]]
    odd = number(sum(answers.statuses[status] for status in EXCEPTIONS))
    caption = Words(
        f"항등식 {number(len(answers.inputs.verdicts))}개의 판정: 예외는 {odd}개",
        f"Verdicts on {number(len(answers.inputs.verdicts))} identities: {odd} exceptions",
    )
    return Table(frame, caption[lang], lang=lang, header=_header(frame, lang), formats={"identities": 0})


def exceptions_table(answers: Answers, lang: Lang) -> Table:
    """Every identity that neither agrees nor differs within its printed digits."""
    odd = answers.exceptions
    frame = odd[[lang, "reported", "recomputed", "status", f"note_{lang}"]].copy()
    frame.columns = ["statement", "reported", "recomputed", "status", "note"]
    frame["status"] = [STATUS_WORDS[status][lang] for status in frame["status"]]
    caption = Words(
        f"예외 {number(len(odd))}개와 그 설명" if len(odd) else "예외가 없다",
        f"The {number(len(odd))} exceptions and what accounts for them" if len(odd) else "There is no exception",
    )
    formats = {"reported": _plain, "recomputed": _plain}
    return Table(frame, caption[lang], lang=lang, header=_header(frame, lang), formats=formats)


def rounding_table(answers: Answers, lang: Lang) -> Table:
    """The identities that differ within their printed digits, and how much of what these allow they use up."""
    rounded = answers.within_rounding
    frame = rounded[[lang, "reported", "recomputed", "used"]].copy()
    frame.columns = ["statement", "reported", "recomputed", "used"]
    most = percent(rounded["used"].max(), 0) if len(rounded) else percent(0, 0)
    caption = Words(
        f"반올림으로 설명되는 차이 {number(len(rounded))}개는 허용되는 차이의 {most}까지 쓴다",
        f"The {number(len(rounded))} differences that rounding explains use up to {most} of what is allowed",
    )
    formats = {"reported": _plain, "recomputed": _plain, "used": lambda share: percent(share, 0)}
    return Table(frame, caption[lang], lang=lang, header=_header(frame, lang), formats=formats)


def guards_chart(answers: Answers, lang: Lang) -> Figure:
    """For each section, in how many of its figures a slip would show; the unguarded ones by name below."""
    parts = answers.by_section[list(GUARDS)]
    figure, axes = theme.chart(height=0.3 * len(parts) + 0.6)
    stacked(
        axes,
        [_section(answers, section, lang) for section in parts.index],
        parts.to_numpy().tolist(),
        [GUARD_WORDS[guard][lang] for guard in GUARDS],
        [[number(size) if size else "" for size in row] for row in parts.to_numpy().tolist()],
        colours=(ACCENT, CONTRAST, GREY),
    )
    bare = answers.guards["unguarded"]
    most = parts["unguarded"].idxmax()
    caption = Words(
        f"한 자리가 틀려도 드러나지 않는 수치는 {number(bare)}개이고, {_section(answers, most, 'ko')} 절에 가장 많다",
        f"{number(bare)} figures could slip by one without being seen, most of them under "
        f"{_section(answers, most, 'en')}",
    )
    alt = Words(
        f"절마다 수치를 셋으로 나눈 누적 막대그림: 불일치로 드러남 {number(answers.guards['caught'])}개, "
        f"판정만 바뀜 {number(answers.guards['noticed'])}개, 드러나지 않음 {number(bare)}개. "
        f"드러나지 않는 수치는 {_section(answers, most, 'ko')} 절의 {number(parts['unguarded'].max())}개가 가장 많다.",
        f"Stacked bars of the figures of each section: {number(answers.guards['caught'])} show as a conflict, "
        f"{number(answers.guards['noticed'])} only change a verdict, {number(bare)} are not seen, "
        f"{number(parts['unguarded'].max())} of these under {_section(answers, most, 'en')}.",
    )
    return Figure(figure, caption[lang], alt[lang], data=unguarded_table(answers, lang), lang=lang)


def unguarded_table(answers: Answers, lang: Lang) -> Table:
    """The figures that no identity guards, by name."""
    bare = answers.unguarded
    frame = bare[["section", lang, "printed", "line"]].copy()
    frame.columns = ["section", "name", "printed", "line"]
    frame["section"] = [_section(answers, section, lang) for section in frame["section"]]
    frame["printed"] = frame["printed"].map(lambda token: Foreign(token, "ko") if HANGUL.search(token) else token)
    caption = Words(f"틀려도 드러나지 않는 수치 {number(len(bare))}개", f"{number(len(bare))} figures without a guard")
    return Table(frame, caption[lang], lang=lang, header=_header(frame, lang), formats={"line": 0})


def about_table(varied: Varied, lang: Lang) -> Table:
    """The verdicts and guards with "about" read as narrowly and as widely as the register allows."""
    record, base = varied.assumptions[ABOUT], varied.at()
    read = {share: varied.at(**{ABOUT: share}) for share in sorted({record.low, record.value, record.high})}
    rows = [
        (f"±{percent(share, 0)}", base.turned(made), len(made.exceptions), made.guards["caught"])
        for share, made in read.items()
    ]
    frame = pd.DataFrame(rows, columns=["about", "turned", "odd", "caught"])
    figures, most = int(base.inputs.figures["about"].sum()), int(frame["turned"].max())
    low, high = percent(record.low, 0), percent(record.high, 0)
    turned = (
        Words(f"항등식 {number(most)}개까지 판정이 바뀐다", f"up to {number(most)} verdicts change")
        if most
        else Words("판정이 바뀌는 항등식은 없다", "no verdict changes")
    )
    caption = Words(
        f"‘약’이 붙은 수치 {number(figures)}개의 폭을 ±{low}나 ±{high}로 읽으면 {turned.ko}",
        f"With “about”, which stands by {number(figures)} figures, read as ±{low} or as ±{high}, {turned.en}",
    )
    formats = dict.fromkeys(("turned", "odd", "caught"), 0)
    return Table(frame, caption[lang], lang=lang, header=_header(frame, lang), formats=formats)


def _plain(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 2)


def _section(answers: Answers, section: object, lang: Lang) -> str:
    ko, en = answers.inputs.sections[str(section)]
    return ko if lang == "ko" else en


def _header(frame: pd.DataFrame, lang: Lang) -> dict[str, str]:
    return {name: COLUMN[name][lang] for name in frame.columns}
