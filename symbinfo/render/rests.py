"""What a theorem rests on: the axioms in words, and the hypotheses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement

AXIOM_WORDS = {
    "LogBound": r"the bound $a \log(a/b) \ge a - b$",
    "Tangent": "a concave function lies below its tangents",
    "ConcaveLog": "the logarithm is strictly concave",
    "MeanValue": "the mean value theorem",
    "ChainRule": "the rules of differentiation",
    "Copy": "the copy lemma",
    "DoubleMarkov": "the double Markov property",
    "Monotone": "an increasing function keeps the optima",
    "Enclosure": "ball arithmetic",
}
"""What each axiom of the kernel says, in a few words; symbinfo.kernel.axioms has the sources."""

NOTHING = "the definitions alone"


def rests_on(
    theorems: Iterable[Any],
    show: Callable[[Hypothesis, Statement], str],
    used: Collection[Hypothesis] | None = None,
) -> tuple[str, ...]:
    """Return what theorems rest on, as texts with formulas between dollar signs.

    First the axioms of all, each once, then the hypotheses of the last, which is the main one.

    Parameters
    ----------
    theorems : iterable of Theorem
        The parts of a derivation.
    show : callable
        Prints a hypothesis of a statement.
    used : collection of Hypothesis, optional
        The hypotheses of the main theorem that its proof needs, if that is known; the others
        are left out.
    """
    every = tuple(theorems)
    axioms = [AXIOM_WORDS[name] for one in every for name in one.axioms]
    given = [
        show(h, one.statement)
        for one in every[-1:]
        for h in one.statement.hypotheses
        if used is None or h in used
    ]
    return tuple(dict.fromkeys([*axioms, *given])) or (NOTHING,)
