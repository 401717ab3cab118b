"""Signs by completing the square, of quadratics and of what contains a square root.

    a*g^2 + b*g + c >= 0   where a >= 0, c >= 0 and 4*a*c - b^2 >= 0; > 0 where the last is
    A + B*r, r = sqrt(v) >= 0   has the sign of B where B^2*v > A^2, of A where B^2*v < A^2

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
    if degrees[top] == 1 and top in field.rules and field.rules[top][0] == 2 and field.kernels[top].head == "root":
        return _with_root(field, polynomial, top, strength)
    for generator, degree in degrees.items():
        if degree % 2 == 0:
            found = _quadratic(field, polynomial, generator, degree // 2, strength)
            if found:
                return found
    return 0


def parts_of(field: Field, polynomial: fmpz_mpoly, generator: int) -> dict[int, fmpz_mpoly]:
    """The coefficients of the powers of a generator."""
    index = field.ring.size - 1 - generator
    groups: dict[int, dict[tuple[int, ...], int]] = {}
    for monomial, number in polynomial.terms():
        exponents = [int(each) for each in monomial]
        degree, exponents[index] = exponents[index], 0
        groups.setdefault(degree, {})[tuple(exponents)] = int(number)
    return {degree: field.ring.context.from_dict(group) for degree, group in groups.items()}


def _quadratic(field: Field, polynomial: fmpz_mpoly, generator: int, half: int, strength: Strength) -> int:
    parts = parts_of(field, polynomial, generator)
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


def _with_root(field: Field, polynomial: fmpz_mpoly, root: int, strength: Strength) -> int:
    """Of ``A + B*r`` for a square root r that is never negative."""
    if root not in field.low:
        return 0
    parts = parts_of(field, polynomial, root)
    nothing = field.ring.one * 0
    above, below = parts.get(0, nothing), parts[1]
    inside = field.rules[root][1]
    if not above or inside.coefficient.q != 1 or any(exponent < 0 for exponent in inside.factors.values()):
        return 0
    square = field.polynomial(inside)
    field.ring.spend(len(below) ** 2 * len(square) + len(above) ** 2)
    rest = field.ring.reduce(below**2 * square - above**2)
    compared = strength(rest) if rest else 0
    if abs(compared) == 2:  # the larger one isn't 0
        found = strength(below if compared > 0 else above)
        return (found > 0) * 2 - (found < 0) * 2
    if compared and strength(above) * strength(below) < 0:  # weakly, where the two have opposite signs
        return (1 if strength(below) > 0 else -1) * (1 if compared > 0 else -1)
    return 0
