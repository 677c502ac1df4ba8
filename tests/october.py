"""A made-up October: the tables of September, some of them printed otherwise, some not delivered."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Collection, Mapping

from analysis.data.contract import CONTRACT_FILE
from analysis.data.editions import Study
from analysis.data.process import process_edition

SEPTEMBER, OCTOBER = "2020-09", "2020-10"

Rows = list[dict[str, str]]


def make_october(
    study: Study,
    changes: Mapping[str, Callable[[Rows], Rows]],
    *,
    without: Collection[str] = (),
    only: str = "",
    month: str = OCTOBER,
) -> Study:
    """Adds the edition of October: every table of September but those left out, with `changes` made to their rows."""
    raw = study.raw(SEPTEMBER).with_name(month)
    shutil.copytree(study.raw(SEPTEMBER), raw)
    package = json.loads((raw / CONTRACT_FILE).read_text("utf-8"))
    brought = [one for one in package["resources"] if one["name"] not in without and only in ("", one["name"])]
    for resource in package["resources"]:
        path = raw / resource["path"]
        if resource not in brought:
            path.unlink()
        elif resource["name"] in changes:
            rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
            out = io.StringIO()
            writer = csv.DictWriter(out, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(changes[resource["name"]](rows))
            path.write_text(out.getvalue(), "utf-8")
    (raw / CONTRACT_FILE).write_text(json.dumps({**package, "resources": brought}, ensure_ascii=False), "utf-8")
    for edition in (SEPTEMBER, month):
        process_edition(study, edition)
    return study


def revised_months(rows: Rows) -> Rows:
    """June revised from 210 to 214, September new, January no longer printed."""
    kept = [{**row, "decisions": "214"} if row["month"] == "2020-06" else row for row in rows[1:]]
    return [*kept, {**rows[-1], "month": "2020-09", "decisions": "190"}]


def one_more_month_back(rows: Rows) -> Rows:
    """December 2019, printed for the first time."""
    return [{**rows[0], "month": "2019-12", "decisions": "120"}, *rows]
