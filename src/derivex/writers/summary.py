"""What reports come to, counted and in words.

Contract: everything is read off the reports, and nothing is judged or printed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from derivex.notation.write import plain
from derivex.verdict import Assumed, Proved, Refuted, Undecided
from derivex.wording import DAGGER

if TYPE_CHECKING:
    from derivex.derivation import Report
    from derivex.term import Term

Words = Callable[[str], str]  # how a condition is shown
MARKS = {0: "✓", 1: "✗", 3: "?"}  # by the status of a report


def mark_of(report: Report) -> str:
    """The mark of a report as a whole; a dagger where all is well, and rests on an axiom."""
    rests = any(isinstance(found.verdict, Assumed) for found in report.steps)
    return DAGGER if rests and report.status == 0 else MARKS[report.status]


def summary(report: Report, words: Words = str) -> str:
    """The sentence below a derivation: ``8 of 8 steps true, 8 reasons fit, no conditions.``"""
    conditions = dict.fromkeys(each for found in report.steps for each in found.conditions)
    said = tally([report])
    if conditions:
        said.append(f"where {', '.join(map(words, conditions))}")
    elif all(isinstance(found.verdict, Proved | Assumed) for found in report.steps):
        said.append("no conditions")
    return f"{', '.join(said)}."


def tally(reports: Iterable[Report]) -> list[str]:
    """How many steps are true, false, undecided; how many reasons fit, or don't."""
    from derivex.justify import DoesNotFit
    from derivex.lead import Fits, NotFound

    steps = [found for report in reports for found in report.steps]
    verdicts = [type(found.verdict) for found in steps]
    reasons = [type(found.justification) for found in steps]
    kinds: list[tuple[int, str, str]] = [
        (verdicts.count(Assumed), "true given an axiom", "true given an axiom"),
        (verdicts.count(Refuted), "false", "false"),
        (verdicts.count(Undecided), "undecided", "undecided"),
        (reasons.count(Fits), "reason fits", "reasons fit"),
        (reasons.count(DoesNotFit), "reason doesn't fit", "reasons don't fit"),
        (reasons.count(NotFound), "reason not confirmed", "reasons not confirmed"),
    ]
    true = f"{verdicts.count(Proved)} of {counted(len(steps), 'step', 'steps')} true"
    return [true, *(counted(count, one, many) for count, one, many in kinds if count)]


def unshown(reports: Iterable[Report]) -> str:
    """What a false step costs: the claims that are stated and not shown; "" if there are none."""
    kept = [report for report in reports if any(isinstance(found.verdict, Refuted) for found in report.steps)]
    count = sum(report.claim is not None and not report.claim.proved for report in kept)
    return ("the claim is not shown" if count == 1 else f"{count} claims are not shown") if count else ""


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "reason fits", "reasons fit"), counted(2, "reason fits", "reasons fit")
    ('1 reason fits', '2 reasons fit')
    """
    return f"{count} {one if count == 1 else many}"


def whole_said(report: Report, words: Words = str, term: Callable[[Term], str] = plain) -> str:
    """A sentence about the claim, or about the chain as a whole, where it isn't simply proved.

    A chain without a claim is mentioned only where its steps alone don't say it.
    """
    whole = report.whole
    if whole is None or whole.status == "proved":
        return ""
    about = "The claim" if whole.stated else "The chain as a whole"
    if isinstance(whole.verdict, Refuted):
        if not whole.stated and any(isinstance(found.verdict, Refuted) for found in report.steps):
            return ""
        witness = whole.verdict.witness
        why = f"; {whole.reason}" if whole.reason else ""
        return f"{about} is false: {witness.said(write=term)}{why}."
    if whole.status == "not met":
        return f"The chain doesn't arrive at the claim: {whole.reason}."
    if isinstance(whole.verdict, Assumed):
        return f"{about} is {whole.status}." if whole.stated else ""
    if whole.status == "undecided":
        blamed = whole.culprit is not None and not whole.stated
        return "" if blamed else f"{about} is undecided: {whole.reason}."
    return f"{about} is {words(whole.status)}: {whole.reason}."


def sympy_said(report: Report, opinions: Sequence[str]) -> str:
    """How often SymPy comes to the same answer by itself, of the steps that it was asked about."""
    wanted = {Proved: "agrees", Refuted: "disagrees"}
    steps = [found for found in report.steps if found.step.relation == "="]
    pairs = [(wanted.get(type(found.verdict)), said) for found, said in zip(steps, opinions, strict=True)]
    agreed = sum(want == said for want, said in pairs)
    silent = sum(said == "no opinion" for _, said in pairs)
    against = sum(want is not None and said not in (want, "no opinion") for want, said in pairs)
    aside = [f"it says otherwise on {against}"] if against else []
    aside += [f"no opinion on {silent}"] if silent else []
    rest = f" ({', '.join(aside)})" if aside else ""
    return f"SymPy agrees: {agreed} of {len(pairs)}{rest}." if pairs else ""
