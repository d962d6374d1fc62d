"""Every class that may stand in a certificate is read as it was written."""

from __future__ import annotations

import pytest
from sympy import (
    Derivative,
    Function,
    KroneckerDelta,
    Lambda,
    Product,
    S,
    Subs,
    Sum,
    Tuple,
    exp,
    log,
)

from symbinfo.core import hypotheses as hyp
from symbinfo.core.atoms import Weighted, XLogY, letter, n, parameter
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
from symbinfo.core.optimum import ArgMax, ArgMin, Optimum
from symbinfo.core.pmf import Pmf, pmf
from symbinfo.core.sequences import sequence
from symbinfo.core.smoothness import Concave, Differentiable, StrictlyConcave
from symbinfo.core.variables import conditional_law, law, random_variables
from symbinfo.kernel import heads
from symbinfo.kernel.reading import Reading
from symbinfo.kernel.writing import Writer
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    FDivergence,
    HellingerDistance,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    RenyiDivergence,
    RenyiEntropy,
    SelfInformation,
    TotalVariation,
    TsallisEntropy,
)

p, q, t, x = pmf("p"), pmf("q"), parameter("t", 0, 1), letter("x")
X, Y, Z, W = random_variables("X Y Z W", (n, n, 2, 3))
table = {(0, 0): S.Half, (0, 1): S.Half / 2, (1, 0): S.Half / 2, (1, 1): 0}
U, V = random_variables("U V", law=table)
f = Function("f")
a, grid = sequence("a", n, lower=0), sequence("y", (3, n))

EXAMPLES = [
    *(x + t, 2 * t, t**x, log(t), exp(t), KroneckerDelta(x, 0), Tuple(x, Tuple()), t, f(t), a(x)),
    *(Sum(p(x) * a(x), (x, 0, n - 1)), Product(a(x), (x, 0, n - 1)), XLogY(t, t), Weighted(t, t)),
    *(Derivative(f(t), t), Subs(Derivative(f(t), t), t, 1), p(x), grid(1, x)),
    *(Bernoulli(t), Uniform(n), PointMass(x, n), RowPmf(grid, 0), EmpiricalPmf(grid)),
    *(pmf({"a": t, "b": 1 - t}), Mixture(t, p, q), ProductPmf(p, Bernoulli(t)), law(X, Y)),
    *(law(V, U), conditional_law(Y, given={X: x}), ArgMin(t, t), ArgMax(t, t)),
    *(hyp.FullSupport(p), hyp.AbsolutelyContinuous(p, q), hyp.NotAbsolutelyContinuous(p, q)),
    *(hyp.Equal(p, q), hyp.Independent(X, Y, given=Z), hyp.MarkovChain(X, Y, Z)),
    *(hyp.FunctionOf(Y, (X, Z)), hyp.Less(0, t), hyp.ForAll(a(x), 1, (x, 0, n - 1))),
    *(Differentiable(f(t), t), Concave(f(t), t), StrictlyConcave(f(t), t)),
    *(Holds(Entropy(X), "<=", log(2)), CopyOf(X, Y, Z), CommonPart(X, Z, Y, W)),
    *(Entropy(p), Entropy(X, given=Y), CrossEntropy(p, q), KLDivergence(p, q)),
    *(RenyiEntropy(p, t), RenyiDivergence(p, q, 2), TsallisEntropy(p, 2), TotalVariation(p, q)),
    *(HellingerDistance(p, q), FDivergence(Lambda(x, x - 1), p, q)),
    *(MutualInformation(X, (Y, Z)), JensenShannonDivergence(p, q), SelfInformation(p, x)),
]


def test_every_head_is_read_as_it_was_written():
    writer = Writer()
    for expr in EXAMPLES:
        writer.node(expr)
    nodes = Reading(writer.nodes)._nodes
    again = Writer()
    for node in nodes:
        again.node(node)
    assert again.nodes == writer.nodes
    used = {row[0] for row in writer.nodes}
    assert used >= {*heads._CLASSES, *heads._LEAVES, "oo", "-oo"} - {"Rational"}
    assert used >= set(Measure.registry)


@pytest.mark.parametrize("base", [Pmf, hyp.Hypothesis, Optimum])
def test_every_class_has_a_head(base):
    found = [cls for cls in below(base) if cls.__name__ not in heads._CLASSES]
    assert not found


def below(base):
    """Return the final classes below a class that are in the package."""
    for cls in base.__subclasses__():
        below_it = list(below(cls))
        if not below_it and cls.__module__.startswith("symbinfo."):
            yield cls
        yield from below_it


def test_no_measure_has_the_name_of_a_head():
    taken = {*heads._CLASSES, *heads._LEAVES, *heads.CONSTANTS}
    assert not taken & set(Measure.registry)
