"""The audit of some of the report's sections, for notebooks that check the tables they use."""

from analysis.data.audit import Verdict, audit
from analysis.data.edition import Edition


def audited(report: Edition, *beginnings: str) -> list[Verdict]:
    """The identities whose ids begin so ("bonds."), held against the figures as known with the edition.

    One that names a figure which the edition does not have, or divides by zero, says nothing and is left out.
    """
    wanted = [one for one in report.identities if one.id.startswith(beginnings)]
    tables = {reference.split(".")[0] for one in wanted for reference in one.references}
    figures = {name: report.figure(name) for table in sorted(tables) for name in report.named(f"{table}.")}
    return audit(wanted, figures)
