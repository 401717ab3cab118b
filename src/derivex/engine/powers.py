"""``b^w`` for any exponent: an exponential where b isn't zero, and the truth at zero.

A rational exponent makes a root. Else ``b^w = exp(w*log(b))``, which is no use at b = 0,
where ``b^w`` may well be defined: b has to be known not to be zero, or the question is
split into two cases. An integer exponent n splits any product: ``(f*g)^n = f^n*g^n``.

Contract: the element has the power's value wherever that is defined. Incomplete: where it isn't
known whether b is 0, and no symbol decides it, the power is a kernel of its own.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from derivex.engine.answers import TooHard
from derivex.engine.cartesian import factor_is_nonzero, points_left, require_nonzero
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Kernel, constant, negative
from derivex.engine.exponentials import exponential, parity
from derivex.engine.field import Field
from derivex.engine.logarithms import log_of_number, logarithm
from derivex.engine.positivity import is_integer, is_nonzero_factor, is_real
from derivex.engine.roots import rational_power
from derivex.engine.splitting import NeedsCase, factors_of


def power(field: Field, base: Element, exponent: Element) -> Element:
    """``base^exponent`` for elements; ``NeedsCase`` where it matters whether a symbol is zero."""
    if field.is_zero(exponent):
        return ONE_ELEMENT
    if not exponent.factors:
        return rational_power(field, base, exponent.coefficient)
    if field.is_zero(base):
        return power_of_zero(field, exponent)
    missing = [
        factor
        for factor, times in base.factors.items()
        if times > 0
        and not all(
            factor_is_nonzero(field, field.ring.intern(part))
            for part, _ in factors_of(field, field.ring.polynomials[factor])
        )
    ]
    if not missing:
        if is_integer(field, exponent):
            return _integer_power(field, base, exponent)
        return exponential(field, field.multiply(exponent, logarithm(field, base)))
    for factor in missing:
        symbol = symbol_behind(field, factor)
        if symbol is not None:
            raise NeedsCase(symbol)
        require_nonzero(field, field.element(field.ring.polynomials[factor]))
    for factor in missing:
        if is_solvable(field, factor):
            raise NeedsCase(factor)
    return opaque(field, "power", (base, exponent))


def is_solvable(field: Field, factor: int) -> bool:
    """Whether a factor is an irreducible polynomial in symbols, linear in one of them with a number before it.

    Then ``factor = 0`` can be solved for that symbol, and the question splits into two cases.
    """
    polynomial = field.ring.polynomials[factor]
    degrees = field.ring.degrees(polynomial)
    if any(field.kernels[generator].head != "symbol" for generator in degrees):
        return False
    last = field.ring.size - 1
    for generator, degree in degrees.items():
        if degree == 1:
            touching = [monomial for monomial in polynomial.monoms() if monomial[last - generator]]
            if len(touching) == 1 and sum(touching[0]) == 1:
                return True
    return False


def symbol_behind(field: Field, factor: int) -> int | None:
    """The symbol x of a factor x, abs(x) or root of x; each is zero exactly where x is."""
    while factor < field.ring.size and field.kernels[factor].head in ("abs", "root"):
        argument = field.kernels[factor].arguments[0]
        if len(argument.factors) != 1:
            return None
        factor = next(iter(argument.factors))
    return factor if factor < field.ring.size and field.kernels[factor].head == "symbol" else None


def _integer_power(field: Field, base: Element, exponent: Element) -> Element:
    """``(c*f^k*…)^n = c^n*(f^n)^k*…`` for an integer n and a base that isn't zero."""
    coefficient, above, below = field.canonical(base)
    logs = [log_of_number(field, abs(coefficient))]
    odd = coefficient < 0
    for polynomial, direction in ((above, 1), (below, -1)):
        for part, count in factors_of(field, polynomial):
            factor = field.ring.intern(part)
            kernel = field.kernels[factor] if factor < field.ring.size else None
            if kernel is not None and kernel.head == "exp":
                rate = kernel.arguments[0]  # exp(u)^n = exp(n*u), whatever u
            elif kernel is not None and kernel.head == "root" and len(kernel.arguments) == 1:
                rate = field.multiply(constant(fmpq(1, kernel.degree)), logarithm(field, kernel.arguments[0]))
            else:
                turned = field.cartesian and points_left(field, part)
                odd ^= turned and count % 2 == 1
                rate = logarithm(field, negative(field.element(part)) if turned else field.element(part))
            logs.append(field.multiply(constant(direction * count), rate))
    result = field.product(exponential(field, field.multiply(exponent, each)) for each in logs)
    return field.multiply(parity(field, exponent), result) if odd else result


def power_of_zero(field: Field, exponent: Element) -> Element:
    """``0^w``, which is 1 at w = 0 and else 0 wherever it is defined.

    Every exponent w of a written 0 is 0 or has a positive real part: so a sum of two is 0
    only if both are, and one plus a positive number never is. ``NeedsCase`` for a symbol.
    """
    _, above, below = field.canonical(exponent)
    if all(is_nonzero_factor(field, field.ring.intern(part)) for part, _ in factors_of(field, above)):
        if not field.lazily:
            field.zero_exponents.append(exponent)
        return ZERO_ELEMENT
    key = _key_of_zero(field, exponent)
    found = field.keys.get(key)
    if found is not None:
        return field.generator(found)
    larger: list[Element] = []
    for index, first in enumerate(field.zero_exponents):
        rest = field.subtract(exponent, first)
        if not rest.factors and rest.coefficient > 0:
            return ZERO_ELEMENT
        if not rest.factors and rest.coefficient < 0:
            larger.append(first)
        for second in field.zero_exponents[index:]:
            if field.is_zero(field.subtract(rest, second)):
                return field.multiply(power_of_zero(field, first), power_of_zero(field, second))
    if below.is_one() and len(above) == 1 and above.total_degree() == 1:
        symbol = symbol_behind(field, field.ring.intern(above))
        if symbol is not None:
            raise NeedsCase(symbol)
    if field.lazily:  # where the body isn't evaluated the exponent may be anything
        raise TooHard("a power of zero in a body that may never be evaluated")
    found = field.create(Kernel("0^", (exponent,)), key)
    field.real.add(found)
    field.low[found] = (Fraction(0), False)
    field.ring.reduce_by(found, 2, field.ring.polynomials[found] ** 2 - field.ring.polynomials[found])
    field.zero_exponents.append(exponent)
    for first in larger:  # 0^(w + c) is 0 for c > 0, where 0^w is defined
        other = field.keys.get(_key_of_zero(field, first))
        if other is not None:
            field.ring.reduce_by(other, 1, field.ring.polynomials[other])
    return field.generator(found)


def _key_of_zero(field: Field, exponent: Element) -> tuple[object, ...]:
    """``0^(c*w) = 0^w`` for c > 0: both are 0 or both are 1; its square is itself."""
    coefficient, above, below = field.canonical(exponent)
    return ("0^", coefficient > 0, field.ring.intern(above), field.ring.intern(below))


def opaque(field: Field, head: str, arguments: tuple[Element, ...], *, real: bool = False) -> Element:
    """A function about which nothing is known but that equal arguments give equal values.

    ``real`` says that it is real at real arguments.
    """
    key: list[object] = [head]
    for argument in arguments:
        coefficient, above, below = field.canonical(argument)
        key.append((str(coefficient), field.ring.intern(above) if coefficient else -1, field.ring.intern(below)))
    found = field.keys.get(tuple(key))
    if found is None:
        found = field.create(Kernel(head, arguments), tuple(key))
        if real and all(is_real(field, argument) for argument in arguments):
            field.real.add(found)
    return field.generator(found)
