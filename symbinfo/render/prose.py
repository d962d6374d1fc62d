"""The sentences round a formula: what the letters mean, what is assumed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sympy import Symbol, oo

from symbinfo.core.atoms import Parameter, Sequence
from symbinfo.core.hypotheses import (
    Concave,
    Differentiable,
    FunctionOf,
    Independent,
    MarkovChain,
    StrictlyConcave,
)
from symbinfo.core.pmf import SymbolicPmf, Uniform
from symbinfo.core.variables import RandomVariable
from symbinfo.render.names import escaped, listed, name_latex
from symbinfo.render.scope import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.core.statement import Statement
    from symbinfo.render.latex import Printer

_UNICODE = {
    "≤": r"$\le$",
    "≥": r"$\ge$",
    "≪": r"$\ll$",
    "→": r"$\to$",
    "∞": r"$\infty$",
    "∥": r"$\|$",
    "⊥": r"$\perp\!\!\!\perp$",
    "Σ": r"$\sum$",
    "—": "---",
    "–": "--",
}
_MATH = re.compile(r"(\$[^$]*\$)")


def prose(text: str) -> str:
    r"""Return plain text as LaTeX; what stands between dollar signs is LaTeX already.

    >>> prose("50% of $a_i$, <= 1")
    '50\\% of $a_i$, $\\le$ 1'
    """
    parts = _MATH.split(text)
    return "".join(part if part[:1] == "$" and len(part) > 1 else _plain(part) for part in parts)


_SIGNS = {"_||_": "⊥", "<=": "≤", ">=": "≥", "<<": "≪", "->": "→", "||": "∥"}


def _plain(text: str) -> str:
    for sign, char in _SIGNS.items():
        text = text.replace(sign, char)
    text = re.sub(r"`+([^`]*)`+", r"\1", text)
    text = escaped(text)
    for char, command in _UNICODE.items():
        text = text.replace(char, command)
    return "".join(c if c.isascii() or (c.isalpha() and ord(c) < 0x250) else "?" for c in text)


def introduction(statement: Statement, printer: Printer) -> str:
    """Return the sentences that say what the letters of a statement are, and what is assumed."""
    atoms = set[Any]().union(*(part.atoms(*_NAMED) for part in parts_of(statement)))
    known = sorted(atoms, key=lambda obj: (str(obj), str(type(obj))))
    clauses = [*_pmfs(known, printer), *_variables(known, printer)]
    clauses += _parameters(known, printer)
    clauses += [_sequence(one, printer) for one in known if isinstance(one, Sequence)]
    if any(isinstance(one, Uniform) for one in known):
        clauses.append(f"${printer.doprint(Uniform())}$ be the uniform distribution")
    sentences = [f"Let {_joined(clauses)}."] if clauses else []
    if statement.hypotheses:
        assumed = listed(assumption(one, printer) for one in statement.hypotheses)
        sentences.append(f"Assume that {assumed}.")
    return " ".join(sentences)


_NAMED = (SymbolicPmf, RandomVariable, Sequence, Symbol, Uniform)


def _joined(clauses: list[str]) -> str:
    *first, last = clauses
    return f"{', let '.join(first)}, and let {last}" if first else last


def _math(objects: Iterable[Basic], printer: Printer) -> str:
    return listed(f"${printer.doprint(one)}$" for one in objects)


def _pmfs(known: list[Any], printer: Printer) -> list[str]:
    groups: dict[Any, list[SymbolicPmf]] = {}
    for one in known:
        if isinstance(one, SymbolicPmf):
            groups.setdefault(one.size, []).append(one)
    name = r" $\mathcal{X}$" if len(groups) == 1 else ""
    clauses = []
    for size, members in groups.items():
        noun = "distributions" if len(members) > 1 else "a distribution"
        alphabet = f"a finite alphabet{name} with ${printer.doprint(size)}$ letters"
        clauses.append(f"{_math(members, printer)} be {noun} on {alphabet}")
    return clauses


def _variables(known: list[Any], printer: Printer) -> list[str]:
    members = [one for one in known if isinstance(one, RandomVariable)]
    if not members:
        return []
    noun = "random variables" if len(members) > 1 else "a random variable"
    tables = {one.table for one in members if one.table is not None}
    law = " and an explicit joint law" if tables else ""
    return [f"{_math(members, printer)} be {noun} with finitely many values{law}"]


def _sequence(one: Sequence, printer: Printer) -> str:
    name, last = name_latex(one.name), printer.doprint(one.size)
    low, high, closed = one.bounds
    where = _interval(low, high, "[]" if closed else "()", printer)
    depends = f" that depend on {_math(one.parameters, printer)}" if one.parameters else ""
    numbers = f"${name}_1, \\ldots, {name}_{{{last}}}$"
    if len(one.sizes) > 1:
        ends = [f"{name}_{{{index}}}" for index in ("1 1", " ".join(map(printer.doprint, one.sizes)))]
        numbers = f"${ends[0]}, \\ldots, {ends[1]}$"
    return f"{numbers} be {where}{depends}"


def _interval(low: Any, high: Any, ends: str, printer: Printer) -> str:
    if (low, high) == (-oo, oo):
        return "real numbers"
    if high == oo and low == 0:
        return "positive numbers" if ends[0] == "(" else "nonnegative numbers"
    return f"numbers in ${ends[0]}{printer.doprint(low)}, {printer.doprint(high)}{ends[1]}$"


def _of_parameter(one: Parameter, printer: Printer) -> str:
    ends = ("[" if one.closed else "(") + ("]" if one.upper_in else ")")
    return _interval(one.lower, one.upper, ends, printer)


def _parameters(known: list[Any], printer: Printer) -> list[str]:
    clauses = []
    for one in known:
        if not isinstance(one, Parameter):
            continue
        where = _of_parameter(one, printer).replace("numbers", "number")
        clauses.append(f"${printer.doprint(one)}$ be a {where}")
    return clauses


def assumption(hypothesis: Hypothesis, printer: Printer) -> str:
    """Return a hypothesis as a clause of a sentence."""
    text = f"${printer.doprint(hypothesis)}$"
    match hypothesis:
        case Independent() if not hypothesis.given:
            return f"{listed(_groups(hypothesis.groups, printer))} are independent"
        case Independent():
            given = f"given ${printer.commas(hypothesis.given)}$"
            return f"{listed(_groups(hypothesis.groups, printer))} are independent {given}"
        case MarkovChain():
            return f"{text} is a Markov chain"
        case FunctionOf():
            left, right = (f"${printer.commas(group)}$" for group in hypothesis.args)
            return f"{left} is a function of {right}"
        case Differentiable() | Concave() | StrictlyConcave():
            function, variable = hypothesis.args
            word = printer.doprint(hypothesis).split("is ")[1].rstrip("}")
            name = name_latex(function.func.__name__)
            return f"${name}$ is {word}{_domain(variable, printer)}"
        case _:
            return text


def _groups(groups: Iterable[Iterable[Basic]], printer: Printer) -> list[str]:
    return [f"${printer.group(group)}$" for group in groups]


def _domain(variable: Parameter, printer: Printer) -> str:
    where = _of_parameter(variable, printer)
    known = {"real numbers": " on the real line", "positive numbers": r" on $(0, \infty)$"}
    return known.get(where, where.replace("numbers in", " on"))


def condition(statement: Statement, printer: Printer) -> str:
    """Return when equality holds, or an empty text."""
    if statement.equality is None:
        return ""
    if not statement.equality:
        return "with equality always"
    clauses = listed(assumption(one, printer) for one in statement.equality)
    return f"with equality if and only if {clauses}"
