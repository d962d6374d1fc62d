"""Statements in sentences: what is given, what holds, and when with equality."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from symbinfo.core.relation import Relation
from symbinfo.kernel.proof import Combination, Squeeze
from symbinfo.render.introduction import introduction
from symbinfo.render.latex import DEFAULT, RELATIONS, printer_for
from symbinfo.render.prose import condition
from symbinfo.render.rows import TEXT_WIDTH, lines, with_text
from symbinfo.render.typed import chain_of, with_names
from symbinfo.render.width import broken, width

if TYPE_CHECKING:
    from symbinfo.core.statement import Statement
    from symbinfo.render.latex import Printer
    from symbinfo.render.style import Style
    from symbinfo.search.text import Typed


def forms(theorem: Any) -> tuple[Any, ...]:
    """Return the steps of a theorem that says that three or more forms are equal, or nothing.

    A chain that needs hypotheses or inequalities is a proof, and not what the theorem says.
    """
    statement, steps = theorem.statement, theorem.proof.steps
    used = any(isinstance(step.evidence, Combination | Squeeze) for step in steps)
    if statement.relation is not Relation.EQ or used:
        return ()
    joined = all(one.rhs == two.lhs for one, two in pairwise(steps))
    equal = all(step.relation is Relation.EQ for step in steps)
    return tuple(steps) if joined and equal and len(steps) > 1 else ()


def theorem_sentences(theorem: Any, style: Style = DEFAULT, typed: Typed | None = None) -> str:
    """Return the statement of a theorem, with all its forms if it is a chain of equations.

    If it was typed as a claim, its forms are the sides as they were typed.
    """
    if typed is None or not typed.relations:
        return _sentences(theorem.statement, forms(theorem), style)
    return _sentences(with_names(theorem.statement, typed), chain_of(typed), style)


def statement_latex(statement: Statement, style: Style = DEFAULT) -> str:
    """Return a statement in sentences: what is given, what holds, and when with equality."""
    return _sentences(statement, (), style)


def _sentences(statement: Statement, steps: tuple[Any, ...], style: Style) -> str:
    printer = printer_for(statement, *steps, style=style)
    start = introduction(statement, printer, shown=steps)
    chain = any(step.relation is not Relation.EQ for step in steps)
    when = condition(statement, printer, "throughout" if chain else "")
    end = "," if when else "."
    formula = _chain(steps, printer, end) if steps else _display(statement, printer, end)
    sentences = [f"{start} Then" if start else "We have", formula, f"{when}." if when else ""]
    return "\n".join(sentence for sentence in sentences if sentence)


def _chain(steps: tuple[Any, ...], printer: Printer, end: str) -> str:
    """Return a chain of relations, in one row if it fits."""
    rows = [f"{RELATIONS[step.relation]} {printer.doprint(step.rhs)}" for step in steps]
    whole = " ".join([str(printer.doprint(steps[0].lhs)), *rows])
    if width(whole) <= TEXT_WIDTH:
        return rf"\[ {whole}{end} \]"
    return _aligned(with_text(lines(steps, printer, lambda _: ""), 0.0), end)


def _display(statement: Statement, printer: Printer, end: str) -> str:
    whole = printer.relation(statement)
    if width(whole) <= TEXT_WIDTH:
        return f"\\[ {whole}{end} \\]"
    left, right = (str(printer.doprint(side)) for side in (statement.lhs, statement.rhs))
    first, *more = broken(left, TEXT_WIDTH - 20)
    start, *rest = broken(right, TEXT_WIDTH - 40)
    rows = [f"& {first}", *(rf"&\quad {piece}" for piece in more)]
    rows += [rf"&\quad {RELATIONS[statement.relation]} {start}"]
    rows += [rf"&\qquad {piece}" for piece in rest]
    return _aligned(rows, end)


def _aligned(rows: list[str], end: str) -> str:
    body = " \\\\\n".join(rows)
    return f"\\begin{{align*}}\n{body}{end}\n\\end{{align*}}"
