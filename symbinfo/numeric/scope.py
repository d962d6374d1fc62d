"""What a formula may name: the arguments of its function, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from symbinfo.core.pmf import Probability
from symbinfo.core.variables import JointLaw
from symbinfo.errors import BadInput
from symbinfo.numeric.program import Given, Marginal, Scalar, Size

if TYPE_CHECKING:
    from sympy import Expr, Symbol
    from sympy.core.basic import Basic

    from symbinfo.numeric.inputs import Argument


@final
class Scope:
    """Finds the argument that gives values to a thing, and notes what has to be checked."""

    def __init__(self, arguments: tuple[Argument, ...]) -> None:
        self.letters: dict[Symbol, Expr] = {}
        self.counts: set[Symbol] = set()
        self._arguments = {argument.thing: argument for argument in arguments}

    def given(self, thing: Basic, use: Expr) -> Given:
        """Return the argument that holds the values of a named pmf or a sequence."""
        if thing not in self._arguments:
            msg = f"no argument of lambdify gives the values of {thing}, which occurs in {use}"
            raise BadInput(msg)
        return Given(self._arguments[thing])

    def letter(self, letter: Symbol, size: Expr) -> Scalar:
        """Return the argument that holds a letter which no sum binds."""
        if letter not in self._arguments:
            msg = f"no argument of lambdify gives the value of the letter {letter}"
            raise BadInput(msg)
        self.letters[letter] = size
        return Scalar(self._arguments[letter])

    def symbol(self, symbol: Symbol) -> Scalar | Size:
        """Return an argument, or a size that is read from the shape of one."""
        if symbol in self._arguments:
            return Scalar(self._arguments[symbol])
        for argument in self._arguments.values():
            if symbol in argument.sizes:
                return Size(argument, argument.sizes.index(symbol), str(symbol))
        msg = f"no argument of lambdify gives the value of {symbol}"
        raise BadInput(msg)

    def law(self, law: JointLaw) -> Given | Marginal:
        """Return the array of a law; its positions are the variables in the order of the law."""
        whole = self._covering(law)
        order = whole.thing.variables
        keep = tuple(order.index(v) for v in law.variables)
        if keep == tuple(range(len(order))):
            return Given(whole)
        return Marginal(whole, keep, str(law))

    def position(self, letter: Symbol, expr: Expr) -> int:
        """Return where a letter stands in the array of the joint law that has it."""
        for use in expr.atoms(Probability):
            if isinstance(use.pmf, JointLaw) and letter in use.letters:
                variable = use.pmf.variables[use.letters.index(letter)]
                for argument in self._arguments:
                    if isinstance(argument, JointLaw) and variable in argument.variables:
                        return int(argument.variables.index(variable))
        return 0

    def _covering(self, law: JointLaw) -> Argument:
        for argument in self._arguments.values():
            thing = argument.thing
            if isinstance(thing, JointLaw) and set(law.variables) <= set(thing.variables):
                return argument
        names = ", ".join(map(str, law.variables))
        msg = f"no argument of lambdify gives the joint law of {names}: list law({names})"
        raise BadInput(msg)
