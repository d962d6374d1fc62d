"""What users put into their own tests."""

from __future__ import annotations

import numpy as np
import pytest

from symbinfo import Entropy, pmf
from symbinfo.testing import assert_implements

MEASURE = Entropy(pmf("p"))


def right(p):
    inside = p[p > 0]
    return -np.sum(inside * np.log(inside))


def in_bits(p):
    inside = p[p > 0]
    return -np.sum(inside * np.log2(inside))


def smoothed(p):
    return -np.sum(p * np.log(p + 1e-12))


def of_its_name(p):
    return float(str(p))


def test_what_is_proved_passes() -> None:
    assert_implements(right, MEASURE)


@pytest.mark.parametrize("function", [in_bits, smoothed, of_its_name])
def test_what_is_not_proved_fails_with_the_report(function) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_implements(function, MEASURE)
    assert any(word in str(caught.value) for word in ("refuted", "equal except", "not understood"))
