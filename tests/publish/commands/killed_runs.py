"""Runs the command in children of one process, and kills some of them: for test_inbox.py, as a program of its own.

A disk looks the same at every moment between two changes to it, so a run is killed right before its n-th change.
Reads a JSON list of runs from the standard input: {"arguments": [...], "root": ..., "kill_at": n or null}; writes for
each the code it ended with (negative: the signal) and the number of changes that it made.
"""

import importlib
import json
import multiprocessing
import os
import signal
import sys
from multiprocessing import forkserver
from pathlib import Path

from analysis.cli import app
from analysis.publish.run import cells
from analysis.publish.run.import_shims import block_grammar_import

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}


def run(arguments: list[str], root: str, kill_at: int | None) -> tuple[int, int]:
    """The code that a run in a child of its own ended with, and the changes that it made below `root`."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        watch(Path(root), kill_at, writer)
        try:
            app(arguments)
        except SystemExit as end:
            os._exit(int(end.code or 0))
    os.close(writer)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        changes = len(pipe.read())
    return os.waitstatus_to_exitcode(status), changes


def watch(root: Path, kill_at: int | None, writer: int) -> None:
    """Counts the changes to files below `root` into the pipe, and kills this process before number `kill_at`."""
    made = 0

    def hook(event: str, arguments: tuple) -> None:
        nonlocal made
        opened_to_write = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
        if event not in CHANGES and not opened_to_write:
            return
        named = isinstance(arguments[0], str | os.PathLike)
        # Below a folder that is held open, shutil.rmtree names files by their last part only.
        if named and (not Path(arguments[0]).is_absolute() or Path(arguments[0]).is_relative_to(root)):
            if made == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            made += 1
            os.write(writer, b".")

    sys.addaudithook(hook)


ONCE = ("analysis.publish.make", "analysis.publish.commands.inbox", "analysis.data.check", "frictionless", "jsonschema")


def share_server() -> None:
    """Starts the server of processes for all runs, with what their one notebook and its page need."""
    multiprocessing.set_forkserver_preload(["analysis.publish.run.shell", "analysis.publish.page.export"])
    with cells.no_main():
        forkserver.ensure_running()
    forkserver._forkserver.ensure_running = cells.start_server = lambda *_: None


if __name__ == "__main__":
    block_grammar_import()
    for module in ONCE:  # what a run imports, once for all children
        importlib.import_module(module)
    share_server()
    json.dump([run(**one) for one in json.load(sys.stdin)], sys.stdout)
