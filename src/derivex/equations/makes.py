"""The moves that could have been meant, each with the equation that it makes.

Proposals, nothing more: what is proposed is compared with the line by the next room. Amounts come from
the author, where one is given, or are read off the two lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations, product

from derivex.equations.amounts import difference, ratio
from derivex.equations.rows import MOVES, Move
from derivex.matching import Letters, match
from derivex.term import ONE, TWO, ZERO, App, Term, divide, free_symbols, literal, number

# how the letter that a move takes is read off a side before and after
READ_OFF: dict[str, Callable[[Term, Term], Term | None]] = {
    "y - x": difference,
    "x - y": lambda before, after: difference(after, before),
    "y/x": ratio,
    "x/y": lambda before, after: ratio(after, before),
}
EXPONENTS = (number(3), divide(ONE, TWO), divide(ONE, number(3)), number(4))
NEUTRAL = {"y - x": ZERO, "x - y": ZERO, "y/x": ONE, "x/y": ONE}  # amounts with which nothing was done


@dataclass(frozen=True, slots=True)
class Made:
    """A move, the terms that its letters stand for, and the equations that it makes (alternatives)."""

    move: Move
    values: tuple[tuple[str, Term], ...]
    conclusions: tuple[App, ...]

    @property
    def amount(self) -> Term | None:
        """What the author names, if the move takes something."""
        return dict(self.values).get(self.move.takes)


def makes(premises: tuple[App, ...], after: App, feeds: tuple[Term, ...]) -> Iterator[Made]:
    """Every move from the premises that may make a line.

    >>> from derivex.notation.plain import read_relation
    >>> lines = read_relation("x = y"), read_relation("x + 5 = y + 5")
    >>> [made.move.title for made in makes(lines[:1], lines[1], ())][:2]
    ['swap sides', 'add to both sides']
    """
    for move in MOVES:
        if len(move.premises) == len(premises):
            for values in _bindings(move, premises):
                for amount in _amounts(move, premises[0], after, feeds):
                    bound = values if amount is None else {**values, move.takes: amount}
                    yield Made(move, tuple(bound.items()), move.filled(bound))


def _bindings(move: Move, premises: tuple[App, ...]) -> Iterator[dict[str, Term]]:
    """The letters of a law's premises, those of several in any order and either way round."""
    orders = permutations(premises) if len(premises) > 1 else [premises]
    for order in orders:
        for turned in product((False, True), repeat=len(order) if len(order) > 1 else 0):
            lines = tuple(
                _turned(each) if turn else each for each, turn in zip(order, turned or (False,), strict=False)
            )
            sides = tuple(side for line in lines for side in line.args)
            patterns = tuple(side for each in move.premises for side in each.args)
            letters = Letters(frozenset().union(*map(free_symbols, patterns)))
            found: list[dict[str, Term]] = [{}]
            for pattern, side in zip(patterns, sides, strict=True):
                found = [dict(more) for each in found for more in match(pattern, side, letters, each)]
            yield from found


def _turned(equation: App) -> App:
    return App(equation.head, equation.args[::-1])


def _amounts(move: Move, before: App, after: App, feeds: tuple[Term, ...]) -> Iterator[Term | None]:
    if not move.takes:
        yield None
        return
    if not move.amount:
        yield from feeds[:1] or EXPONENTS
        return
    seen: set[Term] = set()
    for amount in (*feeds[:1], *_read_off(move, before, after)):
        if amount not in seen and amount != NEUTRAL[move.amount] and not _turned_around(amount, move):
            seen.add(amount)
            yield amount


def _turned_around(amount: Term, move: Move) -> bool:
    """Whether people would name the opposite move: subtract 5, not add -5; divide by 5, not multiply by 1/5."""
    value = literal(amount)
    if move.amount in ("y - x", "x - y"):
        return (isinstance(amount, App) and amount.head == "neg") or (value is not None and value < 0)
    match amount:
        case App("/", (above, _)):
            return above == ONE
    return False


def _read_off(move: Move, before: App, after: App) -> Iterator[Term]:
    read = READ_OFF[move.amount]
    for sides in (after.args, after.args[::-1]):
        for one, other in zip(before.args, sides, strict=True):
            amount = read(one, other)
            if amount is not None:
                yield amount
