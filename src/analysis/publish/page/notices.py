"""Pages for whoever runs the study: why a file was refused, what failed; self-contained, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from analysis.data.intake.codes import ACCEPT, CODES
from analysis.data.intake.faults import NumberedFault, RefusedError, UnsureError
from analysis.publish.page import fonts
from analysis.publish.page.export import TEMPLATES, style
from analysis.publish.page.labels import edition_words, label
from analysis.publish.page.policy import with_policy
from analysis.words import LANGUAGES, Lang, Words

REFUSED = Words("{}: 받지 않은 파일", "{}: a file that was not taken in")
REFUSED_LEAD = Words(
    "{}에 넣지 않았다. 아래를 고친 뒤 같은 폴더에 다시 넣는다. 자료는 그대로이다.",
    "It was not taken into the {}. Mend what is listed and put it into the same folder again. The data is as it was.",
)
ACCEPTING = Words(
    "--accept는 이 명령에 붙인다: study add {} --edition {}",
    "--accept belongs to this command: study add {} --edition {}",
)
UNSURE = Words("어느 표인지 확실하지 않다. 가까운 표: {}", "It can't be told which table this is; the nearest: {}")
UNSURE_ADVICE = Words(
    "표를 이름으로 정하여 받는다: study add {} --edition {} --table {}",
    "Name the table when taking it in: study add {} --edition {} --table {}",
)
FAILED = Words("끝까지 되지 않은 실행", "A run that did not succeed")
FAILED_LEAD = Words(
    "보고서를 만들지 못한 판은 마지막으로 잘된 보고서가 그대로 있다. 아래를 고친 뒤 "
    "study run --inbox가 끝까지 되면 이 쪽은 없어진다.",
    "An edition whose reports could not be made keeps those of its last good run. Mend what is listed; "
    "the next study run --inbox that succeeds removes this page.",
)
COLUMNS = (
    Words("잘못", "Fault"),
    Words("행", "Line"),
    Words("열", "Column"),
    Words("값", "Value"),
    Words("필요한 값", "Expected"),
    Words("할 일", "What to do"),
)
SHEET = Words("시트 {}", "sheet {}")


@dataclass(frozen=True)
class Section:
    """A page in one language: a table of faults, or points of several lines each."""

    lang: Lang
    study: str
    title: str
    lead: str
    columns: Sequence[str]
    faults: Sequence[Sequence[str]] = ()
    points: Sequence[str] = ()


def refusal_page(file: str, edition: str, error: RefusedError | UnsureError) -> str:
    """The page beside a refused file: every fault by its line, and what to do about it."""
    return _page([_refusal(file, edition, error, lang) for lang in LANGUAGES])


def _refusal(file: str, edition: str, error: RefusedError | UnsureError, lang: Lang) -> Section:
    if isinstance(error, UnsureError):
        faults, points = [], [unsure_words(error, edition)[lang]]
    else:
        faults = [_row(fault, lang) for fault in error.faults]
        oddities = any(CODES[fault.code].oddity for fault in error.faults)
        points = [ACCEPTING[lang].format(file, edition)] if oddities else []
    lead = REFUSED_LEAD[lang].format(edition_words(edition, lang))
    return _section(lang, REFUSED[lang].format(file), lead, faults, points)


def unsure_words(error: UnsureError, edition: str) -> Words:
    """Which tables a file fits, and how to say which it is."""
    candidates = ", ".join(error.candidates)
    ko, en = (
        f"{UNSURE[lang].format(candidates)}\n{UNSURE_ADVICE[lang].format(error.file, edition, error.candidates[0])}"
        for lang in LANGUAGES
    )
    return Words(ko, en)


def refusal_messages(error: RefusedError | UnsureError, edition: str) -> list[Words]:
    """Why a file was refused, as it is printed at the command line."""
    if isinstance(error, UnsureError):
        return [unsure_words(error, edition)]
    return [Words(fault.text("ko"), fault.text("en")) for fault in error.faults]


def _row(fault: NumberedFault, lang: Lang) -> list[str]:
    kind = CODES[fault.code]
    column = " · ".join(part for part in (SHEET[lang].format(fault.sheet) if fault.sheet else "", fault.column) if part)
    accept = ACCEPT[lang].format(code=fault.code) if kind.oddity else ""
    advice = f"{fault.advice[lang]} {accept}".rstrip()
    line = str(fault.line or "")
    return [f"{fault.code} {kind.title[lang]}", line, column, fault.value, fault.expected[lang], advice]


def failure_page(problems: Sequence[Words]) -> str:
    """The operator's page after a run that did not succeed: everything that failed, as it was printed."""
    return _page(
        [
            _section(lang, FAILED[lang], FAILED_LEAD[lang], points=[problem[lang] for problem in problems])
            for lang in LANGUAGES
        ]
    )


def _section(
    lang: Lang, title: str, lead: str, faults: Sequence[Sequence[str]] = (), points: Sequence[str] = ()
) -> Section:
    return Section(lang, label("study", lang), title, lead, [column[lang] for column in COLUMNS], faults, points)


def _page(sections: Sequence[Section]) -> str:
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES / "notice"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    sheet = style("page.css", "parts.css", "index.css", "notice.css", "print.css")
    html = templates.get_template("notice.html.j2").render(sections=sections, style=sheet)
    # A file may hold any character; those that the font lacks are left to the reader's own fonts.
    shown = "".join(c for c in BeautifulSoup(html, "html.parser").get_text() if ord(c) in fonts.covered())
    return with_policy(html.replace("</style>", f"{fonts.face(shown, 'notice')}</style>", 1))
