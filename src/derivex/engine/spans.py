"""Conditions on one quantity taken together, as sets of its values: what they leave, what a step loses.

``x > 0`` and ``x != 0`` is ``x > 0``; where one line needs ``x^2 > 1`` and the other one
``x > 1``, exactly ``x < -1`` is lost.

Contract: exact under the givens. Conditions that aren't solved for one quantity stay as they are.

Incomplete where the ends of a set can't be told apart or have no short form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from derivex.comparison import Key, key
from derivex.engine.endpoints import Unsolvable, closed
from derivex.engine.regions import (
    EVERYTHING,
    Region,
    all_of,
    both,
    either,
    one_of,
    relation_region,
    without,
)
from derivex.engine.solving import RANGES
from derivex.given import NO, YES, Given
from derivex.relations import FLIPPED
from derivex.term import App, Sym, Term, free_symbols

INEQUALITIES = frozenset({"<", "<=", ">", ">=", "or", "and"})


@dataclass(slots=True)
class Span:
    """A quantity, the values that all conditions on it leave, and these conditions."""

    part: Term
    region: Region
    conditions: list[Term] = field(default_factory=list)


def has_inequality(conditions: Iterable[Term]) -> bool:
    return any(isinstance(each, App) and each.head in INEQUALITIES for each in conditions)


def spans_of(conditions: Iterable[Term]) -> tuple[dict[Key, Span], list[Term]]:
    """The conditions by the quantity they are solved for, and the others."""
    spans: dict[Key, Span] = {}
    rest: list[Term] = []
    for condition in conditions:
        try:
            part, region = _region(condition)
            name = key(part)
            if name in spans:
                spans[name].region = both(spans[name].region, region)
                spans[name].conditions.append(condition)
            else:
                spans[name] = Span(part, region, [condition])
        except Unsolvable:
            rest.append(condition)
    return spans, rest


def _region(condition: Term) -> tuple[Term, Region]:
    match condition:
        case App("or" | "and" as word, (first, *others)):
            part, region = _region(first)
            for other in others:
                same, more = _region(other)
                if key(same) != key(part):
                    raise Unsolvable
                region = either(region, more) if word == "or" else both(region, more)
            return part, region
        case App(head, (part, right)) if head in FLIPPED and free_symbols(part) and not free_symbols(right):
            return part, relation_region(head, closed(right))
        case App(head, (left, Sym() as part)) if head in FLIPPED and not free_symbols(left):
            return part, relation_region(FLIPPED[head], closed(left))
    raise Unsolvable


def joined(conditions: tuple[Term, ...], given: Given) -> tuple[Term, ...]:
    """The same conditions, those on one quantity taken together."""
    if not has_inequality(conditions):
        return conditions
    spans, rest = spans_of(conditions)
    given_spans, _ = spans_of(given.relations)
    found: list[Term] = []
    for name, span in spans.items():
        if span.region.is_empty():
            found += span.conditions
            continue
        found += all_of(_shorter(span.region, given_spans.get(name)), span.part)
    return (*found, *rest)


def _shorter(region: Region, admitted: Span | None) -> Region:
    """The region, or one with fewer ends that is the same where the givens hold: ``2 < x <= 3`` as ``x <= 3``."""
    if admitted is None:
        return region
    try:
        wider = either(region, admitted.region.complement())
        narrower = both(region, admitted.region)
    except Unsolvable:
        return region
    choices = [each for each in (region, wider, narrower) if not each.is_empty() and not each.is_everything()]
    return min(choices, key=lambda each: len(each.ends), default=region)


def lost_values(wanted: Span, have: Span | None, given: Given) -> tuple[Term, ...]:
    """Relations one of which holds exactly where ``have`` leaves a value and ``wanted`` doesn't."""
    given_spans, _ = spans_of(given.relations)
    admitted = given_spans.get(key(wanted.part))
    gone = without(EVERYTHING if have is None else have.region, wanted.region)
    if admitted is not None:
        gone = both(gone, admitted.region)
    if isinstance(wanted.part, App) and (given.real_values or given.is_real(wanted.part.args[0]) == YES):
        gone = both(gone, RANGES.get(wanted.part.head, EVERYTHING))
    if gone.is_empty():
        return ()
    if gone.is_everything():
        raise Unsolvable  # no relation says less than what was wanted
    integer = isinstance(wanted.part, Sym) and given.kind(wanted.part.name) == "integer"
    relations = one_of(_shorter(gone, admitted), wanted.part, integer=integer)
    return tuple(each for each in relations if given.holds(each) != NO)
