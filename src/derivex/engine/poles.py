"""Which points a condition leaves out where others hold: poles at integers, listed where they are few.

``gamma(x + 1)`` needs ``x > -1 or sin(pi*x) != 0``, and ``x*gamma(x)`` needs ``x > 0 or sin(pi*x) != 0``. What
the second loses are points at which ``sin(pi*x) = 0`` and ``x <= 0``; and since the first condition holds
there, ``x > -1``: so it is x = 0.

Contract: ``left_out`` describes the same points as ``negated`` does, where all of ``have`` holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from derivex.comparison import key
from derivex.term import PI, App, Sym, Term, literal, multiply, number

MOST_LISTED = 3  # integers; more of them are a range
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
    whole = next((name for part in parts for name in _whole(part)), None)
    if whole is None or not forced:
        return (negated,)
    limits = [each for part in (*parts, *forced.values()) for each in _limits(part, whole)]
    lows = [end if sign == ">=" else floor(end) + 1 for sign, end in limits if sign[0] == ">"]
    highs = [end if sign == "<=" else ceil(end) - 1 for sign, end in limits if sign[0] == "<"]
    others = [part for part in parts if not any(_whole(part)) and not any(_limits(part, whole))]
    if not lows or not highs or others:
        return (negated,)
    first, last = ceil(max(lows)), floor(min(highs))
    if last - first >= MOST_LISTED:
        return (negated,)
    return tuple(App("=", (Sym(whole), number(value))) for value in range(first, last + 1))


def _whole(relation: Term) -> Iterable[str]:
    """The symbol that is a whole number where ``sin(pi*x) = 0``."""
    match relation:
        case App("=", (App("sin", (angle,)), zero)) if literal(zero) == 0:
            match angle:
                case App("*", (Sym() as one, Sym() as two)) if PI in (one, two):
                    name = (two if one == PI else one).name
                    if key(angle) == key(multiply(PI, Sym(name))):
                        yield name


def _limits(relation: Term, name: str) -> Iterable[tuple[str, Fraction]]:
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
