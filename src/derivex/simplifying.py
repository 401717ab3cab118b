"""The simplest line that rules lead to: what a teacher writes when nothing is left to be done.

From the line on, the rules of the book are used one after the other, simplest lines first, and the smallest line
that was met is the answer. A line is small that has few parts when it is read without what nobody would write.

Contract: every line follows from the one before it by the law that it names, whose needs hold, and by arithmetic;
there are none where no smaller line was met within the bounds. The answer depends on what is asked only.
"""

from __future__ import annotations

from heapq import heappop, heappush

from derivex.book import Book
from derivex.book.exponentials import perfect_power
from derivex.book.roots import without_powers
from derivex.comparison import same
from derivex.laws import Context
from derivex.meeting import reached, spoken_of, usable_laws
from derivex.moves import Memo
from derivex.routine import normal
from derivex.subterms import subterms
from derivex.term import App, Num, Term
from derivex.tidying import gathered

ROUTINE = "arithmetic"
Made = tuple[Term, str]  # a line and the rule that leads to it
LINES = 30  # that go on
MOVES = 3_000  # that are looked at
EFFORT = {
    "factor": 2,
    "factor-polynomial": 2,
}  # which moves count as more than one: they are made for the sake of others
IN_A_ROW = 6  # moves
PART = 2  # that a part weighs against a move
ASIDE = 10  # parts by which a line on the way may be larger than the smallest one
# functions that are written by each other
FAMILIES = (
    frozenset({"sin", "cos", "tan", "cot", "sec", "csc"}),
    frozenset({"sinh", "cosh", "tanh", "coth", "sech", "csch"}),
)
DEAR = {"neg": -1, "diff": 8, "Integral": 8, "Sum": 4, "Product": 4, "Limit": 4, "/": 1, "piecewise": 2}


def simplest(line: Term, *, book: Book, context: Context = Context(), most: int = MOVES) -> tuple[Made, ...]:
    """The lines that lead to the smallest one that was met; none if there is nothing to do.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> [(plain(line), rule) for line, rule in simplest(read("(x^2 - 1)/(x - 1)"), book=BOOK)]
    [('(x - 1)*(x + 1)/(x - 1)', 'difference-of-squares'), ('x + 1', 'cancel')]
    """
    spoken = spoken_of(line)
    laws = usable_laws(book, context, spoken.union(*(family for family in FAMILIES if family & spoken)))
    memo: Memo = {}
    start = gathered(line)
    first: tuple[Made, ...] = () if same(start, line) else ((start, ROUTINE),)
    best = (PART * size(start), 0, start, first, 0)
    waiting, seen, count = [best], {normal(start): best[0]}, 0
    for _ in range(LINES):
        if not waiting or most < 0:
            break
        here, _, term, path, effort = heappop(waiting)
        if here > best[0] + PART * ASIDE:
            break
        if len(path) == IN_A_ROW:
            continue
        for move, raw in reached(term, laws, context, memo, backwards=False):
            most -= 1
            new = gathered(raw)
            form, cost = normal(new), PART * size(new) + effort + EFFORT.get(move.rule, 1)
            if seen.get(form, cost + 1) <= cost:
                continue
            seen[form] = cost
            count += 1
            entry = (cost, count, new, (*path, (new, move.rule)), effort + EFFORT.get(move.rule, 1))
            best = min(best, entry)
            heappush(waiting, entry)
    return best[3]


def size(line: Term) -> int:
    """How many parts a reader sees, those that are hard to read counted more than once."""
    return sum(1 + (_dear(part) if isinstance(part, App) else 0) for part in subterms(line))


def _dear(part: App) -> int:
    match part:
        case App("^", (_, App("neg", _))) | App("log", (_, _)):
            return 3
        case App("sqrt", (Num() as inside,)) if without_powers(part) is not None and inside.value > 1:
            return 5
        case App("log", (Num() as inside,)) if perfect_power(inside.value) is not None:
            return 5
        case App("log", (App("*" | "/" | "^"),)):
            return 2
    return DEAR.get(part.head, 0)
