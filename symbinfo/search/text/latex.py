"""LaTeX in claims: delimiters, fonts, hats, indices and fractions become plain tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn, final

from symbinfo.search.text.tokens import MOST_DIGITS, Token, name_token, parse_error

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 50
_CLOSING = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_FRACTIONS = ("\\frac", "\\tfrac", "\\dfrac")
_SIZES = ("big", "Big", "bigg", "Bigg")
_DROPPED = {
    *("\\left", "\\right", "\\middle", "\\quad", "\\qquad", "\\displaystyle", "\\textstyle"),
    *(f"\\{size}{side}" for size in _SIZES for side in ("", "l", "r", "m")),
}
_UPRIGHT = {
    *("\\mathrm", "\\mathsf", "\\mathit", "\\mathtt", "\\mathbb", "\\mathnormal"),
    *(
        "\\text",
        "\\textup",
        "\\textrm",
        "\\textsf",
        "\\textit",
        "\\operatorname",
        "\\operatorname*",
    ),
}
_FONTS = {
    **dict.fromkeys(("\\mathbf", "\\boldsymbol", "\\bm", "\\pmb"), "bold"),
    "\\mathcal": "cal",
    "\\mathscr": "scr",
    "\\mathfrak": "frak",
}
_ACCENTS = ("hat", "tilde", "bar", "vec", "dot", "ddot", "check", "breve", "acute", "grave")
_MARKS = {
    **{f"\\{name}": name for name in _ACCENTS},
    "\\widehat": "hat",
    "\\widetilde": "tilde",
    "\\overline": "bar",
}
_SMALL = re.findall(
    r"\w+",
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega",
)
_GREEK = {
    *_SMALL,
    *("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"),
}
_VARIANTS = {f"\\var{name}": name for name in ("epsilon", "theta", "phi", "rho", "sigma", "pi")}
_HINTS = {
    **dict.fromkeys(
        ("\\ldots", "\\dots", "\\cdots"), "dots are not understood: write out what they stand for"
    ),
    "\\sum": "sums are not understood: write out their terms",
}
_STRAY = ("_", "^", "'", ".", "{", "}", "math")


def plain(text: str, found: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the pieces of a text with its LaTeX taken down to plain tokens."""
    if not any(one.kind in _STRAY or one.text[0] == "\\" for one in found):
        return found
    inner = _undelimited(text, [one for one in found if one.kind not in _DROPPED])
    return tuple(_joined(text, _Reader(text, inner).rest()))


def _undelimited(text: str, found: list[Token]) -> list[Token]:
    """Return what is between $ and $, or the text itself if there are no delimiters."""
    if found and found[0].text in _CLOSING and found[0].kind == "math":
        opening, closing = found[0], _CLOSING[found[0].text]
        if len(found) == 1 or found[-1].text != closing:
            why = f"expected '{closing}' to close the {opening} at column {opening.position + 1}"
            raise parse_error(text, len(text.rstrip()), why)
        found = found[1:-1]
        if found and found[-1].kind in (".", ","):
            found.pop()
    for one in found:
        if one.kind == "math":
            raise parse_error(text, one.position, f"{one} inside: the whole text is one formula")
    return found


@final
class _Reader:
    """Reads pieces from the left; `out` is what they are so far."""

    def __init__(self, text: str, found: list[Token], depth: int = 0) -> None:
        self.text = text
        self.found = found[::-1]
        self.depth = depth
        self.out: list[Token] = []

    def rest(self) -> list[Token]:
        """Return everything that is left, as plain tokens."""
        while self.found:
            self.out += self._item(self.found.pop())
        return self.out

    def _item(self, token: Token) -> list[Token]:
        kind = token.kind
        if kind in _UPRIGHT or kind == "{":
            self.found += [token] if kind == "{" else []
            return self._indexed(self._argument(token))
        if kind in _MARKS or kind in _FONTS:
            return self._marked(token)
        if kind in _FRACTIONS:
            return self._fraction(token)
        if kind == "name":
            return self._indexed([token])
        if kind == "number" and self._next_is("^"):
            return [self._number_power(token)]
        greek = _VARIANTS.get(kind, kind[1:])
        if greek in _GREEK:
            return self._indexed([Token("name", greek, token.position)])
        if kind == "^":
            self._fail("powers are not understood: write products", token)
        if kind in _STRAY:
            self._fail(f"unexpected character '{token.text}'", token)
        if kind[0] == "\\" and kind != "\\circ":
            self._fail(_HINTS.get(kind, f"unknown command '{kind[:20]}'"), token)
        return [token]

    def _next_is(self, *kinds: str) -> bool:
        return bool(self.found) and self.found[-1].kind in kinds

    def _argument(self, command: Token) -> list[Token]:
        """Read the argument of a command: what is in braces, or one piece."""
        if self.depth == DEEPEST:
            self._fail(f"braces are nested more than {DEEPEST} deep", command)
        return _Reader(self.text, self._raw(command), self.depth + 1).rest()

    def _raw(self, command: Token, level: int = 0) -> list[Token]:
        if level == DEEPEST:
            self._fail(f"more than {DEEPEST} commands on one another", command)
        if not self.found:
            self._fail(f"{command} needs something after it", command)
        first = self.found.pop()
        if first.kind == "{":
            return self._braced(first)
        if first.kind in _FONTS or first.kind in _MARKS or first.kind in _UPRIGHT:
            return [first, *self._wrapped(self._raw(first, level + 1), first)]
        if first.kind != "number" or len(first.text) == 1 or first.text[0] == ".":
            return [first]
        self.found.append(Token("number", first.text[1:], first.position + 1))
        return [Token("number", first.text[0], first.position)]

    def _wrapped(self, found: list[Token], command: Token) -> list[Token]:
        ends = (Token(kind, kind, command.position) for kind in "{}")
        return [next(ends), *found, next(ends)]

    def _braced(self, opening: Token) -> list[Token]:
        inside: list[Token] = []
        level = 1
        while self.found:
            token = self.found.pop()
            level += (token.kind == "{") - (token.kind == "}")
            if level == 0:
                return inside
            inside.append(token)
        return self._fail(f"the '{{' at column {opening.position + 1} is not closed", opening)

    def _indexed(self, found: list[Token]) -> list[Token]:
        """Add the indices, powers and primes that follow to a name."""
        if len(found) != 1 or found[0].kind != "name":
            return found
        (token,) = found
        name = token.text.rstrip("'")
        power, primes = "", len(token.text) - len(name)
        while self._next_is("_", "^", "'"):
            sign = self.found.pop()
            if sign.kind == "_":
                name += f"_{self._index(name, sign)}"
            elif sign.kind == "'":
                primes += 1
            else:
                more = self._power(token, sign)
                primes += more.count("'")
                power += more.strip("'")
        return [name_token(self.text, name + power + "'" * primes, token.position)]

    def _index(self, name: str, sign: Token) -> str:
        if name in ("log", "ln"):
            self._fail("all logarithms are natural, those of the measures too: write log", sign)
        pieces = self._argument(sign)
        word = "".join("_" if one.kind == "," else one.text for one in pieces)
        if re.fullmatch(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*", word):
            return word
        if not re.fullmatch(r"[A-Za-z0-9]+(?:[+-][A-Za-z0-9]+)*", word):
            self._fail("an index is made of letters, digits, commas, + and -", sign)
        return f"{{{word}}}"

    def _power(self, token: Token, sign: Token) -> str:
        """Read what stands above a name: primes, or the n of X^n, which is one name."""
        found = self._raw(sign)
        if all(one.kind == "'" for one in found):
            return "'" * len(found)
        word = "".join(one.text for one in found)
        name = token.text
        if not name[0].isupper():
            self._fail(f"powers are not understood: write {name}*{name} for a square", sign)
        if not re.fullmatch(r"[A-Za-z0-9]+(?:[+-][A-Za-z0-9]+)*", word):
            self._fail(
                f"the power of a name is made of letters, digits, + and -, as {name}^n", sign
            )
        return f"^{word}" if len(word) == 1 else f"^{{{word}}}"

    def _number_power(self, base: Token) -> Token:
        """Read a whole number with a whole power, such as 10^-15 or 2^{10}, as one number."""
        sign = self.found.pop()
        if self._next_is("{"):
            found = self._braced(self.found.pop())
        else:
            found = [self.found.pop() for _ in "-1" if self._next_is("-", "number")][:2]
            if len(found) == 2 and found[0].kind == "number":
                self.found.append(found.pop())
            if re.search(r"[$\\]", self.text) and len(found[-1:]) and len(found[-1].text) > 1:
                self._fail("this can be read in two ways: write the power in braces", sign)
        word = "".join(one.text for one in found).replace("−", "-")
        if not re.fullmatch(r"-?[0-9]{1,4}", word) or not base.text.isdigit():
            self._fail("powers are not understood: write products", sign)
        if len(base.text) * abs(int(word)) > MOST_DIGITS:
            self._fail(f"this makes a number of over {MOST_DIGITS} digits", sign)
        if int(base.text) == 0 and word[0] == "-":
            self._fail("division by zero", sign)
        value = int(base.text) ** abs(int(word))
        return Token("number", f"1/{value}" if word[0] == "-" else str(value), base.position)

    def _marked(self, command: Token) -> list[Token]:
        """Put a hat or a font into a name; measures and sizes are written in any font."""
        found = self._argument(command)
        if len(found) != 1 or found[0].kind != "name":
            if command.kind in _FONTS:
                return found
            self._fail(f"'{command.text}' goes over one name", command)
        (indexed,) = self._indexed(found)
        size = bool(self.out) and self.out[-1].kind == "|" and self._next_is("|")
        if command.kind in _FONTS and (size or self._next_is("(")):
            return [indexed]
        base, rest = re.findall(r"^([A-Za-z0-9]*)(.*)$", indexed.text)[0]
        mark = (_MARKS | _FONTS)[command.kind]
        return [name_token(self.text, base + mark + rest, command.position)]

    def _fraction(self, command: Token) -> list[Token]:
        over, under = self._argument(command), self._argument(command)
        numbers = [one.kind for one in (*over, *under)] == ["number", "number"]
        if self.out and self.out[-1].kind == "number" and numbers:
            why = r"this can be read in two ways: write + or \cdot between a number and a fraction"
            self._fail(why, command)
        place = command.position

        def bracket(kind: str, shown: str) -> Token:
            return Token(kind, shown, place)

        groups = ([bracket("(", "{"), *group, bracket(")", "}")] for group in (over, under))
        outer = bracket("(", command.text), bracket(")", command.text)
        return [outer[0], *next(groups), Token("/", "/", place), *next(groups), outer[1]]

    def _fail(self, why: str, token: Token) -> NoReturn:
        raise parse_error(self.text, token.position, why)


def _joined(text: str, found: list[Token]) -> Iterator[Token]:
    r"""Join signs that are made of several: \perp\perp, \mid\mid and -\circ-."""
    place = 0
    while place < len(found):
        one = found[place]
        two = [token.text for token in found[place : place + 2]]
        if two == ["\\perp"] * 2:
            yield one
            place += 2
        elif two == ["\\mid"] * 2:
            yield Token("||", "||", one.position)
            place += 2
        elif [token.kind for token in found[place : place + 3]] == ["-", "\\circ", "-"]:
            yield Token("->", "->", one.position)
            place += 3
        elif one.kind == "\\circ":
            raise parse_error(text, one.position, r"unknown command '\circ'")
        else:
            yield one
            place += 1
