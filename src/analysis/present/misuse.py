"""What the author of a cell can mend: `analysis.data.misuse`, as this room and the notebooks' own name it."""

from analysis.data.misuse import DeskError, MisuseError, UnknownNameError, read_in

__all__ = ["DeskError", "MisuseError", "UnknownNameError", "read_in"]
