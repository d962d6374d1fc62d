"""The sentences round a formula: what the letters mean, what is assumed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symbinfo.core.hypotheses import FunctionOf, Independent, MarkovChain
from symbinfo.core.smoothness import Concave, Differentiable, StrictlyConcave
from symbinfo.render.equality import as_chain, is_uniform, only_zero
from symbinfo.render.intervals import interval
from symbinfo.render.names import escaped, listed, name_latex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

    from symbinfo.core.atoms import Parameter
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
        case FunctionOf() if not hypothesis.args[1]:
            targets = [f"${printer.doprint(v)}$" for v in hypothesis.args[0]]
            return f"{listed(targets)} {'are' if len(targets) > 1 else 'is'} constant"
        case FunctionOf():
            left, right = (f"${printer.group(group)}$" for group in hypothesis.args)
            return f"{left} is a function of {right}"
        case Differentiable() | Concave() | StrictlyConcave():
            function, variable = hypothesis.args
            word = printer.doprint(hypothesis).split("is ")[1].rstrip("}")
            name = name_latex(function.func.__name__)
            return f"${name}$ is {word}{_domain(variable, printer)}"
        case _ if is_uniform(hypothesis):
            return f"${printer.doprint(hypothesis.args[0].variables[0])}$ is uniform"
        case _:
            return text


def _groups(groups: Iterable[Iterable[Basic]], printer: Printer) -> list[str]:
    return [f"${printer.group(group)}$" for group in groups]


def _domain(variable: Parameter, printer: Printer) -> str:
    where = interval(variable, printer.doprint)
    return f" on ${where}$" if where else " on the real line"


def condition(statement: Statement, printer: Printer, where: str = "") -> str:
    """Return when equality holds, or an empty text; `where` is "throughout" for a chain."""
    if statement.equality is None:
        return ""
    start = f"with equality {where}".strip()
    if not statement.equality:
        return f"{start} always"
    clauses = listed(assumption(one, printer) for one in statement.equality)
    found = only_zero(statement)
    if found is not None:
        (chain,) = map(as_chain, statement.equality)
        clauses = f"${printer.relation(found)}$, that is, {assumption(chain, printer)}"
    return f"{start} if and only if {clauses}"
