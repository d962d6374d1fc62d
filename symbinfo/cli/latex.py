"""``symbinfo latex``: derivations as theorems with proofs, or as a whole document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from symbinfo.cli.output import echo_json, write_file
from symbinfo.cli.shelf import chosen, json_option
from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from symbinfo.derive.registry import Derivation
    from symbinfo.render import Style


@click.command("latex")
@click.argument("names", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Write a document with every derivation.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, in one move.",
)
@click.option(
    "--style",
    "choices",
    multiple=True,
    metavar="NAME=VALUE",
    help="Choose how it is printed; may be repeated. For example divergence=D, reasons=hints, "
    "environment=aligned, sums=index, base=2.",
)
@click.option("--code", is_flag=True, help="Show the formula beside what its NumPy code says.")
@json_option
def latex_command(
    names: tuple[str, ...],
    *,
    everything: bool,
    output: Path | None,
    choices: tuple[str, ...],
    code: bool,
    as_json: bool,
) -> None:
    """Print the derivations NAMES as LaTeX: each a theorem with its proof."""
    if bool(names) == everything:
        msg = "give NAMES of derivations, or --all"
        raise click.UsageError(msg)
    style = read_style(choices)
    derivations = list(chosen(names).values())
    told = (
        as_code(derivations, style) if code else as_theorems(derivations, style, whole=everything)
    )
    text = told.pop("text")
    if as_json:
        echo_json(told)
    elif output is not None:
        write_file(output, text)
    else:
        click.echo(text, nl=False)


def as_theorems(derivations: list[Derivation], style: Style, *, whole: bool) -> dict[str, Any]:
    """Return theorems with proofs, or a whole document of them."""
    from symbinfo.render.paper import document, theorem_latex

    parts = [{"name": d.name, "latex": theorem_latex(d, style)} for d in derivations]
    if not whole:
        return {"derivations": parts, "text": "\n\n".join(part["latex"] for part in parts) + "\n"}
    text = document(derivations, style)
    return {"derivations": parts, "document": text, "text": text}


def as_code(derivations: list[Derivation], style: Style) -> dict[str, Any]:
    """Return each formula beside its code."""
    from symbinfo.cli.code import code_json, code_text

    parts = [code_json(d, style) for d in derivations]
    return {"derivations": parts, "text": "\n\n".join(map(code_text, parts)) + "\n"}


def read_style(choices: tuple[str, ...]) -> Style:
    """Return the style that the options ask for."""
    from dataclasses import fields

    from symbinfo.render import Style

    known = {field.name for field in fields(Style)}
    options: dict[str, Any] = {}
    for choice in choices:
        name, equals, value = choice.partition("=")
        if not equals or name not in known:
            msg = (
                f"a style is NAME=VALUE with a name from {', '.join(sorted(known))}; got {choice!r}"
            )
            raise BadInput(msg)
        options[name] = int(value) if name == "base" and value.isdecimal() else value
    return Style(**options)
