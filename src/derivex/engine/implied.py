"""Which conditions follow from others: ``u != 0`` from ``u > 0``, ``sin(x) != 1`` from ``cos(x) != 0``.

Contract: sound. What isn't seen to follow may follow all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivex.comparison import Key, key
from derivex.given import YES, Given
from derivex.relations import NEGATED
from derivex.term import ZERO, App, Term, literal, number

INEQUALITIES = ("<", "<=", ">", ">=")


class Known:
    """Conditions that hold, by key, to look others up in."""

    def __init__(self, conditions: Iterable[Term]) -> None:
        self.conditions = tuple(conditions)
        self.keys = {key(condition) for condition in self.conditions}
        self.heads = {condition.head for condition in self.conditions if isinstance(condition, App)}

    def has(self, head: str, left: Term, right: Term, but: Key | None = None) -> bool:
        if head not in self.heads:
            return False
        name = key(App(head, (left, right)))
        return name in self.keys and name != but


def implied(condition: Term, known: Known, but: Key | None = None) -> bool:
    """Whether the condition follows from one that is known, the one of that key left out."""
    match condition:
        case App("or", parts):
            return any((key(part) in known.keys and key(part) != but) or implied(part, known, but) for part in parts)
        case App("and", parts):
            return all((key(part) in known.keys and key(part) != but) or implied(part, known, but) for part in parts)
        case App("!=", (left, right)):
            if known.has(">", left, right, but) or known.has("<", left, right, but):
                return True
            if isinstance(left, App) and left.head in ("sin", "cos") and literal(right) in (1, -1):
                return known.has("!=", App("cos" if left.head == "sin" else "sin", left.args), ZERO, but)
        case App(">=", (left, right)):
            return known.has(">", left, right, but)
        case App("<=", (left, right)):
            return known.has("<", left, right, but)
    return False


def missing(wanted: tuple[Term, ...], have: tuple[Term, ...], given: Given) -> Iterator[Term]:
    """The conditions that are wanted and don't follow from those that hold and the givens.

    None of them follows from the givens alone; that has been looked at before.
    """
    known = Known(have)
    left = [condition for condition in wanted if key(condition) not in known.keys and not implied(condition, known)]
    if not left:
        return
    richer: Given | None = given
    for condition in have:
        # conditions with != are compared as they are; linear reasoning needs the others only
        if richer is not None and isinstance(condition, App) and condition.head in INEQUALITIES:
            richer = richer.with_relation(condition)
    plain = richer is given and known.heads <= {"!=", "not"}
    for condition in left:
        # what only excludes points says nothing about other points
        certain = plain and isinstance(condition, App) and condition.head == "!="
        if certain or not _follows_somehow(condition, richer, have, given):
            yield condition


def _follows_somehow(condition: Term, richer: Given | None, have: tuple[Term, ...], given: Given) -> bool:
    """From linear reasoning with what is needed, or from every alternative of an ``or`` that is."""
    if richer is None or _follows(condition, richer):
        return True
    alternatives = [each.args for each in have if isinstance(each, App) and each.head == "or"]
    return any(all(_follows_from(condition, part, given) for part in each) for each in alternatives)


def _follows_from(condition: Term, part: Term, given: Given) -> bool:
    if key(condition) == key(part) or implied(condition, Known((part,))):
        return True
    if not (isinstance(part, App) and part.head in INEQUALITIES):
        return False
    richer = given.with_relation(part)
    return richer is None or _follows(condition, richer)


def _follows(condition: Term, given: Given) -> bool:
    if isinstance(condition, App) and condition.head == "or":
        return any(_follows(part, given) for part in condition.args)
    if isinstance(condition, App) and condition.head == "and":
        return all(_follows(part, given) for part in condition.args)
    return given.holds(condition) == YES


def merged(found: dict[Key, Term]) -> tuple[Term, ...]:
    """``sin(x) != 1`` and ``sin(x) != -1`` as ``cos(x) != 0``; what follows from another one is dropped."""
    if all(_is_plain(condition) for condition in found.values()):
        return tuple(found.values())
    result: dict[Key, Term] = {}
    for name, condition in found.items():
        better = _merged_with_mate(condition, found)
        if better is None:
            result.setdefault(name, condition)
        else:
            result.setdefault(key(better), better)
    known = Known(result.values())
    return tuple(condition for name, condition in result.items() if not implied(condition, known, name))


def _is_plain(condition: Term) -> bool:
    """``u != v`` that no other such condition can imply."""
    if not (isinstance(condition, App) and condition.head == "!="):
        return False
    left = condition.args[0]
    return not (isinstance(left, App) and left.head in ("sin", "cos"))


def _merged_with_mate(condition: Term, found: dict[Key, Term]) -> Term | None:
    match condition:
        case App("!=", (App("sin" | "cos" as head, angle) as part, right)):
            value = literal(right)
            if value in (1, -1) and key(App("!=", (part, number(-value)))) in found:
                return App("!=", (App("cos" if head == "sin" else "sin", angle), ZERO))
    return None


def opposite(condition: Term) -> Term:
    """``x != 1`` as ``x = 1``, ``x > 0`` as ``x <= 0``, an ``or`` as an ``and``."""
    assert isinstance(condition, App)
    if condition.head == "not":
        return condition.args[0]
    if condition.head in ("or", "and"):
        return App("and" if condition.head == "or" else "or", tuple(opposite(part) for part in condition.args))
    return App(NEGATED[condition.head], condition.args)
