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

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derivex.comparison import Key, key
from derivex.engine.needs import needs, opposite
from derivex.engine.simplify import constant_truth, not_zero, simplified
from derivex.given import NO, YES, Given
from derivex.linear import NEGATED
from derivex.term import ZERO, App, Term, literal, number


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
    needed: dict[Key, Term] = {}
    doubtful: dict[Key, Term] = {}
    for condition, certain in dict.fromkeys(needs(term, given)):
        target = needed if certain else doubtful
        for simple in simplified(condition, given):
            target.setdefault(key(simple), simple)
    for name in needed:
        doubtful.pop(name, None)
    rest = tuple(each for name, each in doubtful.items() if not _implied(each, {*needed, *doubtful} - {name}))
    return Domain(_merged(tuple(needed.values())), rest)


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
    first, second = domain(before, given), domain(after, given)
    # what one side needs says nothing about whether the other one's derivative exists there
    doubtful = dict.fromkeys(
        relation for each in (first, second) for relation in _missing(each.doubtful, each.needed, given)
    )
    return Change(
        lost=_missing(second.needed, (*first.needed, *first.doubtful), given),
        gained=_missing(first.needed, (*second.needed, *second.doubtful), given),
        unexamined=tuple(doubtful),
    )


def _missing(wanted: tuple[Term, ...], have: tuple[Term, ...], given: Given) -> tuple[Term, ...]:
    """The negations of the conditions that the other side doesn't need."""
    keys = {key(condition) for condition in have}
    missing = (opposite(condition) for condition in _missing_from(wanted, have, given))
    return tuple(_sharper(relation, keys) for relation in missing)


def _sharper(relation: Term, keys: set[Key]) -> Term:
    """``x <= 0`` as ``x < 0`` where ``x != 0`` is needed anyway."""
    if isinstance(relation, App) and relation.head in ("<=", ">=") and key(App("!=", relation.args)) in keys:
        return App(relation.head[0], relation.args)
    return relation


def _missing_from(wanted: tuple[Term, ...], have: tuple[Term, ...], given: Given) -> Iterator[Term]:
    keys = {key(condition) for condition in have}
    left = [condition for condition in wanted if key(condition) not in keys and not _implied(condition, keys)]
    richer: Given | None = given
    for condition in have if left else ():
        # conditions with != are compared as they are; linear reasoning needs the others only
        if richer is not None and isinstance(condition, App) and condition.head in ("<", "<=", ">", ">="):
            richer = richer.with_relation(condition)
    for condition in left:
        if not _follows_somehow(condition, richer, have, given):
            yield condition


def _follows_somehow(condition: Term, richer: Given | None, have: tuple[Term, ...], given: Given) -> bool:
    """From linear reasoning with what is needed, or from every alternative of an ``or`` that is."""
    if richer is None or _follows(condition, richer):
        return True
    alternatives = [each.args for each in have if isinstance(each, App) and each.head == "or"]
    return any(all(_follows_from(condition, part, given) for part in each) for each in alternatives)


def _follows_from(condition: Term, part: Term, given: Given) -> bool:
    if key(condition) == key(part) or _implied(condition, {key(part)}):
        return True
    if not (isinstance(part, App) and part.head in ("<", "<=", ">", ">=")):
        return False
    richer = given.with_relation(part)
    return richer is None or _follows(condition, richer)


def _implied(condition: Term, keys: set[Key]) -> bool:
    """``u != 0`` from ``u > 0``; ``sin(x) != 1`` from ``cos(x) != 0``; an ``or`` from one of its parts."""
    match condition:
        case App("or", parts):
            return any(key(part) in keys or _implied(part, keys) for part in parts)
        case App("and", parts):
            return all(key(part) in keys or _implied(part, keys) for part in parts)
        case App("!=", (left, right)):
            if key(App(">", (left, right))) in keys or key(App("<", (left, right))) in keys:
                return True
            if isinstance(left, App) and left.head in ("sin", "cos") and literal(right) in (1, -1):
                other = "cos" if left.head == "sin" else "sin"
                return key(App("!=", (App(other, left.args), ZERO))) in keys
        case App(">=", (left, right)):
            return key(App(">", (left, right))) in keys
        case App("<=", (left, right)):
            return key(App("<", (left, right))) in keys
    return False


def _follows(condition: Term, given: Given) -> bool:
    if isinstance(condition, App) and condition.head == "or":
        return any(_follows(part, given) for part in condition.args)
    if isinstance(condition, App) and condition.head == "and":
        return all(_follows(part, given) for part in condition.args)
    return given.holds(condition) == YES


def _merged(found: tuple[Term, ...]) -> tuple[Term, ...]:
    """``sin(x) != 1`` and ``sin(x) != -1`` as ``cos(x) != 0``; what follows from another one is dropped."""
    keys = {key(condition) for condition in found}
    result: dict[Key, Term] = {}
    for condition in found:
        merged = condition
        if isinstance(condition, App) and condition.head == "!=" and isinstance(condition.args[0], App):
            part, value = condition.args[0], literal(condition.args[1])
            if part.head in ("sin", "cos") and value in (1, -1):
                mate = App("!=", (part, number(-value)))
                if key(mate) in keys:
                    merged = not_zero(App("cos" if part.head == "sin" else "sin", part.args))
        result.setdefault(key(merged), merged)
    return tuple(condition for name, condition in result.items() if not _implied(condition, set(result) - {name}))


def impossible(conditions: Iterable[Term], given: Given) -> Term | None:
    """A condition that can't hold under the givens, if one is found."""
    relations = [condition for condition in conditions if isinstance(condition, App) and condition.head in NEGATED]
    return next((each for each in relations if constant_truth(each) is False or given.holds(each) == NO), None)
