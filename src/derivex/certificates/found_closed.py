"""Found: what integrals, limits and sums are equal to, by a law about them.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

from derivex.certificates.coefficients import times
from derivex.certificates.core import Beyond, core
from derivex.certificates.data import Certificate, NoCertificate, Primitive, Proof
from derivex.certificates.data_ends import Binomial, Known, Recurrent, Series, Tends
from derivex.certificates.data_moves import Turned
from derivex.certificates.endings import INFINITE, at_end, far_out
from derivex.certificates.found_binomials import drafted as binomial_sum
from derivex.certificates.found_binomials import proved as binomial_proved
from derivex.certificates.found_nearby import nearby
from derivex.certificates.found_primitives import primitives
from derivex.certificates.found_recurrences import proved as equations_proved
from derivex.certificates.found_recurrences import recurrent
from derivex.certificates.found_series import drafted as infinite_sum
from derivex.certificates.found_series import proved as series_proved
from derivex.certificates.found_waves import pieces
from derivex.certificates.inductions import bounds_of
from derivex.certificates.known_integrals import body as known_body
from derivex.certificates.known_integrals import value as known_value
from derivex.certificates.primitives import slopes
from derivex.certificates.quotients import Refused
from derivex.certificates.recheck import check
from derivex.errors import InputError
from derivex.given import Given
from derivex.substitution import fresh, substitute
from derivex.term import INFINITY, ONE, ZERO, App, Sym, Term, literal, names, number, subtract

Find = Callable[[Term, Term, Given], Proof]
Attempt = Callable[[Term, Term, Given, Find], Proof | None]
WHOLE = frozenset(Fraction(each) for each in range(7))
FAILED = (NoCertificate, Refused, InputError)


def closed_forms(part: App, given: Given, find: Find) -> Iterator[tuple[Term, Attempt]]:
    """What it may be equal to, and how that is proved."""
    if part.head == "Integral":
        yield from _known_integrals(part, given)
        yield from _integrals(part, given)
    if part.head == "Limit" and (tending := _tending(part, given)) is not None:
        yield tending.after, _tends
    if part.head == "Limit" and part.args[1].args[-1] not in INFINITE:  # type: ignore[union-attr]  # bounds
        name = unused("t", part, *given.relations, *(Sym(each) for each, _ in given.kinds))
        near = nearby(part, given, name, find)
        if near is not None:
            yield near.after, lambda before, after, where, find: near if where == given and holds(near) else None
    if part.head == "Sum":
        for drawn in _series(part, given):
            yield drawn.after, _by_series
    if part.head in ("Sum", "Integral") and (equation := _recurrent(part, given)) is not None:
        yield equation.after, _by_equations
    if part.head == "Sum" and (theorem := _binomial(part, given)) is not None:
        yield theorem.after, _by_binomials


def holds(proof: Proof) -> bool:
    try:
        return bool(check(proof))
    except Refused:
        return False


def unused(base: str, *terms: Term) -> str:
    return fresh(base, frozenset().union(*map(names, terms)))


def _integrals(part: App, given: Given) -> Iterator[tuple[Term, Attempt]]:
    """An integral by primitive functions, each with its proof."""
    _, body, index, ends = bounds_of(part)
    if len(ends) != 2:
        return
    name = unused("t", part, *given.relations, *(Sym(each) for each, _ in given.kinds))
    inside = substitute(body, {index: Sym(name)})
    carried = core(inside, given) if "diff" in names(body) else inside
    for primitive in dict.fromkeys(each for form in (inside, carried) for each in primitives(form, name)):

        def prove(before: Term, after: Term, given: Given, find: Find, known: Term = primitive) -> Proof | None:
            empty = Certificate(before, before, given, 2, (), (), (((), ()), ((), ())), (), ())
            try:
                proof = Primitive(before, after, given, name, known, empty)
                found = Primitive(before, after, given, name, known, find(*slopes(proof)))
            except FAILED:
                return None
            return found if holds(found) else None

        starts, stops = (at_end(primitive, name, (ends[0], ends[1]), which, given, index) for which in (0, 1))
        for last, first in product(stops, starts):
            yield subtract(last[0], first[0]), prove


def _known_integrals(part: App, given: Given) -> Iterator[tuple[Term, Attempt]]:
    """By the definition of gamma."""
    _, body, index, ends = bounds_of(part)
    if ends != (ZERO, INFINITY):
        return
    name = unused("t", part, *given.relations, *(Sym(each) for each, _ in given.kinds))
    found = pieces(substitute(body, {index: Sym(name)}), name)
    if found is None or len(found) != 1 or found[0].wave is not None:
        return
    scale, exponent, (c, b, a), _ = found[0]
    if literal(exponent) in WHOLE or (a == b == ZERO) or (a != ZERO != b):
        return
    scale = times(scale, ONE if c == ZERO else App("exp", (c,)))
    rate = times(number(-1), b if a == ZERO else a)
    empty = Turned(part, part, given)
    draft = Known(part, part, given, name, "gamma" if a == ZERO else "gaussian", exponent, rate, scale, empty)
    draft = replace(draft, after=known_value(draft))

    def prove(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
        try:
            proof = replace(draft, given=given)
            found = replace(proof, proof=find(*known_body(proof)))
        except FAILED:
            return None
        return found if holds(found) else None

    yield draft.after, prove


def _tends(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    return _tending(before, given)


def _tending(part: Term, given: Given) -> Tends | None:
    """A limit at infinity, with what it is."""
    try:
        _, body, index, ends = bounds_of(part)
        name = unused("t", part, *given.relations, *(Sym(each) for each, _ in given.kinds))
        found = far_out(substitute(body, {index: Sym(name)}), name, ends[0], given) if ends[0] in INFINITE else None
        return None if found is None else Tends(part, found, given, name)
    except (*FAILED, Beyond):
        return None


def _series(part: App, given: Given) -> Iterator[Series]:
    name = unused("t", part, *given.relations, *(Sym(each) for each, _ in given.kinds))
    yield from infinite_sum(part, given, name)


def _by_series(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    drawn = _series(before, given) if isinstance(before, App) else iter(())
    proof = next((each for each in drawn if each.after == after), None)
    found = None if proof is None else series_proved(proof, find)
    return found if found is not None and holds(found) else None


def _recurrent(part: App, given: Given) -> Recurrent | None:
    return recurrent(part, given, unused("t", part, *given.relations, *(Sym(each) for each, _ in given.kinds)))


def _by_equations(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    proof = _recurrent(before, given) if isinstance(before, App) else None
    found = None if proof is None or proof.after != after else equations_proved(proof, find)
    return found if found is not None and holds(found) else None


def _binomial(part: App, given: Given) -> Binomial | None:
    name = unused("t", part, *given.relations, *(Sym(each) for each, _ in given.kinds))
    return binomial_sum(part, given, name)


def _by_binomials(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    proof = _binomial(before, given) if isinstance(before, App) else None
    found = None if proof is None else binomial_proved(proof, find)
    return found if found is not None and holds(found) else None
