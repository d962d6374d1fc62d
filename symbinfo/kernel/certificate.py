"""Certificates: a theorem with its whole proof as JSON, checked again when it is read.

A certificate is a JSON object with a format name, a version, and two numbered lists: nodes
(each a head with the numbers of earlier nodes) and theorems (each uses earlier ones only;
the last is the one that is certified). Distributions, variables and sequences are nodes of
their own: two nodes with one name are two objects. Nothing in the text is ever run: a head
is looked up in a closed table, and every theorem goes through `check`.
"""

from __future__ import annotations

import json
from typing import Any

from symbinfo.errors import BadInput, CertificateError
from symbinfo.kernel.fields import items, record
from symbinfo.kernel.reading import Reading
from symbinfo.kernel.records import FORMAT, MOST_CHARACTERS, VERSION
from symbinfo.kernel.theorem import Theorem
from symbinfo.kernel.writing import Writer


def dumps(theorem: Theorem) -> str:
    """Return a theorem with its proof, and the theorems that it uses, as JSON.

    Raises
    ------
    CertificateError
        If it contains something for which a certificate has no place.
    """
    if not isinstance(theorem, Theorem):
        msg = f"dumps takes a theorem, got {theorem!r} ({type(theorem).__name__})"
        raise BadInput(msg)
    try:
        first = Writer()
        first.theorem(theorem)
        writer = Writer(first.objects())
        writer.theorem(theorem)
        return _text(writer)
    except RecursionError:
        msg = "the theorem is nested too deeply for a certificate"
        raise CertificateError(msg) from None


def _text(writer: Writer) -> str:
    """Return JSON with one node or theorem a line."""
    lists = (_lines(writer.nodes), _lines(writer.theorems))
    start = f'{{"format": {json.dumps(FORMAT)}, "version": {VERSION},\n'
    return f'{start}"nodes": [\n{lists[0]}\n],\n"theorems": [\n{lists[1]}\n]}}\n'


def _lines(rows: list[Any]) -> str:
    return ",\n".join(json.dumps(row) for row in rows)


def loads(text: str) -> Theorem:
    """Return the theorem of a certificate, once all its proofs are checked again.

    Raises
    ------
    CertificateError
        If the text is no certificate, or does not prove what it claims.
    """
    try:
        nodes, theorems = _parsed(text)
        return Reading(nodes).theorem(theorems)
    except CertificateError:
        raise
    except Exception as error:
        # What was written by others may fail anywhere, SymPy's constructors included.
        msg = f"the certificate cannot be read: {type(error).__name__}"
        raise CertificateError(msg) from error


def _parsed(text: str) -> tuple[list[Any], list[Any]]:
    """Return the nodes and the theorems of a text that has the right format."""
    if len(text) > MOST_CHARACTERS:
        msg = f"the certificate is too long: {len(text)} characters of at most {MOST_CHARACTERS}"
        raise CertificateError(msg)
    try:
        data = json.loads(text)
    except RecursionError:
        msg = "the certificate is nested too deeply"
        raise CertificateError(msg) from None
    except json.JSONDecodeError as error:
        msg = f"the certificate is not JSON, or not all of it: {error}"
        raise CertificateError(msg) from None
    except ValueError:
        msg = "the certificate has a number that is too long"
        raise CertificateError(msg) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        msg = f"this is not a certificate: it has no format {FORMAT!r}"
        raise CertificateError(msg)
    if type(data.get("version")) is not int or data["version"] != VERSION:
        msg = f"the certificate has version {data.get('version')!r:.40}; only {VERSION} can be read"
        raise CertificateError(msg)
    keys = ("format", "version", "nodes", "theorems")
    _, _, nodes, theorems = record(data, keys, "the certificate")
    return items(nodes, "the list of nodes"), items(theorems, "the list of theorems")
