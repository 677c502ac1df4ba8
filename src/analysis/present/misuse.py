"""What the author of a cell can mend, in one sentence of the reader's language that says what to write instead."""

from analysis.methods.user_error import UserError
from analysis.present.words import Lang, Words

READER: list[Lang] = ["ko"]


def read_in(lang: Lang) -> None:
    """Sets the language in which misuses are reported from now on: that of the report opened last."""
    READER[:] = [lang]


class MisuseError(UserError):
    """A call of a helper that can't be; JupyterLab shows the sentence alone."""

    def __init__(self, words: Words) -> None:
        super().__init__(words[READER[0]])
        self.words = words
