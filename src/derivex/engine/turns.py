"""A sum of angles that makes whole turns only, and is too small for one, is zero.

If ``sin(D) = 0`` and ``cos(D) = 1`` then D is a multiple of 2*pi; if D also lies strictly between
-2*pi and 2*pi it is 0. D is a linear combination of pi and of kernels whose values lie in a
known interval: ``atan(u)`` of real u in (-pi/2, pi/2), ``arg(u)`` in (-pi, pi]. So
``atan(x) + atan(y) = atan2(x + y, 1 - x*y)`` for real x and y.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz_mpoly

from derivex.engine.elements import ONE_ELEMENT, Element
from derivex.engine.field import Field
from derivex.engine.trigonometry import sine_cosine

MAX_ANGLES = 6
ONE_TURN = Fraction(2)  # all angles here are in multiples of pi
# between what the values of a kernel lie, and whether that end is never reached
RANGES = {
    "atan": ((Fraction(-1, 2), True), (Fraction(1, 2), True)),
    "arg": ((Fraction(-1), True), (Fraction(1), False)),
}


def makes_no_turn(field: Field, element: Element) -> bool:
    """Whether a factor of the element is a sum of angles that is proved to be zero."""
    return any(
        exponent > 0 and _is_no_turn(field, field.ring.polynomials[factor])
        for factor, exponent in element.factors.items()
    )


def _is_no_turn(field: Field, polynomial: fmpz_mpoly) -> bool:
    if not _less_than_a_turn(field, polynomial):
        return False
    sine, cosine = sine_cosine(field, field.element(polynomial))
    return field.is_zero(sine) and field.is_zero(field.subtract(cosine, ONE_ELEMENT))


def _less_than_a_turn(field: Field, polynomial: fmpz_mpoly) -> bool:
    """Whether a linear form in angles lies strictly between -2*pi and 2*pi."""
    if len(polynomial) > MAX_ANGLES or polynomial.total_degree() != 1:
        return False
    low = high = Fraction(0)
    low_open = high_open = False
    for monomial, number in polynomial.terms():
        generator = next(iter(field.exponents(monomial)), None)
        if generator is None or generator not in field.real:
            return False
        kernel, times = field.kernels[generator], Fraction(int(number))
        if kernel.head == "pi":
            low, high = low + times, high + times
            continue
        if kernel.head not in RANGES:
            return False
        least, most = RANGES[kernel.head] if times > 0 else RANGES[kernel.head][::-1]
        low, high = low + times * least[0], high + times * most[0]
        low_open, high_open = low_open or least[1], high_open or most[1]
    above = high < ONE_TURN or (high == ONE_TURN and high_open)
    return above and (low > -ONE_TURN or (low == -ONE_TURN and low_open))
