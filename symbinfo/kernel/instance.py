"""Put other objects for the free names of a statement, without capturing a bound letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from sympy import Derivative, Expr, Product, Subs, Sum, Symbol, Tuple
from sympy.core.basic import Basic
from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Sequence, Term
from symbinfo.core.hypotheses import ForAll, Hypothesis, Smooth
from symbinfo.core.pmf import Pmf, Probability, SymbolicPmf
from symbinfo.core.statement import Statement
from symbinfo.core.variables import JointLaw, RandomVariable, law
from symbinfo.errors import BadInput

if TYPE_CHECKING:
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
        if isinstance(old, SymbolicPmf) and isinstance(new, Pmf):
            self._put(old.size, new.size)
        elif isinstance(old, Sequence) and isinstance(new, Sequence | Pmf):
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
        inner._prefix = f"{self._prefix}b"  # noqa: SLF001 - letters that occur nowhere else
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
        first = hypothesis.args[0]
        return isinstance(first, AppliedUndef) and first.func in self.functions

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
            return args[0](*args[1:])  # type: ignore[operator]
        return expr if args == expr.args else expr.func(*args)

    def _binding(self, expr: Basic) -> Basic:
        """Replace names under a derivative, or for all values of a name: never those names."""
        bound, inside = _bound_names(expr), expr.atoms(AppliedUndef)
        touched = {old: new for old, new in self.of.items() if old in expr.atoms(type(old))}
        captured = any(bound & new.free_symbols for old, new in touched.items() if old not in bound)
        for letters, body in self.terms.values():
            captured = captured or bool(bound & (body.free_symbols - set(letters)))
        if captured or any(app.func in self.functions for app in inside):
            msg = f"there is no rule to replace names inside {expr}"
            raise BadInput(msg)
        if isinstance(expr, Derivative) and bound & set(touched):
            return self._derivative(expr)
        outer = Instance((), expr)
        outer.of = {old: new for old, new in self.of.items() if old not in bound}
        outer.terms = self.terms
        outer._prefix, outer._letters = self._prefix, self._letters + 1  # noqa: SLF001
        args = (outer(arg) if arg not in bound else arg for arg in expr.args)
        return expr.func(*args)

    def _derivative(self, expr: Derivative) -> Basic:
        """Replace the variable of a derivative by another variable."""
        names = {old: self.of[old] for old in _bound_names(expr) if old in self.of}
        if not all(isinstance(new, Symbol | Term) for new in names.values()):
            msg = f"the variable of {expr} can only become another variable"
            raise BadInput(msg)
        return Derivative(self(expr.expr), *((self(v), k) for v, k in expr.variable_count))

    def _group(self, expr: Basic) -> Basic:
        flat: list[Basic] = []
        for arg in expr.args:
            new = self(arg)
            flat.extend(new.args if isinstance(arg, RandomVariable) and isinstance(new, Tuple) else [new])
        return law(*flat) if isinstance(expr, JointLaw) else Tuple(*flat)

    def _probability(self, expr: Probability) -> Basic:
        new = self(expr.pmf)
        letters = [self(x) for x in expr.letters]
        return new(*letters)  # type: ignore[operator,no-any-return]

    def _sum(self, expr: Sum | Product) -> Basic:
        """Rename the bound letters first, so that no free letter is captured."""
        names: dict[Basic, Basic] = {}
        for limit in expr.limits:
            self._letters += 1
            names[limit[0]] = Symbol(f"{self._prefix}{self._letters}", integer=True, nonnegative=True)
        inner = renamed(expr.function, names)
        limits = [(names[x], low, self(high)) for x, low, high in expr.limits]
        return expr.func(self(inner), *limits)


def _bound_names(expr: Basic) -> set[Basic]:
    if isinstance(expr, Derivative):
        return {variable for variable, _ in expr.variable_count}
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
        bound = {limit[0] for limit in expr.limits}
        inner = {old: new for old, new in names.items() if old not in bound}
        limits = [Tuple(limit[0], *(renamed(x, names) for x in limit[1:])) for limit in expr.limits]
        return expr.func(renamed(expr.function, inner), *limits)
    return expr.func(*(renamed(arg, names) for arg in expr.args))


def same(left: Basic, right: Basic) -> bool:
    """Whether two expressions are one up to the names of bound letters."""
    return left == right or Instance((), left, right)(left) == Instance((), left, right)(right)


def instance_of(statement: Statement, at: Replacements) -> Instance:
    """Return the replacement, with bound letters that occur nowhere in the statement."""
    parts = (statement.lhs, statement.rhs, *statement.hypotheses, *(statement.equality or ()))
    return Instance(at, *parts)


def _unused_prefix(parts: tuple[Basic, ...]) -> str:
    names = {symbol.name for part in parts for symbol in part.atoms(Symbol)}
    longest = max((len(name) - len(name.lstrip("_")) for name in names), default=0)
    return "_" * (longest + 1)
