"""Trigonometry: the Pythagorean identity, quotients, double angles, addition."""

from __future__ import annotations

from derivex.rule import Rule

TRIGONOMETRY: tuple[Rule, ...] = (
    Rule(
        name="pythagorean-identity",
        reverse="pythagorean-identity",
        law="sin(a)^2 + cos(a)^2 = 1",
        why="Sine and cosine are the sides of a right triangle with hypotenuse one.",
        takes=("a",),
        aliases=("pythagoras",),
        accepts=("sin(x)^2 + cos(x)^2 = 1", "(cos(2*x)^2 + sin(2*x)^2)/y = 1/y"),
        refuses=("sin(x)^2 - cos(x)^2 = 1", "sin(x)^2 + cos(y)^2 = 1"),
    ),
    Rule(
        name="tangent-as-quotient",
        reverse="tangent-as-quotient",
        law="tan(a) = sin(a)/cos(a)",
        why="The tangent is the sine over the cosine.",
        aliases=("definition-of-the-tangent", "quotient-identity"),
        accepts=("tan(x) = sin(x)/cos(x)", "1 + sin(y)/cos(y) = 1 + tan(y)"),
        refuses=("tan(x) = cos(x)/sin(x)",),
    ),
    Rule(
        name="sine-of-a-double-angle",
        reverse="sine-of-a-double-angle",
        law="sin(2*a) = 2*sin(a)*cos(a)",
        why="The sine of a double angle is twice the product of sine and cosine.",
        aliases=("double-angle", "double-angle-formula"),
        accepts=("sin(2*x) = 2*sin(x)*cos(x)",),
        refuses=("sin(2*x) = 2*sin(x)", "sin(2*x) = sin(x)*cos(x)"),
    ),
    Rule(
        name="cosine-of-a-double-angle",
        reverse="cosine-of-a-double-angle",
        law="cos(2*a) = cos(a)^2 - sin(a)^2",
        why="The cosine of a double angle is the difference of the squares.",
        aliases=("double-angle", "double-angle-formula"),
        accepts=("cos(2*x) = cos(x)^2 - sin(x)^2",),
        refuses=("cos(2*x) = cos(x)^2 + sin(x)^2", "cos(2*x) = 2*cos(x)"),
    ),
    Rule(
        name="sine-of-a-sum",
        reverse="sine-of-a-sum",
        law="sin(a + b) = sin(a)*cos(b) + cos(a)*sin(b)",
        why="The sine of a sum mixes sines and cosines.",
        aliases=("angle-addition", "addition-theorem"),
        accepts=("sin(x + y) = sin(x)*cos(y) + cos(x)*sin(y)",),
        refuses=("sin(x + y) = sin(x) + sin(y)",),
    ),
    Rule(
        name="cosine-of-a-sum",
        reverse="cosine-of-a-sum",
        law="cos(a + b) = cos(a)*cos(b) - sin(a)*sin(b)",
        why="The cosine of a sum is the product of the cosines minus that of the sines.",
        aliases=("angle-addition", "addition-theorem"),
        accepts=("cos(x + y) = cos(x)*cos(y) - sin(x)*sin(y)",),
        refuses=("cos(x + y) = cos(x) + cos(y)", "cos(x + y) = cos(x)*cos(y) + sin(x)*sin(y)"),
    ),
    Rule(
        name="odd-function",
        reverse="odd-function",
        law="sin(-a) = -sin(a)",
        why="The sine changes its sign with its argument.",
        aliases=("sine-is-odd",),
        accepts=("sin(-x) = -sin(x)",),
        refuses=("sin(-x) = sin(x)", "cos(-x) = -cos(x)"),
    ),
    Rule(
        name="even-function",
        reverse="even-function",
        law="cos(-a) = cos(a)",
        why="The cosine doesn't notice the sign of its argument.",
        aliases=("cosine-is-even",),
        accepts=("cos(-x) = cos(x)",),
        refuses=("cos(-x) = -cos(x)",),
    ),
)
