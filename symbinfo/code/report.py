"""What came of checking a function against a measure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, final

from symbinfo.code.against import in_words
from symbinfo.core.sequences import Sequence

if TYPE_CHECKING:
    from sympy import Expr

    from symbinfo.kernel.theorem import Theorem

_SHOWN = 4  # theorems that are printed where sizes are decided one by one
SMOOTHING = "epsilon smoothing"
"""How the diagnosis starts where a small constant makes the difference."""


@final
class Verdict(Enum):
    """The four things that can come out."""

    PROVED = "proved"
    REFUTED = "refuted"
    EXCEPT = "equal except at"
    UNKNOWN = "not understood"


@final
@dataclass(frozen=True, slots=True)
class CodeExample:
    """An exact input, what the code gives at it as floats, and the value of the measure."""

    inputs: tuple[tuple[str, str], ...]
    code: str
    exact: str
    measure: str

    def __str__(self) -> str:
        shown = ", ".join(f"{name} = {value}" for name, value in self.inputs)
        exact = f"{self.exact} = " if self.exact != self.measure else ""
        return f"at {shown}\n  the code gives {self.code}\n  the formula is {exact}{self.measure}"


@final
@dataclass(frozen=True, slots=True)
class CodeReport:
    """The verdict on a function, and why.

    Attributes
    ----------
    verdict : str
        "proved", "refuted", "equal except at", or "not understood".
    sizes : str
        The sizes of the alphabets that the verdict is about.
    theorems : tuple of Theorem
        What was proved, a theorem for each kind of zeros of the inputs.
    example : CodeExample or None
        An exact input at which code and formula differ.
    diagnosis : str
        The mistake, where it has a name.
    exceptions : tuple of str
        Where code and formula differ, or may differ, if the verdict is "equal except at".
    remarks : tuple of str
        What else the user should know.
    """

    function: str
    measure: Expr
    verdict: str
    sizes: str = ""
    theorems: tuple[Theorem, ...] = ()
    example: CodeExample | None = None
    diagnosis: str = ""
    exceptions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    reason: str = ""
    line: int = 0
    code_latex: str = ""
    traced_latex: str = ""
    measure_latex: str = ""

    def __post_init__(self) -> None:
        """Refuse a proof without a theorem."""
        if self.proved and not self.theorems:
            msg = "nothing is proved without a theorem"
            raise ValueError(msg)

    @property
    def proved(self) -> bool:
        """Whether the function is proved to compute the measure."""
        return self.verdict == Verdict.PROVED.value

    def __str__(self) -> str:
        lines = [f"{self._headline()}: {self.function} and {in_words(self.measure)}", *self._why()]
        if self.code_latex:
            lines.append(f"  the source as a formula:  {self.code_latex}")
        if self.traced_latex:
            lines.append(f"  what the code computes:   {self.traced_latex}")
        if self.measure_latex:
            lines.append(f"  the definition:           {self.measure_latex}")
        return "\n".join(lines)

    def _headline(self) -> str:
        """Return the verdict; where sizes were decided one by one, with those sizes."""
        sizes = self._sizes_one_by_one()
        if not self.proved or len(sizes) == 1:
            return self.verdict
        plain = all(size.isdecimal() for size in sizes)
        shown = f"{sizes[0]} to {sizes[-1]}" if plain else f"tables of {', '.join(sizes)}"
        return f"{self.verdict} for {shown} letters only"

    def _sizes_one_by_one(self) -> list[str]:
        if not self.sizes.startswith("alphabets of "):
            return [self.sizes]
        listed = self.sizes.removeprefix("alphabets of ").removesuffix(" letters")
        return listed.replace(" and ", ", ").split(", ")

    def _why(self) -> list[str]:
        lines = [f"  for {self.sizes}"] if self.sizes else []
        lines += [f"  except at {one}" for one in self.exceptions]
        if self.diagnosis:
            lines.append(f"  the mistake: {self.diagnosis}")
        if self.reason:
            lines.append(f"  line {self.line}: {self.reason}" if self.line else f"  {self.reason}")
        if self.example:
            lines += [f"  {line}" for line in str(self.example).splitlines()]
        lines += [f"  note: {one}" for one in self.remarks]
        every = self._theorems()
        most = _SHOWN if len(self._sizes_one_by_one()) > 1 else len(every)
        lines += [f"  theorem: {one}" for one in every[:most]]
        if len(every) > most:
            lines.append(f"  and {len(every) - most} more theorems, for the other sizes and zeros")
        if names := self._any_numbers():
            lines.append(f"  in the theorems any numbers stand for {' and '.join(names)}")
        return lines

    def _any_numbers(self) -> list[str]:
        """Return the absolute values and roots for which sequences stand in the theorems."""
        sides = [side for one in self.theorems for side in (one.statement.lhs, one.statement.rhs)]
        found = {one for side in sides for one in side.atoms(Sequence)}
        return sorted({str(one) for one in found - self.measure.atoms(Sequence)})

    def _theorems(self) -> list[str]:
        """Return the theorems, with the measure as it is typed."""
        long, short = str(self.measure), in_words(self.measure)
        return [str(theorem).replace(long, short) for theorem in self.theorems]

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data, for JSON."""
        example = self.example
        return {
            "function": self.function,
            "measure": in_words(self.measure),
            "verdict": self.verdict,
            "sizes": self.sizes,
            "theorems": self._theorems(),
            "counterexample": example
            and {
                "inputs": dict(example.inputs),
                "code": example.code,
                "exact": example.exact,
                "formula": example.measure,
            },
            "diagnosis": self.diagnosis,
            "exceptions": list(self.exceptions),
            "remarks": list(self.remarks),
            "reason": self.reason,
            "line": self.line,
            "code_latex": self.code_latex,
            "traced_latex": self.traced_latex,
            "measure_latex": self.measure_latex,
        }
