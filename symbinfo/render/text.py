"""Theorems, derivations and counterexamples as plain text for terminals."""

from __future__ import annotations

import unicodedata
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from symbinfo.core.statement import Statement, setting
from symbinfo.core.variables import RandomVariable
from symbinfo.render.equality import condition_text
from symbinfo.render.passages import passages
from symbinfo.render.plain import plain, with_signs
from symbinfo.render.readable import readable
from symbinfo.render.reasons import NO_NAMES, reason
from symbinfo.render.rests import rests_on
from symbinfo.render.scope import scope_of
from symbinfo.render.statements import forms
from symbinfo.render.typed import told_passage, with_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.kernel.proof import Step
    from symbinfo.render.passages import Passage
    from symbinfo.render.scope import Scope
    from symbinfo.search.text import Typed

_COLUMN = 72
_LINE = 100


def statement_text(statement: Statement, *, unicode: bool = True) -> str:
    """Return a statement in one line."""
    return plain(statement, unicode=unicode)


def theorem_text(
    theorem: Any,
    *,
    unicode: bool = True,
    names: Mapping[Statement, str] = NO_NAMES,
    typed: Typed | None = None,
    used: Collection[Hypothesis] | None = None,
) -> str:
    """Return a theorem with its proof, one relation a row, and what it rests on.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    unicode : bool
        Whether the terminal can show signs such as Σ and ≤.
    names : mapping, optional
        What the theorems that are used as lemmas are called, by their statements.
    typed : Typed, optional
        The claim as it was typed: the headline says it, and the proof goes from side to side.
    used : collection of Hypothesis, optional
        The hypotheses that the proof needs, if that is known; all of them if it is not.
    """
    head = _headline(theorem, typed, unicode=unicode)
    rows = _proof(theorem, typed, unicode=unicode, names=names)
    return "\n".join([*head, "", *rows, "", f"Rests on: {_rests(theorem, used, unicode=unicode)}"])


def _rests(theorem: Any, used: Collection[Hypothesis] | None, *, unicode: bool) -> str:
    def show(hypothesis: Hypothesis, told: Statement) -> str:
        return plain(hypothesis, unicode=unicode, scope=scope_of((told,)))

    found = rests_on((theorem,), show, used)
    return "; ".join(readable(one, unicode=unicode) for one in found)


def _headline(theorem: Any, typed: Typed | None, *, unicode: bool) -> list[str]:
    statement, steps = theorem.statement, forms(theorem)
    scope = scope_of((statement, *steps))
    rows = _claim(statement, () if typed else steps, typed, unicode=unicode)
    if statement.hypotheses:
        given = "; ".join(plain(h, unicode=unicode, scope=scope) for h in statement.hypotheses)
        rows.append(f"  given {given}")
    where = setting((statement.lhs, statement.rhs, *statement.hypotheses))
    if where:
        rows.append(f"  where {with_signs('; '.join(where)) if unicode else '; '.join(where)}")
    if statement.equality is not None:
        show = partial(plain, unicode=unicode, scope=scope)
        when = condition_text(statement, show)
        links = " throughout" if typed and len(typed.relations) > 1 else ""
        rows.append(f"  with equality{links} {f'if and only if {when}' if when else 'always'}")
    return rows


def _claim(
    statement: Statement, steps: tuple[Step, ...], typed: Typed | None, *, unicode: bool
) -> list[str]:
    """Return a claim as it was typed, or as the theorem says it, in all its forms."""
    scope = scope_of((statement, *steps))

    def show(one: object) -> str:
        return plain(one, unicode=unicode, scope=scope)

    if typed and typed.relations:
        signs = [f" {relation.value} " for relation in typed.relations]
        signs = [*map(with_signs, signs)] if unicode else signs
        first, *sides = map(show, typed.sides)
        return [first + "".join(a + b for a, b in zip(signs, sides, strict=True))]
    if steps:
        rows = [f"    = {show(step.rhs)}" for step in steps]
        return [f"{show(statement.lhs)} {rows[0].strip()}", *rows[1:]]
    bare = show(Statement(statement.lhs, statement.relation, statement.rhs))
    said = ", ".join(map(show, typed.said)) if typed else ""
    return [f"{said}, i.e. {bare}" if said and said != bare else bare]


def _proof(
    theorem: Any, typed: Typed | None, *, unicode: bool, names: Mapping[Statement, str]
) -> list[str]:
    rows: list[str] = []
    for passage in passages(theorem, lambda one: plain(one, unicode=unicode)):
        part = told_passage(passage, typed)
        rows += [""] if rows else []
        rows += _filled(part.before, unicode=unicode)
        rows += _chain(part, unicode=unicode, names=names)
        rows += _filled(part.after, unicode=unicode)
    return rows


def _filled(text: str, *, unicode: bool) -> list[str]:
    shown = with_signs(text) if unicode else text
    return wrap(shown, _LINE, initial_indent="  ", subsequent_indent="  ")


def _chain(part: Passage, *, unicode: bool, names: Mapping[Statement, str]) -> list[str]:
    steps, given = part.steps, part.statement.hypotheses
    scope = scope_of((part.statement, *steps))
    left: object = None
    rows: list[tuple[str, str]] = []
    for step in steps:
        if step.lhs != left:
            rows.append((f"  {plain(step.lhs, unicode=unicode, scope=scope)}", ""))
        rows.append(_step(step, scope, names, given, unicode=unicode))
        left = step.rhs
    column = max((_width(row) for row, _ in rows if _width(row) <= _COLUMN), default=0)
    return [f"{row}{' ' * (column - _width(row))}   {why}".rstrip() for row, why in rows]


def _width(row: str) -> int:
    """Return how many columns a row takes; the hat over a letter takes none."""
    return sum(not unicodedata.combining(char) for char in row)


def _step(
    step: Any,
    scope: Scope,
    names: Mapping[Statement, str],
    given: tuple[Hypothesis, ...],
    *,
    unicode: bool,
) -> tuple[str, str]:
    right = plain(step.rhs, unicode=unicode, scope=scope)
    relation = step.relation.value
    relation = with_signs(f" {relation} ").strip() if unicode else relation
    gap = " " * (1 if unicode else 3 - len(relation))
    words = reason(step, names, lambda one: plain(one, unicode=unicode), given)
    words = readable(words, unicode=unicode)
    return f"    {relation}{gap}{right}", with_signs(words) if unicode else words


def derivation_text(
    derivation: Any, *, unicode: bool = True, names: Mapping[Statement, str] = NO_NAMES
) -> str:
    """Return a derivation: its title, its parts as lemmas, and its theorem.

    Parameters
    ----------
    derivation : Derivation
        The derivation; it is proved if it has not been yet.
    unicode : bool
        Whether the terminal can show signs such as Σ and ≤.
    names : mapping, optional
        What the theorems that are used as lemmas are called, by their statements.
    """
    *lemmas, main = derivation.build()
    known = dict(names)
    blocks = [f"{derivation.title}\n{'=' * len(derivation.title)}"]
    blocks += [f"After {derivation.source}."] if derivation.source else []
    for number, part in enumerate(lemmas, start=1):
        blocks.append(f"Lemma {number}. {theorem_text(part, unicode=unicode, names=known)}")
        known[part.statement] = f"lemma {number}"
    blocks.append(f"Theorem. {theorem_text(main, unicode=unicode, names=known)}")
    return "\n\n".join(blocks)


def known_titles(derivations: Iterable[Any]) -> dict[Statement, str]:
    """Return the titles of derivations by the statements of their main theorems."""
    names: dict[Statement, str] = {}
    for one in derivations:
        names.setdefault(one.build()[-1].statement, one.title)
    return names


def counterexample_text(
    counterexample: Any, *, unicode: bool = True, typed: Typed | None = None
) -> str:
    """Return a counterexample: the statement, the distributions, and both sides.

    Parameters
    ----------
    counterexample : Counterexample
        What refutes a statement.
    unicode : bool
        Whether the terminal can show signs such as Σ and ≤.
    typed : Typed, optional
        The claim as it was typed.
    """
    rows = [f"False: {plain(with_names(counterexample.claim, typed), unicode=unicode)}"]
    rows += ["with"] if counterexample.assignment else []
    tables: dict[Any, list[tuple[RandomVariable, RandomVariable]]] = {}
    for name, value in counterexample.assignment:
        if isinstance(value, RandomVariable) and value.table is not None:
            tables.setdefault(value.table, []).append((name, value))
        else:
            shown = [plain(one, unicode=unicode) for one in (name, value)]
            rows.append(f"  {shown[0]} = {shown[1]}")
    for table, pairs in tables.items():
        rows += _table(table, pairs, unicode=unicode)
    return "\n".join(
        [*rows, f"Left side:  {counterexample.lhs}", f"Right side: {counterexample.rhs}"]
    )


def _table(
    table: Any, pairs: list[tuple[RandomVariable, RandomVariable]], *, unicode: bool
) -> list[str]:
    """Return the letters of positive probability of an explicit joint law, one a row."""
    rows = []
    for label, probability in zip(table.labels, table.probabilities, strict=True):
        if probability == 0:
            continue
        cells = ", ".join(f"{name.name} = {label[value.coordinate]}" for name, value in pairs)
        rows.append(f"  P({cells}) = {plain(probability, unicode=unicode)}")
    return rows
