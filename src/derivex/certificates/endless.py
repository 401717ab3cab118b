"""Values of sums and integrals without an end, and of limits at infinity.

A sum is that of its first summands and a ball that contains all others (``majorants``), an integral
likewise; a limit is computed by orders of growth (``growth``), or derivatives.

Contract: part of what a certificate's reader has to trust, as ``values``: the ball contains the value,
which then exists. What has no value, or none that is seen, is ``Unclear``: no part of a body without the bound
symbol may lack a value.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from flint import acb, arb, ctx

from derivex.certificates.balls import Unclear, Value, ball, sure
from derivex.certificates.bars import over
from derivex.certificates.core import core
from derivex.certificates.forms import form
from derivex.certificates.growth import limit
from derivex.certificates.majorants import Bounding, Majorant, rest_of_integral, rest_of_sum
from derivex.certificates.steady import is_steady
from derivex.certificates.told import is_real
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    BINDERS,
    INFINITY,
    ONE,
    TWO,
    App,
    Sym,
    Term,
    diff,
    divide,
    free_symbols,
    names,
    negate,
    number,
    power,
)

if TYPE_CHECKING:
    from derivex.certificates.values import Evaluator

BOUND = "·"  # no notation reads it
STOPS = (8, 32, 128, 512, 2_000)  # how many summands are added
MAX_ORDER = 8  # of a derivative at the place of a limit
MAX_STOPS = 20  # how often the place is doubled at which an integral is cut off


class Seen:
    """What is known of terms at the point of an evaluator."""

    def __init__(self, here: Evaluator) -> None:
        self.here = here

    def _value(self, term: Term) -> acb | None:
        try:
            return ball(self.here.value(term))
        except Unclear:
            return None

    def sign(self, term: Term) -> int | None:
        found = self._value(term)
        if found is None or not found.imag.is_zero():
            return None
        return 0 if found == 0 else 1 if found.real > 0 else -1 if found.real < 0 else None

    def is_nonzero(self, term: Term) -> bool:
        found = self._value(term)
        return found is not None and not found.contains(0)

    def is_real(self, term: Term) -> bool:
        found = self._value(term)
        return found is not None and bool(found.imag.is_zero())


def need_kinds(here: Evaluator, term: Term) -> None:
    """Every symbol of a term that has a value has one of its kind, so that the kinds tell what is real."""
    for name in free_symbols(term) & here.point.keys():
        kind, value = here.given.kind(name), here.point[name]
        sure(kind == "complex" or ball(value).imag.is_zero(), f"{name} may not be real")
        whole = isinstance(value, Fraction) and value.denominator == 1
        sure(kind != "integer" or whole, f"{name} may be no integer")


def _opened(here: Evaluator, body: Term, name: str) -> Term:
    """The body in core heads, once all its parts without the bound symbol have values."""
    need_kinds(here, body)
    inside = substitute(body, {name: Sym(BOUND)})
    if "diff" in names(inside):  # by the rules, which have a value only where a derivative exists
        inside = core(inside, Given(here.given.kinds))
    sure(not names(inside) & (BINDERS | {"piecewise", "Subs", "diff"}), "a body with a range of its own")
    _look(here, inside)
    exact = ((each, here.point[each]) for each in free_symbols(inside) & here.point.keys())
    at: dict[str, Term] = {each: number(value) for each, value in exact if isinstance(value, Fraction)}
    return core(_counted(here, substitute(inside, at)), Given(here.given.kinds))


def _counted(here: Evaluator, term: Term) -> Term:
    """With rational numbers for the parts that are written with numbers only."""
    if not isinstance(term, App) or term.head == "bounds":
        return term
    if not free_symbols(term) and isinstance(value := here.value(term), Fraction):
        return number(value)
    return App(term.head, tuple(_counted(here, arg) for arg in term.args))


def _look(here: Evaluator, term: Term) -> None:
    if BOUND not in free_symbols(term):
        here.value(term)
    elif isinstance(term, App):
        for arg in term.args:
            _look(here, arg)


def limit_at_infinity(here: Evaluator, body: Term, name: str, end: Term) -> Value:
    sure(end in (INFINITY, negate(INFINITY)), "a limit at that place")
    found = limit(_opened(here, body, name), BOUND, Seen(here), upwards=end == INFINITY)
    if found is None:
        raise Unclear("a limit that isn't seen")
    return here.value(found)


def limit_at_number(here: Evaluator, body: Term, name: str, end: Term) -> Value:
    """By the first derivatives that aren't 0, of what is continuous with its derivatives (``nearby`` says why)."""
    need_kinds(here, body)
    place = here.there(BOUND, here.value(end))
    sure(ball(place.point[BOUND]).imag.is_zero(), "a limit at a place that may not be real")
    given = Given(here.given.kinds)
    above, below = over(substitute(body, {name: Sym(BOUND)}), BOUND)
    for order in range(MAX_ORDER + 1):
        found = [core(diff(each, Sym(BOUND), order), given) if order else core(each, given) for each in (above, below)]
        sure(all(is_steady(each, given) for each in found), "a limit of what may jump")
        first, second = (_exactly(place, each, end) for each in found)
        if second != 0:
            sure(not ball(second).contains(0), "a limit whose denominator may be 0")
            return ball(first) / ball(second)
        sure(first == 0, "a limit that isn't seen")
    raise Unclear("a limit that isn't seen")


def _exactly(place: Evaluator, term: Term, end: Term) -> Value:
    """The value of a term at the place of a limit; 0 if that is seen when it is written with numbers and parts."""
    value = place.value(term)
    if isinstance(value, Fraction) or not value.contains(0):
        return value
    known = ((each, place.point[each]) for each in free_symbols(term) & place.point.keys())
    at: dict[str, Term] = {each: number(exact) for each, exact in known if isinstance(exact, Fraction)}
    shown = _counted(place, substitute(term, at if BOUND in at else {**at, BOUND: end}))
    return value if form(shown) else Fraction(0)


def _bound(here: Evaluator, inside: Term, *, whole: bool) -> Majorant:
    found = Bounding(BOUND, lambda each: ball(here.value(each)), whole, here.given.real_values)
    return found.bound(inside)


def _around(here: Evaluator, inside: Term, size: arb, kind: str) -> acb:
    """A ball around 0 of that size, real if the body is."""
    sure(size.is_finite(), "a sum that can't be bounded")
    around = arb(0, size.upper())
    real = is_real(Given((*here.given.kinds, (BOUND, kind))), inside)
    return acb(around) if real else acb(around, around)


def endless_sum(here: Evaluator, body: Term, name: str, low: Term) -> Value:
    start = here.value(low)
    sure(isinstance(start, Fraction) and start.denominator == 1 and abs(start) <= 1_000, "a sum from that place on")
    assert isinstance(start, Fraction)
    inside = _opened(here, body, name)
    bound = _bound(here, inside, whole=True)
    total, place, first = acb(0), int(start), max(int(start), 1)
    rest: arb | None = None
    for stop in STOPS:
        while place < first + stop:
            total += ball(here.there(name, Fraction(place)).value(body))
            place += 1
        rest = rest_of_sum(bound, place)
        if rest is not None and rest < arb(2) ** -ctx.prec:
            break
    if rest is None:
        raise Unclear("an infinite sum that is not seen to converge")
    return total + _around(here, inside, rest, "integer")


def endless_integral(here: Evaluator, body: Term, name: str, low: Term, high: Term) -> Value:
    inside = _opened(here, body, name)
    infinite, total = (INFINITY, negate(INFINITY)), acb(0)
    ends, start = [low, high], max(1 if end in infinite else _place(here, end) for end in (low, high))
    for side, end in enumerate((low, high)):
        if end not in infinite:
            continue
        sure(end == (INFINITY if side else negate(INFINITY)), "an integral from that end")
        turned = inside if side else substitute(inside, {BOUND: negate(Sym(BOUND))})
        stops, rest = _cut(_bound(here, turned, whole=False), start)
        total += _around(here, inside, rest, "real")
        for near, far in pairwise(stops):
            total += _part(here, body, name, (number(near), number(far)) if side else (number(-far), number(-near)))
        ends[side] = number(stops[0] if side else -stops[0])
    return total + _part(here, body, name, (ends[0], ends[1]))


def integral_from_zero(here: Evaluator, body: Term, name: str, high: Value) -> Value:
    """An integral from 0 to a positive number, of what may be unbounded near 0; there 1/u stands for the symbol."""
    inside, u, end = _opened(here, body, name), Sym(BOUND), ball(high)
    sure(end.imag.is_zero() and end.real > arb(2) ** -20, "an integral to what may not be positive")
    turned = divide(substitute(inside, {BOUND: divide(ONE, u)}), power(u, TWO))
    stops, rest = _cut(_bound(here, turned, whole=False), int((1 / end.real).upper().ceil().unique_fmpz() or 0) + 1)
    total = _around(here, inside, rest, "real")
    for near, far in pairwise(stops):
        total += ball(here.integral(body, name, 1 / acb(far), 1 / acb(near)))
    return total + ball(here.integral(body, name, 1 / acb(stops[0]), end))


def integral_over_nothing(here: Evaluator, body: Term, name: str) -> Value:
    """From a place to itself; what doesn't depend on the place has to have a value."""
    need_kinds(here, body)
    _look(here, substitute(body, {name: Sym(BOUND)}))
    return Fraction(0)


def _part(here: Evaluator, body: Term, name: str, ends: tuple[Term, Term]) -> acb:
    return ball(here.value(App("Integral", (body, App("bounds", (Sym(name), *ends))))))


def _place(here: Evaluator, end: Term) -> int:
    value = ball(here.value(end))
    sure(value.imag.is_zero() and abs(value) < 1 << 20, "an end that may not be real")
    return int(arb(abs(value)).upper().ceil().unique_fmpz() or 0) + 1


def _cut(bound: Majorant, start: int) -> tuple[list[int], arb]:
    """Places, each twice as far out as the one before, the last one with a bound for what is left."""
    stops, best = [start], None
    for _ in range(MAX_STOPS):
        rest = rest_of_integral(bound, stops[-1])
        best = best if rest is None else (stops.copy(), rest)
        if rest is not None and rest < arb(2) ** -ctx.prec:
            break
        stops.append(2 * stops[-1])
    if best is None:
        raise Unclear("an integral that is not seen to converge")
    return best
