"""`study pdf`: an edition's reports as PDF, those of drafts beside their pages."""

import tempfile
from pathlib import Path

from analysis.publish.commands.console import console
from analysis.publish.commands.study import open_study
from analysis.publish.page.pdf import printer
from analysis.publish.release.issued import issue_folder
from analysis.publish.run.errors import CallError
from analysis.publish.run.lock import alone
from analysis.publish.run.parameters import check_edition_name
from analysis.words import Lang, Words

NO_REPORTS = Words(
    "{}판의 보고서가 없다({}). 먼저 실행할 명령: study run {}",
    "There are no reports of {} ({}). First: study run {}",
)
NO_ISSUE = Words("{}판 제{}호의 보고서가 없다: {}", "{}: there are no reports of issue {}: {}")
MADE = Words("PDF {}개를 만들었다: {}", "{} PDFs are made: {}")


def run(edition: str | None, issue: int | None, root: Path | None, lang: Lang) -> int:
    """Prints the pages of an edition, drafts or those of an issue; all PDFs are put in place, or none.

    What was issued stays as it was issued: its PDFs go to reports/pdf/EDITION/ISSUE.
    """
    study = open_study(root)
    name = check_edition_name(edition, study.editions())
    folder = study.reports(name) if issue is None else issue_folder(study, name, issue)
    place = folder if issue is None else study.root / "reports" / "pdf" / name / str(issue)
    pages = sorted(path.relative_to(folder).as_posix() for path in [*folder.glob("*.html"), *folder.glob("*/*.html")])
    if not pages:
        words, values = (NO_REPORTS, (name, folder, name)) if issue is None else (NO_ISSUE, (name, issue, folder))
        raise CallError(words.filled(*values))
    with (
        alone(study),
        printer() as to_pdf,
        tempfile.TemporaryDirectory(prefix=f".{name}-", dir=study.root / "reports") as scratch,
    ):
        made = {}
        for number, page in enumerate(pages):
            made[page] = Path(scratch, f"{number}.pdf")
            made[page].write_bytes(to_pdf(folder, page))
            console(stderr=True).print(f"✓ {page}")
        for page, file in made.items():
            put = (place / page).with_suffix(".pdf")
            put.parent.mkdir(parents=True, exist_ok=True)
            file.replace(put)
    console().print(MADE[lang].format(len(made), place))
    return 0
