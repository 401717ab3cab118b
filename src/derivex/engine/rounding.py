"""Floors and ceilings: between which whole numbers a value stands.

First, ``floor(u) = k`` where ``0 <= u - k < 1`` is proved, for a number k, or a whole symbol and
a number, that some values suggest. What is left is decided by ``remainders``.

Sound, for a floor has no value where its argument isn't real, and elsewhere k is the only
whole number with that property. Values suggest only.

Incomplete: other whole numbers than those aren't tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from derivex.comparison import Key, key
from derivex.engine.alike import CLOSED, parts_of, replaced
from derivex.engine.answers import TooHard, Zero
from derivex.engine.balls import Evaluator
from derivex.engine.bounds import Bounds
from derivex.engine.elements import Restart, constant
from derivex.engine.kernels import explored, vanishes
from derivex.engine.points import Point, admitted
from derivex.engine.positivity import AT_LEAST_ZERO, Sign, is_real, sign_of
from derivex.engine.question import Question
from derivex.engine.remainders import innermost, proved_by_remainders
from derivex.engine.values import Undefined as NoValue
from derivex.engine.values import Unknown
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import rebuilt
from derivex.term import App, Sym, Term, add, free_symbols_of, negate, number, subtract

MAX_DEPTH = 3  # divisions one after the other
MAX_CASES = 24  # of one division
POINTS = 4  # whose values suggest what a floor is
PRECISION = 128  # bits of these values


def proved_by_rounding(term: Term, given: Given, bounds: Bounds) -> bool:
    """Whether a term with floors or ceilings is zero, once it is told what these are."""
    written = _with_floors(term)
    if not any(part.head == "floor" for part in parts_of(written)):
        return False
    points = list(islice(admitted(given, (written,), bounds), POINTS))
    settled = _settled(written, points, given, bounds)
    if settled != written and isinstance(vanishes(settled, given, bounds), Zero):
        return True
    return proved_by_remainders(settled, points, given, bounds, MAX_DEPTH)


def _with_floors(term: Term) -> Term:
    """The term with ``ceiling(u)`` written as ``-floor(-u)``."""
    if not isinstance(term, App) or term.head in CLOSED:
        return term
    args = tuple(map(_with_floors, term.args))
    if term.head == "ceiling":
        return negate(App("floor", (negate(args[0]),)))
    return rebuilt(term.head, args)


# ---- between two whole numbers ----


def _settled(term: Term, points: list[Point], given: Given, bounds: Bounds) -> Term:
    """The term with the whole number in the place of each floor of which it is proved."""
    asked = innermost(term)
    while asked:
        known: dict[Key, Term] = {}
        for inside in asked:
            whole = next(
                (each for each in _suggested(inside, points, given) if _is_floor(inside, each, given, bounds)), None
            )
            if whole is not None:
                known[key(App("floor", (inside,)))] = whole
        if not known:
            break
        term = replaced(term, known)
        asked = innermost(term)
    return term


def _suggested(inside: Term, points: list[Point], given: Given) -> Iterator[Term]:
    """A number that the floor is at some points, or a whole symbol from which it is always as far."""
    wholes: list[int] = []
    for point in points:
        value = _rounded(inside, point, given)
        if value is None:
            return
        wholes.append(value)
    if len(set(wholes)) == 1:
        yield number(wholes[0])
    for name in sorted(free_symbols_of((inside,))) if len(points) == POINTS else ():
        if given.kind(name) == "integer":
            values = [_rounded(Sym(name), point, given) for point in points]
            apart = {whole - value for whole, value in zip(wholes, values, strict=True) if value is not None}
            if len(apart) == 1 and None not in values:
                yield add(Sym(name), number(apart.pop()))


def _rounded(term: Term, point: Point, given: Given) -> int | None:
    """The floor of the value of a term at a point, if it is certain."""
    try:
        at = Evaluator(point.at(PRECISION), PRECISION, kind=given.kind)
        found = at.evaluate(App("floor", (term,)))
    except (NoValue, Unknown, TooLarge):
        return None
    value = getattr(found, "re", None)
    return int(value) if isinstance(value, Fraction) else None


def _is_floor(inside: Term, whole: Term, given: Given, bounds: Bounds) -> bool:
    """Whether ``0 <= inside - whole < 1`` wherever the argument is defined."""
    rest = subtract(inside, whole)
    try:
        work = explored(Question(rest, rest, given, given.relations), bounds)
        if work is None or not is_real(work.field, work.result):
            return False
        short = work.field.subtract(work.result, constant(1))
        return sign_of(work.field, work.result) in AT_LEAST_ZERO and sign_of(work.field, short) is Sign.NEGATIVE
    except (TooHard, TooLarge, Restart):
        return False
