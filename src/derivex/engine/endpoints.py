"""Real numbers as they are written: ``3/2``, ``sqrt(2)``, ``log(2)/2``; and which of two is smaller.

A rational number is exact. Any other one is a closed term with a ball around its value; two
of them are told apart by their balls, or are the same term. What can't be told apart is
``Unsolvable``, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import isqrt

from flint import arb

from derivex.comparison import key
from derivex.engine.balls import Evaluator
from derivex.engine.values import Undefined, Unknown, ball
from derivex.term import (
    EULER,
    App,
    Num,
    Term,
    add,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    power,
    subtract,
)

PRECISION = 192
MAX_TRIED = 1_000  # squares of the numbers below are taken out of a root


class Unsolvable(Exception):
    """A condition that isn't put into words here; it stays as it is written."""


@dataclass(frozen=True)
class Endpoint:
    """A real number: the term that people write for it, and its exact value if it is rational."""

    term: Term
    value: Fraction | None = field(compare=False)

    @cached_property
    def ball(self) -> arb:
        if self.value is not None:
            return arb(self.value.numerator) / arb(self.value.denominator)
        try:
            found = ball(Evaluator({}, PRECISION).evaluate(self.term))
        except (Undefined, Unknown) as error:
            raise Unsolvable from error
        if not found.imag.is_zero():
            raise Unsolvable
        return found.real

    def same(self, other: Endpoint) -> bool:
        if self.value is not None and other.value is not None:
            return self.value == other.value
        return key(self.term) == key(other.term)

    def below(self, other: Endpoint) -> bool:
        """Whether it is smaller; ``Unsolvable`` if that can't be told."""
        if self.value is not None and other.value is not None:
            return self.value < other.value
        if self.same(other):
            return False
        if self.ball < other.ball:
            return True
        if self.ball > other.ball:
            return False
        raise Unsolvable


def rational(value: Fraction | int) -> Endpoint:
    return Endpoint(number(value), Fraction(value))


ZERO_POINT, ONE_POINT = rational(0), rational(1)


def closed(term: Term) -> Endpoint:
    """The endpoint that a term without symbols is; ``Unsolvable`` if it is no real number."""
    value = literal(term)
    if value is not None:
        return rational(value)
    if free_symbols(term):
        raise Unsolvable
    found = Endpoint(term, None)
    found.ball  # noqa: B018  # raises if the value isn't real
    return found


def scaled(point: Endpoint, factor: Fraction, shift: Fraction) -> Endpoint:
    """``factor*point + shift``."""
    if point.value is not None:
        return rational(point.value * factor + shift)
    term = point.term
    if factor != 1:
        numerator, denominator = abs(factor).numerator, abs(factor).denominator
        term = term if numerator == 1 else multiply(number(numerator), term)
        term = term if denominator == 1 else divide(term, number(denominator))
        term = negate(term) if factor < 0 else term
    if shift:
        term = add(term, number(shift)) if shift > 0 else subtract(term, number(-shift))
    return Endpoint(term, None)


def exponential(point: Endpoint) -> Endpoint:
    if point.value == 0:
        return ONE_POINT
    match point.term:
        case App("log", (inner,)):
            return closed(inner)
        case Num("1"):
            return Endpoint(EULER, None)
    return Endpoint(App("exp", (point.term,)), None)


def logarithm(point: Endpoint) -> Endpoint:
    """The logarithm of a positive number."""
    if point.value == 1:
        return ZERO_POINT
    match point.term:
        case App("exp", (inner,)):
            return closed(inner)
        case _ if point.term == EULER:
            return ONE_POINT
        case App("sqrt", (inner,)):
            return Endpoint(divide(logarithm(closed(inner)).term, Num("2")), None)
    return Endpoint(App("log", (point.term,)), None)


def raised(point: Endpoint, exponent: int) -> Endpoint:
    """A power of a number that isn't negative, or an odd one of any."""
    if point.value is not None:
        return rational(point.value**exponent)
    match point.term:
        case App("sqrt", (inner,)) if exponent == 2:
            return closed(inner)
    return Endpoint(power(point.term, number(exponent)), None)


def rooted(point: Endpoint, degree: int) -> Endpoint:
    """The real root of a number, which isn't negative if the degree is even."""
    if point.value is None:
        return Endpoint(_root(point.term, degree), None)
    if point.value < 0:
        inner = rooted(rational(-point.value), degree)
        return scaled(inner, Fraction(-1), Fraction(0))
    above, below = (_whole_root(part, degree) for part in (point.value.numerator, point.value.denominator))
    if above is not None and below is not None:
        return rational(Fraction(above, below))
    if degree == 2:
        outside, inside = _square_part(point.value.numerator * point.value.denominator)
        return scaled(
            Endpoint(App("sqrt", (number(inside),)), None), Fraction(outside, point.value.denominator), Fraction(0)
        )
    return Endpoint(_root(point.term, degree), None)


def _root(term: Term, degree: int) -> Term:
    return App("sqrt", (term,)) if degree == 2 else power(term, number(Fraction(1, degree)))


def _whole_root(value: int, degree: int) -> int | None:
    if value.bit_length() > 1_000:
        return None
    guess = isqrt(value) if degree == 2 else round(value ** (1 / degree))
    return next((each for each in (guess - 1, guess, guess + 1) if each >= 0 and each**degree == value), None)


def _square_part(value: int) -> tuple[int, int]:
    """12 as 2 and 3: ``12 = 2^2*3``."""
    outside, step = 1, 2
    while step < MAX_TRIED and step * step <= value:
        while value % (step * step) == 0:
            value //= step * step
            outside *= step
        step += 1
    return outside, value


def quadratic(a: int, b: int, c: int) -> tuple[Endpoint, Endpoint] | None:
    """The two zeros of ``a*x^2 + b*x + c``, the smaller first; None if they aren't real."""
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return None
    outside, inside = _square_part(discriminant)
    ends = []
    for sign in (-1, 1):
        slope = Fraction(sign * outside, 2 * abs(a))
        middle = Fraction(-b, 2 * a)
        if inside == 1 or discriminant == 0:
            ends.append(rational(middle + (slope if discriminant else 0)))
        else:
            ends.append(_surd(middle, slope, inside))
    return ends[0], ends[1]


def _surd(middle: Fraction, slope: Fraction, inside: int) -> Endpoint:
    """``(1 - sqrt(5))/2``."""
    root = App("sqrt", (number(inside),))
    below = max(middle.denominator, slope.denominator)
    if middle == 0 or below == 1 or middle.denominator != slope.denominator:
        return scaled(Endpoint(root, None), slope, middle) if not middle else _sum(middle, slope, root)
    return Endpoint(divide(_sum(middle * below, slope * below, root).term, number(below)), None)


def _sum(middle: Fraction, slope: Fraction, root: Term) -> Endpoint:
    part = scaled(Endpoint(root, None), abs(slope), Fraction(0)).term
    return Endpoint(add(number(middle), part) if slope > 0 else subtract(number(middle), part), None)
