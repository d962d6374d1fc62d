"""Deciding many claims at once, each in a process that can be stopped when its time is over."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from multiprocessing.connection import wait
from time import perf_counter
from typing import TYPE_CHECKING, Any, final

from symbinfo.cli.decide import Outcome, decide_safely, failed, out_of_time
from symbinfo.search.progress import followed_by, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from symbinfo.cli.decide import Wanted
    from symbinfo.cli.session import Task

_SUDDENLY = "the process that tried it ended suddenly; was there enough memory?"


def decide_all(
    tasks: list[Task], wanted: Wanted, jobs: int, timeout: float | None
) -> Iterator[tuple[int, Outcome]]:
    """Decide the claims and return each outcome, with its place, as soon as it is known."""
    if timeout is None and min(jobs, len(tasks)) <= 1:
        for place, task in enumerate(tasks):
            yield place, decide_safely(task, wanted)
        return
    import symbinfo.search.prove
    import symbinfo.search.text  # noqa: F401 - a fork has both already; no claim pays for them

    waiting = deque(enumerate(tasks))
    workers = [_Worker(wanted, timeout) for _ in range(min(jobs, len(tasks)))]
    try:
        while waiting or any(worker.task for worker in workers):
            for worker in workers:
                if worker.task is None and waiting:
                    worker.begin(*waiting.popleft())
            yield from _step([worker for worker in workers if worker.task])
    finally:
        for worker in workers:
            worker.stop()


def _step(busy: list[_Worker]) -> Iterator[tuple[int, Outcome]]:
    """Wait until a worker says something or its time is over."""
    left = [worker.left() for worker in busy]
    soonest = min((seconds for seconds in left if seconds is not None), default=None)
    ready = wait([worker.ours for worker in busy], soonest)
    for worker in busy:
        outcome = worker.hear() if worker.ours in ready else worker.late()
        if outcome is not None:
            yield worker.place, outcome


@final
class _Worker:
    """A process that decides one claim after the other; it is replaced when it is stopped."""

    def __init__(self, wanted: Wanted, timeout: float | None) -> None:
        self.wanted = wanted
        self.timeout = timeout
        self.place = 0
        self.task: Task | None = None
        self.begun = 0.0
        self.heard: list[tuple[str, str]] = []
        self._start()

    def _start(self) -> None:
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self.ours, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.wanted), daemon=True)
        self.process.start()
        theirs.close()

    def begin(self, place: int, task: Task) -> None:
        """Hand over a claim."""
        self.place, self.task, self.heard = place, task, []
        self.begun = perf_counter()
        self.ours.send(task)

    def left(self) -> float | None:
        """Return how many seconds are left for the claim."""
        return None if self.timeout is None else max(0, self.begun + self.timeout - perf_counter())

    def hear(self) -> Outcome | None:
        """Take what the process says: how far it is, or the outcome."""
        task = self._known_task()
        try:
            said = self.ours.recv()
        except (EOFError, OSError):
            self._replace()
            return failed(task, _SUDDENLY)
        if isinstance(said, Outcome):
            self.task = None
            return said
        self.heard.append(said)
        tell(*said)
        return self.late()

    def late(self) -> Outcome | None:
        """Stop the process if its time is over."""
        if self.timeout is None or self.left():
            return None
        task = self._known_task()
        self._replace()
        return out_of_time(task, self.timeout, self.heard)

    def _known_task(self) -> Task:
        if self.task is None:
            msg = "no claim is under way"
            raise RuntimeError(msg)
        return self.task

    def _replace(self) -> None:
        self.stop()
        self.task = None
        self._start()

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()
        self.ours.close()


def _serve(connection: Connection, wanted: Wanted) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def send(kind: str, text: str) -> None:
        connection.send((kind, text))

    with followed_by(send):
        while True:
            try:
                task = connection.recv()
            except EOFError:
                return
            connection.send(decide_safely(task, wanted))
