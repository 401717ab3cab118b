"""Where is a term defined? Exact conditions, in words a student can read.

``conditions`` collects what every node needs (a denominator is not zero, the argument of
log is not zero, tan needs cos not zero; under ``real values`` also log(u) needs u > 0, …)
and simplifies it against the givens: factors are separated, what always holds is dropped,
``x^2 - 1 != 0`` becomes ``x != 1`` and ``x != -1``. ``difference`` says at which points only
one of two terms is defined.

For derivatives the rules for nodes give a sufficient set (``doubtful``): at the remaining
points a derivative may exist all the same, as that of ``x*abs(x)`` does at 0.

Contract: a condition is dropped only if it follows from the givens or from another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from derivex.comparison import Key, key
from derivex.engine.answers import TooHard
from derivex.engine.endpoints import Unsolvable
from derivex.engine.implied import Known, implied, merged, missing, opposite
from derivex.engine.needs import needs
from derivex.engine.poles import left_out
from derivex.engine.ratios import Finer
from derivex.engine.simplify import Simplifier
from derivex.engine.spans import has_inequality, joined, lost_values, spans_of
from derivex.given import NO, Given
from derivex.relations import NEGATED, between_literals
from derivex.term import App, Term

MAX_UNITS = 64  # times a question is begun again

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Domain:
    """Conditions that are needed, and conditions under which a derivative certainly exists."""

    needed: tuple[Term, ...] = ()
    doubtful: tuple[Term, ...] = ()


def conditions(term: Term, given: Given = Given()) -> tuple[Term, ...]:
    """The exact definedness conditions of a term, simplified; () where it is always defined.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> [plain(condition) for condition in conditions(read("1/(x^2 - 1)"))]
    ['x != 1', 'x != -1']
    """
    return domain(term, given).needed


def domain(term: Term, given: Given) -> Domain:
    """The needed and the doubtful conditions of a term, simplified against the givens."""
    raw = needs(term, given)
    return _with_units(given, lambda work: _simplified(raw, work))


def _simplified(raw: Mapping[Term, bool], work: Simplifier) -> Domain:
    needed: dict[Key, Term] = {}
    doubtful: dict[Key, Term] = {}
    for condition, certain in raw.items():
        target = needed if certain else doubtful
        for simple in work.simplified(condition):
            target.setdefault(key(simple), simple)
    for name in needed:
        doubtful.pop(name, None)
    if not doubtful:
        return Domain(joined(merged(needed), work.given))
    known = Known((*needed.values(), *doubtful.values()))
    rest = tuple(each for name, each in doubtful.items() if not implied(each, known, name))
    return Domain(joined(merged(needed), work.given), rest)


@dataclass(frozen=True, slots=True)
class Change:
    """Points at which only before, only after, or maybe neither is defined, as relations."""

    lost: tuple[Term, ...] = ()
    gained: tuple[Term, ...] = ()
    unexamined: tuple[Term, ...] = ()


def difference(before: Term, after: Term, given: Given) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The points that are lost (only before is defined) and gained (only after), as relations."""
    found = change(before, after, given)
    return found.lost, found.gained


def change(before: Term, after: Term, given: Given) -> Change:
    """How the domain changes from one line to the next.

    ``unexamined`` are points at which a derivative may or may not exist and no certain
    condition decides.
    """
    raw_before, raw_after = needs(before, given), needs(after, given)
    if raw_before == raw_after and all(raw_before.values()):
        return Change()
    return _with_units(given, lambda work: _change(raw_before, raw_after, work))


def _with_units(given: Given, question: Callable[[Simplifier], T]) -> T:
    """The answer to a question; it is asked again where angles turn out to have a smaller unit in common."""
    units: dict[Term, int] = {}
    for _ in range(MAX_UNITS):
        try:
            return question(Simplifier(given, units))
        except Finer:
            continue
    raise TooHard("angles without a common unit")


def _change(raw_before: Mapping[Term, bool], raw_after: Mapping[Term, bool], work: Simplifier) -> Change:
    first, second = _simplified(raw_before, work), _simplified(raw_after, work)
    # what one side needs says nothing about whether the other one's derivative exists there
    doubtful = dict.fromkeys(
        relation for each in (first, second) for relation in _negated(_told(each, work), each.needed, work)
    )
    return Change(
        lost=_lost(second.needed, (*first.needed, *first.doubtful), work),
        gained=_lost(first.needed, (*second.needed, *second.doubtful), work),
        unexamined=tuple(doubtful),
    )


def _lost(wanted: tuple[Term, ...], have: tuple[Term, ...], work: Simplifier) -> tuple[Term, ...]:
    """Where one side has all it needs and the other one hasn't, as relations."""
    if not (has_inequality(wanted) or has_inequality(have)):
        return _negated(wanted, have, work)
    spans, rest = spans_of(wanted)
    mine, _ = spans_of(have)
    found: list[Term] = []
    for name, span in spans.items():
        conditions = tuple(span.conditions)
        if next(missing(conditions, have, work.given), None) is None:
            continue
        try:
            for each in lost_values(span, mine.get(name), work.given):
                found += left_out(opposite(each), each, have)
        except Unsolvable:
            found += _negated(conditions, have, work)
    return (*found, *_negated(tuple(rest), have, work))


def _told(domain: Domain, work: Simplifier) -> tuple[Term, ...]:
    """The doubtful conditions without those that a cut tells already: ``not z <= 0`` says that ``z != 0``."""
    edges = frozenset[Key]().union(*(work.edges.get(condition, ()) for condition in domain.doubtful))
    return tuple(each for each in domain.doubtful if key(each) not in edges) if edges else domain.doubtful


def _negated(wanted: tuple[Term, ...], have: tuple[Term, ...], work: Simplifier) -> tuple[Term, ...]:
    """The negations of the conditions that the other side doesn't need."""
    if not wanted:
        return ()
    keys = {key(condition) for condition in have}
    lost = missing(wanted, have, work.given)
    return tuple(each for condition in lost for each in left_out(condition, _opposite(condition, keys, work), have))


def _opposite(condition: Term, keys: set[Key], work: Simplifier) -> Term:
    """The negation; ``x <= 0`` as ``x < 0`` where ``x != 0`` is needed anyway."""
    relation = opposite(condition)
    if isinstance(relation, App) and relation.head in ("<=", ">="):
        edges = work.edges.get(condition)
        if keys >= edges if edges else key(App("!=", relation.args)) in keys:
            return App(relation.head[0], relation.args)
    return relation


def impossible(conditions: Iterable[Term], given: Given) -> Term | None:
    """A condition that can't hold under the givens, if one is found."""
    relations = [condition for condition in conditions if isinstance(condition, App) and condition.head in NEGATED]
    return next((each for each in relations if between_literals(each) is False or given.holds(each) == NO), None)
