"""What the author of a cell can mend: `analysis.data.misuse`, as this room and the notebooks' own name it."""

from analysis.data.misuse import MisuseError, UnknownNameError, read_in

__all__ = ["MisuseError", "UnknownNameError", "read_in"]
