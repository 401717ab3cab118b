"""What to do next with a line of a chain, told in three steps: which rule, where, and what comes out.

A line that is followed by another one is on its way there; the last line is on its way to the claim; without a
claim, derivatives are taken. A line that is false gets no next rule but what is wrong with it.

Contract: the line that is told at last follows by exactly the rules that are named, and is proved equal, or true given
the axioms of its derivation; beside ``<=`` or ``<`` it stands in that relation, and one rule for inequalities leads
there. Between equations the moves of ``equations.hints`` are told. Where no way was found, that is the answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from derivex.axioms import Assumptions, judged_under
from derivex.between import between
from derivex.comparison import same
from derivex.definition import unfold
from derivex.derivation import Derivation
from derivex.deriving import Line, derive
from derivex.engine.bounds import Bounds
from derivex.equations.chains import likeness, same_claim, step_verdict, with_unmet_need
from derivex.equations.fitting import Asked, is_solved, need_said
from derivex.equations.hints import Onward, onward, towards
from derivex.equations.slips import Likeness
from derivex.inequality import judge
from derivex.justify import justify, justify_bound
from derivex.laws import Context, is_arithmetic
from derivex.lead import Fits
from derivex.mistakes.recognising import Resemblance, looks_like
from derivex.notation.statements import EQUIVALENT, IMPLIES, is_statement
from derivex.reasons import Reason
from derivex.search import explain
from derivex.term import App, Term
from derivex.verdict import Assumed, Proved, Refuted, Verdict

ARROWS = (IMPLIES, EQUIVALENT)
NO_BOUND = "no rule for inequalities was found that leads there"


@dataclass(frozen=True, slots=True)
class Next:
    """The next line and its rules, the part of the line in which they are used, and how many lines follow."""

    line: Line
    part: Term | None
    more: int = 0
    relation: str = "="


@dataclass(frozen=True, slots=True)
class Wrong:
    """Line ``number`` (from 0) is false, seen from the line before it.

    ``mistake`` is what it looks like, ``need`` what the move that it makes would need.
    """

    number: int
    verdict: Refuted
    mistake: Resemblance | Likeness | None = None
    need: str = ""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The line doesn't stand in the relation to what it should lead to."""

    verdict: Refuted
    relation: str = "="


@dataclass(frozen=True, slots=True)
class Arrived:
    """Nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No way was found; ``reason`` says what was looked for."""

    reason: str


Hint = Next | Onward | Wrong | Unreachable | Arrived | Nothing


def hint(derivation: Derivation, number: int) -> Hint:
    """What to do next with the line ``number`` (0 is the first).

    >>> from derivex.derivation import Derivation
    >>> start = Derivation.start("(x + 1)/x", claim="(x + 1)/x = x/x + 1/x")
    >>> hint(start, 0).line.reasons
    ('split-fraction',)
    """
    if is_statement(derivation.first):
        return _between_statements(derivation, number)
    lines, context = derivation.lines, Context(derivation.givens, derivation.definitions)
    for later in (number, number + 1):
        if 0 < later < len(lines):
            relation = derivation.steps[later - 1].relation
            verdict = _verdict(derivation, lines[later - 1], lines[later], relation)
            if isinstance(verdict, Refuted):
                like = looks_like(lines[later - 1], lines[later], context) if relation == "=" else None
                return Wrong(later, verdict, like)
    if number + 1 < len(lines):
        return _towards(derivation, lines[number], lines[number + 1], derivation.steps[number].relation)
    target = _target(derivation)
    if target is None:
        return _by_itself(derivation, lines[number])
    if same(lines[number], target):
        return Arrived()
    assert derivation.claim is not None
    return _towards(derivation, lines[number], target, derivation.claim.head)


def _target(derivation: Derivation) -> Term | None:
    """The side of the claim to which the chain leads."""
    if derivation.claim is None:
        return None
    left, right = derivation.claim.args
    return left if same(derivation.first, right) and not same(derivation.first, left) else right


def _towards(derivation: Derivation, line: Term, target: Term, relation: str) -> Hint:
    verdict = _verdict(derivation, line, target, relation)
    if isinstance(verdict, Refuted):
        return Unreachable(verdict, relation)
    context = Context(derivation.givens, derivation.definitions)
    if relation != "=":
        return _bounded(derivation, line, target, relation) if isinstance(verdict, Proved) else Nothing(NO_BOUND)
    found = between(line, target, book=derivation.book, context=context)
    if found is None:
        return Nothing("no sequence of rules was found that leads there")
    return _next(derivation, line, found)


def _bounded(derivation: Derivation, line: Term, target: Term, relation: str) -> Hint:
    """The rule for inequalities that leads to the other side of one."""
    book, context = derivation.book, Context(derivation.givens, derivation.definitions)
    for rule in book.rules:
        if rule.relation == "=":
            continue
        found = justify_bound(line, relation, target, (Reason(rule.name),), book=book, context=context)
        if isinstance(found, Fits):
            return Next(Line(target, (rule.name,)), None, 0, relation)
    return Nothing(NO_BOUND)


def _between_statements(derivation: Derivation, number: int) -> Hint:
    """What to do next with an equation or an inequality."""
    last = len(derivation.lines) - 1
    for later in (number, number + 1):
        if 0 < later <= last:
            arrow, step = derivation.steps[later - 1].relation, _asked(derivation, later - 1)
            verdict = step_verdict(arrow, step)
            if isinstance(verdict, Refuted):
                way = with_unmet_need(step)
                return Wrong(later, verdict, likeness(step, way), "" if way is None else need_said(way, step))
            if later == number + 1:
                return _onward(arrow, step, verdict)
    claim = derivation.claim
    if claim is None or claim.head not in ARROWS:
        return _solving(_unfolded(derivation.lines[number], derivation), derivation)
    step = _asked(derivation, number, claim.args[1])
    if same_claim(step.before, step.after):
        return Arrived()
    verdict = step_verdict(claim.head, step)
    return Unreachable(verdict, claim.head) if isinstance(verdict, Refuted) else _onward(claim.head, step, verdict)


def _asked(derivation: Derivation, number: int, target: Term | None = None) -> Asked:
    """The step from a line to the next one, or to a target, with the lines above it."""
    context = Context(derivation.givens, derivation.definitions)
    lines = tuple(_unfolded(line, derivation) for line in derivation.lines)
    reasons = derivation.steps[number].reasons if target is None else ()
    after = lines[number + 1] if target is None else _unfolded(target, derivation)
    return Asked(lines[number], after, reasons, derivation.book, context, lines[:number])


def _onward(arrow: str, step: Asked, verdict: Verdict) -> Hint:
    """The move to a line that certainly follows."""
    if not isinstance(verdict, Proved):
        return Nothing("whether the line follows to which it should lead can't be told")
    told = towards(arrow, replace(step, reasons=()))
    return Nothing("no move was found that leads there") if told is None else told


def _solving(line: App, derivation: Derivation) -> Hint:
    """Without a target, the line is solved."""
    if is_solved(line):
        return Arrived()
    told = onward(line, derivation.givens)
    return Nothing("no way to solve it was found") if told is None else told


def _unfolded(line: Term, derivation: Derivation) -> App:
    found = unfold(line, derivation.definitions)
    assert isinstance(found, App)
    return found


def _by_itself(derivation: Derivation, line: Term) -> Hint:
    """Without a target, derivatives are taken."""
    context = Context(derivation.givens, derivation.definitions)
    found = derive(line, None, book=derivation.book, context=context)
    if found is None or len(found) == 1:
        return Nothing("nothing says where it should lead; add a claim")
    return _next(derivation, line, found[1:])


def _next(derivation: Derivation, line: Term, found: tuple[Line, ...]) -> Hint:
    """The first line of those found that somebody should be told of: arithmetic on the way to it needs no hint."""
    book, context = derivation.book, Context(derivation.givens, derivation.definitions)
    at = 0
    while at + 1 < len(found) and all(is_arithmetic(book[name]) for name in found[at].reasons):
        at += 1
    told = found[at]
    if at and not isinstance(justify(line, told.term, _reasons(told), book=book, context=context), Fits):
        at, told = 0, found[0]
    if not isinstance(_verdict(derivation, line, told.term), Proved | Assumed):
        return Nothing("no sequence of rules was found that leads there")
    how = explain(line, told.term, book=book, context=context)
    named = [move for move in how.moves if move.rule in told.reasons] if how is not None else []
    part = named[0].before if named and named[0].path and named[0].before != line else None
    return Next(told, part, len(found) - at - 1)


def _reasons(line: Line) -> tuple[Reason, ...]:
    return tuple(map(Reason, line.reasons))


def _verdict(derivation: Derivation, before: Term, after: Term, relation: str = "=") -> Verdict:
    one, two = (unfold(side, derivation.definitions) for side in (before, after))
    verdict = judge(relation, one, two, derivation.givens, Bounds())
    if not derivation.axioms or relation != "=":
        return verdict
    context = Context(derivation.givens, derivation.definitions)
    return judged_under(verdict, before, after, (), Assumptions(derivation.axioms, derivation.book, context))
