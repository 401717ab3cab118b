"""Do the named rules lead from this line to the next?

``justify`` looks for a sequence of moves in which every named rule is used, and nothing
else but routine: routine calculus (constants, sums, the table) may fire between the moves
of a step that names a calculus rule; routine arithmetic only once, where what was reached
is compared with the line. Laws with a letter that only the line after shows (add and
subtract c) are used backwards from that line. What is found is confirmed by ``replay``.

Contract: four answers. ``Fits`` was found and replayed. ``DoesNotFit``: the search was
complete without success, or another justification was found (``instead``). ``NotFound``:
a bound was hit, so nothing is called wrong. ``NoneGiven``: the step names no rule.
Whether the step is *true* is not asked here.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.book import Book
from derivex.laws import Context, Wanted, wanted
from derivex.lead import Fits, NotFound, SearchBounds, lead
from derivex.matching import fill
from derivex.moves import Move, moves_at
from derivex.notation.write import plain
from derivex.reasons import Reason
from derivex.routine import routinely_equal
from derivex.search import Explained, explain
from derivex.term import Term


@dataclass(frozen=True, slots=True)
class DoesNotFit:
    """The named rules don't lead here; ``instead`` do, with their law and why, if found."""

    instead: tuple[str, ...] = ()
    law: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class NoneGiven:
    """The step names no rule; ``found`` are rules that lead here, if any were found."""

    found: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()


Justification = Fits | DoesNotFit | NotFound | NoneGiven


def justify(
    before: Term,
    after: Term,
    reasons: tuple[Reason, ...],
    *,
    book: Book,
    context: Context = Context(),
    bounds: SearchBounds = SearchBounds(),
) -> Justification:
    """Whether the named reasons lead from before to after; see the module.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> from derivex.reasons import read_reasons
    >>> lines = read("(x + 1)/y"), read("x/y + 1/y")
    >>> justify(*lines, read_reasons("split fraction", BOOK), book=BOOK).moves[0].rule
    'split-fraction'
    >>> justify(*lines, read_reasons("cancel", BOOK), book=BOOK).instead
    ('split-fraction',)
    """
    if not reasons:
        found = explain(before, after, book=book, context=context, bounds=bounds)
        return NoneGiven() if found is None else NoneGiven(found.names, found.moves)
    asked = tuple(wanted(reason, book, context) for reason in reasons)
    answer = lead(before, after, asked, book=book, context=context, bounds=bounds)
    if isinstance(answer, Fits):
        return Fits(answer.moves, _better_name(before, after, asked, book, context, bounds))
    found = explain(before, after, book=book, context=context, bounds=bounds)
    if found is not None:
        return DoesNotFit(found.names, _law_as_used(found, reasons, book), found.why)
    return DoesNotFit() if answer is None else answer


def justify_bound(
    before: Term, relation: str, after: Term, reasons: tuple[Reason, ...], *, book: Book, context: Context = Context()
) -> Justification:
    """Whether one named rule for inequalities leads from one line to the next, the whole line at once.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> from derivex.reasons import read_reasons
    >>> reasons = read_reasons("subtract a square", BOOK)
    >>> justify_bound(read("1 - x^2"), "<=", read("1"), reasons, book=BOOK).moves[0].rule
    'subtract-a-square'
    """
    if not reasons:
        return NoneGiven()
    smaller, larger = (after, before) if relation in (">", ">=") else (before, after)
    serving = ("<", "<=") if relation in ("<=", ">=") else ("<",)
    laws = wanted(reasons[0], book, context, serving).laws if len(reasons) == 1 else ()
    for law in laws:
        for start, way, end in ((smaller, law, larger), (larger, law.reversed(), smaller)):
            for move in moves_at(start, way, context):
                if routinely_equal(move.after, end):
                    return Fits((move,))
    return DoesNotFit()


def _better_name(
    before: Term, after: Term, asked: tuple[Wanted, ...], book: Book, context: Context, bounds: SearchBounds
) -> str:
    """What would say it better, where only routine is named: any routine name will do, so it's a note."""
    if not all(one.routine for one in asked):
        return ""
    found = explain(before, after, book=book, context=context, bounds=bounds)
    if found is None or set(found.names) & {one.name for one in asked}:
        return ""
    return f"{' and '.join(name.replace('-', ' ') for name in found.names)} would say it better"


def _law_as_used(found: Explained, reasons: tuple[Reason, ...], book: Book) -> str:
    """The law; with the letter filled in where the author named the rule, but another letter."""
    named = {reason.name for reason in reasons if reason.argument is not None}
    for move in found.moves:
        if move.rule in named and book[move.rule].takes:
            letters = {name: value for name, value in move.bindings if name in book[move.rule].takes}
            law = move.directed
            left, right = (fill(side, letters, law.letters) for side in (law.left, law.right))
            return f"{plain(left)} = {plain(right)}"
    return found.law
