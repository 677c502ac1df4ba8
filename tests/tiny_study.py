"""A whole study in a few lines, for tests that run one: raw data, contract, two notebooks."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

EDITION = "2020-09"
NAME = "01_output"
OTHER = "02_pace"

MONTHS = {"2020-05": (101, "105"), "2020-06": (102, "205"), "2020-07": (103, "207")}
FIELDS = [
    {"name": "month", "type": "yearmonth", "role": "key", "title": "월", "title_en": "Month"},
    {
        "name": "decisions",
        "type": "integer",
        "role": "figure",
        "unit": "cases",
        "title": "처리",
        "title_en": "Decisions",
    },
    {"name": "line", "type": "integer", "role": "line", "title": "원문 줄", "title_en": "Line in source"},
]
FIELDS[1]["constraints"] = {"required": True, "minimum": 0}
FIELDS[1]["groupChar"] = ","

PARAMETERS = """edition = "2020-09"  # 판 / edition
lang = "ko"  # 언어 / language
rate: float = 0.25  # 비율 / rate
note: str = "plain"  # 메모 / note
"""


def make_study(root: Path, editions: Sequence[str] = (EDITION,)) -> Path:
    """Writes the study below `root` and returns it."""
    for edition in editions:
        raw = root / "data" / "raw" / edition
        raw.mkdir(parents=True)
        rows = [f"{month},{count},{line}" for month, (line, count) in MONTHS.items()]
        (raw / "output_monthly.csv").write_text("\n".join(["month,decisions,line", *rows, ""]), "utf-8")
        table = {
            "name": "output_monthly", "path": "output_monthly.csv", "type": "table", "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8", "title": "월별 처리", "title_en": "Decisions by month",
            "section": "admin_appeals", "place": "Ⅲ.2.②", "as_of": "2020-08-28",
            "schema": {"primaryKey": ["month"], "fields": FIELDS},
        }  # fmt: skip
        (raw / "datapackage.json").write_text(json.dumps({"name": "tiny", "resources": [table]}), "utf-8")
    (root / "data" / "identities").mkdir()
    for register in ("assumptions.yaml", "breaks.yaml", "cut_offs.yaml"):
        (root / "data" / register).write_text("[]\n", "utf-8")
    write(root, NAME, output_notebook())
    write(root, OTHER, small_notebook("얼마나 빠른가?", "How fast is it?", results={"tiny.pace": "rate"}))
    return root


def write(root: Path, name: str, book: NotebookNode) -> Path:
    """Writes a notebook into the study."""
    path = root / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(book, path)
    return path


def markdown(text: str, *tags: str) -> NotebookNode:
    return new_markdown_cell(text, metadata={"tags": list(tags)} if tags else {})


def code(source: str, *tags: str) -> NotebookNode:
    return new_code_cell(source.strip("\n"), metadata={"tags": list(tags)} if tags else {})


def notebook(*cells: NotebookNode) -> NotebookNode:
    """A notebook whose cells are named by their place, as committed ones are."""
    book = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    book.cells = [NotebookNode({**cell, "id": f"cell-{number:03}"}) for number, cell in enumerate(cells, 1)]
    return book


def small_notebook(ko: str, en: str, *more: NotebookNode, results: Mapping[str, str] | None = None) -> NotebookNode:
    """A notebook with a title, the parameters, `more`, and results given as expressions."""
    opened = "from analysis.present import open_report\nreport = open_report(edition, lang)"
    records = [f'report.result("{name}", {value}, "count")' for name, value in (results or {}).items()]
    return notebook(
        markdown(f"# {ko}", "lang-ko"),
        markdown(f"# {en}", "lang-en"),
        code(PARAMETERS, "parameters"),
        *more,
        *([code("\n".join([opened, *records, "assert note", "report.recorded()"]))] if results else []),
    )


def executed(*cells: NotebookNode, lang: str = "ko", **parameters: object) -> NotebookNode:
    """A small notebook as papermill leaves it, with a title and `cells` that have their outputs already."""
    injected = "\n".join(
        f"{name} = {value!r}" for name, value in {"edition": EDITION, "lang": lang, **parameters}.items()
    )
    title, english, own = small_notebook("무엇인가?", "What is it?").cells
    return notebook(title, english, own, code(injected, "injected-parameters"), *cells)


def shown(html: str, source: str = "show()") -> NotebookNode:
    """A code cell with HTML as its output."""
    cell = code(source)
    cell.outputs = [new_output("display_data", {"text/html": html})]
    cell.execution_count = 1
    return cell


def carrying(mimetype: str, content: object) -> NotebookNode:
    """A code cell whose output carries `content` under a mimetype of the study's."""
    cell = code("carry()")
    cell.outputs = [new_output("display_data", {mimetype: content, "text/html": "<p>carried</p>"})]
    return cell


def output_notebook() -> NotebookNode:
    """A report with all that a report has: headlines, formula, table, figure, claim, code, results, an appendix."""
    return notebook(
        markdown("# 처리 건수는 캠페인 뒤에 늘었는가?", "lang-ko"),
        markdown("# Did output rise after the campaign?", "lang-en"),
        code(PARAMETERS, "parameters"),
        code(IMPORTS),
        code(ANSWERS),
        code(ROSE),
        markdown("## 보고서의 표\n\n비는 $r = \\frac{n_1}{n_0}$이고 평균은\n\n" + FORMULA + "\n\n이다.", "lang-ko"),
        markdown("## The printed table\n\nThe ratio is $r = \\frac{n_1}{n_0}$ and the mean\n\n" + FORMULA, "lang-en"),
        code(TABLE),
        markdown("## 얼마나 늘었는가?\n\n### 그림으로 보면", "lang-ko"),
        markdown("## By how much did it rise?\n\n### In a picture", "lang-en"),
        code(FIGURE),
        code(HALVED),
        code("table"),
        markdown("## 기술 부록", "lang-ko", "appendix"),
        markdown("## Technical appendix", "lang-en", "appendix"),
        markdown("### 결과값", "lang-ko"),
        markdown("### Results", "lang-en"),
        code("report.recorded()", "page"),
    )


IMPORTS = """
from analysis.methods.estimate import Estimate
from analysis.present import open_report
"""

ANSWERS = """
report = open_report(edition, lang)
table = report.table("output_monthly")
ratio = float(table.decisions.iloc[-1] / table.decisions.iloc[0])
estimate = report.result("tiny.ratio", Estimate(ratio, ratio * 0.9, ratio * 1.1, "ratio", "counted"))
"""

ROSE = """
report.claim(
    "tiny.rose", kind="fact", headline=True, holds=ratio > 1, about=("처리 건수의 비", "ratio of output"),
    ko=("칠월의 처리 건수는 오월의 {ratio:.2}배:", "늘었음.", "늘지 않았음."),
    en=("July's output was {ratio:.2} times that of May:", "it rose.", "it did not rise."), ratio=ratio,
)
"""

FORMULA = r"$$\bar{x} = \frac{1}{n}\sum_{i=1}^{n} x_i$$"

TABLE = """
report.show(table, ko="월별 처리 건수", en="Decisions by month", source="output_monthly")
"""

FIGURE = """
words = report.caption(
    ko="처리 건수는 유월부터 두 배에 가까움.", en="Output has been near twice as high since June.",
    alt=("달마다 막대 하나씩: {counts}건", "A bar a month: {counts} decisions"), counts=list(table.decisions),
)
with report.chart(words, source="output_monthly", data=table[["month", "decisions"]]) as ax:
    ax.bar(range(len(table)), table.decisions)
"""

HALVED = """
report.claim(
    "tiny.half", kind="estimate", headline=True, holds=estimate.below(1), about=("감소", "a fall"),
    ko=("오월에 대한 비 {estimate:.2full}:", "줄었음.", "줄었다고 할 수 없음."),
    en=("Ratio to May {estimate:.2full}:", "it fell.", "a fall is not established."), estimate=estimate,
)
"""
