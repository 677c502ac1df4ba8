"""What the commands print: plain lines, and a bar while something goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer


@dataclass(frozen=True)
class Lines:
    """Standard output or standard error, line by line and word for word: nothing of a line is taken for markup."""

    stderr: bool

    def print(self, line: object = "") -> None:
        """Prints a line."""
        typer.echo(line, err=self.stderr)


def console(*, stderr: bool = False) -> Lines:
    """Where lines are printed."""
    return Lines(stderr)


@contextmanager
def bar(title: str, total: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal's standard error; what it yields prints a line above it and moves it on by one."""
    from rich.console import Console  # a run that has nothing to do shows no bar
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    err = Console(highlight=False, soft_wrap=True, markup=False, emoji=False, stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(title, total=total)

        def done(line: str) -> None:
            err.print(line)
            progress.advance(task)

        yield done
