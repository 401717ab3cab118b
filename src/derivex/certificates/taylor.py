"""Derivatives of high order at a point, by power series with balls as coefficients.

The rules of ``core`` may lead to terms beyond all bounds; the coefficients of a power series don't. Each function is
expanded where it is analytic, along the real line too, which ``rates`` has made sure of.

Contract: part of what a certificate's reader has to trust, as ``values``; what has no expansion here is ``Unclear``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING

from flint import acb, acb_series, ctx

from derivex.certificates.balls import Unclear, ball, sure
from derivex.term import App, Sym, Term, free_symbols, literal

if TYPE_CHECKING:
    from derivex.certificates.values import Evaluator

FUNCTIONS: dict[str, Callable[[acb_series], acb_series]] = {
    "exp": acb_series.exp,
    "log": acb_series.log,
    "sin": acb_series.sin,
    "cos": acb_series.cos,
}
MAX_POWER = 100


def derivative_by_series(here: Evaluator, body: Term, name: str, order: int) -> acb:
    """The derivative of a term in core heads at the point of the evaluator."""
    before = ctx.cap
    ctx.cap = order + 1
    try:
        variable = acb_series([ball(here.point[name]), acb(1)])
        found = _Expansion(here, name, variable).of(body)
        return found[order] * factorial(order)
    except (ArithmeticError, ValueError) as reason:
        raise Unclear(f"a power series: {reason}") from None
    finally:
        ctx.cap = before


class _Expansion:
    """Power series of terms in one symbol."""

    def __init__(self, here: Evaluator, name: str, variable: acb_series) -> None:
        self.here, self.name, self.variable = here, name, variable
        self.seen: dict[Term, acb_series] = {}

    def of(self, term: Term) -> acb_series:
        if term not in self.seen:
            self.seen[term] = self._of(term)
        return self.seen[term]

    def _of(self, term: Term) -> acb_series:
        if self.name not in free_symbols(term):
            return acb_series([ball(self.here.value(term))])
        match term:
            case Sym():
                return self.variable
            case App("+", args):
                return sum(map(self.of, args), acb_series([0]))
            case App("neg", (u,)):
                return -self.of(u)
            case App("*", args):
                total = acb_series([1])
                for arg in args:
                    total = total * self.of(arg)
                return total
            case App("/", (above, below)):
                return self.of(above) / self._apart(below)
            case App("^", (base, exponent)):
                return self._power(base, exponent)
            case App(head, (u,)) if head in FUNCTIONS:
                inside = self._apart(u) if head == "log" else self.of(u)
                return FUNCTIONS[head](inside)
        raise Unclear("a function without an expansion")

    def _apart(self, term: Term) -> acb_series:
        found = self.of(term)
        sure(not found[0].contains(0), "a denominator that may be 0")
        return found

    def _power(self, base: Term, exponent: Term) -> acb_series:
        value = literal(exponent)
        if value is not None and value.denominator == 1 and 0 <= value <= MAX_POWER:
            total, times = acb_series([1]), int(value)
            for _ in range(times):
                total = total * self.of(base)
            return total
        number = acb_series([ball(Fraction(value))]) if value is not None else self.of(exponent)
        return (number * self._apart(base).log()).exp()
