"""Why a polynomial is never negative: the laws of signs in a certificate.

Sums of positive numbers times squares of real polynomials times known signs; a given
inequality; a ball, for constants; a sign that isn't zero; an integer above zero, less one; ranges
of angles, narrower ones where a point is known to be in a half plane; sines and cosines of angles
within a range, and the range where a sine has a sign; exp above its tangent; what is
rounded down; a root and what has no larger square; quotients.

Contract: ``strictly`` returns whether the polynomial is positive, and raises ``Refused`` where it
may be negative, for all that the law says.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq_mpoly

from derivex.certificates.core import core
from derivex.certificates.data import Polynomial
from derivex.certificates.ledger import Ledger
from derivex.certificates.quotients import Quotient, Refused, need
from derivex.term import App, Term

ARGUMENTS = ("polar", "parted log")  # laws whose last generator is the argument of a complex number
Rows = tuple[tuple[Fraction, Polynomial, tuple[tuple[int, int], ...]], ...]


def strictly(
    ledger: Ledger, polynomial: fmpq_mpoly, law: str, uses: tuple[int, ...], rows: Rows, term: Term | None = None
) -> bool:
    """True if positive, False if never negative."""
    match law:
        case "rows":
            total, strict = ledger.number(0).above, False
            for number, root, factors in rows:
                base = Quotient(ledger.polynomial(root), ledger.one)
                part = [ledger.number(number), base, base]
                part += [ledger.power(Quotient(ledger.signs[use][0], ledger.one), times) for use, times in factors]
                need(number > 0 and ledger.is_real(base) and all(times > 0 for _, times in factors), "no such sum")
                total += ledger.product(*part).above
                strict |= ledger.nowhere_zero(base.above) and all(ledger.signs[use][1] for use, _ in factors)
            need(not ledger.reduce(polynomial - total), "not that sum of squares and signs")
            return strict
        case "given":
            relation = ledger.relations_given[uses[0]]
            if not (isinstance(relation, App) and relation.head in {"<", "<=", ">", ">="}):
                raise Refused("no given sign")
            left, right = map(ledger.value, relation.args)
            gap = ledger.minus(left, right) if relation.head[0] == ">" else ledger.minus(right, left)
            need(not ledger.reduce(polynomial - ledger.signed(gap)), "not the given difference")
            inside = ledger.generators_of(gap)
            if gap.below.is_one() and gap.above.total_degree() == 1 and len(inside) == 1:
                ledger.real |= inside  # c*x + d is compared with 0, so x is real
            return len(relation.head) == 1
        case "real values":
            if term is None or term not in ledger.real_parts:
                raise Refused("nothing whose log or even root is written, under real values")
            value = ledger.value(core(term, ledger.given))
            need(not ledger.reduce(polynomial - ledger.signed(value)), "not that value")
            return ledger.real_parts[term]
        case "constant":
            found = Quotient(polynomial, ledger.one)
            need(ledger.is_real(found) and ledger.ball(found).real > 0, "no positive constant")
            return True
        case "angle":  # atan and real asin are within pi/2, atan strictly; -pi < the argument of anything <= pi
            claim, args, value = ledger.claims[uses[0]]
            if claim.head in ("asin", "atan") and claim.law == "kernel":
                need(ledger.is_real(*args, value), "an angle that may not be real")
                reach, twice = ledger.pi.above, 2 * value.above
                need(polynomial in (reach - twice, reach + twice), "not that range")
                return claim.head == "atan"
            need(claim.law in ARGUMENTS, "no angle")
            generator = ledger.generators[max(ledger.generators_of(value))]
            need(polynomial in (ledger.pi.above - generator, ledger.pi.above + generator), "not that range")
            return bool(polynomial == ledger.pi.above + generator)
        case "root":  # r >= abs(y) where r >= 0 and r^2 >= y^2, for p = r - y
            (size, _), (whole, strict) = (ledger.signs[use] for use in uses)
            need(ledger.is_real(Quotient(polynomial, ledger.one)), "not real")
            need(not ledger.reduce(ledger.times(polynomial, 2 * size - polynomial) - whole), "not that difference")
            return strict
        case "quotient":  # p >= 0 where p*q >= 0 and q > 0
            (whole, strict), (divisor, positive) = (ledger.signs[use] for use in uses)
            need(positive and not ledger.reduce(ledger.times(polynomial, divisor) - whole), "not that quotient")
            return strict
        case "floor":  # 0 <= u - floor(u) < 1 for real u
            claim, (u,), value = ledger.claims[uses[0]]
            need(claim.head == "floor" and ledger.is_real(u, value), "a floor of what may not be real")
            rest = ledger.minus(u, value)
            ends = (ledger.signed(each) for each in (rest, ledger.minus(ledger.number(1), rest)))
            below, above = (not ledger.reduce(polynomial - end) for end in ends)
            need(below or above, "not that range")
            return above
        case "exponential":  # exp(u) >= 1 + u for real u
            (u,), value = ledger.claim(uses[0], "exp")
            gap = ledger.sum(value, ledger.number(-1), ledger.minus(ledger.number(0), u))
            need(ledger.is_real(u, value), "an exponential that may not be real")
            need(not ledger.reduce(polynomial - ledger.times(*gap)), "not that difference")
            return False
        case "arc":  # sin on [0, pi], cos on [-pi/2, pi/2]
            claim, (u,), value = ledger.claims[uses[0]]
            need(claim.head in ("sin", "cos") and value.below.is_one() and polynomial == value.above, "not that value")
            low = ledger.number(0) if claim.head == "sin" else ledger.product(ledger.number(Fraction(1, 2)), ledger.pi)
            first = ledger.sign(uses[1], ledger.sum(u, low))
            second = ledger.sign(uses[2], ledger.minus(ledger.minus(ledger.pi, low), u))
            return first and second
        case "turn":
            return _turn(ledger, polynomial, uses)
        case "half plane":
            return _half_plane(ledger, polynomial, uses)
        case "angle sign":  # atan and real asin have the sign of their arguments
            claim, (v,), value = ledger.claims[uses[0]]
            need(claim.head in ("asin", "atan") and value.below.is_one() and ledger.is_real(v, value), "not that angle")
            need(polynomial in (value.above, -value.above), "not that angle")
            return ledger.sign(uses[1], v if polynomial == value.above else ledger.minus(ledger.number(0), v))
        case "apart":
            need(ledger.nowhere_zero(polynomial), "may be 0")
            need(not ledger.reduce(polynomial - ledger.signs[uses[0]][0]), "another sign")
            return True
        case "integer":  # a positive integer is at least 1
            whole, strict = ledger.signs[uses[0]]
            need(strict and ledger.is_integer(Quotient(whole, ledger.one)), "not an integer")
            need(polynomial == whole - 1, "not one less")
            return False
    raise Refused("a law about signs that nobody knows")


def _turn(ledger: Ledger, polynomial: fmpq_mpoly, uses: tuple[int, ...]) -> bool:
    """``a >= 0`` where ``im(exp(r + I*a)) >= 0`` and ``a > -pi``: the sine is negative between -pi and 0.

    Strict where the imaginary part is positive, and then ``a >= -pi`` is enough: the sine of -pi is 0.
    """
    (u,), value = ledger.claim(uses[0], "exp")
    unit = ledger.product(ledger.number(Fraction(1, 2)), ledger.minus(ledger.number(0), ledger.i))
    angle, part = (ledger.product(unit, ledger.minus(each, ledger.conjugated(each))) for each in (u, value))
    need(not ledger.reduce(polynomial - ledger.signed(angle)), "not that angle")
    strict, above = ledger.sign(uses[1], part), ledger.sign(uses[2], ledger.sum(ledger.pi, angle))
    need(strict or above, "may be half a turn below")
    return strict


def _half_plane(ledger: Ledger, polynomial: fmpq_mpoly, uses: tuple[int, ...]) -> bool:
    """The argument a of a u that isn't 0, where the sign of a part of u is known.

    ``abs(a) <= pi/2`` where re(u) >= 0; ``a >= 0`` where im(u) >= 0; ``a < 0`` where im(u) < 0, because on
    the cut a is pi; ``a < pi`` where im(u) isn't 0. The first two are strict where the part isn't 0.
    """
    claim, (u,), value = ledger.claims[uses[0]]
    need(claim.law in ARGUMENTS, "no argument")
    angle = ledger.generators[max(ledger.generators_of(value))]
    mirrored, half = ledger.conjugated(u), ledger.number(Fraction(1, 2))
    real = ledger.product(half, ledger.sum(u, mirrored))
    imaginary = ledger.product(half, ledger.minus(u, mirrored), ledger.minus(ledger.number(0), ledger.i))
    if polynomial in (ledger.pi.above - 2 * angle, ledger.pi.above + 2 * angle):
        return ledger.sign(uses[1], real)
    if polynomial == angle:
        return ledger.sign(uses[1], imaginary)
    if polynomial == -angle:
        need(ledger.sign(uses[1], ledger.minus(ledger.number(0), imaginary)), "may be on the cut")
        return True
    need(polynomial == ledger.pi.above - angle, "not that range")
    need(ledger.nowhere_zero(imaginary.above), "may be on the cut")
    return True
