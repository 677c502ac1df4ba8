"""The inputs of a sweep as bytes that travel with its runs, and the folder that a process unpacks them into."""

import atexit
import io
import threading
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.data.digests import Digests, sha256, visible_files
from analysis.data.editions import Study
from analysis.publish.run.cells import ENDED, CellsError, Serve, Served
from analysis.publish.run.record import LOCK_FILE
from analysis.publish.run.workplace import workplace

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
    """Where the runs of this process work: notebooks' environment, unpacked studies and what runs, for all threads."""

    guard: threading.Lock = field(default_factory=threading.Lock)
    opened: ExitStack = field(default_factory=ExitStack)
    scratch: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    roots: dict[str, Path] = field(default_factory=dict)
    read: dict[Path, Digests] = field(default_factory=dict)
    running: list[Served] = field(default_factory=list)
    stopped: bool = False

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

    @contextmanager
    def process(self, serve: Serve, folder: Path, own: Mapping[str, str]) -> Iterator[Served]:
        """A process for a notebook in a folder, with more of an environment; CellsError where it does not start."""
        with Served(serve, str(folder), {**self.environment, **own}) as process:
            with self.guard:
                if self.stopped:
                    raise CellsError(ENDED)
                self.running.append(process)
            try:
                yield process
            finally:
                with self.guard:
                    self.running.remove(process)

    def stop(self) -> None:
        """Ends all that runs here; what is begun from now on ends, too."""
        with self.guard:
            self.stopped = True
            for process in self.running:
                process.kill()

    def close(self) -> None:
        """Removes what was unpacked."""
        with self.guard:
            self.opened.close()
            self.scratch, self.environment, self.roots, self.read, self.stopped = None, {}, {}, {}, False


PLACE = Place()
atexit.register(PLACE.close)
