"""What is written can be read back, and is the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol, log, oo, sqrt

from symbinfo.core.atoms import n
from symbinfo.core.families import Bernoulli, Uniform
from symbinfo.core.hypotheses import (
    AbsolutelyContinuous,
    Equal,
    FullSupport,
    FunctionOf,
    Independent,
    Less,
    MarkovChain,
    NotAbsolutelyContinuous,
    is_uniform,
)
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.core.variables import random_variables
from symbinfo.errors import NotUnderstood, ParseError, SymbinfoError
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    SelfInformation,
)
from symbinfo.search.text import parse_claim, parse_hypothesis, to_text

VARIABLES = dict(zip(("X", "Y_1", "Z'", "D"), random_variables("X Y_1 Z' D"), strict=True))
PMFS = {"p": pmf("p"), "q_2": pmf("q_2")}
OBJECTS = {**VARIABLES, **PMFS, "uniform": Uniform()}
FINITE = ("p > 0", "q_2 > 0")

groups = st.lists(st.sampled_from(list(VARIABLES.values())), min_size=1, max_size=3, unique=True)
given_groups = st.just([]) | groups
laws = st.sampled_from([*PMFS.values(), Uniform()])
numbers = st.fractions(-20, 20, max_denominator=12).map(
    lambda f: Rational(f.numerator, f.denominator)
)
sizes = st.sampled_from([n, *(v.size for v in VARIABLES.values())])
atoms = st.one_of(
    st.builds(lambda a, b: Entropy(*a, given=tuple(b)), groups, given_groups),
    st.builds(
        lambda a, b, c: MutualInformation(a, b, given=tuple(c)), groups, groups, given_groups
    ),
    st.builds(Entropy, laws),
    st.builds(CrossEntropy, laws, laws),
    st.builds(KLDivergence, laws, laws),
    st.builds(JensenShannonDivergence, laws, laws),
    numbers,
    sizes,
    st.builds(log, sizes | st.integers(2, 99) | st.builds(lambda a: a + 1, sizes)),
)
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(lambda a, b: a + b, inner, inner),
        st.builds(lambda a, b: a - b, inner, inner),
        st.builds(lambda a, b: a * b, inner, inner),
        st.builds(lambda a, b: a / b, inner, sizes),
        st.builds(lambda a, b: a / (b + 1), inner, sizes),
    ),
    max_leaves=8,
)


def with_the_old_names(obj, names):
    return obj.xreplace({made: OBJECTS[name] for name, made in names.items()})


@settings(max_examples=400, deadline=None)
@given(expressions, st.sampled_from(Relation), expressions | st.just(oo))
def test_statements_survive_writing_and_reading(lhs, relation, rhs):
    text = to_text(Statement(lhs, relation, rhs))
    claim = parse_claim(text, FINITE)
    (link,) = claim.links
    assert with_the_old_names(link.lhs, claim.names) == lhs
    assert link.relation is relation
    assert with_the_old_names(link.rhs, claim.names) == rhs


def error_of(text, hypotheses=()):
    """Return the error that a text gives, or None if it is read."""
    try:
        claim = parse_claim(text, hypotheses)
    except SymbinfoError as error:
        return error
    return None if claim.links else "nothing was read"


WORDS = [
    *"HIDXYpqun013(),;|<=>+-*/'\x00",
    "JSD",
    "log",
    "1/2",
    "||",
    "_||_",
    "->",
    "<<",
    "oo",
    "not",
]
junk = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=20)


@settings(max_examples=500, deadline=None)
@given(junk)
def test_any_text_is_read_or_refused(text):
    for error in (error_of(text), error_of("H(X) >= 0", [text])):
        assert error is None or str(error)


@given(st.integers(0, 40), st.sampled_from("()|,;=+*/<&"))
def test_every_parse_error_points_into_the_text(place, junk):
    text = "1/2 I(X,Y;Z|W) <= H(X) + D(p||q)*log n"
    text = text[:place] + junk + text[place:]
    error = error_of(text)
    if isinstance(error, ParseError):
        assert 0 <= error.position <= len(text)
        assert str(error).split("\n")[:2] == [text, " " * error.position + "^"]


X, Y, Z, _ = VARIABLES.values()
p, q = PMFS.values()


@pytest.mark.parametrize(
    ("hypothesis", "text"),
    [
        (MarkovChain((X, Y), Z, VARIABLES["D"]), "X,Y_1 -> Z' -> D"),
        (Independent(X, Y, given=Z), "X _||_ Y_1 | Z'"),
        (Independent(X, Y, Z), "X _||_ Y_1 _||_ Z'"),
        (FunctionOf(X, (Y, Z)), "H(X|Y_1,Z') = 0"),
        (AbsolutelyContinuous(p, q), "p << q_2"),
        (NotAbsolutelyContinuous(p, q), "not p << q_2"),
        (FullSupport(p), "p > 0"),
        (Equal(p, q), "p = q_2"),
        (is_uniform(p), "p = uniform"),
    ],
)
def test_hypotheses(hypothesis, text):
    assert to_text(hypothesis) == text
    assert [str(one) for one in parse_hypothesis(text)] == [text]


h, j = Entropy(X), MutualInformation((X, Y), Z, given=VARIABLES["D"])


@pytest.mark.parametrize(
    ("obj", "text"),
    [
        (2 * h, "2 H(X)"),
        (-j / 3, "-1/3 I(X,Y_1;Z'|D)"),
        (2 - h, "2 - H(X)"),
        (h * h, "H(X)*H(X)"),
        (3 * Entropy(Y, given=X) / (2 * n), "3/2 H(Y_1|X)/n"),
        (h * (n + 1) / n**2, "(1 + n)*H(X)/n/n"),
        (-Entropy(p) * (n + h), "-(n + H(X))*H(p)"),
        (1 / n, "1/n"),
        (CrossEntropy(p, Uniform()), "H(p,uniform)"),
        (KLDivergence(p, q), "D(p||q_2)"),
        (JensenShannonDivergence(p, q) <= log(2), "JSD(p||q_2) <= log(2)"),
        (h < oo, "H(X) < oo"),
        (log(X.size), "log(|X|)"),
        (log(n / 2), "log(1/2 n)"),
    ],
)
def test_wording(obj, text):
    assert to_text(obj) == text
    statement = text if isinstance(obj, Statement) else f"{text} = 0"
    assert to_text(parse_claim(statement).links[0]) == statement


@pytest.mark.parametrize(
    "obj",
    [
        Entropy(Bernoulli(Rational(1, 3))),
        Entropy(pmf("P")),
        Entropy(pmf("n")),
        Entropy(pmf("u")),
        Entropy(pmf("p", size=3)),
        Entropy(*random_variables("x")),
        Entropy(*random_variables("A B", law={(0, 0): Rational(1, 2), (1, 1): Rational(1, 2)})),
        KLDivergence(Uniform(3), pmf("p", size=3)),
        SelfInformation(p, 0),
        p(0),
        sqrt(n),
        Symbol("t"),
        -oo,
        FullSupport(Bernoulli(Rational(1, 3))),
        Less(Symbol("s"), Symbol("t")),
        "H(X)",
    ],
    ids=str,
)
def test_no_words(obj):
    with pytest.raises(NotUnderstood, match=r"^the text syntax has no words for "):
        to_text(obj)
