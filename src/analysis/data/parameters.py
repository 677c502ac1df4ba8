"""A notebook's parameters cell: flat literals with a comment each, read and never run."""

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.data.misuse import MisuseError, fits, of_another_kind, unknown
from analysis.data.syntax import parse
from analysis.words import LANGUAGES, Words

Value = str | int | float | bool | None
TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}

NO_PYTHON = Words("{0}번째 줄이 파이썬이 아니다({1}).", "Line {0} is no Python ({1}).")
NO_PARAMETER = Words(
    "'{0}': 매개변수가 아니다. '이름 = 값  # 설명'으로 쓰고 다른 것은 다음 셀로 옮긴다.",
    "{0!r} is no parameter; write NAME = VALUE  # comment, and move the rest to the next cell.",
)
NO_LITERAL = Words(
    "매개변수 {0}의 값 '{1}'은(는) 계산식이다. 숫자나 따옴표 안의 글자로 쓴다.",
    "The value of parameter {0} is an expression, {1!r}; write a number or a text in quotes.",
)
NO_KIND = Words(
    "매개변수 {0}에 형이 없다. None만으로는 무엇을 줄 수 있는지 알 수 없다. 형을 적는다. 예: {0}: float = None",
    "Parameter {0} has no type, and None does not say what it takes; write the type, such as {0}: float = None",
)
BAD_KIND = Words(
    "매개변수 {0}의 형 '{1}'은(는) 쓸 수 없다. 쓸 수 있는 형: {2}",
    "Parameter {0} can't have the type {1!r}; there are: {2}",
)
NO_COMMENT = Words(
    "매개변수 {0}에 설명이 없다. 줄 끝에 '# 한국어 / English'로 적는다.",
    "Parameter {0} has no comment; write one at the end of its line: # 한국어 / English",
)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook: `kind` is str, int, float or bool; None is allowed where it is the default.

    `meaning` is its comment, in Korean before " / " and in English behind it; one without it serves both.
    """

    name: str
    kind: type
    default: Value
    meaning: Words


def read_cell(source: str) -> list[Parameter]:
    """The parameters of a cell in their order.

    Raises:
        MisuseError: the first line that is none, in a sentence that says what to write.
    """
    return list(_read(source))


def _read(source: str) -> Iterator[Parameter]:
    try:
        lines, comments = parse(source).body, _comments(source)
    except (SyntaxError, tokenize.TokenError) as error:
        raise told(NO_PYTHON, getattr(error, "lineno", "?"), getattr(error, "msg", error)) from None
    for line in lines:
        yield _parameter(line, comments.get(line.end_lineno or line.lineno, ""))


def _parameter(line: ast.stmt, comment: str) -> Parameter:
    declared = None
    match line:
        case ast.AnnAssign(target=ast.Name(name), annotation=annotation, value=ast.expr() as value):
            declared = ast.unparse(annotation)
        case ast.Assign(targets=[ast.Name(name)], value=value):
            pass
        case _:
            raise told(NO_PARAMETER, ast.unparse(line).splitlines()[0])
    try:
        default = ast.literal_eval(value)
    except (ValueError, TypeError):
        raise told(NO_LITERAL, name, ast.unparse(value)) from None
    kinds = {part.strip() for part in (declared or type(default).__name__).split("|")} - {"None"}
    if declared is None and default is None:
        raise told(NO_KIND, name)
    kind = TYPES.get(kinds.pop()) if len(kinds) == 1 else None
    if kind is None:
        raise told(BAD_KIND, name, declared or type(default).__name__, ", ".join(TYPES))
    if default is not None and not fits(default, kind):
        raise MisuseError(of_another_kind(name, default, kind))
    if name == "lang" and default not in LANGUAGES:
        raise MisuseError(unknown(Words("언어", "language"), str(default), LANGUAGES))
    if name == "edition" and kind is not str:
        raise MisuseError(of_another_kind(name, default, str))
    if not comment:
        raise told(NO_COMMENT, name)
    ko, _, en = comment.partition(" / ")
    return Parameter(name, kind, default, Words(ko, en or ko))


def told(words: Words, *given: object) -> MisuseError:
    """A slip of the cell, in its sentence."""
    return MisuseError(Words(*(words[lang].format(*given) for lang in LANGUAGES)))


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ").strip() for token in tokens if token.type == tokenize.COMMENT}
