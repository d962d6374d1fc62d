"""The picture of ``symbinfo prove --diagram``."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from symbinfo.errors import BadInput, SymbinfoError

if TYPE_CHECKING:
    from pathlib import Path

    from symbinfo.cli.session import Task
    from symbinfo.render.diagram import Diagram


def check_picture(task: Task, path: Path) -> None:
    """Say what is in the way of a picture before time is spent on a proof.

    A claim that cannot be read is left to those who prove it.
    """
    from symbinfo.render.diagram.diagram import ending
    from symbinfo.search.text import parse_claim

    if not path.parent.is_dir():
        msg = f"{path}: there is no folder {path.parent}"
        raise BadInput(msg)
    if ending(path) != "tex" and find_spec("matplotlib") is None:
        msg = f"{path} needs Matplotlib (pip install 'symbinfo[plot]'); a .tex file does not"
        raise BadInput(msg)
    try:
        count = len(_variables(parse_claim(str(task.claim), task.given).names))
    except SymbinfoError:
        return
    if not 2 <= count <= 4:
        msg = f"--diagram shows 2, 3 or 4 random variables, and the claim has {count}"
        raise BadInput(msg)


def draw_picture(task: Task, told: dict[str, Any], path: Path) -> None:
    """Draw the variables of a claim under its hypotheses, or the law that refutes it."""
    if told["verdict"] == "error":
        return
    law = told.get("counterexample", {}).get("law")
    drawn = _with_numbers(law) if law else _under_hypotheses(task)
    drawn.save(path)


def _with_numbers(law: dict[str, Any]) -> Diagram:
    from sympy import Rational

    from symbinfo.core.variables import random_variables
    from symbinfo.render.diagram import diagram

    rows = {tuple(row["values"]): Rational(row["probability"]) for row in law["rows"]}
    variables = random_variables(" ".join(law["variables"]), law=rows)
    return diagram(*_variables({v.name: v for v in variables}))


def _under_hypotheses(task: Task) -> Diagram:
    from symbinfo.render.diagram import diagram
    from symbinfo.search.text import parse_claim

    claim = parse_claim(str(task.claim), task.given)
    return diagram(*_variables(claim.names), given=claim.hypotheses)


def _variables(names: dict[str, Any]) -> list[Any]:
    """Return the random variables in the order of their names."""
    from symbinfo.core.variables import RandomVariable

    return [names[name] for name in sorted(names) if isinstance(names[name], RandomVariable)]
