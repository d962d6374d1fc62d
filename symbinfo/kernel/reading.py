"""From the data of a certificate to theorems: every node is built, every proof is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never, final

from sympy import Function, Integer, Rational, Symbol
from sympy.core.basic import Basic
from sympy.core.symbol import Str

from symbinfo.core.atoms import parameter
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.errors import CertificateError, StepRejected
from symbinfo.kernel.check import check
from symbinfo.kernel.heads import CONSTANTS, build, need
from symbinfo.kernel.proof import Proof, Step
from symbinfo.kernel.records import (
    MOST_PARTS,
    SHAPES,
    SOURCES,
    STATEMENT,
    STEP,
    Kind,
    items,
    record,
    text,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from symbinfo.kernel.theorem import Theorem


@final
class Reading:
    """The nodes and theorems of one certificate, as far as they are read."""

    def __init__(self, rows: list[Any]) -> None:
        self._nodes: list[Basic] = []
        self._parts: list[int] = []
        self._theorems: list[Theorem] = []
        for number, row in enumerate(rows):
            try:
                self._nodes.append(self._built(items(row, "it")))
            except Exception as error:  # SymPy's constructors raise all kinds of errors
                msg = f"node {number} of the certificate is wrong: {_one_line(error)}"
                raise CertificateError(msg) from error

    def theorem(self, rows: list[Any]) -> Theorem:
        """Return the last theorem, with all of them checked."""
        need(rows, "the certificate has no theorem")
        for number, row in enumerate(rows):
            self._theorems.append(self._checked(number, row))
        return self._theorems[-1]

    def _checked(self, number: int, row: object) -> Theorem:
        where = f"theorem {number} of the certificate"
        try:
            proof = self._proof(row)
            where = f"{where}, {proof.statement},"
            return check(proof)
        except StepRejected as error:
            msg = f"{where} is not proved: {_one_line(error)}"
            raise CertificateError(msg) from error
        except Exception as error:  # wrong data may fail anywhere
            msg = f"{where} is wrong: {_one_line(error)}"
            raise CertificateError(msg) from error

    def _built(self, row: list[Any]) -> Basic:
        head, *rest = row or [None]
        text(head, "the head")
        leaf = _LEAVES.get(head)
        numbers = [] if leaf else rest
        if head == "Parameter":
            _, *numbers = rest[:3]
        elif head == "Function":
            _, *numbers = rest
        args = tuple(map(self._node, numbers))
        parts = 1 + sum(self._parts[number] for number in numbers)
        need(parts <= MOST_PARTS, f"it has more than {MOST_PARTS} parts")
        self._parts.append(parts)
        if leaf:
            return leaf(rest)
        if head == "Parameter":
            return _parameter(rest, args)
        if head == "Function":
            need(args, "a function needs an argument")
            return Function(_name(rest[0]))(*args)
        return build(head, args)

    def _node(self, number: object) -> Basic:
        place = whole(number, "the number of a node")
        need(0 <= place < len(self._nodes), f"node {place} does not come before it")
        return self._nodes[place]
