"""The tables on the office: the staff table checked, legal services, and how much the findings bear."""

from math import floor

import pandas as pd

from analysis.methods.topics.programmes import Answers, Share
from analysis.methods.topics.programmes.reviews import HALF, fewest_above
from analysis.methods.topics.programmes.services import LegalServices, Service
from analysis.methods.topics.programmes.staff import Division, Posts
from analysis.present.numbers import number, percent, quantity
from analysis.present.tables import MISSING, Table
from analysis.present.topics.programmes.words import SHARES, source, won
from analysis.present.words import Lang, Words


def published_table(a: Answers, lang: Lang) -> Table:
    """The staff table as printed, posts over people, and how many of its totals recompute."""
    staff = a.inputs.staff
    rows = [_staff_row(each, lang) for each in (staff.total, *staff.divisions.values())]
    right, sums = number(staff.right_sums), number(len(staff.sums))
    caption = Words(
        f"부서별 인력(정원/현원)과 검산. 부서와 직급으로 다시 더한 합계 {sums}개 중 {right}개가 맞는다.",
        f"Staff by division (posts/people) and its check. {right} of {sums} totals by division and grade recompute.",
    )[lang]
    header = {name: words[lang] for name, words in {**HEADER_STAFF, **GRADES}.items() if name in rows[0]}
    return Table(pd.DataFrame(rows), caption, lang=lang, source=source(a, lang, "organisation"), header=header)


def _staff_row(division: Division, lang: Lang) -> dict[str, object]:
    return {
        "division": division.names[lang],
        "all": f"{division.quota}/{division.current}",
        "women": division.women,
        **{grade: _printed(posts) for grade, posts in division.grades.items()},
    }


def _printed(posts: Posts) -> str | None:
    if posts.quota is None and posts.current is None:
        return None
    return "/".join(MISSING if each is None else str(each) for each in (posts.quota, posts.current))


def services_table(a: Answers, lang: Lang) -> Table:
    """Each legal service to date, its monthly mean as printed and recomputed, and the load of a lawyer."""
    found = a.inputs.lawyers
    rows = [_service_row(found, each, lang) for each in found.services.values()]
    checked = [each for each in found.services.values() if each.monthly_mean is not None]
    right = number(sum(_rounds(found, each) for each in checked))
    total = number(found.consultations.value)
    caption = Words(
        f"법률서비스의 1~{found.months}월 상담 {total}건. 인쇄된 월평균 {number(len(checked))}개 중 {right}개가 "
        f"반올림한 값과 맞는다.",
        f"The {total} consultations of the first {found.months} months. {right} of {number(len(checked))} printed "
        f"monthly means match the rounded value.",
    )[lang]
    notes = [_means_note(found)[lang]]
    header = {name: words[lang] for name, words in HEADER_SERVICES.items()}
    where = source(a, lang, "public_lawyers")
    formats = {"total": 0, "lawyers": 0, "made": 1, "load": 2}
    return Table(pd.DataFrame(rows), caption, lang=lang, source=where, notes=notes, header=header, formats=formats)


def _means_note(found: LegalServices) -> Words:
    """What is wrong with the printed means that are not rounded, and who the lawyers of the office are."""
    all_take_turns = Words(
        "상담실의 변호사는 전원이 돌아가며 맡는다.", "All lawyers take turns at the counselling office."
    )
    off = [each for each in found.services.values() if each.monthly_mean is not None and not _rounds(found, each)]
    if not off:
        return all_take_turns
    cut = all(each.monthly_mean.midpoint == floor(found.monthly_mean(each)) for each in off if each.monthly_mean)
    why = (
        Words("맞지 않는 월평균은 마지막 자리 아래를 버린 값이다.", "A mean that does not match was cut, not rounded.")
        if cut
        else Words("버림으로도 맞지 않는 월평균이 있다.", "Not every mean that does not match was merely cut.")
    )
    return Words(f"{why.ko} {all_take_turns.ko}", f"{why.en} {all_take_turns.en}")


def _service_row(found: LegalServices, service: Service, lang: Lang) -> dict[str, object]:
    mean = service.monthly_mean
    return {
        "service": service.names[lang],
        "total": service.total,
        "printed": None if mean is None else float(mean.midpoint),
        "made": float(found.monthly_mean(service)),
        "lawyers": service.lawyers,
        "load": found.per_lawyer(service),
    }


def _rounds(found: LegalServices, service: Service) -> bool:
    return service.monthly_mean is not None and service.monthly_mean.contains(found.monthly_mean(service))


def margin_table(a: Answers, lang: Lang) -> Table:
    """How far the counts may move before a finding no longer stands."""
    rows = [_margin_row(a, name, share, lang) for name, share in a.majorities.items()]
    found = a.inputs.scenario
    needed = found.breakeven_royalties.value
    deficit = Words("보상금 인상 뒤 적자", "Deficit after the raise")[lang]
    fees = Words(f"실시료 {won(found.fees, 'ko')}", f"fees of {won(found.fees, 'en')}")[lang]
    limit = Words(f"{won(needed, 'ko')} 미만", f"below {won(needed, 'en')}")[lang]
    registered = Words(f"등록 {quantity(found.patents, 'patents', 'ko')}", quantity(found.patents, "patents", "en"))[
        lang
    ]
    most = quantity(found.affordable_patents, "patents", lang)
    rows += [
        {"finding": deficit, "now": fees, "limit": limit, "spare": won(needed - found.fees, lang)},
        {
            "finding": deficit,
            "now": registered,
            "limit": Words(f"{most} 초과", f"more than {most}")[lang],
            "spare": quantity(found.patents - found.affordable_patents, "patents", lang),
        },
    ]
    held = number(sum((spare if spare is not None else -1) >= 0 for spare in a.spare.values()))
    caption = Words(
        f"결론이 서는 한계와 여유. 과반이라는 결론 {number(len(a.spare))}개 중 {held}개가 95% 범위까지 절반을 넘는다.",
        f"Where the findings would stop holding. {held} of {number(len(a.spare))} majorities hold over the whole 95% "
        f"range.",
    )[lang]
    header = {name: words[lang] for name, words in HEADER_MARGIN.items()}
    return Table(pd.DataFrame(rows), caption, lang=lang, header=header)


def _margin_row(a: Answers, name: str, share: Share, lang: Lang) -> dict[str, object]:
    fewest, spare = fewest_above(HALF, share.of), a.spare[name]
    never = Words("없음", "none")[lang]
    return {
        "finding": Words(f"과반: {SHARES[name].ko}", f"Majority: {SHARES[name].en.lower()}")[lang],
        "now": f"{number(share.count)}/{number(share.of)} ({percent(share.share.value)})",
        "limit": never if fewest is None else Words(f"{number(fewest)} 이상", f"{number(fewest)} or more")[lang],
        "spare": never if spare is None else number(spare),
    }


HEADER_STAFF = {
    "division": Words("부서", "Division"),
    "all": Words("합계", "Total"),
    "women": Words("여성", "Women"),
}
GRADES = {
    "regular": Words("일반직", "Regular"),
    "term": Words("임기제", "Fixed-term"),
    "special": Words("별정직", "Special"),
    "maintenance": Words("관리운영직", "Maintenance"),
}
HEADER_SERVICES = {
    "service": Words("서비스", "Service"),
    "total": Words("상담(건)", "Consultations"),
    "printed": Words("월평균, 인쇄", "Monthly mean, printed"),
    "made": Words("다시 계산", "Recomputed"),
    "lawyers": Words("변호사(명)", "Lawyers"),
    "load": Words("1명당 월 상담(건)", "A lawyer a month"),
}
HEADER_MARGIN = {
    "finding": Words("결론", "Finding"),
    "now": Words("지금", "Now"),
    "limit": Words("결론이 서는 값", "Holds for"),
    "spare": Words("여유", "To spare"),
}
