"""Classic mistakes with equations and inequalities, a row each: the wrong move, what is right, and why.

A wrong move is written like a right one (``rows``); that it is false at ``breaks`` is asked of every row by the tests.

Contract: a resemblance, never a verdict. The line that is offered was proved to follow from the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as slot
from fractions import Fraction
from math import isqrt

from derivex.engine.bounds import Bounds
from derivex.equations.alike import by_arithmetic, same_statement
from derivex.equations.inclusion import judged
from derivex.equations.makes import Made, makes, tidied
from derivex.equations.rows import Move
from derivex.equations.signs import certain
from derivex.given import Given
from derivex.laws import Context
from derivex.mistakes.recognising import looks_like
from derivex.notation.statements import read_statement
from derivex.relations import FLIPPED
from derivex.routine import number_of
from derivex.substitution import rebuilt
from derivex.subterms import distinct
from derivex.term import App, Term, free_symbols, literal, number
from derivex.verdict import Proved

MAX_TRIED = 160  # statements that are compared for one step


@dataclass(frozen=True, slots=True)
class Slip:
    """One row: ``wrong`` is a law of a move and false, ``right`` the conclusion that is true.

    ``needs`` are conditions under which it is the mistake that it is called; ``takes`` and ``amount`` are as in a move.
    """

    name: str
    wrong: str
    right: str
    why: str
    breaks: str
    examples: tuple[str, ...]
    takes: str = ""
    amount: str = ""
    needs: str = ""
    move: Move = slot(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        move = Move(self.name, self.wrong, self.why, takes=self.takes, amount=self.amount, needs=self.needs)
        object.__setattr__(self, "move", move)

    @property
    def title(self) -> str:
        return self.name.replace("-", " ")


def _row(name: str, wrong: str, right: str, why: str, breaks: str, *examples: str, **more: str) -> Slip:
    return Slip(name, wrong, right, why, breaks, examples, **more)


SLIPS: tuple[Slip, ...] = (
    _row(
        "moved-without-changing-the-sign",
        "a + c = b => a = b + c",
        "a = b - c",
        "What is added on one side is subtracted on the other.",
        "a = 0, b = 1, c = 1",
        "x + 3 = 7 => x = 10",
        "2*x - 1 = 5 => 2*x = 4",
    ),
    _row(
        "moved-to-the-other-side-without-changing-the-sign",
        "a = b => a + b = 0",
        "a - b = 0",
        "What is brought to the other side is subtracted from both.",
        "a = 1, b = 1",
        "6*x - 12 = 3*(x - 2) => 6*x - 12 + 3*(x - 2) = 0",
    ),
    _row(
        "lost-a-minus",
        "-a = b => a = b",
        "a = -b",
        "Both sides change their signs.",
        "a = 1, b = -1",
        "-x = 3 => x = 3",
    ),
    _row(
        "divided-instead-of-multiplied",
        "a/c = b => a = b/c",
        "a = b*c",
        "A divisor is undone by multiplying.",
        "a = 2, b = 1, c = 2",
        "x/2 = 6 => x = 3",
    ),
    _row(
        "multiplied-one-side-only",
        "a/c = b => a = b",
        "a = b*c",
        "What is done to one side is done to the other.",
        "a = 2, b = 1, c = 2",
        "x/2 = 6 => x = 6",
    ),
    _row(
        "multiplied-one-summand-only",
        "a/c + b = d => a + b = c*d",
        "a + b*c = c*d",
        "Every summand of both sides is multiplied.",
        "a = 2, b = 1, c = 2, d = 2",
        "x/2 + 1 = 5 => x + 1 = 10",
    ),
    _row(
        "lost-the-negative-root",
        "a^2 = b => a = sqrt(b)",
        "a = sqrt(b) or a = -sqrt(b)",
        "Two numbers have that square, and they are opposite.",
        "a = -1, b = 1",
        "x^2 = 9 => x = 3",
        "(x - 1)^2 = 2 => x - 1 = sqrt(2)",
    ),
    _row(
        "halved-instead-of-taking-the-root",
        "a^2 = b => a = b/2",
        "a = sqrt(b) or a = -sqrt(b)",
        "A square is undone by a root.",
        "a = 1, b = 1",
        "x^2 = 16 => x = 8",
    ),
    _row(
        "squared-one-side-only",
        "sqrt(a) = b => a = b",
        "a = b^2",
        "Both sides are squared.",
        "a = 4, b = 2",
        "sqrt(x) = 3 => x = 3",
    ),
    _row(
        "lost-the-solution-of-a-factor",
        "a*c = 0 => a = 0",
        "a = 0 or c = 0",
        "A product is zero where any of its factors is.",
        "a = 1, c = 0",
        "x*(x - 1) = 0 => x - 1 = 0",
    ),
    _row(
        "divided-by-what-may-be-zero",
        "a*c = b*c => a = b",
        "a = b or c = 0",
        "Where what is divided by is zero, the line before holds whatever the rest is.",
        "a = 1, b = 2, c = 0",
        "x*y = 3*y => x = 3",
        "x^2 = 5*x => x = 5",
    ),
    _row(
        "and-instead-of-or",
        "a*b = 0 => a = 0 and b = 0",
        "a = 0 or b = 0",
        "One factor that is zero is enough.",
        "a = 0, b = 1",
        "(x - 1)*(x - 2) = 0 => x - 1 = 0 and x - 2 = 0",
    ),
    _row(
        "split-a-product-that-is-not-zero",
        "a*b = c => a = c or b = c",
        "a*b - c = 0",
        "Only of zero can be said that a factor must be it.",
        "a = 2, b = 3, c = 6",
        "(x + 3)*(2 - x) = 4 => x + 3 = 4 or 2 - x = 4",
    ),
    _row(
        "lost-the-negative-case",
        "abs(a) = b => a = b",
        "a = b or a = -b",
        "What stands between the bars may be negative.",
        "a = -1, b = 1",
        "abs(x - 1) = 3 => x - 1 = 3",
    ),
    _row(
        "divided-one-summand-only",
        "a*c + b = d => a + b = d/c",
        "a + b/c = d/c",
        "Every summand of both sides is divided.",
        "a = 1, b = 1, c = 2, d = 3",
        "2*x + 1 = 6 => x + 1 = 3",
    ),
    _row(
        "subtracted-instead-of-divided",
        "a*c = b => a = b - c",
        "a = b/c",
        "A factor is undone by dividing.",
        "a = 1, b = 2, c = 2",
        "2*x = 6 => x = 4",
    ),
    _row(
        "divided-instead-of-subtracted",
        "a + c = b => a = b/c",
        "a = b - c",
        "A summand is undone by subtracting.",
        "a = 1, b = 3, c = 2",
        "x + 2 = 6 => x = 3",
    ),
    _row(
        "fraction-upside-down",
        "a*c = b => a = c/b",
        "a = b/c",
        "What stood beside the unknown goes below the bar.",
        "a = 2, b = 2, c = 1",
        "2*x = 6 => x = 2/6",
    ),
    _row(
        "multiplied-instead-of-divided",
        "a*c = b => a = b*c",
        "a = b/c",
        "A factor is undone by dividing.",
        "a = 1, b = 2, c = 2",
        "2*x = 6 => x = 12",
    ),
    _row(
        "divided-one-side-only",
        "a*c = b => a = b",
        "a = b/c",
        "What is done to one side is done to the other.",
        "a = 1, b = 2, c = 2",
        "2*x = 6 => x = 6",
    ),
    _row(
        "subtracted-from-one-side-only",
        "a + c = b => a = b",
        "a = b - c",
        "What is done to one side is done to the other.",
        "a = 1, b = 2, c = 1",
        "x + 3 = 7 => x = 7",
    ),
    _row(
        "squared-each-summand",
        "a + b = c => a^2 + b^2 = c^2",
        "(a + b)^2 = c^2",
        "The square of a sum is not the sum of the squares.",
        "a = 1, b = 1, c = 2",
        "x + 1 = 3 => x^2 + 1 = 9",
        "sqrt(x) + 2 = y => x + 4 = y^2",
    ),
    _row(
        "root-of-each-summand",
        "a^2 + b^2 = c^2 => a + b = c",
        "a^2 + b^2 = c^2",
        "The root of a sum is not the sum of the roots.",
        "a = 3, b = 4, c = 5",
        "x^2 + y^2 = 25 => x + y = 5",
    ),
    _row(
        "reciprocal-of-each-summand",
        "1/a = 1/b + 1/c => a = b + c",
        "a = b*c/(b + c)",
        "The reciprocal of a sum is not the sum of the reciprocals.",
        "a = 1, b = 2, c = 2",
        "1/x = 1/2 + 1/3 => x = 5",
    ),
    _row(
        "logarithm-of-each-summand",
        "exp(a) + exp(b) = c => a + b = log(c)",
        "log(exp(a) + exp(b)) = log(c)",
        "The logarithm of a sum is not the sum of the logarithms.",
        "a = 0, b = 0, c = 2",
        "exp(x) + exp(y) = 5 => x + y = log(5)",
    ),
    _row(
        "added-the-arguments-of-logarithms",
        "log(a) + log(b) = log(c) => a + b = c",
        "a*b = c",
        "The sum of logarithms is the logarithm of the product.",
        "a = 2, b = 3, c = 6",
        "log(x) + log(2) = log(6) => x + 2 = 6",
    ),
    _row(
        "added-the-arguments-of-logarithms",
        "log(a) + log(b) = c => a + b = exp(c)",
        "a*b = exp(c)",
        "The sum of logarithms is the logarithm of the product.",
        "a = 1, b = 1, c = 0",
        "log(x) + log(2) = 3 => x + 2 = exp(3)",
    ),
    _row(
        "lost-a-minus",
        "-(a*c) = b => a = b/c",
        "a = -b/c",
        "Both sides change their signs.",
        "a = 1, b = -1, c = 1",
        "-2*x = 6 => x = 3",
    ),
    _row(
        "signs-of-the-solutions",
        "(a + c)*(b + d) = 0 => a = c or b = d",
        "a = -c or b = -d",
        "A factor is zero where its parts are opposite.",
        "a = 1, c = -1, b = 0, d = 2",
        "(x - 2)*(x - 3) = 0 => x = -2 or x = -3",
    ),
    _row(
        "squared-each-summand",
        "sqrt(a) = b + c => a = b^2 + c^2",
        "a = (b + c)^2",
        "The square of a sum is not the sum of the squares.",
        "a = 4, b = 1, c = 1",
        "sqrt(x) = y + 1 => x = y^2 + 1",
    ),
    _row(
        "squared-each-summand",
        "sqrt(a) = b - c => a = b^2 - c^2",
        "a = (b - c)^2",
        "The square of a difference is not the difference of the squares.",
        "a = 1, b = 2, c = 1",
        "sqrt(x + 1) = x - 1 => x + 1 = x^2 - 1",
    ),
    _row(
        "multiplied-one-side-only",
        "a = b => a*c = b",
        "a*c = b*c",
        "What is done to one side is done to the other.",
        "a = 1, b = 1, c = 2",
        "x/2 + x/3 = 5 => 3*x + 2*x = 5",
        takes="c",
        amount="y/x",
        needs="c > 1",
    ),
    _row(
        "forgot-to-turn-the-inequality",
        "a < b => a*c < b*c",
        "a*c > b*c",
        "Multiplied or divided by a negative number, an inequality turns around.",
        "a = 1, b = 2, c = -1",
        "-x >= 3 => x >= -3",
        takes="c",
        amount="y/x",
        needs="c < 0",
    ),
    _row(
        "forgot-to-turn-the-inequality",
        "a < b => a/c < b/c",
        "a/c > b/c",
        "Multiplied or divided by a negative number, an inequality turns around.",
        "a = 1, b = 2, c = -1",
        "-2*x < 4 => x < -2",
        takes="c",
        amount="x/y",
        needs="c < 0",
    ),
    _row(
        "turned-the-inequality-without-need",
        "a < b => a/c > b/c",
        "a/c < b/c",
        "Multiplied or divided by a positive number, an inequality stays as it is.",
        "a = 1, b = 2, c = 1",
        "2*x < 4 => x > 2",
        takes="c",
        amount="x/y",
        needs="c > 0",
    ),
    _row(
        "multiplied-an-inequality-by-an-unknown-sign",
        "a/c < b => a < b*c",
        "a/c < b",
        "Where what is multiplied by is negative, the inequality turns around.",
        "a = 1, b = 0, c = -1",
        "1/x < 2 => 1 < 2*x",
    ),
    _row(
        "divided-an-inequality-by-an-unknown-sign",
        "a*c < b*c => a < b",
        "a*c < b*c",
        "Where what is divided by is negative, the inequality turns around.",
        "a = 2, b = 1, c = -1",
        "x^2 < 3*x => x < 3",
    ),
    _row(
        "reciprocals-not-turned",
        "a < b => 1/a < 1/b",
        "1/a > 1/b",
        "The greater of two positive numbers has the smaller reciprocal.",
        "a = 1, b = 2",
        "x > 2 => 1/x > 1/2",
    ),
    _row(
        "lost-the-negative-side",
        "a^2 > b => a > sqrt(b)",
        "a > sqrt(b) or a < -sqrt(b)",
        "Numbers far below zero have great squares, too.",
        "a = -2, b = 1",
        "x^2 > 4 => x > 2",
    ),
    _row(
        "lost-the-side-below",
        "abs(a) > b => a > b",
        "a > b or a < -b",
        "Numbers far below zero have great absolute values, too.",
        "a = -2, b = 1",
        "abs(x) > 2 => x > 2",
    ),
    _row(
        "squared-an-inequality-of-any-sign",
        "a < b => a^2 < b^2",
        "a < b",
        "Of numbers below zero, the smaller one has the greater square.",
        "a = -2, b = 1",
        "x < 3 => x^2 < 9",
    ),
    _row(
        "signs-of-a-positive-product",
        "a*b > 0 => a > 0 and b > 0",
        "(a > 0 and b > 0) or (a < 0 and b < 0)",
        "Two negative factors have a positive product.",
        "a = -1, b = -1",
        "(x - 1)*(x - 2) > 0 => x - 1 > 0 and x - 2 > 0",
    ),
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The mistake that a step looks like, and the line as it should have been, if that is known."""

    name: str
    why: str
    corrected: Term | None = None

    def said(self) -> str:
        """What the reader is told."""
        from derivex.notation.write import plain  # the edge

        return "; ".join(self.remarks(plain))

    def remarks(self, shown: Callable[[Term], str]) -> tuple[str, ...]:
        """What it looks like, and then, if that is known, the line as it should have been."""
        why = self.why[0].lower() + self.why[1:].rstrip(".")
        like = f"looks like: {self.name.replace('-', ' ')}; {why}"
        return (like,) if self.corrected is None else (like, f"rightly, the line is {shown(self.corrected)}")


# what may be said where the move is right and only its need isn't met
UNMET = frozenset(
    {
        "divided-by-what-may-be-zero",
        "lost-the-solution-of-a-factor",
        "multiplied-an-inequality-by-an-unknown-sign",
        "divided-an-inequality-by-an-unknown-sign",
    }
)


def slipped(
    before: App, after: App, context: Context = Context(), *, only: frozenset[str] | None = None
) -> Likeness | None:
    """The first mistake of the rows that would lead from one statement to the other; None if none does.

    With ``only``, the first of these rows: where a move is right and its need isn't met, nothing else is to blame.

    >>> found = slipped(read_statement("x^2 = 9"), read_statement("x = 3"))
    >>> for part in found.said().split("; "):
    ...     print(part)
    looks like: lost the negative root
    two numbers have that square, and they are opposite
    rightly, the line is x = 3 or x = -3
    """
    left = MAX_TRIED
    if before.head not in ("and", "or"):
        line = after if after.head not in ("and", "or") else after.args[0]
        for slip in SLIPS if only is None else (each for each in SLIPS if each.name in only):
            if line is after or slip.move.conclusion.head == after.head:
                for made in _made(slip, before, line, context.given):
                    left -= 1
                    if left < 0:
                        return None
                    if _is(made.conclusion, after):
                        return Likeness(slip.name, slip.why, _corrected(slip, made, before, context.given))
    return _on_a_side(before, after, context) if only is None else None


def _made(slip: Slip, before: App, line: Term, given: Given) -> Iterator[Made]:
    if not isinstance(line, App) or line.head in ("and", "or"):
        return
    for made in makes((before,), line, (), (slip.move,)):
        if all(certain(need, given) for need in made.needs):
            yield made


def _is(made: App, after: App) -> bool:
    if made.head not in ("and", "or") and after.head in ("and", "or"):
        return False
    return same_statement(made, after)


def _corrected(slip: Slip, made: Made, before: App, given: Given) -> Term | None:
    """The line as it should have been, if that is another one and follows."""
    right = _right(slip, made)
    if right is None or same_statement(right, before):
        return None
    line = turned(neat(right))
    return line if isinstance(judged("=>", before, line, given, Bounds(seconds=1)), Proved) else None


def turned(statement: Term) -> Term:
    """``2 < x`` as ``x > 2``: what is known stands on the right."""
    if not isinstance(statement, App):
        return statement
    if statement.head in ("and", "or"):
        return App(statement.head, tuple(map(turned, statement.args)))
    left, right = statement.args
    if literal(left) is not None and literal(right) is None:
        return App(FLIPPED[statement.head], (right, left))
    return statement


def _right(slip: Slip, made: Made) -> Term | None:
    values = dict(made.values)
    right = read_statement(slip.right)
    move = Move(slip.name, f"a = a => {slip.right}", slip.why)
    weak = made.conclusion.head in ("<=", ">=")
    found = (_weak(move) if weak else move).made(values) if free_symbols(right) <= values.keys() else None
    return None if found is None or same_statement(found, made.conclusion) else found


def neat(term: Term) -> Term:
    """A line as a person writes it: numbers worked out, roots of square numbers too."""
    if not isinstance(term, App):
        return term
    args = tuple(map(neat, term.args))
    done = term if args == term.args else rebuilt(term.head, args)
    value = number_of(done)
    if value is not None:
        return number(value)
    match done:
        case App("sqrt", (inside,)) if (size := literal(inside)) is not None and size >= 0 and size.denominator == 1:
            root = isqrt(size.numerator)
            return number(Fraction(root)) if root * root == size else done
    if not isinstance(done, App) or done.head not in ("+", "*", "/", "neg") or _multiplies_sums(done):
        return done
    return tidied(done)


def _multiplies_sums(term: Term) -> bool:
    return any(
        isinstance(part, App) and part.head in ("*", "^") and any(map(_is_sum, part.args)) for part in distinct(term)
    )


def _is_sum(term: Term) -> bool:
    return isinstance(term, App) and term.head == "+"


def _weak(move: Move) -> Move:
    text = move.law.replace(" < ", " <= ").replace(" > ", " >= ")
    return Move(move.name, text, move.why)


def _on_a_side(before: App, after: App, context: Context) -> Likeness | None:
    """One side that stays, and a mistake in the other one; or different amounts on both."""
    if before.head in ("and", "or") or before.head != after.head:
        return None
    pairs = list(zip(before.args, after.args, strict=True))
    changed = [pair for pair in pairs if not by_arithmetic(*pair)]
    if len(changed) == 1:
        found = looks_like(*changed[0], context)
        if found is not None:
            corrected = found.corrected
            line = None
            if corrected is not None:
                line = App(after.head, tuple(corrected if pair is changed[0] else pair[1] for pair in pairs))
            return Likeness(found.mistake.name, found.mistake.why, line)
    return None
