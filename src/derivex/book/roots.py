"""Roots of numbers: what is a power in the number comes out of the root.

Contract: exact; only for a positive fraction under a root of order up to ``MAX_ORDER`` whose parts have at
most ``MAX_DIGITS`` digits. None for everything else, and where nothing comes out.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz

from derivex.term import ONE, App, Term, divide, literal, multiply, number, power

MAX_ORDER = 16
MAX_DIGITS = 30


def without_powers(term: Term) -> Term | None:
    """The root of a number with its powers taken out.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> [plain(without_powers(read(text))) for text in ("sqrt(12)", "24^(1/3)", "8^(2/3)")]
    ['2*sqrt(3)', '2*3^(1/3)', '4']
    >>> without_powers(read("sqrt(6)"))
    """
    match term:
        case App("sqrt", (base,)):
            value, exponent = literal(base), Fraction(1, 2)
        case App("^", (base, raised)):
            value, found = literal(base), literal(raised)
            if found is None or found.denominator == 1:
                return None
            exponent = found
        case _:
            return None
    order, times = exponent.denominator, exponent.numerator
    if value is None or value <= 0 or not 1 < order <= MAX_ORDER or not 0 < times <= MAX_ORDER:
        return None
    if max(len(str(value.numerator)), len(str(value.denominator))) > MAX_DIGITS:
        return None
    above, under = _split(value.numerator, order)
    below, over = _split(value.denominator, order)
    if above == below == 1:
        return None
    outside = number(Fraction(above, below) ** times)
    left = Fraction(under, over)
    if left == 1:
        return outside
    root = (
        App("sqrt", (number(left),))
        if term.head == "sqrt"
        else power(number(left), divide(number(times), number(order)))
    )
    return root if outside == ONE else multiply(outside, root)


def _split(whole: int, order: int) -> tuple[int, int]:
    """``(a, b)`` with ``whole = a^order*b`` and no such power left in b."""
    outside, inside = 1, 1
    for prime, count in fmpz(whole).factor():
        outside *= int(prime) ** (count // order)
        inside *= int(prime) ** (count % order)
    return outside, inside
