"""Infinite sums as series that are known: geometric ones, those of exp, sin, cos, sinh and cosh.

A body is taken apart as ``C*P(j)*b_1^(t_1*j + f_1)*…``, maybe over ``(s*j + e)!``, where j counts
from 0 on, P is a polynomial with rational coefficients, and C and the b are free of j. With the
ratio ``r = b_1^t_1*…`` and D the difference, ``D f(j) = f(j + 1) - f(j)``,

    sum of P(j)*r^j = sum over m of D^m P(0)*r^m/(1 - r)^(m + 1)
    sum of P(j)*r^j/j! = exp(r)*(sum over m of D^m P(0)*r^m/m!)
    sum of (±1)^j*y^(2*j + e)/(2*j + e)! = sinh(y) or cosh(y), sin(y) or cos(y)

The first converges just where ``abs(r) < 1``, unless C or a b is 0; the others everywhere.

Contract: ``value_of`` is the sum wherever that converges, ``outer`` isn't 0 or the ratio isn't 1.
Incomplete: all other series, among them those of fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial

from derivex.linear import form_of
from derivex.squares import written
from derivex.substitution import substitute
from derivex.subterms import distinct
from derivex.term import (
    INFINITY,
    ONE,
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
LARGEST = 40  # whole number in an exponent or a factorial

Polynomial = tuple[Fraction, ...]  # from the constant coefficient upwards
Base = tuple[Term, int, int]  # b^(times*j + first)


@dataclass(frozen=True, slots=True)
class Series:
    """``factor*polynomial(j)*bases``, over ``(step*j + shift)!`` if step isn't 0, for j = 0, 1, …"""

    factor: Term
    polynomial: Polynomial
    bases: tuple[Base, ...]
    step: int = 0
    shift: int = 0

    @property
    def ratio(self) -> Term:
        return multiply(*(_power(base, times) for base, times, _ in self.bases))

    @property
    def outer(self) -> Term:
        """What all summands have as a factor."""
        return multiply(self.factor, *(_power(base, first) for base, _, first in self.bases if first))

    def summand(self, place: int) -> Term:
        below = factorial(self.step * place + self.shift) if self.step else 1
        powers = (_power(base, times * place + first) for base, times, first in self.bases)
        return multiply(number(at(self.polynomial, place) / below), self.factor, *powers)


def _times(one: Term, other: Term) -> Term:
    return other if one == ONE else multiply(one, other)


def _power(base: Term, exponent: int) -> Term:
    return base if exponent == 1 else power(base, number(exponent)) if exponent else ONE


def at(polynomial: Polynomial, place: int) -> Fraction:
    return sum((value * Fraction(place) ** exponent for exponent, value in enumerate(polynomial)), Fraction(0))


# ---- taking apart ----


def series_of(term: App) -> Series | None:
    """An infinite sum from a whole number on, taken apart; None if it is of another kind."""
    body, limits = term.args
    if term.head != "Sum" or not isinstance(limits, App) or len(limits.args) != 3 or limits.args[2] != INFINITY:
        return None
    index, start = limits.args[0], literal(limits.args[1])
    if start is None or not _is_small(start) or not isinstance(index, Sym):
        return None
    name = index.name
    return taken_apart(factors(substitute(body, {name: add(index, number(start))}), 1), name)


def taken_apart(members: Iterable[tuple[Term, int]], name: str) -> Series | None:
    """The product of some factors, in which the index counts from 0 on."""
    found = Series(ONE, (Fraction(1),), ())
    for factor, direction in members:
        more = _with_factor(found, factor, direction, name)
        if more is None or len(more.polynomial) > MAX_DEGREE:
            return None
        found = more
    return found if any(found.polynomial) else None


def _with_factor(series: Series, factor: Term, direction: int, name: str) -> Series | None:
    if name not in free_symbols(factor):
        return replace(series, factor=_times(series.factor, factor if direction > 0 else divide(ONE, factor)))
    match factor:
        case App("^", (base, exponent)) if name not in free_symbols(base):
            found = univariate(exponent, name)
            if found is None or len(found) != 2 or not all(map(_is_small, found)):
                return None
            first, times = (direction * int(each) for each in found)
            return replace(series, bases=(*series.bases, (base, times, first)))
        case App("exp", (inner,)) if (parts := linear_in(inner, name)) is not None:
            slope, rest = (call("exp", multiply(number(direction), each)) for each in parts)
            return replace(series, factor=_times(series.factor, rest), bases=(*series.bases, (slope, 1, 0)))
        case App("factorial", (inner,)) if direction < 0 and not series.step:
            found = univariate(inner, name)
            if (
                found is None
                or len(found) != 2
                or found[1] not in (1, 2)
                or not (_is_small(found[0]) and found[0] >= 0)
            ):
                return None
            return replace(series, step=int(found[1]), shift=int(found[0]))
    found = univariate(factor, name) if direction > 0 else None
    return None if found is None else replace(series, polynomial=_product(series.polynomial, found))


def factors(term: Term, direction: int) -> Iterator[tuple[Term, int]]:
    """The factors of a term, each with 1, or -1 if it stands below a bar.

    A fraction below a bar stays whole: ``1/(1/x)`` has no value where x is 0.
    """
    match term:
        case App("*", args):
            for arg in args:
                yield from factors(arg, direction)
        case App("/", (above, below)) if direction > 0:
            yield from factors(above, 1)
            yield from factors(below, -1)
        case App("neg", (inner,)):
            yield negate(ONE), 1
            yield from factors(inner, direction)
        case _:
            yield term, direction


def _is_small(value: Fraction) -> bool:
    return value.denominator == 1 and abs(value) <= LARGEST


def univariate(term: Term, name: str) -> Polynomial | None:
    """The coefficients of a polynomial in the index with rational numbers."""
    if not all(_is_polynomial(part) for part in distinct(term) if name in free_symbols(part)):
        return None
    form = form_of(term, {})
    if form is None or any(monomial and (len(monomial) > 1 or monomial[0][0] != f"${name}") for monomial in form):
        return None
    found = [Fraction(0)] * (max((monomial[0][1] for monomial in form if monomial), default=0) + 1)
    for monomial, value in form.items():
        found[monomial[0][1] if monomial else 0] = value
    return tuple(found)


def _is_polynomial(part: Term) -> bool:
    """Whether a part makes polynomials of polynomials: ``0*(1/k)`` is none, it has no value at 0."""
    match part:
        case App("/", (_, below)):
            return bool(literal(below))
        case App("^", (_, exponent)):
            value = literal(exponent)
            return value is not None and value.denominator == 1 and value >= 0
        case App(head, _):
            return head in ("+", "*", "neg")
    return True


def linear_in(term: Term, name: str) -> tuple[Term, Term] | None:
    """The slope and the rest of ``slope*j + rest``, both free of j."""
    generators: dict[str, Term] = {}
    form = form_of(term, generators)
    if form is None or any(name in free_symbols(each) for each in generators.values() if each != Sym(name)):
        return None
    index = (f"${name}", 1)
    slope = {
        tuple(pair for pair in monomial if pair != index): value
        for monomial, value in form.items()
        if index in monomial
    }
    rest = {monomial: value for monomial, value in form.items() if all(each != index[0] for each, _ in monomial)}
    if len(slope) + len(rest) != len(form):
        return None
    return written(slope, generators), written(rest, generators) if rest else ZERO


def _product(one: Polynomial, other: Polynomial) -> Polynomial:
    found = [Fraction(0)] * (len(one) + len(other) - 1)
    for index, value in enumerate(one):
        for place, factor in enumerate(other):
            found[index + place] += value * factor
    return tuple(found)


# ---- values ----


def value_of(series: Series) -> Term | None:
    """The sum of the series, where it converges; None if it isn't known."""
    if not series.step:
        rest = subtract(ONE, series.ratio)
        powers = (divide(_power(series.ratio, m), _power(rest, m + 1)) for m in range(len(series.polynomial)))
    elif series.step == 2:
        return _circular(series)
    elif series.shift:
        return _from_zero(series)
    else:
        grown = call("exp", series.ratio)
        powers = (
            multiply(number(Fraction(1, factorial(m))), grown, _power(series.ratio, m))
            for m in range(len(series.polynomial))
        )
    summands = (
        multiply(number(value), each)
        for value, each in zip(differences(series.polynomial), powers, strict=True)
        if value
    )
    return multiply(series.outer, add(*summands))


def differences(polynomial: Polynomial) -> list[Fraction]:
    """The differences at 0, of order 0, 1, …"""
    values = [at(polynomial, place) for place in range(len(polynomial))]
    found: list[Fraction] = []
    while values:
        found.append(values[0])
        values = [after - before for before, after in pairwise(values)]
    return found


def _from_zero(series: Series) -> Term | None:
    """Over ``(j + shift)!``: the summands before the first are added, and taken off again."""
    shift = series.shift
    bases = tuple((base, times, first - times * shift) for base, times, first in series.bases)
    if any(not literal(base) and (times < 0 or first < 0) for base, times, first in bases):
        return None
    moved = [Fraction(0)] * len(series.polynomial)
    for exponent, value in enumerate(series.polynomial):
        for index in range(exponent + 1):
            moved[index] += value * comb(exponent, index) * Fraction(-shift) ** (exponent - index)
    whole = Series(series.factor, tuple(moved), bases, 1)
    found = value_of(whole)
    return None if found is None else subtract(found, add(*map(whole.summand, range(shift))))


def _circular(series: Series) -> Term | None:
    """Over ``(2*j + shift)!``: even or odd powers of one base, with signs that may alternate."""
    signs = [times for base, times, _ in series.bases if literal(base) == -1]
    others = [each for each in series.bases if literal(each[0]) != -1]
    if len(others) != 1 or series.shift > 1 or len(series.polynomial) > 1:
        return None
    base, times, first = others[0]
    if times != 2 or first < series.shift:
        return None
    head = (("cosh", "sinh"), ("cos", "sin"))[sum(signs) % 2][series.shift]
    turned = sum(first for base, _, first in series.bases if literal(base) == -1) % 2
    factor = multiply(number(-series.polynomial[0] if turned else series.polynomial[0]), series.factor)
    return multiply(factor, _power(base, first - series.shift), call(head, base))
