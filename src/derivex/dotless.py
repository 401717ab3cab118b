"""A derivation with what was found to stand at its dots: for pages on which every line is shown.

Contract: only dots of true steps give way, and only where each reason that was found can be read back; the others
stay as they are. Nothing is judged here: whoever shows the derivation has it verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivex.derivation import Derivation, Report
from derivex.deriving import Line
from derivex.equations.words import read_moves
from derivex.errors import InputError, Place
from derivex.notation.statements import is_statement
from derivex.reasons import Reason, read_reasons
from derivex.step import Step, StepReport
from derivex.verdict import Assumed, Proved


def without_dots(report: Report) -> Derivation:
    """The derivation of a report, with the lines that were found in the place of its dots.

    >>> from derivex import verify
    >>> report = verify(["(x^2 - 1)/(x - 1)", "…", "x + 1"])
    >>> len(report.derivation.steps), len(without_dots(report).steps)
    (1, 2)
    """
    derivation = report.derivation
    steps = tuple(step for found in report.steps for step in _steps(found, derivation))
    return derivation if steps == derivation.steps else replace(derivation, steps=steps)


def _steps(found: StepReport, derivation: Derivation) -> Iterator[Step]:
    step = found.step
    if step.dots is None or not found.between or not isinstance(found.verdict, Proved | Assumed):
        yield step
        return
    reasons = [_read(line, derivation) for line in found.between]
    if step.reasons:
        reasons[-1] = step.reasons
    if not all(reasons):
        yield step
        return
    before = step.before
    for line, why in zip(found.between, reasons, strict=True):
        yield replace(step, before=before, after=line.term, relation=line.relation, reasons=why, dots=None)
        before = line.term


def _read(line: Line, derivation: Derivation) -> tuple[Reason, ...]:
    """The reasons that were found for a line, as an author names them; none if they can't be read back."""
    try:
        if is_statement(line.term):
            return read_moves(line.words(), derivation.book, derivation.names, Place())
        return read_reasons(line.words(), derivation.book, derivation.names)
    except InputError:
        return ()
