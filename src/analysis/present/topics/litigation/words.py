"""Periods, ranges and names of the litigation topic in words."""

from analysis.methods.estimate import Estimate
from analysis.methods.topics.litigation import HALF, Answers
from analysis.present.dates import months
from analysis.present.numbers import percent, span
from analysis.present.words import Lang, Words

COLUMNS = {
    "total": Words("수행건수 계", "Cases conducted"),
    "carried_over": Words("이월", "Carried over"),
    "new": Words("신소", "New"),
    "closed": Words("판결확정 계", "Closed"),
    "won": Words("승소", "Won"),
    "win_rate": Words("승소율(%)", "Win rate (%)"),
    "lost": Words("패소", "Lost"),
    "other": Words("기타", "Other closings"),
    "pending": Words("진행", "Pending"),
}
SUMS = {
    "total": Words("이월 + 신소", "carried over + new"),
    "closed": Words("승소 + 패소 + 기타", "won + lost + other"),
    "win_rate": Words("승소 ÷ (승소 + 패소)", "won ÷ (won + lost)"),
    "pending": Words("수행건수 − 판결확정", "conducted − closed"),
}
RATES = {
    "wilson": Words("보고서의 기준\n윌슨 범위", "As reported,\nWilson range"),
    "exact": Words("보고서의 기준\n정확 범위", "As reported,\nexact range"),
    "best": Words("기타를 모두\n승소로", "Other closings\nall won"),
    "worst": Words("기타를 모두\n패소로", "Other closings\nall lost"),
}
RESULTS = {
    "win_rate": Words("승소율(기타 포함)", "Win rate, other closings counted"),
    "disposition_days": Words("처리 소요일수", "Disposition time"),
    "pending_year_end": Words("연말 진행 건수", "Pending at year end"),
}
ASSUMPTIONS = {
    "period_days": Words("집계 기간", "Days covered"),
    "other_lost_share": Words("기타 중 패소 비율", "Other closings lost"),
}
METHODS = {
    "win_rate": Words("승소율: 윌슨 / 정확 범위", "Win rate: Wilson / exact range"),
    "clearance": Words("사건처리율: 정확 / 스코어 범위", "Clearance rate: exact / score range"),
    "stock": Words("처리 소요일수: 기말 / 평균 진행 건수", "Disposition time: pending at the end / on average"),
    "judgments": Words("처리 소요일수: 모든 종결 / 승패만", "Disposition time: all closings / won and lost only"),
}


def period(answers: Answers, lang: Lang) -> str:
    """The months that the newest docket covers: "2020년 1~7월"."""
    last = answers.now.period.date()
    return months(last.replace(month=1), last, lang)


def one_digit(result: Estimate, lang: Lang) -> str:
    """The range of a share to a tenth of a per cent: "67.3~79.1%"."""
    return span(result.low, result.high, lang, 1, "fraction")


def whole(result: Estimate, lang: Lang) -> str:
    """The range of a result in whole units, the unit written: "475~615일"."""
    return span(result.low, result.high, lang, 0, result.unit)


def against_half(result: Estimate) -> Words:
    """Where a share's range that does not lie above one half lies."""
    if result.high is not None and result.high < HALF:
        return Words("절반보다 작다", "lies below one half")
    return Words("절반을 포함하므로 과반이라고 단정할 수 없다", "includes one half, so a majority is not established")


def share_of_wins(answers: Answers, wins: float) -> str:
    """So many wins as a percentage of all that the report counts."""
    return percent(wins / answers.now.won)


def source(answers: Answers, lang: Lang) -> str:
    """Where the newest row stands in the report."""
    place, line = answers.inputs.place, answers.inputs.line
    return f"보고서 {place}, 원문 {line}줄" if lang == "ko" else f"the report, {place}, line {line}"
