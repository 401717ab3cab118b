"""The moves between equations, a row each: what is done, what the author names, and what it needs.

A law is written with ``=>`` or, where the way back holds as well, ``<=>``. Where the way back has a
condition, ``keeps`` states it: multiplying both sides by c may gain the points at which c is zero.
``amount`` says how the letter that the author gives (``takes``) is read off: from a side before, x, and
the same side after, y. A row with several premises combines equations.

>>> [move.title for move in MOVES if move.takes][:2]
['add to both sides', 'subtract from both sides']
>>> move_named("divide both sides by").keeps
'c != 0'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as slot

from derivex.book import phrase
from derivex.errors import BadRule, InputError
from derivex.notation.names import Names
from derivex.notation.plain import read_relation
from derivex.substitution import substitute
from derivex.term import App, Term

FUNCTION = "f"
ARROWS = (" <=> ", " => ")


@dataclass(frozen=True, slots=True)
class Move:
    """One move between equations: its law, why it is sound, and what it needs.

    ``law`` is ``"premise, premise => conclusion or conclusion"`` over letters that stand for any terms;
    ``keeps`` the condition under which no solution is gained, ``needs`` one without which the move isn't
    made at all. Errors: ``BadRule`` for a law that can't be read.
    """

    name: str
    law: str
    why: str
    takes: str = ""
    amount: str = ""
    keeps: str = ""
    needs: str = ""
    aliases: tuple[str, ...] = ()
    premises: tuple[App, ...] = slot(init=False, repr=False, compare=False)
    conclusions: tuple[App, ...] = slot(init=False, repr=False, compare=False)
    both_ways: bool = slot(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        arrow = next((each for each in ARROWS if each in self.law), None)
        if arrow is None:
            raise BadRule(f"the law of {self.name} has no arrow", remedy='write it as "a = b => a + c = b + c"')
        before, _, after = self.law.partition(arrow)
        object.__setattr__(self, "premises", tuple(map(_equation, before.split(", "))))
        object.__setattr__(self, "conclusions", tuple(map(_equation, after.split(" or "))))
        object.__setattr__(self, "both_ways", arrow == " <=> ")

    @property
    def title(self) -> str:
        """The name as people say it."""
        return self.name.replace("-", " ")

    def filled(self, values: Mapping[str, Term]) -> tuple[App, ...]:
        """The conclusions with terms in the place of letters."""
        return tuple(App(each.head, tuple(substitute(side, values) for side in each.args)) for each in self.conclusions)

    def condition(self, text: str, values: Mapping[str, Term]) -> App | None:
        """A condition of the row, ``keeps`` or ``needs``, about those terms; None for an empty one."""
        if not text:
            return None
        written = read_relation(text)
        assert isinstance(written, App)
        return App(written.head, tuple(substitute(side, values) for side in written.args))


def _equation(text: str) -> App:
    try:
        found = read_relation(text, names=Names(functions=frozenset({FUNCTION})))
    except InputError as error:
        raise BadRule(f"{text} can't be read: {error}") from error
    assert isinstance(found, App)
    return found


MOVES: tuple[Move, ...] = (
    Move(
        name="swap-sides",
        law="a = b <=> b = a",
        why="An equation may be read from either side.",
        aliases=("symmetric-property", "swap-lhs-with-rhs", "exchange-sides", "turn-around"),
    ),
    Move(
        name="add-to-both-sides",
        law="a = b <=> a + c = b + c",
        why="Equal things stay equal when the same is added to both.",
        takes="c",
        amount="y - x",
        aliases=("add-the-same-to-both-sides", "add-x-to-both-sides", "bring-to-the-other-side"),
    ),
    Move(
        name="subtract-from-both-sides",
        law="a = b <=> a - c = b - c",
        why="Equal things stay equal when the same is taken from both.",
        takes="c",
        amount="x - y",
        aliases=("subtract-x-from-both-sides", "take-from-both-sides", "move-to-the-other-side"),
    ),
    Move(
        name="multiply-both-sides",
        law="a = b <=> a*c = b*c",
        why="Equal things stay equal when both are multiplied by the same; by zero, unequal things become equal.",
        takes="c",
        amount="y/x",
        keeps="c != 0",
        aliases=("multiply-both-sides-by", "multiply-through", "cross-multiply", "clear-denominators"),
    ),
    Move(
        name="divide-both-sides",
        law="a = b <=> a/c = b/c",
        why="Equal things stay equal when both are divided by the same, which must not be zero.",
        takes="c",
        amount="x/y",
        keeps="c != 0",
        needs="c != 0",
        aliases=("divide-both-sides-by", "divide-through", "cancel-on-both-sides"),
    ),
    Move(
        name="square-both-sides",
        law="a = b => a^2 = b^2",
        why="Squares of equal things are equal; those of opposite things are, too.",
        keeps="a + b != 0",
    ),
    Move(
        name="take-the-reciprocal",
        law="a = b <=> 1/a = 1/b",
        why="Equal things that aren't zero have equal reciprocals.",
        needs="a != 0",
        aliases=("reciprocal-of-both-sides", "invert-both-sides", "turn-both-sides-over"),
    ),
    Move(
        name="raise-both-sides-to-a-power",
        law="a = b => a^c = b^c",
        why="Powers of equal things with the same exponent are equal.",
        takes="c",
        aliases=("raise-both-sides-to-power", "cube-both-sides"),
    ),
    Move(
        name="take-the-square-root",
        law="a^2 = b => a = sqrt(b) or a = -sqrt(b)",
        why="Two numbers have the same square exactly when they are equal or opposite.",
        aliases=("square-root-both-sides", "square-root-of-both-sides", "take-square-roots", "extract-the-root"),
    ),
    Move(
        name="zero-product",
        law="a*b = 0 <=> a = 0 or b = 0",
        why="A product is zero exactly when one of its factors is.",
        aliases=("zero-product-property", "null-factor-law"),
    ),
    Move(
        name="exponentiate-both-sides",
        law="a = b <=> exp(a) = exp(b)",
        why="Equal things have the same exponential, and real things with the same exponential are equal.",
        aliases=("take-the-exponential", "apply-exp-to-both-sides"),
    ),
    Move(
        name="take-the-logarithm",
        law="a = b <=> log(a) = log(b)",
        why="Equal things have the same logarithm, where they have one.",
        needs="a != 0",
        aliases=("take-logarithms", "log-both-sides", "take-logs"),
    ),
    Move(
        name="take-the-absolute-value",
        law="a = b => abs(a) = abs(b)",
        why="Equal things have the same absolute value; opposite things do, too.",
        aliases=("absolute-value-of-both-sides",),
    ),
    Move(
        name="conjugate-both-sides",
        law="a = b <=> conjugate(a) = conjugate(b)",
        why="Equal things have equal conjugates.",
    ),
    Move(
        name="add-equations",
        law="a = b, c = d => a + c = b + d",
        why="Equal things added to equal things are equal.",
        aliases=("add-expr-1-to-expr-2", "add-the-equations"),
    ),
    Move(
        name="subtract-equations",
        law="a = b, c = d => c - a = d - b",
        why="Equal things taken from equal things leave equal things.",
        aliases=("subtract-expr-1-from-expr-2", "subtract-the-equations"),
    ),
    Move(
        name="multiply-equations",
        law="a = b, c = d => a*c = b*d",
        why="Equal things times equal things are equal.",
        aliases=("multiply-expr-1-by-expr-2",),
    ),
    Move(
        name="divide-equations",
        law="a = b, c = d => a/c = b/d",
        why="Equal things over equal things that aren't zero are equal.",
        needs="c != 0",
        aliases=("divide-expr-1-by-expr-2",),
    ),
    Move(
        name="equate",
        law="a = b, a = c => b = c",
        why="What equals the same thing is equal.",
        aliases=("transitive-property", "lhs-of-expr-1-equals-lhs-of-expr-2", "rhs-of-expr-1-equals-rhs-of-expr-2"),
    ),
)


def move_named(words: str) -> Move | None:
    """The move that some words mean; None if there is none.

    >>> move_named("square root both sides").name
    'take-the-square-root'
    """
    said = phrase(words.replace("-", " ").split())
    for move in MOVES:
        if said in {phrase(name.split("-")) for name in (move.name, *move.aliases)}:
            return move
    return None
