"""Employee inventions: what the licence fees leave after the rewards, now and at the planned reward."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import pandas as pd

from analysis.methods.estimate import Estimate
from analysis.methods.rounding import Interval, estimate_within
from analysis.methods.sensitivity import one_at_a_time
from analysis.methods.slips import SlipError

UNIT = "KRW 10 thousand"


@dataclass(frozen=True)
class Inventions:
    """Registrations, fees and rewards, in KRW 10 thousand.

    Attributes:
        patents: patents registered, each rewarded once.
        succeeded: rights that the city took over, which may be registered later.
        licences: licence contracts.
        royalties: licence fees collected.
        disposal_share: fraction of the fees that goes to the inventors by rule.
        reward_now, reward_planned: reward for one registered patent.
        paid: registration rewards as printed.
        assumed: whether patents or royalties are taken in place of the printed ones.
        swing: by how much each input is moved, as a fraction of itself, to see what matters.

    Raises:
        ValueError: the inventors' share is not at least 0 and below 1, a reward is not above 0, or a count is negative.
    """

    patents: int
    succeeded: int
    licences: int
    royalties: Interval
    disposal_share: Fraction
    reward_now: int
    reward_planned: int
    paid: float
    assumed: bool
    swing: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.disposal_share < 1:
            raise SlipError(f"the inventors' share {float(self.disposal_share):g} is not from 0 to below 1")
        if min(self.reward_now, self.reward_planned) <= 0:
            raise SlipError("a reward for a registered patent is above 0")
        if self.patents < 0 or self.royalties.low < 0:
            raise SlipError("neither patents nor licence fees can be negative")
        if not 0 < self.swing < 1:
            raise SlipError(f"the swing {float(self.swing):g} is not between 0 and 1")

    @property
    def fees(self) -> float:
        """The licence fees as one number."""
        return float(self.royalties.midpoint)

    @cached_property
    def balance_now(self) -> Estimate:
        """Fees less both rewards, at the present reward."""
        return self._balance(self.reward_now)

    @cached_property
    def balance_planned(self) -> Estimate:
        """The same at the planned reward, registrations and fees unchanged."""
        return self._balance(self.reward_planned)

    @property
    def breakeven_royalties(self) -> Estimate:
        """Licence fees that would pay for the planned reward."""
        needed = self.patents * self.reward_planned / (1 - self.disposal_share)
        return Estimate(float(needed), unit=UNIT, method="balance of zero at the planned reward")

    @property
    def affordable_patents(self) -> int:
        """The most patents that the fees pay for at the planned reward."""
        return int(self.royalties.midpoint * (1 - self.disposal_share) // self.reward_planned)

    @cached_property
    def curve(self) -> pd.DataFrame:
        """The balance over the patents registered (index), fees unchanged: `now` and `planned`."""
        patents = range(max(self.patents, self.succeeded, 1) + 1)
        kept = self.royalties.midpoint * (1 - self.disposal_share)
        return pd.DataFrame(
            {
                "now": [float(kept - each * self.reward_now) for each in patents],
                "planned": [float(kept - each * self.reward_planned) for each in patents],
            },
            index=pd.Index(patents, name="patents"),
        )

    @cached_property
    def swings(self) -> pd.DataFrame:
        """The balance at the planned reward with each input moved by `swing`; see `one_at_a_time`."""

        def balance(patents: float, royalties: float, disposal_share: float) -> float:
            return royalties * (1 - disposal_share) - patents * self.reward_planned

        inputs = {
            "patents": float(self.patents),
            "royalties": self.fees,
            "disposal_share": float(self.disposal_share),
        }
        down, up = float(1 - self.swing), float(1 + self.swing)
        ranged = {name: Estimate(value, value * down, value * up) for name, value in inputs.items()}
        return one_at_a_time(balance, ranged)

    def _balance(self, reward: int) -> Estimate:
        left = self.royalties * (1 - self.disposal_share) - self.patents * reward
        return estimate_within(float(left.midpoint), left, UNIT)
