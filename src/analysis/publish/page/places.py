"""Where a page's numbers stand: each leads to the figures of the report's text and the results that have it."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from analysis.data.sections import SECTIONS
from analysis.data.units import POINTS_IN_TIME
from analysis.present.shown import NUMBER, numbers_in, result_shows, to_number
from analysis.publish.page.finish import main
from analysis.publish.page.tags import in_any, of_class, tags
from analysis.publish.run.provenance import Provenance
from analysis.words import Lang, Words

Figure = Mapping[str, str]
UNLED = ("a", "summary", "math", "code")
DRAWN = ("figure",)  # a chart's numbers are computed along a curve: what equals one of them does so by chance
DIGITS = 3  # a number of fewer digits stands in too many places to lead anywhere
TITLE = Words("숫자가 있는 곳", "Where the numbers stand")
SAYS = Words(
    "문장과 표에 나오는 수가 업무보고의 어느 줄에 있는 값이고 어느 결과인지 보인다. 모든 노트북에서 찾으려면: ",
    "The lines of the work report that print a number of this page, and the results that have it. In all notebooks: ",
)
FIGURE = Words(
    "{section} {line}줄, 표 {table}: {printed} ({figure})",
    "{section}, line {line}, table {table}: {printed} ({figure})",
)
RESULT = Words("결과 {}", "result {}")
CLAIMS = Words("이 수가 나오는 문장: ", "said in: ")


def read_figures(processed: Path, provenance: Provenance) -> list[Figure]:
    """The printed figures of the tables that a page was made from; figures.csv is in an edition's processed folder."""
    tables = {Path(one).stem for one in provenance.files if one.startswith(f"data/raw/{provenance.edition}/")}
    with (processed / "figures.csv").open(encoding="utf-8", newline="") as stream:
        return [one for one in csv.DictReader(stream) if one["table"] in tables and one["unit"] not in POINTS_IN_TIME]


def lead(soup: BeautifulSoup, lang: Lang, figures: Sequence[Figure], results: Mapping[str, Mapping[str, Any]]) -> None:
    """Has the numbers of sentences, captions and tables lead to a list, folded at the end, of where they stand."""
    printed: dict[Decimal, list[Figure]] = defaultdict(list)
    for figure in figures:
        for one in {*numbers_in(figure["printed"]), *_value(figure["value"])}:
            printed[one].append(figure)
    found: dict[Decimal, tuple[list[Figure], list[str]]] = {}
    claims: dict[Decimal, list[Tag]] = defaultdict(list)
    for holder in (
        *of_class(main(soup), "study-claim"),
        *of_class(main(soup), "study-caption"),
        *(one for one in tags(main(soup), "td") if not in_any(one, DRAWN)),
    ):
        for string in _texts(holder):
            for token in _lead_from(soup, string, printed, results, found):
                if "study-claim" in holder.get_attribute_list("class") and holder not in claims[token]:
                    claims[token].append(holder)
    if found:
        section = _listed(soup, lang, found, claims)
        made = next(iter(of_class(soup, "study-made")), None)
        made.insert_before(section) if made else main(soup).append(section)


def _texts(holder: Tag) -> list[NavigableString]:
    """The texts in an element that hold a number, where a link may be put."""
    texts = [one for one in holder.descendants if type(one) is NavigableString and NUMBER.search(one)]
    return [one for one in texts if not in_any(one, UNLED)]


def anchor(one: Decimal) -> str:
    """The id of a number's entry: n-205.7."""
    return f"n-{one.normalize():f}"


def _lead_from(
    soup: BeautifulSoup,
    text: NavigableString,
    printed: Mapping[Decimal, list[Figure]],
    results: Mapping[str, Mapping[str, Any]],
    found: dict[Decimal, tuple[list[Figure], list[str]]],
) -> list[Decimal]:
    """Puts a link about each number of a text that stands somewhere; which these are."""
    parts: list[Any] = []
    led, at = [], 0
    for match in NUMBER.finditer(text):
        if sum(one.isdigit() for one in match[0]) < DIGITS and "." not in match[0]:
            continue
        sought = to_number(match[0])
        if sought not in found:
            shown = [name for name, one in results.items() if result_shows(one, sought)]
            if not (printed.get(sought) or shown):
                continue
            found[sought] = printed.get(sought, []), shown
        link = soup.new_tag("a", attrs={"class": "study-lead", "href": f"#{anchor(sought)}"})
        link.string = match[0]
        parts += [NavigableString(text[at : match.start()]), link]
        led.append(sought)
        at = match.end()
    if led:
        text.replace_with(*parts, NavigableString(text[at:]))
    return led


def _listed(
    soup: BeautifulSoup,
    lang: Lang,
    found: Mapping[Decimal, tuple[list[Figure], list[str]]],
    claims: Mapping[Decimal, list[Tag]],
) -> Tag:
    section = soup.new_tag("section", attrs={"class": "study-appendix study-places"})
    fold, summary, says, listed = (soup.new_tag(name) for name in ("details", "summary", "p", "dl"))
    summary.string, says.string = TITLE[lang], SAYS[lang]
    command = soup.new_tag("code")
    command.string = "study where"
    says.append(command)
    for one in sorted(found):
        term = soup.new_tag("dt", attrs={"id": anchor(one)})
        term.string = f"{one:,f}"
        listed.append(term)
        figures, results = found[one]
        listed.extend(_printed_at(soup, lang, each) for each in figures)
        for name in results:
            described = soup.new_tag("dd")
            described.string = RESULT[lang].format(name)
            listed.append(described)
        if claims.get(one):
            listed.append(_said_in(soup, lang, claims[one]))
    fold.extend([summary, says, listed])
    section.append(fold)
    return section


def _printed_at(soup: BeautifulSoup, lang: Lang, figure: Figure) -> Tag:
    """Where a figure is printed; its token is in the report's language, on a page in any."""
    before, token, after = FIGURE[lang].partition("{printed}")
    given = {**figure, "section": SECTIONS[figure["section"]][lang]}
    described, printed = soup.new_tag("dd"), soup.new_tag("span", attrs={"lang": "ko"})
    printed.string = token.format(**given)
    described.extend([before.format(**given), printed, after.format(**given)])
    return described


def _said_in(soup: BeautifulSoup, lang: Lang, claims: Sequence[Tag]) -> Tag:
    described = soup.new_tag("dd")
    described.string = CLAIMS[lang]
    for claim in claims:
        link = soup.new_tag("a", attrs={"href": f"#{claim['id']}"})
        link.string = str(claim["data-claim"])
        described.extend([link, " "])
    return described


def _value(text: str) -> list[Decimal]:
    return [abs(Decimal(text))] if text and "/" not in text else []
