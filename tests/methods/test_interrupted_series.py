"""Segmented regression against R."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.interrupted_series import segmented_regression

RELATIVE = 1e-8
# R's glm takes standard errors from the step before its last, which is short of the solution by this much.
ONE_STEP_SHORT = 1e-5
# lmtest integrates with 15 nodes (Pan 1964).
PAN_NODES = 1e-7

APPEALS = [128, 133, 154, 171, 177, 210, 220, 187]
MEETINGS = [2, 2, 2, 2, 2, 3, 3, 3]
DAYS = [31, 29, 31, 30, 31, 30, 31, 31]
TERMS = {"(Intercept)": "intercept", "t": "trend", "D": "level", "P6": "slope", "P": "slope"}
COLUMNS = {"estimate": "est", "se": "se", "low": "lo", "high": "hi", "p": "p"}

FLAT = {"slope_clock": None, "trend": False}
LEVEL = {"slope_clock": None}
LEVEL_AND_SLOPE = {"slope_clock": 0}
MODELS = {
    "lm level+slope (post clock t-6; D=level at June)": LEVEL_AND_SLOPE,
    "lm level+slope (post clock t-5)": {"slope_clock": 1},
    "lm level only": LEVEL,
    "lm no pre-trend (report's comparison)": FLAT,
    "glm poisson level+slope (t-6)": {**LEVEL_AND_SLOPE, "model": "Poisson"},
    "glm quasipoisson level+slope (t-6)": {**LEVEL_AND_SLOPE, "model": "quasi-Poisson"},
    "glm poisson level only": {**LEVEL, "model": "Poisson"},
    "glm quasipoisson level only": {**LEVEL, "model": "quasi-Poisson"},
    "glm poisson no trend": {**FLAT, "model": "Poisson"},
    "glm quasipoisson no trend": {**FLAT, "model": "quasi-Poisson"},
    "glm poisson level only offset meetings": {**LEVEL, "model": "Poisson", "exposure": MEETINGS},
    "glm poisson level only offset days": {**LEVEL, "model": "Poisson", "exposure": DAYS},
    "glm poisson per meeting no trend": {**FLAT, "model": "Poisson", "exposure": MEETINGS},
}
FITS = {
    "lm level+slope": LEVEL_AND_SLOPE,
    "lm level only": LEVEL,
    "lm no trend": FLAT,
    "poisson level+slope": {**LEVEL_AND_SLOPE, "model": "Poisson"},
    "poisson level only": {**LEVEL, "model": "Poisson"},
    "poisson no trend": {**FLAT, "model": "Poisson"},
    "poisson offset meetings": {**LEVEL, "model": "Poisson", "exposure": MEETINGS},
}
STATISTICS = {
    "sigma": "sigma",
    "r_squared": "r2",
    "adjusted_r_squared": "adj_r2",
    "log_likelihood": "logLik",
    "aic": "AIC",
    "deviance": "deviance",
    "pearson_scale": "pearson_phi",
    "durbin_watson": "dw",
    "durbin_watson_p": "dw_p",
}


@pytest.mark.parametrize("name", MODELS)
def test_the_terms_of_the_appeals_are_those_of_r(shared, name):
    reference = pd.read_csv(shared / "reference" / "its_segmented_regression_R.csv")
    rows = reference[reference["model"] == name]
    fit = segmented_regression(APPEALS, 5, **MODELS[name])
    assert list(fit.terms.index) == [TERMS[term] for term in rows["term"]]
    assert fit.statistics["residual_df"] == rows["df_resid"].iloc[0]
    of_r = RELATIVE if name.startswith("lm") else ONE_STEP_SHORT
    for column, theirs in COLUMNS.items():
        tolerance = RELATIVE if column == "estimate" else of_r
        np.testing.assert_allclose(fit.terms[column], rows[theirs], rtol=tolerance, atol=1e-20, err_msg=column)
    if fit.model != "least squares":
        np.testing.assert_allclose(fit.terms["ratio"], rows["exp_est"], rtol=RELATIVE)


@pytest.mark.parametrize("name", FITS)
def test_the_fit_statistics_of_the_appeals_are_those_of_r(shared, name):
    reference = pd.read_csv(shared / "reference" / "its_model_fit_R.csv").set_index("model").loc[name]
    statistics = segmented_regression(APPEALS, 5, **FITS[name]).statistics
    # What R calls the deviance of least squares is its residual sum of squares, which sigma holds already.
    unneeded = {"deviance"} if name.startswith("lm") else set()
    expected = {ours for ours, theirs in STATISTICS.items() if pd.notna(reference[theirs])} - unneeded
    assert set(statistics) - {"aicc"} == expected | {"residual_df"}  # the table of R has no AICc
    for ours in expected:
        tolerance = PAN_NODES if ours == "durbin_watson_p" else RELATIVE
        assert statistics[ours] == pytest.approx(reference[STATISTICS[ours]], rel=tolerance), ours


def test_level_and_slope_have_the_typed_values_of_r():
    terms = segmented_regression(APPEALS, 5, slope_clock=0).terms
    assert terms["estimate"].to_dict() == pytest.approx(
        {"intercept": 111.8, "trend": 13.6, "level": 23.7666666666666, "slope": -25.1}, rel=RELATIVE
    )
    assert terms.loc["slope", ["low", "high", "p"]].tolist() == pytest.approx(
        [-46.16533381785381, -4.03466618215, 0.0297038557993], rel=RELATIVE
    )


def test_poisson_standard_errors_are_those_of_the_information_at_the_solution():
    fit = segmented_regression(APPEALS, 5, slope_clock=0, model="Poisson")
    time = np.arange(1, 9)
    after = time > 5
    design = np.column_stack([np.ones(8), time, after, after * (time - 6)])
    information = design.T @ (fit.fitted[:, None] * design)
    np.testing.assert_allclose(fit.terms["se"], np.sqrt(np.diag(np.linalg.inv(information))), rtol=RELATIVE)


def test_moving_the_clock_moves_the_level_by_one_slope_and_nothing_else():
    at_break, before_break = (segmented_regression(APPEALS, 5, slope_clock=clock) for clock in (0, 1))
    ours, theirs = at_break.terms["estimate"], before_break.terms["estimate"]
    assert ours["level"] == pytest.approx(theirs["level"] + theirs["slope"])
    np.testing.assert_allclose(ours.drop("level"), theirs.drop("level"), rtol=1e-9)
    np.testing.assert_allclose(at_break.fitted, before_break.fitted, rtol=1e-9)


def test_without_a_trend_the_level_is_the_difference_that_the_report_prints():
    level = segmented_regression(APPEALS, 5, slope_clock=None, trend=False).terms.loc["level", "estimate"]
    assert round(level, 1) == 53.1


def test_a_per_meeting_model_has_the_ratio_of_decisions_a_meeting():
    fit = segmented_regression(APPEALS, 5, slope_clock=None, trend=False, model="Poisson", exposure=MEETINGS)
    assert fit.terms.loc["level", "ratio"] == pytest.approx((617 / 9) / (763 / 10), rel=RELATIVE)
    np.testing.assert_allclose(fit.without_break, np.array(MEETINGS) * 76.3, rtol=RELATIVE)


def test_without_the_break_the_series_goes_on_along_its_line():
    fit = segmented_regression(APPEALS, 5, slope_clock=0)
    np.testing.assert_allclose(fit.without_break, 111.8 + 13.6 * np.arange(1, 9), rtol=1e-9)
    np.testing.assert_allclose(fit.without_break[:5], fit.fitted[:5], rtol=1e-9)


@pytest.mark.parametrize("before", [3, 6, 9])
@pytest.mark.parametrize("clock", [0, 1])
def test_a_break_made_anywhere_in_a_series_of_any_length_is_found(before, clock):
    time = np.arange(1, 15)
    after = time > before
    wobble = np.where(time % 2, 1e-6, -1e-6)
    series = 10 + 2 * time + after * (5 - 3 * (time - before - 1 + clock)) + wobble
    estimates = segmented_regression(series, before, slope_clock=clock).terms["estimate"]
    assert estimates.tolist() == pytest.approx([10, 2, 5, -3], abs=1e-4)


@pytest.mark.parametrize(
    ("values", "before"), [(APPEALS[:5], 1), (APPEALS[:6], 5), (APPEALS[:4], 2), (APPEALS[:5], 5), ([], 0)]
)
def test_a_series_too_short_for_the_model_has_none(values, before):
    fit = segmented_regression(values, before, slope_clock=0)
    assert not fit.change("level").defined
    assert np.isnan(fit.statistics["aic"])
    assert len(fit.fitted) == len(values)


@pytest.mark.parametrize("values", [[0] * 8, [0] * 5 + [3, 4, 5], [3, 4, 5, 4, 3, 0, 0, 0], [3, 4, 5, 4, 3, 0, 0, 9]])
def test_months_of_nothing_carry_no_log_linear_model(values):
    assert not segmented_regression(values, 5, slope_clock=0, model="quasi-Poisson").change("level").defined


def test_months_without_exposure_carry_no_rate():
    fit = segmented_regression(APPEALS, 5, **FLAT, model="Poisson", exposure=[2] * 5 + [0] * 3)
    assert not fit.change("level").defined


def test_a_change_is_in_the_units_of_the_series_or_a_ratio_and_undefined_where_the_model_lacks_it():
    line = segmented_regression(APPEALS, 5, slope_clock=0)
    assert line.change("slope").value == pytest.approx(-25.1, rel=RELATIVE)
    count = segmented_regression(APPEALS, 5, **FLAT, model="Poisson").change("level")
    assert (count.value, count.unit) == (pytest.approx((617 / 3) / (763 / 5), rel=RELATIVE), "ratio")
    assert not segmented_regression(APPEALS, 5, **FLAT).change("slope").defined


def test_akaikes_criterion_corrected_for_few_points_reverses_the_choice():
    flat, full = (segmented_regression(APPEALS, 5, **kind).statistics for kind in (FLAT, LEVEL_AND_SLOPE))
    assert full["aic"] < flat["aic"]
    assert full["aicc"] > flat["aicc"]
    assert flat["aicc"] == pytest.approx(flat["aic"] + 2 * 3 * 4 / (8 - 3 - 1))
    assert np.isnan(segmented_regression(APPEALS[2:], 3, slope_clock=0).statistics["aicc"])


def test_a_perfect_fit_has_no_criterion():
    assert np.isnan(segmented_regression([0] * 8, 5, slope_clock=0).statistics["aic"])


@pytest.mark.parametrize(("values", "clock", "message"), [
    (APPEALS, 2, "starts at 0 or 1"), ([*APPEALS[:7], np.nan], 0, "missing"),
])  # fmt: skip
def test_a_missing_value_or_another_clock_is_refused(values, clock, message):
    with pytest.raises(ValueError, match=message):
        segmented_regression(values, 5, slope_clock=clock)


def test_arguments_that_contradict_each_other_are_refused():
    with pytest.raises(ValueError, match="needs a trend"):
        segmented_regression(APPEALS, 5, slope_clock=0, trend=False)
    with pytest.raises(ValueError, match="no model 'poisson'"):
        segmented_regression(APPEALS, 5, slope_clock=None, model="poisson")
    with pytest.raises(ValueError, match="takes no exposure"):
        segmented_regression(APPEALS, 5, slope_clock=None, exposure=MEETINGS)
    with pytest.raises(ValueError, match="for each point"):
        segmented_regression(APPEALS, 5, slope_clock=None, model="Poisson", exposure=MEETINGS[:3])
    with pytest.raises(ValueError, match="negative"):
        segmented_regression([-1, *APPEALS], 5, slope_clock=None, model="Poisson")
