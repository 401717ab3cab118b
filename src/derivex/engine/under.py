"""Derivatives of sums, products and integrals: under the sign, and at ends that move.

Leibniz's rule, only where its conditions are certain: at an end that moves the integrand
must be continuous; if the integrand itself moves, it and its derivative must be continuous
on the whole range, which must be finite. A finite sum is derived term by term, a finite
product by the product rule. Everything else raises ``TooHard``.
"""

from __future__ import annotations

from collections.abc import Callable

from derivex.engine.answers import TooHard
from derivex.engine.continuity import is_continuous, is_total
from derivex.engine.light import divided, multiplied, negated, summed
from derivex.given import YES, Given
from derivex.substitution import substitute
from derivex.term import ZERO, App, Sym, Term, free_symbols, is_zero, names

Derive = Callable[[Term, str, Given], Term]


def of_integral(term: App, name: str, given: Given, derive: Derive, unknown: Callable[[str], bool]) -> Term:
    """The derivative of a definite integral by a name that is free in it."""
    body, variable, low, high = _parts(term)
    inner = within(variable, low, high, open_in(name, given))
    terms = []
    for end, negative in ((high, False), (low, True)):
        rate = derive(end, name, given)
        if is_zero(rate):
            continue
        if given.is_real(end) != YES or not is_continuous(body, variable, inner, unknown):
            raise TooHard("the derivative of an integral whose integrand may not be continuous")
        value = multiplied(substitute(body, {variable: end}), rate)
        terms.append(negated(value) if negative else value)
    if name in free_symbols(body) and name != variable:
        rate = derive(body, name, inner)
        both = frozenset({variable, name})
        certain = all(is_total(each, both, inner, unknown) for each in (body, rate))
        if not certain or "oo" in names(low) | names(high):
            raise TooHard("the derivative of an integral whose integrand may not be continuous with it")
        if not is_zero(rate):
            terms.append(App("Integral", (rate, App("bounds", (Sym(variable), low, high)))))
    return summed(*terms)


def of_terms(term: App, name: str, given: Given, derive: Derive) -> Term:
    """The derivative of a finite sum or product by a name that is free in its body."""
    body, index, low, high = _parts(term)
    ends = names(low) | names(high)
    if name in ends or "oo" in ends:
        raise TooHard(f"the derivative of a {term.head} whose bounds move or are infinite")
    rate = derive(body, name, without(index, given))
    if is_zero(rate):
        return ZERO
    limits = term.args[1]
    if term.head == "Sum":
        return App("Sum", (rate, limits))
    return multiplied(term, App("Sum", (divided(rate, body), limits)))


def _parts(term: App) -> tuple[Term, str, Term, Term]:
    body, limits = term.args
    assert isinstance(limits, App)
    variable, low, high = limits.args
    assert isinstance(variable, Sym)
    return body, variable.name, low, high


def open_in(name: str, given: Given) -> Given:
    """The givens that still hold near a point when the name moves: strict ones, and those without it."""
    kept = tuple(
        relation
        for relation in given.relations
        if name not in free_symbols(relation) or (isinstance(relation, App) and relation.head in ("<", ">", "!="))
    )
    return Given(given.kinds, kept, given.real_values)


def without(name: str, given: Given) -> Given:
    """The givens for a body in which the name is bound: nothing is given about it."""
    kinds = tuple((other, kind) for other, kind in given.kinds if other != name)
    relations = tuple(relation for relation in given.relations if name not in free_symbols(relation))
    return Given(kinds, relations, given.real_values)


def within(name: str, low: Term, high: Term, given: Given) -> Given:
    """The givens for the body of an integral: nothing is given about its variable but its range."""
    inner = without(name, given)
    if name in free_symbols(low) | free_symbols(high):
        return inner
    for first, last in ((low, high), (high, low)):
        if given.holds(App("<=", (first, last))) == YES:
            for relation in (App(">=", (Sym(name), first)), App("<=", (Sym(name), last))):
                richer = inner.with_relation(relation)
                inner = inner if richer is None else richer
            return inner
    return inner
