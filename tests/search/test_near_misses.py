"""Statements that miss the truth by little: refuted or not proved, never proved.

Solvers that decide in floats call the false `1.00000001 I(X;Z) <= I(X;Y)` true.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from judge import Verdict, judge
from laws import holds, law_of
from perturb import Question
from sentences import Meaning, Relation, Term, meanings, read, side
from shannon import decide, provable

from symbinfo import prove
from symbinfo.errors import NotProved, Refuted

ALWAYS = [
    ("{up} I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
    ("I(X;Y|Z) <= I(X;Y) + {down} H(Z)", []),
    ("H(X) + H(Y) >= {up} H(X,Y)", []),
    ("I(X;Y) = {up} I(Y;X)", []),
    ("H(X|Y) <= {down} H(X)", []),
    ("H(X,Y) = H(X) + {up} H(Y|X)", []),
    ("{up} I(X1;X4) <= I(X2;X3)", ["X1 -> X2 -> X3 -> X4"]),
    ("H(X,Y) + H(Y,Z) + H(X,Z) >= 2 H(X,Y,Z) + {little} H(X)", []),
    ("H(K) >= {up} H(M)", ["M _||_ C", "H(M|C,K) = 0"]),
    ("I(A;B) <= I(A;B|C) + I(A;B|D) + I(C;D) + {little} H(A)", []),
    ("I(X;Z) <= I(X;Y)", ["{up} I(X;Z|Y) <= {little} H(X)"]),
    ("H(X|Y) = 0", ["H(X|Y) <= {little} H(X)"]),
    ("H(X) <= H(Y)", ["H(X) <= {up} H(Y)"]),
]
FEW = (1, 2, 4, 7, 11, 15)


def written(text, k):
    tiny = Fraction(1, 10**k)
    return text.format(up=1 + tiny, down=1 - tiny, little=tiny)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("k", FEW)
@pytest.mark.parametrize(("claim", "given"), ALWAYS, ids=[claim for claim, _ in ALWAYS])
def test_near_misses_are_never_proved(k, claim, given) -> None:
    question = Question(read(written(claim, k)), tuple(read(written(one, k)) for one in given))
    verdict = judge(question, Random(k))  # noqa: S311 - not for secrets
    assert verdict in (Verdict.REFUTED, Verdict.NOT_PROVED)


@pytest.mark.parametrize("k", range(1, 16))
@pytest.mark.parametrize(("claim", "given"), ALWAYS[:3], ids=[claim for claim, _ in ALWAYS[:3]])
def test_near_misses_as_decimals(k, claim, given) -> None:
    up, down = f"1.{'0' * (k - 1)}1", f"0.{'9' * k}"
    with pytest.raises(Refuted) as info:
        prove(claim.format(up=up, down=down), given)
    law = law_of(info.value.counterexample.as_dict()["law"])
    assert not holds(meanings(read(claim.format(up=up, down=down))), law)


@pytest.mark.parametrize("k", FEW)
@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("{down} I(X;Z) <= I(X;Y)", ["X -> Y -> Z"]),
        ("I(X;Y|Z) <= I(X;Y) + {up} H(Z)", []),
        ("H(X) + H(Y) >= {down} H(X,Y)", []),
        ("{down} I(X1;X4) <= I(X2;X3)", ["X1 -> X2 -> X3 -> X4"]),
        ("H(X,Y) + H(Y,Z) + H(X,Z) + {little} H(X) >= 2 H(X,Y,Z)", []),
        ("H(K) >= {down} H(M)", ["M _||_ C", "H(M|C,K) = 0"]),
    ],
)
def test_what_is_true_by_little_is_proved(k, claim, given) -> None:
    question = Question(read(written(claim, k)), tuple(map(read, given)))
    assert judge(question, Random(k)) is Verdict.PROVED  # noqa: S311 - not for secrets


def random_terms(rng, names, count):
    """Return nonnegative multiples of elemental inequalities."""
    found = []
    for _ in range(count):
        x, y, *rest = rng.sample(names, len(names))
        given = tuple(sorted(rest[: rng.randint(0, len(rest))]))
        factor = Fraction(rng.randint(1, 9), rng.randint(1, 9))
        one = Term(factor, "H", ((x,),), tuple(sorted((y, *rest))))
        found.append(one if rng.random() < 0.2 else Term(factor, "I", ((x,), (y,)), given))
    return tuple(found)


def in_joint_entropies(terms):
    """Write the terms as joint entropies, so that the elementals are not seen."""
    ((vector, _),) = meanings(Relation((terms, ()), (">=",)))
    sides = sorted(vector.items(), key=lambda item: (len(item[0]), sorted(item[0])))
    return tuple(Term(c, "H", (tuple(sorted(names)),)) for names, c in sides)


@pytest.mark.parametrize("seed", range(24))
def test_random_combinations_are_proved_and_less_by_little_is_not(seed) -> None:
    rng = Random(seed)  # noqa: S311 - not for secrets
    names = list("ABCDE"[: 2 + seed % 4])
    hidden = in_joint_entropies(random_terms(rng, names, rng.randint(1, 6)))
    assert judge(Question(Relation((hidden, ()), (">=",)), ()), rng) is Verdict.PROVED
    tiny = Fraction(1, 10 ** rng.randint(1, 12))
    less = Relation(((*hidden, Term(-tiny, "H", (tuple(names),))), ()), (">=",))
    verdict = judge(Question(less, ()), rng)
    assert verdict in (Verdict.REFUTED, Verdict.NOT_PROVED) or not vanishes(hidden, names)


def vanishes(terms, names):
    """Whether the terms are 0 for a polymatroid that is not."""
    whole = {frozenset(names): Fraction(-1)}
    return provable(whole, [Meaning(side(terms), zero=True)]) is False


@pytest.mark.parametrize("k", [3, 9])
@pytest.mark.usefixtures("hurried")
def test_what_is_beyond_shannon_is_not_proved_with_less(k) -> None:
    tiny = Fraction(1, 10**k)
    claim = f"I(A;B) <= {1 - tiny} I(A;B|C) + I(A;B|D) + I(C;D)"
    with pytest.raises((Refuted, NotProved)):
        prove(claim)
    given = [Meaning(vector, zero=False) for vector, _ in meanings(read("I(A;B) >= 0"))]
    assert decide(meanings(read(claim)), given) is False
