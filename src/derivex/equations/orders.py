"""The moves between inequalities, a row each, and the door to all moves: what some words may mean.

A law about ``<`` is one about ``<=``, too, and an inequality may be read from either side. What is multiplied by a
negative number turns around; that is a row of its own, of the same names as the one for positive numbers.

>>> [move.name for move in moves_named("divide both sides by")]
['divide-both-sides', 'divide-an-inequality', 'divide-and-turn']
"""

from __future__ import annotations

from functools import lru_cache

from derivex.book import phrase
from derivex.equations.rows import MOVES, Move
from derivex.wording import usual

_MULTIPLY = ("multiply", "multiply-by", "multiply-both-sides", "multiply-both-sides-by", "multiply-through", "times")
_DIVIDE = ("divide", "divide-by", "divide-both-sides", "divide-both-sides-by", "divide-through")

ORDERS: tuple[Move, ...] = (
    Move(
        name="turn-an-inequality",
        law="a < b <=> b > a",
        why="An inequality may be read from either side.",
        aliases=("swap-sides", "turn-around", "exchange-sides"),
        accepts=("3 < x <=> x > 3",),
        refuses=("3 < x => x < 3",),
    ),
    Move(
        name="add-to-an-inequality",
        law="a < b <=> a + c < b + c",
        why="An inequality stays when the same is added to both sides.",
        takes="c",
        amount="y - x",
        aliases=("add", "add-to-both-sides", "add-on-both-sides", "plus"),
        accepts=("x - 3 < 7 <=> x < 10",),
        refuses=("x - 3 < 7 => x < 4",),
    ),
    Move(
        name="subtract-from-an-inequality",
        law="a < b <=> a - c < b - c",
        why="An inequality stays when the same is taken from both sides.",
        takes="c",
        amount="x - y",
        aliases=("subtract", "subtract-from-both-sides", "subtract-on-both-sides", "minus"),
        accepts=("2*x + 3 <= 7 <=> 2*x <= 4",),
        refuses=("2*x + 3 <= 7 => 2*x <= 10",),
    ),
    Move(
        name="multiply-an-inequality",
        law="a < b <=> a*c < b*c",
        why="An inequality stays when both sides are multiplied by the same positive number.",
        takes="c",
        amount="y/x",
        keeps="c > 0",
        needs="c > 0",
        breaks="a = 1, b = 2, c = -1",
        aliases=_MULTIPLY,
        accepts=("x/2 < 5 <=> x < 10",),
        refuses=("-x/2 < 5 => x < -10",),
    ),
    Move(
        name="multiply-and-turn",
        law="a < b <=> a*c > b*c",
        why="An inequality turns around when both sides are multiplied by the same negative number.",
        takes="c",
        amount="y/x",
        keeps="c < 0",
        needs="c < 0",
        breaks="a = 1, b = 2, c = 1",
        aliases=(*_MULTIPLY, "multiply-by-a-negative-number", "flip-the-inequality", "flip"),
        accepts=("-x/2 < 5 <=> x > -10",),
        refuses=("x/2 < 5 => x > 10",),
    ),
    Move(
        name="divide-an-inequality",
        law="a < b <=> a/c < b/c",
        why="An inequality stays when both sides are divided by the same positive number.",
        takes="c",
        amount="x/y",
        keeps="c > 0",
        needs="c > 0",
        breaks="a = 1, b = 2, c = -1",
        aliases=_DIVIDE,
        accepts=("2*x < 4 <=> x < 2", "x > 0: x*y >= 2*x <=> y >= 2"),
        refuses=("-2*x < 4 => x < -2",),
    ),
    Move(
        name="divide-and-turn",
        law="a < b <=> a/c > b/c",
        why="An inequality turns around when both sides are divided by the same negative number.",
        takes="c",
        amount="x/y",
        keeps="c < 0",
        needs="c < 0",
        breaks="a = 1, b = 2, c = 1",
        aliases=(*_DIVIDE, "divide-by-a-negative-number", "flip-the-inequality", "flip"),
        accepts=("-2*x < 4 <=> x > -2",),
        refuses=("-2*x < 4 => x < -2",),
    ),
    Move(
        name="reciprocals-turn",
        law="a < b <=> 1/a > 1/b",
        why="Of two numbers of the same sign, the smaller one has the greater reciprocal.",
        needs="a*b > 0",
        keeps="a*b > 0",
        breaks="a = -1, b = 1",
        aliases=("take-the-reciprocal", "reciprocal", "take-reciprocals", "invert-both-sides"),
        accepts=("x > 0: x > 2 <=> 1/x < 1/2",),
        refuses=("x > 0: x > 2 => 1/x > 1/2",),
    ),
    Move(
        name="square-an-inequality",
        law="a < b <=> a^2 < b^2",
        why="Squares of numbers that aren't negative are ordered as the numbers are.",
        needs="a >= 0, b >= 0",
        keeps="a >= 0, b >= 0",
        breaks="a = -2, b = 1",
        aliases=("square-both-sides", "square", "squaring"),
        accepts=("x >= 0: x < 3 <=> x^2 < 9", "sqrt(x) < 3 => x < 9"),
        refuses=("x < 3 => x^2 < 9",),
    ),
    Move(
        name="root-of-an-inequality",
        law="a^2 < b <=> abs(a) < sqrt(b)",
        why="The root of a square is an absolute value, and roots are ordered as the numbers are.",
        aliases=("take-the-square-root", "square-root", "take-square-roots", "take-the-root"),
        accepts=("x^2 < 9 <=> abs(x) < 3",),
        refuses=("x^2 < 9 => x < 2",),
    ),
    Move(
        name="between-roots",
        law="a^2 < b <=> -sqrt(b) < a and a < sqrt(b)",
        why="The numbers whose square is below b lie between the roots of b.",
        aliases=("take-the-square-root", "square-root", "take-square-roots", "take-the-root"),
        accepts=("x^2 < 9 <=> -3 < x and x < 3",),
        refuses=("x^2 < 9 => -9 < x and x < 2",),
    ),
    Move(
        name="beyond-roots",
        law="a^2 > b <=> a > sqrt(b) or a < -sqrt(b)",
        why="The numbers whose square is above b lie beyond the roots of b.",
        needs="b >= 0",
        keeps="b >= 0",
        breaks="a = 0, b = -1",
        aliases=("take-the-square-root", "square-root", "take-square-roots", "take-the-root"),
        accepts=("x^2 > 4 <=> x > 2 or x < -2",),
        refuses=("x^2 > 4 => x > 2",),
    ),
    Move(
        name="between-opposites",
        law="abs(a) < b <=> -b < a and a < b",
        why="The numbers whose absolute value is below b lie between -b and b.",
        aliases=("absolute-value", "remove-the-bars", "definition-of-absolute-value"),
        accepts=("abs(x - 1) < 2 <=> -2 < x - 1 and x - 1 < 2",),
        refuses=("abs(x - 1) < 2 => x - 1 < -2",),
    ),
    Move(
        name="beyond-opposites",
        law="abs(a) > b <=> a > b or a < -b",
        why="The numbers whose absolute value is above b lie beyond b or below -b.",
        aliases=("absolute-value", "remove-the-bars", "definition-of-absolute-value"),
        accepts=("abs(x) > 2 <=> x > 2 or x < -2",),
        refuses=("abs(x) > 2 => x > 2",),
    ),
    Move(
        name="positive-product",
        law="a*b > 0 <=> (a > 0 and b > 0) or (a < 0 and b < 0)",
        why="A product is positive exactly when both factors have the same sign.",
        aliases=("sign-of-a-product", "signs-of-the-factors"),
        accepts=("(x - 1)*(x - 2) > 0 <=> (x - 1 > 0 and x - 2 > 0) or (x - 1 < 0 and x - 2 < 0)",),
        refuses=("(x - 1)*(x - 2) > 0 => x - 1 > 0 and x - 2 > 0",),
    ),
    Move(
        name="negative-product",
        law="a*b < 0 <=> (a > 0 and b < 0) or (a < 0 and b > 0)",
        why="A product is negative exactly when its factors have opposite signs.",
        aliases=("sign-of-a-product", "signs-of-the-factors"),
        accepts=("x*(x - 2) < 0 <=> (x > 0 and x - 2 < 0) or (x < 0 and x - 2 > 0)",),
        refuses=("x*(x - 2) < 0 => x < 0 and x - 2 < 0",),
    ),
    Move(
        name="exponentiate-an-inequality",
        law="a < b <=> exp(a) < exp(b)",
        why="The exponential function is increasing.",
        aliases=("exponentiate", "exponentiate-both-sides", "take-the-exponential", "monotone-function", "apply-exp"),
        accepts=("log(x) < 2 => x < exp(2)",),
        refuses=("log(x) < 2 => x > exp(2)",),
    ),
    Move(
        name="logarithm-of-an-inequality",
        law="a < b <=> log(a) < log(b)",
        why="The logarithm is increasing, on positive numbers.",
        needs="a > 0, b > 0",
        keeps="a > 0, b > 0",
        breaks="a = -1, b = 1",
        aliases=("take-the-logarithm", "logarithm", "take-logarithms", "take-logs", "monotone-function", "apply-log"),
        accepts=("exp(x) < 3 <=> x < log(3)",),
        refuses=("exp(x) < 3 => x > log(3)",),
    ),
    Move(
        name="transitivity",
        law="a < b, b < c => a < c",
        why="What is smaller than something smaller is smaller.",
        aliases=("transitive-property", "transitive"),
        accepts=("x < y, y < 3 => x < 3",),
        refuses=("x < y, y < 3 => x > 3",),
    ),
    Move(
        name="add-inequalities",
        law="a < b, c < d => a + c < b + d",
        why="Inequalities that point the same way may be added.",
        aliases=("add-the-inequalities", "add-them"),
        accepts=("x < 2, y < 3 => x + y < 5",),
        refuses=("x < 2, y < 3 => x + y < 4",),
    ),
)

EVERY: tuple[Move, ...] = (*MOVES, *ORDERS)


@lru_cache(maxsize=1)
def _index() -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = {}
    for official in (True, False):
        for move in EVERY:
            for name in (move.name,) if official else move.aliases:
                rows = found.setdefault(phrase(name.split("-")), [])
                if move not in rows:
                    rows.append(move)
    return found


def moves_named(words: str) -> tuple[Move, ...]:
    """The moves that some words may mean, those about equations first.

    >>> moves_named("square root both sides")[0].name
    'take-the-square-root'
    """
    said = words.replace("-", " ").split()
    for spelled in (said, usual(said)):
        found = _index().get(phrase(spelled))
        if found:
            return tuple(found)
    return ()
