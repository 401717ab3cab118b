"""Signs by completing the square, of quadratics and of what contains a square root.

    a*g^2 + b*g + c >= 0   where a >= 0, c >= 0 and 4*a*c - b^2 >= 0; > 0 where the last is
    A + B*r, r^2 = v   has the sign of A where B^2*v < A^2, and for r >= 0 of B where B^2*v > A^2

Both hold at every point: the first by ``4*a*(a*g^2 + b*g + c) = (2*a*g + b)^2 + 4*a*c - b^2``,
and at a = 0 the last condition makes b = 0. The second because ``abs(B*r)`` is then larger
than ``abs(A)``, or smaller.

Contract: as of ``positivity``: 2 for positive, 1 for never negative, 0 for unknown, and
their negatives. ``strength`` is the sign of simpler polynomials, found in the same way.
"""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpz_mpoly

from derivex.engine.field import Field
from derivex.engine.sturm import MAX_DEGREE, sign_on_interval

MAX_TERMS = 40
MAX_TOTAL_DEGREE = 12

Strength = Callable[[fmpz_mpoly], int]


def univariate_strength(field: Field, polynomial: fmpz_mpoly, degrees: dict[int, int]) -> int:
    """The sign of a polynomial in one real kernel between the bounds known of it."""
    ((generator, degree),) = degrees.items()
    if degree > MAX_DEGREE:
        return 0
    index = field.ring.size - 1 - generator
    coefficients = [0] * (degree + 1)
    for monomial, number in polynomial.terms():
        coefficients[int(monomial[index])] = int(number)
    found = sign_on_interval(coefficients, field.low.get(generator), field.high.get(generator))
    return 0 if found is None else found[0] * (2 if found[1] else 1)


def strength_by_squares(field: Field, polynomial: fmpz_mpoly, strength: Strength) -> int:
    """By completing one square; the simplest generator for it first."""
    degrees = field.ring.degrees(polynomial)
    if len(polynomial) > MAX_TERMS or sum(degrees.values()) > MAX_TOTAL_DEGREE:
        return 0
    top = max(degrees)
    if degrees[top] == 1 and top in field.rules and field.rules[top][0] == 2:
        return _with_root(field, polynomial, top, strength)
    for generator, degree in degrees.items():
        if degree % 2 == 0:
            found = _quadratic(field, polynomial, generator, degree // 2, strength)
            if found:
                return found
    return 0


def _quadratic(field: Field, polynomial: fmpz_mpoly, generator: int, half: int, strength: Strength) -> int:
    parts = field.ring.by_powers(polynomial, generator)
    if not parts.keys() <= {0, half, 2 * half}:
        return 0
    nothing = field.ring.one * 0
    alpha, beta, gamma = (parts.get(each, nothing) for each in (2 * half, half, 0))
    if not gamma:
        return 0
    ends = strength(alpha), strength(gamma)
    if 0 in ends or ends[0] * ends[1] < 0:
        return 0
    sign = 1 if ends[0] > 0 else -1
    if not beta:
        return ends[1]
    field.ring.spend(len(alpha) * len(gamma) + len(beta) ** 2)
    rest = field.ring.reduce(alpha * gamma * 4 - beta**2)
    return sign * max(strength(rest), 0) if rest else sign


def conjugate_of_positive(
    field: Field, polynomial: fmpz_mpoly, strength: Strength
) -> tuple[fmpz_mpoly, fmpz_mpoly] | None:
    """Of ``f = B*r - A >= 0`` (or ``A - B*r``) the norm f*g >= 0 and a positive ``g = B*r + A``; None if unknown.

    The one with A as it is, led by a positive coefficient, has no partner: so one of two is enough.
    """
    if len(polynomial) > MAX_TERMS:
        return None
    root = max(field.ring.degrees(polynomial))
    found = _norm(field, polynomial, root)
    if found is None:
        return None
    above, below, norm = found
    if above.leading_coefficient() * below.leading_coefficient() > 0:
        return None
    compared = strength(norm) if norm else 0
    if not compared:
        return None
    other = below * field.ring.polynomials[root] - above
    other = other if compared > 0 else -other  # |A| > |B*r|: g = A - B*r
    other = other if strength(other) == 2 else -other
    return (norm if compared > 0 else -norm, other) if strength(other) == 2 else None


def has_constant_norm(field: Field, polynomial: fmpz_mpoly) -> bool:
    """Whether ``(A + B*r)*(A - B*r)`` is a number other than 0, for any square root r, real or not."""
    degrees = field.ring.degrees(polynomial)
    if not 1 < len(polynomial) <= MAX_TERMS or not any(each in field.rules for each in degrees):
        return False
    root = max(degrees)
    rule = field.rules.get(root)
    if rule is None or rule[0] != 2 or degrees[root] != 1 or field.kernels[root].head != "root":
        return False
    inside = rule[1]
    if inside.coefficient.q != 1 or any(each < 0 for each in inside.factors.values()):
        return False
    parts = field.ring.by_powers(polynomial, root)
    above, below, square = parts.get(0, field.ring.one * 0), parts[1], field.polynomial(inside)
    field.ring.spend(len(below) ** 2 * len(square) + len(above) ** 2)
    norm = field.ring.reduce(below**2 * square - above**2)
    return bool(norm) and norm.is_constant()


def _norm(field: Field, polynomial: fmpz_mpoly, root: int) -> tuple[fmpz_mpoly, fmpz_mpoly, fmpz_mpoly] | None:
    """A, B and ``B^2*v - A^2`` of ``A + B*r`` for a real r with ``r^2 = v``."""
    if root not in field.real or root not in field.rules or field.rules[root][0] != 2:
        return None
    inside = field.rules[root][1]
    parts = field.ring.by_powers(polynomial, root)
    if parts.keys() != {0, 1} or inside.coefficient.q != 1 or any(each < 0 for each in inside.factors.values()):
        return None
    above, below, square = parts[0], parts[1], field.polynomial(inside)
    field.ring.spend(len(below) ** 2 * len(square) + len(above) ** 2)
    return above, below, field.ring.reduce(below**2 * square - above**2)


def _with_root(field: Field, polynomial: fmpz_mpoly, root: int, strength: Strength) -> int:
    """Of ``A + B*r`` for a real r with ``r^2 = v``; where B*r is larger, r must never be negative."""
    found = _norm(field, polynomial, root)
    if found is None:
        return 0
    above, below, norm = found
    compared = strength(norm) if norm else 0
    low = field.low.get(root)
    if compared < 0:
        sign = strength(above)
    elif compared > 0 and low is not None and low[0] >= 0:
        sign = strength(below)
    else:
        return 0
    size = 2 if abs(compared) == 2 else 1  # strictly, the larger one isn't 0
    return (sign > 0) * size - (sign < 0) * size
