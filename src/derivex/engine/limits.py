"""Limits in numbers: of what is continuous everywhere, of 0/0, of their sums, products and quotients, of fractions.

Where numerator and denominator are 0 and have continuous derivatives, the limit of their
quotient is, by Taylor's theorem, that of the first derivatives that aren't both 0.

Contract: a value is returned only if it certainly is the limit, from both sides; all else is
``Unknown``. In a fraction of polynomials what the numerator and the denominator share is
taken out first: near a point, though not at it, that changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_poly

from derivex.engine.answers import TooHard, Zero
from derivex.engine.arithmetic import add, divide, multiply
from derivex.engine.bounds import Bounds
from derivex.engine.continuity import is_total
from derivex.engine.derive import derivative, is_unknown
from derivex.engine.exponentialsums import Variable, falls, summands
from derivex.engine.exponentialsums import is_real as all_real
from derivex.engine.growth import limit_at_infinity
from derivex.engine.kernels import vanishes
from derivex.engine.limiting import whole_power
from derivex.engine.values import NOTHING, Exact, Unknown, Value, ball
from derivex.given import Given
from derivex.signs import is_real
from derivex.substitution import substitute
from derivex.term import INFINITY, App, Num, Sym, Term, free_symbols, literal, negate
from derivex.term import multiply as multiplied
from derivex.term import number as written_number

if TYPE_CHECKING:
    from derivex.engine.balls import Evaluator

MAX_DEGREE = 60
MAX_RATES = 5  # derivatives of a numerator and a denominator that are looked at

COMBINED: Mapping[str, Callable[[list[Value]], Value]] = {
    "+": add,
    "*": multiply,
    "neg": lambda parts: multiply([Exact(Fraction(-1)), *parts]),
    "/": lambda parts: divide(*parts),
}

Ratio = tuple[fmpq_poly, fmpq_poly]  # numerator and denominator


def limit(at: Evaluator, body: Term, name: str, place: Term) -> Value:
    """The value of a limit."""
    if isinstance(body, App) and body.head == "neg":
        return multiply([Exact(Fraction(-1)), limit(at, body.args[0], name, place)])
    if isinstance(body, App) and body.head == "*" and any(name not in free_symbols(part) for part in body.args):
        # the limit of a multiple is the multiple of the limit
        constants = [at.value(part) for part in body.args if name not in free_symbols(part)]
        rest = multiplied(*(part for part in body.args if name in free_symbols(part)))
        return multiply([*constants, limit(at, rest, name, place)])
    infinite = place in (INFINITY, negate(INFINITY))
    point = None if infinite else at.value(place)
    if point is not None and _is_continuous(at, body, name, place):
        return at._inside({name: point}).value(body)
    # 0/0 may be so at this point only: (exp(2*(x + h)) - exp(x))/h at x = 0
    for each in (body, _with_values(at, body, name)) if point is not None else ():
        rates = _rates(at, each, name, place)
        below = None if rates is None else at.value(rates[1])
        if rates is not None and below is not None and not ball(below).contains(0):
            return divide(at.value(rates[0]), below)
    for each in (body, _with_values(at, body, name)) if infinite else ():
        far = limit_at_infinity(each, name, upwards=place == INFINITY)
        if far is not None:
            return at.value(far)
    falling = _of_summands(at, body, name, upwards=place == INFINITY) if infinite else None
    if falling is not None:
        return falling
    together = _of_parts(at, body, name, place)
    if together is not None:
        return together
    found = _ratio(at, body, name)
    if found is None or not (infinite or (isinstance(point, Exact) and not point.im)):
        raise Unknown("a limit is not evaluated")
    top, bottom = found
    if not bottom:
        raise Unknown("a limit is not evaluated")
    common = top.gcd(bottom)
    top, bottom = top // common, bottom // common
    if isinstance(point, Exact):
        number = fmpq(point.re.numerator, point.re.denominator)
        return _quotient(top(number), bottom(number))
    if not top or top.degree() < bottom.degree():
        return Exact(Fraction(0))
    if top.degree() > bottom.degree():
        raise Unknown("a limit is infinite")
    return _quotient(top.leading_coefficient(), bottom.leading_coefficient())


def _of_parts(at: Evaluator, body: Term, name: str, place: Term) -> Value | None:
    """The limit of a sum, product or quotient of what has limits; None if one of them isn't known."""
    times = whole_power(body)
    if times is not None and isinstance(body, App):
        body = App("*", (body.args[0],) * times)
    if not isinstance(body, App) or body.head not in COMBINED:
        return None
    try:
        parts = [limit(at, arg, name, place) if name in free_symbols(arg) else at.value(arg) for arg in body.args]
        if body.head == "/" and ball(parts[1]).contains(0):
            return None
        return COMBINED[body.head](parts)
    except Unknown:
        return None


def _of_summands(at: Evaluator, body: Term, name: str, *, upwards: bool) -> Value | None:
    """The limit of a sum of ``C*t^s*exp(a*t^2 + b*t)``, if each of them has one; None if that isn't certain."""
    there = body if upwards else substitute(body, {name: negate(Sym(name))})
    try:
        parts = summands(at, there, Variable(name, positive=True))
        if at.real_values and not all_real(at, there, name):
            return None
    except Unknown:
        return None
    staying = [each for each in parts if not falls(each)]
    if any(each.kind != (NOTHING, NOTHING, NOTHING) for each in staying):
        return None
    return add([NOTHING, *(each.factor for each in staying)])


def _with_values(at: Evaluator, body: Term, name: str) -> Term:
    """The body with the point's rational numbers in place of symbols: ``exp(-a*x)`` falls where a is 2."""
    values = {each: at.point[each] for each in free_symbols(body) - {name} if each in at.point}
    exact = {each: found.re for each, found in values.items() if isinstance(found, Exact) and not found.im}
    return substitute(body, {each: written_number(value) for each, value in exact.items()})


def _rates(at: Evaluator, body: Term, name: str, place: Term) -> tuple[Term, Term] | None:
    """Numerator and denominator at the place, or where both are 0 their first derivatives that aren't both 0."""
    if not (isinstance(body, App) and body.head == "/"):
        return None
    above, below = body.args
    for _ in range(MAX_RATES):
        if not all(_is_continuous(at, each, name, place) for each in (above, below)):
            return None
        here = substitute(above, {name: place}), substitute(below, {name: place})
        zero = [_is_zero(at, each) for each in here]
        if not zero[1]:
            return here
        if not zero[0]:
            return None
        try:
            above, below = derivative(above, name), derivative(below, name)
        except TooHard:
            return None
    return None


def _is_zero(at: Evaluator, term: Term) -> bool:
    if isinstance(term, Num):
        return not term.value
    kinds = tuple((each, at.kind(each)) for each in free_symbols(term))
    return isinstance(vanishes(term, Given(kinds), Bounds()), Zero)


def _is_continuous(at: Evaluator, body: Term, name: str, place: Term) -> bool:
    """Whether the body is continuous at all real numbers, and the place is one."""
    if at.real_values and not is_real(body, lambda each: "real" if each == name else at.kind(each), lambda _: None):
        return False
    kinds = tuple((each, at.kind(each)) for each in free_symbols(body) if each != name)
    around = Given(tuple((each, at.kind(each)) for each in free_symbols(place)))
    return around.is_real(place).value == "yes" and is_total(body, frozenset({name}), Given(kinds), is_unknown)


def _quotient(above: fmpq, below: fmpq) -> Value:
    if not below:
        raise Unknown("a limit is infinite")
    value = above / below
    return Exact(Fraction(int(value.p), int(value.q)))


def _ratio(at: Evaluator, term: Term, name: str) -> Ratio | None:
    """The term as a fraction of polynomials in the name, with exact real numbers for the other symbols.

    None too where a denominator in it is 0 throughout: ``1/(1/0)`` has no value.
    """
    one = fmpq_poly([1])
    match term:
        case Num():
            return fmpq_poly([fmpq(term.value.numerator, term.value.denominator)]), one
        case Sym():
            if term.name == name:
                return fmpq_poly([0, 1]), one
            value = at.point.get(term.name)
            if not isinstance(value, Exact) or value.im:
                return None
            return fmpq_poly([fmpq(value.re.numerator, value.re.denominator)]), one
        case App("^", (base, exponent)):
            power, inside = literal(exponent), _ratio(at, base, name)
            if power is None or power.denominator != 1 or inside is None or abs(power) > MAX_DEGREE:
                return None
            above, below = inside if power >= 0 else inside[::-1]
            if not below:
                return None
            return _bounded(above ** abs(int(power)), below ** abs(int(power)))
        case App("+" | "*" | "/" | "neg", args):
            parts = [_ratio(at, arg, name) for arg in args]
            found = [part for part in parts if part is not None]
            return _joined(term.head, found) if len(found) == len(parts) else None
    return None


def _joined(head: str, parts: list[Ratio]) -> Ratio | None:
    above, below = parts[0]
    if head == "neg":
        return -above, below
    for top, bottom in parts[1:]:
        if head == "+":
            above, below = above * bottom + top * below, below * bottom
        elif head == "*":
            above, below = above * top, below * bottom
        else:
            above, below = above * bottom, below * top
        if not below or _bounded(above, below) is None:
            return None
    return above, below


def _bounded(above: fmpq_poly, below: fmpq_poly) -> Ratio | None:
    return (above, below) if max(above.degree(), below.degree()) <= MAX_DEGREE else None
