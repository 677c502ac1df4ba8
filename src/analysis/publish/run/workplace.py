"""Where kernels work: an environment of their own, in which they are warm or cold."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.data.dependencies import PACKAGE
from analysis.publish.run import fork
from analysis.publish.run.notebooks import KERNEL

# One thread of linear algebra: sums come out the same on every machine, and kernels don't crowd each other.
STEADY = {"PYTHONHASHSEED": "0", **fork.ONE_THREAD}
FOLDERS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_PATH", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")


@contextmanager
def warmed_up(root: Path, cache: Path, *, warm: bool = True) -> Iterator[None]:
    """Starts the server for the kernels of a workplace there, so that it imports while the caller does other things."""
    environment = steady(root, cache)
    try:
        if warm and fork.available():
            with suppress(fork.NoForkError):  # kernels are then started cold, and the run says so
                fork.start([sys.executable], environment, modules())
        yield
    finally:
        fork.close(environment)


def steady(root: Path, cache: Path) -> dict[str, str]:
    """This process's environment as kernels get it, but for Jupyter's folders."""
    inherited = {name: value for name, value in os.environ.items() if name not in {"PYTHONSTARTUP", *FOLDERS}}
    return {**inherited, **STEADY, "STUDY_ROOT": str(root), "MPLCONFIGDIR": str(cache)}


@contextmanager
def workplace(root: Path, cache: Path, *, warm: bool = True) -> Iterator[dict[str, str]]:
    """The environment for kernels: a home folder is neither read nor written, `cache` keeps matplotlib's list of fonts.

    Jupyter's own folders are set for this process too, for the time of the run: a kernel named python3 in
    somebody's home folder must not take the place of the environment's. Where kernels are `warm`, they are forked
    from a server, which is started here where `warmed_up` has not.
    """
    with tempfile.TemporaryDirectory(prefix=f"study-{os.getpid()}-") as scratch:
        private = {name: str(Path(scratch, name.lower())) for name in FOLDERS}
        for folder in (*private.values(), str(cache)):
            Path(folder).mkdir(parents=True, exist_ok=True)
        kernels = kernel_spec(warm=warm)
        place = Path(private["JUPYTER_PATH"], "kernels", str(KERNEL["name"]))
        place.mkdir(parents=True)
        (place / "kernel.json").write_text(json.dumps(kernels), "utf-8")
        profile = Path(private["IPYTHONDIR"], "profile_default")
        profile.mkdir()
        recording = {"InteractiveShellApp": {"extensions": ["analysis.data.dependencies"]}}
        (profile / "ipython_kernel_config.json").write_text(json.dumps(recording), "utf-8")
        before = {name: os.environ.get(name) for name in private}
        os.environ.update(private)
        try:
            with warmed_up(root, cache, warm=warm):
                yield {**steady(root, cache), **private}
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})


def kernel_spec(*, warm: bool) -> dict[str, object]:
    """This environment's kernel as Jupyter's kernel.json describes one, forked where it is warm."""
    forked = {"provisioner_name": "study-warm", "config": {"preload": modules()}}
    return {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": KERNEL["display_name"],
        "language": KERNEL["language"],
        "metadata": {"supported_encryption": ["curve"], **({"kernel_provisioner": forked} if warm else {})},
    }


def modules() -> list[str]:
    """What the fork server imports: the stack, and the rooms of the package that notebooks import from."""
    own = (
        f"analysis.{room}.{path.stem}" for room in ("methods", "present") for path in Path(PACKAGE, room).glob("*.py")
    )
    return [*fork.STACK, "analysis.book", *sorted(name for name in own if "__" not in name)]
