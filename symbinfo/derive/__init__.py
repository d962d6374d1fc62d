"""Derivations: chains of steps, and the shelf on which they stand."""
