"""Sums, products, quotients, powers and roots of values, exact as long as possible.

Contract: as of ``functions``: a value, or ``Undefined``, or ``Unknown``.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb

from derivex.engine import values
from derivex.engine.values import NOTHING, UNIT, Exact, Turn, Undefined, Unknown, Value, ball, product, turn

MAX_EXPONENT = 10**7  # exp of more is too large or too small to be told from 0


def add(parts: list[Value]) -> Value:
    if all(isinstance(part, Exact) for part in parts):
        return Exact(sum((p.re for p in parts), Fraction(0)), sum((p.im for p in parts), Fraction(0)))  # type: ignore[union-attr]  # all are Exact
    rest = [part for part in parts if part != NOTHING]
    if all(isinstance(part, Turn) for part in rest):
        return turn(sum((p.re for p in rest), Fraction(0)), sum((p.im for p in rest), Fraction(0)))  # type: ignore[union-attr]  # all are Turn
    total = ball(rest[0])
    for part in rest[1:]:
        total = total + ball(part)
    return total


def multiply(parts: list[Value]) -> Value:
    if any(part == NOTHING for part in parts):
        return NOTHING
    exact = UNIT
    rest = []
    for part in parts:
        if isinstance(part, Exact):
            exact = product(exact, part)
        else:
            rest.append(part)
    if not rest:
        return exact
    if len(rest) == 1 and isinstance(rest[0], Turn):
        scaled = product(exact, Exact(rest[0].re, rest[0].im))
        return Turn(scaled.re, scaled.im)
    total = ball(exact)
    for part in rest:
        total = total * ball(part)
    return total


def negate(value: Value) -> Value:
    return type(value)(-value.re, -value.im) if isinstance(value, (Exact, Turn)) else -value


def divide(above: Value, below: Value) -> Value:
    if isinstance(below, Exact):
        if below.is_zero():
            raise Undefined
        return multiply([above, values.inverse(below)])
    if isinstance(below, Turn) and isinstance(above, Turn):
        return product(Exact(above.re, above.im), values.inverse(Exact(below.re, below.im)))
    divisor = ball(below)
    if divisor.contains(0):
        raise Unknown("a denominator can't be told from 0")
    return NOTHING if above == NOTHING else ball(above) / divisor


def raise_to(base: Value, exponent: Value, bits: int) -> Value:
    """A power; exact as long as it has at most so many bits."""
    if exponent == NOTHING:
        return UNIT
    if base == NOTHING:
        size = ball(exponent).real if not isinstance(exponent, Exact) else values.rational(exponent.re)
        if size > 0:
            return NOTHING
        if size < 0 or (isinstance(exponent, (Exact, Turn)) and not exponent.re):
            raise Undefined
        raise Unknown("the exponent of 0 can't be told from 0")
    if isinstance(exponent, Exact) and not exponent.im:
        return _rational_power(base, exponent.re, bits)
    return _general_power(base, exponent)


def _rational_power(base: Value, exponent: Fraction, bits: int) -> Value:
    if exponent.denominator == 1:
        small = isinstance(base, Exact) and abs(exponent) * values.bits(base) <= bits
        if isinstance(base, Exact) and (small or base in (UNIT, Exact(Fraction(-1)))):
            return values.integer_power(base, int(exponent))
        found = ball(base)
        if exponent < 0 and found.contains(0):
            raise Unknown("a denominator can't be told from 0")
        if abs(exponent) <= 1_000:
            return found ** int(exponent)
        return _general_power(base, Exact(exponent))
    if exponent == Fraction(1, 2):
        return square_root(base)
    if isinstance(base, Exact) and not base.im and base.re > 0 and exponent.denominator <= 60:
        root = values.exact_root(base.re, exponent.denominator)
        if root is not None and root and abs(exponent) * values.bits(Exact(root)) <= bits:
            return values.integer_power(Exact(root), exponent.numerator)
    return _general_power(base, Exact(exponent))


def _general_power(base: Value, exponent: Value) -> Value:
    """exp(exponent*log(base)) for a base that isn't zero."""
    found = ball(base)
    if found.contains(0):
        raise Unknown("a base can't be told from 0")
    if base == UNIT:
        return UNIT
    return bounded_exponential(ball(exponent) * found.log())


def bounded_exponential(exponent: acb) -> acb:
    if not exponent.real.abs_upper() < MAX_EXPONENT:
        raise Unknown("a value is too large: a bound was hit")
    if not exponent.imag.abs_upper() < 10**30:
        raise Unknown("an angle is too large: a bound was hit")
    return exponent.exp()


def square_root(value: Value) -> Value:
    if isinstance(value, Exact) and not value.im:
        root = values.exact_root(abs(value.re), 2)
        if root is not None:
            return Exact(root) if value.re >= 0 else Exact(Fraction(0), root)
    return ball(value).sqrt()


def real_root(args: list[Value]) -> Value:
    """The real root of odd degree, or the non-negative one of even degree."""
    base, degree = args
    if not (isinstance(degree, Exact) and not degree.im and degree.re.denominator == 1 and 0 < degree.re <= 10_000):
        raise Unknown("the degree of a root is no positive integer")
    count = int(degree.re)
    if isinstance(base, Exact) and not base.im:
        if base.re < 0 and count % 2 == 0:
            raise Undefined
        found = values.exact_root(abs(base.re), count)
        if found is not None:
            return Exact(found if base.re >= 0 else -found)
    wide = ball(base)
    if not wide.imag.contains(0) or (wide.real < 0 and count % 2 == 0):
        raise Undefined
    if not wide.imag.is_zero():
        raise Unknown("a real root of a number that may not be real")
    if wide.real > 0:
        return acb(wide.real.root(count))
    if wide.real < 0 and count % 2 == 1:
        return acb(-((-wide.real).root(count)))
    raise Unknown("the sign under a root can't be told")
