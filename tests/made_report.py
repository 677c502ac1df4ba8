"""A made-up report, the study that has its figures, and its file in the formats of an office."""

import csv
import html
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pylopdf_fonts_ko

from analysis.data.editions import Study
from analysis.publish.page.pdf import BROWSERS

EDITION, NEXT = "2021-03", "2021-04"
REPORT = """주요 업무 보고

1 병상과 환자

○ (환자) 3. 20. 0시 현재, 1,234명 확진, 56명 퇴원

 - 최근 환자는 늘고 있음
 *(3.18) 31명 → (3.19) 45명 → (3.20) 28명

〈 병상 현황 〉

구 분\t보유병상\t\t사용 중 병상\t
\t일반\t중증\t일반\t중증
합 계\t300\t40\t120\t13
동 부\t200\t30\t90\t8
서 부\t100\t10\t30\t5

□ 향후 계획

- 병상 추가 확보 : 25개소
- 자원봉사자 모집 : 7회

2 민원 처리

- 민원 처리 총 617건, 제3조에 따른 처리 9건

건수 \\ 월\t1월\t2월
처리건수\t310건\t307건

구분\t계\t정규직\t임기제
민원과\t12/11 (5)\t9 / 8\t3 / 3
전산과\t7/7 (2)\t7 / 7\t/

3 예산

- 예산 규모 : 3조 6,164억원
- 예비비 : 520백만원
- 재원 : 국고, 교부세(보통, 특별), 지방채 등
- 정기 심사 : 3,5,7월
"""
KEYS = {"total": "합계", "east": "동부", "west": "서부"}
STAFF = ("quota", "current", "women")
BEDS = ("general", "severe", "general_used", "severe_used")
GRADES = {"regular": "정규직", "term": "임기제"}
DIVISIONS = {"complaints": "민원과", "computing": "전산과"}


def _key(name: str, labels: dict[str, str], kind: str = "string") -> dict[str, object]:
    words = {value: {"ko": ko, "en": value.capitalize()} for value, ko in labels.items()}
    listed = {"constraints": {"required": True, "enum": list(labels)}, "labels": words} if labels else {}
    return {"name": name, "type": kind, "role": "key", "title": name, "title_en": name, **listed}


def _figure(name: str, unit: str) -> dict[str, object]:
    return {"name": name, "type": "integer", "groupChar": ",", "role": "figure", "unit": unit, "title": name,
            "title_en": name, "constraints": {"minimum": 0}}  # fmt: skip


_LINE = {"name": "line", "type": "integer", "role": "line", "title": "line", "title_en": "line"}
_BEDS = {"보유병상 / 일반": "{general}", "보유병상 / 중증": "{severe}", "사용 중 병상 / 일반": "{general_used}",
         "사용 중 병상 / 중증": "{severe_used}"}  # fmt: skip
# Each table: its fields, how the report prints it, and its rows; the line is found by the row's first words.
TABLES: dict[str, tuple[list[dict[str, object]], dict[str, object] | None, list[tuple[str, ...]]]] = {
    "beds": (
        [_key("region", KEYS), *(_figure(name, "beds") for name in BEDS)],
        {"shape": "rows", "key": "region", "cells": _BEDS},
        [("합 계", "total", "300", "40", "120", "13"), ("동 부", "east", "200", "30", "90", "8"),
         ("서 부", "west", "100", "10", "30", "5")],
    ),
    "staff": (
        [_key("division", DIVISIONS), *(_figure(name, "persons") for name in STAFF)],
        {"shape": "rows", "key": "division", "cells": {"계": "{quota}/{current} ({women})"}},
        [("민원과", "complaints", "12", "11", "5"), ("전산과", "computing", "7", "7", "2")],
    ),
    "grades": (
        [_key("division", DIVISIONS), _key("grade", GRADES), *(_figure(name, "persons") for name in STAFF[:2])],
        {"shape": "rows", "key": "division", "across": "grade", "cells": "{quota} / {current}"},
        [("민원과", "complaints", "regular", "9", "8"), ("민원과", "complaints", "term", "3", "3"),
         ("전산과", "computing", "regular", "7", "7"), ("전산과", "computing", "term", "", "")],
    ),
    "daily": (
        [_key("date", {}, "date"), _figure("cases", "cases")],
        {"shape": "list", "key": "date", "cells": "({date}) {cases}명"},
        [(" *(3.18", "2021-03-18", "31"), (" *(3.18", "2021-03-19", "45"), (" *(3.18", "2021-03-20", "28")],
    ),
    "monthly": (
        [_key("month", {}, "yearmonth"), _figure("decisions", "cases")],
        {"shape": "columns", "key": "month", "row": "처리건수", "cells": "{decisions}건"},
        [("처리건수", "2021-01", "310"), ("처리건수", "2021-02", "307")],
    ),
}  # fmt: skip
STATEMENTS = [
    ("○ (환자)", "covid.date", "3. 20.", "date"), ("○ (환자)", "covid.confirmed", "1,234", "persons"),
    ("○ (환자)", "covid.left", "56", "persons"), ("- 병상", "covid.sites", "25", "places"),
    ("- 자원", "covid.calls", "7", "times"), ("- 민원", "appeals.total", "617", "cases"),
    ("- 민원", "appeals.third", "9", "cases"), ("- 예산", "budget.whole", "3조 6,164", "KRW 100 million"),
    ("- 예비비", "budget.reserve", "520", "KRW million"),
    ("- 재원", "budget.sources.listed", "국고 / 교부세(보통, 특별) / 지방채 등", "items listed"),
    ("- 정기", "budget.reviews.listed", "3 / 5 / 7월", "items listed"),
]  # fmt: skip
_STATEMENT = ("figure", "printed", "bound", "unit", "as_of", "section", "ko", "en", "line")
_ROLES = ("key", "figure", "note", "unit", "as_of", "section", "label", "label", "line")


def made_study(root: Path) -> Study:
    """A study with one edition: the figures of the report, and an identity over its beds."""
    lines = REPORT.split("\n")
    folder = root / "data" / "raw" / EDITION
    folder.mkdir(parents=True)
    resources = []
    for name, (fields, reading, rows) in TABLES.items():
        numbered = [(*row[1:], str(_line(lines, row[0]))) for row in rows]
        _write(folder / f"{name}.csv", [str(one["name"]) for one in [*fields, _LINE]], numbered)
        told = {"reading": reading} if reading else {}
        resources.append(
            _resource(name, [*fields, _LINE], [str(one["name"]) for one in fields if one["role"] == "key"]) | told
        )
    said = [(figure, printed, "", unit, "2021-03-20" if unit == "date" else EDITION, "covid", figure, figure,
             str(_line(lines, first))) for first, figure, printed, unit in STATEMENTS]  # fmt: skip
    _write(folder / "statements.csv", _STATEMENT, said)
    fields = [{"name": name, "type": "integer" if name == "line" else "string", "role": role, "title": name,
               "title_en": name} for name, role in zip(_STATEMENT, _ROLES, strict=True)]  # fmt: skip
    resources.append(_resource("statements", fields, ["figure"]))
    package = {"name": "made", "title": "보고 2021년 3월", "title_en": "Report, March 2021", "edition": EDITION}
    (folder / "datapackage.json").write_text(json.dumps({**package, "resources": resources}), "utf-8")
    (root / "data" / "identities").mkdir()
    (root / "data" / "identities" / "covid.yaml").write_text(
        "- id: beds.sum.<column>\n  for: {column: [general, severe]}\n  ko: <column>의 합\n  en: Sum of <column>\n"
        '  formula: "[beds.total.<column>] = sum([beds.*!total.<column>])"\n', "utf-8",
    )  # fmt: skip
    for register in ("assumptions.yaml", "breaks.yaml", "cut_offs.yaml"):
        (root / "data" / register).write_text("[]\n", "utf-8")
    (root / "old.txt").write_text(REPORT, "utf-8")
    return Study(root)


def _line(lines: Sequence[str], first: str) -> int:
    return next(number for number, line in enumerate(lines, 1) if line.startswith(first))


def _resource(name: str, fields: list[dict[str, object]], key: list[str]) -> dict[str, object]:
    section = "" if name == "statements" else "covid"
    return {"name": name, "path": f"{name}.csv", "title": name, "title_en": name, "section": section, "place": "1",
            "as_of": "" if name == "statements" else EDITION, "format": "csv", "encoding": "utf-8",
            "schema": {"primaryKey": key, "fields": fields}}  # fmt: skip


def _write(path: Path, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([names, *rows])


def _groups(text: str) -> Iterator[str | list[list[str]]]:
    """Lines, and the rows of a table together."""
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            width = max(map(len, rows))
            yield [row + [""] * (width - len(row)) for row in rows]
            rows = []
        yield line


def _merged(row: Sequence[str], heading: bool) -> Iterator[tuple[int, int, str]]:
    """The cells of a row: in a heading one covers the empty ones to its right."""
    at = 0
    while at < len(row):
        span = 1
        while heading and at and at + span < len(row) and row[at] and not row[at + span]:
            span += 1
        yield at, span, row[at]
        at += span


def hwpx(text: str, path: Path, *, section: str = "", shift: bool = False) -> Path:
    """The report as HWPX: zip and XML by hand, headings merged. `shift` gives cells addresses that do not fit."""

    def paragraph(inner: str) -> str:
        return f"<hp:p><hp:run>{inner}</hp:run></hp:p>"

    def words(one: str) -> str:
        return paragraph(f"<hp:t>{escape(one)}</hp:t>")

    def cell(row: int, at: int, span: int, one: str) -> str:
        address = f'<hp:cellAddr colAddr="{at + (1 if shift and at == 2 else 0)}" rowAddr="{row}"/>'
        return (
            f'<hp:tc><hp:subList>{words(one)}</hp:subList>{address}<hp:cellSpan colSpan="{span}" rowSpan="1"/></hp:tc>'
        )

    body = ""
    for group in _groups(text):
        if isinstance(group, str):
            body += words(group)
            continue
        rows = "".join(
            f"<hp:tr>{''.join(cell(number, *one) for one in _merged(row, number == 0))}</hp:tr>"
            for number, row in enumerate(group)
        )
        body += paragraph(f'<hp:tbl rowCnt="{len(group)}" colCnt="{len(group[0])}">{rows}</hp:tbl>')
    spaces = (
        'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/hwp+zip")
        package.writestr("Contents/header.xml", '<hh:head xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"/>')
        package.writestr("Contents/section0.xml", section or f"<hs:sec {spaces}>{body}</hs:sec>")
        package.writestr(
            "Contents/content.hpf",
            '<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:manifest>'
            '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/></opf:manifest>'
            '<opf:spine><opf:itemref idref="section0"/></opf:spine></opf:package>',
        )
    return path


def pdf(text: str, path: Path) -> Path:
    """The report as PDF, printed from a page by Chromium."""
    font = pylopdf_fonts_ko.sans_path().resolve().as_uri()
    parts = [f"<meta charset=utf-8><style>@font-face{{font-family:K;src:url({font})}}body{{font:11pt K}}"
             "table{border-collapse:collapse}td{border:1px solid;padding:2px 6px}</style>"]  # fmt: skip
    for group in _groups(text):
        if isinstance(group, str):
            parts.append(f"<p>{html.escape(group)}</p>")
            continue
        rows = (
            "".join(f"<td colspan={span}>{html.escape(one)}</td>" for _, span, one in _merged(row, number == 0))
            for number, row in enumerate(group)
        )
        parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    page = path.with_suffix(".html")
    page.write_text("".join(parts), "utf-8")
    browser = next(found for name in BROWSERS if (found := shutil.which(name)))
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={path}"]
    subprocess.run([browser, *options, str(page)], check=True, capture_output=True)
    return path
