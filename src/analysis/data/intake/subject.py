"""Whether a file speaks of a table's subject: one general word over its figures is not enough."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from analysis.data.contract import TableContract
from analysis.data.intake.headers import field_names
from analysis.data.intake.layout import Layout, first_keys, key_fit, key_readers, name_length, titles
from analysis.data.intake.offers import Offers
from analysis.data.intake.words import plain

SHORTEST, SHARED = 2, 4


def is_specific(layout: Layout, offers: Offers, edition: str) -> bool:
    """Whether more than words that several tables know speak for a table: a heading, its name, or its keys' names."""
    if layout.shape is not None or len(offers.tables) == 1:
        return True
    header, names = layout.header, field_names(layout.table)
    general = general_words(offers)
    for at in header.columns.values():
        said = next((name for name in header.heading(at).names if name in names), "")
        if said and said not in general:
            return True
    if name_length(layout):
        return True
    own, texts = {layout.table.name}, list(map(plain, titles(layout)))
    if any(word in text for word, tables in subjects(offers).items() if tables == own for text in texts):
        return True
    closed = [key for key in layout.table.key if layout.table.column(key).constraints.get("enum")]
    seen = {key for key, _, _ in first_keys(layout)}
    return bool(closed) and seen >= set(closed) and key_fit(layout, key_readers(layout.table, None, edition)) == 1


def other_subjects(layout: Layout, offers: Offers) -> list[str]:
    """The tables of which the titles speak, where they don't speak of the layout's own."""
    texts = list(map(plain, titles(layout)))
    spoken = [tables for word, tables in subjects(offers).items() if any(word in text for text in texts)]
    if name_length(layout) or any(layout.table.name in tables for tables in spoken):
        return []
    return sorted({name for tables in spoken for name in tables})


def general_words(offers: Offers) -> set[str]:
    """The headings that several tables know, and the words for a total."""
    times = Counter(name for offer in offers.tables.values() for name in field_names(offer.table))
    return {name for name, count in times.items() if count > 1} | offers.vocabulary.totals


def subjects(offers: Offers) -> dict[str, set[str]]:
    """What the Korean names of a table have in common, such as 소송, with the tables that have it in their names.

    A word of many tables, such as 현황, is no subject.
    """
    names = {name: _korean(offer.table) for name, offer in offers.tables.items()}
    words = {word for own in names.values() for word in _common(own)}
    found = {word: {name for name, own in names.items() if any(word in one for one in own)} for word in words}
    return {word: tables for word, tables in found.items() if len(tables) <= SHARED}


def _korean(table: TableContract) -> list[str]:
    return sorted({plain(one) for one in (table.title.ko, *table.synonyms) if not one.isascii()})


def _common(names: Sequence[str]) -> list[str]:
    """The longest pieces that all names have; none of a single name, which says too much."""
    if len(names) < SHORTEST:
        return []
    first = min(names, key=len)
    pieces = {first[start:end] for start, end in combinations(range(len(first) + 1), 2) if end - start >= SHORTEST}
    shared = {piece for piece in pieces if all(piece in name for name in names)}
    return sorted(one for one in shared if not any(one != other and one in other for other in shared))
