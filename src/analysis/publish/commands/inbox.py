"""`study run --inbox`: takes in what lies in a folder, makes the reports, and leaves word where something failed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from analysis.data.durable import write_whole
from analysis.data.editions import EDITION_NAME, Study
from analysis.data.intake.faults import RefusedError, UnsureError
from analysis.data.intake.names import shown_name
from analysis.publish.commands import inbox_folder as box
from analysis.publish.commands.console import console
from analysis.publish.commands.inbox_folder import Dropped
from analysis.publish.commands.run import make_reports, manner, put_back
from analysis.publish.commands.study import open_study, say_scratch
from analysis.publish.run.errors import CallError, StudyError, sentence_of
from analysis.publish.run.jobs import Manner, plan
from analysis.publish.run.lock import alone
from analysis.publish.run.outcome import INBOX, Problem, record_problems
from analysis.publish.run.parameters import check_edition_name, check_languages, parse_setting
from analysis.publish.run.temporary import clear
from analysis.words import LANGUAGES, Lang, Words

NO_INBOX = Words("받는 폴더가 없다: {}", "There is no such folder: {}")
NO_EDITION_NAME = Words("판 이름은 YYYY-MM이다: {}", "An edition is named YYYY-MM, not {}.")
TAKEN = Words("{}판에 받았다: {}", "Taken into {}: {}")
TAKEN_BEFORE = Words("{}판에 이미 받은 파일이다: {}", "Already taken into {}: {}")
REFUSED = Words("{}판에 받지 않았다: {} → {}", "Not taken into {}: {} → {}")
STAYED = Words(
    "{}: 아직 복사하고 있거나 그사이 다른 파일로 바뀌어 받는 폴더에 두었다. 다음 실행에서 받는다.",
    "{}: it is still being copied, or another file took its place meanwhile; it stays for the next run.",
)
BROKEN = Words("{}: 받지 못하여 받는 폴더에 그대로 두었다. {}", "{} was not taken in and stays in the inbox. {}")
NOT_MOVED = Words(
    "{}: {}/로 옮기지 못하여 받는 폴더에 그대로 있다. {}", "{} could not be moved to {}/ and stays in the inbox. {}"
)
FAILURE = Words("끝까지 되지 않았다. 무엇이 잘못되었는지: {}", "The run did not succeed; what failed: {}")
FAILURE_PAGE = "failure.html"


def run(
    inbox: Path,
    edition: str | None,
    settings: Sequence[str],
    notebooks: Sequence[str],
    languages: Sequence[str],
    workers: int | None,
    cold: bool,
    force: bool,
    root: Path | None,
    lang: Lang,
) -> int:
    """Empties the inbox into the study and makes the reports; 1 where a file was refused or something failed."""
    study = open_study(root)
    given, langs = dict(parse_setting(text) for text in settings), check_languages(languages)
    if not inbox.is_dir():
        raise CallError(NO_INBOX.filled(inbox))
    if edition is not None and not EDITION_NAME.fullmatch(edition):
        raise CallError(NO_EDITION_NAME.filled(edition))
    with alone(study):
        clear(study)
        plan(study, check_edition_name(None, study.editions()), given, notebooks, langs, as_text=True)
        say_scratch(study, lang)
        page = study.root / "reports" / FAILURE_PAGE
        problems: list[Words] = []
        how = manner(workers, cold=cold, force=force)
        try:
            for problem in rerun(study, inbox, edition, (given, notebooks, langs), how, lang):
                problems.append(problem)
        except Exception as error:
            problems.append(sentence_of(error))
            with suppress(OSError):  # where there is no room for a page, the command still says why
                leave_word(study, page, problems, lang)
            raise
        if problems:
            leave_word(study, page, problems, lang)
            return 1
        page.unlink(missing_ok=True)
        record_problems(study, INBOX, [])
    return 0


def rerun(
    study: Study,
    inbox: Path,
    edition: str | None,
    wanted: tuple[Mapping[str, str], Sequence[str], Sequence[Lang]],
    how: Manner,
    lang: Lang,
) -> Iterator[Words]:
    """Takes in, makes the reports of the editions that gained something, puts files away; yields what went wrong."""
    taken: list[Dropped] = []
    files, strays = box.dropped(inbox, edition)
    for stray in strays:
        console(stderr=True).print(stray[lang])
        yield stray
    for file in files:
        problem = take(study, inbox, file, lang)
        if problem is None:
            taken.append(file)
        else:
            yield problem
    given, notebooks, langs = wanted
    for name in editions_to_run(study, edition, {file.edition for file in taken}):
        try:
            jobs = plan(study, name, given, notebooks, langs, as_text=True)
            yield from make_reports(study, name, jobs, how, lang)
            if not given and (words := put_back(jobs)):  # nobody looks on: the edition's reports were not made
                yield words
        except StudyError as error:
            console(stderr=True).print(error.words[lang])
            yield error.words
        for file in taken:
            if file.edition == name and (problem := put_done(study, inbox, file, lang)) is not None:
                yield problem


def editions_to_run(study: Study, edition: str | None, touched: set[str]) -> list[str]:
    """The editions whose reports are stale: those that gained something, the one asked for, and where a run failed.

    The newest where nothing was gained and none is asked for.
    """
    there = study.editions()
    asked = {edition} if edition in there else set()
    failed = {path.stem for path in (study.root / "reports" / "failed").glob("*")}
    return sorted((touched | asked or {there[-1]}) | failed & set(there))


def take(study: Study, inbox: Path, file: Dropped, lang: Lang) -> Words | None:
    """Takes one file in or refuses it, says which, and returns what is wrong with it, if anything is."""
    name, before = shown_name(file.path.name), box.state_of(file)
    try:
        done = TAKEN if box.take(study, file) else TAKEN_BEFORE
    except (RefusedError, UnsureError) as error:
        problem = refuse(inbox, file, error) if box.state_of(file) == before else STAYED.filled(name)
    except Exception as error:  # whatever one file does to the program, the others are not to wait for it
        problem = BROKEN.filled(name, sentence_of(error))
    else:
        console().print(done[lang].format(file.edition, name))
        return None
    console(stderr=True).print(problem[lang])
    return problem


def refuse(inbox: Path, file: Dropped, error: RefusedError | UnsureError) -> Words:
    """Moves a file to refused/ with its page; returns why, and where the page is."""
    from analysis.publish.page.notices import (  # slow to import, and needed for refused files only
        refusal_messages,
        refusal_page,
    )

    name = shown_name(file.path.name)
    try:
        page = box.put_refused(inbox, file, refusal_page(name, file.edition, error))
    except OSError as hindrance:
        return joined(
            [*refusal_messages(error, file.edition), NOT_MOVED.filled(name, box.REFUSED, sentence_of(hindrance))]
        )
    return joined([REFUSED.filled(file.edition, name, page), *refusal_messages(error, file.edition)])


def put_done(study: Study, inbox: Path, file: Dropped, lang: Lang) -> Words | None:
    """Moves a file that was taken in to done/; returns what hindered it, if anything did."""
    try:
        moved = box.put_done(study, inbox, file)
    except (OSError, RefusedError) as error:
        words = NOT_MOVED.filled(shown_name(file.path.name), box.DONE, sentence_of(error))
        console(stderr=True).print(words[lang])
        return words
    if moved is None and file.path.exists():
        console(stderr=True).print(STAYED[lang].format(shown_name(file.path.name)))
    return None


def leave_word(study: Study, page: Path, problems: Sequence[Words], lang: Lang) -> None:
    """Writes the operator's page, says where it is, and keeps what failed for `study digest`."""
    from analysis.publish.page.notices import failure_page  # slow to import, and needed after a failure only

    write_whole(page, failure_page(problems))
    record_problems(study, INBOX, [Problem(one) for one in problems])
    console(stderr=True).print(FAILURE[lang].format(page))


def joined(parts: Sequence[Words]) -> Words:
    """The words one below the other."""
    ko, en = ("\n".join(part[lang] for part in parts) for lang in LANGUAGES)
    return Words(ko, en)
