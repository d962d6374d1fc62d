"""``symbinfo latex``: derivations as theorems with proofs, or as a whole document."""

from __future__ import annotations

import click


@click.command("latex")
def latex_command() -> None:
    """Print derivations as LaTeX."""
