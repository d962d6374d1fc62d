"""What the tests of the search share."""

from __future__ import annotations

from functools import partial

import pytest

from symbinfo.search import copying


@pytest.fixture
def hurried(monkeypatch):
    """Let the search for copies give up early: most of what is not Shannon-type is false."""
    monkeypatch.setattr(copying, "steps", partial(copying.steps, seconds=2.0))
