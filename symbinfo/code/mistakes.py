"""Mistakes with names: each is recognised by a proof that the code equals the mistaken formula."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from sympy import Add, Expr, Integer, S, exp, log

from symbinfo.code.cases import equal_by_kernel, hypotheses
from symbinfo.core.atoms import Weighted
from symbinfo.core.pmf import Pmf
from symbinfo.core.variables import JointLaw, law
from symbinfo.measures import CrossEntropy, Entropy, JensenShannonDivergence, KLDivergence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from symbinfo.code.run import Outcome
    from symbinfo.code.setting import Setting

Named = tuple[str, Expr]


def diagnosis(outcome: Outcome, measure: Expr, setting: Setting) -> str:
    """Return the name of a mistake that the formula is proved to be, or nothing."""
    formula = outcome.formula
    if formula is None or (outcome.duties and not formula.is_Pow):
        return ""
    return named(formula, measure, setting)


def named(formula: Expr, measure: Expr, setting: Setting) -> str:
    """Return the name of a mistake that a formula is proved to be, or nothing."""
    given = hypotheses(setting)
    if equal_by_kernel(formula, measure, given) is not None:
        return ""
    if formula.is_Pow and formula.exp == S.Half:
        found = named(formula.base, measure, setting)
        equal = equal_by_kernel(formula.base, measure, given) is not None
        root = "distance for divergence: it returns the square root"
        return root if equal else _both(root, found) if found else ""
    for name, mistaken in _candidates(measure, setting):
        if equal_by_kernel(formula, mistaken, given) is not None:
            return name
    return ""


def in_a_table(formula: Expr, measure: Expr, setting: Setting) -> str:
    """Return the name of a mistake at one size, where wrong axes still fit together."""
    laws = [one.source for one in setting.inputs if isinstance(one.source, JointLaw)]
    square = len(laws) == 1 and len(laws[0].sizes) == 2 and len(set(laws[0].sizes)) == 1
    if square and _is_crossed(formula, laws[0], setting):
        return "wrong axis: the row sums are used for the columns"
    return named(formula, measure, setting)


def _is_crossed(formula: Expr, p: JointLaw, setting: Setting) -> bool:
    """Return whether it is the mutual information with the two marginals exchanged."""
    x, y = (law(v) for v in p.variables)
    size = int(p.sizes[0])
    places = list(product(map(Integer, range(size)), repeat=2))
    crossed = Add(*(Weighted(p(i, j), log(p(i, j) / (x(j) * y(i)))) for i, j in places))
    return equal_by_kernel(formula, crossed, hypotheses(setting)) is not None


def _candidates(measure: Expr, setting: Setting) -> Iterator[Named]:
    sources = list(_sources(measure, setting))
    for prefix, expr in sources:
        if prefix:
            yield prefix, expr
        yield from ((_both(prefix, name), new) for name, new in _scaled(expr, setting))
    for _, expr in sources[:1]:
        for name, new in islice(_scaled(expr, setting), 3):
            yield from ((_both(name, other), newer) for other, newer in _scaled(new, setting))
    yield from _others(measure, setting)


def _both(first: str, second: str) -> str:
    return f"{first}, and {second}" if first else second


def _sources(measure: Expr, setting: Setting) -> Iterator[Named]:
    """Return the measure, and with its arguments swapped."""
    yield "", measure
    laws = [one.source for one in setting.inputs if isinstance(one.source, Pmf)]
    if len(laws) == 2:
        p, q = laws
        swapped = measure.xreplace({p: q, q: p})
        if swapped != measure:
            yield f"arguments swapped: it computes {swapped}", swapped
    if len(laws) == 1 and isinstance(laws[0], JointLaw) and len(laws[0].variables) == 2:
        x, y = laws[0].variables
        swapped = measure.xreplace({x: y, y: x})
        if swapped != measure:
            yield f"wrong axis: it computes {swapped}", swapped


def _scaled(measure: Expr, setting: Setting) -> Iterator[Named]:
    yield "wrong sign", -measure
    yield "wrong base: bits (log2) instead of nats", measure / log(2)
    yield "wrong base: log10 instead of the natural logarithm", measure / log(10)
    sizes = {axis.size for one in setting.inputs for axis in one.axes}
    whole = S.One
    for size in sizes:
        whole *= size
    for size in sorted({*sizes, whole}, key=str):
        yield f"mean for sum: the value is divided by {size}", measure / size
    yield "the square of the value", measure**2
    yield "a factor 2 too much", 2 * measure
    yield "half of the value", measure / 2
    yield "the exponential of the value (perplexity)", exp(measure)
    if measure.has(JensenShannonDivergence):
        yield "the mixture is not normalised: p + q for (p + q)/2", measure - log(2)


def _others(measure: Expr, setting: Setting) -> Iterator[Named]:
    """Return other measures of the same inputs."""
    laws = [one.source for one in setting.inputs if isinstance(one.source, Pmf)]
    found: list[Expr] = []
    if len(laws) == 2:
        p, q = laws
        found = [KLDivergence(p, q), KLDivergence(q, p), CrossEntropy(p, q), CrossEntropy(q, p)]
        found += [Entropy(p), Entropy(q), JensenShannonDivergence(p, q)]
        found += [KLDivergence(p, q) + KLDivergence(q, p)]
    if len(laws) == 1 and isinstance(laws[0], JointLaw) and len(laws[0].variables) == 2:
        x, y = laws[0].variables
        found = [Entropy(x, y), Entropy(x), Entropy(y), Entropy(x, given=y), Entropy(y, given=x)]
    for other in found:
        if equal_by_kernel(other, measure, hypotheses(setting)) is not None:
            continue
        yield f"another measure: it computes {other}", other
        yield f"another measure, with the wrong sign: it computes -{other}", -other
        yield f"another measure, in bits: it computes {other} / log 2", other / log(2)
    yield from _unnormalised_scores(setting)


def _unnormalised_scores(setting: Setting) -> Iterator[Named]:
    from sympy import Sum

    from symbinfo.core.sequences import Sequence

    scores = [one.source for one in setting.inputs if isinstance(one.source, Sequence)]
    laws = [one.source for one in setting.inputs if isinstance(one.source, Pmf)]
    if len(scores) == 1 and len(laws) == 1:
        (p,), (z,) = laws, scores
        letters = p.bound_letters(z)
        name = "unnormalised input: the exponentials of the scores are not divided by their sum"
        yield name, -Sum(p(*letters) * z(*letters), *p.limits(letters))
