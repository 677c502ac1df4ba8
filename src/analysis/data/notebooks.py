"""Which files of a folder are the study's notebooks: a new one is a new file, a scratch pad or a copy is none."""

import json
import re
from pathlib import Path

from analysis.data.system import content_of

NAME = re.compile(r"\d\d_(?P<topic>[a-z][a-z0-9_]*)")
FOLDER, TAG = "notebooks", "parameters"


def notebook_folder(root: Path) -> Path:
    """The study's own notebooks, else those that come with the program."""
    own = root / FOLDER
    return own if notebooks_in(own) else Path(__file__).resolve().parents[3] / FOLDER


def notebooks_in(folder: Path) -> list[Path]:
    """The study's notebooks by name: those named as 08_staff is, and others with a cell of parameters."""
    return [path for path in files_in(folder) if NAME.fullmatch(path.stem) or _is_one(path)]


def scratch_in(folder: Path) -> list[Path]:
    """The others, of which no report is made: Untitled.ipynb, 08_staff-Copy1.ipynb."""
    own = notebooks_in(folder)
    return [path for path in files_in(folder) if path not in own]


def files_in(folder: Path) -> list[Path]:
    """Every notebook file by name, but for hidden ones."""
    return sorted(folder.glob("[!.]*.ipynb"))


def _is_one(path: Path) -> bool:
    begun = NAME.match(path.stem)
    return not (begun and path.with_stem(begun[0]).is_file()) and _takes_parameters(path)


def _takes_parameters(path: Path) -> bool:
    try:
        cells = json.loads(content_of(path))["cells"]
        return any(TAG in cell["metadata"].get("tags", ()) for cell in cells)
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return False
