"""Infinite sums of ``c*j^p*r^j``, for j = 0, 1, …, maybe times cos(w*j) or sin(w*j).

A piece has a *number*: with ``D f(j) = f(j + 1) - f(j)`` at ``f(j) = j^p``,

    j^p*r^j                     sum over m of D^m f(0)*r^m/(1 - r)^(m + 1)         r isn't 1
    r^j*cos(w*j)                (1 - r*cos(w))/(1 - 2*r*cos(w) + r^2)              real r, w; r isn't 1 or -1
    r^j*sin(w*j)                r*sin(w)/(1 - 2*r*cos(w) + r^2)

The sum of the numbers is the sum wherever that converges, though single pieces may diverge: at a point,
pieces that are the same sequence have the same number, up to the factors; and where the sum converges its
summands tend to 0, so that those of the others with ``abs(r) >= 1`` have the factor 0 (``levels``).

Contract: an element that is the sum, wherever that converges; None where it isn't known, or where what is
divided by may be 0. ``NeedsCase`` where a symbol decides that.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from derivex.engine.bodies import Parts
from derivex.engine.elements import ONE_ELEMENT, Element, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.gammas import is_known_nonzero
from derivex.engine.positivity import is_real
from derivex.engine.series import differences
from derivex.engine.shapes import shapes_of
from derivex.engine.trigonometry import sine_cosine

MAX_POWER = 12  # of j


class Geometric(NamedTuple):
    """``factor*j^power*ratio^j``, maybe times sin or cos of ``angle*j``."""

    factor: Element
    power: int
    ratio: Element
    wave: str
    angle: Element


def geometric_pieces(field: Field, parts: Parts, bound: int) -> list[Geometric] | None:
    """The body's pieces, without what stands outside; None if one of them is of another kind."""
    found = []
    for inside, factor in parts.pieces(field, bound).items():
        degrees = field.exponents(inside)
        turning = [each for each in degrees if _alternates(field, each, bound)]
        odd = sum(degrees.pop(each) for each in turning) % 2
        shapes = shapes_of(field, degrees, parts.below, bound)
        for share, shape in shapes if shapes is not None else ():
            if shape.square.coefficient or shape.exponent.coefficient or not 0 <= shape.power <= MAX_POWER:
                return None
            ratio = exponential(field, shape.linear)
            turned = negative(ratio) if odd else ratio
            part = field.multiply(constant(share), factor)
            found.append(Geometric(part, shape.power, turned, shape.wave, shape.angle))
        if shapes is None:
            return None
    return found


def _alternates(field: Field, generator: int, bound: int) -> bool:
    """Whether a kernel is ``(-1)^j``."""
    kernel = field.kernels[generator]
    return kernel.head == "parity" and kernel.arguments[0].factors == {bound: 1}


def geometric_sum(field: Field, parts: Parts, bound: int) -> Element | None:
    """The sum from 0 on of what depends on the index."""
    pieces = geometric_pieces(field, parts, bound)
    numbers = None if pieces is None else [_number(field, each) for each in pieces]
    if pieces is None or numbers is None:
        return None
    total = [
        field.multiply(each.factor, value) for each, value in zip(pieces, numbers, strict=True) if value is not None
    ]
    if len(total) < len(pieces):
        field.doubt()
        return None
    return field.add(*total)


def _number(field: Field, piece: Geometric) -> Element | None:
    apart = field.subtract(ONE_ELEMENT, piece.ratio)
    if piece.wave:
        return _of_wave(field, piece) if not piece.power else None
    if not is_known_nonzero(field, apart):
        return None
    power = tuple(Fraction(each == piece.power) for each in range(piece.power + 1))
    summands = [
        field.product((constant(each), field.power(piece.ratio, m), field.power(apart, -m - 1)))
        for m, each in enumerate(differences(power))
        if each
    ]
    return field.add(*summands)


def _of_wave(field: Field, piece: Geometric) -> Element | None:
    ratio, angle = piece.ratio, piece.angle
    if not is_real(field, ratio) or not is_real(field, angle):
        return None
    if not is_known_nonzero(field, field.subtract(ONE_ELEMENT, field.power(ratio, 2))):
        return None
    sine, cosine = sine_cosine(field, angle)
    double = field.product((constant(2), ratio, cosine))
    size = field.add(ONE_ELEMENT, negative(double), field.power(ratio, 2))
    over = (
        field.multiply(ratio, sine)
        if piece.wave == "sin"
        else field.subtract(ONE_ELEMENT, field.multiply(ratio, cosine))
    )
    return field.divide(over, size)
