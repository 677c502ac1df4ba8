"""What every catalogue asks of a release, once: title, version, days, license."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import metadata

from analysis.publish.page.labels import as_of_words, edition_words, label
from analysis.publish.release.changes import Version
from analysis.words import LANGUAGES, Lang, Words

DISTRIBUTION = "seoul-work-report-study"
SPDX = "https://spdx.org/licenses/"
MONTHLY = Words("월간", "monthly")


@dataclass(frozen=True)
class About:
    """A release as catalogues name it.

    Attributes:
        edition: its month, YYYY-MM.
        title: study and edition.
        description: what it has, and up to which day the figures go.
        version: as its issue has it; a draft's ends in -draft.
        day: the day of the issue, None where none was given; no clock is read.
        first_day: that of the edition's first issue.
        license: the identifier at SPDX that the program's package states.
    """

    edition: str
    title: Words
    description: Words
    version: str
    day: str | None
    first_day: str | None
    license: str

    @classmethod
    def of(cls, edition: str, as_of: str | None, versions: Sequence[Version]) -> "About":
        """A release by its edition and the versions that lead to it."""
        return cls(
            edition,
            Words(*(f"{label('study', lang)}, {edition_words(edition, lang)}" for lang in LANGUAGES)),
            Words(*(_description(edition, as_of, lang) for lang in LANGUAGES)),
            versions[-1].version,
            versions[-1].day,
            versions[0].day,
            license_id(),
        )

    @property
    def published(self) -> str:
        """The day of the issue; the edition's month where no day was given."""
        return self.day or self.edition


@cache
def license_id() -> str:
    """The identifier at SPDX of the license of program, notebooks and data."""
    return metadata(DISTRIBUTION)["License-Expression"]


def source_words(edition: str, lang: Lang) -> str:
    """The printed report, as a source."""
    return label("report", lang).format(edition_words(edition, lang))


def _description(edition: str, as_of: str | None, lang: Lang) -> str:
    source = source_words(edition, lang)
    said = Words(
        f"{source}의 수치를 표로 옮겨 검산하고 이 연구의 결과값과 주장을 더한 자료",
        f"{source}: its figures as tables, checked, with the results and claims that this study computes from them",
    )[lang]
    return f"{said}; {as_of_words(as_of, lang)}." if as_of else f"{said}."
