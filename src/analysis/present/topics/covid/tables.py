"""The tables of the COVID-19 topic."""

from fractions import Fraction

import pandas as pd

from analysis.methods.topics.covid import Answers
from analysis.methods.topics.covid.clusters import Cluster
from analysis.present.cut_offs import marked
from analysis.present.numbers import estimate, number, percent, quantity
from analysis.present.tables import Table
from analysis.present.topics.covid.words import in_full, labels, source
from analysis.present.words import Lang, Words

KINDS = {
    "general": Words("전담병원", "General"),
    "severe": Words("중증병상", "Severe"),
}
BED_COLUMNS = {
    "kind": Words("병상", "Beds"),
    "region": Words("지역", "Region"),
    "owned": Words("보유", "Owned"),
    "in_use": Words("사용 중", "In use"),
    "rate": Words("가동률(%)", "Occupancy (%)"),
    "again": Words("다시 계산(%)", "Recomputed (%)"),
    "free": Words("보유−사용", "Owned − in use"),
    "available": Words("입원가능", "Available"),
}
OUTCOMES = {
    "tested": Words("검사(명)", "Tested"),
    "positive": Words("양성(명)", "Positive"),
    "negative": Words("음성(명)", "Negative"),
    "pending": Words("검사 중(명)", "Pending"),
    "confirmed": Words("확진(명)", "Confirmed"),
}
SHOWN_SIZES = ("announced", "allowed", "attended")


def bed_table(a: Answers, lang: Lang) -> Table:
    """The bed table as printed, a row a kind of bed and region, with what can be recomputed of it."""
    printed = a.inputs.tables["hospital_beds"]
    names = labels(printed, "region")
    blocks = [
        pd.DataFrame(
            {
                "kind": title[lang],
                "region": [names[slug][lang] for slug in printed["region"]],
                "owned": printed[f"{kind}_owned"],
                "in_use": printed[f"{kind}_in_use"],
                "rate": printed[f"{kind}_rate"],
                "again": 100 * printed[f"{kind}_in_use"] / printed[f"{kind}_owned"],
                "free": printed[f"{kind}_owned"] - printed[f"{kind}_in_use"],
                "available": printed[f"{kind}_available"],
            }
        )
        for kind, title in KINDS.items()
    ]
    checks = a.checks
    right, of = checks.totals.held + checks.rates.held, checks.totals.of + checks.rates.of
    caption = Words(
        f"병상 현황({in_full(a.inputs.printed.beds_as_of, 'ko')})과 검산. 합계와 가동률 {of}개 중 {right}개가 맞는다.",
        f"Hospital beds on {in_full(a.inputs.printed.beds_as_of, 'en')} and their check. {right} of {of} totals and "
        f"occupancies agree.",
    )
    note = Words(
        "중증병상의 사용 중은 일반 중증환자까지 센 것이고, 입원가능은 확진자가 들어갈 수 있는 병상만 센 것이다.",
        "Severe beds in use count all severe patients; those available are only those open to COVID-19 patients.",
    )
    return Table(
        pd.concat(blocks, ignore_index=True),
        caption[lang],
        lang,
        source(lang, printed),
        [note[lang]],
        formats={"rate": 1, "again": 2},
        header={column: words[lang] for column, words in BED_COLUMNS.items()},
        row_headers=2,
    )


def cluster_table(a: Answers, lang: Lang) -> Table:
    """Both clusters: who was tested, out of how many, with which outcome."""
    visitors = a.inputs.tables["church_visitors"].set_index("origin")["persons"]
    came = a.inputs.tables["rally_sizes"].set_index("item")["persons"]["attended"]
    names = labels(a.inputs.tables["cluster_tests"], "cluster")
    church, rally = a.yields.church, a.yields.rally
    tested = (
        Words("방문자 명단의 서울·주소불명자", "listed visitors from Seoul or of unknown address"),
        Words("참가자와 인근에 머문 사람", "those who attended or were in the area"),
    )
    listed = int(visitors["seoul"] + visitors["unknown"])
    rows: list[tuple[Words, str, str]] = [
        (Words("검사 대상", "Who was to be tested"), tested[0][lang], tested[1][lang]),
        (Words("명단 또는 모인 인원(명)", "On the list, or came"), number(listed), number(came)),
        *(_counted(name, each, church, rally) for name, each in OUTCOMES.items()),
        (
            Words("양성률(결과 나온 검사)", "Share positive of known results"),
            estimate(church.positivity, lang, 1),
            estimate(rally.positivity, lang, 2),
        ),
        (Words("검사 중이 모두 음성이면", "Were all pending negative"), percent(church.least), percent(rally.least, 2)),
        (Words("검사 중이 모두 양성이면", "Were all pending positive"), percent(church.most), percent(rally.most, 2)),
    ]
    columns = [Words("구분", "Item")[lang], names["church"][lang], names["rally"][lang]]
    frame = pd.DataFrame([(title[lang], *cells) for title, *cells in rows], columns=columns)
    apart, counted = church.least > rally.most, a.inputs.printed.clusters_as_of
    caption = Words(
        f"두 집단감염의 검사({in_full(counted, 'ko')} 기준). 교회의 양성률은 검사 중을 모두 음성으로, "
        f"집회는 모두 양성으로 보아도 {percent(church.least)} 대 {percent(rally.most, 2)}로 "
        f"{'교회가 높다' if apart else '교회가 높지 않다'}. 검사 대상은 서로 다르다.",
        f"Tests of the two clusters as of {in_full(counted, 'en')}. With the church's pending results "
        f"negative and the rally's positive it would be {percent(church.least)} against {percent(rally.most, 2)}: "
        f"{'still higher' if apart else 'no longer higher'} for the church. Those tested differ in kind.",
    )
    tables = [a.inputs.tables[name] for name in ("cluster_tests", "church_visitors", "rally_sizes")]
    made = Table(frame, caption[lang], lang, source(lang, *tables))
    return marked(made, a.inputs.printed.cut_offs, "covid.church_and_rally")


def rally_table(a: Answers, lang: Lang) -> Table:
    """The rally as announced, as allowed by the court, as it came."""
    sizes = a.inputs.tables["rally_sizes"].set_index("item")
    names = labels(a.inputs.tables["rally_sizes"], "item")
    frame = pd.DataFrame(
        {
            Words("구분", "Item")[lang]: [names[slug][lang] for slug in SHOWN_SIZES],
            Words("인원(명)", "Persons")[lang]: [sizes["persons"][slug] for slug in SHOWN_SIZES],
            Words("단체(개)", "Groups")[lang]: [sizes["groups"][slug] for slug in SHOWN_SIZES],
        }
    )
    allowed, came = float(sizes["persons"]["allowed"]), float(sizes["persons"]["attended"])
    caption = Words(
        f"광복절 집회의 규모. 모인 인원은 허용된 인원의 {number(came / allowed, 1)}배이다.",
        f"Size of the rallies. Those who came are {number(came / allowed, 1)} times those allowed.",
    )
    return Table(frame, caption[lang], lang, source(lang, a.inputs.tables["rally_sizes"]))


def level_table(a: Answers, lang: Lang) -> Table:
    """The limits that each level of distancing sets in numbers."""
    levels = a.inputs.tables["distancing_levels"]
    measures, names = labels(levels, "measure"), labels(levels, "level")
    cells = {
        (row["measure"], row["level"]): _limit(float(row["limit"]), str(row["unit"]), lang)
        for _, row in levels.iterrows()
    }
    frame = pd.DataFrame(
        {
            Words("조치", "Measure")[lang]: [measures[slug][lang] for slug in dict.fromkeys(levels["measure"])],
            **{
                names[level][lang]: [cells.get((slug, level)) for slug in dict.fromkeys(levels["measure"])]
                for level in names
            },
        }
    )
    counts = levels["level"].value_counts()
    caption = Words(
        f"거리두기 단계가 숫자로 정한 한도 {len(levels)}개. {names['2'].ko}의 것이 {counts.get('2', 0)}개이고, 빈칸은 "
        f"보고서에 숫자가 없는 칸이다.",
        f"The {len(levels)} limits that the levels of distancing set in numbers, {counts.get('2', 0)} of them at "
        f"{names['2'].en.lower()}. Empty cells have no number in the report.",
    )
    return Table(frame, caption[lang], lang, source(lang, levels))


def world_table(a: Answers, lang: Lang) -> Table:
    """The world's totals and deaths over confirmed cases."""
    share, counted = a.result("covid.world.case_fatality"), a.inputs.printed.world_as_of
    frame = pd.DataFrame(
        {
            Words("전 세계", "World")[lang]: [
                Words("확진자", "Confirmed")[lang],
                Words("사망자", "Deaths")[lang],
                Words("사망자 ÷ 확진자", "Deaths ÷ confirmed")[lang],
            ],
            Words("값", "Value")[lang]: [
                quantity(a.inputs.printed.confirmed, "persons", lang),
                quantity(a.inputs.printed.deaths, "persons", lang),
                percent(share.value, 2),
            ],
        }
    )
    caption = Words(
        f"{in_full(counted, 'ko')} 전 세계 확진자에 대한 사망자의 비율은 {percent(share.value)}이다. "
        f"확인되지 않은 감염은 분모에 없고 아직 앓는 사람의 결과는 분자에 없으므로, 감염된 사람이 사망할 확률이 "
        f"아니다.",
        f"World deaths over confirmed cases on {in_full(counted, 'en')} are {percent(share.value)}. "
        f"Infections not confirmed are missing below, outcomes of those still ill above: this is not the risk of death "
        f"once infected.",
    )
    place, line = a.inputs.tables["covid_daily"].attrs["place"], a.inputs.printed.world_line
    where = Words(f"보고서 {place}, 원문 {line}줄", f"the report, {place}, line {line}")
    return Table(frame, caption[lang], lang, where[lang])


def _counted(name: str, title: Words, church: Cluster, rally: Cluster) -> tuple[Words, str, str]:
    return title, number(getattr(church, name)), number(getattr(rally, name))


def _limit(limit: float, unit: str, lang: Lang) -> str:
    if unit == "ratio":
        return str(Fraction(limit).limit_denominator(10))
    if unit == "hour of day" and lang == "en":
        return f"{limit:.0f}:00"
    return quantity(limit, unit, lang)
