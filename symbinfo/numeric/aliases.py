"""The names of measures on the command line, the same for every command."""

from __future__ import annotations

from types import MappingProxyType

ALIASES = MappingProxyType(
    {
        "kl": "kl_divergence",
        "jensen_shannon_divergence": "jensen_shannon",
        "total_variation_distance": "total_variation",
        "hellinger_distance": "hellinger",
    }
)
"""Other names, with the name that a measure has in `symbinfo.numeric`."""


def full_name(name: str) -> str:
    """Return the name of a measure in `symbinfo.numeric`.

    >>> full_name("kl"), full_name("entropy")
    ('kl_divergence', 'entropy')
    """
    return ALIASES.get(name, name)
