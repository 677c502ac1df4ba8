"""The audit of some of the report's sections, for notebooks that check the tables they use."""

from collections.abc import Iterator, Mapping

from analysis.data.audit import Verdict, check_identity, printed
from analysis.data.edition import Edition
from analysis.data.figures import Figure
from analysis.data.identities import BadIdentityError, Identity


def audited(report: Edition, *beginnings: str) -> list[Verdict]:
    """The identities whose ids begin so ("bonds."), held against the figures as known with the edition.

    One that names a figure which the edition does not have, or divides by zero, says nothing and is left out.
    """
    wanted = [one for one in report.identities if one.id.startswith(beginnings)]
    tables = {reference.split(".")[0] for one in wanted for reference in one.references}
    figures = {name: report.figure(name) for table in sorted(tables) for name in report.named(f"{table}.")}
    return list(_verdicts(wanted, figures))


def _verdicts(identities: list[Identity], figures: Mapping[str, Figure]) -> Iterator[Verdict]:
    for one in identities:
        if printed(one, figures):
            try:
                yield check_identity(one, figures)
            except BadIdentityError as error:
                if not isinstance(error.__context__, ZeroDivisionError):
                    raise
