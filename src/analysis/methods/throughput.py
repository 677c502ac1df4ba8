"""A change in throughput, taken apart into more meetings and more decisions per meeting."""

import math
from dataclasses import dataclass

from analysis.methods.estimate import UNDEFINED, Estimate, ratio
from analysis.methods.rates import exact_rate_ratio


@dataclass(frozen=True)
class Period:
    """What was decided in how many meetings and how many months."""

    decisions: float
    meetings: float
    months: float


@dataclass(frozen=True)
class ThroughputChange:
    """Ratios of a later period to an earlier one, and the shares of the logarithm that each factor has.

    `throughput` (decisions a month) = `meetings` (meetings a month) × `intensity` (decisions per meeting). The
    shares sum to one; a factor that worked against the change has a negative share, the other then has more
    than one. The number of meetings is counted without error, so only decisions carry a range.
    """

    throughput: Estimate
    meetings: float
    intensity: Estimate
    share_meetings: Estimate
    share_intensity: Estimate


def log_decomposition(before: Period, during: Period) -> ThroughputChange:
    """Take the ratio of decisions a month apart, on the log scale where factors add.

    [@ang2005] (logarithmic mean Divisia index, multiplicative form; exact for one
    product). Ranges are those of the exact rate ratio; a share has none when the range of the throughput
    ratio includes 1, where the shares have no bound. There are no shares where throughput did not change at all, or
    fell to nothing or rose from it.

    Raises:
        ValueError: meetings or months below 0.
    """
    throughput = exact_rate_ratio(during.decisions, during.months, before.decisions, before.months)
    intensity = exact_rate_ratio(during.decisions, during.meetings, before.decisions, before.meetings)
    meetings = ratio(ratio(during.meetings, during.months), ratio(before.meetings, before.months))
    if not throughput.value > 0 or not meetings > 0 or math.isclose(throughput.value, 1):
        return ThroughputChange(throughput, meetings, intensity, UNDEFINED, UNDEFINED)
    share_meetings = _share(meetings, throughput)
    return ThroughputChange(throughput, meetings, intensity, share_meetings, _remainder(share_meetings))


def _share(factor: float, total: Estimate) -> Estimate:
    method = f"log decomposition, {total.method}"
    share = math.log(factor) / math.log(total.value)
    if not total.low or total.high is None or total.low <= 1 <= total.high:
        return Estimate(share, unit="fraction", method=method)
    ends = sorted(math.log(factor) / math.log(end) for end in (total.low, total.high))
    return Estimate(share, ends[0], ends[1], "fraction", method)


def _remainder(share: Estimate) -> Estimate:
    low = None if share.high is None else 1 - share.high
    high = None if share.low is None else 1 - share.low
    return Estimate(1 - share.value, low, high, share.unit, share.method)
