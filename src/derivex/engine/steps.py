"""Limits at infinity of rational functions of what tends to a number there, or to infinity: erf, atan and one exp.

    erf(a*t + b)       1 or -1          by the sign of a
    atan(a*t + b)      pi/2 or -pi/2
    exp(a*t)           0 or infinity

A rational function of these is continuous where its denominator isn't 0. Of several exponentials at most
one may grow; then the coefficients of its highest powers count.

Contract: an element that is the limit, or None.
"""

from __future__ import annotations

from flint import fmpq, fmpz_mpoly

from derivex.engine.bodies import depends_generator
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, constant, negative
from derivex.engine.field import Field
from derivex.engine.gammas import is_known_nonzero
from derivex.engine.named import pi_element
from derivex.engine.positivity import Sign, is_real, sign_of
from derivex.engine.splitting import NeedsCase


def limit_of_steps(field: Field, body: Element, bound: int, *, upwards: bool) -> Element | None:
    """The limit of a body as the bound variable goes to an infinity."""
    coefficient, above, below = field.canonical(body)
    if not coefficient:
        return ZERO_ELEMENT
    inner = {
        each for part in (above, below) for each in field.ring.degrees(part) if depends_generator(field, each, bound)
    }
    limits: dict[int, Element] = {}
    growing: list[int] = []
    for each in inner:
        direction = _direction(field, each, bound, upwards=upwards)
        if not direction:
            return None
        head = field.kernels[each].head
        if head == "exp" and direction > 0:
            growing.append(each)
        else:
            limits[each] = ZERO_ELEMENT if head == "exp" else _signed(_size(field, head), direction)
    if len(growing) > 1:
        return None
    top, bottom = above, below
    if growing:
        (only,) = growing
        upper, lower = field.ring.by_powers(above, only), field.ring.by_powers(below, only)
        if max(upper) > max(lower):
            return None
        top, bottom = upper.get(max(lower), field.ring.one * 0), lower[max(lower)]
    under = _at(field, bottom, limits)
    if not _is_known_nonzero(field, under):
        return None
    return field.multiply(constant(coefficient), field.divide(_at(field, top, limits), under))


def _direction(field: Field, generator: int, bound: int, *, upwards: bool) -> int:
    """The sign of infinity to which the argument of a kernel goes; 0 if it isn't known to."""
    kernel = field.kernels[generator]
    if (
        kernel.head not in ("erf", "atan", "exp")
        or len(kernel.arguments) != 1
        or not is_real(field, kernel.arguments[0])
    ):
        return 0
    coefficient, above, below = field.canonical(kernel.arguments[0])
    powers = field.ring.by_powers(above, bound)
    parts = (*powers.values(), below)
    if not powers.keys() <= {0, 1} or 1 not in powers:
        return 0
    if any(depends_generator(field, each, bound) for part in parts for each in field.ring.degrees(part)):
        return 0
    slope = field.multiply(constant(coefficient), field.fraction(powers[1], below))
    sign = {Sign.POSITIVE: 1, Sign.NEGATIVE: -1}.get(sign_of(field, slope), 0)
    return sign if upwards else -sign


def _size(field: Field, head: str) -> Element:
    return ONE_ELEMENT if head == "erf" else field.multiply(constant(fmpq(1, 2)), pi_element(field))


def _signed(size: Element, direction: int) -> Element:
    return size if direction > 0 else negative(size)


def _at(field: Field, polynomial: fmpz_mpoly, values: dict[int, Element]) -> Element:
    """A polynomial with values for some of its generators."""
    if not polynomial:
        return ZERO_ELEMENT
    total = []
    for inside, factor in field.ring.by_monomials(polynomial, values).items():
        powers = [field.power(values[each], times) for each, times in field.exponents(inside).items()]
        total.append(field.product((field.element(factor), *powers)))
    return field.add(*total)


def _is_known_nonzero(field: Field, element: Element) -> bool:
    try:
        return is_known_nonzero(field, element)
    except NeedsCase:
        return False
