"""Inverse functions and a real rest: ``asin(sin(x)) = pi - x`` where x lies between pi/2 and 3*pi/2.

A residue is often ``C*(q_1*t_1 + … + q_n*t_n) + R`` with rational q, angles t (values of asin,
atan and arg, arguments of logarithms), and real C and R, C other than 0. Then it is C times
``T = q_1*t_1 + … + q_n*t_n + R/C``. As in ``turning``, if ``exp(I*T)`` is 1 and T stays strictly
between -2*pi and 2*pi, T is zero; so it is if that holds of a multiple of T. Bounds of R/C are
found by comparing it with multiples of pi.

Contract: True only if the element is zero wherever the pointwise theorem speaks.

Incomplete: C must be known not to vanish, and bounds add up, as in ``turning``.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpz_mpoly

from derivex.engine.conjugates import magnitude
from derivex.engine.constants import vanishes_by_constants
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, constant
from derivex.engine.exponentials import turned_by_angle
from derivex.engine.field import Field
from derivex.engine.named import imaginary_unit, pi_element
from derivex.engine.positivity import AT_LEAST_ZERO, AT_MOST_ZERO, Sign, is_nonzero_factor, is_real, sign_of
from derivex.engine.ranges import NOWHERE, Range, range_of
from derivex.engine.roots import rational_power
from derivex.engine.trigonometry import sine_cosine

HEADS = frozenset({"asin", "atan", "arg"})
SCALES = (fmpq(1), fmpq(2), fmpq(1, 2))
STEPS = 8  # multiples of pi/2 that a rest is compared with, on each side
HALF = Fraction(1, 2)
WHOLE = Range(Fraction(-1), True, Fraction(1), False)  # of an argument, in multiples of pi

Angles = dict[int, Fraction]


def vanishes_with_rest(field: Field, element: Element) -> bool:
    """Whether some factor of the element is a sum of angles and a real rest that is zero."""
    for factor, exponent in element.factors.items():
        if exponent > 0 and factor >= field.ring.size:
            found = _taken_apart(field, field.ring.polynomials[factor])
            if found is not None and _is_zero(field, *found):
                return True
    return False


def _taken_apart(field: Field, polynomial: fmpz_mpoly) -> tuple[Angles, Element] | None:
    """The angles of T with their rational multiples, and the rest."""
    angles = [each for each in field.ring.degrees(polynomial) if _is_angle(field, each)]
    if not angles:
        return None
    groups = field.ring.by_monomials(polynomial, set(angles))
    rest = ZERO_ELEMENT
    found: Angles = {}
    leading: Element | None = None
    for monomial, part in groups.items():
        exponents = field.exponents(monomial)
        value = field.element(part)
        if not exponents:
            rest = value
            continue
        if sum(exponents.values()) != 1:
            return None
        (angle,) = exponents
        if leading is None:
            if not is_real(field, value) or not all(is_nonzero_factor(field, each) for each in value.factors):
                return None
            leading = value
        ratio = field.multiply(value, Element(1 / leading.coefficient, {}))
        if ratio.factors != leading.factors:
            return None
        found[angle] = Fraction(int(ratio.coefficient.p), int(ratio.coefficient.q))
    if leading is None or not is_real(field, rest):
        return None
    return found, field.divide(rest, leading)


def _is_angle(field: Field, generator: int) -> bool:
    return generator in field.real and field.kernels[generator].head in HEADS


def _is_zero(field: Field, angles: Angles, rest: Element) -> bool:
    reach = _range_of_rest(field, rest)
    if reach is None:
        return False
    for angle, times in angles.items():
        own = WHOLE if field.kernels[angle].head == "arg" else range_of(field, angle)
        reach = reach.plus(own.times(times))
    for scale in SCALES:
        within = reach.times(Fraction(int(scale.p), int(scale.q)))
        below = within.low > -2 or (within.low == -2 and within.open_below)
        above = within.high < 2 or (within.high == 2 and within.open_above)
        if below and above and _turns_round(field, angles, rest, scale):
            return True
    return False


def _range_of_rest(field: Field, rest: Element) -> Range | None:
    """Between which multiples of pi/2 a real element lies; None if it isn't known."""
    if not rest.coefficient:
        return NOWHERE
    low = high = None
    for step in range(-STEPS, STEPS + 1):
        mark = HALF * step
        against = field.multiply(constant(mark), pi_element(field))
        sign = sign_of(field, field.subtract(rest, against))
        if sign in AT_LEAST_ZERO:
            low = mark, sign is Sign.POSITIVE
        elif sign in AT_MOST_ZERO:
            high = mark, sign is Sign.NEGATIVE
            break
    return None if low is None or high is None else Range(*low, *high)


def _turns_round(field: Field, angles: Angles, rest: Element, scale: fmpq) -> bool:
    """Whether ``exp(I*scale*T)`` is 1."""
    unit = imaginary_unit(field)
    sine, cosine = sine_cosine(field, field.multiply(constant(scale), rest))
    result = field.add(cosine, field.multiply(unit, sine))
    for angle, number in angles.items():
        times = fmpq(number.numerator, number.denominator) * scale
        kernel = field.kernels[angle]
        if kernel.head == "arg":
            if len(kernel.arguments) != 2:
                return False
            real, other = kernel.arguments
            base = field.add(real, field.multiply(unit, other))
            part = field.multiply(
                rational_power(field, base, times), rational_power(field, magnitude(field, base), -times)
            )
        else:
            part = turned_by_angle(field, kernel.head, kernel.arguments[0], times)
        result = field.multiply(result, part)
    difference = field.subtract(result, ONE_ELEMENT)
    return field.vanishes(difference) or vanishes_by_constants(field, difference)
