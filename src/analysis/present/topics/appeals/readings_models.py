"""What the sections on meetings, rate ratios and segmented regressions read off, with both wordings."""

from analysis.methods.estimate import Estimate
from analysis.methods.interrupted_series import Model
from analysis.methods.topics.appeals import Answers
from analysis.methods.topics.appeals.models import SPECIFICATIONS, Question, Specification
from analysis.present.findings import Claim
from analysis.present.numbers import number, percent
from analysis.present.topics.appeals.words import (
    MODELS,
    above,
    below,
    count_range,
    ended,
    fill,
    listed,
    p_value,
    ratio_range,
)
from analysis.present.words import Lang, Words

SIGNIFICANT = 0.05
MODELS_OF_LEVEL: tuple[Model, ...] = ("least squares", "Poisson", "quasi-Poisson")


def _edge(a: Answers) -> Words:
    exact, score, scatter = (a.ratios["meeting", method] for method in ("exact", "score", "quasi-Poisson"))
    return fill(
        "회의당 비교에서 정확 검정은 {exact_p}, 정확 범위는 {exact}배이고, 스코어 검정은 {score_p}, 스코어 "
        "범위는 {score}배이다. 달 사이의 실제 변동을 반영하면 {scatter_p}, 범위는 {scatter}배이다.",
        "Per meeting, the exact test has {exact_p} and the exact range is {exact}; the score test has {score_p} "
        "and range {score}. By the months' actual scatter {scatter_p}, range {scatter}.",
        exact_p=p_value(exact.p),
        exact=ratio_range(exact.estimate),
        score_p=p_value(score.p),
        score=ratio_range(score.estimate),
        scatter_p=p_value(scatter.p),
        scatter=ratio_range(scatter.estimate),
    )


def _edge_disagrees(a: Answers) -> bool:
    exact = a.ratios["meeting", "exact"]
    return (exact.p < SIGNIFICANT) != _off(exact.estimate, 1)


def _scatter(a: Answers) -> Words:
    return fill(
        "두 평균만 두면 달 사이의 변동은 포아송의 {times}배({p})",
        "About two means the months scatter {times} times as much as Poisson counts ({p})",
        times=number(a.models.dispersion, 2),
        p=p_value(a.models.dispersion_p),
    )


def _clock(a: Answers) -> Words:
    first = a.models.change("first_month", "least squares", "level").estimate
    back = a.models.change("month_before", "least squares", "level").estimate
    slope = a.models.change("first_month", "least squares", "slope").estimate
    return fill(
        "최소제곱에서 수준 변화는 {june}에 재면 {first}건({first_range}건), {may}로 되돌려 재면 "
        "{back}건({back_range}건)이다. 적합한 선은 같고, 두 값은 기울기 변화 {slope}건만큼 다르다.",
        "By least squares the level changes by {first} ({first_range}) taken in {june}, and by {back} "
        "({back_range}) carried back to {may}. The fitted lines are the same; the two differ by the change of "
        "slope, {slope}.",
        june=listed(a.inputs.during.index[:1]),
        may=listed(a.inputs.before.index[-1:]),
        first=number(first.value, 1, signed=True),
        first_range=count_range(first),
        back=number(back.value, 1, signed=True),
        back_range=count_range(back),
        slope=number(slope.value, 1, signed=True),
    )


def _estimators(a: Answers) -> Words:
    line, count, scatter = (a.models.change("month_before", each, "level").estimate for each in MODELS_OF_LEVEL)
    return fill(
        "직전 달로 되돌린 수준 변화의 95% 범위는 최소제곱에서 {line}건, 포아송에서 {count}배, 준포아송에서 "
        "{scatter}배이다.",
        "Carried back to the month before, the change of level has a 95% range of {line} decisions by least squares, "
        "of {count} times by Poisson and {scatter} by quasi-Poisson.",
        line=count_range(line),
        count=ratio_range(count),
        scatter=ratio_range(scatter),
    )


def _estimators_part(a: Answers) -> bool:
    none: dict[Model, float] = {each: 0.0 if each == "least squares" else 1.0 for each in MODELS_OF_LEVEL}
    return len({_off(a.models.change("month_before", each, "level").estimate, none[each]) for each in none}) > 1


def _slope(a: Answers) -> Words:
    change = a.models.change("first_month", "least squares", "slope").estimate
    return fill(
        "기울기는 이전에 월 {before}건, 집중처리 기간에 월 {during}건이고, 변화의 95% 범위는 {range}건",
        "The slope is {before} a month before and {during} in the campaign; the 95% range of the change is {range}",
        before=number(a.trend.slope.value, 1, signed=True),
        during=number(a.trend.slope.value + change.value, 1, signed=True),
        range=count_range(change),
    )


def _chosen(a: Answers) -> tuple[Specification, Specification | None]:
    """The specification that AIC picks, and the one that AICc picks."""
    corrected = {name: value for name, value in a.models.aicc.items() if value is not None}
    ranked = sorted(corrected, key=lambda name: corrected[name])
    return min(SPECIFICATIONS, key=lambda name: a.models.aic[name]), ranked[0] if ranked else None


def _choice(a: Answers) -> Words:
    chosen, corrected = _chosen(a)

    def name(specification: Specification | None, lang: Lang) -> str:
        none = "없음" if lang == "ko" else "none"
        return MODELS[specification][lang] if specification else none

    return fill(
        "AIC가 고르는 모형은 ‘{chosen}’, 적은 표본을 보정한 AICc가 고르는 모형은 ‘{corrected}’",
        "AIC picks ‘{chosen}’; AICc, corrected for few points, picks ‘{corrected}’",
        chosen=lambda lang: name(chosen, lang),
        corrected=lambda lang: name(corrected, lang),
    )


def _against(a: Answers, *questions: Question) -> list[bool]:
    """For each comparison of these kinds, whether its range lies above 1."""
    return [above(each.ratio, 1) for each in a.comparisons if each.question in questions]


def _disagreement(a: Answers) -> Words:
    flat, trend = _against(a, "flat"), _against(a, "trend", "jump")
    return fill(
        "월 처리건수의 95% 범위가 1보다 큰 것은, 이전 평균과 견준 {flat_all}개에서는 {flat}개, 이전 추세를 넣은 "
        "{trend_all}개에서는 {trend}개",
        "For decisions a month the 95% range lies above 1 in {flat} of the {flat_all} comparisons with the mean "
        "before, and in {trend} of the {trend_all} that allow for the trend before",
        flat_all=str(len(flat)),
        flat=str(sum(flat)),
        trend_all=str(len(trend)),
        trend=str(sum(trend)),
    )


def _part(a: Answers) -> bool:
    return len(set(_against(a, "flat", "trend", "jump"))) > 1


def _on_meetings(a: Answers) -> Words:
    return fill(
        "집중처리 전 회의가 월 {fell}회 이하였다면 회의당 처리건수의 정확 범위가 1보다 작고, 월 {even}회였다면 "
        "회의당 처리건수는 그대로이다. 등록부의 범위는 월 {low}~{high}회이므로 ",
        "With up to {fell} meetings a month before the campaign the exact range per meeting lies below 1; with "
        "{even} output per meeting did not change. As the register has {low} to {high}, ",
        fell=number(a.falling_meetings, 3),
        even=number(a.even_meetings, 2),
        low=number(a.inputs.meetings_before.low, 1),
        high=number(a.inputs.meetings_before.high, 1),
    )


def _leads(a: Answers) -> Words:
    leads = a.inputs.leads
    return fill(
        "회의당 주·부심 지정은 {first}년 {least}건에서 {last}년 집중처리 기간 {most}건이 되었고, 뒤의 값은 같은 "
        "기간 회의당 처리건수의 {share}이다. 이전 해의 처리건수가 없어 비율이 어떻게 변했는지는 알 수 없다.",
        "Cases with lead reviewers a meeting went from {least} in {first} to {most} in the campaign of {last}, "
        "{share} of the decisions a meeting then. Without the decisions of earlier years a change of that share is "
        "not known.",
        first=str(leads.index[0]),
        last=str(leads.index[-1]),
        least=number(leads.iloc[0], 1),
        most=number(leads.iloc[-1], 1),
        share=percent(a.lead_share, 0),
    )


def _off(result: Estimate, value: float) -> bool:
    return above(result, value) or below(result, value)


def _level_off_zero(a: Answers, clock: Specification) -> bool:
    return _off(a.models.change(clock, "least squares", "level").estimate, 0)


MODEL_READINGS: list[Claim[Answers]] = [
    Claim(
        "appeals.p_against_range",
        Words("회의당 비교에서 정확 검정과 정확 범위가 어긋난다", "Per meeting, exact test and exact range disagree"),
        _edge_disagrees,
        ended(
            _edge,
            " 정확 p값은 관측만큼 드문 결과를 양쪽에서 함께 더하고 정확 범위는 꼬리마다 2.5%씩 따로 자르므로 5% "
            "문턱에서 어긋난다. 결론을 가르는 것은 그 문턱이 아니라 달 사이의 변동이다.",
            " The exact p value adds up the outcomes of either side that are no likelier than the one seen, the "
            "exact range cuts 2.5% from each tail: they part at the 5% edge. What decides is the months' scatter, "
            "not that edge.",
        ),
        ended(_edge, " 정확 검정과 정확 범위의 판정은 같다.", " Exact test and exact range agree."),
    ),
    Claim(
        "appeals.scatter",
        Words("달 사이의 변동은 포아송보다 크다", "Months scatter more than Poisson counts"),
        lambda a: a.models.dispersion > 1 and a.models.dispersion_p < SIGNIFICANT,
        ended(_scatter, "로, 포아송을 전제한 범위는 지나치게 좁다.", "; ranges that presume Poisson are too narrow."),
        ended(_scatter, "로, 포아송 변동과 구별되지 않는다.", "; that cannot be told from Poisson scatter."),
    ),
    Claim(
        "appeals.clock",
        Words("수준 변화의 판정은 시계를 두는 달에 달려 있다", "The verdict on the level depends on the clock"),
        lambda a: _level_off_zero(a, "first_month") != _level_off_zero(a, "month_before"),
        ended(
            _clock,
            " 한쪽 범위만 0을 벗어나지만, 집중처리가 없던 달까지 선을 늘여 잰 값은 효과로 읽을 수 없다.",
            " Only one range excludes zero, but a line carried back to a month without the campaign measures no "
            "effect.",
        ),
        ended(_clock, " 어느 쪽이든 판정은 같다.", " Either way the verdict is the same."),
    ),
    Claim(
        "appeals.estimators_part",
        Words("수준 변화의 판정은 추정법에 따라 갈린다", "The estimators part on the change of level"),
        _estimators_part,
        ended(
            _estimators,
            " 최소제곱은 더해지는 변화를, 포아송은 곱해지는 변화를 재고, 변동의 크기를 포아송은 평균에서, 나머지 둘은 "
            "적은 잔차에서 잡는다. 문턱 가까이에서는 이 차이만으로 판정이 갈리므로 어느 하나를 골라 읽을 수 없다.",
            " Least squares takes the change as added, Poisson as multiplied; Poisson takes the scatter from the mean, "
            "the other two from few residuals. So close to the edge that alone parts them, and none may be picked.",
        ),
        ended(_estimators, " 어느 추정법으로도 판정은 같다.", " By each of them the verdict is the same."),
    ),
    Claim(
        "appeals.slowed",
        Words("집중처리 기간의 기울기는 이전보다 낮다", "The slope in the campaign is lower than before"),
        lambda a: below(a.models.change("first_month", "least squares", "slope").estimate, 0),
        ended(_slope, "으로 0보다 작다: 기간 안의 기울기는 이전보다 낮다.", ", below zero: the slope is lower."),
        ended(_slope, "이다. 기울기가 낮아졌다고 단정할 수 없다.", ". A lower slope is not established."),
    ),
    Claim(
        "appeals.choice_of_model",
        Words("점이 적어 모형을 고를 수 없다", "There are too few points to choose a model"),
        lambda a: _chosen(a)[0] != _chosen(a)[1],
        ended(_choice, "이다. 이만한 수의 점으로는 모형이 가려지지 않는다.", ": so few points do not choose a model."),
        ended(_choice, "이다. 두 기준이 같은 모형을 고른다.", ": both criteria pick the same."),
    ),
    Claim(
        "appeals.methods_part",
        Words("방법에 따라 답이 갈린다", "The methods disagree"),
        _part,
        ended(
            _disagreement,
            "이다. 답을 가르는 것은 계산이 아니라 무엇과 견주는가, 곧 이전의 평균인가 이전의 추세인가이다.",
            ". What parts them is not arithmetic but what they compare with: the mean before, or the trend before.",
        ),
        ended(_disagreement, "이다. 방법이 달라도 판정은 같다.", ". Whatever the method, the verdict is the same."),
    ),
    Claim(
        "appeals.hangs_on_meetings",
        Words(
            "회의당 비교의 판정은 집중처리 전 회의 횟수에 달려 있다", "The verdict per meeting hangs on meetings before"
        ),
        lambda a: a.inputs.meetings_before.low <= a.falling_meetings <= a.inputs.meetings_before.high,
        ended(_on_meetings, "판정이 이 가정에 달려 있다.", "the verdict hangs on this assumption."),
        ended(_on_meetings, "판정은 그 안에서 바뀌지 않는다.", "the verdict does not change within it."),
    ),
    Claim(
        "appeals.leads_rose",
        Words("회의당 주·부심 지정은 해마다 늘었다", "Cases with lead reviewers a meeting rose each year"),
        lambda a: bool(a.inputs.leads.is_monotonic_increasing),
        _leads,
        ended(_leads, " 해마다 늘어난 것은 아니다.", " They did not rise each year."),
    ),
]
