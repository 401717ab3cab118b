"""Mistakes with integrals between two ends."""

from __future__ import annotations

from derivex.mistakes.mistake import Mistake

INTEGRALS: tuple[Mistake, ...] = (
    Mistake(
        name="antiderivative-not-divided-by-its-exponent",
        wrong="Integral(x^n, (x, a, b)) = b^(n + 1) - a^(n + 1)",
        right="b^(n + 1)/(n + 1) - a^(n + 1)/(n + 1)",
        why="The new exponent divides the antiderivative.",
        breaks="a = 0, b = 1, n = 1",
        examples=("Integral(x^2, (x, 1, 2)) = 2^3 - 1^3",),
        needs=("n > 0", "n free of x"),
    ),
    Mistake(
        name="antiderivative-with-the-old-exponent",
        wrong="Integral(x^n, (x, a, b)) = b^n/n - a^n/n",
        right="b^(n + 1)/(n + 1) - a^(n + 1)/(n + 1)",
        why="The exponent is raised by one, and the new one divides.",
        breaks="a = 0, b = 1, n = 1",
        examples=("Integral(x^2, (x, 1, 3)) = 3^2/2 - 1^2/2",),
        needs=("n > 0", "n free of x"),
    ),
    Mistake(
        name="ends-put-into-the-integrand",
        wrong="Integral(f(x), (x, a, b)) = f(b) - f(a)",
        right="Integral(f(x), (x, a, b))",
        why="The ends are put into an antiderivative, not into what is integrated.",
        breaks="f(t) = t^2, a = 0, b = 1",
        examples=("Integral(x^2, (x, 1, 2)) = 2^2 - 1^2", "Integral(exp(2*x), (x, 0, 1)) = exp(2*1) - exp(2*0)"),
    ),
    Mistake(
        name="differentiated-instead-of-integrated",
        wrong="Integral(x^n, (x, a, b)) = n*b^(n - 1) - n*a^(n - 1)",
        right="b^(n + 1)/(n + 1) - a^(n + 1)/(n + 1)",
        why="This is the derivative at the ends, not an antiderivative.",
        breaks="a = 0, b = 1, n = 3",
        examples=("Integral(x^3, (x, 0, 2)) = 3*2^2",),
        needs=("n > 0", "n free of x"),
    ),
    Mistake(
        name="integral-of-a-product-as-a-product",
        wrong="Integral(f(x)*g(x), (x, a, b)) = Integral(f(x), (x, a, b))*Integral(g(x), (x, a, b))",
        right="Integral(f(x)*g(x), (x, a, b))",
        why="The integral of a product is not the product of the integrals: integrate by parts, or substitute.",
        breaks="f(t) = t, g(t) = t, a = 0, b = 1",
        examples=("Integral(x*exp(x), (x, 0, 1)) = Integral(x, (x, 0, 1))*Integral(exp(x), (x, 0, 1))",),
    ),
    Mistake(
        name="sine-integrated-without-its-minus",
        wrong="Integral(sin(x), (x, a, b)) = cos(b) - cos(a)",
        right="cos(a) - cos(b)",
        why="The antiderivative of the sine is minus the cosine.",
        breaks="a = 0, b = 1",
        examples=("Integral(sin(x), (x, 0, pi)) = cos(pi) - cos(0)",),
    ),
    Mistake(
        name="cosine-integrated-with-a-minus",
        wrong="Integral(cos(x), (x, a, b)) = sin(a) - sin(b)",
        right="sin(b) - sin(a)",
        why="The antiderivative of the cosine is the sine.",
        breaks="a = 0, b = 1",
        examples=("Integral(cos(x), (x, 0, 1)) = sin(0) - sin(1)",),
    ),
    Mistake(
        name="logarithm-for-a-reciprocal-power",
        wrong="Integral(1/x^n, (x, a, b)) = log(b) - log(a)",
        right="Integral(1/x^n, (x, a, b))",
        why="Only 1/x has the logarithm as antiderivative.",
        breaks="a = 1, b = 2, n = 2",
        examples=("Integral(1/x^2, (x, 1, 2)) = log(2) - log(1)",),
        needs=("n > 1", "n free of x"),
    ),
    Mistake(
        name="ends-exchanged",
        wrong="Integral(x^n, (x, a, b)) = a^(n + 1)/(n + 1) - b^(n + 1)/(n + 1)",
        right="b^(n + 1)/(n + 1) - a^(n + 1)/(n + 1)",
        why="The value at the lower end is taken from that at the upper one.",
        breaks="a = 0, b = 1, n = 1",
        examples=("Integral(x^2, (x, 1, 2)) = 1/3 - 2^3/3",),
        needs=("n > 0", "n free of x"),
    ),
)
