"""What the appeals notebook takes from an edition and the registers."""

import pandas as pd

from analysis.data.cut_offs import cut_offs
from analysis.data.edition import Edition
from analysis.methods.slips import SlipError
from analysis.methods.topics.appeals import Inputs, Months, Printed
from analysis.methods.topics.appeals.capacity import Assumed

CAMPAIGN = "appeals.campaign"
MEETINGS_BEFORE = "appeals.meetings_before"
LIMIT_CONSTANT = "appeals.limit_constant"
# The notebook's parameters that stand in for a record of the register.
PARAMETERS = {"meetings_before": MEETINGS_BEFORE, "limit_constant": LIMIT_CONSTANT}
MEETINGS_DURING = "appeals.meetings.campaign"
MEETINGS_PLANNED = "appeals.meetings.planned"

PUBLISHED = {
    "mean_before": "appeals_periods.before.mean",
    "mean_during": "appeals_periods.during.mean",
    "difference": "appeals.difference",
    "total_during": "appeals.total_during",
}


def inputs(
    report: Edition,
    *,
    meetings_before: float | None = None,
    baseline_months: int | None = None,
    limit_constant: float | None = None,
) -> Inputs:
    """Monthly decisions, the campaign and its baseline, meetings, and the means that the report prints.

    Args:
        report: the edition.
        meetings_before: regular meetings a month; None: the register's.
        baseline_months: so many months before the campaign are compared with; None: the register's baseline.
        limit_constant: of the XmR limits; None: the register's.

    Raises:
        ValueError: `meetings_before` is not above 0, or the months do not allow the comparison.
    """
    campaign = report.breaks[CAMPAIGN]
    if campaign.end is None or campaign.baseline is None:
        raise SlipError(f"the register's {CAMPAIGN} needs an end and a baseline")
    if campaign.limits is None:
        raise SlipError(f"the register gives no reason for control limits to restart at {CAMPAIGN}")
    reported = _months(*campaign.baseline)
    monthly = report.table("appeals_monthly")
    leads = report.table("appeals_leads")
    years = leads["period"].astype(str).str[:4].astype(int)
    lead_reviewed = leads.set_index(years)["cases_per_meeting"].sort_index()
    return Inputs(
        decisions=monthly.set_index("month")["decisions"].sort_index(),
        baseline=_baseline(reported, baseline_months),
        campaign=_months(campaign.start, campaign.end),
        reported=reported,
        meetings_before=_meetings_before(report, meetings_before),
        meetings_during=report.value(MEETINGS_DURING),
        meetings_planned=report.value(MEETINGS_PLANNED),
        limit_constant=report.assumed(LIMIT_CONSTANT, limit_constant),
        leads=lead_reviewed.loc[: campaign.end.year],
        published={name: _printed(report, figure) for name, figure in PUBLISHED.items()},
        limits_restart=(campaign.limits.ko, campaign.limits.en),
        place=str(monthly.attrs["place"]),
        line=int(monthly["line"].min()),
        cut_offs=cut_offs(report, "appeals.last_month", "appeals.decisions_and_meetings"),
        meeting_lines=tuple(report.figure(figure).line for figure in (MEETINGS_DURING, MEETINGS_PLANNED)),
    )


def _months(first: object, last: object) -> Months:
    return pd.Timestamp(str(first)).replace(day=1), pd.Timestamp(str(last)).replace(day=1)


def _baseline(registered: Months, months: int | None) -> Months:
    if months is None:
        return registered
    return registered[1] - pd.DateOffset(months=months - 1), registered[1]


def _meetings_before(report: Edition, given: float | None) -> Assumed:
    """The register's number and range; a number given that lies outside widens the range."""
    record = report.assumptions[MEETINGS_BEFORE]
    value = report.assumed(MEETINGS_BEFORE, given)
    if not value > 0:
        raise SlipError(f"meetings_before is {value}; it must be above 0")
    return Assumed(value, min(record.low, value), max(record.high, value))


def _printed(report: Edition, figure: str) -> Printed:
    found = report.figure(figure)
    return Printed(found.printed, found.interval, found.line)
