"""What may stand in a certificate: a closed table from heads to constructors.

Every constructor takes the arguments of a node and refuses what the public functions of
symbinfo refuse. SymPy's own nodes are built as they are written, without evaluation.
Leaves hold texts and numbers; all other nodes hold the numbers of nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import (
    Add,
    Derivative,
    Function,
    Integer,
    KroneckerDelta,
    Lambda,
    Mul,
    Pow,
    Product,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    Tuple,
    exp,
    log,
)
from sympy.core.symbol import Str

from symbinfo.core import hypotheses as hypothesis
from symbinfo.core.atoms import Parameter, Weighted, XLogY
from symbinfo.core.constraints import CommonPart, CopyOf, Holds
from symbinfo.core.families import (
    Bernoulli,
    EmpiricalPmf,
    Mixture,
    PointMass,
    ProductPmf,
    RowPmf,
    Uniform,
)
from symbinfo.core.measure import Measure
from symbinfo.core.optimum import ArgMax, ArgMin
from symbinfo.core.pmf import ExplicitPmf, JointTable, Probability, SymbolicPmf
from symbinfo.core.sequences import Sequence, Term
from symbinfo.core.smoothness import Concave, Differentiable, StrictlyConcave
from symbinfo.core.variables import ConditionalLaw, JointLaw, RandomVariable
from symbinfo.kernel import makers
from symbinfo.kernel.fields import need, text, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from sympy.core.basic import Basic

    from symbinfo.kernel.makers import Args

WITH_UID = (SymbolicPmf, Sequence, RandomVariable, JointTable)
"""Classes whose last argument is a number of this process; it is not written."""


def has_uid(obj: Basic) -> bool:
    """Whether the last argument of an object is a number of this process."""
    return isinstance(obj, WITH_UID) and getattr(obj, "table", None) is None


def class_of(head: str) -> type | None:
    """Return the class that a head stands for, or None."""
    return _CLASSES.get(head) or Measure.registry.get(head)


def leaf(head: str) -> Callable[..., Basic] | None:
    """Return the constructor of a node that holds texts and numbers, or None."""
    if head in CONSTANTS:
        return lambda: CONSTANTS[head]
    return _LEAVES.get(head)


def build(head: str, args: Args) -> Basic:
    """Return the object with the given head and arguments."""
    maker = _MAKERS.get(head)
    if maker:
        return maker(args)
    cls = class_of(head)
    need(cls, f"the head {head[:40]!r} is not known")
    return makers.as_written(cls, args)


def _integer(value: object) -> Basic:
    return Integer(whole(value, "an integer"))


def _rational(top: object, down: object) -> Basic:
    below = whole(down, "a denominator")
    need(below > 0, "a denominator is positive")
    return Rational(whole(top, "a numerator"), below)


def _str(value: object) -> Basic:
    return Str(text(value, "a name"))


def _symbol(name: object, facts: object) -> Basic:
    need(name, "the name is missing")
    return Symbol(text(name, "a name"), **_assumptions(facts))


def _assumptions(facts: object) -> dict[str, bool]:
    known = isinstance(facts, dict) and all(
        key in _FACTS and type(value) is bool for key, value in facts.items()
    )
    need(known, "the assumptions of a symbol are SymPy's, each true or false")
    return facts  # type: ignore[return-value]


def _applied(args: Args) -> Basic:
    name = makers.name_of(args, 2)
    makers.numbers(args[1:], 1, None)
    return Function(name)(*args[1:])


def _plain(cls: Any, least: int, most: int | None) -> Callable[[Args], Basic]:
    """Return a maker of SymPy nodes that evaluates nothing."""

    def make(args: Args) -> Basic:
        makers.numbers(args, least, most)
        return cls(*args, evaluate=False)

    return make


def _over_limits(cls: Any) -> Callable[[Args], Basic]:
    """Return a maker of sums or products over letters."""

    def make(args: Args) -> Basic:
        makers.count(args, 2, None)
        makers.numbers(args[:1], 1, 1)
        for limit in args[1:]:
            _limit(limit)
        return makers.as_written(cls, args)

    return make


def _limit(limit: Basic) -> None:
    good = isinstance(limit, Tuple) and len(limit) == 3 and type(limit[0]) is Symbol
    need(good, "limits must be a letter and two bounds")
    makers.numbers(limit.args, 3, 3)


def _tuple(args: Args) -> Basic:
    return Tuple(*args)


def _function(cls: Any) -> Callable[[Args], Basic]:
    def make(args: Args) -> Basic:
        makers.numbers(args, 2, 2)
        return cls(*args)

    return make


def _derivative(args: Args) -> Basic:
    makers.count(args, 2, None)
    makers.numbers(args[:1], 1, 1)
    return makers.as_written(Derivative, args)


def _subs(args: Args) -> Basic:
    makers.count(args, 3, 3)
    return makers.as_written(Subs, args)


def _lambda(args: Args) -> Basic:
    makers.count(args, 2, 2)
    makers.numbers(args[1:], 1, 1)
    need(isinstance(args[0], Tuple), "a function takes a tuple of symbols")
    return makers.as_written(Lambda, args)


CONSTANTS = {"E": S.Exp1, "pi": S.Pi, "oo": S.Infinity, "-oo": S.NegativeInfinity}
"""Heads of the nodes that hold nothing."""

_LEAVES: dict[str, Callable[..., Basic]] = {
    "Integer": _integer,
    "Rational": _rational,
    "Str": _str,
    "Symbol": _symbol,
}
_SMOOTH = (Differentiable, Concave, StrictlyConcave)
_CHECKED: tuple[type, ...] = (
    *(Bernoulli, Uniform, PointMass, RowPmf, EmpiricalPmf, ArgMin, ArgMax),
    *(hypothesis.FullSupport, hypothesis.AbsolutelyContinuous, hypothesis.Equal),
    *(hypothesis.NotAbsolutelyContinuous, hypothesis.Independent, hypothesis.MarkovChain),
    *(hypothesis.FunctionOf, hypothesis.Less, hypothesis.ForAll, *_SMOOTH, Holds),
    *(CopyOf, CommonPart),
)
"""Classes whose constructors check everything themselves, as those of measures do."""

_MADE: dict[type, Callable[[Args], Basic]] = {
    Add: _plain(Add, 2, None),
    Mul: _plain(Mul, 2, None),
    Pow: _plain(Pow, 2, 2),
    log: _plain(log, 1, 1),
    exp: _plain(exp, 1, 1),
    KroneckerDelta: _plain(KroneckerDelta, 2, 2),
    Sum: _over_limits(Sum),
    Product: _over_limits(Product),
    XLogY: _function(XLogY),
    Weighted: _function(Weighted),
    Derivative: _derivative,
    Subs: _subs,
    Lambda: _lambda,
    Tuple: _tuple,
    Parameter: makers.parameter_of,
    Function: _applied,
    SymbolicPmf: makers.symbolic_pmf,
    Sequence: makers.sequence_of,
    RandomVariable: makers.random_variable,
    ExplicitPmf: makers.explicit_pmf,
    JointTable: makers.joint_table,
    Mixture: makers.mixture,
    ProductPmf: makers.product_pmf,
    JointLaw: makers.joint_law,
    ConditionalLaw: makers.conditional_law,
    Probability: makers.probability,
    Term: makers.term,
}
_MAKERS = {cls.__name__: maker for cls, maker in _MADE.items()}
_CLASSES = {cls.__name__: cls for cls in (*_MADE, *_CHECKED)}
_FACTS = {
    *("algebraic", "antihermitian", "commutative", "complex"),
    *("composite", "even", "extended_negative"),
    *("extended_nonnegative", "extended_nonpositive", "extended_nonzero"),
    *("extended_positive", "extended_real", "finite", "hermitian"),
    *("imaginary", "infinite", "integer", "irrational"),
    *("negative", "noninteger", "nonnegative", "nonpositive"),
    *("nonzero", "odd", "polar", "positive", "prime"),
    *("rational", "real", "transcendental", "zero"),
}
