"""Which reports are due, and why: what a run would make anew, held against the record of the last one."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from analysis.data.digests import Digests, file_digest, sha256, tree_digest, visible_files
from analysis.data.editions import Study
from analysis.data.reads import Note
from analysis.publish.run.closure import code_digest, imported
from analysis.publish.run.jobs import Job, Manner
from analysis.publish.run.notebooks import source_digest
from analysis.publish.run.proof import EXECUTES, EXPORTS, made_now, page_made
from analysis.publish.run.proof import Made as Base
from analysis.publish.run.record import (
    Made,
    Record,
    changed_reads,
    environment,
    intact,
    key,
    parameters_text,
    read_record,
)
from analysis.words import Words

PAGES = Path(__file__).resolve().parents[1] / "page"

NEW = Words("아직 만들지 않았다", "not made yet")
FORCED = Words("모두 실행하라고 하였다", "everything is to run")
SOURCE = Words("노트북을 고쳤다", "the notebook was edited")
PARAMETERS = Words("매개변수가 다르다", "other parameters")
ENVIRONMENT = Words("환경(잠금 파일, 파이썬)이 바뀌었다", "the environment (lock, Python) changed")
CODE = Words("불러 쓰는 코드가 바뀌었다", "code that it imports changed")
READ = Words("읽은 자료가 바뀌었다: {}", "what it read changed: {}")
TOUCHED = Words("보고서 파일이 없거나 바뀌었다", "its report is missing or was touched")
EXPORT = Words(
    "보고서 틀이나 쪽에 적는 근거가 바뀌었다(실행은 하지 않는다)",
    "the page's template, or what it says of its making, changed (exported, not executed)",
)


def due_jobs(study: Study, edition: str, jobs: Sequence[Job], manner: Manner) -> "list[Due]":
    """What is due of each job now; the edition must be processed."""
    past, base = read_record(study.reports(edition)), made_now(study, edition)
    return judge(study, jobs, past, Digests(study), base, force=manner.force)


@dataclass(frozen=True)
class Due:
    """One job with what is due of it: execution and export, export alone, or nothing; and what it is made from now."""

    job: Job
    execute: bool
    export: bool
    why: tuple[Words, ...]
    now: Made
    looks: str

    def read(self, notes: Iterable[Note], digests: Digests, base: Base) -> Made:
        """What the report was made from, now that it was executed and left these notes of what it read."""
        taken = list(notes)
        exports = exports_digest(self.looks, self.page(base, digests.study, taken))
        return replace(having_read(self.now, taken, digests), exports=exports)

    def page(self, base: Base, study: Study, notes: Iterable[Note] | None) -> Base:
        """What the page says that it was made from, by the notes of what was read; None: those of the last run."""
        taken = [note for note, _ in self.now.reads] if notes is None else list(notes)
        return page_made(base, study, self.job, taken, modules_of(self.now, taken))


def judge(
    study: Study, jobs: Sequence[Job], past: Record, digests: Digests, base: Base, *, force: bool = False
) -> list[Due]:
    """What is due of each job, by the record of the reports there are; `base` is what pages of now have in common."""
    pages = tree_digest(PAGES, (path for path in visible_files(PAGES) if path.suffix != ".py"))
    looks, lock = sha256(f"{code_digest(EXPORTS)} {pages}".encode()), environment(study)
    source = cache(source_of)
    return [
        _judge(base, to_make(job, lock, source(job.notebook)), job, past.made.get(key(job)), digests, looks, force)
        for job in jobs
    ]


def _judge(base: Base, made: Made, job: Job, past: Made | None, digests: Digests, looks: str, force: bool) -> Due:
    if past is None or force:
        return Due(job, True, True, (NEW if past is None else FORCED,), made, looks)
    why = list(changed(past, made, digests))
    folder = digests.study.reports(job.edition)
    if past.book != file_digest(folder / f"{key(job)}.ipynb"):
        why.append(TOUCHED)
    if why:
        return Due(job, True, True, tuple(why), made, looks)
    same = Due(job, False, False, (), past, looks)
    if past.exports != (exports := exports_digest(looks, same.page(base, digests.study, None))):
        return replace(same, export=True, why=(EXPORT,), now=replace(past, exports=exports))
    if not intact(folder, key(job), past):
        return replace(same, export=True, why=(TOUCHED,))
    return same


def to_make(job: Job, lock: str, source: tuple[str, tuple[str, ...]]) -> Made:
    """What a job would be made from now, before it has read anything, by its environment's digest and its source's."""
    return Made(source[0], parameters_text(job), lock, "", "", (), source[1])


def having_read(made: Made, notes: Iterable[Note], digests: Digests) -> Made:
    """The same with what was read, by its notes, and the code that it runs."""
    taken = list(notes)
    modules = modules_of(made, taken)
    reads = [(note, digests.of(note)) for note in taken if note[0] != "module"]
    return replace(made, reads=reads, modules=modules, runs=code_digest([*modules, *EXECUTES]))


def modules_of(made: Made, notes: Iterable[Note]) -> list[str]:
    """The package's modules that a notebook imports itself, with those that it was noted to ask for by name."""
    return sorted({*made.modules, *(note[1] for note in notes if note[0] == "module")})


def changed(past: Made, now: Made, digests: Digests) -> Iterator[Words]:
    """Why something made from `past` is to be executed again; nothing where all that it was made from is the same."""
    if past.source != now.source:
        yield SOURCE
    if past.parameters != now.parameters:
        yield PARAMETERS
    if past.environment != now.environment:
        yield ENVIRONMENT
    if past.runs != code_digest([*past.modules, *EXECUTES]):
        yield CODE
    if read := changed_reads(past, digests):
        names = ", ".join(dict.fromkeys(map(named, read)))
        yield Words(READ.ko.format(names), READ.en.format(names))


def exports_digest(looks: str, page: Base) -> str:
    """The digest of all that an executed notebook's page depends on: how it looks, and what it says of its making."""
    return sha256(f"{looks} {page.text()}".encode())


def named(note: Note) -> str:
    """What a note names, as a user knows it: a table, a register's record, a file."""
    match note:
        case ("part", path, "name", table):
            return f"{Path(path).parent.name}/{table}"
        case ("part", path, _, value):
            return f"{Path(path).stem} {value}" if path.endswith(".yaml") else f"{Path(path).parent.name}/{value}"
        case ("section", folder, section):
            return f"{Path(folder).name}/{section}"
        case ("file", path):
            return f"{Path(path).parent.name}/{Path(path).stem}" if path.endswith(".csv") else path
    return " ".join(note[1:])


def source_of(path: Path) -> tuple[str, tuple[str, ...]]:
    """The digest of a notebook without its outputs, and the package's modules that its cells import."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        code = ["".join(one["source"]) for one in cells if one["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, AttributeError):  # no notebook: executing it says so
        code = []
    modules = {module for cell in code for module in imported(_plain(cell))}
    return source_digest(path), tuple(sorted(modules))


def _plain(cell: str) -> str:
    """A cell without IPython's own lines."""
    return "\n".join(line for line in cell.splitlines() if not line.lstrip().startswith(("%", "!", "?")))
