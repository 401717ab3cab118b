"""Unknown coefficients: the numbers that make an equation true which says that there are some.

``1/(x^2 - 1) = A/(x - 1) + B/(x + 1)`` isn't false where A and B are looked for. They stand on one side only
and linearly; each point of the other names gives an equation for them, and the first few determine them.

Contract: a proposal of numbers, or None; whoever asked proves the equation with them. No numbers are found for
coefficients that aren't rational, or that stand anywhere but in a fraction of polynomials.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derivex.term import CONSTANTS, App, Num, Sym, Term, free_symbols

MOST = 6  # coefficients
_SPREAD = (Fraction(2), Fraction(7, 3), Fraction(-5, 2), Fraction(11, 5), Fraction(-13, 7), Fraction(17, 4))
_POINTS = 12  # points that are tried
_POWER = 40  # the largest exponent
Point = Mapping[str, Fraction]  # names with their exact values


def coefficients(one: Term, two: Term) -> dict[str, Fraction] | None:
    """The numbers, by name, for which two sides may be equal; None if no name stands on one side alone.

    >>> from derivex.notation.plain import read
    >>> coefficients(read("1/(x^2 - 1)"), read("A/(x - 1) + B/(x + 1)"))
    {'A': Fraction(1, 2), 'B': Fraction(-1, 2)}
    >>> coefficients(read("x^2 + x"), read("c*x"))
    """
    left, right = free_symbols(one) - CONSTANTS, free_symbols(two) - CONSTANTS
    unknown, shared = sorted(left ^ right), sorted(left & right)
    if not unknown or not shared or len(unknown) > MOST or (left - right and right - left):
        return None
    known, open_side = (two, one) if left - right else (one, two)
    rows: list[list[Fraction]] = []
    for number in range(_POINTS):
        point = {name: _SPREAD[(number + place) % len(_SPREAD)] + number for place, name in enumerate(shared)}
        row = _row(known, open_side, unknown, point)
        if row is not None:
            rows.append(row)
    found = _solved(rows, len(unknown))
    return None if found is None else dict(zip(unknown, found, strict=True))


def _row(known: Term, open_side: Term, unknown: list[str], point: Point) -> list[Fraction] | None:
    """The factors of the unknown names at a point, and what they have to add up to; None where there is no value."""
    zero = dict.fromkeys(unknown, Fraction(0))
    base, wanted = exact_value(open_side, {**point, **zero}), exact_value(known, point)
    if base is None or wanted is None:
        return None
    row = []
    for name in unknown:
        value, double = (exact_value(open_side, {**point, **zero, name: Fraction(factor)}) for factor in (1, 2))
        if value is None or double is None or double - base != 2 * (value - base):  # it isn't linear
            return None
        row.append(value - base)
    return [*row, wanted - base]


def _solved(rows: list[list[Fraction]], count: int) -> list[Fraction] | None:
    """The one solution of linear equations; None if there is none, or more than one."""
    done = 0
    for column in range(count):
        pivot = next((index for index in range(done, len(rows)) if rows[index][column]), None)
        if pivot is None:
            return None
        rows[done], rows[pivot] = rows[pivot], rows[done]
        head = [each / rows[done][column] for each in rows[done]]
        rows[done] = head
        for index, row in enumerate(rows):
            if index != done and row[column]:
                rows[index] = [each - row[column] * first for each, first in zip(row, head, strict=True)]
        done += 1
    if any(row[-1] for row in rows[done:]):
        return None
    return [row[-1] for row in rows[:count]]


def exact_value(term: Term, at: Point) -> Fraction | None:
    """The exact value of a term without functions; None for any other, and where it has none."""
    if isinstance(term, Num):
        return term.value
    if isinstance(term, Sym):
        return at.get(term.name)
    if term.head not in ("+", "*", "/", "neg", "^"):
        return None
    found = [exact_value(arg, at) for arg in term.args]
    values = [each for each in found if each is not None]
    return _operated(term, values) if len(values) == len(found) else None


def _operated(term: App, values: list[Fraction]) -> Fraction | None:
    first = values[0]
    if term.head == "neg":
        return -first
    if term.head == "+":
        return sum(values, Fraction(0))
    if term.head == "*":
        product = Fraction(1)
        for each in values:
            product *= each
        return product
    second = values[1]
    if term.head == "/":
        return first / second if second else None
    if second.denominator != 1 or abs(second) > _POWER or (second < 0 and not first):
        return None
    return first ** int(second)
