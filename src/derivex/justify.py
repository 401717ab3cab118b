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
from derivex.lead import Bounds, Fits, NotFound, lead, stands
from derivex.moves import Move, apply
from derivex.reasons import Reason
from derivex.search import explain
from derivex.term import Term, nodes


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
    bounds: Bounds = Bounds(),
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
        idle = _idle(before, after, asked, answer, book, context)
        if idle is not None:
            return idle
        return Fits(answer.moves, _better_name(before, after, asked, book, context, bounds))
    found = explain(before, after, book=book, context=context, bounds=bounds)
    if found is not None:
        return DoesNotFit(found.names, found.law, found.why)
    return DoesNotFit() if answer is None else answer


def _better_name(
    before: Term, after: Term, asked: tuple[Wanted, ...], book: Book, context: Context, bounds: Bounds
) -> str:
    """What would say it better, where only routine is named: any routine name will do, so it's a note."""
    if not all(one.routine for one in asked):
        return ""
    found = explain(before, after, book=book, context=context, bounds=bounds)
    if found is None or set(found.names) & {one.name for one in asked}:
        return ""
    return f"{' and '.join(name.replace('-', ' ') for name in found.names)} would say it better"


def _idle(
    before: Term, after: Term, asked: tuple[Wanted, ...], answer: Fits, book: Book, context: Context
) -> DoesNotFit | None:
    """The reasons without one that does nothing: the others lead there, and it isn't to be seen."""
    for index, one in enumerate(asked):
        others = asked[:index] + asked[index + 1 :]
        if one.routine or all(law.routine for law in one.laws) or all(other.routine for other in others):
            continue
        without = lead(before, after, others, book=book, context=context, bounds=Bounds(moves=600))
        if not isinstance(without, Fits):
            continue
        lines = _lines(before, without.moves)
        if not any(move.directed in one.laws and _shows(move, after, lines) for move in answer.moves):
            names = tuple(other.name for other in others)
            return DoesNotFit(names, book[names[0]].law, f"{one.name.replace('-', ' ')} does nothing here")
    return None


def _lines(term: Term, moves: tuple[Move, ...]) -> list[Term]:
    """The lines that moves pass through, as far as they follow each other without routine."""
    lines = [term]
    for move in moves:
        if (move.path, move.before) not in nodes(term):
            break
        term = apply(term, move)
        lines.append(term)
    return lines


def _shows(move: Move, after: Term, lines: list[Term]) -> bool:
    """Whether what a move made stands in the line after, and wasn't there without it."""
    return stands(move.after, after) and not any(stands(move.after, line) for line in lines)
