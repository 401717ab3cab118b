"""Infinite sums in numbers, of sums of ``C*k^s*exp(b*k)`` (``exponentialsums``), whole s >= 0 and re(b) < 0.

With ``r = exp(b)`` and D the difference, ``D f(j) = f(j + 1) - f(j)``, at ``f(j) = (N + j)^s``,

    sum of k^s*r^k from N on = r^N*(sum over m of D^m f(0)*r^m/(1 - r)^(m + 1))

Contract: a value is returned only if it certainly contains the sum, and each part converges.
``Undefined`` where there is one part whose summands don't tend to 0; all else is ``Unknown``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from flint import acb, arb, ctx

from derivex.engine.exponentialsums import Summand, Variable, is_real, summands
from derivex.engine.values import NOTHING, Exact, Undefined, Unknown, Value, ball
from derivex.term import App, Sym, Term

if TYPE_CHECKING:
    from derivex.engine.balls import Evaluator

CAREFUL = 32  # bits beyond those that are asked for
MAX_POWER = 12
MAX_START = 10_000
NOT_EVALUATED = "an infinite sum is not evaluated"


def endless_sum(at: Evaluator, term: App) -> Value:
    """The value of a sum without an upper bound."""
    body, limits = term.args
    assert isinstance(limits, App)
    index, low = limits.args[:2]
    assert isinstance(index, Sym)
    start = at.value(low)
    if not (isinstance(start, Exact) and not start.im and start.re.denominator == 1 and abs(start.re) <= MAX_START):
        raise Unknown(NOT_EVALUATED)
    with ctx.workprec(at.precision + CAREFUL):
        parts = summands(at, body, Variable(index.name, positive=start.re > 0, whole=True))
        if not all(_is_geometric(each) for each in parts):
            raise Unknown(NOT_EVALUATED)
        total = sum((_value(each, int(start.re), term, alone=len(parts) == 1) for each in parts), acb(0))
        real = is_real(at, body, index.name)
        if at.real_values and not real:
            raise Unknown("a summand may have values that are not real")
        if not total.is_finite() or not total.rad() <= (arb(2) ** -(at.precision // 2) * (1 + abs(total))).lower():
            raise Unknown("an infinite sum can't be bounded")
        return acb(total.real) if real else total


def _is_geometric(part: Summand) -> bool:
    power = part.power
    whole = isinstance(power, Exact) and not power.im and power.re.denominator == 1 and 0 <= power.re <= MAX_POWER
    return whole and part.square == NOTHING


def _value(part: Summand, start: int, term: Term, *, alone: bool) -> acb:
    assert isinstance(part.power, Exact)
    ratio = ball(part.linear).exp()
    if not abs(ratio) < 1:
        if alone and abs(ratio) >= 1 and not ball(part.factor).contains(0):
            raise Undefined(term)
        raise Unknown(NOT_EVALUATED)
    values = [(start + place) ** int(part.power.re) for place in range(int(part.power.re) + 1)]
    total, step = acb(0), 1 / (1 - ratio)
    power = step
    while values:
        total += values[0] * power
        power *= ratio * step
        values = [after - before for before, after in pairwise(values)]
    return ball(part.factor) * (ball(part.linear) * start).exp() * total
