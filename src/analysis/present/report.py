"""An edition as a notebook's cells use it: data, assumptions, results, claims, charts and tables in one language."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pandas as pd
from matplotlib.figure import Figure as PlainFigure

from analysis.data.assumptions import Assumption
from analysis.data.cut_offs import comparisons, cut_offs
from analysis.data.edition import Edition
from analysis.data.sections import SECTIONS
from analysis.methods.estimate import Estimate
from analysis.present.claims import Claim, Kind, Text, check_names, make_claim, wordings
from analysis.present.cut_offs import differs
from analysis.present.decisions import Decision
from analysis.present.desk import check_assumed
from analysis.present.drawing import DRAWING, OPENED
from analysis.present.figures import Figure
from analysis.present.misuse import MisuseError, UnknownNameError
from analysis.present.phrases import MissingError, fill, is_missing, written
from analysis.present.results import Results, record
from analysis.present.said import (
    NO_ALT,
    Both,
    Caption,
    Said,
    as_table,
    edition_title,
    in_both,
    lines_in_words,
    without_specs,
)
from analysis.present.tables import Format, Table
from analysis.present.theme import WIDTH, panels, styled
from analysis.present.where import where_frame
from analysis.present.words import LANGUAGES, Lang, Words

MISSING = "–"
COMPARISON = Words("집계 시점의 비교", "comparison")
NONE = Words("", "")  # statements stand in every section


@dataclass(frozen=True)
class Report(Edition):
    """An edition in the language of its readers; `varied` are assumptions that a sensitivity puts at other values."""

    lang: Lang = "ko"
    said: Said = field(default_factory=Said, repr=False, compare=False)
    varied: Mapping[str, float] = field(default_factory=dict)

    def varying(self, values: Mapping[str, float]) -> "Report":
        """The same report with these assumptions, by id, at other values, and nothing said yet."""
        given = {**self.given, **{name: replace(self.assumptions[name], value=at) for name, at in values.items()}}
        return replace(self, said=Said(), varied=dict(values), given=given)

    @property
    def tables(self) -> pd.DataFrame:
        """The edition's tables: name, title, rows and section."""
        rows = [
            (one.name, one.title[self.lang], len(self.table(one.name)), SECTIONS.get(one.section, NONE)[self.lang])
            for one in self._contract
        ]
        return pd.DataFrame(rows, columns=["table", "title", "rows", "section"]).set_index("table")

    def _repr_mimebundle_(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> dict[str, Any]:
        del include, exclude
        title = edition_title(self.name, self.lang)
        frame = self.tables
        return {"text/html": f"<p><b>{title}</b></p>{frame.to_html()}", "text/plain": f"{title}\n{frame.to_string()}"}

    def where(self, number: object) -> pd.DataFrame:
        """The printed figures, and the results and claims of the newest run, that show a number; to look it up."""
        return where_frame(self, number, self.lang)

    # Words

    def say(self, ko: str, en: str, **values: Any) -> str:
        """A text in the report's language, numbers by name; the other language is filled too."""
        return self.phrase(ko, en, **values)[self.lang]

    def phrase(self, ko: str, en: str, **values: Any) -> Words:
        """A text in both languages, numbers by name, to stand in a list of a sentence; a missing number is a dash."""
        check_names([ko, en], values, repr(en))
        return Words(*self._in_both({"ko": ko, "en": en}, values).values())

    def write(self, value: Any, spec: str = "") -> str:
        """One value as the report's language has it written, by a spec of `analysis.present.phrases`."""
        try:
            return written(value, spec, self.lang)
        except MissingError:
            return MISSING

    def source(self, *names: str) -> str:
        """Where tables (by name), figures (by id) and sections stand in the printed report."""
        places: dict[str, list[int]] = {}
        for name in names:
            place, lines = self._place(name)
            places.setdefault(place, []).extend(lines)
        listed = ", ".join(f"{place} {lines_in_words(lines, self.lang)}".strip() for place, lines in places.items())
        return Words(f"보고서 {listed}", f"the report, {listed}")[self.lang]

    def differ(self, *names: str) -> Words:
        """That counts held against each other go up to different times (data/cut_offs.yaml); empty where they agree.

        Raises:
            UnknownNameError: the register has no comparison of that id.
        """
        known = comparisons(self)
        if unknown := next((name for name in names if name not in known), None):
            raise UnknownNameError(COMPARISON, unknown, known)
        return differs(cut_offs(self, *names), *names)

    # Numbers

    def assume(self, name: str, given: float | None = None, *, shift: float = 0.0) -> float:
        """An assumption's value: `given`, a parameter, where it is not None; else the register's and `shift`."""
        record = self.assumptions[name]
        if given is not None and name not in self.varied:
            self.said.replaced[name] = check_assumed(record, given)
            return self.said.replaced[name]
        return record.value + shift

    def assumption(self, name: str) -> Assumption:
        """The register's record of an assumption: value, range, unit, grade, source."""
        return self.assumptions[name]

    def result(self, name: str, value: "Estimate | float", unit: str = "", method: str = "") -> Estimate:
        """Records a result under its id and gives it back as an estimate.

        An undefined estimate is given back, and recorded as absent.

        Raises:
            MisuseError: the id is taken, or a plain number comes without its unit.
        """
        if name in self.said.results or name in self.said.absent:
            raise MisuseError(
                Words(
                    f"결과 {name}이(가) 두 번 기록되었다. 하나를 지우거나 이름을 바꾼다.",
                    f"The result {name} is recorded twice; remove one or give it another id.",
                )
            )
        if isinstance(value, Estimate):
            found = replace(value, unit=unit or value.unit, method=method or value.method)
        else:
            found = Estimate(float(value), unit=unit, method=method)
        if found.defined and not found.unit:
            raise MisuseError(
                Words(
                    f'결과 {name}에 단위가 없다. unit=…을 더한다. 예: unit="cases"',
                    f'The result {name} has no unit: add unit=…, for example unit="cases".',
                )
            )
        (self.said.results if found.defined else self.said.absent)[name] = found
        return found

    def recorded(self) -> Results:
        """All results recorded so far, as a table; the last cell of a notebook shows it."""
        return record(self.said.results, "", self.lang, self.said.absent)

    # What readers see

    def claim(
        self,
        name: str,
        *,
        kind: Kind,
        holds: bool,
        ko: Text,
        en: Text,
        opposite: bool | None = None,
        headline: bool = False,
        about: Both | None = None,
        decide: Decision | None = None,
        **values: Any,
    ) -> Claim:
        """A sentence by its test, shown as the last line of a cell; see `analysis.present.claims.make_claim`."""
        if name in self.said.claims:
            raise MisuseError(
                Words(
                    f"주장 {name}이(가) 두 번 나온다. 하나를 지우거나 이름을 바꾼다.",
                    f"The claim {name} is made twice; remove one or give it another id.",
                )
            )
        made = make_claim(
            name, kind, holds, {"ko": ko, "en": en}, values,
            opposite=opposite, headline=headline, about=in_both(about) if about else None, decision=decide,
            lang=self.lang,
            absent=[one for one, found in self.said.absent.items() if any(found is value for value in values.values())],
        )  # fmt: skip
        self.said.claims[name] = made
        return made

    @staticmethod
    def decision(
        ko: str,
        en: str,
        *,
        when: bool = True,
        due: date | None = None,
        disputes: bool = False,
        effect: Estimate | None = None,
        level: float = 0.0,
        **values: Any,
    ) -> Decision | None:
        """What a claim leaves to decide or to ask, `when` it does; see `analysis.present.decisions`.

        None, too, where the edition does not print a number of its sentence.
        """
        check_names([ko, en], values, repr(en))
        try:
            words = Words(fill(ko, "ko", values), fill(en, "en", values))
        except MissingError:
            return None
        day = due.date() if isinstance(due, datetime) else due
        return Decision(words, day, disputes, effect, float(level)) if when else None

    def caption(
        self,
        *,
        ko: Text,
        en: Text,
        alt: Both | None = None,
        holds: bool | None = None,
        opposite: bool | None = None,
        **values: Any,
    ) -> Caption:
        """A caption, with the alternative text of a chart, filled in both languages.

        With `holds` it has an ending for when that holds and one for when it does not, with `opposite` one more, like
        a claim.

        Raises:
            MisuseError: as `claim`.
        """
        at = 0 if holds is None or holds else 2 if opposite else 1
        wanted = 1 if holds is None else 2 if opposite is None else 3
        each = {lang: wordings(text, wanted, repr(en)[:60]) for lang, text in (("ko", ko), ("en", en))}
        alts = {lang: in_both(alt)[lang] for lang in LANGUAGES} if alt else {}
        check_names([*each["ko"], *each["en"], *alts.values()], values, repr(en)[:60])
        filled = [self._filled({"ko": each["ko"][n], "en": each["en"][n]}, values) for n in range(wanted)]
        return Caption(filled[at], self._filled(alts, values) if alts else "")

    @contextmanager
    def chart(
        self,
        caption: Caption | None = None,
        *,
        source: str | Sequence[str] = (),
        data: "pd.DataFrame | Table | None" = None,
        columns: Mapping[Any, Both] | None = None,
        formats: "Mapping[Any, str | Format] | None" = None,
        width: float = WIDTH,
        height: float = 4.0,
        grid: tuple[int, int] = (1, 1),
        heights: Sequence[float] | None = None,
        share_x: bool = False,
        share_y: bool = False,
        **words: Any,
    ) -> Iterator[Any]:
        """A chart to draw on with seaborn or matplotlib: axes of one panel, or a list of them for a `grid` of more.

        `heights` are those of the grid's rows, relative to each other.

        What it says is a `caption` made beforehand, or `words` as `caption` takes them (ko, en, alt and numbers by
        name). `data`, its numbers, unfolds below it: a table, or a frame with `columns` and `formats` as `show` takes.

        Raises:
            MisuseError: as `caption` and `show`; a caption or an alternative text that says nothing.
        """
        said = caption or self.caption(**words)
        if not said.alt.strip():
            raise MisuseError(NO_ALT)
        if not DRAWING.get():
            yield None
            return
        with styled():
            figure, axes = panels(*grid, width, height, share_x=share_x, share_y=share_y, heights=heights)
            yield axes[0] if len(axes) == 1 else axes
        self._drawn(figure, said, source, data, columns, formats)
        if OPENED.get() is None:
            _show(self.said.figures[-1])

    def picture(
        self,
        drawn: Any,
        caption: Caption | None = None,
        *,
        source: str | Sequence[str] = (),
        data: "pd.DataFrame | Table | None" = None,
        columns: Mapping[Any, Both] | None = None,
        formats: "Mapping[Any, str | Format] | None" = None,
        **words: Any,
    ) -> Figure:
        """A plot drawn elsewhere, by pandas, seaborn or pyplot, as a figure of the report; words as `chart` takes them.

        `drawn` is its axes, an array of axes, a grid of seaborn's or the figure.
        """
        one = drawn.flat[0] if hasattr(drawn, "flat") else drawn
        figure = one if isinstance(one, PlainFigure) else one.figure
        said = caption or self.caption(**words)
        if not said.alt.strip():
            raise MisuseError(NO_ALT)
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close(figure)  # else it would be shown by itself, too
        if figure.get_layout_engine() is None:
            figure.set_layout_engine("constrained")  # else names at its edges are cut off
        return self._drawn(figure, said, source, data, columns, formats)

    def show(
        self,
        frame: pd.DataFrame,
        *,
        ko: Text,
        en: Text,
        holds: bool | None = None,
        opposite: bool | None = None,
        columns: Mapping[Any, Both] | None = None,
        formats: "Mapping[Any, str | Format] | None" = None,
        notes: Sequence[Both] = (),
        source: str | Sequence[str] = (),
        row_headers: int = 1,
        **values: Any,
    ) -> Table:
        """A frame as a table with its caption; `columns` names columns, `formats` has specs as in sentences.

        A table of the edition brings the names of its columns and labels; cells may hold `Words`.

        Raises:
            MisuseError: as `claim`.
        """
        caption = self.caption(ko=ko, en=en, holds=holds, opposite=opposite, **values).text
        said = [text for text in (in_both(note)[self.lang] for note in notes) if text]
        made = as_table(frame, caption, self.lang, columns, formats, self.write)
        self.said.tables.append(replace(made, source=self._source(source), notes=said, row_headers=row_headers))
        return self.said.tables[-1]

    def _drawn(
        self,
        figure: PlainFigure,
        said: Caption,
        source: str | Sequence[str],
        data: "pd.DataFrame | Table | None",
        columns: Mapping[Any, Both] | None,
        formats: "Mapping[Any, str | Format] | None",
    ) -> Figure:
        """A chart with its numbers as one of the report's figures."""
        if isinstance(data, pd.DataFrame):
            data = as_table(data, said.text, self.lang, columns, formats, self.write)
        made = Figure(figure, said.text, said.alt, source=self._source(source), data=data, lang=self.lang)
        self.said.figures.append(made)
        return made

    def _filled(self, texts: Mapping[Lang, str] | Mapping[str, str], values: Mapping[str, Any]) -> str:
        return self._in_both(texts, values)[self.lang]

    @staticmethod
    def _in_both(texts: Mapping[Lang, str] | Mapping[str, str], values: Mapping[str, Any]) -> dict[str, str]:
        known = {name: MISSING if is_missing(value) else value for name, value in values.items()}
        missing = {name for name, value in values.items() if is_missing(value)}
        bare = {lang: without_specs(text, missing) for lang, text in texts.items()}
        return {lang: fill(text, lang, known) for lang, text in bare.items()}  # type: ignore[arg-type]

    def _source(self, source: str | Sequence[str]) -> str:
        names = [source] if isinstance(source, str) else list(source)
        return self.source(*names) if names else ""

    def _place(self, name: str) -> tuple[str, list[int]]:
        if name in SECTIONS and name not in self._contract.tables:  # a table and its section may have one name
            spots = self.section(name).values()
            editions = sorted({edition for edition, _ in spots})
            newest = editions[-1] if editions else self.name
            mark = "" if editions in ([], [self.name]) else f" ({'–'.join(dict.fromkeys((editions[0], newest)))})"
            return f"{self._heading(name)}{mark}", [line for edition, line in spots if edition == newest]
        if "." in name:
            figure = self.figure(name)
            return self._heading(figure.section), [figure.line]
        attrs, table = self.table(name).attrs, self._contract.tables[name]
        return f"{self._heading(table.section)}{str(attrs['place']).removeprefix(table.place)}", list(
            attrs["lines"] or ()
        )

    def _heading(self, section: str) -> str:
        """A section by its number in the report, where a table gives one, and its name: "Ⅲ.2.② 행정심판"."""
        numbered = next((table.place for table in self._contract if table.section == section), "")
        return f"{numbered} {SECTIONS.get(section, NONE)[self.lang]}".strip()


def _show(figure: Figure) -> None:
    from IPython.display import display

    display(figure)  # type: ignore[no-untyped-call]
