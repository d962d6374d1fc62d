"""The sentences before a formula: what its letters are, and what is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sympy.core.function import AppliedUndef

from symbinfo.core.atoms import Parameter
from symbinfo.core.families import EmpiricalPmf, PointMass, RowPmf, Uniform
from symbinfo.core.hypotheses import ForAll
from symbinfo.core.pmf import SymbolicPmf
from symbinfo.core.sequences import Sequence
from symbinfo.core.smoothness import Smooth
from symbinfo.core.statement import MOST_ROWS, doubtful, joint
from symbinfo.core.trees import nodes
from symbinfo.core.variables import RandomVariable
from symbinfo.render.intervals import of_parameter, of_sequence
from symbinfo.render.names import listed, name_latex
from symbinfo.render.prose import assumption
from symbinfo.render.scope import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

    from symbinfo.core.statement import Statement
    from symbinfo.render.latex import Printer

_NAMED = (SymbolicPmf, RandomVariable, Sequence, Uniform, PointMass, RowPmf, EmpiricalPmf)


def introduction(statement: Statement, printer: Printer, shown: Iterable[Any] = ()) -> str:
    """Return the sentences that say what the letters of a statement are, and what is assumed.

    `shown` are the steps that are printed with the statement.
    """
    parts = tuple(part for one in (statement, *shown) for part in parts_of(one))
    known = _named(parts)
    clauses = [*_parameters(known, printer, leading=True), *_pmfs(known, printer)]
    clauses += [*_variables(known, printer), *_functions(parts)]
    clauses += [*_parameters(known, printer, leading=False), *_sequences(known, printer)]
    clauses += _special(known, printer)
    sentences = [f"Let {_joined(clauses)}."] if clauses else []
    sides = (statement.lhs, statement.rhs, *statement.hypotheses)
    sentences += explicit_laws(sides, printer)
    if statement.hypotheses:
        assumed = listed(assumption(one, printer) for one in statement.hypotheses)
        sentences.append(f"Assume that {assumed}.")
    return " ".join(sentences)


def _named(parts: tuple[Basic, ...]) -> list[Any]:
    """Return what a reader must be told of; names that a hypothesis binds are not."""
    found: set[Any] = set()
    for part in parts:
        bound = part.args[1:] if isinstance(part, Smooth) else ()
        bound = part.args[2:] if isinstance(part, ForAll) else bound
        found |= part.atoms(*_NAMED) | (part.free_symbols - set(bound))
    return sorted(found, key=lambda one: (str(one), str(type(one))))


def _joined(clauses: list[str]) -> str:
    *first, last = clauses
    return f"{', let '.join(first)}, and let {last}" if first else last


def _math(objects: Iterable[Basic], printer: Printer) -> str:
    return listed(f"${printer.doprint(one)}$" for one in objects)


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return one clause for all formulas that are of one kind: ``$a$ and $b$ be numbers``."""
    groups: dict[str, list[str]] = {}
    for formula, kind in pairs:
        groups.setdefault(kind, []).append(formula)
    return [f"{listed(formulas)} be {kind}" for kind, formulas in groups.items()]


def _parameters(known: list[Any], printer: Printer, *, leading: bool) -> list[str]:
    """Return the clauses of numbers: the leading ones, on which others depend, or the rest."""
    needed = {x for one in known if isinstance(one, SymbolicPmf | Sequence) for x in one.parameters}
    chosen = [x for x in known if isinstance(x, Parameter) and (x in needed) == leading]
    kinds: dict[str, list[Parameter]] = {}
    for one in chosen:
        kinds.setdefault(of_parameter(one, printer), []).append(one)
    return [
        f"{_math(members, printer)} be {kind if len(members) > 1 else _singular(kind)}"
        for kind, members in kinds.items()
    ]


def _singular(kind: str) -> str:
    return f"a {kind.replace('numbers', 'number')}"


def _sizes(known: list[Any]) -> set[Any]:
    return {one.size for one in known if isinstance(one, SymbolicPmf)}


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
    groups: dict[str, list[RandomVariable]] = {}
    for one in members:
        known_size = one.table is None and one.size.is_Integer
        count = f"${one.size}$ value{'s' if one.size != 1 else ''}" if known_size else ""
        groups.setdefault(count or "finitely many values", []).append(one)
    clauses = []
    for count, group in groups.items():
        noun = "random variables" if len(group) > 1 else "a random variable"
        clauses.append(f"{_math(group, printer)} be {noun} with {count}")
    return clauses


def explicit_laws(parts: tuple[Basic, ...], printer: Printer) -> list[str]:
    """Return sentences about tables: joint laws, and tables that are taken to be laws."""
    found = sorted(nodes(parts), key=str)
    variables = [v for v in found if isinstance(v, RandomVariable)]
    sentences = []
    for names, table in joint(variables):
        if len(table.labels) > MOST_ROWS:
            sentences.append(f"The law of ${names}$ is a table with {len(table.labels)} rows.")
            continue
        rows = ", ".join(
            f"${printer.doprint(p)}$ at ${printer.doprint(label)}$"
            for label, p in zip(table.labels, table.probabilities, strict=True)
        )
        sentences.append(f"The law of ${names}$ is {rows}.")
    sentences += [f"Let ${printer.doprint(p)}$ be a distribution." for p in found if doubtful(p)]
    return sentences


def _functions(parts: tuple[Basic, ...]) -> list[str]:
    found = set().union(*(part.atoms(AppliedUndef) for part in parts))
    names = sorted({one.func.__name__ for one in found})
    if not names:
        return []
    noun = "real functions" if len(names) > 1 else "a real function"
    return [f"{listed(f'${name_latex(name)}$' for name in names)} be {noun}"]


def _sequences(known: list[Any], printer: Printer) -> list[str]:
    alphabets = _sizes(known)
    sequences = [one for one in known if isinstance(one, Sequence)]
    pairs = []
    for one in sequences:
        depends = f" that depend on {_math(one.parameters, printer)}" if one.parameters else ""
        on_alphabet = alphabets == {one.size} and not printer.indexed()
        kind = of_sequence(one, printer) + depends
        pairs.append((_numbers(one, printer, letters=on_alphabet), kind))
    return _grouped(pairs)


def _numbers(one: Sequence, printer: Printer, *, letters: bool) -> str:
    """Return the members of a sequence: the first and the last, or one for each letter."""
    name, last = name_latex(one.name), " ".join(map(printer.doprint, one.sizes))
    if letters:
        return rf"$({name}_x)_{{x \in \mathcal{{X}}}}$"
    first = " ".join("1" for _ in one.sizes)
    start = f"{name}_{first}" if len(one.sizes) == 1 else f"{name}_{{{first}}}"
    return rf"${start}, \ldots, {name}_{{{last}}}$"


def _special(known: list[Any], printer: Printer) -> list[str]:
    """Return what the distributions are that have letters of their own."""
    clauses = []
    for one in known:
        match one:
            case Uniform():
                kind = "the uniform distribution"
            case PointMass():
                kind = f"the distribution with all probability on ${printer.letter(one.args[0])}$"
            case RowPmf(args=(table, row)):
                kind = f"row ${printer.counted(row)}$ of ${name_latex(table.name)}$"
            case EmpiricalPmf(args=(table,)):
                kind = f"the average of the rows of ${name_latex(table.name)}$"
            case _:
                continue
        clauses.append((f"${printer.doprint(one)}$", kind))
    return _grouped(dict.fromkeys(clauses))
