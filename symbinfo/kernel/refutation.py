"""Counterexamples: explicit exact objects at which a statement fails for sure.

The names of a statement are replaced by tables and numbers with rational entries. Every
hypothesis is checked there, none is assumed; both sides are then numbers or infinities, and
the sign of their difference is 0 only if its normal form is, else that of an enclosure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

from sympy import Integer, Rational, Symbol, Tuple
from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Parameter
from symbinfo.core.families import Mixture
from symbinfo.core.hypotheses import ForAll
from symbinfo.core.pmf import ExplicitPmf, LabelledPmf, Pmf, SymbolicPmf, TabularPmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import Sequence
from symbinfo.core.variables import RandomVariable
from symbinfo.errors import BadInput, NotUnderstood, Undefined
from symbinfo.kernel.explicit import Explicit, Number, texts
from symbinfo.kernel.instance import Instance, instance_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sympy import Expr
    from sympy.core.basic import Basic

    from symbinfo.core.statement import Statement
    from symbinfo.kernel.proof import Replacements

_SIGNS = {
    Relation.EQ: (0,),
    Relation.NE: (-1, 1),
    Relation.LE: (-1, 0),
    Relation.LT: (-1,),
    Relation.GE: (0, 1),
    Relation.GT: (1,),
}


@final
@dataclass(frozen=True, slots=True)
class Counterexample:
    """Exact objects at which a statement fails; made by `refute`.

    `claim` is the statement, `statement` says it of these objects, `assignment` tells what
    each name became, `lhs` and `rhs` are the values of the two sides as text (16 digits, a
    fraction, or oo), `lhs_exact` and `rhs_exact` as SymPy expressions. `reason` says how the
    statement fails.
    """

    statement: Statement
    assignment: tuple[tuple[Basic, Basic], ...]
    lhs: str
    rhs: str
    lhs_exact: Expr
    rhs_exact: Expr
    reason: str
    claim: Statement

    def as_dict(self) -> dict[str, Any]:
        """Return the counterexample as plain data, with all numbers as text.

        `assignment` maps the name of a number to its value, and the name of a distribution to
        its letters and their probabilities. `law` is the joint law of the random variables, or
        None: its variables, and the rows of positive probability.
        """
        variables, rows = self._law()
        law = {
            "variables": variables,
            "rows": [{"values": row[:-1], "probability": row[-1]} for row in rows],
        }
        return {
            "statement": str(self.statement),
            "reason": self.reason,
            "assignment": {str(old): _plain(new) for old, new in self._others()},
            "law": law if variables else None,
            "lhs": self.lhs,
            "rhs": self.rhs,
            "lhs_exact": str(self.lhs_exact),
            "rhs_exact": str(self.rhs_exact),
        }

    def __str__(self) -> str:
        variables, rows = self._law()
        lines = [f"  {old} = {new}" for old, new in self._others()]
        if variables:
            table = [[*variables, "probability"], *rows]
            widths = [max(map(len, column)) for column in zip(*table, strict=True)]
            for row in table:
                padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
                lines.append(f"  {'  '.join(padded)}".rstrip())
        lines.append(f"  left side  = {_told(self.lhs_exact, self.lhs)}")
        lines.append(f"  right side = {_told(self.rhs_exact, self.rhs)}")
        if self.statement.equality is not None:
            lines.append(f"  {self.reason}")
        return "\n".join(lines)

    def _others(self) -> list[tuple[Basic, Basic]]:
        return [pair for pair in self.assignment if not isinstance(pair[1], RandomVariable)]

    def _law(self) -> tuple[list[str], list[list[str]]]:
        """Return the names of the variables, and the rows of their joint law."""
        known = [(str(old), new) for old, new in self.assignment if isinstance(new, RandomVariable)]
        if not known:
            return [], []
        table = known[0][1].table
        entries = zip(table.labels, table.probabilities, strict=True) if table else ()
        rows = [
            [*(str(label[new.coordinate]) for _, new in known), str(p)] for label, p in entries if p
        ]
        return [name for name, _ in known], rows


def _plain(new: Basic) -> object:
    if not isinstance(new, Pmf):
        return str(new)
    letters = new.labels if isinstance(new, LabelledPmf) else range(int(new.size))
    return {
        "letters": list(map(str, letters)),
        "probabilities": [str(new(i)) for i in range(int(new.size))],
    }


def _told(exact: Expr, text: str) -> str:
    return text if str(exact) == text else f"{exact} = {text}"


def refute(statement: Statement, assignment: Mapping[Basic, Basic]) -> Counterexample:
    """Return the counterexample that an assignment of explicit objects to names makes.

    Distributions become distributions with rational probabilities, random variables become
    coordinates of one explicit joint law, parameters and sizes become rational numbers.

    Raises
    ------
    BadInput
        If an object is not explicit, a hypothesis fails, or the statement does not fail.

    Examples
    --------
    >>> from sympy import Rational
    >>> from symbinfo import KLDivergence, pmf
    >>> p, q = pmf("p"), pmf("q")
    >>> coin, bias = pmf({0: 1, 1: 0}), pmf({0: Rational(1, 2), 1: Rational(1, 2)})
    >>> print(refute(KLDivergence(p, q) <= 0, {p: coin, q: bias}))
      p = (1, 0)
      q = (1/2, 1/2)
      left side  = log(2) = 0.6931471805599453
      right side = 0
    """
    at = tuple(assignment.items())
    for old, new in at:
        _fits(old, new)
    parts = (statement.lhs, statement.rhs, *statement.hypotheses, *(statement.equality or ()))
    replace = instance_of(statement, at)
    _all_replaced(parts, replace)
    _sound(at, parts, replace)
    explicit = replace.statement(statement)
    world = Explicit(instance_of(statement, tuple(map(_tagged, at))), parts)
    try:
        left, right, reason = _failure(statement, world)
    except (NotUnderstood, Undefined) as error:
        msg = f"it cannot be decided whether this violates {explicit}: {error}"
        raise BadInput(msg) from error
    if not reason:
        msg = f"this does not violate {explicit}: the sides are {' and '.join(texts(left, right))}"
        raise BadInput(msg)
    sides = (*texts(left, right), left.exact(), right.exact())
    return Counterexample(explicit, at, *sides, reason, statement)


def _failure(statement: Statement, world: Explicit) -> tuple[Number, Number, str]:
    """Return the values of the two sides, and how the statement fails or nothing."""
    for hypothesis in statement.hypotheses:
        if not world.holds(hypothesis):
            msg = f"the hypothesis {hypothesis} does not hold for these objects"
            raise BadInput(msg)
    left, right = world.value(statement.lhs), world.value(statement.rhs)
    sign = world.compare(left, right)
    if sign not in _SIGNS[statement.relation]:
        first, second = texts(left, right)
        return left, right, f"{first} {statement.relation.value} {second} is false"
    if statement.equality is None or (sign == 0 and left.infinite):
        return left, right, ""
    met = all(map(world.holds, statement.equality))
    if met == (sign == 0):
        return left, right, ""
    conditions = " and ".join(map(str, statement.equality))
    how = "the sides differ although" if met else "the sides are equal although not"
    return left, right, f"{how} {conditions}" if conditions else "the sides differ"


def _fits(old: Basic, new: Basic) -> None:
    """Refuse a replacement by something that is not explicit, or outside the range of a name."""
    match old, new:
        case SymbolicPmf(), Pmf() if len(new.sizes) == 1 and new.size.is_Integer:
            return
        case RandomVariable(), RandomVariable() if old.table is None and new.table is not None:
            return
        case Parameter(), Rational():
            inside = old.lower < new < old.upper
            ends = (old.closed and new == old.lower) or (old.upper_in and new == old.upper)
            if inside or ends:
                return
        case Symbol(), Rational():
            facts = old.assumptions0.items()
            if all(getattr(new, f"is_{name}") is value for name, value in facts):
                return
        case _:
            pass
    msg = f"{old} ({type(old).__name__}) cannot become {new} ({type(new).__name__})"
    raise BadInput(msg)


def _all_replaced(parts: tuple[Basic, ...], replace: Instance) -> None:
    """Refuse names that would be left."""
    names = _found(parts, SymbolicPmf, Sequence, AppliedUndef)
    names |= {v for v in _found(parts, RandomVariable) if v.table is None}
    labels = (table.args[0].free_symbols for table in _found(parts, LabelledPmf))
    names |= set[Any]().union(*map(_free, parts)).difference(*labels)
    for name in sorted(
        names - set(replace.of), key=lambda one: (isinstance(one, Symbol), str(one))
    ):
        msg = f"{name} ({type(name).__name__}) is not replaced by anything explicit"
        raise BadInput(msg)


def _free(part: Basic) -> set[Symbol]:
    over = part.args[2:] if isinstance(part, ForAll) else ()
    return set(part.free_symbols) - {one[0] for one in over if isinstance(one, Tuple)}


def _sound(at: Replacements, parts: tuple[Basic, ...], replace: Instance) -> None:
    """Refuse tables that are no distributions, and variables that are no coordinates of one."""
    objects = [new for _, new in at]
    for kinds, check in (
        ((Mixture, TabularPmf), _is_distribution),
        ((RandomVariable,), _is_coordinate),
    ):
        replaced = set(map(replace, _found(parts, *kinds)))
        for one in sorted(_found(objects, *kinds) | replaced, key=str):
            check(one)
    variables = [new for new in objects if isinstance(new, RandomVariable)]
    if len(set(variables)) != len(variables):
        msg = "two random variables cannot become one: give each a coordinate of the joint law"
        raise BadInput(msg)


def _found(parts: Iterable[Basic], *kinds: type) -> set[Any]:
    return {one for part in parts for one in part.atoms(*kinds)}


def _is_distribution(pmf: Mixture | TabularPmf) -> None:
    mixture = isinstance(pmf, Mixture)
    entries = (pmf.args[0], 1 - pmf.args[0]) if mixture else pmf.probabilities
    if not all(p.is_Rational and p >= 0 for p in entries) or sum(entries) != 1:
        msg = f"{pmf} is not a distribution with rational probabilities"
        raise BadInput(msg)


def _is_coordinate(variable: RandomVariable) -> None:
    labels = variable.table.labels if variable.table else ()
    place = variable.coordinate
    rows = {len(label.args) for label in labels}
    if len(rows) != 1 or not 0 <= place < min(rows) or variable.size != len(variable.values()):
        msg = f"{variable} is not a coordinate of its joint law"
        raise BadInput(msg)


def _tagged(pair: tuple[Basic, Basic]) -> tuple[Basic, Basic]:
    """Return a distribution with labels of its own, so that SymPy cancels no two of them."""
    old, new = pair
    if not isinstance(old, SymbolicPmf):
        return pair
    size = int(new.size)
    labels = (Tuple(old.args[0], old.args[-1], Integer(i)) for i in range(size))
    return old, ExplicitPmf(Tuple(*labels), Tuple(*(new(i) for i in range(size))))
