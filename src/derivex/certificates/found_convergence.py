"""Found: what holds where integrals and limits of the lines exist.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivex.certificates.convergence import implied, strictly
from derivex.certificates.data import NoCertificate, Proof
from derivex.certificates.data_moves import Narrowed
from derivex.certificates.endings import INFINITE, Told
from derivex.certificates.found_closed import unused
from derivex.certificates.found_polynomials import factors
from derivex.certificates.inductions import bounds_of
from derivex.certificates.places import parts
from derivex.certificates.quotients import Refused
from derivex.errors import InputError
from derivex.given import YES, Given
from derivex.substitution import substitute
from derivex.term import App, Sym, Term, free_symbols, names

Find = Callable[[Term, Term, Given], Proof]
OF_CONVERGENCE = frozenset({"Integral", "Limit"})


def narrowed(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    """A proof with one relation more; None if no written part says anything new."""
    if not (names(before) | names(after)) & OF_CONVERGENCE:
        return None
    name = unused("t", before, after, *given.relations, *(Sym(each) for each, _ in given.kinds))
    for part, relation in _relations((before, after), name, given):
        narrower = None if given.holds(relation) == YES else given.with_relation(relation)
        if narrower is None or narrower == given:
            continue
        try:
            inside = find(before, after, narrower)
        except (NoCertificate, Refused, InputError):
            return None
        return Narrowed(before, after, given, name, part, relation, inside)
    return None


def undecided(before: Term, after: Term, given: Given) -> Term | None:
    """A constant factor of a body that decides whether anything follows from convergence."""
    if not (names(before) | names(after)) & OF_CONVERGENCE:
        return None
    name = unused("t", before, after, *given.relations, *(Sym(each) for each, _ in given.kinds))
    for part in sorted(
        {part for line in (before, after) for part in parts(line)}, key=lambda each: (each.size, str(each))
    ):
        if not (isinstance(part, App) and part.head in OF_CONVERGENCE):
            continue
        _, body, index, ends = bounds_of(part)
        if not set(ends) & set(INFINITE):
            continue
        for factor, count in factors(substitute(body, {index: Sym(name)}), 1):
            free = count > 0 and name not in free_symbols(factor) and free_symbols(factor)
            if free and not Told(given, (before, after, body)).is_nonzero(factor):
                return factor
    return None


def _relations(lines: tuple[Term, Term], name: str, given: Given) -> Iterator[tuple[App, Term]]:
    written = {part for line in lines for part in parts(line)}
    for part in sorted(written, key=lambda each: (each.size, str(each))):
        if isinstance(part, App) and part.head in OF_CONVERGENCE:
            try:
                found = [*implied(part, name, given)]
                for relation in (*strictly(found, lines, given), *found):
                    yield part, relation
            except Refused:
                continue
