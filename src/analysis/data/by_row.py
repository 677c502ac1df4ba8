"""Which identities an edition's figures allow to check: each whose figures are printed, for every row it holds for."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from analysis.data.figures import Figure
from analysis.data.formulas import matching, parsed
from analysis.data.identities import REFERENCE, ROW, Identity
from analysis.words import LANGUAGES, Words


def applicable(identities: Iterable[Identity], figures: Mapping[str, Figure]) -> Iterator[Identity]:
    """The identities whose figures the edition prints, each for every row that it holds for."""
    for identity in identities:
        yield from (one for one in by_row(identity, figures) if printed(one, figures))


def by_row(identity: Identity, figures: Mapping[str, Figure]) -> list[Identity]:
    """The identity for each of the rows that a `*` outside of sums and other lists names; itself where none does.

    A row is one where all such references name a figure; it stands for `<*>` in the id and the words, and is added
    to an id that does not have it where there are several.
    """
    free = {reference for side in (identity.reported, identity.recomputed) for reference in _free(side)}
    if not free:
        return [identity]
    rows = [{_row(one, reference): one for one in matching(reference, figures)} for reference in sorted(free)]
    common = [row for row in rows[0] if all(row in others for others in rows)]
    named = ROW in identity.id or len(common) == 1
    return [_for_row(identity, free, row, identity.id if named else f"{identity.id}.{ROW}") for row in common]


def _row(figure: str, reference: str) -> str:
    """The part of a figure's id that stands where a reference has its `*`."""
    wanted = reference.split(".")
    return ".".join(part for part, one in zip(figure.split("."), wanted, strict=True) if "*" in one)


def _for_row(identity: Identity, free: Collection[str], row: str, name: str) -> Identity:
    def filled(side: str) -> str:
        return REFERENCE.sub(lambda match: f"[{_with_row(match[1], row)}]" if match[1] in free else match[0], side)

    words = Words(
        *(" ".join(identity.labels.get(one, Words(one, one))[lang] for one in row.split(".")) for lang in LANGUAGES)
    )
    return replace(
        identity,
        id=name.replace(ROW, row),
        statement=Words(*(identity.statement[lang].replace(ROW, words[lang]) for lang in LANGUAGES)),
        reported=filled(identity.reported),
        recomputed=filled(identity.recomputed),
    )


def _with_row(reference: str, row: str) -> str:
    parts = iter(row.split("."))
    return ".".join(next(parts) if "*" in one else one for one in reference.split("."))


@lru_cache(maxsize=4096)
def _free(formula: str) -> frozenset[str]:
    """The references with a `*` that stand in a formula as one number, and not in a list of a function."""
    try:
        tree, references = parsed(formula)
    except SyntaxError:
        return frozenset()
    listed = {
        name.id
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for name in ast.walk(call)
        if isinstance(name, ast.Name)
    }
    return frozenset(one for name, one in references.items() if "*" in one and name not in listed)


def unguarded(identities: Iterable[Identity], figures: Mapping[str, Figure]) -> list[str]:
    """The figures that no identity of the edition names."""
    named = {
        one
        for identity in applicable(identities, figures)
        for name in identity.references
        for one in matching(name, figures)
    }
    return [one for one in figures if one not in named]


def printed(identity: Identity, figures: Mapping[str, Figure]) -> bool:
    """Whether the edition prints every figure that the identity names."""
    return all(matching(reference, figures) for reference in identity.references)
