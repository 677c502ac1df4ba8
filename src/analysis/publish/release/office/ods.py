"""Sheets as an ods, the same bytes for the same sheets.

Source: OpenDocument 1.3, parts 2 (the package) and 3 (the schema); the view's settings are those of LibreOffice.
"""

import re
from collections.abc import Iterator

from analysis.data.intake.grid import letter
from analysis.publish.release.office.book import Book, Sheet, Value
from analysis.publish.release.office.xml import element, part, text
from analysis.publish.release.office.zipped import zipped

MIME = "application/vnd.oasis.opendocument.spreadsheet"
VERSION = "1.3"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    **{name: f"{ODF}:{name}:1.0" for name in ("office", "table", "text", "style", "meta", "config")},
    "fo": f"{ODF}:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "ooo": "http://openoffice.org/2004/office",
}
COUNTRIES = {"ko": "KR", "en": "GB"}
LETTER = 2.0  # mm that a Latin letter of 10 points takes
BROKEN = re.compile(r"\t|^ +| +$|(?<= ) +")  # white space that a paragraph would not keep


def written(book: Book) -> bytes:
    """The file; its type comes first and is not compressed, and its date is the edition's month: no clock is read."""
    parts = {
        "META-INF/manifest.xml": _manifest(),
        "content.xml": _content(book),
        "styles.xml": _styles(book),
        "meta.xml": _meta(book),
        "settings.xml": _settings(book),
    }
    return zipped({"mimetype": MIME.encode(), **{name: one.encode() for name, one in parts.items()}}, 1)


def address(sheet: str, column: int, row: int) -> str:
    """A cell's place in a formula or a link; column and row count from 1."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'.{letter(column - 1)}{row}"


def _content(book: Book) -> str:
    sizes = sorted({width for sheet in book.sheets for width in sheet.widths})
    wrapped = {"fo:wrap-option": "wrap", "style:vertical-align": "top"}
    styles = [
        _style("sheet", "table", element("style:table-properties", {"table:display": "true"}), page=True),
        _style("row", "table-row", element("style:table-row-properties", {"style:use-optimal-row-height": "true"})),
        _style("cell", "table-cell", element("style:table-cell-properties", wrapped)),
        _style(
            "head",
            "table-cell",
            element("style:table-cell-properties", {**wrapped, "fo:border-bottom": "0.75pt solid #000000"}),
            element("style:text-properties", _scripts("font-weight", "bold")),
        ),
        *(
            _style(
                f"width{size}",
                "table-column",
                element("style:table-column-properties", {"style:column-width": f"{size * LETTER:.1f}mm"}),
            )
            for size in sizes
        ),
    ]
    marked = (
        element(
            "table:database-range",
            {
                "table:name": f"table_{at}",
                "table:target-range-address": f"{address(sheet.name, 1, 1)}:"
                f"{address(sheet.name, len(sheet.header), len(sheet.rows) + 1)}",
                "table:contains-header": "true",
            },
        )
        for at, sheet in enumerate(book.sheets, 1)
    )
    tables = (_table(sheet) for sheet in book.sheets)
    body = element("office:spreadsheet", None, *tables, element("table:database-ranges", None, *marked))
    return _part(
        "office:document-content",
        element("office:automatic-styles", None, *styles),
        element("office:body", None, body),
    )


def _style(name: str, family: str, *properties: str, page: bool = False) -> str:
    more = {"style:master-page-name": "Default"} if page else {}
    return element("style:style", {"style:name": name, "style:family": family, **more}, *properties)


def _table(sheet: Sheet) -> str:
    columns = (element("table:table-column", {"table:style-name": f"width{width}"}) for width in sheet.widths)
    head = element("table:table-header-rows", None, _row([_cell(name, "head") for name in sheet.header]))
    rows = (
        _row([_cell(value, leads=sheet.leads and not at) for at, value in enumerate(cells)]) for cells in sheet.rows
    )
    return element("table:table", {"table:name": sheet.name, "table:style-name": "sheet"}, *columns, head, *rows)


def _row(cells: list[str]) -> str:
    return element("table:table-row", {"table:style-name": "row"}, *cells)


def _cell(value: Value, style: str = "cell", *, leads: bool = False) -> str:
    if not isinstance(value, str):
        number = {"office:value-type": "float", "office:value": f"{value:.16G}"}  # the digits that xlsxwriter writes
        return element(
            "table:table-cell", {"table:style-name": style, **number}, element("text:p", None, f"{value:.15g}")
        )
    said = [element("text:p", None, *_spaced(line)) for line in value.split("\n")]
    if leads:
        link = {"xlink:type": "simple", "xlink:href": f"#{address(value, 1, 1)}"}
        said = [element("text:p", None, element("text:a", link, *_spaced(value)))]
    return element("table:table-cell", {"table:style-name": style, "office:value-type": "string"}, *said)


def _spaced(line: str) -> Iterator[str]:
    """A line as XML in which no white space is lost."""
    at = 0
    for found in BROKEN.finditer(line):
        yield text(line[at : found.start()])
        yield element("text:tab") if found[0] == "\t" else element("text:s", {"text:c": len(found[0])})
        at = found.end()
    yield text(line[at:])


def _styles(book: Book) -> str:
    written = {**_scripts("language", book.lang), **_scripts("country", COUNTRIES[book.lang])}
    default = element(
        "style:default-style",
        {"style:family": "table-cell"},
        element("style:text-properties", {**written, **_scripts("font-size", "10pt")}),
    )
    sheet = {"fo:page-width": "297mm", "fo:page-height": "210mm", "style:print-orientation": "landscape"}
    fitted = {"fo:margin": "15mm", "style:scale-to-X": 1, "style:scale-to-Y": 0}  # as wide as one page
    low = element("style:header-footer-properties", {"fo:min-height": "8mm", "fo:margin-top": "3mm"})
    page = element(
        "style:page-layout",
        {"style:name": "page"},
        element("style:page-layout-properties", {**sheet, **fitted}),
        element("style:footer-style", None, low),
    )
    foot = element(
        "text:p",
        None,
        element("text:sheet-name"),
        " · ",
        element("text:page-number"),
        " / ",
        element("text:page-count"),
    )
    master = element(
        "style:master-page",
        {"style:name": "Default", "style:page-layout-name": "page"},
        element("style:footer", None, foot),
    )
    return _part(
        "office:document-styles",
        element("office:styles", None, default),
        element("office:automatic-styles", None, page),
        element("office:master-styles", None, master),
    )


def _scripts(name: str, value: str) -> dict[str, str]:
    """A property of letters, for Latin, Asian and complex scripts alike."""
    return {f"fo:{name}": value, f"style:{name}-asian": value, f"style:{name}-complex": value}


def _meta(book: Book) -> str:
    day = f"{book.edition}-01T00:00:00"
    said = {
        "dc:title": book.title,
        "dc:subject": book.subject,
        "dc:description": book.language,
        "meta:keyword": book.edition,
        "meta:initial-creator": book.author,
        "dc:creator": book.author,
        "meta:creation-date": day,
        "dc:date": day,
        "dc:language": f"{book.lang}-{COUNTRIES[book.lang]}",
    }
    return _part(
        "office:document-meta",
        element("office:meta", None, *(element(name, None, text(value)) for name, value in said.items())),
    )


def _settings(book: Book) -> str:
    """The view: every sheet is frozen below its header."""
    frozen = {"VerticalSplitMode": ("short", 2), "VerticalSplitPosition": ("int", 1), "ActiveSplitRange": ("short", 2)}
    items = [_item(name, kind, value) for name, (kind, value) in {**frozen, "PositionBottom": ("int", 1)}.items()]
    tables = (element("config:config-item-map-entry", {"config:name": sheet.name}, *items) for sheet in book.sheets)
    view = element(
        "config:config-item-map-entry",
        None,
        _item("ViewId", "string", "view1"),
        element("config:config-item-map-named", {"config:name": "Tables"}, *tables),
        _item("ActiveTable", "string", book.sheets[0].name),
    )
    views = element("config:config-item-map-indexed", {"config:name": "Views"}, view)
    settings = element("config:config-item-set", {"config:name": "ooo:view-settings"}, views)
    return _part("office:document-settings", element("office:settings", None, settings))


def _item(name: str, kind: str, value: object) -> str:
    return element("config:config-item", {"config:name": name, "config:type": kind}, text(str(value)))


def _manifest() -> str:
    files = {"/": MIME} | dict.fromkeys(("content.xml", "styles.xml", "meta.xml", "settings.xml"), "text/xml")
    entries = (
        element(
            "manifest:file-entry",
            {"manifest:full-path": path, "manifest:media-type": kind}
            | ({"manifest:version": VERSION} if path == "/" else {}),
        )
        for path, kind in files.items()
    )
    return part({"manifest": f"{ODF}:manifest:1.0"}, "manifest:manifest", {"manifest:version": VERSION}, *entries)


def _part(name: str, *inside: str) -> str:
    return part(SPACES, name, {"office:version": VERSION}, *inside)
