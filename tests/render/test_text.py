from __future__ import annotations

from types import SimpleNamespace

import pytest
from sympy import Derivative, Function, Product, Rational, S, Subs, Sum, Symbol, log, oo, sqrt

from symbinfo.core.atoms import XLogY, letter, n, parameter
from symbinfo.core.families import EmpiricalPmf, Mixture, PointMass, RowPmf, Uniform
from symbinfo.core.hypotheses import AbsolutelyContinuous, Equal, ForAll, Independent
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.smoothness import Concave, Differentiable, StrictlyConcave
from symbinfo.core.statement import Statement, equal
from symbinfo.core.variables import conditional_law, law, random_variables
from symbinfo.kernel.proof import Unfold
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
)
from symbinfo.render.plain import plain
from symbinfo.render.text import (
    counterexample_text,
    derivation_text,
    known_titles,
    statement_text,
    theorem_text,
)

EQ = Relation.EQ
p, q, lam, t = pmf("p"), pmf("q"), parameter("lambda", 0, 1), parameter("t", 0, 1)
X, Y, Z = random_variables("X Y Z")
x, y, i = letter("x"), letter("y"), letter("i")
a, total = sequence("a", lower=0), (i, 0, n - 1)
total_a = Sum(a(i), total)
table, other = sequence("y", (n, n), lower=0), sequence("z", (n, n), lower=0)
f, theta, half = Function("f"), parameter("theta"), parameter("s", 0, 1, upper_in=True)

EXPRESSIONS = {
    Entropy(Y, given=X): "H(Y | X)",
    Entropy(X) + Entropy(Y) - Entropy(X, Y): "H(X) + H(Y) - H(X, Y)",
    KLDivergence(p, Uniform()): "D(p || uniform)",
    KLDivergence(p, q).doit(): "sum_x p(x) log(p(x)/q(x))",
    Entropy(Y, given=X).doit(): "-sum_{x,y} p(x, y) log(p(y | x))",
    MutualInformation(X, Y).doit(): "sum_{x,y} p(x, y) log(p(x, y)/(p(x) p(y)))",
    JensenShannonDivergence(p, q).doit(): "1/2 D(p || 1/2 (p + q)) + 1/2 D(q || 1/2 (p + q))",
    Entropy(Mixture(Rational(1, 3), p, q)): "H(1/3 p + 2/3 q)",
    -Sum(XLogY(a(i), a(i)), total) / n: "-1/n sum_{i=1}^n a_i log(a_i)",
    XLogY(Sum(a(i), total), 2): "(sum_{i=1}^n a_i) log(2)",
    Sum(-p(x), (x, 0, n - 1)): "sum_x (-p(x))",
    lam * Entropy(p) + (1 - lam) * Entropy(q): "lambda H(p) + (1 - lambda) H(q)",
    p(x) / 2 + q(x) / 2: "(p(x) + q(x))/2",
    (1 - t) ** 2 * sqrt(t) / p(x): "sqrt(t) (1 - t)^2/p(x)",
    t ** (1 - t): "t^(1 - t)",
    law(X, Y)(0, y): "p(X=0, y)",
    conditional_law(Y, given={X: x})(y): "p(y | x)",
    PointMass(letter("c"))(x): "1{c = x}",
    a(0): "a_1",
    t * Product(a(i), total): "t prod_{i=1}^n a_i",
    1 / t: "1/t",
    log(t) ** Rational(2, 3): "log(t)^(2/3)",
    Entropy(conditional_law(X, Y, given={Z: letter("z")})): "H(X, Y | Z = z)",
    Function("f")(t).diff(t): "f'(t)",
    Function("f")(t).diff((t, 5)): "f^(5)(t)",
    Function("f")(t, lam).diff(t): "d/dt f(t, lambda)",
    Subs(Function("f")(t).diff(t), t, lam): "f'(lambda)",
    Sum(Symbol("k"), (Symbol("k"), 2, 5)): "sum_{k=2}^5 k",
    Function("f")(t): "f(t)",
    log(n) + oo: "oo",
    Rational(468996, 10**6): "0.468996",
    Rational(1, 3): "1/3",
    Entropy(EmpiricalPmf(table)): "H(phat)",
    KLDivergence(EmpiricalPmf(table), EmpiricalPmf(other)): "D(phat_y || phat_z)",
    CrossEntropy(RowPmf(table, i), EmpiricalPmf(table)): "H(y_i, phat)",
    KLDivergence(conditional_law(Y, given={X: x}), law(Y)): "D(P_{Y|X=x} || P_Y)",
    Sum(table(i, x), (x, 0, n - 1), (i, 0, n - 1)): "sum_{i=1}^n sum_{x=1}^n y_i,x",
    ForAll(p(x), q(x), (x, 0, n - 1)): "p(x) = q(x) for all x",
    ForAll(f(t), f(lam), t, lam): "f(t) = f(lambda) for all t, lambda in (0, 1)",
    ForAll(f(theta), theta, theta): "f(theta) = theta for all theta",
    ForAll(p(x), 1): "p(x) = 1",
    Differentiable(f(theta), theta): "f is differentiable",
    Concave(f(t), t): "f is concave on (0, 1)",
    StrictlyConcave(f(half), half): "f is strictly concave on (0, 1]",
}


@pytest.mark.parametrize(("expr", "text"), EXPRESSIONS.items(), ids=map(str, EXPRESSIONS))
def test_expressions_in_plain_ascii(expr, text):
    assert plain(expr, unicode=False) == text
    assert text.isascii()


def test_expressions_with_signs():
    assert plain(KLDivergence(p, q).doit()) == "Σ_x p(x) log(p(x)/q(x))"
    assert plain(lam * Entropy(p)) == "λ H(p)"
    assert plain(oo) == "∞"
    assert plain(Function("f")(t, lam).diff((t, 2), lam)) == "∂^3/∂λ ∂t^2 f(t, λ)"
    assert plain(Derivative(Entropy(p) - total_a, a(0))) == "∂/∂a_1 (H(p) - Σ_{i=1}^n a_i)"
    assert plain(Entropy(EmpiricalPmf(table))) == "H(p\u0302)"
    assert plain(Independent(X, Y, given=Z)) == "X ⊥⊥ Y | Z"
    assert plain(Symbol("theta'")) == "θ'"
    assert plain(Function("phi")(t)) == "φ(t)"


def test_laws_are_named_where_a_distribution_is_called_p_too():
    assert plain(equal(p(x), law(X)(x)), unicode=False) == "p(x) = P_X(x)"


def test_statements_in_one_line():
    claim = Statement(
        KLDivergence(p, q), Relation.GE, S.Zero, (AbsolutelyContinuous(p, q),), (Equal(p, q),)
    )
    assert statement_text(claim) == "D(p ∥ q) ≥ 0  given p ≪ q  (equality iff p = q)"
    assert statement_text(claim, unicode=False) == (
        "D(p || q) >= 0  given p << q  (equality iff p = q)"
    )
    always = Statement(Entropy(p), Relation.LE, Entropy(p), (), ())
    assert statement_text(always).endswith("(equality iff always)")


GIBBS = """\
D(p || q) >= 0
  given p << q
  with equality if and only if p = q

  D(p || q)
    =  sum_x p(x) log(p(x)/q(x))   definitions
    >= sum_x (p(x) - q(x))         a log(a/b) >= a - b
    =  0                           both sum to 1

Rests on: the bound a log(a/b) >= a - b; p << q"""

DERIVATION = """\
Maximum entropy
===============

After Shannon (1948).

Lemma 1. D(p ∥ q) ≥ 0
  given p ≪ q
  with equality if and only if p = q

  D(p ∥ q)
    = Σ_x p(x) log(p(x)/q(x))   definitions
    ≥ Σ_x (p(x) - q(x))         a log(a/b) ≥ a - b
    = 0                         both sum to 1

Rests on: the bound a log(a/b) ≥ a - b; p ≪ q

Theorem. H(p) ≤ log(n)
  with equality if and only if p = uniform

  H(p)
    = log(n) - D(p ∥ uniform)   definitions
    ≤ log(n)                    lemma 1

Rests on: the definitions alone"""


def test_a_theorem_shows_its_steps_and_reasons_in_columns(gibbs):
    assert theorem_text(gibbs, unicode=False) == GIBBS


def test_a_derivation_shows_its_parts_as_lemmas(make_shelf, gibbs, maximum_entropy):
    shown = make_shelf("m", "Maximum entropy", gibbs, maximum_entropy, source="Shannon (1948)")
    assert derivation_text(shown) == DERIVATION


def test_a_chain_of_equations_is_stated_whole(make_chain):
    chain = make_chain(Entropy(p), (EQ, log(n), Unfold(), ""), (EQ, S.One, Unfold(), "$\\log n$"))
    shown = theorem_text(chain, unicode=False)
    assert shown.startswith("H(p) = log(n)\n    = 1\n\n  H(p)\n")
    assert "=  1        log n\n" in shown


def test_a_hat_takes_no_column(make_chain):
    hat, steps = Entropy(EmpiricalPmf(table)), (EQ, S.One, Unfold(), "")
    rows = theorem_text(make_chain(log(n), (EQ, hat, Unfold(), ""), steps)).splitlines()
    assert rows[4:6] == ["    = H(p\u0302)   definitions", "    = 1      definitions"]


def test_lemmas_are_called_by_the_titles_of_their_derivations(derivations, maximum_entropy):
    text = theorem_text(maximum_entropy, names=known_titles(derivations))
    assert "≤ log(n)                    Gibbs' inequality" in text


def test_long_rows_do_not_push_the_reasons_away(concavity):
    rows = theorem_text(concavity, unicode=False).splitlines()
    assert rows[-3] == "    <= H(lambda p + (1 - lambda) q)   Gibbs' inequality, used twice"


def test_counterexamples_show_the_distributions_and_both_sides():
    A, B = random_variables("X Y", law={("u", 0): S.Half, ("v", 1): S.Half, ("u", 1): 0})
    coin = pmf({0: S.Half, 1: S.Half})
    found = SimpleNamespace(
        claim=Entropy(X, given=Y) >= Entropy(X),
        assignment=((X, A), (Y, B), (p, coin)),
        lhs="0",
        rhs="[0.6931 +/- 1e-4]",
    )
    assert counterexample_text(found) == (
        "False: H(X | Y) ≥ H(X)\nwith\n  p = (1/2, 1/2)\n  P(X = u, Y = 0) = 1/2\n"
        "  P(X = v, Y = 1) = 1/2\nLeft side:  0\nRight side: [0.6931 +/- 1e-4]"
    )
