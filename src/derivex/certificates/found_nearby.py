"""Found: limits at a number, by derivatives there.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivex.certificates.balls import Unclear
from derivex.certificates.bars import over
from derivex.certificates.core import Beyond
from derivex.certificates.data import Certificate, NoCertificate, Proof
from derivex.certificates.data_ends import Nearby
from derivex.certificates.found_polynomials import cancelled
from derivex.certificates.inductions import bounds_of
from derivex.certificates.nearby import MAX_ORDER, at_place, derivatives, place_of, stage
from derivex.certificates.points import at_point
from derivex.certificates.quotients import Refused
from derivex.certificates.recheck import check
from derivex.errors import InputError, TooLarge
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import ONE, ZERO, App, Sym, Term, divide, free_symbols, number

Find = Callable[[Term, Term, Given], Proof]
FAILED = (NoCertificate, Refused, InputError, Beyond)


def nearby(part: App, given: Given, name: str, find: Find) -> Nearby | None:
    """A limit with what it is, and why."""
    _, body, index, _ = bounds_of(part)
    body = substitute(body, {index: Sym(name)})
    written = (body, cancelled(body))
    plain = [each.args if isinstance(each, App) and each.head == "/" else (each, ONE) for each in written]
    for above, below in dict.fromkeys((over(body, name), *plain)):
        try:
            found = _of_quotient(part, given, name, (above, below), find)
            if found is not None and check(found):
                return found
        except FAILED:
            continue
    return None


def _of_quotient(part: App, given: Given, name: str, form: tuple[Term, Term], find: Find) -> Nearby | None:
    place, zeros = place_of(part, given), list[tuple[Proof, Proof]]()
    empty = Certificate(part, part, given, 2, (), (), (((), ()), ((), ())), (), ())
    proof = Nearby(part, part, given, name, *form, empty, (), ONE, empty)
    _, _, near = stage(proof)
    for order in range(MAX_ORDER + 1):
        rows = [derivatives(function, name, order, near)[-1] for function in form]
        above, below = (at_place(each, name, place) for each in rows)
        if not _is_zero(below, given, find):
            scale = _number(below)
            after, last = divide(above, scale), find(below, scale, given)
            return Nearby(part, after, given, name, *form, find(*stage(proof)), tuple(zeros), scale, last)
        zeros.append((find(above, ZERO, given), find(below, ZERO, given)))
    return None


def _is_zero(term: Term, given: Given, find: Find) -> bool:
    try:
        find(term, ZERO, given)
    except FAILED:
        return False
    return True


def _number(term: Term) -> Term:
    """The number that it is, or the term itself."""
    if free_symbols(term):
        return term
    try:
        (value,) = at_point((term,), (), Given())
    except (Unclear, Beyond, TooLarge):
        return term
    return number(value) if isinstance(value, Fraction) else term
