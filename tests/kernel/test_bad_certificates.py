"""Bad certificates, each a file, with the words by which it is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symbinfo.errors import CertificateError, StepRejected
from symbinfo.kernel.certificate import dumps, loads

FOLDER = Path(__file__).parents[1] / "certificates"


WORDING = {
    "a_float": "node 8 of the certificate is wrong: an integer must be a whole number, got 0.0",
    "a_list": "this is not a certificate: it has no format 'symbinfo certificate'",
    "another_format": "this is not a certificate: it has no format 'symbinfo certificate'",
    "another_version": "the certificate has version 2; only 1 can be read",
    "divergence_symmetric": "theorem 1 of the certificate, D(p || q) = D(q || p), is not proved: "
    "step 1 is not proved: D(p || q) = D(q || p) by Unfold() because one side may be infinite "
    "where the other is not; assume AbsolutelyContinuous(p, q) and AbsolutelyContinuous(q, p)",
    "empty": "the certificate is not JSON, or not all of it: Expecting value: line 1 column 1",
    "equality_changed": "theorem 1 of the certificate, D(r || p) >= 0  (equality iff p > 0), is "
    "not proved: step 1 is not proved: D(r || p) >= 0 (equality iff p > 0) by the equality "
    "condition because the steps do not give this equality condition",
    "evidence_field_missing": "theorem 1 of the certificate is wrong: the evidence Lemma has no "
    "'at'",
    "evidence_inside_wrongly": "theorem 1 of the certificate is wrong: there is no evidence "
    "'Infinite' here",
    "evidence_is_text": "theorem 1 of the certificate is wrong: there is no evidence 'Unfold()' "
    "here",
    "head_is_a_number": "node 21 of the certificate is wrong: the head must be a text, got 3",
    "head_is_code": "node 21 of the certificate is wrong: the head "
    "\"__import__('os').system\" is not known",
    "head_missing": "node 21 of the certificate is wrong: it has no head",
    "hypothesis_is_a_number": "theorem 1 of the certificate is wrong: not a hypothesis: n (Symbol)",
    "lemma_changed": "theorem 0 of the certificate, D(p || q) > 0, is not proved: step 2 is not "
    "proved: Sum(p(x) - q(x), (x, 0, n - 1)) = 0 by Algebra() because the steps together prove "
    ">=, not >",
    "lemma_comes_later": "theorem 0 of the certificate is wrong: theorem 1 does not come before it",
    "lemma_is_itself": "theorem 1 of the certificate is wrong: theorem 1 does not come before it",
    "lemma_negative": "theorem 1 of the certificate is wrong: theorem -1 does not come before it",
    "long_number": "the certificate has a number that is too long",
    "made_strict": "theorem 1 of the certificate, D(r || p) > 0, is not proved: step 1 is not "
    "proved: D(r || p) >= 0 by Lemma() because the steps together prove >=, not >",
    "no_steps": "theorem 1 of the certificate, D(r || p) >= 0  (equality iff r = p), is not "
    "proved: step 1 is not proved: D(r || p) >= 0 (equality iff r = p) by nothing because there "
    "are no steps",
    "no_theorems": "the certificate has no theorem",
    "node_comes_later": "node 2 of the certificate is wrong: node 6 does not come before it",
    "node_is_an_object": "node 21 of the certificate is wrong: it must be a JSON list, got "
    "{'Add': [0, 1]}",
    "node_is_itself": "node 2 of the certificate is wrong: node 2 does not come before it",
    "node_is_true": "node 2 of the certificate is wrong: the number of a node must be a whole "
    "number, got True",
    "node_negative": "theorem 1 of the certificate is wrong: node -1 does not come before it",
    "not_a_number": "node 8 of the certificate is wrong: an integer must be a whole number, got "
    "nan",
    "not_json": "the certificate is not JSON, or not all of it: Expecting value: line 1 column 1",
    "relation_changed": "theorem 1 of the certificate, D(r || p) <= 0, is not proved: step 1 is "
    "not proved: D(r || p) >= 0 by Lemma() because the steps together prove >=, not <=",
    "remark_is_a_number": "theorem 1 of the certificate is wrong: a remark must be a text, got 7",
    "statement_without_equality": "theorem 1 of the certificate is wrong: the statement has no "
    "'equality'",
    "step_dropped": "theorem 0 of the certificate, D(p || q) >= 0  (equality iff p = q), is not "
    "proved: step 1 is not proved: D(p || q) >= Sum(p(x) - q(x), (x, 0, n - 1)) by LogBound() "
    "because the last step ends at Sum(p(x) - q(x), (x, 0, n - 1)), not at 0",
    "theorem_is_a_list": "theorem 2 of the certificate is wrong: it must be a JSON object, got []",
    "theorems_are_text": "theorem 1 of the certificate is wrong: the list of steps must be a JSON "
    "list, got 'all of them'",
    "triple_in_at": "theorem 1 of the certificate is wrong: a pair has two parts, got 3",
    "truncated": "the certificate is not JSON, or not all of it: Expecting value: line 25",
    "two_objects_of_one_name": "theorem 1 of the certificate is wrong: the name 'p' is used for "
    "two things: a distribution and a distribution",
    "unknown_evidence": "theorem 1 of the certificate is wrong: there is no evidence 'Trust' here",
    "unknown_head": "node 21 of the certificate is wrong: the head 'Piecewise' is not known",
    "unknown_key": "the certificate has an unknown key 'run'",
    "unknown_relation": "theorem 1 of the certificate is wrong: there is no relation '=>'",
    "version_true": "the certificate has version True; only 1 can be read",
}


def read(name):
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def test_every_file_is_tested():
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted({*WORDING, "good"})


def test_the_good_file_is_read_and_written_alike():
    assert str(loads(read("good"))) == "D(r || p) >= 0  (equality iff r = p)"
    again = dumps(loads(read("good")))
    assert json.loads(again) == json.loads(read("good"))


@pytest.mark.parametrize(("name", "wording"), WORDING.items())
def test_a_bad_certificate_is_refused_in_one_line(name, wording):
    with pytest.raises(CertificateError) as caught:
        loads(read(name))
    assert str(caught.value).startswith(wording)
    assert "\n" not in str(caught.value)


def test_a_rejected_step_is_the_cause():
    with pytest.raises(CertificateError) as caught:
        loads(read("made_strict"))
    assert isinstance(caught.value.__cause__, StepRejected)
