"""Limits at infinity of sums of exponentials with a symbol t (``shapes``).

A limit at infinity is the sum of the factors of those pieces that are 1, wherever it exists. For among
the others, merged where they are the same function at a point, consider those that grow fastest: all are
t^n*exp(re(a)*t^2 + re(b)*t) times exp(i*(u*t^2 + v*t)), with different u, v. A sum of such waves with factors
that aren't 0 doesn't tend to 0, since its mean square is the sum of the squares of their sizes; so either they
tend to 0, or there is no limit, or they are constant.

Contract: an element that is the limit, wherever that exists; None where it isn't known, or where it isn't
certain that a piece isn't 1. ``NeedsCase`` where a symbol decides that.
"""

from __future__ import annotations

from derivex.engine.bodies import Parts
from derivex.engine.elements import ZERO_ELEMENT, Element
from derivex.engine.field import Field
from derivex.engine.gammas import is_known_nonzero
from derivex.engine.positivity import is_real
from derivex.engine.shapes import is_real_wave, order_of, pieces_of


def limit_of_pieces(field: Field, body: Element, bound: int) -> Element | None:
    """The limit as t goes to an infinity, wherever it exists."""
    pieces = pieces_of(field, parts := Parts(field, body, bound, certain=True), bound)
    if pieces is None:
        return None
    staying = []
    for factor, shape in pieces:
        if not is_real(field, shape.exponent) or (shape.wave and not is_real_wave(field, shape)):
            return None
        turning = (shape.square, shape.linear, shape.angle)
        if any(each.coefficient for each in turning):
            if not any(is_known_nonzero(field, each) for each in turning):
                return None
        elif not shape.exponent.coefficient:
            staying += [factor] if not shape.power else []
        elif not is_known_nonzero(field, order_of(field, shape, 0)):
            return None
    return field.multiply(parts.outer, field.add(*staying)) if staying else ZERO_ELEMENT
