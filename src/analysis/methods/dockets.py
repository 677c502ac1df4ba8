"""Whether a docket is being cleared, in the terms of the Council of Europe's CEPEJ.

[@cepej2008], and the glossary of its evaluation reports.
CEPEJ gives the clearance rate in per cent and takes a year of 365 days; here it is a fraction and the days
are those of the period that the counts come from.
"""


def clearance_rate(resolved: float, incoming: float) -> float:
    """Resolved over incoming cases of the same period; below 1 the docket grows.

    Raises:
        ValueError: no incoming case.
    """
    if incoming <= 0:
        raise ValueError("a clearance rate needs incoming cases")
    return resolved / incoming


def disposition_time(pending: float, resolved: float, days: float) -> float:
    """Days to resolve what is pending at the end of a period of `days`, at the period's pace.

    It says how fast the docket turns over, not how long a case has taken.

    Raises:
        ValueError: no resolved case, or a period that is not above 0 days.
    """
    if resolved <= 0 or days <= 0:
        raise ValueError("a disposition time needs resolved cases and a period above 0 days")
    return pending / resolved * days


def pending_at(pending: float, incoming: float, resolved: float, days: float, days_ahead: float) -> float:
    """Pending cases `days_ahead` days on, when cases come in and are resolved at the pace of the last `days`.

    Raises:
        ValueError: a period that is not above 0 days, or a horizon in the past.
    """
    if days <= 0 or days_ahead < 0:
        raise ValueError("a pace needs a period above 0 days, a horizon lies ahead")
    return max(0.0, pending + (incoming - resolved) / days * days_ahead)
