"""The sign of a polynomial in one variable on an interval, by Sturm's theorem.

The number of distinct real roots in (a, b] is the loss of sign changes, from a to b, of the
chain that starts with the polynomial and its derivative and goes on with negated remainders.
Without a root inside the interval the sign is that of one point of it.

Contract: exact, and complete for polynomials up to MAX_DEGREE; None beyond it. Source of the
theorem: C. Sturm, Mémoire sur la résolution des équations numériques (1835).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from flint import fmpq, fmpq_poly

MAX_DEGREE = 24
MAX_BITS = 400  # of a coefficient

End = tuple[Fraction, bool]  # a bound; True if it isn't a point of the interval itself


def sign_on_interval(coefficients: list[int], low: End | None, high: End | None) -> tuple[int, bool] | None:
    """1 or -1, and whether the polynomial is never 0, if it doesn't change sign; None otherwise.

    The coefficients start with the constant one.

    >>> sign_on_interval([1, -1, 0, 0, 1], None, None)
    (1, True)
    >>> sign_on_interval([-2, 0, 1], (Fraction(1), True), None) is None
    True
    """
    if len(coefficients) - 1 > MAX_DEGREE or max(abs(number).bit_length() for number in coefficients) > MAX_BITS:
        return None
    polynomial = fmpq_poly(coefficients)
    square_free = _square_free(polynomial)
    odd = _odd_part(polynomial)
    if odd.degree() > 0 and _roots_inside(odd, low, high):
        return None
    touched = square_free.degree() > 0 and bool(_roots_inside(square_free, low, high))
    sign = _sign_at_inner_point(polynomial, low, high)
    if sign == 0:
        return None
    ends = (end for end in (low, high) if end is not None and not end[1])
    strict = not touched and all(polynomial(_number(end)) != 0 for end, _ in ends)
    return sign, strict


def _square_free(polynomial: fmpq_poly) -> fmpq_poly:
    if polynomial.degree() < 1:
        return polynomial
    return divmod(polynomial, polynomial.gcd(polynomial.derivative()))[0]


def _odd_part(polynomial: fmpq_poly) -> fmpq_poly:
    """The product of the factors of odd multiplicity: only there does the sign change."""
    result = fmpq_poly([1])
    _, factors = polynomial.factor()
    for factor, multiplicity in factors:
        if multiplicity % 2:
            result *= factor
    return result


def _number(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _roots_inside(polynomial: fmpq_poly, low: End | None, high: End | None) -> int:
    """The number of roots of a square-free polynomial strictly between two bounds."""
    chain = [polynomial, polynomial.derivative()]
    while chain[-1].degree() > 0:
        rest = divmod(chain[-2], chain[-1])[1]
        if not rest:
            break
        chain.append(-rest)
    count = _changes(chain, low, -1) - _changes(chain, high, 1)
    if high is not None and polynomial(_number(high[0])) == 0:
        count -= 1
    return count


def _changes(chain: list[fmpq_poly], end: End | None, direction: int) -> int:
    signs: list[int] = []
    for each in chain:
        if end is not None:
            value = each(_number(end[0]))
        else:
            value = each.coeffs()[-1] * (1 if direction > 0 or each.degree() % 2 == 0 else -1)
        if value != 0:
            signs.append(1 if value > 0 else -1)
    return sum(one != two for one, two in pairwise(signs))


def _sign_at_inner_point(polynomial: fmpq_poly, low: End | None, high: End | None) -> int:
    """The sign at some inner point that is no root."""
    left = low[0] if low is not None else (high[0] - 1 if high is not None else Fraction(-1))
    right = high[0] if high is not None else left + 2
    for part in range(2, 2 * MAX_DEGREE + 6):
        value = polynomial(_number(left + (right - left) / part))
        if value != 0:
            return 1 if value > 0 else -1
    return 0
