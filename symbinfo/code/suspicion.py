"""A guard in front of "proved": what the source holds that a run on symbols may not see."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from symbinfo.code.originals import changed
from symbinfo.code.report import CodeReport, Verdict
from symbinfo.code.suspects import Suspect, checked_source

if TYPE_CHECKING:
    from types import FunctionType


def unsuspected(report: CodeReport, function: FunctionType) -> CodeReport:
    """Return the report, without a proof if the run on symbols may have missed something."""
    if not report.theorems:
        return report
    patched = changed()
    found = Suspect(0, f"the file changes {patched}") if patched else None
    found = found or checked_source(function, _largest(report))
    if found is None:
        return report
    refuted = report.example is not None
    verdict = Verdict.REFUTED if refuted else Verdict.UNKNOWN
    return replace(
        report, verdict=verdict.value, sizes="", theorems=(), exceptions=(), reason=found.what,
        line=found.line,
    )  # fmt: skip


def _largest(report: CodeReport) -> int | None:
    """Return the largest size that was gone through, if sizes were, and the measure has any."""
    sizes = [int(one) for one in re.findall(r"\d+", report.sizes)]
    return max(sizes) if len(sizes) > 1 else None
