"""What can go wrong between a call and a report, in both languages."""

import os
import re
import traceback
from pathlib import Path
from typing import ClassVar

from analysis.data.faults import BadFileError
from analysis.data.intake.faults import RefusedError
from analysis.data.intake.names import shown_text
from analysis.data.misuse import MisuseError
from analysis.data.system import NO_MEMORY, reason
from analysis.messages import SYSTEM, UNEXPECTED
from analysis.methods.user_error import UserError
from analysis.words import LANGUAGES, Words

# What is made aside on its way to its place, which alone a reader knows.
ASIDE = re.compile(r"[/\\]\.(?:\d{4}-\d{2}[.-].*|cache.*|lock)$")


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


def sentence_of(error: Exception) -> Words:
    """What stopped the program, in a sentence: its own rules, a file, the machine, or an error of ours."""
    match error:
        case StudyError() | MisuseError():
            return error.words
        case BadFileError() | RefusedError():
            return Words(*("\n".join(fault.text(lang) for fault in error.faults) for lang in LANGUAGES))
        case UserError():
            return Words(str(error), str(error))
        case OSError():
            names = [os.fsdecode(one) for one in (error.filename2, error.filename) if isinstance(one, str | bytes)]
            file = next((one for one in names if not ASIDE.search(one)), "".join(names[:1]))
            file = f"{shown_text(ASIDE.sub('', file))}: " if file else ""
            return SYSTEM.filled(Words(*(f"{file}{reason(error)[lang]}" for lang in LANGUAGES)))
        case MemoryError():
            return SYSTEM.filled(NO_MEMORY)
        case ImportError():
            return SYSTEM.filled(str(error))
    at = traceback.extract_tb(error.__traceback__)[-1]
    return UNEXPECTED.filled(f"{type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})")
