"""Which reports are stale, and why: what a run would make anew, held against the record of the last one."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from analysis.data.dependencies import Dependency
from analysis.data.digests import Digests, file_digest, sha256, source_digest, tree_digest, visible_files
from analysis.data.editions import Study
from analysis.data.system import content_of
from analysis.publish.run.closure import code_digest, imported
from analysis.publish.run.jobs import Job, Manner, folder_of
from analysis.publish.run.provenance import EXECUTES, EXPORTS, Provenance, edition_provenance, page_provenance
from analysis.publish.run.record import (
    Fingerprint,
    Record,
    changed_dependencies,
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


def stale_jobs(study: Study, edition: str, jobs: Sequence[Job], manner: Manner) -> "list[Staleness]":
    """What is stale of each job now; the edition must be processed."""
    past, base = read_record(folder_of(study, edition, jobs)), edition_provenance(study, edition)
    return staleness(study, jobs, past, Digests(study), base, force=manner.force)


@dataclass(frozen=True)
class Staleness:
    """One job with what is stale of it: its execution with its page, its page alone, or nothing; and why.

    Attributes:
        job: the job.
        execute: whether it is to be executed.
        export: whether its page is to be made.
        why: the reasons.
        now: what it is made from now, as far as that is known before it runs.
        template_digest: the digest of the code, templates and styles that make pages.
    """

    job: Job
    execute: bool
    export: bool
    why: tuple[Words, ...]
    now: Fingerprint
    template_digest: str

    def executed(self, dependencies: Sequence[Dependency], page: Provenance, digests: Digests) -> Fingerprint:
        """What the report was made from, now that it was executed and recorded what it depends on."""
        exports = exports_digest(self.template_digest, page)
        return replace(with_dependencies(self.now, dependencies, digests), exports=exports)

    def page(self, base: Provenance, study: Study, dependencies: Iterable[Dependency] | None) -> Provenance:
        """What the page says that it was made from, by what the notebook depends on; None: that of the last run."""
        taken = [one for one, _ in self.now.dependencies] if dependencies is None else list(dependencies)
        return page_provenance(base, study, self.job, taken, modules_of(self.now, taken))


def staleness(
    study: Study, jobs: Sequence[Job], past: Record, digests: Digests, base: Provenance, *, force: bool = False
) -> list[Staleness]:
    """What is stale of each job, by the record of the reports there are; `base` is what all pages of now share."""
    pages = tree_digest(PAGES, (path for path in visible_files(PAGES) if path.suffix != ".py"))
    template_digest, lock = sha256(f"{code_digest(EXPORTS)} {pages}".encode()), environment(study)
    source = cache(source_of)
    folder = folder_of(study, base.edition, jobs)
    return [
        _staleness_of(
            job,
            folder,
            past.fingerprints.get(key(job)),
            fingerprint(job, lock, source(job.notebook)),
            base,
            digests,
            template_digest,
            force=force,
        )
        for job in jobs
    ]


def _staleness_of(
    job: Job,
    folder: Path,
    past: Fingerprint | None,
    now: Fingerprint,
    base: Provenance,
    digests: Digests,
    template_digest: str,
    *,
    force: bool,
) -> Staleness:
    if past is None or force:
        return Staleness(job, True, True, (NEW if past is None else FORCED,), now, template_digest)
    why = list(changed(past, now, digests))
    if past.book != file_digest(folder / f"{key(job)}.ipynb"):
        why.append(TOUCHED)
    if why:
        return Staleness(job, True, True, tuple(why), now, template_digest)
    same = Staleness(job, False, False, (), past, template_digest)
    if past.exports != (exports := exports_digest(template_digest, same.page(base, digests.study, None))):
        return replace(same, export=True, why=(EXPORT,), now=replace(past, exports=exports))
    if not intact(folder, key(job), past):
        return replace(same, export=True, why=(TOUCHED,))
    return same


def fingerprint(job: Job, lock: str, source: tuple[str, tuple[str, ...]]) -> Fingerprint:
    """What a job would be made from now, before it has read anything, by its environment's digest and its source's."""
    return Fingerprint(source[0], parameters_text(job), lock, "", "", (), source[1])


def with_dependencies(now: Fingerprint, dependencies: Iterable[Dependency], digests: Digests) -> Fingerprint:
    """The same with what the notebook turned out to depend on, and the code that it runs."""
    taken = list(dependencies)
    modules = modules_of(now, taken)
    digested = [(one, digests.of(one)) for one in taken if one[0] != "module"]
    return replace(now, dependencies=digested, modules=modules, runs=code_digest([*modules, *EXECUTES]))


def modules_of(now: Fingerprint, dependencies: Iterable[Dependency]) -> list[str]:
    """The package's modules that a notebook imports itself, with those that it was recorded to ask for by name."""
    return sorted({*now.modules, *(one[1] for one in dependencies if one[0] == "module")})


def changed(past: Fingerprint, now: Fingerprint, digests: Digests) -> Iterator[Words]:
    """Why something made from `past` is to be executed again; nothing where all that it was made from is the same."""
    if past.source != now.source:
        yield SOURCE
    if past.parameters != now.parameters:
        yield PARAMETERS
    if past.environment != now.environment:
        yield ENVIRONMENT
    if past.runs != code_digest([*past.modules, *EXECUTES]):
        yield CODE
    if found := changed_dependencies(past, digests):
        names = ", ".join(dict.fromkeys(map(named, found)))
        yield READ.filled(names)


def exports_digest(template_digest: str, page: Provenance) -> str:
    """The digest of all that an executed notebook's page depends on: its template, and what it says of its making."""
    return sha256(f"{template_digest} {page.text()}".encode())


def named(dependency: Dependency) -> str:
    """What a dependency names, as a user knows it: a table, a register's record, a file."""
    match dependency:
        case ("part", path, "name", table):
            return f"{Path(path).parent.name}/{table}"
        case ("part", path, _, value):
            return f"{Path(path).stem} {value}" if path.endswith(".yaml") else f"{Path(path).parent.name}/{value}"
        case ("section", folder, section):
            return f"{Path(folder).name}/{section}"
        case ("file", path):
            return f"{Path(path).parent.name}/{Path(path).stem}" if path.endswith(".csv") else path
    return " ".join(dependency[1:])


def source_of(path: Path) -> tuple[str, tuple[str, ...]]:
    """The digest of a notebook without its outputs, and the package's modules that its cells import."""
    try:
        cells = json.loads(content_of(path))["cells"]
        code = ["".join(one["source"]) for one in cells if one["cell_type"] == "code"]
    except (
        OSError,
        ValueError,
        RecursionError,
        KeyError,
        TypeError,
        AttributeError,
    ):  # no notebook: executing it says so
        code = []
    modules = {module for cell in code for module in imported(_plain(cell))}
    return source_digest(path), tuple(sorted(modules))


def _plain(cell: str) -> str:
    """A cell without IPython's own lines."""
    return "\n".join(line for line in cell.splitlines() if not line.lstrip().startswith(("%", "!", "?")))
