"""Functions at rational numbers where their values are rational, and constants in balls.

Contract: part of what a certificate's reader has to trust, as ``values``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb, factorial

from flint import acb, arb

CONSTANTS: dict[str, Callable[[], acb]] = {
    "Catalan": lambda: acb(arb.const_catalan()),
    "E": lambda: acb(arb.const_e()),
    "EulerGamma": lambda: acb(arb.const_euler()),
    "GoldenRatio": lambda: (1 + acb(5).sqrt()) / 2,
}


def _whole(number: Fraction) -> bool:
    return number.denominator == 1 and 0 <= number <= 1_000


EXACT: dict[str, Callable[..., Fraction | None]] = {  # None where a ball has to do
    "abs": abs,
    "binomial": lambda n, k: Fraction(comb(int(n), int(k))) if _whole(n) and _whole(k) else None,
    "ceiling": lambda u: Fraction(-(-u // 1)),
    "exp": lambda u: None if u else Fraction(1),
    "factorial": lambda u: Fraction(factorial(int(u))) if _whole(u) else None,
    "floor": lambda u: Fraction(u // 1),
    "gamma": lambda u: Fraction(factorial(int(u) - 1)) if u >= 1 and _whole(u) else None,
    "log": lambda u: Fraction(0) if u == 1 else None,
    "max": max,
    "min": min,
    "root": lambda u, n: None if u else Fraction(0),
    "sign": lambda u: Fraction((u > 0) - (u < 0)),
    **dict.fromkeys(("sin", "asin", "atan", "erf"), lambda u: None if u else Fraction(0)),
    "cos": lambda u: None if u else Fraction(1),
}
