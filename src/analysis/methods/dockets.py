"""Whether a docket is being cleared, in the terms of the Council of Europe's CEPEJ.

[@cepej2008], and the glossary of its evaluation reports.
CEPEJ gives the clearance rate in per cent and takes a year of 365 days; here it is a fraction and the days
are those of the period that the counts come from.
"""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import stats

from analysis.methods.confidence import ALPHA
from analysis.methods.estimate import UNDEFINED, Estimate
from analysis.methods.rates import exact_rate_ratio, poisson_rate


def clearance_rate(resolved: float, incoming: float) -> float:
    """Resolved over incoming cases of the same period; below 1 the docket grows; NaN where none came in."""
    return resolved / incoming if incoming > 0 else math.nan


def disposition_time(pending: float, resolved: float, days: float) -> float:
    """Days to resolve what is pending at the end of a period of `days`, at the period's pace.

    It says how fast the docket turns over, not how long a case has taken. NaN where none was resolved.

    Raises:
        ValueError: a period that is not above 0 days.
    """
    if days <= 0:
        raise ValueError("a disposition time needs a period above 0 days")
    return pending / resolved * days if resolved > 0 else math.nan


def pending_at(pending: float, incoming: float, resolved: float, days: float, days_ahead: float) -> float:
    """Pending cases `days_ahead` days on, when cases come in and are resolved at the pace of the last `days`.

    Raises:
        ValueError: a period that is not above 0 days, or a horizon in the past.
    """
    if days <= 0 or days_ahead < 0:
        raise ValueError("a pace needs a period above 0 days, a horizon lies ahead")
    return max(0.0, pending + (incoming - resolved) / days * days_ahead)


def clearance(resolved: float, incoming: float) -> Estimate:
    """The clearance rate with the exact range of the ratio of two Poisson counts [@cepej2008], [@przyborowski1940]."""
    if incoming <= 0:
        return UNDEFINED
    ratio = exact_rate_ratio(resolved, 1, incoming, 1)
    method = f"CEPEJ; {ratio.method}, Poisson counts"
    return replace(ratio, value=clearance_rate(resolved, incoming), unit="fraction", method=method)


def disposition(pending: float, resolved: float, days: float) -> Estimate:
    """The disposition time in days, its range that of the count of resolved cases taken as Poisson [@cepej2008]."""
    if resolved <= 0:
        return UNDEFINED
    closed = poisson_rate(resolved)
    low, high = (disposition_time(pending, end, days) if end else None for end in (closed.high, closed.low))
    value = disposition_time(pending, resolved, days)
    return Estimate(value, low, high, "days", f"CEPEJ; {closed.method} of the closings")


def pending_ahead(
    pending: float, incoming: float, resolved: float, days: float, days_ahead: float, points: int = 40
) -> pd.DataFrame:
    """Pending cases on the way to `days_ahead` days on, at the pace of the `days` so far, with prediction ranges.

    New and resolved cases are taken as Poisson counts that go on at their rates so far. A future count then differs
    from x · r, where r is days ahead over days so far, with variance x · r · (1 + r): its own variation and that of
    the rate it is judged by ([@nelson1982], chapter 6). The variances of the two add.

    Returns:
        One row a point, days ahead in the index, denser at the start: `value`, `low`, `high`.
    """
    ahead = days_ahead * np.linspace(0, 1, points) ** 2
    expected = np.array([pending_at(pending, incoming, resolved, days, day) for day in ahead])
    ratio = ahead / days
    margin = float(stats.norm.ppf(1 - ALPHA / 2)) * np.sqrt((incoming + resolved) * ratio * (1 + ratio))
    ends = {"value": expected, "low": np.maximum(0, expected - margin), "high": expected + margin}
    return pd.DataFrame(ends, index=pd.Index(ahead, name="days_ahead"))
