"""Relations between real values: turned around, negated, and decided by the sign of a difference.

Contract: ``<`` and its like are meant between real values; between others only ``=`` and
``!=`` have a meaning, and that they are each other's negation is all that is said here.
"""

from __future__ import annotations

from fractions import Fraction

from derivex.term import App, Term, literal

FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
NEGATED = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "=": "!=", "!=": "="}

# the signs of ``left - right`` with which a relation holds
SIGNS = {
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    "=": frozenset({0}),
    "!=": frozenset({-1, 1}),
    ">=": frozenset({0, 1}),
    ">": frozenset({1}),
}


def sign(value: int | Fraction) -> int:
    """1, 0 or -1."""
    return (value > 0) - (value < 0)


def holds(relation: str, difference: int | Fraction) -> bool:
    """Whether a relation holds between values with that difference.

    >>> holds("<=", Fraction(-1, 2)), holds("=", Fraction(1))
    (True, False)
    """
    return sign(difference) in SIGNS[relation]


def between_literals(relation: Term) -> bool | None:
    """Whether a relation between two literals holds; None for anything else."""
    if not (isinstance(relation, App) and relation.head in SIGNS):
        return None
    left, right = (literal(side) for side in relation.args)
    return None if left is None or right is None else holds(relation.head, left - right)
