"""Signs of polynomials in real kernels: sufficient tests only, "unknown" otherwise.

A polynomial whose coefficients are all positive, and whose odd exponents stand only on
kernels that are never negative, is never negative; with a monomial of strictly positive
kernels it is positive. Bounds given for a kernel are used by moving it: ``x = low + t`` or
``x = high - t`` with t >= 0, or ``x = (low + high*t)/(1 + t)`` for both at once. In one
kernel the answer is complete (``sturm``); else squares are completed (``definite``).

Contract: answers hold at every point of the pointwise theorem (see ``tower``). Only here
may an assumption about the sign of something enter the exact half.
"""

from __future__ import annotations

import enum
from fractions import Fraction

from flint import fmpz_mpoly

from derivex.engine.definite import Strength, has_constant_norm, strength_by_squares, univariate_strength
from derivex.engine.elements import Element
from derivex.engine.field import Field
from derivex.engine.moving import MAX_MOVED_DEGREE, moved_forms

MAX_TERMS = 200  # of a polynomial that is worth the trouble
MAX_ASKED = 100  # simpler polynomials that one question may lead to


class Sign(enum.Enum):
    """What is known of a real value; UNKNOWN is also the answer for what may not be real."""

    POSITIVE = ">"
    NONNEGATIVE = ">="
    NEGATIVE = "<"
    NONPOSITIVE = "<="
    UNKNOWN = "?"


AT_LEAST_ZERO = (Sign.POSITIVE, Sign.NONNEGATIVE)
AT_MOST_ZERO = (Sign.NEGATIVE, Sign.NONPOSITIVE)

STRENGTHS = {
    2: Sign.POSITIVE,
    1: Sign.NONNEGATIVE,
    0: Sign.UNKNOWN,
    -1: Sign.NONPOSITIVE,
    -2: Sign.NEGATIVE,
}


def is_real(field: Field, element: Element) -> bool:
    """Whether every kernel in the element is real."""
    return all(generator in field.real for generator in field.generators_of(element))


def is_real_polynomial(field: Field, polynomial: fmpz_mpoly) -> bool:
    if not field.real:
        return bool(polynomial.is_constant())
    return all(generator in field.real for generator in field.ring.degrees(polynomial))


def sign_of_polynomial(field: Field, polynomial: fmpz_mpoly) -> Sign:
    """The sign that a polynomial has wherever the theorem speaks."""
    return _sign_of(field, polynomial, {})


def _sign_of(field: Field, polynomial: fmpz_mpoly, asked: dict[tuple[int, bool], Sign]) -> Sign:
    """The sign; ``asked`` are the simpler polynomials that this question has led to, each of which is asked once."""
    if not polynomial:
        return Sign.UNKNOWN
    if polynomial.is_constant():
        return Sign.POSITIVE if polynomial.leading_coefficient() > 0 else Sign.NEGATIVE
    if len(polynomial) > MAX_TERMS or not is_real_polynomial(field, polynomial):
        return Sign.UNKNOWN
    if field.later:
        field.found_out(field.ring.degrees(polynomial))
    number = field.ring.intern_positive(polynomial)
    name = number, polynomial.leading_coefficient() > 0
    if name not in asked:
        if len(asked) >= MAX_ASKED:
            return Sign.UNKNOWN
        asked[name] = Sign.UNKNOWN
        asked[name] = _sought(field, polynomial, number, lambda each: _strength_in(_sign_of(field, each, asked)))
    return asked[name]


def _sought(field: Field, polynomial: fmpz_mpoly, number: int, simpler: Strength) -> Sign:
    """The sign by what is known, by bounds, by moving and by squares, in this order."""
    known = field.signs.get(number)
    weak: Sign | None = _by_intervals(field, polynomial)
    if weak is not None:
        return weak
    if known is not None:
        strict, direction = known
        direction = direction if polynomial.leading_coefficient() > 0 else -direction
        found = Sign.POSITIVE if direction > 0 else Sign.NEGATIVE
        if strict:
            return found
        weak = Sign.NONNEGATIVE if direction > 0 else Sign.NONPOSITIVE
    degrees = field.ring.degrees(polynomial)
    if len(degrees) == 1 and len(polynomial) > 1:
        alone = STRENGTHS[univariate_strength(field, polynomial, degrees)]
        if alone is not Sign.UNKNOWN or degrees.keys().isdisjoint(field.rules):
            return _stronger(field, polynomial, alone, weak)
    for form, moved in moved_forms(field, polynomial):
        for candidate, above, at_least in (
            (form, Sign.POSITIVE, Sign.NONNEGATIVE),
            (-form, Sign.NEGATIVE, Sign.NONPOSITIVE),
        ):
            strength = _strength(field, candidate, moved)
            if strength == 2:
                return above
            if strength == 1 and weak is None:
                weak = at_least
    found = STRENGTHS[strength_by_squares(field, polynomial, simpler)]
    return _stronger(field, polynomial, found, weak)


def _stronger(field: Field, polynomial: fmpz_mpoly, found: Sign, weak: Sign | None) -> Sign:
    """The stronger of two answers, and what follows if the polynomial is known not to be zero."""
    if found in (Sign.POSITIVE, Sign.NEGATIVE):
        return found
    if found is Sign.UNKNOWN:
        found = Sign.UNKNOWN if weak is None else weak
    if found is Sign.UNKNOWN:
        return found
    if field.known_nonzero(field.ring.intern_positive(polynomial)):
        return Sign.POSITIVE if found is Sign.NONNEGATIVE else Sign.NEGATIVE
    field.doubt()
    return found


def strength_of(field: Field, polynomial: fmpz_mpoly) -> int:
    """The sign as a number: 2 for positive, 1 for never negative, 0 for unknown, and their negatives."""
    return _strength_in(sign_of_polynomial(field, polynomial))


def _strength_in(found: Sign) -> int:
    return next(number for number, sign in STRENGTHS.items() if sign is found)


def sign_of(field: Field, element: Element) -> Sign:
    """The sign of an element, from those of its factors; factors below the bar aren't zero."""
    if not element.coefficient:
        return Sign.UNKNOWN
    negative = element.coefficient < 0
    strict = True
    for factor, exponent in element.factors.items():
        polynomial = field.ring.polynomials[factor]
        if exponent % 2 == 0:
            if not is_real_polynomial(field, polynomial):
                return Sign.UNKNOWN
            strict = strict and (exponent < 0 or is_nonzero_factor(field, factor))
            continue
        sign = sign_of_polynomial(field, polynomial)
        if sign is Sign.UNKNOWN:
            return Sign.UNKNOWN
        negative ^= sign in AT_MOST_ZERO
        strict = strict and (exponent < 0 or sign in (Sign.POSITIVE, Sign.NEGATIVE))
    if strict:
        return Sign.NEGATIVE if negative else Sign.POSITIVE
    return Sign.NONPOSITIVE if negative else Sign.NONNEGATIVE


def never_negative(field: Field, element: Element) -> bool:
    return sign_of(field, element) in AT_LEAST_ZERO


def note_sign(field: Field, generator: int, sign: Sign) -> None:
    """Put the sign of a real generator into its bounds."""
    if sign in AT_LEAST_ZERO:
        field.low[generator] = (Fraction(0), sign is Sign.POSITIVE)
    elif sign in AT_MOST_ZERO:
        field.high[generator] = (Fraction(0), sign is Sign.NEGATIVE)


def is_nonzero_factor(field: Field, factor: int) -> bool:
    """Whether a factor is known not to vanish, real or not."""
    if factor in field.nonzero:
        return True
    polynomial = field.ring.polynomials[factor]
    if sign_of_polynomial(field, polynomial) in (Sign.POSITIVE, Sign.NEGATIVE) or field.known_nonzero(factor):
        return True
    if factor < field.ring.size and field.kernels[factor].head == "root":
        base = field.kernels[factor].arguments[0]
        if all(exponent < 0 or is_nonzero_factor(field, part) for part, exponent in base.factors.items()):
            field.nonzero.add(factor)
            return True
    if has_constant_norm(field, polynomial):
        return True
    field.doubt()
    return False


def is_integer(field: Field, element: Element) -> bool:
    """Whether the element is a polynomial with integer coefficients in integer kernels."""
    if element.coefficient.q != 1 or any(exponent < 0 for exponent in element.factors.values()):
        return False
    return field.generators_of(element) <= field.integers


def _by_intervals(field: Field, polynomial: fmpz_mpoly) -> Sign | None:
    """A strict sign, if all generators lie in known intervals of numbers that don't change their sign."""
    degrees = field.ring.degrees(polynomial)
    if sum(degrees.values()) > MAX_MOVED_DEGREE:
        return None
    ends: dict[int, tuple[Fraction, Fraction]] = {}
    for generator in degrees:
        low, high = field.low.get(generator), field.high.get(generator)
        if low is None or high is None or low[0] < 0 < high[0]:
            return None
        ends[generator] = low[0], high[0]
    least, most = Fraction(0), Fraction(0)
    for monomial, number in polynomial.terms():
        small = large = Fraction(int(number))
        for index, exponent in enumerate(monomial):
            if exponent:
                found = [each ** int(exponent) for each in ends[field.ring.size - 1 - index]]
                products = [one * other for one in (small, large) for other in found]
                small, large = min(products), max(products)
        least += small
        most += large
    return Sign.POSITIVE if least > 0 else Sign.NEGATIVE if most < 0 else None


def _strength(field: Field, polynomial: fmpz_mpoly, moved: dict[int, bool]) -> int:
    """2 if the polynomial is positive, 1 if it is never negative, 0 if unknown.

    ``moved`` are generators that stand for the t of a moved one: t > 0 if True, else t >= 0.
    """
    positive = False
    last = field.ring.size - 1
    for monomial, number in polynomial.terms():
        if number < 0:
            return 0
        strict = True
        for index, exponent in enumerate(monomial):
            if not exponent:
                continue
            generator = last - index
            if generator in moved:
                strict = strict and moved[generator]
                continue
            low = field.low.get(generator)
            if exponent % 2 and not (low is not None and low[0] >= 0):
                return 0
            strict = strict and (
                field.known_nonzero(generator) or (low is not None and (low[0] > 0 or low == (Fraction(0), True)))
            )
        positive = positive or strict
    return 2 if positive else 1
