"""`study issue`: an edition's drafts issued, and what it prints."""

from datetime import date
from pathlib import Path

from analysis.publish.commands.console import console
from analysis.publish.commands.study import open_study, process
from analysis.publish.release.signature import check_key
from analysis.publish.run.errors import CallError
from analysis.publish.run.lock import alone
from analysis.publish.run.parameters import check_edition_name
from analysis.publish.run.temporary import clear
from analysis.words import Lang, Words

NO_NOTE = Words(
    "--note에 무엇을 발행하는지, 정정이면 그 까닭을 적는다.", "--note says what is issued; of a correction, why."
)
BAD_DAY = Words("날짜가 아니다: {}. 예: --date 2020-10-15", "Not a date: {}. Example: --date 2020-10-15")
ISSUED = Words("{0}판 보고서를 제{1}호(버전 {3})로 발행했다: {2}", "The reports of {0} are issue {1}, version {3}: {2}")
CORRECTED = Words(
    "앞 호와 달라진 수치 {}개를 정정의 첫 쪽에 적었다.", "Numbers that moved: {}; the first page lists them."
)
RESTORED = Words(
    "{}판 제{}호의 쪽이 없어 기록된 해시와 같은 바이트로 다시 만들었다: {}",
    "The pages of {}, issue {}, were gone and are made again, byte for byte as recorded: {}",
)
COMMIT_NEXT = Words("이 기록을 커밋한다: {}", "Commit the record: {}")


def run(edition: str, note: str, day: str | None, signing: Path | None, root: Path | None, lang: Lang) -> int:
    """Issues an edition's drafts; 1 where they are not those of now or say nothing new."""
    study = open_study(root)
    name = check_edition_name(edition, study.editions())
    if not note.strip():
        raise CallError(NO_NOTE)
    check_day(day)
    if signing is not None:
        check_key(study, signing)
    with alone(study):
        clear(study)
        if process(study, name, lang):
            return 1
        from analysis.publish.release.issue import make_issue  # slow to import
        from analysis.publish.release.issued import record_folder

        made = make_issue(study, name, " ".join(note.split()), day, signing)
        out = console()
        words = RESTORED if made.restored else ISSUED
        out.print(words[lang].format(name, made.issue.number, made.folder / "index.html", made.issue.version))
        if made.issue.number > 1 and not made.restored:
            out.print(CORRECTED[lang].format(len(made.moved)))
        out.print(COMMIT_NEXT[lang].format(record_folder(study)))
    return 0


def check_day(day: str | None) -> None:
    """CallError where the day is none of the calendar, written YYYY-MM-DD."""
    try:
        good = day is None or date.fromisoformat(day).isoformat() == day
    except ValueError:
        good = False
    if not good:
        raise CallError(BAD_DAY.filled(day))
