"""What a series must be before a method works on it."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def finite_series(values: ArrayLike, at_least: int = 1) -> FloatArray:
    """The values as a one-dimensional array of finite numbers.

    Raises:
        ValueError: it has another shape, a missing or infinite value, or fewer values than `at_least`.
    """
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1:
        raise ValueError(f"a series has one dimension, this one has {series.ndim}")
    if not np.isfinite(series).all():
        raise ValueError("a series without missing or infinite values is needed")
    if series.size < at_least:
        raise ValueError(f"at least {at_least} values are needed, there are {series.size}")
    return series


def counts(values: ArrayLike, at_least: int = 1) -> FloatArray:
    """The values as a series of counts: finite and not negative.

    Raises:
        ValueError: as `finite_series`, or a value is negative.
    """
    series = finite_series(values, at_least)
    if (series < 0).any():
        raise ValueError("a count cannot be negative")
    return series
