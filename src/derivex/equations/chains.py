"""A chain of statements judged: every step, and the whole.

A step asks whether the solutions of one line are solutions of the next (``=>``) or the same ones (``<=>``), over
the givens. Inclusion composes without further ado, since what is undefined counts as false: a chain whose steps are
all proved shows ``first => last``, and ``first <=> last`` where all of them go both ways. A step that says so
(``check``, ``substitute`` with an equation of an earlier line) may rest on the earlier lines, too: they hold at
every solution of the first one that the steps between them keep, and if one of those is false, the chain is not
proved anyway.

Contract: definitions are unfolded; ``proved`` of the whole means that the steps show it, or that they show the one
direction and the engine shows the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from derivex.chain import ClaimReport
from derivex.definition import unfold
from derivex.deriving import Line
from derivex.engine.bounds import Bounds
from derivex.equations.fitting import Asked, fitted, named_search, need_said, unnamed
from derivex.equations.gaps import left_out
from derivex.equations.inclusion import NO_SOLUTIONS, judged
from derivex.equations.slips import UNMET, Likeness, slipped
from derivex.equations.ways import Way
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.justify import Justification, NoneGiven
from derivex.laws import Context
from derivex.lead import Fits, NotFound
from derivex.notation.statements import EQUIVALENT, IMPLIES
from derivex.step import Step, StepReport
from derivex.term import App, Term
from derivex.verdict import Proved, Refuted, Undecided, Verdict

if TYPE_CHECKING:
    from derivex.derivation import Derivation

RESTING = ("check", "substitute")  # acts that may rest on earlier lines
NOTHING_FOLLOWS = "the line before has no solution, so anything follows from it"
ONE_WAY = "it holds in one direction: write =>"
NO_MOVE = "no move leads there"


@dataclass(frozen=True, slots=True)
class Judged:
    """The steps of a chain of statements with their answers, and the whole."""

    steps: tuple[StepReport, ...]
    whole: ClaimReport


def judged_chain(derivation: Derivation, bounds: Bounds = Bounds()) -> Judged:
    """Every step of a chain of statements, and what they show together."""
    lines = tuple(_unfolded(line, derivation) for line in derivation.lines)
    context = Context(derivation.givens, derivation.definitions)
    found: list[StepReport] = []
    for number, (step, before, after) in enumerate(zip(derivation.steps, lines, lines[1:], strict=False), start=1):
        asked = Asked(before, after, step.reasons, derivation.book, context, lines[: number - 1])
        written = _as_written(step, asked, derivation.lines[: number - 1])
        found.append(_judged_step(step, number, asked, written, bounds))
    return Judged(tuple(found), _whole(derivation, lines, tuple(found), bounds))


def _unfolded(line: Term, derivation: Derivation) -> App:
    unfolded = unfold(line, derivation.definitions)
    assert isinstance(unfolded, App)
    return unfolded


# ---- steps ----


def _as_written(step: Step, asked: Asked, earlier: tuple[Term, ...]) -> Asked:
    """What is asked about the lines as they stand, with the names that definitions give."""
    assert isinstance(step.before, App) and isinstance(step.after, App)
    known = tuple(each for each in earlier if isinstance(each, App))
    return replace(asked, before=step.before, after=step.after, known=known)


def _fitted(asked: Asked, written: Asked, verdict: Verdict) -> Justification:
    """Whether the reason fits the lines as they are written, or with their definitions put in."""
    found = fitted(written, verdict)
    if asked == written or isinstance(found, Fits) or (isinstance(found, NoneGiven) and found.found):
        return found
    unfolded = fitted(asked, verdict)
    return unfolded if isinstance(unfolded, Fits | NoneGiven) else found


def _judged_step(step: Step, number: int, asked: Asked, written: Asked, bounds: Bounds) -> StepReport:
    verdict = step_verdict(step.relation, asked, bounds)
    if isinstance(verdict, Refuted):
        told = refuted_said(verdict, asked)
        forward = step.relation == EQUIVALENT and verdict.witness.before == "false"
        if forward and isinstance(judged(IMPLIES, asked.before, asked.after, asked.context.given, bounds), Proved):
            told = replace(told, note="\n".join(filter(None, (told.note, ONE_WAY))))
        return StepReport(step, number, told)
    lines: tuple[Line, ...] = ()
    if step.dots is not None and isinstance(verdict, Proved):
        justification, lines = _completed(step.relation, asked, written, verdict)
    else:
        justification = _fitted(asked, written, verdict)
    remark = "" if lines else _remark(asked, verdict, justification)
    return StepReport(step, number, verdict, justification, (), remark, between=lines)


def _completed(arrow: str, asked: Asked, written: Asked, verdict: Verdict) -> tuple[Justification, tuple[Line, ...]]:
    """What stands at the dots; the reasons of the step are those of its last line."""
    whole = _fitted(asked, written, verdict)
    lines = left_out(arrow, written)
    if not lines:
        return whole, ()
    if not asked.reasons:
        return NoneGiven(tuple(dict.fromkeys(name for line in lines for name in line.reasons))), lines
    before = lines[-2].term if len(lines) > 1 else written.before
    assert isinstance(before, App)
    last = fitted(replace(written, before=before), verdict)
    if isinstance(last, Fits):
        return last, lines
    return (whole, ()) if isinstance(whole, Fits) else (NotFound("no lines were found that end with it"), ())


def step_verdict(arrow: str, asked: Asked, bounds: Bounds = Bounds()) -> Verdict:
    """Whether the step is true: by itself or, if its reason says so, together with earlier lines."""
    given = asked.context.given
    verdict = judged(arrow, asked.before, asked.after, given, bounds)
    rests = any(each.name in RESTING for each in asked.reasons)
    if isinstance(verdict, Proved) or not rests or not asked.known or arrow != IMPLIES:
        return verdict
    try:
        together = judged(arrow, App("and", (asked.before, *asked.known)), asked.after, given, bounds)
    except TooLarge:
        return verdict
    if isinstance(together, Refuted):
        return verdict if isinstance(verdict, Refuted) else together
    return replace(together, gained=()) if isinstance(together, Proved) else together


def refuted_said(verdict: Refuted, asked: Asked) -> Refuted:
    """A refutation with what is known of its cause: a need of the move that is not met, or a classic mistake."""
    said = [verdict.note] if verdict.note else []
    way = with_unmet_need(asked)
    if way is not None:
        said.append(need_said(way, asked))
    like = likeness(asked, way)
    if like is not None:
        said.append(like.said())
    return replace(verdict, note="\n".join(said))


def likeness(asked: Asked, way: Way | None) -> Likeness | None:
    """The classic mistake that a false step looks like; of a move whose need isn't met only those that say so."""
    return slipped(asked.before, asked.after, asked.context, only=None if way is None else UNMET)


def with_unmet_need(asked: Asked) -> Way | None:
    """The way by the moves that are named, if one of them needs what isn't given."""
    if not asked.reasons:
        found = unnamed(asked)
        return found if found is not None and found.unmet and found.names[0].startswith("divide-both") else None
    found = next(iter(named_search(asked).ways(asked.before, asked.after)), None)
    return found if found is not None and found.unmet else None


def _remark(asked: Asked, verdict: Verdict, justification: Justification) -> str:
    """What is worth knowing of a step that isn't false."""
    if isinstance(verdict, Proved) and verdict.method == NO_SOLUTIONS:
        return NOTHING_FOLLOWS
    if isinstance(verdict, Proved) and isinstance(justification, NoneGiven) and not justification.found:
        like = slipped(asked.before, asked.after, asked.context) if asked.before != asked.after else None
        return "" if like is None else f"{NO_MOVE}; {like.said()}"
    return ""


# ---- the whole ----


def _whole(
    derivation: Derivation, lines: tuple[App, ...], steps: tuple[StepReport, ...], bounds: Bounds
) -> ClaimReport:
    relations = {step.relation for step in derivation.steps}
    strongest = EQUIVALENT if relations == {EQUIVALENT} else IMPLIES
    stated = derivation.claim
    claim = App(strongest, (derivation.first, derivation.lines[-1])) if stated is None else stated
    sides = tuple(_unfolded(side, derivation) for side in claim.args)
    missed = "" if stated is None else _missed(claim, sides, lines, derivation)
    direct = _direct(claim.head, sides, derivation.givens, bounds, steps if not missed else ())

    def answer(status: str, reason: str = "", culprit: int | None = None, *, met: bool = True) -> ClaimReport:
        is_stated = stated is not None
        return ClaimReport(claim, direct, met, status, culprit, reason, (), is_stated, derivation.givens)

    culprit = next((report.number for report in steps if isinstance(report.verdict, Refuted)), None)
    if isinstance(direct, Refuted):
        return answer("refuted", "" if culprit is None else f"step {culprit} is false", culprit, met=False)
    if missed:
        return answer("not met", missed, met=False)
    return _shown(claim.head, strongest, direct, steps, answer)


def _shown(
    head: str, strongest: str, direct: Verdict, steps: tuple[StepReport, ...], answer: Callable[..., ClaimReport]
) -> ClaimReport:
    """What steps that lead from the one side of a claim to the other show of it."""
    for report in steps:
        if isinstance(report.verdict, Refuted):
            return answer("undecided", f"step {report.number} is false, so the chain doesn't show it", report.number)
        if isinstance(report.verdict, Undecided):
            return answer("undecided", f"step {report.number} is undecided", report.number)
    if head == IMPLIES or strongest == EQUIVALENT or isinstance(direct, Proved):
        return answer("proved")
    reason = direct.reason if isinstance(direct, Undecided) else ""
    return answer("undecided", f"the chain shows one direction of it; {reason.removeprefix('the way back: ')}")


def _direct(head: str, sides: tuple[App, ...], given: Given, bounds: Bounds, steps: tuple[StepReport, ...]) -> Verdict:
    """The claim put to the engine; what the steps of a chain between its sides have shown needn't be shown again."""
    before, after = sides
    proved = bool(steps) and all(isinstance(report.verdict, Proved) for report in steps)
    whole = judged(head, before, after, given, bounds)
    if not proved or not isinstance(whole, Undecided):
        return whole
    if head == IMPLIES or {report.step.relation for report in steps} == {EQUIVALENT}:
        return Proved("implication")
    if head == EQUIVALENT:
        back = judged(IMPLIES, after, before, given, bounds)
        return Proved("implication") if isinstance(back, Proved) else whole
    return whole


def _missed(claim: App, sides: tuple[App, ...], lines: tuple[App, ...], derivation: Derivation) -> str:
    """What the chain does instead of arriving at the claim; "" if it arrives."""
    from derivex.notation.write import plain

    left, right = claim.args
    first, last = lines[0], lines[-1]
    if same_claim(first, sides[0]) and same_claim(last, sides[1]):
        return ""
    both = {step.relation for step in derivation.steps} == {EQUIVALENT}
    if both and claim.head == EQUIVALENT and same_claim(first, sides[1]) and same_claim(last, sides[0]):
        return ""
    if same_claim(first, sides[0]):
        return f"it ends with {plain(derivation.lines[-1])}, and the claim with {plain(right)}"
    if same_claim(last, sides[1]):
        return f"it begins with {plain(derivation.first)}, and the claim with {plain(left)}"
    return f"it leads from {plain(derivation.first)} to {plain(derivation.lines[-1])}"


def same_claim(one: App, other: App) -> bool:
    """Whether two statements are the same up to order, each relation either way round."""
    return one == other or _normal(one) == _normal(other)


def _normal(statement: Term) -> object:
    from derivex.comparison import key
    from derivex.relations import FLIPPED

    assert isinstance(statement, App)
    if statement.head in ("and", "or"):
        return statement.head, frozenset(_normal(arg) for arg in statement.args)
    left, right = map(key, statement.args)
    ways = ((statement.head, left, right), (FLIPPED[statement.head], right, left))
    return frozenset(ways)
