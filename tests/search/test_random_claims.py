"""Random combinations of elemental inequalities are proved; a little less is not."""

from random import Random

import pytest
from sympy import Add, Rational, S

from symbinfo import Entropy, MutualInformation, Relation, Statement, prove, random_variables
from symbinfo.errors import NotProved, Refuted

NAMES = ("A", "B", "C", "D")
VARIABLES = random_variables(" ".join(NAMES))


def elemental(rng):
    """Return a random elemental measure of four variables."""
    chosen = list(VARIABLES)
    rng.shuffle(chosen)
    x, y, *rest = chosen
    given = tuple(rest[: rng.randint(0, 2)])
    if rng.random() < 0.2:
        return Entropy(x, given=tuple(v for v in VARIABLES if v != x))
    return MutualInformation(x, y, given=given)


def joint_entropies(expr):
    """Write a combination of elemental measures in joint entropies, so that nothing is seen."""
    total = S.Zero
    for term in Add.make_args(expr):
        factor, measure = term.as_coeff_Mul()
        groups = [tuple(group) for group in measure.args]
        if isinstance(measure, Entropy):
            x, given = groups
            parts = [(1, x + given), (-1, given)]
        else:
            x, y, given = groups
            parts = [(1, x + given), (1, y + given), (-1, x + y + given), (-1, given)]
        total += sum(factor * sign * Entropy(*group) for sign, group in parts if group)
    return total


@pytest.mark.parametrize("seed", range(20))
def test_combinations_are_proved_and_less_is_not(seed) -> None:
    rng = Random(seed)  # noqa: S311 - not for secrets
    combination = Add(*(rng.randint(1, 3) * elemental(rng) for _ in range(rng.randint(1, 4))))
    hidden = joint_entropies(combination)
    assert prove(Statement(hidden, Relation.GE, S.Zero))
    less = hidden - Rational(1, 10**9) * Entropy(*VARIABLES)
    with pytest.raises((Refuted, NotProved)):
        prove(Statement(less, Relation.GE, S.Zero))
