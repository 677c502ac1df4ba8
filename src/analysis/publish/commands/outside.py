"""What stopped a command from outside its own rules, in a sentence."""

import os
import traceback
from pathlib import Path

from analysis import messages
from analysis.data.faults import BadFileError
from analysis.data.misuse import MisuseError
from analysis.methods.user_error import UserError
from analysis.publish.run.errors import StudyError
from analysis.words import LANGUAGES, Lang, Words


def said_of_error(error: Exception) -> Words:
    """Any error, in both languages: a file, the system, or an error of ours."""
    if isinstance(error, StudyError):
        return error.words
    ko, en = (outside(error, lang) for lang in LANGUAGES)
    return Words(ko, en)


def outside(error: Exception, said: Lang) -> str:
    """What stopped it, in one language."""
    match error:
        case BadFileError():
            return "\n".join(fault.text(said) for fault in error.faults)
        case MisuseError():
            return error.words[said]
        case UserError():
            return str(error)
        case OSError():
            file = error.filename2 or error.filename
            where = "" if file is None else f"{os.fsdecode(file) if isinstance(file, bytes) else file}: "
            return messages.SYSTEM[said].format(f"{where}{error.strerror or error}")
        case MemoryError() | ImportError():
            return messages.SYSTEM[said].format(str(error) or "MemoryError")
    at = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno})"
    return messages.UNEXPECTED[said].format(place)
