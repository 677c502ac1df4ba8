"""The inbox: each file that lies there goes into an edition, then to done/, or else to refused/ with its page.

A file leaves the inbox last of all. A run that is killed has changed nothing by a refused file, and knows a taken one
again: its SHA-256 is kept beside the data that it brought, put in place in one step with them.
"""

import filecmp
import hashlib
import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from analysis.data.durable import write_whole
from analysis.data.editions import EDITION_NAME, Study
from analysis.data.intake.files import is_ordinary, read_file, state
from analysis.data.intake.log import read_log
from analysis.data.intake.names import shown_name
from analysis.data.intake.originals import fitting
from analysis.data.intake.take import take_in
from analysis.words import Words

DONE, REFUSED = "done", "refused"
# Hidden files, among them those that are still being copied; the files that Office keeps beside an open one.
NOT_YET = (".", "~$")
NO_EDITION = Words(
    "{}: 어느 판의 파일인지 알 수 없다. 판 이름(YYYY-MM)의 폴더에 넣거나 --edition YYYY-MM으로 판을 정한다.",
    "{}: of which edition? Put it into a folder named YYYY-MM, or name the edition by --edition YYYY-MM.",
)
NO_EDITION_FOLDER = Words(
    "폴더 {}: 판 이름(YYYY-MM)이 아니다. 그 안의 파일은 그대로 있다.",
    "Folder {} is not named for an edition (YYYY-MM); what is in it stays.",
)
FILES_ONLY = Words(
    "폴더 {}/{}: 판의 폴더에는 파일만 넣는다. 그 안의 파일은 그대로 있다.",
    "Folder {}/{}: an edition's folder takes files only; what is in it stays.",
)


@dataclass(frozen=True)
class Dropped:
    """A file in the inbox and the edition that it is meant for."""

    path: Path
    edition: str


def dropped(inbox: Path, edition: str | None) -> tuple[list[Dropped], list[Words]]:
    """What lies in the inbox by edition and name, that in no folder meant for `edition`; and what names no edition.

    A link or a device is among the files: it is refused, not opened.
    """
    files: list[Dropped] = []
    strays: list[Words] = []
    for path in _visible(inbox):
        if not _is_folder(path):
            if edition is None:
                strays.append(_said(NO_EDITION, path.name))
            else:
                files.append(Dropped(path, edition))
        elif EDITION_NAME.fullmatch(path.name):
            inner = _visible(path)
            files += [Dropped(one, path.name) for one in inner if not _is_folder(one)]
            strays += [_said(FILES_ONLY, path.name, one.name) for one in inner if _is_folder(one)]
        elif path.name not in {DONE, REFUSED}:
            strays.append(_said(NO_EDITION_FOLDER, path.name))
    return sorted(files, key=lambda one: (one.edition, one.path.name, one.path)), strays


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _said(words: Words, *names: str) -> Words:
    shown = list(map(shown_name, names))
    return words.filled(*shown)


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith(NOT_YET))


def take(study: Study, file: Dropped) -> bool:
    """Takes a file into its edition; no where the edition has these very bytes already.

    Raises:
        RefusedError: the file has faults.
        UnsureError: it fits several tables.
    """
    if is_taken(study, file):
        return False
    take_in(study, file.edition, file.path)
    return True


def state_of(file: Dropped) -> tuple[int, int] | None:
    """By what is told that a file was written to, or another took its place; None where it is gone."""
    try:
        return state(file.path.lstat())
    except OSError:
        return None


def is_taken(study: Study, file: Dropped) -> bool:
    """Whether the file's edition has taken in a file of these very bytes; RefusedError for what is never opened."""
    if file.edition not in study.editions():
        return False
    sha256 = hashlib.sha256(read_file(file.path)).hexdigest()
    return any(record["sha256"] == sha256 for record in read_log(study.raw(file.edition)))


def put_done(study: Study, inbox: Path, file: Dropped) -> Path | None:
    """Moves a file that was taken in to done/; None, and the file stays, where another was put there meanwhile."""
    if not os.path.lexists(file.path) or not is_ordinary(file.path) or not is_taken(study, file):
        return None
    return _put(file.path, place_for(file, inbox / DONE))


def put_refused(inbox: Path, file: Dropped, page: str) -> Path:
    """Moves a refused file to refused/, its page there before it; returns where the page is."""
    place = place_for(file, inbox / REFUSED)
    write_whole(page_of(place), page)
    _put(file.path, place)
    return page_of(place)


def _put(path: Path, place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    return path.replace(place)


def place_for(file: Dropped, folder: Path) -> Path:
    """The file's place in the edition's folder, under a number where another file of its name is there."""
    name = Path(fitting(shown_name(file.path.name)))
    for number in count(1):
        place = folder / file.edition / (name.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        page_is_a_file = page_of(page_of(place)).exists()  # a refused file whose name is that of this one's page
        if (not os.path.lexists(place) or _same(file.path, place)) and not page_is_a_file:
            return place
    raise AssertionError("numbers don't end")


def _same(one: Path, other: Path) -> bool:
    """Whether two files have the same bytes; never of what is not opened."""
    return is_ordinary(one) and is_ordinary(other) and filecmp.cmp(one, other, shallow=False)


def page_of(place: Path) -> Path:
    """The page beside a refused file."""
    return place.with_name(f"{place.name}.html")
