"""What stands for a module in a run, and for the functions of it that know nothing of runs."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn, final

from symbinfo.code.array import is_symbolic
from symbinfo.code.constants import Puzzle

if TYPE_CHECKING:
    from collections.abc import Iterable

Functions = dict[str, Any]


@final
class StandIn:
    """Stands for a module: functions that know the numbers of a run."""

    def __init__(self, name: str, known: Functions, real: Any = None) -> None:
        self._name = name
        self._known = known
        self._real = real

    def known(self) -> Iterable[str]:
        """Return the names of what is known to be the same in a run."""
        return self._known

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        if attribute in self._known:
            return self._known[attribute]
        real = getattr(self._real, attribute, None)
        if real is None or isinstance(real, ModuleType):
            msg = f"{self._name}.{attribute}"
            raise Puzzle(msg)
        return _plain_only(f"{self._name}.{attribute}", getattr(self._real, attribute))


def _plain_only(name: str, real: Any) -> Any:
    """Return a real function, which must not be handed what belongs to the run."""
    if not callable(real) or isinstance(real, type):
        return real

    return PlainOnly(name, real)


@final
class PlainOnly:
    """A real function, which must not be handed what belongs to the run."""

    def __init__(self, name: str, real: Any) -> None:
        self._name, self._real = name, real

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Call the real function with plain arguments."""
        if any(map(is_symbolic, (*args, *options.values()))):
            raise Puzzle(self._name)
        return self._real(*args, **options)

    def __getattr__(self, attribute: str) -> NoReturn:
        """Refuse other ways to call it, such as ``np.logaddexp.reduce``."""
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        msg = f"{self._name}.{attribute}"
        raise Puzzle(msg)
