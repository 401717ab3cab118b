"""Limits as elements: those that have a value, and kernels for the others.

Contract: the element is the limit wherever that exists; ``TooHard`` where its body or its place is no element.
"""

from __future__ import annotations

from derivex.engine.answers import TooHard
from derivex.engine.bodies import Convert, Parts, Place, place_of
from derivex.engine.boundnames import Symbol, bound_body, complex_ones, is_own
from derivex.engine.elements import Element
from derivex.engine.field import Field
from derivex.engine.growth import limit_at_infinity
from derivex.engine.levels import limit_of_pieces
from derivex.engine.limiting import of_fraction, of_parts
from derivex.engine.linearity import by_parts
from derivex.engine.positivity import is_real
from derivex.engine.splitting import NeedsCase
from derivex.engine.steps import limit_of_steps
from derivex.term import ONE, App, Sym, free_symbols, multiply, negate


def converted_limit(field: Field, convert: Convert, symbol: Symbol, term: App) -> Element:
    """A limit at a place."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable, end = limits.args
    assert isinstance(variable, Sym)
    parts = body.args if isinstance(body, App) and body.head == "*" else ()
    if isinstance(body, App) and body.head == "neg":
        parts = (negate(ONE), *body.args)
    constants = [part for part in parts if variable.name not in free_symbols(part)]
    if constants:  # where one of them is 0, it doesn't matter what the limit of the rest is
        rest = multiply(*(part for part in parts if variable.name in free_symbols(part)))
        whole = converted_limit(field, convert, symbol, App("Limit", (rest, limits)))
        return field.product([*map(convert, constants), whole])
    place = place_of(convert, end)
    if not (isinstance(place, str) or is_real(field, place)):
        raise TooHard("a limit at a complex number")
    far = limit_at_infinity(body, variable.name, upwards=place == "oo") if isinstance(place, str) else None
    if far is not None:
        return convert(far)
    kinds = complex_ones(field, symbol, App("Limit", (body, App("bounds", (variable,)))))
    if isinstance(place, Element):
        found = of_parts(field, convert, body, variable.name, end, kinds)
        if found is not None:
            return found
    bound, inside = _near(field, convert, symbol, term, place)
    falling = limit_of_pieces(field, inside, bound) if isinstance(place, str) else None
    if falling is None and isinstance(place, str):
        falling = limit_of_steps(field, inside, bound, upwards=place == "oo")
    if falling is not None:
        return falling
    try:
        return of_fraction(field, inside, bound, place)
    except TooHard:
        return by_parts(field, "Limit", Parts(field, inside, bound, certain=True), bound, (place,))


def _near(field: Field, convert: Convert, symbol: Symbol, term: App, place: Place) -> tuple[int, Element]:
    """The bound variable and the body; where that asks whether the variable is 0, it isn't on the way to infinity."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable = limits.args[0]
    assert isinstance(variable, Sym)
    try:
        return bound_body(field, convert, symbol, term, body, variable.name, "real")
    except NeedsCase as case:
        if place != "oo" or not is_own(field, case):
            raise
    return bound_body(field, convert, symbol, term, body, variable.name, "positive")
