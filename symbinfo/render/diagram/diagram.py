"""`diagram`: the information diagram of two, three or four random variables."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

from symbinfo.core.variables import RandomVariable, random_variables
from symbinfo.errors import BadInput
from symbinfo.render.diagram.areas import Area, numeric_areas, symbolic_areas
from symbinfo.render.diagram.compose import scene
from symbinfo.render.diagram.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.figure import Figure

    from symbinfo.core.hypotheses import Hypothesis
    from symbinfo.render.diagram.scene import Scene

ENDINGS = ("svg", "png", "pdf", "tex")


@final
@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture of how entropies overlap; see `diagram`.

    `areas` has one entry for each area: what it measures, and what is known of its sign.
    """

    variables: tuple[RandomVariable, ...]
    areas: tuple[Area, ...]
    base: int | None

    @property
    def _scene(self) -> Scene:
        return scene(self.variables, self.areas, self.base)

    def tikz(self) -> str:
        r"""Return a tikzpicture for a paper, which needs ``\\usepackage{tikz}`` and no library."""
        from symbinfo.render.diagram.tikz import tikz

        return tikz(self._scene)

    def figure(self) -> Figure:
        """Return a Matplotlib figure."""
        from symbinfo.render.diagram.figure import figure

        return figure(self._scene)

    def save(self, path: str | Path) -> None:
        """Write a file whose name ends in .svg, .png, .pdf or .tex."""
        kind = ending(path)
        data = self.tikz().encode() if kind == "tex" else self._image(kind)
        Path(path).write_bytes(data)

    def _image(self, kind: str) -> bytes:
        from symbinfo.render.diagram.figure import image

        return image(self._scene, kind)

    def _repr_svg_(self) -> str | None:
        return self._image("svg").decode() if _has_matplotlib() else None

    def _repr_png_(self) -> bytes | None:
        return self._image("png") if _has_matplotlib() else None


def _has_matplotlib() -> bool:
    return find_spec("matplotlib") is not None


def ending(path: str | Path) -> str:
    """Return the kind of a file by its name, or say which kinds there are."""
    kind = Path(path).suffix.removeprefix(".").lower()
    if kind not in ENDINGS:
        known = ", ".join(f".{one}" for one in ENDINGS)
        msg = f"a diagram is written to a file that ends in one of {known}; got {str(path)!r}"
        raise BadInput(msg)
    return kind


def diagram(
    *variables: RandomVariable,
    given: Iterable[Hypothesis] = (),
    law: Mapping[Any, object] | None = None,
    base: int | None = 2,
) -> Diagram:
    r"""Return the information diagram of two, three or four random variables.

    Each ellipse stands for the entropy of a variable, and each area for what the variables
    that cover it share, given the others. Areas whose measure is 0 are hatched; those where
    it is negative, or at most 0, are filled with a colour of their own.

    Parameters
    ----------
    *variables : RandomVariable
        With any law, or all with one explicit law: then the numbers are shown.
    given : hypotheses
        What is assumed. An area is hatched where the kernel accepts a proof that it is 0.
    law : mapping, optional
        An explicit joint law of the variables, as in `random_variables`.
    base : int or None
        The base of the logarithms for the numbers: 2 for bits, None for nats.

    Raises
    ------
    BadInput
        If there are fewer than two or more than four variables, or some have an explicit law
        and others do not.

    Examples
    --------
    >>> from sympy import Rational
    >>> from symbinfo import random_variables
    >>> X, Y, Z = random_variables("X Y Z")
    >>> xor = {(x, y, x ^ y): Rational(1, 4) for x in (0, 1) for y in (0, 1)}
    >>> [f"{area.label} = {area.number}" for area in diagram(X, Y, Z, law=xor).areas[-2:]]
    ['I(Y; Z \\mid X) = 1', 'I(X; Y; Z) = -1']
    """
    known = _explicit(variables, law) if law is not None else variables
    _check(known, base)
    assumed = tuple(given)
    if not known[0].table:
        return Diagram(known, symbolic_areas(known, assumed), base)
    if assumed:
        msg = "a diagram of an explicit law takes no hypotheses: its zeros are those of the law"
        raise BadInput(msg)
    return Diagram(known, numeric_areas(known, base), base)


def _explicit(
    variables: tuple[RandomVariable, ...], law: Mapping[Any, object]
) -> tuple[RandomVariable, ...]:
    _check_variables(variables)
    if any(v.table for v in variables):
        msg = "the variables have an explicit law already: leave out law="
        raise BadInput(msg)
    return random_variables(" ".join(v.name for v in variables), law=law)


def _check(variables: tuple[RandomVariable, ...], base: object) -> None:
    _check_variables(variables)
    if len({v.table for v in variables}) > 1:
        named = ", ".join(f"{v} ({'explicit' if v.table else 'any'} law)" for v in variables)
        msg = f"a diagram takes variables with one law: all explicit or none, got {named}"
        raise BadInput(msg)
    if base is not None and not (isinstance(base, int) and base > 1):
        msg = f"the base of the logarithms must be a whole number above 1, or None; got {base!r}"
        raise BadInput(msg)


def _check_variables(variables: tuple[object, ...]) -> None:
    for v in variables:
        if not isinstance(v, RandomVariable):
            msg = f"diagram takes random variables, got {v!r} ({type(v).__name__})"
            raise BadInput(msg)
    if len(variables) not in LAYOUTS:
        msg = f"a diagram shows 2, 3 or 4 random variables, got {len(variables)}"
        raise BadInput(msg)
    names = [str(v) for v in variables]
    if len(set(names)) < len(names):
        msg = f"a diagram takes variables with different names, got {', '.join(names)}"
        raise BadInput(msg)
