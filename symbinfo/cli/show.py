"""``symbinfo show``: one derivation in the terminal."""

from __future__ import annotations

import click

from symbinfo.cli.output import echo_json, shows_unicode
from symbinfo.cli.shelf import as_json as derivation_json
from symbinfo.cli.shelf import chosen, json_option
from symbinfo.cli.told import theorem_json


@click.command("show")
@click.argument("name")
@json_option
def show_command(name: str, *, as_json: bool) -> None:
    """Prove the derivation NAME and print it step by step."""
    derivation = chosen([name])[name]
    theorems = derivation.build()
    if as_json:
        told = [theorem_json(theorem) for theorem in theorems]
        echo_json({**derivation_json(derivation), "theorems": told})
        return
    from symbinfo.render.text import derivation_text

    click.echo(derivation_text(derivation, unicode=shows_unicode()))
