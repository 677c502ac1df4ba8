"""Misuses are told in English here."""

import pytest

from analysis.present.misuse import read_in


@pytest.fixture(autouse=True)
def in_english():
    read_in("en")
    yield
    read_in("ko")
