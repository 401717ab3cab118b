"""Exponentials and logarithms: their laws, with the signs that the logarithm needs."""

from __future__ import annotations

from fractions import Fraction

from derivex.rule import Rule
from derivex.term import App, Num, Term, multiply, number

MAX_DIGITS = 12  # of a number that is looked at


def perfect_power(value: Fraction) -> tuple[int, int] | None:
    """The smallest base and the exponent of a whole number that is a power; None for others.

    >>> perfect_power(Fraction(64)), perfect_power(Fraction(6))
    ((2, 6), None)
    """
    if value.denominator != 1 or not 4 <= value < 10**MAX_DIGITS:
        return None
    for exponent in range(value.numerator.bit_length(), 1, -1):
        base = round(value.numerator ** (1 / exponent))
        if base > 1 and base**exponent == value:
            return base, exponent
    return None


def _of_perfect_power(term: Term) -> Term | None:
    match term:
        case App("log", (Num() as inside,)) if (found := perfect_power(inside.value)) is not None:
            return multiply(number(found[1]), App("log", (number(found[0]),)))
    return None


EXPONENTIALS: tuple[Rule, ...] = (
    Rule(
        name="exponential-of-a-sum",
        reverse="product-of-exponentials",
        law="exp(a + b) = exp(a)*exp(b)",
        why="The exponential turns sums into products.",
        aliases=("exp-sum",),
        reverse_aliases=("exp-product", "multiply-exponentials"),
        accepts=("exp(x + y) = exp(x)*exp(y)", "exp(x - 1) = exp(x)*exp(-1)"),
        refuses=("exp(x + y) = exp(x) + exp(y)", "exp(x*y) = exp(x)*exp(y)"),
    ),
    Rule(
        name="exponential-of-a-negative",
        reverse="reciprocal-of-an-exponential",
        law="exp(-a) = 1/exp(a)",
        why="A negative exponent is the reciprocal.",
        aliases=("exp-negative", "negative-exponential"),
        reverse_aliases=("negative-exponential",),
        accepts=("exp(-x) = 1/exp(x)", "1 + exp(-2*x) = 1 + 1/exp(2*x)"),
        refuses=("exp(-x) = -exp(x)", "exp(x) = 1/exp(x)"),
    ),
    Rule(
        name="power-of-an-exponential",
        reverse="exponential-of-a-multiple",
        law="exp(a)^n = exp(a*n)",
        why="A whole power of an exponential multiplies the exponent.",
        needs=("n integer",),
        breaks="a = 2*pi*I, n = 1/2",
        aliases=("exp-power",),
        accepts=("exp(x)^2 = exp(x*2)", "(1 + exp(-t)^3)*c = (1 + exp(-t*3))*c"),
        refuses=("exp(x)^2 = exp(x + 2)", "exp(x)^2 = exp(x^2)"),
    ),
    Rule(
        name="exponential-of-a-logarithm",
        reverse="exponential-of-a-logarithm",
        law="exp(log(a)) = a",
        why="The exponential undoes the logarithm.",
        aliases=("exp-log",),
        accepts=("exp(log(x)) = x", "2*exp(log(x + 1)) = 2*(x + 1)"),
        refuses=("exp(log(x)) = log(x)", "exp(2*log(x)) = x"),
    ),
    Rule(
        name="power-as-exponential",
        reverse="power-as-exponential",
        law="a^b = exp(b*log(a))",
        why="A general power is the exponential of the exponent times the logarithm.",
        needs=("a != 0",),
        breaks="a = 0, b = 1",
        aliases=("definition-of-the-power", "exponential-as-power", "rewrite-as-exponential"),
        accepts=("given x > 0: x^x = exp(x*log(x))", "given x > 0: exp(2*log(x)) = x^2"),
        refuses=("x^x = exp(x*log(x))", "given x > 0: x^2 = exp(x*log(2))"),
    ),
    Rule(
        name="logarithm-of-an-exponential",
        reverse="logarithm-of-an-exponential",
        law="log(exp(a)) = a",
        why="The logarithm undoes the exponential of a real number.",
        needs=("a real",),
        breaks="a = 2*pi*I",
        aliases=("log-exp",),
        accepts=("log(exp(x)) = x", "log(exp(-2*x)) = -2*x"),
        refuses=("given z complex: log(exp(z)) = z", "log(exp(x)) = exp(x)"),
    ),
    Rule(
        name="logarithm-of-a-product",
        reverse="sum-of-logarithms",
        law="log(a*b) = log(a) + log(b)",
        why="The logarithm turns products of positive numbers into sums.",
        needs=("a > 0", "b > 0"),
        breaks="a = -1, b = -1",
        aliases=(
            "laws-of-logarithms",
            "log-product",
        ),
        reverse_aliases=("log-sum",),
        accepts=("given x, y > 0: log(x*y) = log(x) + log(y)", "log(exp(x)*2) = log(exp(x)) + log(2)"),
        refuses=("log(x*y) = log(x) + log(y)", "given x, y > 0: log(x + y) = log(x) + log(y)"),
    ),
    Rule(
        name="logarithm-of-a-quotient",
        reverse="difference-of-logarithms",
        law="log(a/b) = log(a) - log(b)",
        why="The logarithm turns quotients of positive numbers into differences.",
        needs=("a > 0", "b > 0"),
        breaks="a = 1, b = -1",
        aliases=(
            "laws-of-logarithms",
            "log-quotient",
        ),
        accepts=("given x, y > 0: log(x/y) = log(x) - log(y)",),
        refuses=("log(x/y) = log(x) - log(y)", "given x, y > 0: log(x/y) = log(x)/log(y)"),
    ),
    Rule(
        name="logarithm-of-a-power",
        reverse="multiple-of-a-logarithm",
        law="log(a^b) = b*log(a)",
        why="The logarithm takes a real exponent down, when the base is positive.",
        needs=("a > 0", "b real"),
        breaks="a = -1, b = 2",
        aliases=(
            "laws-of-logarithms",
            "log-power",
        ),
        accepts=("given x > 0: log(x^3) = 3*log(x)", "log(2^y) = y*log(2)"),
        refuses=("log(x^2) = 2*log(x)", "given x > 0: log(x)^2 = 2*log(x)"),
    ),
    Rule(
        name="logarithm-of-a-perfect-power",
        function=_of_perfect_power,
        why="A number that is a power of a smaller one has a multiple of its logarithm.",
        aliases=("laws-of-logarithms", "log-power"),
        accepts=("log(8) = 3*log(2)", "log(36)/x = 2*log(6)/x"),
        refuses=("log(8) = 2*log(3)", "log(6) = log(2) + log(3)", "log(x^2) = 2*log(x)"),
    ),
    Rule(
        name="logarithm-of-a-reciprocal",
        reverse="logarithm-of-a-reciprocal",
        law="log(1/a) = -log(a)",
        why="The logarithm of a reciprocal is the negative logarithm.",
        needs=("a > 0",),
        breaks="a = -1",
        aliases=("log-reciprocal",),
        accepts=("given x > 0: log(1/x) = -log(x)", "log(1/(1 + exp(x))) = -log(1 + exp(x))"),
        refuses=("log(1/x) = -log(x)", "given x > 0: log(1/x) = 1/log(x)"),
    ),
    Rule(
        name="exponential-of-a-difference",
        reverse="quotient-of-exponentials",
        law="exp(a - b) = exp(a)/exp(b)",
        why="The exponential turns differences into quotients.",
        aliases=("exp-difference",),
        reverse_aliases=("divide-exponentials",),
        accepts=("exp(x - y) = exp(x)/exp(y)", "exp(x - 2) = exp(x)/exp(2)"),
        refuses=("exp(x - y) = exp(x) - exp(y)", "exp(x)/exp(y) = exp(x/y)"),
    ),
    Rule(
        name="power-of-a-real-exponential",
        reverse="power-of-a-real-exponential",
        law="exp(a)^b = exp(a*b)",
        why="Where the inner exponent is real, any power of an exponential multiplies the exponents.",
        needs=("a real",),
        breaks="a = 2*pi*I, b = 1/2",
        aliases=("power-of-an-exponential", "exponential-of-a-multiple", "exp-power"),
        alone=True,
        accepts=("exp(x)^(1/2) = exp(x*(1/2))", "exp(x)^y = exp(x*y)"),
        refuses=("given z complex: exp(z)^(1/2) = exp(z*(1/2))", "exp(x)^y = exp(x + y)"),
    ),
    Rule(
        name="logarithm-of-a-root",
        reverse="logarithm-of-a-root",
        law="log(sqrt(a)) = log(a)/2",
        why="The logarithm of a square root is half the logarithm.",
        aliases=("log-root",),
        accepts=("log(sqrt(x)) = log(x)/2", "log(2)/2 = log(sqrt(2))"),
        refuses=("log(sqrt(x)) = sqrt(log(x))", "log(sqrt(x)) = 2*log(x)"),
    ),
    Rule(
        name="change-of-base",
        reverse="change-of-base",
        law="log(a, b) = log(a)/log(b)",
        why="A logarithm to a base is the natural one over that of the base.",
        aliases=("logarithm-to-a-base", "log-base"),
        accepts=("log(x, 10) = log(x)/log(10)", "log(8)/log(2) = log(8, 2)"),
        refuses=("log(x, 10) = log(10)/log(x)", "log(x)/log(y) = log(x/y)"),
    ),
    Rule(
        name="logarithm-of-a-negative",
        reverse="logarithm-of-a-negative",
        law="log(-a) = log(a) + pi*I",
        why="The principal logarithm of a negative number has the imaginary part pi.",
        needs=("a > 0",),
        breaks="a = -1",
        accepts=("given x > 0: log(-x) = log(x) + pi*I",),
        refuses=("log(-x) = log(x) + pi*I", "given x > 0: log(-x) = -log(x)"),
    ),
    Rule(
        name="power-with-a-logarithm-as-exponent",
        reverse="power-with-a-logarithm-as-exponent",
        law="a^log(b) = b^log(a)",
        why="Base and argument of the logarithm in the exponent may change places.",
        needs=("a > 0", "b > 0"),
        breaks="a = 0, b = -1",
        alone=True,
        accepts=("given x > 0: x^log(2) = 2^log(x)",),
        refuses=("x^log(2) = 2^log(x)", "given x > 0: x^log(2) = log(x)^2"),
    ),
    Rule(
        name="power-of-a-logarithm-to-its-base",
        law="b^log(a, b) = a",
        why="A power undoes the logarithm to its base.",
        needs=("b != 0", "b != 1"),
        breaks="b = 0, a = 2",
        accepts=("2^log(x, 2) = x", "10^log(5, 10) = 5"),
        refuses=("2^log(x, 2) = 2*x", "2^log(x, 3) = x"),
    ),
    Rule(
        name="logarithm-of-a-power-of-its-base",
        law="log(b^a, b) = a",
        why="The logarithm to a base undoes its powers.",
        needs=("b > 0", "b != 1", "a real"),
        breaks="b = -2, a = 2",
        accepts=("log(2^x, 2) = x", "log(10^(x + 1), 10) = x + 1"),
        refuses=("log(2^x, 3) = x", "log(x^2, x) = 2"),
    ),
)
