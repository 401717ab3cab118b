"""Fractions: splitting, combining, cancelling, multiplying and dividing them."""

from __future__ import annotations

from derivex.book.polynomials import together
from derivex.rule import Rule

FRACTIONS: tuple[Rule, ...] = (
    Rule(
        name="split-fraction",
        reverse="combine-fractions",
        law="(a + b)/c = a/c + b/c",
        why="A sum over a denominator is the sum of its parts over it.",
        aliases=("split", "separate-fraction", "break-up-fraction", "split-numerator"),
        reverse_aliases=("combine", "add-numerators", "combine-numerators", "add-fractions", "same-denominator"),
        accepts=(
            "(x + 1)/y = x/y + 1/y",
            "(x - 1 + y)/z = x/z - 1/z + y/z",
            "1 + (a + b)/(c*d) = 1 + a/(c*d) + b/(c*d)",
        ),
        refuses=("(x + 1)/y = x/y + 1", "1/(x + y) = 1/x + 1/y", "(x*y)/z = x/z*y"),
    ),
    Rule(
        name="cancel",
        reverse="expand-fraction",
        law="(a*c)/(b*c) = a/b",
        why="A factor common to both sides of the bar may be left out where it isn't zero.",
        takes=("c",),
        units=("a", "b"),
        aliases=(
            "cancel-gcd",
            "times-inverse-is-one",
            "cancel-common-factor",
            "reduce-fraction",
            "simplify-fraction",
            "cancel-terms",
        ),
        reverse_aliases=(
            "multiply-and-divide-by",
            "multiply-numerator-and-denominator-by",
            "extend-fraction",
            "multiply-by-one",
        ),
        accepts=("(x*y)/(x*z) = y/z", "x/x = 1", "(1 + y)/(1 + y)^2 = 1/(1 + y)", "z - (2*x^2)/x = z - 2*x"),
        refuses=("(x + y)/(x + z) = y/z", "(x + y)/x = y", "(x*y)/(x*z) = z/y"),
    ),
    Rule(
        name="product-of-fractions",
        reverse="product-of-fractions",
        law="(a/b)*(c/d) = (a*c)/(b*d)",
        why="Fractions are multiplied above and below the bar.",
        units=("a", "c"),
        aliases=(
            "multiply-numerators",
            "multiply-denominators",
            "multiply-fractions",
            "fraction-product",
            "split-product-of-fractions",
        ),
        accepts=("(x/y)*(z/w) = (x*z)/(y*w)", "exp(x)/(y*y) = (1/y)*(exp(x)/y)"),
        refuses=("(x/y)*(z/w) = (x*w)/(y*z)", "x/y + z/w = (x + z)/(y + w)"),
    ),
    Rule(
        name="divide-by-fraction",
        law="a/(b/c) = a*c/b",
        why="To divide by a fraction, multiply by it turned over.",
        aliases=(
            "simplify-division",
            "multiply-by-inverse",
            "divide-as-reciprocal",
            "multiply-by-reciprocal",
            "invert-and-multiply",
            "reciprocal",
        ),
        accepts=("x/(y/z) = x*z/y", "1/(1/y) = y"),
        refuses=("x/(y/z) = x*y/z", "(x/y)/z = x*z/y"),
    ),
    Rule(
        name="nested-fraction",
        reverse="nested-fraction",
        law="(a/b)/c = a/(b*c)",
        why="Dividing twice is dividing by the product.",
        accepts=("(x/y)/z = x/(y*z)",),
        refuses=("(x/y)/z = x*z/y", "x/(y/z) = x/(y*z)"),
    ),
    Rule(
        name="common-denominator",
        law="a/b + c/d = (a*d + b*c)/(b*d)",
        why="Fractions are added over the product of their denominators.",
        units=("a", "c"),
        aliases=("find-common-denominator", "bring-to-common-denominator"),
        accepts=("x/y + z/w = (x*w + y*z)/(y*w)", "1/x - 1/y = (y - x)/(x*y)"),
        refuses=("x/y + z/w = (x + z)/(y*w)", "x/y + z/w = (x + z)/(y + w)"),
    ),
    Rule(
        name="partial-fractions",
        inverse=together,
        why="A fraction is written as a sum of fractions with simpler denominators.",
        aliases=("partial-fraction-decomposition", "decompose-fraction"),
        accepts=("1/(x*(x + 1)) = 1/x - 1/(x + 1)", "(3*x + 5)/((x + 1)*(x + 2)) = 2/(x + 1) + 1/(x + 2)"),
        refuses=("1/(x*(x + 1)) = 1/x + 1/(x + 1)", "1/(x + y) = 1/x + 1/y"),
    ),
    Rule(
        name="add-to-fraction",
        reverse="split-off-from-fraction",
        law="a + c/d = (a*d + c)/d",
        why="What stands beside a fraction is brought over its denominator.",
        aliases=("common-denominator", "bring-to-common-denominator", "find-common-denominator"),
        accepts=("1 + 1/x = (x + 1)/x", "1 - 1/(1 + exp(-x)) = (1 + exp(-x) - 1)/(1 + exp(-x))"),
        refuses=("1 + 1/x = 2/x", "1 + 1/x = (x + 1)/x^2"),
    ),
    Rule(
        name="rationalise-the-denominator",
        law="c/(a + b) = c*(a - b)/(a^2 - b^2)",
        why="Expanding by the conjugate makes a difference of squares below the bar.",
        aliases=("rationalize-the-denominator", "expand-by-the-conjugate", "multiply-by-the-conjugate", "conjugate"),
        alone=True,
        accepts=(
            "1/(sqrt(x) + 1) = (sqrt(x) - 1)/(sqrt(x)^2 - 1^2)",
            "y/(x + sqrt(2)) = y*(x - sqrt(2))/(x^2 - sqrt(2)^2)",
        ),
        refuses=("1/(sqrt(x) + 1) = (sqrt(x) + 1)/(sqrt(x)^2 - 1^2)", "1/(x + y) = 1/x - 1/y"),
    ),
)
