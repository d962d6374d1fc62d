"""Running the command line, in this process and in another, and shelves made for a test."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from symbinfo.cli.main import app
from symbinfo.derive import registry
from symbinfo.errors import StepRejected

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def cli():
    """Run a command in this process: ``cli("list", "--json")``."""

    def run(*args: str, **options: Any):
        return CliRunner().invoke(app, args, prog_name="symbinfo", **options)

    return run


@pytest.fixture
def process(tmp_path, environment):
    """Run a command in another process, in an empty folder."""

    def run(*args: str, **options: Any):
        return subprocess.run(
            [sys.executable, "-m", "symbinfo", *args],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
            check=False,
            timeout=300,
            **options,
        )

    return run


@pytest.fixture
def environment() -> dict[str, str]:
    """Return the environment, with this Python's path."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@dataclass
class Fake:
    """A derivation made for a test."""

    name: str
    outcome: Callable[[], tuple[Any, ...]]
    ids: tuple[str, ...] = ()
    title: str = "A title"
    statement: str = "H(p) = H(p)"
    source: str = ""
    doc: str = ""

    def build(self) -> tuple[Any, ...]:
        return self.outcome()


def fails(error: BaseException) -> Callable[[], tuple[Any, ...]]:
    def outcome() -> tuple[Any, ...]:
        raise error

    return outcome


@pytest.fixture
def rejected() -> StepRejected:
    """Return the error of a derivation whose second step is wrong."""
    return StepRejected(2, "H(p) = 0", "Unfold()", "the two sides differ")


@pytest.fixture
def theorem():
    """Return a theorem of one step: H(p) is what its definition says."""
    from symbinfo import Entropy, Unfold, calc, pmf

    entropy = Entropy(pmf("p"))
    return calc(entropy).eq(entropy.definition(), by=Unfold()).qed()


@pytest.fixture
def shelf(monkeypatch, theorem):
    """Put derivations on the shelf instead of the real ones; a None is proved."""

    def put(**outcomes: BaseException | None) -> None:
        fakes = {
            name: Fake(name, fails(error) if error else lambda: (theorem,), ids=(f"id.{name}",))
            for name, error in outcomes.items()
        }
        monkeypatch.setattr(registry, "load", lambda: fakes)

    return put
