"""The server that warm kernels are forked from: it imports the stack once, then forks a kernel for every connection.

A program of its own, `python -m analysis.publish.run.fork_server LISTENER MODULE…`, started by `fork` beside it. It
ends when its standard input closes, which is when the process that started it ends, however that ends.
"""

import fcntl
import gc
import importlib.util
import json
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

# What ipykernel sets before a notebook imports matplotlib, which asks for it once, when it is imported.
BACKEND = ("MPLBACKEND", "module://matplotlib_inline.backend_inline")
# The debugger, imported with no kernel to debug, would warn of that on the run's own output.
NO_WARNING = ("PYDEVD_DISABLE_FILE_VALIDATION", "1")
# What the debugger sets for its kernel when it is imported.
DEBUGGER = ("PYDEVD_USE_FRAME_EVAL", "NO")


def end_with_starter() -> None:
    """Has the system end this process, whatever it is at, once the other end of standard input closes.

    No thread could do so where a library holds the interpreter, and none may be alive at a fork.
    """
    notify(sys.stdin.fileno(), os.getpid())


def notify(file: int, owner: int) -> None:
    """Has the system send SIGIO, which ends a process, when a file closes at its other end; a group where negative."""
    fcntl.fcntl(file, fcntl.F_SETOWN, owner)
    fcntl.fcntl(file, fcntl.F_SETFL, fcntl.fcntl(file, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([file], [], [], 0)[0]:
        os.killpg(-owner, signal.SIGKILL) if owner < 0 else os.kill(owner, signal.SIGKILL)


def preload(modules: Iterable[str]) -> None:
    """Imports what there is of the modules."""
    os.environ.setdefault(*BACKEND)
    os.environ.setdefault(*NO_WARNING)
    for module in modules:
        with suppress(ImportError):
            importlib.import_module(module)
    gc.collect()
    gc.freeze()  # a child's collector would write to these objects, and so copy the pages that it shares


def serve(listener: socket.socket) -> socket.socket | None:
    """Forks for each connection until the starter is gone, then returns None; in each child returns its connection.

    A connection is closed unanswered where a thread is alive: what locks it holds would stay locked in the child.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets ended children by itself
    life = sys.stdin.fileno()
    while True:
        ready, _, _ = select.select([listener, life], [], [])
        if life in ready:
            return None
        connection, _ = listener.accept()
        if threads() == 1 and os.fork() == 0:
            return connection
        connection.close()


def threads() -> int:
    """The threads of this process, those of libraries among them."""
    return sum(1 for _ in os.scandir("/proc/self/task"))


def become_kernel(connection: socket.socket) -> None:
    """Turns a fresh child into the kernel that the connection asks for, as if it had been started cold."""
    with connection.makefile("r", encoding="utf-8") as stream:
        request: dict[str, Any] = json.loads(stream.readline())
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    os.environ.setdefault(*DEBUGGER)
    if numpy := sys.modules.get("numpy"):  # the standard library's random does so by itself
        numpy.random.seed()
    spec = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(spec.origin) if spec else "", *request["argv"]]
    sys.orig_argv = request["cmd"]
    connection.sendall(f"{os.getpid()}\n".encode())
    from ipykernel.kernelapp import IPKernelApp

    # A kernel writes its connection file anew; its manager, which still compares that file, must have done so.
    if not connection.recv(1):
        return
    notify(connection.fileno(), -os.getpgrp())
    threading.Thread(target=end_with, args=[connection], daemon=True).start()
    # Its own watch over the parent's number would watch the server's; `end_with` does that.
    IPKernelApp.launch_instance([*request["argv"], "--IPKernelApp.parent_handle=1"])


def end_with(connection: socket.socket) -> None:
    """Ends the kernel, and what it started, once the process that asked for it is gone."""
    with suppress(OSError):
        while connection.recv(1):
            pass
    os.killpg(0, signal.SIGKILL)


def main(listener: socket.socket, modules: Iterable[str]) -> None:
    """Serves until the starter is gone."""
    end_with_starter()
    if sys.path[0] in ("", str(Path.cwd())):  # as ipykernel_launcher does
        del sys.path[0]
    preload(modules)
    with listener:
        connection = serve(listener)
    if connection is not None:
        become_kernel(connection)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
