"""Derivatives: the rules of a first course, one row each.

The routine ones (constant, identity, sum, constant multiple, and the table of standard
derivatives) need not be named in a step that names another rule of this chapter.
"""

from __future__ import annotations

from derivex.rule import Rule
from derivex.term import App, Sym, Term, diff, literal


def one_at_a_time(term: Term) -> Term | None:
    """A derivative of the third order or a higher one as that of the one before it.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(one_at_a_time(read("diff(f(x), x, 3)")))
    'diff(diff(f(x), x, 2), x)'
    """
    match term:
        case App("diff", (body, Sym() as variable, order)):
            count = literal(order)
            if count is not None and count.denominator == 1 and count > 2:
                return diff(diff(body, variable, int(count) - 1), variable)
    return None


CALCULUS: tuple[Rule, ...] = (
    Rule(
        name="quotient-rule",
        law="diff(f(x)/g(x), x) = (g(x)*diff(f(x), x) - f(x)*diff(g(x), x))/g(x)^2",
        why="Below times the derivative of above, minus above times that of below, over below squared.",
        aliases=("reciprocal-rule",),
        calculus=True,
        accepts=(
            "diff(1/(1 + exp(-x)), x) = ((1 + exp(-x))*diff(1, x) - 1*diff(1 + exp(-x), x))/(1 + exp(-x))^2",
            "diff(sin(x)/x, x) = (x*cos(x) - sin(x))/x^2",
            "2*diff(exp(t)/t, t) = 2*((t*exp(t) - exp(t)*1)/t^2)",
            "diff(1/sin(x), x) = -cos(x)/sin(x)^2",
        ),
        refuses=(
            "diff(sin(x)/x, x) = (sin(x) - x*cos(x))/x^2",
            "diff(sin(x)/x, x) = (x*cos(x) - sin(x))/x",
            "diff(sin(x)*x, x) = sin(x) + x*cos(x)",
        ),
    ),
    Rule(
        name="product-rule",
        law="diff(f(x)*g(x), x) = diff(f(x), x)*g(x) + f(x)*diff(g(x), x)",
        why="Differentiate one factor at a time and add.",
        aliases=("leibniz-rule",),
        calculus=True,
        accepts=(
            "diff(x*exp(x), x) = diff(x, x)*exp(x) + x*diff(exp(x), x)",
            "diff(x*exp(x), x) = exp(x) + x*exp(x)",
        ),
        refuses=("diff(x*exp(x), x) = 1*exp(x)", "diff(x + exp(x), x) = 1 + exp(x)"),
    ),
    Rule(
        name="product-rule-for-three",
        law="diff(f(x)*g(x)*h(x), x) = f'(x)*g(x)*h(x) + f(x)*g'(x)*h(x) + f(x)*g(x)*h'(x)",
        why="Of three factors, too, differentiate one at a time and add.",
        aliases=("product-rule",),
        calculus=True,
        accepts=("diff(x*exp(x)*sin(x), x) = 1*exp(x)*sin(x) + x*exp(x)*sin(x) + x*exp(x)*cos(x)",),
        refuses=("diff(x*exp(x)*sin(x), x) = exp(x)*cos(x)", "diff(x*exp(x), x) = exp(x) + x*exp(x)"),
    ),
    Rule(
        name="chain-rule",
        reverse="chain-rule",
        law="diff(f(g(x)), x) = f'(g(x))*diff(g(x), x)",
        why="The derivative of the outer function at the inner one, times the inner derivative.",
        calculus=True,
        accepts=(
            "diff(exp(-x), x) = exp(-x)*diff(-x, x)",
            "diff(exp(-x), x) = -exp(-x)",
            "diff(1 + exp(2*x), x) = 2*exp(2*x)",
            "diff(sin(x^2), x) = cos(x^2)*diff(x^2, x)",
            "exp(log(x))*diff(log(x), x) = diff(exp(log(x)), x)",
        ),
        refuses=("diff(exp(2*x), x) = exp(2*x)", "diff(exp(x), x) = exp(x)", "diff(x*exp(x), x) = exp(x) + x*exp(x)"),
    ),
    Rule(
        name="power-rule",
        law="diff(x^n, x) = n*x^(n - 1)",
        why="Bring the exponent down and lower it by one.",
        needs=("n free of x",),
        breaks="n = x",
        calculus=True,
        accepts=("diff(x^3, x) = 3*x^2", "diff(t^(-1), t) = -1*t^(-2)", "diff(1 + 5*x^4, x) = 5*(4*x^3)"),
        refuses=("diff(x^3, x) = 3*x^3", "diff(exp(x), x) = exp(x)", "diff(x^x, x) = x*x^(x - 1)"),
    ),
    Rule(
        name="sum-rule",
        law="diff(f(x) + g(x), x) = diff(f(x), x) + diff(g(x), x)",
        why="The derivative of a sum is the sum of the derivatives.",
        aliases=("difference-rule", "linearity-of-the-derivative"),
        routine=True,
        calculus=True,
        accepts=("diff(x + exp(x), x) = diff(x, x) + diff(exp(x), x)", "diff(x - exp(x), x) = 1 - exp(x)"),
        refuses=("diff(x*exp(x), x) = exp(x) + x*exp(x)",),
    ),
    Rule(
        name="constant-rule",
        law="diff(c, x) = 0",
        why="What doesn't depend on the variable doesn't change with it.",
        needs=("c free of x",),
        breaks="c = x",
        routine=True,
        calculus=True,
        accepts=("diff(1, x) = 0", "y*diff(a + 1, x) = y*0"),
        refuses=("diff(x, x) = 1", "diff(2*x, x) = 2"),
    ),
    Rule(
        name="constant-multiple-rule",
        law="diff(c*f(x), x) = c*diff(f(x), x)",
        why="A constant factor may be taken out of a derivative.",
        needs=("c free of x",),
        breaks="c = x, f(t) = t",
        aliases=(
            "constant-times-rule",
            "constant-factor-rule",
        ),
        routine=True,
        calculus=True,
        accepts=("diff(3*exp(x), x) = 3*diff(exp(x), x)", "diff(-x, x) = -1", "diff(exp(x)/a, x) = exp(x)/a"),
        refuses=("diff(x*exp(x), x) = x*exp(x)", "diff(x, x) = 1"),
    ),
    Rule(
        name="identity-rule",
        reverse="identity-rule",
        law="diff(x, x) = 1",
        why="The variable changes as fast as itself.",
        aliases=("derivative-of-x",),
        routine=True,
        calculus=True,
        accepts=("diff(x, x) = 1", "2*diff(t, t) = 2*1", "1/x = diff(x, x)/x"),
        refuses=("diff(2*x, x) = 1", "diff(y, x) = 1"),
    ),
    Rule(
        name="second-derivative",
        law="diff(f(x), x, 2) = diff(diff(f(x), x), x)",
        why="The second derivative is the derivative of the derivative.",
        routine=True,
        calculus=True,
        accepts=("diff(exp(x)*x, x, 2) = diff(diff(exp(x)*x, x), x)",),
        refuses=("diff(exp(x), x, 2) = diff(exp(x), x)^2",),
    ),
    Rule(
        name="higher-derivative",
        function=one_at_a_time,
        why="The next derivative is the derivative of the one before it.",
        routine=True,
        calculus=True,
        accepts=("diff(exp(x)*x, x, 3) = diff(diff(exp(x)*x, x, 2), x)",),
        refuses=("diff(exp(x), x, 3) = diff(exp(x), x)^3",),
    ),
    Rule(
        name="exponential-rule",
        law="diff(exp(x), x) = exp(x)",
        why="The exponential function is its own derivative.",
        aliases=("derivative-of-the-exponential", "derivative-of-exp"),
        routine=True,
        calculus=True,
        accepts=("diff(exp(x), x) = exp(x)", "1 + diff(exp(t), t) = 1 + exp(t)"),
        refuses=("diff(exp(2*x), x) = exp(2*x)", "diff(x, x) = 1"),
    ),
    Rule(
        name="logarithm-rule",
        law="diff(log(x), x) = 1/x",
        why="The natural logarithm grows at the rate 1/x.",
        aliases=("derivative-of-the-logarithm", "derivative-of-log"),
        routine=True,
        calculus=True,
        accepts=("diff(log(x), x) = 1/x",),
        refuses=("diff(log(2*x), x) = 1/(2*x)",),
    ),
    Rule(
        name="square-root-rule",
        law="diff(sqrt(x), x) = 1/(2*sqrt(x))",
        why="The square root grows at the rate of one over twice itself.",
        aliases=("derivative-of-the-square-root",),
        routine=True,
        calculus=True,
        accepts=("diff(sqrt(x), x) = 1/(2*sqrt(x))",),
        refuses=("diff(sqrt(x), x) = 1/sqrt(x)",),
    ),
    Rule(
        name="sine-rule",
        law="diff(sin(x), x) = cos(x)",
        why="The sine changes at the rate of the cosine.",
        aliases=("derivative-of-the-sine", "derivative-of-sin"),
        routine=True,
        calculus=True,
        accepts=("diff(sin(x), x) = cos(x)",),
        refuses=("diff(sin(x), x) = -cos(x)", "diff(sin(2*x), x) = cos(2*x)"),
    ),
    Rule(
        name="cosine-rule",
        law="diff(cos(x), x) = -sin(x)",
        why="The cosine changes at the rate of the negative sine.",
        aliases=("derivative-of-the-cosine", "derivative-of-cos"),
        routine=True,
        calculus=True,
        accepts=("diff(cos(x), x) = -sin(x)",),
        refuses=("diff(cos(x), x) = sin(x)",),
    ),
    Rule(
        name="tangent-rule",
        law="diff(tan(x), x) = 1/cos(x)^2",
        why="The tangent changes at the rate of one over the squared cosine.",
        aliases=("derivative-of-the-tangent", "derivative-of-tan"),
        routine=True,
        calculus=True,
        accepts=("diff(tan(x), x) = 1/cos(x)^2",),
        refuses=("diff(tan(x), x) = 1/sin(x)^2",),
    ),
    Rule(
        name="general-exponential-rule",
        law="diff(a^x, x) = a^x*log(a)",
        why="An exponential with another base grows by the logarithm of the base.",
        needs=("a > 0", "a free of x"),
        breaks="a = 0",
        calculus=True,
        accepts=("diff(2^x, x) = 2^x*log(2)", "given b > 0: diff(b^t, t) = b^t*log(b)"),
        refuses=("diff(2^x, x) = x*2^(x - 1)", "diff(x^2, x) = x^2*log(x)"),
    ),
)
