"""Integrals between two numbers that need a function of their own: erf, and the incomplete gamma function.

    t^n*exp(a*t^2 + b*t), a < 0                  by erf, as of ``halflines``
    t^s*exp(-c*t), c > 0, s > -1                 (G(s + 1, c*B) - G(s + 1, c*A))/c^(s + 1), 0 <= A, B
    t^s, s > -1                                  (B^(s + 1) - A^(s + 1))/(s + 1)

G(s, x) is the integral of ``u^(s - 1)*exp(-u)`` from 0 to x, a kernel of its own: with ``u = c*t`` the second row
holds, and so all integrals of one s are by values of one function.

Contract: an element that is the integral; None if the body is of another kind, or where that isn't certain.
"""

from __future__ import annotations

from flint import fmpz_mpoly

from derivex.engine.bodies import Parts
from derivex.engine.elements import ZERO_ELEMENT, Element, constant, negative
from derivex.engine.field import Field
from derivex.engine.halflines import gamma_order, gaussian_from, lower_gamma
from derivex.engine.positivity import Sign, is_real, never_negative, sign_of
from derivex.engine.powers import power as raised
from derivex.engine.shapes import Shape, pieces_of, shapes_of
from derivex.engine.stretches import Range


def of_gaussian(field: Field, inside: dict[int, int], below: fmpz_mpoly, run: Range) -> Element | None:
    """``t^n*exp(a*t^2 + b*t)`` between two places, for a < 0."""
    shapes = shapes_of(field, inside, below, run.bound)
    if shapes is None or len(shapes) != 1:
        return None
    share, shape = shapes[0]
    if shape.wave or shape.exponent.coefficient or shape.power < 0 or not shape.square.coefficient:
        return None
    if sign_of(field, negative(shape.square)) is not Sign.POSITIVE:
        return None
    return field.multiply(
        constant(share), field.subtract(*(gaussian_from(field, shape, end) for end in (run.low, run.high)))
    )


def from_zero(field: Field, parts: Parts, run: Range) -> Element | None:
    """Powers, maybe beside exponentials, between places that aren't negative, 0 included."""
    if any(end.coefficient and not never_negative(field, end) for end in (run.low, run.high)):
        return None
    pieces = pieces_of(field, parts, run.bound)
    if pieces is None:
        return None
    total = []
    for factor, shape in pieces:
        values = [_accumulated(field, shape, end) for end in (run.high, run.low)]
        upper, lower = values
        if upper is None or lower is None:
            return None
        total.append(field.multiply(factor, field.subtract(upper, lower)))
    return field.add(*total)


def _accumulated(field: Field, shape: Shape, place: Element) -> Element | None:
    """The integral of a piece from 0 to a place."""
    rate, order = negative(shape.linear), gamma_order(field, shape)
    if (
        shape.wave
        or shape.square.coefficient
        or not is_real(field, order)
        or sign_of(field, order) is not Sign.POSITIVE
    ):
        return None
    if not place.coefficient:
        return ZERO_ELEMENT
    if not rate.coefficient:
        return field.divide(raised(field, place, order), order)
    if sign_of(field, rate) is not Sign.POSITIVE:
        return None
    return field.divide(lower_gamma(field, order, field.multiply(rate, place)), raised(field, rate, order))
