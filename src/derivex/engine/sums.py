"""Sums that have a value in the field: they telescope, F(b + 1) - F(a) with F(k + 1) - F(k) = f(k).

Powers of the index by Bernoulli's polynomials; 1/(index + s) and its powers by polygamma
functions, where index + s is positive from the start; other fractions through these.

Contract: exact where the sum is defined; None for bodies of other kinds, such as geometric ones,
which ``induction`` may prove.
"""

from __future__ import annotations

from math import comb, factorial

from flint import fmpq, fmpz_mpoly

from derivex.engine.bodies import linear, partial_fractions
from derivex.engine.elements import Element, constant
from derivex.engine.field import Field
from derivex.engine.gammas import polygamma
from derivex.engine.positivity import Sign, sign_of
from derivex.engine.splitting import factors_of

MAX_POWER = 24  # of the index in a sum that has a closed form
MAX_ORDER = 6  # of a pole whose sum is a polygamma function


def closed_sum(
    field: Field, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, low: Element, after: Element
) -> Element | None:
    """A power of the index by Bernoulli's polynomials, of 1/(index + s) by polygamma; both telescope."""
    degrees = field.ring.degrees(above)
    if set(degrees) <= {bound} and below.is_one():
        exponent = degrees.get(bound, 0)
        if exponent > MAX_POWER:
            return None
        return field.subtract(_bernoulli(field, exponent, after), _bernoulli(field, exponent, low))
    if not set(degrees) <= {bound}:
        return None
    parts = partial_fractions(field, degrees.get(bound, 0), below, bound)
    if parts is not None and all(sign_of(field, field.add(low, rest)) is Sign.POSITIVE for _, _, rest in parts):
        values = [_harmonic(field, 1, slope, rest, low, after) for _, slope, rest in parts]
        return field.add(*(field.multiply(part[0], value) for part, value in zip(parts, values, strict=True)))
    if degrees:
        return None
    factors = factors_of(field, below)
    if len(factors) != 1 or factors[0][1] > MAX_ORDER:
        return None
    part, order = factors[0]
    shift = linear(field, part, bound)
    if shift is None or sign_of(field, field.add(low, shift[1])) is not Sign.POSITIVE:
        return None
    return _harmonic(field, order, *shift, low, after)


def _harmonic(field: Field, order: int, slope: fmpq, rest: Element, low: Element, after: Element) -> Element:
    """The sum of ``1/(slope*(index + rest))^order`` where ``low + rest`` is positive."""
    upper, lower = (polygamma(field, constant(order - 1), field.add(end, rest)) for end in (after, low))
    scale = fmpq((-1) ** (order - 1), factorial(order - 1)) / slope**order
    return field.multiply(constant(scale), field.subtract(upper, lower))


def _bernoulli(field: Field, exponent: int, place: Element) -> Element:
    """``P(t)`` with ``P(t + 1) - P(t) = t^exponent``: Bernoulli's polynomial."""
    degree = exponent + 1
    numbers = [fmpq(comb(degree, index)) * fmpq.bernoulli(index) / degree for index in range(degree)]
    powers = [field.multiply(constant(each), field.power(place, degree - index)) for index, each in enumerate(numbers)]
    return field.add(*powers)
