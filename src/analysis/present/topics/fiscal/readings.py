"""The further claims on fiscal decentralisation, read where their figures stand, each with its test and wordings."""

from analysis.methods.topics.fiscal import Answers
from analysis.present.findings import Claim
from analysis.present.numbers import percent
from analysis.present.topics.fiscal.words import both, ends, listed, rate, rest, share, won
from analysis.present.words import Lang, Words

NEARLY = 0.1  # two sensitivities are called alike when they differ by less than this fraction


def _all_below_zero(a: Answers) -> Words:
    return Words(
        f"{rest(a).ko} 순증은 {_by_rate(a, 'ko')}이다. 어느 세율로도 부담을 메우지 못한다.",
        f"{rest(a).en}, the net gain would be {_by_rate(a, 'en')}; at none of these rates is the burden met.",
    )


def _not_all_below_zero(a: Answers) -> Words:
    if not a.scenarios:
        return Words(
            f"현행 {rate(a.inputs.rate_before)}보다 높은 비교 세율이 없다.", "There is no other rate to compare."
        )
    return Words(
        f"{rest(a).ko} 순증은 {_by_rate(a, 'ko')}이다. 모든 세율에서 0보다 작다고는 할 수 없다.",
        f"{rest(a).en}, the net gain would be {_by_rate(a, 'en')}: not shown to be below zero at every rate.",
    )


def _by_rate(a: Answers, lang: Lang) -> str:
    """The net gain at each rate, with its range."""
    texts = []
    for one in a.scenarios:
        gain, spread = won(one.net_gain.value, lang), ends(one.net_gain.estimate(), lang)
        said = f"{rate(one.rate)}에서 {gain}({spread})" if lang == "ko" else f"{gain} at {rate(one.rate)} ({spread})"
        texts.append(said)
    return listed(texts, lang)


def _survives_together(a: Answers) -> Words:
    swing, least = percent(float(a.inputs.swing), 0), a.swing_together.low or 0.0
    return Words(
        f"네 항목이 한꺼번에 {swing}씩 불리하게 바뀌어도 순증은 {won(least, 'ko')}이다. 순증이 사라지는 것은 모두 "
        f"{share(a.outcome.margin, 'ko')}씩 불리해질 때이다.",
        f"With all four terms {swing} worse at once, {won(least, 'en')} of the net gain remain. It vanishes "
        f"when all of them turn worse by {share(a.outcome.margin, 'en')}.",
    )


def _falls_together(a: Answers) -> Words:
    swing, least = percent(float(a.inputs.swing), 0), a.swing_together.low or 0.0
    return Words(
        f"네 항목이 한꺼번에 {swing}씩 불리하게 바뀌면 순증은 {won(least, 'ko')}으로, 0보다 크지 않다.",
        f"With all four terms {swing} worse at once, the net gain is {won(least, 'en')}, not above zero.",
    )


def _both_sides_matter(a: Answers) -> Words:
    ko, en = (_two_swings(a, lang) for lang in ("ko", "en"))
    return Words(
        f"순증은 세금의 규모만큼이나 넘겨받는 사업의 규모에 민감하다({ko}).",
        f"The net gain is as sensitive to the size of the programmes taken over as to the tax ({en}).",
    )


def _one_side_matters(a: Answers) -> Words:
    ko, en = (_two_swings(a, lang) for lang in ("ko", "en"))
    cost, tax = (a.by_swing["swing"][name] for name in ("subsidies", "consumption_tax"))
    more = Words("넘겨받는 사업", "programmes taken over") if cost > tax else Words("지방소비세", "consumption tax")
    return Words(
        f"순증을 더 크게 움직이는 쪽은 {more.ko}이다({ko}).",
        f"The net gain is more sensitive to the {more.en} than to the other side ({en}).",
    )


def _two_swings(a: Answers, lang: Lang) -> str:
    change = percent(float(a.inputs.swing), 0)
    cost, tax = (won(a.by_swing["swing"][name] / 2, lang) for name in ("subsidies", "consumption_tax"))
    return Words(
        f"{change} 바뀔 때 국고보조사업 {cost}, 지방소비세 {tax}",
        f"{cost} for the programmes, {tax} for the consumption tax, for a change of {change}",
    )[lang]


def _only_moved(a: Answers) -> Words:
    totals = a.balances.sum()
    state, local = (float(totals[party]) for party in ("state", "local"))
    return Words(
        f"세 항을 더하면 국가는 {won(state, 'ko')}, 지방자치단체는 {won(local, 'ko')}이다. 둘을 더하면 0이므로 "
        "한쪽이 얻는 만큼 다른 쪽이 내놓는다. 식에는 새로 생기는 재원이 없다.",
        f"Over the three terms the state stands at {won(state, 'en')}, local government at {won(local, 'en')}. "
        "The two add up to zero: what one gains the other gives up, and no new money arises.",
    )


def _not_only_moved(a: Answers) -> Words:
    totals = a.balances.sum()
    texts = both(lambda lang: listed([won(total, lang) for total in totals], lang))
    return Words(
        f"부담하는 쪽과 받는 쪽의 합이 서로 상쇄되지 않거나 식의 부호와 어긋난다({texts.ko}).",
        f"What is paid and what is received do not cancel out, or contradict the signs of the equation ({texts.en}).",
    )


def moved(a: Answers) -> bool:
    """Whether the parties' sums cancel out and local government's is the net gain of the equation."""
    totals = a.balances.sum()
    return bool(abs(totals.sum()) < 1e-9 and abs(totals["local"] - float(a.outcome.net_gain.value)) < 1e-9)


READINGS: tuple[Claim[Answers], ...] = (
    Claim(
        "fiscal.scenarios_below_zero",
        Words("비교 세율에서는 순증이 없다", "The other rates leave no gain"),
        lambda a: bool(a.scenarios) and all(one.net_gain.interval.high < 0 for one in a.scenarios),
        _all_below_zero,
        _not_all_below_zero,
    ),
    Claim(
        "fiscal.survives_together",
        Words("모두 불리해져도 순증이 남는다", "The gain survives all terms turning worse"),
        lambda a: (a.swing_together.low or 0.0) > 0,
        _survives_together,
        _falls_together,
    ),
    Claim(
        "fiscal.both_sides_matter",
        Words("사업의 규모도 세금만큼 중요하다", "Programmes matter as much as the tax"),
        lambda a: abs(a.by_swing["swing"]["subsidies"] / a.by_swing["swing"]["consumption_tax"] - 1) < NEARLY,
        _both_sides_matter,
        _one_side_matters,
    ),
    Claim(
        "fiscal.only_moved",
        Words("재원은 옮겨질 뿐이다", "Money is only moved"),
        moved,
        _only_moved,
        _not_only_moved,
    ),
)
