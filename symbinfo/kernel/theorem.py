"""Theorems: statements that `check` has proved. Nothing else makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, final

from symbinfo.core import display
from symbinfo.errors import SymbinfoError

if TYPE_CHECKING:
    from collections.abc import Callable

    from symbinfo.core.statement import Statement
    from symbinfo.kernel.proof import Proof

_KEY = object()


@final
class Theorem:
    """A statement with a proof that was checked."""

    __slots__ = ("_axioms", "_proof")
    _axioms: tuple[str, ...]
    _proof: Proof

    def __new__(cls, key: object, proof: Proof, axioms: frozenset[str]) -> Theorem:
        if key is not _KEY:
            msg = "theorems are made by check(proof) alone"
            raise SymbinfoError(msg)
        self = object.__new__(cls)
        object.__setattr__(self, "_proof", proof)
        object.__setattr__(self, "_axioms", tuple(sorted(axioms)))
        return self

    def __init_subclass__(cls) -> NoReturn:
        msg = "Theorem has no subclasses"
        raise SymbinfoError(msg)

    def __setattr__(self, name: str, _: object) -> NoReturn:
        msg = f"a theorem cannot be changed: {name}"
        raise SymbinfoError(msg)

    def __delattr__(self, name: str) -> NoReturn:
        self.__setattr__(name, None)

    @property
    def statement(self) -> Statement:
        """What is proved."""
        return self._proof.statement

    @property
    def proof(self) -> Proof:
        """The proof that was checked."""
        return self._proof

    @property
    def axioms(self) -> tuple[str, ...]:
        """The names of the axioms that the proof uses, those of its lemmas included."""
        return self._axioms

    def rests_on(self) -> tuple[str, ...]:
        """Return the axioms and the hypotheses that the theorem rests on."""
        return (*self._axioms, *map(str, self.statement.hypotheses))

    def __reduce__(self) -> tuple[Callable[[Proof], Theorem], tuple[Proof]]:
        from symbinfo.kernel.check import check

        return check, (self._proof,)

    def __copy__(self) -> Theorem:
        return self.__reduce__()[0](self._proof)

    def __deepcopy__(self, _: dict[int, Any]) -> Theorem:
        return self.__copy__()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theorem) and self._proof == other._proof

    def __hash__(self) -> int:
        return hash(self._proof)

    def __str__(self) -> str:
        return str(self.statement)

    def __repr__(self) -> str:
        return f"<theorem {self.statement}>"

    def _repr_latex_(self) -> str | None:
        return display.latex(self)


def _theorem(proof: Proof, axioms: frozenset[str]) -> Theorem:
    return Theorem(_KEY, proof, axioms)


def proved(theorem: Theorem) -> Statement:
    """Return what a theorem says, and refuse anything that is no theorem."""
    if not isinstance(theorem, Theorem):
        msg = f"a lemma is a theorem, got {theorem!r} ({type(theorem).__name__})"
        raise SymbinfoError(msg)
    return theorem.statement
