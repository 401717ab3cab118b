"""Inequalities in one real quantity, solved: ``x^2 - 1 > 0`` is ``x < -1`` or ``x > 1``.

The sign of a fraction of polynomials in one part is read off its zeros and poles, with their
multiplicities; then the part is taken apart: ``exp(u) > 2`` is ``u > log(2)``, ``abs(u) < 1``
is ``-1 < u < 1``, ``sqrt(u) <= 3`` is ``0 <= u <= 9``, until a symbol is left or a part, such
as ``sin(x)``, that is not taken apart.

Contract: the answer is a quantity and the set of its values, exactly those for which the
inequality holds where both sides are defined and real. ``Unsolvable`` for everything else:
zeros without a short form, several quantities at once.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpz_mpoly, fmpz_poly

from derivex.engine.endpoints import (
    ONE_POINT,
    ZERO_POINT,
    Endpoint,
    Unsolvable,
    closed,
    exponential,
    logarithm,
    raised,
    rational,
    scaled,
)
from derivex.engine.factors import Polynomials
from derivex.engine.monomials import monomials_of
from derivex.engine.ratios import TooBig
from derivex.engine.regions import (
    EVERYTHING,
    NOTHING,
    Interval,
    Region,
    both,
    either,
    intervals,
    merged_ends,
    relation_region,
    tidy,
)
from derivex.engine.zeros import linear_parts, real_zeros, zero_of
from derivex.given import YES, Given
from derivex.relations import FLIPPED, SIGNS
from derivex.term import PI, TWO, ZERO, App, Sym, Term, divide, free_symbols, literal, negate, subtract

MAX_DEPTH = 8
MAX_DEGREE = 24
MAX_END = 24  # parts of the term for an end

Solution = tuple[Term | None, Region]  # the quantity, None if there is none, and its values

FROM_ZERO = relation_region(">=", ZERO_POINT)
ABOVE_ZERO = relation_region(">", ZERO_POINT)
UNIT = both(relation_region(">=", rational(-1)), relation_region("<=", ONE_POINT))
INNER_UNIT = both(relation_region(">", rational(-1)), relation_region("<", ONE_POINT))
RANGES = {
    "sin": UNIT,
    "cos": UNIT,
    "tanh": INNER_UNIT,
    "erf": INNER_UNIT,
    "atan": both(
        relation_region(">", Endpoint(negate(divide(PI, TWO)), None)),
        relation_region("<", Endpoint(divide(PI, TWO), None)),
    ),
    "exp": ABOVE_ZERO,
    "abs": FROM_ZERO,
    "sqrt": FROM_ZERO,
    "cosh": relation_region(">=", ONE_POINT),
}
ODD = frozenset({"sinh", "tanh", "asinh", "atan", "erf", "asin", "atanh"})  # increasing, 0 at 0


def solve(relation: App, polynomials: Polynomials, given: Given) -> Solution:
    """The quantity that an inequality is about, and its values for which it holds."""
    left, right = relation.args
    value = literal(right)
    if value is not None and not (isinstance(left, App) and left.head in ("+", "*", "/", "neg", "^")):
        return _taken_apart(left, relation_region(relation.head, rational(value)), polynomials, given, 0)
    try:
        return _sign(left if right == ZERO else subtract(left, right), relation.head, polynomials, given, 0)
    except TooBig:
        raise Unsolvable from None


def _sign(term: Term, op: str, polynomials: Polynomials, given: Given, depth: int) -> Solution:
    """Where ``term op 0`` holds."""
    above, below = polynomials.ratio(term)
    used = [index for index, pair in enumerate(zip(above.degrees(), below.degrees(), strict=True)) if any(pair)]
    if above.is_zero() or not used:
        sign = 0 if above.is_zero() else _sign_of(above) * _sign_of(below)
        return None, EVERYTHING if sign in SIGNS[op] else NOTHING
    if len(used) > 1:
        return _linear(above, below, used, op, polynomials, given, depth)
    region = _chart(_univariate(above, used[0]), _univariate(below, used[0]), op)
    return _taken_apart(polynomials.generators[used[0]], region, polynomials, given, depth)


def _sign_of(polynomial: fmpz_mpoly) -> int:
    return 1 if polynomial.leading_coefficient() > 0 else -1


def _univariate(polynomial: fmpz_mpoly, index: int) -> fmpz_poly:
    coefficients = [0] * (int(polynomial.degrees()[index]) + 1)
    for exponents, value in polynomial.to_dict().items():
        coefficients[exponents[index]] = int(value)
    return fmpz_poly(coefficients)


def _chart(above: fmpz_poly, below: fmpz_poly, op: str) -> Region:
    """The values at which a fraction of polynomials is positive, zero, …"""
    zeros: list[Endpoint] = []
    poles: list[Endpoint] = []
    odd: list[Endpoint] = []
    for polynomial, found in ((above, zeros), (below, poles)):
        if polynomial.degree() > MAX_DEGREE:
            raise Unsolvable
        for factor, times in polynomial.factor()[1]:
            for end in real_zeros(factor):
                found.append(end)
                if times % 2:
                    odd.append(end)
    sign = (1 if above[above.degree()] > 0 else -1) * (1 if below[below.degree()] > 0 else -1)
    ends = merged_ends([*zeros, *poles])
    inside = [sign in SIGNS[op]]
    for end in reversed(ends):
        pole = any(each.same(end) for each in poles)
        inside.append(not pole and 0 in SIGNS[op])
        if sum(each.same(end) for each in odd) % 2:
            sign = -sign
        inside.append(sign in SIGNS[op])
    return tidy(Region(ends, tuple(reversed(inside))))


def _linear(
    above: fmpz_mpoly,
    below: fmpz_mpoly,
    used: list[int],
    op: str,
    polynomials: Polynomials,
    given: Given,
    depth: int,
) -> Solution:
    """``a*x + b`` with numbers such as pi and sqrt(2) for a and b."""
    moving = [index for index in used if free_symbols(polynomials.generators[index])]
    if len(moving) != 1 or below.degrees()[moving[0]] or above.degrees()[moving[0]] != 1:
        raise Unsolvable
    slope, rest = linear_parts(monomials_of(above), moving[0])
    slope_ball, below_ball = (closed(polynomials.spelled(each)).ball for each in (slope, monomials_of(below)))
    if slope_ball.contains(0) or below_ball.contains(0):
        raise Unsolvable
    end = closed(zero_of(slope, rest, polynomials.spelled))
    if end.term.size > MAX_END:
        raise Unsolvable  # exact, but nobody reads it
    if bool(slope_ball < 0) != bool(below_ball < 0):
        op = FLIPPED[op]
    return _taken_apart(polynomials.generators[moving[0]], relation_region(op, end), polynomials, given, depth)


# ---- taking a part apart ----


def _taken_apart(part: Term, region: Region, polynomials: Polynomials, given: Given, depth: int) -> Solution:
    """The region of a part as one of what is inside of it, where that is possible."""
    if isinstance(part, Sym):
        return part, region
    assert isinstance(part, App)
    if not (given.real_values or given.is_real(part) == YES):
        raise Unsolvable
    possible = RANGES.get(part.head)
    if possible is not None and (given.real_values or given.is_real(part.args[0]) == YES):
        outside = either(region, possible.complement())
        if outside.is_everything():
            return None, EVERYTHING
        region = both(region, possible)
        if region.is_empty():
            return None, NOTHING
    if depth >= MAX_DEPTH or not (given.real_values or given.is_real(part.args[0]) == YES):
        return part, region
    try:
        inner = _inside(part, region)
        return _within(part.args[0], inner, polynomials, given, depth + 1)
    except (Unsolvable, TooBig):
        return part, region


def _inside(part: App, region: Region) -> Region:
    """The values of the argument for which a function's value lies in the region."""
    match part:
        case App("exp", _):
            if region.ends and region.ends[0].value == 0:  # what is positive: the end goes away
                region = Region(region.ends[1:], region.inside[2:])
            return _mapped(region, logarithm)
        case App("log", (_,)):
            return both(_mapped(region, exponential), ABOVE_ZERO)
        case App("abs", _):
            mirrored = Region(
                tuple(scaled(end, Fraction(-1), Fraction(0)) for end in reversed(region.ends)),
                tuple(reversed(region.inside)),
            )
            return either(both(region, FROM_ZERO), both(mirrored, FROM_ZERO.complement()))
        case App("sqrt" | "root" | "^", _):
            degree = _degree(part)
            if part.head == "root" and degree % 2:
                return _mapped(region, lambda end: raised(end, degree))
            return both(_mapped(both(region, FROM_ZERO), lambda end: raised(end, degree)), FROM_ZERO)
        case App(head, _) if head in ODD and all(end.value == 0 for end in region.ends):
            return region
    raise Unsolvable


def _degree(part: App) -> int:
    """n of an n-th root, however it is written."""
    if part.head == "sqrt":
        return 2
    value = literal(part.args[1])
    if value is not None and part.head == "^" and value.numerator == 1:
        value = 1 / value
    if value is None or value.denominator != 1 or value < 2:
        raise Unsolvable
    return int(value)


def _mapped(region: Region, function: Callable[[Endpoint], Endpoint]) -> Region:
    """The image of a region under an increasing function."""
    return Region(tuple(function(end) for end in region.ends), region.inside)


def _within(term: Term, region: Region, polynomials: Polynomials, given: Given, depth: int) -> Solution:
    """The solution of "the term's value lies in the region"."""
    if region.is_everything() or region.is_empty():
        return None, region
    if isinstance(term, Sym):
        return term, region
    quantity: Term | None = None
    total = NOTHING
    for each in intervals(region):
        found, part = _between(term, each, polynomials, given, depth)
        if found is not None and quantity is not None and found != quantity:
            raise Unsolvable
        quantity = found if found is not None else quantity
        total = either(total, part)
    return quantity, total


def _between(term: Term, interval: Interval, polynomials: Polynomials, given: Given, depth: int) -> Solution:
    quantity: Term | None = None
    total = EVERYTHING
    for end, op in (
        (interval.low, ">=" if interval.with_low else ">"),
        (interval.high, "<=" if interval.with_high else "<"),
    ):
        if end is None:
            continue
        found, part = _sign(term if end.value == 0 else subtract(term, end.term), op, polynomials, given, depth)
        if found is not None and quantity is not None and found != quantity:
            raise Unsolvable
        quantity = found if found is not None else quantity
        total = both(total, part)
    return quantity, total
