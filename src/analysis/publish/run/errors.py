"""What can go wrong between a call and a report, in both languages."""

from typing import ClassVar

from analysis.words import Words


class StudyError(Exception):
    """Something that the user can mend; `words` says what, in both languages."""

    exit_code: ClassVar[int] = 1

    def __init__(self, words: Words):
        super().__init__(words.en)
        self.words = words


class CallError(StudyError):
    """The call names what is not there, or gives a value of the wrong kind."""

    exit_code: ClassVar[int] = 2


class ReportError(StudyError):
    """A notebook, or the page made from it, is at fault."""
