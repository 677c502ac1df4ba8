"""A report's file as the commands take it."""

from pathlib import Path

from analysis.data.reading import messages
from analysis.data.reading.sources.source import Source, SourceError, read_source
from analysis.publish.run.errors import CallError, StudyError
from analysis.words import Words


def open_source(path: Path) -> Source:
    """The lines of a report; CallError where there is no such file, StudyError where it can't be read."""
    try:
        return read_source(path)
    except SourceError as error:
        said = messages.UNREADABLE
        words = Words(said.ko.format(path.name, error.words.ko), said.en.format(path.name, error.words.en))
        raise (StudyError(words) if path.is_file() else CallError(words)) from None
