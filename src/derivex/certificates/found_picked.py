"""Found: sums over a delta, and those that a derivative makes.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from derivex.certificates.core import Beyond, core
from derivex.certificates.data import NoCertificate, Proof
from derivex.certificates.data_moves import Picked, Turned
from derivex.certificates.found_closed import holds, unused
from derivex.certificates.inductions import bounds_of
from derivex.certificates.picked import elsewhere, picked
from derivex.certificates.quotients import Refused
from derivex.errors import InputError
from derivex.given import Given
from derivex.substitution import rebuilt
from derivex.subterms import subterms
from derivex.term import ZERO, App, Sym, Term, add, bound, cases_of, divide, free_symbols, multiply, names, negate

Find = Callable[[Term, Term, Given], Proof]
Attempt = Callable[[Term, Term, Given, Find], Proof | None]
FAILED = (NoCertificate, Refused, InputError)


def carried_out(before: Term, after: Term, given: Given, *heads: str) -> Iterator[tuple[App, Term]]:
    """Derivatives of what has all of these heads in it, carried out."""
    for line in (before, after):
        for part in subterms(line):
            if isinstance(part, App) and part.head in ("Subs", "diff") and names(part).issuperset(heads):
                try:
                    yield part, core(part, given)
                except Beyond:
                    continue


def picks(part: App, given: Given) -> Iterator[tuple[Term, Attempt]]:
    """What a sum over a delta is, and how that is proved."""
    if part.head != "Sum" or "piecewise" not in names(part):
        return
    _, body, index, _ = bounds_of(part)
    name = unused("t", part, *given.relations, *(Sym(each) for each, _ in given.kinds))
    for place in dict.fromkeys(_places(body, index)):
        rest = _without(body, index, place)
        draft = Picked(part, part, given, name, place, rest, Turned(part, part, given))
        yield picked(draft), partial(_proved, name, place, rest)


def _proved(name: str, place: Term, rest: Term, before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    draft = Picked(before, after, given, name, place, rest, Turned(before, before, given))
    try:
        found = Picked(before, after, given, name, place, rest, find(*elsewhere(draft)))
    except FAILED:
        return None
    return found if holds(found) else None


def _places(body: Term, index: str) -> Iterator[Term]:
    """Where a distinction asks for the index."""
    inner = {bound(part)[0] for part in subterms(body)}
    for part in subterms(body):
        for _, condition in cases_of(part) if isinstance(part, App) and part.head == "piecewise" else ():
            match condition:
                case App("=", (left, right)):
                    for one, other in ((left, right), (right, left)):
                        if one == Sym(index) and not free_symbols(other) & {index, *inner}:
                            yield other


def _without(body: Term, index: str, place: Term) -> Term:
    """The body where the index isn't the place, without what is 0 then."""
    if not isinstance(body, App) or index not in free_symbols(body):
        return body
    match body:
        case App("piecewise", (_, App("=", (left, right)), other)) if {left, right} == {Sym(index), place}:
            return _without(other, index, place)
        case App("bounds", _):
            return body
    args = tuple(_without(arg, index, place) for arg in body.args)
    match body.head:
        case "+":
            kept = [arg for arg in args if arg != ZERO]
            return add(*kept) if kept else ZERO
        case "*":
            return ZERO if ZERO in args else multiply(*args)
        case "/":
            return ZERO if args[0] == ZERO else divide(*args)
        case "neg":
            return ZERO if args[0] == ZERO else negate(args[0])
        case "Sum":
            return ZERO if args[0] == ZERO else rebuilt(body.head, args)
    return rebuilt(body.head, args)
