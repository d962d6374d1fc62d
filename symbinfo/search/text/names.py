"""What the names in a text stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from symbinfo.core.families import Uniform
from symbinfo.core.pmf import Pmf, pmf
from symbinfo.core.variables import RandomVariable, random_variables
from symbinfo.search.text.tokens import NAME, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from symbinfo.core.atoms import Parameter
    from symbinfo.search.text.cursor import Cursor
    from symbinfo.search.text.tokens import Token

UNIFORM = ("u", "uniform")
INFINITY = ("oo", "inf")
LOGARITHM = ("log", "ln")
RESERVED = {
    "n": "the size of the alphabet",
    **dict.fromkeys(("not", "iid", "memoryless"), "a word of the syntax"),
    **dict.fromkeys(INFINITY, "infinity"),
    **dict.fromkeys(LOGARITHM, "the logarithm"),
}


def names_variable(name: str) -> bool:
    """Whether a name is that of a random variable: it begins with a capital."""
    return bool(re.fullmatch(VARIABLE, name))


def names_distribution(name: str) -> bool:
    """Whether a name is free to be that of a distribution other than the uniform one."""
    small = bool(re.fullmatch(NAME, name)) and name[0].islower()
    return small and name not in RESERVED and name not in UNIFORM


def refuse_function(cursor: Cursor) -> None:
    """Say what to write for f(X), where a variable or a distribution is expected."""
    if cursor.peek.kind == "name" and cursor.after.kind == "(":
        why = f"a function of variables needs a name: write Y, given Y = {cursor.peek.text}(X)"
        cursor.fail(why, cursor.peek)


@final
class Names:
    """The objects that names stand for; a new name makes a new object."""

    def __init__(self, numbers: Mapping[str, Parameter] | None = None) -> None:
        self.numbers = dict(numbers or {})
        self.table: dict[str, object] = dict(self.numbers)

    def variable(self, cursor: Cursor, wanted: str = "a random variable") -> RandomVariable:
        """Read the name of a random variable."""
        refuse_function(cursor)
        token = cursor.expect("name", wanted)
        if not names_variable(token.text):
            why = f"expected {wanted}, which begins with a capital, found {token}"
            cursor.fail(why, token)
        self._no_number(cursor, token)
        if token.text not in self.table:
            (self.table[token.text],) = random_variables(token.text)
        return self.table[token.text]  # type: ignore[return-value]

    def group(self, cursor: Cursor) -> tuple[RandomVariable, ...]:
        """Read one variable or several with commas between them."""
        group = [self.variable(cursor)]
        while cursor.accept(","):
            group.append(self.variable(cursor))
        if cursor.peek.kind in ("+", "*"):
            why = "a sum or product of variables needs a name: write Z, given Z = f(X,Y)"
            cursor.fail(why, cursor.peek)
        return tuple(group)

    def distribution(self, cursor: Cursor) -> Pmf:
        """Read the name of a distribution."""
        token = cursor.expect("name", "a distribution")
        if names_variable(token.text):
            why = f"expected a distribution, which begins with a small letter, found {token}"
            cursor.fail(why, token)
        self._no_number(cursor, token)
        if token.text in RESERVED:
            why = f"{token} is {RESERVED[token.text]}; it cannot name a distribution"
            cursor.fail(why, token)
        return self._distribution(token)

    def _no_number(self, cursor: Cursor, token: Token) -> None:
        if token.text in self.numbers:
            cursor.fail(f"{token} is a number by its bounds; it cannot name anything else", token)

    def _distribution(self, token: Token) -> Pmf:
        if token.text not in self.table:
            made = Uniform() if token.text in UNIFORM else pmf(token.text)
            self.table[token.text] = made
        return self.table[token.text]  # type: ignore[return-value]
