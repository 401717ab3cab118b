"""What is given where a variable is bound: inside of sums, products, integrals, limits.

A bound variable is fresh (SEMANTICS 5): what is given about a symbol of the same name doesn't hold for it.
What its range says does: ``k`` under ``Sum(…, (k, 1, n))`` is an integer from 1 to n, the variable of an
integral is real and lies between the ends.

Contract: sound at every point of the range; where nothing is known of the order of two ends, nothing is said.
"""

from __future__ import annotations

from functools import lru_cache

from derivex.entries import depends
from derivex.given import YES, Given
from derivex.subterms import Path
from derivex.term import BINDERS, INFINITY, App, Sym, Term, bound, free_symbols, is_head


@lru_cache(maxsize=4_096)  # a pure function of frozen values; every law of a search asks
def bound_at(term: Term, path: Path) -> frozenset[str]:
    """The names that are bound at a place by sums, products, integrals, limits and ``Subs``.

    >>> from derivex.notation.plain import read
    >>> sorted(bound_at(read("x + Sum(k^2, (k, 1, n))"), (1, 0, 1)))
    ['k']
    """
    found: set[str] = set()
    for index in path:
        assert isinstance(term, App)
        name, scope = bound(term)
        if index in scope and (term.head in BINDERS or term.head == "Subs"):
            found.add(name)
        term = term.args[index]
    return frozenset(found)


def within(given: Given, term: Term, path: Path) -> Given:
    """What is given at a place of a term.

    >>> from derivex.notation.plain import read
    >>> str(within(Given.read(["k > 5", "n > 0"]), read("Sum(1/k, (k, 1, n))"), (0,)))
    'k integer, n > 0, k >= 1, k <= n'
    """
    for index in path:
        assert isinstance(term, App)
        name, scope = bound(term)
        if index in scope and term.head in BINDERS:
            ends = term.args[1].args[1:] if isinstance(term.args[1], App) else ()
            counts = term.head in ("Sum", "Product")
            if len(ends) == 2 and term.head != "Limit":
                given = between(given, name, *ends, counts=counts)
            else:
                given = without(given, name)
        elif index in scope and term.head == "Subs":
            given = without(given, name)
        elif index == 0 and term.head == "diff":
            given = near(given, term.args[1])
        term = term.args[index]
    return given


def near(given: Given, variable: Term) -> Given:
    """The givens that still hold where the variable of a derivative moves a little (SEMANTICS 5).

    >>> from derivex.notation.plain import read
    >>> str(near(Given.read(["x >= 0", "x != 1", "y >= 0"]), read("x")))
    'x != 1, y >= 0'
    """
    kept = tuple(each for each in given.relations if _is_open(each) or not depends(each, variable))
    return given if kept == given.relations else Given(given.kinds, kept, given.real_values)


def _is_open(relation: Term) -> bool:
    return isinstance(relation, App) and relation.head in ("<", ">", "!=")


def without(given: Given, name: str) -> Given:
    """The givens that don't speak of a name."""
    kinds = tuple((each, kind) for each, kind in given.kinds if each != name)
    relations = tuple(each for each in given.relations if name not in free_symbols(each))
    if kinds == given.kinds and relations == given.relations:
        return given
    return Given(kinds, relations, given.real_values)


@lru_cache(maxsize=1_024)  # a pure function of frozen values; every law of a search asks at every place
def between(given: Given, name: str, low: Term, high: Term, *, counts: bool = False) -> Given:
    """The givens for a variable that runs from one end to another; ``counts`` in whole steps."""
    outside = given
    given = without(given, name)
    if name in free_symbols(low) | free_symbols(high):
        return given  # that one is another, outside
    if counts:
        given = given.and_(Given(((name, "integer"),)))
    elif not _in_order(outside, low, high):
        if not _in_order(outside, high, low):
            return given
        low, high = high, low
    for head, end in ((">=", low), ("<=", high)):
        if not is_infinite(end):
            extended = given.with_relation(App(head, (Sym(name), end)))
            given = given if extended is None else extended
    return given


def _in_order(given: Given, low: Term, high: Term) -> bool:
    if is_infinite(low) or is_infinite(high):
        return is_head(low, "neg") or high == INFINITY
    return given.holds(App("<=", (low, high))) == YES


def is_infinite(term: Term) -> bool:
    """Whether an end is oo or -oo."""
    return term == INFINITY or term == App("neg", (INFINITY,))
