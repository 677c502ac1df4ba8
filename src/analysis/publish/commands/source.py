"""A report's file as the commands take it."""

from pathlib import Path

from analysis.data.intake.names import shown_text
from analysis.data.reading import messages
from analysis.data.reading.sources.source import Source, SourceError, read_source
from analysis.publish.run.errors import CallError, StudyError


def open_source(path: Path) -> Source:
    """The lines of a report; CallError where there is no such file, StudyError where it can't be read."""
    try:
        return read_source(path)
    except SourceError as error:
        words = messages.UNREADABLE.filled(shown_text(path.name), error.words)
        raise (StudyError(words) if path.is_file() else CallError(words)) from None
