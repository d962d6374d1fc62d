"""How LaTeX is printed: letters, separators, sums, logarithms, environments, reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, final, get_args, get_type_hints

from symbinfo.errors import BadInput

Entropy = Literal["H", r"\mathrm{H}", r"\mathbb{H}"]
Divergence = Literal[r"D_{\mathrm{KL}}", "D", r"\mathrm{KL}"]
Separator = Literal[r"\,\|\,", r"\parallel", r"\Vert", r"\|"]
Sums = Literal["letters", "index"]
Log = Literal[r"\log", r"\ln"]
Environment = Literal["align*", "aligned"]
Reasons = Literal["text", "hints"]


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    r"""The choices that papers make differently.

    Parameters
    ----------
    entropy : str
        The letter of entropy and cross-entropy: ``H``, ``\mathrm{H}`` or ``\mathbb{H}``.
    divergence, separator : str
        The name of the Kullback-Leibler divergence, and what stands between its arguments.
    sums : str
        ``"letters"`` for sums over x in the alphabet, or ``"index"`` for p_i and sums over
        i = 1..n. Laws of random variables are always summed over letters.
    log : str
        ``\log`` or ``\ln``, for natural logarithms.
    base : int, optional
        Print all logarithms to this base. That is right only where a formula is homogeneous
        in logarithms, as H(X) <= log n is; any other formula is printed with ``\ln``.
    environment : str
        ``align*`` for papers, ``aligned`` for ``$$`` in notebooks.
    reasons : str
        ``"text"`` beside each row, or ``"hints"``: letters over the relations, explained in
        a sentence below.
    """

    entropy: Entropy = "H"
    divergence: Divergence = r"D_{\mathrm{KL}}"
    separator: Separator = r"\,\|\,"
    sums: Sums = "letters"
    log: Log = r"\log"
    base: int | None = None
    environment: Environment = "align*"
    reasons: Reasons = "text"

    def __post_init__(self) -> None:
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                options = ", ".join(choices)
                msg = f"the style's {name} is one of {options}, got {getattr(self, name)!r}"
                raise BadInput(msg)
        if self.base is not None and not (isinstance(self.base, int) and self.base > 1):
            msg = f"the base of the logarithm must be a whole number above 1, got {self.base!r}"
            raise BadInput(msg)

    @property
    def log_name(self) -> str:
        """What is printed for a logarithm."""
        return self.log if self.base is None else rf"\log_{{{self.base}}}"


_CHOICES = {name: get_args(hint) for name, hint in get_type_hints(Style).items() if name != "base"}
