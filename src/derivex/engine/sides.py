"""What a derivative is at a kink: the functions to its left and to its right tell.

Close to a point c, on one side of it, a smooth u that isn't zero throughout has one sign: that of
its first derivative at c that isn't 0. So ``abs(u)`` is u or -u there, ``max(u, v)`` is u or v, and
a case distinction one of its values. If the functions that a body is on either side have its own
value at c and are differentiable there with the same derivative, that is the body's; this is how
``x*abs(x)`` has the derivative 0 at 0.

Contract: ``examined`` is True only where the two lines certainly agree at the point, or it is
not admitted. ``beside`` gives a term with the line's value at the point, whose derivatives the
careful evaluator can take; None where it can't be told so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from derivex.engine.answers import TooHard, Zero
from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.bounds import Bounds
from derivex.engine.kernels import vanishes
from derivex.engine.look import Question, values_at
from derivex.engine.points import Point, is_admitted
from derivex.engine.smooth import require_smooth
from derivex.engine.swift import FIRST_PRECISION
from derivex.engine.values import Exact, Turn, ball
from derivex.engine.witness import agree, differ
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.relations import SIGNS
from derivex.substitution import substitute
from derivex.term import (
    BINDERS,
    ONE,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    cases_of,
    diff,
    free_symbols,
    free_symbols_of,
    literal,
    negate,
    number,
    subtract,
)

MAX_ORDER = 4  # of a zero whose sides are told apart
PRECISION = 128  # bits


class NoSide(Exception):
    """It can't be told which function a body is on one side."""


@dataclass(frozen=True, slots=True)
class Place:
    """A value of one symbol, and one side of it: 1 for right, -1 for left."""

    name: str
    value: Fraction
    side: int
    given: Given
    bounds: Bounds

    def sign(self, term: Term) -> int:
        """The sign that a smooth term has on this side, close to the place."""
        evaluator = Evaluator({self.name: Exact(self.value)}, PRECISION, bounds=self.bounds, kind=self.given.kind)
        if isinstance(vanishes(term, Given(self.given.kinds), self.bounds), Zero):
            return 0
        require_smooth(evaluator, term, self.name)  # what jumps here (acot at 0) has another sign on one side
        for order in range(MAX_ORDER + 1):
            value = evaluator.evaluate(App("diff", (term, Sym(self.name), Num(str(order)))) if order else term)
            if isinstance(value, (Exact, Turn)):
                if value.im:
                    raise NoSide
                sign = (value.re > 0) - (value.re < 0)
            else:
                real = ball(value).real
                sign = 1 if real > 0 else -1 if real < 0 else 0
                if not sign or not ball(value).imag.is_zero():
                    raise NoSide
            if sign:
                return int(sign * self.side**order)
        raise NoSide


def beside(line: Term, name: str, value: Fraction, given: Given, bounds: Bounds) -> Term | None:
    """The line with each derivative by the name taken of the function to the right, if the left one agrees.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(beside(read("diff(x*abs(x), x)"), "x", Fraction(0), Given(), Bounds()))
    'diff(x*x, x)'
    """
    try:
        return _settled(line, Place(name, value, 1, given, bounds))
    except (NoSide, Undefined, Unknown, TooHard, TooLarge):
        return None


def _settled(term: Term, place: Place) -> Term:
    if not isinstance(term, App) or place.name not in free_symbols(term):
        return term
    if term.head in BINDERS or term.head == "Subs":
        raise NoSide
    if term.head != "diff":
        return App(term.head, tuple(_settled(arg, place) for arg in term.args))
    body, variable, *rest = term.args
    order = literal(rest[0]) if rest else Fraction(1)
    if variable != Sym(place.name) or order not in range(1, MAX_ORDER + 1):
        raise NoSide
    left = replace(place, side=-1)
    sides = [_one_sided(body, each) for each in (place, left)]
    # where the derivatives below an order agree, the next one has the difference quotients of both sides
    assert order is not None
    orders = range(1, int(order) + 1)
    pairs = [(body, sides[0]), (body, sides[1])]
    if sides[0] != sides[1]:
        pairs += [(diff(sides[0], variable, each), diff(sides[1], variable, each)) for each in orders]
    if not all(_equal_there(one, other, place) for one, other in pairs):
        raise NoSide
    return diff(sides[0], variable, int(order))


def _equal_there(one: Term, other: Term, place: Place) -> bool:
    """Whether two terms certainly have the same value at the place."""
    evaluator = Evaluator({place.name: Exact(place.value)}, PRECISION, bounds=place.bounds, kind=place.given.kind)
    first, second = evaluator.evaluate(one), evaluator.evaluate(other)
    if isinstance(first, (Exact, Turn)) and isinstance(second, (Exact, Turn)):
        return first == second
    difference = evaluator.derivative(subtract(one, other), place.name, 0)
    closed = substitute(difference, {place.name: number(place.value)})
    return isinstance(vanishes(closed, Given(), place.bounds), Zero)


def _one_sided(term: Term, place: Place) -> Term:
    """The smooth term that a term is on one side of the place."""
    if not isinstance(term, App) or place.name not in free_symbols(term):
        return term
    if term.head == "piecewise":
        return _chosen(term, place)
    if term.head in BINDERS or term.head in ("diff", "Subs", "floor", "ceiling"):
        raise NoSide
    args = tuple(_one_sided(arg, place) for arg in term.args)
    match term.head:
        case "abs":
            return args[0] if place.sign(args[0]) >= 0 else negate(args[0])
        case "sign":
            return number(place.sign(args[0]))
        case "Heaviside":
            return {1: ONE, -1: ZERO, 0: number(Fraction(1, 2))}[place.sign(args[0])]
        case "min" | "max":
            best = args[0]
            for other in args[1:]:
                larger = place.sign(subtract(best, other)) >= 0
                best = best if larger == (term.head == "max") else other
            return best
    return App(term.head, args)


def _chosen(term: App, place: Place) -> Term:
    for value, condition in cases_of(term):
        if condition is None or _holds(condition, place):
            return _one_sided(value, place)
    raise NoSide


def _holds(condition: Term, place: Place) -> bool:
    assert isinstance(condition, App)
    if condition.head in ("and", "or"):
        parts = [_holds(each, place) for each in condition.args]
        return all(parts) if condition.head == "and" else any(parts)
    left, right = (_one_sided(side, place) for side in condition.args)
    return place.sign(subtract(left, right)) in SIGNS[condition.head]


# ---- both lines ----


def examined(question: Question, relation: Term) -> bool:
    """Whether ``x = c``, where a derivative may not exist, has been looked at from both sides: it is no exception.

    If the lines certainly differ there, the point refutes, and is noted.
    """
    value = literal(relation.args[1]) if isinstance(relation, App) and relation.head == "=" else None
    names = free_symbols_of((question.before, question.after, relation))
    if value is None or not isinstance(relation, App) or {relation.args[0]} != {Sym(name) for name in names}:
        return False
    (name,) = names
    point = Point(((name, relation.args[1]),))
    if not is_admitted(point, question.given):
        return True
    sides = [beside(side, name, value, question.given, question.bounds) for side in (question.before, question.after)]
    if sides[0] is None or sides[1] is None:
        return False
    there = Question(sides[0], sides[1], question.given, question.bounds)
    values = values_at(there, point, FIRST_PRECISION)
    if values is None:
        return False
    if differ(*values, FIRST_PRECISION):
        question.before, question.after, question.refuted = sides[0], sides[1], point
    return agree(*values)
