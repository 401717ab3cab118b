"""Which points a condition leaves out where others hold: poles at integers and halves, listed where they are few.

``gamma(x + 1)`` needs ``x > -1 or sin(pi*x) != 0``, and ``x*gamma(x)`` needs ``x > 0 or sin(pi*x) != 0``. What
the second loses are points at which ``sin(pi*x) = 0`` and ``x <= 0``; and since the first condition holds
there, ``x > -1``: so it is x = 0.

Contract: ``left_out`` describes the same points as ``negated`` does, where all of ``have`` holds. Incomplete:
only for ``pi`` times a symbol, and between two ends.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil

from derivex.comparison import key
from derivex.term import PI, App, Sym, Term, literal, number

MOST_LISTED = 3  # points; more of them are a range
HOLDS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def left_out(condition: Term, negated: Term, have: Iterable[Term]) -> tuple[Term, ...]:
    """The negated condition, and what follows from the others where it holds; () if that is impossible.

    Of an alternative of which all cases but one are denied, that one holds.
    """
    cases = condition.args if isinstance(condition, App) and condition.head == "or" else (condition,)
    denied = {key(case) for case in cases}
    forced: dict[object, Term] = {}
    for other in have:
        if isinstance(other, App) and other.head == "or":
            rest = [case for case in other.args if key(case) not in denied]
            if len(rest) == 1 and len(other.args) > 1:
                forced[key(rest[0])] = rest[0]
    parts = list(negated.args) if isinstance(negated, App) and negated.head == "and" else [negated]
    spaced = [found for part in parts for found in _spaced(part)]
    if len(spaced) != 1 or not forced:
        return (negated,)
    [(name, start)] = spaced
    limits = [each for part in (*parts, *forced.values()) for each in _limits(part, name)]
    others = [part for part in parts if not any(_spaced(part)) and not any(_limits(part, name))]
    lows = [end for sign, end in limits if sign[0] == ">"]
    highs = [end for sign, end in limits if sign[0] == "<"]
    if others or not lows or not highs or min(highs) - max(lows) > MOST_LISTED:
        return (negated,)
    first = start + ceil(max(lows) - start)
    values = [first + step for step in range(MOST_LISTED + 1)]
    inside = [value for value in values if all(HOLDS[sign](value, end) for sign, end in limits)]
    return tuple(App("=", (Sym(name), number(value))) for value in inside)


def _spaced(relation: Term) -> Iterator[tuple[str, Fraction]]:
    """The symbol x of ``sin(pi*x) = 0``, and 0: it is that and a whole number; of ``cos(pi*x) = 0``, and 1/2."""
    match relation:
        case App("=", (App("sin" | "cos" as head, (App("*", (Sym() as one, Sym() as two)),)), zero)):
            if literal(zero) == 0 and one != two and PI in (one, two):
                yield (two if one == PI else one).name, Fraction(0) if head == "sin" else Fraction(1, 2)


def _limits(relation: Term, name: str) -> Iterator[tuple[str, Fraction]]:
    """``x <= 3`` as its sign and end, from either side."""
    match relation:
        case App("<" | "<=" | ">" | ">=" as sign, (Sym(left), right)) if left == name:
            end = literal(right)
            if end is not None:
                yield sign, end
        case App("<" | "<=" | ">" | ">=" as sign, (left_side, Sym(right_name))) if right_name == name:
            end = literal(left_side)
            if end is not None:
                yield MIRRORED[sign], end
