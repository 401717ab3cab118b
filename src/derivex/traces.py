"""What moves leave to be seen: does a named rule stand in the line, or did it do nothing?

Routine can wipe out what a rule did (``1 - 1``), and two moves can undo each other. These
functions look at the lines as written, up to order and mere numbers.
"""

from __future__ import annotations

from derivex.comparison import key, parts, same
from derivex.moves import Move, apply
from derivex.subterms import nodes
from derivex.term import App, Term
from derivex.tidying import with_numbers_done


def stands(part: Term, whole: Term) -> bool:
    """Whether a part occurs in a term, up to order and numbers: as a subterm, or some of its summands."""
    part, whole = with_numbers_done(part), with_numbers_done(whole)
    wanted_key = key(part)
    head = part.head if isinstance(part, App) and part.head in ("+", "*") else ""
    needed = [key(piece) for piece in parts(part, head)] if head else []
    for _, node in nodes(whole):
        if key(node) == wanted_key:
            return True
        if head and isinstance(node, App) and node.head == head:
            there = [key(piece) for piece in parts(node, head)]
            if all(there.count(piece) >= needed.count(piece) for piece in needed):
                return True
    return False


def following(term: Term, found: list[Move]) -> tuple[Move, ...]:
    """Moves of which one was taken away: routine derivatives that lost their place are left out."""
    kept: list[Move] = []
    for index, move in enumerate(found):
        if (move.path, move.before) in nodes(term):
            term = apply(term, move)
        elif move.directed.routine:
            continue
        else:
            return (*kept, *found[index:])
        kept.append(move)
    return tuple(kept)


def passed(term: Term, found: tuple[Move, ...]) -> list[Term]:
    """The lines that moves pass through, as far as they follow each other without routine."""
    lines = [term]
    for move in found:
        if (move.path, move.before) not in nodes(term):
            break
        term = apply(term, move)
        lines.append(term)
    return lines


def shows(move: Move, after: Term, lines: list[Term]) -> bool:
    """Whether what a move made stands in the line after, and wasn't there without it."""
    whole = same(move.after, after)  # the others made the whole line as well
    return not whole and stands(move.after, after) and not any(stands(move.after, line) for line in lines)
