"""Proofs about sums of binomial coefficients, by the binomial theorem differentiated m times.

For whole numbers ``n >= 0``, with the falling powers ``n^[m] = n*(n - 1)*…*(n - m + 1)`` and ``0^0 = 1``,

    sum of binomial(n, k)*k^[m]*x^k*y^(n - k) = n^[m]*x^m*(x + y)^(n - m)

for k from 0 to n, wherever the right side is defined: if n is less than m both sides are 0.

Contract: ``confirm_binomial`` as ``binders.confirmed``.
"""

from __future__ import annotations

from derivex.certificates.data_ends import Binomial
from derivex.certificates.inductions import Check, bounds_of, need_fresh
from derivex.certificates.places import always_defined
from derivex.certificates.quotients import need
from derivex.certificates.told import truth_of
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import ONE, ZERO, App, Sym, Term, add, free_symbols, literal, multiply, number, power, subtract

MAX_WEIGHTS = 12


def _product(*factors: Term) -> Term:
    return multiply(*(each for each in factors if each != ONE))


def falling(place: Term, count: int) -> tuple[Term, ...]:
    return tuple(subtract(place, number(step)) if step else place for step in range(count))


def _weighted(proof: Binomial) -> list[tuple[int, Term]]:
    return [(m, weight) for m, weight in enumerate(proof.weights) if weight != ZERO]


def total(proof: Binomial) -> Term:
    """What the sum is."""
    _, _, _, (_, top) = bounds_of(proof.before)
    one, two = literal(proof.first), literal(proof.second)
    both = add(proof.first, proof.second) if one is None or two is None else number(one + two)
    rows = []
    for m, weight in _weighted(proof):
        shown = (power(proof.first, number(m)),) if m > 1 else (proof.first,) * m
        rows.append(_product(weight, *falling(top, m), *shown, power(both, subtract(top, number(m)) if m else top)))
    return add(*rows)


def stage(proof: Binomial) -> tuple[Term, Term, Given]:
    """What has to be said of each summand."""
    head, body, index, ends = bounds_of(proof.before)
    need(head == "Sum" and len(ends) == 2 and ends[0] == ZERO, "no sum from 0 on")
    top, place, given = ends[1], Sym(proof.name), proof.given
    need(isinstance(top, Sym) and given.kind(top.name) == "integer", "no whole number of summands")
    need(truth_of(given, App(">=", (top, ZERO))) is True, "a number of summands that may be negative")
    need_fresh((proof.name,), (proof.before, proof.after), given)
    free = free_symbols(proof.first).union(free_symbols(proof.second), *map(free_symbols, proof.weights))
    need(proof.name not in free and 0 < len(proof.weights) <= MAX_WEIGHTS, "weights that aren't constant")
    need(_weighted(proof), "no weights")
    relations = App(">=", (place, ZERO)), App("<=", (place, top))
    there = Given((*given.kinds, (proof.name, "integer")), (*given.relations, *relations), given.real_values)
    second = power(proof.second, subtract(top, place)) if proof.second != ONE else ONE
    weight = add(*(_product(each, *falling(place, m)) for m, each in _weighted(proof)))
    known = _product(weight, App("binomial", (top, place)), power(proof.first, place), second)
    return substitute(body, {index: place}), known, there


def confirm_binomial(proof: Binomial, check: Check) -> tuple[str, ...]:
    each, known, there = stage(proof)
    need((proof.step.before, proof.step.after, proof.step.given) == (each, known, there), "not each summand")
    need(always_defined((known,), (proof.before, proof.after, each), there), "a summand that may have no value")
    need(proof.after == total(proof), "another sum")
    check(proof.step)
    return ("the binomial theorem",)
