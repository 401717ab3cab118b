"""Polynomials in real kernels and I: their two parts, and whether they are zero.

Where a question speaks of complex parts every complex symbol z is written ``x + I*y`` with two real
kernels (``field.cartesian``), so that nearly every kernel is real. Such a polynomial is
``p0 + I*p1``, and is zero exactly where both are: of ``x + I*y`` that can be said by its symbols,
and a question be asked apart for both cases.
"""

from __future__ import annotations

from flint import fmpz_mpoly

from derivex.engine.elements import Element
from derivex.engine.field import Field
from derivex.engine.named import imaginary_unit
from derivex.engine.positivity import Sign, is_nonzero_factor, is_real_polynomial, sign_of_polynomial
from derivex.engine.splitting import NeedsCase, factors_of


def is_cartesian(field: Field, polynomial: fmpz_mpoly) -> bool:
    """Whether every kernel in a polynomial is real, or I."""
    imaginary = field.keys.get("I")
    return all(generator in field.real or generator == imaginary for generator in field.ring.degrees(polynomial))


def both_parts(field: Field, polynomial: fmpz_mpoly) -> tuple[fmpz_mpoly, fmpz_mpoly]:
    """``p0 + I*p1`` as p0 and p1, polynomials in real kernels; the polynomial is cartesian and reduced."""
    imaginary = field.keys.get("I")
    if not isinstance(imaginary, int):
        return polynomial, field.ring.one * 0
    sides, nothing = field.ring.by_powers(field.ring.reduce(polynomial), imaginary), field.ring.one * 0
    return sides.get(0, nothing), sides.get(1, nothing)


def points_left(field: Field, polynomial: fmpz_mpoly) -> bool:
    """Of f and -f, both complex, one is chosen for kernels: whether it is -f."""
    if is_real_polynomial(field, polynomial) or not is_cartesian(field, polynomial):
        return False
    real, other = both_parts(field, polynomial)
    return bool((real if real else other).leading_coefficient() < 0)


def known_nonzero(field: Field, u: Element) -> bool:
    """Whether the element is known not to be zero, maybe because its conjugate isn't."""
    return bool(u.coefficient) and all(factor_is_nonzero(field, factor) for factor in _that_may_vanish(field, u))


def factor_is_nonzero(field: Field, factor: int) -> bool:
    if is_nonzero_factor(field, factor):
        return True
    polynomial = field.ring.polynomials[factor]
    symbols = symbols_behind(field, polynomial)
    if any(each <= set(symbols) for each in field.not_all_zero) or not field.nonzero.isdisjoint(symbols):
        return True
    if is_real_polynomial(field, polynomial) or not is_cartesian(field, polynomial):
        return False
    first, second = both_parts(field, polynomial)
    mirrored = field.ring.reduce(first - second * field.polynomial(imaginary_unit(field)))
    if field.ring.intern_positive(mirrored) in field.nonzero:
        return True
    if any(part and is_nonzero_factor(field, field.ring.intern_positive(part)) for part in (first, second)):
        return True
    field.ring.spend(len(first) ** 2 + len(second) ** 2)
    return sign_of_polynomial(field, field.ring.reduce(first * first + second * second)) is Sign.POSITIVE


def require_nonzero(field: Field, u: Element) -> None:
    """``NeedsCase`` if it isn't known whether the element is zero, and where it is can be said by symbols."""
    for factor in _that_may_vanish(field, u):
        if not factor_is_nonzero(field, factor):
            polynomial = field.ring.polynomials[factor]
            symbols = symbols_behind(field, polynomial)
            if symbols:
                raise NeedsCase(*symbols)
            if field.cartesian and _is_linear(field, polynomial):
                raise NeedsCase(factor)


def _is_linear(field: Field, polynomial: fmpz_mpoly) -> bool:
    """Whether both parts are linear in symbols."""
    if not is_cartesian(field, polynomial):
        return False
    return all(
        not part or (part.total_degree() == 1 and all(field.kernels[each].head == "symbol" for each in degrees))
        for part in both_parts(field, polynomial)
        for degrees in (field.ring.degrees(part) if part else {},)
    )


def _that_may_vanish(field: Field, u: Element) -> list[int]:
    """The irreducible factors above the bar, as the element has them: a square of something complex stays one."""
    above = [field.ring.polynomials[factor] for factor, exponent in u.factors.items() if exponent > 0]
    return [field.ring.intern(part) for polynomial in above for part, _ in factors_of(field, polynomial)]


def symbols_behind(field: Field, polynomial: fmpz_mpoly) -> tuple[int, ...]:
    """The symbol x of ``c*x``, or x and y of ``a*x + b*I*y``: zero exactly where they all are."""
    if not is_cartesian(field, polynomial):
        degrees = field.ring.degrees(polynomial)
        alone = len(polynomial) == 1 and sum(degrees.values()) == 1
        return tuple(each for each in degrees if field.kernels[each].head == "symbol") if alone else ()
    found: list[int] = []
    for part in both_parts(field, polynomial):
        degrees = field.ring.degrees(part) if part else {}
        if part and (len(part) != 1 or sum(degrees.values()) != 1):
            return ()
        found.extend(degrees)
    return tuple(found) if all(field.kernels[each].head == "symbol" for each in found) else ()


def irreducible(field: Field, u: Element) -> list[tuple[int, int]]:
    """The irreducible factors of an element, by number, with their exponents."""
    _, above, below = field.canonical(u)
    return [
        (field.ring.intern(part), direction * count)
        for polynomial, direction in ((above, 1), (below, -1))
        for part, count in factors_of(field, polynomial)
    ]
