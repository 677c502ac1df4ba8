"""Names and texts from outside, so that they can be shown: nothing in them breaks a line or moves a cursor."""

import os
import unicodedata

# Letters that are joined by a joiner that is not seen: a name of them stays as it is.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shown_name(name: str) -> str:
    """A file's name in Unicode, also one that another system wrote in CP949, fit to be shown and kept."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        data = os.fsencode(name)
        try:
            name = data.decode("cp949")
        except UnicodeDecodeError:
            name = data.decode("utf-8", "replace")
    return "".join("_" if _unseen(one) else one for one in unicodedata.normalize("NFC", name))


def shown_text(text: str) -> str:
    """A text on one line, its unseen characters by their numbers."""
    if text.isprintable():
        return text
    return "".join(" " if one in "\t\r\n" else f"<U+{ord(one):04X}>" if _unseen(one) else one for one in text)


def _unseen(one: str) -> bool:
    return unicodedata.category(one) in _UNSEEN
