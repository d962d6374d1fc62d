"""Constructors of symbinfo's own objects in certificates.

Each refuses what the public functions refuse, and whatever is not in its standard form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy import Expr, S, Tuple
from sympy.core.symbol import Str

from symbinfo.core.atoms import check_size, fresh_uid, parameter
from symbinfo.core.families import Mixture, ProductPmf
from symbinfo.core.pmf import JointTable, Pmf, Probability, SymbolicPmf
from symbinfo.core.pmf import explicit_pmf as table_of
from symbinfo.core.sequences import Sequence, sequence
from symbinfo.core.variables import RandomVariable, law
from symbinfo.core.variables import conditional_law as law_given
from symbinfo.kernel.fields import need

if TYPE_CHECKING:
    from sympy.core.basic import Basic

Args = tuple[Any, ...]


def as_written(cls: Any, args: Args) -> Basic:
    """Call a constructor that checks its arguments, and refuse what it had to change."""
    built: Basic = cls(*args)
    need(type(built) is cls and built.args == args, "the arguments are not in their standard form")
    return built


def numbers(args: Args, least: int, most: int | None) -> None:
    """Refuse arguments that are no expressions, or not as many as they should be."""
    need(all(isinstance(arg, Expr) for arg in args), "the arguments must be expressions")
    count(args, least, most)


def count(args: Args, least: int, most: int | None) -> None:
    """Refuse a wrong number of arguments."""
    right = len(args) >= least and (most is None or len(args) <= most)
    need(right, f"the number of arguments is wrong: {len(args)}")


def parameter_of(args: Args) -> Basic:
    """Return a parameter: name, bounds, and whether each belongs to the interval."""
    name = name_of(args, 5)
    _, low, high, closed, upper_in = args
    return parameter(name, low, high, closed=_flag(closed), upper_in=_flag(upper_in))


def _flag(value: object) -> bool:
    need(value in (S.Zero, S.One), "whether a bound belongs to an interval is 0 or 1")
    return value is S.One


def name_of(args: Args, least: int) -> str:
    """Return the name that is the first of the arguments."""
    count(args, least, None)
    need(type(args[0]) is Str and args[0].name, "the name is missing")
    return str(args[0])


def symbolic_pmf(args: Args) -> Basic:
    """Return a new distribution: name, size, and what it depends on."""
    name_of(args, 2)
    numbers(args[1:], 1, None)
    return SymbolicPmf(args[0], check_size(args[1]), *args[2:], fresh_uid())


def sequence_of(args: Args) -> Basic:
    """Return a new sequence: name, sizes, bounds, closed or not, what it depends on."""
    name = name_of(args, 5)
    sizes, low, high, flag, *parameters = args[1:]
    need(isinstance(sizes, Tuple) and sizes, "the sizes are missing")
    numbers(args[2:], 3, None)
    options = {"lower": low, "upper": high, "closed": _flag(flag)}
    return sequence(name, tuple(sizes), depends_on=tuple(parameters), **options)


def random_variable(args: Args) -> Basic:
    """Return a new variable, name and size, or a coordinate of a table."""
    name_of(args, 2)
    size, *rest = args[1:]
    check_size(size)
    if not rest:
        return RandomVariable(args[0], size, fresh_uid())
    count(rest, 2, 2)  # type: ignore[arg-type]
    place, table = rest
    need(isinstance(table, JointTable), "the law of the variable is not a table")
    rows = table.labels
    good = getattr(place, "is_Integer", False) and all(
        isinstance(row, Tuple) and len(row) == len(rows[0]) and 0 <= place < len(row)
        for row in rows
    )
    need(good, "the variable is no coordinate of its table")
    need(size == len({row[int(place)] for row in rows}), "the size does not fit the table")
    return RandomVariable(*args)


def explicit_pmf(args: Args) -> Basic:
    """Return a table of labels and probabilities."""
    count(args, 2, 2)
    need(all(isinstance(arg, Tuple) for arg in args), "a table has labels and probabilities")
    labels, values = args
    need(len(labels) == len(values), "the table has not one probability a label")
    need(len(set(labels)) == len(labels), "a label occurs twice in a table")
    built = table_of(dict(zip(labels, values, strict=True)))
    need(built.args == args, "the arguments are not in their standard form")
    return built


def joint_table(args: Args) -> Basic:
    """Return a new joint law of variables: labels and probabilities."""
    return JointTable(*explicit_pmf(args).args, fresh_uid())


def mixture(args: Args) -> Basic:
    """Return a mixture: weight and two distributions."""
    count(args, 3, 3)
    _pmfs(args[1:])
    return as_written(Mixture, args)


def product_pmf(args: Args) -> Basic:
    """Return the law of independent letters."""
    count(args, 1, None)
    _pmfs(args)
    return ProductPmf(*args)


def _pmfs(args: Args) -> None:
    need(all(isinstance(arg, Pmf) for arg in args), "the arguments must be distributions")


def joint_law(args: Args) -> Basic:
    """Return the joint law of variables."""
    _variables(args)
    built = law(*args)
    need(built.args == args, "a variable occurs twice")
    return built


def _variables(args: Args) -> None:
    need(args, "there are no random variables")
    need(all(isinstance(v, RandomVariable) for v in args), "these must be random variables")


def conditional_law(args: Args) -> Basic:
    """Return a law of variables given others: three tuples."""
    count(args, 3, 3)
    need(all(isinstance(arg, Tuple) for arg in args), "the arguments must be tuples")
    targets, given, letters = (arg.args for arg in args)
    _variables(targets)
    _variables(given)
    need(len(given) == len(letters), "each given variable has one letter")
    built = law_given(*targets, given=dict(zip(given, letters, strict=True)))
    need(built.args == args, "a variable occurs twice")
    return built


def probability(args: Args) -> Basic:
    """Return the probability of letters, not evaluated."""
    count(args, 2, None)
    _pmfs(args[:1])
    numbers(args[1:], 1, None)
    args[0](*args[1:])
    return Probability(*args)


def term(args: Args) -> Basic:
    """Return a number of a sequence."""
    count(args, 2, None)
    need(isinstance(args[0], Sequence), "the first argument must be a sequence")
    return args[0](*args[1:])
