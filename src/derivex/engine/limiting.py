"""Limits as elements: of 0/0 by derivatives, of what these are put together of, and of fractions of polynomials.

All are two-sided limits along the real line wherever the body is defined near the place. Sums and
products of parts that have limits have the sum and the product of these as their limit, and a quotient
theirs where the lower one isn't 0; a part has one if it is continuous everywhere, free of the variable, or
0/0 of the kind that Taylor's theorem settles.

Contract: an element that is the limit wherever that exists; None or ``TooHard`` for all else.
Incomplete: one-sided limits, powers with the variable in base and exponent, and orders of growth
are not known here.
"""

from __future__ import annotations

from flint import fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.bodies import Convert, Place, depends
from derivex.engine.continuity import is_total
from derivex.engine.derive import derivative, is_unknown
from derivex.engine.elements import ZERO_ELEMENT, Element, constant, negative
from derivex.engine.field import Field
from derivex.engine.gammas import is_known_nonzero
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import App, Term, free_symbols, literal

SMOOTH = frozenset({"+", "*", "neg", "exp", "sin", "cos", "sinh", "cosh"})
MAX_POWER = 8  # of what has a limit
MAX_RATES = 5  # derivatives of a numerator and a denominator that are looked at


def of_zeros(field: Field, convert: Convert, body: Term, name: str, place: Term, given: Given) -> Element | None:
    """0/0: the quotient of the first derivatives that aren't both 0 (Taylor), if all are continuous around the place.

    The givens only tell which other symbols may be complex.
    """
    if not (isinstance(body, App) and body.head == "/"):
        return None
    parts = body.args
    for _ in range(MAX_RATES):
        if not all(_is_steady(field, convert, each, name, place, given) for each in parts):
            return None
        above, below = (convert(substitute(part, {name: place})) for part in parts)
        if not field.is_zero(below):
            return field.divide(above, below) if is_known_nonzero(field, below) else None
        if not field.is_zero(above):
            return None
        try:
            parts = tuple(derivative(part, name, given) for part in parts)
        except TooHard:
            return None
    return None


def _is_steady(field: Field, convert: Convert, term: Term, name: str, place: Term, given: Given) -> bool:
    """Whether the term has a value near the place, and is continuous at it and around it.

    It is where its parts are, if no denominator is 0 at the place: then none is 0 nearby.
    """
    if name not in free_symbols(term) or is_total(term, frozenset({name}), given, is_unknown):
        return True
    apart: tuple[Term, ...] = ()
    match term:
        case App("/", (_, below)):
            apart = (below,)
        case App("^", (base, exponent)):
            whole = literal(exponent)
            if whole is None or whole.denominator != 1:
                return False
            apart = () if whole >= 0 else (base,)
        case App(head, _) if head in SMOOTH or is_unknown(head):
            pass
        case _:
            return False
    assert isinstance(term, App)
    if not all(_is_steady(field, convert, arg, name, place, given) for arg in term.args):
        return False
    return all(is_known_nonzero(field, convert(substitute(each, {name: place}))) for each in apart)


def whole_power(term: Term) -> int | None:
    """The exponent of a power that is a product of a few equal factors."""
    exponent = literal(term.args[1]) if isinstance(term, App) and term.head == "^" else None
    return int(exponent) if exponent is not None and exponent.denominator == 1 and 1 < exponent <= MAX_POWER else None


def of_parts(field: Field, convert: Convert, body: Term, name: str, place: Term, given: Given) -> Element | None:
    """The limit of sums, products and quotients of parts that certainly have limits; None if one of them may not."""
    if name not in free_symbols(body):
        return convert(body)
    if _is_steady(field, convert, body, name, place, given):
        return convert(substitute(body, {name: place}))
    found = of_zeros(field, convert, body, name, place, given)
    times = whole_power(body)
    if found is None and times is not None and isinstance(body, App):
        base = of_parts(field, convert, body.args[0], name, place, given)
        return None if base is None else field.power(base, times)
    if found is not None or not (isinstance(body, App) and body.head in ("+", "*", "neg", "/")):
        return found
    parts: list[Element] = []
    for arg in body.args:
        part = of_parts(field, convert, arg, name, place, given)
        if part is None:
            return None
        parts.append(part)
    match body.head:
        case "+":
            return field.add(*parts)
        case "*":
            return field.product(parts)
        case "neg":
            return negative(parts[0])
    above, below = parts
    return field.divide(above, below) if is_known_nonzero(field, below) else None


def of_fraction(field: Field, body: Element, bound: int, place: Place) -> Element:
    """The limit of a fraction of polynomials in the variable; near a place, though not at it, that is the body."""
    coefficient, above, below = field.canonical(body)
    if not coefficient:
        return ZERO_ELEMENT
    upper, lower = (_coefficients(field, polynomial, bound) for polynomial in (above, below))
    if isinstance(place, Element):
        top, bottom = (
            field.add(*(field.multiply(each, field.power(place, power)) for power, each in found.items()))
            for found in (upper, lower)
        )
    elif max(upper) > max(lower):
        raise TooHard("a limit that is infinite")
    else:
        bottom = lower[max(lower)]
        top = upper.get(max(lower), ZERO_ELEMENT)
    if not is_known_nonzero(field, bottom):
        raise TooHard("a limit of a fraction whose denominator may vanish")
    return field.multiply(constant(coefficient), field.divide(top, bottom))


def _coefficients(field: Field, polynomial: fmpz_mpoly, bound: int) -> dict[int, Element]:
    """The coefficients of a polynomial in the variable, by its power; ``TooHard`` if they depend on it."""
    parts = field.ring.by_powers(polynomial, bound)
    if any(depends(field, part, bound) for part in parts.values()):
        raise TooHard("a limit that is no fraction of polynomials")
    return {power: field.element(part) for power, part in parts.items()}
