"""The one place that reads the study's YAML: broken text, and a name that stands twice, are reported by line."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.data.faults import BadFileError, Fault, undecodable
from analysis.words import Words

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, where there is one: about ten times as fast
LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
LONGEST = 80  # characters of a value that a fault shows

WELL_FORMED = Words("YAML 문법에 맞는 글", "well-formed YAML")
MEND_SYNTAX = Words(
    "이 줄이나 그 위의 줄을 고친다: 들여쓰기는 빈칸으로, 쌍점 뒤에는 빈칸, 쌍점이나 #이 든 글은 따옴표 안에 쓴다.",
    "Mend this line or the one above it: indent with spaces, put a space after a colon, and quote text that holds a "
    "colon or a #.",
)
THE_FILE = Words("연구에 있어야 하는 파일", "a file that every study has")
PUT_BACK = Words(
    "파일을 되돌려 놓는다. 적을 것이 없으면 []만 적는다.",
    "Put the file back; write only [] into it where it has no record.",
)
ONCE = Words("한 번만 나오는 이름({}행에도 있다)", "a name that stands once (it also stands on line {})")
REMOVE_FIELD = Words("둘 중 하나를 지운다.", "Remove one of the two.")


class BadRegisterError(BadFileError):
    """A file in YAML that can't be used."""


@dataclass(frozen=True)
class Document:
    """A file in YAML, parsed but not yet made into values; `file` is its name as messages give it."""

    file: str
    lines: list[str]
    root: yaml.Node | None
    loader: Any

    def value(self, node: yaml.Node) -> Any:
        """What a node stands for; ValueError or yaml.YAMLError where it stands for nothing, such as 30 February."""
        return self.loader.construct_object(node, deep=True)

    def name(self, key: yaml.Node) -> str:
        """The name that a key gives, quoted or not."""
        return str(key.value) if isinstance(key, yaml.ScalarNode) else self.found(key)

    def found(self, node: yaml.Node) -> str:
        """A node as the file has it, its first line where it has several, with its quotes; "" for an empty one."""
        if isinstance(node, yaml.ScalarNode) and node.style in (None, "|", ">"):
            text = "" if node.tag == "tag:yaml.org,2002:null" else node.value.strip()
        else:
            start, end = node.start_mark, node.end_mark
            line = self.lines[start.line] if start.line < len(self.lines) else ""
            text = line[start.column : end.column if end.line == start.line else None].strip()
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def shown(path: Path) -> str:
    """A file's name in messages: from the study's data/ on."""
    folders = list(itertools.takewhile(lambda name: name != "data", reversed(path.parts)))
    return "/".join(["data", *reversed(folders)]) if len(folders) < len(path.parts) else path.name


def parsed(path: Path) -> Document:
    """A file in YAML as nodes.

    Raises:
        BadRegisterError: there is no such file, it is not in UTF-8, or it is no YAML.
    """
    file = shown(path)
    if not path.is_file():
        raise BadRegisterError([Fault(file, 0, "", "", THE_FILE, PUT_BACK)])
    data = path.read_bytes()
    if (broken := undecodable(file, data)) is not None:
        raise BadRegisterError([broken])
    text = data.decode("utf-8-sig")
    lines = LINE_END.split(text)
    try:
        loader = LOADER(text)
        return Document(file, lines, loader.get_single_node(), loader)
    except yaml.YAMLError as error:
        raise BadRegisterError([_broken(file, text, lines, error)]) from None


def doubled(document: Document) -> Iterator[Fault]:
    """The names that stand twice in one mapping, at their second place."""
    for node in _mappings(document.root, set()):
        first: dict[str, int] = {}
        for key, value in node.value:
            name, line = document.name(key), key.start_mark.line + 1
            if name in first:
                expected = ONCE.filled(first[name])
                yield Fault(document.file, line, name, document.found(value), expected, REMOVE_FIELD, named="field")
            first.setdefault(name, line)


def read_plain(path: Path) -> Any:
    """What a file in YAML holds, its records unchecked; BadRegisterError where it is broken."""
    document = parsed(path)
    if faults := list(doubled(document)):
        raise BadRegisterError(faults)
    return None if document.root is None else document.loader.construct_document(document.root)


def _mappings(node: yaml.Node | None, seen: set[int]) -> Iterator[yaml.MappingNode]:
    """The mappings at and below a node, each once: an alias may lead back to where it stands."""
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _mappings(one, seen)


def _broken(file: str, text: str, lines: list[str], error: yaml.YAMLError) -> Fault:
    """Broken text, at the place where it can't be read on; of an open quote or bracket, where that begins."""
    if isinstance(error, yaml.reader.ReaderError):
        control = yaml.reader.Reader.NON_PRINTABLE.search(text)
        before = LINE_END.split(text[: control.start() if control else 0])
        line, column = len(before) - 1, len(before[-1])
    else:
        opened = re.search("quoted|flow", str(getattr(error, "context", "")))
        mark = (opened and getattr(error, "context_mark", None)) or getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
    found = "".join(char for char in lines[line] if char.isprintable()).strip() if line < len(lines) else ""
    return Fault(file, line + 1, str(column + 1), found[:LONGEST], WELL_FORMED, MEND_SYNTAX, named="character")
