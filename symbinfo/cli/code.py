"""``symbinfo latex --code``: a formula beside what the generated NumPy function says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symbinfo.errors import BadInput, NotUnderstood

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.derive.registry import Derivation
    from symbinfo.numeric.call import NumericFunction
    from symbinfo.render import Style


def code_json(derivation: Derivation, style: Style) -> dict[str, str]:
    """Return a side of a derivation as a formula, and as code with the formula that it says."""
    from symbinfo.render import latex

    expr, function = runnable(derivation)
    opened = expr.doit()
    formula = latex(expr, style)
    if opened != expr:
        formula += f" = {latex(opened, style)}"
    return {
        "name": derivation.name,
        "formula": formula,
        "code": code_latex(function.function),
        "source": function.source,
    }


def runnable(derivation: Derivation) -> tuple[Expr, NumericFunction]:
    """Return the first side that NumPy can compute: the main theorem's left one if it can."""
    from symbinfo.numeric import lambdify

    reason: Exception | None = None
    for theorem in reversed(derivation.build()):
        for side in (theorem.statement.lhs, theorem.statement.rhs):
            if getattr(side, "is_number", False):
                continue
            try:
                return side, lambdify(arguments(side), side, normalise="literal")
            except (BadInput, NotUnderstood) as error:
                reason = reason or error
    msg = f"{derivation.name} has no formula that NumPy can compute: {reason}"
    raise BadInput(msg)


def arguments(expr: Expr) -> list[Any]:
    """Return what a function for the expression takes: laws, sequences, numbers."""
    from symbinfo.core.pmf import SymbolicPmf
    from symbinfo.core.sequences import Sequence
    from symbinfo.core.variables import RandomVariable, law

    variables = sorted(expr.atoms(RandomVariable), key=str)
    objects = sorted(expr.atoms(SymbolicPmf, Sequence), key=str)
    found: list[Any] = [law(*variables)] if variables else []
    found += objects
    known = set().union(*(thing.free_symbols for thing in found))
    return found + sorted(expr.free_symbols - known, key=str)


def code_latex(function: Any) -> str:
    """Return the formula that a function's code says, by latexify."""
    try:
        from latexify import get_latex
    except ImportError:
        msg = (
            "--code needs latexify-py, which is not installed (it exists for Python up to 3.13): "
            "pip install latexify-py"
        )
        raise BadInput(msg) from None
    return str(get_latex(function))


def code_text(told: dict[str, str]) -> str:
    """Return both formulas as displays, and the source as comments."""
    source = "\n".join(f"% {line}".rstrip() for line in told["source"].splitlines())
    return (
        f"% A side of {told['name']}:\n\\[\n{told['formula']}\n\\]\n"
        "% Its NumPy function, as latexify reads the code (it leaves out the axes of a sum):\n"
        f"\\[\n{told['code']}\n\\]\n% The code:\n{source}"
    )
