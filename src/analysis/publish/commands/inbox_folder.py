"""The inbox: each file that lies there goes into an edition, then to done/, or else to refused/ with its page.

A file leaves the inbox last of all. A run that is killed has changed nothing by a refused file, and knows a taken one
again: its SHA-256 is kept beside the data that it brought, put in place in one step with them.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from analysis.data.editions import EDITION_NAME, Study
from analysis.data.intake.log import read_log
from analysis.data.intake.take import take_in
from analysis.publish.run.errors import CallError
from analysis.words import Words

DONE, REFUSED = "done", "refused"
# Hidden files, among them those that are still being copied; the files that Office keeps beside an open one.
NOT_YET = (".", "~$")


@dataclass(frozen=True)
class Dropped:
    """A file in the inbox and the edition that it is meant for."""

    path: Path
    edition: str


def dropped(inbox: Path, edition: str | None) -> list[Dropped]:
    """The files that lie in the inbox, by edition and name; those in no folder are meant for `edition`.

    Raises:
        CallError: a file without an edition, or a folder that names none.
    """
    files = []
    for path in _visible(inbox):
        if path.is_dir() and path.name not in {DONE, REFUSED}:
            files += [Dropped(one, path.name) for one in _edition_files(path)]
        elif path.is_file():
            if edition is None:
                raise CallError(
                    Words(
                        f"{path.name}: 어느 판의 파일인지 알 수 없다. 판 이름(YYYY-MM)의 폴더에 넣거나 "
                        "--edition YYYY-MM으로 판을 정한다.",
                        f"{path.name}: of which edition? Put it into a folder named YYYY-MM, or name the edition by "
                        "--edition YYYY-MM.",
                    )
                )
            files.append(Dropped(path, edition))
    return sorted(files, key=lambda one: (one.edition, one.path.name, one.path))


def _edition_files(folder: Path) -> Iterator[Path]:
    if not EDITION_NAME.fullmatch(folder.name):
        raise CallError(
            Words(
                f"폴더 {folder.name}: 판 이름(YYYY-MM)이 아니다.",
                f"Folder {folder.name} is not named for an edition (YYYY-MM).",
            )
        )
    for path in _visible(folder):
        if path.is_dir():
            raise CallError(
                Words(
                    f"폴더 {folder.name}/{path.name}: 판의 폴더에는 파일만 넣는다.",
                    f"Folder {folder.name}/{path.name}: an edition's folder takes files only.",
                )
            )
        yield path


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


def is_taken(study: Study, file: Dropped) -> bool:
    """Whether the file's edition has taken in a file of these very bytes."""
    if file.edition not in study.editions():
        return False
    sha256 = hashlib.sha256(file.path.read_bytes()).hexdigest()
    return any(record["sha256"] == sha256 for record in read_log(study.raw(file.edition)))


def put_done(study: Study, inbox: Path, file: Dropped) -> Path | None:
    """Moves a file that was taken in to done/; None, and the file stays, where another was put there meanwhile."""
    if not file.path.is_file() or not is_taken(study, file):
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
    name, data = file.path, file.path.read_bytes()
    for number in count(1):
        place = folder / file.edition / (name.name if number == 1 else f"{name.stem}-{number}{name.suffix}")
        same = place.is_file() and place.read_bytes() == data
        page_is_a_file = page_of(page_of(place)).exists()  # a refused file whose name is that of this one's page
        if (same or not place.exists()) and not page_is_a_file:
            return place
    raise AssertionError("numbers don't end")


def page_of(place: Path) -> Path:
    """The page beside a refused file."""
    return place.with_name(f"{place.name}.html")


def write_whole(path: Path, text: str) -> None:
    """Writes a file in one step: it is met whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, "utf-8", newline="\n")
    part.replace(path)
