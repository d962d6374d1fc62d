"""Inequalities that hold under their hypotheses only: what is proved, and what is not."""

import json
import subprocess
import sys
from itertools import combinations, product
from math import fsum, log
from random import Random

import pytest

from symbinfo import Proof, check, dumps, loads, prove
from symbinfo.core.constraints import CopyOf
from symbinfo.core.variables import random_variables
from symbinfo.errors import Refuted
from symbinfo.search import common_parts, conditional
from symbinfo.search.chains import chain
from symbinfo.search.comparisons import comparisons
from symbinfo.search.entropic import variables_of
from symbinfo.search.splits import rules_of
from symbinfo.search.text import parse_claim

ZHANG_YEUNG = "I(C;D) <= I(C;D|A) + I(C;D|B)"
INGLETON = "I(C;D) <= I(C;D|A) + I(C;D|B) + I(A;B)"
PUBLISHED = {
    "Zhang and Yeung 1997": (ZHANG_YEUNG, ("I(A;B) = 0", "I(A;B|C) = 0")),
    "Matus 1999": (INGLETON, ("I(A;B|C) = 0", "I(B;D|C) = 0")),
    "Kaced and Romashchenko 2011": (INGLETON, ("I(A;B|C) = 0", "H(C|A,B) = 0")),
}
TRUE = [
    *PUBLISHED.values(),
    (ZHANG_YEUNG, ("A _||_ B", "A _||_ B | C")),
    (ZHANG_YEUNG, ("A _||_ B", "A -> D -> B")),
    (ZHANG_YEUNG, ("A -> C -> B", "A _||_ B")),
    ("I(U;X) <= I(U;X|Y) + I(U;X|Z)", ("I(Y;Z) = 0", "I(Y;Z|X) = 0")),
    ("I(C;D|A) + I(C;D|B) >= I(D;C)", ("I(A;B) = 0", "I(A;B|C) = 0")),
    ("0 <= I(C;D|A) - I(C;D) + I(C;D|B)", ("I(A;B) = 0", "I(A;B|C) = 0")),
    ("H(C) - H(C|D) <= I(C;D|A) + I(C;D|B)", ("I(A;B) = 0", "I(A;B|C) = 0")),
    (
        "H(C,D|A) + I(C;D) <= 2 H(C,D|A) - H(C|D,A) - H(D|A,C) + I(C;D|B)",
        ("I(A;B) = 0", "I(A;B|C) = 0"),
    ),
    ("I(C;D) <= 2 I(C;D|A) + I(C;D|B) + 1/3 H(A|C)", ("I(A;B) = 0", "I(A;B|C) = 0")),
    ("2 I(C;D) <= 2 I(C;D|A) + 2 I(C;D|B) + I(A;C|D)", ("I(A;B) = 0", "I(A;B|C) = 0")),
    (ZHANG_YEUNG, ("I(A;B) = 0", "I(A;B|C) = 0", "I(A;D|C) = 0")),
    ("I(C;D) <= I(C;D|A) + I(C;D|B) + H(E)", ("I(A;B) = 0", "I(A;B|C) = 0", "I(E;A) = 0")),
    (INGLETON, ("I(A;B|D) = 0", "H(D|A,B) = 0")),
    (INGLETON, ("I(A;B|C) = 0", "I(A;D|C) = 0")),
    (INGLETON, ("I(A;C|D) = 0", "I(B;C|D) = 0")),
    (INGLETON, ("I(A;D|C) = 0", "I(B;D|C) = 0")),
    (INGLETON, ("A -> C -> B", "D -> C -> B")),
]
"""The claim and its hypotheses: published, renamed, permuted, rearranged, with slack."""


def read(claim, given):
    """Return a claim in text as a statement."""
    (link,) = parse_claim(claim, list(given)).links
    return link


def proved(statement):
    """Return the theorem of the search by comparisons of laws, or None."""
    found = conditional.steps(statement)
    return check(Proof(statement, found)) if found else None


@pytest.mark.parametrize(("claim", "given"), TRUE)
def test_conditional_inequalities_are_proved(claim, given) -> None:
    statement = read(claim, given)
    theorem = proved(statement)
    assert theorem is not None
    assert theorem.statement == statement
    assert {"Copy", "LogBound"} <= set(theorem.rests_on())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            "Zhang and Yeung 1997",
            "D(P || Q) >= 0, P of (R,B,C), Q with C given (R,B) as given (A,B)",
        ),
        ("Matus 1999", "(A,R) and (A,B) have one law"),
    ],
)
def test_the_last_line_names_the_laws(source, words) -> None:
    (step,) = proved(read(*PUBLISHED[source])).proof.steps
    assert step.evidence.theorem.proof.steps[-1].remark.startswith(words)


@pytest.mark.parametrize("source", PUBLISHED)
def test_prove_finds_them(source) -> None:
    claim, given = PUBLISHED[source]
    theorem = prove(claim, given)
    assert str(loads(dumps(theorem))) == str(theorem)


def test_certificates_are_checked_again_in_a_new_process() -> None:
    theorems = [proved(read(claim, given)) for claim, given in PUBLISHED.values()]
    code = "import json, sys; from symbinfo import loads\n"
    code += "print(*map(loads, json.load(sys.stdin)), sep='\\n')"
    told = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(list(map(dumps, theorems))),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == list(map(str, theorems))


EQUIVALENT = [
    (ZHANG_YEUNG, ("H(A|B) = H(A)", "H(A|B,C) = H(A|C)")),
    (ZHANG_YEUNG, ("I(A;B) + I(A;B|C) = 0",)),
    (ZHANG_YEUNG, ("I(A;B) <= 0", "2 I(A;B|C) = 0")),
    (ZHANG_YEUNG, ("I(A;B,C) = I(A;C)", "H(A,B) = H(A) + H(B)")),
    (INGLETON, ("I(A;B|C) = 0", "H(A,B,C) = H(A,B)")),
    (INGLETON, ("I(A;B|C) + H(C|A,B) <= 0",)),
    (INGLETON, ("H(A|C) = H(A|B,C)", "I(B;D|C) = 0")),
    (INGLETON, ("I(A;B|C) <= H(E)", "H(C|A,B) = 0", "H(E) = 0")),
]
"""The hypotheses in other words."""


@pytest.mark.parametrize(("claim", "given"), EQUIVALENT)
def test_hypotheses_in_other_words_are_understood(claim, given) -> None:
    statement = read(claim, given)
    theorem = proved(statement)
    assert theorem is not None
    assert theorem.statement == statement
    assert str(loads(dumps(theorem))) == str(theorem)


MORE = "1001/1000 I(C;D) <= I(C;D|A) + I(C;D|B)"
FALSE = [
    (ZHANG_YEUNG, ()),
    (ZHANG_YEUNG, ("I(A;B) = 0",)),
    (ZHANG_YEUNG, ("I(A;B|C) = 0",)),
    (ZHANG_YEUNG, ("I(A;B|C) = 0", "I(A;B|D) = 0")),
    (ZHANG_YEUNG, ("I(A;B|C) = 0", "H(C|A,B) = 0")),
    (ZHANG_YEUNG, ("I(A;B|C) = 0", "I(B;D|C) = 0")),
    (ZHANG_YEUNG, ("H(A|B) = H(A)",)),
    (ZHANG_YEUNG, ("I(A;B) + I(A;B|C) <= 1/1000 H(C)",)),
    (ZHANG_YEUNG, ("I(A;B) = I(A;B|C)",)),
    (INGLETON, ("I(A;B|C) + H(C|A,B) >= 0",)),
    (MORE, ("I(A;B) = 0", "I(A;B|C) = 0")),
    ("I(C;D) <= 999/1000 I(C;D|A) + I(C;D|B)", ("I(A;B) = 0", "I(A;B|C) = 0")),
    ("I(C;D) <= I(C;D|A)", ("I(A;B) = 0", "I(A;B|C) = 0")),
    ("I(A;C) <= I(A;C|B) + I(A;C|D) - I(C;D|A,B)", ("I(A;B) = 0", "I(A;B|C) = 0")),
    (INGLETON, ("I(A;B|C) = 0",)),
    (INGLETON, ("H(C|A,B) = 0",)),
    (INGLETON, ("H(C|A,B) = 0", "I(A;B) = 0")),
    (INGLETON, ("I(A;B|C) = 0", "I(A;B|D) = 0")),
    (INGLETON, ("I(A;B) = 0", "I(C;D|A) = 0")),
    (INGLETON + " - 1/1000 H(C)", ("I(A;B|C) = 0", "H(C|A,B) = 0")),
    (f"1001/1000 {INGLETON}", ("I(A;B|C) = 0", "I(B;D|C) = 0")),
]


@pytest.mark.parametrize(("claim", "given"), FALSE)
def test_what_is_false_is_not_proved(claim, given) -> None:
    assert proved(read(claim, given)) is None


@pytest.mark.parametrize(("claim", "given"), [FALSE[1], FALSE[8], FALSE[12]])
def test_what_is_false_is_refuted_where_a_law_is_found(claim, given) -> None:
    with pytest.raises(Refuted):
        prove(claim, given)


PAIRS = list(combinations("ABCD", 2))
ELEMENTAL = [
    f"I({x};{y}{'|' if given else ''}{','.join(given)}) = 0"
    for x, y in PAIRS
    for size in range(3)
    for given in combinations([v for v in "ABCD" if v not in (x, y)], size)
]
MINIMAL = {
    ("I(A;B|C) = 0", "I(A;B) = 0"),
    ("I(A;B|C) = 0", "I(A;D|C) = 0"),
    ("I(A;C|D) = 0", "I(B;C|D) = 0"),
    ("I(A;C|D) = 0", "I(A;D|C) = 0"),
    ("I(A;C|D) = 0", "I(C;D|A) = 0"),
}
"""The five kinds of two independences that make Ingleton's inequality hold though neither does
(Studeny 2021, Boege 2023), up to permutations that keep the inequality."""


def test_all_pairs_of_independences_that_make_the_ingleton_inequality_hold() -> None:
    """No other two or three do, which Boege (2023) proved: so nothing else may be proved."""
    known = {frozenset(moved) for pair in MINIMAL for moved in _symmetric(pair)}
    alone = [one for one in ELEMENTAL if chain(read(INGLETON, (one,)))]
    rest = [one for one in ELEMENTAL if one not in alone]
    found, seen = set(), set()
    for pair in combinations(rest, 2):
        if frozenset(pair) in seen:
            continue
        alike = {frozenset(moved) for moved in _symmetric(pair)}
        seen |= alike
        statement = read(INGLETON, pair)
        told = conditional.steps(statement) or common_parts.steps(statement)
        if told:
            check(Proof(statement, told))
            found |= alike
    assert found == known


def _symmetric(pair):
    for left, right in product(("AB", "BA"), ("CD", "DC")):
        names = dict(zip("ABCD", left + right, strict=True))
        yield [_renamed(one, names) for one in pair]


def _renamed(text, names):
    inside = text[2 : text.index(")")]
    sides, _, given = inside.partition("|")
    x, y = sorted(names[v] for v in sides.split(";"))
    over = ",".join(sorted(names[v] for v in given.split(","))) if given else ""
    return f"I({x};{y}{'|' if over else ''}{over}) = 0"


def independent_and_given_c(random):
    """Return a law with A and B independent, and independent given C; zeros are frequent."""
    pa, pb = table(random, 2), table(random, 3)
    pc = [table(random, 2) for _ in range(2)]
    return {
        (a, b, c): pa[a] * pb[b] * pc[a][c] for a, b, c in product(range(2), range(3), range(2))
    }


def apart_given_c(random):
    """Return a law with A and B independent given C."""
    pc = table(random, 3)
    pa, pb = ([table(random, 2) for _ in range(3)] for _ in range(2))
    return {
        (a, b, c): pc[c] * pa[c][a] * pb[c][b] for a, b, c in product(range(2), range(2), range(3))
    }


def apart_and_function(random):
    """Return a law with A and B independent given C, which is a function of them."""
    pc = table(random, 2)
    low, high = table(random, 2), table(random, 2)
    pb = table(random, 2), table(random, 3)
    found = {(a, b, 0): pc[0] * low[a] * pb[0][b] for a, b in product(range(2), range(2))}
    more = {(a + 1, b + 2, 1): pc[1] * high[a] * pb[1][b] for a, b in product(range(2), range(3))}
    return found | more


def table(random, size):
    """Return random probabilities, often 0."""
    weights = [random.choice((0, 0, 1, 2, 7)) for _ in range(size)]
    weights[random.randrange(size)] += 1
    return [w / sum(weights) for w in weights]


LAWS = [
    (independent_and_given_c, ("I(A;B) = 0", "I(A;B|C) = 0"), False),
    (apart_given_c, ("I(A;B|C) = 0", "I(B;D|C) = 0"), True),
    (apart_and_function, ("I(A;B|C) = 0", "H(C|A,B) = 0"), False),
]


@pytest.mark.parametrize(("draw", "given", "d_of_a_and_c"), LAWS)
def test_comparisons_hold_at_random_laws_with_zeros(draw, given, d_of_a_and_c) -> None:
    """An oracle: every bound that the search may use, whether the kernel proves it or not."""
    statement = read(INGLETON, given)
    A, B, C, D = variables_of(statement)
    random = Random(2011)  # noqa: S311
    (R,) = random_variables("R", [B.size])
    (S,) = random_variables("R", [A.size])
    tested = 0
    for copy in (
        *(CopyOf(R, B, over, rest) for over, rest in (((C, D), A), (C, (A, D)), (D, (A, C)))),
        *(CopyOf(S, A, over, rest) for over, rest in (((C, D), B), (C, (B, D)))),
    ):
        every = comparisons(copy, rules_of(statement.hypotheses))
        for _ in range(20):
            joint = {}
            for (a, b, c), p in draw(random).items():
                key = (a, c) if d_of_a_and_c else (a, b, c)
                spread = table(Random(f"{key} {random.random()}"), 2)  # noqa: S311
                for d in range(2):
                    joint[a, b, c, d] = p * spread[d]
            if d_of_a_and_c:
                joint = _given_a_and_c(random, joint)
            law = _extended(joint, (A, B, C, D), copy)
            for known, _ in every:
                value = _at(known.vector, law)
                assert value >= -1e-9 if known.bound else abs(value) < 1e-9, known
                tested += 1
    assert tested > 100


def _given_a_and_c(random, joint):
    """Return the law of (A, B, C) with a D that depends on A and C alone."""
    kernels = {}
    found = {}
    for a, b, c, d in joint:
        spread = kernels.setdefault((a, c), table(random, 2))
        found[a, b, c, d] = sum(joint[a, b, c, e] for e in range(2)) * spread[d]
    return found


def _extended(joint, variables, copy):
    """Return the variables and the law of them with the copy."""
    copies, originals, over, _ = copy.groups
    place = [variables.index(v) for v in over]
    (old,) = [variables.index(v) for v in originals]
    below, shared = {}, {}
    for letters, p in joint.items():
        z = tuple(letters[i] for i in place)
        below[z] = below.get(z, 0) + p
        shared[letters[old], z] = shared.get((letters[old], z), 0) + p
    found = {}
    for letters, p in joint.items():
        z = tuple(letters[i] for i in place)
        for (value, other), mass in shared.items():
            if other == z and p > 0:
                key = (*letters, value)
                found[key] = found.get(key, 0) + p * mass / below[z]
    return (*variables, *copies), found


def _at(vector, law):
    return fsum(float(c) * _entropy(names, *law) for names, c in vector.items())


def _entropy(names, variables, joint):
    place = [i for i, v in enumerate(variables) if v in names]
    marginal = {}
    for letters, p in joint.items():
        key = tuple(letters[i] for i in place)
        marginal[key] = marginal.get(key, 0) + p
    return -fsum(p * log(p) for p in marginal.values() if p > 0)


def test_the_kernel_proves_every_comparison_that_the_search_lists() -> None:
    for claim, given in PUBLISHED.values():
        statement = read(claim, given)
        rules = rules_of(statement.hypotheses)
        for copy in conditional.copies(variables_of(statement)):
            for known, _ in comparisons(copy, rules):
                assert known.source().theorem.statement.hypotheses[0] == copy
