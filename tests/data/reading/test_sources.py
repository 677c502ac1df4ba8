"""A report's file in each format gives the figures that its text gives, or one sentence that says why not."""

import io
import shutil
import unicodedata
import zipfile

import pytest
from made_report import EDITION, NEXT, REPORT, hwpx, made_study, pdf

from analysis.data.reading.read import read_report
from analysis.data.reading.sources import source
from analysis.data.reading.sources.hwp import read_hwp
from analysis.data.reading.sources.source import SourceError, read_source
from analysis.data.trace import place_of
from analysis.data.vintages import read_delivery
from analysis.publish.page.pdf import BROWSERS

NEW = (
    REPORT.replace("1,234명", "2,345명")
    .replace("1월\t2월", "1월\t2월\t3월")
    .replace("307건\n\n구분", "307건\t299건\n\n구분")
)
XML = '<hs:sec xmlns:hs="s" xmlns:hp="p">{}</hs:sec>'
needs_chromium = pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def delivery(tmp_path_factory):
    return read_delivery(made_study(tmp_path_factory.mktemp("made")), EDITION)


def figures(delivery, lines):
    return {one.figure: one.printed for one in read_report(REPORT.split("\n"), lines, delivery, NEXT).figures}


def silently_wrong(delivery, lines):
    """Figures said to be where they were that are not what the text prints."""
    right = figures(delivery, NEW.split("\n"))
    read = read_report(REPORT.split("\n"), lines, delivery, NEXT).of("same", "moved")
    return [one.figure for one in read if one.printed != right[one.figure]]


def test_hwpx_gives_what_the_text_gives_with_merged_headings(delivery, tmp_path):
    read = read_source(hwpx(NEW, tmp_path / "new.hwpx"))
    assert read.notes == []
    assert figures(delivery, read.lines) == figures(delivery, NEW.split("\n"))
    assert "구 분\t보유병상\t\t사용 중 병상\t" in read.lines


def test_the_old_report_may_be_a_file_whose_lines_are_counted_otherwise(delivery, tmp_path):
    old = read_source(hwpx(f"머리말\n\n\n{REPORT}", tmp_path / "old.hwpx")).lines
    reading = read_report(old, NEW.split("\n"), delivery, NEXT)
    assert reading.misplaced == []
    assert {one.figure: one.printed for one in reading.figures} == figures(delivery, NEW.split("\n"))
    assert all(place_of(old[one.old_line - 1], one.old_printed, ()) for one in reading.figures if one.old_line)


def test_the_reader_of_hwp_gives_what_the_text_gives(delivery, tmp_path):
    lines = read_hwp(hwpx(NEW, tmp_path / "new.hwpx").read_bytes()).lines
    assert figures(delivery, lines) == figures(delivery, NEW.split("\n"))


def test_a_table_whose_cells_do_not_fit_comes_as_text_and_nothing_is_silently_wrong(delivery, tmp_path):
    read = read_source(hwpx(NEW, tmp_path / "new.hwpx", shift=True))
    assert len(read.notes) == 3
    assert not any("\t" in line for line in read.lines)
    assert silently_wrong(delivery, read.lines) == []


def test_a_table_that_the_second_reader_reads_otherwise_comes_as_text(tmp_path, monkeypatch):
    path = "analysis.data.reading.sources.hwpx._second_reading"
    monkeypatch.setattr(path, lambda data: [[["다른", "표"]]] * 3)
    read = read_source(hwpx(NEW, tmp_path / "new.hwpx"))
    assert "read otherwise by the second reader" in read.notes[0].en


@needs_chromium
def test_pdf_gives_what_the_text_gives(delivery, tmp_path):
    read = read_source(pdf(NEW, tmp_path / "new.pdf"))
    right, found = figures(delivery, NEW.split("\n")), figures(delivery, read.lines)
    assert sum(found.get(name) == token for name, token in right.items()) >= 0.9 * len(right)
    assert silently_wrong(delivery, read.lines) == []


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in files.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


BAD = {
    "empty": (b"", source.EMPTY),
    "no UTF-8": ("가나다".encode("cp949"), source.NOT_TEXT),
    "an image": (b"\x89PNG\r\n\x1a\n\0\0", source.NOT_TEXT),
    "a broken zip": (b"PK\x03\x04broken", source.BROKEN),
    "another zip": (zipped(**{"word__document_xml": "<a/>"}), source.UNKNOWN),
    "broken XML": (zipped(Contents__section0_xml="<a>"), source.BROKEN),
    "a locked HWPX": (
        zipped(Contents__section0_xml="x", **{"META-INF__manifest_xml": "<encryption-data/>"}), source.LOCKED,
    ),
    "no text in HWPX": (zipped(Contents__section0_xml=XML.format("")), source.EMPTY),
    "a table without end": (
        zipped(Contents__section0_xml=XML.format(
            '<hp:p><hp:tbl><hp:tr><hp:tc><hp:cellAddr colAddr="9" rowAddr="99999999"/></hp:tc></hp:tr></hp:tbl></hp:p>'
        )), source.BROKEN,
    ),
    "a broken HWP": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), source.BROKEN),
    "a broken PDF": (b"%PDF-1.7\nbroken", source.BROKEN),
}  # fmt: skip


def test_syllables_that_macos_takes_apart_are_those_of_the_text(tmp_path):
    path = tmp_path / "report"
    path.write_text(unicodedata.normalize("NFD", NEW), "utf-8")
    assert read_source(path).lines == NEW.splitlines()


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=BAD)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, data, words):
    path = tmp_path / "report"
    path.write_bytes(data)
    with pytest.raises(SourceError) as refused:
        read_source(path)
    assert refused.value.words.en == words.en.format(1)


def test_a_picture_of_a_page_is_called_a_scan(tmp_path):
    from matplotlib.figure import Figure

    page = Figure()
    page.figimage([[[0.0, 0.0, 0.0]] * 9] * 9)
    page.savefig(tmp_path / "scan.pdf")
    with pytest.raises(SourceError) as refused:
        read_source(tmp_path / "scan.pdf")
    assert refused.value.words == source.SCANNED
