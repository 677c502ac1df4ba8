import json

import numpy as np
import pytest
from bs4 import BeautifulSoup

from analysis.methods.estimate import Estimate
from analysis.present.results import MIMETYPE, record

RESULTS = {
    "litigation.win_rate": Estimate(0.8912345678901, 0.86, 0.92, "fraction", "Wilson"),
    "covid.growth.doubling_days": Estimate(4.2, 2.1, None, "days", "quasi-Poisson"),
    "covid.cases.sum": Estimate(np.int64(1505), unit="cases"),
}


def carried(results=RESULTS):
    return json.loads(json.dumps(record(results, "04_litigation", "ko")._repr_mimebundle_()[MIMETYPE]))


def test_results_are_carried_unrounded():
    assert carried()["litigation.win_rate"] == {
        "value": 0.8912345678901,
        "low": 0.86,
        "high": 0.92,
        "unit": "fraction",
        "method": "Wilson",
        "notebook": "04_litigation",
    }


def test_an_open_or_absent_range_is_null():
    assert carried()["covid.growth.doubling_days"]["high"] is None
    assert carried()["covid.cases.sum"]["low"] is carried()["covid.cases.sum"]["high"] is None


def test_readers_see_value_range_and_unit_of_every_result():
    page = BeautifulSoup(record(RESULTS, "04", "en")._repr_mimebundle_()["text/html"], "html.parser")
    rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in page.tbody.find_all("tr")]
    assert rows == [
        ["litigation.win_rate", "89.1", "86.0–92.0", "%", "Wilson"],
        ["covid.growth.doubling_days", "4.2", "2.1 or more", "days", "quasi-Poisson"],
        ["covid.cases.sum", "1,505", "–", "cases", "–"],
    ]


@pytest.mark.parametrize("part", ["value", "low", "high"])
@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_what_is_not_finite_is_refused_by_name(part, bad):
    result = Estimate(**{"value": 1.0, "low": 0.5, "high": 1.5, part: bad})
    with pytest.raises(ValueError, match=rf"the result appeals\.rate: its {part} is"):
        record({"appeals.rate": result}, "03", "ko")


def test_a_range_upside_down_is_refused():
    with pytest.raises(ValueError, match=r"appeals\.rate.*runs from 2"):
        record({"appeals.rate": Estimate(1.5, 2.0, 1.0)}, "03", "ko")
