"""What a reader of a report is told: one finding a complaint, as data until the edge prints it.

A finding says what is wrong in a line, shows the source, and says what to do or what is
known. A false step is one finding at the line that is wrong; whether its reason fits is
not asked. Severity decides the exit status: "error" is 1, "warning" 3, "note" 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivex.chain import ClaimReport
from derivex.errors import Place
from derivex.step import StepReport, in_words, opposite
from derivex.verdict import Assumed, Refuted, Undecided, Witness
from derivex.wording import titled

if TYPE_CHECKING:
    from derivex.justify import DoesNotFit
    from derivex.lead import NotFound
    from derivex.term import Term

SHOWN = 100  # columns of a source line; what is longer is cut around the caret
ALIGNED = 60  # columns of a line beside which reasons are aligned
STATUS = {"error": 1, "warning": 3, "note": 0}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, undecided or worth knowing, and where.

    ``code`` is one of "false", "reason", "undecided", "not-found", "claim", "domain",
    "not-checkable" and "note" (``codes`` says what they mean); ``severity`` is
    "error", "warning" or "note"; ``excerpt`` are the lines to print below the message,
    without their line ends.
    """

    place: Place | None
    code: str
    message: str
    excerpt: tuple[str, ...] = ()
    severity: str = "error"

    @property
    def position(self) -> tuple[int, int]:
        """Line and column, by which findings are sorted; what stands nowhere comes first."""
        return (self.place.line, self.place.column) if self.place is not None else (0, 0)

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return "\n".join((head, *self.excerpt))


def excerpt(place: Place | None, *remarks: str, caret: bool = True) -> tuple[str, ...]:
    """A source line and remarks below it; the first one stands at a caret if there is one.

    >>> print(*excerpt(Place("a.md", 9, 1, "= 2*x"), "at x = 1: 3 and 2"), sep="\\n")
      9 | = 2*x
        | ^ at x = 1: 3 and 2
    """
    if place is None or not place.text:
        return tuple(f"    | {remark}" for remark in remarks)
    start = max(0, place.column - SHOWN // 2) if len(place.text) > SHOWN and place.column > SHOWN // 2 else 0
    piece = place.text[start : start + SHOWN].rstrip()
    lead, tail = ("…" if start else ""), ("…" if len(place.text.rstrip()) > start + len(piece) else "")
    number = f"{place.line:>3}"
    shown = [f"{number} | {lead}{piece}{tail}"]
    indent = " " * (len(lead) + place.column - 1 - start) if caret else ""
    for index, remark in enumerate(remarks):
        mark = ("^ " if index == 0 else "  ") if caret else ""
        shown.append(f"{' ' * len(number)} | {indent}{mark}{remark}")
    return tuple(shown)


def remarks_of(shown: Sequence[str]) -> tuple[str, ...]:
    """What the lines of an excerpt say, without the source.

    >>> remarks_of(excerpt(Place("a.md", 9, 1, "= 2*x"), "at x = 1: 3 and 2", "try it"))
    ('at x = 1: 3 and 2', 'try it')
    """
    below = (each.partition(" | ") for each in shown)
    return tuple(said.strip().removeprefix("^ ") for number, _, said in below if not number.strip())


# ---- steps ----


def of_steps(steps: Sequence[StepReport], wrong: Sequence[int]) -> Iterator[Finding]:
    """The findings of all steps; ``wrong`` are lines that both of their steps blame."""
    for report in steps:
        match report.verdict:
            case Refuted(witness, note):
                if report.number - 1 not in wrong or report.number == 1:
                    yield _false(report, witness, note, first_is_wrong=report.number == 1 and 0 in wrong)
                continue
            case Assumed():
                yield _assumed(report)
            case Undecided(reason):
                yield _undecided(report, reason)
        yield from _of_reasons(report)
        yield from _of_lines_between(report)
        yield from _of_solutions(report) if report.between_statements else _of_domain(report)


def lines_of(report: StepReport) -> tuple[int, int]:
    """The numbers by which a reader knows the two lines of a step."""
    step = report.step
    after = step.place.line if step.place is not None else report.number + 1
    return (step.line_before if step.line_before is not None else after - 1), after


def _false(report: StepReport, witness: Witness, note: str, *, first_is_wrong: bool) -> Finding:
    before, after = lines_of(report)
    step = report.step
    said = f"lines {before} and {after} are not equal"
    if step.relation != "=":
        said = f"line {before} {step.relation} line {after} doesn't hold"
    remarks = [witness.said(f"line {before}", f"line {after}"), *note.splitlines()]
    remarks += report.mistake.remarks() if report.mistake is not None and not first_is_wrong else []
    if first_is_wrong:
        remarks.append(f"the claim's left side does equal line {after}, so line {before} is the wrong one")
    return Finding(step.place, "false", f"FALSE: {said}", excerpt(step.place, *remarks))


def _assumed(report: StepReport) -> Finding:
    """A note: the author knows of the axiom, and whoever reads must."""
    assert isinstance(report.verdict, Assumed)
    before, after = lines_of(report)
    names = report.verdict.axioms
    titles = ", ".join(titled(name, names) for name in names)
    said = f"lines {before} and {after} are equal given the axiom{'s' if len(names) > 1 else ''} {titles}"
    remarks = (f"no proof of {'them' if len(names) > 1 else 'it'} is known here", _model_said(report.verdict))
    return Finding(report.step.place, "axiom", said, excerpt(report.step.place, *filter(None, remarks)), "note")


def _model_said(verdict: Assumed) -> str:
    from derivex.notation.write import plain

    functions = ", ".join(f"{name}(t) = {plain(body)}" for name, body in verdict.model)
    return f"an example of what it speaks of is {functions}" if functions else ""


def _undecided(report: StepReport, reason: str) -> Finding:
    before, after = lines_of(report)
    said = f"undecided: lines {before} and {after} may be equal or not"
    if report.step.relation != "=":
        said = f"undecided: line {before} {report.step.relation} line {after} may hold or not"
    # the engine knows two lines, the reader knows them by their numbers
    remarks = [reason.replace("the first line", f"line {before}").replace("the second line", f"line {after}")]
    if "undefined everywhere" not in reason:
        remarks.append("split the step, or give what is known, such as x > 0")
    return Finding(report.step.place, "undecided", said, excerpt(report.step.place, *remarks), "warning")


def _of_reasons(report: StepReport) -> Iterator[Finding]:
    from derivex.justify import DoesNotFit
    from derivex.lead import NotFound

    match report.justification:
        case DoesNotFit() as found:
            yield _misnamed(report, found)
        case NotFound() as found:
            yield _not_found(report, found)


def _misnamed(report: StepReport, found: DoesNotFit) -> Finding:
    named, verb, is_one = _named(report)
    said = f"the {'reason' if is_one else 'reasons'} {verb} fit: {named}"
    if not isinstance(report.verdict, Undecided):
        said = f"true, but {said}"
    place = _reason_place(report)
    if found.instead:
        titles = ", ".join(titled(name, report.axioms) for name in found.instead)
        law = found.law if len(found.instead) == 1 else ""
        remarks = [f"this is: {titles}, {law}" if law and law != titles else f"this is: {titles}"]
    else:
        before, after = lines_of(report)
        them = "it doesn't" if is_one else "they don't"
        remarks = [found.why or f"{them} lead from line {before} to line {after}; name the rules that do, or none"]
    return Finding(place, "reason", said, excerpt(place, *remarks, caret=False))


def _of_lines_between(report: StepReport) -> Iterator[Finding]:
    """What was found at dots, and what does what is called algebra."""
    lines, dots = report.between, report.step.dots
    if dots is not None and not lines:
        yield Finding(dots, "note", "nothing was found that fills in these dots", excerpt(dots), "note")
    if not lines:
        return
    written = between_in_words(report)
    if dots is not None:
        said = f"found what stands here: {len(lines) - 1} line{'s' if len(lines) > 2 else ''}"
        said = said if len(lines) > 1 else "nothing is left out here: the next line follows at once"
        yield Finding(dots, "note", said, excerpt(dots, *written, caret=False), "note")
    else:
        place = _reason_place(report)
        named, _, _ = _named(report)
        shown = excerpt(place, *written, caret=False)
        yield Finding(place, "note", f"{named}, in {'steps' if len(lines) > 1 else 'one step'}", shown, "note")


def between_in_words(report: StepReport, write: Callable[[Term], str] | None = None) -> tuple[str, ...]:
    """The lines of a sequence that was found, each with its rules; the rules alone where it has but one line."""
    from derivex.notation.write import plain

    lines = [f"{line.relation} {(write or plain)(line.term)}" for line in report.between]
    width = max((len(each) for each in lines if len(each) <= ALIGNED), default=0)
    reasons = [line.words(report.axioms) for line in report.between]
    if len(lines) == 1 and report.step.dots is None:
        return (f"this is: {reasons[0]}",)
    return tuple(f"{line:<{width}}    by {by}" for line, by in zip(lines, reasons, strict=True))


def _not_found(report: StepReport, found: NotFound) -> Finding:
    named, _, is_one = _named(report)
    said = f"it was not found whether the {'reason fits' if is_one else 'reasons fit'}: {named}"
    if not isinstance(report.verdict, Undecided):
        said = f"true, but {said}"
    place = _reason_place(report)
    remarks = (found.reason, "split the step into smaller ones")
    return Finding(place, "not-found", said, excerpt(place, *remarks, caret=False), "warning")


def _named(report: StepReport) -> tuple[str, str, bool]:
    reasons = report.step.reasons
    is_one = len(reasons) == 1
    return '"' + ", ".join(map(str, reasons)) + '"', ("doesn't" if is_one else "don't"), is_one


def _reason_place(report: StepReport) -> Place | None:
    first = report.step.reasons[0].place if report.step.reasons else None
    return first if first is not None else report.step.place


def _of_solutions(report: StepReport) -> Iterator[Finding]:
    """What is worth knowing of a true step between statements."""
    before, after = lines_of(report)
    place = report.step.place
    if report.remark.startswith("no move"):
        said, *remarks = report.remark.split("; ", 1)
        yield Finding(place, "not-found", f"true, but {said}", excerpt(place, *remarks), "warning")
    elif report.remark:
        yield Finding(place, "note", f"note: {report.remark}", (), "note")
    elif report.gained:
        where = " or ".join(map(in_words, report.gained))
        said = f"line {after} has solutions that line {before} hasn't: {where}"
        yield Finding(place, "domain", said, excerpt(place, "they have to be tried in the line before"), "note")


def _of_domain(report: StepReport) -> Iterator[Finding]:
    before, after = lines_of(report)
    place = report.step.place
    if report.lost:
        where = " or ".join(map(in_words, report.lost))
        needed = ", ".join(in_words(opposite(relation)) for relation in report.lost)
        said = f"line {after} is undefined where {where}, and line {before} isn't"
        yield Finding(place, "domain", said, excerpt(place, f"given {needed} would say so"), "note")
    if report.gained:
        where = " or ".join(map(in_words, report.gained))
        said = f"line {before} is undefined where {where}, and line {after} isn't"
        yield Finding(place, "domain", said, excerpt(place, "the lines are equal everywhere else"), "note")


# ---- the whole ----


def of_whole(
    whole: ClaimReport, steps: Sequence[StepReport], wrong: Sequence[int], place: Place | None
) -> Iterator[Finding]:
    """The findings about the claim; what a step's own finding already says isn't repeated."""
    if whole.status == "refuted":
        yield from _claim_refuted(whole, steps, place)
    elif whole.status == "not met" and not wrong:
        yield Finding(
            place, "claim", "the chain doesn't arrive at the claim", excerpt(place, whole.reason, caret=False)
        )
    elif whole.status == "undecided" and whole.culprit is None:
        remedy = "add a line, or claim less"
        yield Finding(place, "undecided", f"undecided: {whole.reason}", excerpt(place, remedy, caret=False), "warning")
    elif whole.status.startswith("proved where"):
        remark = f"give {' and '.join(whole.conditions)}, or lead the chain another way"
        yield Finding(place, "domain", whole.status, excerpt(place, remark, caret=False), "warning")


def _claim_refuted(whole: ClaimReport, steps: Sequence[StepReport], place: Place | None) -> Iterator[Finding]:
    assert isinstance(whole.verdict, Refuted)
    witness = whole.verdict.witness
    blamed = next((report for report in steps if report.number == whole.culprit), None)
    if not whole.stated:
        if blamed is not None and isinstance(blamed.verdict, Refuted):
            return
        said, names = "FALSE: the first and the last line are not equal", ("the first line", "the last line")
        place = blamed.step.place if blamed is not None else place
    else:
        said, names = "FALSE: the claim doesn't hold", ("its left side", "its right side")
    remarks = [witness.said(*names)]
    if whole.verdict.note:
        remarks.append(whole.verdict.note)
    if blamed is not None:
        before, after = lines_of(blamed)
        if isinstance(blamed.verdict, Refuted):
            remarks.append(f"the step from line {before} to line {after} is false")
        else:
            remarks.append(f"every step is true where its two lines are defined; line {after} isn't defined there")
    yield Finding(place, "claim" if whole.stated else "false", said, excerpt(place, *remarks))
