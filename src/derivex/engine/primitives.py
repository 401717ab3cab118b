"""Integrals by substitution: ``c*h(g(t))*g'(t)`` with an antiderivative H of h, and powers of t itself.

    integral from a to b of c*h(g(t))*g'(t) = c*(H(g(b)) - H(g(a)))
    integral from a to b of t^n = (b^(n + 1) - a^(n + 1))/(n + 1)        n > -1, or a, b > 0

The outer function h is read off a factor of the body (``exp(g)``, ``sin(g)``, a power of g, 1/g), and H with it
(``antiderivatives``); c is what is left of the body over ``h(g(t))*g'(t)``: an element in which t doesn't
occur. The antiderivative ``c*H(g(t))`` is continuous on the closed range, by the test of ``stretches``, and its
derivative, taken by ``derive``, is the body in the field; so the fundamental theorem holds, and the integral has
that value wherever it exists.

For a power of t: below 0, ``t^n = abs(t)^n*exp(pi*I*n)``, of which ``t^(n + 1)/(n + 1)`` is an antiderivative as
well; it is continuous at 0 for n > -1. Between positive numbers n may be anything but -1.

Contract: the element is the integral wherever that exists; None for other bodies, and where a condition isn't
known. Of a sum some summands are integrated: their integrals exist, so that of the rest exists where that of the
whole does.
"""

from __future__ import annotations

from derivex.engine.answers import TooHard
from derivex.engine.antiderivatives import DIRECT, OF_POWER, antiderivatives
from derivex.engine.bodies import Convert, depends, place_of
from derivex.engine.boundnames import Symbol, bound_body, complex_ones
from derivex.engine.derive import derivative
from derivex.engine.elements import Element, constant
from derivex.engine.field import Field
from derivex.engine.gammas import is_known_nonzero
from derivex.engine.positivity import Sign, sign_of
from derivex.engine.series import linear_in
from derivex.engine.splitting import NeedsCase
from derivex.engine.stretches import Range, is_continuous_element
from derivex.substitution import substitute
from derivex.subterms import distinct
from derivex.term import (
    BINDERS,
    ONE,
    App,
    Sym,
    Term,
    add,
    free_symbols,
    literal,
    power,
)

PLAIN = frozenset({"+", "*", "neg"})


def by_primitive(field: Field, convert: Convert, symbol: Symbol, term: App) -> Element | None:
    """The value of an integral between two numbers, if its shape tells an antiderivative."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable, *ends = limits.args
    assert isinstance(variable, Sym)
    if not any(_asks_for_it(part, variable.name) for part in distinct(body, BINDERS)):
        return None
    low, high = (place_of(convert, end) for end in ends)
    if isinstance(low, str) or isinstance(high, str):
        return None
    parts = body.args if isinstance(body, App) and body.head == "+" else (body,)
    terms = [App("Integral", (part, limits)) for part in parts]
    found = [_part(field, convert, symbol, each, low, high) for each in terms]
    if all(value is None for value in found):
        return None
    return field.add(*(convert(each) if value is None else value for each, value in zip(terms, found, strict=True)))


def _asks_for_it(part: Term, name: str) -> bool:
    """Whether a part is a function of something that isn't linear in the variable, or a power with a letter."""
    if not isinstance(part, App) or part.head in PLAIN or name not in free_symbols(part):
        return False
    match part:
        case App("/", (_, below)):
            return name in free_symbols(below)
        case App("^", (base, exponent)):
            value = literal(exponent)
            named = value is not None and isinstance(base, App) and (base.head, value) in OF_POWER
            return value is None or named or linear_in(base, name) is None
    return part.head in DIRECT or linear_in(part.args[0], name) is None


def _part(field: Field, convert: Convert, symbol: Symbol, term: App, low: Element, high: Element) -> Element | None:
    """The value of an integral of a product."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable, *ends = limits.args
    assert isinstance(variable, Sym)
    degree = _degree(body, variable)
    if degree is not None:
        return _of_power(field, convert, degree, ends)
    for primitive in antiderivatives(body, variable.name):
        try:
            scale = _scale(field, convert, symbol, term, primitive, low, high)
        except (TooHard, NeedsCase):
            continue
        if scale is not None:
            values = [convert(substitute(primitive, {variable.name: end})) for end in ends]
            return field.multiply(scale, field.subtract(values[1], values[0]))
    return None


def _degree(body: Term, variable: Sym) -> Term | None:
    """The n + 1 of ``t^n``, if that isn't a number."""
    match body:
        case App("^", (base, exponent)) if base == variable and variable.name not in free_symbols(exponent):
            return add(exponent, ONE) if literal(exponent) is None else None
    return None


def _of_power(field: Field, convert: Convert, degree: Term, ends: list[Term]) -> Element | None:
    """From a to b ``(b^m - a^m)/m``, for m > 0, or m != 0 and positive a and b."""
    below, places = convert(degree), [convert(end) for end in ends]
    positive = all(sign_of(field, place) is Sign.POSITIVE for place in places)
    if not (is_known_nonzero(field, below) if positive else sign_of(field, below) is Sign.POSITIVE):
        return None
    values = [convert(power(end, degree)) for end in ends]
    return field.divide(field.subtract(values[1], values[0]), below)


def _scale(
    field: Field, convert: Convert, symbol: Symbol, term: App, primitive: Term, low: Element, high: Element
) -> Element | None:
    """The c for which c times the primitive is an antiderivative of the body on the whole range."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable = limits.args[0]
    assert isinstance(variable, Sym)
    name = variable.name

    def with_variable(each: Term) -> tuple[int, Element]:
        return bound_body(field, convert, symbol, term, each, name, "real")

    bound, rate = with_variable(derivative(primitive, name, complex_ones(field, symbol, body)))
    if not rate.coefficient:
        return None
    scale = field.divide(with_variable(body)[1], rate)
    times, above, below = field.canonical(scale)
    if depends(field, above, bound) or depends(field, below, bound):
        return None
    if not is_known_nonzero(field, field.element(below)):
        return None  # nobody has written that it isn't 0
    scale = field.multiply(constant(times), field.fraction(above, below))
    whole = with_variable(primitive)[1]
    return scale if is_continuous_element(field, whole, Range(bound, low, high), real=False) else None
