"""Certificates: everything that is proved survives JSON; everything forged is refused."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import get_args

import pytest
from sympy import Function, Integer, Piecewise, Rational, S, Sum, Symbol, Tuple, exp, log

from symbinfo.core.atoms import letter, n, parameter
from symbinfo.core.hypotheses import AbsolutelyContinuous, Equal, ForAll
from symbinfo.core.pmf import pmf
from symbinfo.core.sequences import sequence
from symbinfo.derive import registry
from symbinfo.derive.calc import calc
from symbinfo.errors import BadInput, CertificateError
from symbinfo.kernel import certificate, records
from symbinfo.kernel.certificate import dumps, loads
from symbinfo.kernel.proof import (
    Algebra,
    Assumption,
    Combination,
    Copy,
    Differentiate,
    DoubleMarkov,
    Enclosure,
    EqualityCase,
    Evidence,
    Infinite,
    Integrate,
    Lemma,
    LogBound,
    Nonnegative,
    SameOptimum,
    Source,
    Squeeze,
    Tangent,
    Unfold,
)
from symbinfo.kernel.reading import Reading
from symbinfo.kernel.writing import Writer
from symbinfo.measures import KLDivergence

FOLDER = Path(__file__).parents[1] / "certificates"
x = letter("x")
p, q, r = pmf("p"), pmf("q"), pmf("r")
over = (Tuple(x, 0, n - 1),)


def gibbs():
    bound = calc(KLDivergence(p, q)).ge(Sum(p(x) - q(x), *over), by=LogBound(p(x), q(x), over))
    return bound.eq(0, by=Algebra()).qed(equality=Equal(p, q))


@pytest.fixture(scope="module")
def theorem():
    """D(r || p) >= 0, from a lemma about other distributions, one of which has a name of it."""
    lemma = Lemma(gibbs(), ((p, r), (q, p)))
    return calc(KLDivergence(r, p)).ge(0, by=lemma).qed(equality=Equal(r, p))


@pytest.mark.parametrize("derivation", registry.load().values(), ids=lambda one: one.name)
def test_every_derivation_survives_json(derivation):
    for theorem in derivation.build():
        text = dumps(theorem)
        again = loads(text)
        assert dumps(again) == text
        assert str(again) == str(theorem)
        assert again.rests_on() == theorem.rests_on()
        remarks = [step.remark for step in again.proof.steps]
        assert remarks == [step.remark for step in theorem.proof.steps]


def test_a_lemma_is_stored_once_whoever_proved_it():
    terms = tuple((S.One, Lemma(lemma, ((p, r), (q, p)))) for lemma in (gibbs(), gibbs()))
    claim = calc(2 * KLDivergence(r, p)).ge(0, by=Combination(terms)).qed()
    assert len(json.loads(dumps(claim))["theorems"]) == 2


def test_two_objects_of_one_name_stay_two_and_one_stays_one():
    other = pmf("p")
    lemma = calc(KLDivergence(p, q)).eq(KLDivergence(p, q).definition(), by=Unfold()).qed()
    at = ((p, q), (q, other))
    value = KLDivergence(q, other).definition()
    claim = calc(KLDivergence(q, other)).eq(value, by=Lemma(lemma, at)).qed()
    again = loads(dumps(claim))
    (inner,) = [step.evidence.theorem for step in again.proof.steps]
    assert [str(law) for law in inner.statement.lhs.args] == ["p", "q"]
    assert [str(law) for law in again.statement.lhs.args] == ["q", "p"]
    assert inner.statement.lhs.args[1] == again.statement.lhs.args[0]
    assert inner.statement.lhs.args[0] != again.statement.lhs.args[1]


def test_the_objects_of_a_certificate_are_new(theorem):
    first, second = loads(dumps(theorem)), loads(dumps(theorem))
    laws = {one.statement.lhs.args[0] for one in (theorem, first, second)}
    assert len(laws) == 3


def test_the_order_of_objects_is_kept():
    late, early = pmf("p"), pmf("q")
    given = [AbsolutelyContinuous(early, late)]
    claim = calc(KLDivergence(early, late), given).eq(KLDivergence(early, late), by=Algebra()).qed()
    again = loads(dumps(claim))
    second, first = again.statement.lhs.args
    assert int(first.args[-1]) < int(second.args[-1])


def test_dumps_takes_a_theorem():
    with pytest.raises(BadInput, match=r"dumps takes a theorem, got 'H' \(str\)"):
        dumps("H")


@pytest.mark.parametrize(
    ("expr", "head"),
    [
        (Piecewise((1, n > 2), (0, True)), "Piecewise"),
        (Function("f", real=True)(parameter("t")), "f"),
        (S.GoldenRatio, "GoldenRatio"),
    ],
)
def test_what_has_no_place_in_a_certificate(expr, head):
    with pytest.raises(CertificateError, match=rf"a certificate has no place for .* \({head}\)"):
        Writer().node(expr)


def test_a_theorem_that_is_nested_too_deeply(monkeypatch, theorem):
    def deep(*_):
        raise RecursionError

    monkeypatch.setattr(certificate, "_text", deep)
    with pytest.raises(CertificateError, match="the theorem is nested too deeply"):
        dumps(theorem)


def test_a_file_that_is_too_long_is_not_parsed(monkeypatch):
    monkeypatch.setattr(certificate, "json", None)
    text = "[" * (records.MOST_CHARACTERS + 1)
    with pytest.raises(CertificateError, match="too long: 32000001 characters of at most 32000000"):
        loads(text)


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"format": "symbinfo certificate", "nodes": ['])
def test_nested_lists_are_refused(opening):
    with pytest.raises(CertificateError, match=r"nested too deeply|not JSON"):
        loads(opening * 200_000)


def test_what_is_no_text_is_refused():
    with pytest.raises(CertificateError, match="the certificate cannot be read: TypeError"):
        loads(7)


def test_every_evidence_has_a_shape_with_its_fields():
    classes = {cls.__name__: cls for cls in get_args(Evidence)}
    assert classes.keys() == records.SHAPES.keys()
    for name, cls in classes.items():
        assert records.SHAPES[name].cls is cls
        assert [field.name for field in dataclasses.fields(cls)] == list(
            records.SHAPES[name].fields
        )
    assert {cls.__name__ for cls in get_args(Source)} == set(records.INSIDE[records.Kind.TERMS])


def test_every_evidence_is_read_as_it_was_written():
    lemma, t = Lemma(gibbs(), ((p, r),)), parameter("t", 0, 1)
    given = ForAll(t, 1)
    both = Combination(((S.One, lemma), (t, Assumption(given, ((t, S.One),)))))
    examples = [
        *(Unfold(), Algebra(), lemma, Assumption(given), LogBound(t, t, over, (p(x),)), both),
        *(Tangent(log(t), t, t, p(x), over), Nonnegative(t), Squeeze(both, Combination(()))),
        *(Differentiate(lemma, t, ((t, S.Half),)), Integrate(t, lemma, lemma, S.One)),
        *(SameOptimum(t), Enclosure(), Infinite(), Copy(gibbs()), DoubleMarkov(gibbs())),
        EqualityCase(gibbs(), lemma, gibbs()),
    ]
    assert {type(one) for one in examples} == set(get_args(Evidence))
    writer = Writer()
    written = [writer._evidence(one) for one in examples]
    reading = Reading(writer.nodes)
    reading.theorem(writer.theorems)
    again = Writer()
    for one in written:
        again._evidence(reading._evidence(one, records.SHAPES))
    assert (again.nodes, again.theorems) == (writer.nodes, writer.theorems)


def test_numbers_and_symbols_keep_what_is_assumed_of_them():
    exprs = [
        *(Integer(-3), Rational(2, 7), S.Exp1, S.Pi, S.Infinity, S.NegativeInfinity),
        *(Symbol("a"), Symbol("a", real=True), Symbol("a", integer=False, positive=True)),
        *(Symbol("a", commutative=False), Symbol("a", prime=True, even=False), n, x),
        *(parameter("t"), parameter("t", 0, 1), parameter("t", 0, 1, upper_in=True)),
        *(parameter("t", Rational(1, 2), 1, closed=True), exp(1, evaluate=False)),
        *(log(4, evaluate=False), (x + 1) * (x - 1), Function("f")(parameter("t"))),
    ]
    writer = Writer()
    places = [writer.node(expr) for expr in exprs]
    nodes = Reading(writer.nodes)._nodes
    assert [nodes[place] for place in places] == exprs
    assert ["Symbol", "a", {"real": True}] in writer.nodes


def test_sequences_keep_their_bounds():
    for a in (
        sequence("a", n, lower=0),
        sequence("a", (n, 3), lower=0, upper=1, closed=True, depends_on=(parameter("t"),)),
    ):
        writer = Writer()
        place = writer.node(a)
        again = Reading(writer.nodes)._nodes[place]
        assert again.args[:-1] == a.args[:-1]
        assert again != a
