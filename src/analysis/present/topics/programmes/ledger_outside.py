"""The rows of the table of programmes for work with others: local governments, citizens of honour, cities abroad."""

from collections.abc import Callable, Mapping

from analysis.methods.topics.programmes import Inputs
from analysis.present.dates import day
from analysis.present.money import money
from analysis.present.numbers import estimate, number
from analysis.present.topics.programmes.words import both, per_cent_change, said
from analysis.present.words import Words

Cells = tuple[Words | None, Words | None, Words | None]

HUNDRED_MILLION, MILLION = "KRW 100 million", "KRW million"
TEN_THOUSAND, MILLIONS = 10**4, 10**6


def _relief(given: Inputs) -> Cells:
    found = given.relief
    total, sales = _money(found.total, HUNDRED_MILLION), _money(found.sales, MILLION)
    each, struck = _money(found.per_flooded, HUNDRED_MILLION), said(found.flooded, "local governments")
    return (
        None,
        Words(f"지원금 {total.ko}, 농수산물 매출 {sales.ko}", f"{total.en} in aid, {sales.en} of produce sold"),
        Words(f"호우 피해 {struck.ko}에 평균 {each.ko}", f"{each.en} on average for {struck.en} hit by rain"),
    )


def _friendship(given: Inputs) -> Cells:
    found = given.friendship
    cycle, told = number(found.cycle_years), said(found.notified, "local governments")
    provincial, municipal = (number(found.tiers[tier]) for tier in ("provincial", "municipal"))
    agreements, new, a_year = number(found.agreements), number(found.this_year), number(found.renewals_a_year, 0)
    rest = found.notified == found.agreements - found.this_year
    whom = Words("올해 체결을 뺀 모두에 통보, ", "all but this year's are told; ") if rest else Words("", "")
    return (
        Words(f"{told.ko}의 협약을 {cycle}년마다 갱신", f"{told.en} to renew every {cycle} years"),
        Words(
            f"협약 {agreements}건(광역 {provincial}, 기초 {municipal}), 올해 체결 {new}건",
            f"{agreements} agreements ({provincial} provincial, {municipal} municipal), {new} signed this year",
        ),
        Words(f"{whom.ko}고르게 나누면 한 해 {a_year}건 갱신", f"{whom.en}spread evenly, {a_year} renewals a year"),
    )


def _training(given: Inputs) -> Cells:
    found = given.training
    ahead, done = said(found.to_advise, "local governments"), said(found.advised, "local governments")
    teams, persons, size = number(found.teams), number(found.participants), number(found.participants / found.teams, 1)
    return (
        Words(f"{ahead.ko}에 찾아가는 컨설팅", f"advice to {ahead.en} more"),
        Words(
            f"{teams}개 팀 {persons}명 연수, {done.ko} 컨설팅", f"{teams} teams, {persons} trained; {done.en} advised"
        ),
        Words(f"팀당 {size}명", f"{size} to a team"),
    )


def _honorary(given: Inputs) -> Cells:
    found = given.honorary
    (nominated, from_), (selected, of) = found.nominated, found.selected
    ceremony = both(lambda lang: day(found.ceremony, lang))
    share = both(lambda lang: estimate(found.selected_share, lang, 1))
    after = number(found.to_date + selected)
    return (
        Words(f"{ceremony.ko} 수여식", f"ceremony on {ceremony.en}"),
        Words(
            f"{from_}개국 {nominated}명 접수, {of}개국 {selected}명 선정",
            f"{nominated} nominated ({from_} countries), {selected} selected ({of})",
        ),
        Words(
            f"선정 {share.ko}, 모두 받으면 누적 {after}명", f"selected {share.en}; {after} to date if all are honoured"
        ),
    )


def _aid(given: Inputs) -> Cells:
    found = given.aid
    budget, cost = (said(amount, MILLION, 0) for amount in (found.budget, found.cost_before))
    now, before = said(found.projects, "projects"), said(found.projects_before, "projects")
    total, each = per_cent_change(found.change.value), per_cent_change(found.per_project_change.value)
    return (
        Words(f"{now.ko}, {budget.ko}", f"{now.en}, {budget.en}"),
        Words(f"{found.years[0]}년 {before.ko}, {cost.ko}", f"{before.en} in {found.years[0]}, {cost.en}"),
        Words(f"총액 {total}, 사업당 {each}", f"total {total}, a project {each}"),
    )


def _diplomacy(given: Inputs) -> Cells:
    found = given.diplomacy
    cities = "·".join(number(n) for n in found.to_come)
    views, platform = _views(found.views), _views(found.platform_views)
    a_day = _views(round(found.views_a_day, -3))
    return (
        Words(
            f"영상회의 {len(found.to_come)}건에 {cities}개 도시",
            f"{len(found.to_come)} video meetings of {cities.replace('·', ', ')} cities",
        ),
        Words(
            f"{number(found.cities)}개 해외도시, 조회 {views.ko}; 플랫폼 {platform.ko} 이상",
            f"{number(found.cities)} cities abroad, {views.en}; platform {platform.en} or more",
        ),
        Words(
            f"회의 뒤 {number(found.days)}일 동안 하루 약 {a_day.ko}",
            f"about {a_day.en} a day over {number(found.days)} days",
        ),
    )


def _overseas(given: Inputs) -> Cells:
    found = given.overseas
    low, high = found.pilots
    share = both(lambda lang: estimate(found.selected_share, lang, 1))
    projects, selected, new, bid = (number(n) for n in (found.projects, found.selected, found.new, found.bid))
    return (
        Words(f"폐기물 시범사업 {low}~{high}개 도시", f"waste pilots in {low}–{high} cities"),
        Words(
            f"{projects}개 사업: 선정 {selected}, 신규 개발 {new}, 입찰 {bid}",
            f"{projects} projects: {selected} selected, {new} new, {bid} bid for",
        ),
        Words(f"선정 {share.ko}", f"selected {share.en}"),
    )


def _organisations(given: Inputs) -> Cells:
    webinars = said(given.webinars, "times")
    return None, Words(f"회원도시 웨비나 {webinars.ko}", f"webinars for member cities held {webinars.en}"), None


def _guayaquil(given: Inputs) -> Cells:
    found = given.guayaquil
    grant, meetings = _money(found.grant, HUNDRED_MILLION), said(found.meetings, "meetings")
    expected = number(found.participants)
    return (
        Words(
            f"{expected}여 명 참석, 지식공유사업 {grant.ko} 신청",
            f"over {expected} to attend, {grant.en} applied for",
        ),
        Words(f"화상회의 {meetings.ko}", f"{meetings.en} by video"),
        None,
    )


def _views(count: float) -> Words:
    """A count of views: "765만 회", "7.65 million views"."""
    ko = f"{number(count / TEN_THOUSAND)}만 회" if count >= TEN_THOUSAND else f"{number(count)}회"
    en = f"{number(count / MILLIONS)} million views" if count >= MILLIONS else f"{number(count)} views"
    return Words(ko, en)


def _money(amount: float, unit: str) -> Words:
    return both(lambda lang: money(amount, unit, lang))


OUTSIDE: Mapping[str, Callable[[Inputs], Cells]] = {
    "covid_cooperation": _relief,
    "friendship_exchange": _friendship,
    "policy_training": _training,
    "honorary_citizens": _honorary,
    "oda": _aid,
    "city_diplomacy": _diplomacy,
    "overseas_business": _overseas,
    "intl_orgs": _organisations,
    "guayaquil": _guayaquil,
}
