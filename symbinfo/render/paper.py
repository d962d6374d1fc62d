"""Proofs as aligned rows, theorems with their proofs, and whole documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, final

from symbinfo.core.statement import Statement
from symbinfo.render.latex import DEFAULT, printer_for
from symbinfo.render.passages import Passage, passages
from symbinfo.render.prose import assumption, prose
from symbinfo.render.reasons import reason
from symbinfo.render.rests import rests_on
from symbinfo.render.rows import column, lines, with_hints, with_text
from symbinfo.render.statements import theorem_sentences
from symbinfo.render.typed import told_passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.render.latex import Printer
    from symbinfo.render.style import Style
    from symbinfo.search.text import Typed


_PREAMBLE = r"""\documentclass[10pt,a4paper]{article}
\usepackage[textwidth=16cm,textheight=24cm]{geometry}
\usepackage{amsmath,amssymb,amsthm}
\newtheorem{theorem}{Theorem}[section]
\newtheorem{lemma}[theorem]{Lemma}
\allowdisplaybreaks
\emergencystretch=3em
\title{Derivations of information theory}
\author{}
\date{}
\begin{document}
\maketitle
"""
_TITLE_ROOM = 34
_ONE_ROW = 1000.0


def proof_align(theorem: Any, style: Style = DEFAULT, names: Mapping[Statement, str] = {}) -> str:
    r"""Return the proof of a theorem as an align, one relation a row.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    style : Style, optional
        Reasons stand beside the rows, or as lettered hints. Where there is no room
        beside the rows, they are lettered in either style.
    names : mapping, optional
        What the theorems that are used as lemmas are called, in LaTeX, by their statements.
    """
    return _align(Passage(theorem.statement, theorem.proof.steps), style, names)


def _align(part: Passage, style: Style, names: Mapping[Statement, str]) -> str:
    steps, given = part.steps, part.statement.hypotheses
    printer = printer_for(part.statement, *steps, style=style)
    chain = lines(steps, printer, lambda step: _reason(step, names, printer, given))
    wide = column(chain) if style.reasons == "text" else None
    if wide is not None:
        return _environment(style, with_text(chain, wide))
    rows, sentence = with_hints(chain)
    text = _environment(style, rows)
    return f"{text}\n{sentence}" if sentence else text


def _reason(
    step: Any, names: Mapping[Statement, str], printer: Printer, given: tuple[Hypothesis, ...]
) -> str:
    if step.remark:
        return prose(step.remark)
    return reason(step, names, lambda one: f"${_shown(one, printer)}$", given)


def _shown(one: Any, printer: Printer) -> str:
    return printer.relation(one) if isinstance(one, Statement) else str(printer.doprint(one))


def proof_latex(
    theorem: Any,
    style: Style = DEFAULT,
    names: Mapping[Statement, str] = {},
    typed: Typed | None = None,
) -> str:
    """Return the proof of a theorem in sentences and displays, with what its steps hide.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    style : Style, optional
        How to print it.
    names : mapping, optional
        What the theorems that are used as lemmas are called, in LaTeX, by their statements.
    typed : Typed, optional
        The claim as it was typed: the proof goes from side to side.
    """
    blocks = []
    for passage in shown_passages(theorem, style):
        part = told_passage(passage, typed)
        rows = (part.before, _displayed(_align(part, style, names), style), part.after)
        blocks.append("\n".join(row for row in rows if row))
    return "\n".join(blocks)


def shown_passages(theorem: Any, style: Style) -> tuple[Passage, ...]:
    """Return the passages of a proof, with formulas between dollar signs."""
    printer = printer_for(theorem.statement, *theorem.proof.steps, style=style)
    return passages(theorem, lambda one: f"${_shown(one, printer)}$")


def notebook_rows(theorem: Any) -> list[str]:
    """Return a theorem and its proof as the rows of one display, as notebooks show it."""
    rows = [rf"& {printer_for(theorem.statement).statement(theorem.statement)}"]
    for part in shown_passages(theorem, DEFAULT):
        printer = printer_for(part.statement, *part.steps)
        given = part.statement.hypotheses
        chain = lines(part.steps, printer, lambda step: _reason(step, {}, printer, given))  # noqa: B023
        rows += [rf"& \text{{{part.before}}}"] if part.before else []
        rows += with_text(chain, _ONE_ROW)
        rows += [rf"& \text{{{part.after}}}"] if part.after else []
    return rows


def _environment(style: Style, rows: Iterable[str]) -> str:
    name = style.environment
    body = " \\\\\n".join(rows)
    return f"\\begin{{{name}}}\n{body}\n\\end{{{name}}}"


def _displayed(text: str, style: Style) -> str:
    """Return an environment that stands in a paragraph; `aligned` needs display maths."""
    if style.environment == "align*":
        return text
    end = r"\end{aligned}"
    before, after = text.split(end)
    return f"\\[\n{before}{end}\n\\]{after}"


def theorem_latex(
    source: Any,
    style: Style = DEFAULT,
    names: Mapping[Statement, str] = {},
    typed: Typed | None = None,
) -> str:
    """Return a theorem with its proof; the parts of a derivation come first, as lemmas.

    Parameters
    ----------
    source : Derivation, Theorem or tuple of Theorem
        What to print. The last theorem of several is the main one.
    style : Style, optional
        How to print it.
    names : mapping, optional
        What the theorems that are used as lemmas are called, in LaTeX, by their statements.
    typed : Typed, optional
        The main theorem as it was typed.
    """
    parts, label = _parts(source), getattr(source, "name", "")
    known = {**names, **_references(parts, label)}
    heads = [_Head("lemma", f"{label or 'theorem'}:{i}") for i, _ in _some(parts)]
    heads.append(_Head("theorem", label, getattr(source, "title", "")))
    *before, (head, main) = zip(heads, parts, strict=True)
    blocks = [_block(kind, part, style, known) for kind, part in before]
    return "\n\n".join([*blocks, _block(head, main, style, known, typed)])


def _some(parts: tuple[Any, ...]) -> list[tuple[int, Any]]:
    return list(enumerate(parts[:-1], start=1))


def _parts(source: Any) -> tuple[Any, ...]:
    if hasattr(source, "build"):
        return tuple(source.build())
    return tuple(source) if isinstance(source, tuple | list) else (source,)


def _references(parts: tuple[Any, ...], label: str) -> dict[Statement, str]:
    return {part.statement: rf"Lemma~\ref{{{label or 'theorem'}:{i}}}" for i, part in _some(parts)}


@final
@dataclass(frozen=True, slots=True)
class _Head:
    """The environment of a theorem, its label, and its title if it has one."""

    kind: str
    label: str
    title: str = ""

    def __str__(self) -> str:
        title = f"[{prose(self.title)}]" if self.title else ""
        label = rf"\label{{{self.label}}}" if self.label else ""
        return rf"\begin{{{self.kind}}}{title}{label}"


def _block(
    head: _Head,
    theorem: Any,
    style: Style,
    names: Mapping[Statement, str],
    typed: Typed | None = None,
) -> str:
    proof = _closed(proof_latex(theorem, style, names, typed))
    body = f"{head}\n{theorem_sentences(theorem, style, typed)}\n\\end{{{head.kind}}}"
    return f"{body}\n\\begin{{proof}}\n{proof}\n\\end{{proof}}"


def _closed(proof: str) -> str:
    """Return a proof with the end mark in its last row, if that is a row of a display."""
    for end in (r"\end{align*}", r"\]"):
        if proof.endswith(f"\n{end}"):
            return f"{proof.removesuffix(end).rstrip()} \\qedhere\n{end}"
    return proof


def document(derivations: Iterable[Any], style: Style = DEFAULT) -> str:
    """Return a complete article: a table of contents, and one section a derivation."""
    every = tuple(derivations)
    names = known_names(every)
    sections = [_section(one, style, names) for one in every]
    text = _conventions(style)
    return "\n\n".join([_PREAMBLE + text, r"\tableofcontents", *sections, "\\end{document}\n"])


def known_names(derivations: Iterable[Any]) -> dict[Statement, str]:
    """Return what the theorems of derivations are called in a document that has them all."""
    names: dict[Statement, str] = {}
    for one in derivations:
        parts = _parts(one)
        title = prose(one.title)
        short = title if len(title) <= _TITLE_ROOM else rf"Theorem~\ref{{{one.name}}}"
        names.setdefault(parts[-1].statement, short)
        for statement, name in _references(parts, one.name).items():
            names.setdefault(statement, name)
    return names


def _conventions(style: Style) -> str:
    base = f"to the base {style.base}" if style.base else "natural"
    exception = r" (where $\ln$ is printed, natural)" if style.base else ""
    return (
        f"Logarithms are {base}{exception}, $0 \\log 0 = 0$, and a divergence is infinite where "
        "the first distribution is not absolutely continuous with respect to the second. "
        r"$p \ll q$ says that it is; $u$ is the uniform distribution."
    )


def _section(one: Any, style: Style, names: Mapping[Statement, str]) -> str:
    source = f"\\noindent After {prose(one.source)}.\n\n" if one.source else ""
    rests = rests_on(_parts(one), lambda h, told: assumption(h, printer_for(told, style=style)))
    footing = "; ".join(rests)
    body = theorem_latex(one, style, names)
    return f"\\section{{{prose(one.title)}}}\n{source}{body}\n\n\\noindent Rests on: {footing}."
