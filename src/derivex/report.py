"""Reports: a derivation judged step by step and as a whole.

Every step gets two answers, each from its own room: is it true (the engine), and is it
what its reason says (justify)? Then the chain gets one answer as a whole (chain).
Definitions are unfolded once, for all of it. The report holds the answers as data; its
findings, its exit status and its truth value are read off them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from derivex.axioms import Assumptions, judged_under, whole_under
from derivex.between import Lines, between, justified
from derivex.book import Book
from derivex.chain import ClaimReport, Links, judge_whole, wrong_lines
from derivex.comparison import same
from derivex.definition import unfold
from derivex.engine.bounds import Bounds
from derivex.engine.ladder import prove
from derivex.findings import STATUS, Finding, of_steps, of_whole
from derivex.inequality import judge, strongest
from derivex.justify import DoesNotFit, Justification, NoneGiven, justify_bound
from derivex.laws import Context
from derivex.lead import Fits, NotFound
from derivex.mistakes.recognising import looks_like
from derivex.notation.statements import is_statement
from derivex.showing import Shown
from derivex.step import Step, StepReport, conditions_in_words
from derivex.strangers import notes_on
from derivex.term import App, Term
from derivex.verdict import Assumed, Proved, Refuted, Undecided, Verdict
from derivex.wording import DAGGER

if TYPE_CHECKING:
    from derivex.derivation import Derivation
    from derivex.rule import Rule


class VerificationError(Exception):
    """Raised by ``Report.require``; ``report`` is the report, the text its findings."""

    def __init__(self, report: Report) -> None:
        self.report = report
        said = [str(finding) for finding in report.findings if finding.severity != "note"]
        super().__init__("\n".join(said))


@dataclass(frozen=True, slots=True)
class Report(Shown):
    """What was found out about a derivation.

    ``whole`` is the answer for the chain as one equation; ``claim`` is the same where the
    author stated a claim, else None. ``wrong`` are indexes of lines (from 0) that disagree
    with both neighbours while those agree. ``bool(report)`` is ``report.ok``, and
    ``print(report)`` says all of it in words.

    >>> from derivex.derivation import verify
    >>> print(verify(["(x^2 - 1)/(x - 1)", "x + 1"]))
    <lines>:2:1: line 1 is undefined where x = 1, and line 2 isn't
      2 | = x + 1
        | ^ the lines are equal everywhere else
    1 of 1 step true, where x != 1.
    >>> verify(["x + x", "2*x"])
    <Report: 1 of 1 step true, no conditions.>
    """

    derivation: Derivation
    steps: tuple[StepReport, ...]
    whole: ClaimReport | None = None
    notes: tuple[str, ...] = ()
    wrong: tuple[int, ...] = ()

    @property
    def claim(self) -> ClaimReport | None:
        """The answer to the stated claim; None if none was stated."""
        return self.whole if self.whole is not None and self.whole.stated else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything worth telling, in the order of the source."""
        found = list(of_steps(self.steps, self.wrong))
        if self.whole is not None:
            place = self.derivation.claim_place if self.claim is not None else self.derivation.place
            found.extend(of_whole(self.whole, self.steps, self.wrong, place))
        return tuple(sorted(found, key=lambda finding: finding.position))

    @property
    def status(self) -> int:
        """The exit status: 0 all is well, 1 something is wrong, 3 something is undecided."""
        found = {STATUS[finding.severity] for finding in self.findings}
        return 1 if 1 in found else 3 if 3 in found else 0

    @property
    def ok(self) -> bool:
        """Every step is proved, every named reason fits, and the claim is met."""
        return self.status == 0

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        """The findings, the notes and the summary, as plain text."""
        from derivex.writers.summary import summary

        notes = (f"note: {note}" for note in self.notes)
        return "\n".join((*map(str, self.findings), *notes, summary(self)))

    def __repr__(self) -> str:
        from derivex.writers.summary import summary

        return f"<Report: {summary(self)}>"

    def require(self) -> Report:
        """This report if all is well; else VerificationError with the findings."""
        if not self.ok:
            raise VerificationError(self)
        return self


# ---- judging ----


def judged(derivation: Derivation, bounds: Bounds) -> Report:
    """The report on a derivation with at least one step; BadGiven for contradictory givens."""
    if is_statement(derivation.first):
        return _of_statements(derivation, bounds)
    lines = tuple(unfold(line, derivation.definitions) for line in derivation.lines)
    given = derivation.givens
    relations = tuple(step.relation for step in derivation.steps)
    verdicts = tuple(
        judge(relation, before, after, given, bounds)
        for relation, before, after in zip(relations, lines, lines[1:], strict=False)
    )
    context = Context(given, derivation.definitions)
    under = Assumptions(derivation.axioms, derivation.book, context) if derivation.axioms else None
    if under is not None:
        verdicts = tuple(
            judged_under(verdict, step.before, step.after, step.reasons, under) if step.relation == "=" else verdict
            for verdict, step in zip(verdicts, derivation.steps, strict=True)
        )
    links = Links(lines, relations, verdicts)
    stated = derivation.claim
    together = App("=", (derivation.first, derivation.lines[-1]))
    claim = together if stated is None else stated
    sides = (lines[0], lines[-1])
    if stated is None:
        claim = App(strongest(relations) or "=", claim.args)
    else:
        sides = (unfold(claim.args[0], derivation.definitions), unfold(claim.args[1], derivation.definitions))
    missed = "" if stated is None else _missed(stated, derivation)
    whole = judge_whole(claim, sides, links, missed=missed, given=given, bounds=bounds, stated=stated is not None)
    if under is not None and set(relations) == {"="} == {claim.head}:
        whole = _whole_under(whole, verdicts, derivation, under, missed)
    wrong = wrong_lines(links, sides if stated is not None else None, given, bounds)
    steps = tuple(
        _step_report(step, number, verdict, derivation.book, context, from_wrong=number - 1 in wrong)
        for number, (step, verdict) in enumerate(zip(derivation.steps, verdicts, strict=True), start=1)
    )
    return Report(derivation, steps, whole, (*_notes(derivation), *_daggers(derivation, steps)), wrong)


def _of_statements(derivation: Derivation, bounds: Bounds) -> Report:
    from derivex.equations.chains import judged_chain  # only where there are statements

    found = judged_chain(derivation, bounds)
    return Report(derivation, found.steps, found.whole, _notes(derivation))


def _notes(derivation: Derivation) -> tuple[str, ...]:
    written = (*derivation.lines, *(definition.body for definition in derivation.definitions))
    kinds = (name for name, _ in derivation.givens.kinds)
    defined = (name for each in derivation.definitions for name in (each.name, *each.parameters))
    declared = (*defined, *kinds)
    return (*derivation.notes, *notes_on(written, declared))


def _daggers(derivation: Derivation, steps: tuple[StepReport, ...]) -> Iterator[str]:
    """What each axiom says that was used."""
    for name in dict.fromkeys(name for found in steps for name in found.axioms):
        rule = derivation.book[name]
        yield f"{DAGGER} {rule.title} is an axiom, taken on trust: {rule.law}{_needs(rule)}"


def _needs(rule: Rule) -> str:
    needs = [each for each in rule.needs if not each.endswith(" real")]  # as every symbol is
    return f", where {', '.join(needs)}" if needs else ""


def _step_report(
    step: Step, number: int, verdict: Verdict, book: Book, context: Context, *, from_wrong: bool
) -> StepReport:
    justification, lines = _justified(step, verdict, book, context)
    used = [reason.name for reason in step.reasons]
    match justification:
        case NoneGiven(found=names) | DoesNotFit(instead=names):
            used.extend(names)
    rests_on = verdict.axioms if isinstance(verdict, Assumed) else ()
    axioms = tuple(dict.fromkeys(name for name in (*used, *rests_on) if name in book and book[name].axiom))
    mistake = None
    if isinstance(verdict, Refuted) and step.relation == "=" and not from_wrong:  # the mistake was made before
        mistake = looks_like(step.before, step.after, context)
    conditions = conditions_in_words(verdict)
    return StepReport(step, number, verdict, justification, conditions, axioms=axioms, between=lines, mistake=mistake)


def _whole_under(
    whole: ClaimReport, verdicts: tuple[Verdict, ...], derivation: Derivation, under: Assumptions, missed: str
) -> ClaimReport:
    """The answer for the whole where a step rests on an axiom, or is refuted by functions that no axiom allows."""
    left, right = whole.claim.args
    if missed:
        verdict = judged_under(whole.verdict, left, right, (), under)
    else:
        verdict = whole_under(whole.verdict, verdicts, derivation.lines, under)
    if verdict == whole.verdict:
        return whole
    if missed and not isinstance(verdict, Refuted):
        return replace(whole, verdict=verdict, met=False, status="not met", reason=missed, culprit=None)
    match verdict:
        case Assumed(reason):
            return replace(whole, verdict=verdict, met=True, status=reason, reason="", culprit=None)
        case Refuted():
            false = (number for number, each in enumerate(verdicts, start=1) if isinstance(each, Refuted))
            return replace(whole, verdict=verdict, met=False, status="refuted", reason="", culprit=next(false, None))
        case Undecided(reason):
            return replace(whole, verdict=verdict, met=True, status="undecided", reason=reason)
    return whole


def _justified(step: Step, verdict: Verdict, book: Book, context: Context) -> tuple[Justification | None, Lines]:
    """Whether the reasons fit; and the lines found where some are left out or only a kind of rules is named."""
    if isinstance(verdict, Refuted):
        return None, ()
    if step.relation != "=":
        return justify_bound(step.before, step.relation, step.after, step.reasons, book=book, context=context), ()
    if step.dots is not None:
        return _completed(step, book, context)
    answer, lines = justified(step.before, step.after, step.reasons, book=book, context=context)
    return answer, _if_true(step, lines, context)


def _completed(step: Step, book: Book, context: Context) -> tuple[Justification, Lines]:
    """What stands at the dots; the reasons of the step are those of its last line."""

    def answer(before: Term) -> Justification:
        return justified(before, step.after, step.reasons, book=book, context=context)[0]

    lines = between(step.before, step.after, book=book, context=context)
    lines = () if lines is None else _if_true(step, lines, context)
    if not lines:
        return answer(step.before), ()
    if not step.reasons:
        return NoneGiven(tuple(dict.fromkeys(name for line in lines for name in line.reasons))), lines
    last = answer(lines[-2].term if len(lines) > 1 else step.before)
    if isinstance(last, Fits):
        return last, lines
    whole = answer(step.before)
    return (whole, ()) if isinstance(whole, Fits) else (NotFound("no lines were found that end with it"), ())


def _if_true(step: Step, lines: Lines, context: Context) -> Lines:
    """Lines of which each is proved equal to the one before: the search knows moves, the engine what is true."""
    terms = [unfold(each, context.definitions) for each in (step.before, *(line.term for line in lines))]
    return lines if all(isinstance(prove(*pair, context.given), Proved) for pair in pairwise(terms)) else ()


def _missed(claim: App, derivation: Derivation) -> str:
    """What the chain does instead of arriving at the claim; "" if it arrives."""
    from derivex.notation.write import plain

    left, right = claim.args
    first, last = derivation.first, derivation.lines[-1]
    if same(first, left) and same(last, right):
        return ""
    if claim.head == "=" and same(first, right) and same(last, left):
        return ""
    if same(first, left):
        return f"it ends with {plain(last)}, and the claim with {plain(right)}"
    if same(last, right):
        return f"it begins with {plain(first)}, and the claim with {plain(left)}"
    return f"it leads from {plain(first)} to {plain(last)}"
