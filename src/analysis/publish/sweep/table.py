"""A sweep's results as one tidy table: a row for each run and result, parameters as columns."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from analysis.data.cell_guard import guarded
from analysis.publish.run.results import NUMBERS
from analysis.publish.sweep.sweep import Outcome

MADE, FAILED = "made", "failed"


def parameter_names(outcomes: Iterable[Outcome]) -> list[str]:
    """The parameters that any run sets, in the order of the call."""
    return list(dict.fromkeys(name for one in outcomes for name in one.run.written))


def csv_text(outcomes: Sequence[Outcome]) -> str:
    """results.csv: values as the call writes them, numbers unrounded; a run that failed or has no result is a row."""
    names = parameter_names(outcomes)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["notebook", "edition", "lang", *names, "status", "result", *NUMBERS, "method"])
    for one in outcomes:
        job = one.run.job
        begin = [job.name, job.edition, job.lang, *(one.run.written.get(name, "") for name in names)]
        rows = ([*begin, *rest] for rest in _results(one))
        table.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def _results(one: Outcome) -> Iterator[list[object]]:
    empty = [""] * (2 + len(NUMBERS))
    if one.recorded is None:
        yield [FAILED, *empty]
    elif not one.recorded.results:
        yield [MADE, *empty]
    else:
        for name, record in one.recorded.results.items():
            yield [MADE, name, *(record[key] for key in (*NUMBERS, "method"))]
