"""Random variables and their joint, marginal and conditional laws."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, final

from sympy import Expr, Integer, S, Symbol, Tuple
from sympy.core.basic import Basic
from sympy.core.symbol import Str

from symbinfo.core.atoms import check_letter, check_size, fresh_uid, letters_for
from symbinfo.core.pmf import JointTable, Pmf, Probability, explicit_pmf
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping


@final
class RandomVariable(Basic):  # type: ignore[misc]
    """A random variable with finitely many values; see `random_variables`."""

    @property
    def name(self) -> str:
        """The name that is printed."""
        return str(self.args[0].name)

    @property
    def size(self) -> Expr:
        """The number of values."""
        return self.args[1]

    @property
    def table(self) -> JointTable | None:
        """The explicit joint law that the variable is a coordinate of, or None."""
        last = self.args[-1]
        return last if isinstance(last, JointTable) else None

    @property
    def coordinate(self) -> int:
        """The place of the variable in the labels of its explicit joint law."""
        return int(self.args[2])

    def values(self) -> tuple[Basic, ...]:
        """Return the values of a variable with an explicit law, in the order of its letters."""
        return _values(self.table, self.coordinate) if self.table else ()

    def _sympystr(self, _: object) -> str:
        return self.name


def random_variables(
    names: str, sizes: Iterable[object] | None = None, *, law: Mapping[Any, object] | None = None
) -> tuple[RandomVariable, ...]:
    """Return random variables with one joint law, which is any law unless one is given.

    Parameters
    ----------
    names : str
        Names with spaces or commas between them.
    sizes : iterable of positive integers or symbols, optional
        The number of values of each; the symbol ``|X|`` when not given.
    law : mapping, optional
        An explicit joint law, from tuples of values to exact probabilities.

    Examples
    --------
    >>> from symbinfo import random_variables
    >>> X, Y = random_variables("X Y")
    >>> X.size
    |X|
    """
    words = names.replace(",", " ").split()
    if not words or len(set(words)) != len(words):
        msg = f"random_variables takes different names, got {names!r}"
        raise BadInput(msg)
    if law is not None:
        return _explicit_variables(words, law)
    if sizes is None:
        sizes = [Symbol(f"|{word}|", integer=True, positive=True) for word in words]
    if not isinstance(sizes, Iterable):
        msg = f"random_variables takes a list of sizes, one for each name, got {sizes!r}"
        raise BadInput(msg)
    counts = [check_size(size) for size in sizes]
    if len(counts) != len(words):
        msg = f"random_variables got {len(words)} names and {len(counts)} sizes"
        raise BadInput(msg)
    return tuple(
        RandomVariable(Str(word), size, fresh_uid())
        for word, size in zip(words, counts, strict=True)
    )


def _explicit_variables(words: list[str], law: Mapping[Any, object]) -> tuple[RandomVariable, ...]:
    rows = {label if isinstance(label, tuple) else (label,): value for label, value in law.items()}
    for label in rows:
        if len(label) != len(words):
            msg = f"each row of the law needs {len(words)} values, got {label!r}"
            raise BadInput(msg)
    table = JointTable(*explicit_pmf(rows).args, fresh_uid())
    found = []
    for place, word in enumerate(words):
        size = len({label[place] for label in table.labels})
        found.append(RandomVariable(Str(word), Integer(size), Integer(place), table))
    return tuple(found)


def unique(variables: Iterable[RandomVariable]) -> tuple[RandomVariable, ...]:
    """Return the variables without repetitions, in order."""
    return tuple(dict.fromkeys(variables))


def variable_letters(
    variables: Iterable[RandomVariable], *taken: Basic
) -> dict[RandomVariable, Symbol]:
    """Return a letter for each variable: x for X, and so on."""
    known = unique(variables)
    used = set[Basic]().union(*(t.free_symbols for t in taken))
    return dict(zip(known, letters_for((v.name.lower() for v in known), used), strict=True))


@final
class JointLaw(Pmf):
    """The joint law of some random variables; marginals of one law belong together."""

    @property
    def variables(self) -> tuple[RandomVariable, ...]:
        """The variables."""
        return self.args  # type: ignore[no-any-return]

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return tuple(v.size for v in self.variables)

    def probability(self, *letters: Expr) -> Expr:
        if not all(x.is_Integer for x in letters) or self.variables[0].table is None:
            return Probability(self, *letters)
        return sum(self.cells(*letters), S.Zero)

    def cells(self, *letters: Expr) -> tuple[Expr, ...]:
        """Return the entries of the explicit table that make up a probability."""
        table = self.variables[0].table
        if table is None:
            return ()
        places = tuple(v.coordinate for v in self.variables)
        return tuple(_cells(table, places).get(tuple(map(int, letters)), ()))

    def bound_letters(self, *others: Basic) -> tuple[Symbol, ...]:
        return tuple(variable_letters(self.variables, *others).values())

    def _sympystr(self, printer: Any) -> str:
        return f"P_{''.join(printer.doprint(v) for v in self.variables)}"


@lru_cache(maxsize=64)
def _values(table: JointTable, place: int) -> tuple[Basic, ...]:
    return tuple(dict.fromkeys(tuple(label)[place] for label in table.labels))


@lru_cache(maxsize=64)
def _cells(table: JointTable, places: tuple[int, ...]) -> dict[tuple[int, ...], list[Expr]]:
    """Return the entries of a table by the letters of some of its coordinates."""
    rows = [tuple(label) for label in table.labels]
    letter: list[dict[Basic, int]] = [{} for _ in rows[0]]
    found: dict[tuple[int, ...], list[Expr]] = {}
    for row, probability in zip(rows, table.probabilities, strict=True):
        here = [known.setdefault(v, len(known)) for known, v in zip(letter, row, strict=True)]
        found.setdefault(tuple(here[place] for place in places), []).append(probability)
    return found


def law(*variables: RandomVariable) -> JointLaw:
    """Return the joint law of the variables; ``law(X)`` is the marginal of X.

    >>> from symbinfo import law, random_variables
    >>> X, Y = random_variables("X Y")
    >>> law(X, Y).size
    |X|*|Y|
    """
    for v in variables:
        if not isinstance(v, RandomVariable):
            msg = f"law takes random variables, got {v!r} ({type(v).__name__})"
            raise BadInput(msg)
    one_space(variables)
    return JointLaw(*unique(variables))


def one_space(variables: Iterable[RandomVariable]) -> None:
    """Refuse variables that have no joint law."""
    if len({v.table for v in variables}) > 1:
        msg = "the variables have no joint law: their explicit laws were given apart"
        raise BadInput(msg)


@final
class ConditionalLaw(Pmf):
    """The law of Y given X = x, for a letter x; it needs P(X = x) > 0."""

    @property
    def targets(self) -> tuple[RandomVariable, ...]:
        """The variables whose law it is."""
        return tuple(self.args[0])

    @property
    def condition(self) -> dict[RandomVariable, Expr]:
        """The variables that are given, with their letters."""
        return dict(zip(self.args[1], self.args[2], strict=True))

    @property
    def sizes(self) -> tuple[Expr, ...]:
        return tuple(v.size for v in self.targets)

    def probability(self, *letters: Expr) -> Expr:
        given = self.condition
        joint = law(*self.targets, *given)
        return joint(*letters, *given.values()) / law(*given)(*given.values())

    def bound_letters(self, *others: Basic) -> tuple[Symbol, ...]:
        return tuple(variable_letters(self.targets, self, *others).values())

    def _sympystr(self, printer: Any) -> str:
        name = printer.doprint
        given = ",".join(f"{name(v)}={name(x)}" for v, x in self.condition.items())
        return f"P_{''.join(map(name, self.targets))}|{given}"


def conditional_law(
    *targets: RandomVariable, given: Mapping[RandomVariable, object]
) -> ConditionalLaw:
    """Return the law of the variables given that others have the given letters.

    >>> from symbinfo import conditional_law, random_variables
    >>> from symbinfo.core.atoms import letter
    >>> X, Y = random_variables("X Y")
    >>> conditional_law(Y, given={X: letter("x")})
    P_Y|X=x
    """
    one_space((*targets, *given))
    if not targets or not given or set(targets) & set(given):
        msg = "conditional_law takes variables, and other variables in given="
        raise BadInput(msg)
    letters = [check_letter(x, v.size, v.name) for v, x in given.items()]
    return ConditionalLaw(Tuple(*unique(targets)), Tuple(*given), Tuple(*letters))
