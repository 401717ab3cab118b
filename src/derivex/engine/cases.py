"""Proof by cases: abs, sign, Heaviside, min, max and piecewise where the signs they depend on are known.

``settled`` takes every such part that the givens decide: ``abs(u)`` is u where u >= 0, an argument
of max goes where another one is larger, a case of a piecewise where its condition fails. If that
isn't enough, the question is split: on ``u >= 0`` and ``u < 0`` (with ``u = 0`` apart where the value
there is another one), or on a condition and its opposite; each case has one relation more, and
what contradicts the givens is no case.

Contract: True only if the two terms are equal in every case, and the cases cover all admitted
points at which both are defined (derivatives by their rules). A case in which a denominator is
zero, or no condition of a piecewise holds, has no such points and needs no proof. Where a side
of ``<`` and its like isn't real, neither min nor max nor a piecewise has a value. At most so
many cases are looked at.

Incomplete: conditions are compared as they are written and by the givens, and the cases are bounded
in depth and number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from derivex.engine.answers import TooHard, Zero
from derivex.engine.bounds import Bounds
from derivex.engine.dependence import resolved
from derivex.engine.derive import expand
from derivex.engine.kernels import vanishes
from derivex.engine.picking import picked
from derivex.engine.piecewise import comparisons
from derivex.given import NO, UNKNOWN, YES, Given
from derivex.relations import FLIPPED, NEGATED
from derivex.signs import ODD_INCREASING
from derivex.term import BINDERS, ONE, TWO, ZERO, App, Num, Term, cases_of, divide, literal, negate, subtract

MAX_DEPTH = 6  # splits one after the other
MAX_CASES = 40  # looked at in one question

SIGNED = frozenset({"abs", "sign", "Heaviside"})
EXTREMES = frozenset({"min", "max"})
DECIDED = SIGNED | EXTREMES | {"piecewise"}
GROWING = frozenset({"exp", "log", "sqrt", "atan", "sinh", "tanh", "asinh", "erf"})  # between real values
POSITIVE, NEGATIVE, NOTHING = frozenset({1}), frozenset({-1}), frozenset({0})
TOTAL = GROWING - {"log", "sqrt"}  # and with a value at every real argument
CLOSED = BINDERS | {"diff", "Subs"}  # below these the givens don't hold


class NoCase(Exception):
    """Within the givens a piecewise has no case whose condition may hold: it has no value anywhere."""


@dataclass(slots=True)
class Work:
    """How many cases may still be looked at."""

    bounds: Bounds
    left: int = field(default=MAX_CASES)


def prove_by_cases(before: Term, after: Term, given: Given, bounds: Bounds) -> bool:
    """Whether the two terms are proved equal case by case."""
    try:
        term = picked(expand(subtract(before, after), given), given)
    except TooHard:
        return False
    return next(_decided_parts(term), None) is not None and _holds(term, given, Work(bounds), MAX_DEPTH)


def _holds(term: Term, given: Given, work: Work, depth: int) -> bool:
    work.left -= 1
    if work.left < 0:
        return False
    try:
        term = settled(term, given)
    except NoCase:
        return True
    if isinstance(vanishes(term, given, work.bounds), Zero):
        return True
    conditions = _split(term, given)
    if not conditions or depth == 0:
        return _undefined(term, given, work.bounds) or (not conditions and resolved(term, given, work.bounds))
    for condition in conditions:
        narrower = _sharper(_with_condition(given, condition))
        if narrower is not None and not _holds(term, narrower, work, depth - 1):
            return False
    return True


def _with_condition(given: Given, condition: App) -> Given | None:
    """The givens and a condition; where it is met only with equality, as that. None if they contradict each other."""
    if condition.head in (">=", "<=") and given.holds(App(FLIPPED[condition.head], condition.args)) == YES:
        condition = App("=", condition.args)
    return given.with_relation(condition)


def _sharper(given: Given | None) -> Given | None:
    """The givens with what the sign of a product says of its last factor; None if they contradict each other.

    It says something if the other factors aren't zero.
    """
    for relation in given.relations if given is not None else ():
        match relation:
            case App("<" | "<=" | ">" | ">=" as head, (App("*", factors), other)) if literal(other) == 0 and given:
                signs = {each: given.signs(each) for each in factors}
                unknown = [each for each in factors if signs[each] not in (POSITIVE, NEGATIVE)]
                turned = sum(sign == NEGATIVE for sign in signs.values()) % 2
                if not unknown and len(signs) == len(factors) and (head in ("<", "<=")) != turned:
                    return None
                if len(unknown) != 1 or len(signs) != len(factors):
                    continue
                given = given.with_relation(App(FLIPPED[head] if turned else head, (unknown[0], ZERO)))
                if given is not None and given.signs(unknown[0]) == NOTHING:
                    given = given.with_relation(App("=", (unknown[0], ZERO)))
    return given


def _undefined(term: Term, given: Given, bounds: Bounds) -> bool:
    """Whether a denominator of the term is zero in the whole case."""
    return any(
        part.head == "/" and isinstance(vanishes(part.args[1], given, bounds), Zero) for part in _open_parts(term)
    )


# ---- parts that conditions decide ----


def _open_parts(term: Term) -> Iterator[App]:
    """The parts outside of binders and of the values of a piecewise, innermost first."""
    if not isinstance(term, App) or term.head in CLOSED:
        return
    for arg in _always(term):
        yield from _open_parts(arg)
    yield term


def _always(term: App) -> tuple[Term, ...]:
    """The arguments that have values wherever the term has: of a piecewise the sides of its first condition."""
    if term.head != "piecewise":
        return term.args
    _, condition = cases_of(term)[0]
    return () if condition is None else tuple(side for each in comparisons(condition) for side in each.args)


def _decided_parts(term: Term) -> Iterator[App]:
    return (part for part in _open_parts(term) if part.head in DECIDED)


def _split(term: Term, given: Given) -> tuple[App, ...]:
    """The conditions of the cases to look at, on an innermost part that isn't decided; () if there is none."""
    for part in _decided_parts(term):
        match part:
            case App("piecewise", _):
                _, condition = cases_of(part)[0]
                for each in comparisons(condition) if condition is not None else ():
                    if _can_be_told(each, given) and given.holds(each) == UNKNOWN:
                        return each, App(NEGATED[each.head], each.args)
            case App("abs", (App(head, (u,)),)) if head in ODD_INCREASING & TOTAL and given.is_real(u) == YES:
                return App(">=", (u, ZERO)), App("<", (u, ZERO))
            case App("abs", (u,)) if given.is_real(u) == YES:
                return App(">=", (u, ZERO)), App("<", (u, ZERO))
            case App("sign" | "Heaviside", (u,)) if given.is_real(u) == YES:
                return App(">", (u, ZERO)), App("<", (u, ZERO)), App("=", (u, ZERO))
            case App("min" | "max", (App(one, (u,)), App(other, (v,)), *_)) if (
                one == other and one in TOTAL and given.is_real(u) == YES == given.is_real(v)
            ):
                return App(">=", (u, v)), App("<", (u, v))
            case App("min" | "max", (u, v, *_)) if YES in (given.is_real(u), given.is_real(v)):
                # both are real where the part has a value
                return App(">=", (u, v)), App("<", (u, v))
    return ()


def _can_be_told(condition: App, given: Given) -> bool:
    """Whether the givens may decide a comparison. It or its opposite holds wherever the distinction has a value."""
    return condition.head in ("=", "!=") or YES in map(given.is_real, condition.args)


# ---- deciding them ----


def settled(term: Term, given: Given) -> Term:
    """The term with every part that the givens decide replaced by its value there; ``NoCase`` if it has none."""
    if not isinstance(term, App) or term.head in CLOSED:
        return term
    if term.head == "piecewise":
        return _settled_cases(term, given)
    args = tuple(settled(arg, given) for arg in term.args)
    new = term if all(one is other for one, other in zip(args, term.args, strict=True)) else App(term.head, args)
    if new.head in SIGNED:
        return _settled_sign(new, given)
    return _settled_extreme(new, given) if new.head in EXTREMES else new


def _settled_sign(part: App, given: Given) -> Term:
    u = part.args[0]
    signs = given.signs(u)
    if signs is None:
        return part
    if part.head == "abs":
        return u if -1 not in signs else negate(u) if 1 not in signs else part
    if len(signs) != 1:
        return part
    (sign,) = signs
    if part.head == "sign":
        return {1: ONE, 0: ZERO, -1: negate(ONE)}[sign]
    return {1: ONE, 0: divide(ONE, TWO), -1: ZERO}[sign]


def _settled_extreme(part: App, given: Given) -> Term:
    """Without the arguments that another one is beyond; all are real where the part has a value."""
    beyond = ">=" if part.head == "max" else "<="
    kept: list[Term] = []
    for arg in dict.fromkeys(part.args):
        if any(_holds_or_grows(App(beyond, (other, arg)), given) for other in kept):
            continue
        kept = [other for other in kept if not _holds_or_grows(App(beyond, (arg, other)), given)]
        kept.append(arg)
    return kept[0] if len(kept) == 1 else App(part.head, tuple(kept))


def _holds_or_grows(relation: App, given: Given) -> bool:
    """Whether a relation follows from the givens, or from the like for the arguments of a function that grows."""
    if given.holds(relation) == YES:
        return True
    match relation.args:
        case App(one, (u,)), App(other, (v,)) if one == other and one in GROWING:
            return _holds_or_grows(App(relation.head, (u, v)), given)
        case App("log", (u,)), Num("0"):
            return _holds_or_grows(App(relation.head, (u, ONE)), given)
        case Num("0"), App("log", (u,)):
            return _holds_or_grows(App(relation.head, (ONE, u)), given)
    return False


def _settled_cases(part: App, given: Given) -> Term:
    """Without the cases whose condition fails, and without those after one whose condition holds."""
    parts: list[Term] = []
    here: Given | None = given
    for value, condition in cases_of(part):
        if here is None:
            break
        condition = None if condition is None else _settled_condition(condition, here)
        known = True if condition is None else _truth(condition, here)
        if known is True:
            last = settled(value, here)
            return App("piecewise", (*parts, last)) if parts else last
        if known is False:
            continue
        assert isinstance(condition, App)
        parts += [value, condition]
        if condition.head in NEGATED:
            here = here.with_relation(App(NEGATED[condition.head], condition.args))
    if not parts:
        raise NoCase
    return App("piecewise", tuple(parts))


def _settled_condition(condition: Term, given: Given) -> Term:
    assert isinstance(condition, App)
    inside = _settled_condition if condition.head in ("and", "or") else settled
    return App(condition.head, tuple(inside(part, given) for part in condition.args))


def _truth(condition: Term, given: Given) -> bool | None:
    assert isinstance(condition, App)
    if condition.head in ("and", "or"):
        truths = [_truth(part, given) for part in condition.args]
        decisive = condition.head == "or"
        return decisive if decisive in truths else None if None in truths else not decisive
    answer = given.holds(condition)
    return True if answer == YES else False if answer == NO else None
