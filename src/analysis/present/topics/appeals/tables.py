"""The tables of the appeals topic."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.methods.interrupted_series import Model
from analysis.methods.topics.appeals import Answers
from analysis.methods.topics.appeals.models import EXPOSURES, METHODS, SPECIFICATIONS, Specification
from analysis.present.numbers import number, percent, value_of
from analysis.present.tables import Format, Table
from analysis.present.topics.appeals.words import (
    MODELS,
    PUBLISHED,
    above,
    before,
    below,
    count_range,
    during,
    fill,
    listed,
    p_number,
    p_value,
    ratio,
    ratio_range,
    source,
)
from analysis.present.words import Lang, Words

AGREES = {True: Words("같음", "agrees"), False: Words("다름", "differs")}
EXPOSURE = {
    "month": Words("월당", "a month"),
    "meeting": Words("회의당", "a meeting"),
    "day": Words("하루당", "a day"),
}
METHOD = {
    "exact": Words("정확", "exact"),
    "score": Words("스코어", "score"),
    "quasi-Poisson": Words("준포아송", "quasi-Poisson"),
}
ESTIMATORS: Mapping[Model, Words] = {
    "least squares": Words("최소제곱", "least squares"),
    "Poisson": Words("포아송", "Poisson"),
    "quasi-Poisson": Words("준포아송", "quasi-Poisson"),
}
NONE = Words("없음", "none")
NAME_OF_RESULT = Words("결과", "Result")
REGISTER = Words("가정 등록부", "register of assumptions")
DEPENDENT = {
    "appeals.per_meeting.before": Words("이전 회의당 처리건수", "Decisions a meeting before"),
    "appeals.per_meeting.ratio": Words("회의당 처리건수의 비", "Ratio per meeting"),
    "appeals.share_meetings": Words("회의 횟수의 몫", "Share of meetings"),
    "appeals.share_intensity": Words("회의당 처리건수의 몫", "Share of decisions a meeting"),
    "appeals.meetings_left": Words("남은 회의", "Meetings left"),
    "appeals.per_meeting.needed": Words("속도 유지에 필요한 회의당 처리건수", "Decisions a meeting to keep the pace"),
}


def published_table(a: Answers, lang: Lang) -> Table:
    """The report's means, difference and total beside what its months give."""
    months: list[tuple[str, str, float | None, str | None]] = [
        (listed([month])(lang), number(value), None, None)
        for month, value in zip(a.inputs.months, a.inputs.decisions, strict=True)
    ]
    checks = [
        (PUBLISHED[check.name][lang], check.printed, float(check.recomputed), AGREES[check.agrees][lang])
        for check in a.checks
    ]
    names = (Words("항목", "Figure"), Words("인쇄", "Printed"), Words("재계산", "Recomputed"), Words("판정", "Verdict"))
    agree = sum(check.agrees for check in a.checks)
    caption = fill(
        "보고서에 인쇄된 월별 처리건수와, 그것으로 다시 계산한 값. 평균·차이·합계 {count}개 가운데 {agree}개가 인쇄 "
        "자릿수 안에서 같다.",
        "Decisions by month as printed, and what they give. {agree} of {count} means and sums agree within the "
        "printed digits.",
        count=str(len(checks)),
        agree=str(agree),
    )
    frame = pd.DataFrame([*months, *checks], columns=[name[lang] for name in names])
    where = source(a, lang, *(printed.line for printed in a.inputs.published.values()))
    return Table(frame, caption[lang], lang=lang, source=where, formats={names[2][lang]: 2})


def factors_table(a: Answers, lang: Lang) -> Table:
    """Decisions a month as meetings a month times decisions a meeting, before and in the campaign."""
    change = a.change
    during_meetings = a.inputs.meetings_during / len(a.inputs.during)
    rows = [
        (
            Words("월 회의 횟수", "Meetings a month")[lang],
            a.inputs.meetings_before.value,
            during_meetings,
            change.meetings,
            change.share_meetings.value,
        ),
        (
            Words("회의당 처리건수", "Decisions a meeting")[lang],
            a.per_meeting_before.value,
            a.per_meeting_during.value,
            change.intensity.value,
            change.share_intensity.value,
        ),
        (
            Words("월 처리건수", "Decisions a month")[lang],
            a.mean_before.value,
            a.mean_during.value,
            change.throughput.value,
            change.share_meetings.value + change.share_intensity.value,
        ),
    ]
    names = [Words("요인", "Factor")[lang], before(a)(lang), during(a)(lang), Words("비", "Ratio")[lang]]
    names.append(Words("로그 몫", "Share of the log")[lang])
    caption = fill(
        "월 처리건수의 변화를 두 요인으로 나눈 것. 회의 횟수가 {meetings}, 회의당 처리건수가 {each}를 차지한다.",
        "The change of decisions a month taken apart: meetings make {meetings} of it, decisions a meeting {each}.",
        meetings=percent(change.share_meetings.value, 0),
        each=percent(change.share_intensity.value, 0),
    )
    formats: dict[str, Format] = {names[1]: 1, names[2]: 1, names[3]: ratio, names[4]: lambda share: percent(share, 0)}
    frame = pd.DataFrame(rows, columns=names)
    return Table(frame, caption[lang], lang=lang, source=source(a, lang, *a.inputs.meeting_lines), formats=formats)


def ratios_table(a: Answers, lang: Lang) -> Table:
    """The campaign's rate ratio per month, meeting and day, by three methods, with ranges and p values."""
    rows = [
        (
            EXPOSURE[exposure][lang],
            METHOD[method][lang],
            a.ratios[exposure, method].estimate,
            a.ratios[exposure, method].estimate,
            a.ratios[exposure, method].p,
        )
        for exposure in EXPOSURES
        for method in METHODS
    ]
    names = (
        Words("단위", "Per"),
        Words("방법", "Method"),
        Words("비", "Ratio"),
        Words("95% 범위", "95% range"),
        Words("p값", "p value"),
    )
    wide = a.ratios["meeting", "quasi-Poisson"].estimate
    caption = fill(
        "집중처리 기간의 처리율을 이전으로 나눈 비. 회의당으로는 {exact}배이고, 달 사이의 변동을 반영한 범위는 "
        "{range}배로 1을 {verdict}.",
        "The campaign's rate over the rate before. A meeting it is {exact}; the range by the months' scatter, "
        "{range}, {verdict} 1.",
        exact=ratio(wide.value),
        range=ratio_range(wide),
        verdict=lambda lang: (
            Words("벗어난다", "excludes") if above(wide, 1) or below(wide, 1) else Words("포함한다", "includes")
        )[lang],
    )
    formats: dict[str, Format] = {
        names[2][lang]: lambda result: ratio(result.value),
        names[3][lang]: lambda result: ratio_range(result)(lang),
        names[4][lang]: p_number,
    }
    frame = pd.DataFrame(rows, columns=[name[lang] for name in names])
    return Table(
        frame, caption[lang], lang=lang, source=source(a, lang, *a.inputs.meeting_lines), formats=formats, row_headers=2
    )


def models_table(a: Answers, lang: Lang) -> Table:
    """Changes of level and slope under each specification and estimator, and the criteria of choice."""
    carried: dict[Model, Estimate] = {
        model: a.models.change("month_before", model, "level").estimate for model in ESTIMATORS
    }
    clear = [model for model, level in carried.items() if above(level, 0 if model == "least squares" else 1)]
    caption = fill(
        "단절 시계열 회귀의 수준과 기울기 변화(95% 범위). 직전 달로 되돌린 수준 변화의 범위가 ‘변화 없음’보다 큰 "
        "추정법: {clear}.",
        "Changes of level and slope by segmented regression (95% ranges). Estimators whose range of the level "
        "carried back lies above no change: {clear}.",
        clear=lambda lang: ", ".join(ESTIMATORS[model][lang] for model in clear) or NONE[lang],
    )
    fit = a.models.segmented["first_month", "least squares"].statistics
    note = fill(
        "기울기까지 바뀌는 모형의 잔차 자유도는 {df}이다. 더빈·왓슨 통계량은 {dw}({p}), 포아송 회귀의 척도는 "
        "{scale}이다.",
        "The model with a change of slope leaves {df} degrees of freedom; Durbin–Watson {dw} ({p}), scale of the "
        "Poisson regression {scale}.",
        df=number(fit["residual_df"]),
        dw=number(fit["durbin_watson"], 2),
        p=p_value(fit["durbin_watson_p"]),
        scale=number(a.models.segmented["first_month", "Poisson"].statistics["pearson_scale"], 2),
    )
    columns = {_model_name(a, name, lang): _model_column(a, name, lang) for name in SPECIFICATIONS}
    rows = (
        Words("최소제곱 수준(건)", "Level, least squares"),
        Words("최소제곱 기울기(건)", "Slope, least squares"),
        Words("포아송 수준(비)", "Level, Poisson (ratio)"),
        Words("준포아송 수준(비)", "Level, quasi-Poisson (ratio)"),
        Words("AIC", "AIC"),
        Words("AICc", "AICc"),
    )
    frame = pd.DataFrame({Words("변화", "Change")[lang]: [row[lang] for row in rows], **columns})
    return Table(frame, caption[lang], lang=lang, source=source(a, lang), notes=[note[lang]])


def meetings_table(a: Answers, dependence: pd.DataFrame, lang: Lang) -> Table:
    """The results that hang on the meetings a month before the campaign, at both ends of the register's range."""
    results = a.results()

    def shown(name: str, value: float) -> str:
        alone = replace(results[name], value=value, low=None, high=None)
        return value_of(alone, lang, {"ratio": 2, "fraction": 0}.get(alone.unit, 1))

    columns = {
        fill("월 {n}회", "{n} a month", n=number(float(str(meetings)), 1))[lang]: [
            shown(name, float(value)) for name, value in dependence.loc[meetings].items() if isinstance(name, str)
        ]
        for meetings in dependence.index
    }
    frame = pd.DataFrame({NAME_OF_RESULT[lang]: [DEPENDENT[name][lang] for name in dependence.columns], **columns})
    ratios = dependence["appeals.per_meeting.ratio"]
    caption = fill(
        "집중처리 전 회의 횟수를 등록부의 범위에서 바꾼 결과. 회의당 처리건수의 비는 {low}배에서 {high}배까지 "
        "움직인다.",
        "Results with the meetings before the campaign varied over the register's range: the ratio per meeting "
        "moves from {low} to {high}.",
        low=ratio(float(ratios.min())),
        high=ratio(float(ratios.max())),
    )
    return Table(frame, caption[lang], lang=lang, source=REGISTER[lang])


def _model_name(a: Answers, name: Specification, lang: Lang) -> str:
    clock = {"first_month": a.inputs.during.index[:1], "month_before": a.inputs.before.index[-1:]}.get(name)
    return MODELS[name][lang] if clock is None else f"{MODELS[name][lang]} ({listed(clock)(lang)})"


def _model_column(a: Answers, name: Specification, lang: Lang) -> list[str | None]:
    level = a.models.change(name, "least squares", "level").estimate
    slope = None
    if name in ("first_month", "month_before"):
        slope = _change(a.models.change(name, "least squares", "slope").estimate, lang)
    rates = [a.models.change(name, model, "level").estimate for model in ("Poisson", "quasi-Poisson")]
    corrected = a.models.aicc[name]
    return [
        _change(level, lang),
        slope,
        *(f"{ratio(rate.value)} ({ratio_range(rate)(lang)})" for rate in rates),
        number(a.models.aic[name], 1),
        None if corrected is None else number(corrected, 1),
    ]


def _change(result: Estimate, lang: Lang) -> str:
    return f"{number(result.value, 1, signed=True)} ({count_range(result)(lang)})"
