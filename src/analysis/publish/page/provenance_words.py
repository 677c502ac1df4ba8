"""How a page says what it is, a draft or an issue, and what it was made from."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from analysis.methods.estimate import Estimate
from analysis.present.numbers import estimate, number
from analysis.present.words import Foreign
from analysis.publish.run.provenance import Provenance, listing
from analysis.publish.run.what_if import in_words
from analysis.words import LANGUAGES, Lang, Words

TEMPLATES = Path(__file__).parent / "templates" / "provenance"
SHORT = 12
HANGUL = re.compile("[가-힣]")
DRAFT = Words("초안", "Draft")
DRAFT_SAYS = Words("발행하지 않은 보고서이다. 수치가 바뀔 수 있다.", "Not issued; the numbers may still change.")
WHAT_IF = Words("가정을 바꾼 계산", "What if")
WHAT_IF_SAYS = Words(
    "{}: 등록부나 보고서의 값 대신 넣은 값으로 계산하였다. 이 판의 보고서가 아니며 발행할 수 없다.",
    "{}, in place of the values of the register or the report. It is no report of the edition and can't be issued.",
)
ISSUE = Words("발행 제{}호", "Issue {}")
CORRECTION = Words("정정 제{}호", "Correction, issue {}")
ISSUED_SAYS = Words("발행한 그대로 보관한다.", "Kept as issued.")
CORRECTION_SAYS = Words("제{}호를 대신한다.", "Takes the place of issue {}.")
VERSION = Words("버전 {}.", "Version {}.")
NOTE = Words("발행 사항:", "Note:")
REASON = Words("정정 사유:", "Reason for the correction:")
MOVED = Words("제{}호와 달라진 수치 {}개", "Numbers that moved since issue {0}: {1}")
UNMOVED = Words("이 보고서에서 제{}호와 달라진 수치는 없다.", "No number of this report moved since issue {}.")
RESULT = Words("결과 이름", "Result")
BEFORE = Words("제{}호", "Issue {}")

TITLE = Words("만든 근거", "How this was made")
VERIFY = Words(
    "이 파일이 만든 그대로인지는 study verify로 확인한다. 파일 안에 아래 모든 해시의 전체 값이 들어 있다.",
    "study verify says whether this file is as it was made. The file carries every hash below in full.",
)
CAPTION = Words("자료와 프로그램의 SHA-256(앞 {}자리)", "SHA-256 of data and program, the first {} digits")
WHAT = Words("자료", "Source")
COUNT = Words("파일 수", "Files")
HASH = Words("해시", "Hash")
NOTEBOOK = Words("노트북의 글과 코드", "Text and code of the notebook")
PROGRAM = Words("이 보고서를 만든 코드(src/analysis)", "Code that made this report (src/analysis)")
FILES = Words("{}판의 자료 파일별 해시", "The hashes of the data files of {}, one by one")
VERSIONS = Words("판본: {}.", "Versions: {}.")
COMMIT = Words("커밋: {}.", "Commit: {}.")


@dataclass(frozen=True)
class Moved:
    """A number that moved since the issue before: its result, as it was (None where it is new) and as it is."""

    result: str
    notebook: str
    before: Estimate | None
    after: Estimate | None


def mark(provenance: Provenance, lang: Lang) -> str:
    """What the page is, in one word: "초안", "Issue 1", "Correction, issue 2", "What if"."""
    issue = provenance.issue
    if issue is None:
        return (WHAT_IF if provenance.parameters else DRAFT)[lang]
    return (ISSUE if issue.number == 1 else CORRECTION)[lang].format(issue.number)


def running_head(provenance: Provenance, *languages: Lang) -> str:
    """The rule that prints the mark at the head of every sheet."""
    marks = " · ".join(mark(provenance, lang) for lang in languages)
    return f"@page{{@top-right{{content:{json.dumps(marks, ensure_ascii=False)}}}}}"


def status(provenance: Provenance, lang: Lang) -> str:
    """What stands under the title: a draft's warning; an issue's number, day and note."""
    issue = provenance.issue
    reason = (NOTE if issue is None or issue.number == 1 else REASON)[lang]
    return _render(
        "status.html.j2",
        word=mark(provenance, lang),
        said=_said(provenance, lang),
        issue=issue,
        reason=reason,
        note_lang=note_language(issue.note if issue else ""),
    )


def note_language(note: str) -> Lang:
    """The language in which an issue's note is written."""
    return "ko" if HANGUL.search(note) else "en"


def _said(provenance: Provenance, lang: Lang) -> str:
    issue = provenance.issue
    if issue is None:
        given = in_words([provenance.parameters])
        return WHAT_IF_SAYS[lang].format(given) if given else DRAFT_SAYS[lang]
    says = ISSUED_SAYS[lang] if issue.number == 1 else CORRECTION_SAYS[lang].format(issue.number - 1)
    told = [day_words(issue.day, lang)] if issue.day else []
    told += [says, *([VERSION[lang].format(issue.version)] if issue.version else [])]
    return " ".join(told)


def day_words(day: str, lang: Lang) -> str:
    """A day as a sentence of its own: "2020. 10. 15.", "15 October 2020."."""
    when = date.fromisoformat(day)
    return Words(f"{when.year}. {when.month}. {when.day}.", f"{when.day} {when:%B %Y}.")[lang]


def correction(provenance: Provenance, moved: Sequence[Moved], lang: Lang) -> str:
    """The numbers that a correction moved, before and after in the reader's units; empty where the page is none."""
    issue = provenance.issue
    if issue is None or issue.number == 1:
        return ""
    earlier = issue.number - 1
    if not moved:
        return str(Markup("<p>{}</p>").format(UNMOVED[lang].format(earlier)))
    import pandas as pd  # slow to import, and only a correction has this table

    from analysis.present.tables import Table

    columns = [RESULT[lang], *(BEFORE[lang].format(one) for one in (earlier, issue.number))]
    rows = [(Foreign(one.result, "en"), _shown(one.before, lang), _shown(one.after, lang)) for one in moved]
    caption = MOVED[lang].format(earlier, number(len(moved)))
    return Table(pd.DataFrame(rows, columns=columns), caption, lang=lang).html(numbered=False)


def shows(one: Moved) -> bool:
    """Whether the move shows in the digits that readers are given."""
    return any(_shown(one.before, lang) != _shown(one.after, lang) for lang in LANGUAGES)


def _shown(result: Estimate | None, lang: Lang) -> str | None:
    return None if result is None else estimate(result, lang)


def how_made(provenance: Provenance, lang: Lang, level: int = 2) -> str:
    """The section on data, program and versions, its heading at `level`."""
    versions = ", ".join(
        [f"Python {provenance.python}", *(f"{name} {one}" for name, one in provenance.versions.items())]
    )
    words = {
        "title": TITLE[lang],
        "verify": VERIFY[lang],
        "caption": CAPTION[lang].format(SHORT),
        "what": WHAT[lang],
        "count": COUNT[lang],
        "hash": HASH[lang],
        "files": FILES[lang].format(provenance.edition),
        "versions": VERSIONS[lang].format(versions),
        "commit": COMMIT[lang].format(provenance.issue.commit) if provenance.issue and provenance.issue.commit else "",
    }
    own = {name: one for name, one in provenance.files.items() if _folder(name) == f"data/raw/{provenance.edition}"}
    return _render("how_made.html.j2", words=words, level=level, parts=_parts(provenance, lang), files=own, short=SHORT)


def _parts(provenance: Provenance, lang: Lang) -> list[dict[str, str]]:
    """The folders of data, then notebook, program and lock, with how many files each has."""
    folders: dict[str, dict[str, str]] = {}
    for name, one in provenance.files.items():
        folder = _folder(name)
        folders.setdefault(name if folder == "data" else folder, {})[name.rpartition("/")[2]] = one
    named = [
        (name, "en", number(len(files)), next(iter(files.values())) if len(files) == 1 else listing(files))
        for name, files in folders.items()
    ]
    rest = [(NOTEBOOK[lang], "", "1", provenance.notebook), (PROGRAM[lang], "", "", provenance.program)]
    lock = [("requirements.lock", "en", "1", provenance.lock)]
    return [
        {"name": name, "lang": tongue, "count": count, "hash": one}
        for name, tongue, count, one in (*named, *rest, *lock)
        if one is not None
    ]


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _render(template: str, **values: object) -> str:
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
