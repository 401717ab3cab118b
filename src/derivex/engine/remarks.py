"""What is said beside a verdict: why nothing was found, what is left, where a refuted equality does hold.

Contract: texts for people; what they claim is proved (``true where a > 0``), and nothing rests on them.
"""

from __future__ import annotations

from derivex.engine import defined
from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.exact import exactly
from derivex.engine.look import MIDDLE_PRECISION, Question, first_imaginary, look, take
from derivex.engine.points import admitted
from derivex.engine.swift import FIRST_PRECISION
from derivex.engine.texts import MAX_TEXT
from derivex.engine.values import ball
from derivex.engine.witness import shown
from derivex.given import Given
from derivex.notation.write import plain
from derivex.subterms import walk
from derivex.term import ZERO, App, Sym, Term, bound, free_symbols, free_symbols_of
from derivex.verdict import Undecided

HARMLESS = frozenset({"+", "*", "/", "neg"})  # real where their arguments are


def note(question: Question) -> str:
    """For a witness that needs values that aren't real: say so, and where the equality does hold."""
    said = f"needs values that are not real{_imaginary_part(question)}"
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
        return f"{said}; true where {' or '.join(holds)}"
    if len(names) > 1 and _proved_with(question, names):
        return f"{said}; true where {' and '.join(f'{name} > 0' for name in names)}"
    return said


def _imaginary_part(question: Question) -> str:
    """``, such as log(a) = pi*I``: the first part that isn't real at the witness."""
    point = question.imaginary
    assert point is not None
    found = first_imaginary(question, point, MIDDLE_PRECISION, HARMLESS)
    if found is not None:
        return f", such as {plain(found[0])} = {shown(found[1], MIDDLE_PRECISION)}"
    evaluator = Evaluator(
        point.at(MIDDLE_PRECISION), MIDDLE_PRECISION, bounds=question.bounds, kind=question.given.kind
    )
    for side in (question.before, question.after):
        for _, part in reversed(list(walk(side))):
            if isinstance(part, App) and part.head not in HARMLESS and not bound(part)[0]:
                try:
                    value = evaluator.evaluate(part)
                except (Undefined, Unknown):
                    continue
                if not ball(value).imag.is_zero():
                    return f", such as {plain(part)} = {shown(value, MIDDLE_PRECISION)}"
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
    return exactly(narrower) is None


def nowhere(question: Question) -> Undecided:
    """No point was found at which both sides are certainly defined."""
    if question.expired():
        return Undecided(f"a bound was hit: {question.bounds.seconds} seconds were not enough to look at its values")
    for name, side in (("the first line", question.before), ("the second line", question.after)):
        never = defined.impossible(defined.conditions(side, question.given), question.given)
        if never is not None:
            return Undecided(f"{name} is undefined everywhere{_why(question, never)}")
    if question.unknown:
        return Undecided(f"no point was found at which both lines certainly have a value: {question.unknown}")
    if question.undefined is not None:
        return Undecided(f"no point was found at which both lines are defined: {plain(question.undefined)} never was")
    return Undecided("no point was found at which both lines are defined")


def _why(question: Question, never: Term) -> str:
    """What a line needs that can't be; where that says nothing (``0 != 0``), the part that has no value."""
    if free_symbols(never):
        return f": it needs {plain(never)}"
    real = "real " if question.given.real_values else ""
    return f": {plain(question.undefined)} has no {real}value" if question.undefined is not None else ""


def left_over(question: Question, residue: str) -> str:
    """That neither was shown, and why."""
    if len(residue) > MAX_TEXT:
        residue = residue[: MAX_TEXT - 1] + "…"
    return f"not proved, and no counterexample among {_count(len(question.compared))}: {residue}"


def _count(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"
