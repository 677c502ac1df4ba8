"""Whether a page is as it was made, from which data, and whether it was issued; all offline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from analysis.data.editions import Study
from analysis.publish.page.integrity import Integrity, own_hash, read_integrity
from analysis.publish.page.labels import edition_words
from analysis.publish.page.provenance_words import status
from analysis.publish.release.issued import Issued, read_issues
from analysis.publish.run.provenance import Provenance, differing_files, file_hashes, program_hash
from analysis.words import LANGUAGES, Lang, Words

INDEX = "index.html"
END = b"</html>"
SIGNS = (b"study-manifest", b"study-sha256")
BROWSER = b"<!-- saved from url="
SHORT = 12

NO_REPORT = Words("{}: 이 연구의 보고서가 아니다.", "{} is no report of this study.")
SAVED = Words(
    "{}: 만든 그대로가 아니다. 브라우저에서 저장하면서 바뀌었다. 받은 파일 그대로를 확인한다.",
    "{} is not as it was made: a browser changed it in saving. Verify the file as it was received.",
)
CUT = Words("{}: 만든 그대로가 아니다. 끝이 잘렸다.", "{} is not as it was made: its end is cut off.")
LINE_ENDS = Words(
    "{}: 만든 그대로가 아니다. 줄 끝만 바뀌었고(CRLF) 나머지는 같다.",
    "{} is not as it was made: its line ends were changed (CRLF), all else is the same.",
)
CHANGED = Words(
    "{}: 만든 그대로가 아니다. 만든 뒤에 내용이 바뀌었다.",
    "{} is not as it was made: its content was changed afterwards.",
)
PAGE = Words("    {}판 {}, {}", "    {}, {}, {}")
DRAFT = Words("초안", "a draft")
WHAT_IF = Words("가정을 바꾼 계산", "a what-if")
ISSUE = Words("제{}호", "issue {}")
PARAMETERS = Words("    매개변수: {}", "    parameters: {}")
DEFAULTS = Words("기본값", "the defaults")
VERSIONS = Words("    판본: Python {}, {}", "    versions: Python {}, {}")
COMMIT = Words("    커밋: {}", "    commit: {}")
FILES = Words("    자료 {}개(SHA-256 앞 {}자리):", "    data, {} files (first {} digits of SHA-256):")
OWN_HASH = Words("    이 파일의 해시: {}", "    hash of this file: {}")
NO_EDITION = Words("연구 {}에는 {}판이 없다.", "The study at {} has no edition {}.")
MISREAD = Words(
    "{}: 쪽에 인쇄된 판이나 발행 여부가 쪽의 기록과 다르다. 이 연구가 만든 보고서가 아니다.",
    "{}: the edition or the issue that the page prints is not that of its record: no report of this study.",
)
SAME = Words("연구 {}의 지금 자료로 만든 것이다.", "It is made from the data that the study at {} has now.")
DIFFERS = Words("연구 {}의 지금 자료와 다르다: {}", "It is not made from the data that the study at {} has now: {}")
PROGRAM = Words("지금과 다른 프로그램으로 만들었다.", "Another state of the program made it.")
RECORDED = Words("발행 기록에 있는 제{}호 그대로이다.", "It is issue {} as recorded.")
NOT_RECORDED = Words(
    "제{}호라고 하나 발행 기록에 없다. 발행한 보고서가 아니다.",
    "It says that it is issue {}, but the record has no such page: it was not issued.",
)
LATER = Words("뒤에 나온 정정이 있다: 제{}호, {}", "A correction came later: issue {}, {}")
NOT_ISSUED = Words("발행하지 않은 초안이다.", "It is a draft, not issued.")
NO_REPORT_OF_IT = Words(
    "등록부나 보고서의 값 대신 넣은 값으로 만든 것으로, 그 판의 보고서가 아니다.",
    "It is made with values in place of the register's or the report's, and is no report of the edition.",
)


@dataclass(frozen=True)
class Standing:
    """How a page that is as it was made stands to a study's data and issues; `fault` where no issue has it."""

    lines: Sequence[str]
    fault: str = ""


def misread(content: bytes, provenance: Provenance) -> bool:
    """Whether what a page prints of itself, its edition and whether it is issued, is not what its record says."""
    soup = BeautifulSoup(content, "html.parser")
    languages = [lang for lang in LANGUAGES if provenance.page == INDEX or provenance.page.startswith(f"{lang}/")]
    expected = BeautifulSoup("".join(status(provenance, lang) for lang in languages), "html.parser")
    editions = [_text(one) for one in soup.select(".study-edition")]
    named = [edition_words(provenance.edition, lang) for lang in languages]
    stands = [any(one == name or one.startswith(f"{name} ·") for one in editions) for name in named]
    return not languages or _statuses(soup) != _statuses(expected) or not all(stands)


def _statuses(soup: BeautifulSoup) -> list[str]:
    return [_text(one) for one in soup.select(".study-status, .study-reason")]


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def alteration(content: bytes) -> Words:
    """What was done to a page that is not as it was made."""
    if not any(sign in content for sign in SIGNS):
        return NO_REPORT
    if BROWSER in content:
        return SAVED
    if not content.rstrip().endswith(END):
        return CUT
    mended = content.replace(b"\r\n", b"\n")
    integrity = read_integrity(mended)
    return LINE_ENDS if integrity and own_hash(mended) == integrity.stated else CHANGED


def provenance_lines(provenance: Provenance, integrity: Integrity, lang: Lang) -> Iterator[str]:
    """What a page was made from, line by line."""
    yield PAGE[lang].format(provenance.edition, provenance.page, _mark(provenance)[lang])
    yield OWN_HASH[lang].format(integrity.stated)
    given = ", ".join(f"{name}={value}" for name, value in provenance.parameters.items())
    yield PARAMETERS[lang].format(given or DEFAULTS[lang])
    yield VERSIONS[lang].format(
        provenance.python, ", ".join(f"{name} {one}" for name, one in provenance.versions.items())
    )
    if provenance.issue and provenance.issue.commit:
        yield COMMIT[lang].format(provenance.issue.commit)
    yield FILES[lang].format(len(provenance.files), SHORT)
    for name, one in provenance.files.items():
        yield f"        {one[:SHORT]}  {name}"


def _mark(provenance: Provenance) -> Words:
    if provenance.issue is None:
        return WHAT_IF if provenance.parameters else DRAFT
    return ISSUE.filled(provenance.issue.number)


def standing(study: Study, provenance: Provenance, integrity: Integrity, lang: Lang) -> Standing:
    """How a page that is as it was made stands to the data that the study has now, and to its issues."""
    if provenance.edition not in study.editions():
        return Standing([], NO_EDITION[lang].format(study.root, provenance.edition))
    names = differing_files(provenance.files, file_hashes(study.root, provenance.files))
    lines = [(DIFFERS if names else SAME)[lang].format(study.root, ", ".join(names))]
    if provenance.program != program_hash(provenance.modules):
        lines.append(PROGRAM[lang])
    issues = read_issues(study, provenance.edition)
    if provenance.issue is None:
        return Standing([*lines, (NO_REPORT_OF_IT if provenance.parameters else NOT_ISSUED)[lang]])
    number = provenance.issue.number
    own = next((one for one in issues if one.issue.number == number), None)
    if own is None or own.pages.get(provenance.page) != integrity.stated:
        return Standing(lines, NOT_RECORDED[lang].format(number))
    return Standing([*lines, *_recorded(issues, number, lang)])


def _recorded(issues: Sequence[Issued], number: int, lang: Lang) -> Iterator[str]:
    yield RECORDED[lang].format(number)
    last = issues[-1].issue
    if last.number != number:
        yield LATER[lang].format(last.number, last.note)
