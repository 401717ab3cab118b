"""Proofs about sums of which all summands but one are known, as those over a delta.

    Sum(f, (k, a, b)) = Sum(g, (k, a, b)) + f(j) - g(j)    where f = g at every k but j

Where the sum is defined, so is each summand, that at j among them if j is a place of the range: a whole number of
steps from a on, and neither before a nor behind b. The sums of f and g have all other summands in common.

Contract: part of what a certificate's reader has to trust; ``confirm_picked`` as ``binders.confirmed``.
"""

from __future__ import annotations

from derivex.certificates.data_moves import Picked
from derivex.certificates.facts import is_whole_number, narrowed
from derivex.certificates.inductions import Check, bounds_of, need_fresh
from derivex.certificates.places import always_defined
from derivex.certificates.quotients import need
from derivex.certificates.told import truth_of
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import INFINITY, ZERO, App, Sym, Term, add, names, negate, subtract


def elsewhere(proof: Picked) -> tuple[Term, Term, Given]:
    """What has to be said of the other summands."""
    body, index, low, high = _whole(proof.before)
    given, place, t = proof.given, proof.place, Sym(proof.name)
    need_fresh((proof.name,), (proof.before, proof.after, place, proof.rest), given)
    need(is_whole_number(given, subtract(place, low)), "no whole number of steps")
    for first, last in ((low, place), (place, high)):
        need(last == INFINITY or truth_of(given, App("<=", (first, last))) is True, "a place beyond the range")
    return substitute(body, {index: t}), substitute(proof.rest, {index: t}), _there(proof, beside=True)


def _whole(term: Term) -> tuple[Term, str, Term, Term]:
    head, body, index, ends = bounds_of(term)
    need(head == "Sum" and len(ends) == 2, "no sum")
    low, high = ends
    need("oo" not in names(low) and (high == INFINITY or "oo" not in names(high)), "no range")
    return body, index, low, high


def _there(proof: Picked, *, beside: bool) -> Given:
    """What is known of an index, or of one that isn't the place."""
    _, _, low, high = _whole(proof.before)
    t, kind = Sym(proof.name), "integer" if is_whole_number(proof.given, low) else "real"
    found = Given((*proof.given.kinds, (proof.name, kind)), proof.given.relations, proof.given.real_values)
    relations = [App(">=", (t, low)), *([App("<=", (t, high))] if high != INFINITY else [])]
    for relation in (*relations, *([App("!=", (t, proof.place))] if beside else [])):
        found = narrowed(found, relation) or found
    return found


def picked(proof: Picked) -> Term:
    """What the sum is."""
    body, index, low, high = _whole(proof.before)
    here = substitute(body, {index: proof.place})
    if proof.rest == ZERO:
        return here
    others = App("Sum", (proof.rest, App("bounds", (Sym(index), low, high))))
    return add(others, here, negate(substitute(proof.rest, {index: proof.place})))


def confirm_picked(proof: Picked, check: Check) -> tuple[str, ...]:
    inside = proof.proof
    need((inside.before, inside.after, inside.given) == elsewhere(proof), "other summands")
    need(proof.after == picked(proof), "something else than is picked")
    check(inside)
    return ("a summand picked",)


def granted_picked(proof: Picked) -> tuple[Term, ...]:
    """What stands in the line after and is defined wherever the sum is: its summand, and maybe the rest."""
    body, index, _, _ = _whole(proof.before)
    here = substitute(body, {index: proof.place})
    if proof.rest == ZERO:
        return (here,)
    t = Sym(proof.name)
    others, each = substitute(proof.rest, {index: t}), substitute(body, {index: t})
    return (proof.after,) if always_defined((others,), (each,), _there(proof, beside=False)) else (here,)
