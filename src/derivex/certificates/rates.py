"""Values of derivatives at a point: by the rules where all is smooth, from both sides at corners, of integrals.

A function that is one smooth function on the right of a place, and another one on its left, is n times differentiable
there just if both have the same derivatives up to the order n at the place, and its value.

Contract: part of what a certificate's reader has to trust, as ``values``: what has no value, or none that is
seen, is ``Unclear``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derivex.certificates.balls import Unclear, Value, ball, sure
from derivex.certificates.core import Beyond, core
from derivex.certificates.endless import BOUND, need_kinds
from derivex.certificates.steady import is_steady
from derivex.certificates.taylor import derivative_by_series
from derivex.certificates.told import is_real
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import ZERO, App, Sym, Term, add, diff, free_symbols, literal, names, negate, number

if TYPE_CHECKING:
    from flint import acb

    from derivex.certificates.values import Evaluator

SMOOTH = frozenset({"log", "^", "asin", "abs", "sign", "floor", "ceiling", "root"})  # elsewhere not at every argument
SMOOTH |= {"Chi", "Ci", "Ei", "LambertW", "li", "loggamma"}
REACH = number(Fraction(1, 1 << 20))  # how far a side of a place goes
MAX_ORDER = 8
HIGHEST = 40  # order of a derivative by a power series


def derivative_at(here: Evaluator, term: Term, body: Term, name: str) -> Value:
    match body:
        case App("Integral", (inside, App("bounds", (Sym(bound), low, high)))) if name in free_symbols(inside):
            return _of_integral(here, term, inside, (name, bound), (low, high))
    try:
        return _by_rules(here, term, body, name)
    except (Beyond, Unclear) as reason:
        if name not in here.point or names(body).isdisjoint(("abs", "sign", "max", "min", "piecewise", "Heaviside")):
            raise
        order = literal(term.args[2]) if isinstance(term, App) and len(term.args) > 2 else Fraction(1)
        if order is None or order not in range(1, MAX_ORDER + 1):
            raise
        failed = reason
    try:
        return _from_both_sides(here, body, name, int(order))
    except Beyond:
        raise failed from None


def _by_rules(here: Evaluator, term: Term, body: Term, name: str) -> Value:
    """At a point at which every part of the function is certainly smooth; short sums written out."""
    if not names(body).isdisjoint(("Sum", "Product")):
        numbers = {each: value for each, value in here.point.items() if isinstance(value, Fraction)}
        at: dict[str, Term] = {each: number(value) for each, value in numbers.items() if each != name}
        term, body = substitute(term, at), core(substitute(body, at), here.given)
    here.value(body)
    for part in subterms(core(body, here.given)):
        if isinstance(part, App) and part.head in SMOOTH and name in free_symbols(part.args[0]):
            _smooth(here, part, ball(here.value(part.args[0])))
    try:
        return here.value(core(term, here.given))
    except TooLarge:
        order = literal(term.args[2]) if isinstance(term, App) and len(term.args) > 2 else None
        if order is None or order not in range(1, HIGHEST):
            raise
        return derivative_by_series(here, core(body, here.given), name, int(order))


def _smooth(here: Evaluator, part: App, u: acb) -> None:
    if part.head == "^" and (exponent := literal(part.args[1])) is not None and exponent.denominator == 1:
        return
    real = is_real(here.given, part.args[0])
    if part.head == "asin":  # its cuts begin at -1 and 1
        u = 1 - u * u
    if part.head == "LambertW":
        u = u + ball(Fraction(-1)).exp()
    if part.head == "li":
        u = u - 1
    sure(not u.contains(0) and (real or u.real > 0 or not u.imag.contains(0)), "a derivative on a branch cut")
    sure(part.head not in ("floor", "ceiling", "root") or u.real > 0, "a derivative of what jumps")


def _from_both_sides(here: Evaluator, body: Term, name: str, order: int) -> Value:
    place = here.point[name]
    if not isinstance(place, Fraction):
        raise Unclear("a corner at a place that is no rational number")
    need_kinds(here, body)
    sure(here.given.kind(name) == "real", "a corner of a complex function")
    step, exact = Sym(BOUND), {each: value for each, value in here.point.items() if isinstance(value, Fraction)}
    at: dict[str, Term] = {each: number(value) for each, value in exact.items()}
    moved = substitute(body, {**at, name: add(number(place), step)})
    above, below = (App(">", (step, negate(REACH))), App("<", (step, REACH)))
    try:  # one function around the place
        return _derivatives(here, moved, order, (above, below))[order]
    except (Beyond, Unclear):
        pass
    right = _derivatives(here, moved, order, (App(">", (step, ZERO)), below))
    left = _derivatives(here, moved, order, (above, App("<", (step, ZERO))))
    same = all(isinstance(one, Fraction) and one == two for one, two in zip(right, left, strict=True))
    sure(same and here.value(body) == right[0], "a corner")
    return right[order]


def _derivatives(here: Evaluator, moved: Term, order: int, relations: tuple[Term, ...]) -> list[Value]:
    """The values at 0 of a smooth function, and of its first derivatives, that a term is where relations hold."""
    given, step = Given(here.given.kinds), Sym(BOUND)
    function = core(moved, Given(here.given.kinds, relations))
    rates = [core(diff(function, step, count), given) if count else function for count in range(order + 1)]
    if not all(is_steady(rate, given) for rate in rates):
        raise Beyond("a derivative of what jumps")
    return [here.there(BOUND, Fraction(0)).value(rate) for rate in rates]


def _of_integral(here: Evaluator, term: Term, inside: Term, of: tuple[str, str], ends: tuple[Term, Term]) -> Value:
    """Under the integral and at its ends: body and derivative are continuous around the whole range."""
    name, bound = of
    sure(isinstance(term, App) and len(term.args) == 2, "a derivative of an integral, of that order")
    sure(here.given.kind(name) == "real" and not any("oo" in names(end) for end in ends), "a range without an end")
    need_kinds(here, App("+", (inside, *ends)))
    given = Given(here.given.kinds)
    body = substitute(inside, {bound: Sym(BOUND)})
    rate = core(diff(body, Sym(name)), given)
    rates = [core(diff(end, Sym(name)), given) for end in ends]
    sure(all(is_real(given, end) for end in ends), "bounds that may not be real")
    sure(all(is_steady(core(each, given), given) for each in (body, rate, *ends, *rates)), "a derivative of what jumps")
    low, high = (here.value(end) for end in ends)
    if low == high:
        total = ball(here.there(BOUND, low).value(rate)) * 0
    else:
        whole, total = (here.integral(each, BOUND, ball(low), ball(high)) for each in (body, rate))
        sure(whole.is_finite() and total.is_finite(), "an integral that may not exist")
    first, last = (ball(here.there(BOUND, value).value(core(body, given))) for value in (low, high))
    return total + last * ball(here.value(rates[1])) - first * ball(here.value(rates[0]))
