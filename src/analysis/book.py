"""A notebook as a function of its parameters: its computing cells run in this process, without kernel and charts.

What readers see of a notebook is made by executing it (publish/run); what the overview, comparisons, sensitivities and
tests ask of it is asked here. Cells tagged `page` show something of the notebook itself, and are left out.
"""

import difflib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.book_cells import NotebookError, Source, Statement, read_source, read_title
from analysis.book_varied import Varied
from analysis.data import dependencies
from analysis.data.assumptions import Assumption
from analysis.data.changed import Change, changed
from analysis.data.digests import sha256
from analysis.data.edition import Edition, open_edition
from analysis.data.editions import ASKED, find_study
from analysis.data.figures import Row
from analysis.data.kept import kept
from analysis.data.notebooks import FOLDER, notebook_folder, notebooks_in
from analysis.methods.estimate import Estimate
from analysis.methods.user_error import UserError
from analysis.present.changes import Changes, Findings, changes
from analysis.present.claims import Claim
from analysis.present.drawing import set_to
from analysis.present.figures import Figure
from analysis.present.misuse import MisuseError
from analysis.present.opening import opening, report_of, without_charts
from analysis.present.report import Report
from analysis.present.tables import Table
from analysis.present.words import Lang, Words

OWN = ("edition", "lang")
CLAIM, RESULT = "claim", "result"

Id = tuple[str, str]  # a claim and a result may have one name


@dataclass(frozen=True)
class Book:
    """A notebook of the study, by its name, to be called with an edition and parameters."""

    name: str
    root: Path | None = None

    @property
    def path(self) -> Path:
        """The notebook's file."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def folder(self) -> Path:
        """The study's own notebooks, else those that come with the program."""
        return notebook_folder(self._study)

    @property
    def title(self) -> Words:
        """The first heading in both languages; its name where it has none."""
        return read_title(self.name, self._content())

    def source(self, *, drawn: bool = False) -> Source:
        """Its statements, charts without their bodies unless `drawn`; read again where the file has changed."""
        if not self.path.is_file():
            there = [path.stem for path in notebooks_in(self.folder)]
            near = difflib.get_close_matches(self.name, there, 1) or there
            raise MisuseError(
                Words(
                    f"노트북 {self.name!r}: 없는 이름이다. 있는 이름: {', '.join(near)}",
                    f"There is no notebook {self.name!r}; there is: {', '.join(near)}",
                )
            )
        return read_source(self.name, self._content(), drawn)

    def _content(self) -> bytes:
        """The file's bytes; what a run that asks depends on is the notebook without its outputs."""
        place = self._study / FOLDER
        if self.path.parent == place:
            dependencies.depends_on("source", f"{FOLDER}/{self.path.name}")
        with dependencies.in_detail():
            return self.path.read_bytes()

    @property
    def _study(self) -> Path:
        return self.root or find_study().root

    def __call__(
        self,
        edition: str | Edition,
        *,
        lang: Lang = "ko",
        printed: Mapping[str, str] | None = None,
        rows: Mapping[str, Change | Sequence[Row]] | None = None,
        assuming: Mapping[str, Assumption] | None = None,
        drawn: bool = False,
        **parameters: Any,
    ) -> "Run":
        """Runs the computing cells.

        Args:
            edition: its name, or an edition that is open.
            lang: the language of what it shows; sentences are filled in both.
            printed: other tokens in place of printed ones, by figure id.
            rows: other rows of tables by name, or a function of those there are.
            assuming: records that replace those of the register.
            drawn: whether charts are drawn too, into the run's `figures`.
            parameters: of the notebook; the others have their defaults.

        Raises:
            NotebookError: a cell failed.
            MisuseError: a parameter that the notebook does not have, or a cell that misuses a helper.
        """
        opened = open_edition(edition, self.root) if isinstance(edition, str) else edition
        if printed or rows:
            opened = changed(opened, printed or {}, rows or {})
        if assuming:
            opened = opened.assuming({**opened.given, **assuming})
        source = self.source(drawn=drawn)
        for module in source.modules:
            dependencies.depends_on("module", module)
        check_given(self.name, parameters, source.parameters)
        given = {**parameters, "edition": opened.name, "lang": lang}
        return Run(self, source, report_of(opened, lang), given, drawn)

    def findings(self, edition: Report | Edition, lang: Lang) -> Findings:
        """What it says of an edition that is open, with its defaults."""
        return kept(self._key(edition, {}), lambda: self(edition, lang=lang).findings).shown_in(lang)

    def changes(self, report: Report) -> Changes:
        """What changed in it since the edition before, both with its defaults."""
        earlier = [open_edition(one, report.root) for one in report.earlier[-1:]]
        now, *before = [self.findings(one, report.lang) for one in (report, *earlier)]
        return changes(now, before[0] if before else None, report, report.lang)

    def varied(self, edition: str | Edition, *, lang: Lang = "ko", **parameters: Any) -> Varied:
        """The notebook with its assumptions to be varied, about the values that it has with these parameters."""
        opened = open_edition(edition, self.root) if isinstance(edition, str) else edition
        check_given(self.name, parameters, self.source().parameters)
        return Varied(lambda: self(opened, lang=lang, **parameters), lang, self._key(opened, parameters))

    def _key(self, edition: Edition, given: Mapping[str, Any]) -> str | None:
        """The name under which what is asked is kept: the same for a default, given or not."""
        if not edition.as_printed:
            return None
        defaults = self.source().parameters if given else {}
        others = {name: value for name, value in sorted(given.items()) if repr(value) != repr(defaults[name])}
        return repr((self.name, sha256(self._content()), str(edition.root), edition.name, others))


@dataclass
class World:
    """A run with assumptions at other values: its report, its names, and the places of the statements that ran."""

    report: Report
    names: dict[str, Any]
    ran: set[int] = field(default_factory=set)


@dataclass
class Run:
    """A notebook that ran: what its names stand for, what it claims and its results."""

    book: Book
    source: Source
    report: Report
    given: Mapping[str, Any]
    drawn: bool = False
    names: dict[str, Any] = field(default_factory=dict)
    taken: list[frozenset[str]] = field(default_factory=list)
    said_by: dict[Id, int] = field(default_factory=dict)
    worlds: dict[tuple[tuple[str, float], ...], "World"] = field(default_factory=dict)
    reached: dict[frozenset[str], set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self._quietly(lambda *_: self.report):
            for at, statement in enumerate(self.source.statements):
                before = self._ids(self.report)
                with _assumptions_taken() as taken:
                    self._run(statement, self.names)
                if statement.makes & self.given.keys():
                    self.names |= {name: value for name, value in self.given.items() if name in statement.makes}
                self.taken.append(frozenset(taken))
                self.said_by |= dict.fromkeys(self._ids(self.report) - before, at)

    @property
    def claims(self) -> dict[str, Claim]:
        """The claims by id, in the order of the notebook."""
        return self.report.said.claims

    @property
    def headlines(self) -> list[Claim]:
        """Those that stand under the title."""
        return self.findings.headlines

    @property
    def findings(self) -> Findings:
        """The claims and results without the run."""
        return Findings(self.claims, self.results)

    @property
    def results(self) -> dict[str, Estimate]:
        """The results by id."""
        return self.report.said.results

    @property
    def tables(self) -> list[Table]:
        """The tables in their order."""
        return self.report.said.tables

    @property
    def figures(self) -> list[Figure]:
        """The charts in their order, where they were drawn."""
        return self.report.said.figures

    def again(
        self, wanted: str, values: Mapping[str, float], *, claim: bool | None = None
    ) -> "Claim | Estimate | None":
        """One result or claim with assumptions at other values: only what lies between them is computed again.

        Where a result and a claim have one name it is the result, unless `claim`.
        """
        kind, _ = known = self._id(wanted, claim)
        if self.said_by[known] not in self._reached(frozenset(values)):
            had: Claim | Estimate = _said(self.report, kind)[wanted]
            return had
        world = self._world(values)
        wanting = self.between(frozenset(values), wanted, claim=claim)
        with self._quietly(lambda *_: world.report):
            for at in wanting:
                if at not in world.ran:
                    self._run(self.source.statements[at], world.names)
                    world.ran.add(at)
        return _said(world.report, kind).get(wanted)

    def _world(self, values: Mapping[str, float]) -> "World":
        """The run at other values, as far as it was computed; a new one where a name may mean two things."""
        key = tuple(sorted(values.items()))
        if key not in self.worlds or not self.source.plain:
            varied = self.report.varying(values)
            names = {name: varied if value is self.report else value for name, value in self.names.items()}
            self.worlds[key] = World(varied, names)
        return self.worlds[key]

    def between(self, assumptions: frozenset[str], wanted: str, *, claim: bool | None = None) -> list[int]:
        """Where the statements are that these assumptions reach and a result or claim rests on, named as by `again`."""
        last = self.said_by[self._id(wanted, claim)]
        reached, kept = self._reached(assumptions), set[int]()
        if last not in reached:
            return []
        statements, needed = self.source.statements, set(self.source.statements[last].needs)
        kept.add(last)
        for at in sorted(reached, reverse=True):
            if at < last and (statements[at].makes | statements[at].changes) & needed:
                kept.add(at)
                needed |= statements[at].needs
        return sorted(kept | self._makers(kept))

    def _id(self, wanted: str, claim: bool | None) -> Id:
        kinds = (RESULT, CLAIM) if claim is None else (CLAIM,) if claim else (RESULT,)
        for kind in kinds:
            if (kind, wanted) in self.said_by:
                return kind, wanted
        raise MisuseError(Words(f"{wanted}: 없는 결과나 주장이다.", f"There is no result or claim {wanted!r}."))

    def _makers(self, kept: set[int]) -> set[int]:
        """The statements that make what is changed in place by those that are kept: it must not be changed twice."""
        found: set[int] = set()
        for at in kept:
            for name in self.source.statements[at].changes:
                found |= {n for n in range(at) if name in self.source.statements[n].makes}
        return found

    def _reached(self, assumptions: frozenset[str]) -> set[int]:
        if assumptions not in self.reached:
            reached, dirty = set[int](), set[str]()
            for at, statement in enumerate(self.source.statements):
                if self.taken[at] & assumptions or statement.needs & dirty:
                    reached.add(at)
                    dirty |= statement.makes | statement.changes
            self.reached[assumptions] = reached
        return self.reached[assumptions]

    def _run(self, statement: Statement, names: dict[str, Any]) -> None:
        try:
            exec(statement.code, names)
        except UserError as error:
            if not getattr(error, "__notes__", ()):
                name, cell = self.book.name, statement.cell
                error.add_note(Words(f"({name} {cell}번째 셀)", f"({name}, cell {cell})")[self.report.lang])
            raise
        except (Exception, SystemExit) as error:  # a cell that exits has not run to its end
            name, cell, what = self.book.name, statement.cell, f"{type(error).__name__}: {error}"
            raise NotebookError(Words(f"{name} {cell}번째 셀: {what}", f"{name}, cell {cell}: {what}")) from error

    @contextmanager
    def _quietly(self, open_: Callable[..., Report]) -> Iterator[None]:
        before = _plots()
        asked = set_to(ASKED, self.report.root)  # for cells that open another edition, or ask another book
        with nullcontext() if self.drawn else without_charts(), opening(open_), asked:
            yield
        for number in _plots() - before:
            sys.modules["matplotlib.pyplot"].close(number)

    @staticmethod
    def _ids(report: Report) -> set[Id]:
        return {(kind, name) for kind in (CLAIM, RESULT) for name in _said(report, kind)}


def _said(report: Report, kind: str) -> dict[str, Any]:
    return report.said.claims if kind == CLAIM else report.said.results


def ask_each(books: Sequence[Book], report: Report | Edition, lang: Lang) -> tuple[dict[str, Findings], dict[str, str]]:
    """What notebooks say of an edition, by name; and of those that fail, why."""
    said, failed = dict[str, Findings](), dict[str, str]()
    for book in books:
        try:
            said[book.name] = book.findings(report, lang)
        except UserError as error:
            failed[book.name] = str(error)
    return said, failed


def other_books(name: str, root: Path | None = None) -> list[Book]:
    """Every notebook of the study but the one of that name, in the order of their files."""
    folder = Book(name, root).folder
    dependencies.depends_on("notebooks", FOLDER)
    return [Book(path.stem, root) for path in notebooks_in(folder) if path.stem != name]


def check_given(name: str, given: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """MisuseError where a parameter is given that a notebook does not have."""
    for one in given:
        if one not in known or one in OWN:
            there = [each for each in known if each not in OWN]
            near = ", ".join(difflib.get_close_matches(one, there, 1) or there) or "-"
            raise MisuseError(
                Words(
                    f"{name}에 매개변수 {one}이(가) 없다. 있는 이름: {near}",
                    f"{name} has no parameter {one!r}; it has: {near}",
                )
            )


def _plots() -> set[int]:
    """The figures that pyplot keeps: what cells draw beside charts is nobody's to see where a book is asked."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


@contextmanager
def _assumptions_taken() -> Iterator[set[str]]:
    """Inside, the ids of the records that are taken from the register of assumptions."""
    taken: set[str] = set()

    def observer(what: dependencies.Dependency) -> None:
        if what[0] == "part" and what[1].endswith("assumptions.yaml"):
            taken.add(what[3])

    with dependencies.observing(observer):
        yield taken
