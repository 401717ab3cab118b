"""Found: proofs for all values of parts that stand in the lines more than once.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derivex.certificates.data import NoCertificate, Proof
from derivex.certificates.data_moves import Generalized, Turned
from derivex.certificates.found_closed import unused
from derivex.certificates.generalized import general
from derivex.certificates.quotients import Refused
from derivex.engine.answers import TooHard
from derivex.engine.bounds import Bounds
from derivex.engine.elements import Restart
from derivex.engine.generalizing import (
    _holds_for_all,
    _independent,
    _known,
    _largest,
    _rounded,
    _smallest,
    _unsigned,
    _weightiest,
)
from derivex.errors import InputError
from derivex.given import YES, Given
from derivex.term import App, Sym, Term, subtract

Find = Callable[[Term, Term, Given], Proof]
FAILED = (NoCertificate, Refused, InputError, TooHard, Restart)
CHOICES = (_independent, _largest, _unsigned, _weightiest, _smallest, _rounded)
MAX_PARTS = 6
MAX_SIZE = 400


def generalized(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    """A proof for all values of some parts; None if there is none."""
    if before.size + after.size > MAX_SIZE:
        return None
    seen = set[frozenset[Term]]()
    term, bounds = subtract(before, after), Bounds()
    for choice in CHOICES:
        parts = frozenset((found := choice(term)).values())
        if 0 < len(parts) <= MAX_PARTS and parts not in seen:
            seen.add(parts)
            if not _holds_for_all(term, found, given, bounds):  # nor does the engine know it
                continue
            try:
                return _of_parts(before, after, given, sorted(parts, key=lambda each: (-each.size, str(each))), find)
            except FAILED:
                continue
    return None


def _of_parts(before: Term, after: Term, given: Given, parts: list[Term], find: Find) -> Proof:
    if not parts:
        return find(before, after, given)
    name = unused("t", before, after, *given.relations, *(Sym(each) for each, _ in given.kinds))
    _, known = _known(parts[0], given, Bounds())
    facts = tuple((head, side) for head, side in known if given.holds(App(head, (parts[0], side))) == YES)
    draft = Generalized(before, after, given, name, parts[0], facts, Turned(before, before, given))
    return replace(draft, proof=_of_parts(*general(draft), parts[1:], find))
