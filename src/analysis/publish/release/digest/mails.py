"""The two mails on an edition: what its readers are told, and what whoever runs the study is told of a failure."""

from collections.abc import Sequence
from datetime import date

from analysis.data.editions import Study
from analysis.publish.page.labels import edition_words, label
from analysis.publish.page.provenance_words import mark
from analysis.publish.release.digest.letter import Letter, brief_pages, for_operator, for_readers, html_of
from analysis.publish.release.digest.mail import Attachment, Mail
from analysis.publish.release.digest.told import before, of_drafts, of_issue
from analysis.publish.run.outcome import Problem
from analysis.words import LANGUAGES, Words

FAILED = Words("실패", "Failed")


def readers_mail(study: Study, edition: str, number: int | None) -> Mail:
    """The mail on an issue, or without a number on the drafts; the pages that have the brief are attached.

    Raises:
        CallError, ReportError: as `of_issue` and `of_drafts`.
    """
    told = of_drafts(study, edition) if number is None else of_issue(study, edition, number)
    earlier, pages, provenance = before(study, told), brief_pages(told), told.provenance
    letters = [for_readers(told, earlier, study.root, pages, lang) for lang in LANGUAGES]
    named = (f"[{mark(provenance, one.lang)}] {one.title}, {edition_words(edition, one.lang)}" for one in letters)
    given = provenance.issue.day if provenance.issue else None
    return _mail(
        f"{edition}.{'draft' if number is None else f'issue-{number}'}",
        given or provenance.as_of or _first_day(edition),
        " / ".join(named),
        letters,
        [Attachment(f"{edition}-{page.replace('/', '-')}", (told.folder / page).read_bytes()) for page in pages],
    )


def failure_mail(edition: str, problems: Sequence[Problem]) -> Mail:
    """The mail on a run that failed."""
    letters = [for_operator(edition, problems, lang) for lang in LANGUAGES]
    named = (f"[{FAILED[one]}] {label('study', one)}, {edition_words(edition, one)}" for one in LANGUAGES)
    return _mail(f"{edition}.failed", _first_day(edition), " / ".join(named), letters)


def _mail(key: str, day: str, subject: str, letters: Sequence[Letter], attachments: Sequence[Attachment] = ()) -> Mail:
    plain = "\n\n\n".join(one.plain() for one in letters)
    return Mail(key, date.fromisoformat(day), subject, f"{plain}\n", html_of(letters), attachments)


def _first_day(edition: str) -> str:
    return f"{edition}-01"
