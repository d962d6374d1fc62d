"""The shelf of derivations: what `symbinfo verify` proves."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, final

from symbinfo.core import display
from symbinfo.errors import SymbinfoError
from symbinfo.kernel.theorem import Theorem

if TYPE_CHECKING:
    from collections.abc import Callable

Build = "Callable[[], Theorem | tuple[Theorem, ...]]"


@final
@dataclass(slots=True)
class Derivation:
    """A named derivation. Calling it proves it, once, and returns its main theorem."""

    name: str
    title: str
    statement: str
    ids: tuple[str, ...]
    source: str
    doc: str
    module: str
    _function: Callable[[], Theorem | tuple[Theorem, ...]] = field(repr=False)
    _theorems: tuple[Theorem, ...] = field(default=(), repr=False)
    _running: bool = field(default=False, repr=False)

    def build(self) -> tuple[Theorem, ...]:
        """Return the theorems, in the order in which they are told; the last is the main one.

        Raises
        ------
        SymbinfoError
            If a step is rejected, or the derivation needs itself.
        """
        if self._theorems:
            return self._theorems
        if self._running:
            msg = f"the derivation {self.name} depends on itself"
            raise SymbinfoError(msg)
        self._running = True
        try:
            found = self._function()
        finally:
            self._running = False
        theorems = found if isinstance(found, tuple) else (found,)
        for theorem in theorems or (None,):
            if not isinstance(theorem, Theorem):
                msg = f"the derivation {self.name} must return theorems, got {theorem!r}"
                raise SymbinfoError(msg)
        self._theorems = theorems
        return theorems

    def __call__(self) -> Theorem:
        """Return the main theorem."""
        return self.build()[-1]

    @property
    def line(self) -> int:
        """The line of its file on which it begins."""
        return int(self._function.__code__.co_firstlineno)

    def part(self, number: int) -> Theorem:
        """Return one of the theorems, counted from 0."""
        return self.build()[number]

    def _repr_latex_(self) -> str | None:
        return display.latex(self)


_shelf: dict[str, Derivation] = {}


def derivation(
    statement: str, *, title: str, ids: tuple[str, ...] = (), source: str = ""
) -> Callable[[Callable[[], Theorem | tuple[Theorem, ...]]], Derivation]:
    """Put a function that returns theorems on the shelf, under its own name.

    Parameters
    ----------
    statement : str
        What is proved, in words for readers. Nothing checks the words: what is proved is what
        the theorems state, which `symbinfo show` prints.
    title : str
        The name that readers know it by.
    ids : tuple of str
        The catalogue entries that it proves.
    source : str
        A book or paper, with the number of the theorem.
    """

    def register(function: Callable[[], Theorem | tuple[Theorem, ...]]) -> Derivation:
        name, module = function.__name__, function.__module__
        other = _shelf.get(name)
        if other is not None and other.module != module:
            msg = f"the name {name} is used for two derivations: in {other.module} and {module}"
            raise SymbinfoError(msg)
        doc = inspect.getdoc(function) or ""
        made = Derivation(name, title, statement, ids, source, doc, module, function)
        _shelf[name] = made
        return made

    return register


def folder() -> Path:
    """Return the folder of the derivations that come with symbinfo."""
    package = Path(__file__).resolve().parent.parent
    for place in (package / "derivations", package.parent / "derivations"):
        if (place / "__init__.py").exists():
            return place
    msg = "the folder of the derivations is missing"
    raise SymbinfoError(msg)


PACKAGE = "symbinfo_derivations"


def load() -> dict[str, Derivation]:
    """Import every file of the derivations, which proves nothing, and return the shelf.

    The files come in the order of `CHAPTERS`, those that it does not name last and by name;
    the derivations of a file come as they stand in it.
    """
    place = folder()
    if PACKAGE not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            PACKAGE, place / "__init__.py", submodule_search_locations=[str(place)]
        )
        if spec is None or spec.loader is None:
            msg = f"the derivations in {place} cannot be imported"
            raise SymbinfoError(msg)
        package = importlib.util.module_from_spec(spec)
        sys.modules[PACKAGE] = package
        spec.loader.exec_module(package)
    names = [path.stem for path in place.glob("*.py") if path.stem != "__init__"]
    modules = [f"{PACKAGE}.{name}" for name in _in_order(names, sys.modules[PACKAGE].CHAPTERS)]
    for module in modules:
        importlib.import_module(module)
    ours = [d for d in _shelf.values() if d.module in modules]
    return {d.name: d for d in sorted(ours, key=lambda d: (modules.index(d.module), d.line))}


def _in_order(names: list[str], chapters: tuple[str, ...]) -> list[str]:
    return [*(c for c in chapters if c in names), *sorted(set(names) - set(chapters))]
