"""The first page of a what-if: what its parameters replace, and every result and claim that they move."""

from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass, replace
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
from bs4 import BeautifulSoup

from analysis.book import Book, Run
from analysis.methods.changes import moved
from analysis.methods.estimate import Estimate
from analysis.methods.user_error import UserError
from analysis.present.changes import together
from analysis.present.claims import Claim
from analysis.present.misuse import MisuseError
from analysis.present.numbers import estimate, number
from analysis.present.tables import Table
from analysis.present.words import Foreign
from analysis.publish.page.finish import drop_inline_styles, number_captions
from analysis.publish.page.index import entry, rendered
from analysis.publish.page.integrity import with_integrity
from analysis.publish.page.labels import LABELS, edition_words
from analysis.publish.page.provenance_words import how_made, running_head, status
from analysis.publish.run.errors import ReportError
from analysis.publish.run.jobs import Job
from analysis.publish.run.notebooks import read_notebook
from analysis.publish.run.parameters import read_parameters
from analysis.publish.run.provenance import Provenance
from analysis.publish.run.results import Executed
from analysis.publish.run.what_if import in_words, stand_ins
from analysis.words import LANGUAGES, Lang, Words

TITLE = Words("가정을 바꾼 계산", "What if")
SETTINGS = Words("바꾼 매개변수", "Parameters set")
PARAMETER, VALUE, MEANING = Words("이름", "Name"), Words("값", "Value"), Words("뜻", "Meaning")
NOTEBOOK = Words("노트북", "Notebook")
RESULTS = Words("달라지는 결과 {}개(구간 대비 변동이 큰 순)", "Results that move: {}, largest moves first")
NO_RESULT = Words("달라지는 결과 없음.", "No result moves.")
CLAIMS = Words(
    "달라지는 주장 {}개, 그중 판정이 바뀌는 것 {}개", "Claims that read otherwise: {}, of which {} turn their verdict"
)
NO_CLAIM = Words("달라지는 주장 없음.", "No claim reads otherwise.")
RESULT, CLAIM = Words("결과", "Result"), Words("주장", "Claim")
BEFORE, AFTER = Words("등록부 값으로", "With the register's values"), Words("바꾼 값으로", "With these values")


@dataclass(frozen=True)
class Comparison:
    """What the notebooks of a what-if say with the register's values, and what they say with its own."""

    before: Mapping[str, Estimate]
    after: Mapping[str, Estimate]
    claims: Sequence[tuple[Claim | None, Claim | None]]

    @property
    def turned(self) -> int:
        """How many claims hold on one side only."""
        return sum(bool(one and other and one.holds != other.holds) for one, other in self.claims)


def compared(root: Path, jobs: Sequence[Job]) -> Comparison:
    """The notebooks of the jobs asked twice as functions; ReportError where one cannot be."""
    each = {job.name: job for job in jobs}
    before = together(_asked(root, job, dict.fromkeys(stand_ins(job.notebook))) for job in each.values())
    after = together(_asked(root, job, job.parameters) for job in each.values())
    names = dict.fromkeys([*before.claims, *after.claims])
    pairs = [(before.claims.get(name), after.claims.get(name)) for name in names]
    differing = [(one, other) for one, other in pairs if _reading(one) != _reading(other)]
    differing.sort(
        key=lambda pair: bool(pair[0] and pair[1] and pair[0].holds == pair[1].holds)
    )  # those that turn first
    return Comparison(before.results, after.results, differing)


def _asked(root: Path, job: Job, parameters: Mapping[str, Any]) -> Run:
    try:
        book = Book(job.name, root.resolve())
        with chdir(job.notebook.parent), redirect_stdout(StringIO()):  # as a kernel; what cells print is on the page
            return book(job.edition, **parameters)
    except MisuseError as error:
        raise ReportError(error.words) from None
    except UserError as error:
        raise ReportError(Words(str(error), str(error))) from None


def _reading(claim: Claim | None) -> tuple[bool, Words] | None:
    return None if claim is None else (claim.holds, claim.words)


def what_if_page(provenance: Provenance, root: Path, jobs: Sequence[Job], executed: Sequence[Executed]) -> str:
    """The page, self-contained and with its hash, Korean first."""
    settings = [job.parameters for job in jobs]
    made = replace(provenance, parameters={name: value for one in settings for name, value in one.items()})
    found = compared(root, jobs)
    sections = [
        {
            "lang": lang,
            "label": {**{key: words[lang] for key, words in LABELS.items()}, "what_if": TITLE[lang]},
            "edition": edition_words(made.edition, lang),
            "folder": made.edition,
            "settings": in_words(settings),
            "status": status(made, lang),
            "body": _body(found, jobs, lang),
            "how_made": how_made(made, lang, level=3),
            "reports": [entry(one) for one in sorted(executed, key=lambda one: one.name) if one.lang == lang],
        }
        for lang in LANGUAGES
    ]
    page = rendered("what_if.html.j2", f"{made.edition}/index.html", sections, running_head(made, *LANGUAGES))
    return with_integrity(page, made.text())


def _body(found: Comparison, jobs: Sequence[Job], lang: Lang) -> str:
    parts = [_settings(jobs, lang), _results(found, lang), _claims(found, lang)]
    soup = BeautifulSoup("\n".join(parts), "html.parser")
    number_captions(soup, lang)
    drop_inline_styles(soup)
    return str(soup)


def _settings(jobs: Sequence[Job], lang: Lang) -> str:
    rows = []
    for job in {job.name: job for job in jobs}.values():
        known = read_parameters(read_notebook(job.notebook), job.name)
        rows += [(job.name, name, str(value), known[name].meaning[lang]) for name, value in job.parameters.items()]
    header = [NOTEBOOK[lang], PARAMETER[lang], VALUE[lang], MEANING[lang]]
    return _table(rows, header, SETTINGS[lang], lang, row_headers=2)


def _results(found: Comparison, lang: Lang) -> str:
    frame = moved(found.before, found.after)[["result", "before", "after"]]
    rows = [
        (Foreign(name, "en"), *(None if one is None else estimate(one, lang) for one in ends))
        for name, *ends in frame.itertuples(index=False)
    ]
    header = [RESULT[lang], BEFORE[lang], AFTER[lang]]
    caption = RESULTS[lang].format(number(len(rows)))
    return _table(rows, header, caption, lang) if rows else f"<p>{escape(NO_RESULT[lang])}</p>"


def _claims(found: Comparison, lang: Lang) -> str:
    rows = []
    for one, other in found.claims:
        name = next(claim.id for claim in (one, other) if claim)
        rows.append((Foreign(name, "en"), *(_sentence(claim, lang) for claim in (one, other))))
    header = [CLAIM[lang], BEFORE[lang], AFTER[lang]]
    caption = CLAIMS[lang].format(number(len(rows)), number(found.turned))
    return _table(rows, header, caption, lang) if rows else f"<p>{escape(NO_CLAIM[lang])}</p>"


def _sentence(claim: Claim | None, lang: Lang) -> str | None:
    return None if claim is None else f"[{claim.verdict[lang]}] {claim.words[lang]}"


def _table(rows: Sequence[Sequence[Any]], header: Sequence[str], caption: str, lang: Lang, row_headers: int = 1) -> str:
    frame = pd.DataFrame(rows, columns=list(header), dtype=object)
    return Table(frame, caption, lang=lang, row_headers=row_headers).html()
