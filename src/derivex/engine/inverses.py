"""Hyperbolic functions, and the inverses of these and of the circular ones.

Hyperbolic functions are written by exp, their inverses by log; asin and atan are kernels, odd in
their argument, and acos, acot and the like are written by them. All of it holds on the principal
branches, cuts included.

Contract: as of ``heads``. What is known of asin and atan are real values, signs and the values at
numbers made of square roots (``angles``).
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq

from derivex.engine.angles import atan_of_rational, known_angle
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.logarithms import logarithm
from derivex.engine.multiples import square_root
from derivex.engine.named import imaginary_unit, pi_element
from derivex.engine.positivity import AT_LEAST_ZERO, is_nonzero_factor, is_real, note_sign, sign_of
from derivex.engine.powers import is_solvable, opaque, symbol_behind
from derivex.engine.splitting import NeedsCase

Row = Callable[[Field, Element], Element]


def half_of(field: Field, element: Element) -> Element:
    return field.multiply(constant(fmpq(1, 2)), element)


def shifted(field: Field, element: Element, number: int) -> Element:
    return field.add(element, constant(number))


def sinh(field: Field, u: Element) -> Element:
    return half_of(field, field.subtract(exponential(field, u), exponential(field, negative(u))))


def cosh(field: Field, u: Element) -> Element:
    return half_of(field, field.add(exponential(field, u), exponential(field, negative(u))))


def tanh(field: Field, u: Element) -> Element:
    square = field.power(exponential(field, u), 2)
    return field.divide(shifted(field, square, -1), shifted(field, square, 1))


def asinh(field: Field, u: Element) -> Element:
    if field.canonical(u)[0] < 0:  # odd, on its cuts too
        return negative(asinh(field, negative(u)))
    return logarithm(field, field.add(u, square_root(field, shifted(field, field.power(u, 2), 1))))


def acosh(field: Field, u: Element) -> Element:
    product = field.multiply(square_root(field, shifted(field, u, -1)), square_root(field, shifted(field, u, 1)))
    return logarithm(field, field.add(u, product))


def atanh(field: Field, u: Element) -> Element:
    above, below = logarithm(field, shifted(field, u, 1)), logarithm(field, field.subtract(ONE_ELEMENT, u))
    return half_of(field, field.subtract(above, below))


SINES = {fmpq(0): fmpq(0), fmpq(1, 2): fmpq(1, 6), fmpq(1): fmpq(1, 2)}  # asin of a number, in multiples of pi


def _is_sine(field: Field, u: Element) -> bool:
    """Whether u is known to be real, from -1 to 1."""
    inside = is_real(field, u) and sign_of(field, field.subtract(ONE_ELEMENT, field.power(u, 2)))
    return inside in AT_LEAST_ZERO


def _odd(head: str) -> Row:
    """An odd function that is a kernel at arguments with a positive coefficient."""

    def row(field: Field, u: Element) -> Element:
        coefficient, _, _ = field.canonical(u)
        if not coefficient:
            return ZERO_ELEMENT
        real = head != "asin" or _is_sine(field, u)
        inner = u if coefficient > 0 else negative(u)
        found = opaque(field, head, (inner,), real=real)
        _signed_as(field, found, inner)
        return found if coefficient > 0 else negative(found)

    return row


def _signed_as(field: Field, value: Element, u: Element) -> None:
    """asin and atan have the sign of their argument where they are real."""
    (kernel,) = value.factors
    if kernel not in field.real or kernel in field.low or kernel in field.high:
        return
    note_sign(field, kernel, sign_of(field, u))


def asin(field: Field, u: Element) -> Element:
    if not u.factors and abs(u.coefficient) in SINES:
        angle = SINES[abs(u.coefficient)] * (1 if u.coefficient > 0 else -1)
        return field.multiply(constant(angle), pi_element(field))
    if field.cartesian and not is_real(field, u):  # -I*log(I*u + sqrt(1 - u^2)), on the cuts too
        turned = field.multiply(imaginary_unit(field), u)
        root = square_root(field, field.subtract(ONE_ELEMENT, field.power(u, 2)))
        return negative(field.multiply(imaginary_unit(field), logarithm(field, field.add(turned, root))))
    known = known_angle(field, u, "asin")
    if known is not None:
        return known
    value = _odd("asin")(field, u)
    if _is_sine(field, u):  # which may not have been known when the kernel was made
        field.real.update(value.factors)
    return value


def acos(field: Field, u: Element) -> Element:
    return field.subtract(half_of(field, pi_element(field)), asin(field, u))


def atan(field: Field, u: Element) -> Element:
    if field.cartesian and not is_real(field, u):  # I/2*(log(1 - I*u) - log(1 + I*u)), on the cuts too
        turned = field.multiply(imaginary_unit(field), u)
        logs = [logarithm(field, field.add(ONE_ELEMENT, each)) for each in (negative(turned), turned)]
        return half_of(field, field.multiply(imaginary_unit(field), field.subtract(*logs)))
    known = known_angle(field, u, "atan") if u.factors else atan_of_rational(field, u.coefficient)
    return _odd("atan")(field, u) if known is None else known


def of_reciprocal(row: Row) -> Row:
    """A function of ``1/u``, undefined at u = 0."""
    return lambda field, u: row(field, field.power(u, -1))


def of_reciprocal_or_zero(head: str, row: Row) -> Row:
    """A function of ``1/u`` that has a value of its own at u = 0: pi/2 for acot, I*pi/2 for acoth."""

    def convert(field: Field, u: Element) -> Element:
        if field.is_zero(u):
            quarter = half_of(field, pi_element(field))
            return quarter if head == "acot" else field.multiply(imaginary_unit(field), quarter)
        for factor, exponent in u.factors.items():
            if exponent > 0 and not is_nonzero_factor(field, factor):
                symbol = symbol_behind(field, factor)
                if symbol is None and not is_solvable(field, factor):
                    return opaque(field, head, (u,), real=head == "acot")
                raise NeedsCase(factor if symbol is None else symbol)
        return row(field, field.power(u, -1))

    return convert
