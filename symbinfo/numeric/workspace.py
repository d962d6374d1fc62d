"""What a generated function needs before its formula: arrays with names, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.core.variables import JointLaw
from symbinfo.errors import BadInput
from symbinfo.numeric.code import axis_list

if TYPE_CHECKING:
    from sympy import Expr, Symbol
    from sympy.core.basic import Basic

    from symbinfo.numeric.inputs import Argument
    from symbinfo.numeric.names import Names


@final
class Workspace:
    """The lines and the helpers that the formula uses, and the checks that its letters need."""

    def __init__(self, arguments: tuple[Argument, ...], names: Names) -> None:
        self.lines: list[str] = []
        self.helpers: set[str] = set()
        self.letters: list[tuple[Symbol, Expr]] = []
        self.counts: set[Symbol] = set()
        self._names = names
        self._arguments = {argument.thing: argument for argument in arguments}
        self._known: dict[Basic, str] = {}

    def helper(self, name: str) -> str:
        """Note that a helper is used, and return its name."""
        self.helpers.add(name)
        return name

    def argument(self, thing: Basic) -> str | None:
        """Return the name of the argument that gives values to a thing, if there is one."""
        found = self._arguments.get(thing)
        return found.code if found else None

    def known(self, thing: Basic) -> str | None:
        """Return the name that a thing has, as an argument or on an earlier line."""
        return self.argument(thing) or self._known.get(thing)

    def define(self, key: Basic, name: str, text: str) -> str:
        """Give a piece of code a name on a line of its own, and return the name."""
        self._known[key] = self._names.new(name)
        self.lines.append(f"{self._known[key]} = {text}")
        return self._known[key]

    def array(self, thing: Basic, use: Expr) -> str:
        """Return the argument that holds the values of a named pmf or a sequence."""
        if thing not in self._arguments:
            msg = f"no argument of lambdify gives the values of {thing}, which occurs in {use}"
            raise BadInput(msg)
        return self._arguments[thing].code

    def letter(self, letter: Symbol, size: Expr) -> str:
        """Return the argument that holds a letter which no sum binds."""
        if letter not in self._arguments:
            msg = f"no argument of lambdify gives the value of the letter {letter}"
            raise BadInput(msg)
        self.letters.append((letter, size))
        return self._arguments[letter].code

    def size(self, symbol: Symbol) -> str:
        """Return the name of a size that is read from the shape of an argument."""
        name = self.known(symbol)
        if name is not None:
            return name
        for argument in self._arguments.values():
            if symbol in argument.sizes:
                axis = argument.sizes.index(symbol) - len(argument.sizes)
                text = f"{self.helper('size')}({argument.code}, {axis})"
                return self.define(symbol, str(symbol), text)
        msg = f"no argument of lambdify gives the value of {symbol}"
        raise BadInput(msg)

    def marginal(self, law: JointLaw) -> str:
        """Return an array of the law; its axes are the variables in the order of the law."""
        name = self.known(law)
        if name is not None:
            return name
        whole = self._covering(law)
        order = whole.thing.variables
        gone = [i - len(order) for i, v in enumerate(order) if v not in law.variables]
        text = f"np.sum({whole.code}, axis={axis_list(gone)})" if gone else whole.code
        left = [v for v in order if v in law.variables]
        places = [left.index(v) for v in law.variables]
        if places != sorted(places):
            text = f"np.einsum({reorder(range(len(places)), places)!r}, {text})"
        return self.define(law, str(law), text)

    def _covering(self, law: JointLaw) -> Argument:
        for argument in self._arguments.values():
            thing = argument.thing
            if isinstance(thing, JointLaw) and set(law.variables) <= set(thing.variables):
                return argument
        names = ", ".join(map(str, law.variables))
        msg = f"no argument of lambdify gives the joint law of {names}: list law({names})"
        raise BadInput(msg)


def reorder(old: range | list[int], new: list[int]) -> str:
    """Return the einsum text that puts the last axes in a new order, or takes a diagonal.

    >>> reorder(range(2), [1, 0])
    '...ab->...ba'
    """
    letters = [chr(ord("a") + i) for i in range(26)]
    names = dict(zip(dict.fromkeys(old), letters, strict=False))
    before, after = ("".join(names[axis] for axis in axes) for axes in (old, new))
    return f"...{before}->...{after}"
