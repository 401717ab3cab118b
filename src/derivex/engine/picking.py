"""Sums over a delta: of all terms the one is left whose index the delta asks for.

    Sum(f(k)*d, (k, a, b)) = f(j),    d = piecewise((1, k = j), (0, True)),    a <= j <= b

Wherever the sum is defined, every term of it is, the one at j among them; the others are 0 times a number.
The summands of the body are taken one by one: from one that is nothing where k isn't j only its value at j is left,
the others stay in a sum. A sum or product between two numbers is written out, and a delta of equal or of different
numbers is its value.

Contract: wherever the term is defined, the result has its value. It may be defined at more points, so that
definedness is never asked of it. Done only where the givens say that j and a are whole numbers and that j lies
in the range; a distinction of another shape stays as it is.
"""

from __future__ import annotations

from derivex.engine.light import multiplied, summed
from derivex.engine.under import without
from derivex.given import NO, YES, Given
from derivex.substitution import rebuilt, substitute
from derivex.subterms import heads
from derivex.term import (
    INFINITY,
    App,
    Sym,
    Term,
    bound,
    divide,
    free_symbols,
    is_zero,
    literal,
    multiply,
    negate,
    number,
)

MAX_TERMS = 12  # of a sum over a delta that is written out
MAX_SUMMANDS = 64  # of a product that is multiplied out


def picked(term: Term, given: Given) -> Term:
    """The term with every sum over a delta replaced by what it picks."""
    found = heads(term)
    return _picked(term, given) if "piecewise" in found and not found.isdisjoint(("Sum", "Product")) else term


def _picked(term: Term, given: Given) -> Term:
    if not isinstance(term, App):
        return term
    name, scope = bound(term)
    inner = _inside(term, name, given) if name else given
    args = tuple(_picked(arg, inner if index in scope else given) for index, arg in enumerate(term.args))
    new = term if args == term.args else rebuilt(term.head, args)
    match new:
        case App("piecewise", (one, App("=") as condition, other)):
            return {YES: one, NO: other}.get(given.holds(condition), new)
        case App("Sum" | "Product" as head, (body, App("bounds", (Sym(index), low, high)))) if _asked_for(body, index):
            terms = _terms(body, index, low, high, given)
            if terms is not None:
                return summed(*terms) if head == "Sum" else multiplied(*terms)
    match new:
        case App("Sum", (body, App("bounds", (Sym(index), low, high)) as bounds)):
            return _sum(body, index, low, high, bounds, given)
    return new


def _inside(term: App, name: str, given: Given) -> Given:
    """What is given in the scope of a bound name: of an index, that it is whole and in its range."""
    inner, bounds = without(name, given), term.args[1]
    if term.head not in ("Sum", "Product") or not isinstance(bounds, App):
        return inner
    inner = inner.and_(Given(((name, "integer"),)))
    for head, end in zip((">=", "<="), bounds.args[1:], strict=True):
        if end != INFINITY and name not in free_symbols(end):
            richer = inner.with_relation(App(head, (Sym(name), end)))
            inner = inner if richer is None else richer
    return inner


def _sum(body: Term, index: str, low: Term, high: Term, bounds: App, given: Given) -> Term:
    kept: list[Term] = []
    values: list[Term] = []
    for part in _summands(body):
        place = _asked_for(part, index)
        if (
            place is None
            or not _is_in_range(place, low, high, given)
            or not _is_nothing(_where(part, index, place, False))
        ):
            kept.append(part)
        else:
            values.append(substitute(_where(part, index, place, True), {index: place}))
    if not values:
        return App("Sum", (body, bounds))
    rest = [App("Sum", (summed(*kept), bounds))] if kept else []
    return summed(*rest, *values)


def _terms(body: Term, index: str, low: Term, high: Term, given: Given) -> list[Term] | None:
    """The terms of a sum or the factors of a product between numbers, one by one; None if there are many, or none."""
    first, last = literal(low), literal(high)
    if first is None or last is None or (last - first).denominator != 1 or not 0 <= last - first < MAX_TERMS:
        return None
    places = [number(first + step) for step in range(int(last - first) + 1)]
    return [_picked(substitute(body, {index: place}), given) for place in places]


def _summands(term: Term) -> list[Term]:
    """The summands of a body, products with sums of deltas multiplied out, unless they are too many."""
    match term:
        case App("+", args):
            return [part for arg in args for part in _summands(arg)]
        case App("neg", (inner,)):
            return [negate(part) for part in _summands(inner)]
        case App("/", (above, below)):
            return [divide(part, below) for part in _summands(above)]
        case App("*", args) if any("piecewise" in heads(arg) for arg in args):
            parts: list[tuple[Term, ...]] = [()]
            for arg in args:
                shown = _summands(arg) if "piecewise" in heads(arg) else [arg]
                if len(parts) * len(shown) > MAX_SUMMANDS:
                    return [term]
                parts = [(*factors, part) for factors in parts for part in shown]
            return [multiply(*factors) for factors in parts]
    return [term]


def _asked_for(term: Term, index: str) -> Term | None:
    """The place that some distinction in a term compares the index with."""
    if not isinstance(term, App) or index not in free_symbols(term):
        return None
    if term.head == "piecewise" and (place := _place(term, index)) is not None:
        return place
    name, _ = bound(term)
    for arg in term.args:
        found = _asked_for(arg, index)
        if found is not None and name not in free_symbols(found):
            return found
    return None


def _place(term: App, index: str) -> Term | None:
    """j, where a distinction has the one condition that the index is j."""
    match term.args:
        case (_, App("=", (left, right)), _):
            for one, other in ((left, right), (right, left)):
                if one == Sym(index) and index not in free_symbols(other):
                    return other
    return None


def _where(term: Term, index: str, place: Term, equal: bool) -> Term:
    """The term where the index is the place, or isn't."""
    if not isinstance(term, App) or bound(term)[0] in free_symbols(place) | {index}:
        return term
    if term.head == "piecewise" and _place(term, index) == place:
        return _where(term.args[0 if equal else 2], index, place, equal)
    return rebuilt(term.head, tuple(_where(arg, index, place, equal) for arg in term.args))


def _is_in_range(place: Term, low: Term, high: Term, given: Given) -> bool:
    if not (_is_whole(place, given) and _is_whole(low, given)):
        return False
    return all(given.holds(App("<=", pair)) == YES for pair in ((low, place), (place, high)) if INFINITY not in pair)


def _is_whole(term: Term, given: Given) -> bool:
    value = literal(term)
    if value is not None:
        return value.denominator == 1
    match term:
        case Sym(name):
            return given.kind(name) == "integer"
        case App("+" | "*" | "neg", args):
            return all(_is_whole(arg, given) for arg in args)
    return False


def _is_nothing(term: Term) -> bool:
    """Whether a term is 0 wherever it is defined, by its shape."""
    match term:
        case App("*", args):
            return any(map(_is_nothing, args))
        case App("+", args):
            return all(map(_is_nothing, args))
        case App("neg", (inner,)) | App("/", (inner, _)) | App("Sum", (inner, _)):
            return _is_nothing(inner)
    return is_zero(term)
