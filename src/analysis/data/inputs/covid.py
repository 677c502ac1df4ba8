"""What the COVID-19 notebook takes from an edition and the registers."""

from datetime import date

import pandas as pd

from analysis.data.cut_offs import cut_offs
from analysis.data.edition import Edition
from analysis.methods.topics.covid import Assumed, Inputs
from analysis.methods.topics.covid.printed import Printed

SERIES, BEDS = "covid_daily", "hospital_beds"
CUT_OFFS = tuple(
    f"covid.{name}"
    for name in ("beds_and_cases", "clusters_and_cases", "rally_and_cases", "church_and_rally", "last_day")
)
TABLES = (
    *(SERIES, "cluster_tests", "church_visitors", "rally_daily", "rally_routes", "rally_sizes", BEDS),
    *("bed_additions", "treatment_centres", "distancing_levels", "covid_orders"),
)
REGISTERED = {
    "serial_mean": "covid.serial_interval.mean",
    "serial_sd": "covid.serial_interval.sd",
    "prior_shape": "covid.prior.shape",
    "prior_scale": "covid.prior.scale",
    "window": "covid.window",
    "admission_share": "covid.admission_share",
    "stay_days": "covid.stay_days",
}
HORIZON, R_LOW, CASES_BEFORE = "covid.horizon", "covid.r_low", "covid.cases_before"
# The notebook's parameters that stand in for a record of the register.
PARAMETERS = {
    "serial_interval_mean": REGISTERED["serial_mean"],
    "serial_interval_sd": REGISTERED["serial_sd"],
    "window_days": REGISTERED["window"],
    "admission_share": REGISTERED["admission_share"],
    "stay_days": REGISTERED["stay_days"],
    "horizon_days": HORIZON,
    "r_low": R_LOW,
}


def inputs(
    report: Edition,
    *,
    serial_interval_mean: float | None = None,
    serial_interval_sd: float | None = None,
    window_days: int | None = None,
    admission_share: float | None = None,
    stay_days: float | None = None,
    horizon_days: int | None = None,
    r_low: float | None = None,
) -> Inputs:
    """The section's tables, the world's totals, and the assumptions about transmission and beds.

    Serial interval, window and stay are in days. What is None is the register's.

    Raises:
        ValueError: as `Inputs`.
    """
    given = {
        "serial_mean": serial_interval_mean,
        "serial_sd": serial_interval_sd,
        "window": window_days,
        "admission_share": admission_share,
        "stay_days": stay_days,
    }
    printed = report.once("covid printed", lambda: _printed(report))
    assumed = {name: _assumed(report, record, given.get(name)) for name, record in REGISTERED.items()}
    return Inputs(
        printed=printed,
        assumed=assumed | {"window": _fitting(assumed["window"], len(printed.daily) - 1)},
        alternatives=report.once("covid alternatives", lambda: _alternatives(report)),
        horizon=int(report.assumed(HORIZON, horizon_days)),
        r_low=report.assumed(R_LOW, r_low),
        cases_before=report.assumed(CASES_BEFORE) * float(printed.daily.iloc[0]),
    )


def _printed(report: Edition) -> Printed:
    beds = report.table(BEDS)
    return Printed(
        tables={name: report.table(name) for name in TABLES},
        rates={
            (str(region), kind): report.figure(f"{BEDS}.{region}.{kind}_rate").interval
            for region in beds["region"]
            for kind in ("general", "severe")
        },
        breaks=_breaks(report),
        confirmed=int(report.value("covid.world.confirmed")),
        deaths=int(report.value("covid.world.deaths")),
        world_line=report.figure("covid.world.confirmed").line,
        world_as_of=_day(report, "covid.world.as_of"),
        bed_prints=report.prints(BEDS),
        beds_as_of=pd.Timestamp(report.described(BEDS).as_of),
        clusters_as_of=_day(report, "covid.church.as_of"),
        cut_offs=cut_offs(report, *CUT_OFFS),
    )


def _fitting(window: Assumed, longest: int) -> Assumed:
    """The window with no length tried that the printed days can't fill."""
    return Assumed(window.value, window.low, max(window.value, min(window.high, longest)))


def _assumed(report: Edition, name: str, given: float | None) -> Assumed:
    """The register's number and range; a number given that lies outside widens the range."""
    record = report.assumptions[name]
    value = report.assumed(name, given)
    return Assumed(value, min(record.low, value), max(record.high, value))


def _alternatives(report: Edition) -> pd.DataFrame:
    """The other serial intervals of the register, with their sources in both languages."""
    records = report.assumptions[REGISTERED["serial_mean"]].alternatives
    rows = [(each["mean"], each["sd"], each["source"]["ko"], each["source"]["en"]) for each in records]
    return pd.DataFrame(rows, columns=["mean", "sd", "ko", "en"]).astype({"mean": float, "sd": float})


def _breaks(report: Edition) -> pd.DataFrame:
    rows = [(one.id, pd.Timestamp(one.start), one.what.ko, one.what.en) for one in report.breaks_in(SERIES)]
    return pd.DataFrame(rows, columns=["id", "start", "ko", "en"])


def _day(report: Edition, figure: str) -> pd.Timestamp:
    return pd.Timestamp(date.fromordinal(int(report.value(figure))))
