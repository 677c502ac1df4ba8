"""The readings on hospital beds, each with its test and both wordings."""

from analysis.methods.topics.covid import Answers
from analysis.present.cut_offs import differs as apart
from analysis.present.findings import Claim
from analysis.present.numbers import number, percent, span
from analysis.present.topics.covid.words import on
from analysis.present.words import Words


def _table_checks(a: Answers) -> Words:
    checks = a.checks
    parts = [(c.held, c.of) for c in (checks.totals, checks.rates, checks.general_balance, checks.severe_balance)]
    (totals, t), (rates, n), (general, g), (severe, s) = parts
    return Words(
        f"합계는 {t}개 중 {totals}개, 가동률은 {n}개 중 {rates}개가 다시 계산한 값과 맞는다. 보유에서 사용 중을 뺀 "
        f"값이 입원가능과 같은 곳은 감염병 전담병원 {g}개 중 {general}개, 중증환자 치료병상 {s}개 중 {severe}개이다",
        f"{totals} of {t} totals and {rates} of {n} occupancies recompute. Available equals owned minus in use in "
        f"{general} of {g} rows for general beds, in {severe} of {s} for severe beds",
    )


def _table_closes(a: Answers) -> Words:
    return Words(
        f"{_table_checks(a).ko}. 중증병상의 차이는 표의 주석대로 일반 중증환자용 병상이다.",
        f"{_table_checks(a).en}. The notes to the table account for the severe beds: some are open to other patients "
        f"only.",
    )


def _table_does_not_close(a: Answers) -> Words:
    return Words(
        f"{_table_checks(a).ko}. 맞지 않는 칸이 있으므로 이 표에서 나온 값은 조심해서 읽어야 한다.",
        f"{_table_checks(a).en}. As cells disagree, what follows from this table must be read with care.",
    )


def _other_courses(a: Answers) -> Words:
    owned = a.inputs.seoul["general_owned"]
    texts = []
    for lang in ("ko", "en"):
        parts = []
        for name in ("one", "low"):
            course = a.courses[name]
            beds, share, repro = (
                number(course.beds.iloc[-1], 0),
                percent(course.beds.iloc[-1] / owned),
                number(course.reproduction),
            )
            parts.append(
                f"R이 {repro}이면 {beds}병상({share})" if lang == "ko" else f"{beds} beds ({share}) with R at {repro}"
            )
        texts.append((", " if lang == "ko" else " and ").join(parts))
    return Words(
        f"{a.inputs.horizon}일 뒤 쓰일 병상은 {texts[0]}이다",
        f"In {a.inputs.horizon} days {texts[1]} would be in use",
    )


def _enough_at_one(a: Answers) -> Words:
    cut = apart(a.inputs.printed.cut_offs, "covid.beds_and_cases")
    owned = number(a.inputs.seoul["general_owned"])
    return Words(
        f"{_other_courses(a).ko}. 둘 다 보유 {owned}병상 안에 머문다. 예측이 아니라 가정에 따른 계산이다.{cut.ko}",
        f"{_other_courses(a).en}, both within the {owned} owned. This is a scenario, not a forecast.{cut.en}",
    )


def _short_even_so(a: Answers) -> Words:
    cut = apart(a.inputs.printed.cut_offs, "covid.beds_and_cases")
    owned = number(a.inputs.seoul["general_owned"])
    short = [c for c in (a.courses["one"], a.courses["low"]) if c.full_on is not None]
    ko = ", ".join(f"R {number(c.reproduction)}: {on(c.full_on, 'ko')}" for c in short if c.full_on is not None)
    en = ", ".join(f"R {number(c.reproduction)}: {on(c.full_on, 'en')}" for c in short if c.full_on is not None)
    return Words(
        f"{_other_courses(a).ko}. 보유 {owned}병상을 넘는 날이 있다({ko}). 예측이 아니라 가정에 따른 계산이다.{cut.ko}",
        f"{_other_courses(a).en}. The {owned} owned are exceeded ({en}). This is a scenario, not a forecast.{cut.en}",
    )


def _planned(a: Answers) -> Words:
    more = number(a.beds_planned - a.inputs.seoul["general_owned"])
    most = number(a.courses["stays"].beds.max(), 0)
    return Words(
        f"확보하려는 {more}병상을 더하면 {number(a.beds_planned)}병상이다. R이 그대로이면 {a.inputs.horizon}일 안에 "
        f"많게는 {most}병상이 필요하다",
        f"With the {more} beds planned there would be {number(a.beds_planned)}. If R stays, up to {most} are needed "
        f"within {a.inputs.horizon} days",
    )


def _centres(a: Answers) -> Words:
    centres = a.inputs.tables["treatment_centres"].set_index("status")["beds"]
    running, more = number(centres["running"]), number(centres["planned"])
    return Words(
        f"경증 확진자를 받는 생활치료센터 {running}병상(추가 예정 {more}병상)은 따로이며, 그 몫은 입원 비율에 담겨 "
        f"있다.",
        f"Residential centres for mild cases, {running} beds with {more} more to come, are apart; the share admitted "
        f"allows for them.",
    )


def _planned_suffice(a: Answers) -> Words:
    return Words(
        f"{_planned(a).ko}. 제때 열린다면 이 기간은 감당한다. {_centres(a).ko}",
        f"{_planned(a).en}: enough, if opened in time. {_centres(a).en}",
    )


def _planned_fall_short(a: Answers) -> Words:
    return Words(
        f"{_planned(a).ko}. 제때 열려도 이 기간을 감당하지 못한다. {_centres(a).ko}",
        f"{_planned(a).en}: too few, even if opened in time. {_centres(a).en}",
    )


def _beds_over_range(a: Answers) -> Words:
    widest = a.beds_by_assumption.iloc[0]
    low, high = sorted((widest["at_low"], widest["at_high"]))
    share = a.inputs.assumed["admission_share"]
    return Words(
        f"R이 그대로일 때 {a.inputs.horizon}일 뒤의 병상은 가정 하나만 바꾸어도 {number(low, 0)}병상에서 "
        f"{number(high, 0)}병상까지 달라진다. 입원 비율은 {span(share.low, share.high, 'ko', 0, 'fraction')}로 보았다",
        f"If R stays, changing one assumption alone moves the beds in use in {a.inputs.horizon} days from "
        f"{number(low, 0)} to {number(high, 0)}. The share admitted is taken from "
        f"{span(share.low, share.high, 'en', 0, 'fraction')}",
    )


def _beds_survive(a: Answers) -> Words:
    outcome = a.courses["stays"].full_on is not None
    return Words(
        f"{_beds_over_range(a).ko}. 그 사이 어느 값에서도 병상이 {'모자란다' if outcome else '모자라지 않는다'}.",
        f"{_beds_over_range(a).en}; over all of it the beds {'run short' if outcome else 'suffice'}.",
    )


def _beds_turn(a: Answers) -> Words:
    assert a.share_that_fills is not None
    turn = percent(a.share_that_fills)
    return Words(
        f"{_beds_over_range(a).ko}. 확진자의 {turn}가 넘게 입원하면 모자라고, 그보다 적으면 모자라지 않는다.",
        f"{_beds_over_range(a).en}; the beds run short from a share of {turn} on, and suffice below it.",
    )


BED_READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "covid.bed_table",
        Words("병상표의 합계와 가동률은 스스로 맞는다", "The bed table's totals and occupancies agree"),
        lambda a: a.checks.totals.all and a.checks.rates.all and a.checks.general_balance.all,
        _table_closes,
        _table_does_not_close,
    ),
    Claim(
        "covid.scenarios",
        Words("R이 1 이하로 떨어지면 병상이 모자라지 않는다", "With R at 1 or below the beds suffice"),
        lambda a: a.courses["one"].full_on is None and a.courses["low"].full_on is None,
        _enough_at_one,
        _short_even_so,
    ),
    Claim(
        "covid.planned_beds",
        Words("확보하려는 병상을 더하면 R이 그대로여도 충분하다", "With the beds planned there are enough if R stays"),
        lambda a: a.courses["stays"].beds.max() <= a.beds_planned,
        _planned_suffice,
        _planned_fall_short,
    ),
    Claim(
        "covid.beds_fragile",
        Words("입원 비율을 바꾸어도 결론이 같다", "The conclusion is the same over the range of the share admitted"),
        lambda a: a.share_that_fills is None,
        _beds_survive,
        _beds_turn,
    ),
)
