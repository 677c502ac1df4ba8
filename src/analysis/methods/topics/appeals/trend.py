"""The rise that was under way before the campaign, carried on through it, in whole and in part."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import optimize, stats

from analysis.methods.arrays import FloatArray
from analysis.methods.confidence import ALPHA, LEVEL, TAILS
from analysis.methods.control_charts import NOISE
from analysis.methods.estimate import Estimate
from analysis.methods.regression import least_squares, poisson
from analysis.methods.slips import SlipError
from analysis.methods.trend import carried_forward, carried_forward_mean, log_linear_carried_forward

# 3/d2 with the exact d2 of ranges of two normal values, 2/√π; 2.66 is this, rounded up.
EXACT_LIMIT_CONSTANT = 1.5 * math.sqrt(math.pi)

RATE = "decisions/month"
LEAST_BASELINE = 3
SHARES = np.linspace(0, 1.25, 26)


@dataclass(frozen=True)
class TrendAhead:
    """The campaign's months beside the trend of the months before them.

    Attributes:
        slope: decisions a month more, each month, before the campaign.
        line: the trend's value at each month before.
        sigma: the standard deviation of the months before about it.
        months: by campaign month `actual`, `predicted`, `prediction_low`, `prediction_high` (least squares),
            `log_linear` (Poisson) and `side`: −1 or 1 outside the prediction range, else 0.
        predicted: the line's mean over the campaign, with the prediction range of that mean.
        excess: the actual mean minus that.
        line_ratio, log_linear_ratio: actual over predicted, for the line and for the log-linear Poisson trend.
        in_part: the excess by the share of the rise that goes on: `gain`, `low`, `high`.
        vanishes_at: the share at which the excess is zero; None where the trend does not rise.
        clear_up_to: the share up to which the excess's range lies above zero; None where it never does.
    """

    slope: Estimate
    line: FloatArray
    sigma: float
    months: pd.DataFrame
    predicted: Estimate
    excess: Estimate
    line_ratio: Estimate
    log_linear_ratio: Estimate
    in_part: pd.DataFrame
    vanishes_at: float | None
    clear_up_to: float | None


def trend_ahead(before: pd.Series, during: pd.Series) -> TrendAhead:
    """Carry the trend before on through the campaign.

    Raises:
        ValueError: fewer than three months before.
    """
    horizon, mean = len(during), float(during.mean())
    predicted = carried_forward_mean(before, horizon).described(RATE, f"least squares, prediction {LEVEL}")
    low, high = _ends(predicted)
    design = _line(np.arange(1, len(before) + 1))
    fit = least_squares(before.to_numpy(dtype=float), design)
    slope_low, slope_high = (float(end) for end in fit.conf_int(ALPHA)[1])
    gains = [excess_if_rise_goes_on(before, during, share) for share in SHARES]
    return TrendAhead(
        slope=Estimate(float(fit.params[1]), slope_low, slope_high, RATE, f"least squares {LEVEL}"),
        line=design @ fit.params,
        sigma=math.sqrt(float(fit.scale)),
        months=_by_month(before, during),
        predicted=predicted,
        excess=Estimate(mean - predicted.value, mean - high, mean - low, RATE, predicted.method),
        line_ratio=_over(mean, predicted),
        log_linear_ratio=log_linear_ratio(before, during),
        in_part=pd.DataFrame(
            {"gain": [g.value for g in gains], "low": [g.low for g in gains], "high": [g.high for g in gains]},
            index=pd.Index(SHARES, name="share"),
        ),
        vanishes_at=_vanishes_at(fit.params, len(before), during),
        clear_up_to=_clear_up_to(before, during),
    )


def excess_if_rise_goes_on(before: pd.Series, during: pd.Series, share: float) -> Estimate:
    """The campaign's mean minus what the line predicts when only a share of its rise goes on after its end.

    With 0 the months ahead stand where the line ends, with 1 they lie on it. The range is the prediction range
    of the mean, as in `carried_forward_mean`.
    """
    points, horizon = len(before), len(during)
    fit = least_squares(before.to_numpy(dtype=float), _line(np.arange(1, points + 1)))
    ahead = np.array([1.0, points + share * (horizon + 1) / 2])
    variance = float(ahead @ fit.cov_params() @ ahead) + float(fit.scale) / horizon
    reach = float(stats.t.ppf(TAILS[1], fit.df_resid)) * math.sqrt(variance)
    gain = float(during.mean()) - float(ahead @ fit.params)
    return Estimate(gain, gain - reach, gain + reach, RATE, f"least squares, prediction {LEVEL}")


def excess_by_baseline(before: pd.Series, during: pd.Series) -> dict[int, Estimate]:
    """The excess when only the last so many months before the campaign make the line."""
    return {
        months: excess_if_rise_goes_on(before.iloc[-months:], during, 1)
        for months in range(LEAST_BASELINE, len(before) + 1)
    }


def log_linear_ratio(before: pd.Series, during: pd.Series) -> Estimate:
    """All decisions of the campaign over those that the log-linear Poisson trend predicts.

    Wald's range on the log scale: the variance of the predicted sum by the delta method ([@agresti2013],
    section 16.1), and that of a Poisson count.
    """
    fit = poisson(before.to_numpy(dtype=float), _line(np.arange(1, len(before) + 1)))
    ahead = _line(np.arange(len(before) + 1, len(before) + len(during) + 1))
    predicted = np.exp(ahead @ fit.params)
    gradient = predicted @ ahead
    actual, total = float(during.sum()), float(predicted.sum())
    variance = float(gradient @ fit.cov_params() @ gradient) / total**2 + 1 / actual
    reach = float(stats.norm.ppf(TAILS[1])) * math.sqrt(variance)
    ratio = actual / total
    return Estimate(ratio, ratio * math.exp(-reach), ratio * math.exp(reach), "ratio", f"log-linear Poisson {LEVEL}")


def on_upper_limit(points: pd.DataFrame) -> list[pd.Timestamp]:
    """The months of an XmR chart that lie exactly on its upper limit, but for floating-point noise."""
    noise = NOISE * float(points["value"].abs().max())
    return list(points.index[(points["value"] - points["upper"]).abs() <= noise])


def _by_month(before: pd.Series, during: pd.Series) -> pd.DataFrame:
    ahead = carried_forward(before, len(during)).set_axis(during.index)
    log_linear = log_linear_carried_forward(before, len(during)).set_axis(during.index)
    above, below = during > ahead["prediction_high"], during < ahead["prediction_low"]
    return ahead[["predicted", "prediction_low", "prediction_high"]].assign(
        actual=during, log_linear=log_linear["predicted"], side=above.astype(int) - below.astype(int)
    )


def _vanishes_at(params: FloatArray, points: int, during: pd.Series) -> float | None:
    intercept, slope = (float(value) for value in params)
    if slope <= 0:
        return None
    return (float(during.mean()) - intercept - slope * points) / (slope * (len(during) + 1) / 2)


def _clear_up_to(before: pd.Series, during: pd.Series) -> float | None:
    def low(share: float) -> float:
        return _ends(excess_if_rise_goes_on(before, during, share))[0]

    if low(0) <= 0:
        return None
    if low(float(SHARES[-1])) > 0:
        return float(SHARES[-1])
    return float(optimize.brentq(low, 0, float(SHARES[-1])))


def _over(mean: float, predicted: Estimate) -> Estimate:
    low, high = _ends(predicted)
    return Estimate(mean / predicted.value, mean / high, mean / low if low > 0 else None, "ratio", predicted.method)


def _ends(result: Estimate) -> tuple[float, float]:
    if result.low is None or result.high is None:
        raise SlipError("a prediction has both ends")
    return result.low, result.high


def _line(time: ArrayLike) -> FloatArray:
    at = np.asarray(time, dtype=np.float64)
    return np.column_stack([np.ones_like(at), at])
