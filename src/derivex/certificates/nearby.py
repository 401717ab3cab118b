"""Proofs about limits at a number, by the first derivatives that aren't 0 there.

Let N and D be functions of a real symbol whose first m derivatives exist near a place and are continuous
there. If N, D and their derivatives up to the order m - 1 are 0 at the place, and the m-th one of D isn't,
then ``N/D`` tends to the quotient of the m-th derivatives, by Taylor's theorem, and D isn't 0 near
the place, but at it. With m = 0 that is the value of a continuous quotient. The rules of ``core`` give
derivatives of what is ``steady`` wherever they have values, and steady terms have values in open sets.

Contract: part of what a certificate's reader has to trust; ``confirm_nearby`` as ``binders.confirmed``.
"""

from __future__ import annotations

from derivex.certificates.core import core
from derivex.certificates.data_ends import Nearby
from derivex.certificates.indices import index_given
from derivex.certificates.inductions import Check, bounds_of, need_fresh
from derivex.certificates.places import always_defined
from derivex.certificates.quotients import need
from derivex.certificates.steady import is_steady
from derivex.certificates.told import is_real
from derivex.given import Given
from derivex.substitution import rebuilt, substitute
from derivex.term import BINDERS, ZERO, App, Sym, Term, add, divide, free_symbols, names, number

MAX_ORDER = 8


def place_of(limit: Term, given: Given) -> Term:
    """The real number that the symbol comes near to."""
    head, _, _, ends = bounds_of(limit)
    need(head == "Limit" and len(ends) == 1, "no limit")
    need("oo" not in names(ends[0]) and is_real(given, ends[0]), "no real place")
    return ends[0]


def derivatives(function: Term, name: str, order: int, given: Given) -> list[Term]:
    """A function of a real symbol and its first derivatives, in core heads, each of them continuous."""
    found = [
        core(App("diff", (function, Sym(name), number(each))), given) if each else core(function, given)
        for each in range(order + 1)
    ]
    need(all(is_steady(each, given) for each in found), "a function that may jump")
    return found


def at_place(term: Term, name: str, place: Term) -> Term:
    """A function at a place, ``x`` for ``x + 0``."""
    if name not in free_symbols(term):
        return term
    if not isinstance(term, App) or term.head in BINDERS | {"diff", "Subs"}:
        return substitute(term, {name: place})
    args = [at_place(arg, name, place) for arg in term.args]
    if term.head != "+":
        return rebuilt(term.head, tuple(args))
    kept = [each for each in args if each != ZERO]
    return add(*kept) if kept else ZERO


def stage(proof: Nearby) -> tuple[Term, Term, Given]:
    """What has to be said of the body."""
    _, body, index, _ = bounds_of(proof.before)
    near = index_given("Limit", proof.name, (place_of(proof.before, proof.given),), proof.given)
    return substitute(body, {index: Sym(proof.name)}), divide(proof.above, proof.below), near


def confirm_nearby(proof: Nearby, check: Check) -> tuple[str, ...]:
    place, order, lines = place_of(proof.before, proof.given), len(proof.zeros), (proof.before, proof.after)
    need_fresh((proof.name,), lines, proof.given)
    need(order <= MAX_ORDER, "a derivative beyond the bounds")
    body, quotient, near = stage(proof)
    need((proof.step.before, proof.step.after, proof.step.given) == (body, quotient, near), "another quotient")
    above, below = (
        [at_place(each, proof.name, place) for each in derivatives(function, proof.name, order, near)]
        for function in (proof.above, proof.below)
    )
    need(always_defined((*above, *below), lines, proof.given), "a derivative that may have no value")
    for pair, values in zip(proof.zeros, zip(above, below, strict=True), strict=False):
        for zero, value in zip(pair, values, strict=True):
            need((zero.before, zero.after, zero.given) == (value, ZERO, proof.given), "what may not be 0")
            check(zero)
    last = proof.last
    need((last.before, last.after, last.given) == (below[-1], proof.scale, proof.given), "another scale")
    need(proof.after == divide(above[-1], proof.scale), "another limit")
    check(last)
    check(proof.step)
    return ("derivatives at the place",)
