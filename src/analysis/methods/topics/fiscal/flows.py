"""Where the money of the fiscal plan comes from and goes, and which party gives it up."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.methods.topics.fiscal.amounts import IDENTITIES, TERMS, Amount

SHORTFALL = "shortfall"


@dataclass(frozen=True)
class Link:
    """Money on its way: where it comes from, what it is used for."""

    source: str
    use: str
    amount: float


def links(terms: Mapping[str, Amount]) -> tuple[Link, ...]:
    """Where each trillion comes from and goes.

    The programmes taken over are paid first from what local government no longer spends on the basic pension, then
    from the consumption tax, as the report has it; what neither covers is a shortfall. What is left goes into the
    fund. The leisure tax stays where it is levied.
    """
    raised, leisure, pension, cost = (terms[name].value for name in TERMS)
    shed = min(pension, cost)
    taxed = min(raised, cost - shed)
    found = (
        ("pension", "subsidies", shed),
        ("consumption_tax", "subsidies", taxed),
        (SHORTFALL, "subsidies", cost - shed - taxed),
        ("pension", "fund", pension - shed),
        ("consumption_tax", "fund", raised - taxed),
        ("leisure_tax", "leisure_tax", leisure),
    )
    return tuple(Link(source, use, float(amount)) for source, use, amount in found if amount > 0)


def balances(terms: Mapping[str, Amount], parties: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """What each term of the equation brings (+) or costs (−) each party, from who pays and who receives it."""
    rows = {name: parties[name] for name in IDENTITIES["net_gain"]}
    columns = dict.fromkeys(["state", "local", *(party for pair in rows.values() for party in pair)])
    cells = {
        party: [float(terms[name].value) * ((party == to) - (party == payer)) for name, (payer, to) in rows.items()]
        for party in columns
    }
    return pd.DataFrame(cells, index=pd.Index(rows, name="amount"))
