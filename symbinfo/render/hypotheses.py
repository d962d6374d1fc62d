"""LaTeX of hypotheses, which are also the conditions for equality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symbinfo.core.families import Uniform
from symbinfo.render.intervals import interval, joined_domains
from symbinfo.render.layout import counted
from symbinfo.render.names import name_latex
from symbinfo.render.objects import ObjectPrinter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sympy.core.basic import Basic

_IN = r" \in "


class HypothesisPrinter(ObjectPrinter):
    """The part of the printer that writes hypotheses."""

    def group(self, variables: Iterable[Basic]) -> str:
        """Return one variable, or several in parentheses."""
        members = tuple(variables)
        return f"({self.commas(members)})" if len(members) > 1 else self.commas(members)

    def _print_FullSupport(self, expr: Any) -> str:
        return f"{self._part(expr.args[0])} > 0"

    def _print_AbsolutelyContinuous(self, expr: Any) -> str:
        return r" \ll ".join(map(self._print, expr.args))

    def _print_NotAbsolutelyContinuous(self, expr: Any) -> str:
        return r" \not\ll ".join(map(self._print, expr.args))

    def _print_Equal(self, expr: Any) -> str:
        p, q = expr.args
        left, right = (q, p) if isinstance(p, Uniform) else (p, q)
        return f"{self._print(left)} = {self._print(right)}"

    def _print_Independent(self, expr: Any) -> str:
        text = r" \perp\!\!\!\perp ".join(map(self.group, expr.groups))
        return rf"{text} \mid {self.commas(expr.given)}" if expr.given else text

    def _print_MarkovChain(self, expr: Any) -> str:
        return r" \to ".join(map(self.group, expr.args))

    def _print_FunctionOf(self, expr: Any) -> str:
        targets, sources = map(self.commas, expr.args)
        known = rf" \mid {sources}" if sources else ""
        return f"{self.style.entropy}({targets}{known}) = 0"

    def _print_Less(self, expr: Any) -> str:
        return " < ".join(map(self._print, expr.args))

    def _print_Holds(self, expr: Any) -> str:
        lhs, relation, rhs = counted(expr)
        sign = {"<=": r"\le", ">=": r"\ge"}.get(str(relation), str(relation))
        return f"{self._print(lhs)} {sign} {self._print(rhs)}"

    def _print_CopyOf(self, expr: Any) -> str:
        copies, originals, over = map(self.group, expr.groups[:3])
        return rf"{copies} \text{{ is a copy of }} {originals} \text{{ over }} {over}"

    def _print_CommonPart(self, expr: Any) -> str:
        part, x, left, right = map(self.group, expr.groups)
        both = self.commas((*expr.args[2], *expr.args[3]))
        apart = rf"{x} \perp\!\!\!\perp ({both}) \mid {part}"
        return rf"{part} \text{{ is a common part of }} {left} \text{{ and }} {right}, {apart}"

    def _print_ForAll(self, expr: Any) -> str:
        lhs, rhs, *over = expr.args
        text = f"{self._print(lhs)} = {self._print(rhs)}"
        if not over:
            return text
        bound = [self.bound(one) for one in over]
        return rf"{text} \text{{ for all }} {joined_domains(bound, _IN)}"

    def bound(self, one: Basic) -> tuple[str, str]:
        """Return a bound name and its interval, if it is not a letter."""
        if not one.is_Symbol:
            return self._print(one[0]), ""
        return self._print(one), interval(one, self._print) or r"\mathbb{R}"

    def _print_Differentiable(self, expr: Any) -> str:
        return self._smooth(expr, "differentiable")

    def _print_Concave(self, expr: Any) -> str:
        return self._smooth(expr, "concave")

    def _print_StrictlyConcave(self, expr: Any) -> str:
        return self._smooth(expr, "strictly concave")

    def _smooth(self, expr: Any, word: str) -> str:
        return rf"{name_latex(expr.args[0].func.__name__)} \text{{ is {word}}}"
