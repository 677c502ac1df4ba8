"""Forked kernels as their starter sees them: the fork server, a kernel's process, and which server a kernel needs."""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

# ipykernel's own parts, some of which it imports only when a kernel starts, and what notebooks import.
IPYKERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "tornado.queues",
)
STACK = (
    *IPYKERNEL,
    "pandas",
    "matplotlib.pyplot",
    "scipy.stats",
    "seaborn",
    "statsmodels.api",
    "statsmodels.formula.api",
)
# Libraries ask for these once, when they are loaded: kernels that differ in one are not forked from one server.
ASKED_ONCE = ("PYTHON", "MPL", "OMP_", "OPENBLAS_", "MKL_", "NUMEXPR_", "LD_", "LC_", "LANG", "TZ", "HOME", "XDG_")
# A thread of linear algebra would be alive at the fork, so where nothing is said there is one alone.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

SECONDS = 60  # in which a server has imported, and answers

Key = tuple[str, ...]


class NoForkError(Exception):
    """A kernel can't be forked; the message says why."""


class ForkedKernel:
    """A forked kernel as subprocess.Popen shows a process; the connection to it lives exactly as long as it does."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, connection: socket.socket):
        self.pid, self.returncode = pid, None
        self._connection = connection

    returncode: int | None

    def poll(self) -> int | None:
        """None while the kernel is alive, else 1: how a process ended is known to its parent alone."""
        if self.returncode is None and self._ended(0):
            self.returncode = 1
            self._connection.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Waits for the kernel's end; subprocess.TimeoutExpired."""
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if until is not None and time.monotonic() > until:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            self._ended(0.05)
        return code

    def go(self) -> None:
        """Lets the kernel begin: its manager has done with the connection file, which the kernel writes anew."""
        with suppress(ConnectionError):  # it ended already, as `poll` will say
            self._connection.sendall(b"\n")

    def _ended(self, seconds: float) -> bool:
        if select.select([self._connection], [], [], seconds)[0]:
            return True
        try:  # a process that the kernel forked may hold the connection open
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def send_signal(self, number: int) -> None:
        """Sends a signal to the kernel, if it is alive."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Ends the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Asks the kernel to end."""
        self.send_signal(signal.SIGTERM)


class ForkServer:
    """A running fork server: a process that has imported `modules`, and the address where it forks kernels."""

    def __init__(self, python: Sequence[str], environment: Mapping[str, str], modules: Sequence[str]):
        self._until, self.answered = time.monotonic() + SECONDS, False
        self._folder = tempfile.TemporaryDirectory(prefix=f"study-warm-{os.getpid()}-")
        self._address = str(Path(self._folder.name, "socket"))
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self._address)
            listener.listen(128)
            self._process = subprocess.Popen(
                [*python, "-m", "analysis.publish.run.fork_server", str(listener.fileno()), *modules],
                stdin=subprocess.PIPE,
                env={**ONE_THREAD, **environment},
                cwd=self._folder.name,
                pass_fds=[listener.fileno()],
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        """Whether the server runs."""
        return self._process.poll() is None

    def fork(self, cmd: Sequence[str], argv: Sequence[str], cwd: str, environment: Mapping[str, str]) -> ForkedKernel:
        """A kernel with these arguments, folder and environment, waiting for its `go`.

        NoForkError where the server gives none.
        """
        request = {"cmd": list(cmd), "argv": list(argv), "cwd": cwd, "env": {**ONE_THREAD, **environment}}
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(self._until - time.monotonic() if self._until > time.monotonic() else SECONDS)
        answer = b""
        with suppress(ConnectionError, FileNotFoundError, TimeoutError):
            connection.connect(self._address)
            connection.sendall(f"{json.dumps(request)}\n".encode())
            while not answer.endswith(b"\n") and (part := connection.recv(32)):
                answer += part
        if not answer.endswith(b"\n"):
            connection.close()
            if not self.answered:
                self._process.kill()
                raise NoForkError(f"the fork server was not ready within {SECONDS} s, or it ended")
            raise NoForkError("the fork server refused, for a thread is alive in it, or it ended")
        self.answered = True
        connection.settimeout(None)
        return ForkedKernel(int(answer), connection)

    def close(self) -> None:
        """Ends the server."""
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()


_servers: dict[Key, ForkServer] = {}
_guard = threading.Lock()


def available() -> bool:
    """Whether kernels can be forked: the threads of a process can be counted, and its libraries bear a fork."""
    return sys.platform == "linux"


def start(python: Sequence[str], environment: Mapping[str, str], modules: Sequence[str], cwd: str = "") -> ForkServer:
    """The server for kernels of this environment, started where it does not run; NoForkError where it could not be."""
    key = _key(python, environment, modules, cwd)
    with _guard:
        server = _servers.get(key)
        if server is not None and not server.alive and not server.answered:
            raise NoForkError("the fork server did not start")
        if server is None or not server.alive:
            server = _servers[key] = ForkServer(python, environment, modules)
        return server


def close(environment: Mapping[str, str] | None = None) -> None:
    """Ends the servers of an environment, or all."""
    settings = None if environment is None else _asked_once(environment)
    with _guard:
        ended = [key for key in _servers if settings is None or set(settings) <= set(key)]
        servers = [_servers.pop(key) for key in ended]
    for server in servers:
        server.close()


atexit.register(close)


def _key(python: Sequence[str], environment: Mapping[str, str], modules: Sequence[str], cwd: str) -> Key:
    own_style = [cwd] if Path(cwd, "matplotlibrc").is_file() else []
    return (*python, *modules, *own_style, *_asked_once(environment))


def _asked_once(environment: Mapping[str, str]) -> list[str]:
    return sorted(f"{name}={value}" for name, value in environment.items() if name.startswith(ASKED_ONCE))
