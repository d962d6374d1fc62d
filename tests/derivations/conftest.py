"""The derivations that come with symbinfo, each as a parameter of a test."""

from __future__ import annotations

import pytest

from symbinfo.derive.registry import load


def pytest_generate_tests(metafunc):
    if "derivation" in metafunc.fixturenames:
        metafunc.parametrize("derivation", load().values(), ids=load())


@pytest.fixture(scope="session")
def shelf():
    return load()
