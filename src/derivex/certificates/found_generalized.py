"""Found: proofs for all values of parts that stand in the lines more than once.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from derivex.certificates.data import NoCertificate, Proof
from derivex.certificates.data_moves import Generalized, Turned
from derivex.certificates.found_closed import unused
from derivex.certificates.generalized import general
from derivex.certificates.places import parts
from derivex.certificates.quotients import Refused
from derivex.certificates.told import truth_of
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
from derivex.term import ZERO, App, Sym, Term, subtract

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
        chosen = frozenset((found := choice(term)).values())
        if 0 < len(chosen) <= MAX_PARTS and chosen not in seen:
            seen.add(chosen)
            if not _holds_for_all(term, found, given, bounds):  # nor does the engine know it
                continue
            try:
                return _of_parts(before, after, given, sorted(chosen, key=lambda each: (-each.size, str(each))), find)
            except FAILED:
                continue
    return None


def of_positive_sums(before: Term, after: Term, given: Given, find: Find) -> Proof | None:
    """A proof for all positive values of the sums that are known to be positive; None if there is none."""
    written = {part for line in (before, after) for part in parts(line) if isinstance(part, App) and part.head == "Sum"}
    sums = sorted(written, key=lambda each: (each.size, str(each)))
    known = [part for part in sums if truth_of(given, App(">", (part, ZERO))) is True]
    try:
        return _of_sums(before, after, given, known[:MAX_PARTS], find) if known else None
    except FAILED:
        return None


def _of_sums(before: Term, after: Term, given: Given, sums: Sequence[Term], find: Find) -> Proof:
    if not sums:
        return find(before, after, given)
    name = unused("t", before, after, *given.relations, *(Sym(each) for each, _ in given.kinds))
    draft = Generalized(before, after, given, name, sums[0], ((">", ZERO),), Turned(before, before, given))
    return replace(draft, proof=_of_sums(*general(draft), sums[1:], find))


def _of_parts(before: Term, after: Term, given: Given, chosen: list[Term], find: Find) -> Proof:
    if not chosen:
        return find(before, after, given)
    name = unused("t", before, after, *given.relations, *(Sym(each) for each, _ in given.kinds))
    _, known = _known(chosen[0], given, Bounds())
    facts = tuple((head, side) for head, side in known if given.holds(App(head, (chosen[0], side))) == YES)
    draft = Generalized(before, after, given, name, chosen[0], facts, Turned(before, before, given))
    return replace(draft, proof=_of_parts(*general(draft), chosen[1:], find))
