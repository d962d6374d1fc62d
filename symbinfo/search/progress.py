"""What a search has done so far, told to whoever follows it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Follower = Callable[[str, str], None]


def _nobody(_kind: str, _text: str) -> None:
    """Listen to nothing."""


_follower: ContextVar[Follower] = ContextVar("follower", default=_nobody)


def tell(kind: str, text: str) -> None:
    """Pass on what another process has told of its search."""
    _follower.get()(kind, text)


def tried(way: str) -> None:
    """Tell that a way to prove the statement at hand did not lead to a proof."""
    _follower.get()("tried", way)


def proved(statement: object) -> None:
    """Tell that a link of a chain is proved."""
    follower = _follower.get()
    if follower is not _nobody:
        follower("proved", str(statement))


@contextmanager
def followed_by(follower: Follower) -> Iterator[None]:
    """Tell the follower ("tried", a way) and ("proved", a link) inside the block.

    >>> from symbinfo import prove
    >>> heard = []
    >>> with followed_by(lambda kind, text: heard.append((kind, text))):
    ...     theorem = prove("H(X) = H(X) <= H(X,Y)")
    >>> heard[0]
    ('proved', 'H(X) = H(X)')
    """
    token = _follower.set(follower)
    try:
        yield
    finally:
        _follower.reset(token)
