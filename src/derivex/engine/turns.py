"""A sum of angles that makes whole turns only, and is too small for one, is zero.

If ``sin(D) = 0`` and ``cos(D) = 1`` then D is a multiple of 2*pi; if D also lies strictly between
-2*pi and 2*pi it is 0. D is a linear combination of pi and of kernels whose values lie in a
known interval: ``atan(u)`` of real u in (-pi/2, pi/2), ``arg(u)`` in (-pi, pi]. So
``atan(x) + atan(y) = atan2(x + y, 1 - x*y)`` for real x and y.

Sound at every point: a multiple of 2*pi that is smaller than 2*pi in size is 0. Incomplete as the
bounds are, and for more than a few angles.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from flint import fmpq, fmpz_mpoly

from derivex.engine.elements import ONE_ELEMENT, Element, constant
from derivex.engine.field import Field
from derivex.engine.positivity import AT_LEAST_ZERO, AT_MOST_ZERO, Sign, sign_of
from derivex.engine.trigonometry import sine_cosine

MAX_ANGLES = 6
ONE_TURN = Fraction(2)  # all angles here are in multiples of pi
# between what the values of a kernel lie, and whether that end is never reached
RANGES = {
    "pi": ((Fraction(1), False), (Fraction(1), False)),
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
    angles = _angles(field, polynomial)
    # what all angles but pi are multiples of may be divided by
    share = gcd(*(each.times for each in angles if each.head != "pi"))
    if not share or not _less_than_a_turn(angles, share):
        return False
    angle = field.multiply(constant(fmpq(1, share)), field.element(polynomial))
    sine, cosine = sine_cosine(field, angle)
    return field.is_zero(sine) and field.is_zero(field.subtract(cosine, ONE_ELEMENT))


@dataclass(frozen=True, slots=True)
class Angle:
    """A multiple of an angle that lies between two multiples of pi; True at an end that is never reached."""

    head: str
    times: int
    low: tuple[Fraction, bool]
    high: tuple[Fraction, bool]


def _angles(field: Field, polynomial: fmpz_mpoly) -> list[Angle]:
    """The summands of a linear form in angles; [] if it is none."""
    if len(polynomial) > MAX_ANGLES or polynomial.total_degree() > 2:
        return []
    times: dict[int, int] = {}
    cuts: dict[int, int] = {}
    for monomial, number in polynomial.terms():
        generators = field.exponents(monomial)
        heads = {field.kernels[each].head: each for each in generators}
        if set(heads) == {"pi", "on the cut"}:
            cuts[heads["on the cut"]] = int(number)
        elif sum(generators.values()) == 1:
            times[next(iter(generators))] = int(number)
        else:
            return []
    angles = []
    for generator, count in times.items():
        ends = _range(field, generator)
        if ends is None:
            return []
        # 2*pi*k - arg(u), with k for the cut, is the argument of conj(u)
        cut = field.keys.get(("cut of", generator), -1)
        turned = cuts.get(cut, 0) == -2 * count
        if turned:
            del cuts[cut]
        angles.append(Angle(field.kernels[generator].head, -count if turned else count, *ends))
    return [] if cuts else angles


def _range(field: Field, generator: int) -> tuple[tuple[Fraction, bool], tuple[Fraction, bool]] | None:
    """Between what the values of a kernel lie, in multiples of pi."""
    kernel = field.kernels[generator]
    if kernel.head not in RANGES or generator not in field.real:
        return None
    low, high = RANGES[kernel.head]
    if kernel.head == "atan":
        sign = sign_of(field, kernel.arguments[0])
        low = (Fraction(0), sign is Sign.POSITIVE) if sign in AT_LEAST_ZERO else low
        high = (Fraction(0), sign is Sign.NEGATIVE) if sign in AT_MOST_ZERO else high
    return low, high


def _less_than_a_turn(angles: list[Angle], share: int) -> bool:
    """Whether the sum, divided by the share, lies strictly between -2*pi and 2*pi."""
    low = high = Fraction(0)
    low_open = high_open = False
    for each in angles:
        least, most = (each.low, each.high) if each.times > 0 else (each.high, each.low)
        low, high = low + least[0] * each.times / share, high + most[0] * each.times / share
        low_open, high_open = low_open or least[1], high_open or most[1]
    above = high < ONE_TURN or (high == ONE_TURN and high_open)
    return above and (low > -ONE_TURN or (low == -ONE_TURN and low_open))
