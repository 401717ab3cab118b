"""Integrals as elements: those that have a value, and kernels for the others (``binders`` says which).

Contract: the element is the integral wherever that exists; ``TooHard`` where its body or its bounds are no
elements.
"""

from __future__ import annotations

from derivex.engine.answers import TooHard
from derivex.engine.bodies import Convert, Parts, Place, cancelled, difference, place_of
from derivex.engine.boundnames import Symbol, bound_body, complex_ones, is_own
from derivex.engine.continuity import is_total
from derivex.engine.derive import is_unknown
from derivex.engine.elements import ZERO_ELEMENT, Element
from derivex.engine.field import Field
from derivex.engine.gammas import is_known_nonzero
from derivex.engine.halflines import endless_integral
from derivex.engine.improper import known
from derivex.engine.incomplete import from_zero, of_gaussian
from derivex.engine.integrals import integrated
from derivex.engine.linearity import by_parts
from derivex.engine.positivity import Sign, is_real, never_negative, sign_of
from derivex.engine.primitives import by_primitive
from derivex.engine.splitting import NeedsCase
from derivex.engine.stretches import Range, is_continuous
from derivex.engine.substituting import substituted
from derivex.engine.swapped import swapped
from derivex.engine.wholeparts import whole_by_parts
from derivex.term import App, Sym, Term


def converted_integral(field: Field, convert: Convert, symbol: Symbol, term: App) -> Element:
    """A definite integral."""
    limits = term.args[1]
    assert isinstance(limits, App)
    low, high = (place_of(convert, end) for end in limits.args[1:])
    if not all(isinstance(end, str) or is_real(field, end) for end in (low, high)):
        raise TooHard("an integral between complex numbers")
    whole = known(term)
    if whole is not None and any(is_known_nonzero(field, convert(each)) for each in (whole.rate, whole.factor)):
        return convert(whole.value)

    def is_continuous_there(body: Term, name: str) -> bool:
        return is_total(body, frozenset({name}), complex_ones(field, symbol, body), is_unknown)

    single = swapped(term, is_continuous_there)
    if single is not None:
        return _silently(field, convert, single)
    moved = substituted(term, lambda part: _sign(field, convert(part)), lambda part: is_real(field, convert(part)))
    if moved is not None:
        return convert(moved)
    parted = whole_by_parts(field, convert, symbol, term, is_continuous_there)
    if parted is not None:
        return parted
    substituting = by_primitive(field, convert, symbol, term)
    if substituting is not None:
        return substituting
    bound, inside = integrand(field, convert, symbol, term, low, high)
    return _integral(field, inside, bound, low, high)


def _sign(field: Field, element: Element) -> int:
    return {Sign.POSITIVE: 1, Sign.NEGATIVE: -1}.get(sign_of(field, element), 0)


def _silently(field: Field, convert: Convert, term: Term) -> Element:
    """A term that isn't written, and tells nothing of what has a value."""
    field.lazily += 1
    try:
        return convert(term)
    finally:
        field.lazily -= 1


def integrand(
    field: Field, convert: Convert, symbol: Symbol, term: App, low: Place, high: Place
) -> tuple[int, Element]:
    """The bound variable and the body; where that asks whether the variable is 0, as a positive one, if it is."""
    body, limits = term.args
    assert isinstance(limits, App)
    variable = limits.args[0]
    assert isinstance(variable, Sym)
    try:
        return bound_body(field, convert, symbol, term, body, variable.name, "real")
    except NeedsCase as case:
        ends = [end for end in (low, high) if end != "oo"]
        if not is_own(field, case) or any(
            isinstance(end, str) or (end.coefficient and not never_negative(field, end)) for end in ends
        ):
            raise
    return bound_body(field, convert, symbol, term, body, variable.name, "positive")


def _integral(field: Field, body: Element, bound: int, low: Place, high: Place) -> Element:
    parts = Parts(field, body, bound, certain=True)
    if not parts.outer.coefficient:
        return ZERO_ELEMENT
    run = Range(bound, low, high) if isinstance(low, Element) and isinstance(high, Element) else None
    endless = endless_integral(field, parts, bound, low, high) if run is None else None
    if endless is not None:
        return field.multiply(parts.outer, endless)
    if run is None:
        return by_parts(field, "Integral", parts, bound, (high, low))
    if not is_continuous(field, parts.above, parts.below, run):
        improper = from_zero(field, parts, run)
        if improper is not None:
            return field.multiply(parts.outer, improper)
        return field.multiply(parts.outer, difference(field, "Integral", parts.above, parts.below, bound, high, low))
    found: list[Element] = []
    for inside, outer in parts.pieces(field, bound).items():
        monomial = field.ring.context.from_dict({inside: 1})
        piece = integrated(field, monomial, parts.below, run)
        if piece is None:
            piece = of_gaussian(field, field.exponents(inside), parts.below, run)
        if piece is None:
            piece = cancelled(field, "Integral", monomial, parts.below, bound, high, low)
        found.append(field.product((parts.outer, outer, piece)))
    return field.add(*found)
