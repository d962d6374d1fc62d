"""From the data of a certificate to theorems: every node is built, every proof is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never, final

from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.errors import CertificateError, StepRejected, SymbinfoError
from symbinfo.kernel.check import check
from symbinfo.kernel.fields import items, need, record, text, whole
from symbinfo.kernel.heads import build, leaf
from symbinfo.kernel.proof import Proof, Step
from symbinfo.kernel.records import INSIDE, MOST_PARTS, SHAPES, STATEMENT, STEP, Kind

if TYPE_CHECKING:
    from collections.abc import Container

    from sympy.core.basic import Basic

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
                self._add(items(row, "it"))
            except Exception as error:  # SymPy's constructors raise errors of all kinds
                msg = f"node {number} of the certificate is wrong: {_one_line(error)}"
                raise CertificateError(msg) from error

    def theorem(self, rows: list[Any]) -> Theorem:
        """Return the last theorem, with all of them checked."""
        need(rows, "the certificate has no theorem")
        for number, row in enumerate(rows):
            self._theorems.append(self._checked(number, row))
        return self._theorems[-1]

    def _add(self, row: list[Any]) -> None:
        need(row, "it has no head")
        head, rest = text(row[0], "the head"), row[1:]
        maker = leaf(head)
        places = [] if maker else [_place(number, self._nodes, "node") for number in rest]
        parts = 1 + sum(self._parts[place] for place in places)
        need(parts <= MOST_PARTS, f"it has more than {MOST_PARTS} parts")
        built = maker(*rest) if maker else build(head, tuple(self._nodes[i] for i in places))
        self._nodes.append(built)
        self._parts.append(parts)

    def _checked(self, number: int, row: object) -> Theorem:
        where = f"theorem {number} of the certificate"
        try:
            proof = self._proof(row)
            where = f"{where}, {proof.statement},"
            return check(proof)
        except StepRejected as error:
            msg = f"{where} is not proved: {_one_line(error)}"
            raise CertificateError(msg) from error
        except Exception as error:  # so do the parts of the kernel, on objects of a wrong kind
            msg = f"{where} is wrong: {_one_line(error)}"
            raise CertificateError(msg) from error

    def _proof(self, row: object) -> Proof:
        statement, steps = record(row, ("statement", "steps"), "it")
        told = self._statement(statement)
        return Proof(told, tuple(self._step(step) for step in items(steps, "the list of steps")))

    def _statement(self, value: object) -> Statement:
        lhs, relation, rhs, hypotheses, equality = record(value, STATEMENT, "the statement")
        return Statement(
            self._node(lhs),
            _relation(relation),
            self._node(rhs),
            self._all(hypotheses),
            None if equality is None else self._all(equality),
        )

    def _step(self, value: object) -> Step:
        lhs, relation, rhs, evidence, remark = record(value, STEP, "a step")
        return Step(
            self._node(lhs),
            _relation(relation),
            self._node(rhs),
            self._evidence(evidence, SHAPES),
            text(remark, "a remark"),
        )

    def _evidence(self, value: object, allowed: Container[str]) -> Any:
        name = text(value.get("by") if isinstance(value, dict) else value, "the name of evidence")
        need(name in allowed, f"there is no evidence {name[:40]!r} here")
        shape = SHAPES[name]
        _, *parts = record(value, ("by", *shape.fields), f"the evidence {name}")
        pairs = zip(shape.fields.items(), parts, strict=True)
        return shape.cls(**{key: self._part(kind, part) for (key, kind), part in pairs})

    def _part(self, kind: Kind, value: object) -> Any:
        match kind:
            case Kind.NODE:
                return self._node(value)
            case Kind.NODES:
                return self._all(value)
            case Kind.PAIRS:
                return tuple(self._all(_pair(one)) for one in items(value, "replacements"))
            case Kind.THEOREM:
                return self._theorems[_place(value, self._theorems, "theorem")]
            case Kind.LEMMA | Kind.EQUATION | Kind.COMBINATION:
                return self._evidence(value, INSIDE[kind])
            case Kind.TERMS:
                pairs = map(_pair, items(value, "the terms of a combination"))
                return tuple((self._node(a), self._evidence(b, INSIDE[kind])) for a, b in pairs)
            case _:
                assert_never(kind)

    def _node(self, number: object) -> Basic:
        return self._nodes[_place(number, self._nodes, "node")]

    def _all(self, numbers: object) -> tuple[Basic, ...]:
        return tuple(map(self._node, items(numbers, "a list of nodes")))


def _place(number: object, known: list[Any], what: str) -> int:
    """Return the number of something that was read before."""
    place = whole(number, f"the number of a {what}")
    need(0 <= place < len(known), f"{what} {place} does not come before it")
    return place


def _pair(value: object) -> list[Any]:
    pair = items(value, "a pair")
    need(len(pair) == 2, f"a pair has two parts, got {len(pair)}")
    return pair


def _relation(value: object) -> Relation:
    known = {relation.value: relation for relation in Relation}
    name = text(value, "a relation")
    need(name in known, f"there is no relation {name[:40]!r}")
    return known[name]


def _one_line(error: Exception) -> str:
    said = " ".join(str(error).split())
    return said if isinstance(error, SymbinfoError) else f"{type(error).__name__}: {said[:200]}"
