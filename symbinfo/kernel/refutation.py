"""Counterexamples: explicit exact objects at which a statement fails for sure.

Every hypothesis is checked in rational arithmetic on the explicit laws. Both sides are read
as numbers or infinities; a difference is 0 only if its normal form is, and else has the sign
that ball arithmetic gives it. No hypothesis is ever assumed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, final

from sympy import Expr, Rational, S, Symbol

from symbinfo.core.atoms import Parameter, Sequence
from symbinfo.core.pmf import ExplicitPmf, Mixture, Pmf, SymbolicPmf, TabularPmf
from symbinfo.core.relation import Relation
from symbinfo.core.variables import RandomVariable
from symbinfo.errors import BadInput, NotUnderstood, Undefined
from symbinfo.kernel import events
from symbinfo.kernel.context import Context
from symbinfo.kernel.counterexample import Counterexample, expression
from symbinfo.kernel.enclosure import enclose, sign_of_number
from symbinfo.kernel.explicit import holds
from symbinfo.kernel.forms import Form, subtract
from symbinfo.kernel.instance import instance_of
from symbinfo.kernel.logs import constant_of
from symbinfo.kernel.normal_form import resolve
from symbinfo.kernel.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping
