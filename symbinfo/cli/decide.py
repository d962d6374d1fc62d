"""Deciding one claim: what came of it, as JSON and as text for people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any, final

from symbinfo.cli.exits import FAILED, PROVED, UNDECIDED, UNDECIDED_ERRORS, of_error
from symbinfo.cli.output import in_words
from symbinfo.cli.told import theorem_json
from symbinfo.errors import ParseError, Refuted, SymbinfoError

if TYPE_CHECKING:
    from symbinfo.cli.session import Task
    from symbinfo.core.statement import Statement
    from symbinfo.kernel.theorem import Theorem
    from symbinfo.search.text import Typed

_LONG = re.compile(r"\s+")


@final
@dataclass(frozen=True, slots=True)
class Wanted:
    """How the outcome is to be told: the proof or only the verdict, as text or as LaTeX."""

    proof: bool = True
    latex: bool = False
    unicode: bool = False


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a claim: `told` is JSON, `shown` is text for people."""

    told: dict[str, Any]
    shown: str
    code: int
    seconds: float = 0.0


def decide(task: Task, wanted: Wanted) -> Outcome:
    """Prove a claim or refute it; anything but an error of symbinfo is passed on."""
    from symbinfo.search.prove import prove_links
    from symbinfo.search.text import parse_claim

    start = perf_counter()
    told, typed = basis(task), None
    try:
        claim = parse_claim(str(task.claim), task.given)
        typed = claim.typed
        theorem = prove_links(claim.links)
    except SymbinfoError as error:
        told |= failure_json(error, typed)
        if isinstance(error, ParseError) and task.where:
            told["where"] = task.place_of(error.text)
        shown, code = _failure(told, error, wanted, typed), of_error(error)
    else:
        told |= _proved(theorem, claim.links)
        if wanted.latex:
            told["latex"] = _latex(theorem, task, claim.typed)
        shown, code = _success(told, theorem, wanted, claim.typed), PROVED
    return Outcome(told, shown, code, perf_counter() - start)


def decide_safely(task: Task, wanted: Wanted) -> Outcome:
    """Prove a claim or refute it; whatever goes wrong is an error of this claim only."""
    if task.wrong:
        return failed(task, task.wrong)
    try:
        return decide(task, wanted)
    except Exception as error:  # noqa: BLE001 - the other claims go on
        return failed(task, in_words(error))


def failed(task: Task, why: str) -> Outcome:
    """Return the outcome of a claim that could not be read or tried."""
    return Outcome(basis(task) | {"verdict": "error", "message": why, "notes": []}, why, FAILED)


def out_of_time(task: Task, seconds: float, heard: list[tuple[str, str]]) -> Outcome:
    """Return the outcome of a claim that was not decided in time, with what was known by then."""
    proved = [text for kind, text in heard if kind == "proved"]
    last = max((i for i, (kind, _) in enumerate(heard) if kind == "proved"), default=-1)
    tried = [text for _, text in heard[last + 1 :]]
    told = basis(task) | {
        "verdict": "not proved",
        "message": f"no verdict within {seconds:g} s",
        "tried": tried,
        "hint": "",
        "proved_if": [],
        "proved": proved,
        "notes": [],
    }
    known = [f"proved by then: {'; '.join(proved)}"] if proved else []
    return Outcome(told, "\n".join([*_open(told), *known]), UNDECIDED, seconds)


def basis(task: Task) -> dict[str, Any]:
    """Return what is known of a claim before it is tried."""
    told = {"id": task.id, "claim": task.claim, "given": list(task.given)}
    told |= {"where": task.where} if task.where else {}
    return told | ({"section": task.section} if task.section is not None else {})


def _proved(theorem: Theorem, links: tuple[Statement, ...]) -> dict[str, Any]:
    """Return the result for a claim that is proved."""
    from symbinfo.search.advice import used_in_proof
    from symbinfo.search.remarks import of_theorem

    used = [str(one) for one in used_in_proof(theorem)]
    notes = list(of_theorem(theorem, links))
    return {"verdict": "proved", **theorem_json(theorem), "used": used, "notes": notes}


def failure_json(error: SymbinfoError, typed: Typed | None) -> dict[str, Any]:
    """Return the result for a claim that is not proved."""
    if not isinstance(error, (*UNDECIDED_ERRORS, Refuted)):
        return {"verdict": "error", "message": str(error), "notes": []}
    told = {
        "message": as_typed(getattr(error, "message", str(error)), typed),
        "proved_if": [str(one) for one in getattr(error, "proved_if", ())],
        "notes": list(getattr(error, "notes", ())),
    }
    if isinstance(error, Refuted):
        example: Any = error.counterexample
        return {"verdict": "refuted", "counterexample": example.as_dict(), **told}
    tried, hint = getattr(error, "tried", ()), as_typed(getattr(error, "hint", ""))
    return {"verdict": "not proved", "tried": list(tried), "hint": hint, **told}


def as_typed(text: str, typed: Typed | None = None) -> str:
    """Return a message with hypotheses and sides as they are typed, not as in Python."""
    from symbinfo.measures.shorthands import opened

    for side in typed.sides if typed else ():
        text = text.replace(str(opened(side)), str(side))
    return re.sub(r"AbsolutelyContinuous\(([^(),]+), ([^(),]+)\)", r"\1 << \2", text)


@final
@dataclass(frozen=True, slots=True)
class _Titled:
    """A theorem with the label and the title that it has on paper."""

    name: str
    title: str
    theorem: Theorem

    def build(self) -> tuple[Theorem, ...]:
        return (self.theorem,)


def _latex(theorem: Theorem, task: Task, typed: Typed) -> str:
    from symbinfo.render.paper import theorem_latex

    if task.id is None:
        return theorem_latex(theorem, typed=typed)
    title = task.id if isinstance(task.id, str) else ""
    label = re.sub(r"[^A-Za-z0-9]+", "-", title or f"line {task.id}").strip("-")
    return theorem_latex(_Titled(label, title, theorem), typed=typed)


def _success(told: dict[str, Any], theorem: Theorem, wanted: Wanted, typed: Typed) -> str:
    from symbinfo.render.text import theorem_text

    if wanted.latex:
        return str(told["latex"])
    if not wanted.proof:
        return verdict_line(told)
    used = [h for h in theorem.statement.hypotheses if str(h) in told["used"]]
    text = theorem_text(theorem, unicode=wanted.unicode, typed=typed, used=used)
    return "\n".join([f"proved: {text}", *_noted(told)])


def verdict_line(told: dict[str, Any]) -> str:
    """Return the verdict and the claim as it was typed, in one line."""
    given = f" given {'; '.join(told['given'])}" if told["given"] else ""
    return _LONG.sub(" ", f"{told['verdict']}: {told['claim']}{given}")


def _failure(
    told: dict[str, Any], error: SymbinfoError, wanted: Wanted, typed: Typed | None
) -> str:
    if told["verdict"] == "error":
        return str(error)
    if not wanted.proof:
        return verdict_line(told)
    if not isinstance(error, Refuted):
        return "\n".join([*_open(told), *_noted(told)])
    from symbinfo.render.text import counterexample_text

    text = counterexample_text(error.counterexample, unicode=wanted.unicode, typed=typed)
    return "\n".join([f"refuted: {text.removeprefix('False: ')}", *_mended(told), *_noted(told)])


def _open(told: dict[str, Any]) -> list[str]:
    rows = [f"not proved: {told['message'].removeprefix('not proved: ')}"]
    tried = told["tried"]
    return rows + ([f"tried: {'; '.join(tried)}"] if tried else []) + _mended(told)


def _mended(told: dict[str, Any]) -> list[str]:
    found = told["proved_if"]
    return [f"proved if {', or if '.join(found)}"] if found else []


def _noted(told: dict[str, Any]) -> list[str]:
    return [f"note: {note}" for note in told["notes"]]
