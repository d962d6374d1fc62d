"""What is told beside a verdict: hypotheses that do nothing, and why a claim is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.cli.exits import UNDECIDED_ERRORS
from symbinfo.errors import SymbinfoError

if TYPE_CHECKING:
    from symbinfo.cli.session import Task
    from symbinfo.core.statement import Statement
    from symbinfo.search.text import Claim

MOST_VARIABLES = 6
MOST_HYPOTHESES = 8


def notes(task: Task, error: SymbinfoError | None = None) -> list[str]:
    """Return what is worth telling of a claim that is proved, or not for the reason in `error`."""
    from symbinfo.search.text import parse_claim
    from symbinfo.search.text.notes import unrelated, why_open

    if error is None and not task.given:
        return []
    try:
        claim = parse_claim(str(task.claim), task.given)
    except SymbinfoError:
        return []
    told = list(unrelated(claim))
    if error is None:
        told += _unused(claim, told)
    elif isinstance(error, UNDECIDED_ERRORS):
        told += [*why_open(claim), *_beyond_shannon(claim)]
    return told


def _unused(claim: Claim, before: list[str]) -> list[str]:
    """Return notes on hypotheses that are not needed, and on variables that they make constant."""
    from symbinfo.search.advice import constant_variables, unneeded

    if len(claim.hypotheses) > MOST_HYPOTHESES or any(map(_large, claim.links)):
        return []
    spare = set(claim.hypotheses).intersection(*map(unneeded, claim.links))
    about = " ".join(before)
    told = [
        f"the hypothesis {one} is not needed"
        for one in claim.hypotheses
        if one in spare and f"the hypothesis {one} " not in about
    ]
    constant = ", ".join(v.name for v in constant_variables(claim.links[0]))
    return told + ([f"under the hypotheses these are constant: {constant}"] if constant else [])


def _large(link: Statement) -> bool:
    from symbinfo.search.entropic import variables_of

    return len(variables_of(link)) > MOST_VARIABLES


def _beyond_shannon(claim: Claim) -> list[str]:
    """Say that no Shannon-type proof exists, with entropies that show it."""
    from symbinfo.search.advice import polymatroid

    for link in claim.links:
        found = None if _large(link) else polymatroid(link)
        if found:
            shown = ", ".join(f"{name} = {value}" for name, value in found.items())
            note = (
                f"no Shannon-type inequality proves it: {shown} obey them all, and not the claim; "
                "whether random variables have these entropies is another question"
            )
            return [note]
    return []
