"""Files of statements: a session in plain text, or one JSON object a line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, final

from symbinfo.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

_JSON_ENDINGS = (".jsonl", ".ndjson", ".json")
_LINE = re.compile(r"(given|check|name|section|end)(?![A-Za-z])\s*:?\s*(.*)")
_WORDS = "'given ...', 'check ...', 'name: ...', 'section ...', 'end' or '# a comment'"


@final
@dataclass(frozen=True, slots=True)
class Task:
    """A claim to decide; `wrong` says why there is none.

    `places` tells for each text, the claim or a hypothesis, the file and line that it is from.
    """

    id: Any
    claim: str | None
    given: tuple[str, ...] = ()
    where: str = ""
    places: tuple[tuple[str, str], ...] = ()
    section: str | None = None
    wrong: str = ""

    def place_of(self, text: object) -> str:
        """Return where a text stands: that of a hypothesis, else that of the claim."""
        return dict(self.places).get(str(text), self.where)


def read_tasks(text: str, name: str) -> list[Task]:
    """Return the tasks of a file: JSON lines if it is called so or begins with { or [."""
    if name.endswith(_JSON_ENDINGS) or _begins_with_json(text):
        lines = enumerate(text.split("\n"), start=1)
        tasks = [_json_task(line, number, name) for number, line in lines if line.strip()]
        if not tasks:
            msg = f"{name}: the file is empty: there is nothing to prove"
            raise BadInput(msg)
        return tasks
    return _Session(text, name).tasks


def _begins_with_json(text: str) -> bool:
    """Whether the first line that says something begins like JSON."""
    bare = (line.partition("#")[0].strip() for line in text.splitlines())
    return next((line for line in bare if line), "")[:1] in ("{", "[")


def _json_task(line: str, number: int, name: str) -> Task:
    where = f"{name}:{number}"
    try:
        row = read_line(line, number)
    except (BadInput, RecursionError) as error:
        shown = str(error) if isinstance(error, BadInput) else "the input is nested too deeply"
        return Task(number, None, where=where, wrong=shown)
    return Task(row["id"], row["claim"], tuple(row["given"]), where)


def read_line(line: str, number: int) -> dict[str, Any]:
    """Return the id, claim and hypotheses of a line of JSON, or say what is wrong with it."""
    try:
        row = json.loads(line)
    except ValueError as error:
        msg = f"line {number} is not JSON: {error}"
        raise BadInput(msg) from None
    if not isinstance(row, dict) or not isinstance(row.get("claim"), str):
        msg = f'line {number} must be an object with "claim", a text'
        raise BadInput(msg)
    given = row.get("given", [])
    given = [given] if isinstance(given, str) else given
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        msg = f'line {number}: "given" must be a list of texts'
        raise BadInput(msg)
    return {"id": row.get("id", number), "claim": row["claim"], "given": given}


@final
class _Session:
    """Reads a session line by line; `docs/session.md` tells what the lines say."""

    def __init__(self, text: str, name: str) -> None:
        self.file = name
        self.tasks: list[Task] = []
        self._given: list[tuple[str, str]] = []
        self._section: str | None = None
        self._name: tuple[str, str] | None = None
        for number, line in self._lines(text):
            self._read(line, f"{name}:{number}")
        self._no_name_left()
        if not self.tasks:
            msg = f"{name}: no line begins with 'check': there is nothing to prove"
            raise BadInput(msg)

    @staticmethod
    def _lines(text: str) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(text.splitlines(), start=1):
            bare = line.partition("#")[0].strip()
            if bare:
                yield number, bare

    def _read(self, line: str, where: str) -> None:
        found = _LINE.fullmatch(line)
        if found is None:
            word = line.split(maxsplit=1)[0]
            self._fail(where, f"expected {_WORDS}, found '{word[:30]}'")
        word, rest = found.groups()
        if not rest and word in ("given", "check", "name"):
            self._fail(where, f"'{word}' needs something after it")
        if word == "given":
            self._given.append((rest, where))
        elif word == "check":
            self._check(rest, where)
        elif word == "name":
            self._no_name_left()
            self._name = (rest, where)
        else:
            self._close(word, rest, where)

    def _check(self, claim: str, where: str) -> None:
        name = self._name[0] if self._name else int(where.rpartition(":")[2])
        self._name = None
        given = tuple(text for text, _ in self._given)
        self.tasks.append(Task(name, claim, given, where, tuple(self._given), self._section))

    def _close(self, word: str, rest: str, where: str) -> None:
        """Drop the hypotheses, at the end of a section or where a new one begins."""
        self._no_name_left()
        if word == "end" and rest:
            self._fail(where, f"'end' stands alone on its line, found '{rest[:30]}' after it")
        if word == "end" and not self._given and self._section is None:
            self._fail(where, "there is nothing to end: no section and no 'given' line is open")
        self._given = []
        self._section = rest if word == "section" else None

    def _no_name_left(self) -> None:
        if self._name is not None:
            name, where = self._name
            self._fail(where, f"the name '{name[:60]}' is followed by no check")

    def _fail(self, where: str, why: str) -> NoReturn:
        msg = f"{where}: {why}"
        raise BadInput(msg)
