"""Integrals over half-lines and over all numbers, and limits at infinity, of sums of exponentials with a symbol t.

A piece is ``c*t^n*exp(a*t^2 + b*t + s*log(t))`` with a whole n, and c, a, b, s free of t. It has a *number*:

    a = s = 0      integral of t^n*exp(b*t) from A on      -A^n*exp(b*A)/b - n/b*(that of t^(n - 1)*exp(b*t))
    a = b = s = 0                                          0
    s = 0          integral of t^n*exp(a*t^2 + b*t)        by erf, and by parts from n to n - 1
    a = 0          integral from 0 on                      gamma(n + s + 1)/(-b)^(n + s + 1)
    a = s = 0, beside sin(w*t) or cos(w*t), from 0 on      n!*im or re((-b + I*w)^(n + 1))/(b^2 + w^2)^(n + 1)

The sum of the numbers is the integral wherever that exists, though single pieces may diverge. Of the first
two rows: at a point, pieces that are the same function have the same number, up to the factors, and
different ones are independent; the sum has the antiderivative in which each ``t^n*exp(b*t)`` has its own,
so where it converges those that don't tend to 0 have the factor 0 (below), and what the others give is
the number. The same goes for the last row, by ``exp(±I*w*t)``. One class of a Gaussian or a power beside the
same exponential converges as each of its pieces does, unless their factors are 0. Where there are several
classes of these rows, each has to converge.

A limit at infinity is the sum of the factors of those pieces that are 1, wherever it exists. For among
the others, merged where they are the same function at a point, consider those that grow fastest: all are
t^n*exp(re(a)*t^2 + re(b)*t) times exp(i*(u*t^2 + v*t)), with different u, v. A sum of such waves with factors
that aren't 0 doesn't tend to 0, since its mean square is the sum of the squares of their sizes; so either they
tend to 0, or there is no limit, or they are constant.

Contract: an element that is the integral, or the limit, wherever that exists; None where it isn't known, or
where what is divided by may be 0. ``NeedsCase`` where a symbol decides that.
"""

from __future__ import annotations

from math import factorial
from typing import NamedTuple

from flint import fmpq, fmpz_mpoly

from derivex.engine.bodies import Parts, Place, depends, depends_generator
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.gammas import gamma, is_known_nonzero, reciprocal_gamma
from derivex.engine.heads import apply
from derivex.engine.named import pi_element
from derivex.engine.positivity import Sign, is_real, sign_of
from derivex.engine.powers import power as raised
from derivex.engine.roots import rational_power
from derivex.engine.splitting import factors_of
from derivex.engine.stretches import Range

MAX_POWER = 12  # of t


class Shape(NamedTuple):
    """``t^power*exp(square*t^2 + linear*t + exponent*log(t))``, maybe times sin or cos of ``angle*t``."""

    power: int
    square: Element = ZERO_ELEMENT
    linear: Element = ZERO_ELEMENT
    exponent: Element = ZERO_ELEMENT
    wave: str = ""
    angle: Element = ZERO_ELEMENT


Piece = tuple[Element, Shape]


def pieces_of(field: Field, parts: Parts, bound: int) -> list[Piece] | None:
    """The body's pieces, without what stands outside; None if one of them is of another kind."""
    found: list[Piece] = []
    for inside, factor in parts.pieces(field, bound).items():
        shape = shape_of(field, field.exponents(inside), parts.below, bound)
        if shape is None:
            return None
        found.append((factor, shape))
    return found


def shape_of(field: Field, degrees: dict[int, int], below: fmpz_mpoly, bound: int) -> Shape | None:
    power = degrees.pop(bound, 0)
    for part, count in factors_of(field, below):
        generator = field.ring.intern(part)
        if generator >= field.ring.size:
            return None
        power -= count if generator == bound else 0
        degrees[generator] = degrees.get(generator, 0) - (count if generator != bound else 0)
    exponents, roots = [], fmpq(0)
    waves: list[tuple[str, Element]] = []
    for generator, times in degrees.items():
        kernel = field.kernels[generator]
        if kernel.head == "exp":
            exponents.append(field.multiply(constant(times), kernel.arguments[0]))
        elif kernel.head == "root" and len(kernel.arguments) == 1 and _is_variable(field, kernel.arguments[0], bound):
            roots += fmpq(times, kernel.degree)
        elif kernel.head in ("sin", "cos") and times == 1 and not waves:
            waves = [(kernel.head, kernel.arguments[0])]
        elif times:
            return None
    coefficients = _coefficients(field, field.add(*exponents), bound) if exponents else {}
    angles = _coefficients(field, waves[0][1], bound) if waves else {}
    if coefficients is None or angles is None or not angles.keys() <= {"t"} or not abs(power) <= MAX_POWER:
        return None
    return Shape(
        power,
        coefficients.get("t^2", ZERO_ELEMENT),
        coefficients.get("t", ZERO_ELEMENT),
        field.add(coefficients.get("log", ZERO_ELEMENT), constant(roots)),
        waves[0][0] if waves else "",
        angles.get("t", ZERO_ELEMENT),
    )


def _is_variable(field: Field, element: Element, bound: int) -> bool:
    return element.coefficient == 1 and element.factors == {bound: 1}


def _coefficients(field: Field, element: Element, bound: int) -> dict[str, Element] | None:
    """The coefficients of t^2, t and log(t); None if there is anything else."""
    coefficient, above, below = field.canonical(element)
    if not coefficient:
        return {}
    if depends(field, below, bound):
        return None
    inner = {each for each in field.ring.degrees(above) if depends_generator(field, each, bound)}
    found: dict[str, Element] = {}
    for inside, factor in field.ring.by_monomials(above, inner).items():
        exponents = field.exponents(inside)
        name = {1: "t", 2: "t^2"}.get(exponents.get(bound, 0)) if exponents.keys() == {bound} else None
        if name is None and len(exponents) == 1:
            ((generator, times),) = exponents.items()
            kernel = field.kernels[generator]
            if kernel.head == "log" and times == 1 and _is_variable(field, kernel.arguments[0], bound):
                name = "log"
        if name is None:
            return None
        found[name] = field.multiply(constant(coefficient), field.fraction(factor, below))
    return found


# ---- limits ----


def limit_of_pieces(field: Field, body: Element, bound: int) -> Element | None:
    """The limit as t goes to an infinity, wherever it exists."""
    pieces = pieces_of(field, parts := Parts(field, body, bound, certain=True), bound)
    if pieces is None:
        return None
    staying = []
    for factor, shape in pieces:
        if shape.wave or not is_real(field, shape.exponent):
            return None
        if not any(each.coefficient for each in (shape.square, shape.linear, shape.exponent)):
            staying += [factor] if not shape.power else []
        elif not any(is_known_nonzero(field, each) for each in (shape.square, shape.linear)):
            return None
    return field.multiply(parts.outer, field.add(*staying)) if staying else ZERO_ELEMENT


# ---- integrals ----


def endless_integral(field: Field, parts: Parts, bound: int, low: Place, high: Place) -> Element | None:
    """The integral of what depends on t, with an infinite end."""
    pieces = pieces_of(field, parts, bound)
    found = None if pieces is None else _of_pieces(field, pieces, low, high)
    if found is None and pieces is not None:
        field.doubt()
    return found


def _of_pieces(field: Field, pieces: list[Piece], low: Place, high: Place) -> Element | None:
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


def of_gaussian(field: Field, inside: dict[int, int], below: fmpz_mpoly, run: Range) -> Element | None:
    """``t^n*exp(a*t^2 + b*t)`` between two places, for a < 0."""
    shape = shape_of(field, inside, below, run.bound)
    if shape is None or shape.wave or shape.exponent.coefficient or shape.power < 0:
        return None
    if not shape.square.coefficient or sign_of(field, negative(shape.square)) is not Sign.POSITIVE:
        return None
    return field.subtract(*(_of_gaussian(field, shape, end) for end in (run.low, run.high)))


def are_alike(field: Field, one: Shape, other: Shape) -> bool:
    """Whether two pieces differ by a power of t only."""
    pairs = ((one.square, other.square), (one.linear, other.linear), (one.exponent, other.exponent))
    return not one.wave and not other.wave and all(field.is_zero(field.subtract(*pair)) for pair in pairs)


def _is_certain(field: Field, shape: Shape, *, alone: bool) -> bool:
    """Whether the piece's number is what it adds to the integral, wherever that exists."""
    rate = negative(shape.square if shape.square.coefficient else shape.linear)
    if shape.wave:
        plain = not shape.square.coefficient and not shape.exponent.coefficient
        if not plain or not is_real(field, shape.linear) or not is_real(field, shape.angle):
            return False
        if not shape.linear.coefficient and shape.wave == "cos" and not shape.power:
            return True
        return is_known_nonzero(field, shape.linear if shape.linear.coefficient else shape.angle)
    if shape.square.coefficient or shape.exponent.coefficient:
        if shape.square.coefficient and shape.exponent.coefficient:
            return False
        if shape.exponent.coefficient:
            if not is_real(field, shape.exponent) or not is_real(field, rate):
                return False
            order = field.add(shape.exponent, constant(shape.power + 1))
            if sign_of(field, rate) is Sign.POSITIVE and sign_of(field, order) is Sign.POSITIVE:
                return True
            whole = alone and is_known_nonzero(field, rate)
            return whole and is_known_nonzero(field, reciprocal_gamma(field, order))
        return sign_of(field, rate) is Sign.POSITIVE or (alone and is_known_nonzero(field, rate))
    return not rate.coefficient or is_known_nonzero(field, rate)


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
        order = field.add(shape.exponent, constant(shape.power + 1))
        over = raised(field, negative(shape.linear), order)
        return None if start.coefficient else field.divide(gamma(field, order), over)
    if shape.power < 0:
        return None
    if shape.wave:
        return None if start.coefficient else _of_wave(field, shape)
    if shape.square.coefficient:
        return _of_gaussian(field, shape, start)
    if not shape.linear.coefficient:
        return ZERO_ELEMENT
    edge = exponential(field, field.multiply(shape.linear, start))
    found = ZERO_ELEMENT
    for power in range(shape.power + 1):
        here = field.multiply(field.power(start, power), edge) if power or start.coefficient else edge
        rest = field.multiply(constant(power), found)
        found = field.divide(negative(field.add(here, rest)), shape.linear)
    return found


def _of_gaussian(field: Field, shape: Shape, start: Element) -> Element:
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
