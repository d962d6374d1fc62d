"""Put other objects for the free names of a statement, without capturing a bound letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from sympy import Derivative, Expr, Product, Subs, Sum, Symbol, Tuple
from sympy.core.function import AppliedUndef

from symbinfo.core.hypotheses import ForAll, Hypothesis
from symbinfo.core.pmf import Pmf, Probability, SymbolicPmf
from symbinfo.core.sequences import Sequence, Term
from symbinfo.core.smoothness import Smooth
from symbinfo.core.statement import Statement
from symbinfo.core.variables import JointLaw, RandomVariable, law
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from sympy.core.basic import Basic

    from symbinfo.kernel.proof import Replacements


@final
class Instance:
    """A replacement of free names, with the sizes of alphabets that follow from it."""

    def __init__(self, at: Replacements, *parts: Basic) -> None:
        self.of: dict[Basic, Basic] = {}
        self.functions: dict[type, tuple[Basic, Expr]] = {}
        self.terms: dict[Basic, tuple[tuple[Basic, ...], Expr]] = {}
        self._letters = 0
        self._prefix = _unused_prefix((*parts, *(new for _, new in at)))
        for old, new in at:
            self._take(old, new)

    def _take(self, old: Basic, new: Basic) -> None:
        if isinstance(old, AppliedUndef):
            self.functions[old.func] = (old.args[0], self._apart(new))
            return
        if isinstance(old, Term):
            self.terms[old.sequence] = (old.letters, self._apart(new))
            return
        as_law = isinstance(old, SymbolicPmf) and isinstance(new, Pmf)
        if as_law or (isinstance(old, Sequence) and isinstance(new, Sequence | Pmf)):
            self._put(old.size, new.size)
        elif isinstance(old, RandomVariable) and old.table is None:
            group = (new,) if isinstance(new, RandomVariable) else tuple(new.args)
            if not group or not all(isinstance(v, RandomVariable) for v in group):
                msg = f"{old} is a random variable, it cannot become {new}"
                raise BadInput(msg)
            self._put(old.size, law(*group).size)
        elif not (isinstance(old, Symbol) and isinstance(new, Expr)):
            msg = f"{old} cannot become {new}"
            raise BadInput(msg)
        self._put(old, new)

    def _apart(self, body: Basic) -> Basic:
        """Return what is put for a function, with bound letters that occur nowhere else."""
        inner = Instance((), body)
        inner._prefix = f"{self._prefix}b"
        return inner(body)

    def _put(self, old: Basic, new: Basic) -> None:
        if old == new:
            return
        if not isinstance(old, Symbol) and isinstance(old, Expr):
            msg = f"the alphabets differ: {old} and {new} letters"
            raise BadInput(msg)
        if self.of.setdefault(old, new) != new:
            msg = f"{old} cannot become both {self.of[old]} and {new}"
            raise BadInput(msg)

    def statement(self, statement: Statement) -> Statement:
        """Return the statement with the names replaced."""
        kept = [h for h in statement.hypotheses if not self._about_function(h)]
        equality = statement.equality
        return Statement(
            self(statement.lhs),
            statement.relation,
            self(statement.rhs),
            tuple(self(h) for h in kept),
            None if equality is None else tuple(self(h) for h in equality),
        )

    def _about_function(self, hypothesis: Hypothesis) -> bool:
        return isinstance(hypothesis, Smooth) and hypothesis.args[0].func in self.functions

    def __call__(self, expr: Basic) -> Basic:
        """Return the expression with the names replaced."""
        if expr in self.of:
            return self.of[expr]
        if not expr.args:
            return expr
        if isinstance(expr, Sum | Product):
            return self._sum(expr)
        if isinstance(expr, Probability):
            return self._probability(expr)
        if isinstance(expr, AppliedUndef) and expr.func in self.functions:
            variable, body = self.functions[expr.func]
            return body.xreplace({variable: self(expr.args[0])})
        if isinstance(expr, Derivative | Subs | ForAll | Smooth):
            return self._binding(expr)
        if isinstance(expr, Tuple | JointLaw):
            return self._group(expr)
        if isinstance(expr, Term) and expr.sequence in self.terms:
            letters, body = self.terms[expr.sequence]
            return renamed(body, {x: self(y) for x, y in zip(letters, expr.letters, strict=True)})
        args = tuple(self(arg) for arg in expr.args)
        if isinstance(expr, Term):
            return args[0](*args[1:])
        return expr if args == expr.args else expr.func(*args)

    def _binding(self, expr: Basic) -> Basic:
        """Replace names under a derivative, or for all values of a name: never those names."""
        if any(app.func in self.functions for app in expr.atoms(AppliedUndef)):
            raise _no_rule(expr)
        if isinstance(expr, Derivative):
            return self._derivative(expr)
        bound = _bound_names(expr)
        if any(bound & value.free_symbols for value in self._put_into(expr, bound)):
            raise _no_rule(expr)
        outer = Instance((), expr)
        outer.of = {old: new for old, new in self.of.items() if old not in bound}
        outer.terms = self.terms
        outer._prefix, outer._letters = self._prefix, self._letters + 1
        args = (outer(arg) if arg not in bound else arg for arg in expr.args)
        return expr.func(*args)

    def _put_into(self, expr: Basic, apart: set[Basic]) -> list[Basic]:
        """Return what is put for the names in an expression, some names left out."""
        values = [new for old, new in self.of.items() if old not in apart and occurs(old, expr)]
        return values + [body for old, (_, body) in self.terms.items() if occurs(old, expr)]

    def _derivative(self, expr: Derivative) -> Basic:
        """Replace names in a derivative; what it is taken by stays apart from all else."""
        owners = {v.sequence if isinstance(v, Term) else v for v, _ in expr.variable_count}
        new = {owner: self.of.get(owner, owner) for owner in owners}
        moved = [value for owner, value in new.items() if value != owner]
        others = self._put_into(expr, owners)
        if not all(isinstance(value, Symbol | Sequence) for value in new.values()):
            msg = f"the variable of {expr} can only become another variable"
            raise BadInput(msg)
        met = any(occurs(value, other) for value in new.values() for other in others)
        if met or owners & set(self.terms) or any(occurs(value, expr) for value in moved):
            raise _no_rule(expr)
        return Derivative(self(expr.expr), *((self(v), k) for v, k in expr.variable_count))

    def _group(self, expr: Basic) -> Basic:
        flat: list[Basic] = []
        for arg in expr.args:
            new = self(arg)
            flat.extend(
                new.args if isinstance(arg, RandomVariable) and isinstance(new, Tuple) else [new]
            )
        return law(*flat) if isinstance(expr, JointLaw) else Tuple(*flat)

    def _probability(self, expr: Probability) -> Basic:
        new = self(expr.pmf)
        letters = [self(x) for x in expr.letters]
        return new(*letters)

    def _sum(self, expr: Sum | Product) -> Basic:
        """Rename the bound letters first, so that no free letter is captured."""
        names: dict[Basic, Basic] = {}
        for limit in expr.limits:
            self._letters += 1
            names[limit[0]] = Symbol(
                f"{self._prefix}{self._letters}", integer=True, nonnegative=True
            )
        limits = []
        for place, (x, *ends) in enumerate(expr.limits):
            outer = {limit[0]: names[limit[0]] for limit in expr.limits[place + 1 :]}
            limits.append((names[x], *(self(renamed(end, outer)) for end in ends)))
        return expr.func(self(renamed(expr.function, names)), *limits)


def occurs(obj: Basic, expr: Basic) -> bool:
    """Whether an object occurs anywhere in an expression."""
    return obj in expr.atoms(type(obj))


def _no_rule(expr: Basic) -> BadInput:
    return BadInput(f"there is no rule to replace names inside {expr}")


def _bound_names(expr: Basic) -> set[Basic]:
    if isinstance(expr, Subs):
        return set(expr.variables)
    if isinstance(expr, ForAll):
        return {one[0] if isinstance(one, Tuple) else one for one in expr.args[2:]}
    return {expr.args[1]}


def renamed(expr: Basic, names: dict[Basic, Basic]) -> Basic:
    """Return the expression with free letters renamed; inner sums may shadow them."""
    if expr in names:
        return names[expr]
    if not expr.args:
        return expr
    if isinstance(expr, Sum | Product):
        limits = []
        for x, *ends in expr.limits[::-1]:
            limits.append(Tuple(x, *(renamed(end, names) for end in ends)))
            names = {old: new for old, new in names.items() if old != x}
        return expr.func(renamed(expr.function, names), *limits[::-1])
    return expr.func(*(renamed(arg, names) for arg in expr.args))


def same(left: Basic, right: Basic) -> bool:
    """Whether two expressions are one up to the names of bound letters."""
    if left == right:
        return True
    first, second = (Instance((), left, right)(side) for side in (left, right))
    return bool(first == second)


def instance_of(statement: Statement, at: Replacements) -> Instance:
    """Return the replacement, with bound letters that occur nowhere in the statement."""
    parts = (statement.lhs, statement.rhs, *statement.hypotheses, *(statement.equality or ()))
    return Instance(at, *parts)


def _unused_prefix(parts: tuple[Basic, ...]) -> str:
    names = {symbol.name for part in parts for symbol in part.atoms(Symbol)}
    longest = max((len(name) - len(name.lstrip("_")) for name in names), default=0)
    return "_" * (longest + 1)
