"""The claims of the audit, each with its test and both wordings."""

from analysis.methods.estimate import Estimate
from analysis.methods.topics.audit import Answers
from analysis.present.cut_offs import differs as apart
from analysis.present.findings import Claim, headline
from analysis.present.numbers import number, percent
from analysis.present.words import Words


def _adds_up(a: Answers) -> Words:
    identities, agree = len(a.inputs.verdicts), a.statuses["exact"] + a.statuses["rounding"]
    return Words(
        f"항등식 {number(identities)}개 가운데 {number(a.statuses['exact'])}개는 인쇄된 숫자 그대로 맞고, "
        f"{number(a.statuses['rounding'])}개는 인쇄된 자릿수가 허용하는 차이 안에 있다(합 {number(agree)}개)",
        f"Of {number(identities)} identities {number(a.statuses['exact'])} hold to the printed digit and "
        f"{number(a.statuses['rounding'])} within what the printed digits allow ({number(agree)} together)",
    )


def _no_conflict(a: Answers) -> Words:
    words = _adds_up(a)
    return Words(f"{words.ko}. 설명되지 않는 불일치는 없다.", f"{words.en}. No unexplained conflict is left.")


def _conflict(a: Answers) -> Words:
    words, left = _adds_up(a), number(a.statuses["conflict"])
    return Words(f"{words.ko}. 불일치 {left}개는 설명되지 않는다.", f"{words.en}. Unexplained conflicts: {left}.")


def _exceptions(a: Answers) -> Words:
    return Words(
        f"예외 가운데 {number(a.statuses['truncated'])}개는 반올림 대신 버림으로, "
        f"{number(a.statuses['explained'])}개는 원문의 주석으로 설명된다",
        f"Of the exceptions {number(a.statuses['truncated'])} are explained by cutting in place of rounding, "
        f"{number(a.statuses['explained'])} by a note of the report itself",
    )


def _guarded(a: Answers) -> Words:
    figures, caught = number(len(a.inputs.figures)), number(a.guards["caught"])
    return Words(
        f"수치 {figures}개를 하나씩 마지막 자리에서 1만큼 틀리게 하면 "
        f"{caught}개({percent(a.caught_share)})는 불일치로 드러나고, "
        f"{number(a.guards['noticed'])}개는 판정만 바뀌며, {number(a.guards['unguarded'])}개는 드러나지 않는다",
        f"With each of {figures} figures put wrong by one in its last printed place, "
        f"{caught} ({percent(a.caught_share)}) show as a conflict, "
        f"{number(a.guards['noticed'])} only change a verdict, and {number(a.guards['unguarded'])} are not seen",
    )


def _counted_apart(a: Answers) -> Words:
    cuts = a.inputs.cut_offs
    differ = [name for name, cut in cuts.items() if not cut.agree]
    results = number(len({result for name in differ for result in cuts[name].limits}))
    told = apart(cuts, *differ)
    return Words(
        f"이 연구가 견주는 집계 {number(len(cuts))}쌍 가운데 {number(len(differ))}쌍은 서로 다른 때까지 센 것이고, "
        f"결과 {results}개가 이에 걸려 있다.{told.ko}",
        f"Of {number(len(cuts))} pairs of counts that this study compares {number(len(differ))} go up to different "
        f"times, and {results} results rest on them.{told.en}",
    )


def _sentence(words: Words, ko: str, en: str) -> Words:
    return Words(words.ko + ko, words.en + en)


HEADLINES: list[Claim[Answers]] = [
    Claim(
        "audit.adds_up",
        Words("보고서의 숫자는 서로 맞는다", "The report's figures agree with one another"),
        lambda a: a.statuses["conflict"] == 0,
        _no_conflict,
        _conflict,
        lambda a: headline(
            Words("불일치 항등식", "Identities in conflict"), Estimate(a.statuses["conflict"], unit="count"), 0
        ),
    ),
    Claim(
        "audit.exceptions",
        Words("예외는 모두 설명된다", "Every exception is accounted for"),
        lambda a: a.statuses["conflict"] == 0,
        lambda a: _sentence(_exceptions(a), ".", "."),
        lambda a: _sentence(_exceptions(a), ". 설명되지 않은 것이 남는다.", ", but some are not accounted for."),
        lambda a: headline(Words("설명되는 예외", "Exceptions accounted for"), a.accounted_for, 0),
    ),
    Claim(
        "audit.guarded",
        Words("틀리면 불일치로 드러나는 수치가 절반을 넘는다", "Identities guard more than half of the figures"),
        lambda a: a.caught_share > 0.5,
        lambda a: _sentence(_guarded(a), ".", "."),
        lambda a: _sentence(
            _guarded(a), ". 불일치로 드러나는 것은 절반을 넘지 않는다.", ": not more than half are guarded."
        ),
        lambda a: headline(
            Words("틀리면 드러나는 수치", "Figures in which a slip shows"), a.results()["audit.guarded_share"], 0
        ),
    ),
]

READINGS: list[Claim[Answers]] = [
    Claim(
        "audit.digits_matter",
        Words("인쇄된 자릿수를 따지지 않으면 헛경보가 난다", "Without the printed digits there would be false alarms"),
        lambda a: a.false_alarms > 0,
        lambda a: Words(
            f"인쇄된 숫자를 정확한 값으로 여겼다면 항등식 {number(a.false_alarms)}개가 불일치로 보였을 것이다.",
            f"Had the printed digits been taken for exact numbers, {number(a.false_alarms)} identities would have "
            "looked like conflicts.",
        ),
        lambda _: Words(
            "인쇄된 숫자를 정확한 값으로 여겨도 결과는 같다.",
            "Taking the printed digits for exact numbers would change nothing.",
        ),
    ),
    Claim(
        "audit.some_sections_bare",
        Words("불일치로 드러나는 수치가 없는 절이 있다", "Some sections are not guarded at all"),
        lambda a: len(_bare(a)) > 0,
        lambda a: Words(
            "어느 수치가 틀려도 불일치로 드러나지 않는 절: "
            + ", ".join(a.inputs.sections[s][0] for s in _bare(a))
            + ".",
            "Sections in which no figure is guarded: " + ", ".join(a.inputs.sections[s][1] for s in _bare(a)) + ".",
        ),
        lambda _: Words(
            "모든 절에 틀리면 불일치로 드러나는 수치가 있다.", "Every section has figures that an identity guards."
        ),
    ),
    Claim(
        "audit.cut_offs_differ",
        Words("서로 다른 때까지 센 수를 견주기도 한다", "Some counts that are compared go up to different times"),
        lambda a: not all(cut.agree for cut in a.inputs.cut_offs.values()),
        _counted_apart,
        lambda _: Words(
            "이 연구가 견주는 수는 모두 같은 때까지 센 것이다.",
            "All counts that this study compares go up to the same time.",
        ),
    ),
]

CLAIMS: list[Claim[Answers]] = [*HEADLINES, *READINGS]


def _bare(a: Answers) -> list[str]:
    return [str(section) for section, row in a.by_section.iterrows() if row["caught"] == 0]
