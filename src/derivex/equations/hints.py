"""What to do next with a line that is an equation or an inequality: a move, with the line that it makes.

Towards a line that is known, one move that leads there; where one isn't enough, or nothing is known, the first line
of a lesson.

Contract: what is told was found by the search for moves, or its arrow was asked of ``judged``; a line of a lesson is
told on the way to another one only where that one was proved to follow from it. None where no way was found.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivex.book import BOOK
from derivex.definition import given_names
from derivex.engine.bounds import Bounds
from derivex.equations.fitting import Asked, named_with_amounts, unnamed
from derivex.equations.inclusion import judged
from derivex.equations.lessons import lesson
from derivex.equations.orders import moves_named
from derivex.equations.words import ACTS, read_moves
from derivex.errors import InputError, Place
from derivex.given import Given
from derivex.notation.names import Names
from derivex.term import App, free_symbols
from derivex.verdict import Proved

SECONDS = 2
ARITHMETIC = "arithmetic"


@dataclass(frozen=True, slots=True)
class Onward:
    """The next line with its arrow; its moves by name, why the first one may be made, and how an author names them."""

    arrow: str
    line: App
    moves: tuple[str, ...]
    by: str
    why: str = ""


def towards(arrow: str, asked: Asked) -> Onward | None:
    """The move from a line to the next one.

    >>> from derivex.laws import Context
    >>> from derivex.notation.statements import read_statement
    >>> lines = read_statement("2*x + 3 = 7"), read_statement("2*x = 4")
    >>> towards("<=>", Asked(*lines, (), BOOK, Context())).by
    'subtract from both sides: 3'
    """
    way = unnamed(asked)
    if way is not None and way.names and not way.unmet:
        names = tuple(name for name in way.names if name != ARITHMETIC) or way.names
        return Onward(arrow, asked.after, names, named_with_amounts(way), _why(names[0]))
    given = asked.context.given
    first = onward(asked.before, given)
    if first is None or first.line == asked.after:
        return None
    leads = judged(arrow, first.line, asked.after, given, Bounds(seconds=SECONDS))
    return first if isinstance(leads, Proved) else None


def onward(line: App, given: Given) -> Onward | None:
    """The first line of the way to the solutions.

    >>> from derivex.notation.statements import read_statement
    >>> onward(read_statement("-2*x + 1 < 7"), Given()).moves
    ('subtract-from-an-inequality',)
    """
    unknown = unknown_of(line, given)
    lines = () if unknown is None else lesson(line, unknown, given)
    if not lines:
        return None
    arrow, made, by = lines[0]
    verdict = judged(arrow, line, made, given, Bounds(seconds=SECONDS))
    if not isinstance(verdict, Proved):
        return None
    try:
        names = tuple(reason.name for reason in read_moves(by, BOOK, Names(), Place()))
    except InputError:  # its words are those of a reader, not of a row
        names = ()
    exact = tuple(_fitting_name(name, line) for name in names)
    return Onward(arrow, made, exact or (by.replace(" ", "-"),), by, _why(exact[0]) if exact else "")


def unknown_of(line: App, given: Given) -> str | None:
    """The unknown: x, or the only name that nothing is given about, or the only name."""
    found = free_symbols(line)
    for names in (found & {"x"}, found - given_names(given), found):
        if len(names) == 1:
            return next(iter(names))
    return None


def _fitting_name(name: str, line: App) -> str:
    """Of the moves that one word names, the one about such a line."""
    rows = moves_named(name)
    fitting = [row for row in rows if (row.premises[0].head == "=") == (line.head == "=")]
    return fitting[0].name if fitting else name


def _why(name: str) -> str:
    reasons = {row.name: row.why for row in moves_named(name)} | {act.name: act.why for act in ACTS}
    return reasons[name] if name in reasons else BOOK[name].why if name in BOOK else ""
