"""Which bodies of integrals are continuous on a whole range, and what keeps its sign there.

Sufficient tests: every kernel is one that is continuous wherever it is defined, at real
arguments, and no denominator vanishes, because its sign is known or because it is linear in
the variable and has the same sign at both ends.

Incomplete: a denominator that keeps its sign for other reasons counts as one that may vanish.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq, fmpz_mpoly

from derivex.engine.bodies import depends_generator, linear
from derivex.engine.derive import is_unknown
from derivex.engine.elements import Element
from derivex.engine.field import Field
from derivex.engine.positivity import Sign, is_nonzero_factor, is_real, sign_of
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
    return shift is not None and side_of(field, shift[1], run) is not Sign.UNKNOWN


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
        return sign_of(field, inside) is Sign.POSITIVE and is_continuous_element(field, inside, run, real=True)
    known = kernel.head == "exp" or kernel.head in CONTINUOUS or is_unknown(kernel.head)
    if not known or not kernel.arguments:
        return False
    return all(is_continuous_element(field, argument, run, real=kernel.head != "exp") for argument in kernel.arguments)


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
