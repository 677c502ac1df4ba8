"""What a release was made from, as its data tells of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.publish.release.changes import Version
from analysis.publish.run.provenance import Provenance


@dataclass(frozen=True)
class Making:
    """What a release was made from.

    Attributes:
        processed: the edition's folder of typed tables.
        notebooks: the source of each notebook, by name.
        provenance: what each page was made from, by its path without .html.
        versions: the versions of the edition that lead to this one, itself the last.
    """

    processed: Path
    notebooks: Mapping[str, Path]
    provenance: Mapping[str, Provenance]
    versions: Sequence[Version]
