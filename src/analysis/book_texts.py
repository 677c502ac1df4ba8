"""A notebook's texts: a Markdown cell has both languages, one to read and the other in a comment below each part.

So JupyterLab shows one language and lists a heading once, and a displayed formula stands once, for both:

    ## 추세
    <!-- en
    ## The trend
    -->
    $$y_t = a + bt$$
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.words import LANGUAGES, Lang, Words

FOLDED = re.compile(r"^<!-- (ko|en)[ \t]*\n(.*?)\n-->[ \t]*$", re.M | re.S)
FORMULA = re.compile(r"^(\$\$.*?\$\$)[ \t]*$", re.M | re.S)
BROKEN = re.compile(r"^[ \t]*(?:<!--.*|.*-->[ \t]*)$", re.M)


def text_in(cell: Mapping[str, Any], lang: Lang) -> str | None:
    """What a Markdown cell says in one language; None where its tags name the other alone."""
    return in_language(source_of(cell), lang) if lang in (tagged(cell) or LANGUAGES) else None


def tagged(cell: Mapping[str, Any]) -> list[Lang]:
    """The languages that a cell's tags lang-ko and lang-en name."""
    tags = cell.get("metadata", {}).get("tags", ())
    return [lang for lang in LANGUAGES if f"lang-{lang}" in tags]


def in_language(source: str, lang: Lang) -> str:
    """A text in one language: what is read, or what the comments hold with the formulas between them."""
    folded = languages_folded(source)
    if lang not in folded:
        return re.sub(r"\n{3,}", "\n\n", FOLDED.sub("", source)).strip() if folded else source
    parts: list[str] = []
    at = 0
    for match in FOLDED.finditer(source):
        parts += FORMULA.findall(source[at : match.start()])
        parts += [match[2].strip()] if match[1] == lang else []
        at = match.end()
    return "\n\n".join([*parts, *FORMULA.findall(source[at:])])


def languages_folded(source: str) -> set[str]:
    """The languages that stand in comments."""
    return {match[1] for match in FOLDED.finditer(source)}


def one_cell(words: Words, shown: Lang) -> str | None:
    """A text in both languages as the source of one cell; None where that would not give back both (other formulas)."""
    pieces = {lang: FORMULA.split(words[lang]) for lang in LANGUAGES}
    if len(pieces["ko"]) != len(pieces["en"]):
        return None
    folded: Lang = "en" if shown == "ko" else "ko"
    parts: list[str] = []
    for n, (text, other) in enumerate(zip(pieces[shown], pieces[folded], strict=True)):
        if n % 2:
            parts.append(text)
            continue
        parts += [text.strip()] if text.strip() else []
        parts += [f"<!-- {folded}\n{other.strip()}\n-->"] if other.strip() else []
    source = "\n\n".join(parts)
    return source if all(in_language(source, lang) == words[lang].strip() for lang in LANGUAGES) else None


def shown_in(cells: Sequence[Mapping[str, Any]], lang: Lang) -> list[dict[str, Any]]:
    """The cells with their texts to be read in one language; a pair tagged lang-ko and lang-en becomes one cell."""
    made: list[dict[str, Any]] = []
    for cell in map(dict, cells):
        words = _pair(made[-1], cell) if made else None
        if words and (source := one_cell(words, lang)):
            made[-1] = {**_in_both(made[-1]), "source": source}
        elif cell["cell_type"] == "markdown" and languages_folded(source_of(cell)):
            said = Words(*(in_language(source_of(cell), one) for one in LANGUAGES))
            made.append({**_in_both(cell), "source": one_cell(said, lang) or cell["source"]})
        else:
            made.append(cell)
    return made


def source_of(cell: Mapping[str, Any]) -> str:
    """A cell's source, which a file may have line by line."""
    return "".join(cell["source"])


def _pair(first: Mapping[str, Any], second: Mapping[str, Any]) -> Words | None:
    """Both languages of two Markdown cells that stand together, each tagged with one."""
    said = {
        lang: source_of(cell)
        for cell in (first, second)
        for lang in LANGUAGES
        if cell["cell_type"] == "markdown" and tagged(cell) == [lang]
    }
    return Words(said["ko"], said["en"]) if len(said) == len(LANGUAGES) else None


def _in_both(cell: Mapping[str, Any]) -> dict[str, Any]:
    languages = [f"lang-{lang}" for lang in LANGUAGES]
    others = [tag for tag in cell["metadata"].get("tags", ()) if tag not in languages]
    return {**cell, "metadata": {**cell["metadata"], "tags": [*languages, *others]}}
