"""One question, looked at in its values: evidence that it isn't empty, and refutations.

Two ways of looking. The *swift* one runs both sides as one program of balls (``program``,
``swift``), some ten microseconds a point, and says nothing at points where a ball won't do.
The *careful* one (``balls``) keeps rational values exact, so that it tells an exact zero in
a denominator from a small number, and both sides of a tie from a difference.

Contract: ``exhibited`` is a point at which both sides are certainly defined; ``refuted`` and
``imaginary`` are points at which they certainly differ, with real values only and without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from derivex.engine.balls import MAX_EXACT_BITS, Allowance, Evaluator
from derivex.engine.bounds import Bounds, OutOfBounds
from derivex.engine.instances import Instance, instantiate
from derivex.engine.points import Point
from derivex.engine.program import compiled
from derivex.engine.swift import Code, all_real, balls_of, code, exact_values, imaginary_part, sides_of
from derivex.engine.values import Undefined, Unknown, Value
from derivex.engine.witness import agree, differ
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.term import Term

FIRST_POINTS = 8  # looked at carefully, and with finer balls
MIDDLE_PRECISION = 256  # bits, where the first ones don't separate the sides
FINE_POINTS = 3  # looked at with the finest balls


@dataclass(slots=True)
class Question:
    """One question and what has been found out about it."""

    before: Term
    after: Term
    given: Given
    bounds: Bounds
    derivatives: dict[tuple[Term, str, int], Term] = field(default_factory=dict)
    codes: dict[tuple[Instance, ...], Code | None] = field(default_factory=dict)
    exhibited: Point | None = None  # the first point at which both sides are defined
    compared: list[Point] = field(default_factory=list)  # points at which both sides were compared
    tie: bool = False  # at the only point there is, both values are exact and the same
    undefined: Term | None = None  # a part that had no value at some point
    unknown: str = ""
    refuted: Point | None = None
    imaginary: Point | None = None  # a point that refutes, but only with values that aren't real

    def expired(self) -> bool:
        return self.bounds.expired()

    def code(self, functions: tuple[Instance, ...]) -> Code | None:
        """Both sides as a program, with instances for the unknown functions; None if they are beyond one."""
        if functions not in self.codes:
            try:
                found = compiled(instantiate(self.before, functions), instantiate(self.after, functions))
            except (TooLarge, OutOfBounds):
                found = None
            self.codes[functions] = None if found is None else code(found)
        return self.codes[functions]


def take(points: Iterator[Point], count: int) -> list[Point]:
    return list(islice(points, max(count, 0)))


# ---- swiftly ----


def glance(
    question: Question, points: Iterable[Point], precision: int, *, enough: int = 0, only_real: bool = False
) -> list[Point]:
    """Look swiftly until a point refutes with real values only, or enough agree; the points that were looked at."""
    seen = []
    agreed = 0
    for point in points:
        seen.append(point)
        work = question.code(point.functions)
        if work is None:
            return seen
        real = question.given.real_values or only_real
        balls = balls_of(work, point.balls(precision), question.given.kind, precision, real=real)
        if balls is None:
            continue
        if not only_real:  # else it has been looked at before
            question.compared.append(point)
        if question.exhibited is None:
            question.exhibited = point
        if differ(*sides_of(work, balls), precision):
            if real or all_real(work, balls):
                question.refuted = point
                return seen
            question.imaginary = question.imaginary or point
        else:
            agreed += 1
        if (enough and agreed >= enough) or question.expired():
            return seen
        if question.imaginary is not None and not only_real:
            return seen
    return seen


def swift_values(question: Question, point: Point, precision: int) -> tuple[Value, Value] | None:
    """The balls of both sides, if the program has them there."""
    work = question.code(point.functions)
    if work is None:
        return None
    balls = balls_of(work, point.balls(precision), question.given.kind, precision, real=question.given.real_values)
    return None if balls is None else sides_of(work, balls)


def exactly_at(question: Question, point: Point, precision: int) -> tuple[Value, Value] | None:
    """The values of both sides, rational ones as such, at a point at which the program has them."""
    work = question.code(point.functions)
    bits = min(MAX_EXACT_BITS, question.bounds.bits)
    return None if work is None else exact_values(work, point.at(precision), precision, bits)


def first_imaginary(
    question: Question, point: Point, precision: int, harmless: frozenset[str]
) -> tuple[Term, Value] | None:
    """The first written part, of those whose heads aren't harmless, that isn't real at the point, and its value."""
    work = question.code(point.functions)
    values = None if work is None else balls_of(work, point.balls(precision), question.given.kind, precision)
    return None if work is None or values is None else imaginary_part(work, values, harmless)


# ---- carefully ----


def look(
    question: Question, points: Iterable[Point], precision: int, *, only_real: bool = False, enough: int = 0
) -> None:
    """Compare both sides at the points until one refutes with real values only, or enough agree."""
    for point in points:
        if question.refuted is not None or question.expired():
            return
        values = values_at(question, point, precision)
        if values is None:
            continue
        if point not in question.compared:
            question.compared.append(point)
        if question.exhibited is None:
            question.exhibited = point
        if differ(*values, precision):
            if values_at(question, point, precision, real=True) is not None:
                question.refuted = point
            elif question.imaginary is None and not only_real:
                question.imaginary = point
        elif not point.values and not point.functions and agree(*values):
            question.tie = True
        if enough and len(question.compared) >= enough and question.imaginary is None:
            return


def look_closer(question: Question, points: list[Point]) -> None:
    """Finer and finer balls at a few points: some values differ only in late digits."""
    precision = MIDDLE_PRECISION
    while precision <= question.bounds.precision and question.refuted is None and question.imaginary is None:
        look(question, points[: FIRST_POINTS if precision == MIDDLE_PRECISION else FINE_POINTS], precision)
        precision *= 2


def values_at(question: Question, point: Point, precision: int, *, real: bool = False) -> tuple[Value, Value] | None:
    """The values of both sides, if both are certainly defined there."""
    try:
        evaluator = Evaluator(
            point.at(precision),
            precision,
            real_values=real or question.given.real_values,
            bounds=question.bounds,
            derivatives=question.derivatives,
            kind=question.given.kind,
            allowance=Allowance(until=question.bounds.deadline),
        )
        before = evaluator.evaluate(instantiate(question.before, point.functions))
        after = evaluator.evaluate(instantiate(question.after, point.functions))
    except Undefined as error:
        question.undefined = error.args[0]
        return None
    except Unknown as error:
        question.unknown = str(error)
        return None
    except (TooLarge, OutOfBounds) as error:
        question.unknown = f"a bound was hit: {error}"
        return None
    return before, after
