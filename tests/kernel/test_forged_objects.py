"""Attempts to get an impossible object past the kernel by JSON."""

from __future__ import annotations

import pytest
from sympy import Function, S, Tuple
from sympy.core.symbol import Str

from symbinfo.core.atoms import letter, n, parameter
from symbinfo.core.pmf import (
    pmf,
)
from symbinfo.core.sequences import sequence
from symbinfo.core.variables import random_variables
from symbinfo.errors import CertificateError
from symbinfo.kernel.reading import Reading
from symbinfo.kernel.writing import Writer

p, q, t, x = pmf("p"), pmf("q"), parameter("t", 0, 1), letter("x")
X, Y = random_variables("X Y")
table = {(0, 0): S.Half, (0, 1): S.Half / 2, (1, 0): S.Half / 2, (1, 1): 0}
U, V = random_variables("U V", law=table)
A, B = random_variables("A B", law={(0, 1): 1})
f = Function("f")
a, grid = sequence("a", n, lower=0), sequence("y", (3, n))


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
        "the variables have no joint law: their explicit laws were given apart",
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
            *(["Tuple", "$0"], ["Tuple", "$1"], ["JointTable", 0, 1]),
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
