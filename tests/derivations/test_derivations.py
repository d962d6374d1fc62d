"""What holds for every derivation."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from sympy import Rational, S

from symbinfo.core.atoms import Parameter, letter
from symbinfo.core.hypotheses import ForAll, FullSupport, FunctionOf
from symbinfo.core.pmf import SymbolicPmf
from symbinfo.core.sequences import Sequence
from symbinfo.core.statement import Statement
from symbinfo.core.variables import RandomVariable
from symbinfo.derive.registry import folder
from symbinfo.errors import StepRejected
from symbinfo.kernel.certificate import dumps
from symbinfo.kernel.check import check
from symbinfo.kernel.proof import Proof

IDS = """
si.def si.certain si.nonneg si.monotone si.additive si.unique ent.def ent.nonneg ent.coin gibbs
ent.max.lagrange ent.maxuniform jnt.def cond.def chain.2 subadd mi.def mi.forms mi.nonneg mi.sym
mi.self kl.def kl.asym kl.inf ce.def ce.decomp ml.bce ml.onehot ml.multiclass ml.nll dpi logsum
ent.concave kl.convex ml.softmax.shift ml.softmax.grad ml.softmax.jac ml.softmax.hess
"""

ADDITIVE = "f(a*b) = f(a) + f(b) for all a, b"
STATIONARY = ("lambda - log(w(k)) - 1 = 0 for all k", "Sum(w(i), (i, 0, n - 1)) = 1")
RESTS_ON = {
    "self_information": [(), (), ()],
    "self_information_nonnegative": [("LogBound",)],
    "self_information_decreasing": [("ChainRule",), ("LogBound", "p < q")],
    "self_information_unique": [
        (ADDITIVE,),
        ("ChainRule", ADDITIVE, "f differentiable"),
        ("ChainRule", ADDITIVE, "f differentiable"),
        ("ChainRule", "MeanValue", ADDITIVE, "f differentiable"),
    ],
    "entropy_definition": [()],
    "entropy_nonnegative": [("LogBound",)],
    "biased_coin": [("Enclosure",), ("Enclosure",), ()],
    "gibbs_inequality": [("LogBound",)],
    "jensen_inequality": [("Tangent", "phi strictly concave")],
    "gibbs_by_jensen": [
        ("ConcaveLog", "Tangent", "p << q"),
        ("ConcaveLog", "Tangent", "p > 0", "p << q"),
    ],
    "maximum_entropy": [("LogBound",)],
    "maximum_entropy_lagrange": [("ChainRule",), STATIONARY, ("ChainRule",), ("LogBound",)],
    "joint_entropy": [()],
    "conditional_entropy": [()],
    "chain_rule": [(), ()],
    "chain_rule_three": [()],
    "subadditivity": [("LogBound",)],
    "mutual_information": [()],
    "mutual_information_forms": [()],
    "mutual_information_nonnegative": [("LogBound",)],
    "conditional_mutual_information_nonnegative": [("LogBound",)],
    "mutual_information_symmetric": [()],
    "mutual_information_self": [()],
    "data_processing": [("LogBound", "X -> Y -> Z"), ("LogBound", "X -> Y -> Z")],
    "kl_definition": [()],
    "kl_asymmetric": [(), (), ("Enclosure",)],
    "kl_infinite": [("p << q",), ("not p << q",)],
    "cross_entropy_definition": [()],
    "cross_entropy_decomposition": [("LogBound",), ()],
    "log_sum_inequality": [("LogBound",)],
    "entropy_concave": [("LogBound",)],
    "divergence_convex": [("LogBound",)],
    "binary_cross_entropy": [(), (), ("Monotone",)],
    "one_hot_labels": [(), ()],
    "multiclass_cross_entropy": [("Monotone",), ()],
    "negative_log_likelihood": [()],
    "softmax_shift": [()],
    "softmax_cross_entropy": [()],
    "softmax_gradient": [("ChainRule",)],
    "softmax_hessian": [("ChainRule",), ("ChainRule",)],
}

READ = """
import json, sys
import symbinfo.measures
from symbinfo.kernel.certificate import loads
print(json.dumps([str(loads(text)) for text in json.load(sys.stdin)]))
"""


def test_each_rests_on_what_is_pinned(derivation):
    assert [theorem.rests_on() for theorem in derivation.build()] == RESTS_ON[derivation.name]


def test_nothing_else_is_pinned(shelf):
    assert RESTS_ON.keys() == shelf.keys()


def test_every_id_is_proved_by_a_derivation(shelf):
    proved = {name for one in shelf.values() if one.build() for name in one.ids}
    assert proved == set(IDS.split())


def test_gibbs_inequality_and_maximum_entropy_are_told_twice(shelf):
    told = [name for one in shelf.values() for name in one.ids]
    assert {name for name in told if told.count(name) > 1} == {"gibbs", "ent.maxuniform"}


def test_a_fresh_process_checks_every_certificate(shelf):
    theorems = [theorem for one in shelf.values() for theorem in one.build()]
    done = subprocess.run(
        [sys.executable, "-c", READ],
        input=json.dumps([dumps(theorem) for theorem in theorems]),
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [str(theorem) for theorem in theorems]


def wrong_conditions(statement):
    """Return conditions that are not those of equality, for the objects of the statement."""
    sides = (statement.lhs, statement.rhs)
    found = set().union(*(side.atoms(*KINDS) for side in sides))
    yield ()
    pmfs = [one for one in found if isinstance(one, SymbolicPmf)]
    yield from ((FullSupport(one),) for one in pmfs)
    variables = sorted((one for one in found if isinstance(one, RandomVariable)), key=str)
    yield from ((FunctionOf(one, two),) for one in variables for two in variables if one != two)
    parameters = [one for one in found if isinstance(one, Parameter) and one.lower == 0]
    yield from ((ForAll(one, Rational(1, 2)),) for one in parameters)
    k = letter("k")
    for one in found:
        if isinstance(one, Sequence):
            yield (ForAll(one(k), S.One, (k, 0, one.size - 1)),)


KINDS = (SymbolicPmf, RandomVariable, Parameter, Sequence)


def test_other_conditions_of_equality_are_refused(derivation):
    for theorem in derivation.build():
        told = theorem.statement
        if told.equality is None:
            continue
        wrong = list(wrong_conditions(told))
        assert len(wrong) > 1
        for conditions in wrong:
            claim = Statement(told.lhs, told.relation, told.rhs, told.hypotheses, conditions)
            with pytest.raises(StepRejected, match="equal"):
                check(Proof(claim, theorem.proof.steps))


def test_the_statement_speaks_of_equality_where_a_theorem_does(derivation):
    proved = any(theorem.statement.equality is not None for theorem in derivation.build())
    assert ("equality iff" in derivation.statement) == proved


def test_the_statement_has_only_inequalities_that_a_theorem_has(derivation):
    relations = {theorem.statement.relation.value for theorem in derivation.build()}
    for sign in ("<=", ">="):
        assert sign not in derivation.statement or sign in relations


def test_the_order_is_that_of_a_course(shelf):
    files = [one.module.rpartition(".")[2] for one in shelf.values()]
    chapters = list(dict.fromkeys(files))
    assert chapters[:5] == [
        "self_information",
        "entropy",
        "gibbs",
        "maximum_entropy",
        "joint_entropy",
    ]
    assert chapters[-2:] == ["learning", "softmax"]
    assert sorted(chapters) == sorted(p.stem for p in folder().glob("*.py") if p.stem[0] != "_")
    assert files == sorted(files, key=chapters.index)
