"""Attempts to get an impossible object, or a falsehood about one, past the kernel by JSON."""

from __future__ import annotations

import json

import pytest
from sympy import Derivative, Function, KroneckerDelta, Product, S, Subs, Sum, Tuple, exp, log
from sympy.core.symbol import Str

from symbinfo.core import hypotheses as hyp
from symbinfo.core.atoms import Weighted, XLogY, letter, n, parameter, sequence
from symbinfo.core.constraints import CopyOf, Holds
from symbinfo.core.measure import Measure
from symbinfo.core.optimum import ArgMax, ArgMin, Optimum
from symbinfo.core.pmf import (
    Bernoulli,
    EmpiricalPmf,
    Mixture,
    Pmf,
    PointMass,
    ProductPmf,
    RowPmf,
    Uniform,
    pmf,
)
from symbinfo.core.variables import conditional_law, law, random_variables
from symbinfo.errors import CertificateError
from symbinfo.kernel import heads, records
from symbinfo.kernel.certificate import loads
from symbinfo.kernel.reading import Reading
from symbinfo.kernel.writing import Writer
from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
    SelfInformation,
)

p, q, t, x = pmf("p"), pmf("q"), parameter("t", 0, 1), letter("x")
X, Y, Z = random_variables("X Y Z", (n, n, 2))
table = {(0, 0): S.Half, (0, 1): S.Half / 2, (1, 0): S.Half / 2, (1, 1): 0}
U, V = random_variables("U V", law=table)
A, B = random_variables("A B", law={(0, 1): 1})
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
    *(hyp.Differentiable(f(t), t), hyp.Concave(f(t), t), hyp.StrictlyConcave(f(t), t)),
    *(Holds(Entropy(X), "<=", log(2)), CopyOf(X, Y, Z)),
    *(Entropy(p), Entropy(X, given=Y), CrossEntropy(p, q), KLDivergence(p, q)),
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


def nodes(*rows):
    """Read nodes in which strings that begin with $ stand for objects of the examples."""
    writer = Writer()
    known = {"p": p, "q": q, "t": t, "x": x, "n": n, "X": X, "Y": Y, "U": U, "V": V, "A": A}
    known |= {"a": a, "f": f(t), "grid": grid, "U,V": U.table, "big": pmf("r", 3), "0": S.Zero}
    known |= {"1": S.One, "2": S(2), "-1": S.NegativeOne, "half": S.Half, "oo": S.Infinity}
    known |= {
        "s": Str("s"),
        "()": Tuple(),
        "(X)": Tuple(X),
        "(Y)": Tuple(Y),
        "(x)": Tuple(x),
        "I": S(7),
    }
    places = {f"${name}": writer.node(obj) for name, obj in known.items()}
    count = len(writer.nodes)
    made = [
        [head, *(count + one if isinstance(one, int) else places[one] for one in rest)]
        for head, *rest in rows
    ]
    return Reading([*writer.nodes, *made])._nodes[-1]


NOT_STANDARD = "the arguments are not in their standard form"
IMPOSSIBLE = {
    "a letter that does not exist": (
        [["Probability", "$big", "$I"]],
        "r has the letters 0 to 2, got 7",
    ),
    "a letter that is no letter": (
        [["Probability", "$p", "$half"]],
        "a letter of p is a symbol or a whole number, got 1/2",
    ),
    "two letters of a pmf of one": (
        [["Probability", "$p", "$x", "$x"]],
        "p takes 1 letters, got 2",
    ),
    "a probability of no law": ([["Probability", "$n", "$x"]], "must be distributions"),
    "a probability without a letter": ([["Probability", "$p"]], "number of arguments is wrong: 1"),
    "a table that sums to 2": (
        [["Tuple", "$0", "$1"], ["Tuple", "$1", "$1"], ["ExplicitPmf", 0, 1]],
        "the probabilities must sum to 1, got the sum 2",
    ),
    "a negative probability": (
        [["Tuple", "$0", "$1"], ["Tuple", "$2", "$-1"], ["ExplicitPmf", 0, 1]],
        "the probability of 1 must not be negative, got -1",
    ),
    "an infinite probability": (
        [["Tuple", "$0", "$1"], ["Tuple", "$oo", "$1"], ["ExplicitPmf", 0, 1]],
        "the probability of 0 must not be negative, got oo",
    ),
    "a label that occurs twice": (
        [["Tuple", "$0", "$0"], ["Tuple", "$half", "$half"], ["ExplicitPmf", 0, 1]],
        "a label occurs twice in a table",
    ),
    "more labels than probabilities": (
        [["Tuple", "$0", "$1"], ["Tuple", "$1"], ["ExplicitPmf", 0, 1]],
        "the table has not one probability a label",
    ),
    "an empty table": (
        [["ExplicitPmf", "$()", "$()"]],
        "a distribution needs at least one letter, got an empty table",
    ),
    "a table of numbers": (
        [["ExplicitPmf", "$0", "$1"]],
        "a table has labels and probabilities",
    ),
    "a mixture with weight 2": (
        [["Mixture", "$2", "$p", "$q"]],
        "the weight of a mixture must be in [0, 1], got 2",
    ),
    "a mixture of numbers": ([["Mixture", "$half", "$1", "$2"]], "must be distributions"),
    "a mixture of two alphabets": (
        [["Mixture", "$half", "$p", "$big"]],
        "p and r are on different alphabets: n and 3 letters",
    ),
    "a coin with probability 2": (
        [["Bernoulli", "$2"]],
        "the probability of a Bernoulli distribution must be in [0, 1], got 2",
    ),
    "a product of numbers": ([["ProductPmf", "$1", "$2"]], "must be distributions"),
    "a uniform law on no letter": (
        [["Uniform", "$0"]],
        "an alphabet has at least one letter, got size 0",
    ),
    "a uniform law on 1 - 1 letters": (
        [["Add", "$1", "$-1"], ["Uniform", 0]],
        "the size of an alphabet must be a positive integer, got -1 + 1",
    ),
    "a uniform law on n - n + 1/2 letters": (
        [["Mul", "$-1", "$n"], ["Add", "$n", 0, "$half"], ["Uniform", 1]],
        "the size of an alphabet must be a positive integer, got",
    ),
    "a pmf on half a letter": (
        [["SymbolicPmf", "$s", "$half"]],
        "the size of an alphabet must be a positive integer, got 1/2",
    ),
    "a pmf without a name": ([["SymbolicPmf", "$n", "$n"]], "the name is missing"),
    "a point mass beside its alphabet": (
        [["PointMass", "$I", "$2"]],
        "a point mass has the letters 0 to 1, got 7",
    ),
    "an empty interval": (
        [["Parameter", "$s", "$1", "$0", "$0", "$0"]],
        "the interval of s is empty: 1 to 0",
    ),
    "a bound that is no number": (
        [["Parameter", "$s", "$t", "$1", "$0", "$0"]],
        "the bounds of s must be numbers, got t and 1",
    ),
    "an interval that is half closed": (
        [["Parameter", "$s", "$0", "$1", "$half", "$0"]],
        "whether a bound belongs to an interval is 0 or 1",
    ),
    "a sequence in an empty interval": (
        [["Tuple", "$n"], ["Sequence", "$s", 0, "$1", "$0", "$0"]],
        "the interval of s is empty: 1 to 0",
    ),
    "a sequence of no length": (
        [["Sequence", "$s", "$()", "$0", "$1", "$0"]],
        "the sizes are missing",
    ),
    "a number beside its sequence": (
        [["Tuple", "$2"], ["Sequence", "$s", 0, "$0", "$1", "$0"], ["Term", 1, "$2"]],
        "s has the letters 0 to 1, got 2",
    ),
    "a number of a distribution": (
        [["Term", "$p", "$x"]],
        "the first argument must be a sequence",
    ),
    "a row of a list": ([["RowPmf", "$a", "$0"]], "RowPmf takes a table with two indices, got a"),
    "a variable twice": ([["JointLaw", "$X", "$X"]], "a variable occurs twice"),
    "a law of no variable": ([["JointLaw"]], "there are no random variables"),
    "a law of numbers": ([["JointLaw", "$1"]], "these must be random variables"),
    "variables of two tables": (
        [["JointLaw", "$U", "$A"]],
        "the variables have no joint law: their explicit laws are different tables",
    ),
    "a coordinate that is not there": (
        [["RandomVariable", "$s", "$2", "$2", "$U,V"]],
        "the variable is no coordinate of its table",
    ),
    "a coordinate that is no number": (
        [["RandomVariable", "$s", "$2", "$X", "$U,V"]],
        "the variable is no coordinate of its table",
    ),
    "a coordinate of labels that are no tuples": (
        [
            *(["Tuple", "$0"], ["Tuple", "$1"], ["ExplicitPmf", 0, 1]),
            ["RandomVariable", "$s", "$1", "$0", 2],
        ],
        "the variable is no coordinate of its table",
    ),
    "more values than the table has": (
        [["RandomVariable", "$s", "$n", "$0", "$U,V"]],
        "the size does not fit the table",
    ),
    "a variable of a symbolic law": (
        [["RandomVariable", "$s", "$2", "$0", "$p"]],
        "the law of the variable is not a table",
    ),
    "a variable of half a law": (
        [["RandomVariable", "$s", "$2", "$0"]],
        "the number of arguments is wrong: 1",
    ),
    "a variable given itself": (
        [["ConditionalLaw", "$(X)", "$(X)", "$(x)"]],
        "conditional_law takes variables, and other variables in given=",
    ),
    "a condition without a letter": (
        [["ConditionalLaw", "$(X)", "$(Y)", "$()"]],
        "each given variable has one letter",
    ),
    "a condition twice": (
        [["Tuple", "$Y", "$Y"], ["Tuple", "$x", "$x"], ["ConditionalLaw", "$(X)", 0, 1]],
        "a variable occurs twice",
    ),
    "a conditional law of numbers": (
        [["ConditionalLaw", "$X", "$Y", "$x"]],
        "the arguments must be tuples",
    ),
    "a divergence on two alphabets": (
        [["KLDivergence", "$p", "$big"]],
        "p and r are on different alphabets: n and 3 letters",
    ),
    "a divergence of numbers": ([["KLDivergence", "$1", "$2"]], "takes two Pmfs, got 1"),
    "an entropy of nothing": (
        [["Entropy", "$()", "$()"]],
        "Entropy takes a Pmf or random variables, got nothing",
    ),
    "an entropy that is not normal": ([["Entropy", "$X"]], NOT_STANDARD),
    "absolute continuity on two alphabets": (
        [["AbsolutelyContinuous", "$p", "$big"]],
        "p and r are on different alphabets: n and 3 letters",
    ),
    "independence of one thing": (
        [["Tuple", "$(X)"], ["Independent", 0, "$()"]],
        "Independent takes two or more disjoint groups of random variables",
    ),
    "independence that is not normal": ([["Independent", "$X", "$Y"]], NOT_STANDARD),
    "a concave number": ([["Concave", "$t", "$t"]], "Concave takes f(t) and t, got t and t"),
    "a sum without limits": ([["Sum", "$t"]], "the number of arguments is wrong: 1"),
    "a sum over a number": (
        [["Tuple", "$1", "$0", "$n"], ["Sum", "$t", 0]],
        "limits must be a letter and two bounds",
    ),
    "a sum over a parameter": (
        [["Tuple", "$t", "$0", "$n"], ["Sum", "$t", 0]],
        "limits must be a letter and two bounds",
    ),
    "a sum of distributions": (
        [["Tuple", "$x", "$0", "$n"], ["Sum", "$p", 0]],
        "the arguments must be expressions",
    ),
    "distributions added": ([["Add", "$p", "$q"]], "the arguments must be expressions"),
    "one thing added": ([["Add", "$t"]], "the number of arguments is wrong: 1"),
    "a power of three": ([["Pow", "$t", "$t", "$t"]], "the number of arguments is wrong: 3"),
    "a logarithm to a base": ([["log", "$t", "$2"]], "the number of arguments is wrong: 2"),
    "a product of weights with a law": ([["XLogY", "$t", "$p"]], "must be expressions"),
    "a derivative of a law": (
        [["Tuple", "$t", "$1"], ["Derivative", "$p", 0]],
        "the arguments must be expressions",
    ),
    "a derivative that is none": ([["Tuple", "$t", "$0"], ["Derivative", "$f", 0]], NOT_STANDARD),
    "a substitution of one part": ([["Subs", "$t"]], "the number of arguments is wrong: 1"),
    "a function without a name": ([["Function", "$t", "$t"]], "the name is missing"),
}


@pytest.mark.parametrize(("rows", "wording"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_an_impossible_object_is_refused(rows, wording):
    with pytest.raises(CertificateError) as caught:
        nodes(*rows)
    assert wording in str(caught.value)


@pytest.mark.parametrize(
    ("row", "wording"),
    [
        (["Symbol", "n"], "missing 1 required positional argument"),
        (["Symbol", "n", {}, {}], "takes 2 positional arguments but 3 were given"),
        (["Symbol", "", {}], "the name is missing"),
        (["Symbol", 3, {}], "a name must be a text, got 3"),
        (["Symbol", "n", []], "the assumptions of a symbol are SymPy's, each true or false"),
        (["Symbol", "n", {"real": 1}], "the assumptions of a symbol are SymPy's"),
        (["Symbol", "n", {"tall": True}], "the assumptions of a symbol are SymPy's"),
        (["Symbol", "n", {"zero": True, "positive": True}], "InconsistentAssumptions"),
        (["Integer", "3"], "an integer must be a whole number, got '3'"),
        (["Integer", True], "an integer must be a whole number, got True"),
        (["Rational", 1, 0], "a denominator is positive"),
        (["Rational", 1, -2], "a denominator is positive"),
        (["Rational", 0.5, 1], "a numerator must be a whole number, got 0.5"),
        (
            ["Str", ["a"] * 30],
            "a name must be a text, got ['a', 'a', 'a', 'a', 'a', 'a', 'a', '...",
        ),
        (["oo", 1], "takes 0 positional arguments but 1 was given"),
        (["Parameter", "t", 0, 1], "the number of a node must be a whole number, got 't'"),
    ],
)
def test_a_leaf_that_is_wrong_is_refused(row, wording):
    with pytest.raises(CertificateError, match="node 0 of the certificate is wrong: ") as caught:
        Reading([row])
    assert wording in str(caught.value)


@pytest.mark.parametrize("head", ["Sum", "Theorem", "object", "__class__", "XLogY", "_LEAVES"])
def test_a_head_is_looked_up_and_never_run(head):
    with pytest.raises(CertificateError):
        Reading([[head]])


def test_an_expression_that_doubles_is_refused():
    rows = [["Symbol", "a", {"real": True}], *(["Add", i, i] for i in range(25))]
    with pytest.raises(CertificateError, match=r"node 19 .* it has more than 1000000 parts"):
        Reading(rows)


def test_an_expression_that_is_deep_is_refused_or_read():
    rows = [["Symbol", "a", {"real": True}], *(["exp", i] for i in range(3000))]
    theorem = {"statement": statement(3000, "=", 0), "steps": [step(3000, "=", 0, "Unfold")]}
    with pytest.raises(CertificateError):
        loads(json.dumps(sheet(rows, theorem)))


def sheet(rows, *theorems):
    start = {"format": records.FORMAT, "version": records.VERSION}
    return {**start, "nodes": rows, "theorems": theorems}


def statement(lhs, relation, rhs):
    told = {"lhs": lhs, "relation": relation, "rhs": rhs}
    return {**told, "hypotheses": [], "equality": None}


def step(lhs, relation, rhs, by, **fields):
    told = {"lhs": lhs, "relation": relation, "rhs": rhs, "remark": "It is so."}
    return {**told, "evidence": {"by": by, **fields}}


FALSE = [
    (KLDivergence(p, q), "=", KLDivergence(q, p)),
    (Entropy(p), "<", S.Zero),
    (Entropy(p), "=", S.Zero),
    (Entropy(X, given=Y), ">=", Entropy(X)),
    (MutualInformation(X, Y, given=Z), "<=", MutualInformation(X, Y)),
    (S.Zero, "=", S.One),
]


def evidence(writer, lhs, rhs):
    """Return all evidence that a forger may try, with what it needs."""
    gap, one = writer.node(rhs - lhs), writer.node(S.One)
    nothing = {"limits": [], "where": []}
    less = writer.node(hyp.Less(lhs, rhs))
    yield from ({"by": name} for name in ("Unfold", "Algebra", "Enclosure", "Infinite"))
    yield {"by": "Nonnegative", "value": gap}
    yield {"by": "LogBound", "a": gap, "b": gap, **nothing}
    yield {"by": "LogBound", "a": one, "b": one, **nothing}
    yield {"by": "Assumption", "hypothesis": less, "at": []}
    yield {"by": "Assumption", "hypothesis": one, "at": []}
    bound = {"by": "LogBound", "a": one, "b": one, **nothing}
    yield {"by": "Combination", "terms": [[writer.node(S.NegativeOne), bound]]}
    yield {"by": "Combination", "terms": []}
    empty = {"by": "Combination", "terms": []}
    yield {"by": "Squeeze", "below": empty, "above": empty}
    yield {"by": "SameOptimum", "factor": one}
    source = {"by": "Assumption", "hypothesis": less, "at": []}
    yield {"by": "Differentiate", "source": source, "variable": writer.node(t), "at": []}
    yield {"by": "Lemma", "theorem": 0, "at": []}


@pytest.mark.parametrize(("lhs", "relation", "rhs"), FALSE)
def test_a_falsehood_is_refused_whatever_the_evidence(lhs, relation, rhs):
    writer = Writer()
    left, right = map(writer.node, (lhs, rhs))
    true = {"statement": statement(right, "=", right), "steps": [step(right, "=", right, "Unfold")]}
    for one in list(evidence(writer, lhs, rhs)):
        told = statement(left, relation, right)
        claim = {"statement": told, "steps": [{**step(left, relation, right, ""), "evidence": one}]}
        text = json.dumps(sheet(writer.nodes, true, claim))
        with pytest.raises(CertificateError, match="theorem 1 of the certificate"):
            loads(text)


def test_a_true_statement_is_accepted_from_the_same_sheet():
    writer = Writer()
    left = writer.node(Entropy(p))
    told = {"statement": statement(left, "=", left), "steps": [step(left, "=", left, "Unfold")]}
    assert str(loads(json.dumps(sheet(writer.nodes, told)))) == "H(p) = H(p)"
