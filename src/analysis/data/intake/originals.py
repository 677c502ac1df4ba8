"""Files as they came, kept under names of their own."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.data.intake.log import ORIGINALS


@dataclass(frozen=True)
class Source:
    """A file as it came."""

    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


def keep_original(folder: Path, source: Source) -> str:
    """Puts the file into the edition's originals under a safe name of its own; returns its place."""
    originals = folder / ORIGINALS
    originals.mkdir(exist_ok=True)
    name = safe_name(source.name)
    path, number = originals / name, 1
    taken = {one.name.casefold(): one for one in originals.iterdir()}
    while (there := taken.get(path.name.casefold())) is not None and there.read_bytes() != source.data:
        number += 1
        path = originals / f"{Path(name).stem}-{number}{Path(name).suffix}"
    path.write_bytes(source.data)
    return f"{ORIGINALS}/{path.name}"


def safe_name(name: str) -> str:
    """A file's name without what some system takes for a path, a device or a hidden file."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", unicodedata.normalize("NFC", name)).strip(" .")
    stem, suffix = Path(plain or "file").stem, Path(plain).suffix
    while len(f"{stem}{suffix}".encode()) > 200:
        stem = stem[:-1]
    reserved = re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)\d", stem, re.IGNORECASE)
    return f"{'_' if reserved else ''}{stem}{suffix}"
