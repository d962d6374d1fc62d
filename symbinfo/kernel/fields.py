"""Checks of the JSON values in a certificate, each with a clear refusal."""

from __future__ import annotations

from typing import Any

from symbinfo.errors import CertificateError


def need(condition: object, message: str) -> None:
    """Refuse the certificate unless the condition holds."""
    if not condition:
        raise CertificateError(message)


def record(value: object, keys: tuple[str, ...], what: str) -> list[Any]:
    """Return the values of a JSON object that must have just these keys."""
    if not isinstance(value, dict):
        msg = f"{what} must be a JSON object, got {_short(value)}"
        raise CertificateError(msg)
    for key in keys:
        need(key in value, f"{what} has no {key!r}")
    for key in value:
        need(key in keys, f"{what} has an unknown key {_short(key)}")
    return [value[key] for key in keys]


def items(value: object, what: str) -> list[Any]:
    """Return a JSON list."""
    if not isinstance(value, list):
        msg = f"{what} must be a JSON list, got {_short(value)}"
        raise CertificateError(msg)
    return value


def text(value: object, what: str) -> str:
    """Return a JSON text."""
    if not isinstance(value, str):
        msg = f"{what} must be a text, got {_short(value)}"
        raise CertificateError(msg)
    return value


def whole(value: object, what: str) -> int:
    """Return a JSON number without a fraction; true and false are none."""
    if type(value) is not int:
        msg = f"{what} must be a whole number, got {_short(value)}"
        raise CertificateError(msg)
    return value


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
