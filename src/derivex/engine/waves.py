"""Integrals of sines and cosines of multiples of the variable, with what they may stand beside.

    t^j*sin(c*t), t^j*cos(c*t)    by parts, both at once
    cos(c*t)^n, sin(c*t)*cos(c*t)^n    sines of higher powers are written by cosines in the field
    sin(b*t)*cos(c*t) and the like    by the sum and the difference of the angles, if neither is 0
    exp(b*t)*sin(c*t)^m*cos(c*t)^n    b and c real

All of them are entire, so that the fundamental theorem holds between any two places; c isn't 0.
"""

from __future__ import annotations

from math import comb

from flint import fmpq

from derivex.engine.bodies import depends
from derivex.engine.elements import ZERO_ELEMENT, Element, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.gammas import is_known_nonzero
from derivex.engine.positivity import is_real
from derivex.engine.stretches import Range
from derivex.engine.trigonometry import sine_cosine

MAX_COSINES = 12  # the power of a cosine beside exp


def rate_of(field: Field, exponent: Element, bound: int, degree: int = 1) -> Element | None:
    """The c of ``c*t^degree``, known not to be 0."""
    coefficient, above, below = field.canonical(exponent)
    index = field.ring.size - 1 - bound
    if int(above.degrees()[index]) != degree or depends(field, below, bound):
        return None
    quotient, rest = divmod(above, field.ring.polynomials[bound] ** degree)
    if rest or depends(field, quotient, bound):
        return None
    rate = field.multiply(constant(coefficient), field.fraction(quotient, below))
    return rate if is_known_nonzero(field, rate) else None


def of_circular(field: Field, degrees: dict[int, int], exponent: int, run: Range) -> Element | None:
    angles = [field.kernels[each].arguments[0] for each in degrees]
    if any(not field.is_zero(field.subtract(angle, angles[0])) for angle in angles):
        return None if exponent else _of_two_angles(field, degrees, run)
    rate = rate_of(field, angles[0], run.bound)
    if rate is None:
        return None
    ends = [(end, *sine_cosine(field, field.multiply(rate, end))) for end in (run.high, run.low)]
    shape = {field.kernels[each].head: times for each, times in degrees.items()}
    if exponent == 0 and shape.get("sin", 0) < 2 and sum(shape.values()) > 1:
        return _of_powers(field, shape.get("sin", 0), shape.get("cos", 0), ends, rate)
    if shape not in ({"sin": 1}, {"cos": 1}):
        return None
    of_sine, of_cosine = ZERO_ELEMENT, ZERO_ELEMENT
    for power in range(exponent + 1):  # by parts, both at once
        sines = field.subtract(*(field.multiply(field.power(end, power), sine) for end, sine, _ in ends))
        cosines = field.subtract(*(field.multiply(field.power(end, power), cosine) for end, _, cosine in ends))
        times = constant(power)
        new_sine = field.subtract(field.multiply(times, of_cosine), cosines)
        new_cosine = field.subtract(sines, field.multiply(times, of_sine))
        of_sine, of_cosine = field.divide(new_sine, rate), field.divide(new_cosine, rate)
    return of_sine if "sin" in shape else of_cosine


def _of_powers(
    field: Field, sines: int, cosines: int, ends: list[tuple[Element, Element, Element]], rate: Element
) -> Element:
    """``sin(c*t)*cos(c*t)^n`` at once; ``cos(c*t)^n`` by parts, from that of n - 2 and ``sin*cos^(n - 1)/c``."""
    if sines:
        powers = [field.power(cosine, cosines + 1) for _, _, cosine in ends]
        return field.divide(field.subtract(*reversed(powers)), field.multiply(constant(cosines + 1), rate))
    if not cosines:
        return field.subtract(*(end for end, _, _ in ends))
    values = [field.multiply(sine, field.power(cosine, cosines - 1)) for _, sine, cosine in ends]
    rise = field.divide(field.subtract(*values), rate)
    if cosines > 1:
        rise = field.add(rise, field.multiply(constant(cosines - 1), _of_powers(field, 0, cosines - 2, ends, rate)))
    return field.multiply(constant(fmpq(1, cosines)), rise)


def _of_two_angles(field: Field, degrees: dict[int, int], run: Range) -> Element | None:
    """A product of sines and cosines of two angles, by those of their sum and their difference."""
    if len(degrees) != 2 or set(degrees.values()) != {1}:
        return None
    first, second = (field.kernels[each] for each in sorted(degrees, key=lambda each: field.kernels[each].head))
    angles = first.arguments[0], second.arguments[0]
    rates = [rate_of(field, angle, run.bound) for angle in (field.add(*angles), field.subtract(*angles))]
    if rates[0] is None or rates[1] is None:
        return None
    # cos(a)*cos(b) and sin(a)*sin(b) by cosines; cos(a)*sin(b) by sines
    even = first.head == second.head
    integrals = [_of_one(field, "cos" if even else "sin", rate, run) for rate in rates if rate is not None]
    minus = second.head == "sin"
    total = field.subtract(*integrals) if minus else field.add(*integrals)
    half = constant(fmpq(-1 if even and minus else 1, 2))
    return field.multiply(half, total)


def _of_one(field: Field, head: str, rate: Element, run: Range) -> Element:
    """``sin(c*t)`` or ``cos(c*t)``."""
    pairs = [sine_cosine(field, field.multiply(rate, end)) for end in (run.high, run.low)]
    values = [sine if head == "cos" else negative(cosine) for sine, cosine in pairs]
    return field.divide(field.subtract(*values), rate)


def of_oscillation(field: Field, degrees: dict[int, int], run: Range) -> Element | None:
    """``exp(a*t)*sin(b*t)^m*cos(b*t)^n`` with real a and b: sums of ``exp(a*t)*sin(k*b*t)`` and such cosines."""
    shape = {field.kernels[each].head: times for each, times in degrees.items()}
    arguments = {field.kernels[each].head: field.kernels[each].arguments[0] for each in degrees}
    angles = [arguments[head] for head in ("sin", "cos") if head in arguments]
    if len(degrees) != len(shape) or shape.get("sin", 0) > 1 or not 0 <= shape.get("cos", 0) <= MAX_COSINES:
        return None
    if any(not field.is_zero(field.subtract(angle, angles[0])) for angle in angles):
        return None
    growth, turn = (rate_of(field, each, run.bound) for each in (arguments["exp"], angles[0]))
    if growth is None or turn is None or not (is_real(field, growth) and is_real(field, turn)):
        return None
    growth = field.multiply(constant(shape["exp"]), growth)
    pieces = []
    for multiple, weight in _waves(shape.get("sin", 0) > 0, shape.get("cos", 0)).items():
        wave = field.multiply(constant(multiple), turn)
        pieces.append(field.multiply(constant(weight), _of_wave(field, growth, wave, run, odd="sin" in shape)))
    return field.add(*pieces)


def _waves(odd: bool, cosines: int) -> dict[int, fmpq]:
    """``cos(u)^n`` as a sum of ``cos(k*u)``, or ``sin(u)*cos(u)^n`` as one of ``sin(k*u)``: k with its coefficient."""
    weights: dict[int, fmpq] = {}
    for step in range(cosines + 1):
        part, multiple = fmpq(comb(cosines, step), 2**cosines), cosines - 2 * step
        # sin(u)*cos(k*u) is half of sin((k + 1)*u) - sin((k - 1)*u)
        for each, times in ((multiple + 1, part / 2), (multiple - 1, -part / 2)) if odd else ((multiple, part),):
            weights[each] = weights.get(each, fmpq(0)) + times
    return weights


def _of_wave(field: Field, growth: Element, turn: Element, run: Range, *, odd: bool) -> Element:
    """``exp(a*t)*sin(b*t)`` or ``exp(a*t)*cos(b*t)``; ``a^2 + b^2`` isn't 0 where both are real and a isn't 0."""
    values = []
    for end in (run.high, run.low):
        sine, cosine = sine_cosine(field, field.multiply(turn, end))
        if not odd:
            sine, cosine = cosine, negative(sine)
        value = field.subtract(field.multiply(growth, sine), field.multiply(turn, cosine))
        values.append(field.multiply(exponential(field, field.multiply(growth, end)), value))
    below = field.add(field.power(growth, 2), field.power(turn, 2))
    return field.divide(field.subtract(*values), below)
