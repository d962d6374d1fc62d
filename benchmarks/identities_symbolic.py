"""The time of one check of identities that hold for every alphabet size.

Each identity is decided by `symbinfo.kernel.check.check` of a proof of one step by Unfold:
definitions opened, meaning and infinities checked, normal form compared. The time runs from
the two sides, written with measures, to the theorem; every round makes new distributions.
Target: a median below 5 ms.

The peer is SymPy's ``simplify`` of the difference of the two sides with the definitions
opened, ``XLogY(a, b)`` written as a log(b), and p(x) as a positive entry of an array; it runs
in a process of its own with a limit of 20 s. Where it finds 0, it has taken for granted that
no probability is 0 and that nothing is infinite; symbinfo has proved what holds without that.

Usage: python benchmarks/identities_symbolic.py [number of rounds, 25 when not given]
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from sympy import Expr, IndexedBase, Rational, Sum, log, simplify
from timing import machine, run_python, seconds, verdict

from symbinfo import (
    CrossEntropy,
    Entropy,
    Equal,
    FullSupport,
    JensenShannonDivergence,
    KLDivergence,
    MarkovChain,
    Mixture,
    MutualInformation,
    Pmf,
    PointMass,
    Probability,
    ProductPmf,
    Proof,
    Relation,
    Statement,
    Step,
    Unfold,
    Uniform,
    Weighted,
    XLogY,
    check,
    conditional_law,
    law,
    letter,
    parameter,
    pmf,
    random_variables,
)
from symbinfo.core.measure import Measure
from symbinfo.core.variables import JointLaw

if TYPE_CHECKING:
    from symbinfo.core.hypotheses import Hypothesis

Identity = tuple[Expr, Expr, tuple["Hypothesis", ...]]
LIMIT = 20.0
TARGET = 5.0
H, D, C, I = Entropy, KLDivergence, CrossEntropy, MutualInformation


def of_distributions() -> dict[str, Identity]:
    """Return identities of distributions on one alphabet of n letters."""
    p, q, u, x = pmf("p"), pmf("q"), Uniform(), letter("x")
    t, c = parameter("t", 0, 1), letter("c")
    m, half = Mixture(t, p, q), Mixture(Rational(1, 2), p, q)
    support = (x, 0, p.size - 1)
    return {
        "H(p,q) = H(p) + D(p||q)": (C(p, q), H(p) + D(p, q), ()),
        "H(p) = log n - D(p||u)": (H(p), log(p.size) - D(p, u), ()),
        "H(p,u) = log n": (C(p, u), log(p.size), ()),
        "H(p) = H(q) if p = q": (H(p), H(q), (Equal(p, q),)),
        "sum p (1 - q/p) = 0 if p > 0": (
            Sum(p(x) * (1 - q(x) / p(x)), support),
            Rational(0),
            (FullSupport(p),),
        ),
        "H(onehot, q) = -log q(c)": (C(PointMass(c), q), -log(q(c)), ()),
        "D(onehot||q) = -log q(c)": (D(PointMass(c), q), -log(q(c)), ()),
        "mixture: H(m) = t H(p) + ...": (
            H(m),
            t * H(p) + (1 - t) * H(q) + t * D(p, m) + (1 - t) * D(q, m),
            (),
        ),
        "JSD = H(m) - H(p)/2 - H(q)/2": (
            JensenShannonDivergence(p, q),
            H(half) - H(p) / 2 - H(q) / 2,
            (),
        ),
    }


def of_variables() -> dict[str, Identity]:
    """Return identities of random variables with any numbers of values."""
    x, y, z = random_variables("X Y Z")
    a = letter("x")
    average = Weighted(law(x)(a), H(conditional_law(y, given={x: a})))
    product = ProductPmf(law(x), law(y))
    return {
        "H(X,Y) = H(X) + H(Y|X)": (H(x, y), H(x) + H(y, given=x), ()),
        "H(X,Y,Z) by the chain rule": (
            H(x, y, z),
            H(x) + H(y, given=x) + H(z, given=(x, y)),
            (),
        ),
        "H(Y|X) = average of H(Y|X=x)": (
            H(y, given=x),
            Sum(average, (a, 0, x.size - 1)),
            (),
        ),
        "I(X;Y) = H(X) + H(Y) - H(X,Y)": (I(x, y), H(x) + H(y) - H(x, y), ()),
        "I(X;Y) = H(X) - H(X|Y)": (I(x, y), H(x) - H(x, given=y), ()),
        "I(X;Y) = D(P_XY||P_X P_Y)": (I(x, y), D(law(x, y), product), ()),
        "I(X;Y) = I(Y;X)": (I(x, y), I(y, x), ()),
        "I(X;X) = H(X)": (I(x, x), H(x), ()),
        "I(X;Y,Z) by the chain rule": (I(x, (y, z)), I(x, y) + I(x, z, given=y), ()),
        "I(X;Y) = I(X;Z) + I(X;Y|Z), Markov": (
            I(x, y),
            I(x, z) + I(x, y, given=z),
            (MarkovChain(x, y, z),),
        ),
    }


def identities() -> dict[str, Identity]:
    return {**of_distributions(), **of_variables()}


def decide(identity: Identity) -> None:
    """Prove an identity; raises if it is not proved."""
    left, right, hypotheses = identity
    step = Step(left, Relation.EQ, right, Unfold())
    check(Proof(Statement(left, Relation.EQ, right, hypotheses), (step,)))


def opened(expr: Expr) -> Expr:
    """Return an expression of SymPy alone: definitions opened, products written out."""
    while expr.atoms(Measure):
        expr = expr.replace(lambda e: isinstance(e, Measure), lambda e: e.definition())
    expr = expr.replace(XLogY, lambda a, b: a * log(b))
    expr = expr.replace(Weighted, lambda a, b: a * b)
    return expr.replace(Probability, plain)


def plain(law: Pmf, *letters: Expr) -> Expr:
    """Return a probability as an entry of an array of SymPy, the variables of a law in order."""
    if isinstance(law, JointLaw):
        pairs = sorted(zip(map(str, law.variables), letters, strict=True), key=lambda pair: pair[0])
        name, letters = "P" + "".join(v for v, _ in pairs), tuple(x for _, x in pairs)
    else:
        name = str(law)
    return IndexedBase(name, positive=True)[letters]


def print_simplify(number: int) -> None:
    """Print how long simplify takes, and whether it finds 0; for a process of its own."""
    left, right, _ = list(identities().values())[number]
    difference = opened(left - right)
    start = perf_counter()
    answer = simplify(difference)
    print(perf_counter() - start, int(answer == 0))


def by_simplify(number: int) -> str:
    """Return in words what simplify says."""
    try:
        told = run_python(__file__, "--simplify", str(number), timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return f"simplify does not end in {LIMIT:.0f} s"
    except subprocess.CalledProcessError as error:
        return f"simplify fails: {error.stderr.strip().splitlines()[-1][:60]}"
    time, zero = told.split()
    return f"simplify {float(time):6.2f} s, {'finds 0' if zero == '1' else 'does not find 0'}"


def main(times: int) -> None:
    found: dict[str, list[float]] = {name: [] for name in identities()}
    for number in range(-1, times):
        for name, identity in identities().items():
            time = seconds(partial(decide, identity)) * 1e3
            if number >= 0:  # the first round warms up
                found[name].append(time)
    print(f"{machine()}; one process, in turns, medians of {times}")
    for number, (name, values) in enumerate(found.items()):
        print(f"{name:36} {median(values):6.2f} ms   {by_simplify(number)}", flush=True)
    middle = [median(values) for values in found.values()]
    most = max(middle)
    told = verdict(median(middle), TARGET)
    print(f"{len(found)} identities, ms: median {median(middle):.2f} ({told}), max {most:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--simplify"]:
        print_simplify(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
