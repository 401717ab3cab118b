"""Integrals of sines and cosines of multiples of the variable, with what they may stand beside.

    t^j*sin(c*t)^m*cos(c*t)^n    powers as sums of sines and cosines, these by parts, both at once
    sin(b*t)*cos(c*t) and the like    by the sum and the difference of the angles, if neither is 0
    exp(b*t)*sin(c*t)^m*cos(c*t)^n    b and c real

All of them are entire, so that the fundamental theorem holds between any two places; c isn't 0.
"""

from __future__ import annotations

from flint import fmpq

from derivex.engine.bodies import depends
from derivex.engine.elements import ZERO_ELEMENT, Element, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.gammas import is_known_nonzero
from derivex.engine.positivity import is_real
from derivex.engine.stretches import Range
from derivex.engine.trigonometry import sine_cosine

MAX_POWER = 12  # of t beside exp, sin or cos, and of these


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
    """``t^j*sin(c*t)^m*cos(c*t)^n``, or the sine or cosine of one angle times that of another one."""
    angles = [field.kernels[each].arguments[0] for each in degrees]
    if any(not field.is_zero(field.subtract(angle, angles[0])) for angle in angles):
        return None if exponent else _of_two_angles(field, degrees, run)
    rate = rate_of(field, angles[0], run.bound)
    if rate is None:
        return None
    shape = {field.kernels[each].head: times for each, times in degrees.items()}
    found: list[Element] = []
    for times, amount in _waves(shape.get("cos", 0), shape.get("sin", 0)).items():
        if times == 0:
            degree = exponent + 1
            rise = field.subtract(field.power(run.high, degree), field.power(run.low, degree))
            value = field.multiply(constant(fmpq(1, degree)), rise)
        else:
            sine, cosine = _of_wave(field, exponent, field.multiply(constant(times), rate), run)
            value = sine if shape.get("sin", 0) % 2 else cosine
        found.append(field.multiply(constant(amount), value))
    return field.add(*found)


def _of_wave(field: Field, exponent: int, rate: Element, run: Range) -> tuple[Element, Element]:
    """``t^j*sin(c*t)`` and ``t^j*cos(c*t)``: by parts, both at once."""
    ends = [(end, *sine_cosine(field, field.multiply(rate, end))) for end in (run.high, run.low)]
    of_sine, of_cosine = ZERO_ELEMENT, ZERO_ELEMENT
    for power in range(exponent + 1):
        sines = field.subtract(*(field.multiply(field.power(end, power), sine) for end, sine, _ in ends))
        cosines = field.subtract(*(field.multiply(field.power(end, power), cosine) for end, _, cosine in ends))
        times = constant(power)
        new_sine = field.subtract(field.multiply(times, of_cosine), cosines)
        new_cosine = field.subtract(sines, field.multiply(times, of_sine))
        of_sine, of_cosine = field.divide(new_sine, rate), field.divide(new_cosine, rate)
    return of_sine, of_cosine


def _waves(cosines: int, sines: int) -> dict[int, fmpq]:
    """``cos(t)^m*sin(t)^n`` as a sum of ``cos(j*t)``, of ``sin(j*t)`` for an odd n: the factor of each j.

    With z = e^(it) it is ``(z + 1/z)^m*(z - 1/z)^n/(2^(m + n)*i^n)``.
    """
    powers = {0: 1}
    for sign in (1,) * cosines + (-1,) * sines:
        longer: dict[int, int] = {}
        for power, amount in powers.items():
            longer[power + 1] = longer.get(power + 1, 0) + amount
            longer[power - 1] = longer.get(power - 1, 0) + sign * amount
        powers = longer
    below = 2 ** (cosines + sines) * (-1) ** (sines // 2)
    return {
        power: fmpq(amount if power == 0 else 2 * amount, below)
        for power, amount in powers.items()
        if power >= 0 and amount
    }


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
    cosines, sines = shape.get("cos", 0), shape.get("sin", 0)
    if len(degrees) != len(shape) or min(cosines, sines) < 0 or cosines + sines > MAX_POWER:
        return None
    if any(not field.is_zero(field.subtract(angle, angles[0])) for angle in angles):
        return None
    growth, turn = (rate_of(field, each, run.bound) for each in (arguments["exp"], angles[0]))
    if growth is None or turn is None or not (is_real(field, growth) and is_real(field, turn)):
        return None
    growth = field.multiply(constant(shape["exp"]), growth)
    pieces = []
    for multiple, weight in _waves(cosines, sines).items():
        wave = field.multiply(constant(multiple), turn)
        pieces.append(field.multiply(constant(weight), _of_growing_wave(field, growth, wave, run, odd=sines % 2 == 1)))
    return field.add(*pieces)


def _of_growing_wave(field: Field, growth: Element, turn: Element, run: Range, *, odd: bool) -> Element:
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
