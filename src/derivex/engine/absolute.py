"""Absolute value, sign and real roots: multiplicative, so taken factor by factor.

    abs(f)^2 = f^2 for real f      sign(f) = f/abs(f) where f isn't 0, and sign(0) = 0
    root(f, n)^n = f, real and odd, for odd n

``sign(f)^2 = 1`` fails at f = 0: where f may be zero its sign only obeys s^3 = s, or, if f
is a symbol, the question is split into two cases.

Each holds at every point, 0 included. Incomplete: a sum in an absolute value whose sign isn't known
is a kernel of its own, of which only the square is known; cases are made over symbols here, over
more in ``cases`` and ``signcases``.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from derivex.engine.cartesian import known_nonzero, require_nonzero
from derivex.engine.conjugates import size_of_factor
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Kernel, constant, negative
from derivex.engine.field import Field
from derivex.engine.positivity import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    Sign,
    is_nonzero_factor,
    is_real,
    is_real_polynomial,
    sign_of,
    sign_of_polynomial,
)
from derivex.engine.powers import opaque, symbol_behind
from derivex.engine.roots import rational_power
from derivex.engine.splitting import NeedsCase, absolute_kernel, factors_of

MAX_ROOT = 32  # the largest degree of a real odd root


def _irreducible(field: Field, u: Element) -> list[tuple[int, int]]:
    """The irreducible factors of an element, by number, with their exponents."""
    _, above, below = field.canonical(u)
    return [
        (field.ring.intern(part), direction * count)
        for polynomial, direction in ((above, 1), (below, -1))
        for part, count in factors_of(field, polynomial)
    ]


def absolute(field: Field, u: Element) -> Element:
    """The absolute value is multiplicative; of a complex factor it is an opaque real kernel."""
    coefficient, _, _ = field.canonical(u)
    if not coefficient:
        return ZERO_ELEMENT
    result = constant(abs(coefficient))
    for factor, exponent in _irreducible(field, u):
        polynomial = field.ring.polynomials[factor]
        if factor == field.keys.get("I") or (factor < field.ring.size and field.kernels[factor].head == "parity"):
            continue
        if sign_of_polynomial(field, polynomial) in AT_LEAST_ZERO:
            size = field.element(polynomial)
        elif is_real_polynomial(field, polynomial):
            size = field.generator(absolute_kernel(field, polynomial))
        elif factor < field.ring.size and field.kernels[factor].head == "root":
            kernel = field.kernels[factor]  # abs(c*b^(1/n)) = abs(c)*abs(b)^(1/n)
            size = rational_power(field, absolute(field, kernel.arguments[0]), fmpq(1, kernel.degree))
            size = field.product([size, *(absolute(field, scale) for scale in kernel.arguments[1:])])
        else:
            size = size_of_factor(field, factor) if field.cartesian else _absolute_of_complex(field, factor)
        result = field.multiply(result, field.power(size, exponent))
    return result


def _absolute_of_complex(field: Field, factor: int) -> Element:
    key = ("abs of complex", factor)
    found = field.keys.get(key)
    if found is None:
        found = field.create(Kernel("abs", (field.element(field.ring.polynomials[factor]),)), key)
        field.real.add(found)
        field.low[found] = (Fraction(0), is_nonzero_factor(field, factor))
        field.sized = True
    return field.generator(found)


def signum(field: Field, u: Element) -> Element:
    """``sign(u) = u/abs(u)`` where u is real and not zero; it is 0 at 0."""
    if field.is_zero(u):
        return ZERO_ELEMENT
    if not is_real(field, u):
        require_nonzero(field, u)
        if known_nonzero(field, u):
            return field.divide(u, absolute(field, u))
        size = constant(1 / abs(field.canonical(u)[0]))
        return opaque(field, "sign", (field.multiply(size, u),))
    known = sign_of(field, u)
    if known is Sign.POSITIVE:
        return ONE_ELEMENT
    if known is Sign.NEGATIVE:
        return constant(-1)
    coefficient, _, _ = field.canonical(u)
    result = constant(1 if coefficient > 0 else -1)
    for factor, exponent in _irreducible(field, u):
        part = field.element(field.ring.polynomials[factor])
        if exponent < 0 or is_nonzero_factor(field, factor):
            if exponent % 2:
                result = field.multiply(result, field.divide(part, absolute(field, part)))
            continue
        symbol = symbol_behind(field, factor)
        if symbol is not None:
            raise NeedsCase(symbol)
        # its cube is itself, whether it is -1, 0 or 1
        kernel = opaque(field, "sign", (part,), real=True)
        (generator,) = kernel.factors
        if not any(generator == related for related, _, _ in field.ring.relations):
            field.ring.reduce_by(
                generator, 3, field.ring.polynomials[generator] ** 3 - field.ring.polynomials[generator]
            )
        result = field.multiply(result, field.power(kernel, exponent))
    return result


def real_root(field: Field, u: Element, degree: Element) -> Element:
    """``root(u, n)``: for odd n the real root, odd and multiplicative; for even n defined where u >= 0."""
    number = degree.coefficient if not degree.factors else fmpq(0)
    if number.q != 1 or not 1 <= number <= MAX_ROOT:
        return opaque(field, "root", (u, degree))
    if field.is_zero(u):
        return ZERO_ELEMENT
    order = int(number.p)
    if order % 2 == 0:
        return rational_power(field, u, fmpq(1, order))  # undefined unless u >= 0
    if not is_real(field, u):
        return opaque(field, "root", (u, degree))
    coefficient, _, _ = field.canonical(u)
    size = rational_power(field, constant(abs(coefficient)), fmpq(1, order))
    result = size if coefficient > 0 else negative(size)
    for factor, exponent in _irreducible(field, u):
        result = field.multiply(result, field.power(_odd_root(field, factor, order), exponent))
    return result


def _odd_root(field: Field, factor: int, order: int) -> Element:
    part = field.element(field.ring.polynomials[factor])
    sign = sign_of(field, part)
    if sign in AT_LEAST_ZERO:
        return rational_power(field, part, fmpq(1, order))
    if sign in AT_MOST_ZERO:
        return negative(rational_power(field, negative(part), fmpq(1, order)))
    key = ("real root", factor, order)
    found = field.keys.get(key)
    if found is None:
        found = field.create(Kernel("real root", (part, constant(order))), key)
        field.real.add(found)
        if is_nonzero_factor(field, factor):
            field.nonzero.add(found)
        field.relate(found, order, part)
    return field.generator(found)
