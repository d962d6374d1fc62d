from __future__ import annotations

import re

import pytest
from sympy import (
    Derivative,
    Function,
    Integer,
    Max,
    Product,
    Rational,
    S,
    Subs,
    Sum,
    Symbol,
    exp,
    log,
    oo,
    sqrt,
)

from symbinfo.core import display
from symbinfo.core.atoms import Weighted, XLogY, letter, n, parameter
from symbinfo.core.families import (
    Bernoulli,
    EmpiricalPmf,
    Mixture,
    PointMass,
    ProductPmf,
    RowPmf,
    Uniform,
)
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    ForAll,
    FullSupport,
    FunctionOf,
    Independent,
    Less,
    MarkovChain,
    NotAbsolutelyContinuous,
    is_uniform,
)
from symbinfo.core.optimum import ArgMax, ArgMin
from symbinfo.core.pmf import Probability, pmf
from symbinfo.core.relation import Relation
from symbinfo.core.sequences import sequence
from symbinfo.core.smoothness import Concave, Differentiable, StrictlyConcave
from symbinfo.core.statement import Statement, equal
from symbinfo.core.variables import conditional_law, law, random_variables
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    SelfInformation,
)
from symbinfo.render.latex import latex
from symbinfo.render.style import Style

H, D, I = Entropy, KLDivergence, MutualInformation
p, q = pmf("p"), pmf("q")
X, Y, Z = random_variables("X Y Z")
x, y, z, c, i = (letter(name) for name in "xyzci")
t, lam, theta = parameter("t", 0, 1), parameter("lambda", 0, 1), parameter("theta")
model = pmf("q", depends_on=(theta,))
a, yhat = sequence("a", lower=0), sequence("yhat", lower=0, upper=1, depends_on=(theta,))
f = Function("f")
coin = pmf({"heads": Rational(9, 10), "tails": Rational(1, 10)})
A, B = random_variables("A B", law={("u", 0): S.Half, ("v", 1): S.Half})
over, indices = p.limits((x,)), (i, 0, n - 1)
given_x = conditional_law(Y, given={X: x})
total = Sum(a(i), indices)
N = Symbol("N", integer=True, positive=True)
table, other = sequence("y", (N, n), lower=0), sequence("z", (N, n), lower=0)

EXPRESSIONS = {
    # measures
    H(p): r"H(p)",
    H(X, Y): r"H(X, Y)",
    H(Y, given=(X, Z)): r"H(Y \mid X, Z)",
    H(given_x): r"H(Y \mid X = x)",
    H(conditional_law(Y, given={X: 0})): r"H(Y \mid X = x_1)",
    H(conditional_law(A, given={B: 1})): r"H(A \mid B = 1)",
    H(coin): r"H(\tfrac{9}{10}, \tfrac{1}{10})",
    H(Bernoulli(t)): r"H(\mathrm{Bern}(t))",
    CrossEntropy(p, model): r"H(p, q_{\theta})",
    D(p, q): r"D_{\mathrm{KL}}(p \,\|\, q)",
    CrossEntropy(RowPmf(table, i), p): r"H(y_{i \cdot}, p)",
    D(RowPmf(table, 0), EmpiricalPmf(table)): (r"D_{\mathrm{KL}}(y_{1 \cdot} \,\|\, \hat{p})"),
    D(EmpiricalPmf(other), EmpiricalPmf(table)): (r"D_{\mathrm{KL}}(\hat{p}_z \,\|\, \hat{p}_y)"),
    D(p, PointMass(c)): r"D_{\mathrm{KL}}(p \,\|\, \delta_c)",
    D(coin, Bernoulli(S.Half)): (
        r"D_{\mathrm{KL}}((\tfrac{9}{10}, \tfrac{1}{10}) \,\|\, \mathrm{Bern}(\tfrac{1}{2}))"
    ),
    D(law(X, Y), ProductPmf(law(X), law(Y))): (
        r"D_{\mathrm{KL}}(p_{XY} \,\|\, p_{X} \times p_{Y})"
    ),
    H(Mixture(lam, p, q)): r"H(\lambda p + (1 - \lambda) q)",
    H(Mixture(Rational(1, 3), p, q)): r"H(\tfrac{1}{3} p + \tfrac{2}{3} q)",
    I(X, (Y, Z)): r"I(X; Y, Z)",
    I(X, Y, given=Z): r"I(X; Y \mid Z)",
    D(given_x, law(Y)): r"D_{\mathrm{KL}}(p_{Y \mid X = x} \,\|\, p_{Y})",
    H(conditional_law(X, Y, given={Z: z})): r"H(X, Y \mid Z = z)",
    # sums over letters
    H(Y, given=X).doit(): r"-\sum_{x, y} p(x, y) \log p(y \mid x)",
    JensenShannonDivergence(p, q).doit(): (
        r"\frac{1}{2} D_{\mathrm{KL}}(p \,\|\, \tfrac{1}{2} (p + q)) + "
        r"\frac{1}{2} D_{\mathrm{KL}}(q \,\|\, \tfrac{1}{2} (p + q))"
    ),
    Sum(Weighted(law(X)(x), H(given_x)), *law(X).limits((x,))): (
        r"\sum_{x \in \mathcal{X}} p(x) H(Y \mid X = x)"
    ),
    Sum(p(x) - q(x), *over): r"\sum_{x \in \mathcal{X}} (p(x) - q(x))",
    Sum(-p(x), *over): r"\sum_{x \in \mathcal{X}} (-p(x))",
    Sum(S.One, (x, 0, n - 1)): r"\sum_{x \in \mathcal{X}} 1",
    -Sum(XLogY(a(i), yhat(i)), indices) / n: r"-\frac{1}{n} \sum_{i=1}^{n} a_i \log \hat{y}_i",
    log(Product(yhat(i), indices)): r"\log \Bigl( \prod_{i=1}^{n} \hat{y}_i \Bigr)",
    Product(p(x), *over) * Product(q(x), *over): (
        r"\Bigl( \prod_{x \in \mathcal{X}} p(x) \Bigr) \prod_{x \in \mathcal{X}} q(x)"
    ),
    Product(table(i, c), (c, 0, n - 1), (i, 0, N - 1)): (
        r"\prod_{i=1}^{N} \prod_{c=1}^{n} y_{i c}"
    ),
    Sum(p(x) * a(x), *over): r"\sum_{x \in \mathcal{X}} p(x) a_x",
    Sum(Symbol("k") ** 2, (Symbol("k"), 2, 5)): r"\sum_{k=2}^{5} k^{2}",
    XLogY(total, total / n): (
        r"\Bigl( \sum_{i=1}^{n} a_i \Bigr) \log \Bigl( \frac{1}{n} \sum_{i=1}^{n} a_i \Bigr)"
    ),
    H(p) + lam * (Sum(p(x), *over) - 1): (
        r"H(p) + \lambda \Bigl( \sum_{x \in \mathcal{X}} p(x) - 1 \Bigr)"
    ),
    # probabilities
    p(0): r"p(x_1)",
    model(x): r"q_{\theta}(x)",
    law(X, Y)(x, letter("y'")): r"p(x, y')",
    law(X, Y)(0, y): r"p_{XY}(x_1, y)",
    law(X, Y)(c, y): r"p_{XY}(c, y)",
    given_x(y): r"p(y \mid x)",
    given_x(c): r"p_{Y \mid X}(c \mid x)",
    given_x(y) * conditional_law(Z, given={X: x})(z): r"p(y \mid x) p(z \mid x)",
    law(X, Y)(x, y) * law(Y, Z)(y, z) / law(Y)(y): r"p(x \mid y) p(y, z)",
    law(X, Y)(x, y) / law(X)(x) / law(Y)(y): r"\frac{p(x, y)}{p(x) p(y)}",
    PointMass(c)(x): r"\mathbf{1}\{x = c\}",
    Probability(coin, x): r"(\tfrac{9}{10}, \tfrac{1}{10})_x",
    Probability(Bernoulli(t), x): r"\mathrm{Bern}(x; t)",
    # arithmetic in the order of a person
    H(X) + H(Y) - H(X, Y): r"H(X) + H(Y) - H(X, Y)",
    H(X, Y) - H(X): r"H(X, Y) - H(X)",
    log(n) - D(p, Uniform()): r"\log n - D_{\mathrm{KL}}(p \,\|\, u)",
    H(Y) + 2 * H(X): r"2 H(X) + H(Y)",
    lam * H(p) + (1 - lam) * H(q): r"\lambda H(p) + (1 - \lambda) H(q)",
    p(x) / 2 + q(x) / 2: r"\frac{p(x) + q(x)}{2}",
    -t * log(t) - (1 - t) * log(1 - t): r"-t \log t - (1 - t) \log (1 - t)",
    Rational(468995, 10**6): r"0.468995",
    Rational(-1001, 1000): r"-1.001",
    Rational(1, 1024): r"\frac{1}{1024}",
    log(3) / 2 - log(2): r"\frac{1}{2} \log 3 - \log 2",
    log(2) / log(3): r"\frac{\log 2}{\log 3}",
    log(n * t): r"\log (n t)",
    log(X.size * Y.size): r"\log (|\mathcal{X}| \, |\mathcal{Y}|)",
    t**2 - t + 1: r"t^{2} + 1 - t",
    (1 - t) ** 2: r"(1 - t)^{2}",
    p(x) * (log(p(x)) + 1): r"p(x) (\log p(x) + 1)",
    Weighted(p(x), log(n) - H(p)): r"p(x) (\log n - H(p))",
    XLogY(0, q(x)): r"0 \log q(x)",
    (total + (total + 1) ** 2) * t: (
        r"t \Biggl( \sum_{i=1}^{n} a_i + \Bigl( 1 + \sum_{i=1}^{n} a_i \Bigr)^{2} \Biggr)"
    ),
    p(x) ** 2 / q(x): r"\frac{p(x)^{2}}{q(x)}",
    log(t) ** 2: r"(\log t)^{2}",
    sqrt(t) * exp(-t): r"\sqrt{t} e^{-t}",
    H(X) / H(Y): r"\frac{H(X)}{H(Y)}",
    oo: r"\infty",
    # functions
    f(t).diff(t): r"f'(t)",
    Subs(f(t).diff(t), t, lam): r"f'(\lambda)",
    f(t).diff(t, 2) * f(t) ** 2: r"f''(t) f(t)^{2}",
    f(t).diff((t, 5)): r"f^{(5)}(t)",
    f(t, lam).diff(t): r"\frac{\partial}{\partial t} f(t, \lambda)",
    f(t) ** Rational(2, 3): r"f(t)^{\frac{2}{3}}",
    log(t) ** Rational(2, 3): r"(\log t)^{\frac{2}{3}}",
    f(t / lam): r"f\Bigl( \frac{t}{\lambda} \Bigr)",
    Derivative(total - H(p), a(c)): (
        r"\frac{\partial}{\partial a_c} \Bigl( \sum_{i=1}^{n} a_i - H(p) \Bigr)"
    ),
    Derivative(total, a(c), a(c)): r"\frac{\partial^{2}}{\partial a_c^{2}} \sum_{i=1}^{n} a_i",
    Derivative(SelfInformation(t), t): r"\frac{d}{d t} I(t)",
    Max(t, lam): r"\max\left(\lambda, t\right)",
    # optima
    ArgMin(CrossEntropy(p, model), theta): r"\operatorname*{arg\,min}_{\theta} H(p, q_{\theta})",
    ArgMax(H(p) - D(p, model), theta): (
        r"\operatorname*{arg\,max}_{\theta} (H(p) - D_{\mathrm{KL}}(p \,\|\, q_{\theta}))"
    ),
    # hypotheses
    FullSupport(p): r"p > 0",
    AbsolutelyContinuous(p, q): r"p \ll q",
    NotAbsolutelyContinuous(p, q): r"p \not\ll q",
    Equal(p, q): r"p = q",
    is_uniform(p): r"p = u",
    Independent(X, Y, given=Z): r"X \perp\!\!\!\perp Y \mid Z",
    Independent((X, Y), Z): r"(X, Y) \perp\!\!\!\perp Z",
    MarkovChain(X, Y, Z): r"X \to Y \to Z",
    FunctionOf(Y, X): r"H(Y \mid X) = 0",
    Less(t, lam): r"t < \lambda",
    ForAll(f(t), t**2, t): r"f(t) = t^{2} \text{ for all } t \in (0, 1)",
    ForAll(f(theta), theta, theta): r"f(\theta) = \theta \text{ for all } \theta \in \mathbb{R}",
    ForAll(f(t), f(lam), t, lam): r"f(t) = f(\lambda) \text{ for all } t, \lambda \in (0, 1)",
    ForAll(p(x), S.One): r"p(x) = 1",
    ForAll(p(x), q(x), *over): r"p(x) = q(x) \text{ for all } x",
    Differentiable(f(t), t): r"f \text{ is differentiable}",
    Concave(f(t), t): r"f \text{ is concave}",
    StrictlyConcave(f(t), t): r"f \text{ is strictly concave}",
}

KATEX = """
Bigl Bigr Biggl Biggr arg begin cdot delta end frac ge hat in infty lambda le left ll ln log
max partial prod right
mathbb mathbf mathcal mathrm mid ne not operatorname overset parallel perp quad sqrt sum text
tfrac theta times to
"""


@pytest.mark.parametrize(("expr", "text"), EXPRESSIONS.items(), ids=map(str, EXPRESSIONS))
def test_expressions_print_as_in_papers(expr, text):
    assert latex(expr) == text


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=map(str, EXPRESSIONS))
def test_only_macros_that_notebooks_know(expr):
    assert set(re.findall(r"\\([A-Za-z]+)", latex(expr))) <= set(KATEX.split())


def test_statements_show_hypotheses_and_equality():
    claim = Statement(D(p, q), Relation.GE, S.Zero, (AbsolutelyContinuous(p, q),), (Equal(p, q),))
    assert latex(claim) == (
        r"D_{\mathrm{KL}}(p \,\|\, q) \ge 0 \quad \text{if } p \ll q "
        r"\quad \text{(with equality if and only if $p = q$)}"
    )
    assert latex(Statement(H(X), Relation.LE, H(X), (), ())).endswith("(with equality always)}")
    assert latex(H(p) <= log(n)) == r"H(p) \le \log n"
    assert latex(Statement(D(p, q), Relation.NE, D(q, p))).count(r"\ne") == 1


def test_laws_are_named_where_a_distribution_is_called_p_too():
    claim = equal(D(p, Uniform()), Sum(law(X)(x), *law(X).limits((x,))))
    assert latex(claim).endswith(r"\sum_{x \in \mathcal{X}} p_{X}(x)")


def test_the_uniform_distribution_has_another_name_where_u_is_taken():
    u = pmf("u")
    assert latex(D(u, Uniform())) == r"D_{\mathrm{KL}}(u \,\|\, \mathrm{unif})"


def test_a_style_changes_letters_and_separators():
    style = Style(entropy=r"\mathbb{H}", divergence="D", separator=r"\parallel", log=r"\ln")
    assert latex(H(p), style) == r"\mathbb{H}(p)"
    assert latex(D(p, q), style) == r"D(p \parallel q)"
    assert latex(FunctionOf(Y, X), style) == r"\mathbb{H}(Y \mid X) = 0"
    assert latex(log(n), style) == r"\ln n"


def test_sums_over_an_index():
    style = Style(sums="index")
    assert latex(H(p).doit(), style) == r"-\sum_{i=1}^{n} p_i \log p_i"
    assert latex(model(0), style) == r"q_{\theta,1}"
    assert latex(equal(SelfInformation(p, x), -log(p(x))), style) == r"I(i) = -\log p_i"
    assert latex(H(X).doit(), style) == r"-\sum_{x \in \mathcal{X}} p(x) \log p(x)"


def test_a_base_is_printed_only_where_a_change_of_base_keeps_the_formula_true():
    bits = Style(base=2)
    assert latex(H(p) <= log(n), bits) == r"H(p) \le \log_{2} n"
    assert latex(H(p).doit(), Style(base=10)).endswith(r"\log_{10} p(x)")
    assert latex(H(p) <= n - 1, bits) == r"H(p) \le n - 1"
    assert latex(equal(H(p), log(n) + 1), bits) == r"H(p) = \log n + 1".replace("log", "ln")
    assert latex(equal(log(n) ** 2, log(t)), bits) == r"(\ln n)^{2} = \ln t"
    assert latex(equal(log(n) ** 2, log(t) ** 2), bits).count(r"\log_{2}") == 2
    assert latex(equal(log(n) / log(2), oo), bits) == r"\frac{\log_{2} n}{\log_{2} 2} = \infty"
    assert latex(exp(log(n, evaluate=False) * t), bits).count("log_") == 0
    assert latex(ArgMin(log(t), t), bits) == r"\operatorname*{arg\,min}_{t} \log_{2} t"
    assert latex(Sum(Weighted(p(x), log(p(x)) * 0 + log(n)), *over), bits).count("log_") == 1


def test_notebooks_show_expressions_statements_and_theorems(gibbs, derivations):
    assert H(p)._repr_latex_() == r"$\displaystyle H(p)$"
    assert (H(p) <= log(n))._repr_latex_() == r"$\displaystyle H(p) \le \log n$"
    assert r"D_{\mathrm{KL}}(p \,\|\, q) \ge 0 \quad \text{if }" in display.latex(gibbs)
    assert display.latex(derivations[2]).count("& ") == 2


def test_order_does_not_depend_on_when_things_were_made():
    first = [random_variables("X Y"), random_variables("X Y")[::-1]]
    texts = {latex(H(A) + H(B, given=A) - H(A, B)) for A, B in first[:1]}
    later = random_variables("Y X")
    texts.add(latex(H(later[1]) + H(later[0], given=later[1]) - H(later[1], later[0])))
    assert texts == {r"H(X) + H(Y \mid X) - H(X, Y)"}


def test_integer_factors_are_kept_apart():
    assert latex(Integer(3) * 2 ** Symbol("k")) == r"3 \cdot 2^{k}"
