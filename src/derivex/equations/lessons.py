"""Equations and inequalities in one unknown, with fractions, roots and exponents too: a lesson, one move a line.

Denominators are multiplied away, a root alone on its side is squared away, powers of one base are compared; an
inequality is freed like an equation, turned where its factor is negative, or brought to zero and factored, and its
solution set read off the line. What only follows (``=>``) is tried at the end.

Contract: proposals only, as in ``solutions``: the arrow of every line was asked of ``judged``, and whoever asks has
the lines verified. None where no way is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm

from derivex.book.exponentials import perfect_power
from derivex.book.polynomials import expanded, factored, quotient
from derivex.comparison import key, parts, same
from derivex.engine.bounds import Bounds
from derivex.equations.inclusion import judged
from derivex.equations.inverting import inverted
from derivex.equations.isolation import linear
from derivex.equations.line import solved as solution_set
from derivex.equations.solutions import Line, isolating, solved
from derivex.given import Given
from derivex.notation.statements import EQUIVALENT, FALSE, IMPLIES
from derivex.notation.write import plain
from derivex.relations import FLIPPED
from derivex.subterms import heads
from derivex.term import ZERO, App, Num, Sym, Term, add, free_symbols, is_head, literal, multiply, number, subtract
from derivex.tidying import gathered
from derivex.verdict import Proved
from derivex.views import factors

MAX_ROUNDS = 4  # of getting rid of fractions and roots
SECONDS = 2
ORDERS = ("<", "<=", ">", ">=")
POLYNOMIAL = frozenset({"+", "*", "^", "neg"})
SOLVE, CHECK = "solve", "check"

Arrowed = tuple[str, App, str]  # the arrow, the statement, and the move


def lesson(statement: App, unknown: str, given: Given = Given()) -> tuple[Arrowed, ...]:
    """The lines from a statement to its solutions, each with its arrow; none if no way is known.

    >>> from derivex.notation.statements import read_statement
    >>> for arrow, line, move in lesson(read_statement("-2*x + 1 < 7"), "x"):
    ...     print(arrow, plain(line), "by", move)
    <=> -2*x < 6 by subtract 1
    <=> x > -3 by divide by -2
    """
    lines = tuple(_lines(statement, unknown, given))
    if not lines:
        return ()
    told: list[Arrowed] = []
    before = statement
    for line, move in lines:
        told.append((_arrow(before, line, given), line, move))
        before = line
    wanted = _solutions(statement, unknown, given)
    if any(arrow == IMPLIES for arrow, _, _ in told) and wanted is not None and not _says(before, wanted, given):
        told.append((IMPLIES, wanted, CHECK))
    return tuple(told)


def _arrow(before: App, after: App, given: Given) -> str:
    both = judged(EQUIVALENT, before, after, given, Bounds(seconds=SECONDS))
    return EQUIVALENT if isinstance(both, Proved) else IMPLIES


def _says(one: App, other: App, given: Given) -> bool:
    return isinstance(judged(EQUIVALENT, one, other, given, Bounds(seconds=SECONDS)), Proved)


def _lines(statement: App, unknown: str, given: Given) -> Iterator[Line]:
    """Lines up to one that says what the unknown is, or where it lies."""
    for _ in range(MAX_ROUNDS):
        made = _without_fractions(statement, unknown) or _without_roots(statement, unknown)
        if made is None:
            break
        yield made
        statement = made[0]
    lines = tuple(_ended(statement, unknown, given))
    yield from lines
    last = lines[-1][0] if lines else statement
    if not _is_solved(last, unknown):
        found = _solutions(last, unknown, given)
        if found is not None and not same(found, last):
            yield found, SOLVE


def _ended(statement: App, unknown: str, given: Given) -> Iterator[Line]:
    if statement.head in ORDERS:
        yield from _inequality(statement, unknown)
    elif (powers := _powers(statement, unknown)) is not None:
        yield from powers
    else:
        yield from solved(statement, unknown)


def _is_solved(statement: App, unknown: str) -> bool:
    """Whether every relation of a statement has the unknown alone on one side."""
    if statement == FALSE:
        return True
    if statement.head in ("and", "or"):
        return all(isinstance(each, App) and _is_solved(each, unknown) for each in statement.args)
    alone = [side for side in statement.args if side == Sym(unknown)]
    return len(alone) == 1 and sum(unknown in free_symbols(side) for side in statement.args) == 1


def _solutions(statement: App, unknown: str, given: Given) -> App | None:
    """The solution set as a statement; None where it isn't known, or is everything."""
    if free_symbols(statement) != {unknown}:
        return None
    opened = inverted(statement, given)
    found = solution_set(opened, given)
    if found is None:
        return opened if isinstance(opened, App) and _is_solved(opened, unknown) else None
    if not found:
        return FALSE
    shown = [each for each in found if isinstance(each, App) and unknown in free_symbols(each)]
    if len(shown) != len(found):
        return None
    return shown[0] if len(shown) == 1 else App("or", tuple(shown))


# ---- fractions and roots ----


def _without_fractions(statement: App, unknown: str) -> Line | None:
    """Both sides times all denominators: of an inequality only where they are numbers."""
    if statement.head not in ("=", *ORDERS):
        return None
    below: list[Term] = []
    numbers: list[int] = []
    for side in statement.args:
        for part in parts(side, "+"):
            for shown in factors(part, field=True, powers=False):
                if is_head(shown, "/") and isinstance(shown, App):
                    bottom = shown.args[1]
                    value = literal(bottom)
                    if value is not None and value.denominator == 1:
                        numbers.append(value.numerator)
                    elif unknown in free_symbols(bottom) and all(key(each) != key(bottom) for each in below):
                        below.append(bottom)
    if below and statement.head != "=":
        return None
    size = lcm(*numbers) if numbers else 1
    if not below and (size == 1 or len(numbers) + len(below) < 2):
        return None  # a single number below a bar goes by the moves that free the unknown
    amount = multiply(*([number(size)] if size != 1 else []), *below)
    sides = tuple(_times(side, amount) for side in statement.args)
    return App(statement.head, sides), f"multiply by {_said(amount)}"


def _times(side: Term, amount: Term) -> Term:
    """A side times what its denominators are made of, summand by summand."""
    made = []
    for part in parts(side, "+"):
        whole = multiply(amount, part)
        shorter = quotient(whole, number(1))
        made.append(whole if shorter is None else shorter)
    return gathered(add(*made))


def _said(term: Term) -> str:
    text = plain(term)
    return f"({text})" if isinstance(term, App) and term.head == "+" else text


def _without_roots(statement: App, unknown: str) -> Line | None:
    """A root alone on its side, and the unknown on the other one too: both sides are squared."""
    if statement.head != "=":
        return None
    for left, right in (statement.args, statement.args[::-1]):
        if is_head(left, "sqrt") and isinstance(left, App) and unknown in free_symbols(left):
            square = right.args[0] if is_head(right, "sqrt") and isinstance(right, App) else None
            if unknown not in free_symbols(right):
                return None
            done = App("^", (right, number(2))) if square is None else square
            return App("=", (left.args[0], done)), "square both sides"
    return None


# ---- powers of a number ----


def _powers(statement: App, unknown: str) -> tuple[Line, ...] | None:
    """``2^u = 8``: as powers of one base, or by logarithms."""
    match statement.args:
        case (App("^", (Num() as base, exponent)), Num() as right) if unknown in free_symbols(exponent):
            if base.value <= 1 or right.value <= 0:
                return None
        case _:
            return None
    shown = perfect_power(right.value)
    lines: list[Line] = []
    if shown is not None and base.value == shown[0]:
        lines.append((App("=", (statement.args[0], App("^", (base, number(shown[1]))))), "arithmetic"))
        lines.append((App("=", (exponent, number(shown[1]))), "compare exponents"))
    elif base == right:
        lines.append((App("=", (exponent, number(1))), "compare exponents"))
    else:
        logarithm = App("log", (base,))
        value = App("log", (right,))
        lines.append((App("=", (multiply(exponent, logarithm), value)), "take the logarithm"))
        lines.append((App("=", (exponent, App("/", (value, logarithm)))), f"divide by {plain(logarithm)}"))
    last = lines[-1][0]
    return (*lines, *(() if exponent == Sym(unknown) else solved(last, unknown)))


# ---- inequalities ----


def _inequality(statement: App, unknown: str) -> Iterator[Line]:
    """Freed like an equation where the unknown is linear; else brought to zero and factored."""
    left, right = (gathered(_opened(side)) for side in statement.args)
    symbol, head = Sym(unknown), statement.head
    shapes = linear(left, symbol), linear(right, symbol)
    if shapes[0] is not None and shapes[1] is not None:
        if not (same(left, statement.args[0]) and same(right, statement.args[1])):
            yield App(head, (left, right)), "expand"
        slope = literal(gathered(subtract(shapes[0][0], shapes[1][0])))
        for line, move in isolating((left, right), shapes[0], shapes[1], symbol):
            turns = move.startswith("divide") and slope is not None and slope < 0
            yield App(FLIPPED[head] if turns else head, line.args), move
        return
    if not heads(subtract(left, right)) <= POLYNOMIAL:
        return  # read off the line
    whole = gathered(_opened(subtract(left, right)))
    if right != ZERO:
        yield App(head, (whole, ZERO)), f"subtract {_said(right)}"
    product = factored(whole)
    if product is not None and not same(product, statement.args[0]):
        yield App(head, (product, ZERO)), "factor"


def _opened(side: Term) -> Term:
    found = expanded(side)
    return side if found is None else found
