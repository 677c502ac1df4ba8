"""`study trace`: what it prints of an edition's figures held against the source text."""

from pathlib import Path

from analysis.data.trace import Trace, trace
from analysis.data.vintages import read_delivery
from analysis.publish.commands.console import console
from analysis.publish.commands.source import open_source
from analysis.publish.commands.study import open_study
from analysis.publish.run.parameters import check_edition_name
from analysis.words import Lang, Words

SUMMARY = Words(
    "{}판 수치 {}개 가운데 {}개의 수록값이 제 줄에 있다.\n"
    "원문의 숫자 {}개 가운데 {}개가 수치에 속하고, 나머지는 날짜 {date}, 순번 {ordinal}, 조항 {article}, 이름 {name}, "
    "그 밖 {other}개이다.\n날짜·순번·조항·이름을 뺀 숫자의 포괄률: {coverage:.1%}",
    "{}: of {} figures {} stand at their line as printed.\n"
    "Of {} numbers in the source {} belong to a figure; the others are {date} in dates, {ordinal} ordinals, {article} "
    "in articles, {name} in names, {other} others.\nCoverage of all but dates, ordinals, articles and names: "
    "{coverage:.1%}",
)
MISSING = Words("  {}행에 '{}'이(가) 없다: {}", "  line {} does not hold {!r}: {}")
LOOSE = Words(
    "  {}행 {}번째 글자 '{}': 어느 수치에도 속하지 않는다", "  line {}, character {}, {!r}: belongs to no figure"
)


def run(source: Path, edition: str | None, root: Path | None, lang: Lang) -> int:
    """Prints the trace; 1 where a figure does not stand at its line or a quantity belongs to no figure."""
    study = open_study(root)
    name = check_edition_name(edition, study.editions())
    found = trace(open_source(source).lines, read_delivery(study, name).figures.values())
    show(found, name, lang)
    return 1 if found.missing or found.kinds["other"] else 0


def show(found: Trace, edition: str, lang: Lang) -> None:
    """Prints the counts, then each figure that is missing and each quantity that no figure covers."""
    out = console()
    tokens = found.covered + len(found.loose)
    standing = found.figures - len(found.missing)
    kinds = {str(kind): number for kind, number in found.kinds.items()}
    summary = SUMMARY[lang].format(
        edition, found.figures, standing, tokens, found.covered, coverage=found.coverage, **kinds
    )
    out.print(summary)
    for one in found.missing:
        out.print(MISSING[lang].format(one.line, one.printed, one.figure))
    for loose in found.loose:
        if loose.kind == "other":
            out.print(LOOSE[lang].format(loose.line, loose.column, loose.token))
