"""The command `study`: its options; what they do is imported when they are called."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from analysis import messages
from analysis.publish.errors import StudyError
from analysis.publish.parameters import check_languages
from analysis.words import Lang

HELP = messages.message_language((), os.environ)

app = typer.Typer(
    help=messages.STUDY[HELP],
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Edition = Annotated[str | None, typer.Argument(help=messages.EDITION[HELP], metavar="[EDITION]", show_default=False)]
Root = Annotated[Path | None, typer.Option(help=messages.ROOT[HELP], metavar="DIR", show_default=False)]


@app.callback()
def study() -> None:
    """Names the command's purpose; without it typer would make the one subcommand the command itself."""


@app.command(help=messages.RUN[HELP])
def run(
    edition: Edition = None,
    settings: Annotated[list[str] | None, typer.Option("--set", help=messages.SET[HELP], metavar="NAME=VALUE")] = None,
    notebook: Annotated[list[str] | None, typer.Option(help=messages.NOTEBOOK[HELP], metavar="NAME")] = None,
    lang: Annotated[list[str] | None, typer.Option(help=messages.LANG[HELP], metavar="LANG")] = None,
    jobs: Annotated[int | None, typer.Option(help=messages.JOBS[HELP], min=1, metavar="N", show_default=False)] = None,
    root: Root = None,
) -> None:
    """Make an edition's reports."""
    from analysis.publish import command

    ended(lang, lambda said: command.run(edition, settings or (), notebook or (), lang or (), jobs, root, said))


@app.command(help=messages.CHECK[HELP])
def check(
    edition: Edition = None,
    lang: Annotated[str | None, typer.Option(help=messages.MESSAGES[HELP], metavar="LANG", show_default=False)] = None,
    root: Root = None,
) -> None:
    """Hold an edition's data against its contract."""
    from analysis.publish import command

    ended([lang] if lang else None, lambda said: command.check(edition, root, said))


@app.command(help=messages.TRACE[HELP])
def trace(
    source: Annotated[Path, typer.Argument(help=messages.SOURCE[HELP], metavar="SOURCE", show_default=False)],
    edition: Annotated[
        str | None, typer.Option(help=messages.EDITION[HELP], metavar="EDITION", show_default=False)
    ] = None,
    lang: Annotated[str | None, typer.Option(help=messages.MESSAGES[HELP], metavar="LANG", show_default=False)] = None,
    root: Root = None,
) -> None:
    """Hold an edition's figures against the source text."""
    from analysis.publish import trace_command

    ended([lang] if lang else None, lambda said: trace_command.run(source, edition, root, said))


def ended(given: Sequence[str] | None, act: Callable[[Lang], int]) -> NoReturn:
    """Ends the command with the code of `act`; what the user can mend is told in a sentence, in the right language."""
    said = messages.message_language(given or (), os.environ)
    try:
        check_languages(given or ())
        code = act(said)
    except StudyError as error:
        typer.echo(error.words[said], err=True)
        code = error.exit_code
    except KeyboardInterrupt:
        typer.echo(messages.STOPPED[said], err=True)
        code = 130
    raise typer.Exit(code)


def main() -> None:
    """The entry point of the command."""
    app()


if __name__ == "__main__":
    main()
