"""The tornado charts of all notebooks, read as a reader sees them."""

import re

import pytest

from analysis.data import open_edition
from analysis.present.legibility import flaws
from analysis.present.topics.assumptions import sensitivity_chart, vary
from analysis.present.topics.registry import TOPICS

SHOWN = re.compile(r'sensitivity_chart\(varied, \\"([^"\\]+)\\"')


def shown(project):
    """The notebooks with the results that they show a tornado of."""
    books = {topic.notebook: project / "notebooks" / f"{topic.notebook}.ipynb" for topic in TOPICS}
    return [(name, result) for name, path in books.items() for result in SHOWN.findall(path.read_text("utf-8"))]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_tornado_can_be_read(project, lang):
    report = open_edition("2020-09", project)
    found = {
        result: flaws(sensitivity_chart(vary(report, notebook), result, lang).chart)
        for notebook, result in shown(project)
    }
    assert len(found) >= 3
    assert {result: flaw for result, flaw in found.items() if flaw} == {}
