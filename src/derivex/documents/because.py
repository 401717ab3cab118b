"""The reasons that a step of a document gets in a derivation file: its author's, or those that were found.

Contract: a reason is given only if it leads from line to line; each one can be read back from its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from derivex.book import BOOK
from derivex.definition import names_of
from derivex.documents.beside import reasons_beside
from derivex.documents.statements import Statement
from derivex.errors import InputError
from derivex.justify import NoneGiven, justify
from derivex.laws import Context
from derivex.lead import Fits
from derivex.moves import Move
from derivex.notation.write import plain
from derivex.reasons import Reason, read_reasons
from derivex.step import StepReport
from derivex.verdict import Proved


def reasons_of(report: StepReport, statement: Statement, context: Context) -> tuple[Reason, ...]:
    """The first reasons that fit; none if there are none, or the step isn't proved."""
    step = report.step
    if not isinstance(report.verdict, Proved) or step.relation != "=":
        return ()
    named = reasons_beside(statement, names_of(context.given, context.definitions))
    for reasons in (named, *_found(report, context)):
        if reasons and isinstance(justify(step.before, step.after, reasons, book=BOOK, context=context), Fits):
            return reasons
    return ()


def _found(report: StepReport, context: Context) -> Iterator[tuple[Reason, ...]]:
    """The rules that were found, in the words of a file: first with what is done with them, then by name alone."""
    if not isinstance(report.justification, NoneGiven) or not report.justification.found:
        return
    found = report.justification.found
    taken = {move.rule: _taken(move) for move in report.justification.moves}
    known = names_of(context.given, context.definitions)
    defined = [each.name for each in context.definitions] if "definition" in found else []
    for unfolded in ([name] for name in defined) if defined else ([],):
        with suppress(InputError):
            yield read_reasons(_words(found, taken, unfolded), BOOK, names=known)
    if len(defined) > 1:
        with suppress(InputError):
            yield read_reasons(_words(found, taken, defined), BOOK, names=known)
    yield read_reasons(_words(found, {}, []), BOOK)


def _words(found: tuple[str, ...], taken: dict[str, str], unfolded: list[str]) -> str:
    """Rules as people name them: ``definition of f, add and subtract 1``."""
    said: list[str] = []
    for name in found:
        if name == "definition" and unfolded:
            said += [f"definition of {each}" for each in unfolded]
        else:
            said.append(name.replace("-", " ") + taken.get(name, ""))
    return ", ".join(said)


def _taken(move: Move) -> str:
    """What is added and subtracted, and so on: the letter that the lines alone don't show."""
    takes = BOOK[move.rule].takes
    free = move.directed.free | move.directed.reversed().free
    return "".join(f" {plain(value)}" for name, value in move.bindings if name in takes and name in free)
