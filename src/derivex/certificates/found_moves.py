"""Found: what sums, products and integrals are as wholes, by moves.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from derivex.certificates.data import NoCertificate, Proof
from derivex.certificates.data_moves import Combined, Empty, Joined, Turned
from derivex.certificates.found_closed import holds, unused
from derivex.certificates.found_polynomials import factors
from derivex.certificates.found_primitives import primitives
from derivex.certificates.inductions import bounds_of, shortened
from derivex.certificates.moves import combination, stage
from derivex.certificates.places import renamed
from derivex.certificates.quotients import Refused
from derivex.errors import InputError
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import ONE, ZERO, App, Sym, Term, add, divide, free_symbols, multiply, negate, number

Find = Callable[[Term, Term, Given], Proof]
Attempt = Callable[[Term, Term, Given, Find], Proof | None]
FAILED = (NoCertificate, Refused, InputError)
MAX_PIECES = 8


def moved(part: App, others: Sequence[App], given: Given) -> Iterator[tuple[Term, Attempt]]:
    """What a sum, product or integral may be equal to, by a move, and how that is proved."""
    head, body, index, ends = bounds_of(part)
    if head == "Limit":
        name = unused("t", part, *others, *given.relations, *(Sym(each) for each, _ in given.kinds))
        for parts in _combinations(part, others):
            yield combination(head, parts), partial(_combined, name, parts)
    if len(ends) != 2 or head == "Limit":
        return
    low, high = ends
    if high == (low if head == "Integral" else shortened(low, 1)):
        yield (ONE if head == "Product" else ZERO), _empty
    elif head == "Integral":
        back = _known(App(head, (body, App("bounds", (Sym(index), high, low)))), others)
        if back is not None:
            yield negate(back), _turned
    for first in others:
        middle = _second(part, first)
        for second in others if middle is not None else ():
            if _begins(first, second, part):
                yield (multiply if head == "Product" else add)(first, second), _joined
    name = unused("t", part, *others, *given.relations, *(Sym(each) for each, _ in given.kinds))
    for parts in _combinations(part, others):
        yield combination(head, parts), partial(_combined, name, parts)


def of_line(part: App, lines: tuple[Term, Term], others: Sequence[App], given: Given) -> Iterator[tuple[Term, Attempt]]:
    """The combination of others over the same range that a line is, with what else is added there."""
    head, body, index, ends = bounds_of(part)
    if head == "Product":
        return
    name = unused("t", part, *others, *given.relations, *(Sym(each) for each, _ in given.kinds))
    known = [each for each in others if each != part and bounds_of(each)[0] == head and bounds_of(each)[3] == ends]
    for line in lines if known else ():
        parts = tuple(row for sign, each in _addends(line, 1) if (row := _multiple(sign, each, known)) is not None)
        if len(parts) > 1:
            yield combination(head, parts), partial(_combined, name, parts)
        elif parts and head != "Limit":  # and what they lack, as by parts
            scale, other = parts[0]
            inner = substitute(bounds_of(other)[1], {bounds_of(other)[2]: Sym(index)})
            rest = add(
                body, inner if scale == negate(ONE) else negate(inner if scale == ONE else multiply(scale, inner))
            )
            if head == "Integral" and next(primitives(rest, index), None) is not None:
                both = (*parts, (ONE, App(head, (rest, App("bounds", (Sym(index), *ends))))))
                yield combination(head, both), partial(_combined, name, both)


def _multiple(sign: int, term: Term, known: Sequence[App]) -> tuple[Term, Term] | None:
    """A known one times a scale."""
    outer: list[Term] = []
    found: App | None = None
    for factor, times in factors(term, 1):
        if times == 1 and factor in known and found is None:
            found = next(each for each in known if each == factor)
        else:
            outer.append(factor if times == 1 else App("^", (factor, number(times))))
    if found is None:
        return None
    scale = multiply(*outer) if outer else ONE
    return scale if sign > 0 else negate(scale), found


Parts = tuple[tuple[Term, Term], ...]


def _combinations(part: App, others: Sequence[App]) -> Iterator[Parts]:
    """By the addends and factors of the body; or the opposite of another one."""
    head, body, index, ends = bounds_of(part)
    pieces = _pieces(body, index, head)
    bounds = App("bounds", (Sym(index), *ends))
    plain = [App(head, (each if sign > 0 else negate(each), bounds)) for sign, each in _addends(body, 1)]
    if head != "Product" and 1 < len(plain) <= MAX_PIECES and any(_known(each, others) for each in plain):
        yield tuple((ONE, _known(each, others) or each) for each in plain)
    if 0 < len(pieces) <= MAX_PIECES and (len(pieces) > 1 or pieces[0][0] != ONE):
        wholes = [(scale, App(head, (each, bounds))) for scale, each in pieces]
        yield tuple((scale, _known(whole, others) or whole) for scale, whole in wholes)
    for other in others if head != "Product" else ():
        if other != part and bounds_of(other)[0] == head and bounds_of(other)[3] == ends:
            yield ((negate(ONE), other),)


def _combined(name: str, parts: Parts, before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    empty = Combined(before, after, given, name, parts, Turned(before, before, given))
    try:
        return _confirmed(Combined(before, after, given, name, parts, find(*stage(empty))))
    except FAILED:
        return None


def _known(whole: App, others: Sequence[App]) -> App | None:
    """The same, with another name for what is bound."""
    return next((other for other in others if renamed(other) == renamed(whole)), None)


def _confirmed(proof: Proof) -> Proof | None:
    return proof if holds(proof) else None


def _empty(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    head, _, _, (low, high) = bounds_of(before)
    try:
        return _confirmed(
            Empty(before, after, given, find(high, low if head == "Integral" else shortened(low, 1), given))
        )
    except FAILED:
        return None


def _turned(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    return _confirmed(Turned(before, after, given))


def _joined(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    assert isinstance(after, App)
    middle, start = bounds_of(after.args[0])[3][-1], bounds_of(after.args[1])[3][0]
    next_one = middle if bounds_of(before)[0] == "Integral" else add(middle, ONE)
    try:
        return _confirmed(Joined(before, after, given, find(next_one, start, given)))
    except FAILED:
        return None


def _second(whole: App, first: App) -> Term | None:
    """Where the first part of a range ends."""
    (head, body, index, (low, _)), (other, inner, bound, ends) = bounds_of(whole), bounds_of(first)
    alike = head == other and first != whole and len(ends) == 2 and ends[0] == low
    return ends[1] if alike and substitute(inner, {bound: Sym(index)}) == body else None


def _begins(first: App, second: App, whole: App) -> bool:
    (head, body, index, ends), (other, inner, bound, limits) = bounds_of(whole), bounds_of(second)
    alike = head == other and second not in (first, whole) and len(limits) == 2 and limits[1] == ends[1]
    return alike and substitute(inner, {bound: Sym(index)}) == body


def _pieces(body: Term, name: str, head: str) -> list[tuple[Term, Term]]:
    """Scales and what depends on the name, added up; exponents and factors for a product."""
    if head == "Product":
        return [(number(times), each) for each, times in factors(body, 1)]
    found: dict[Term, list[Term]] = {}
    for sign, each in _addends(body, 1):
        outer, inner = list[Term](), list[Term]()
        for factor, times in factors(each, 1):
            raised = factor if times == 1 else App("^", (factor, number(times)))
            (inner if name in free_symbols(factor) else outer).append(raised)
        scale = multiply(*outer) if outer else ONE
        found.setdefault(multiply(*inner) if inner else ONE, []).append(scale if sign > 0 else negate(scale))
    return [(add(*scales), each) for each, scales in found.items()]


def _addends(term: Term, sign: int) -> Iterator[tuple[int, Term]]:
    match term:
        case App("+", args):
            for arg in args:
                yield from _addends(arg, sign)
        case App("neg", (u,)):
            yield from _addends(u, -sign)
        case App("/", (App("+" | "neg") as above, below)):
            for turned, each in _addends(above, sign):
                yield turned, divide(each, below)
        case _:
            yield sign, term
