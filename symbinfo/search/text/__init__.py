r"""The text syntax of claims and hypotheses: reading it, with positions, and writing it.

- Random variables begin with a capital (``X``, ``X_1``, ``W'``), distributions with a small
  letter (``p``). All distributions are on one alphabet, of size ``n``; ``u`` and ``uniform``
  are the uniform one.
- Measures: ``H(X,Y|Z)``, ``I(X,Y;Z|W)``, ``I(X;Y;Z)``, ``TC(X;Y;Z)``, ``DTC(X;Y;Z)``, ``H(p)``,
  ``H(p,q)``, ``D(p||q)``, ``JSD(p||q)``.
- Numbers with names have bounds as hypotheses, ``a >= 0`` or ``0 <= a <= 1``: ``a I(X;Y)``.
- Numbers: ``2``, ``1/2``, ``0.25`` (exact), ``n``, ``|X|``, ``log n``, ``log(n/2)``.
- Claims: sides joined by ``= <= >= < > !=``, with ``oo`` as a side of its own; or a form of
  hypothesis below.
- Hypotheses: ``X -> Y -> Z`` (also ``X - Y - Z``), ``X _||_ Y | Z``, ``H(Y|X) = 0``,
  ``I(X;Y|Z) = 0``, ``X1,X2 iid``, ``memoryless X1,X2 -> Y1,Y2``, ``p << q``, ``not p << q``,
  ``p > 0``, ``p = q``, ``p = uniform``, and relations of measures with ``= <= >=``.
- LaTeX: all of this as it stands in a paper, such as ``$I(X;Z) \le I(X;Y)$``.

``docs/text.md`` tells it all.
"""

from symbinfo.search.text.claims import Claim as Claim
from symbinfo.search.text.claims import parse_claim as parse_claim
from symbinfo.search.text.claims import parse_expressions as parse_expressions
from symbinfo.search.text.claims import parse_hypothesis as parse_hypothesis
from symbinfo.search.text.typed import Typed as Typed
from symbinfo.search.text.writing import to_text as to_text
