"""Where a section of the report stands, and of which edition it is where not of this one."""

from analysis.data.edition import Edition
from analysis.data.sections import SECTIONS
from analysis.words import Words


def section_place(report: Edition, section: str) -> tuple[Words, int, int]:
    """A section's name and its first and last line, as the newest edition that prints of it has them.

    The name says which editions its figures are of, where some are not of this one.
    """
    places = report.section(section).values()
    editions = sorted({edition for edition, _ in places})
    lines = [line for edition, line in places if edition == editions[-1]]
    name, span = SECTIONS[section], "–".join(dict.fromkeys((editions[0], editions[-1])))
    marked = name if editions == [report.name] else Words(f"{name.ko}({span})", f"{name.en} ({span})")
    return marked, min(lines), max(lines)
