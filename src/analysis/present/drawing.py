"""How cells are run: whether charts are drawn, and by whom the report is opened where a notebook is a function."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
DRAWING: ContextVar[bool] = ContextVar("drawing", default=True)
OPENED: ContextVar[Any] = ContextVar("opened", default=None)


@contextmanager
def set_to(variable: ContextVar[T], value: T) -> Iterator[None]:
    """Inside, the variable has this value."""
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)
