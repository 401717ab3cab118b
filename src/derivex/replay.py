"""The checker of justifications: every move redone, one comparison at the end, no search.

This page and ``matching.fill`` are what a sceptic has to read. A move is confirmed by
filling both sides of its law with its bindings and comparing them with what stood there
and what came out; a procedure is run again. Terms are compared by ``routine.normal``.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivex.laws import Context, Directed
from derivex.matching import fill
from derivex.moves import Move, apply, differentiated, evaluated, holds, there
from derivex.routine import routinely_equal
from derivex.subterms import nodes
from derivex.term import Term, add, multiply


def replay(term: Term, move: Move, context: Context) -> Term | None:
    """The term after the move if the move is what its law says; None if it isn't."""
    if (move.path, move.before) not in nodes(term):
        return None
    directed, bindings = move.directed, dict(move.bindings)
    if directed.rule == "evaluate":
        return apply(term, move) if move.after == evaluated(move.before) else None
    if directed.is_procedure:
        here = there(term, move.path, directed, context)
        if here is None:
            return None
        law, start, end = directed, move.before, move.after
        if not directed.works:  # it leads back from the line after
            law, start, end = directed.reversed(), end, start
        result = law.worked(start, here.given)
        return apply(term, move) if result is not None and routinely_equal(result, end) else None
    if any(bindings.get(name) != value for name, value in directed.fixed):
        return None
    inside = there(term, move.path, directed, context)
    if inside is None or not all(holds(condition, bindings, inside) for condition in directed.conditions):
        return None
    for side, node in ((directed.left, move.before), (directed.right, move.after)):
        instance = _joined(fill(side, bindings, directed.letters), move.rest, move.head)
        if not routinely_equal(instance, node, field=True):
            return None
    return apply(term, move)


def _joined(instance: Term, rest: tuple[Term, ...], head: str) -> Term:
    """An instance together with the summands or factors that the law left alone."""
    if not rest:
        return instance
    return add(instance, *rest) if head == "+" else multiply(instance, *rest)


def replayed(
    before: Term,
    after: Term,
    found: Iterable[Move],
    calculus: bool,
    context: Context,
    routine_laws: tuple[Directed, ...],
) -> bool:
    """Redo the moves one by one and compare routinely, once; no search.

    Moves found from the line after are redone from where the comparison left them.
    """
    steps = list(found)
    for count in range(len(steps), -1, -1):
        reached = _redone(before, steps[:count], context)
        goal = _undone(after, steps[count:], context)
        if reached is None or goal is None:
            continue
        if routinely_equal(reached, goal):
            return True
        if calculus:
            left, right = (differentiated(side, routine_laws, context)[0] for side in (reached, goal))
            if routinely_equal(left, right):
                return True
    return False


def _redone(term: Term, steps: list[Move], context: Context) -> Term | None:
    for move in steps:
        result = replay(term, move, context)
        if result is None:
            return None
        term = result
    return term


def _undone(term: Term, steps: list[Move], context: Context) -> Term | None:
    """The line from which the moves lead to this one; each is replayed on the way back."""
    for move in reversed(steps):
        try:
            earlier = apply(term, Move(move.directed, move.path, move.after, move.before))
        except IndexError:
            return None
        if replay(earlier, move, context) != term:
            return None
        term = earlier
    return term
