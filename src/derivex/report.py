"""Reports: a derivation judged step by step and as a whole.

Every step gets two answers, each from its own room: is it true (the engine), and is it
what its reason says (justify)? Then the chain gets one answer as a whole (chain).
Definitions are unfolded once, for all of it. The report holds the answers as data; its
findings, its exit status and its truth value are read off them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivex.book import Book
from derivex.chain import ClaimReport, Links, judge_whole, wrong_lines
from derivex.comparison import same
from derivex.definition import unfold
from derivex.engine.bounds import Bounds
from derivex.findings import STATUS, Finding, of_steps, of_whole
from derivex.inequality import judge, strongest
from derivex.justify import Justification, justify, justify_bound
from derivex.laws import Context
from derivex.showing import Shown
from derivex.step import Step, StepReport, conditions_in_words
from derivex.strangers import notes_on
from derivex.term import App
from derivex.verdict import Refuted, Verdict

if TYPE_CHECKING:
    from derivex.derivation import Derivation


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
    lines = tuple(unfold(line, derivation.definitions) for line in derivation.lines)
    given = derivation.givens
    relations = tuple(step.relation for step in derivation.steps)
    verdicts = tuple(
        judge(relation, before, after, given, bounds)
        for relation, before, after in zip(relations, lines, lines[1:], strict=False)
    )
    links = Links(lines, relations, verdicts)
    context = Context(given, derivation.definitions)
    steps = tuple(
        StepReport(
            step, number, verdict, _justified(step, verdict, derivation.book, context), conditions_in_words(verdict)
        )
        for number, (step, verdict) in enumerate(zip(derivation.steps, verdicts, strict=True), start=1)
    )
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
    wrong = wrong_lines(links, sides if stated is not None else None, given, bounds)
    written = (*derivation.lines, *(definition.body for definition in derivation.definitions))
    declared = (*(definition.name for definition in derivation.definitions), *(name for name, _ in given.kinds))
    strangers = notes_on(written, declared)
    return Report(derivation, steps, whole, (*derivation.notes, *strangers), wrong)


def _justified(step: Step, verdict: Verdict, book: Book, context: Context) -> Justification | None:
    if isinstance(verdict, Refuted):
        return None
    if step.relation != "=":
        return justify_bound(step.before, step.relation, step.after, step.reasons, book=book, context=context)
    return justify(step.before, step.after, step.reasons, book=book, context=context)


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
