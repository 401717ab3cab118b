"""Are two terms equal? Methods run from cheap to dear; the first that decides, decides.

    1. an admitted point is exhibited, and one at which both sides are certainly defined
    2. balls at a few points                  a ball that excludes zero refutes
    3. the difference, exactly                zero in the tower of kernels proves
    4. more points                            refute
    5. relations that the tower has missed    prove (``dependence``)
    6. exact values, finer balls              refute
    7. parts that are numbers, then cases     prove (``closed``; ``cases`` for abs, sign, min, max, …)
    8. what follows from given equations      proves (``consequences``)
    9. the next term of a sum or product      proves (``induction``)
    10. squares, parts that become symbols    prove (``squaring``, ``generalizing``)
    11. otherwise undecided, with the reason and what is left

The rooms of the later methods are opened only where they are needed, so that an answer that
comes early starts early.

Contract: ``prove`` answers; it raises ``InputError`` only for questions that make no sense
(a contradiction in the givens, a derivative by an integer symbol). Proved comes from exact
arguments alone, refuted from exact values or balls alone. Before a proof goes out the values
at a few points are looked at, and when the two disagree nothing is answered but that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from derivex.engine.bounds import Bounds, OutOfBounds
from derivex.engine.fit import unfit
from derivex.engine.look import (
    FIRST_POINTS,
    MIDDLE_PRECISION,
    Question,
    exactly_at,
    glance,
    look,
    look_closer,
    swift_values,
    take,
    values_at,
)
from derivex.engine.points import Point, admitted, real_ones
from derivex.engine.swift import FIRST_PRECISION
from derivex.engine.values import Value, ball
from derivex.engine.witness import differ, may_be_exact, printed
from derivex.entries import lowered
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.subterms import heads
from derivex.term import Term, subtract
from derivex.verdict import Asked, Proved, Refuted, Undecided, Verdict, Witness

ENOUGH = 4  # points at which both sides agree under a careful look, before the exact method is asked
AGREEING = 2  # and under a swift one
AGAIN = 3  # more points at which a proof must not be contradicted
FEW_POINTS = 8  # looked at, at least, for a witness with real values only
MANY_POINTS = 14  # and at most: where none of so many refutes, hardly any does
WITHIN = 60  # points, real or not, among which these are
NODES = 2_000  # of programs that are run, at most, for such a witness
PRINT_PRECISION = 256  # bits; witnesses are printed with far fewer digits, all of them certain
ENDLESS = "the engine's calls go too deep"


def prove(before: Term, after: Term, given: Given = Given(), bounds: Bounds = Bounds()) -> Verdict:
    """Whether two terms are equal at every admitted point at which both are defined.

    >>> from derivex.notation.plain import read
    >>> prove(read("(x^2 - 1)/(x - 1)"), read("x + 1")).method
    'exact'
    >>> prove(read("sqrt(x^2)"), read("x"))
    Refuted(x = -1: 1 != -1)
    """
    try:
        before, after = lowered(before), lowered(after)
    except TooLarge as error:
        return Undecided(f"a bound was hit: {error}")
    reason = unfit(before, given) or unfit(after, given)
    if reason:
        return Undecided(reason)
    try:
        return answered(Asked(before, after, given), bounds)
    except TooLarge as error:
        return Undecided(f"a bound was hit: {error}")
    except OutOfBounds as error:
        return Undecided(f"a bound was hit: {error}")
    except RecursionError:  # the terms' depth is bounded, so the engine is at fault; the campaign counts it as a crash
        return Undecided(f"a bound was hit: {ENDLESS}")


def answered(asked: Asked, bounds: Bounds) -> Verdict:
    """The verdict on an equality, which it carries: what a recheck starts from."""
    verdict = _decide(Question(asked.before, asked.after, asked.given, bounds.begun()))
    return verdict if isinstance(verdict, Undecided) else replace(verdict, asked=asked)


def _decide(question: Question) -> Verdict:
    points = admitted(question.given, (question.before, question.after), question.bounds)
    seen = _first_look(question, points)
    if not seen:
        return Undecided(f"no point was found that satisfies the givens: {question.given}")
    if question.exhibited is None:
        from derivex.engine.remarks import nowhere

        return nowhere(question)
    _seek_real(question)
    if question.refuted is not None or question.imaginary is not None:
        return _refuted(question)
    from derivex.engine.exact import exactly

    residue = exactly(question)
    if residue is None:
        _look_again(question, points)
        return _proved(question)
    seen += glance(question, points, FIRST_PRECISION)
    _seek_real(question)
    seen += take(points, question.bounds.points)
    if question.refuted is None and question.imaginary is None:
        from derivex.engine.dependence import resolved  # only where the exact method alone doesn't do

        if resolved(subtract(question.before, question.after), question.given, question.bounds):
            return _proved(question)
        _look_everywhere(question, seen)
    if question.refuted is not None or question.imaginary is not None:
        return _refuted(question)
    if question.expired():
        return Undecided(f"a bound was hit: {question.bounds.seconds} seconds were not enough; {residue}")
    return _last_resorts(question, residue)


def _last_resorts(question: Question, residue: str) -> Verdict:
    """What may prove where nothing has refuted, dear as it is."""
    from derivex.engine.cases import prove_by_cases
    from derivex.engine.closed import proved_by_numbers

    if proved_by_numbers(question.before, question.after, question.given, question.bounds):
        return _proved(question)
    if prove_by_cases(question.before, question.after, question.given, question.bounds):
        return _proved(question, "exact, by cases")
    if any("=" in heads(each) for each in question.given.relations):
        from derivex.engine.consequences import proved_by_consequences  # only where equations are given

        if proved_by_consequences(question.before, question.after, question.given, question.bounds):
            return _proved(question)
    sides = (question.before, question.after)
    if any("Sum" in heads(side) or "Product" in heads(side) for side in sides):
        from derivex.engine.induction import prove_by_induction  # only where there is something to count

        if prove_by_induction(question.before, question.after, question.given, question.bounds):
            return _proved(question, "exact, by induction")
    from derivex.engine.generalizing import proved_by_generalizing
    from derivex.engine.squaring import proved_by_squaring

    if proved_by_squaring(question.before, question.after, question.given, question.bounds):
        return _proved(question)
    if proved_by_generalizing(question.before, question.after, question.given, question.bounds):
        return _proved(question)
    from derivex.engine.remarks import left_over

    return Undecided(left_over(question, residue))


def _first_look(question: Question, points: Iterator[Point]) -> list[Point]:
    """Swiftly where that will do: until two points agree or one refutes. The points that were looked at."""
    seen = take(points, 1)
    if seen and (seen[0].values or seen[0].functions) and question.code(seen[0].functions) is not None:
        seen += glance(question, chain(seen, points), FIRST_PRECISION, enough=AGREEING)[1:]
        if question.exhibited is not None:
            return seen
    seen += take(points, FIRST_POINTS - len(seen))
    look(question, seen, FIRST_PRECISION, enough=ENOUGH)
    if question.exhibited is None:
        later = take(points, question.bounds.points)
        look(question, later, FIRST_PRECISION, enough=ENOUGH)
        seen += later
    if question.exhibited is None:
        look(question, seen[:FIRST_POINTS], MIDDLE_PRECISION)
    return seen


def _look_again(question: Question, points: Iterator[Point]) -> None:
    """A few points more, every other one, so that they aren't all 0 and 1: no proof goes out against a value."""
    if question.refuted is None and question.imaginary is None:
        glance(question, islice(points, 0, 2 * AGAIN, 2), FIRST_PRECISION)


def _look_everywhere(question: Question, points: list[Point]) -> None:
    """What the exact method didn't prove may be false somewhere: all points carefully, and with finer balls."""
    look(question, [point for point in points if point not in question.compared], FIRST_PRECISION)
    if question.refuted is None and question.imaginary is None:
        look_closer(question, points)


def _seek_real(question: Question) -> None:
    """A witness that a reader can follow without complex numbers is worth a search, if there is one with them."""
    if question.imaginary is not None and question.refuted is None:
        terms = (question.before, question.after)
        real = islice(real_ones(question.given, terms, question.bounds, WITHIN), _worth(question))
        glance(question, real, FIRST_PRECISION, only_real=True)


def _worth(question: Question) -> int:
    """How many points are worth a look for a witness with real values only."""
    work = question.code(question.imaginary.functions) if question.imaginary is not None else None
    if work is None:
        return FEW_POINTS
    if work.imaginary:
        return 0
    steps = max(1, len(work.steps))  # I against 2 takes none
    return max(FEW_POINTS, min(MANY_POINTS, question.bounds.points, NODES // steps))


# ---- answers ----


def _proved(question: Question, method: str = "exact") -> Verdict:
    from derivex.engine import defined  # only where an answer needs it

    wrong = question.refuted or question.imaginary
    if wrong is not None:
        from derivex.notation.write import plain

        where = ", ".join(f"{name} = {plain(value)}" for name, value in wrong.shown())
        return Undecided(f"INTERNAL CONTRADICTION, please report: proved exactly, but different in value at {where}")
    assert question.exhibited is not None
    before, after, given = question.before, question.after, question.given
    change = defined.Change() if before == after else defined.change(before, after, given)
    unexamined = change.unexamined
    if unexamined:
        from derivex.engine.sides import examined

        unexamined = tuple(each for each in unexamined if not examined(question, each))
        if question.refuted is not None:
            return _refuted(question)
    return Proved(
        "identical" if before == after else method,
        lost=change.lost,
        gained=change.gained,
        point=question.exhibited.shown(),
        unexamined=unexamined,
    )


def _refuted(question: Question) -> Verdict:
    point = question.refuted or question.imaginary
    assert point is not None
    precision = PRINT_PRECISION
    values = _printable(question, point, precision)
    while (values is None or not differ(*values, precision)) and precision < question.bounds.precision:
        precision *= 2
        values = _printable(question, point, precision)
    if values is None or not differ(*values, precision):
        return Undecided("the values differ at one precision and can't be told apart at a finer one")
    witness = Witness(point.shown(), *printed(*values, precision))
    if question.refuted is not None:
        return Refuted(witness)
    from derivex.engine.remarks import note

    return Refuted(witness, note(question))


def _printable(question: Question, point: Point, precision: int) -> tuple[Value, Value] | None:
    """The values at a witness, exact ones where they may be rational or such a number times pi."""
    balls = swift_values(question, point, precision)
    if balls is not None and not any(may_be_exact(ball(each), precision) for each in balls):
        return balls
    values = None if balls is None else exactly_at(question, point, precision)
    values = values or values_at(question, point, precision)
    return balls if values is None else values
