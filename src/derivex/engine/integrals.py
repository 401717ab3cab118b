"""Integrals that have a value in the field, and bodies that are continuous on a whole range.

    t^q    t^j*log(t)    t^j*atan(t)    t^(j*m - 1)*exp(c*t^m)
    sines and cosines (``waves``)
    1/(t + s) where t + s keeps its sign    1/(t^2 + 1)    F'(c*t + d) for an unknown F

Each is integrated between real places by an antiderivative that is continuous between
them, so that the fundamental theorem holds; c isn't 0 there. The body is
``above/below``, polynomials in kernels; kernels that the table doesn't know have no value.
"""

from __future__ import annotations

from flint import fmpq, fmpz_mpoly

from derivex.engine.bodies import depends, linear, partial_fractions
from derivex.engine.derive import is_unknown
from derivex.engine.elements import ZERO_ELEMENT, Element, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.heads import apply
from derivex.engine.logarithms import logarithm
from derivex.engine.positivity import Sign, never_negative
from derivex.engine.roots import rational_power
from derivex.engine.splitting import factors_of
from derivex.engine.stretches import Range, positive_side, side_of
from derivex.engine.waves import MAX_POWER, of_circular, of_oscillation, rate_of

# ---- values ----


def integrated(field: Field, above: fmpz_mpoly, below: fmpz_mpoly, run: Range) -> Element | None:
    """The integral of ``above/below``, a monomial over a polynomial, continuous on the range; None if not known."""
    degrees = field.ring.degrees(above)
    exponent = degrees.pop(run.bound, 0)
    for part, count in factors_of(field, below):  # exp(-t) is 1/exp(t)
        generator = field.ring.intern(part)
        if generator < field.ring.size and field.kernels[generator].head == "exp":
            degrees[generator] = degrees.get(generator, 0) - count
            below = divmod(below, part**count)[0]
    heads = {field.kernels[each].head for each in degrees}
    if heads == {"root"}:
        return _of_roots(field, degrees, exponent, below, run)
    if heads == {"log"} and set(degrees.values()) == {1} and len(degrees) == 1:
        return _of_logarithm(field, next(iter(degrees)), exponent, below, run)
    if not below.is_one():
        if degrees:
            return None
        known = _of_fraction(field, below, run) if not exponent else None
        return _of_partial_fractions(field, exponent, below, run) if known is None else known
    if not degrees:
        degree = exponent + 1
        rise = field.subtract(field.power(run.high, degree), field.power(run.low, degree))
        return field.multiply(constant(fmpq(1, degree)), rise)
    if exponent > MAX_POWER:
        return None
    if heads == {"exp"}:
        return _of_exponential(field, degrees, exponent, run)
    if heads <= {"sin", "cos"} and sum(degrees.values()) <= MAX_POWER:
        return of_circular(field, degrees, exponent, run)
    if not exponent and heads <= {"exp", "sin", "cos"}:
        return of_oscillation(field, degrees, run)
    if len(degrees) == 1 and set(degrees.values()) == {1}:
        generator = next(iter(degrees))
        if heads == {"atan"}:
            return _of_arctangent(field, generator, exponent, run)
        return _of_derivative(field, generator, run) if not exponent else None
    return None


def _of_roots(field: Field, degrees: dict[int, int], exponent: int, below: fmpz_mpoly, run: Range) -> Element | None:
    """``t^q`` with a rational q other than -1, for t >= 0."""
    variable = field.ring.polynomials[run.bound]
    power = fmpq(exponent)
    for each, times in degrees.items():
        kernel = field.kernels[each]
        argument, *scales = kernel.arguments
        if scales or not field.is_zero(field.subtract(argument, field.element(variable))):
            return None
        power += fmpq(times, kernel.degree)
    while not below.is_one():
        below, rest = divmod(below, variable)
        power -= 1
        if rest:
            return None
    if power == -1 or not all(not end.coefficient or never_negative(field, end) for end in (run.low, run.high)):
        return None
    values = [rational_power(field, end, power + 1) for end in (run.high, run.low)]
    return field.multiply(constant(1 / (power + 1)), field.subtract(*values))


def _of_logarithm(field: Field, generator: int, exponent: int, below: fmpz_mpoly, run: Range) -> Element | None:
    """``t^j*log(t)`` for t > 0, a negative j too; the derivative of ``log(t)^2/2`` is ``log(t)/t``."""
    shift = positive_side(field, field.kernels[generator].arguments[0], run)
    if shift is None or shift[0] != 1 or shift[1].coefficient:
        return None
    while not below.is_one():
        below, rest = divmod(below, field.ring.polynomials[run.bound])
        exponent -= 1
        if rest:
            return None
    degree = exponent + 1
    if abs(degree) > MAX_POWER:
        return None
    logarithms = [(end, logarithm(field, end)) for end in (run.high, run.low)]
    if degree == 0:
        return field.multiply(constant(fmpq(1, 2)), field.subtract(*(field.power(each, 2) for _, each in logarithms)))
    values = [
        field.multiply(field.power(end, degree), field.subtract(each, constant(fmpq(1, degree))))
        for end, each in logarithms
    ]
    return field.multiply(constant(fmpq(1, degree)), field.subtract(*values))


def _of_arctangent(field: Field, generator: int, exponent: int, run: Range) -> Element | None:
    """``t^j*atan(t)`` by parts: ``t^(j + 1)*atan(t)``, less the integral of ``t^(j + 1)/(1 + t^2)``, over j + 1."""
    variable = field.ring.polynomials[run.bound]
    if not field.is_zero(field.subtract(field.kernels[generator].arguments[0], field.element(variable))):
        return None
    degree = exponent + 1
    of_ends = []
    for end in (run.high, run.low):
        angle = apply(field, "atan", (end,), unknown=False)
        half = field.multiply(constant(fmpq(1, 2)), logarithm(field, field.add(field.power(end, 2), constant(1))))
        rest = half if degree % 2 else angle  # of t^(degree % 2)/(1 + t^2)
        for power in range(degree % 2 + 1, degree, 2):  # t^(p + 1)/(1 + t^2) = t^(p - 1) - t^(p - 1)/(1 + t^2)
            rest = field.subtract(field.multiply(constant(fmpq(1, power)), field.power(end, power)), rest)
        of_ends.append(field.subtract(field.multiply(field.power(end, degree), angle), rest))
    return field.multiply(constant(fmpq(1, degree)), field.subtract(*of_ends))


def _of_exponential(field: Field, degrees: dict[int, int], exponent: int, run: Range) -> Element | None:
    """By parts: the integral of t^j*e^(ct) is t^j*e^(ct)/c, less j/c times that of t^(j-1)*e^(ct)."""
    total = field.add(
        *(field.multiply(constant(times), field.kernels[each].arguments[0]) for each, times in degrees.items())
    )
    for degree in range(exponent + 1, 0, -1):  # t^(j*m + m - 1)*exp(c*t^m) by u = t^m
        rate = rate_of(field, total, run.bound, degree) if (exponent + 1) % degree == 0 else None
        if rate is not None:
            places = [field.power(end, degree) for end in (run.high, run.low)]
            whole = _by_parts(field, (exponent + 1) // degree - 1, rate, places)
            return field.divide(whole, constant(degree))
    return None


def _by_parts(field: Field, exponent: int, rate: Element, places: list[Element]) -> Element:
    """``t^j*exp(c*t)`` between two places."""
    ends = [(end, exponential(field, field.multiply(rate, end))) for end in places]
    result = ZERO_ELEMENT
    for power in range(exponent + 1):
        upper, lower = (field.multiply(field.power(end, power), value) for end, value in ends)
        rest = field.multiply(constant(power), result)
        result = field.divide(field.subtract(field.subtract(upper, lower), rest), rate)
    return result


def _of_derivative(field: Field, generator: int, run: Range) -> Element | None:
    """``F'(c*t + d)`` for an unknown F, which is smooth and total."""
    kernel = field.kernels[generator]
    if not (kernel.head.endswith("'") and is_unknown(kernel.head) and len(kernel.arguments) == 1):
        return None
    coefficient, above, below = field.canonical(kernel.arguments[0])
    shift = linear(field, above, run.bound)
    if shift is None or depends(field, below, run.bound):
        return None
    slope = field.divide(constant(coefficient * shift[0]), field.element(below))
    values = [
        apply(field, kernel.head[:-1], (field.multiply(slope, field.add(end, shift[1])),), unknown=True)
        for end in (run.high, run.low)
    ]
    return field.divide(field.subtract(*values), slope)


def _of_fraction(field: Field, below: fmpz_mpoly, run: Range) -> Element | None:
    """``1/(slope*(t + rest))`` by log, ``1/(t^2 + 1)`` by atan, and powers of the first."""
    factors = factors_of(field, below)
    if len(factors) != 1:
        return None
    part, count = factors[0]
    if part == field.ring.polynomials[run.bound] ** 2 + 1 and count == 1:
        values = [apply(field, "atan", (end,), unknown=False) for end in (run.high, run.low)]
        return field.subtract(*values)
    shift = linear(field, part, run.bound)
    side = Sign.UNKNOWN if shift is None else side_of(field, shift[1], run)
    if shift is None or side is Sign.UNKNOWN:
        return None
    slope, rest = shift
    if count == 1:
        return _of_reciprocal(field, slope, rest, run)
    ends = [field.add(end, rest) for end in (run.high, run.low)]
    values = [field.multiply(constant(fmpq(1, 1 - count)), field.power(end, 1 - count)) for end in ends]
    return field.multiply(constant(1 / slope**count), field.subtract(*values))


def _of_reciprocal(field: Field, slope: fmpq, rest: Element, run: Range) -> Element:
    """The integral of ``1/(slope*(t + rest))``, which keeps its sign."""
    ends = [field.add(end, rest) for end in (run.high, run.low)]
    if side_of(field, rest, run) is Sign.NEGATIVE:
        ends = [negative(end) for end in ends]
    values = [logarithm(field, end) for end in ends]
    return field.multiply(constant(1 / slope), field.subtract(*values))


def _of_partial_fractions(field: Field, exponent: int, below: fmpz_mpoly, run: Range) -> Element | None:
    parts = partial_fractions(field, exponent, below, run.bound)
    if parts is None or any(side_of(field, rest, run) is Sign.UNKNOWN for _, _, rest in parts):
        return None
    return field.add(*(field.multiply(value, _of_reciprocal(field, slope, rest, run)) for value, slope, rest in parts))
