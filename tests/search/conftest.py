"""What the tests of the search share."""

from __future__ import annotations

import importlib
from functools import partial

import pytest


@pytest.fixture
def hurried(monkeypatch):
    """Let the search for copies give up early: most of what is not Shannon-type is false."""
    prover = importlib.import_module("symbinfo.search.prove")
    last = [
        (name, partial(search, seconds=2.0) if "copies" in name else search)
        for name, search in prover.LAST
    ]
    monkeypatch.setattr(prover, "LAST", tuple(last))
