"""Inverse sines and tangents of numbers, as far as they are dependent.

``atan`` of a rational number b/a is the argument of the Gaussian integer a + b*I, so it is
a sum of the arguments of its Gaussian prime factors: one kernel a prime, and multiples of
pi/4. Which multiple of pi/2 the units leave over is read off rounded values, whose error is
far below the pi/4 that would matter. This is why Machin's formula is an identity here.
Square roots are compared with the values at multiples of pi/8 and pi/12.

Contract: the elements have the values of the functions; rounding only chooses between values that
are far apart. Incomplete: other algebraic numbers give kernels that are independent of each other.
"""

from __future__ import annotations

from math import atan, isqrt, pi

from flint import fmpq

from derivex.engine.elements import Element, constant, negative
from derivex.engine.field import Field
from derivex.engine.multiples import at_multiple_of_pi
from derivex.engine.named import pi_element
from derivex.engine.positivity import Sign, sign_of
from derivex.engine.powers import opaque
from derivex.engine.splitting import MAX_FACTORED_BITS, prime_powers

MAX_PRIME = 10**8  # a sum of two squares is looked for by trying
ANGLES = ((1, 3), (1, 4), (1, 6), (1, 8), (3, 8), (1, 12), (5, 12))  # in multiples of pi, with simple square roots


def atan_of_rational(field: Field, number: fmpq) -> Element | None:
    """``atan`` of a rational number as a sum over Gaussian primes; None if it is too large."""
    real, imaginary = int(number.q), int(number.p)
    norm = real**2 + imaginary**2
    if norm.bit_length() > MAX_FACTORED_BITS:
        return None
    pieces: list[tuple[fmpq, int]] = []
    rough = 0.0
    quarters = fmpq(0)
    for prime, count in prime_powers(norm):
        if prime == 2:
            quarters = fmpq(count, 4)
            rough += count * pi / 4
            continue
        if prime > MAX_PRIME:
            return None
        large, small = _two_squares(prime)
        # number and denominator are coprime: only one of the two conjugate primes divides a + b*I
        times = count if (imaginary * large - real * small) % prime == 0 else -count
        pieces.append((fmpq(small, large), times))
        rough += times * atan(small / large)
    turns = round((atan(imaginary / real) - rough) / (pi / 2))
    whole = field.multiply(constant(quarters + fmpq(turns, 2)), pi_element(field))
    angles = (
        field.multiply(constant(times), opaque(field, "atan", (constant(tangent),), real=True))
        for tangent, times in pieces
    )
    return field.add(whole, *angles)


def _two_squares(prime: int) -> tuple[int, int]:
    """``prime = large^2 + small^2`` for a prime that leaves 1 when divided by 4."""
    for small in range(1, isqrt(prime // 2) + 1):
        large = isqrt(prime - small**2)
        if large**2 + small**2 == prime:
            return large, small
    raise AssertionError(prime)  # there is such a sum for every such prime


def known_angle(field: Field, value: Element, head: str) -> Element | None:
    """``asin`` or ``atan`` of a number made of square roots, where it is a multiple of pi."""
    generators = field.generators_of(value)
    if not generators or any(field.kernels[each].head != "root" or each not in field.high for each in generators):
        return None
    sign = sign_of(field, value)
    if sign not in (Sign.POSITIVE, Sign.NEGATIVE):
        return None
    size = value if sign is Sign.POSITIVE else negative(value)
    for above, below in ANGLES:
        sine, cosine = at_multiple_of_pi(field, fmpq(above, below))
        other = sine if head == "asin" else field.divide(sine, cosine)
        if field.is_zero(field.subtract(size, other)):
            angle = field.multiply(constant(fmpq(above, below)), pi_element(field))
            return angle if sign is Sign.POSITIVE else negative(angle)
    return None
