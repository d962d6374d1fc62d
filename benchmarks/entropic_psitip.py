"""PSITIP as a peer: reads records as lines of JSON, decides them, prints verdict and seconds.

Run by ``entropic.py`` with an interpreter that has psitip and need not have symbinfo.
"""

import gc
import json
import sys
from fractions import Fraction
from time import perf_counter

import psitip


def joined(names, known):
    """Return several variables as one."""
    found = known.setdefault(names[0], psitip.rv(names[0]))
    for name in names[1:]:
        found = found + known.setdefault(name, psitip.rv(name))
    return found


def measure(first, second, given, known):
    """Return an entropy or a mutual information."""
    about = joined(first, known)
    if second:
        about = about & joined(second, known)
    if given:
        about = about | joined(given, known)
    return psitip.I(about) if second else psitip.H(about)


def relation(row, known):
    """Return a relation of a sum of measures and 0."""
    terms, sign = row
    total = psitip.Expr.zero()
    for factor, first, second, given in terms:
        ratio = Fraction(factor)
        scale = int(ratio) if ratio.denominator == 1 else float(ratio)
        total = total + scale * measure(first, second, given, known)
    return {"=": total == 0, "<=": total <= 0, ">=": total >= 0}[sign]


def main():
    """Answer line by line."""
    for line in sys.stdin:
        links, given = json.loads(line)
        known = {}
        region = None
        for row in given:
            one = relation(row, known)
            region = one if region is None else region & one
        claims = [relation(row, known) for row in links]
        claims = [claim if region is None else region >> claim for claim in claims]
        gc.collect()
        gc.disable()
        start = perf_counter()
        verdicts = [bool(claim) for claim in claims]
        seconds = perf_counter() - start
        gc.enable()
        print(json.dumps([all(verdicts), seconds]), flush=True)


if __name__ == "__main__":
    main()
