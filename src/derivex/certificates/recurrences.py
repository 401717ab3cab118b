"""Proofs about sums and integrals up to infinity of what satisfies a linear recurrence, or differential equation.

Let ``f(n + m) + c[m-1]*f(n + m - 1) + … + c[0]*f(n) = 0`` for n = a, a + 1, … If the sum S of f from a on exists, so
do those from a + j on, which are S less the first j summands. Added up: the sum of all coefficients, 1 among them,
times S is the sum over j of c[j] times the first j summands.

Let ``f^(m) + c[m-1]*f^(m-1) + … + c[0]*f = 0`` on (a, oo), with m derivatives that are continuous from a on. If the
integral I of f from a on exists, f and its derivatives tend to 0: the solutions g on the whole line are a space of
m dimensions, with each g(x + ·) as well; the integrals of g from 0 to h, for all h, are linear functions on it of which
only g = 0 has none but zeros, so they span all of them, ``g^(j)(0)`` among these; and that of f from x to x + h tends
to 0. So ``c[0]*I`` is the sum over j > 0 of ``c[j]*f^(j-1)(a)``, c[m] being 1.

Contract: part of what a certificate's reader has to trust; ``confirm_recurrent`` as ``binders.confirmed``.
"""

from __future__ import annotations

from derivex.certificates.data_ends import Recurrent
from derivex.certificates.indices import between
from derivex.certificates.inductions import Check, bounds_of, need_fresh
from derivex.certificates.nearby import derivatives
from derivex.certificates.places import always_defined
from derivex.certificates.quotients import need
from derivex.certificates.told import is_real
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    INFINITY,
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    add,
    divide,
    free_symbols,
    literal,
    multiply,
    names,
    number,
)

MAX_ORDER = 6


def _parts(proof: Recurrent) -> tuple[str, Term, Term, Given]:
    """The head, the function of the name, the place where it begins, and what is known of the name."""
    head, body, index, ends = bounds_of(proof.before)
    need(head in ("Sum", "Integral") and len(ends) == 2 and ends[1] == INFINITY, "nothing up to infinity")
    need_fresh((proof.name,), (proof.before, proof.after), proof.given)
    need(not any(proof.name in free_symbols(each) for each in (*proof.coefficients, proof.scale)), "no constants")
    need(0 < len(proof.coefficients) <= MAX_ORDER, "an order beyond the bounds")
    low, given = ends[0], proof.given
    if head == "Integral":
        need("oo" not in names(low) and is_real(given, low), "no place to begin")
        here = between(given, proof.name, (low, INFINITY), (False, False))
    else:
        start = literal(low)
        need(start is not None and start.denominator == 1, "no whole number to begin with")
        kinds = (*given.kinds, (proof.name, "integer"))
        here = Given(kinds, (*given.relations, App(">=", (Sym(proof.name), low))), given.real_values)
    return head, substitute(body, {index: Sym(proof.name)}), low, here


def _shifted(function: Term, name: str, place: Term, steps: int) -> Term:
    value = literal(place)
    there = number(value + steps) if value is not None else add(place, number(steps)) if steps else place
    return substitute(function, {name: there})


def _rows(proof: Recurrent) -> tuple[list[Term], list[Term], Given]:
    """f and what follows it, at the name, as many as there are coefficients, and one; the same at the start."""
    head, function, low, here = _parts(proof)
    name, order = proof.name, len(proof.coefficients)
    if head == "Sum":
        each = [_shifted(function, name, Sym(name), step) for step in range(order + 1)]
        return each, [_shifted(function, name, low, step) for step in range(order)], here
    anywhere = Given((*proof.given.kinds, (name, "real")), proof.given.relations, proof.given.real_values)
    found = derivatives(function, name, order, anywhere)
    return found, [substitute(rate, {name: low}) for rate in found[:-1]], here


def stages(proof: Recurrent) -> tuple[tuple[Term, Term, Given], tuple[Term, Term, Given]]:
    """What has to be said of the function, and of the scale."""
    each, _, here = _rows(proof)
    total = add(each[-1], *(multiply(c, part) for c, part in zip(proof.coefficients, each, strict=False)))
    whole = add(ONE, *proof.coefficients) if bounds_of(proof.before)[0] == "Sum" else proof.coefficients[0]
    return (total, ZERO, here), (whole, proof.scale, proof.given)


def value(proof: Recurrent) -> Term:
    """What the sum or integral is."""
    head = bounds_of(proof.before)[0]
    _, first, _ = _rows(proof)
    shares = []
    for order, c in enumerate((*proof.coefficients[1:], ONE), start=1):
        part = add(*first[:order]) if head == "Sum" else first[order - 1]
        shares.append(part if c == ONE else multiply(c, part))
    return divide(add(*shares), proof.scale)


def confirm_recurrent(proof: Recurrent, check: Check) -> tuple[str, ...]:
    step, whole = stages(proof)
    need((proof.step.before, proof.step.after, proof.step.given) == step, "another equation")
    need((proof.whole.before, proof.whole.after, proof.whole.given) == whole, "another scale")
    need(proof.after == value(proof), "another value")
    lines = (proof.before, proof.after)
    need(always_defined(proof.coefficients, lines, proof.given), "a coefficient that may have no value")
    if bounds_of(proof.before)[0] == "Integral":
        low = bounds_of(proof.before)[3][0]
        closed = between(proof.given, proof.name, (low, INFINITY), (True, False))
        need(always_defined(_rows(proof)[0], lines, closed), "a derivative that may have no value")
    check(proof.step)
    check(proof.whole)
    return ("an equation of all summands",)
