"""How the answers on litigation move with assumptions, and with another sound method."""

import math
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.methods.rates import score_rate_ratio
from analysis.methods.sensitivity import one_at_a_time
from analysis.methods.topics.litigation import Answers, answer, disposition, lower_end


def alternatives(answers: Answers) -> Mapping[str, tuple[Estimate, Estimate]]:
    """Answers by the study's method, and by another sound one, by what they answer.

    `win_rate`: Wilson and exact range. `clearance`: exact and score range. `stock`: disposition time of what is
    pending at the end, and of the period's mean stock [@little1961].
    `judgments`: disposition time with all closings, and with those decided for or against the city alone.
    """
    now, days = answers.now, answers.inputs.period_days.value
    score = score_rate_ratio(now.closed, 1, now.new, 1)
    return {
        "win_rate": (answers.win_rate, answers.win_rate_exact),
        "clearance": (answers.clearance, replace(score, unit="fraction")),
        "stock": (answers.disposition, disposition((now.carried_over + now.pending) / 2, now.closed, days)),
        "judgments": (answers.disposition, disposition(now.pending, now.decided, days)),
    }


def sensitivity(answers: Answers) -> pd.DataFrame:
    """What each assumption of the register moves, over its range.

    Returns:
        One row a result and assumption: `result`, `input`, `low`, `value`, `high` of the assumption, `at_low`,
        `at_value`, `at_high` of the result.
    """
    inputs = answers.inputs

    def days(period_days: float) -> Answers:
        return answer(replace(inputs, period_days=replace(inputs.period_days, value=period_days)))

    def lost(other_lost_share: float) -> Answers:
        return answer(replace(inputs, other_lost_share=replace(inputs.other_lost_share, value=other_lost_share)))

    by_days = {"period_days": inputs.period_days}
    rows = {
        "disposition_days": one_at_a_time(lambda period_days: days(period_days).disposition.value, by_days),
        "pending_year_end": one_at_a_time(lambda period_days: days(period_days).pending_year_end.value, by_days),
        "win_rate": one_at_a_time(
            lambda other_lost_share: lost(other_lost_share).win_rate_assumed.value,
            {"other_lost_share": inputs.other_lost_share},
        ),
    }
    frame = pd.concat(rows, names=["result", "input"]).reset_index()
    return frame.drop(columns="swing")


def least_days_of_a_long_docket(answers: Answers) -> int:
    """The fewest days of the period with which the docket still takes surely more than a year to dispose of."""
    a_day = disposition(answers.now.pending, answers.now.closed, 1)
    return math.floor(answers.inputs.year_days / lower_end(a_day)) + 1
