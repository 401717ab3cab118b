"""What is known of a symbol that a sum, product, integral or limit binds.

Contract: part of what a certificate's reader has to trust; what is said holds at every place of the range.
"""

from __future__ import annotations

from derivex.certificates.endings import INFINITE
from derivex.certificates.facts import narrowed
from derivex.certificates.told import is_real, truth_of
from derivex.given import Given
from derivex.term import INFINITY, ZERO, App, Sym, Term, literal, negate


def index_given(head: str, name: str, ends: tuple[Term, ...], given: Given) -> Given:
    """Its kind, where it begins if that is a number, and where it ends if that is an integer symbol.

    That it is inside of the range of an integral. The name is nobody's.
    """
    if head == "Integral":
        return between(given, name, (ends[0], ends[1]), (False, False))
    if head == "Limit":
        return Given((*given.kinds, (name, "real")), given.relations, given.real_values)
    value = literal(ends[0])
    if value is None:
        return Given((*given.kinds, (name, "complex")), given.relations, given.real_values)
    kind = "integer" if value.denominator == 1 else "real"
    found = Given((*given.kinds, (name, kind)), (*given.relations, App(">=", (Sym(name), ends[0]))), given.real_values)
    if len(ends) < 2 or not isinstance(ends[1], Sym) or given.kind(ends[1].name) != "integer":
        return found
    return narrowed(found, App("<=", (Sym(name), ends[1]))) or found  # the range isn't empty where there is a place


def is_place(given: Given, end: Term) -> bool:
    """Whether a bound is real, or an infinity."""
    return end in INFINITE or is_real(given, end)


def between(given: Given, name: str, ends: tuple[Term, Term], closed: tuple[bool, bool]) -> Given:
    """What is known of a place between two ends, with or without each; or its sign, if both have the same."""
    inside = Given((*given.kinds, (name, "real")), given.relations, given.real_values)
    finite = [end not in INFINITE for end in ends]
    if ends[0] == INFINITY or ends[1] == negate(INFINITY):  # backwards, from an infinity
        return inside
    heads = ["<=" if each else "<" for each in closed]
    for first, last in ((0, 1), (1, 0)):
        if not all(finite) and first:
            break
        if not all(finite) or (ends[0] != ends[1] and truth_of(given, App("<=", (ends[first], ends[last]))) is True):
            there: Given | None = inside
            if there is not None and finite[first]:
                there = narrowed(there, App(heads[first], (ends[first], Sym(name))))
            if there is not None and finite[last]:
                there = narrowed(there, App(heads[last], (Sym(name), ends[last])))
            return inside if there is None else there
    for sign in (">", "<"):
        if all(truth_of(given, App(sign, (end, ZERO))) is True for end in ends):
            there = narrowed(inside, App(sign, (Sym(name), ZERO)))
            return inside if there is None else there
    return inside
