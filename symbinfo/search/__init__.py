"""Tactics and provers: they guess proofs, which the kernel checks."""
