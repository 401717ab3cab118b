"""Found: one integral or sum as another one, by a linear substitution.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from derivex.certificates.data import NoCertificate, Proof
from derivex.certificates.data_moves import Substituted, Turned
from derivex.certificates.endings import INFINITE
from derivex.certificates.found_closed import holds, unused
from derivex.certificates.found_polynomials import coefficients_of
from derivex.certificates.inductions import bounds_of
from derivex.certificates.moves import obligations
from derivex.certificates.quotients import Refused
from derivex.errors import InputError
from derivex.given import Given
from derivex.subterms import subterms
from derivex.term import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    divide,
    free_symbols,
    literal,
    multiply,
    names,
    negate,
    number,
    subtract,
)

Find = Callable[[Term, Term, Given], Proof]
Attempt = Callable[[Term, Term, Given, Find], Proof | None]
FAILED = (NoCertificate, Refused, InputError)
MAX_WAYS = 6  # substitutions that are tried for one pair


def substituted(
    part: App, others: Sequence[App], lines: tuple[Term, Term], given: Given
) -> Iterator[tuple[Term, Attempt]]:
    """What an integral or sum may be equal to by a substitution: another one, maybe times what stands beside it."""
    head, _, index, ends = bounds_of(part)
    if len(ends) != 2:
        return
    name = unused("t", part, *others, *given.relations, *(Sym(each) for each, _ in given.kinds))
    for other in others:
        kind, inner, bound, places = bounds_of(other)
        if other == part or kind != head or len(places) != 2 or (places == ends and head != "Integral"):
            continue
        for slope, rise, turned in list(_ways(part, other))[:MAX_WAYS]:
            for scale in dict.fromkeys((ONE, slope, *_beside(other, lines))):
                if free_symbols(scale) & {index, bound} or "oo" in names(scale):
                    continue
                body = inner if scale == ONE else multiply(scale, inner)
                form = App(head, (body, App("bounds", (Sym(bound), *places))))
                if form != part:
                    yield form, partial(_substituted, name, slope, rise, turned)


def _substituted(
    name: str, slope: Term, rise: Term, turned: bool, before: Term, after: Term, given: Given, find: Find
) -> Proof | None:
    empty = Turned(before, before, given)
    proof = Substituted(before, after, given, name, slope, rise, turned, empty, empty, empty)
    try:
        body, low, high = obligations(proof)
        ends = find(*low), find(*high)  # they cost little
        found = replace(proof, proof=find(*body), low=ends[0], high=ends[1])
    except FAILED:
        return None
    return found if holds(found) else None


def _ways(part: App, other: App) -> Iterator[tuple[Term, Term, bool]]:
    """Slopes and rises: by the ends, and for integrals by arguments of one function in both bodies."""
    (head, body, index, ends), (_, inner, bound, places) = bounds_of(part), bounds_of(other)
    found: dict[tuple[Term, Term], None] = {}
    low, high = ends
    if ends == places:  # what changes nothing there isn't by the ends
        pass
    elif low not in INFINITE:
        found[ONE, _difference(low, places[0])] = None
        if places[1] not in INFINITE:
            found[number(-1), _difference(low, negate(places[1]))] = None
    elif high not in INFINITE:
        found[ONE, _difference(high, places[1])] = None
    if head == "Integral":
        for one in subterms(body):
            for two in subterms(inner):
                match one, two:
                    case App(first, (u,)), App(second, (v,)) if first == second:
                        way = _linear(u, index, v, bound)
                        if way is not None:
                            found.setdefault(way)
    for slope, rise in found:
        if (slope, rise) != (ONE, ZERO) and "oo" not in names(slope) | names(rise):
            value = literal(slope)
            if head != "Integral":
                yield slope, rise, value == -1
            else:
                yield slope, rise, value is not None and value < 0
                yield slope, rise, not (value is not None and value < 0)


def _linear(u: Term, index: str, v: Term, bound: str) -> tuple[Term, Term] | None:
    """What t is for s where ``u(t) = v(s)``, both linear."""
    first, second = coefficients_of(u, index), coefficients_of(v, bound)
    if first is None or second is None or max(first) != 1 or max(second) != 1:
        return None
    slope, rise = second[1], _difference(second.get(0, ZERO), first.get(0, ZERO))
    if first[1] == ONE:
        return slope, rise
    one, other = literal(slope), literal(first[1])
    scaled = number(one / other) if one is not None and other else divide(slope, first[1])
    return scaled, ZERO if rise == ZERO else divide(rise, first[1])


def _difference(left: Term, right: Term) -> Term:
    one, other = literal(left), literal(right)
    if one is not None and other is not None:
        return number(one - other)
    return ZERO if left == right else left if right == ZERO else subtract(left, right)


def _beside(other: App, lines: tuple[Term, Term]) -> Iterator[Term]:
    """What an integral or sum is multiplied by, in a line."""
    for line in lines:
        for part in subterms(line):
            match part:
                case App("*", args) if other in args:
                    yield multiply(*(each for each in args if each != other))
                case App("/", (above, below)) if above == other:
                    yield divide(ONE, below)
                case App("neg", (u,)) if u == other:
                    yield number(-1)
