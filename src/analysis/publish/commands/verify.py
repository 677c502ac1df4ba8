"""`study verify` as its users see it: what it prints of a page, and the code it ends with."""

from pathlib import Path

from analysis.data.editions import NoStudyError, Study, find_study
from analysis.data.system import reason
from analysis.publish.commands.console import console
from analysis.publish.commands.study import open_study
from analysis.publish.page.integrity import read_integrity
from analysis.publish.release.signature import SIGNERS, beside
from analysis.publish.release.verify import MISREAD, alteration, misread, provenance_lines, standing
from analysis.publish.run.errors import CallError
from analysis.publish.run.provenance import read_provenance
from analysis.words import Lang, Words

UNREADABLE = Words("파일을 읽을 수 없다: {} ({})", "The file can't be read: {} ({})")
OTHER_FORM = Words(
    "{}: 바뀌지 않았으나 다른 판본의 프로그램이 만든 것이라 자료를 읽을 수 없다.",
    "{} is unchanged, but another version of the program made it: what it was made from can't be read here.",
)
WHOLE = Words("{}: 만든 그대로이다.", "{} is as it was made.")


def run(file: Path, root: Path | None, lang: Lang) -> int:
    """Says whether the file is as it was made, and what it was made from; 1 where it is not, or was never issued."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CallError(UNREADABLE.filled(_plain(str(file)), reason(error))) from None
    study = open_study(root) if root else _around()
    out, err, name = console(), console(stderr=True), _plain(file.name)
    integrity = read_integrity(content)
    if integrity is None or not integrity.intact:
        err.print(alteration(content)[lang].format(name))
        return 1
    provenance = read_provenance(integrity.record)
    if provenance is None:
        err.print(OTHER_FORM[lang].format(name))
        return 1
    if misread(content, provenance):
        err.print(MISREAD[lang].format(name))
        return 1
    out.print(WHOLE[lang].format(name))
    for line in provenance_lines(provenance, integrity, lang):
        out.print(_plain(line))
    signed = beside(file, content, study.root / "data" / SIGNERS if study else None)
    if signed.state == "broken":
        err.print(signed.says(lang))
        return 1
    if provenance.issue is not None:
        out.print(_plain(signed.says(lang)))
    if study is None:
        return 0
    found = standing(study, provenance, integrity, lang)
    for line in found.lines:
        out.print(_plain(line))
    if found.fault:
        err.print(found.fault)
    return 1 if found.fault else 0


def run_all(root: Path | None, lang: Lang) -> int:
    """Holds everything that the study issued against its records and their chain; 1 where anything differs."""
    from analysis.publish.release.all_issued import issued_faults, issues_held

    study, out, err = open_study(root), console(), console(stderr=True)
    found = list(issued_faults(study))
    for words in found:
        err.print(_plain(words[lang]))
    for words in issues_held(study) if not found else ():
        out.print(_plain(words[lang]))
    return 1 if found else 0


def _around() -> Study | None:
    """The study at or above the current folder, where there is one."""
    try:
        return find_study()
    except NoStudyError:
        return None


def _plain(text: str) -> str:
    """The text without characters that would steer a terminal: a page comes from anywhere."""
    return "".join(one if one.isprintable() else "�" for one in text)
