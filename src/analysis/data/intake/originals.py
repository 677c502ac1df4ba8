"""Files as they came, kept under names of their own."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.data.intake.log import ORIGINALS

LONGEST = 200  # a folder of most systems takes names of 255 bytes, and what stands beside a file has a longer one


@dataclass(frozen=True)
class Source:
    """A file as it came."""

    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def place_of_original(folder: Path, source: Source) -> str:
    """The file's place among the edition's originals, under a safe name of its own."""
    originals = folder / ORIGINALS
    name = safe_name(source.name)
    path, number = originals / name, 1
    taken = {one.name.casefold(): one for one in originals.iterdir()} if originals.is_dir() else {}
    while (there := taken.get(path.name.casefold())) is not None and there.read_bytes() != source.data:
        number += 1
        path = originals / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return f"{ORIGINALS}/{path.name}"


def keep_original(folder: Path, source: Source, place: str) -> None:
    """Puts the file into the edition's originals."""
    (folder / ORIGINALS).mkdir(exist_ok=True)
    (folder / place).write_bytes(source.data)


def safe_name(name: str) -> str:
    """A file's name without what some system takes for a path, a device or a hidden file."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", unicodedata.normalize("NFC", name)).strip(" .")
    short = fitting(plain or "file")
    reserved = re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)\d", Path(short).stem, re.IGNORECASE)
    return f"{'_' if reserved else ''}{short}"


def fitting(name: str) -> str:
    """A name of at most `LONGEST` bytes, its end cut and its suffix kept."""
    stem, suffix = Path(name).stem, Path(name).suffix
    suffix = suffix if len(suffix.encode()) < LONGEST // 2 else ""
    while len(f"{stem}{suffix}".encode()) > LONGEST:
        stem = stem[:-1]
    return f"{stem}{suffix}"
