"""Inequalities: what is left out, or put in, because its sign is known.

Such a rule is named beside a step with ``<=`` or ``<`` (or, read from the other side, ``>=`` or ``>``), never
beside one with ``=``.
"""

from __future__ import annotations

from derivex.rule import Rule

INEQUALITIES: tuple[Rule, ...] = (
    Rule(
        name="subtract-a-square",
        law="a - b^2 <= a",
        relation="<=",
        why="A real square is not negative, so that to subtract one makes nothing larger.",
        needs=("a real", "b real"),
        breaks="a = 0, b = I",
        aliases=("a-square-is-not-negative",),
        accepts=("1/4 - (x - 1/2)^2 <= 1/4", "exp(x) + 1 - sin(x)^2 <= exp(x) + 1"),
        refuses=("1/4 - (x - 1/2)^3 <= 1/4", "1/4 + (x - 1/2)^2 <= 1/4", "x - y^2 <= x - 1"),
    ),
    Rule(
        name="add-a-square",
        law="a <= a + b^2",
        relation="<=",
        why="A real square is not negative, so that to add one makes nothing smaller.",
        needs=("a real", "b real"),
        breaks="a = 0, b = I",
        aliases=("a-square-is-not-negative",),
        accepts=("2 <= 2 + (x - y)^2", "x <= x + y^2"),
        refuses=("2 <= 2 - (x - y)^2", "x <= x + y"),
    ),
    Rule(
        name="add-a-multiple-of-a-square",
        law="a <= a + c*b^2",
        relation="<=",
        why="A positive multiple of a real square is not negative, so that to add one makes nothing smaller.",
        needs=("a real", "b real", "c > 0"),
        breaks="a = 0, b = 1, c = -1",
        accepts=("2 <= 2 + 3*(x - y)^2", "given m > 0: x <= x + m*y^2"),
        refuses=("2 <= 2 - 3*(x - y)^2", "x <= x + m*y^2", "x <= x + 3*y"),
    ),
    Rule(
        name="add-an-exponential",
        law="a < a + exp(b)",
        relation="<",
        why="A real exponential is positive, so that to add one makes everything larger.",
        needs=("a real", "b real"),
        breaks="a = 0, b = I*pi",
        aliases=("an-exponential-is-positive",),
        accepts=("1 < 1 + exp(-x)", "x <= x + exp(y)"),
        refuses=("1 < 1 - exp(-x)", "1 < 1 + x*exp(x)"),
    ),
)
