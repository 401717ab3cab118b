"""Values of terms at a point: exact where the arithmetic allows it, else a ball.

An exact value is ``Exact(re, im)``, a complex rational, or ``Turn(re, im)``, such a number
times pi (so that ``sin(pi)`` and the poles of tan are exact). Everything else is an
``acb`` ball of python-flint, which is certain to contain the value.

Contract: functions here are total on exact values of bounded size and answer None where
they can't stay exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial, isqrt

from flint import acb, arb, fmpq, fmpz

from derivex.relations import holds

MAX_INTEGER_BITS = 100_000  # of an integer that is read off a ball
MAX_FACTORIAL = 2_000  # a factorial of more digits than anybody prints


class Undefined(Exception):
    """Certainly without a value at this point; the term is the part that has none."""


class Unknown(Exception):
    """No value could be found within the bounds; the text says why."""


@dataclass(frozen=True, slots=True)
class Exact:
    """A complex rational number."""

    re: Fraction
    im: Fraction = Fraction(0)

    def is_zero(self) -> bool:
        return not self.re and not self.im


@dataclass(frozen=True, slots=True)
class Turn:
    """A complex rational number times pi, not zero."""

    re: Fraction
    im: Fraction = Fraction(0)


Value = Exact | Turn | acb

NOTHING, UNIT = Exact(Fraction(0)), Exact(Fraction(1))


def rational(number: Fraction) -> arb:
    return arb(fmpq(number.numerator, number.denominator))


def ball(value: Value) -> acb:
    """The value as a ball at the current precision."""
    if isinstance(value, Exact):
        return acb(rational(value.re), rational(value.im))
    if isinstance(value, Turn):
        return acb(rational(value.re), rational(value.im)) * arb.pi()
    return value


def only_integer(real: arb) -> fmpz | None:
    """The one integer in a real ball, if there is one; None beyond MAX_INTEGER_BITS.

    FLINT ends the whole process where a number is too large to be written out as an integer.
    """
    return real.unique_fmpz() if abs(real) < arb(2) ** MAX_INTEGER_BITS else None


def turn(re: Fraction, im: Fraction) -> Value:
    return Turn(re, im) if re or im else NOTHING


def bits(value: Exact) -> int:
    """The size of an exact number, for the estimate of what it costs to work with."""
    size = max(value.re.numerator.bit_length(), value.re.denominator.bit_length())
    if value.im:
        size = max(size, value.im.numerator.bit_length(), value.im.denominator.bit_length())
    return size


def product(left: Exact, right: Exact) -> Exact:
    if not left.im and not right.im:
        return Exact(left.re * right.re)
    return Exact(left.re * right.re - left.im * right.im, left.re * right.im + left.im * right.re)


def inverse(value: Exact) -> Exact:
    """1/value; the caller has seen to it that the value isn't zero."""
    size = value.re * value.re + value.im * value.im
    return Exact(value.re / size, -value.im / size)


def integer_power(base: Exact, exponent: int) -> Exact:
    if not base.im:
        return Exact(base.re**exponent)
    result, square = UNIT, inverse(base) if exponent < 0 else base
    rest = abs(exponent)
    while rest:
        if rest & 1:
            result = product(result, square)
        rest >>= 1
        if rest:
            square = product(square, square)
    return result


def exact_root(number: Fraction, degree: int) -> Fraction | None:
    """The non-negative rational root of a non-negative rational, if there is one."""
    parts = [_integer_root(part, degree) for part in (number.numerator, number.denominator)]
    return None if None in parts else Fraction(parts[0] or 0, parts[1] or 1)


def _integer_root(number: int, degree: int) -> int | None:
    if number < 2:
        return number
    if degree > number.bit_length():
        return None
    found = isqrt(number) if degree == 2 else int(fmpz(number).root(degree))
    return found if found**degree == number else None


SINES = {  # sin(pi*q) for q in [0, 2): the rational values, by Niven's theorem
    Fraction(0): Fraction(0),
    Fraction(1, 6): Fraction(1, 2),
    Fraction(1, 2): Fraction(1),
    Fraction(5, 6): Fraction(1, 2),
    Fraction(1): Fraction(0),
    Fraction(7, 6): Fraction(-1, 2),
    Fraction(3, 2): Fraction(-1),
    Fraction(11, 6): Fraction(-1, 2),
}
INVERSES = {  # head and argument: the value as a multiple of pi
    ("asin", Fraction(1)): Fraction(1, 2),
    ("asin", Fraction(1, 2)): Fraction(1, 6),
    ("asin", Fraction(-1, 2)): Fraction(-1, 6),
    ("asin", Fraction(-1)): Fraction(-1, 2),
    ("acos", Fraction(0)): Fraction(1, 2),
    ("acos", Fraction(1, 2)): Fraction(1, 3),
    ("acos", Fraction(-1, 2)): Fraction(2, 3),
    ("acos", Fraction(-1)): Fraction(1),
    ("atan", Fraction(1)): Fraction(1, 4),
    ("atan", Fraction(-1)): Fraction(-1, 4),
}


def sine(angle: Turn) -> Exact | None:
    """sin of a rational multiple of pi, where it is rational."""
    value = None if angle.im else SINES.get(angle.re % 2)
    return None if value is None else Exact(value)


def cosine(angle: Turn) -> Exact | None:
    return sine(Turn(angle.re + Fraction(1, 2), angle.im))


def exponential(exponent: Turn) -> Exact | None:
    """exp of a quarter turn: 1, I, -1 or -I."""
    if exponent.re or (2 * exponent.im).denominator != 1:
        return None
    quarter = int(2 * exponent.im) % 4
    return Exact(Fraction((1, 0, -1, 0)[quarter]), Fraction((0, 1, 0, -1)[quarter]))


def exact_factorial(number: Fraction) -> Exact | None:
    if number.denominator != 1 or not 0 <= number <= MAX_FACTORIAL:
        return None
    return Exact(Fraction(factorial(int(number))))


def exact_binomial(above: Fraction, below: Fraction) -> Exact | None:
    if above.denominator != 1 or below.denominator != 1 or not 0 <= above <= MAX_FACTORIAL:
        return None
    return Exact(Fraction(comb(int(above), int(below)) if below >= 0 else 0))


# ---- comparing ----


def compare(left: Value, right: Value, head: str) -> bool | None:
    """Whether a relation holds between two values; None if it is undefined; ``Unknown`` if that can't be told.

    ``<`` and its like are defined between real values only; ``=`` and ``!=`` between any.
    """
    if type(left) is type(right) and not isinstance(left, acb):
        assert isinstance(right, type(left))
        if head in ("=", "!="):
            return (left == right) == (head == "=")
        if left.im or right.im:
            return None
        return holds(head, left.re - right.re)
    first, second = ball(left), ball(right)
    difference = first - second
    if head in ("=", "!="):
        if difference.contains(0):
            raise Unknown("two numbers can't be told apart")
        return head == "!="
    for each in (first, second):
        if not each.imag.is_zero():
            if not each.imag.contains(0):
                return None
            raise Unknown("a value that is compared may not be real")
    if difference.real > 0:
        return head in (">", ">=")
    if difference.real < 0:
        return head in ("<", "<=")
    raise Unknown("two numbers can't be told apart")
