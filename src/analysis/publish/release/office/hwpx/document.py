"""A release as one HWPX document in one language: the brief first, then each report's headlines, tables and charts."""

from collections.abc import Iterator, Sequence

from analysis.present.claims import KINDS
from analysis.publish.page.labels import as_of_words, edition_words, label
from analysis.publish.release.office.content import (
    Action,
    Grid,
    Heading,
    Line,
    Part,
    Picture,
    Release,
    Report,
    Sentence,
)
from analysis.publish.release.office.hwpx.body import Body
from analysis.publish.release.office.hwpx.styles import header
from analysis.publish.release.office.hwpx.xml import root
from analysis.publish.release.office.xml import element, text
from analysis.publish.release.office.zipped import zipped
from analysis.words import Lang, Words

MIME = "application/hwp+zip"
FORMAT = "application/hwpml-package+xml"
DRAFT = Words("초안. 발행하지 않은 보고서로 수치가 바뀔 수 있음", "Draft: not issued; numbers may change")
ISSUED = Words("제{}호", "Issue {}")
NOTE = Words("발행의 까닭: {}", "Note: {}")
APPENDIX = Words(
    "부록의 표와 모든 수치는 같은 발행의 통합 문서(xlsx, ods)에 있음",
    "The tables of the appendix and all numbers are in the workbook (xlsx, ods) of the same release",
)


def document(release: Release, lang: Lang) -> bytes:
    """The document; ReportError where a table is too wide or a text can't stand in it."""
    body = Body()
    body.say("title", label("study", lang))
    for line in _lines(release, lang):
        body.say("line", line)
    for report in release.of(lang):
        _report(body, report)
    return _package(body, release, lang)


def _lines(release: Release, lang: Lang) -> Iterator[str]:
    """What stands under the title."""
    yield " · ".join(
        [edition_words(release.edition, lang), *([as_of_words(release.as_of, lang)] if release.as_of else [])]
    )
    if release.issue is None:
        yield DRAFT[lang]
        return
    yield " · ".join([ISSUED[lang].format(release.issue.number), *([release.issue.day] if release.issue.day else [])])
    yield NOTE[lang].format(release.issue.note)


def _report(body: Body, report: Report) -> None:
    """A report: headings under a square, claims under a circle, tables and charts."""
    lang = report.lang
    body.say("title", report.title, new_page=True)
    deep = False
    for part in without_empty(_in_order(report)):
        match part:
            case Heading(words, 2):
                deep = False
                body.say("square", f"□ {words}")
            case Heading(words, _):
                deep = True
                body.say("circle", f"○ {words}")
            case Sentence():
                body.say(
                    *(("dash", f"- {_sentence(part, lang)}") if deep else ("circle", f"○ {_sentence(part, lang)}"))
                )
            case Action(kind, fact, why, then):
                pressing = f" [{', '.join(why)}]" if why else ""
                body.say("circle", f"○ ({KINDS[kind][lang]}) {fact}{pressing}")
                for words in then:
                    body.say("dash", f"- {words}")
            case Line(words):
                body.say("circle", f"○ {words}")
            case Grid():
                body.say("caption", f"〈{part.number}〉 {part.caption}" if part.number else part.caption)
                body.table(part, f"{report.name} ({lang})")
                _notes(body, part.notes)
            case Picture():
                body.say("caption", f"〈{part.number}〉 {part.caption}")
                body.picture(part)
                _notes(body, part.notes)
    if report.appendix:
        body.say("note", f"※ {APPENDIX[lang]}")


def _in_order(report: Report) -> list[Part]:
    """The parts with the headlines under one heading: the page's own of that name, else one that stands first."""
    headlines = [part for part in report.parts if isinstance(part, Sentence) and part.headline]
    others = [part for part in report.parts if part not in headlines]
    if not headlines:
        return others
    heading = Heading(label("headlines", report.lang), 2)
    at = others.index(heading) if heading in others else 0
    return [*others[:at], heading, *headlines, *others[at + (heading in others) :]]


def without_empty(parts: Sequence[Part]) -> list[Part]:
    """The parts without headings under which nothing stands."""
    kept: list[Part] = []
    for part in reversed(parts):
        below = kept[-1] if kept else None
        filled = (
            below is not None and not (isinstance(below, Heading) and below.level <= part.level)
            if isinstance(part, Heading)
            else True
        )
        if filled:
            kept.append(part)
    return kept[::-1]


def _sentence(one: Sentence, lang: Lang) -> str:
    return f"({KINDS[one.kind][lang]}) {one.text}"


def _notes(body: Body, notes: Sequence[str]) -> None:
    for note in notes:
        body.say("note", f"※ {note}")


def _package(body: Body, release: Release, lang: Lang) -> bytes:
    """The parts in one file; the type comes first and is not compressed, as the standard asks."""
    title = f"{label('study', lang)}, {edition_words(release.edition, lang)}"
    files = {
        "version.xml": _version(),
        "META-INF/container.xml": _container(),
        "META-INF/manifest.xml": root("odf:manifest"),
        "Contents/content.hpf": _contents(body, title, lang),
        "Contents/header.xml": header(lang),
        "Contents/section0.xml": body.section(),
        "Preview/PrvText.txt": "\n".join(body.plain)[:1000],
        "settings.xml": root(
            "ha:HWPApplicationSetting", None, element("ha:CaretPosition", {"listIDRef": 0, "paraIDRef": 0, "pos": 0})
        ),
    }
    pictures = {f"BinData/{name}.png": png for name, png in body.pictures.items()}
    return zipped({"mimetype": MIME.encode(), **{name: one.encode() for name, one in files.items()}, **pictures}, 1)


def _version() -> str:
    numbers = {"major": 5, "minor": 1, "micro": 1, "buildNumber": 0, "os": 1, "xmlVersion": "1.5"}
    program = {"application": "Hancom Office Hangul", "appVersion": "13, 0, 0, 1408 WIN32LEWindows_10"}
    return root("hv:HCFVersion", {"tagetApplication": "WORDPROCESSOR", **numbers, **program})


def _container() -> str:
    files = (
        element("ocf:rootfile", {"full-path": "Contents/content.hpf", "media-type": FORMAT}),
        element("ocf:rootfile", {"full-path": "Preview/PrvText.txt", "media-type": "text/plain"}),
    )
    return root("ocf:container", None, element("ocf:rootfiles", None, *files))


def _contents(body: Body, title: str, lang: Lang) -> str:
    xml = {"header": "Contents/header.xml", "section0": "Contents/section0.xml", "settings": "settings.xml"}
    items = [
        *(
            element("opf:item", {"id": name, "href": path, "media-type": "application/xml"})
            for name, path in xml.items()
        ),
        *(
            element("opf:item", {"id": name, "href": f"BinData/{name}.png", "media-type": "image/png", "isEmbeded": 1})
            for name in body.pictures
        ),
    ]
    spine = (element("opf:itemref", {"idref": name, "linear": "yes"}) for name in ("header", "section0"))
    return root(
        "opf:package",
        {"version": "", "unique-identifier": "", "id": ""},
        element(
            "opf:metadata",
            None,
            element("opf:title", None, text(title)),
            element("opf:language", None, lang),
            element("opf:meta", {"name": "creator", "content": "text"}, text(label("study", lang))),
        ),
        element("opf:manifest", None, *items),
        element("opf:spine", None, *spine),
    )
