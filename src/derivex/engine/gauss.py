"""Factors over the Gaussian integers: ``A^2 + B^2 = (A + I*B)*(A - I*B)``.

A real ``A^2 + B^2`` is never negative, and stays whole; a complex one is divided, and so is
``A + I*B`` itself by such factors of its norm, where those are found by completing a
square. Incomplete: a factor that isn't found stays in its product.

Contract: the product of what is returned is the product of what was given.
"""

from __future__ import annotations

from flint import fmpz_mpoly
from flint.utils.flint_exceptions import DomainError

from derivex.engine.field import Field
from derivex.engine.positivity import is_real_polynomial
from derivex.engine.ring import factored

MAX_GAUSSIAN_TERMS = 12  # of a factor with I that is divided further


def over_gauss(field: Field, factors: list[tuple[fmpz_mpoly, int]]) -> tuple[list[tuple[fmpz_mpoly, int]], int]:
    """The factors with ``A^2 + B^2`` as ``(A + I*B)*(A - I*B)``, the number in A; and a sign left over.

    ``A + I*B`` itself is divided by such factors of its norm.
    """
    parts: list[tuple[fmpz_mpoly, int]] = []
    sign = 1
    for factor, exponent in factors:
        touched = field.keys["I"] in field.ring.degrees(factor)
        found = _divided(field, factor) if touched else _conjugates(field, factor)
        if not found:
            parts.append((factor, exponent))
        for part in found:
            turned, own = leading(part)
            sign *= own if exponent % 2 else 1
            parts.append((turned, exponent))
    return parts, sign


def _conjugates(field: Field, polynomial: fmpz_mpoly, *, real: bool = False) -> list[fmpz_mpoly]:
    """``A + I*B`` and ``A - I*B`` whose product is the real polynomial; none if none are found."""
    if len(polynomial) < 2 or (not real and is_real_polynomial(field, polynomial)):
        return []  # a real one is never negative, which is known before
    unit = field.ring.polynomials[field.keys["I"]]
    for generator, degree in field.ring.degrees(polynomial).items():
        found = _two_squares(field, polynomial, generator, degree // 2) if degree % 2 == 0 and degree <= 8 else None
        if found is not None:
            return [found[0] + unit * found[1], found[0] - unit * found[1]]
    return []


def _divided(field: Field, polynomial: fmpz_mpoly) -> list[fmpz_mpoly]:
    """``A + I*B`` as a product of two factors over the Gaussian integers; none if none are found."""
    ring = field.ring
    imaginary = field.keys["I"]
    if len(polynomial) > MAX_GAUSSIAN_TERMS or ring.degrees(polynomial)[imaginary] > 1:
        return []
    parts, nothing = ring.by_powers(polynomial, imaginary), ring.one * 0
    real, other = (parts.get(each, nothing) for each in (0, 1))
    norms = factored(real**2 + other**2)
    if sum(exponent for _, exponent in norms) < 2:
        return []
    for norm, _ in norms:
        pair = _conjugates(field, norm, real=True)
        for part, conjugate in zip(pair, reversed(pair), strict=True):
            rest, left = divmod(ring.reduce(polynomial * conjugate), norm)
            if not left:
                return [part, rest]
    return []


def _two_squares(
    field: Field, polynomial: fmpz_mpoly, generator: int, half: int
) -> tuple[fmpz_mpoly, fmpz_mpoly] | None:
    """A and B with ``A^2 + B^2 = polynomial``, a quadratic in ``generator^half``; A has the number."""
    parts, nothing = field.ring.by_powers(polynomial, generator), field.ring.one * 0
    if not parts.keys() <= {0, half, 2 * half}:
        return None
    gamma, beta, alpha = (parts.get(each, nothing) for each in (0, half, 2 * half))
    try:
        root = (alpha * gamma * 4 - beta**2).sqrt()
    except (DomainError, ValueError):
        return None
    top = alpha * field.ring.polynomials[generator] ** half * 2 + beta
    common = top.gcd(root)
    top, root = divmod(top, common)[0], divmod(root, common)[0]
    scale, left = divmod(alpha * 4, common**2)
    if left or not scale.is_one():
        return None
    return (root, top) if _number_in(root) >= _number_in(top) else (top, root)


def _number_in(polynomial: fmpz_mpoly) -> int:
    *_, (monomial, number) = polynomial.terms()
    return 0 if any(monomial) else abs(int(number))


def leading(polynomial: fmpz_mpoly) -> tuple[fmpz_mpoly, int]:
    """The polynomial or its negative, whichever leads with a positive coefficient, and the sign."""
    return (polynomial, 1) if polynomial.leading_coefficient() > 0 else (-polynomial, -1)
