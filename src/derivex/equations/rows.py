"""The moves between equations, a row each: what is done, what the author names, and what it needs.

Those between inequalities are in the next room. A law is written with ``=>`` or, where the way back holds as well,
``<=>``. Where the way back has a condition, ``keeps`` states it: multiplying both sides by c may gain the points at
which c is zero. ``amount`` says how the letter that the author gives (``takes``) is read off: from a side before,
x, and the same side after, y. A row with several premises combines equations.

>>> [move.title for move in MOVES if move.takes][:2]
['add to both sides', 'subtract from both sides']
>>> MOVES[4].law, MOVES[4].keeps
('a = b <=> a/c = b/c', 'c != 0')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as slot
from functools import lru_cache

from derivex.errors import BadRule, InputError
from derivex.notation.names import Names
from derivex.notation.statements import read_statement
from derivex.substitution import substitute
from derivex.term import App, Term

FUNCTION = "f"
ARROWS = (" <=> ", " => ")


@dataclass(frozen=True, slots=True)
class Move:
    """One move between equations or inequalities: its law, why it is sound, and what it needs.

    ``law`` is ``"premise, premise => conclusion"`` over letters that stand for any terms, the conclusion a statement
    (``a = 0 or b = 0``). A law about ``<`` is one about ``<=``, too, and either side may stand on the left.
    ``needs`` are conditions without which the move isn't made at all, ``keeps`` those under which no solution is
    gained, ``breaks`` a point at which the law fails without them; ``accepts`` and ``refuses`` are steps.
    Errors: ``BadRule`` for a law that can't be read.
    """

    name: str
    law: str
    why: str
    takes: str = ""
    amount: str = ""
    keeps: str = ""
    needs: str = ""
    aliases: tuple[str, ...] = ()
    breaks: str = ""
    accepts: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    premises: tuple[App, ...] = slot(init=False, repr=False, compare=False)
    conclusion: App = slot(init=False, repr=False, compare=False)
    both_ways: bool = slot(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        arrow = next((each for each in ARROWS if each in self.law), None)
        if arrow is None:
            raise BadRule(f"the law of {self.name} has no arrow", remedy='write it as "a = b => a + c = b + c"')
        before, _, after = self.law.partition(arrow)
        object.__setattr__(self, "premises", tuple(map(_statement, before.split(", "))))
        object.__setattr__(self, "conclusion", _statement(after))
        object.__setattr__(self, "both_ways", arrow == " <=> ")

    @property
    def title(self) -> str:
        """The name as people say it."""
        return self.name.replace("-", " ")

    @property
    def conclusions(self) -> tuple[App, ...]:
        """The alternatives of the conclusion, one of which holds."""
        if self.conclusion.head != "or":
            return (self.conclusion,)
        return tuple(each for each in self.conclusion.args if isinstance(each, App))

    @property
    def relation(self) -> str:
        """The relation that the law is about."""
        return self.premises[0].head

    def weak(self) -> Move:
        """The same law about ``<=``; the move itself where it is about equations."""
        if self.relation not in WEAK:
            return self
        found = replace(self)
        object.__setattr__(found, "premises", tuple(_weakened(each) for each in self.premises))
        object.__setattr__(found, "conclusion", _weakened(self.conclusion))
        return found

    def filled(self, values: Mapping[str, Term]) -> tuple[App, ...]:
        """The conclusions with terms in the place of letters."""
        return tuple(_filled(each, values) for each in self.conclusions)

    def made(self, values: Mapping[str, Term]) -> App:
        """The conclusion with terms in the place of letters, as one statement."""
        return _filled(self.conclusion, values)

    def conditions(self, text: str, values: Mapping[str, Term]) -> tuple[App, ...]:
        """The conditions of the row, ``keeps`` or ``needs``, about those terms."""
        return tuple(_filled(_statement(each), values) for each in text.split(", ")) if text else ()


def _filled(statement: App, values: Mapping[str, Term]) -> App:
    found = substitute(statement, values)
    assert isinstance(found, App)
    return found


def _weakened(statement: Term) -> App:
    assert isinstance(statement, App)
    if statement.head in ("and", "or"):
        return App(statement.head, tuple(map(_weakened, statement.args)))
    return App(WEAK.get(statement.head, statement.head), statement.args)


WEAK = {"<": "<=", ">": ">="}


@lru_cache(maxsize=1_024)
def _statement(text: str) -> App:
    try:
        return read_statement(text, names=Names(functions=frozenset({FUNCTION})))
    except InputError as error:
        raise BadRule(f"{text} can't be read: {error}") from error


MOVES: tuple[Move, ...] = (
    Move(
        name="swap-sides",
        law="a = b <=> b = a",
        why="An equation may be read from either side.",
        aliases=("symmetric-property", "swap-lhs-with-rhs", "exchange-sides", "exchange-the-sides", "turn-around"),
        accepts=("3 = x <=> x = 3",),
        refuses=("3 = x => x = -3",),
    ),
    Move(
        name="add-to-both-sides",
        law="a = b <=> a + c = b + c",
        why="Equal things stay equal when the same is added to both.",
        takes="c",
        amount="y - x",
        aliases=(
            *("add", "add-on-both-sides", "add-the-same-to-both-sides"),
            *("bring-to-the-other-side", "add-to-each-side", "plus"),
        ),
        accepts=("x - 3 = 7 <=> x = 10", "x = 5 - y <=> x + y = 5"),
        refuses=("x - 3 = 7 => x = 7", "x - 3 = 7 => x = 4"),
    ),
    Move(
        name="subtract-from-both-sides",
        law="a = b <=> a - c = b - c",
        why="Equal things stay equal when the same is taken from both.",
        takes="c",
        amount="x - y",
        aliases=(
            *("subtract", "subtract-on-both-sides", "take-from-both-sides"),
            *("move-to-the-other-side", "bring-over", "subtract-from-each-side", "minus"),
        ),
        accepts=("2*x + 3 = 7 <=> 2*x = 4", "x + y = 5 <=> x = 5 - y"),
        refuses=("6*x - 12 = 3*(x - 2) => 6*x - 12 + 3*(x - 2) = 0", "x + 3 = 7 => x = 10"),
    ),
    Move(
        name="multiply-both-sides",
        law="a = b <=> a*c = b*c",
        why="Equal things stay equal when both are multiplied by the same; by zero, unequal things become equal.",
        takes="c",
        amount="y/x",
        keeps="c != 0",
        breaks="a = 1, b = 2, c = 0",
        aliases=(
            *("multiply", "multiply-both-sides-by", "multiply-through", "cross-multiply", "cross-multiplication"),
            *("clear-denominators", "clear-fractions", "clear-the-denominators", "multiply-by", "times"),
        ),
        accepts=("x/2 = 5 <=> x = 10", "3/x = y => 3 = x*y"),
        refuses=("x/2 + 1 = 5 => x + 1 = 10",),
    ),
    Move(
        name="divide-both-sides",
        law="a = b <=> a/c = b/c",
        why="Equal things stay equal when both are divided by the same, which must not be zero.",
        takes="c",
        amount="x/y",
        keeps="c != 0",
        needs="c != 0",
        breaks="a = 1, b = 1, c = 0",
        aliases=("divide", "divide-by", "divide-both-sides-by", "divide-through", "cancel-on-both-sides"),
        accepts=("2*x = 4 <=> x = 2", "x*y = 3*y => x = 3"),
        refuses=("2*x = 4 => x = 4", "2*x + 1 = 4 => x + 1 = 2"),
    ),
    Move(
        name="square-both-sides",
        law="a = b => a^2 = b^2",
        why="Squares of equal things are equal; those of opposite things are, too.",
        keeps="a + b != 0",
        breaks="a = 1, b = -1",
        aliases=("square", "square-each-side", "squaring"),
        accepts=("sqrt(x) = 3 => x = 9", "sqrt(x + 3) = x - 3 => x + 3 = (x - 3)^2"),
        refuses=("sqrt(x) = 3 => x = 3", "sqrt(x) + 1 = 3 => x + 1 = 9"),
    ),
    Move(
        name="take-the-reciprocal",
        law="a = b <=> 1/a = 1/b",
        why="Equal things that aren't zero have equal reciprocals.",
        needs="a != 0",
        breaks="a = 0, b = 0",
        aliases=(
            *("reciprocal", "reciprocal-of-both-sides", "take-reciprocals", "invert-both-sides", "invert"),
            *("turn-both-sides-over", "flip-both-sides"),
        ),
        accepts=("1/x = 1/3 <=> x = 3",),
        refuses=("1/x = 1/2 + 1/3 => x = 2 + 3",),
    ),
    Move(
        name="raise-both-sides-to-a-power",
        law="a = b => a^c = b^c",
        why="Powers of equal things with the same exponent are equal.",
        takes="c",
        needs="c > 0",
        breaks="a = 0, b = 0, c = -1",
        aliases=("raise-both-sides-to-power", "raise-both-sides-to", "raise-to", "cube-both-sides", "cube"),
        accepts=("x^(1/3) = 2 => x = 8",),
        refuses=("x^(1/3) = 2 => x = 6",),
    ),
    Move(
        name="take-the-square-root",
        law="a^2 = b <=> a = sqrt(b) or a = -sqrt(b)",
        why="Two numbers have the same square exactly when they are equal or opposite.",
        aliases=(
            *("square-root", "square-root-both-sides", "square-root-of-both-sides", "take-square-roots"),
            *(
                "take-square-root",
                "take-root",
                "take-the-root",
                "extract-the-root",
                "take-the-square-root-of-both-sides",
            ),
        ),
        accepts=("x^2 = 9 <=> x = 3 or x = -3", "(x - 1)^2 = 2 => x - 1 = sqrt(2) or x - 1 = -sqrt(2)"),
        refuses=("x^2 = 9 => x = 3",),
    ),
    Move(
        name="zero-product",
        law="a*b = 0 <=> a = 0 or b = 0",
        why="A product is zero exactly when one of its factors is.",
        aliases=("zero-product-property", "null-factor-law", "product-is-zero", "zero-factor"),
        accepts=("(x - 2)*(x + 3) = 0 <=> x - 2 = 0 or x + 3 = 0",),
        refuses=("(x - 2)*(x + 3) = 6 => x - 2 = 6 or x + 3 = 6",),
    ),
    Move(
        name="exponentiate-both-sides",
        law="a = b => exp(a) = exp(b)",
        why="Equal things have the same exponential; of real things only equal ones have.",
        aliases=("exponentiate", "take-the-exponential", "apply-exp-to-both-sides", "apply-exp"),
        accepts=("log(x) = 2 => x = exp(2)",),
        refuses=("log(x) + 1 = 2 => x + e = exp(2)",),
    ),
    Move(
        name="take-the-logarithm",
        law="a = b => log(a) = log(b)",
        why="Equal things have the same logarithm, where they have one.",
        needs="a != 0",
        breaks="a = 0, b = 0",
        aliases=(
            *("logarithm", "take-logarithms", "take-logarithms-of-both-sides", "take-the-logarithm-of-both-sides"),
            *("log-both-sides", "take-logs", "take-log", "apply-log", "apply-log-to-both-sides", "take-ln"),
        ),
        accepts=("exp(x) = 3 => x = log(3)",),
        refuses=("exp(x) + 1 = 3 => x + 0 = log(3)",),
    ),
    Move(
        name="take-the-absolute-value",
        law="a = b => abs(a) = abs(b)",
        why="Equal things have the same absolute value; opposite things do, too.",
        keeps="a + b != 0",
        breaks="a = 1, b = -1",
        aliases=("absolute-value-of-both-sides",),
        accepts=("x = 3 => abs(x) = 3",),
        refuses=("x = -3 => abs(x) = -3",),
    ),
    Move(
        name="absolute-value-equation",
        law="abs(a) = b => a = b or a = -b",
        why="What has the absolute value b is b or its opposite.",
        aliases=("remove-the-bars", "definition-of-absolute-value", "split-absolute-value", "absolute-value"),
        accepts=("abs(x - 1) = 3 <=> x - 1 = 3 or x - 1 = -3",),
        refuses=("abs(x - 1) = 3 => x - 1 = 3",),
    ),
    Move(
        name="compare-exponents",
        law="a^b = a^c <=> b = c",
        why="Powers of a positive number other than one are equal exactly when their exponents are.",
        needs="a > 0, a != 1",
        breaks="a = 1, b = 1, c = 2",
        aliases=("equate-exponents", "same-base"),
        accepts=("2^x = 2^3 <=> x = 3",),
        refuses=("2^x = 3^x => 2 = 3",),
    ),
    Move(
        name="compare-arguments",
        law="log(a) = log(b) <=> a = b",
        why="Numbers with the same logarithm are equal.",
        needs="a != 0",
        breaks="a = 0, b = 0",
        aliases=("drop-logarithms", "equate-arguments"),
        accepts=("log(2*x) = log(6) <=> 2*x = 6",),
        refuses=("log(x) + log(2) = log(6) => x + 2 = 6",),
    ),
    Move(
        name="conjugate-both-sides",
        law="a = b <=> conjugate(a) = conjugate(b)",
        why="Equal things have equal conjugates.",
        accepts=("z complex: z = I <=> conjugate(z) = conjugate(I)",),
        refuses=("z complex: z = I => conjugate(z) = I",),
    ),
    Move(
        name="add-equations",
        law="a = b, c = d => a + c = b + d",
        why="Equal things added to equal things are equal.",
        aliases=("add-expr-1-to-expr-2", "add-the-equations", "add-both-equations", "add-them"),
        accepts=("x + y = 5, x - y = 1 => 2*x = 6",),
        refuses=("x + y = 5, x - y = 1 => 2*x = 4",),
    ),
    Move(
        name="subtract-equations",
        law="a = b, c = d => c - a = d - b",
        why="Equal things taken from equal things leave equal things.",
        aliases=("subtract-expr-1-from-expr-2", "subtract-the-equations", "subtract-both-equations"),
        accepts=("x + y = 5, x - y = 1 => 2*y = 4",),
        refuses=("x + y = 5, x - y = 1 => 2*y = 6",),
    ),
    Move(
        name="multiply-equations",
        law="a = b, c = d => a*c = b*d",
        why="Equal things times equal things are equal.",
        aliases=("multiply-expr-1-by-expr-2", "multiply-the-equations"),
        accepts=("x = 2, y = 3 => x*y = 6",),
        refuses=("x = 2, y = 3 => x*y = 5",),
    ),
    Move(
        name="divide-equations",
        law="a = b, c = d => a/c = b/d",
        why="Equal things over equal things that aren't zero are equal.",
        needs="c != 0",
        breaks="a = 1, b = 1, c = 0, d = 0",
        aliases=("divide-expr-1-by-expr-2", "divide-the-equations"),
        accepts=("x = 6, y = 3 => x/y = 2",),
        refuses=("x = 6, y = 3 => x/y = 3",),
    ),
    Move(
        name="equate",
        law="a = b, a = c => b = c",
        why="What equals the same thing is equal.",
        aliases=(
            *("transitive-property", "lhs-of-expr-1-equals-lhs-of-expr-2", "rhs-of-expr-1-equals-rhs-of-expr-2"),
            *("set-equal", "equate-both"),
        ),
        accepts=("y = x + 1, y = 3 - x => x + 1 = 3 - x",),
        refuses=("y = x + 1, y = 3 - x => x + 1 = x - 3",),
    ),
)
