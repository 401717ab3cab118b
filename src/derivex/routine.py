"""Routine arithmetic: what a reader redoes in the head, as one normal form.

Two terms have the same normal form exactly when they differ only by routine moves:
order and grouping, signs, numbers, 0 and 1, like terms with numeric coefficients, a
product with a fraction as a fraction (``a*(1/b) = a/b``), equal factors on one side
of a fraction bar as a power and back (``D*D = D^2``), the names of bound variables, and a
minus before or behind the sign of a sum, an integral or a limit. Nothing is ever moved across the
bar (that is ``cancel``), no sum is multiplied out (that is ``distribute``), and
``(1/b)*(1/d)`` is not ``1/(b*d)`` (that is ``product of fractions``) unless the *field*
view is asked for, which the replay of factoring needs.

A normal form is a sorted tuple of (monomial, coefficient); a monomial is a sorted tuple
of factors with natural exponents, split by the bar. It is only ever compared, never
turned back into a term. Nothing here decides whether a step is true: that is the engine's.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import isqrt
from typing import Any

from derivex.comparison import parts
from derivex.substitution import substitute
from derivex.term import (
    BINDERS,
    App,
    Num,
    Sym,
    Term,
    bound,
)

Factor = tuple[Any, ...]  # a tag and what it is made of; hashable, compared by repr when sorted
Monomial = tuple[tuple[tuple[Factor, int], ...], tuple[tuple[Factor, int], ...]]  # above, below the bar
Sum = dict[Monomial, Fraction]
Normal = tuple[tuple[Monomial, Fraction], ...]

UNIT: Monomial = ((), ())
MAX_POWER = 64  # a power of a product is multiplied out up to here; beyond it stays one factor
MAX_DIGITS = 2_000  # numbers grow no further than this many bits by routine arithmetic


def normal(term: Term, field: bool = False) -> Normal:
    """The routine normal form; equal forms mean that routine moves alone join two terms.

    >>> from derivex.notation.plain import read
    >>> normal(read("(1 - 1 + x)*1/(y*y)")) == normal(read("x/y^2"))
    True
    >>> normal(read("x/x")) == normal(read("1"))
    False
    """
    return _cached(term, field)


def routinely_equal(left: Term, right: Term, field: bool = False) -> bool:
    return left == right or normal(left, field) == normal(right, field)


@lru_cache(maxsize=4_096)  # as below
def collected(term: Term) -> frozenset[tuple[Normal, ...]]:
    """For every sum in a term, the summands that the normal form adds up or cancels.

    >>> from derivex.notation.plain import read
    >>> len(collected(read("(x + 1 - 1)/(y + z)"))), len(collected(read("(x + 1)/(y + z)")))
    (1, 0)
    """
    if not isinstance(term, App):
        return frozenset()
    found = frozenset[tuple[Normal, ...]]().union(*(collected(arg) for arg in term.args))
    if term.head != "+":
        return found
    summands = [normal(part) for part in parts(term, "+")]
    monomials = [{monomial for monomial, _ in summand} for summand in summands]
    alike = [
        summand
        for index, summand in enumerate(summands)
        if any(monomials[index] & other for at, other in enumerate(monomials) if at != index)
    ]
    return found | {tuple(sorted(alike, key=repr))} if alike else found


def number_of(term: Term) -> Fraction | None:
    """The number that a term routinely is, if it is one."""
    return _value(_sum(term, False))


def _frozen(total: Sum) -> Normal:
    return tuple(sorted(total.items(), key=_order))


def _order(item: object) -> str:
    return repr(item)


@lru_cache(maxsize=20_000)  # a pure function of frozen values; a search asks the same parts again
def _cached(term: Term, field: bool) -> Normal:
    return _frozen(_compute(term, field))


def _sum(term: Term, field: bool) -> Sum:
    return dict(_cached(term, field))


def _compute(term: Term, field: bool) -> Sum:
    match term:
        case Num():
            return _constant(term.value)
        case Sym(name):
            return {((((name,), 1),), ()): Fraction(1)}
        case App("neg", (inner,)):
            return {monomial: -c for monomial, c in _sum(inner, field).items()}
        case App("+", parts):
            total: Sum = {}
            for part in parts:
                for monomial, c in _sum(part, field).items():
                    total[monomial] = total.get(monomial, Fraction(0)) + c
            return {monomial: c for monomial, c in total.items() if c}
        case App("*", parts):
            return _product([_single(part, field) for part in parts], field)
        case App("/", (above, below)):
            return _fraction(above, below, field)
        case App("^", (base, exponent)):
            return _power(base, exponent, field)
    return _applied(term, field)


def _constant(value: Fraction) -> Sum:
    return {UNIT: value} if value else {}


def _value(total: Sum) -> Fraction | None:
    """The number that a sum is, if it is one."""
    if not total:
        return Fraction(0)
    return total[UNIT] if len(total) == 1 and UNIT in total else None


def _single(term: Term, field: bool) -> tuple[Monomial, Fraction]:
    """A term as coefficient times one monomial; a sum of several becomes one factor."""
    total = _sum(term, field)
    if not total:
        return UNIT, Fraction(0)
    if len(total) == 1:
        return next(iter(total.items()))
    items = _frozen(total)
    sign = Fraction(1 if items[0][1] > 0 else -1)
    factor: Factor = ("+", tuple((monomial, c * sign) for monomial, c in items))
    return (((factor, 1),), ()), sign


def _product(parts: list[tuple[Monomial, Fraction]], field: bool) -> Sum:
    coefficient = Fraction(1)
    above: dict[Factor, int] = {}
    below: dict[Factor, int] = {}
    for monomial, c in parts:
        coefficient *= c
        for side, collected in zip(monomial, (above, below), strict=True):
            for factor, count in side:
                collected[factor] = collected.get(factor, 0) + count
    if not coefficient:
        return {}
    return _opened(_sorted(above), _sorted(below), coefficient)


def _opened(above: tuple[tuple[Factor, int], ...], below: tuple[tuple[Factor, int], ...], coefficient: Fraction) -> Sum:
    """One monomial as a sum; a lone sum with sign ±1 is that sum (brackets after a minus)."""
    if not below and len(above) == 1 and above[0][1] == 1 and above[0][0][0] == "+" and abs(coefficient) == 1:
        return {monomial: c * coefficient for monomial, c in above[0][0][1]}
    return {(above, below): coefficient}


def _sorted(factors: dict[Factor, int]) -> tuple[tuple[Factor, int], ...]:
    return tuple(sorted(factors.items(), key=_order))


def _fraction(above: Term, below: Term, field: bool) -> Sum:
    top, c = _single(above, field)
    bottom, d = _single(below, field)
    if not d:
        return {((((("/", _cached(above, field), _cached(below, field))), 1),), ()): Fraction(1)}
    if not c:
        return {}
    if field:
        return _product([(top, c), ((bottom[1], bottom[0]), 1 / d)], field)
    if bottom == UNIT:
        return _product([(top, c), (UNIT, 1 / d)], field)
    return _product([(top, c), (((), ((("bar", bottom), 1),)), 1 / d)], field)


def _power(base: Term, exponent: Term, field: bool) -> Sum:
    count = _value(_sum(exponent, field))
    value = _value(_sum(base, field))
    if count is not None and count.denominator == 1:
        n = int(count)
        if n == 0:
            return _constant(Fraction(1))
        if n == 1:
            return _sum(base, field)
        if value is not None and (value or n > 0) and _affordable(value, n):
            return _constant(value**n)
        monomial, c = _single(base, field)
        if 0 < n <= MAX_POWER and _affordable(c, n):
            above, below = (tuple((factor, k * n) for factor, k in side) for side in monomial)
            return {(above, below): c**n}
        if n < 0 and _affordable(c, n) and c and monomial[1] == () and len(monomial[0]) == 1:
            # D^(-2) is the square of D^(-1): a factor of its own, never the fraction 1/D^2
            (factor, k), sign = monomial[0][0], Fraction(1) if n % 2 == 0 or c > 0 else Fraction(-1)
            if k == 1 and abs(c) == 1:
                inverse: tuple[tuple[Factor, int], ...] = ((("inverse", factor), -n),)
                return {((), ((factor, -n),)) if field else (inverse, ()): sign}
    elif value == 1:
        return _constant(Fraction(1))
    return {(((("^", _cached(base, field), _cached(exponent, field)), 1),), ()): Fraction(1)}


def _affordable(value: Fraction, n: int) -> bool:
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    return abs(n) <= MAX_DIGITS and bits * abs(n) <= MAX_DIGITS


# functions at the points whose value everybody knows; 0 and 1 are arithmetic
_KNOWN: dict[tuple[str, Fraction], Fraction] = {
    ("exp", Fraction(0)): Fraction(1),
    ("log", Fraction(1)): Fraction(0),
    ("sin", Fraction(0)): Fraction(0),
    ("cos", Fraction(0)): Fraction(1),
    ("tan", Fraction(0)): Fraction(0),
}


def _applied(term: App, field: bool) -> Sum:
    if term.head in BINDERS:
        term = _with_its_own_name(term)
        body = _frozen(_sum(term.args[0], field))
        if term.head != "Product" and body and body[0][1] < 0:  # a minus may stand before it
            positive = tuple((monomial, -c) for monomial, c in body)
            return {((((term.head, positive, _cached(term.args[1], field)), 1),), ()): Fraction(-1)}
    args = tuple(_sum(arg, field) for arg in term.args)
    if len(args) == 1 and (value := _value(args[0])) is not None:
        if (term.head, value) in _KNOWN:
            return _constant(_KNOWN[term.head, value])
        if term.head == "abs":
            return _constant(abs(value))
        if term.head == "sqrt" and value >= 0 and (root := _root(value)) is not None:
            return _constant(root)
    return {((((term.head, *(_frozen(arg) for arg in args)), 1),), ()): Fraction(1)}


def _with_its_own_name(term: App) -> App:
    """A sum, product, integral or limit with a name for its variable that nobody can write.

    The name counts how deep binders are nested in the body, so that no name inside is the same.
    """
    name, _ = bound(term)
    bounds = term.args[1]
    if not name or not isinstance(bounds, App):
        return term
    own = Sym(f"#{_nested(term.args[0])}")
    return App(term.head, (substitute(term.args[0], {name: own}), App("bounds", (own, *bounds.args[1:]))))


def _nested(term: Term) -> int:
    if not isinstance(term, App):
        return 0
    return max(map(_nested, term.args), default=0) + (term.head in BINDERS)


def _root(value: Fraction) -> Fraction | None:
    above, below = isqrt(value.numerator), isqrt(value.denominator)
    return Fraction(above, below) if Fraction(above, below) ** 2 == value else None
