"""The command `study`: its options; what they do is imported when they are called."""

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis import messages
from analysis.data.intake import messages as intake
from analysis.data.reading import messages as reading
from analysis.publish.commands.ending import ended
from analysis.publish.run.errors import CallError
from analysis.publish.run.import_shims import block_grammar_import
from analysis.words import Lang

HELP = messages.message_language((), os.environ)

app = typer.Typer(
    help=messages.STUDY[HELP],
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

notebooks = typer.Typer(help=messages.NOTEBOOKS[HELP], no_args_is_help=True, rich_markup_mode=None)
app.add_typer(notebooks, name="notebook")

Edition = Annotated[str | None, typer.Argument(help=messages.EDITION[HELP], metavar="[EDITION]", show_default=False)]
EditionOption = Annotated[
    str | None, typer.Option("--edition", help=messages.EDITION[HELP], metavar="EDITION", show_default=False)
]
SaidIn = Annotated[str | None, typer.Option("--lang", help=messages.MESSAGES[HELP], metavar="LANG", show_default=False)]
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
    force: Annotated[bool, typer.Option("--force", help=messages.FORCE[HELP])] = False,
    explain: Annotated[bool, typer.Option("--explain", help=messages.EXPLAIN[HELP])] = False,
    cold: Annotated[bool, typer.Option("--cold", help=messages.COLD[HELP])] = False,
    inbox: Annotated[Path | None, typer.Option(help=messages.INBOX[HELP], metavar="DIR", show_default=False)] = None,
    into: EditionOption = None,
    root: Root = None,
) -> None:
    """Make an edition's reports."""
    wanted = (settings or (), notebook or (), lang or (), jobs, cold, force)

    def act(said: Lang) -> int:
        if edition and into and edition != into:
            two = messages.TWO_EDITIONS
            raise CallError(two.filled(edition, into))
        if inbox is None or explain:
            from analysis.publish.commands import run as run_command

            return run_command.run(edition or into, *wanted, explain, root, said)
        from analysis.publish.commands import inbox as inbox_command

        return inbox_command.run(inbox, edition or into, *wanted, root, said)

    ended(lang, act)


@app.command(help=messages.SWEEP[HELP])
def sweep(
    notebooks: Annotated[
        list[str] | None, typer.Argument(help=messages.SWEPT_NOTEBOOKS[HELP], metavar="[NOTEBOOK…]", show_default=False)
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", help=messages.SWEPT_SET[HELP], metavar="NAME=VALUES")
    ] = None,
    edition: Annotated[
        str | None, typer.Option(help=messages.SWEPT_EDITIONS[HELP], metavar="EDITIONS", show_default=False)
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help=messages.SWEPT_LANGS[HELP], metavar="LANGS", show_default=False)
    ] = None,
    jobs: Annotated[int | None, typer.Option(help=messages.JOBS[HELP], min=1, metavar="N", show_default=False)] = None,
    scheduler: Annotated[
        str | None, typer.Option(help=messages.SCHEDULER[HELP], metavar="ADDRESS", show_default=False)
    ] = None,
    insecure: Annotated[bool, typer.Option("--insecure-scheduler", help=messages.INSECURE[HELP])] = False,
    root: Root = None,
) -> None:
    """Run notebooks over a grid."""
    languages = [part.strip() for part in lang.split(",")] if lang else []

    def act(said: Lang) -> int:
        from analysis.publish.commands import sweep as sweep_command

        points = notebooks or (), settings or (), edition, languages
        return sweep_command.run(*points, jobs, scheduler, insecure, root, said)

    ended(languages, act)


@app.command(help=messages.CHECK[HELP])
def check(
    edition: Edition = None,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Hold an edition's data against its contract."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import check as check_command

        return check_command.check(edition, root, said)

    ended([lang] if lang else None, act)


@app.command(help=messages.TRACE[HELP])
def trace(
    source: Annotated[Path, typer.Argument(help=messages.SOURCE[HELP], metavar="SOURCE", show_default=False)],
    edition: EditionOption = None,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Hold an edition's figures against the source text."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import trace as trace_command

        return trace_command.run(source, edition, root, said)

    ended([lang] if lang else None, act)


@app.command(help=reading.READ[HELP])
def read(
    report: Annotated[
        Path | None, typer.Argument(help=reading.REPORT[HELP], metavar="[REPORT]", show_default=False)
    ] = None,
    edition: Annotated[
        str | None, typer.Option(help=reading.EDITION[HELP], metavar="YYYY-MM", show_default=False)
    ] = None,
    like: Annotated[
        Path | None, typer.Option(help=reading.LIKE[HELP], metavar="OLD_REPORT", show_default=False)
    ] = None,
    against: Annotated[
        str | None, typer.Option(help=reading.AGAINST[HELP], metavar="EDITION", show_default=False)
    ] = None,
    confirm: Annotated[
        str | None, typer.Option(help=reading.CONFIRM[HELP], metavar="YYYY-MM", show_default=False)
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help=reading.DECISIONS[HELP], metavar="FILE", show_default=False)
    ] = None,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Read a report into a draft, or make a draft an edition."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import read as read_command

        if confirm and not (report or edition or like or against):
            return read_command.confirm(confirm, decisions, root, said)
        if report and edition and like and not (confirm or decisions):
            return read_command.read(report, edition, like, against, root, said)
        raise CallError(reading.HOW_CALLED)

    ended([lang] if lang else None, act)


@app.command(help=messages.WHERE[HELP])
def where(
    number: Annotated[str, typer.Argument(help=messages.SOUGHT[HELP], metavar="NUMBER", show_default=False)],
    edition: EditionOption = None,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Find where a number stands."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import where as where_command

        return where_command.run(number, edition, root, said)

    ended([lang] if lang else None, act)


@notebooks.command("new", help=messages.NEW_NOTEBOOK[HELP])
def new_notebook(
    name: Annotated[str, typer.Argument(help=messages.NOTEBOOK_NAME[HELP], metavar="NAME", show_default=False)],
    table: Annotated[
        str | None, typer.Option(help=messages.ON_TABLE[HELP], metavar="TABLE", show_default=False)
    ] = None,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Write a notebook that runs."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import notebook as notebook_command

        return notebook_command.new(name, table, root, said)

    ended([lang] if lang else None, act)


@notebooks.command("show", help=messages.SHOW_IN[HELP])
def show_notebooks(
    language: Annotated[str, typer.Argument(help=messages.SHOWN_LANGUAGE[HELP], metavar="LANG", show_default=False)],
    names: Annotated[list[str] | None, typer.Argument(help=messages.SHOWN_NOTEBOOKS[HELP], metavar="[NAME]…")] = None,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Have notebooks read in one language."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import notebook as notebook_command

        return notebook_command.show(language, names or (), root, said)

    ended([lang] if lang else None, act)


@app.command(help=intake.ADD[HELP])
def add(
    files: Annotated[list[Path], typer.Argument(help=intake.FILES[HELP], metavar="FILE…", show_default=False)],
    edition: Annotated[str, typer.Option(help=intake.INTO[HELP], metavar="EDITION", show_default=False)],
    table: Annotated[str | None, typer.Option(help=intake.TABLE[HELP], metavar="NAME", show_default=False)] = None,
    accept: Annotated[list[str] | None, typer.Option(help=intake.ACCEPT[HELP], metavar="CODE:REASON")] = None,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Take an office's files into an edition."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import add as add_command

        return add_command.add(files, edition, table, accept or (), root, said)

    ended([lang] if lang else None, act)


@app.command(help=intake.NEW[HELP])
def new(
    edition: Annotated[str, typer.Argument(help=intake.MONTH[HELP], metavar="EDITION", show_default=False)],
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Start a month with empty tables."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import add as add_command

        return add_command.new(edition, root, said)

    ended([lang] if lang else None, act)


@app.command(help=messages.DIFF[HELP])
def diff(
    old: Annotated[str, typer.Argument(help=messages.OLD[HELP], metavar="OLD")],
    new: Annotated[str, typer.Argument(help=messages.NEW[HELP], metavar="NEW")],
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Report what changed between two editions."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import diff as diff_command

        return diff_command.run(old, new, root, said)

    ended([lang] if lang else None, act)


@app.command(help=messages.PDF[HELP])
def pdf(
    edition: Edition = None,
    issue: Annotated[
        int | None, typer.Option(help=messages.PDF_ISSUE[HELP], min=1, metavar="N", show_default=False)
    ] = None,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Print an edition's reports as PDF."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import pdf as pdf_command

        return pdf_command.run(edition, issue, root, said)

    ended([lang] if lang else None, act)


@app.command(help=messages.VERIFY[HELP])
def verify(
    file: Annotated[Path | None, typer.Argument(help=messages.FILE[HELP], metavar="[FILE]", show_default=False)] = None,
    everything: Annotated[bool, typer.Option("--all", help=messages.ALL[HELP])] = False,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Say whether a report, or everything issued, is as it was made."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import verify as verify_command

        if (file is None) is not everything:
            raise CallError(messages.ONE_OR_ALL)
        return verify_command.run_all(root, said) if file is None else verify_command.run(file, root, said)

    ended([lang] if lang else None, act)


@app.command(help=messages.ISSUE[HELP])
def issue(
    edition: Annotated[str, typer.Argument(help=messages.THIS_EDITION[HELP], metavar="EDITION", show_default=False)],
    note: Annotated[str, typer.Option(help=messages.NOTE[HELP], metavar="TEXT", show_default=False)],
    day: Annotated[
        str | None, typer.Option("--date", help=messages.DAY[HELP], metavar="DATE", show_default=False)
    ] = None,
    sign: Annotated[Path | None, typer.Option(help=messages.SIGN[HELP], metavar="KEY", show_default=False)] = None,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Issue an edition's reports."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import issue as issue_command

        return issue_command.run(edition, note, day, sign, root, said)

    ended([lang] if lang else None, act)


@app.command(help=messages.RELEASE[HELP])
def release(
    edition: Annotated[str, typer.Argument(help=messages.THIS_EDITION[HELP], metavar="EDITION", show_default=False)],
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Make the documents and workbooks of an edition's drafts."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import release as release_command

        return release_command.run(edition, root, said)

    ended([lang] if lang else None, act)


@app.command(help=messages.DIGEST[HELP])
def digest(
    edition: Annotated[str, typer.Argument(help=messages.THIS_EDITION[HELP], metavar="EDITION", show_default=False)],
    issue: Annotated[
        int | None, typer.Option(help=messages.DIGEST_ISSUE[HELP], min=1, metavar="N", show_default=False)
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help=messages.DIGEST_DRAFT[HELP])] = False,
    lang: SaidIn = None,
    root: Root = None,
) -> None:
    """Write the mails on an edition."""

    def act(said: Lang) -> int:
        from analysis.publish.commands import digest as digest_command

        if issue and draft:
            raise CallError(messages.ISSUE_OR_DRAFT)
        return digest_command.run(edition, issue, draft, root, said)

    ended([lang] if lang else None, act)


def main() -> None:
    """The entry point of the command."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of another encoding lacks some characters
    block_grammar_import()
    app()


if __name__ == "__main__":
    main()
