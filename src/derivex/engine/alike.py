"""Parts of a term that have the same values, written in one way.

Two ways to write a value hide that a law is spoken of it: ``atan(t) = asin(u/sqrt(1 + u^2))``
with ``t = u`` at every point. Parts whose values agree at a few points are asked for
exactly, and where they are proved equal the shorter way is written everywhere. Sums and
products that share some of their members have them in brackets: ``1 + I*x*y`` and ``x*y``.

Sound, for a proof of equality holds where both parts are defined, and both are where the term
is; what need not be defined (in binders, derivatives, cases) stays as it is. Values at
points only choose what is asked.

Incomplete: few parts are asked for, and of what sums share only what most have in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations, islice

from flint import acb

from derivex.comparison import Key, key
from derivex.engine.answers import Zero
from derivex.engine.balls import Evaluator
from derivex.engine.bounds import Bounds
from derivex.engine.kernels import vanishes
from derivex.engine.points import Point, admitted
from derivex.engine.values import Exact, Undefined, Unknown, ball
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import rebuilt
from derivex.term import BINDERS, App, Term, free_symbols, literal, number, subtract

CLOSED = BINDERS | {"diff", "Subs", "piecewise", "bounds"}  # what is inside need not be defined
PRECISION = 128  # bits of the values that are compared
POINTS = 2
MAX_DISTINCT = 60  # parts that are looked at
MAX_ASKED = 6  # pairs of parts that are asked for exactly
MAX_SHARED = 4  # times that shared members go into brackets


# ---- parts ----


def is_part(term: Term) -> bool:
    """Whether something else may be written for a term: it is no symbol, no number, no sign."""
    return isinstance(term, App) and term.head not in ("bounds", "neg") and literal(term) is None


def parts_of(term: Term) -> Iterator[App]:
    """The parts that have values wherever the term has, outermost first."""
    if isinstance(term, App):
        if is_part(term):
            yield term
        for arg in term.args if term.head not in CLOSED else ():
            yield from parts_of(arg)


def counted(term: Term) -> Counter[Key]:
    """How often each part occurs."""
    return Counter(map(key, parts_of(term)))


def replaced(term: Term, values: Mapping[Key, Term]) -> Term:
    """The term with another one in the place of each part that has one."""
    if not isinstance(term, App) or not values:
        return term
    found = values.get(key(term))
    if found is not None:
        return found
    if term.head in CLOSED:
        return term
    return rebuilt(term.head, tuple(replaced(arg, values) for arg in term.args))


# ---- the same values ----


def made_alike(term: Term, given: Given, bounds: Bounds) -> Term:
    """The term with parts that are proved equal written alike, and shared members in brackets."""
    numbers = {key(part): value for part in parts_of(term) if (value := _number(part)) is not None}
    term = replaced(term, numbers)
    distinct = {key(part): part for part in parts_of(term)}
    if len(distinct) <= MAX_DISTINCT:
        term = replaced(term, _equal_parts(distinct, given, bounds))
    for _ in range(MAX_SHARED):
        bracketed = _bracketed(term)
        if bracketed == term:
            break
        term = bracketed
    return term


def _equal_parts(distinct: Mapping[Key, Term], given: Given, bounds: Bounds) -> dict[Key, Term]:
    """For each part a shorter one of which it was proved that it is equal."""
    order = sorted(distinct, key=lambda which: distinct[which].size)
    points = list(islice(admitted(given, distinct.values(), bounds), POINTS))
    seen = {which: _values(distinct[which], points, given) for which in order}
    found: dict[Key, Term] = {}
    asked = 0
    for first, second in combinations(order, 2):
        if first in found or second in found or not _agree(seen[first], seen[second]) or asked == MAX_ASKED:
            continue
        asked += 1
        if isinstance(vanishes(subtract(distinct[second], distinct[first]), given, bounds), Zero):
            found[second] = distinct[first]
    return found


def _number(part: Term) -> Term | None:
    """The rational number that a part without symbols is."""
    try:
        value = None if free_symbols(part) else Evaluator({}, PRECISION).evaluate(part)
    except (Undefined, Unknown, TooLarge):
        return None
    return number(value.re) if isinstance(value, Exact) and not value.im else None


def _values(part: Term, points: list[Point], given: Given) -> list[acb]:
    """The values of a part at some points; none if it isn't known at one of them."""
    found = []
    for point in points:
        try:
            found.append(ball(Evaluator(point.at(PRECISION), PRECISION, kind=given.kind).evaluate(part)))
        except (Undefined, Unknown, TooLarge):
            return []
    return found


def _agree(some: list[acb], others: list[acb]) -> bool:
    return bool(some) and bool(others) and all(one.overlaps(other) for one, other in zip(some, others, strict=True))


# ---- shared members ----


def _bracketed(term: Term) -> Term:
    """The term with the largest choice of members that two of its sums or products share in brackets."""
    nodes = {key(part): part for part in parts_of(term) if part.head in ("+", "*")}
    shared: Counter[Key] = Counter()
    head = ""
    for first, second in combinations(nodes.values(), 2):
        common = _members(first) & _members(second)
        if first.head == second.head and common.total() > max(1, shared.total()):
            shared, head = common, first.head
    return _in_brackets(term, head, shared) if head else term


def _members(node: App) -> Counter[Key]:
    return Counter(key(each) for each in node.args if literal(each) is None)


def _in_brackets(term: Term, head: str, shared: Counter[Key]) -> Term:
    if not isinstance(term, App) or term.head in CLOSED:
        return term
    args = tuple(_in_brackets(arg, head, shared) for arg in term.args)
    if term.head != head or not shared <= _members(term) or len(args) <= shared.total():
        return App(term.head, args)
    left = Counter(shared)
    inside: list[Term] = []
    outside: list[Term] = []
    for arg in args:
        wanted = left[key(arg)] > 0
        left[key(arg)] -= wanted
        (inside if wanted else outside).append(arg)
    return App(head, (App(head, tuple(inside)), *outside))
