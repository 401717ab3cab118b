"""What the givens tell the field at the start of a question: bounds, signs, relations.

``x > 1`` bounds x, ``a < b`` makes ``b - a`` positive, ``im(z) > 0`` puts z above the real axis,
and ``x^2 = 2`` is a relation. What linear reasoning over all givens says of the sign of a
written sine or cosine is noted too, and that a sum of positive numbers is positive; what bounds
of an angle alone tell comes by itself (``halfturns``).

Contract: what is noted holds at every admitted point. A fact that is too hard to state is no
fact, so what follows from the givens is not complete.

Incomplete: a given that is neither a bound, a sign, a polynomial equation nor an inequality of
polynomials in kernels is not used here (``branches`` uses those about arguments).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations
from math import ceil, floor, prod

from flint import fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.cartesian import symbols_behind
from derivex.engine.continuity import is_total
from derivex.engine.derive import is_unknown
from derivex.engine.elements import ZERO_ELEMENT, Element, Undefined
from derivex.engine.field import Field
from derivex.engine.positivity import is_nonzero_factor
from derivex.engine.splitting import NeedsCase, factors_of
from derivex.engine.under import without
from derivex.given import Given
from derivex.signs import CIRCULAR
from derivex.subterms import distinct
from derivex.term import BINDERS, ZERO, App, Sym, Term, bound, free_symbols, literal, subtract

Convert = Callable[[Term], Element]

MAX_EQUATION = 40  # terms of a given equation that others are divided by
LAZY = BINDERS | {"piecewise", "Subs", "bounds"}  # what is inside need not be defined
STRICT = {"<": -1, ">": 1}
WEAK = {"<=": -1, ">=": 1}


def learn(field: Field, convert: Convert, relations: tuple[Term, ...]) -> None:
    """Put the given relations into the field.

    Equations come after the others: a^2 = b^2 is a = b where a + b isn't 0. What orders comes
    again: a < b bounds b once a is bounded.
    """
    pairs = [each for each in relations if isinstance(each, App) and len(each.args) == 2]
    for equal in (False, True):
        for relation in pairs:
            if (relation.head == "=") is equal:
                _relation(field, convert, relation)
    for relation in pairs:
        if relation.head in STRICT | WEAK:
            _relation(field, convert, relation)
    _squared_bounds(field, convert, pairs)


def _squared_bounds(field: Field, convert: Convert, relations: list[App]) -> None:
    """``-sqrt(2) < x < sqrt(2)`` is ``x^2 < 2`` too: the product of two differences that aren't negative."""
    found: list[tuple[Element, bool]] = []
    for relation in relations:
        if relation.head not in STRICT | WEAK or len(free_symbols(relation)) != 1:
            continue
        if any(isinstance(part, App) and part.head in ("sqrt", "^", "root") for part in distinct(relation, LAZY)):
            difference = tried(convert, subtract(*relation.args))
            if difference is not None and field.generators_of(difference) <= field.real:
                direction = (STRICT | WEAK)[relation.head]
                found.append((Element(difference.coefficient * direction, difference.factors), relation.head in STRICT))
    for (one, sharp), (other, strict) in combinations(found, 2):
        product = field.subtract(field.multiply(one, other), ZERO_ELEMENT)
        _, above, below = field.canonical(product)
        if below.is_one() and len(field.ring.degrees(above)) == 1:
            note_positive(field, product, sharp and strict)


def learn_signs(field: Field, convert: Convert, term: Term, given: Given) -> None:
    """Put into the field which signs sine and cosine have where the givens bound their arguments, and which sums."""
    if not given.relations:
        return
    for total in _positive_sums(term, given):
        element = tried(convert, total)
        if element is not None:
            note_positive(field, element, True)
    angles = dict.fromkeys(
        part.args[0] for part in distinct(term, LAZY) if isinstance(part, App) and part.head in CIRCULAR
    )
    for part in (App(head, (angle,)) for angle in angles for head in ("sin", "cos")):
        signs = given.signs(part)
        element = tried(convert, part) if signs in (frozenset({0, 1}), frozenset({1})) else None
        if element is not None:
            note_positive(field, element, signs == frozenset({1}))
        element = tried(convert, part) if signs in (frozenset({-1, 0}), frozenset({-1})) else None
        if element is not None:
            note_positive(field, Element(-element.coefficient, element.factors), signs == frozenset({-1}))


def _positive_sums(term: Term, given: Given) -> Iterator[Term]:
    """The sums of positive numbers that have a value whatever stands around them: in another sum, too.

    Their terms have values at all real indices, and they count from one whole number to another that isn't less.
    """
    parts = distinct(term)
    bindings = {bound(part)[0] for part in parts}
    for part in parts:
        match part:
            case App("Sum", (body, App("bounds", (Sym(index), low, high)))) if bindings.isdisjoint(free_symbols(part)):
                inner = without(index, given)
                if not is_total(body, frozenset({index}), inner, is_unknown):
                    continue
                if all(_is_whole(end, given) for end in (low, high)) and given.signs(part) == frozenset({1}):
                    yield part


def _is_whole(term: Term, given: Given) -> bool:
    value = literal(term)
    return given.kind(term.name) == "integer" if isinstance(term, Sym) else value is not None and value.denominator == 1


def tried(convert: Convert, term: Term) -> Element | None:
    """A fact that is too hard to state is no fact."""
    try:
        return convert(term)
    except (TooHard, NeedsCase):
        return None


def _relation(field: Field, convert: Convert, relation: App) -> None:
    left, right = relation.args
    if relation.head in STRICT | WEAK:
        _absolute(field, relation)
        _half_plane(field, relation)
        difference = tried(convert, subtract(left, right) if right != ZERO else left)
        if difference is None:
            return
        direction = (STRICT | WEAK)[relation.head]
        number = difference.coefficient * direction
        if not difference.factors and (number < 0 or (number == 0 and relation.head in STRICT)):
            raise Undefined  # no point satisfies it
        signed = difference if direction > 0 else Element(-difference.coefficient, difference.factors)
        note_positive(field, signed, relation.head in STRICT)
    elif relation.head == "!=":
        difference = tried(convert, subtract(left, right) if right != ZERO else left)
        if difference is not None:
            note_nonzero(field, difference)
    elif relation.head == "=":
        difference = tried(convert, subtract(left, right) if right != ZERO else left)
        if difference is not None and difference.coefficient:
            _equation(field, difference)


def _half_plane(field: Field, relation: App) -> None:
    """``im(z) > 0`` puts a complex symbol above the real axis."""
    match relation:
        case App("<" | ">" as head, (App("im", (Sym(name),)), other)) if literal(other) == 0:
            found = field.keys.get(("symbol", name))
            if isinstance(found, int) and found not in field.real:
                field.half_planes[found] = STRICT[head]
                field.nonzero.add(found)


def _absolute(field: Field, relation: App) -> None:
    """``abs(x) < 1`` bounds a real x on both sides."""
    left, right = relation.args
    if relation.head in (">", ">="):
        left, right = right, left
    match left, literal(right):
        case App("abs", (Sym(name),)), Fraction() as limit:
            found = field.keys.get(("symbol", name))
            if isinstance(found, int) and found in field.real:
                _bound(field, found, -limit, relation.head in STRICT, above=True)
                _bound(field, found, limit, relation.head in STRICT, above=False)


def _equation(field: Field, difference: Element) -> None:
    """A given polynomial equation, if it is monic in its latest symbol, becomes a relation; else it is kept.

    A factor that isn't zero goes out, and each other one counts once: x^3 is zero where x is.
    """
    _, above, _ = field.canonical(difference)
    if not above:  # the equations before it say so already
        return
    parts = [part for part, _ in factors_of(field, above)]
    left = [part for part in parts if not is_nonzero_factor(field, field.ring.intern(part))]
    above = prod(left or parts, start=field.ring.one)
    if above not in field.equations and len(above) <= MAX_EQUATION:
        field.equations.append(above)
    degrees = field.ring.degrees(above)
    if not degrees or any(field.kernels[generator].head not in ("symbol", "root") for generator in degrees):
        return
    generator = max(degrees)
    degree = degrees[generator]
    leading = [
        (monomial, number) for monomial, number in above.terms() if monomial[field.ring.size - 1 - generator] == degree
    ]
    taken = any(generator == other for other, _, _ in field.ring.relations)
    if taken or len(leading) != 1 or sum(leading[0][0]) != degree or abs(leading[0][1]) != 1:
        return
    if field.kernels[generator].head == "symbol":
        field.ring.reduce_by(generator, degree, above if leading[0][1] > 0 else -above)


def note_nonzero(field: Field, element: Element) -> None:
    """A product isn't zero, so none of its factors is."""
    if not element.coefficient:
        return
    field.nonzero_product(element)
    if field.cartesian:
        try:
            _, above, _ = field.canonical(element)
            for part, _ in factors_of(field, above) if above else ():
                symbols = symbols_behind(field, part)
                if symbols:
                    field.not_all_zero.append(frozenset(symbols))
        except TooHard:
            return


def note_positive(field: Field, element: Element, strict: bool) -> None:
    """An element that is real and positive (or at least 0): bounds and signs of what it is made of."""
    coefficient, above, below = field.canonical(element)
    if not coefficient:
        return
    if strict:
        note_nonzero(field, element)
    if not below.is_one():
        return
    signed = above if coefficient > 0 else -above
    degrees = field.ring.degrees(above)
    if list(degrees.values()) == [1]:  # c*x + d > 0 with numbers c and d: then x is real
        field.real.update(degrees)
    if any(generator not in field.real for generator in degrees):
        return
    number = field.ring.intern(above)
    before = field.signs.get(number)
    if before is None or (strict and not before[0]):
        field.signs[number] = (strict, 1 if coefficient > 0 else -1)
    if signed.total_degree() == 1:
        _linear(field, signed, strict)


def _linear(field: Field, form: fmpz_mpoly, strict: bool) -> None:
    """A linear form that is positive bounds each symbol in it, given bounds of the others."""
    last = field.ring.size - 1
    numbers: dict[int, Fraction] = {}
    absolute = Fraction(0)
    for monomial, coefficient in form.terms():
        which = next((last - index for index, exponent in enumerate(monomial) if exponent), None)
        if which is None:
            absolute = Fraction(int(coefficient))
        else:
            numbers[which] = Fraction(int(coefficient))
    field.found_out(numbers)
    for generator, number in numbers.items():
        if field.kernels[generator].head != "symbol":
            continue
        total: Fraction | None = absolute
        sharp = strict
        for other, factor in numbers.items():
            if other == generator or total is None:
                continue
            limit = field.high.get(other) if factor > 0 else field.low.get(other)
            if limit is None:
                total = None
            else:
                total += factor * limit[0]
                sharp = sharp or limit[1]
        if total is not None:  # number*x + total > 0
            _bound(field, generator, -total / number, sharp, above=number > 0)


def _bound(field: Field, generator: int, limit: Fraction, strict: bool, *, above: bool) -> None:
    """Note that a real generator lies above (or below) a limit, if that is news."""
    if generator in field.integers:
        if strict:
            limit = Fraction(floor(limit) + 1 if above else ceil(limit) - 1)
        else:
            limit = Fraction(ceil(limit) if above else floor(limit))
        strict = False
    known = field.low if above else field.high
    before = known.get(generator)
    better = before is None or (limit > before[0] if above else limit < before[0])
    if better or (before is not None and limit == before[0] and strict):
        known[generator] = (limit, strict)
