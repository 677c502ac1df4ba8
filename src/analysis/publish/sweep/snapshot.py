"""The inputs of a sweep as bytes that travel with its runs, and the folder that a process unpacks them into."""

import atexit
import io
import threading
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.data.digests import Digests, sha256, visible_files
from analysis.data.editions import Study
from analysis.publish.run.cells import CellsError, Served, can_fork
from analysis.publish.run.jobs import Job
from analysis.publish.run.record import LOCK_FILE
from analysis.publish.run.workplace import workplace
from analysis.publish.sweep import point

NOTEBOOKS = "notebooks"


def pack(study: Study, notebooks: Iterable[Path]) -> bytes:
    """A zip of what notebooks may read: data/, what lies beside them, the lock; and of notebooks those given."""
    wanted = sorted(set(notebooks))
    data = {path.relative_to(study.root).as_posix(): path for path in visible_files(study.root / "data")}
    beside = {
        f"{NOTEBOOKS}/{path.relative_to(folder).as_posix()}": path
        for folder in {path.parent for path in wanted}
        for path in visible_files(folder)
        if path in wanted or path.suffix != ".ipynb"
    }
    lock = study.root / LOCK_FILE
    files = {**data, **beside, **({LOCK_FILE: lock} if lock.is_file() else {})}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(files):
            bundle.writestr(zipfile.ZipInfo(name), files[name].read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


@dataclass
class Place:
    """Where the runs of this process work: notebooks' environment, and unpacked studies, for all threads."""

    guard: threading.Lock = field(default_factory=threading.Lock)
    opened: ExitStack = field(default_factory=ExitStack)
    scratch: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    roots: dict[str, Path] = field(default_factory=dict)
    read: dict[Path, Digests] = field(default_factory=dict)
    asking: dict[int, tuple[Path, Served]] = field(default_factory=dict)

    def open(self, cache: Path | None = None) -> None:
        """Makes the place where there is none; `cache` keeps matplotlib's list of fonts."""
        with self.guard:
            if self.scratch is None:
                self.scratch = Path(self.opened.enter_context(TemporaryDirectory(prefix="study-sweep-")))
                given = workplace(self.scratch, cache or self.scratch / "cache")
                self.environment = self.opened.enter_context(given)

    def root(self, packed: bytes) -> Path:
        """The folder of a packed study, unpacked once; it stays until the place is closed."""
        self.open()
        with self.guard:
            name = sha256(packed)
            if name not in self.roots:
                assert self.scratch is not None
                with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
                    bundle.extractall(self.scratch / name)
                self.roots[name] = self.scratch / name
            return self.roots[name]

    def digests(self, root: Path) -> Digests:
        """The digests of an unpacked study, which nobody changes."""
        with self.guard:
            return self.read.setdefault(root, Digests(Study(root)))

    def ask(self, job: Job, root: Path, reads: Path) -> point.Answer:
        """What a job of an unpacked study gives; `reads` gets what it read. CellsError as `Served.ask`.

        A thread has one process that its points are forked from, another after one that ended.
        """
        asked = self.asking.pop(thread := threading.get_ident(), None)
        if asked is None or asked[0] != root:
            if asked:
                asked[1].close()
            environment = {**self.environment, "STUDY_ROOT": str(root)}
            asked = root, Served(point.serve, str(job.notebook.parent), environment)
        try:
            answer: point.Answer = asked[1].ask((job, root, reads), point.SECONDS)
        except CellsError:
            asked[1].close()
            raise
        if can_fork():
            self.asking[thread] = asked
        else:
            asked[1].close()
        return answer

    def close(self) -> None:
        """Ends the processes and removes what was unpacked."""
        with self.guard:
            for _, served in self.asking.values():
                served.close()
            self.asking.clear()
            self.opened.close()
            self.scratch, self.environment, self.roots, self.read = None, {}, {}, {}


PLACE = Place()
atexit.register(PLACE.close)
