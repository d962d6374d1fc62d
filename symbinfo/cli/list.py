"""``symbinfo list``: what can be proved, without proving it."""

from __future__ import annotations

import click

from symbinfo.cli.output import NAME_COLUMN, echo_json, print_table
from symbinfo.cli.shelf import as_json as derivation_json
from symbinfo.cli.shelf import json_option, shelf


@click.command("list")
@json_option
def list_command(*, as_json: bool) -> None:
    """List the derivations: name, title, statement, catalogue ids."""
    derivations = shelf().values()
    if as_json:
        echo_json({"derivations": [derivation_json(d) for d in derivations]})
        return
    print_table(
        {"name": NAME_COLUMN, "title": {}, "statement": {}, "ids": {}},
        ((d.name, d.title, d.statement, " ".join(d.ids)) for d in derivations),
    )
