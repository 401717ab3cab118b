"""Linear forms in logarithms and angles: zero if their exponential is 1 and they can't reach a full turn.

A residue is often ``T = a_1*t_1 + … + b_1*I*log(f_1) + … + c*pi`` times something, with
rational a, b, c and angles t: inverse functions or real symbols. ``exp(I*T)`` is made of
roots and exponentials, and the field can tell whether it is 1. If so, T is a multiple of
2*pi at each point. With bounds on the angles, and on the arguments of the f, the real part
of T stays between -2*pi and 2*pi, and T is 0.

Bounds used, in multiples of pi, all of them valid on the cuts too:
    -1/2 <= Re(atan(u)), Re(asin(u)) <= 1/2, with the sign of u for real u
    abs(Re(atan(u))) < 1/4 for abs(u) < 1, since (1 + I*u)/(1 - I*u) has a positive real part
    -1 < arg(f) <= 1; 0 for positive f; -1/2 < arg(f) <= 1/2 for sums of roots, and for
    p + I*q with p = sqrt(s), q = sqrt(t) and s + t > 0 (there p + I*q and p - I*q have a
    positive product, so that cos(arg(f)) has the sign of Re(p); see W. Kahan, Branch cuts, 1987)

Contract: True only if the element is zero wherever the pointwise theorem speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from flint import acb, arb, ctx, fmpq, fmpz_mpoly

from derivex.engine.absolute import absolute
from derivex.engine.constants import (
    ALGEBRAIC,
    Vague,
    is_constant,
    value_of_element,
    vanishes_by_constants,
)
from derivex.engine.elements import ONE, ONE_ELEMENT, Element, constant
from derivex.engine.exponentials import imaginary_unit, turned_by_angle
from derivex.engine.field import Field
from derivex.engine.positivity import Sign, is_real, sign_of
from derivex.engine.roots import rational_power, root_of_unity
from derivex.engine.trigonometry import sine_cosine

ANGLES = frozenset({"atan", "asin"})
TURNING = ANGLES | {"log"}
MAX_COEFFICIENT = 24
PRECISION = 256  # bits of the ball around a constant form
SCALES = (fmpq(1), fmpq(1, 2), fmpq(2), fmpq(1, 4))
# of u^2: where asin(abs(u)) and atan(abs(u)) pass a multiple of pi
STEPS = {
    "asin": ((fmpq(1, 4), Fraction(1, 6)), (fmpq(1, 2), Fraction(1, 4)), (fmpq(3, 4), Fraction(1, 3))),
    "atan": ((fmpq(1, 3), Fraction(1, 6)), (fmpq(1), Fraction(1, 4)), (fmpq(3), Fraction(1, 3))),
}
FAR = Fraction(10**9)  # farther than any form can use
MARKS = (Fraction(-1), Fraction(-1, 2), Fraction(-1, 4), Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1))


class Range(NamedTuple):
    """Bounds in multiples of pi; True for a bound that isn't reached."""

    low: Fraction
    open_below: bool
    high: Fraction
    open_above: bool

    def times(self, number: Fraction) -> Range:
        if not number:
            return NOWHERE
        if number > 0:
            return Range(self.low * number, self.open_below, self.high * number, self.open_above)
        return Range(self.high * number, self.open_above, self.low * number, self.open_below)

    def plus(self, other: Range) -> Range:
        low_open, high_open = self.open_below or other.open_below, self.open_above or other.open_above
        return Range(self.low + other.low, low_open, self.high + other.high, high_open)


NOWHERE = Range(Fraction(0), False, Fraction(0), False)
Linear = dict[int, Fraction]  # of a kernel; angles with their own coefficient, logarithms with that of I*log(f)


def vanishes_by_turning(field: Field, element: Element) -> bool:
    """Whether some factor of the element is zero as a combination of linear forms in logarithms and angles."""
    for factor, exponent in element.factors.items():
        if exponent > 0 and factor >= field.ring.size:
            forms = _linear_forms(field, field.ring.polynomials[factor])
            if forms and all(_is_zero(field, form) for form in forms):
                return True
    return False


# ---- reading the forms ----


def _linear_forms(field: Field, polynomial: fmpz_mpoly) -> list[Linear]:
    """The coefficients of the monomials in other kernels, as linear forms; none if they aren't."""
    last = field.ring.size - 1
    imaginary, pi = field.keys.get("I"), field.keys.get("pi")
    angular = any(field.kernels[each].head in ANGLES for each in field.ring.degrees(polynomial))
    groups: dict[tuple[tuple[int, int], ...], dict[tuple[int, bool], Fraction]] = {}
    for monomial, number in polynomial.terms():
        exponents = {last - index: int(each) for index, each in enumerate(monomial) if each}
        turned = exponents.pop(imaginary, 0) if imaginary is not None else 0
        inner = [
            each
            for each, times in exponents.items()
            if times == 1 and (each == pi or field.kernels[each].head in ("log", *ANGLES))
        ]
        if len(inner) > 1 and pi in inner:
            inner.remove(pi)
        if not inner and angular:
            inner = [each for each, times in exponents.items() if times == 1 and field.kernels[each].head == "symbol"]
        if len(inner) != 1 or turned > 1 or abs(int(number)) > MAX_COEFFICIENT:
            return []
        del exponents[inner[0]]
        key = tuple(sorted(exponents.items()))
        groups.setdefault(key, {})[inner[0], bool(turned)] = Fraction(int(number))
    forms = []
    for group in groups.values():
        form = _as_angle(field, group)
        if form is None:
            return []
        forms.append(form)
    return forms


def _as_angle(field: Field, group: dict[tuple[int, bool], Fraction]) -> Linear | None:
    """The form itself or I times it as an angle: angles without I, logarithms with it."""
    for flipped in (False, True):
        form: Linear = {}
        for (generator, turned), number in group.items():
            if (turned != flipped) != (field.kernels[generator].head == "log"):
                break
            # I*(I*t) = -t, and I*log(f) for log(f)
            form[generator] = -number if flipped and turned else number
        else:
            return form
    return None


# ---- deciding them ----


def _is_zero(field: Field, form: Linear) -> bool:
    reach = NOWHERE
    for generator, number in form.items():
        reach = reach.plus(_range(field, generator).times(number))
    narrow = _value(field, form)
    for scale in SCALES:
        factor = Fraction(int(scale.p), int(scale.q))
        inside = narrow is not None and abs(narrow) * float(factor) < 1.9
        if (inside or _within(reach.times(factor))) and _is_whole_turn(field, form, scale):
            return True
    return False


def _within(reach: Range) -> bool:
    """Whether all values lie strictly between -2 and 2."""
    below = reach.low > -2 or (reach.low == -2 and reach.open_below)
    return below and (reach.high < 2 or (reach.high == 2 and reach.open_above))


def _is_whole_turn(field: Field, form: Linear, scale: fmpq) -> bool:
    """Whether ``exp(I*scale*form)`` is 1."""
    result = ONE_ELEMENT
    for generator, number in form.items():
        times = fmpq(number.numerator, number.denominator) * scale
        kernel = field.kernels[generator]
        if kernel.head == "log":
            part = rational_power(field, kernel.arguments[0], -times)
        elif kernel.head in ANGLES:
            part = turned_by_angle(field, kernel.head, kernel.arguments[0], times)
        elif kernel.head == "pi":
            part = root_of_unity(field, times)
        else:
            sine, cosine = sine_cosine(field, Element(times, {generator: 1}))
            part = field.add(cosine, field.multiply(imaginary_unit(field), sine))
        result = field.multiply(result, part)
    difference = field.subtract(result, ONE_ELEMENT)
    return field.vanishes(difference) or vanishes_by_constants(field, difference)


def _value(field: Field, form: Linear) -> float | None:
    """An upper bound of the size of a constant form, in multiples of pi; None if it isn't constant."""
    heads = ALGEBRAIC | ANGLES | {"log", "pi", "exp"}
    if not all(is_constant(field, generator, heads) for generator in form):
        return None
    values: dict[int, acb] = {}
    with ctx.workprec(PRECISION):
        try:
            total = acb(0)
            for generator, number in form.items():
                value = value_of_element(field, Element(ONE, {generator: 1}), values)
                unit = acb(0, 1) if field.kernels[generator].head == "log" else acb(1)
                total += unit * value * fmpq(number.numerator, number.denominator)
            return float((abs(total) / arb.pi()).abs_upper())
        except Vague:
            return None


# ---- bounds ----


def _range(field: Field, generator: int) -> Range:
    """Of the real part of an angle, or of minus the argument of f for ``I*log(f)``."""
    kernel = field.kernels[generator]
    if kernel.head == "pi":
        return Range(Fraction(1), False, Fraction(1), False)
    if kernel.head == "symbol":
        return _range_of_symbol(field, generator)
    if kernel.head == "log":
        return _range_of_argument(field, generator).times(Fraction(-1))
    return _range_of_angle(field, kernel.head, kernel.arguments[0])


def _range_of_angle(field: Field, head: str, u: Element) -> Range:
    half = Fraction(1, 2)
    if not is_real(field, u):
        inside = head == "atan" and sign_of(field, field.subtract(ONE_ELEMENT, absolute(field, u))) is Sign.POSITIVE
        return Range(-half / 2, True, half / 2, True) if inside else Range(-half, False, half, False)
    low, low_open, high, high_open = Fraction(0), False, half, head == "atan"
    square = field.power(u, 2)
    for limit, angle in STEPS[head]:
        compared = sign_of(field, field.subtract(square, constant(limit)))
        if compared in (Sign.POSITIVE, Sign.NONNEGATIVE):
            low, low_open = angle, compared is Sign.POSITIVE
        elif compared in (Sign.NEGATIVE, Sign.NONPOSITIVE):
            high, high_open = angle, compared is Sign.NEGATIVE
            break
    sign = sign_of(field, u)
    if sign in (Sign.POSITIVE, Sign.NONNEGATIVE):
        return Range(low, low_open or sign is Sign.POSITIVE, high, high_open)
    if sign in (Sign.NEGATIVE, Sign.NONPOSITIVE):
        return Range(-high, high_open, -low, low_open or sign is Sign.NEGATIVE)
    return Range(-high, high_open, high, high_open)


def _range_of_symbol(field: Field, generator: int) -> Range:
    """A real symbol between multiples of pi, as far as that is known."""
    low, low_open, high, high_open = -FAR, True, FAR, True
    pi = field.keys.get("pi")
    if generator not in field.real or pi is None:
        return Range(low, low_open, high, high_open)
    for mark in MARKS:
        shifted = field.subtract(field.generator(generator), field.multiply(constant(mark), field.generator(pi)))
        sign = sign_of(field, shifted)
        if sign in (Sign.POSITIVE, Sign.NONNEGATIVE):
            low, low_open = mark, sign is Sign.POSITIVE
        elif sign in (Sign.NEGATIVE, Sign.NONPOSITIVE):
            high, high_open = mark, sign is Sign.NEGATIVE
            break
    return Range(low, low_open, high, high_open)


def _range_of_argument(field: Field, generator: int) -> Range:
    """Of ``arg(f)`` for a kernel ``log(f)``."""
    one, half = Fraction(1), Fraction(1, 2)
    if generator in field.real:
        return NOWHERE
    argument = field.kernels[generator].arguments[0]
    if argument.coefficient > 0 and _leans_right(field, argument):
        return Range(-half, True, half, False)
    return Range(-one, True, one, False)


def _leans_right(field: Field, argument: Element) -> bool:
    """Whether ``-pi/2 < arg(f) <= pi/2``: a sum of roots, or ``sqrt(s) + I*sqrt(t)`` with s + t > 0."""
    parts = list(_monomials(field, argument))
    if parts and all(_is_cone(field, exponents, number) for exponents, number in parts):
        return True
    return _is_quarter(field, parts)


def _monomials(field: Field, argument: Element) -> Iterator[tuple[dict[int, int], int]]:
    """The monomials of an element with one polynomial above positive factors."""
    rest = [
        factor
        for factor, exponent in argument.factors.items()
        if exponent != 1 or sign_of(field, Element(ONE, {factor: 1})) is not Sign.POSITIVE
    ]
    if len(rest) != 1 or argument.factors[rest[0]] != 1:
        return
    last = field.ring.size - 1
    for monomial, number in field.ring.polynomials[rest[0]].terms():
        yield {last - index: int(each) for index, each in enumerate(monomial) if each}, int(number)


def _is_cone(field: Field, exponents: dict[int, int], number: int) -> bool:
    """Whether a monomial is a positive number times at most one root: its argument is at most pi/2."""
    roots = 0
    for generator, exponent in exponents.items():
        if sign_of(field, field.generator(generator)) is Sign.POSITIVE:
            continue
        if exponent != 1 or not _is_plain_root(field, generator):
            return False
        roots += 1
    return number > 0 and roots <= 1


def _is_plain_root(field: Field, generator: int) -> bool:
    """Whether a kernel is a principal root, times a positive number at most."""
    kernel = field.kernels[generator]
    return kernel.head == "root" and all(sign_of(field, each) is Sign.POSITIVE for each in kernel.arguments[1:])


def _is_quarter(field: Field, parts: list[tuple[dict[int, int], int]]) -> bool:
    """Whether the monomials are ``c*sqrt(s)`` and ``d*I*sqrt(t)`` with c, d > 0 and ``c^2*s + d^2*t > 0``."""
    imaginary = field.keys.get("I")
    if len(parts) != 2 or any(number <= 0 for _, number in parts):
        return False
    squares = []
    for exponents, number in parts:
        roots = [each for each in exponents if each != imaginary]
        if len(roots) != 1 or exponents[roots[0]] != 1 or not _is_plain_root(field, roots[0]):
            return False
        if field.kernels[roots[0]].degree != 2:
            return False
        squares.append(field.multiply(constant(number**2), field.power(field.generator(roots[0]), 2)))
    if sum(exponents.get(imaginary, 0) for exponents, _ in parts if imaginary is not None) != 1:
        return False
    return sign_of(field, field.add(*squares)) is Sign.POSITIVE
