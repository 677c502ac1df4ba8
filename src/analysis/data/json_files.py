"""Files in JSON that people may have touched: broken text is reported by line."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.data.faults import BadFileError, Fault, undecodable
from analysis.words import Words

WELL_FORMED = Words("JSON 문법에 맞는 글", "well-formed JSON")
MEND_SYNTAX = Words("이 줄이나 그 위의 줄을 고친다.", "Mend this line or the one above it.")
THE_FILE = Words("여기에 있어야 하는 파일", "a file that has to be here")
PUT_BACK = Words("파일을 되돌려 놓는다.", "Put the file back.")
LONGEST = 80  # characters of a value that a fault shows
TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],:]|[^\s{}\[\],:"]+')

Place = tuple[str | int, ...]


def read_json(path: Path, name: str = "") -> Any:
    """What a file in JSON holds; BadFileError, with the line, where it is no file, no UTF-8 or no JSON."""
    return parse_json(_bytes(path, name or path.name), name or path.name)


def parse_json(data: bytes, name: str) -> Any:
    """What bytes in JSON hold; a byte order mark before them is passed over. BadFileError as `read_json`."""
    if (broken := undecodable(name, data)) is not None:
        raise BadFileError([broken])
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        lines = error.doc.splitlines()
        found = lines[error.lineno - 1].strip()[:LONGEST] if error.lineno <= len(lines) else ""
        at = str(error.colno)
        raise BadFileError(
            [Fault(name, error.lineno, at, found, WELL_FORMED, MEND_SYNTAX, named="character")]
        ) from None
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all use
        raise BadFileError([Fault(name, 0, "", str(error)[:LONGEST], WELL_FORMED, MEND_SYNTAX)]) from None


def _bytes(path: Path, name: str) -> bytes:
    if not path.is_file():
        raise BadFileError([Fault(name, 0, "", "", THE_FILE, PUT_BACK)])
    return path.read_bytes()


def lines_of(text: str) -> Mapping[Place, int]:
    """The line, from 1, on which each value of well-formed JSON begins, by its keys and places from the top."""
    found: dict[Place, int] = {}
    stack: list[list[Any]] = []  # of each open bracket: its kind, and the key or place that comes next
    line, last = 1, 0
    for token in TOKEN.finditer(text):
        line += text.count("\n", last, token.start())
        last, mark = token.start(), token[0]
        here: Place = tuple(one[1] for one in stack)
        if mark in "}]":
            stack.pop()
        elif mark == ",":
            stack[-1][1] = stack[-1][1] + 1 if stack[-1][0] == "[" else None
        elif mark == ":":
            continue
        elif stack and stack[-1] == ["{", None]:
            stack[-1][1] = json.loads(mark)
        else:
            found[here] = line
            if mark in "{[":
                stack.append([mark, 0 if mark == "[" else None])
    return found
