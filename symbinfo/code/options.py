"""Arguments of a library's function that its stand-in does not know: never to be passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symbinfo.code.constants import Puzzle

if TYPE_CHECKING:
    from collections.abc import Collection


def only(what: str, options: dict[str, Any], known: Collection[str], more: Any = ()) -> None:
    """Refuse options by name that are not known, and any `more` arguments by place."""
    strange = [f"{name}=" for name in options if name not in known]
    strange += [f"the argument {one!r}" if isinstance(one, int | str) else "more" for one in more]
    if strange:
        msg = f"{what}() with {strange[0]}"
        raise Puzzle(msg)
