"""The closed table of analytic facts that are taken on trust, with their sources."""

from __future__ import annotations

from typing import Final

AXIOMS: Final[dict[str, str]] = {
    "LogBound": "a log(a/b) >= a - b for a, b >= 0, with equality iff a = b "
    "(Cover and Thomas 2006, theorem 2.7.1; Mathlib: InformationTheory.klFun_nonneg)",
    "Tangent": "a differentiable concave function lies below its tangents, a strictly concave "
    "one touches them only where they are taken (Boyd and Vandenberghe 2004, eq. 3.2)",
    "ConcaveLog": "log is strictly concave on the positive numbers "
    "(Boyd and Vandenberghe 2004, section 3.1.5)",
    "MeanValue": "two functions on an interval with equal derivatives that agree at one point "
    "are equal (Rudin 1976, theorem 5.11)",
    "ChainRule": "derivatives of sums, products, quotients, logarithms, exponentials and "
    "compositions (Rudin 1976, theorems 5.3 and 5.5)",
    "Copy": "for any X, Y, Z there is X' with (X', Y) distributed as (X, Y), and independent of "
    "(X, Z) given Y (Zhang and Yeung 1998, lemma 3)",
    "DoubleMarkov": "if X is independent of Y given Z and of Z given Y, there is U, a function of "
    "Y and of Z, with X independent of (Y, Z) given U (Csiszar and Korner 2011, problem 16.25)",
    "Monotone": "an increasing function of an objective has the same optima",
    "Enclosure": "ball arithmetic of python-flint (Johansson 2017)",
}
"""Name of the evidence to the fact and where it is proved."""
