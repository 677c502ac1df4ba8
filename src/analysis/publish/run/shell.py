"""IPython without a kernel: cells run in this process, and what they show comes back as nbformat's outputs."""

import io
import os
import sys
import tempfile
from collections.abc import Sequence
from typing import Any, BinaryIO

from ipykernel.jsonutil import json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets import Type
from traitlets.config import Config

Ran = tuple[list[NotebookNode], int, bool]
SETTINGS = Config({"HistoryManager": {"enabled": False}})


class Outputs(list[NotebookNode]):
    """What a notebook's cells showed, in order; `begin` leaves what is updated later where it was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.named: dict[str, list[NotebookNode]] = {}
        self.clearing = False

    def begin(self) -> None:
        """Empties the list for the next cell."""
        self.clear()
        self.clearing = False

    def show(self, kind: str, **content: Any) -> NotebookNode:
        """Adds an output, in place of those before it where they were to be cleared by the next."""
        if self.clearing:
            self.begin()
        self.append(new_output(kind, **content))  # type: ignore[no-untyped-call]
        return self[-1]

    def write(self, stream: str, text: str) -> None:
        """Adds to a stream; text that follows text of the same stream is one output with it."""
        if self and not self.clearing and self[-1].output_type == "stream" and self[-1].name == stream:
            self[-1].text += text
        elif text:
            self.show("stream", name=stream, text=text)


class Publisher(DisplayPublisher):
    """Takes what cells display, and what they display anew under a name."""

    def publish(  # type: ignore[override]
        self, data: Any, metadata: Any = None, *_: Any, transient: Any = None, update: bool = False, **__: Any
    ) -> None:
        """Adds a display, or replaces those of its name."""
        outputs: Outputs = self.shell.outputs
        content = {"data": json_clean(data), "metadata": json_clean(metadata or {})}  # type: ignore[no-untyped-call]
        name = str((transient or {}).get("display_id"))
        if update:
            for one in outputs.named.get(name, ()):
                one.update(NotebookNode(content))  # type: ignore[no-untyped-call]
        else:
            shown = outputs.show("display_data", **content)
            outputs.named.setdefault(name, []).append(shown)

    def clear_output(self, wait: bool = False) -> None:
        """Clears the cell's outputs, at once or with the next."""
        outputs: Outputs = self.shell.outputs
        if wait:
            outputs.clearing = True
        else:
            outputs.begin()


class Hook(DisplayHook):
    """Takes the value of a cell's last expression."""

    def write_output_prompt(self) -> None:
        """There is none."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Adds the value in all its formats."""
        outputs: Outputs = self.shell.outputs  # type: ignore[union-attr]
        content = {"data": json_clean(format_dict), "metadata": json_clean(md_dict or {})}  # type: ignore[no-untyped-call]
        outputs.show("execute_result", execution_count=self.prompt_count, **content)

    def finish_displayhook(self) -> None:
        """Nothing was begun."""
        self._is_active = False


class Below:
    """What other programs and libraries write on the process's own streams while a cell runs."""

    def __init__(self) -> None:
        self.file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        for stream in (1, 2):
            os.dup2(self.file.fileno(), stream)

    def taken(self) -> str:
        """What was written since the last call."""
        size = os.lseek(self.file.fileno(), 0, os.SEEK_CUR)
        if not size:
            return ""
        text = os.pread(self.file.fileno(), size, 0).decode("utf-8", "replace")
        os.lseek(self.file.fileno(), 0, os.SEEK_SET)
        os.ftruncate(self.file.fileno(), 0)
        return text


class Shell(InteractiveShell):
    """IPython's shell whose cells show what they have to show in `outputs`."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)

    def __init__(self, **given: Any):
        self.outputs, self.below = Outputs(), Below()
        super().__init__(config=SETTINGS, **given)  # type: ignore[no-untyped-call]

    def run(self, source: str) -> Ran:
        """Runs a cell: its outputs, its number, and whether it came to its end."""
        number = self.execution_count
        self.outputs.begin()
        succeeded: bool = self.run_cell(source, store_history=True).success  # type: ignore[no-untyped-call]
        self.outputs.write("stdout", self.below.taken())
        return list(self.outputs), number, succeeded

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: Sequence[str]) -> None:
        said = str(evalue)
        if issubclass(etype, SystemExit):  # papermill takes one that says nothing for an end that was meant
            said = f"sys.exit({said})"
        self.outputs.show("error", ename=etype.__name__, evalue=said, traceback=list(stb))

    def ask_exit(self) -> None:
        """`exit` in a cell is an end before the end, as `sys.exit` is."""
        raise SystemExit


class Stream(io.TextIOBase):
    """The standard output or error of cells."""

    encoding = "utf-8"

    def __init__(self, name: str, outputs: Outputs):
        self.name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        """Shows the text."""
        self.outputs.write(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """It is."""
        return True

    def isatty(self) -> bool:
        """It is none."""
        return False


def begin() -> Shell:
    """The shell of this process, to which its standard streams belong from now on."""
    shell: Shell = Shell.instance()
    sys.stdout, sys.stderr = Stream("stdout", shell.outputs), Stream("stderr", shell.outputs)
    return shell
