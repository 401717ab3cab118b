"""Integrals over half-lines and over all numbers of sums of exponentials with a symbol t (``shapes``).

A piece is ``c*t^n*exp(a*t^2 + b*t + s*log(t))`` with a whole n, and c, a, b, s free of t. It has a *number*:

    a = s = 0      integral of t^n*exp(b*t) from A on      -A^n*exp(b*A)/b - n/b*(that of t^(n - 1)*exp(b*t))
    a = b = s = 0                                          0
    s = 0          integral of t^n*exp(a*t^2 + b*t)        by erf, and by parts from n to n - 1
    a = 0          integral from 0 on                      gamma(n + s + 1)/(-b)^(n + s + 1); from A on the
                                                           incomplete gamma function of -b*A is taken off
    b = 0          integral from 0 on                      gamma(m)/(2*(-a)^m), m = (n + s + 1)/2
    a = s = 0, beside sin(w*t) or cos(w*t), from 0 on      n!*im or re((-b + I*w)^(n + 1))/(b^2 + w^2)^(n + 1)

The sum of the numbers is the integral wherever that exists, though single pieces may diverge. Of the first
two rows: at a point, pieces that are the same function have the same number, up to the factors, and
different ones are independent; the sum has the antiderivative in which each ``t^n*exp(b*t)`` has its own,
so where it converges those that don't tend to 0 have the factor 0 (``levels``), and what the others give is
the number. The same goes for the last row, by ``exp(±I*w*t)``. One class of a Gaussian or a power beside the
same exponential converges as each of its pieces does, unless their factors are 0. Where there are several
classes of these rows, each has to converge. Powers of t alone, from a positive place on, converge where all
with factors other than 0 do.

Contract: an element that is the integral wherever that exists; None where it isn't known, or
where what is divided by may be 0. ``NeedsCase`` where a symbol decides that.
"""

from __future__ import annotations

from math import factorial

from flint import fmpq

from derivex.engine.bodies import Parts, Place
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.gammas import gamma, is_known_nonzero, reciprocal_gamma
from derivex.engine.heads import apply
from derivex.engine.named import pi_element
from derivex.engine.positivity import Sign, is_real, sign_of
from derivex.engine.powers import opaque
from derivex.engine.powers import power as raised
from derivex.engine.roots import rational_power
from derivex.engine.shapes import Piece, Shape, is_real_wave, order_of, pieces_of
from derivex.engine.trigonometry import sine_cosine


def endless_integral(field: Field, parts: Parts, bound: int, low: Place, high: Place) -> Element | None:
    """The integral of what depends on t, with an infinite end."""
    pieces = pieces_of(field, parts, bound)
    found = None if pieces is None else _of_pieces(field, pieces, low, high)
    if found is None and pieces is not None:
        field.doubt()
    return found


def _of_pieces(field: Field, pieces: list[Piece], low: Place, high: Place) -> Element | None:
    if all(_is_power(shape) for _, shape in pieces) and any(
        shape.power < 0 or shape.exponent.coefficient for _, shape in pieces
    ):
        return _of_powers(field, pieces, low) if high == "oo" else None
    alone = all(are_alike(field, shape, pieces[0][1]) for _, shape in pieces)
    if not all(_is_certain(field, shape, alone=alone) for _, shape in pieces):
        return None
    if low == "-oo" and high == "oo":
        ends = [(ZERO_ELEMENT, pieces), (ZERO_ELEMENT, _turned(pieces))]
        if not all(shape.square.coefficient for _, shape in pieces):
            return None
    elif low == "-oo" and isinstance(high, Element):
        ends = [(negative(high), _turned(pieces))]
    elif isinstance(low, Element) and high == "oo":
        ends = [(low, pieces)]
    else:
        return None
    total = []
    for start, each in ends:
        for factor, shape in each:
            number = _number(field, shape, start)
            if number is None:
                return None
            total.append(field.multiply(factor, number))
    return field.add(*total)


def are_alike(field: Field, one: Shape, other: Shape) -> bool:
    """Whether two pieces differ by a power of t only."""
    pairs = ((one.square, other.square), (one.linear, other.linear), (one.exponent, other.exponent))
    return not one.wave and not other.wave and all(field.is_zero(field.subtract(*pair)) for pair in pairs)


def _is_certain(field: Field, shape: Shape, *, alone: bool) -> bool:
    """Whether the piece's number is what it adds to the integral, wherever that exists."""
    rate = negative(shape.square if shape.square.coefficient else shape.linear)
    if shape.wave:
        if shape.square.coefficient or shape.exponent.coefficient or not is_real_wave(field, shape):
            return False
        if not shape.linear.coefficient and shape.wave == "cos" and not shape.power:
            return True
        return is_known_nonzero(field, shape.linear if shape.linear.coefficient else shape.angle)
    if shape.exponent.coefficient:
        if not is_real(field, shape.exponent) or not is_real(field, rate):
            return False
        order = gamma_order(field, shape)
        if Sign.POSITIVE is sign_of(field, rate) is sign_of(field, order):
            return True
        return alone and is_known_nonzero(field, rate) and is_known_nonzero(field, reciprocal_gamma(field, order))
    if shape.square.coefficient:
        return sign_of(field, rate) is Sign.POSITIVE or (alone and is_known_nonzero(field, rate))
    return not rate.coefficient or is_known_nonzero(field, rate)


def gamma_order(field: Field, shape: Shape) -> Element:
    """The argument of gamma in the piece's integral from 0 on."""
    order = order_of(field, shape, 1)
    return field.multiply(constant(fmpq(1, 2)), order) if shape.square.coefficient else order


# ---- powers ----


def _is_power(shape: Shape) -> bool:
    return not (shape.square.coefficient or shape.linear.coefficient or shape.wave)


def _of_powers(field: Field, pieces: list[Piece], low: Place) -> Element | None:
    """Powers of t with different real exponents from a positive place on: ``-A^(s + 1)/(s + 1)``."""
    if not isinstance(low, Element) or sign_of(field, low) is not Sign.POSITIVE:
        return None
    total = []
    for factor, shape in pieces:
        order = order_of(field, shape, 1)
        if not is_real(field, order) or not is_known_nonzero(field, order):
            return None
        total.append(field.divide(field.product((negative(factor), raised(field, low, order))), order))
    return field.add(*total)


def _turned(pieces: list[Piece]) -> list[Piece]:
    """The pieces at -t."""
    return [
        (
            negative(factor) if (shape.power + (shape.wave == "sin")) % 2 else factor,
            shape._replace(linear=negative(shape.linear)),
        )
        for factor, shape in pieces
    ]


def _number(field: Field, shape: Shape, start: Element) -> Element | None:
    """The number of a piece from a place on; None if it has none."""
    if shape.exponent.coefficient:
        return _of_gamma(field, shape, start)
    if shape.power < 0:
        return None
    if shape.wave and start.coefficient:
        return _of_late_wave(field, shape, start)
    if shape.wave:
        return _of_wave(field, shape)
    if shape.square.coefficient:
        return gaussian_from(field, shape, start)
    if not shape.linear.coefficient:
        return ZERO_ELEMENT
    edge = exponential(field, field.multiply(shape.linear, start))
    found = ZERO_ELEMENT
    for power in range(shape.power + 1):
        here = field.multiply(field.power(start, power), edge) if power or start.coefficient else edge
        rest = field.multiply(constant(power), found)
        found = field.divide(negative(field.add(here, rest)), shape.linear)
    return found


def _of_gamma(field: Field, shape: Shape, start: Element) -> Element | None:
    if shape.square.coefficient and (shape.linear.coefficient or start.coefficient):
        return None
    rate = negative(shape.square if shape.square.coefficient else shape.linear)
    order, half = gamma_order(field, shape), constant(fmpq(1, 2) if shape.square.coefficient else 1)
    whole = gamma(field, order)
    if start.coefficient:
        if not Sign.POSITIVE is sign_of(field, rate) is sign_of(field, order):
            return None
        whole = field.subtract(whole, lower_gamma(field, order, field.multiply(rate, start)))
    return field.multiply(half, field.divide(whole, raised(field, rate, order)))


def lower_gamma(field: Field, order: Element, place: Element) -> Element:
    """The integral of ``u^(order - 1)*exp(-u)`` from 0 to a place, a kernel of its own."""
    return opaque(field, "lowergamma", (order, place), real=True)


def gaussian_from(field: Field, shape: Shape, start: Element) -> Element:
    """``2*c*I_n = A^(n - 1)*E(A) + (n - 1)*I_(n - 2) + b*I_(n - 1)``, with c = -a and E the exponential."""
    rate, linear = negative(shape.square), shape.linear
    root, half = rational_power(field, rate, fmpq(1, 2)), constant(fmpq(1, 2))
    double = field.multiply(constant(2), rate)
    middle = field.divide(linear, field.multiply(constant(2), root))
    place = apply(field, "erf", (field.subtract(field.multiply(root, start), middle),), unknown=False)
    size = field.divide(rational_power(field, pi_element(field), fmpq(1, 2)), root)
    peak = exponential(field, field.power(middle, 2)) if middle.coefficient else ONE_ELEMENT
    before, found = ZERO_ELEMENT, field.product((half, size, peak, field.subtract(ONE_ELEMENT, place)))
    squared = field.multiply(shape.square, field.power(start, 2)) if start.coefficient else ZERO_ELEMENT
    edge = exponential(field, field.add(squared, field.multiply(linear, start)))
    for power in range(1, shape.power + 1):
        here = field.multiply(field.power(start, power - 1), edge) if power == 1 or start.coefficient else ZERO_ELEMENT
        more = field.add(here, field.multiply(constant(power - 1), before), field.multiply(linear, found))
        before, found = found, field.divide(more, double)
    return found


def _of_wave(field: Field, shape: Shape) -> Element:
    if not shape.linear.coefficient and shape.wave == "cos" and not shape.power:
        return ZERO_ELEMENT  # as that of 1, which it is where the angle is 0
    rate, angle = negative(shape.linear), shape.angle
    real, other = ONE_ELEMENT, ZERO_ELEMENT
    for _ in range(shape.power + 1):
        real, other = (
            field.subtract(field.multiply(real, rate), field.multiply(other, angle)),
            field.add(field.multiply(real, angle), field.multiply(other, rate)),
        )
    size = field.add(field.power(rate, 2), field.power(angle, 2))
    over = field.multiply(constant(factorial(shape.power)), other if shape.wave == "sin" else real)
    return field.divide(over, field.power(size, shape.power + 1))


def _of_late_wave(field: Field, shape: Shape, start: Element) -> Element | None:
    """``-exp(b*A)*(b*cos(w*A) + w*sin(w*A))/(b^2 + w^2)``, and its like for the sine."""
    if shape.power or not shape.linear.coefficient:
        return None
    sine, cosine = sine_cosine(field, field.multiply(shape.angle, start))
    if shape.wave == "sin":
        sine, cosine = negative(cosine), sine
    inner = field.add(field.multiply(shape.linear, cosine), field.multiply(shape.angle, sine))
    size = field.add(field.power(shape.linear, 2), field.power(shape.angle, 2))
    edge = exponential(field, field.multiply(shape.linear, start))
    return negative(field.divide(field.multiply(edge, inner), size))
