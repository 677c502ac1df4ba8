"""How the last run of an edition ended: what failed, kept beside the notebooks that failed until it is mended."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.data.durable import write_whole
from analysis.data.editions import Study
from analysis.data.system import content_of
from analysis.publish.run.errors import StudyError
from analysis.words import Words

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
INBOX = "inbox"  # the run of an inbox, whatever editions it was about
BROKEN = Words(
    "실행의 기록을 읽을 수 없다: {0}. 지우고 study run을 다시 실행한다.",
    "The record of the run can't be read: {0}. Delete it and run study run again.",
)


@dataclass(frozen=True)
class Problem:
    """Something that stopped a run, and the notebooks that failed by it; of data at fault there are none."""

    words: Words
    notebooks: tuple[str, ...] = ()


def outcome_file(study: Study, run: str) -> Path:
    """Where the problems of a run are, by its edition; nothing is there where it succeeded."""
    return study.root / "reports" / "failed" / f"{run}.json"


def read_problems(study: Study, run: str) -> list[Problem]:
    """What stopped the last run; StudyError where its record is broken."""
    path = outcome_file(study, run)
    try:
        found = json.loads(content_of(path))["problems"] if path.exists() else []
        problems = [Problem(Words(one["ko"], one["en"]), tuple(one["notebooks"])) for one in found]
        texts = [text for one in problems for text in (one.words.ko, one.words.en, *one.notebooks)]
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("a problem that is no text")
        return problems
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise StudyError(BROKEN.filled(path)) from None


def record_problems(study: Study, run: str, found: Sequence[Problem], made: Collection[str] | None = None) -> None:
    """Records what stopped a run, or that nothing did.

    A run of some notebooks, `made`, leaves what is known of others that failed and still wait to be run again.
    Paths are kept from the study's folder on: the record is the same on every machine. What an error may say though no
    page can is kept by its number.
    """
    path = outcome_file(study, run)
    try:
        before = [] if made is None else read_problems(study, run)
    except StudyError:
        before = []
    waiting = {one.stem for one in path.with_suffix("").glob("*/*.ipynb")} - set(made or ())
    problems = [one for one in before if waiting & set(one.notebooks)] + [_kept(one, study) for one in found]
    if not problems:
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
        return
    content = [{"ko": one.words.ko, "en": one.words.en, "notebooks": list(one.notebooks)} for one in problems]
    write_whole(path, json.dumps({"problems": content}, ensure_ascii=False, indent=1) + "\n")


def _kept(one: Problem, study: Study) -> Problem:
    ko, en = (
        UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text.replace(f"{study.root}/", ""))
        for text in (one.words.ko, one.words.en)
    )
    return Problem(Words(ko, en), one.notebooks)
