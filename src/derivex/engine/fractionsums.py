"""Infinite sums of fractions: those that telescope, and Riemann's zeta function.

A fraction of polynomials with rational coefficients, its denominator a product of ``k + s`` with
rational s and of a degree larger by two at least than the numerator's, is a sum of partial fractions
``A/(k + s)^n`` over which the sum from a on may be taken one by one, all with n = 1 together:

    sum of 1/(k + s)^n = zeta(n) - 1 - … - 1/(a + s - 1)^n        for whole s, n > 1
    sum of 1/(k + s)^n = (2^n - 1)*zeta(n) - 2^n - … - 1/(a + s - 1)^n        where s is a half more than whole
    sum of A_1/(k + s_1) + A_2/(k + s_2) + … = -A_1*digamma(a + s_1) - A_2*digamma(a + s_2) - …

the latter because the A add up to 0, and ``digamma(u + N) - log(N)`` tends to 0. All a + s are
positive. What is free of k goes out.

Contract: the value of the sum, which converges. Incomplete: no other denominators.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq, fmpq_poly

from derivex.engine.series import Polynomial, factors, univariate
from derivex.engine.univariate import primitive
from derivex.term import (
    INFINITY,
    ONE,
    App,
    Sym,
    Term,
    add,
    call,
    divide,
    free_symbols,
    literal,
    multiply,
    number,
    subtract,
)

MAX_DEGREE = 12
MAX_START = 60  # terms of zeta(n) that are taken off


@dataclass(frozen=True, slots=True)
class Part:
    """``weight/(k + shift)^order``."""

    weight: Fraction
    shift: Fraction
    order: int


def fraction_sum(term: App) -> Term | None:
    """The value of ``Sum(p(k)/q(k), (k, a, oo))``; None if it isn't known."""
    body, limits = term.args
    if term.head != "Sum" or not isinstance(limits, App) or len(limits.args) != 3 or limits.args[2] != INFINITY:
        return None
    index, start = limits.args[0], literal(limits.args[1])
    if start is None or start.denominator != 1 or not isinstance(index, Sym):
        return None
    outer: list[Term] = []
    above, below = fmpq_poly([1]), fmpq_poly([1])
    for factor, direction in factors(body, 1):
        if index.name not in free_symbols(factor):
            outer.append(factor if direction > 0 else divide(ONE, factor))
            continue
        found = _fraction(factor, index.name)
        if found is None or not any(found[0].coeffs()):
            return None
        top, bottom = found if direction > 0 else found[::-1]
        above, below = above * top, below * bottom
    if below.degree() > MAX_DEGREE or below.degree() < above.degree() + 2:
        return None
    parts = _partial_fractions(above, below)
    if parts is None or any(start + each.shift <= 0 for each in parts):
        return None
    summands = [_summed(each, start) for each in parts if each.weight]
    if None in summands:
        return None
    return multiply(*outer, add(*(each for each in summands if each is not None)))


def _fraction(term: Term, name: str) -> tuple[fmpq_poly, fmpq_poly] | None:
    """A sum of fractions as one fraction of polynomials; where a summand has no value, the denominator is 0."""
    plain = univariate(term, name)
    if plain is not None:
        return (_poly(plain), fmpq_poly([1])) if len(plain) <= MAX_DEGREE else None
    if not isinstance(term, App) or term.head not in ("+", "*", "/", "neg", "^"):
        return None
    inner = term.args if term.head != "^" else term.args[:1]
    parts = [_fraction(each, name) for each in inner]
    found = [each for each in parts if each is not None]
    if len(found) < len(parts) or any(each.degree() > MAX_DEGREE for part in found for each in part):
        return None
    above, below = found[0]
    match term.head:
        case "neg":
            return -above, below
        case "/":
            top, bottom = found[1]
            return (above * bottom, below * top) if bottom.degree() == 0 else None  # 1/(1/k) has no value at 0
        case "^":
            times = literal(term.args[1])
            if times is None or times.denominator != 1 or not 0 < times <= MAX_DEGREE:
                return None
            return above ** int(times), below ** int(times)
    for top, bottom in found[1:]:
        above, below = (
            (above * bottom + top * below, below * bottom) if term.head == "+" else (above * top, below * bottom)
        )
    return above, below


def _poly(coefficients: Polynomial) -> fmpq_poly:
    return fmpq_poly([fmpq(each.numerator, each.denominator) for each in coefficients])


def _partial_fractions(above: fmpq_poly, below: fmpq_poly) -> list[Part] | None:
    """By Taylor's coefficients at each zero of the denominator; None if one of them isn't rational."""
    coefficients = [Fraction(int(each.p), int(each.q)) for each in below.coeffs()]
    found: list[Part] = []
    for factor, count in primitive(coefficients).factor()[1]:
        if factor.degree() != 1:
            return None
        shift = Fraction(int(factor[0]), int(factor[1]))
        zero = fmpq_poly([fmpq(-shift.numerator, shift.denominator), 1])  # t - s for k
        rest = below
        for _ in range(int(count)):
            rest //= fmpq_poly([fmpq(shift.numerator, shift.denominator), 1])
        top, bottom = above(zero), rest(zero)  # in powers of t = k + s
        series: list[fmpq] = []
        for power in range(int(count)):
            value = top[power] - sum((series[j] * bottom[power - j] for j in range(power)), fmpq(0))
            series.append(value / bottom[0])
        for power, value in enumerate(series):
            if value or not power:  # there is no value at a zero of the denominator, whatever its part is
                found.append(Part(Fraction(int(value.p), int(value.q)), shift, int(count) - power))
    return found


def _summed(part: Part, start: Fraction) -> Term | None:
    first = start + part.shift
    if part.order == 1:
        return multiply(number(-part.weight), call("digamma", number(first)))
    if first.denominator > 2 or first > MAX_START:
        return None
    # those from 1/2 on are 2^n times those of the odd numbers: (2^n - 1)*zeta(n)
    least = Fraction(1, first.denominator)
    scale = Fraction(first.denominator**part.order - (first.denominator - 1))
    missing = sum((1 / (least + place) ** part.order for place in range(int(first - least))), Fraction(0))
    whole = multiply(number(scale), call("zeta", number(part.order)))
    return multiply(number(part.weight), subtract(whole, number(missing)))
