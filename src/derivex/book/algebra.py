"""Algebra: definitions, adding and subtracting, distributing, factoring."""

from __future__ import annotations

from derivex.book.polynomials import expanded, factored
from derivex.rule import Rule

ALGEBRA: tuple[Rule, ...] = (
    Rule(
        name="add-and-subtract",
        law="a = a + c - c",
        why="Adding and subtracting the same thing changes nothing.",
        takes=("c",),
        aliases=("add-and-take-away", "add-zero", "subtract-and-add"),
        accepts=("x = x + 1 - 1", "exp(-x)/y = (1 - 1 + exp(-x))/y", "a*b = a*b + c*d - c*d"),
        refuses=("x = x + 1 - 2", "x = x + 1 + 1", "x + 1 - 1 = x"),
    ),
    Rule(
        name="distribute",
        reverse="factor",
        law="a*(b + c) = a*b + a*c",
        why="A factor before a bracket multiplies every part of the sum in it.",
        takes=("a",),
        units=("b", "c"),
        field=True,
        aliases=("distributive-law", "multiply-out", "distribution", "expand-brackets"),
        reverse_aliases=(
            "factor-out",
            "factoring",
            "factorise",
            "factorize",
            "take-out",
            "common-factor",
            "pull-out",
            "collect",
        ),
        accepts=(
            "x*(y + z) = x*y + x*z",
            "2*(x - 1) = 2*x - 2",
            "(1/y)*(1 - 1/y) = 1/y - 1/y^2",
            "1 + (a + b)*(c + d) = 1 + a*c + a*d + b*c + b*d",
        ),
        refuses=("x*(y + z) = x*y + z", "x*(y*z) = x*y*x*z", "x + y + z = x + (y + z)"),
    ),
    Rule(
        name="expand",
        function=expanded,
        why="Products and whole powers of sums are multiplied out and like terms collected.",
        aliases=("distribute", "multiply-everything-out", "expanding", "binomial-formula"),
        accepts=("(x + 1)^2 = x^2 + 2*x + 1", "(x + y)*(x - y) = x^2 - y^2", "z*(x + 1)*x = z*x^2 + z*x"),
        refuses=("(x + 1)^2 = x^2 + 1", "x^2 + 2*x + 1 = (x + 1)^2"),
    ),
    Rule(
        name="factor-polynomial",
        function=factored,
        inverse=expanded,
        why="A polynomial is written as the product of its irreducible factors.",
        aliases=("factor", "factorise", "factorize", "factoring", "complete-factorisation"),
        accepts=(
            "x^2 - 1 = (x - 1)*(x + 1)",
            "x^2 + 6*x + 9 - 4 = (x + 3)^2 - 4",
            "x^2 + 2*x + 1 = (x + 1)^2",
            "(x^2 - y^2)/z = ((x - y)*(x + y))/z",
        ),
        refuses=("x^2 + 1 = (x + 1)^2", "(x - 1)*(x + 1) = x^2 - 1"),
    ),
    Rule(
        name="difference-of-squares",
        reverse="difference-of-squares",
        law="a^2 - b^2 = (a - b)*(a + b)",
        why="A difference of squares is the product of difference and sum.",
        aliases=("third-binomial-formula",),
        accepts=("x^2 - y^2 = (x - y)*(x + y)", "(1 - s)*(1 + s) = 1 - s^2"),
        refuses=("x^2 + y^2 = (x - y)*(x + y)", "x^2 - y^2 = (x - y)^2"),
    ),
    Rule(
        name="square-of-a-sum",
        reverse="square-of-a-sum",
        law="(a + b)^2 = a^2 + 2*a*b + b^2",
        why="The square of a sum holds both squares and twice the product.",
        aliases=("binomial-square", "perfect-square", "square-of-a-difference"),
        accepts=("(x + y)^2 = x^2 + 2*x*y + y^2", "(x - 1)^2 = x^2 - 2*x + 1"),
        refuses=("(x + y)^2 = x^2 + y^2", "(x + y)^2 = x^2 + x*y + y^2"),
    ),
)
