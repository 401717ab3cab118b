"""The real line cut at the zeros of given polynomials: where do the relations hold together?

Between two neighbouring zeros no polynomial changes its sign, so a rational number from
each of the open cells, and the zeros themselves, decide everything: a contradiction
(``x > 1`` with ``x^2 < 1``) is found, and a point wherever there is one. Zeros are isolated
by balls that FLINT certifies; the sign of one polynomial at a zero of another is exact,
since they share it or a finer ball tells.

Contract: exact and complete for polynomials of one real symbol; None beyond the bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, lcm

from flint import acb, arb, ctx, fmpq, fmpz_poly

from derivex.linear import Constraint
from derivex.relations import holds

MAX_DEGREE = 24  # of all polynomials together
MAX_BITS = 400  # of a coefficient
FINEST = 4_096  # bits, at which zeros are certainly told apart within the other bounds
MAX_WHOLE = 200  # integers of one cell that are listed

Test = tuple[str, fmpz_poly]  # polynomial op 0


@dataclass(frozen=True, slots=True)
class Zero:
    """A real zero: the irreducible polynomial that it belongs to, constant coefficient first, and two bounds."""

    polynomial: tuple[int, ...]
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Solutions:
    """A rational number in each open cell in which all relations hold, and the zeros at which they do.

    ``finite``: no cell holds, so the zeros are all there is. Of an integer symbol the numbers
    are integers, and none means that there is none.
    """

    inside: tuple[Fraction, ...]
    zeros: tuple[Zero, ...]

    @property
    def finite(self) -> bool:
        return not self.inside

    @property
    def empty(self) -> bool:
        return not self.inside and not self.zeros


def tests_of(name: str, constraints: Sequence[Constraint]) -> list[Test]:
    """Those of the constraints that are polynomials in this symbol alone, with integer coefficients."""
    found = []
    for each in constraints:
        names = {generator for monomial, _ in each.form for generator, _ in monomial}
        if names == {f"${name}"}:
            powers = {monomial[0][1] if monomial else 0: value for monomial, value in each.form}
            scale = lcm(*(value.denominator for value in powers.values()))
            coefficients = [int(powers.get(power, 0) * scale) for power in range(max(powers) + 1)]
            found.append((each.op, fmpz_poly(coefficients)))
    return found


def solutions(tests: Sequence[Test], *, integer: bool = False) -> Solutions | None:
    """Where all tests hold; None if they are too large to be looked at.

    >>> solutions([(">", fmpz_poly([-1, 1])), ("<", fmpz_poly([-1, 0, 1]))]).empty
    True
    >>> solutions([("<", fmpz_poly([-2, 0, 1])), (">", fmpz_poly([-7, 5]))]).inside
    (Fraction(24, 17),)
    """
    if sum(polynomial.degree() for _, polynomial in tests) > MAX_DEGREE:
        return None
    if any(abs(int(number)).bit_length() > MAX_BITS for _, polynomial in tests for number in polynomial.coeffs()):
        return None
    zeros = isolated({_key(factor) for _, polynomial in tests for factor, _ in polynomial.factor()[1]})
    if zeros is None:
        return None
    inside = [
        value
        for value in _between(zeros, integer)
        if all(holds(op, sign_at(polynomial, value)) for op, polynomial in tests)
    ]
    kept = [zero for zero in zeros if all(holds(op, sign_at_zero(polynomial, zero)) for op, polynomial in tests)]
    if integer:
        kept = [zero for zero in kept if len(zero.polynomial) == 2 and abs(zero.polynomial[1]) == 1]
    return Solutions(tuple(inside), tuple(kept))


def _key(polynomial: fmpz_poly) -> tuple[int, ...]:
    return tuple(int(number) for number in polynomial.coeffs())


# ---- zeros ----


def isolated(factors: set[tuple[int, ...]]) -> list[Zero] | None:
    """The real zeros of irreducible polynomials, in order, in intervals that don't touch."""
    precision = 64
    while precision <= FINEST:
        with ctx.workprec(precision):
            found = sorted(
                (_interval(factor, root.real) for factor in factors for root in _real_zeros(factor)),
                key=lambda zero: zero.low,
            )
        if all(left.high < right.low for left, right in pairwise(found)):
            return found
        precision *= 4
    return None


def _real_zeros(factor: tuple[int, ...]) -> list[acb]:
    # FLINT returns the real ones with an imaginary part that is exactly zero
    roots: list[tuple[acb, int]] = fmpz_poly(list(factor)).complex_roots()  # type: ignore[assignment]  # the stubs say otherwise
    return [root for root, _ in roots if root.imag.is_zero()]


def _interval(factor: tuple[int, ...], ball: arb) -> Zero:
    if len(factor) == 2:
        exact = Fraction(-factor[0], factor[1])
        return Zero(factor, exact, exact)
    return Zero(factor, _fraction(ball.lower()), _fraction(ball.upper()))


def _fraction(exact: arb) -> Fraction:
    mantissa, exponent = exact.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def sign_at(polynomial: fmpz_poly, value: Fraction) -> int:
    found = polynomial(fmpq(value.numerator, value.denominator))
    return (found > 0) - (found < 0)


def sign_at_zero(polynomial: fmpz_poly, zero: Zero) -> int:
    """The sign of a polynomial at a zero of an irreducible one: 0 exactly if that divides it."""
    if zero.low == zero.high:
        return sign_at(polynomial, zero.low)
    factor = fmpz_poly(list(zero.polynomial))
    if not polynomial % factor:
        return 0
    # no zero of the polynomial lies in the interval, since those are isolated too
    return sign_at(polynomial, (zero.low + zero.high) / 2)


# ---- between them ----


def _between(zeros: Sequence[Zero], integer: bool) -> list[Fraction]:
    """The simplest rational number of each open cell; for an integer symbol its integers, at most MAX_WHOLE."""
    if not zeros:
        return [Fraction(0)]
    first, last = zeros[0].low, zeros[-1].high
    found = [Fraction(ceil(first) - 1)]
    for left, right in pairwise(zeros):
        if integer:
            start, stop = floor(left.high) + 1, ceil(right.low)
            found += [Fraction(value) for value in range(start, min(stop, start + MAX_WHOLE))]
        else:
            found.append(simplest_between(left.high, right.low))
    return [*found, Fraction(floor(last) + 1)]


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The rational number with the smallest denominator strictly between two others.

    >>> simplest_between(Fraction(1, 3), Fraction(2, 5))
    Fraction(3, 8)
    """
    if low < 0 < high:
        return Fraction(0)
    if high <= 0:
        return -simplest_between(-high, -low)
    whole = floor(low)
    if whole + 1 < high:
        return Fraction(whole + 1)
    rest = low - whole
    if not rest:  # low is whole and high at most one more
        return whole + Fraction(1, floor(1 / (high - whole)) + 1)
    return whole + 1 / simplest_between(1 / (high - whole), 1 / rest)
