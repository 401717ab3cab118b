"""Which bodies of integrals are continuous on a whole range, and what keeps its sign there.

Sufficient tests: every kernel is one that is continuous wherever it is defined, at real
arguments, and no denominator vanishes, because its sign is known or because it is linear in
the variable and has the same sign at both ends.

Incomplete: a denominator that keeps its sign for other reasons counts as one that may vanish.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq, fmpz_mpoly

from derivex.engine.bodies import depends, depends_generator, linear
from derivex.engine.derive import is_unknown
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, constant
from derivex.engine.field import Field
from derivex.engine.named import pi_element
from derivex.engine.positivity import AT_LEAST_ZERO, Sign, is_nonzero_factor, is_real, sign_of
from derivex.engine.splitting import factors_of

# kernels that are continuous wherever they are defined, of real arguments
CONTINUOUS = frozenset({"sin", "cos", "abs", "atan", "root", "erf", "erfi", "Si", "Shi", "fresnels", "fresnelc"})


@dataclass(frozen=True, slots=True)
class Range:
    """The bound variable's generator, and the places between which it runs."""

    bound: int
    low: Element
    high: Element


def is_continuous(field: Field, above: fmpz_mpoly, below: fmpz_mpoly, run: Range) -> bool:
    """Whether ``above/below`` is certain to be continuous on the whole closed range."""
    if not all(_is_continuous_kernel(field, each, run) for each in field.ring.degrees(above * below)):
        return False
    return all(_never_zero(field, part, run) for part, _ in factors_of(field, below))


def _never_zero(field: Field, part: fmpz_mpoly, run: Range) -> bool:
    if is_nonzero_factor(field, field.ring.intern(part)):
        return True
    shift = linear(field, part, run.bound)
    if shift is not None:
        return side_of(field, shift[1], run) is not Sign.UNKNOWN
    return _is_positive_circular(field, field.element(part), run)


def side_of(field: Field, rest: Element, run: Range) -> Sign:
    """The sign that ``t + rest`` has on the whole range."""
    ends = {sign_of(field, field.add(end, rest)) for end in (run.low, run.high)}
    return ends.pop() if ends in ({Sign.POSITIVE}, {Sign.NEGATIVE}) else Sign.UNKNOWN


def _is_continuous_kernel(field: Field, generator: int, run: Range) -> bool:
    if generator == run.bound or not depends_generator(field, generator, run.bound):
        return True
    kernel = field.kernels[generator]
    if kernel.head == "log":
        inside = kernel.arguments[0]
        if positive_side(field, inside, run) is not None:
            return True
        if run.bound in field.low:
            return False  # the variable counts as positive, and an end may be 0 all the same
        positive = sign_of(field, inside) is Sign.POSITIVE or _is_positive_circular(field, inside, run)
        return positive and is_continuous_element(field, inside, run, real=True)
    if kernel.head == "asin":
        return _is_sine(field, kernel.arguments[0], run)
    known = kernel.head == "exp" or kernel.head in CONTINUOUS or is_unknown(kernel.head)
    if not known or not kernel.arguments:
        return False
    return all(is_continuous_element(field, argument, run, real=kernel.head != "exp") for argument in kernel.arguments)


def _ends_of(field: Field, argument: Element, run: Range) -> list[Element] | None:
    """Of something linear in the variable, its values at both ends of the range: all others lie between them."""
    coefficient, above, below = field.canonical(argument)
    shift = linear(field, above, run.bound)
    if shift is None or depends(field, below, run.bound):
        return None
    slope = field.divide(constant(coefficient * shift[0]), field.element(below))
    if not is_real(field, slope):
        return None
    return [field.multiply(slope, field.add(end, shift[1])) for end in (run.low, run.high)]


def _is_sine(field: Field, argument: Element, run: Range) -> bool:
    """Whether something linear in the variable stays between -1 and 1, where asin is real and continuous."""
    ends = _ends_of(field, argument, run)
    if ends is None or not all(is_real(field, end) for end in ends):
        return False
    rooms = [field.subtract(ONE_ELEMENT, field.power(end, 2)) for end in ends]
    return all(not room.coefficient or sign_of(field, room) in AT_LEAST_ZERO for room in rooms)


def _is_positive_circular(field: Field, inside: Element, run: Range) -> bool:
    """Whether something is the cosine of an angle that stays in the open right half, or a sine in the upper one."""
    if inside.coefficient <= 0 or list(inside.factors.values()) != [1]:
        return False
    (generator,) = inside.factors
    if generator >= field.ring.size or field.kernels[generator].head not in ("cos", "sin"):
        return False
    kernel = field.kernels[generator]
    ends = _ends_of(field, kernel.arguments[0], run)
    if ends is None:
        return False
    half_turn = pi_element(field)
    shift = field.multiply(constant(fmpq(1, 2)), half_turn) if kernel.head == "cos" else ZERO_ELEMENT
    places = [field.add(end, shift) for end in ends]  # sin(u + pi/2) = cos(u)
    rooms = [*places, *(field.subtract(half_turn, place) for place in places)]
    return all(room.coefficient and sign_of(field, room) is Sign.POSITIVE for room in rooms)


def positive_side(field: Field, argument: Element, run: Range) -> tuple[fmpq, Element] | None:
    """``slope*(t + rest)`` if the argument is that and positive on the whole range."""
    coefficient, above, below = field.canonical(argument)
    shift = linear(field, above, run.bound) if below.is_one() else None
    if shift is None:
        return None
    slope, rest = coefficient * shift[0], shift[1]
    return (slope, rest) if slope > 0 and side_of(field, rest, run) is Sign.POSITIVE else None


def is_continuous_element(field: Field, element: Element, run: Range, *, real: bool) -> bool:
    """Whether an element is certain to be continuous on the whole closed range, and real there if asked."""
    if real and not is_real(field, element):
        return False
    if not all(_is_continuous_kernel(field, each, run) for each in field.generators_of(element)):
        return False
    return all(
        _never_zero(field, field.ring.polynomials[factor], run)
        for factor, exponent in element.factors.items()
        if exponent < 0
    )
