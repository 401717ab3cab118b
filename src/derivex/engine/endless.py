"""Improper integrals in numbers, of sums of ``C*t^s*exp(a*t^2 + b*t)`` (``exponentialsums``).

    from 0 on, a = 0                gamma(s + 1)/(-b)^(s + 1)                       re(b) < 0, s > -1
    from A > 0 on, a = 0            gamma(s + 1, -b*A)/(-b)^(s + 1)                 re(b) < 0
    from 0 to B > 0, a = 0          B^(s + 1)/(s + 1)*1F1(s + 1, s + 2, b*B)        s > -1
    from A > 0 on, a = b = 0        -A^(s + 1)/(s + 1)                              s < -1
    from 0 on, b = 0                gamma((s + 1)/2)/(2*(-a)^((s + 1)/2))           re(a) < 0, s > -1
    from A on, s = 0, 1, 2, …       by erfc, and by parts from s to s - 1           re(a) < 0

With c = -a and E(t) = exp(a*t^2 + b*t), the last one rests on

    2*c*I_s = A^(s - 1)*E(A) + (s - 1)*I_(s - 2) + b*I_(s - 1)
    I_0 = sqrt(pi/c)*exp(b^2/(4*c))*erfc(sqrt(c)*A - b/(2*sqrt(c)))/2

From minus infinity on t is turned
round; over all numbers the integral is the sum of two such ones.

Contract: a value is returned only if it certainly contains the integral, and each summand converges.
``Undefined`` where there is one summand, and that certainly diverges; all else is ``Unknown``.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING

from flint import acb, arb, ctx

from derivex.engine.arithmetic import multiply, negate
from derivex.engine.exponentialsums import Sum, Summand, Variable, is_real, summands
from derivex.engine.quadrature import carried_out
from derivex.engine.values import NOTHING, Exact, Undefined, Unknown, Value, ball
from derivex.term import INFINITY, App, Sym
from derivex.term import negate as minus

if TYPE_CHECKING:
    from derivex.engine.balls import Evaluator

CAREFUL = 32  # bits beyond those that are asked for
MAX_POWER = 60  # of t beside a Gaussian, or beside an exponential from a place on that isn't positive
DIVERGES = "an improper integral is not evaluated"


class Diverges(Unknown):
    """A part that certainly diverges; together with others it may not."""


def endless(at: Evaluator, term: App) -> Value:
    """The value of an integral with an infinite end, or from 0 on."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable, low, high = limits.args
    assert isinstance(variable, Sym)
    if low == high:
        raise Unknown("an integral from an infinity to itself")
    name = variable.name
    if low == INFINITY or high == minus(INFINITY):
        turned = endless(at, App("Integral", (body, App("bounds", (variable, high, low)))))
        return negate(turned)
    with ctx.workprec(at.precision + CAREFUL):
        down, up = low == minus(INFINITY), high == INFINITY
        ends = [NOTHING if infinite else at.value(end) for end, infinite in ((low, down), (high, up))]
        if not all(ball(end).imag.is_zero() for end in ends):
            raise Unknown("an integral between numbers that may not be real is not evaluated")
        first, last = (ball(end).real for end in ends)
        from_zero = ends[0] == NOTHING and not down
        if not (down or up) and not (from_zero and last > 0):
            raise Unknown(DIVERGES)
        body = carried_out(body)
        parts = summands(at, body, Variable(name, positive=not down and (from_zero or first > 0)))
        try:
            if down and up:
                pieces = [_from(each, NOTHING) for each in (*parts, *_turned(parts))]
            elif down:
                pieces = [_from(each, negate(ends[1])) for each in _turned(parts)]
            elif up:
                pieces = [_from(each, ends[0]) for each in parts]
            else:
                pieces = [_up_to(each, last) for each in parts]
        except Diverges:
            if len(parts) == 1 and not ball(parts[0].factor).contains(0):
                raise Undefined(term) from None
            raise
        return _sum(at, pieces, real=is_real(at, body, name))


def _sum(at: Evaluator, pieces: list[acb], *, real: bool) -> Value:
    total = sum(pieces, acb(0))
    if at.real_values and not real:
        raise Unknown("an integrand may have values that are not real")
    if not total.is_finite() or not total.rad() <= (arb(2) ** -(at.precision // 2) * (1 + abs(total))).lower():
        raise Unknown("an improper integral can't be bounded")
    return acb(total.real) if real else total


def _turned(parts: Sum) -> Sum:
    """The summands of the body at -t."""
    found = []
    for each in parts:
        sign = Exact(Fraction(-1 if _whole(each.power) % 2 else 1))
        found.append(Summand(multiply([sign, each.factor]), each.power, each.square, negate(each.linear)))
    return found


def _whole(power: Value) -> int:
    """A power of t where t may be negative or 0: a whole number, not negative."""
    if not (isinstance(power, Exact) and not power.im and power.re.denominator == 1 and 0 <= power.re <= MAX_POWER):
        raise Unknown("an integrand may not have a value on the whole range")
    return int(power.re)


def _from(part: Summand, low: Value) -> acb:
    """The integral from a place on."""
    start = ball(low).real
    rate = -ball(part.linear)
    if part.square != NOTHING:
        return _of_square(part, low)
    if not (low == NOTHING or start > 0):
        return _of_polynomial(part, start)
    order = ball(part.power) + 1
    if not order.imag.is_zero():
        raise Unknown(DIVERGES)
    if part.linear == NOTHING and low == NOTHING:
        raise Diverges(DIVERGES)  # at 0 or at infinity, whatever the power
    if part.linear == NOTHING:
        if order.real < 0:
            return -ball(part.factor) * acb(start) ** order / order
        raise _diverging(bool(order.real >= 0))
    if not rate.real > 0:
        raise _diverging(bool(rate.real < 0))
    if low == NOTHING:
        if not order.real > 0:
            raise _diverging(bool(order.real <= 0))
        return ball(part.factor) * order.gamma() / rate**order
    return ball(part.factor) * (rate * start).gamma_upper(order) / rate**order


def _diverging(certain: bool) -> Unknown:
    return Diverges(DIVERGES) if certain else Unknown(DIVERGES)


def _of_polynomial(part: Summand, start: arb) -> acb:
    """``t^n*exp(b*t)`` from any real place on: ``t = A + u``."""
    count, rate = _whole(part.power), -ball(part.linear)
    if not rate.real > 0:
        raise _diverging(bool(rate.real < 0) or part.linear == NOTHING)
    moved = (
        comb(count, each) * acb(start) ** (count - each) * acb(each + 1).gamma() / rate ** (each + 1)
        for each in range(count + 1)
    )
    return ball(part.factor) * (-rate * start).exp() * sum(moved, acb(0))


def _of_square(part: Summand, low: Value) -> acb:
    rate, linear, start = -ball(part.square), ball(part.linear), ball(low)
    if not rate.real > 0:
        raise _diverging(bool(rate.real < 0))
    if low == NOTHING and part.linear == NOTHING:
        order = (ball(part.power) + 1) / 2
        if not (order.real > 0 and order.imag.is_zero()):
            raise _diverging(bool(order.real <= 0))
        return ball(part.factor) * order.gamma() / (2 * rate**order)
    root = rate.sqrt()
    here = (-rate * start * start + linear * start).exp()
    before, found = acb(0), (acb.pi() / rate).sqrt() / 2 * (linear**2 / (4 * rate)).exp()
    found *= (root * start - linear / (2 * root)).erfc()
    for count in range(1, _whole(part.power) + 1):
        edge = here * start ** (count - 1)
        before, found = found, (edge + (count - 1) * before + linear * found) / (2 * rate)
    return ball(part.factor) * found


def _up_to(part: Summand, stop: arb) -> acb:
    """The integral from 0 to a positive place."""
    order = ball(part.power) + 1
    if part.square != NOTHING or not order.imag.is_zero():
        raise Unknown(DIVERGES)
    if not order.real > 0:
        raise _diverging(bool(order.real <= 0))
    grown = (ball(part.linear) * stop).hypgeom_1f1(order, order + 1)
    return ball(part.factor) * acb(stop) ** order / order * grown
