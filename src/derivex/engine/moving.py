"""Polynomials with bounded generators moved, so that what is left of them is at least 0.

    x = low + t    x = high - t    x = (low + high*t)/(1 + t)    each with t >= 0

The generator stands for t in the moved form, which has the sign of the polynomial: it is the
polynomial at the other place, times positive numbers and powers of ``1 + t``.

Contract: as of ``positivity``; forms of a high degree aren't made.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from flint import fmpz_mpoly

from derivex.engine.field import Field

MAX_MOVED_DEGREE = 12
MAX_MOVED_TERMS = 2_000  # that a polynomial may have once generators are moved


def moved_forms(field: Field, polynomial: fmpz_mpoly) -> Iterator[tuple[fmpz_mpoly, dict[int, bool]]]:
    """The polynomial, then its forms with bounded generators moved; the same sign each."""
    yield polynomial, {}
    degrees = field.ring.degrees(polynomial)
    if max(degrees.values()) > MAX_MOVED_DEGREE or sum(degrees.values()) > 2 * MAX_MOVED_DEGREE:
        return
    lows = {generator: field.low[generator] for generator in degrees if generator in field.low}
    highs = {generator: field.high[generator] for generator in degrees if generator in field.high}
    raised = {generator: low for generator, low in lows.items() if low[0] != 0}
    if len(polynomial) * prod(degrees[generator] + 1 for generator in lows.keys() | highs.keys()) > MAX_MOVED_TERMS:
        return
    if raised:
        yield _shifted(field, polynomial, raised, 1), {generator: strict for generator, (_, strict) in raised.items()}
    if highs:
        moved = {generator: strict for generator, (_, strict) in highs.items()}
        turned = _shifted(field, polynomial, highs, -1)
        yield turned, moved
        rest = {generator: low for generator, low in raised.items() if generator not in highs}
        if rest:
            yield _shifted(field, turned, rest, 1), moved | {each: strict for each, (_, strict) in rest.items()}
    boxed = [generator for generator in lows if generator in highs]
    if boxed:
        result, flags = polynomial, {}
        for generator in boxed:
            result, whole = _boxed(field, result, generator, lows[generator][0], highs[generator])
            flags[generator] = whole and lows[generator][1]
        yield result, flags


def _shifted(
    field: Field, polynomial: fmpz_mpoly, ends: dict[int, tuple[Fraction, bool]], direction: int
) -> fmpz_mpoly:
    """The polynomial at ``end + direction*t``, times a positive number that clears fractions."""
    for generator, (end, _) in ends.items():
        image = int(end.numerator) * field.ring.one + field.ring.polynomials[generator] * (direction * end.denominator)
        polynomial = _composed(field, polynomial, generator, image, field.ring.one * end.denominator)
    return polynomial


def _boxed(
    field: Field, polynomial: fmpz_mpoly, generator: int, low: Fraction, high: tuple[Fraction, bool]
) -> tuple[fmpz_mpoly, bool]:
    """The polynomial at ``(low + high*t)/(1 + t)``, times a power of ``1 + t`` and a positive number.

    A closed upper end is no such value. There the polynomial is at least 0 by continuity; for
    more, its value there, the leading coefficient in t, must be a number. If it isn't, the
    form comes multiplied by t, and with False: t must count as "at least 0", never as positive.
    """
    scale = low.denominator * high[0].denominator
    t = field.ring.polynomials[generator]
    image = t * int(high[0] * scale) + int(low * scale)
    moved = _composed(field, polynomial, generator, image, (t + 1) * scale)
    if high[1] or _alone(field, moved, generator, field.ring.degrees(polynomial).get(generator, 0)):
        return moved, True
    return moved * t, False


def _alone(field: Field, polynomial: fmpz_mpoly, generator: int, degree: int) -> bool:
    """Whether the coefficient of ``generator^degree`` is a number other than 0."""
    index = field.ring.size - 1 - generator
    leading = [monomial for monomial in polynomial.monoms() if monomial[index] == degree]
    return len(leading) == 1 and sum(leading[0]) == degree


def _composed(field: Field, polynomial: fmpz_mpoly, generator: int, above: fmpz_mpoly, below: fmpz_mpoly) -> fmpz_mpoly:
    """``below^n * polynomial(generator = above/below)`` with n the degree in the generator."""
    degree = field.ring.degrees(polynomial).get(generator, 0)
    if not degree:
        return polynomial
    result = field.ring.one * 0
    for exponent, coefficient in field.ring.by_powers(polynomial, generator).items():
        result += coefficient * above**exponent * below ** (degree - exponent)
    return result
