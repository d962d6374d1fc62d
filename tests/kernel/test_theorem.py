"""Theorems are made by `check` alone, stay as they are, and are the same in every process."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from sympy import S, Symbol

import symbinfo.kernel
from symbinfo.core import display
from symbinfo.core.atoms import parameter
from symbinfo.core.hypotheses import AbsolutelyContinuous
from symbinfo.core.pmf import pmf
from symbinfo.core.relation import Relation
from symbinfo.core.statement import Statement
from symbinfo.derive.calc import calc
from symbinfo.errors import StepRejected, SymbinfoError
from symbinfo.kernel.axioms import AXIOMS
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Lemma, Nonnegative, Proof, Step, Unfold
from symbinfo.kernel.theorem import Theorem
from symbinfo.measures import CrossEntropy, Entropy, KLDivergence

p, q = pmf("p"), pmf("q")
t = parameter("t")


@pytest.fixture
def theorem():
    return (
        calc(CrossEntropy(p, q) - Entropy(p), [AbsolutelyContinuous(p, q)])
        .eq(KLDivergence(p, q), by=Unfold(), remark="by definition")
        .qed()
    )


def false_proof():
    return Proof(
        Statement(S.Zero, Relation.EQ, S.One), (Step(S.Zero, Relation.EQ, S.One, Unfold()),)
    )


def test_a_theorem_is_made_by_check_alone():
    with pytest.raises(SymbinfoError, match=r"theorems are made by check\(proof\) alone"):
        Theorem(object(), false_proof(), frozenset())


def test_a_theorem_has_no_subclass():
    with pytest.raises(SymbinfoError, match="Theorem has no subclasses"):
        type("Lemma", (Theorem,), {})


@pytest.mark.parametrize("name", ["_proof", "_axioms", "statement", "other"])
def test_a_theorem_does_not_change(theorem, name):
    with pytest.raises(SymbinfoError, match=f"a theorem cannot be changed: {name}"):
        setattr(theorem, name, false_proof())
    with pytest.raises(SymbinfoError, match=f"a theorem cannot be changed: {name}"):
        delattr(theorem, name)


def unpickled(theorem):
    return pickle.loads(pickle.dumps(theorem))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, unpickled])
def test_copies_are_checked_again(theorem, again, monkeypatch):
    other = again(theorem)
    assert other == theorem
    assert hash(other) == hash(theorem)

    def refuse(proof):
        msg = "checked again"
        raise StepRejected(1, str(proof.statement), "", msg)

    data = pickle.dumps(theorem)
    monkeypatch.setattr("symbinfo.kernel.check.check", refuse)
    assert data
    with pytest.raises(StepRejected, match="checked again"):
        copy.copy(theorem)


def test_a_pickled_proof_of_a_falsehood_is_no_theorem():
    class Forged:
        def __reduce__(self):
            return check, (false_proof(),)

    Forged.__qualname__ = "Forged"
    with pytest.raises(StepRejected, match="different normal forms"):
        pickle.loads(pickle.dumps(Forged()))  # noqa: S301


def test_what_a_theorem_says_of_itself(theorem):
    assert str(theorem) == "H(p, q) - H(p) = D(p || q)  given p << q"
    assert repr(theorem) == f"<theorem {theorem}>"
    assert theorem.rests_on() == ("p << q",)
    assert theorem.axioms == ()
    assert theorem != theorem.statement
    assert theorem.proof.steps[0].remark == "by definition"
    assert theorem._repr_latex_() == display.latex(theorem)


def test_a_lemma_passes_on_what_it_rests_on():
    u = parameter("u", 0, 1)
    square = calc(u**2).ge(0, by=Nonnegative(u**2)).qed()
    again = calc(u**2).ge(0, by=Lemma(square)).qed()
    assert again.rests_on() == square.rests_on() == ()


def test_axioms_have_sources():
    assert all("(" in fact for name, fact in AXIOMS.items() if name != "Monotone")


def test_the_kernel_checks_nothing_by_assert():
    folder = Path(symbinfo.kernel.__file__).parent
    lines = [
        f"{file.name}: {line}"
        for file in folder.glob("*.py")
        for line in file.read_text().splitlines()
        if line.strip().startswith("assert ") or "__debug__" in line
    ]
    assert lines == []


def test_a_name_does_not_stand_for_two_things():
    with pytest.raises(SymbinfoError, match="the name 'p' is used for two things"):
        Statement(Entropy(p), Relation.EQ, Entropy(pmf("p")))
    with pytest.raises(SymbinfoError, match="the name 't' is used for two things"):
        Statement(t, Relation.EQ, Symbol("t"))


SCRIPT = """
from symbinfo.derive.registry import load
from symbinfo.kernel.proof import Proof
from dataclasses import replace
from symbinfo.errors import SymbinfoError
from symbinfo.kernel.check import check
from symbinfo.core.relation import Relation
for name, derivation in load().items():
    for theorem in derivation.build():
        print(name, theorem, theorem.rests_on())
        for place, step in enumerate(theorem.proof.steps):
            wrong = replace(step, relation=Relation.GT)
            steps = (*theorem.proof.steps[:place], wrong, *theorem.proof.steps[place + 1 :])
            try:
                print(check(Proof(theorem.statement, steps)))
            except SymbinfoError as error:
                print(error)
"""


def run(*options, seed):
    return subprocess.run(
        [sys.executable, *options, "-c", SCRIPT],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(symbinfo.__file__).parent.parent)},
    ).stdout


def test_checking_is_the_same_in_every_process():
    first = run(seed="1")
    assert "entropy" in first
    assert run(seed="2") == first
    assert run("-O", seed="3") == first
