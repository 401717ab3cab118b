"""Sine and cosine at rational multiples of pi: algebraic numbers.

They are written by square roots where they can be, else by ``2*cos(pi/n)`` with its minimal
polynomial; all multiples of pi/n follow by Chebyshev's recursion.

Contract: exact; ``TooHard`` beyond MAX_DENOMINATOR.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from flint import fmpq, fmpz_poly

from derivex.engine.answers import TooHard
from derivex.engine.elements import ONE, ONE_ELEMENT, ZERO_ELEMENT, Element, Kernel, constant, negative
from derivex.engine.field import Field
from derivex.engine.roots import rational_power

MAX_DENOMINATOR = 60  # of a multiple of pi whose values are written algebraically

Pair = tuple[Element, Element]  # sine and cosine

NOTHING: Pair = (ZERO_ELEMENT, ONE_ELEMENT)


def at_multiple_of_pi(field: Field, times: fmpq) -> Pair:
    """Sine and cosine of ``times*pi``, written by square roots where they can be."""
    above, below = int(times.p) % (2 * int(times.q)), int(times.q)
    # one denominator for an odd one and its double, so that sin(2*pi/5) is cos(pi/10)
    if below % 2:
        above, below = 2 * above, 2 * below
    if below > MAX_DENOMINATOR:
        raise TooHard(f"a multiple of pi with a denominator beyond {MAX_DENOMINATOR}")
    quarter, rest = divmod(above, below // 2)
    return _turned(_first_quarter(field, rest, below), quarter)


def _turned(pair: Pair, quarters: int) -> Pair:
    """Sine and cosine after so many quarter turns more."""
    sine, cosine = pair
    for _ in range(quarters % 4):
        sine, cosine = cosine, negative(sine)
    return sine, cosine


def _first_quarter(field: Field, above: int, below: int) -> Pair:
    """Sine and cosine of ``pi*above/below`` with 0 <= above/below < 1/2 and an even denominator."""
    if above == 0:
        return NOTHING
    common = gcd(above, below)
    above, below = above // common, below // common
    if below % 2:
        above, below = 2 * above, 2 * below
    half = constant(fmpq(1, 2))
    cosine = field.multiply(half, twice_cosine(field, below))
    return (
        _cosine_of_multiple(field, cosine, abs(below // 2 - above)),
        _cosine_of_multiple(field, cosine, above),
    )


def _cosine_of_multiple(field: Field, cosine: Element, times: int) -> Element:
    """``cos(times*u)`` from ``cos(u)``, by Chebyshev's recursion."""
    before, here = ONE_ELEMENT, cosine
    if times == 0:
        return before
    for _ in range(times - 1):
        following = field.add(field.product((constant(2), cosine, here)), negative(before))
        before, here = here, following
    return here


def golden_ratio(field: Field) -> Element:
    """``(1 + sqrt(5))/2``."""
    return field.multiply(constant(fmpq(1, 2)), field.add(ONE_ELEMENT, square_root(field, constant(5))))


def twice_cosine(field: Field, denominator: int) -> Element:
    """``2*cos(pi/denominator)`` for an even denominator: by roots, else by its minimal polynomial."""
    if denominator == 2:
        return ZERO_ELEMENT
    if denominator == 6:
        return rational_power(field, constant(3), fmpq(1, 2))
    if denominator == 10:  # 2*cos(pi/5) is the golden ratio
        return square_root(field, field.add(constant(2), golden_ratio(field)))
    if denominator == 12:
        both = field.add(square_root(field, constant(6)), square_root(field, constant(2)))
        return field.multiply(constant(fmpq(1, 2)), both)
    if denominator % 4 == 0:  # 2*cos(u/2) = sqrt(2 + 2*cos(u)), positive in the first quarter
        return square_root(field, field.add(constant(2), twice_cosine(field, denominator // 2)))
    key = ("2*cos(pi/n)", denominator)
    found = field.keys.get(key)
    if found is None:
        numbers = [int(number) for number in fmpz_poly.cos_minpoly(2 * denominator).coeffs()]
        found = field.create(Kernel("2*cos(pi/n)", (constant(denominator),)), key)
        field.real.add(found)
        field.low[found] = (Fraction(0), True)
        field.high[found] = (Fraction(2), True)
        generator = field.ring.polynomials[found]
        relation = field.ring.one * 0
        for exponent, number in enumerate(numbers):
            relation += generator**exponent * number
        field.ring.reduce_by(found, len(numbers) - 1, relation)
    return Element(ONE, {found: 1})


def square_root(field: Field, element: Element) -> Element:
    return rational_power(field, element, fmpq(1, 2))
