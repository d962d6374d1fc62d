"""Ready-made functions of arrays; each is generated from the symbolic definition of a measure."""

from __future__ import annotations

from symbinfo.numeric.ready.distances import (
    f_divergence,
    hellinger,
    total_variation,
)
from symbinfo.numeric.ready.divergences import (
    jensen_shannon,
    kl_divergence,
    mutual_information,
    renyi_divergence,
)
from symbinfo.numeric.ready.entropies import (
    conditional_entropy,
    cross_entropy,
    entropy,
    renyi_entropy,
    tsallis_entropy,
)

__all__ = [
    "conditional_entropy",
    "cross_entropy",
    "entropy",
    "f_divergence",
    "hellinger",
    "jensen_shannon",
    "kl_divergence",
    "mutual_information",
    "renyi_divergence",
    "renyi_entropy",
    "total_variation",
    "tsallis_entropy",
]
