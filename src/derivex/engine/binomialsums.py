"""Sums of binomial coefficients: the binomial theorem, and squares.

For a whole n >= 0, any x and y, and k from 0 to n, with the falling powers ``n^[m] = n*(n - 1)*…*(n - m + 1)``,

    sum of binomial(n, k)*k^[m]*x^k*y^(n - k) = n^[m]*x^m*(x + y)^(n - m)
    sum of binomial(n, k)*x^k/(k + 1) = ((1 + x)^(n + 1) - 1)/((n + 1)*x)        for a number x other than 0
    sum of binomial(n, k)^2 = binomial(2*n, n)

Other polynomials in k are made of falling powers. The exponent ``n - m`` may be negative, where
``n^[m]`` is 0: then x + y must be known not to be 0.

Contract: ``binomial_sum`` has the value wherever the sum is defined, n is whole and not
negative, and n isn't less than the degree or ``apart``, if there is one, isn't 0. Incomplete: no others.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from derivex.engine.series import Polynomial, Series, differences, factors, taken_apart, univariate
from derivex.linear import form_of
from derivex.term import (
    ONE,
    TWO,
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
    power,
    subtract,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A value; where n is less than the degree, ``apart`` must not be zero for it."""

    value: Term
    apart: Term | None = None
    degree: int = 0


def binomial_sum(term: App) -> Sum | None:
    """The value of ``Sum(…*binomial(n, k)*…, (k, 0, n))``; None if it isn't known."""
    body, limits = term.args
    if term.head != "Sum" or not isinstance(limits, App) or len(limits.args) != 3 or literal(limits.args[1]) != 0:
        return None
    index, _, top = limits.args
    if not isinstance(index, Sym) or index.name in free_symbols(top):
        return None
    rest: list[tuple[Term, int]] = []
    count = 0
    for factor, direction in factors(body, 1):
        if direction > 0 and _is_coefficient(factor, top, index):
            count += 1
        elif direction > 0 and _is_square(factor) and _is_coefficient(factor.args[0], top, index):  # type: ignore[union-attr]  # a power
            count += 2
        else:
            rest.append((factor, direction))
    if count == 1:
        found = _two_powers(rest, index, top) or _of_one(taken_apart(rest, index.name), top)
        return found or _over_the_next(rest, index, top)
    series = taken_apart(rest, index.name) if count == 2 else None
    if series is None or series.step or series.bases or len(series.polynomial) > 1:
        return None
    doubled = call("binomial", multiply(TWO, top), top)
    return Sum(multiply(number(series.polynomial[0]), series.factor, doubled))


def _is_coefficient(factor: Term, top: Term, index: Sym) -> bool:
    match factor:
        case App("binomial", (above, below)):
            return _is_same(above, top) and _is_same(below, index)
    return False


def _is_square(factor: Term) -> bool:
    return isinstance(factor, App) and factor.head == "^" and factor.args[1] == TWO


def _is_same(one: Term, other: Term) -> bool:
    """Whether two terms are the same polynomial."""
    if one == other:
        return True
    generators: dict[str, Term] = {}
    forms = form_of(one, generators), form_of(other, generators)
    return forms[0] is not None and forms[0] == forms[1]


def _of_one(series: Series | None, top: Term) -> Sum | None:
    if series is None or series.step or any(times < 0 and not literal(base) for base, times, _ in series.bases):
        return None
    found = _falling(series.polynomial, series.ratio, add(ONE, series.ratio), top)
    return Sum(multiply(series.outer, found.value), found.apart, found.degree)


def _falling(polynomial: Polynomial, ratio: Term, rest: Term, top: Term) -> Sum:
    """The sum over m of ``c_m*n^[m]*ratio^m*rest^(n - m)``, where the polynomial is that of ``c_m*k^[m]``."""
    summands: list[Term] = []
    for m, value in enumerate(differences(polynomial)):
        if value:
            falling = (subtract(top, number(step)) if step else top for step in range(m))
            scale = number(value / Fraction(factorial(m)))
            shown = power(ratio, number(m)) if m else ONE
            summands.append(multiply(scale, *falling, shown, power(rest, subtract(top, number(m)) if m else top)))
    value_of_ratio = literal(ratio)
    safe = len(polynomial) == 1 or (value_of_ratio is not None and value_of_ratio != -1)
    return Sum(add(*summands), None if safe else rest, len(polynomial) - 1)


def _over_the_next(rest: list[tuple[Term, int]], index: Sym, top: Term) -> Sum | None:
    """``P(k)*x^k/(k + 1)`` and what is free of k: ``binomial(n, k)/(k + 1) = binomial(n + 1, k + 1)/(n + 1)``."""
    following = add(index, ONE)
    others = [each for each in rest if each[1] > 0 or not _is_same(each[0], following)]
    series = taken_apart(others, index.name) if len(others) == len(rest) - 1 else None
    value = None if series is None or series.step else literal(series.ratio)
    if series is None or not value:
        return None
    left, quotient = Fraction(0), []  # P(k) = Q(k)*(k + 1) + P(-1), by Horner's rule
    for coefficient in reversed(series.polynomial):
        left = coefficient - left
        quotient.append(left)
    ratio, next_top = number(value), add(top, ONE)
    above = subtract(power(add(ONE, ratio), next_top), ONE)
    last = multiply(number(left), divide(above, multiply(next_top, ratio)))
    if len(quotient) < 2:
        return Sum(multiply(series.outer, last))
    whole = _falling(tuple(reversed(quotient[:-1])), ratio, add(ONE, ratio), top)
    return Sum(multiply(series.outer, add(last, whole.value)), whole.apart, whole.degree)


def _two_powers(rest: list[tuple[Term, int]], index: Sym, top: Term) -> Sum | None:
    """``P(k)*x^k*y^(n - k)`` and what is free of k."""
    outer: list[Term] = []
    bases: dict[bool, Term] = {}
    polynomial: Polynomial = (Fraction(1),)
    for factor, direction in rest:
        if direction < 0:
            return None
        if index.name not in free_symbols(factor):
            outer.append(factor)
            continue
        match factor:
            case App("^", (base, exponent)) if index.name not in free_symbols(base):
                falling = _is_same(exponent, subtract(top, index))
                if (not falling and not _is_same(exponent, index)) or falling in bases:
                    return None
                bases[falling] = base
            case _:
                found = univariate(factor, index.name)
                if found is None or polynomial != (Fraction(1),) or not any(found):
                    return None
                polynomial = found
    if len(bases) < 2:
        return None
    value = _falling(polynomial, bases[False], add(bases[False], bases[True]), top)
    apart = None if len(polynomial) == 1 else add(*bases.values())
    return Sum(multiply(*outer, value.value), apart, value.degree)
