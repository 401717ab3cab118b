"""Definite integrals: linearity, their ends, the fundamental theorem, and a first table."""

from __future__ import annotations

from derivex.engine.derive import TooHard, derivative
from derivex.rule import Rule
from derivex.term import App, Num, Sym, Term, multiply, number


def worked_out(term: Term) -> Term | None:
    """The derivative of a function that is written out, taken.

    >>> from derivex.notation.plain import read
    >>> worked_out(read("diff(sin(x), x)"))
    App(head='cos', args=(Sym(name='x'),))
    """
    match term:
        case App("diff", (body, Sym(name))):
            try:
                done = derivative(body, name)
            except TooHard:
                return None
            match done:
                case App("/", (above, App("*", (Num() as count, *rest)))):  # 1/2*(1/sqrt(x)), that 2 may cancel
                    return multiply(number(1 / count.value), App("/", (above, multiply(*rest))))
            return done
    return None


INTEGRALS: tuple[Rule, ...] = (
    Rule(
        name="integral-of-a-sum",
        reverse="sum-of-integrals",
        law="Integral(f(x) + g(x), (x, a, b)) = Integral(f(x), (x, a, b)) + Integral(g(x), (x, a, b))",
        why="The integral of a sum is the sum of the integrals.",
        aliases=("linearity-of-the-integral", "linearity", "sum-rule-for-integrals"),
        reverse_aliases=("linearity-of-the-integral", "linearity"),
        accepts=(
            "Integral(x + exp(x), (x, 0, 1)) = Integral(x, (x, 0, 1)) + Integral(exp(x), (x, 0, 1))",
            "Integral(x - sin(x), (x, a, b)) = Integral(x, (x, a, b)) - Integral(sin(t), (t, a, b))",
        ),
        refuses=(
            "Integral(x*exp(x), (x, 0, 1)) = Integral(x, (x, 0, 1))*Integral(exp(x), (x, 0, 1))",
            "Integral(x + exp(x), (x, 0, 1)) = Integral(x, (x, 0, 1)) + Integral(exp(x), (x, 0, 2))",
            "Integral(x, (x, 0, 1)) + Integral(x*y, (y, 0, 1)) = Integral(x + x*x, (x, 0, 1))",
        ),
    ),
    Rule(
        name="constant-multiple-of-an-integral",
        reverse="constant-multiple-of-an-integral",
        law="Integral(c*f(x), (x, a, b)) = c*Integral(f(x), (x, a, b))",
        why="A constant factor may be taken out of an integral.",
        needs=("c free of x",),
        aliases=(
            "linearity-of-the-integral",
            "linearity",
            "constant-factor-out-of-the-integral",
            "take-out-of-the-integral",
        ),
        accepts=(
            "Integral(3*x, (x, 0, 1)) = 3*Integral(x, (x, 0, 1))",
            "y*Integral(exp(x), (x, 0, y)) = Integral(y*exp(x), (x, 0, y))",
        ),
        refuses=(
            "Integral(x*exp(x), (x, 0, 1)) = x*Integral(exp(x), (x, 0, 1))",
            "x*Integral(x, (x, 0, 1)) = Integral(x*x, (x, 0, 1))",
        ),
    ),
    Rule(
        name="reverse-the-ends",
        reverse="reverse-the-ends",
        law="Integral(f(x), (x, a, b)) = -Integral(f(x), (x, b, a))",
        why="Integrating backwards changes the sign.",
        aliases=("swap-the-limits", "reverse-the-limits", "reversed-limits", "exchange-the-ends"),
        accepts=("Integral(exp(x), (x, 1, 0)) = -Integral(exp(x), (x, 0, 1))",),
        refuses=("Integral(exp(x), (x, 1, 0)) = Integral(exp(x), (x, 0, 1))",),
    ),
    Rule(
        name="split-an-integral",
        reverse="join-integrals",
        law="Integral(f(x), (x, a, b)) = Integral(f(x), (x, a, c)) + Integral(f(x), (x, c, b))",
        why="An integral may be split at any point.",
        takes=("c",),
        aliases=("additivity-of-the-integral", "interval-additivity", "additivity"),
        reverse_aliases=("additivity-of-the-integral", "additivity"),
        accepts=(
            "Integral(exp(x), (x, 0, 2)) = Integral(exp(x), (x, 0, 1)) + Integral(exp(x), (x, 1, 2))",
            "Integral(exp(x), (x, 0, 2)) = Integral(exp(x), (x, 0, 1)) + Integral(exp(t), (t, 1, 2))",
        ),
        refuses=(
            "Integral(exp(x), (x, 0, 2)) = Integral(exp(x), (x, 0, 1)) + Integral(exp(x), (x, 0, 2))",
            "Integral(exp(x), (x, 0, 1)) + Integral(x, (x, 1, 2)) = Integral(exp(x), (x, 0, 2))",
        ),
    ),
    Rule(
        name="integral-over-a-point",
        law="Integral(f(x), (x, a, a)) = 0",
        why="Over a single point there is no area.",
        aliases=("empty-integral",),
        accepts=("Integral(exp(x), (x, 1, 1)) = 0",),
        refuses=("Integral(exp(x), (x, 1, 2)) = 0",),
    ),
    Rule(
        name="integral-of-a-constant",
        law="Integral(c, (x, a, b)) = c*(b - a)",
        why="The area under a constant is that of a rectangle.",
        needs=("c free of x",),
        aliases=("integrate-a-constant", "constant-rule-for-integrals"),
        accepts=("Integral(5, (x, 1, 3)) = 5*(3 - 1)", "Integral(y, (x, 0, 2)) = y*(2 - 0)"),
        refuses=("Integral(x, (x, 0, 2)) = x*(2 - 0)", "Integral(5, (x, 1, 3)) = 5*(3 + 1)"),
    ),
    Rule(
        name="fundamental-theorem",
        law="Integral(diff(f(x), x), (x, a, b)) = f(b) - f(a)",
        why="The integral of a rate of change is the whole change.",
        needs=("f continuous on a..b",),
        breaks="f(t) = sign(t), a = -1, b = 1",
        aliases=(
            "fundamental-theorem-of-calculus",
            "newton-leibniz",
            "evaluate-the-antiderivative",
            "evaluate-definite-integral",
        ),
        accepts=(
            "Integral(diff(x^2, x), (x, 0, 3)) = 3^2 - 0^2",
            "Integral(diff(log(t), t), (t, 1, 2)) = log(2) - log(1)",
            "given a < b: Integral(diff(sin(x), x), (x, a, b)) = sin(b) - sin(a)",
        ),
        refuses=(
            "Integral(diff(x^2, x), (x, 0, 3)) = 0^2 - 3^2",
            "Integral(diff(sign(x), x), (x, -1, 1)) = sign(1) - sign(-1)",
            "Integral(diff(atan(1/x), x), (x, -1, 1)) = atan(1/1) - atan(1/(-1))",
            "Integral(diff(x^2, x), (x, 0, 3)) = 3 - 0",
        ),
    ),
    Rule(
        name="derivative-of-an-integral",
        law="diff(Integral(f(t), (t, a, x)), x) = f(x)",
        why="The area up to a point grows at the rate of the height there.",
        needs=("f continuous at x", "f free of x", "a free of x"),
        breaks="f(t) = sign(t - 2)^2, a = 0",
        aliases=("fundamental-theorem-of-calculus", "fundamental-theorem", "differentiate-an-integral"),
        accepts=("diff(Integral(exp(t), (t, 0, x)), x) = exp(x)", "diff(Integral(sin(t)*y, (t, y, x)), x) = sin(x)*y"),
        refuses=(
            "diff(Integral(exp(t), (t, 0, x)), x) = exp(t)",
            "diff(Integral(x*t, (t, 0, x)), x) = x*x",
            "diff(Integral(exp(t), (t, x, 0)), x) = exp(x)",
            "diff(Integral(sign(t)^2, (t, 0, x)), x) = sign(x)^2",
        ),
    ),
    Rule(
        name="derivative-of-an-integral-from-its-lower-end",
        law="diff(Integral(f(t), (t, x, b)), x) = -f(x)",
        why="Moving the lower end up takes the height there away.",
        needs=("f continuous at x", "f free of x", "b free of x"),
        breaks="f(t) = sign(t - 2)^2, b = 0",
        aliases=("fundamental-theorem-of-calculus", "differentiate-an-integral"),
        accepts=("diff(Integral(exp(t), (t, x, 1)), x) = -exp(x)",),
        refuses=("diff(Integral(exp(t), (t, x, 1)), x) = exp(x)", "diff(Integral(x*t, (t, x, 1)), x) = -x*x"),
    ),
    Rule(
        name="recognise-a-derivative",
        inverse=worked_out,
        why="A factor is seen to be the derivative of another function.",
        calculus=True,
        aliases=("recognize-a-derivative", "write-as-a-derivative", "see-a-derivative"),
        accepts=(
            "2*x*exp(x^2) = exp(x^2)*diff(x^2, x)",
            "Integral(x*exp(x^2), (x, 0, 2)) = Integral(1/2*exp(x^2)*diff(x^2, x), (x, 0, 2))",
            "Integral(x*cos(x), (x, 0, 1)) = Integral(x*diff(sin(x), x), (x, 0, 1))",
        ),
        refuses=("x*exp(x^2) = exp(x^2)*diff(x^2, x)", "diff(x^2, x) = 2*x"),
    ),
    Rule(
        name="integration-by-parts",
        law="Integral(f(x)*diff(g(x), x), (x, a, b)) = f(b)*g(b) - f(a)*g(a) - Integral(diff(f(x), x)*g(x), (x, a, b))",
        why="The product rule, integrated: the derivative moves from one factor to the other.",
        needs=("f continuous on a..b", "g continuous on a..b"),
        breaks="f(t) = t + 2, g(t) = sign(t), a = -1, b = 1",
        calculus=True,
        aliases=("partial-integration", "by-parts", "integrate-by-parts", "parts"),
        accepts=(
            "Integral(x*diff(exp(x), x), (x, 0, 1)) = 1*exp(1) - 0*exp(0) - Integral(diff(x, x)*exp(x), (x, 0, 1))",
            "Integral(x*diff(sin(x), x), (x, 0, y)) = y*sin(y) - 0*sin(0) - Integral(1*sin(x), (x, 0, y))",
        ),
        refuses=(
            "Integral(x*diff(exp(x), x), (x, 0, 1)) = 1*exp(1) - 0*exp(0) + Integral(diff(x, x)*exp(x), (x, 0, 1))",
            "Integral(x*diff(exp(x), x), (x, 0, 1)) = 0*exp(0) - 1*exp(1) - Integral(diff(x, x)*exp(x), (x, 0, 1))",
            "Integral(x*diff(sign(x), x), (x, -1, 1)) = 1*sign(1) - (-1)*sign(-1) - Integral(1*sign(x), (x, -1, 1))",
        ),
    ),
    Rule(
        name="integration-by-substitution",
        law="Integral(f(g(x))*diff(g(x), x), (x, a, b)) = Integral(f(u), (u, g(a), g(b)))",
        why="The chain rule, integrated: the inner function becomes the variable, and the ends go with it.",
        needs=("g continuous on a..b", "f of g continuous on a..b", "f free of x"),
        breaks="f(t) = t^2, g(t) = sign(t), a = -1, b = 1",
        through=(
            "Integral(diff(Integral(f(t), (t, g(a), g(x))), x), (x, a, b))",
            "Integral(f(t), (t, g(a), g(b))) - Integral(f(t), (t, g(a), g(a)))",
        ),
        calculus=True,
        aliases=("substitution-rule", "integrate-by-substitution", "change-of-variables", "u-substitution"),
        accepts=(
            "Integral(exp(x^2)*diff(x^2, x), (x, 0, 2)) = Integral(exp(u), (u, 0^2, 2^2))",
            "Integral((1 + 2*x)^3*diff(1 + 2*x, x), (x, 0, 1)) = Integral(u^3, (u, 1 + 2*0, 1 + 2*1))",
        ),
        refuses=(
            "Integral(exp(x^2)*diff(x^2, x), (x, 0, 2)) = Integral(exp(u), (u, 0, 2))",
            "Integral(exp(x^2)*diff(x, x), (x, 0, 2)) = Integral(exp(u), (u, 0^2, 2^2))",
            "Integral(sign(x)^2*diff(sign(x), x), (x, -1, 1)) = Integral(u^2, (u, sign(-1), sign(1)))",
            "Integral(x*exp(x^2)*diff(x^2, x), (x, 0, 2)) = Integral(x*exp(u), (u, 0^2, 2^2))",
        ),
    ),
    Rule(
        name="integral-of-a-power",
        law="Integral(x^n, (x, a, b)) = b^(n + 1)/(n + 1) - a^(n + 1)/(n + 1)",
        why="The exponent of an antiderivative is one higher, and divides it.",
        needs=("n > -1", "n free of x", "a real", "b real"),
        units=("n",),
        breaks="a = -1, b = 1, n = -2",
        calculus=True,
        aliases=("power-rule-for-integrals", "power-rule", "antiderivative-of-a-power"),
        accepts=(
            "Integral(x^2, (x, 0, 1)) = 1^3/3 - 0^3/3",
            "Integral(x, (x, a, b)) = b^2/2 - a^2/2",
            "2*Integral(t^5, (t, 0, y)) = 2*(y^6/6 - 0^6/6)",
        ),
        refuses=("Integral(x^2, (x, 0, 1)) = 1^2/2 - 0^2/2", "Integral(x^2, (x, a, b)) = b^3 - a^3"),
    ),
    Rule(
        name="integral-of-a-reciprocal-power",
        law="Integral(1/x^n, (x, a, b)) = b^(1 - n)/(1 - n) - a^(1 - n)/(1 - n)",
        why="One over a power is a power with a negative exponent.",
        needs=("n != 1", "n free of x", "a > 0", "b > 0"),
        breaks="a = -1, b = 1, n = 2",
        calculus=True,
        aliases=("power-rule-for-integrals", "power-rule", "antiderivative-of-a-power"),
        accepts=(
            "Integral(1/x^2, (x, 1, 2)) = 1^(-1) - 2^(-1)",
            "Integral(1/t^3, (t, 1, 2)) = 2^(-2)/(-2) - 1^(-2)/(-2)",
        ),
        refuses=("Integral(1/x^2, (x, 1, 2)) = 2^(-1) - 1^(-1)", "Integral(1/x^2, (x, -1, 1)) = -2"),
    ),
    Rule(
        name="integral-of-a-decaying-exponential",
        law="Integral(exp(-c*x), (x, 0, oo)) = 1/c",
        why="What decays at a rate has one over the rate below it.",
        units=("c",),
        needs=("c > 0", "c free of x"),
        aliases=("standard-integral", "improper-integral-of-the-exponential"),
        accepts=(
            "Integral(exp(-2*x), (x, 0, oo)) = 1/2",
            "Integral(exp(-t), (t, 0, oo)) = 1",
            "given a > 0: Integral(exp(-a*x), (x, 0, oo)) = 1/a",
        ),
        refuses=("Integral(exp(-2*x), (x, 0, oo)) = 2", "Integral(exp(-a*x), (x, 0, oo)) = 1/a"),
    ),
    Rule(
        name="gamma-integral",
        law="Integral(x^n*exp(-c*x), (x, 0, oo)) = factorial(n)/c^(n + 1)",
        why="By parts n times, a power beside a decaying exponential gives a factorial.",
        units=("n", "c"),
        needs=("n integer", "n >= 0", "c > 0", "n free of x", "c free of x"),
        aliases=("standard-integral", "euler-integral"),
        accepts=(
            "Integral(x^2*exp(-3*x), (x, 0, oo)) = factorial(2)/3^3",
            "Integral(t*exp(-t), (t, 0, oo)) = factorial(1)/1^2",
        ),
        refuses=("Integral(x^2*exp(-3*x), (x, 0, oo)) = factorial(2)/3^2", "Integral(x*exp(-a*x), (x, 0, oo)) = 1/a^2"),
    ),
    Rule(
        name="integral-of-the-exponential",
        law="Integral(exp(c*x), (x, a, b)) = (exp(c*b) - exp(c*a))/c",
        units=("c",),
        why="The exponential is its own antiderivative, but for the constant in its exponent.",
        needs=("c free of x",),
        aliases=("integrate-the-exponential", "standard-integral"),
        accepts=(
            "Integral(exp(2*x), (x, 0, 1)) = (exp(2*1) - exp(2*0))/2",
            "Integral(exp(x), (x, 0, 1)) = exp(1) - exp(0)",
        ),
        refuses=(
            "Integral(exp(2*x), (x, 0, 1)) = exp(2*1) - exp(2*0)",
            "Integral(exp(x*x), (x, 0, 1)) = (exp(x*1) - exp(x*0))/x",
        ),
    ),
    Rule(
        name="integral-of-a-general-exponential",
        law="Integral(q^x, (x, a, b)) = (q^b - q^a)/log(q)",
        why="An exponential is divided by the logarithm of its base.",
        needs=("q != 0", "q free of x"),
        breaks="q = 0, a = 1, b = 2",
        aliases=("integrate-the-exponential", "standard-integral"),
        accepts=("Integral(2^x, (x, 0, 1)) = (2^1 - 2^0)/log(2)",),
        refuses=("Integral(2^x, (x, 0, 1)) = 2^1 - 2^0", "Integral(x^2, (x, 0, 1)) = (1^2 - 0^2)/log(2)"),
    ),
    Rule(
        name="integral-of-the-reciprocal",
        law="Integral(1/x, (x, a, b)) = log(b) - log(a)",
        why="The area under 1/x is a difference of logarithms, between positive ends.",
        needs=("a > 0", "b > 0"),
        breaks="a = -1, b = 1",
        aliases=("integrate-the-reciprocal", "standard-integral"),
        accepts=(
            "Integral(1/x, (x, 1, 2)) = log(2) - log(1)",
            "given y > 1: Integral(1/t, (t, 1, y)) = log(y) - log(1)",
        ),
        refuses=(
            "Integral(1/x, (x, -1, 1)) = log(1) - log(-1)",
            "Integral(1/x, (x, 1, y)) = log(y) - log(1)",
            "Integral(1/x^2, (x, 1, 2)) = log(2) - log(1)",
        ),
    ),
    Rule(
        name="integral-of-the-sine",
        law="Integral(sin(x), (x, a, b)) = cos(a) - cos(b)",
        why="The sine has minus the cosine as antiderivative.",
        aliases=("integrate-the-sine", "standard-integral"),
        accepts=("Integral(sin(x), (x, 0, pi)) = cos(0) - cos(pi)",),
        refuses=("Integral(sin(x), (x, 0, pi)) = cos(pi) - cos(0)",),
    ),
    Rule(
        name="integral-of-the-cosine",
        law="Integral(cos(x), (x, a, b)) = sin(b) - sin(a)",
        why="The cosine has the sine as antiderivative.",
        aliases=("integrate-the-cosine", "standard-integral"),
        accepts=("Integral(cos(x), (x, 0, 1)) = sin(1) - sin(0)",),
        refuses=("Integral(cos(x), (x, 0, 1)) = sin(0) - sin(1)",),
    ),
    Rule(
        name="integral-of-the-hyperbolic-sine",
        law="Integral(sinh(x), (x, a, b)) = cosh(b) - cosh(a)",
        why="The hyperbolic sine has the hyperbolic cosine as antiderivative.",
        aliases=("standard-integral",),
        accepts=("Integral(sinh(x), (x, 0, 1)) = cosh(1) - cosh(0)",),
        refuses=("Integral(sinh(x), (x, 0, 1)) = cosh(0) - cosh(1)",),
    ),
    Rule(
        name="integral-of-the-hyperbolic-cosine",
        law="Integral(cosh(x), (x, a, b)) = sinh(b) - sinh(a)",
        why="The hyperbolic cosine has the hyperbolic sine as antiderivative.",
        aliases=("standard-integral",),
        accepts=("Integral(cosh(x), (x, 0, 1)) = sinh(1) - sinh(0)",),
        refuses=("Integral(cosh(x), (x, 0, 1)) = sinh(0) - sinh(1)",),
    ),
    Rule(
        name="integral-to-the-arctangent",
        law="Integral(1/(1 + x^2), (x, a, b)) = atan(b) - atan(a)",
        why="One over one plus the square has the arctangent as antiderivative.",
        aliases=("standard-integral", "arctangent-integral"),
        accepts=("Integral(1/(1 + x^2), (x, 0, 1)) = atan(1) - atan(0)",),
        refuses=("Integral(1/(1 - x^2), (x, 2, 3)) = atan(3) - atan(2)",),
    ),
    Rule(
        name="integral-of-the-logarithm",
        law="Integral(log(x), (x, a, b)) = b*log(b) - b - a*log(a) + a",
        why="The logarithm has x log(x) - x as antiderivative.",
        needs=("a > 0", "b > 0"),
        breaks="a = 0, b = 1",
        aliases=("standard-integral",),
        accepts=("Integral(log(x), (x, 1, 2)) = 2*log(2) - 2 - 1*log(1) + 1",),
        refuses=(
            "Integral(log(x), (x, 1, 2)) = 1/2 - 1/1",
            "Integral(log(x), (x, y, 2)) = 2*log(2) - 2 - y*log(y) + y",
        ),
    ),
    Rule(
        name="integral-of-a-gaussian",
        law="Integral(exp(-c*(x - m)^2), (x, -oo, oo)) = sqrt(pi/c)",
        why="The area under a bell curve depends on its width, and not on where its middle is.",
        needs=("c > 0", "c free of x", "m real", "m free of x"),
        accepts=(
            "Integral(exp(-2*(x - 1)^2), (x, -oo, oo)) = sqrt(pi/2)",
            "given s > 0: Integral(exp(-s*(t - y)^2), (t, -oo, oo)) = sqrt(pi/s)",
        ),
        refuses=(
            "Integral(exp(-2*(x - 1)^2), (x, -oo, oo)) = sqrt(pi)/2",
            "Integral(exp(-s*(t - y)^2), (t, -oo, oo)) = sqrt(pi/s)",
            "Integral(exp(-2*(x - 1)^2), (x, 0, oo)) = sqrt(pi/2)",
        ),
    ),
    Rule(
        name="balance-of-a-gaussian",
        law="Integral((x - m)*exp(-c*(x - m)^2), (x, -oo, oo)) = 0",
        why="What a bell curve holds on one side of its middle, it holds on the other side as well.",
        needs=("c > 0", "c free of x", "m real", "m free of x"),
        accepts=("Integral((x - 1)*exp(-2*(x - 1)^2), (x, -oo, oo)) = 0",),
        refuses=(
            "Integral(x*exp(-2*(x - 1)^2), (x, -oo, oo)) = 0",
            "Integral((x - 1)*exp(-2*(x - 1)^2), (x, 0, oo)) = 0",
        ),
    ),
    Rule(
        name="second-moment-of-a-gaussian",
        law="Integral((x - m)^2*exp(-c*(x - m)^2), (x, -oo, oo)) = sqrt(pi/c)/(2*c)",
        why="Under a bell curve, the average square of the distance from its middle is one over twice its rate.",
        needs=("c > 0", "c free of x", "m real", "m free of x"),
        accepts=("Integral((x - 1)^2*exp(-3*(x - 1)^2), (x, -oo, oo)) = sqrt(pi/3)/(2*3)",),
        refuses=(
            "Integral((x - 1)^2*exp(-3*(x - 1)^2), (x, -oo, oo)) = sqrt(pi/3)/3",
            "Integral(x^2*exp(-3*(x - 1)^2), (x, -oo, oo)) = sqrt(pi/3)/(2*3)",
        ),
    ),
    Rule(
        name="gaussian-integral",
        law="Integral(exp(-x^2), (x, -oo, oo)) = sqrt(pi)",
        why="The area under the bell curve is the root of pi.",
        aliases=("gauss-integral", "bell-curve"),
        accepts=("Integral(exp(-x^2), (x, -oo, oo)) = sqrt(pi)",),
        refuses=("Integral(exp(-x^2), (x, 0, oo)) = sqrt(pi)",),
    ),
)
