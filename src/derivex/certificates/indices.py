"""What is known of a symbol that a sum, product, integral or limit binds.

Contract: part of what a certificate's reader has to trust; what is said holds at every place of the range.
"""

from __future__ import annotations

from derivex.certificates.endings import INFINITE
from derivex.given import YES, Given
from derivex.term import App, Sym, Term, literal


def index_given(head: str, name: str, low: Term, given: Given) -> Given:
    """Its kind, and where it begins if that is a number; the name is nobody else's."""
    value = literal(low)
    if head in ("Integral", "Limit"):
        return Given((*given.kinds, (name, "real")), given.relations, given.real_values)
    if value is None:
        return Given((*given.kinds, (name, "complex")), given.relations, given.real_values)
    kind = "integer" if value.denominator == 1 else "real"
    return Given((*given.kinds, (name, kind)), (*given.relations, App(">=", (Sym(name), low))), given.real_values)


def is_place(given: Given, end: Term) -> bool:
    """Whether a bound is real, or an infinity."""
    return end in INFINITE or given.is_real(end) == YES
