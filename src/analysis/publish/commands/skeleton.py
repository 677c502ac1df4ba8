"""The cells of a new notebook: a question, a number with its claim, a chart, and the end that all notebooks have."""

import json
import re
from string import Template
from typing import TYPE_CHECKING, Any

from analysis.book_texts import one_cell
from analysis.data.contract import FieldContract, TableContract
from analysis.publish.run.notebooks import KERNEL
from analysis.words import LANGUAGES, Words

if TYPE_CHECKING:
    from nbformat import NotebookNode

KEYS = {"string": "", "yearmonth": "month", "date": "day"}  # how a key of each type is written

PARAMETERS = """
edition = $edition  # 보고서의 판, YYYY-MM / edition of the report, YYYY-MM
lang = "ko"  # 보고서의 언어, ko 또는 en / language of the report, ko or en
times: float = 2.0  # 나머지 평균의 몇 배부터 두드러진 값인가 / how many times the others' mean stands out
"""
IMPORTS = """
import seaborn as sns

from analysis.methods.estimate import ratio
from analysis.present import open_report
from analysis.present.charts import height_of
from analysis.present.theme import number_axis
"""
OPEN = """
report = open_report(edition, lang)
table = report.table($table)
table.head()
"""
VALUES = """
labels = table.attrs["labels"].get($key, {})
what = table.attrs["fields"][$column]
values = table.set_index($key)[$column].drop("total", errors="ignore").dropna()
by_size = values.sort_values(ascending=False, kind="stable")
"""
RESULT = """
largest, others = by_size.max(), by_size.iloc[1:]
factor = report.result($factor, ratio(largest, others.mean()), "ratio", "counted")
"""
CLAIM = """
first = by_size.idxmax() if len(by_size) else None
report.claim(
    $claim, kind="fact", headline=True, holds=bool(factor.value > times),
    about=("두드러지게 큰 값", "a value that stands out"),
    ko=("{what}: 가장 큰 값은 {which$spec}의 {largest:$unit}, 나머지 {n:items} 평균의 {factor:.1}배:", "두드러지게 큼.",
        "두드러지게 크지는 않음."),
    en=("{what}: the largest is {largest:$unit}, {which$spec}, {factor:.1} times the mean of the other {n}:",
        "it stands out.", "it does not stand out."),
    what=what, which=labels.get(first, first), largest=largest, n=len(others), factor=factor.value
)
"""
CHART = """
shown = by_size.head(10)
names = [report.write(labels.get(one, one), $written) for one in shown.index]
sizes = [report.write(one, $written_unit) for one in shown]
with report.chart(
    source=$table, height=height_of(len(shown)), data=table.set_index($key).loc[shown.index, [$column]].reset_index(),
    formats={$key: $written, $column: $written_unit},
    ko="{what}, 큰 값부터 {n:items}.", en="{what}: the {n} largest.",
    alt=("막대 {n:items}: {each}.", "A bar for each of {n}: {each}."),
    what=what, n=len(shown), each=list(map(" ".join, zip(names, sizes)))
) as ax:
    sns.barplot(x=shown.to_numpy(), y=names, ax=ax)
    number_axis(ax.xaxis)
    ax.set(xlabel=what[lang], ylabel="")
"""
CHANGES = """
from analysis.book import Book

Book($name).changes(report)
"""
TITLE = Words("# {0}: 두드러지게 큰 값이 있는가?\n\n{1}", "# {0}: does a value stand out?\n\n{1}")
ABOUT = Words(
    "보고서의 표에서 값을 큰 순서로 놓고, 가장 큰 값을 나머지의 평균과 비교한다.",
    "The values of a table of the report by size, the largest held against the mean of the others.",
)
LIMITS = Words(
    "## 해석상 한계\n\n- 한 값이 두드러진다는 것은 그 까닭을 말하지 않는다.",
    "## Limits\n\n- That a value stands out says nothing of why.",
)
APPENDIX = Words("## 기술 부록", "## Technical appendix")
BEFORE = Words("### 전월 보고와의 비교", "### Changes since the edition before")
RESULTS = Words("### 결과값", "### Results")


def skeleton(name: str, topic: str, edition: str, table: TableContract, column: FieldContract) -> "NotebookNode":
    """The notebook: its texts come in literals of Python, so that no name of the data is code."""
    from nbformat import from_dict

    key = table.column(table.key[0])
    unit = f"money {column.unit}" if column.unit.startswith("KRW") else column.unit
    spec = f":{KEYS[key.type]}".rstrip(":")
    texts = {
        "name": name, "edition": edition, "table": table.name, "key": key.name, "column": column.name,
        "written": KEYS[key.type], "written_unit": unit, "factor": f"{topic}.factor", "claim": f"{topic}.stands_out",
    }  # fmt: skip
    literals = {one: json.dumps(text, ensure_ascii=False) for one, text in texts.items()}

    def code(source: str, *tags: str) -> dict[str, Any]:
        filled = Template(source.strip("\n")).substitute(literals, unit=unit, spec=spec)
        return {"cell_type": "code", "source": filled, "outputs": [], "execution_count": None, **tagged(*tags)}

    def both(words: Words, *tags: str) -> dict[str, Any]:
        return {"cell_type": "markdown", "source": one_cell(words, "ko"), **tagged(*tags)}

    title = Words(*(TITLE[lang].format(plain(table.title[lang]), ABOUT[lang]) for lang in LANGUAGES))
    cells = [
        both(title), code(PARAMETERS, "parameters"), code(IMPORTS), code(OPEN), code(VALUES), code(RESULT),
        code(CLAIM), code(CHART), both(LIMITS), both(APPENDIX, "appendix"), both(BEFORE), code(CHANGES, "page"),
        both(RESULTS), code("report.recorded()", "page"),
    ]  # fmt: skip
    named = [{**cell, "id": f"cell-{number:03}"} for number, cell in enumerate(cells, 1)]
    content = {"cells": named, "metadata": {"kernelspec": KERNEL}, "nbformat": 4, "nbformat_minor": 5}
    book: NotebookNode = from_dict(content)  # type: ignore[no-untyped-call]
    return book


def tagged(*tags: str) -> dict[str, Any]:
    """A cell's metadata with its tags."""
    return {"metadata": {"tags": list(tags)} if tags else {}}


def plain(title: str) -> str:
    """A title without what Markdown would take for more than text."""
    return " ".join(re.sub(r"[\\`*_\[\]<>$#|&]", " ", title).split())
