"""Infinite sums in numbers, by the first summands and a bound for all others; and integrals of known value.

Of a series (``series``) with ratio r whose polynomial is at most ``M*j^d`` for j >= 1, each summand
from the N-th on is at most q times the one before it,

    q = abs(r)*(1 + 1/N)^d        and, over factorials, that over N

so that all of them together are at most ``M*N^d*abs(r)^N/(1 - q)`` times what the summands have in
common, if q is less than 1.

The same is done where exponentials of a quadratic stand beside sines and cosines of real numbers.

Contract: a value is returned only if it certainly contains the sum, which then converges. Where
``abs(r) >= 1`` and what is in common isn't 0 the sum has no value; all else is ``Unknown``. So it
is for integrals (``improper``); sums of fractions have the values of digamma and zeta.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import acb, arb, ctx

from derivex.engine.fractionsums import fraction_sum
from derivex.engine.improper import known, quadratic
from derivex.engine.series import Series, at, factors, series_of
from derivex.engine.values import NOTHING, Exact, Undefined, Unknown, Value, ball, rational
from derivex.term import INFINITY, ONE, ZERO, App, Sym, Term, add, call, divide, free_symbols, multiply, negate

if TYPE_CHECKING:
    from derivex.engine.balls import Evaluator

MOST = 2_000  # summands that are added
CAREFUL = 16  # bits beyond those that are asked for


def infinite_sum(here: Evaluator, term: App) -> Value:
    """The value of a sum without an upper bound."""
    fractions = fraction_sum(term)
    if fractions is not None or series_of(term) is not None:
        _look_inside(here, term, here.value(_bound(term)[1]))
    if fractions is not None:
        return here.value(fractions)
    series = series_of(term)
    if series is None:
        return _swift_sum(here, term)
    with ctx.workprec(here.precision + CAREFUL):
        if here.value(series.outer) == NOTHING:
            return NOTHING
        ratio, outer = ball(here.value(series.ratio)), ball(here.value(series.outer))
        if not series.step and not abs(ratio) < 1:
            if abs(ratio) >= 1 and not outer.contains(0):
                raise Undefined(term)
            raise Unknown("an infinite sum is not evaluated")
        return outer * _added(series, ratio, here.precision)


def _swift_sum(here: Evaluator, term: App) -> Value:
    """A sum whose summands are at most ``abs(C*exp(a*k^2 + b*k))``, sines and cosines of real numbers beside it.

    From the N-th on each is at most ``q = exp(re(a)*(2*N + 1) + re(b))`` times the one before it, and q falls
    with N where ``re(a) <= 0``.
    """
    name, low, _ = _bound(term)
    start = here.value(low)
    parts = _decaying(term.args[0], name.name)
    if parts is None:
        from derivex.engine.endlesssums import endless_sum  # only where nothing else does

        return endless_sum(here, term)
    if not (isinstance(start, Exact) and start.re.denominator == 1 and not start.im):
        raise Unknown("an infinite sum is not evaluated")
    square, linear, real, rest = parts
    with ctx.workprec(here.precision + CAREFUL):
        balls = [ball(here.value(each)) for each in (square, linear, rest)]
        plain = all(each.imag.is_zero() for each in balls)
        first, second, size = balls[0].real, balls[1].real, arb(abs(balls[2]))
        if not first <= 0 or not all(ball(here.value(each)).imag.is_zero() for each in real):
            raise Unknown("an infinite sum is not evaluated")
        total = acb(0)
        for place in range(MOST):
            here.allowance.spend("Sum")
            count = start.re + place
            total += ball(here._inside({name.name: Exact(count)}).value(term.args[0]))
            after = rational(count + 1)
            rate = (first * (2 * after + 1) + second).exp()
            tail = size * (first * after * after + second * after).exp()
            if rate < 1 and tail / (1 - rate) < arb(2) ** -here.precision:
                return total + _within(tail / (1 - rate), real=bool(plain))
    raise Unknown("an infinite sum converges too slowly")


def _decaying(body: Term, name: str) -> tuple[Term, Term, list[Term], Term] | None:
    """The coefficients of k^2 and k in the exponent, what has to be real, and the factors without k."""
    inside: list[Term] = []
    real: list[Term] = []
    rest: list[Term] = []
    for each, direction in factors(body, 1):
        match each:
            case _ if name not in free_symbols(each):
                rest.append(each if direction > 0 else divide(ONE, each))
            case App("exp", (inner,)):
                inside.append(inner if direction > 0 else negate(inner))
            case App("sin" | "cos", (angle,)) if direction > 0 and (found := quadratic(angle, name)) is not None:
                real += found.values()
            case _:
                return None
    forms = quadratic(add(*inside), name) if inside else None
    if forms is None:
        return None
    constant = [call("exp", forms[0])] if 0 in forms else []
    return forms.get(2, ZERO), forms.get(1, ZERO), real, multiply(*rest, *constant)


def endless_integral(here: Evaluator, term: App) -> Value | None:
    """The value of an integral of a known kind, where it converges; None if it is of another kind."""
    found = known(term)
    if found is None:
        return None
    _, low, high = _bound(term)
    ends = [each for each in (low, high) if each not in (INFINITY, negate(INFINITY))]
    with ctx.workprec(here.precision):
        _look_inside(here, term, _place_between(here, low, high))
        if not all(ball(here.value(each)).imag.is_zero() for each in ends):
            raise Unknown("an integral between numbers that may not be real is not evaluated")
        rate, factor = ball(here.value(found.rate)), ball(here.value(found.factor))
        if here.value(found.factor) == NOTHING:
            return NOTHING
        if rate.real > 0:
            return here.value(found.value)
        if rate.real < 0 and not factor.contains(0):
            raise Undefined(term)
        raise Unknown("an integral can't be evaluated")


def _bound(term: App) -> tuple[Sym, Term, Term]:
    limits = term.args[1]
    assert isinstance(limits, App)
    name, low, high = limits.args
    assert isinstance(name, Sym)
    return name, low, high


def _place_between(here: Evaluator, low: Term, high: Term) -> Value:
    """A place inside of the range of an integral."""
    if low == negate(INFINITY):
        return Exact(Fraction(1)) if high == INFINITY else ball(here.value(high)) - 1
    start = ball(here.value(low))
    return start + 1 if high == INFINITY else (start + ball(here.value(high))) / 2


def _look_inside(here: Evaluator, term: App, place: Value) -> None:
    """``Undefined`` or ``Unknown`` unless the body has a value at one place, which what is free of the name needs.

    The rest has one everywhere: polynomials, exponentials, powers, and what they are divided by.
    """
    here._inside({_bound(term)[0].name: place}).value(term.args[0])


def _added(series: Series, ratio: acb, precision: int) -> acb:
    """The sum of ``P(j)*r^j``, over factorials where there are any."""
    size, degree = abs(ratio), len(series.polynomial) - 1
    most = sum((abs(rational(each)) for each in series.polynomial), arb(0))
    total, power, below = acb(0), acb(1), arb(arb(series.shift).fac())
    for place in range(MOST):
        if place:
            tail = most * arb(place) ** degree * size**place / below
            rate = size * (1 + arb(1) / place) ** degree / (place if series.step else 1)
            if rate < 1 and tail / (1 - rate) < arb(2) ** -precision:
                return total + _within(tail / (1 - rate), real=bool(ratio.imag.is_zero()))
        total += power * rational(at(series.polynomial, place)) / below
        power *= ratio
        for step in range(series.step):
            below *= series.step * place + series.shift + step + 1
    raise Unknown("an infinite sum converges too slowly")


def _within(size: arb, *, real: bool) -> acb:
    """A ball around 0 of that size."""
    around = arb(0, size.upper())
    return acb(around) if real else acb(around, around)
