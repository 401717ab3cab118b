"""The moves that could have been meant, each with the equation that it makes.

Proposals, nothing more: what is proposed is compared with the line by the next room. Amounts come from
the author, where one is given, or are read off the two lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, permutations, product

from derivex.engine.factors import Polynomials
from derivex.engine.monomials import monomials_of
from derivex.engine.ratios import Finer, TooBig
from derivex.equations.amounts import difference, ratio
from derivex.equations.rows import MOVES, Move
from derivex.matching import Letters, match
from derivex.relations import FLIPPED
from derivex.term import ONE, TWO, ZERO, App, Sym, Term, divide, free_symbols, literal, number
from derivex.views import summands

# how the letter that a move takes is read off a side before and after
READ_OFF: dict[str, Callable[[Term, Term], Term | None]] = {
    "y - x": difference,
    "x - y": lambda before, after: difference(after, before),
    "y/x": ratio,
    "x/y": lambda before, after: ratio(after, before),
}
EXPONENTS = (number(3), divide(ONE, TWO), divide(ONE, number(3)), number(4))
MAX_BINDINGS = 40  # ways in which a law matches
MAX_TIDIED = 60  # parts of an amount
NEUTRAL = {"y - x": ZERO, "x - y": ZERO, "y/x": ONE, "x/y": ONE}  # amounts with which nothing was done


@dataclass(frozen=True, slots=True)
class Made:
    """A move, the terms that its letters stand for, and the statement that it makes."""

    move: Move
    values: tuple[tuple[str, Term], ...]
    conclusion: App

    @property
    def conclusions(self) -> tuple[App, ...]:
        """The alternatives of what is made."""
        if self.conclusion.head != "or":
            return (self.conclusion,)
        return tuple(each for each in self.conclusion.args if isinstance(each, App))

    @property
    def amount(self) -> Term | None:
        """What the author names, if the move takes something."""
        return dict(self.values).get(self.move.takes)

    @property
    def needs(self) -> tuple[App, ...]:
        """What must hold for the move to be made."""
        return self.move.conditions(self.move.needs, dict(self.values))

    @property
    def keeps(self) -> tuple[App, ...]:
        """What must hold for no solution to be gained."""
        return self.move.conditions(self.move.keeps, dict(self.values))


def makes(
    premises: tuple[App, ...], after: App, feeds: tuple[Term, ...], moves: Iterable[Move] = MOVES
) -> Iterator[Made]:
    """Every move from the premises that may make a line.

    >>> from derivex.notation.plain import read_relation
    >>> lines = read_relation("x = y"), read_relation("x + 5 = y + 5")
    >>> [made.move.title for made in makes(lines[:1], lines[1], ())][:2]
    ['swap sides', 'add to both sides']
    """
    for row in moves:
        if len(row.premises) != len(premises):
            continue
        move = row.weak() if any(each.head in ("<=", ">=") for each in premises) else row
        for values in islice(_bindings(move, premises), MAX_BINDINGS):
            for amount in _amounts(move, premises[0], after, feeds):
                bound = values if amount is None else {**values, move.takes: amount}
                yield Made(move, tuple(bound.items()), move.made(bound))


def _bindings(move: Move, premises: tuple[App, ...]) -> Iterator[dict[str, Term]]:
    """The letters of a law's premises, those of several in any order and either way round."""
    patterns = tuple(side for each in move.premises for side in each.args)
    letters = Letters(frozenset().union(*map(free_symbols, patterns)))
    either = len(premises) > 1 or not all(isinstance(side, Sym) for side in patterns)
    seen: list[dict[str, Term]] = []
    for order in permutations(premises) if len(premises) > 1 else [premises]:
        for turned in product((False, True), repeat=len(order)):
            lines = tuple(_turned(each) if turn else each for each, turn in zip(order, turned, strict=True))
            heads = all(line.head == each.head for line, each in zip(lines, move.premises, strict=True))
            if not heads or (move.relation == "=" and any(turned) and not either):
                continue
            sides = tuple(side for line in lines for side in line.args)
            found: list[dict[str, Term]] = [{}]
            for pattern, side in zip(patterns, sides, strict=True):
                found = [dict(more) for each in found for more in match(pattern, side, letters, each)]
            for each in found:
                if each not in seen:
                    seen.append(each)
                    yield each


def _turned(relation: App) -> App:
    return App(FLIPPED[relation.head], relation.args[::-1])


def _amounts(move: Move, before: App, after: App, feeds: tuple[Term, ...]) -> Iterator[Term | None]:
    if not move.takes:
        yield None
        return
    if not move.amount:
        yield from feeds[:1] or EXPONENTS
        return
    yield from feeds[:1]
    seen: set[Term] = set()
    for found in _read_off(move, before, after):
        if _turned_around(tidied(found), move):
            continue
        for amount in (tidied(found), found):
            if amount not in seen and amount != NEUTRAL[move.amount] and not _turned_around(amount, move):
                seen.add(amount)
                yield amount


def tidied(term: Term) -> Term:
    """An amount as people say it: like terms collected."""
    if term.size > MAX_TIDIED or not isinstance(term, App) or term.head not in ("+", "*", "/", "neg"):
        return term
    work = Polynomials()
    try:
        above, below = work.ratio(term)
    except (TooBig, Finer):
        return term
    common = above.gcd(below)
    if not above.is_zero() and not common.is_one():
        above, below = above // common, below // common
    if (-below).is_one():
        above, below = -above, -below
    return work.spelled(monomials_of(above)) if below.is_one() and not above.is_zero() else term


def _turned_around(amount: Term, move: Move) -> bool:
    """Whether people would name the opposite move: subtract 5, not add -5; divide by 5, not multiply by 1/5."""
    if move.amount in ("y - x", "x - y"):
        return all(_is_negative(each) for each in summands(amount))
    match amount:
        case App("/", (above, _)) | App("neg", (App("/", (above, _)),)):
            return above == ONE
    return False


def _is_negative(term: Term) -> bool:
    match term:
        case App("neg", _):
            return True
        case App("*", (first, *_)):
            return _is_negative(first)
    value = literal(term)
    return value is not None and value < 0


def _read_off(move: Move, before: App, after: App) -> Iterator[Term]:
    read = READ_OFF[move.amount]
    for sides in (after.args, after.args[::-1]):
        for one, other in zip(before.args, sides, strict=True):
            amount = read(one, other)
            if amount is not None:
                yield amount
