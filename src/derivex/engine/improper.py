"""Integrals without an end, or from a place where the body is infinite, that have a known value.

    C*P(t)*exp(-c*t)            from a on           C*exp(-c*a)*(sum of P^(m)(a)/c^(m + 1))      re(c) > 0
    C*t^n*exp(-c*t^2)           from 0 on           by sqrt(pi/c) and factorials                 re(c) > 0
    C/(t^2 + c)                 from 0 on           C*pi/(2*sqrt(c))                             re(sqrt(c)) > 0
    C*t^s, C*log(t)             from b > 0 on       -C*b^(s + 1)/(s + 1)                         re(-s - 1) > 0
                                from 0 to b > 0     C*b^(s + 1)/(s + 1), C*(b*log(b) - b)        re(s + 1) > 0

with P a polynomial with rational coefficients, and C, c, s and a free of t. From minus infinity
on t is turned round; over all numbers the integral is the sum of two such ones. Unless C is 0, an
integral converges just where the real part of the *rate*, the last column, is positive.

Contract: ``known`` has the value wherever the integral converges, and C or the rate isn't 0.
Incomplete: no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from derivex.engine.series import Polynomial, factors, univariate
from derivex.linear import form_of
from derivex.squares import written
from derivex.substitution import substitute
from derivex.term import (
    INFINITY,
    ONE,
    PI,
    ZERO,
    App,
    Sym,
    Term,
    add,
    call,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    power,
    subtract,
)

MAX_DEGREE = 12


@dataclass(frozen=True, slots=True)
class Known:
    """An integral's value; it converges where the factor is 0 or the real part of the rate is positive."""

    value: Term
    rate: Term
    factor: Term


@dataclass(frozen=True, slots=True)
class Body:
    """``factor*polynomial(t)*t^exponent*exp(square*t^2 + linear*t)``, over ``t^2 + below``, or times log(t)."""

    factor: Term = ONE
    polynomial: Polynomial = (Fraction(1),)
    exponent: Term | None = None
    square: Term | None = None
    linear: Term | None = None
    below: Term | None = None
    logarithm: bool = False


def known(term: App) -> Known | None:
    """The value of an integral with an infinite end, or from 0 on; None if it isn't known."""
    body, limits = term.args
    if term.head != "Integral" or not isinstance(limits, App) or len(limits.args) != 3:
        return None
    variable, low, high = limits.args
    assert isinstance(variable, Sym)
    name = variable.name
    turned = substitute(body, {name: negate(variable)})
    if low == negate(INFINITY) and high == INFINITY:
        return _both(_from(body, name, ZERO), _from(turned, name, ZERO))
    if low == negate(INFINITY):
        return _from(turned, name, negate(high))
    if high == INFINITY:
        return _from(body, name, low)
    return _from_zero(body, name, high) if literal(low) == 0 and (literal(high) or 0) > 0 else None


def _both(one: Known | None, other: Known | None) -> Known | None:
    """The sum of the integrals on both sides of 0, which converge together."""
    if one is None or other is None or one.rate != other.rate:
        return None
    return Known(add(one.value, other.value), one.rate, one.factor)


def _from(body: Term, name: str, low: Term) -> Known | None:
    found = _taken_apart(body, name)
    if found is None or found.logarithm:
        return None
    first = literal(low)
    plain = found.exponent is None
    if found.below is not None:
        simple = plain and found.square is None and found.linear is None and len(found.polynomial) == 1
        return _of_fraction(found) if simple and first == 0 else None
    if found.square is not None:
        return _of_square(found) if plain and found.linear is None and first == 0 else None
    if found.linear is not None:
        return _of_exponential(found, low) if plain else None
    if found.exponent is not None and len(found.polynomial) == 1 and first is not None and first > 0:
        rate = negate(add(found.exponent, ONE))
        return Known(multiply(_factor(found), divide(power(low, negate(rate)), rate)), rate, found.factor)
    return None


def _from_zero(body: Term, name: str, high: Term) -> Known | None:
    """A power or a logarithm from 0, where it need not have a value, to a positive number."""
    found = _taken_apart(body, name)
    if found is None or len(found.polynomial) > 1 or found.linear or found.square or found.below:
        return None
    if found.logarithm:
        if found.exponent is not None:
            return None
        return Known(multiply(_factor(found), subtract(multiply(high, call("log", high)), high)), ONE, found.factor)
    if found.exponent is None:
        return None
    rate = add(found.exponent, ONE)
    return Known(multiply(_factor(found), divide(power(high, rate), rate)), rate, found.factor)


def _factor(body: Body) -> Term:
    return multiply(body.factor, number(body.polynomial[0]))


# ---- values ----


def _of_exponential(body: Body, low: Term) -> Known:
    assert body.linear is not None
    rate = negate(body.linear)
    polynomial = list(body.polynomial)
    summands: list[Term] = []
    for order in range(len(polynomial)):
        place = [
            multiply(number(value), power(low, number(exponent))) if exponent else number(value)
            for exponent, value in enumerate(polynomial)
            if value
        ]
        if place:
            summands.append(divide(add(*place), power(rate, number(order + 1))))
        polynomial = [value * exponent for exponent, value in enumerate(polynomial)][1:]
    return Known(multiply(body.factor, call("exp", multiply(body.linear, low)), add(*summands)), rate, body.factor)


def _of_square(body: Body) -> Known:
    """``t^(2n)`` gives ``sqrt(pi/c)*(2n)!/(2*n!*(4c)^n)``, and ``t^(2n + 1)`` gives ``n!/(2*c^(n + 1))``."""
    assert body.square is not None
    rate = negate(body.square)
    root = call("sqrt", divide(PI, rate))
    summands: list[Term] = []
    for exponent, value in enumerate(body.polynomial):
        half = exponent // 2
        if value and exponent % 2:
            share = value * factorial(half) / 2
            summands.append(divide(number(share), power(rate, number(half + 1))))
        elif value:
            share = value * factorial(exponent) / (2 * factorial(half) * 4**half)
            summands.append(divide(multiply(number(share), root), power(rate, number(half)) if half else ONE))
    return Known(multiply(body.factor, add(*summands)), rate, body.factor)


def _of_fraction(body: Body) -> Known:
    assert body.below is not None
    root = call("sqrt", body.below)
    return Known(multiply(_factor(body), divide(PI, multiply(number(2), root))), root, body.factor)


# ---- taking apart ----


def _taken_apart(body: Term, name: str) -> Body | None:
    factor: list[Term] = []
    inside: list[Term] = []  # of exp
    exponents: list[Term] = []
    polynomial: Polynomial = (Fraction(1),)
    below: Term | None = None
    logarithm = False
    for each, direction in factors(body, 1):
        if name not in free_symbols(each):
            factor.append(each if direction > 0 else divide(ONE, each))
            continue
        match each:
            case App("exp", (inner,)):
                inside.append(inner if direction > 0 else negate(inner))
                continue
            case App("log", (inner,)) if inner == Sym(name) and direction > 0 and not logarithm:
                logarithm = True
                continue
        exponent = _exponent(each, name)
        if exponent is not None:
            exponents.append(exponent if direction > 0 else negate(exponent))
            continue
        found = univariate(each, name) if direction > 0 else None
        if found is not None and len(found) <= MAX_DEGREE and any(found):
            polynomial = found if polynomial == (Fraction(1),) else ()
        elif direction < 0 and below is None:
            below = _square_and(each, name)
            if below is None:
                return None
        else:
            return None
        if not polynomial:
            return None
    forms = quadratic(add(*inside), name) if inside else {}
    if forms is None:
        return None
    whole = [literal(each) for each in exponents]
    exponent = add(*exponents) if exponents else None
    if inside or below is not None:  # t^n beside exp is a part of the polynomial
        count = sum((value for value in whole if value is not None), Fraction(0))
        if None in whole or count.denominator != 1 or not 0 <= count + len(polynomial) <= MAX_DEGREE or count < 0:
            return None
        polynomial, exponent = ((Fraction(0),) * int(count) + polynomial), None
    rest = [call("exp", forms[0])] if 0 in forms else []
    return Body(multiply(*factor, *rest), polynomial, exponent, forms.get(2), forms.get(1), below, logarithm)


def _exponent(term: Term, name: str) -> Term | None:
    """The s of ``t^s``."""
    match term:
        case Sym(same) if same == name:
            return ONE
        case App("sqrt", (Sym(same),)) if same == name:
            return number(Fraction(1, 2))
        case App("^", (Sym(same), exponent)) if same == name and name not in free_symbols(exponent):
            return exponent
    return None


def quadratic(term: Term, name: str) -> Mapping[int, Term] | None:
    """The coefficients of t^2, t and 1, those that aren't 0, free of t; None if there are others."""
    generators: dict[str, Term] = {}
    form = form_of(term, generators)
    if form is None or any(name in free_symbols(each) for each in generators.values() if each != Sym(name)):
        return None
    parts: dict[int, dict[tuple[tuple[str, int], ...], Fraction]] = {}
    for monomial, value in form.items():
        degree = dict(monomial).get(f"${name}", 0)
        parts.setdefault(degree, {})[tuple(pair for pair in monomial if pair[0] != f"${name}")] = value
    if not parts.keys() <= {0, 1, 2} or parts.keys() <= {0}:
        return None
    return {degree: written(each, generators) for degree, each in parts.items()}


def _square_and(term: Term, name: str) -> Term | None:
    """The c of ``t^2 + c``."""
    found = quadratic(term, name)
    return found[0] if found is not None and found.keys() == {0, 2} and literal(found[2]) == 1 else None
