"""The readings on the spread and on the clusters, each with its test and both wordings."""

from analysis.methods.topics.covid import Answers
from analysis.present.findings import Claim
from analysis.present.numbers import number, percent
from analysis.present.topics.covid.words import a_day, above_one, on, r, r_range
from analysis.present.words import Words

HALF = 0.5


def _by_end(a: Answers) -> Words:
    at_peak, to_last = a.growth.rate, a.growth.by_end["rate"].iloc[-1]
    last = a.growth.by_end.index[-1]
    start = Words("", "")
    if at_peak is not None:
        rate = a_day(at_peak.value)
        start = Words(
            f"가장 많은 날까지만 보면 하루 {rate}이지만 ", f"Up to the highest day cases grow by {rate} a day, but "
        )
    return Words(
        f"{start.ko}{on(last, 'ko')}까지 모두 넣으면 하루 {a_day(to_last)}이다",
        f"{start.en}{'t' if start.en else 'T'}aken to {on(last, 'en')} the rate is {a_day(to_last)}",
    )


def _growth_wherever(a: Answers) -> Words:
    return Words(
        f"{_by_end(a).ko}. 어느 날에서 끊어도 범위가 0%보다 크다.",
        f"{_by_end(a).en}. Wherever one stops, the range lies above 0%.",
    )


def _growth_depends(a: Answers) -> Words:
    ends = len(a.growth.by_end)
    without = int((a.growth.by_end["low"] <= 0).sum())
    return Words(
        f"{_by_end(a).ko}. 끊는 날을 바꾼 {ends}개 범위 가운데 {without}개가 0% 이하를 포함한다. 한 가지 속도로 "
        f"늘었다고 보기 어렵고, 이 짧은 기간으로는 속도를 정밀하게 말할 수 없다.",
        f"{_by_end(a).en}. Of the {ends} ranges by last day {without} reach down to 0% or below: there was hardly one "
        f"pace, and so few days cannot fix it.",
    )


def _cut_off(a: Answers) -> Words:
    first, last = a.windows.iloc[0], a.windows.iloc[-1]
    days = len(a.inputs.daily)
    return Words(
        f"첫 기간은 세대기의 {percent(first['seen'], 0)}, 마지막 기간은 {percent(last['seen'], 0)}만 인쇄된 날에 "
        f"걸친다. 보이지 않는 감염원만큼 R은 높게 나온다. R이 1인 정상 유행도 {days}일만 보면 {r(first['steady'])}에서 "
        f"{r(last['steady'])}까지 내려가는 것처럼 보인다",
        f"Only {percent(first['seen'], 0)} of the serial interval falls on printed days in the first window, "
        f"{percent(last['seen'], 0)} in the last. Infectors not seen push R up: even a steady epidemic, R being 1, "
        f"would seem to fall from {r(first['steady'])} to {r(last['steady'])} were it seen for {days} days",
    )


def _earlier(a: Answers) -> Words:
    before, then = number(a.inputs.daily.iloc[0]), a.rt_with_earlier_days
    return Words(
        f"인쇄 전에도 매일 첫날과 같은 {before}명이 있었다면 마지막 R은 {r(then.value)}({r_range(then, 'ko')})이다.",
        f"Had each earlier day had {before} cases like the first printed one, the last R would be {r(then.value)} "
        f"({r_range(then, 'en')}).",
    )


def _above_cut_off(a: Answers) -> Words:
    return Words(
        f"{_cut_off(a).ko}. 마지막 R의 범위({r_range(a.rt, 'ko')})는 그보다 높다. {_earlier(a).ko}",
        f"{_cut_off(a).en}. The last R's range, {r_range(a.rt, 'en')}, lies above that. {_earlier(a).en}",
    )


def _within_cut_off(a: Answers) -> Words:
    below = a.rt.high is not None and a.rt.high < float(a.windows["steady"].iloc[-1])
    verdict = Words("은 이런 모습과 구별되지 않는다", "cannot be told from that")
    if below:
        verdict = Words("은 그보다 오히려 낮다", "lies below that")
    return Words(
        f"{_cut_off(a).ko}. 마지막 R {r(a.rt.value)}({r_range(a.rt, 'ko')}){verdict.ko}. {_earlier(a).ko}",
        f"{_cut_off(a).en}. The last R, {r(a.rt.value)} ({r_range(a.rt, 'en')}), {verdict.en}. {_earlier(a).en}",
    )


def _by_interval(a: Answers) -> Words:
    values = [found.value for found in a.rt_by_serial_interval]
    count, low, high = len(values), r(min(values)), r(max(values))
    return Words(
        f"세대기를 다른 {count}가지 추정으로 바꾸면 마지막 R은 {low}에서 {high}까지 달라진다",
        f"With {count} other serial intervals the last R runs from {low} to {high}",
    )


def _above_by_interval(a: Answers) -> Words:
    return Words(
        f"{_by_interval(a).ko}. 범위는 모두 1보다 크다.",
        f"{_by_interval(a).en}; all the ranges lie above 1.",
    )


def _not_above_by_interval(a: Answers) -> Words:
    among = sum(not above_one(found) for found in a.rt_by_serial_interval)
    return Words(
        f"{_by_interval(a).ko}. 그 가운데 {among}가지에서 범위가 1 이하를 포함한다.",
        f"{_by_interval(a).en}; in {among} of them the range reaches down to 1 or below.",
    )


def _tested_of_list(a: Answers) -> Words:
    visitors = a.inputs.tables["church_visitors"].set_index("origin")["persons"]
    listed, tested = int(visitors["seoul"] + visitors["unknown"]), a.yields.church.tested
    elsewhere, unknown = (percent(float(visitors[name] / visitors["total"])) for name in ("elsewhere", "unknown"))
    return Words(
        f"교회 방문자 명단 {number(visitors['total'])}명 가운데 {elsewhere}는 서울 밖에 살고 {unknown}는 주소를 "
        f"모른다. 검사를 독려한 서울·주소불명 {number(listed)}명에 견주면 검사 인원 {number(tested)}명은 "
        f"{percent(tested / listed)}이다",
        f"Of {number(visitors['total'])} listed visitors of the church {elsewhere} live outside Seoul, {unknown} at an "
        f"unknown address. The {number(tested)} tested are {percent(tested / listed)} of the {number(listed)} from "
        f"Seoul or of unknown address",
    )


def _all_listed_tested(a: Answers) -> Words:
    return Words(
        f"{_tested_of_list(a).ko}. 명단의 사람 수만큼은 검사했지만, 명단 밖의 사람이 들어 있는지는 알 수 없다.",
        f"{_tested_of_list(a).en}: as many as the list holds, though the report does not say who among them is on it.",
    )


def _not_all_listed_tested(a: Answers) -> Words:
    return Words(
        f"{_tested_of_list(a).ko}. 검사하지 않은 사람의 감염 여부는 양성률에 들어 있지 않다.",
        f"{_tested_of_list(a).en}. Whether those not tested are infected is not in the share.",
    )


def _attendees(a: Answers) -> Words:
    routes = a.inputs.tables["rally_routes"].set_index("route")["cases"]
    came = a.inputs.tables["rally_sizes"].set_index("item")["persons"]["attended"]
    confirmed, attended = number(a.yields.rally.confirmed), number(routes["attended"])
    share, known = percent(_attended(a)), percent(float(routes["attended"] / came), 2)
    return Words(
        f"집회 관련 확진자 {confirmed}명 중 참석자는 {attended}명({share})이고 나머지는 통제요원과 접촉자이다. 모인 "
        f"사람 {number(came)}명에 견주면 서울에서 확인된 참석자의 감염은 {known}이지만, 검사받지 않은 참석자는 알 수 "
        f"없다",
        f"Of {confirmed} cases linked to the rally {attended} ({share}) attended; the others policed it or are "
        f"contacts. Attendees known in Seoul to be infected are {known} of the {number(came)} who came; those not "
        f"tested are unknown",
    )


def _mostly_attendees(a: Answers) -> Words:
    return Words(
        f"{_attendees(a).ko}. 검사 {number(a.yields.rally.tested)}명에는 인근에 있던 사람도 들어 있다.",
        f"{_attendees(a).en}. The {number(a.yields.rally.tested)} tested include people who were in the area.",
    )


def _few_attendees(a: Answers) -> Words:
    return Words(
        f"{_attendees(a).ko}. 확진자의 절반 이상이 참석자가 아니어서 집회 참석의 위험으로 읽을 수 없다.",
        f"{_attendees(a).en}. Half or more did not attend, so this says nothing of attending.",
    )


def _sizes(a: Answers) -> tuple[float, float, float]:
    sizes = a.inputs.tables["rally_sizes"].set_index("item")["persons"]
    return float(sizes["announced"]), float(sizes["allowed"]), float(sizes["attended"])


def _grew_beyond_allowed(a: Answers) -> Words:
    announced, allowed, came = _sizes(a)
    return Words(
        f"집회에는 법원이 허용한 {number(allowed)}명의 {number(came / allowed, 1)}배인 {number(came)}명이 모였고, 이는 "
        f"신고한 {number(announced)}명의 {percent(came / announced)}이다.",
        f"{number(came)} came to the rally, {number(came / allowed, 1)} times the {number(allowed)} that the court "
        f"allowed and {percent(came / announced)} of the {number(announced)} announced.",
    )


def _within_allowed(a: Answers) -> Words:
    announced, allowed, came = _sizes(a)
    return Words(
        f"집회에 모인 사람은 {number(came)}명으로 법원이 허용한 {number(allowed)}명을 넘지 않았고, 신고한 "
        f"{number(announced)}명의 {percent(came / announced)}이다.",
        f"{number(came)} came to the rally, no more than the {number(allowed)} that the court allowed and "
        f"{percent(came / announced)} of the {number(announced)} announced.",
    )


def _listed(a: Answers) -> int:
    visitors = a.inputs.tables["church_visitors"].set_index("origin")["persons"]
    return int(visitors["seoul"] + visitors["unknown"])


def _attended(a: Answers) -> float:
    routes = a.inputs.tables["rally_routes"].set_index("route")["cases"]
    return float(routes["attended"] / a.yields.rally.confirmed)


def _r_over_range(a: Answers) -> Words:
    together, given = a.rt_together, a.inputs.assumed["serial_mean"]
    assert together.low is not None
    assert together.high is not None
    return Words(
        f"평균 세대기를 {number(given.low)}일에서 {number(given.high)}일까지, 다른 가정도 함께 끝에서 끝까지 바꾸면 "
        f"마지막 R은 {r(together.low)}에서 {r(together.high)}까지 움직인다",
        f"With the mean serial interval from {number(given.low)} to {number(given.high)} days and the other "
        f"assumptions at their ends too, the last R runs from {r(together.low)} to {r(together.high)}",
    )


def _r_survives(a: Answers) -> Words:
    return Words(
        f"{_r_over_range(a).ko}. 세대기 평균만 바꿀 때는 범위가 늘 1보다 크다.",
        f"{_r_over_range(a).en}. With the mean alone changed, its range always lies above 1.",
    )


def _r_needs(a: Answers) -> Words:
    crossing = a.serial_mean_of_growth
    if crossing is None:
        return Words(
            f"{_r_over_range(a).ko}. 세대기 평균을 어떻게 잡아도 범위 전체가 1보다 크지는 않다.",
            f"{_r_over_range(a).en}. With no mean in its range does the whole range lie above 1.",
        )
    days, ends = number(crossing, 1), a.rt_by_assumption.T["serial_mean"]
    side = Words("길어야", "longer") if ends["at_high"] > ends["at_low"] else Words("짧아야", "shorter")
    return Words(
        f"{_r_over_range(a).ko}. 다른 가정이 그대로일 때 범위 전체가 1보다 크려면 평균 세대기가 {days}일보다 {side.ko} "
        f"한다.",
        f"{_r_over_range(a).en}. For the whole range to lie above 1, the others unchanged, the mean must be {side.en} "
        f"than {days} days.",
    )


READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "covid.growth_by_end",
        Words("어느 날에서 끊어도 확진자는 늘고 있었다", "Cases grow wherever one stops"),
        lambda a: bool((a.growth.by_end["low"] > 0).all()),
        _growth_wherever,
        _growth_depends,
    ),
    Claim(
        "covid.rt_cut_off",
        Words("마지막 R은 앞날이 잘린 탓만으로 생기는 값보다 높다", "The last R is above what the cut-off alone makes"),
        lambda a: a.rt.low is not None and a.rt.low > float(a.windows["steady"].iloc[-1]),
        _above_cut_off,
        _within_cut_off,
    ),
    Claim(
        "covid.rt_serial_interval",
        Words("다른 세대기 추정으로도 R은 1보다 크다", "R is above 1 with the other serial intervals too"),
        lambda a: all(above_one(found) for found in a.rt_by_serial_interval),
        _above_by_interval,
        _not_above_by_interval,
    ),
    Claim(
        "covid.list_tested",
        Words("명단의 사람 수만큼 검사했다", "As many were tested as the list holds"),
        lambda a: a.yields.church.tested >= _listed(a),
        _all_listed_tested,
        _not_all_listed_tested,
    ),
    Claim(
        "covid.attendees",
        Words("집회 관련 확진자의 절반 넘게 참석자이다", "Most cases linked to the rally attended"),
        lambda a: _attended(a) > HALF,
        _mostly_attendees,
        _few_attendees,
    ),
    Claim(
        "covid.rally_size",
        Words("허용된 인원보다 많이 모였다", "More came than were allowed"),
        lambda a: _sizes(a)[2] > _sizes(a)[1],
        _grew_beyond_allowed,
        _within_allowed,
    ),
    Claim(
        "covid.rt_fragile",
        Words("세대기 평균을 바꾸어도 R은 1보다 크다", "R is above 1 over the range of the mean serial interval"),
        lambda a: a.serial_mean_of_growth is None and above_one(a.rt),
        _r_survives,
        _r_needs,
    ),
)
