"""Bodies as sums of exponentials with a bound variable t, times powers of it, sines and cosines.

A piece is ``c*t^n*exp(a*t^2 + b*t + s*log(t))``, maybe times sin or cos of ``w*t``, with a whole n, and c, a, b, s
and w free of t. Products of sines and cosines become sums of them, which holds for all complex angles.

Contract: the sum of the pieces is the body wherever that is defined; None if one of them is of another kind.
"""

from __future__ import annotations

from typing import NamedTuple

from flint import fmpq, fmpz_mpoly

from derivex.engine.bodies import Parts, depends, depends_generator
from derivex.engine.elements import ZERO_ELEMENT, Element, constant, negative
from derivex.engine.field import Field
from derivex.engine.positivity import is_real
from derivex.engine.splitting import factors_of

MAX_POWER = 12  # of t
MAX_WAVES = 4  # sines and cosines in one product


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
    """The body's pieces, without what stands outside."""
    found: list[Piece] = []
    for inside, factor in parts.pieces(field, bound).items():
        shapes = shapes_of(field, field.exponents(inside), parts.below, bound)
        if shapes is None:
            return None
        found += [(field.multiply(constant(share), factor), shape) for share, shape in shapes]
    return found


def shapes_of(field: Field, inside: dict[int, int], below: fmpz_mpoly, bound: int) -> list[tuple[fmpq, Shape]] | None:
    """A monomial in what depends on t, over a denominator, as a sum of shapes."""
    degrees = dict(inside)
    power = degrees.pop(bound, 0)
    for part, count in factors_of(field, below):
        generator = field.ring.intern(part)
        if generator >= field.ring.size:
            return None
        power -= count if generator == bound else 0
        degrees[generator] = degrees.get(generator, 0) - (count if generator != bound else 0)
    exponents, roots, waves = [], fmpq(0), WHOLE
    for generator, times in degrees.items():
        kernel = field.kernels[generator]
        if kernel.head == "exp":
            exponents.append(field.multiply(constant(times), kernel.arguments[0]))
        elif kernel.head == "root" and len(kernel.arguments) == 1 and _is_variable(kernel.arguments[0], bound):
            roots += fmpq(times, kernel.degree)
        elif kernel.head in ("sin", "cos") and 0 <= times <= MAX_WAVES:
            angle = _coefficients(field, kernel.arguments[0], bound)
            if angle is None or angle.keys() != {"t"}:
                return None
            for _ in range(times):
                waves = _times_wave(field, waves, kernel.head, angle["t"])
        elif times:
            return None
    found = _coefficients(field, field.add(*exponents), bound) if exponents else {}
    if found is None or not abs(power) <= MAX_POWER or len(waves) > 2**MAX_WAVES:
        return None
    square, linear, logarithmic = (found.get(each, ZERO_ELEMENT) for each in ("t^2", "t", "log"))
    plain = Shape(power, square, linear, field.add(logarithmic, constant(roots)))
    return [(share, plain._replace(wave=head, angle=angle)) for share, head, angle in waves]


def _is_variable(element: Element, bound: int) -> bool:
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
            if kernel.head == "log" and times == 1 and _is_variable(kernel.arguments[0], bound):
                name = "log"
        if name is None:
            return None
        found[name] = field.multiply(constant(coefficient), field.fraction(factor, below))
    return found


def order_of(field: Field, shape: Shape, more: int) -> Element:
    """The exponent of t, and some more."""
    return field.add(shape.exponent, constant(shape.power + more))


def is_real_wave(field: Field, shape: Shape) -> bool:
    """Whether all that stands beside t in exponents and angles is real."""
    return all(is_real(field, each) for each in (shape.square, shape.linear, shape.angle))


# ---- waves ----

Wave = tuple[fmpq, str, Element]  # a number, sin or cos or neither, and the angle at t = 1
WHOLE: list[Wave] = [(fmpq(1), "", ZERO_ELEMENT)]


def _times_wave(field: Field, waves: list[Wave], head: str, angle: Element) -> list[Wave]:
    """``cos(u)*cos(v) = (cos(u - v) + cos(u + v))/2``, and its like for sines."""
    found: list[Wave] = []
    for share, other, before in waves:
        if not other:
            found.append((share, head, angle))
            continue
        half = share / 2
        less, more = field.subtract(before, angle), field.add(before, angle)
        mixed = "cos" if other == head else "sin"
        # sin(u)*sin(v) has cos(u + v) with the other sign, cos(u)*sin(v) has sin(u - v) with it
        found.append((-half if (other, head) == ("cos", "sin") else half, mixed, less))
        found.append((-half if (other, head) == ("sin", "sin") else half, mixed, more))
    return [_plain(field, *wave) for wave in found if wave[1] != "sin" or not field.is_zero(wave[2])]


def _plain(field: Field, share: fmpq, head: str, angle: Element) -> Wave:
    """cos(0) is 1; and a leading coefficient that is negative goes out of the angle."""
    if field.is_zero(angle):
        return share, "", ZERO_ELEMENT
    if field.canonical(angle)[0] < 0:
        return -share if head == "sin" else share, head, negative(angle)
    return share, head, angle
