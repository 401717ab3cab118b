"""Found: derivatives that rules don't give.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivex.certificates.alike import MAX_SIZE, mirrored, normal
from derivex.certificates.core import Beyond, core
from derivex.certificates.data import NoCertificate, Proof
from derivex.certificates.data_slopes import Alike, Beside, Derived, Leibniz, Mirrored, Termwise
from derivex.certificates.found_closed import holds, unused
from derivex.certificates.quotients import Refused
from derivex.certificates.slopes import beside, bodies, each, under, value
from derivex.errors import InputError
from derivex.given import Given
from derivex.subterms import subterms
from derivex.term import BINDERS, App, Sym, Term

Find = Callable[[Term, Term, Given], Proof]
Attempt = Callable[[Term, Term, Given, Find], Proof | None]
FAILED = (NoCertificate, Refused, InputError, Beyond)


def alike(before: Term, after: Term, given: Given) -> Alike | None:
    small = before.size + after.size <= MAX_SIZE
    return Alike(before, after, given) if small and normal(before) == normal(after) else None


def derived(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    """Derivatives of functions that are equal near the place."""
    empty = Alike(before, before, given)
    try:
        return _confirmed(Derived(before, after, given, find(*bodies(Derived(before, after, given, empty)))))
    except FAILED:
        return None


def slopes_in(*lines: Term) -> list[App]:
    """Derivatives at places, and of sums and integrals, and conjugates of functions, the largest first."""
    found = dict.fromkeys(part for line in lines for part in subterms(line) if isinstance(part, App) and _is_one(part))
    return sorted(found, key=lambda part: -part.size)


def _is_one(part: App) -> bool:
    match part:
        case App("Subs", (App("diff", _), _, _)) | App("conjugate", (App(),)):
            return True
        case App("diff", (App(head, _), *_)) if head in BINDERS:
            return True
    return False


def sloped(part: App, given: Given) -> Iterator[tuple[Term, Attempt]]:
    """What a derivative may be equal to, and how that is proved."""
    name = unused("t", part, *given.relations, *(Sym(other) for other, _ in given.kinds))
    if part.head == "conjugate":
        try:
            form = mirrored(part, given)
            yield form, lambda before, after, given, find: _confirmed(Mirrored(before, after, given))
        except FAILED:
            pass
        return
    if part.head == "Subs":
        for up in (True, False):
            try:
                yield from _beside(part, given, name, up)
            except FAILED:
                continue
        return
    try:
        form = under(Leibniz(part, part, given, name))
        yield form, lambda before, after, given, find: _confirmed(Leibniz(before, after, given, name))
    except FAILED:
        pass
    try:
        form = each(Termwise(part, part, given, name))
        yield form, lambda before, after, given, find: _confirmed(Termwise(before, after, given, name))
    except FAILED:
        pass


def _confirmed(proof: Proof) -> Proof | None:
    return proof if holds(proof) else None


def _beside(part: App, given: Given, name: str, up: bool) -> Iterator[tuple[Term, Attempt]]:
    draft = Beside(part, part, given, name, up, None, part, Alike(part, part, given))
    body, _, there = beside(draft)
    form = core(body, there)

    def prove(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
        try:
            inside = find(*beside(Beside(before, after, given, name, up, None, form, draft.proof)))
            return _confirmed(Beside(before, after, given, name, up, None, form, inside))
        except FAILED:
            return None

    yield value(Beside(part, part, given, name, up, None, form, draft.proof)), prove
