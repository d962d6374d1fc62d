"""From theorems to the data of a certificate: numbered nodes and numbered theorems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never, final

from sympy import Integer, Rational, Symbol
from sympy.core.function import AppliedUndef, Function
from sympy.core.symbol import Str

from symbinfo.core.atoms import Parameter
from symbinfo.errors import CertificateError
from symbinfo.kernel.heads import CONSTANTS, class_of, has_uid
from symbinfo.kernel.records import SHAPES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

    from symbinfo.core.statement import Statement
    from symbinfo.kernel.proof import Evidence, Step
    from symbinfo.kernel.theorem import Theorem

Node = list[Any]


@final
class Writer:
    """Numbers the nodes and theorems of a certificate; equal expressions are one node."""

    def __init__(self, objects: Iterable[Basic] = ()) -> None:
        self.nodes: list[Node] = []
        self.theorems: list[dict[str, Any]] = []
        self._numbers: dict[Basic, int] = {}
        self._places: dict[int, int] = {}
        self._records: dict[str, int] = {}
        for obj in objects:
            self.node(obj)

    def objects(self) -> list[Basic]:
        """Return the objects that have a number of this process, in its order."""
        found = filter(has_uid, self._numbers)
        return sorted(found, key=lambda obj: int(obj.args[-1]))

    def node(self, expr: Basic) -> int:
        """Return the number of the node of an expression."""
        found = self._numbers.get(expr)
        if found is None:
            self.nodes.append(self._written(expr))
            found = self._numbers[expr] = len(self.nodes) - 1
        return found

    def _written(self, expr: Basic) -> Node:
        head = type(expr).__name__
        if isinstance(expr, Rational):
            exact: Node = [int(expr.p), int(expr.q)]
            return ["Integer", exact[0]] if isinstance(expr, Integer) else ["Rational", *exact]
        if isinstance(expr, Str):
            return [head, expr.name]
        if expr in _CONSTANT_NAMES:
            return [_CONSTANT_NAMES[expr]]
        if type(expr) is Symbol:
            return [head, expr.name, _facts(expr)]
        if isinstance(expr, Parameter):
            flags = (Integer(expr.closed), Integer(expr.upper_in))
            return [head, *self._all((Str(expr.name), expr.lower, expr.upper, *flags))]
        if isinstance(expr, AppliedUndef) and Function(str(expr.func)) == expr.func:
            return ["Function", *self._all((Str(str(expr.func)), *expr.args))]
        if not _has_place(expr):
            msg = f"a certificate has no place for {expr} ({head})"
            raise CertificateError(msg)
        return [head, *self._all(expr.args[:-1] if has_uid(expr) else expr.args)]

    def _all(self, exprs: Iterable[Basic]) -> list[int]:
        return [self.node(expr) for expr in exprs]

    def theorem(self, theorem: Theorem) -> int:
        """Return the number of a theorem; those that it uses come before it."""
        found = self._places.get(id(theorem))
        if found is None:
            proof = theorem.proof
            steps = [self._step(step) for step in proof.steps]
            written = {"statement": self._statement(proof.statement), "steps": steps}
            found = self._records.setdefault(repr(written), len(self.theorems))
            if found == len(self.theorems):
                self.theorems.append(written)
            self._places[id(theorem)] = found
        return found

    def _statement(self, statement: Statement) -> dict[str, Any]:
        equality = statement.equality
        return {
            "lhs": self.node(statement.lhs),
            "relation": statement.relation.value,
            "rhs": self.node(statement.rhs),
            "hypotheses": self._all(statement.hypotheses),
            "equality": None if equality is None else self._all(equality),
        }

    def _step(self, step: Step) -> dict[str, Any]:
        return {
            "lhs": self.node(step.lhs),
            "relation": step.relation.value,
            "rhs": self.node(step.rhs),
            "evidence": self._evidence(step.evidence),
            "remark": step.remark,
        }

    def _evidence(self, evidence: Evidence) -> dict[str, Any]:
        name = type(evidence).__name__
        fields = SHAPES[name].fields.items()
        return {
            "by": name,
            **{key: self._part(kind, getattr(evidence, key)) for key, kind in fields},
        }

    def _part(self, kind: Kind, value: Any) -> Any:
        match kind:
            case Kind.NODE:
                return self.node(value)
            case Kind.NODES:
                return self._all(value)
            case Kind.PAIRS:
                return [self._all(pair) for pair in value]
            case Kind.THEOREM:
                return self.theorem(value)
            case Kind.LEMMA | Kind.EQUATION | Kind.COMBINATION:
                return self._evidence(value)
            case Kind.TERMS:
                return [[self.node(factor), self._evidence(source)] for factor, source in value]
            case _:
                assert_never(kind)


def _has_place(expr: Basic) -> bool:
    return class_of(type(expr).__name__) is type(expr)


_CONSTANT_NAMES = {value: name for name, value in CONSTANTS.items()}


def _facts(symbol: Symbol) -> dict[str, bool]:
    """Return the fewest assumptions from which SymPy finds all those of the symbol."""
    facts = dict(sorted(symbol.assumptions0.items()))
    for key in list(facts):
        fewer = {k: v for k, v in facts.items() if k != key}
        if Symbol(symbol.name, **fewer) == symbol:
            facts = fewer
    return facts
