"""The measures: what stands between the brackets after H, I, D, JSD, TC and DTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symbinfo.measures import (
    CrossEntropy,
    Entropy,
    JensenShannonDivergence,
    KLDivergence,
    MutualInformation,
)
from symbinfo.measures.shorthands import (
    DualTotalCorrelation,
    MultivariateInformation,
    TotalCorrelation,
)
from symbinfo.search.text.names import names_variable, refuse_function

if TYPE_CHECKING:
    from collections.abc import Callable

    from sympy import Expr

    from symbinfo.core.pmf import Pmf
    from symbinfo.core.variables import RandomVariable
    from symbinfo.search.text.cursor import Cursor
    from symbinfo.search.text.names import Names

    Group = tuple[RandomVariable, ...]

MOST_GROUPS = 8
MOST_PARTS = 100


def _entropy(cursor: Cursor, names: Names) -> Expr:
    first = cursor.peek
    refuse_function(cursor)
    if first.kind == "name" and not names_variable(first.text):
        return _entropy_of_distributions(cursor, names)
    targets = names.group(cursor)
    if place := cursor.accept(";"):
        rest = _shown(names.group(cursor))
        left = _shown(targets)
        why = f"H joins variables by ',': did you mean H({left},{rest}), or I({left};{rest})?"
        cursor.fail(why, place)
    return Entropy(*targets, given=_given(cursor, names))


def _shown(group: Group) -> str:
    return ",".join(v.name for v in group)


def _entropy_of_distributions(cursor: Cursor, names: Names) -> Expr:
    p = names.distribution(cursor)
    if bar := cursor.accept("|"):
        why = "only random variables are conditioned on each other: write H(X|Y)"
        cursor.fail(why, bar)
    if not cursor.accept(","):
        return Entropy(p)
    return CrossEntropy(p, names.distribution(cursor))


def _given(cursor: Cursor, names: Names) -> Group:
    """Read what is given, after a bar; nothing if there is none."""
    if not cursor.accept("|"):
        return ()
    given = names.group(cursor)
    if cursor.peek.kind in ("|", ";"):
        why = f"what is given comes last, after one '|' and with ',' between, as in {_LAST}"
        cursor.fail(why, cursor.peek)
    return given


_LAST = "I(X;Y|Z,W)"


def _groups(cursor: Cursor, names: Names, head: str, most: int) -> tuple[list[Group], Group]:
    """Read the sides of I, TC or DTC, with ';' between them, and what is given."""
    first = cursor.peek
    groups = [names.group(cursor)]
    while place := cursor.accept(";"):
        groups.append(names.group(cursor))
        if len(groups) > most:
            cursor.fail(f"{head} takes at most {most} groups", place)
    if len(groups) > 1:
        return groups, _given(cursor, names)
    place = cursor.peek
    if place.kind not in (")", "|"):
        cursor.expected(f"';' between the sides of {head}(X;Y)")
    inside = [t for t in cursor.tokens if first.position < t.position < place.position]
    place = next((t for t in inside if t.kind == ","), place)
    meant = _meant(head, groups[0], _given(cursor, names))
    return cursor.fail(f"{head} takes sides with ';' between them: {meant}", place)


def _meant(head: str, group: Group, given: Group) -> str:
    """Guess what one side was meant to say: I(X,Y|Z), I(X|Y) or I(X)."""
    bar = f"|{_shown(given)}" if given else ""
    if len(group) > 1:
        first, *rest = (v.name for v in group)
        sides = f"{first};{','.join(rest)}" if head == "I" else ";".join((first, *rest))
        return f"did you mean {head}({sides}{bar})?"
    (name,) = (v.name for v in group)
    if given:
        return f"did you mean {head}({name};{_shown(given)}), or H({name}{bar})?"
    return f"did you mean H({name})?"


def _information(cursor: Cursor, names: Names) -> Expr:
    groups, given = _groups(cursor, names, "I", MOST_GROUPS)
    if len(groups) == 2:
        return MutualInformation(groups[0], groups[1], given)
    return MultivariateInformation(groups, given)


def _total_correlation(cursor: Cursor, names: Names) -> Expr:
    return TotalCorrelation(*_groups(cursor, names, "TC", MOST_PARTS))


def _dual_total_correlation(cursor: Cursor, names: Names) -> Expr:
    return DualTotalCorrelation(*_groups(cursor, names, "DTC", MOST_PARTS))


def _divergence(cursor: Cursor, names: Names) -> Expr:
    return KLDivergence(*_two_distributions(cursor, names, "D"))


def _jensen_shannon(cursor: Cursor, names: Names) -> Expr:
    return JensenShannonDivergence(*_two_distributions(cursor, names, "JSD"))


def _two_distributions(cursor: Cursor, names: Names, head: str) -> tuple[Pmf, Pmf]:
    p = names.distribution(cursor)
    cursor.expect("||", f"'||' between the distributions of {head}(p||q)")
    return p, names.distribution(cursor)


MEASURES: dict[str, Callable[[Cursor, Names], Expr]] = {
    "H": _entropy,
    "I": _information,
    "D": _divergence,
    "JSD": _jensen_shannon,
    "TC": _total_correlation,
    "DTC": _dual_total_correlation,
    "KL": _divergence,
    "D_KL": _divergence,
    "D_JS": _jensen_shannon,
}
