"""The chain of issues: each link names an issue's record by its hash, and the link before it by its own."""

import hashlib
import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analysis.data.durable import write_whole
from analysis.data.editions import EDITION_NAME, Study
from analysis.data.system import content_of
from analysis.publish.release.issued import Issued, as_recorded, read_issues, record_folder, signature_file
from analysis.publish.release.signature import SIGNATURE
from analysis.publish.run.errors import StudyError
from analysis.words import Words

CHAIN_FILE = "chain.json"
BROKEN = Words(
    "발행의 사슬을 읽을 수 없다: {}. 커밋에서 되살린다.",
    "The chain of issues can't be read: {}. Restore it from the commit.",
)
UNLINKED = Words(
    "{0}: {1}번째 고리가 앞 고리의 해시와 맞지 않는다.", "{0}: link {1} does not name the hash of the link before it."
)
CUT_OFF = Words(
    "{}: 커밋된 사슬에 있던 고리가 없거나 다르다. 커밋에서 되살린다.",
    "{}: links of the committed chain are missing or different. Restore it from the commit.",
)
NO_RECORD = Words(
    "{0}판 제{1}호: 사슬에는 있으나 발행 기록({2})에 없다. 기록을 커밋에서 되살린다.",
    "{0}, issue {1}: the chain has it, but its record ({2}) does not. Restore the record from the commit.",
)
CHANGED = Words(
    "{0}판 제{1}호: 발행 기록({2})이 발행한 뒤에 바뀌었다.",
    "{0}, issue {1}: its record ({2}) was changed after the issue.",
)
SIGNATURE_NOT = Words(
    "{0}판 제{1}호: 서명({2})이 없거나 기록된 것이 아니다. 커밋에서 되살린다.",
    "{0}, issue {1}: its signature ({2}) is missing or is not the one recorded. Restore it from the commit.",
)
NOT_LINKED = Words(
    "{0}판 제{1}호: 발행 기록({2})에는 있으나 사슬에 없다.",
    "{0}, issue {1}: its record ({2}) has it, but the chain does not.",
)


@dataclass(frozen=True)
class Link:
    """One issue in the chain: `record` is the SHA-256 of its record, `before` that of the link before, "" of the first.

    Together with the record, which has the hash of every file of the issue, it stands for all that was issued.
    """

    edition: str
    number: int
    record: str
    before: str

    @property
    def hash(self) -> str:
        """SHA-256 of the link."""
        return _hash(asdict(self))


def chain_file(study: Study) -> Path:
    """Where the chain is kept; it belongs to the data and is committed with it."""
    return record_folder(study) / CHAIN_FILE


def read_chain(study: Study) -> list[Link]:
    """The links, the first one first; StudyError where the file is none."""
    path = chain_file(study)
    if not path.exists():
        return []
    try:
        return _links(content_of(path))
    except (OSError, ValueError, RecursionError, TypeError, KeyError):
        raise StudyError(BROKEN.filled(path)) from None


def extend(study: Study, edition: str, issues: Sequence[Issued]) -> None:
    """Links the last issue of an edition to the chain, where it is not linked yet."""
    links, last = read_chain(study), issues[-1]
    if any((one.edition, one.number) == (edition, last.issue.number) for one in links):
        return
    links.append(Link(edition, last.issue.number, record_hash(last), links[-1].hash if links else ""))
    content = {"chain": [asdict(one) for one in links]}
    write_whole(chain_file(study), json.dumps(content, indent=1, sort_keys=True) + "\n")


def record_hash(issued: Issued) -> str:
    """SHA-256 of an issue's record, in a form that does not depend on how the file is laid out."""
    return _hash(as_recorded(issued))


def faults(study: Study, *, but_last: str = "") -> Iterator[Words]:
    """What does not hold between the chain, the records and what was committed of the chain.

    The last record of the edition `but_last` may be unlinked still: an issue that was stopped is about to be ended.
    """
    links, path = read_chain(study), chain_file(study)
    for at, (one, before) in enumerate(zip(links, ["", *(link.hash for link in links)], strict=False), 1):
        if one.before != before:
            yield UNLINKED.filled(path, at)
    committed = _committed(study)
    if committed != links[: len(committed)]:
        yield CUT_OFF.filled(path)
    linked: dict[str, dict[int, Link]] = {}
    for one in links:
        linked.setdefault(one.edition, {})[one.number] = one
    for edition in sorted({*linked, *recorded_editions(study)}):
        own, file = linked.get(edition, {}), record_folder(study) / f"{edition}.json"
        issues = {one.issue.number: one for one in read_issues(study, edition)}
        for number in sorted({*own, *issues}):
            if number not in issues:
                yield NO_RECORD.filled(edition, number, file)
            elif number not in own:
                if edition != but_last or number != max(issues):
                    yield NOT_LINKED.filled(edition, number, file)
            elif record_hash(issues[number]) != own[number].record:
                yield CHANGED.filled(edition, number, file)
            elif _file_hash(kept := signature_file(study, edition, number)) != issues[number].files.get(SIGNATURE):
                yield SIGNATURE_NOT.filled(edition, number, kept)


def recorded_editions(study: Study) -> list[str]:
    """The editions that have a record of issues."""
    return sorted(path.stem for path in record_folder(study).glob("*.json") if EDITION_NAME.fullmatch(path.stem))


def _committed(study: Study) -> list[Link]:
    """The chain as the study's last commit has it; none where the study is in no checkout."""
    name = chain_file(study).relative_to(study.root).as_posix()
    try:
        call = ["git", "-C", str(study.root), "show", f"HEAD:./{name}"]
        return _links(subprocess.run(call, capture_output=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError, RecursionError, TypeError, KeyError):
        return []


def _links(data: bytes) -> list[Link]:
    links = [Link(**one) for one in json.loads(data)["chain"]]
    if not all(isinstance(one.number, int) and EDITION_NAME.fullmatch(one.edition) for one in links):
        raise ValueError("a link that names no issue")
    return links


def _file_hash(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _hash(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
