"""`study read`: a report becomes a draft, and a draft that a person confirmed an edition."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from analysis.data.contract import CONTRACT_FILE
from analysis.data.editions import Study
from analysis.data.faults import Fault
from analysis.data.intake.transaction import changed, locked, recover
from analysis.data.reading import messages
from analysis.publish.commands.add import call_error, check_month
from analysis.publish.commands.console import console
from analysis.publish.commands.source import open_source
from analysis.publish.commands.study import open_study
from analysis.publish.run.errors import StudyError
from analysis.publish.run.parameters import check_edition_name
from analysis.words import Lang, Words

SHOWN_AT_MOST = 20
DRAFTS, PAGE = "drafts", "review.html"


def read(report: Path, edition: str, like: Path, against: str | None, root: Path | None, lang: Lang) -> int:
    """Makes the draft and says what is in it."""
    from analysis.data.identities import read_identities
    from analysis.data.reading.confirm import draft_files, to_decide
    from analysis.data.reading.draft import conflicts, drafted
    from analysis.data.reading.read import WrongReportError, read_report
    from analysis.data.reading.record import reading_csv
    from analysis.data.vintages import read_delivery
    from analysis.publish.page.review import review_page

    study = open_study(root)
    check_month(edition)
    old = _older(study, edition, against)
    new_source, old_source = open_source(report), open_source(like)
    sources = {"against": old, "report": new_source.sha256, "like": old_source.sha256}
    delivery = read_delivery(study, old)
    try:
        reading = read_report(old_source.lines, new_source.lines, delivery, edition)
    except WrongReportError as wrong:
        first = wrong.missing[0]
        values = like.name, old, len(wrong.missing), wrong.figures, first.id, first.line, first.printed
        raise call_error(messages.WRONG_REPORT, *values) from None
    package = json.loads((study.raw(old) / CONTRACT_FILE).read_text("utf-8"))
    draft = drafted(reading.figures, delivery, package, edition, sources)
    failing = conflicts(draft, edition, read_identities(study.identities, draft.contract))
    page = review_page(reading, delivery, draft, failing, new_source.notes)
    folder = study.root / "data" / DRAFTS / edition
    _put(folder, {**draft_files(draft, reading_csv(reading.figures)), PAGE: page.encode("utf-8")})
    undecided = to_decide(reading.figures, delivery.contract)

    out = console()
    for note in new_source.notes:
        out.print(note[lang])
    out.print(messages.MADE[lang].format(edition, folder))
    figures = [one for one in reading.figures if one.figure]
    hows = {how: sum(one.how == how for one in figures) for how in ("same", "moved", "like", "new", "gone")}
    out.print(messages.COUNTS[lang].format(total=len(figures), **hows))
    loose = len(reading.figures) - len(figures)
    out.print(messages.NUMBERS[lang].format(numbers=reading.numbers, coverage=reading.coverage, loose=loose))
    if reading.misplaced:
        out.print(messages.MISPLACED[lang].format(len(reading.misplaced)))
    if carried := [table.title[lang] for table in delivery.contract if table.name not in draft.rows]:
        out.print(messages.CARRIED[lang].format(", ".join(carried)))
    if failing:
        out.print(messages.CONFLICTS[lang].format(len(failing)))
    place = folder / PAGE
    if undecided:
        out.print(messages.NEXT[lang].format(place, len(undecided), edition))
    else:
        out.print(messages.NEXT_SURE[lang].format(place, edition))
    return 0


def confirm(edition: str, decisions: Path | None, root: Path | None, lang: Lang) -> int:
    """Makes a draft the edition; 1, with nothing changed, where something is undecided or at fault."""
    from analysis.data.reading import confirm as deciding
    from analysis.data.vintages import read_delivery

    study = open_study(root)
    check_month(edition)
    folder = study.root / "data" / DRAFTS / edition
    if not (folder / CONTRACT_FILE).is_file():
        raise call_error(messages.NO_DRAFT, edition)
    given = decisions or folder / deciding.DECISIONS
    if decisions is not None and not decisions.is_file():
        raise call_error(messages.NO_DECISIONS, decisions)
    said = given.read_bytes() if given.is_file() else b"figure,value\n"
    draft = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    try:
        against = str(json.loads(draft[CONTRACT_FILE])["read"]["against"])
    except (ValueError, RecursionError, KeyError, TypeError):
        raise _at_fault(messages.EDITED, CONTRACT_FILE) from None
    old = check_edition_name(against, study.editions())
    package = json.loads((study.raw(old) / CONTRACT_FILE).read_text("utf-8"))
    err = console(stderr=True)
    try:
        files = deciding.edition_files(draft, said, read_delivery(study, old), package, edition)
    except deciding.DecisionError as refused:
        _tell(refused.faults, messages.REFUSED[lang].format(len(refused.faults)), lang)
        return 1
    except deciding.UndecidedError as left:
        err.print(messages.UNDECIDED[lang].format(len(left.names), given))
        for name in left.names[:SHOWN_AT_MOST]:
            err.print(f"  {name}")
        if len(left.names) > SHOWN_AT_MOST:
            err.print(messages.MORE[lang].format(len(left.names) - SHOWN_AT_MOST))
        return 1
    except deciding.EditedError as edited:
        raise _at_fault(messages.EDITED, edited.file) from None
    with locked(study):
        recover(study)
        if not _may_be_made(study, edition, files):
            console().print(messages.AS_IT_WAS[lang].format(edition, study.raw(edition)))
            return 0
        if faults := _faults(study, edition, files):
            _tell(faults, messages.UNSOUND[lang].format(edition, len(faults)), lang)
            return 1
        with changed(study, edition) as making:
            for path in making.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            _write(making, files)
    figures = len(read_delivery(study, edition).figures)
    tables = sum(name.endswith(".csv") and "/" not in name for name in files)
    console().print(messages.CONFIRMED[lang].format(edition, study.raw(edition), tables, figures))
    console().print(messages.CHECK_NEXT[lang].format(edition))
    return 0


def _at_fault(words: Words, *values: object) -> StudyError:
    return StudyError(words.filled(*values))


def _older(study: Study, edition: str, against: str | None) -> str:
    if against is not None:
        if against == edition:
            raise call_error(messages.SAME_EDITION, edition)
        return check_edition_name(against, study.editions())
    before = [one for one in study.editions() if one < edition]
    if not before:
        raise call_error(messages.NO_OLDER, edition)
    return before[-1]


def _tell(faults: Sequence[Fault], title: str, lang: Lang) -> None:
    err = console(stderr=True)
    err.print(title)
    for fault in faults[:SHOWN_AT_MOST]:
        err.print(fault.text(lang))
    if len(faults) > SHOWN_AT_MOST:
        err.print(messages.MORE[lang].format(len(faults) - SHOWN_AT_MOST))


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Puts a whole draft in place by rename; the decisions of the draft before it stay."""
    from analysis.data.reading.confirm import DECISIONS

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        fresh, old = Path(scratch, "fresh"), Path(scratch, "old")
        fresh.mkdir()
        _write(fresh, files)
        if folder.exists():
            if (folder / DECISIONS).is_file():
                shutil.copy2(folder / DECISIONS, fresh / DECISIONS)
            folder.replace(old)
        fresh.replace(folder)


def _may_be_made(study: Study, edition: str, files: Mapping[str, bytes]) -> bool:
    """Whether the edition is to be written; False where it is there to the byte. StudyError where it may not be."""
    if edition not in study.editions():
        return True
    raw = study.raw(edition)
    if all((raw / name).is_file() and (raw / name).read_bytes() == data for name, data in files.items()):
        return False
    if not (raw / "reading").is_dir():
        raise _at_fault(messages.NOT_FROM_READING, edition)
    if later := [one for one in study.editions() if one > edition]:
        raise _at_fault(messages.LATER, edition, later[0])
    return True


def _faults(study: Study, edition: str, files: Mapping[str, bytes]) -> list[Fault]:
    """What `study check` would say of the edition."""
    from analysis.data.check import check_edition

    with _trial(study, edition) as trial:
        folder = trial.root / "data" / "raw" / edition
        folder.mkdir()
        _write(folder, files)
        return check_edition(trial, edition)


@contextmanager
def _trial(study: Study, edition: str) -> Iterator[Study]:
    """The study without the edition, beside the study: all else of it by link."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        raw = root / "data" / "raw"
        raw.mkdir(parents=True)
        for path in study.root.iterdir():
            if path.name != "data":
                (root / path.name).symlink_to(path.resolve())
        for path in (study.root / "data").iterdir():
            if path.name != "raw":
                (root / "data" / path.name).symlink_to(path.resolve())
        for name in study.editions():
            if name != edition:
                (raw / name).symlink_to(study.raw(name).resolve())
        yield Study(root)
