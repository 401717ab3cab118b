"""What stands between two statements where an author leaves lines out (``…``).

One move may lead from the one to the other, and then nothing was left out. Otherwise the lesson for the first one is
followed, until a line from which one move leads to the other.

Contract: each line was asked of ``judged`` with its arrow, and its move is one that the search finds again. Between
lines joined by ``<=>`` all arrows are. None where nothing was found.
"""

from __future__ import annotations

from dataclasses import replace

from derivex.deriving import Line
from derivex.engine.bounds import Bounds
from derivex.equations.fitting import Asked, fitted, unnamed
from derivex.equations.hints import unknown_of
from derivex.equations.inclusion import judged
from derivex.equations.lessons import Arrowed, lesson
from derivex.equations.ways import Way
from derivex.equations.words import read_moves
from derivex.errors import InputError, Place
from derivex.lead import Fits
from derivex.notation.names import Names
from derivex.notation.statements import EQUIVALENT
from derivex.reasons import Reason
from derivex.term import App
from derivex.verdict import Proved

SECONDS = 2


def left_out(arrow: str, asked: Asked) -> tuple[Line, ...]:
    """The lines from one statement to another, the last one included, each with its arrow; none if none were found.

    >>> from derivex.book import BOOK
    >>> from derivex.laws import Context
    >>> from derivex.notation.statements import read_statement
    >>> from derivex.notation.write import plain
    >>> lines = read_statement("2*x + 3 = 7"), read_statement("x = 2")
    >>> for line in left_out("<=>", Asked(*lines, (), BOOK, Context())):
    ...     print(line.relation, plain(line.term), "by", line.words())
    <=> 2*x = 4 by subtract 3
    <=> x = 2 by divide both sides
    """
    way = _one_move(asked)
    if way is not None:
        return (_last(arrow, asked.after, way),)
    given = asked.context.given
    unknown = unknown_of(asked.before, given)
    lines: list[Line] = []
    before = asked.before
    for sign, term, by in () if unknown is None else lesson(asked.before, unknown, given):
        if arrow == EQUIVALENT and sign != EQUIVALENT:
            return ()
        reasons = _read(by, asked)
        here = replace(asked, before=before, after=term, reasons=reasons)
        if not reasons or not _holds((sign, term, by), here):
            return ()
        lines.append(Line(term, tuple(each.name for each in reasons), (by,), sign))
        before = term
        if term == asked.after:
            return (*lines[:-1], replace(lines[-1], relation=arrow))
        way = _one_move(replace(asked, before=term))
        if way is not None and isinstance(judged(arrow, term, asked.after, given, Bounds(seconds=SECONDS)), Proved):
            return (*lines, _last(arrow, asked.after, way))
    return ()


def _one_move(asked: Asked) -> Way | None:
    """One move that leads there and whose names an author could give."""
    way = unnamed(replace(asked, reasons=()))
    if way is None or way.unmet or not way.names:
        return None
    named = replace(asked, reasons=tuple(map(Reason, way.names)))
    return way if isinstance(fitted(named, Proved("implication")), Fits) else None


def _last(arrow: str, after: App, way: Way) -> Line:
    return Line(after, way.names, (), arrow)


def _holds(line: Arrowed, asked: Asked) -> bool:
    """Whether a line of a lesson follows, for the reason that it names."""
    verdict = judged(line[0], asked.before, asked.after, asked.context.given, Bounds(seconds=SECONDS))
    return isinstance(verdict, Proved) and isinstance(fitted(asked, verdict), Fits)


def _read(by: str, asked: Asked) -> tuple[Reason, ...]:
    try:
        return read_moves(by, asked.book, Names(), Place())
    except InputError:
        return ()
