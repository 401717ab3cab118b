"""Definite integrals in numbers: rigorous balls by FLINT, between finite real bounds.

FLINT asks for the integrand on complex balls. Where it wants to know that the integrand is
analytic there, every node that depends on the variable must be holomorphic on its
argument's ball; else, and wherever a value can't be told, the answer is "not finite", which
only makes the result wider.

Contract: a value is returned only if it certainly contains the integral, which then exists.
A body that is 0 everywhere (an instance of an unknown function may be) has the integral and
the infinite sum 0. All else is ``Unknown``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import acb, arb, ctx

from derivex.engine.antiderivatives import degree_in
from derivex.engine.arithmetic import MAX_EXPONENT
from derivex.engine.smooth import holomorphic
from derivex.engine.values import NOTHING, Undefined, Unknown, Value, ball
from derivex.signs import HYPERBOLIC, Signs, is_real
from derivex.term import INFINITY, App, Num, Sym, Term, free_symbols, literal, negate

if TYPE_CHECKING:
    from derivex.engine.balls import Evaluator

MAX_EVALUATIONS = 600  # of an integrand
MAX_DEPTH = 40  # so often is a range halved
TOLERANCE = arb("1e-6")  # of a result, absolutely or relatively
ROUGH = arb("1e-7")  # where no finer result is found
MAX_PRECISION = 128  # bits; finer ones cost more than they tell
ENTIRE = frozenset({"+", "*", "neg", "exp", "sin", "cos", "sinh", "cosh", "erf", "erfc", "erfi", "Si", "Shi"})
ENTIRE |= {"fresnels", "fresnelc"}
# where these have a pole, the ball is not finite
MEROMORPHIC = ENTIRE | HYPERBOLIC | {"/", "tan", "cot", "sec", "csc", "gamma", "factorial", "digamma", "zeta"}
# and those of them, and others, that have a value at every real argument
TOTAL = ENTIRE | {"abs", "sign", "floor", "ceiling", "atan", "asinh", "tanh", "sech", "sqrt"}
WITH_CUTS = frozenset({"log", "sqrt", "asin", "acos", "atan", "asinh", "acosh", "atanh"})


def integral(at: Evaluator, body: Term, name: str, low: Term, high: Term) -> Value:
    """The value of a definite integral."""
    if vanishes_everywhere(body):
        for end in (low, high):
            if end not in (INFINITY, negate(INFINITY)):
                at.value(end)
        return NOTHING
    if any(isinstance(part, Sym) and part == INFINITY for end in (low, high) for part in _parts(end)):
        raise Unknown("an improper integral is not evaluated")
    body = carried_out(body)
    start, stop = ball(at.value(low)), ball(at.value(high))
    if not (start.imag.is_zero() and stop.imag.is_zero()):
        raise Unknown("an integral between numbers that may not be real is not evaluated")
    if not (abs(start) < MAX_EXPONENT and abs(stop) < MAX_EXPONENT):
        raise Unknown("an integral over a large range is not evaluated")
    nothing = acb(1) / 0  # of infinite radius, which makes FLINT halve the range; a mere nan makes it give up

    def value(t: acb, analytic: bool) -> acb:
        inside = at._inside({name: t})
        inside.real_values = False  # complex numbers are met on the way
        try:
            at.allowance.spend("Integral")
            found = ball(inside.value(body))
            return found if not analytic or _is_analytic(inside, body, name) else nothing
        except (Undefined, Unknown):
            return nothing

    precision = min(at.precision, MAX_PRECISION)
    with ctx.workprec(precision):
        result = acb.integral(value, start, stop, eval_limit=MAX_EVALUATIONS, depth_limit=MAX_DEPTH)
        if not (result.is_finite() and _is_sharp(result)):  # a root's end is found by halving: few digits cost enough
            result = acb.integral(
                value, start, stop, rel_tol=ROUGH, abs_tol=ROUGH, eval_limit=MAX_EVALUATIONS, depth_limit=MAX_DEPTH
            )
    if not result.is_finite() or not _is_sharp(result):
        raise Unknown("an integral can't be evaluated")
    real = _is_real(at, body, name, (start, stop))
    if at.real_values and not real:
        raise Unknown("an integrand may have values that are not real")
    return acb(result.real) if real else result


def _is_real(at: Evaluator, body: Term, name: str, ends: tuple[acb, acb]) -> bool:
    """Whether every part of the integrand is real on the range, at the evaluator's point."""

    def asked(term: Term) -> Signs | None:
        if not isinstance(term, Sym):
            return _between(at, term, name, ends)
        places = ends if term.name == name else (ball(at.point[term.name]),) if term.name in at.point else ()
        if not places or not all(place.imag.is_zero() and place.real >= 0 for place in places):
            return None
        return frozenset({1}) if all(place.real > 0 for place in places) else frozenset({0, 1})

    return is_real(body, lambda each: "real" if each == name else at.kind(each), asked)


def _between(at: Evaluator, term: Term, name: str, ends: tuple[acb, acb]) -> Signs | None:
    """That a polynomial of degree 1, or a concave one of degree 2, isn't negative on the range: not at its ends."""
    degree = degree_in(term, name)
    if degree not in (1, 2):
        return None
    try:
        low, middle, high = (
            ball(at._inside({name: place}).value(term)) for place in (ends[0], (ends[0] + ends[1]) / 2, ends[1])
        )
    except (Undefined, Unknown):
        return None
    if not all(each.imag.is_zero() for each in (low, middle, high)) or not (low.real >= 0 and high.real >= 0):
        return None
    if degree == 2 and not 2 * middle.real >= low.real + high.real:
        return None
    return frozenset({1}) if low.real > 0 and high.real > 0 else frozenset({0, 1})


def _is_sharp(result: acb) -> bool:
    """Whether the first digits are certain: a reader shouldn't be shown others."""
    return bool(result.rad() <= TOLERANCE * (1 + abs(result)).lower()) if result.is_finite() else False


def carried_out(body: Term) -> Term:
    """The integrand with its derivatives taken: a formula can be holomorphic, a ``diff`` is not asked."""
    from derivex.engine.derive import TooHard, expand  # only where an integral is evaluated

    try:
        return expand(body)
    except TooHard:
        return body


def _parts(term: Term) -> list[Term]:
    found = [term]
    for part in found:
        if isinstance(part, App):
            found.extend(part.args)
    return found


def _is_analytic(inside: Evaluator, term: Term, name: str) -> bool:
    """Whether the term is certainly holomorphic in the name on the ball that the name stands for."""
    if not isinstance(term, App) or name not in free_symbols(term):
        return True
    if term.head == "^":
        power = literal(term.args[1])
        smooth = (power is not None and power.denominator == 1) or holomorphic("log", ball(inside.value(term.args[0])))
    elif term.head in WITH_CUTS:
        smooth = all(holomorphic(term.head, ball(inside.value(arg))) for arg in term.args)
    else:
        smooth = term.head in MEROMORPHIC
    return smooth and all(_is_analytic(inside, arg, name) for arg in term.args)


def vanishes_everywhere(term: Term) -> bool:
    """Whether the term is 0 at all real values of its symbols, by its shape: ``0*exp(-x)``."""
    match term:
        case Num():
            return term.value == 0
        case App("*", args):
            return any(map(vanishes_everywhere, args)) and all(map(_is_total, args))
        case App("+", args):
            return all(map(vanishes_everywhere, args))
        case App("neg" | "abs" | "sin" | "sqrt", (inner,)):
            return vanishes_everywhere(inner)
        case App("Integral", (body, App("bounds", (_, *ends)))):
            infinite = (INFINITY, negate(INFINITY))
            return len(ends) == 2 and vanishes_everywhere(body) and all(x in infinite or _is_total(x) for x in ends)
        case App("/", (above, below)):
            return vanishes_everywhere(above) and bool(literal(below))
        case App("^", (base, exponent)):
            power = literal(exponent)
            return power is not None and power > 0 and vanishes_everywhere(base)
    return False


def _is_total(term: Term) -> bool:
    """Whether the term has a value at all real values of its symbols."""
    match term:
        case Num():
            return True
        case Sym(name):
            return name != "oo"
        case App("/", (above, below)):
            return _is_total(above) and bool(literal(below))
        case App("^", (base, exponent)):
            power = literal(exponent)
            return power is not None and power >= 0 and _is_total(base)
        case App(head, args):
            return head in TOTAL and all(map(_is_total, args))
