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
    Expr,
    Function,
    Integer,
    KroneckerDelta,
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
from sympy.core.basic import Basic
from sympy.core.symbol import Str

from symbinfo.core import hypotheses as hypothesis
from symbinfo.core.atoms import (
    Parameter,
    Sequence,
    Term,
    Weighted,
    XLogY,
    check_size,
    fresh_uid,
    parameter,
    sequence,
)
from symbinfo.core.measure import Measure
from symbinfo.core.optimum import ArgMax, ArgMin
from symbinfo.core.pmf import (
    Bernoulli,
    EmpiricalPmf,
    ExplicitPmf,
    Mixture,
    Pmf,
    PointMass,
    Probability,
    ProductPmf,
    RowPmf,
    SymbolicPmf,
    Uniform,
    explicit_pmf,
)
from symbinfo.core.variables import ConditionalLaw, JointLaw, RandomVariable, conditional_law, law
from symbinfo.kernel.fields import need, text, whole

if TYPE_CHECKING:
    from collections.abc import Callable

Args = tuple[Any, ...]
WITH_UID = (SymbolicPmf, Sequence, RandomVariable)
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
    return _as_written(cls, args)


def _as_written(cls: Any, args: Args) -> Basic:
    """Call a constructor that checks its arguments, and refuse what it had to change."""
    built: Basic = cls(*args)
    need(type(built) is cls and built.args == args, "the arguments are not in their standard form")
    return built


def _integer(value: object) -> Basic:
    return Integer(whole(value, "an integer"))


def _rational(top: object, down: object) -> Basic:
    below = whole(down, "a denominator")
    need(below > 0, "a denominator is positive")
    return Rational(whole(top, "a numerator"), below)


def _str(value: object) -> Basic:
    return Str(text(value, "a name"))


def _symbol(name: object, facts: object) -> Basic:
    known = isinstance(facts, dict) and facts.keys() <= _FACTS
    need(
        known and all(type(value) is bool for value in facts.values()),  # type: ignore[union-attr]
        "the assumptions of a symbol are SymPy's, each true or false",
    )
    need(name, "the name is missing")
    return Symbol(text(name, "a name"), **facts)


def _parameter(args: Args) -> Basic:
    name = _name(args, 5)
    _, low, high, closed, upper_in = args
    return parameter(name, low, high, closed=_flag(closed), upper_in=_flag(upper_in))


def _flag(value: object) -> bool:
    need(value in (S.Zero, S.One), "whether a bound belongs to an interval is 0 or 1")
    return value == S.One


def _applied(args: Args) -> Basic:
    name = _name(args, 2)
    _numbers(args[1:], 1, None)
    return Function(name)(*args[1:])  # type: ignore[no-any-return]


def _plain(cls: Any, least: int, most: int | None) -> Callable[[Args], Basic]:
    """Return a maker of SymPy nodes that evaluates nothing."""

    def make(args: Args) -> Basic:
        _numbers(args, least, most)
        return cls(*args, evaluate=False)  # type: ignore[no-any-return]

    return make


def _numbers(args: Args, least: int, most: int | None) -> None:
    need(all(isinstance(arg, Expr) for arg in args), "the arguments must be expressions")
    _count(args, least, most)


def _count(args: Args, least: int, most: int | None) -> None:
    right = len(args) >= least and (most is None or len(args) <= most)
    need(right, f"the number of arguments is wrong: {len(args)}")


def _over_limits(cls: Any) -> Callable[[Args], Basic]:
    """Return a maker of sums or products over letters."""

    def make(args: Args) -> Basic:
        _count(args, 2, None)
        _numbers(args[:1], 1, 1)
        for limit in args[1:]:
            _limit(limit)
        return _as_written(cls, args)

    return make


def _limit(limit: object) -> None:
    good = isinstance(limit, Tuple) and len(limit) == 3  # noqa: PLR2004
    need(good and type(limit[0]) is Symbol, "limits must be a letter and two bounds")  # type: ignore[index]
    _numbers(limit.args, 3, 3)  # type: ignore[attr-defined]


def _tuple(args: Args) -> Basic:
    return Tuple(*args)


def _function(cls: Any) -> Callable[[Args], Basic]:
    def make(args: Args) -> Basic:
        _numbers(args, 2, 2)
        return cls(*args)  # type: ignore[no-any-return]

    return make


def _derivative(args: Args) -> Basic:
    _count(args, 2, None)
    _numbers(args[:1], 1, 1)
    return _as_written(Derivative, args)


def _subs(args: Args) -> Basic:
    _count(args, 3, 3)
    return _as_written(Subs, args)


def _name(args: Args, least: int) -> str:
    _count(args, least, None)
    need(type(args[0]) is Str and args[0].name, "the name is missing")
    return str(args[0])


def _symbolic_pmf(args: Args) -> Basic:
    _name(args, 2)
    _numbers(args[1:], 1, None)
    return SymbolicPmf(args[0], check_size(args[1]), *args[2:], fresh_uid())


def _sequence(args: Args) -> Basic:
    name = _name(args, 5)
    sizes, low, high, flag, *parameters = args[1:]
    need(isinstance(sizes, Tuple) and sizes, "the sizes are missing")
    _numbers(args[2:], 3, None)
    options = {"lower": low, "upper": high, "closed": _flag(flag)}
    return sequence(name, tuple(sizes), depends_on=tuple(parameters), **options)


def _random_variable(args: Args) -> Basic:
    _name(args, 2)
    size, *rest = args[1:]
    check_size(size)
    if not rest:
        return RandomVariable(args[0], size, fresh_uid())
    _count(rest, 2, 2)  # type: ignore[arg-type]
    place, table = rest
    need(isinstance(table, ExplicitPmf), "the law of the variable is not a table")
    rows = table.labels
    good = getattr(place, "is_Integer", False) and all(
        isinstance(row, Tuple) and len(row) == len(rows[0]) and 0 <= place < len(row)
        for row in rows
    )
    need(good, "the variable is no coordinate of its table")
    need(size == len({row[int(place)] for row in rows}), "the size does not fit the table")
    return RandomVariable(*args)


def _explicit_pmf(args: Args) -> Basic:
    _count(args, 2, 2)
    need(all(isinstance(arg, Tuple) for arg in args), "a table has labels and probabilities")
    labels, values = args
    need(len(labels) == len(values), "the table has not one probability a label")
    need(len(set(labels)) == len(labels), "a label occurs twice in a table")
    built = explicit_pmf(dict(zip(labels, values, strict=True)))
    need(built.args == args, "the arguments are not in their standard form")
    return built


def _mixture(args: Args) -> Basic:
    _count(args, 3, 3)
    _pmfs(args[1:])
    return _as_written(Mixture, args)


def _product_pmf(args: Args) -> Basic:
    _count(args, 1, None)
    _pmfs(args)
    return ProductPmf(*args)


def _pmfs(args: Args) -> None:
    need(all(isinstance(arg, Pmf) for arg in args), "the arguments must be distributions")


def _joint_law(args: Args) -> Basic:
    _variables(args)
    built = law(*args)
    need(built.args == args, "a variable occurs twice")
    return built


def _variables(args: Args) -> None:
    need(args, "there are no random variables")
    need(all(isinstance(v, RandomVariable) for v in args), "these must be random variables")


def _conditional_law(args: Args) -> Basic:
    _count(args, 3, 3)
    need(all(isinstance(arg, Tuple) for arg in args), "the arguments must be tuples")
    targets, given, letters = (arg.args for arg in args)
    _variables(targets)
    _variables(given)
    need(len(given) == len(letters), "each given variable has one letter")
    built = conditional_law(*targets, given=dict(zip(given, letters, strict=True)))
    need(built.args == args, "a variable occurs twice")
    return built


def _probability(args: Args) -> Basic:
    _count(args, 2, None)
    _pmfs(args[:1])
    _numbers(args[1:], 1, None)
    args[0](*args[1:])
    return Probability(*args)


def _term(args: Args) -> Basic:
    _count(args, 2, None)
    need(isinstance(args[0], Sequence), "the first argument must be a sequence")
    return args[0](*args[1:])  # type: ignore[no-any-return]


CONSTANTS = {"E": S.Exp1, "pi": S.Pi, "oo": S.Infinity, "-oo": S.NegativeInfinity}
"""Heads of the nodes that hold nothing."""

_LEAVES: dict[str, Callable[..., Basic]] = {
    "Integer": _integer,
    "Rational": _rational,
    "Str": _str,
    "Symbol": _symbol,
}
_SMOOTH = (hypothesis.Differentiable, hypothesis.Concave, hypothesis.StrictlyConcave)
_CHECKED: tuple[type, ...] = (
    *(Bernoulli, Uniform, PointMass, RowPmf, EmpiricalPmf, ArgMin, ArgMax),
    *(hypothesis.FullSupport, hypothesis.AbsolutelyContinuous, hypothesis.Equal),
    *(hypothesis.NotAbsolutelyContinuous, hypothesis.Independent, hypothesis.MarkovChain),
    *(hypothesis.FunctionOf, hypothesis.Less, hypothesis.ForAll, *_SMOOTH),
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
    Tuple: _tuple,
    Parameter: _parameter,
    Function: _applied,
    SymbolicPmf: _symbolic_pmf,
    Sequence: _sequence,
    RandomVariable: _random_variable,
    ExplicitPmf: _explicit_pmf,
    Mixture: _mixture,
    ProductPmf: _product_pmf,
    JointLaw: _joint_law,
    ConditionalLaw: _conditional_law,
    Probability: _probability,
    Term: _term,
}
_MAKERS = {cls.__name__: maker for cls, maker in _MADE.items()}
_CLASSES = {cls.__name__: cls for cls in (*_MADE, *_CHECKED)}
_FACTS = frozenset(
    "algebraic antihermitian commutative complex composite even extended_negative "
    "extended_nonnegative extended_nonpositive extended_nonzero extended_positive "
    "extended_real finite hermitian imaginary infinite integer irrational negative "
    "noninteger nonnegative nonpositive nonzero odd polar positive prime rational real "
    "transcendental zero".split()  # noqa: SIM905 - shorter so
)
