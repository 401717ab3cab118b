"""Integrals that have a value in the field, and bodies that are continuous on a whole range.

    t^q    t^j*log(t)    t^(m - 1)*exp(c*t^m)    t^j*exp(c*t)
    t^j*sin(c*t), t^j*cos(c*t)    cos(c*t)^2    sin(c*t)*cos(c*t)
    1/(t + s) where t + s keeps its sign    1/(t^2 + 1)    F'(c*t + d) for an unknown F

Each is integrated between real places by an antiderivative that is continuous between
them, so that the fundamental theorem holds; c isn't 0 there. The body is
``above/below``, polynomials in kernels; kernels that the table doesn't know have no value.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq, fmpz_mpoly

from derivex.engine.derive import is_unknown
from derivex.engine.elements import ZERO_ELEMENT, Element, constant, negative
from derivex.engine.exponentials import exponential, logarithm, never_negative
from derivex.engine.field import Field
from derivex.engine.gammas import is_known_nonzero
from derivex.engine.heads import apply
from derivex.engine.positivity import Sign, is_nonzero_factor, is_real, sign_of
from derivex.engine.roots import rational_power
from derivex.engine.splitting import factors_of
from derivex.engine.trigonometry import sine_cosine

MAX_POWER = 12  # of t beside exp, sin or cos
# kernels that are continuous wherever they are defined, of real arguments
CONTINUOUS = frozenset({"sin", "cos", "abs", "atan", "root", "erf", "erfi", "Si", "Shi", "fresnels", "fresnelc"})


@dataclass(frozen=True, slots=True)
class Range:
    """The bound variable's generator, and the places between which it runs."""

    bound: int
    low: Element
    high: Element


# ---- continuity ----


def is_continuous(field: Field, above: fmpz_mpoly, below: fmpz_mpoly, run: Range) -> bool:
    """Whether ``above/below`` is certain to be continuous on the whole closed range."""
    if not all(_is_continuous_kernel(field, each, run) for each in field.ring.degrees(above * below)):
        return False
    return all(_never_zero(field, part, run) for part, _ in factors_of(field, below))


def _never_zero(field: Field, part: fmpz_mpoly, run: Range) -> bool:
    if is_nonzero_factor(field, field.ring.intern(part)):
        return True
    shift = linear(field, part, run.bound)
    return shift is not None and _side(field, shift[1], run) is not Sign.UNKNOWN


def _side(field: Field, rest: Element, run: Range) -> Sign:
    """The sign that ``t + rest`` has on the whole range."""
    ends = {sign_of(field, field.add(end, rest)) for end in (run.low, run.high)}
    return ends.pop() if ends in ({Sign.POSITIVE}, {Sign.NEGATIVE}) else Sign.UNKNOWN


def _is_continuous_kernel(field: Field, generator: int, run: Range) -> bool:
    if generator == run.bound or not depends_generator(field, generator, run.bound):
        return True
    kernel = field.kernels[generator]
    if kernel.head == "log":
        return _positive_side(field, kernel.arguments[0], run) is not None
    known = kernel.head == "exp" or kernel.head in CONTINUOUS or is_unknown(kernel.head)
    if not known or not kernel.arguments:
        return False
    return all(_is_continuous_element(field, argument, run, real=kernel.head != "exp") for argument in kernel.arguments)


def _positive_side(field: Field, argument: Element, run: Range) -> tuple[fmpq, Element] | None:
    """``slope*(t + rest)`` if the argument is that and positive on the whole range."""
    coefficient, above, below = field.canonical(argument)
    shift = linear(field, above, run.bound) if below.is_one() else None
    if shift is None:
        return None
    slope, rest = coefficient * shift[0], shift[1]
    return (slope, rest) if slope > 0 and _side(field, rest, run) is Sign.POSITIVE else None


def _is_continuous_element(field: Field, element: Element, run: Range, *, real: bool) -> bool:
    if real and not is_real(field, element):
        return False
    if not all(_is_continuous_kernel(field, each, run) for each in field.generators_of(element)):
        return False
    return all(
        _never_zero(field, field.ring.polynomials[factor], run)
        for factor, exponent in element.factors.items()
        if exponent < 0
    )


def linear(field: Field, part: fmpz_mpoly, bound: int) -> tuple[fmpq, Element] | None:
    """``slope*(t + rest)`` with a number as slope and a rest without t."""
    if field.ring.degrees(part).get(bound) != 1:
        return None
    index = field.ring.size - 1 - bound
    leading = [(monomial, factor) for monomial, factor in part.terms() if monomial[index]]
    if len(leading) != 1 or sum(leading[0][0]) != 1:
        return None
    rest = part - field.ring.polynomials[bound] * int(leading[0][1])
    if rest and depends(field, rest, bound):
        return None
    slope = fmpq(leading[0][1])
    return slope, field.multiply(constant(1 / slope), field.element(rest)) if rest else ZERO_ELEMENT


def depends(field: Field, polynomial: fmpz_mpoly, bound: int) -> bool:
    return any(depends_generator(field, each, bound) for each in field.ring.degrees(polynomial))


def depends_generator(field: Field, generator: int, bound: int) -> bool:
    """Whether a kernel depends on the bound variable; one that hides its arguments counts as if it did."""
    if generator == bound:
        return True
    kernel = field.kernels[generator]
    if not kernel.arguments:
        return kernel.head not in ("symbol", "pi", "I")
    return any(
        depends_generator(field, each, bound) for argument in kernel.arguments for each in field.generators_of(argument)
    )


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
    if heads <= {"sin", "cos"}:
        return _of_circular(field, degrees, exponent, run)
    if len(degrees) == 1 and set(degrees.values()) == {1}:
        generator = next(iter(degrees))
        if heads == {"log"}:
            return _of_logarithm(field, generator, exponent, run)
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


def _of_logarithm(field: Field, generator: int, exponent: int, run: Range) -> Element | None:
    """``t^j*log(t)`` for t > 0."""
    shift = _positive_side(field, field.kernels[generator].arguments[0], run)
    if shift is None or shift[0] != 1 or shift[1].coefficient:
        return None
    degree = exponent + 1
    values = [
        field.multiply(field.power(end, degree), field.subtract(logarithm(field, end), constant(fmpq(1, degree))))
        for end in (run.high, run.low)
    ]
    return field.multiply(constant(fmpq(1, degree)), field.subtract(*values))


def _rate(field: Field, exponent: Element, bound: int, degree: int = 1) -> Element | None:
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


def _of_exponential(field: Field, degrees: dict[int, int], exponent: int, run: Range) -> Element | None:
    """By parts: the integral of t^j*e^(ct) is t^j*e^(ct)/c, less j/c times that of t^(j-1)*e^(ct)."""
    total = field.add(
        *(field.multiply(constant(times), field.kernels[each].arguments[0]) for each, times in degrees.items())
    )
    if exponent:  # t^(m - 1)*exp(c*t^m)
        rate = _rate(field, total, run.bound, exponent + 1)
        if rate is not None:
            places = [field.multiply(rate, field.power(end, exponent + 1)) for end in (run.high, run.low)]
            rise = field.subtract(*(exponential(field, each) for each in places))
            return field.divide(rise, field.multiply(constant(exponent + 1), rate))
    rate = _rate(field, total, run.bound)
    if rate is None:
        return None
    ends = [(end, exponential(field, field.multiply(rate, end))) for end in (run.high, run.low)]
    result = ZERO_ELEMENT
    for power in range(exponent + 1):
        upper, lower = (field.multiply(field.power(end, power), value) for end, value in ends)
        rest = field.multiply(constant(power), result)
        result = field.divide(field.subtract(field.subtract(upper, lower), rest), rate)
    return result


def _of_circular(field: Field, degrees: dict[int, int], exponent: int, run: Range) -> Element | None:
    angles = [field.kernels[each].arguments[0] for each in degrees]
    if any(not field.is_zero(field.subtract(angle, angles[0])) for angle in angles):
        return None
    rate = _rate(field, angles[0], run.bound)
    if rate is None:
        return None
    ends = [(end, *sine_cosine(field, field.multiply(rate, end))) for end in (run.high, run.low)]
    shape = {field.kernels[each].head: times for each, times in degrees.items()}
    half = constant(fmpq(1, 2))
    if exponent == 0 and shape == {"cos": 2}:  # t/2 + sin*cos/(2c)
        values = [field.add(end, field.divide(field.multiply(sine, cosine), rate)) for end, sine, cosine in ends]
        return field.multiply(half, field.subtract(*values))
    if exponent == 0 and shape == {"sin": 1, "cos": 1}:
        squares = [field.power(sine, 2) for _, sine, _ in ends]
        return field.divide(field.multiply(half, field.subtract(*squares)), rate)
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


def partial_fractions(
    field: Field, exponent: int, below: fmpz_mpoly, bound: int
) -> list[tuple[Element, fmpq, Element]] | None:
    """``t^exponent/below`` as a sum of ``c/(slope*(t + rest))``: c, slope, rest; None if it is none.

    Only for different linear factors with numbers between their zeros, and a proper fraction.
    """
    factors = factors_of(field, below)
    shifts = [linear(field, part, bound) if count == 1 else None for part, count in factors]
    found = [shift for shift in shifts if shift is not None]
    if not 0 <= exponent < len(found) == len(shifts):
        return None
    result = []
    for index, (slope, rest) in enumerate(found):
        value = field.power(negative(rest), exponent)
        for other, (steep, shift) in enumerate(found):
            if other != index:
                gap = field.multiply(constant(steep), field.subtract(shift, rest))
                if gap.factors or not gap.coefficient:
                    return None
                value = field.divide(value, gap)
        result.append((value, slope, rest))
    return result


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
    side = Sign.UNKNOWN if shift is None else _side(field, shift[1], run)
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
    if _side(field, rest, run) is Sign.NEGATIVE:
        ends = [negative(end) for end in ends]
    values = [logarithm(field, end) for end in ends]
    return field.multiply(constant(1 / slope), field.subtract(*values))


def _of_partial_fractions(field: Field, exponent: int, below: fmpz_mpoly, run: Range) -> Element | None:
    parts = partial_fractions(field, exponent, below, run.bound)
    if parts is None or any(_side(field, rest, run) is Sign.UNKNOWN for _, _, rest in parts):
        return None
    return field.add(*(field.multiply(value, _of_reciprocal(field, slope, rest, run)) for value, slope, rest in parts))


__all__ = ["Range", "depends", "depends_generator", "integrated", "is_continuous", "linear"]
