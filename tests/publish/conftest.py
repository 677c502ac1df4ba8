"""Small studies run in kernels of their own, warm as ever, forked from a server that has imported little."""

import pytest
from tiny_study import LIGHT


@pytest.fixture
def whole_stack() -> None:
    """Asked for by a test that is about kernels with all that they are forked with."""


@pytest.fixture(autouse=True)
def light(request, monkeypatch) -> None:
    """The stack takes seconds to import, more than all that a small study does."""
    if "whole_stack" not in request.fixturenames:
        monkeypatch.setattr("analysis.publish.workplace.modules", lambda: LIGHT)
