"""`study digest`: mails on an edition, not sent: to its readers and, where the run failed, to the operator."""

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.data.durable import write_whole
from analysis.data.editions import Study
from analysis.publish.commands.console import console
from analysis.publish.commands.study import open_study, process
from analysis.publish.run.lock import alone
from analysis.publish.run.outcome import INBOX, read_problems
from analysis.publish.run.parameters import check_edition_name
from analysis.publish.run.temporary import clear
from analysis.words import Lang, Words

if TYPE_CHECKING:
    from analysis.publish.release.digest.mail import Mail

FOLDER = "digest"
MADE = Words("메일을 썼다(보내지 않았다): {}", "A mail is written, not sent: {}")
NO_DRAFTS = Words(
    "마지막 실행이 실패하여 운영자의 메일만 썼다. 고친 뒤 실행할 명령: study run {}",
    "The last run failed, so there is a mail for the operator alone. Mend it, then: study run {}",
)


def run(edition: str, issue: int | None, draft: bool, root: Path | None, lang: Lang) -> int:
    """Writes the mails of an issue, by default the last one, or of the drafts; 1 where these are not those of now."""
    study = open_study(root)
    name = check_edition_name(edition, study.editions())
    with alone(study):
        clear(study)
        from analysis.publish.release.digest.mails import failure_mail, readers_mail  # slow to import
        from analysis.publish.release.issued import read_issues

        own = read_problems(study, name)
        failed = place(study, name, "failed")
        problems = {one.words: one for one in [*read_problems(study, INBOX), *own]}
        if problems:
            put(failed, failure_mail(name, [*problems.values()]), lang)
        else:
            failed.unlink(missing_ok=True)
        number = None if draft else issue or len(read_issues(study, name)) or None
        if number is None and own:
            console(stderr=True).print(NO_DRAFTS[lang].format(name))
            return 0
        if number is None and process(study, name, lang):
            return 1
        put(place(study, name, "draft" if number is None else str(number)), readers_mail(study, name, number), lang)
    return 0


def place(study: Study, edition: str, kind: str) -> Path:
    """Where a mail is put: of a draft, of an issue by its number, of a run that failed."""
    return study.root / "reports" / FOLDER / f"{edition}-{kind}.eml"


def put(path: Path, mail: "Mail", lang: Lang) -> None:
    """Writes a mail whole, and says where it is."""
    write_whole(path, mail.content().decode("ascii"))
    console().print(MADE[lang].format(path))
