"""What commands that compute read of their arguments: a range, and values for symbols. Errors: Unreadable."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from derivex.errors import Unreadable
from derivex.notation.plain import read_relations
from derivex.numerics.points import WIDEST
from derivex.term import App, Sym, literal

LARGEST = 1e15  # beyond, nothing is to be seen


def limits(text: str | None) -> tuple[float, float]:
    """The two ends of ``LOW,HIGH``.

    >>> limits("-4,4"), limits(None)
    ((-4.0, 4.0), (-1000.0, 1000.0))
    """
    if text is None:
        return WIDEST
    try:
        low, high = (float(part) for part in text.split(","))
    except ValueError:
        raise Unreadable(f'"{text}" is no range', remedy="write --range -10,10") from None
    if not (math.isfinite(low) and math.isfinite(high) and low < high and max(-low, high) <= LARGEST):
        raise Unreadable(f'"{text}" is no range', remedy=f"write the lower end first, and none beyond {LARGEST:g}")
    return low, high


def values(texts: Iterable[str]) -> dict[str, Fraction]:
    """The values of ``beta = 2``, by name.

    >>> values(["beta = 1/2"])
    {'beta': Fraction(1, 2)}
    """
    found: dict[str, Fraction] = {}
    for text in texts:
        match read_relations(text):
            case (App("=", (Sym(name), right)),) if (value := literal(right)) is not None:
                found[name] = value
            case _:
                raise Unreadable(f'"{text}" gives no symbol a number', remedy='write --at "beta = 2"')
    return found
