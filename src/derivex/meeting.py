"""A sequence of rules between two lines, searched from both of them until they meet.

From the line before, laws are used; from the line after, they are used backwards. Of all lines reached, the
one that looks most like the line on the other side goes on, so that few are looked at. Two lines meet when
they have the same routine normal form. What is found is replayed before it is believed.

Only laws go in whose functions occur in one of the two lines: nobody gets from ``x^2 - 1`` to
``(x - 1)*(x + 1)`` by way of a sine. Contract: bounded by the number of lines that go on and of moves that
are looked at; None means that nothing was found, not that there is nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from derivex.book import Book
from derivex.comparison import Key, key, same
from derivex.laws import Context, Directed, entries, spoken, vocabulary
from derivex.moves import Memo, Move, apply, moves
from derivex.routine import Normal, collected, normal
from derivex.subterms import Path, subterms
from derivex.term import App, Sym, Term, bound, literal
from derivex.tidying import tidied, with_numbers_done

LINES = 24  # that go on, both sides together
MOVES = 3_000  # that are looked at
MOVES_AT_ONCE = 600  # from one line
FURTHER = 4  # that still go on when two have met, for a shorter way
PATIENCE = 6  # how much less alike a line may be for every move that it has behind it
ROOTS = frozenset({"sqrt", "abs"})

Moves = tuple[Move, ...]
Hidden = frozenset[tuple[Normal, ...]]


@dataclass(slots=True)
class _Side:
    """What was reached from one of the two lines."""

    target: Counter[Key]
    seen: set[tuple[Normal, Hidden]]
    lines: dict[Normal, list[tuple[Term, Moves]]]
    waiting: list[tuple[int, int, Term, Moves]]


@dataclass(frozen=True, slots=True)
class Met:
    """Moves from before to after, in order, up to routine.

    ``plainly`` is False where routine has to do what no reader does in the head: see ``_joint``.
    """

    moves: Moves
    plainly: bool = True


def meet(before: Term, after: Term, *, book: Book, context: Context = Context(), most: int = MOVES) -> Met | None:
    """Moves that lead from before to after; None if none were found.

    ``most`` moves are looked at. Where lines that meet plainly are found within them, those that don't are not taken.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> [move.rule for move in meet(read("(x^2 - 1)/(x - 1)"), read("x + 1"), book=BOOK).moves]
    ['factor-polynomial', 'cancel']
    """
    if normal(before) == normal(after):
        return Met(())
    path, one, other = _narrowed(before, after)
    if path and (inside := _best(one, other, book, context, most)) is not None:
        return Met(tuple(replace(move, path=path + move.path) for move in inside.moves), inside.plainly)
    return _best(before, after, book, context, most)


def _narrowed(before: Term, after: Term) -> tuple[Path, Term, Term]:
    """The only parts in which two lines differ, and where they are: what stands around them needs no move."""
    path: Path = ()
    while isinstance(before, App) and isinstance(after, App):
        if before.head != after.head or len(before.args) != len(after.args) or bound(before)[0]:
            break
        different = [at for at, pair in enumerate(zip(before.args, after.args, strict=True)) if not same(*pair)]
        if len(different) != 1:
            break
        path = (*path, different[0])
        before, after = before.args[different[0]], after.args[different[0]]
    return path, before, after


def _best(before: Term, after: Term, book: Book, context: Context, most: int) -> Met | None:
    """The way that is told most easily of those that were found."""
    best: Met | None = None
    last = LINES
    for turn, met in _meetings(before, after, book, context, most):
        if turn > last:
            break
        if met is not None and (best is None or _cost(met) < _cost(best)):
            best = met
            last = min(last, turn + FURTHER) if met.plainly else last
    return best


def _cost(met: Met) -> tuple[bool, int, int]:
    """What is told more easily comes first: plain, few names, few moves."""
    return not met.plainly, len({move.rule for move in met.moves}), len(met.moves)


def _meetings(before: Term, after: Term, book: Book, context: Context, most: int) -> Iterator[tuple[int, Met | None]]:
    """For every line that goes on its number, and each way to meet that it opens."""
    laws = usable_laws(book, context, spoken_of(before, after))
    sides = _side(before, after), _side(after, before)
    memo: Memo = {}
    left, count = most, 0
    for turn in range(LINES):
        yield turn, None
        own, other = sides if turn % 2 == 0 else sides[::-1]
        if not own.waiting or left < 0:
            continue
        _, _, term, path = heappop(own.waiting)
        for move, new in reached(term, laws, context, memo, backwards=turn % 2 == 1):
            left -= 1
            form, hidden = normal(new), _hidden(new)
            if (form, hidden) in own.seen:
                continue
            longer = (move, *path) if turn % 2 else (*path, move)
            own.seen.add((form, hidden))
            own.lines.setdefault(form, []).append((new, longer))
            for there in other.lines.get(form, ()):
                pair = (there, (new, longer)) if turn % 2 else ((new, longer), there)
                yield turn, _joined(*pair, laws, context, memo)
            count += 1
            heappush(own.waiting, (unlike(new, own.target) + PATIENCE * len(longer), count, new, longer))


def _joined(
    here: tuple[Term, Moves], there: tuple[Term, Moves], laws: tuple[Directed, ...], context: Context, memo: Memo
) -> Met:
    between = _joint(here[0], there[0], laws, context, memo)
    return Met(here[1] + there[1], plainly=False) if between is None else Met(here[1] + between + there[1])


def _side(line: Term, other: Term) -> _Side:
    form = normal(line)
    return _Side(bag(other), {(form, _hidden(line))}, {form: [(line, ())]}, [(0, 0, line, ())])


def _hidden(line: Term) -> Hidden:
    """What routine adds up or cancels in a line: lines that differ in it are different to a reader."""
    return collected(with_numbers_done(line))


def _joint(line: Term, goal: Term, laws: tuple[Directed, ...], context: Context, memo: Memo) -> Moves | None:
    """What joins two lines with one routine normal form: nothing, or the move that brings in what routine would cancel.

    ``exp(-x)`` and ``1 + exp(-x) - 1`` are routinely the same, and yet nobody gets from the one to the other
    without adding and subtracting 1.
    """
    known = _hidden(line)
    if _hidden(goal) <= known:
        return ()
    for law in laws:
        if law.free:
            for move in moves(goal, law.reversed(), context, memo):
                earlier = apply(goal, move)
                if normal(earlier) == normal(line) and _hidden(earlier) <= known:
                    return (replace(move, directed=law, before=move.after, after=move.before),)
    return None


def spoken_of(*lines: Term) -> frozenset[str]:
    """What laws may speak of: the functions that occur, and roots where there are broken exponents."""
    known = frozenset[str]().union(*map(vocabulary, lines))
    broken = any(
        isinstance(part, App) and part.head == "^" and _is_broken(part.args[1])
        for line in lines
        for part in subterms(line)
    )
    return known | ROOTS if broken or known & ROOTS else known


def _is_broken(exponent: Term) -> bool:
    value = literal(exponent)
    return value is not None and value.denominator != 1


def usable_laws(book: Book, context: Context, known: frozenset[str]) -> tuple[Directed, ...]:
    """The laws, in both directions, that speak of nothing but what is known."""
    return tuple(
        law
        for entry in entries(book)
        if entry.before | entry.after <= known and not entry.rule.alone
        for law in entry.laws(context)
        if not (law.routine or law.calculus)
        and (entry.law is not None or spoken(law, law.left) | spoken(law, law.right) <= known)
    )


def reached(
    term: Term, laws: tuple[Directed, ...], context: Context, memo: Memo, *, backwards: bool
) -> Iterator[tuple[Move, Term]]:
    """The lines one move away, each with the move as it leads forward."""
    looked_at = 0
    for law in laws:
        used = law.reversed() if backwards else law
        procedure = used.function is not None or used.inverse is not None
        if used.free or (procedure and used.function is None) or (isinstance(used.left, Sym) and not procedure):
            continue  # it would have to guess, or could be used everywhere
        for move in moves(term, used, context, memo):
            looked_at += 1
            if looked_at > MOVES_AT_ONCE:
                return
            forward = replace(move, directed=law, before=move.after, after=move.before) if backwards else move
            yield forward, apply(term, move)


def bag(term: Term) -> Counter[Key]:
    """The parts of a line as a reader sees them: 1 as a factor and the like are no parts."""
    return Counter(map(key, subterms(tidied(term))))


def unlike(term: Term, target: Counter[Key]) -> int:
    """How many parts of the one the other doesn't have, counted both ways."""
    own = bag(term)
    return (own - target).total() + (target - own).total()
