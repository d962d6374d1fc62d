"""Maximum likelihood, cross-entropy and divergence are one objective."""

from sympy import Product, Sum, Symbol, Tuple, log

from symbinfo import (
    ArgMax,
    ArgMin,
    Bernoulli,
    CrossEntropy,
    Entropy,
    KLDivergence,
    PointMass,
    SameOptimum,
    Theorem,
    Unfold,
    calc,
    derivation,
    letter,
    parameter,
    pmf,
    sequence,
)
from symbinfo.core.families import EmpiricalPmf, RowPmf


def _data() -> tuple[Symbol, Symbol, Tuple]:
    size, i = Symbol("N", integer=True, positive=True), letter("i")
    return size, i, Tuple(i, 0, size - 1)


@derivation(
    "the average negative log-likelihood of a Bernoulli model is the binary cross-entropy",
    title="Binary cross-entropy",
    ids=("ml.bce",),
    source="Bishop (2006), eq. 4.90",
)
def binary_cross_entropy() -> tuple[Theorem, ...]:
    """Labels y in {0, 1}, or soft labels in [0, 1]; predictions f depend on theta.

    So the likelihood is largest where the cross-entropy is smallest, and, since the
    entropy of the labels does not depend on theta, where the divergence is smallest.
    """
    N, i, over = _data()
    theta = parameter("theta")
    y = sequence("y", N, lower=0, upper=1, closed=True)
    f = sequence("f", N, lower=0, upper=1, depends_on=(theta,))
    likelihood = Product(f(i) ** y(i) * (1 - f(i)) ** (1 - y(i)), over)
    labels, model = Bernoulli(y(i)), Bernoulli(f(i))
    terms = -y(i) * log(f(i)) - (1 - y(i)) * log(1 - f(i))
    loss = Sum(CrossEntropy(labels, model), over) / N
    divergence = Sum(KLDivergence(labels, model), over) / N
    single = (
        calc(-log(f(i) ** y(i) * (1 - f(i)) ** (1 - y(i)), evaluate=False))
        .eq(terms, by=Unfold(), remark="the logarithm of a product")
        .eq(CrossEntropy(labels, model), by=Unfold(), remark="definition")
        .qed()
    )
    average = (
        calc(-log(likelihood, evaluate=False) / N)
        .eq(Sum(terms, over) / N, by=Unfold(), remark="the logarithm of a product")
        .eq(loss, by=Unfold(), remark="definition of the cross-entropy")
        .qed()
    )
    optimum = (
        calc(ArgMax(likelihood, theta))
        .eq(
            ArgMin(loss, theta),
            by=SameOptimum(N),
            remark=r"since the loss is $-\frac{1}{N}$ times the log-likelihood",
        )
        .eq(
            ArgMin(divergence, theta),
            by=SameOptimum(),
            remark=r"since the entropy of the labels does not depend on $\theta$",
        )
        .qed()
    )
    return single, average, optimum


@derivation(
    "for a one-hot label c, H(P) = 0 and H(P,q) = D(P || q) = -log q(c)",
    title="One-hot labels",
    ids=("ml.onehot",),
)
def one_hot_labels() -> tuple[Theorem, ...]:
    """All probability on the class c."""
    q, c = pmf("q"), letter("c")
    label = PointMass(c, q.size)
    return (
        calc(Entropy(label)).eq(0, by=Unfold(), remark="since only the term $x = c$ is left").qed(),
        calc(CrossEntropy(label, q))
        .eq(Entropy(label) + KLDivergence(label, q), by=Unfold(), remark="decomposition")
        .eq(KLDivergence(label, q), by=Unfold(), remark=r"$H(\delta_c) = 0$")
        .eq(-log(q(c)), by=Unfold(), remark="since only the term $x = c$ is left")
        .qed(),
    )


@derivation(
    "-1/N sum of y(i,c) log f(i,c) is the average cross-entropy, and the likelihood's logarithm",
    title="Multiclass cross-entropy",
    ids=("ml.multiclass",),
    source="Bishop (2006), eq. 4.108",
)
def multiclass_cross_entropy() -> tuple[Theorem, ...]:
    """Row i of y is the label of example i (one-hot or soft), row i of f the prediction."""
    N, i, over = _data()
    K, c = Symbol("K", integer=True, positive=True), letter("c")
    classes = Tuple(c, 0, K - 1)
    theta = parameter("theta")
    y = sequence("y", (N, K), lower=0, upper=1, closed=True)
    f = sequence("f", (N, K), lower=0, depends_on=(theta,))
    likelihood = Product(f(i, c) ** y(i, c), classes, over)
    loss = -Sum(y(i, c) * log(f(i, c)), classes, over) / N
    rows = Sum(CrossEntropy(RowPmf(y, i), RowPmf(f, i)), over) / N
    average = (
        calc(-log(likelihood, evaluate=False) / N)
        .eq(loss, by=Unfold(), remark="the logarithm of a product")
        .eq(rows, by=Unfold(), remark="definition of the cross-entropy")
        .qed()
    )
    optimum = (
        calc(ArgMax(likelihood, theta))
        .eq(ArgMin(loss, theta), by=SameOptimum(N), remark="since the logarithm is increasing")
        .qed()
    )
    return optimum, average


@derivation(
    "the average negative log-likelihood is H(p,q) = H(p) + D(p || q), p the empirical law",
    title="Negative log-likelihood",
    ids=("ml.nll",),
    source="Cover and Thomas (2006), section 11.1",
)
def negative_log_likelihood() -> Theorem:
    """Row i of y is 1 at the letter seen in place i: the sum over x of y log q is log q(x_i)."""
    N, i, over = _data()
    q = pmf("q", depends_on=(parameter("theta"),))
    y = sequence("y", (N, q.size), lower=0, upper=1, closed=True)
    seen = EmpiricalPmf(y)
    row = CrossEntropy(RowPmf(y, i), q)
    return (
        calc(Sum(row, over) / N)
        .eq(CrossEntropy(seen, q), by=Unfold(), remark="exchange of the sums")
        .eq(Entropy(seen) + KLDivergence(seen, q), by=Unfold(), remark="decomposition")
        .qed()
    )
