"""Reads and writes data/: editions, tables, units, figures, assumptions, audit."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.data.edition import Edition, open_edition

__all__ = ["Edition", "open_edition"]


def __getattr__(name: str) -> Any:
    """The reader's names, imported on first use: a command that checks or records needs no pandas."""
    if name in __all__:
        from analysis.data import edition

        return getattr(edition, name)
    raise AttributeError(name)
