"""Sets of real numbers with finitely many ends, and how people write them.

A ``Region`` is a row of ends with, between and at them, whether it is inside. It is written
either as conditions that hold together (``x >= -2``, ``x != 0``) or as relations one of which
holds (``x < -1``, ``x = 0``).

Contract: exact. ``Unsolvable`` where two ends can't be told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import pairwise
from math import ceil, floor

from derivex.engine.endpoints import Endpoint, rational
from derivex.relations import SIGNS
from derivex.term import App, Term


@dataclass(frozen=True, slots=True)
class Region:
    """Ends from left to right; ``inside`` tells of the gap before the first, the first, the next gap, …"""

    ends: tuple[Endpoint, ...]
    inside: tuple[bool, ...]

    def is_empty(self) -> bool:
        return not any(self.inside)

    def is_everything(self) -> bool:
        return all(self.inside)

    def complement(self) -> Region:
        return Region(self.ends, tuple(not each for each in self.inside))


EVERYTHING = Region((), (True,))
NOTHING = Region((), (False,))


def relation_region(op: str, end: Endpoint) -> Region:
    """All x with ``x op end``."""
    return Region((end,), tuple(sign in SIGNS[op] for sign in (-1, 0, 1)))


def combined(first: Region, second: Region, joined: Callable[[bool, bool], bool]) -> Region:
    """What lies in both, in one of them, …: ``joined`` says it of a point."""
    ends = merged_ends([*first.ends, *second.ends])
    left, right = (_spread(each, ends) for each in (first, second))
    return tidy(Region(ends, tuple(joined(a, b) for a, b in zip(left, right, strict=True))))


def both(first: Region, second: Region) -> Region:
    return combined(first, second, lambda a, b: a and b)


def either(first: Region, second: Region) -> Region:
    return combined(first, second, lambda a, b: a or b)


def without(first: Region, second: Region) -> Region:
    return combined(first, second, lambda a, b: a and not b)


def merged_ends(ends: list[Endpoint]) -> tuple[Endpoint, ...]:
    """The ends from left to right, equal ones once."""

    def compared(left: Endpoint, right: Endpoint) -> int:
        return 0 if left.same(right) else -1 if left.below(right) else 1

    ordered: list[Endpoint] = []
    for end in sorted(ends, key=cmp_to_key(compared)):
        if not ordered or not ordered[-1].same(end):
            ordered.append(end)
    return tuple(ordered)


def _spread(region: Region, ends: tuple[Endpoint, ...]) -> Iterator[bool]:
    """``inside`` of the region between and at more ends than it has."""
    place = 0
    yield region.inside[0]
    for end in ends:
        if place < len(region.ends) and region.ends[place].same(end):
            yield region.inside[2 * place + 1]
            place += 1
        else:
            yield region.inside[2 * place]
        yield region.inside[2 * place]


def tidy(region: Region) -> Region:
    """The region without ends at which nothing changes."""
    ends: list[Endpoint] = []
    inside = [region.inside[0]]
    for place, end in enumerate(region.ends):
        at, after = region.inside[2 * place + 1], region.inside[2 * place + 2]
        if not (inside[-1] == at == after):
            ends.append(end)
            inside += [at, after]
    return Region(tuple(ends), tuple(inside))


@dataclass(frozen=True, slots=True)
class Interval:
    """From low to high, None for no bound; with or without its ends."""

    low: Endpoint | None
    high: Endpoint | None
    with_low: bool
    with_high: bool


def intervals(region: Region) -> Iterator[Interval]:
    """The parts of the region, from left to right."""
    low: Endpoint | None = None
    with_low, started = False, region.inside[0]
    for place, end in enumerate(region.ends):
        at, after = region.inside[2 * place + 1], region.inside[2 * place + 2]
        if started and not (at and after):
            yield Interval(low, end, with_low, at)
            started = after
            low, with_low = end, False
        elif not started and (at or after):
            if not after:
                yield Interval(end, end, True, True)
            else:
                started, low, with_low = True, end, at
    if started:
        yield Interval(low, None, with_low, False)


def one_of(region: Region, part: Term, *, integer: bool = False) -> tuple[Term, ...]:
    """Relations one of which holds exactly where the part's value lies in the region."""
    return tuple(
        relation
        for each in intervals(region)
        for relation in [_interval(_whole(each) if integer else each, part)]
        if relation is not None
    )


def _whole(interval: Interval) -> Interval | None:
    """An interval with whole ends that has the same integers; None if it has none."""
    low, high = interval.low, interval.high
    if low is None or high is None or low.value is None or high.value is None:
        return interval
    first = ceil(low.value) if interval.with_low else floor(low.value) + 1
    last = floor(high.value) if interval.with_high else ceil(high.value) - 1
    return Interval(rational(first), rational(last), True, True) if first <= last else None


def _interval(interval: Interval | None, part: Term) -> Term | None:
    if interval is None:
        return None
    low, high = interval.low, interval.high
    if low is not None and high is not None and low.same(high):
        return App("=", (part, low.term))
    bounds = []
    if low is not None:
        bounds.append(App(">=" if interval.with_low else ">", (part, low.term)))
    if high is not None:
        bounds.append(App("<=" if interval.with_high else "<", (part, high.term)))
    return bounds[0] if len(bounds) == 1 else App("and", tuple(bounds))


def all_of(region: Region, part: Term) -> tuple[Term, ...]:
    """Conditions that hold together exactly where the part's value lies in the region, which isn't empty."""
    pieces = list(intervals(region))
    first, last = pieces[0], pieces[-1]
    if first.low is not None and last.high is not None and first.low.same(last.high):
        return (App("=", (part, first.low.term)),)
    found: list[Term] = []
    if first.low is not None:
        found.append(App(">=" if first.with_low else ">", (part, first.low.term)))
    if last.high is not None:
        found.append(App("<=" if last.with_high else "<", (part, last.high.term)))
    holes = [Interval(left.high, right.low, not left.with_high, not right.with_low) for left, right in pairwise(pieces)]
    for hole in holes:
        assert hole.low is not None and hole.high is not None
        if hole.low.same(hole.high):
            found.append(App("!=", (part, hole.low.term)))
        else:
            below = App("<" if hole.with_low else "<=", (part, hole.low.term))
            found.append(App("or", (below, App(">" if hole.with_high else ">=", (part, hole.high.term)))))
    return tuple(found)
