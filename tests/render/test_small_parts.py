from __future__ import annotations

from types import SimpleNamespace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import S, Symbol

from symbinfo.core.atoms import parameter
from symbinfo.core.relation import Relation
from symbinfo.core.statement import equal
from symbinfo.errors import BadInput
from symbinfo.kernel import proof
from symbinfo.kernel.axioms import AXIOMS
from symbinfo.render.names import name_latex
from symbinfo.render.readable import readable
from symbinfo.render.reasons import WORDS, reason
from symbinfo.render.rests import AXIOM_WORDS, rests_on
from symbinfo.render.rows import Line, with_hints
from symbinfo.render.style import Style
from symbinfo.render.width import broken, width


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x", "x"),
        ("x'", "x'"),
        ("lambda", r"\lambda"),
        ("θ", r"\theta"),
        ("Δ", r"\Delta"),
        ("theta_1", r"\theta_1"),
        ("x1", "x_1"),
        ("yhat", r"\hat{y}"),
        ("qhat_theta", r"\hat{q}_{\theta}"),
        ("Weather", r"\mathrm{Weather}"),
        ("|X|", r"|\mathcal{X}|"),
        ("|Y2|", r"|\mathcal{Y}_{2}|"),
        ("|Weather|", r"|\mathrm{Weather}|"),
        ("a%b", r"\text{a\%b}"),
        ("x^a'", r"x^{a\prime}"),
        ("é", r"\text{é}"),
    ],
)
def test_names(name, text):
    assert name_latex(name) == text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"entropy": "S"}, "the style's entropy is one of H, .*, got 'S'"),
        ({"separator": ";"}, "the style's separator is one of"),
        ({"base": 1}, "the base of the logarithm must be a whole number above 1, got 1"),
    ],
)
def test_a_style_says_what_it_does_not_know(options, message):
    with pytest.raises(BadInput, match=message):
        Style(**options)


def test_each_kind_of_evidence_has_words():
    lemma = proof.Lemma(SimpleNamespace(statement=equal(Symbol("a"), S.One)))
    t = parameter("t")
    told = {
        proof.Lemma: (lemma, "a = 1"),
        proof.Combination: (
            proof.Combination(((S.One, lemma), (S.One, proof.Nonnegative(S.One)))),
            "a = 1 and nonnegative terms",
        ),
        proof.Differentiate: (proof.Differentiate(lemma, t), "differentiation by t"),
        proof.Integrate: (proof.Integrate(t, lemma, lemma, S.Zero), "integration over t"),
    }
    assert set(told) | set(WORDS) == set(get_args(proof.Evidence))
    for evidence, words in told.values():
        step = proof.Step(S.Zero, Relation.EQ, S.Zero, evidence)
        assert reason(step, {}) == words


def test_combinations_name_what_they_use_unless_it_is_much():
    lemmas = [proof.Lemma(SimpleNamespace(statement=k)) for k in range(8)]
    names = {k: f"fact {k}" for k in range(8)}

    def words(count):
        evidence = proof.Combination(tuple((S.One, one) for one in lemmas[:count]))
        return reason(proof.Step(S.Zero, Relation.LE, S.One, evidence), names)

    assert words(0) == "algebra"
    assert words(3) == "fact 0, fact 1 and fact 2"
    assert words(8) == "8 known facts"


def test_a_long_lemma_without_a_name_is_a_lemma():
    total = sum(Symbol(f"a{k}") for k in range(20))
    step = proof.Step(
        S.Zero, Relation.EQ, S.Zero, proof.Lemma(SimpleNamespace(statement=equal(total, S.One)))
    )
    assert reason(step, {}) == "by a lemma"


def test_hints_go_on_after_z():
    rows, sentence = with_hints([Line("", "=", "a", f"reason {k}") for k in range(28)])
    assert rows[27] == r"&\overset{(ab)}{=} a"
    assert sentence.startswith("where (a) follows from reason 0, (b) from reason 1,")


def test_hints_say_since_where_the_reason_is_a_clause():
    reasons = ["the definition", "since it is 0", "by algebra", "Jensen's inequality"]
    _, sentence = with_hints([Line("", "=", "a", reason) for reason in reasons])
    assert sentence == (
        "where (a) follows from the definition, (b) holds since it is 0, (c) follows from algebra "
        "and (d) from Jensen's inequality."
    )


def test_each_axiom_has_words():
    assert AXIOMS.keys() <= AXIOM_WORDS.keys()


def test_derivations_rest_on_the_axioms_of_all_parts_and_the_hypotheses_of_the_last():
    parts = [
        SimpleNamespace(axioms=axioms, statement=SimpleNamespace(hypotheses=given))
        for axioms, given in [(("MeanValue",), ("a",)), (("MeanValue", "Monotone"), ("b",))]
    ]
    words = ("the mean value theorem", "an increasing function keeps the optima")
    assert rests_on(parts, lambda hypothesis, _: hypothesis) == (*words, "b")
    assert rests_on((), lambda hypothesis, _: hypothesis) == ("the definitions alone",)


@pytest.mark.parametrize(
    ("text", "signs", "ascii_text"),
    [
        ("chain rule", "chain rule", "chain rule"),
        (r"at $b = \theta$", "at b = θ", "at b = theta"),
        (r"$a\log \frac{a}{b} \ge a - b$", "a log(a/b) ≥ a - b", "a log(a/b) >= a - b"),
        (r"$p(x,y) = p(x)\,p(y \mid x)$", *["p(x,y) = p(x) p(y | x)"] * 2),
        (r"$X \to Y$, $\log 1 = 0$", "X → Y, log 1 = 0", "X -> Y, log 1 = 0"),
        (r"$-\frac{1}{N}$ times $\hat{p}$", "-1/N times p\u0302", "-1/N times phat"),
        (r"$a_{i j} \ne (\log t)^{10}$", "a_i,j ≠ (log t)^(10)", "a_i,j != (log t)^(10)"),
        (r"$\mathrm{KL}(p \| q) < \infty$", "KL(p || q) < ∞", "KL(p || q) < oo"),
    ],
)
def test_remarks_with_formulas_are_readable(text, signs, ascii_text):
    assert readable(text) == signs
    assert readable(text, unicode=False) == ascii_text


TERMS = st.lists(
    st.sampled_from([r"p(x) \log \frac{p(x)}{q(x)}", "(a + b) c", r"\sum_{x, y} p(x, y)", "1"]),
    min_size=1,
    max_size=12,
)


@given(TERMS, st.integers(60, 300))
def test_breaking_keeps_every_sign_and_fits_where_it_can(terms, room):
    text = " + ".join(terms)
    rows = broken(text, room)
    assert " ".join(rows) == text
    assert all(row.count("{") == row.count("}") for row in rows)
    assert all(width(row) <= max(room, max(map(width, terms)) + 15) for row in rows)


def test_breaks_outside_of_parentheses_are_preferred():
    assert broken("(a + b) c + (d + e) f", 75) == ["(a + b) c", "+ (d + e) f"]
    assert broken("(a + b + c + d + e)", 60) == ["(a + b + c", "+ d + e)"]
    assert broken(r"\frac{a + b}{c}", 10) == [r"\frac{a + b}{c}"]
