"""Found: primitive functions by the chain rule, ``c*H(g(t))`` of ``c*h(g(t))*g'(t)``.  Nothing here has to be believed.

The outer function h is read off a factor; c is what is left, as a quotient of factors, or a rational number
that values at a few places suggest.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import ctx

from derivex.certificates.balls import Unclear, ball
from derivex.certificates.core import Beyond, core
from derivex.certificates.found_polynomials import cancelled, coefficients_of, factors, times
from derivex.certificates.values import Evaluator
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.term import App, Sym, Term, diff, divide, free_symbols, literal, negate, number, power

OUTER = {"exp": ("exp", 1), "cos": ("sin", 1), "sin": ("cos", -1), "sinh": ("cosh", 1), "cosh": ("sinh", 1)}
PLACES = (Fraction(2, 3), Fraction(17, 11), Fraction(-3, 7))
PARAMETERS = (Fraction(7, 5), Fraction(8, 3), Fraction(9, 4), Fraction(12, 7))  # values of other symbols
MAX_DENOMINATOR = 720
PRECISION = 96


def by_chain(body: Term, name: str, positive: bool) -> Term | None:
    """A function that may have the body as derivative, by one of its factors."""
    for inner in _wholes(body, name, positive):
        try:
            scale = _scale(body, core(diff(inner, Sym(name)), Given()), name)
        except Beyond:
            continue
        if scale is not None:
            return times(scale, inner)
    return None


def _wholes(body: Term, name: str, positive: bool) -> Iterator[Term]:
    for factor, count in factors(body, 1):
        if name not in free_symbols(factor):
            continue
        match factor:
            case App(head, (u,)) if head in OUTER and count == 1 and coefficients_of(u, name) != {1: number(1)}:
                yield App(OUTER[head][0], (u,))
        base, exponent = _power_of(factor, count)
        if exponent == -1:
            yield App("log", (base if positive else negate(base),))
        elif exponent is not None and base != Sym(name):
            yield power(base, number(exponent + 1))


def _power_of(factor: Term, count: int) -> tuple[Term, Fraction | None]:
    match factor:
        case App("^", (base, exponent)):
            value = literal(exponent)
            return base, None if value is None else count * value
        case App("sqrt", (base,)):
            return base, Fraction(count, 2)
    return factor, Fraction(count)


def _scale(body: Term, rate: Term, name: str) -> Term | None:
    """What the body is of the rate, if that doesn't depend on the symbol."""
    quotient = cancelled(divide(body, rate))
    if name not in free_symbols(quotient):
        return quotient
    others = sorted(free_symbols(quotient) - {name})
    if len(others) > len(PARAMETERS):
        return None
    found = set()
    for place in PLACES:
        point = dict(zip([name, *others], [place, *PARAMETERS], strict=False))
        try:
            with ctx.workprec(PRECISION):
                value = ball(Evaluator(dict(point), Given()).value(core(quotient, Given())))
        except (Unclear, Beyond, TooLarge):
            continue
        if not value.imag.contains(0):
            return None
        near = Fraction(float(value.real.mid())).limit_denominator(MAX_DENOMINATOR)
        if abs(near - Fraction(float(value.real.mid()))) > Fraction(1, 10**12):
            return None
        found.add(near)
    return number(found.pop()) if len(found) == 1 and found != {Fraction(0)} else None
