"""How far inverse functions, real symbols and the arguments of complex numbers reach.

Bounds used, in multiples of pi, all of them valid on the cuts too:
    -1/2 <= Re(atan(u)), Re(asin(u)) <= 1/2, with the sign of u for real u; at least 0 for
    -pi/2 < arg(u) <= pi/2
    abs(Re(atan(u))) < 1/4 for abs(u) < 1, since (1 + I*u)/(1 - I*u) has a positive real part
    -1 < arg(f) <= 1; 0 for positive f; -1/2 < arg(f) <= 1/2 for sums of roots, and for
    p + I*q with p = sqrt(s), q = sqrt(t) and s + t > 0; -1/2 <= arg(f) <= 1/2 for f = p + w
    with a root p and (p + w)*(p - w) > 0

The last two because f and g = p - w (or p - I*q) have a positive product, so opposite
arguments, and Re(f) + Re(g) = 2*Re(p) >= 0. If arg(p + I*q) were -pi/2, p would be a
non-negative multiple of I, q positive, and p + I*q too. See W. Kahan, Branch cuts, 1987.

Contract: bounds hold at every point of the pointwise theorem, the cuts included.

Incomplete: an angle of which nothing is known but its function has the function's whole range.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from flint import fmpq

from derivex.engine.absolute import absolute
from derivex.engine.elements import ONE, ONE_ELEMENT, Element, constant
from derivex.engine.field import Field
from derivex.engine.positivity import AT_LEAST_ZERO, AT_MOST_ZERO, Sign, is_real, sign_of
from derivex.engine.roots import rational_power

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


def range_of(field: Field, generator: int) -> Range:
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
        parts = list(_monomials(field, u)) if u.coefficient > 0 else []
        if parts and _is_sum_of_roots(field, parts):
            return Range(Fraction(0), False, half, False)
        inside = head == "atan" and sign_of(field, field.subtract(ONE_ELEMENT, absolute(field, u))) is Sign.POSITIVE
        return Range(-half / 2, True, half / 2, True) if inside else Range(-half, False, half, False)
    low, low_open, high, high_open = Fraction(0), False, half, head == "atan"
    square = field.power(u, 2)
    for limit, angle in STEPS[head]:
        compared = sign_of(field, field.subtract(square, constant(limit)))
        if compared in AT_LEAST_ZERO:
            low, low_open = angle, compared is Sign.POSITIVE
        elif compared in AT_MOST_ZERO:
            high, high_open = angle, compared is Sign.NEGATIVE
            break
    sign = sign_of(field, u)
    if sign in AT_LEAST_ZERO:
        return Range(low, low_open or sign is Sign.POSITIVE, high, high_open)
    if sign in AT_MOST_ZERO:
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
        if sign in AT_LEAST_ZERO:
            low, low_open = mark, sign is Sign.POSITIVE
        elif sign in AT_MOST_ZERO:
            high, high_open = mark, sign is Sign.NEGATIVE
            break
    return Range(low, low_open, high, high_open)


def _range_of_argument(field: Field, generator: int) -> Range:
    """Of ``arg(f)`` for a kernel ``log(f)``."""
    one, half = Fraction(1), Fraction(1, 2)
    if generator in field.real:
        return NOWHERE
    argument = field.kernels[generator].arguments[0]
    parts = list(_monomials(field, argument)) if argument.coefficient > 0 else []
    if parts and (_is_sum_of_roots(field, parts) or _is_quarter(field, parts)):
        return Range(-half, True, half, False)
    if parts and _is_balanced(field, parts):
        return Range(-half, False, half, False)
    return Range(-one, True, one, False)


def _is_sum_of_roots(field: Field, parts: list[tuple[dict[int, int], int]]) -> bool:
    """Whether all monomials are positive numbers times principal roots: ``-pi/2 < arg(f) <= pi/2``."""
    return all(_is_cone(field, exponents, number) for exponents, number in parts)


def _is_balanced(field: Field, parts: list[tuple[dict[int, int], int]]) -> bool:
    """Whether f = p + w with a principal root p and ``(p + w)*(p - w) > 0``: ``-pi/2 <= arg(f) <= pi/2``.

    With g = p - w, arg(g) = -arg(f), and Re(f) + Re(g) = 2*Re(p) >= 0.
    """
    whole = field.add(*(Element(fmpq(number), exponents) for exponents, number in parts))
    for exponents, number in parts:
        if _is_cone(field, exponents, number) or _is_product_of_roots(field, exponents, number):
            root = Element(fmpq(number), exponents)
            other = field.subtract(field.multiply(constant(2), root), whole)
            if sign_of(field, field.multiply(whole, other)) is Sign.POSITIVE:
                return True
            expanded = field.subtract(field.power(root, 2), field.power(field.subtract(whole, root), 2))
            if sign_of(field, expanded) is Sign.POSITIVE:
                return True
    return False


def _is_product_of_roots(field: Field, exponents: dict[int, int], number: int) -> bool:
    """Whether a monomial is a positive number times the principal square root of a product."""
    if number <= 0 or any(exponent != 1 or not _is_plain_root(field, each) for each, exponent in exponents.items()):
        return False
    kernels = [field.kernels[each] for each in exponents]
    if any(kernel.degree != 2 for kernel in kernels):
        return False
    inside = field.product(kernel.arguments[0] for kernel in kernels)
    scale = field.product(each for kernel in kernels for each in kernel.arguments[1:])
    root = field.multiply(scale, rational_power(field, inside, fmpq(1, 2)))
    return field.is_zero(field.subtract(root, Element(ONE, exponents)))


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
