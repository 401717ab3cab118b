"""Found: why sums, products, integrals and limits are equal.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import comb

from flint import fmpq

from derivex.certificates.binders import everywhere, inner_lines, still
from derivex.certificates.data import (
    Certificate,
    Induction,
    Inside,
    NoCertificate,
    Proof,
    Rewritten,
    Unrolled,
)
from derivex.certificates.found_closed import closed_forms, holds, unused
from derivex.certificates.found_moves import moved, of_line
from derivex.certificates.found_picked import carried_out, picks
from derivex.certificates.found_polynomials import MAX_DEGREE, coefficients_of
from derivex.certificates.found_slopes import derived, sloped, slopes_in
from derivex.certificates.found_substitutions import substituted
from derivex.certificates.inductions import bounds_of, counted, replaced, shortened, stages
from derivex.certificates.quotients import Refused
from derivex.errors import InputError
from derivex.given import Given
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import (
    BINDERS,
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    add,
    free_symbols,
    literal,
    multiply,
    number,
    power,
)

Find = Callable[[Term, Term, Given], Proof]
Attempt = Callable[[Term, Term, Given, Find], Proof | None]
FAILED = (NoCertificate, Refused, InputError)
MAX_TERMS = 6


def of_binders(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    """A proof by induction, by equal bodies, or with a part rewritten; None if there is none."""
    found = _of_deltas(before, after, given, find)
    if found is not None:
        return found
    for attempt in (_unrolled, _inside, derived, _induction):
        found = attempt(before, after, given, find)
        if found is not None and holds(found):
            return found
    for part in slopes_in(before, after):
        for form, prove in sloped(part, given):
            found = _rewritten(before, after, given, part, form, prove, find)
            if found is not None:
                return found
    for whole, form in carried_out(before, after, given, "Sum"):
        found = _rewritten(before, after, given, whole, form, _by_rules, find)
        if found is not None:
            return found
    for part in sorted(_binders(before, after), key=lambda each: -each.size):
        for form, prove in _forms(part, before, after, given, find):
            found = _rewritten(before, after, given, part, form, prove, find)
            if found is not None:
                return found
    return None


def _of_deltas(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    """With the derivatives of sums over deltas carried out, and with what such sums pick."""
    shown = carried_out(before, after, given, "Sum", "piecewise")
    forms: list[tuple[App, Term, Attempt]] = [(part, form, _by_rules) for part, form in shown]
    for part in _binders(before, after):
        forms += [(part, form, prove) for form, prove in picks(part, given)]
    for part, form, prove in forms:
        found = _rewritten(before, after, given, part, form, prove, find)
        if found is not None:
            return found
    return None


def _by_rules(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    try:
        return find(before, after, given)
    except FAILED:
        return None


def _binders(*lines: Term) -> list[App]:
    found = (part for line in lines for part in subterms(line) if isinstance(part, App) and part.head in BINDERS)
    return list(dict.fromkeys(found))


def _inside(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    empty = Certificate(before, before, given, 2, (), (), (((), ()), ((), ())), (), ())
    try:
        name = unused("t", before, after, *given.relations, *(Sym(each) for each, _ in given.kinds))
        proof = Inside(before, after, given, name, empty)
        one, two, inner = inner_lines(proof)
        return Inside(before, after, given, name, find(one, two, inner))
    except FAILED:
        return None


def _induction(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    for name in sorted(free_symbols(before) | free_symbols(after)):
        try:
            binders = list(dict.fromkeys([*counted(before, name), *counted(after, name)]))
        except FAILED:
            continue
        lows = dict.fromkeys(shortened(*_low(binder, name)) for binder in binders)
        for low in sorted(lows, key=lambda each: -(literal(each) or 0)):
            proof = _by_steps(before, after, given, name, low, len(binders), find)
            if proof is not None:
                return proof
    return None


def _low(binder: App, name: str) -> tuple[Term, int]:
    _, _, _, (low, high) = bounds_of(binder)
    rest = literal(high.args[1]) if isinstance(high, App) and len(high.args) == 2 else None
    return low, int(rest or 0)


def _by_steps(before: Term, after: Term, given: Given, name: str, low: Term, count: int, find: Find) -> Proof | None:
    taken = [before, after, *given.relations, *(Sym(each) for each, _ in given.kinds)]
    symbols: list[str] = []
    for _ in range(count):
        symbols.append(unused("S", *taken, *map(Sym, symbols)))
    steps = unused("m", *taken)
    empty = Certificate(before, before, given, 2, (), (), (((), ()), ((), ())), (), ())
    proof = Induction(before, after, given, name, low, steps, tuple(symbols), empty, empty)
    try:
        start, step = (find(*stage) for stage in stages(proof))
    except FAILED:
        return None
    return Induction(before, after, given, name, low, steps, tuple(symbols), start, step)


def _unrolled(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    match before, after:
        case App("Sum" | "Product" as head, _), App("+" | "*", (App(other, _) as shorter, *_)) if head == other:
            found = _offsets(before, shorter)
            if found is None:
                return None
            first, last = found
            (_, _, _, (low, high)), (_, _, _, (start, end)) = bounds_of(before), bounds_of(shorter)
            try:
                ends = find(shortened(low, -first), start, given), find(shortened(high, last), end, given)
            except FAILED:
                return None
            return Unrolled(before, after, given, first, last, *ends)
    return None


def _offsets(whole: App, part: App) -> tuple[int, int] | None:
    """How many terms a shorter sum lacks at its two ends."""
    (head, body, name, ends), (other, inner, bound, limits) = bounds_of(whole), bounds_of(part)
    if (head, body, name) != (other, inner, bound) or len(ends) != 2:
        return None
    found = []
    for one, two, direction in zip(ends, limits, (1, -1), strict=True):
        (rest, here), (same, there) = _split(one), _split(two)
        gap = (there - here) * direction
        if rest != same or gap.denominator != 1 or not 0 <= gap <= MAX_TERMS:
            return None
        found.append(int(gap))
    return (found[0], found[1]) if any(found) else None


def _split(end: Term) -> tuple[Term, Fraction]:
    """A bound as something and a number."""
    value = literal(end)
    if value is not None:
        return ZERO, value
    match end:
        case App("+", (*rest, last)) if (value := literal(last)) is not None:
            return add(*rest), value
    return end, Fraction(0)


def _unrolled_form(whole: App, part: App) -> Term | None:
    offsets = _offsets(whole, part)
    if offsets is None:
        return None
    head, body, name, (low, high) = bounds_of(whole)
    places = [shortened(low, -step) for step in range(offsets[0])]
    places += [shortened(high, step) for step in range(offsets[1])]
    return (add if head == "Sum" else multiply)(part, *(substitute(body, {name: place}) for place in places))


def _rewritten(
    before: Term, after: Term, given: Given, part: App, form: Term, prove: Attempt, find: Find
) -> Proof | None:
    wide, known = everywhere((before, after), given), still((before, after), given)
    plain = replaced(before, {part: form}, inside=False), replaced(after, {part: form}, inside=False)
    deep = replaced(before, {part: form}, inside=True), replaced(after, {part: form}, inside=True)
    for where in dict.fromkeys((wide, known, given) if plain != deep else (wide, given)):
        one, two = deep if where in (wide, known) else plain
        if (one, two) == (before, after):
            continue
        lemma = prove(part, form, where, find)
        if lemma is None:
            continue
        try:
            found = Rewritten(before, after, given, part, form, lemma, find(one, two, given))
        except FAILED:
            return None
        if holds(found):
            return found
    return None


def _forms(part: App, before: Term, after: Term, given: Given, find: Find) -> Iterator[tuple[Term, Attempt]]:
    """What a sum or its like may be equal to, and how."""
    for other in _binders(before, after):
        if other != part and other.head == part.head:
            form = _unrolled_form(part, other) if part.head in ("Sum", "Product") else None
            if form is not None:
                yield form, _unrolled
            elif other.size <= part.size:
                yield other, _inside
    yield from closed_forms(part, given, find)
    yield from of_line(part, (before, after), _binders(before, after), given)
    yield from moved(part, _binders(before, after), given)
    yield from substituted(part, _binders(before, after), (before, after), given)
    closed = _closed_sum(part) if part.head == "Sum" else None
    if closed is not None:
        yield closed, _induction


def _closed_sum(part: App) -> Term | None:
    """A sum of a polynomial in its index, by Bernoulli's polynomials."""
    _, body, name, (low, high) = bounds_of(part)
    if Sym("oo") in subterms_of(low, high):
        return None
    coefficients = coefficients_of(body, name)
    if coefficients is None or max(coefficients, default=0) > MAX_DEGREE:
        return None
    index = add(high, ONE)
    rows = [
        multiply(each, add(_bernoulli(degree, index), App("neg", (_bernoulli(degree, low),))))
        for degree, each in sorted(coefficients.items())
    ]
    return add(*rows) if rows else ZERO


def subterms_of(*terms: Term) -> set[Term]:
    return {part for term in terms for part in subterms(term)}


def _bernoulli(degree: int, place: Term) -> Term:
    numbers = [fmpq(comb(degree + 1, index)) * fmpq.bernoulli(index) / (degree + 1) for index in range(degree + 1)]
    rows = [
        multiply(number(Fraction(int(each.p), int(each.q))), power(place, number(degree + 1 - index)))
        for index, each in enumerate(numbers)
        if each
    ]
    return add(*rows)
