"""Proving many derivations at once, on several cores."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, final

from symbinfo.errors import Refuted, SymbinfoError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.derive.registry import Derivation
    from symbinfo.kernel.theorem import Theorem


@final
@dataclass(frozen=True, slots=True)
class Report:
    """What came of one derivation; `error` is empty if it was proved."""

    name: str
    title: str
    statement: str
    ids: tuple[str, ...]
    verdict: str
    seconds: float
    steps: int = 0
    rests_on: tuple[str, ...] = ()
    theorems: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    error: str = ""


def prove_all(derivations: dict[str, Derivation], jobs: int, *, certify: bool) -> Iterator[Report]:
    """Prove the derivations and report on each as soon as it is decided."""
    workers = min(jobs, len(derivations))
    if workers <= 1:
        for derivation in derivations.values():
            yield report(derivation, certify=certify)
        return
    with ProcessPoolExecutor(workers, _context(), _ignore_interrupt) as pool:
        tasks = [pool.submit(report_by_name, name, certify=certify) for name in derivations]
        try:
            for task in as_completed(tasks):
                yield task.result()
        except BrokenProcessPool:
            msg = "a process that was proving ended suddenly; was there enough memory?"
            raise SymbinfoError(msg) from None
        except BaseException:
            for child in multiprocessing.active_children():
                child.terminate()
            raise


def report_by_name(name: str, *, certify: bool) -> Report:
    """Prove one derivation in a worker, which has the shelf from its parent or loads it."""
    from symbinfo.cli.shelf import shelf

    return report(shelf()[name], certify=certify)


def report(derivation: Derivation, *, certify: bool) -> Report:
    """Prove one derivation and say what came of it, whatever goes wrong in its file."""
    start = perf_counter()
    known = (derivation.name, derivation.title, derivation.statement, derivation.ids)
    try:
        theorems = derivation.build()
    except Refuted as error:
        return Report(*known, "refuted", perf_counter() - start, error=str(error))
    except SymbinfoError as error:
        return Report(*known, "not proved", perf_counter() - start, error=str(error))
    except Exception as error:  # noqa: BLE001
        told = f"the derivation itself failed: {type(error).__name__}: {error}"
        return Report(*known, "not proved", perf_counter() - start, error=told)
    seconds = perf_counter() - start
    return Report(
        *known,
        "proved",
        seconds,
        steps=sum(len(theorem.proof.steps) for theorem in theorems),
        rests_on=_rests_on(theorems),
        theorems=tuple(str(theorem) for theorem in theorems),
        certificates=_certificates(theorems) if certify else (),
    )


def _certificates(theorems: tuple[Theorem, ...]) -> tuple[str, ...]:
    from symbinfo.kernel.certificate import dumps

    return tuple(dumps(theorem) for theorem in theorems)


def _rests_on(theorems: tuple[Theorem, ...]) -> tuple[str, ...]:
    """Return the axioms of all parts, and the hypotheses of the main one, which is the last."""
    axioms = dict.fromkeys(name for theorem in theorems for name in theorem.axioms)
    return (*axioms, *map(str, theorems[-1].statement.hypotheses))


def _context() -> multiprocessing.context.BaseContext:
    # A fork has everything that is imported already; elsewhere it is absent or unsafe.
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
