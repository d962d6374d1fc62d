"""What must hold before a theorem is used for other objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from sympy import Dummy, Symbol, Tuple, log

from symbinfo.core.atoms import Parameter, is_letter
from symbinfo.core.families import Mixture, PointMass, ProductPmf, Uniform
from symbinfo.core.pmf import Pmf, SymbolicPmf, TabularPmf
from symbinfo.core.sequences import Sequence, Term
from symbinfo.core.smoothness import Smooth
from symbinfo.core.variables import ConditionalLaw, JointLaw
from symbinfo.errors import BadInput
from symbinfo.kernel.entail import Entailment
from symbinfo.kernel.instance import Instance, instance_of
from symbinfo.kernel.normal_form import is_zero
from symbinfo.kernel.theorem import proved

if TYPE_CHECKING:
    from sympy import Expr
    from sympy.core.basic import Basic

    from symbinfo.core.statement import Statement
    from symbinfo.kernel.context import Context
    from symbinfo.kernel.forms import Form
    from symbinfo.kernel.proof import Lemma, Replacements
    from symbinfo.kernel.reader import Letters, Reader

_ALWAYS_PMFS = (SymbolicPmf, JointLaw, ConditionalLaw, Uniform, PointMass, ProductPmf)


@final
class Duties:
    """Discharges the duties of lemmas under the hypotheses of one statement."""

    def __init__(self, context: Context, reader: Reader) -> None:
        self.context = context
        self.reader = reader
        self.entailment = Entailment(context, reader)

    def instance(self, lemma: Lemma) -> Statement:
        """Return the statement of a lemma at its replacements, with all duties discharged."""
        replace = instance_of(proved(lemma.theorem), lemma.at)
        statement = replace.statement(lemma.theorem.statement)
        self._valid(lemma.at, statement)
        for table in _tables(lemma.theorem.statement):
            self._is_pmf(replace(table))
        for hypothesis in lemma.theorem.statement.hypotheses:
            if isinstance(hypothesis, Smooth) and hypothesis.args[0].func in replace.functions:
                self._known_function(hypothesis, replace)
        for hypothesis in statement.hypotheses:
            if not self.entailment.holds(hypothesis):
                msg = f"the lemma needs the hypothesis {hypothesis}"
                raise BadInput(msg)
        return statement

    def _known_function(self, hypothesis: Basic, replace: Instance) -> None:
        (fact,) = hypothesis.facts()
        variable, body = replace.functions[hypothesis.args[0].func]
        if body != log(variable) or not fact.variable.is_positive:
            msg = f"the lemma needs a concave function, and {body} is not known to be one"
            raise BadInput(msg)

    def _valid(self, at: Replacements, statement: Statement) -> None:
        """Refuse replacements that are outside the range of what they replace."""
        for old, new in at:
            if isinstance(old, Sequence):
                self._sequence_in_range(old, new)
            elif isinstance(old, Term):
                self._term_in_range(old, new)
            elif isinstance(old, Symbol) and not is_letter(old):
                self.parameter_in_range(old, new)
            elif isinstance(old, Symbol) and not _is_letter_like(new, old):
                msg = f"{old} is a letter, it cannot become {new}"
                raise BadInput(msg)
            for law in new.atoms(Pmf) if isinstance(new, Pmf) else ():
                self._is_pmf(law)
        for table in _tables(statement):
            self._is_pmf(table)

    def _is_pmf(self, law: Pmf) -> None:
        entries: tuple[Expr, ...] = ()
        if isinstance(law, TabularPmf):
            entries = law.probabilities
        elif isinstance(law, Mixture):
            entries = (law.args[0], 1 - law.args[0])
        elif not isinstance(law, _ALWAYS_PMFS):
            msg = f"{law} is not known to be a distribution"
            raise BadInput(msg)
        if entries and not is_zero(self._form(sum(entries) - 1), self.context):
            msg = f"{law} is not known to be a distribution: it may not sum to 1"
            raise BadInput(msg)
        for entry in entries:
            if not self.reader.signs.nonnegative(self._form(entry)):
                msg = f"{law} is not known to be a distribution: {entry} may be negative"
                raise BadInput(msg)

    def _form(self, expr: Expr, letters: Letters | None = None) -> Form:
        return self.reader.ratio(expr, letters or {}, frozenset())

    def parameter_in_range(self, old: Symbol, new: Expr) -> None:
        """Refuse a value that a parameter cannot take."""
        if not _has_bounds_only(old):
            msg = f"{old} cannot be replaced, since SymPy assumes more of it than its bounds"
            raise BadInput(msg)
        if old.is_integer and not (new.is_integer and new.is_positive):
            msg = f"{old} is a size, it cannot become {new}"
            raise BadInput(msg)
        if not self.context.in_range(self._form(new), old):
            msg = f"{new} is not known to be in the range of {old}"
            raise BadInput(msg)

    def _sequence_in_range(self, old: Sequence, new: Basic) -> None:
        letters = [Dummy(integer=True, nonnegative=True) for _ in old.sizes]
        self._term_in_range(old(*letters), new(*letters))

    def _term_in_range(self, old: Term, new: Expr) -> None:
        if not all(map(is_letter, old.letters)) or len(set(old.letters)) != len(old.letters):
            msg = f"{old} must be written with different letters"
            raise BadInput(msg)
        limits = [Tuple(x, 0, k - 1) for x, k in zip(old.letters, old.sequence.sizes, strict=True)]
        letters = {limit[0]: self.context.letter_of(limit) for limit in limits}
        if not self.context.in_range(self._form(new, letters), old.sequence):
            msg = f"{new} is not known to be in the range of {old}"
            raise BadInput(msg)


def _is_letter_like(new: Expr, old: Symbol) -> bool:
    if new.is_Integer:
        return bool(new.is_nonnegative)
    return is_letter(new) and bool(new.is_nonnegative or not old.is_nonnegative)


def _tables(statement: Statement) -> set[Pmf]:
    """Return the tables of probabilities that a statement takes to be distributions."""
    parts = (statement.lhs, statement.rhs, *statement.hypotheses)
    return set[Pmf]().union(*(part.atoms(TabularPmf) for part in parts))


_BOUNDED = tuple(
    Symbol("x", **dict.fromkeys(facts, True)).assumptions0
    for facts in (("real",), ("positive",), ("nonnegative",), ("integer", "positive"))
)


def _has_bounds_only(x: Symbol) -> bool:
    """Whether the kernel knows all that SymPy assumes of a number."""
    return isinstance(x, Parameter) or x.assumptions0 in _BOUNDED
