"""Are two terms equal? Methods run from cheap to dear; the first that decides, decides.

    1. an admitted point is exhibited, and one at which both sides are certainly defined
    2. balls at a few points            a ball that excludes zero refutes
    3. the difference, exactly          zero in the tower of kernels proves
    4. more points, finer balls         refute
    5. cases for abs, sign, min, max    prove
       induction for sums and products
    6. otherwise undecided, with the reason and what is left

Contract: ``prove`` answers; it raises ``InputError`` only for questions that make no sense
(a contradiction in the givens, a derivative by an integer symbol). Proved comes from exact
arguments alone, refuted from exact values or balls alone, and when the two disagree nothing
is answered but that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.bounds import Bounds, OutOfBounds
from derivex.engine.fit import unfit
from derivex.engine.look import (
    FIRST_POINTS,
    FIRST_PRECISION,
    MIDDLE_PRECISION,
    Question,
    glance,
    look,
    look_closer,
    swift_values,
    take,
    values_at,
)
from derivex.engine.points import Point, admitted
from derivex.engine.texts import MAX_TEXT
from derivex.engine.values import Value, ball
from derivex.engine.witness import differ, printed, shown
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    ZERO,
    App,
    Sym,
    Term,
    bound,
    free_symbols,
    free_symbols_of,
    subtract,
    walk,
)
from derivex.verdict import Proved, Refuted, Undecided, Verdict, Witness

ENOUGH = 4  # points at which both sides agree under a careful look, before the exact method is asked
AGREEING = 2  # and under a swift one
AGAIN = 3  # more points at which a proof must not be contradicted
FEW_POINTS = 8  # looked at, at least, for a witness with real values only
NODES = 4_000  # of programs that are run, at most, for such a witness
SMALL = 80  # nodes of a program whose values are worth having exactly, where they are printed
PRINT_PRECISION = 256  # bits; witnesses are printed with far fewer digits, all of them certain
HARMLESS = frozenset({"+", "*", "/", "neg"})  # real where their arguments are


def prove(before: Term, after: Term, given: Given = Given(), bounds: Bounds = Bounds()) -> Verdict:
    """Whether two terms are equal at every admitted point at which both are defined.

    >>> from derivex.notation.plain import read
    >>> prove(read("(x^2 - 1)/(x - 1)"), read("x + 1")).method
    'exact'
    >>> prove(read("sqrt(x^2)"), read("x"))
    Refuted(x = -1: 1 != -1)
    """
    reason = unfit(before, given) or unfit(after, given)
    if reason:
        return Undecided(reason)
    try:
        return _decide(Question(before, after, given, bounds.begun()))
    except TooLarge as error:
        return Undecided(f"a bound was hit: {error}")
    except OutOfBounds as error:
        return Undecided(f"a bound was hit: {error}")


def _decide(question: Question) -> Verdict:
    points = admitted(question.given, (question.before, question.after), question.bounds)
    seen = _first_look(question, points)
    if not seen:
        return Undecided(f"no point was found that satisfies the givens: {question.given}")
    if question.exhibited is None:
        return _nowhere(question)
    if question.imaginary is not None and question.refuted is None:
        # a witness that a reader can follow without complex numbers is worth a search
        glance(question, take(points, _worth(question)), FIRST_PRECISION, only_real=True)
    residue = _exactly(question)
    if residue is None:
        _look_again(question, points)
        return _proved(question)
    rest = take(points, question.bounds.points)
    if question.refuted is None and question.imaginary is None:
        glance(question, rest, FIRST_PRECISION)
        if question.imaginary is not None and question.refuted is None:
            look(question, rest, FIRST_PRECISION, only_real=True)
    if question.refuted is None and question.imaginary is None:
        from derivex.engine.dependence import resolved  # only where the exact method alone doesn't do

        if resolved(subtract(question.before, question.after), question.given, question.bounds):
            return _proved(question)
        _look_everywhere(question, [*seen, *rest])
    if question.refuted is not None or question.imaginary is not None:
        return _refuted(question)
    if question.expired():
        return Undecided(f"a bound was hit: {question.bounds.seconds} seconds were not enough; {residue}")
    from derivex.engine.cases import prove_by_cases

    if prove_by_cases(question.before, question.after, question.given, question.bounds):
        return _proved(question, "exact, by cases")
    sides = (question.before, question.after)
    if any(isinstance(part, App) and part.head in ("Sum", "Product") for side in sides for _, part in walk(side)):
        from derivex.engine.induction import prove_by_induction  # only where there is something to count

        if prove_by_induction(question.before, question.after, question.given, question.bounds):
            return _proved(question, "exact, by induction")
    return Undecided(_left_over(question, residue))


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


def _worth(question: Question) -> int:
    """How many points are worth a look for a witness with real values only."""
    work = question.code(question.imaginary.functions) if question.imaginary is not None else None
    if work is None or not work.steps:
        return FEW_POINTS
    return max(FEW_POINTS, min(question.bounds.points, NODES // len(work.steps)))


# ---- answers ----


def _exactly(question: Question) -> str | None:
    """None if the difference is zero, exactly; else what is left, or why nothing was found."""
    from derivex.engine.answers import Residue, Zero
    from derivex.engine.kernels import vanishes

    if question.before == question.after or question.tie:
        return None
    difference, given = subtract(question.before, question.after), question.given
    found = vanishes(difference, given, question.bounds)
    if isinstance(found, Zero):
        return None
    free = tuple(each for each in given.relations if not (isinstance(each, App) and each.head == "="))
    if free != given.relations and not question.expired():
        # an equation may have removed a symbol whose kind, or sign, is what decides
        without = Given(given.kinds, free, given.real_values)
        if isinstance(vanishes(difference, without, question.bounds), Zero):
            return None
        if _at_every_choice(question, difference):
            return None
    return f"what is left is {found.text}" if isinstance(found, Residue) else found.reason


def _at_every_choice(question: Question, difference: Term) -> bool:
    """Whether the difference vanishes at each of the finitely many values that equations leave to symbols."""
    from derivex.engine.answers import Zero
    from derivex.engine.finite import choices
    from derivex.engine.kernels import vanishes

    given = question.given
    found = choices(given)
    for choice in found:
        rest = tuple(substitute(each, choice) for each in given.relations if not free_symbols(each) <= choice.keys())
        there = Given(given.kinds, rest, given.real_values)
        if question.expired() or not isinstance(vanishes(substitute(difference, choice), there, question.bounds), Zero):
            return False
    return bool(found)


def _proved(question: Question, method: str = "exact") -> Verdict:
    from derivex.engine import defined  # only where an answer needs it

    wrong = question.refuted or question.imaginary
    if wrong is not None:
        where = ", ".join(f"{name} = {_text(value)}" for name, value in wrong.shown())
        return Undecided(f"INTERNAL CONTRADICTION, please report: proved exactly, but different in value at {where}")
    assert question.exhibited is not None
    before, after, given = question.before, question.after, question.given
    change = defined.Change() if before == after else defined.change(before, after, given)
    return Proved(
        "identical" if before == after else method,
        lost=change.lost,
        gained=change.gained,
        point=question.exhibited.shown(),
        unexamined=change.unexamined,
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
    return Refuted(witness, "" if question.refuted is not None else _note(question))


def _printable(question: Question, point: Point, precision: int) -> tuple[Value, Value] | None:
    """The values at a witness, exact ones if that isn't dear."""
    work = question.code(point.functions)
    values = values_at(question, point, precision) if work is None or len(work.steps) <= SMALL else None
    return swift_values(question, point, precision) if values is None else values


def _note(question: Question) -> str:
    """For a witness that needs values that aren't real: say so, and where the equality does hold."""
    note = f"needs values that are not real{_imaginary_part(question)}"
    names = [
        name
        for name in sorted(free_symbols_of((question.before, question.after)))
        if question.given.kind(name) != "complex"
    ]
    holds = []
    for name in names:
        if _proved_with(question, [name]):
            holds.append(f"{name} > 0")
    if holds:
        return f"{note}; true where {' or '.join(holds)}"
    if len(names) > 1 and _proved_with(question, names):
        return f"{note}; true where {' and '.join(f'{name} > 0' for name in names)}"
    return note


def _imaginary_part(question: Question) -> str:
    """``, such as log(a) = pi*I``: the first part that isn't real at the witness."""
    point = question.imaginary
    assert point is not None
    evaluator = Evaluator(point.at(PRINT_PRECISION), PRINT_PRECISION, bounds=question.bounds, kind=question.given.kind)
    for side in (question.before, question.after):
        for _, part in reversed(list(walk(side))):
            if isinstance(part, App) and part.head not in HARMLESS and not bound(part)[0]:
                try:
                    value = evaluator.evaluate(part)
                except (Undefined, Unknown):
                    continue
                if not ball(value).imag.is_zero():
                    return f", such as {_text(part)} = {shown(value, PRINT_PRECISION)}"
    return ""


def _proved_with(question: Question, names: list[str]) -> bool:
    given: Given | None = question.given
    for name in names:
        given = given.with_relation(App(">", (Sym(name), ZERO))) if given is not None else None
    if given is None or question.expired():
        return False
    narrower = Question(question.before, question.after, given, question.bounds)
    look(narrower, take(admitted(given, (question.before, question.after), question.bounds), 6), FIRST_PRECISION)
    if narrower.exhibited is None or narrower.refuted is not None or narrower.imaginary is not None:
        return False
    return _exactly(narrower) is None


def _nowhere(question: Question) -> Undecided:
    """No point was found at which both sides are certainly defined."""
    if question.expired():
        return Undecided(f"a bound was hit: {question.bounds.seconds} seconds were not enough to look at its values")
    from derivex.engine import defined

    for name, side in (("the first line", question.before), ("the second line", question.after)):
        never = defined.impossible(defined.conditions(side, question.given), question.given)
        if never is not None:
            return Undecided(f"{name} is undefined everywhere: it needs {_text(never)}")
    if question.unknown:
        return Undecided(f"no point was found at which both lines certainly have a value: {question.unknown}")
    if question.undefined is not None:
        return Undecided(f"no point was found at which both lines are defined: {_text(question.undefined)} never was")
    return Undecided("no point was found at which both lines are defined")


def _left_over(question: Question, residue: str) -> str:
    if len(residue) > MAX_TEXT:
        residue = residue[: MAX_TEXT - 1] + "…"
    return f"not proved, and no counterexample among {_count(len(question.compared))}: {residue}"


def _count(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _text(term: Term) -> str:
    from derivex.notation.write import plain  # only where an answer becomes text

    return plain(term)
