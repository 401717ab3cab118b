"""The lines that a justification passes: each with the rule that made it.

Moves found from the line before are carried out on it, those found from the line after are undone on
that one, and between the two stands routine arithmetic. So a reader sees every line on the way.

Contract: the first line is the line before, without a rule; the last one is the line after. Only lines
that differ are listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from derivex.laws import Context
from derivex.moves import Move, apply
from derivex.replay import replay
from derivex.routine import routinely_equal
from derivex.term import Term

ROUTINE = "arithmetic"

Line = tuple[Term, str]


def walkthrough(before: Term, after: Term, moves: Sequence[Move], context: Context) -> tuple[Line, ...]:
    """Every line from before to after with the rule that leads to it.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> from derivex.search import explain
    >>> lines = read("(x^2 - 1)/(x - 1)"), read("x + 1")
    >>> found = explain(*lines, book=BOOK)
    >>> [(plain(line), rule) for line, rule in walkthrough(*lines, found.moves, Context())][1]
    ('(x - 1)*(x + 1)/(x - 1)', 'factor-polynomial')
    """
    for count in range(len(moves), -1, -1):
        first = _carried_out(before, moves[:count], context)
        last = _undone(after, moves[count:])
        if first is None or last is None:
            continue
        if routinely_equal(first[-1][0], last[0][0]):
            return _joined(first, last)
    return ((before, ""), (after, ", ".join(dict.fromkeys(move.rule for move in moves))))


def _carried_out(term: Term, moves: Sequence[Move], context: Context) -> list[Line] | None:
    lines = [(term, "")]
    for move in moves:
        result = replay(term, move, context)
        if result is None:
            return None
        term = result
        lines.append((term, move.rule))
    return lines


def _undone(term: Term, moves: Sequence[Move]) -> list[Line] | None:
    """The lines before the last one, the earliest first; each names the rule that leads to the next one."""
    lines: list[Line] = [(term, "")]
    for move in reversed(moves):
        try:
            term = apply(term, Move(move.directed, move.path, move.after, move.before))
        except IndexError:
            return None
        lines.append((term, move.rule))
    return lines[::-1]


def _joined(first: list[Line], last: list[Line]) -> tuple[Line, ...]:
    """Both halves as one list; where they meet, arithmetic, unless they meet in the same line."""
    lines = list(first)
    if last[0][0] != lines[-1][0]:
        lines.append((last[0][0], ROUTINE))
    for (_, rule), (term, _) in pairwise(last):
        lines.append((term, rule))
    return tuple(line for index, line in enumerate(lines) if index == 0 or line[0] != lines[index - 1][0])
