"""What the written integrals and limits tell at the points that count: there they have values.

A limit needs the body near the place, an integral up to infinity needs it on all but finitely many
points: so what doesn't depend on the variable is defined in it, and no denominator of that is zero.
Where ``c*P(j)*r^j`` is summed without an end and c isn't 0, ``abs(r) < 1``; also beside cos(w*j) with a real w,
which doesn't tend to 0 (else w were near a multiple of pi, and all ``w*j`` too).

Where ``c*t^n*exp(a*t^2 + b*t + s*log(t))`` with real a, b and s and a c that isn't 0 is integrated up to
infinity, a isn't positive, and if a is 0 neither is b. If n >= 0 and s = 0, or from 0 on, not both are 0; over
all numbers a isn't 0. A power alone falls faster than 1/t. From 0 on, ``n + s + 1 > 0``. Of several such pieces
with the same exponential the first of these hold if one of their factors isn't 0.

Contract: as of ``facts``; a fact that is too hard to state is left out.
"""

from __future__ import annotations

from derivex.engine.answers import TooHard
from derivex.engine.bodies import Convert, Parts, place_of
from derivex.engine.boundnames import Symbol
from derivex.engine.elements import ONE_ELEMENT, Element, constant, negative
from derivex.engine.facts import LAZY, note_nonzero, note_positive, tried
from derivex.engine.field import Field
from derivex.engine.gammas import reciprocal_gamma
from derivex.engine.halflines import are_alike, gamma_order
from derivex.engine.integrating import integrand
from derivex.engine.positivity import is_nonzero_factor, is_real
from derivex.engine.series import factors, linear_in, series_of
from derivex.engine.shapes import pieces_of
from derivex.engine.splitting import NeedsCase
from derivex.engine.written import nonzero_parts
from derivex.subterms import distinct
from derivex.term import INFINITY, ONE, ZERO, App, Sym, Term, divide, free_symbols, multiply, negate

ROUNDS = 2  # so often is each of them converted, since what one tells may tell more of another
ENDS = {INFINITY, negate(INFINITY)}


def learn_convergence(field: Field, convert: Convert, symbol: Symbol, term: Term) -> bool:
    """Put into the field what is known where the written integrals and limits exist; whether there are any."""
    endless = [part for part in distinct(term, LAZY) if isinstance(part, App) and _has_body(part)]
    for part in endless:
        body, limits = part.args
        assert isinstance(limits, App)
        assert isinstance(limits.args[0], Sym)
        name = limits.args[0].name
        inside = [each for each in nonzero_parts(body) if name not in free_symbols(each)]
        for each in sorted(dict.fromkeys(inside), key=lambda found: found.size):
            element = tried(convert, each)
            if element is not None:
                note_nonzero(field, element)
    for part in endless:
        if part.head == "Integral":
            try:
                _learn_signs(field, convert, symbol, part)
            except (TooHard, NeedsCase):
                continue
    sums = [part for part in distinct(term, LAZY) if isinstance(part, App) and _is_endless_sum(part)]
    for part in sums:
        _learn_ratio(field, convert, part)
    for _ in range(ROUNDS if len(endless) + len(sums) > 1 else 0):
        for part in (*endless, *sums):
            tried(convert, part)  # which notes what certainly converges (``linearity``)
    return bool(endless or sums)


def _has_body(part: App) -> bool:
    """Whether the body is certain to be evaluated."""
    match part:
        case App("Limit", (_, App("bounds", _))):
            return True
        case App("Integral", (_, App("bounds", (_, low, high)))):
            return low not in (INFINITY, high) and high != negate(INFINITY) and {low, high} != {low, high} - ENDS
    return False


def _is_endless_sum(part: App) -> bool:
    limits = part.args[-1] if part.head == "Sum" else None
    return isinstance(limits, App) and limits.args[-1] == INFINITY


def _learn_signs(field: Field, convert: Convert, symbol: Symbol, term: App) -> None:
    limits = term.args[1]
    assert isinstance(limits, App)
    low, high = (place_of(convert, end) for end in limits.args[1:])
    bound, inside = integrand(field, convert, symbol, term, low, high)
    parts = Parts(field, inside, bound, certain=True)
    pieces = pieces_of(field, parts, bound) if _is_nonzero(field, parts.outer) else None
    if not pieces or not all(are_alike(field, shape, pieces[0][1]) for _, shape in pieces):
        return
    if not any(_is_nonzero(field, factor) for factor, _ in pieces):
        return
    shape = pieces[0][1]
    if not all(is_real(field, each) for each in (shape.square, shape.linear, shape.exponent)):
        return
    whole = all(shape.power >= 0 for _, shape in pieces) and not shape.exponent.coefficient
    from_zero = isinstance(low, Element) and not low.coefficient
    if shape.square.coefficient:
        both = isinstance(low, str) and isinstance(high, str)
        strict = whole and (both or not shape.linear.coefficient)
        note_positive(field, negative(shape.square), strict=strict)
    elif shape.linear.coefficient:
        falling = shape.linear if isinstance(low, str) else negative(shape.linear)
        note_positive(field, falling, strict=whole or (from_zero and len(pieces) == 1))
    elif len(pieces) == 1 and shape.exponent.coefficient and high == "oo" and not from_zero:
        falling = field.add(negative(shape.exponent), constant(-1 - shape.power))
        note_positive(field, falling, strict=True)
    if from_zero and shape.exponent.coefficient and len(pieces) == 1:
        order = field.add(shape.exponent, constant(shape.power + 1))
        note_positive(field, order, strict=True)
        note_nonzero(field, reciprocal_gamma(field, gamma_order(field, shape)))


def _learn_ratio(field: Field, convert: Convert, term: App) -> None:
    """Where the sum of ``c*P(j)*r^j``, maybe times cos(w*j), converges and c isn't 0, ``abs(r) < 1``."""
    series = series_of(term) or series_of(_without_cosine(field, convert, term))
    if series is None or series.step:
        return
    factor, ratio = tried(convert, series.factor), tried(convert, series.ratio)
    if factor is None or ratio is None or not _is_nonzero(field, factor):
        return
    note_nonzero(field, field.subtract(ONE_ELEMENT, ratio))
    if is_real(field, ratio):
        for each in (ratio, negative(ratio)):
            note_positive(field, field.subtract(ONE_ELEMENT, each), strict=True)


def _without_cosine(field: Field, convert: Convert, term: App) -> App:
    """The sum without one factor cos(w*j) with a real w, of which infinitely many aren't near 0."""
    body, limits = term.args
    assert isinstance(limits, App)
    assert isinstance(limits.args[0], Sym)
    name = limits.args[0].name
    rest: list[Term] = []
    found = False
    for each, direction in factors(body, 1):
        match each:
            case App("cos", (angle,)) if direction > 0 and not found and name in free_symbols(angle):
                parts = linear_in(angle, name)
                slope = tried(convert, parts[0]) if parts is not None and parts[1] == ZERO else None
                if slope is None or not is_real(field, slope):
                    return term
                found = True
            case _:
                rest.append(each if direction > 0 else divide(ONE, each))
    return App("Sum", (multiply(*rest), limits))


def _is_nonzero(field: Field, element: Element) -> bool:
    return bool(element.coefficient) and all(is_nonzero_factor(field, factor) for factor in element.factors)
