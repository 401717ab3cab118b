"""Routine rules: what may stay unnamed, and the two rules whose law a derivation states."""

from __future__ import annotations

from derivex.rule import Rule

ROUTINE: tuple[Rule, ...] = (
    Rule(
        name="arithmetic",
        why="Numbers are worked out; 0 and 1 disappear; equal factors become a power.",
        routine=True,
        aliases=("simplify", "simplification", "calculation", "evaluate"),
        accepts=("x + 1 - 1 = x", "(x*0 - 1*(-y))/z = y/z", "x*x = x^2", "2*3*x = 6*x", "x*(1/y) = x/y"),
        refuses=("x/x = 1", "x*(y + 1) = x*y + x", "x + y = x", "(1/x)*(y/x) = y/x^2"),
    ),
    Rule(
        name="signs",
        why="Minus times minus is plus, and a minus before a bracket or a bar may move.",
        routine=True,
        aliases=("sign", "double-negative"),
        accepts=("-(-x) = x", "-(x - y) = y - x", "(-x)/y = -x/y", "-1*x*(-y) = x*y"),
        refuses=("-(x - y) = -x - y", "(-x)^2 = -x^2"),
    ),
    Rule(
        name="reorder",
        why="Summands and factors may stand in any order and grouping.",
        routine=True,
        aliases=("commutative-law", "associative-law", "rearrange", "commutativity", "associativity", "regroup"),
        accepts=("x + y + z = z + (y + x)", "x*y*z = z*(x*y)"),
        refuses=("x - y = y - x", "x/y = y/x", "x^y = y^x"),
    ),
    Rule(
        name="collect",
        why="Terms that differ only by a number are added up.",
        routine=True,
        aliases=("collect-like-terms", "combine-like-terms", "collect-terms"),
        accepts=("2*x + 3*x = 5*x", "x*y + y + 2*x*y = 3*x*y + y", "1/y - 2*(1/y) = -1/y"),
        refuses=("2*x + 3*y = 5*x*y", "2*x + 3*x = 6*x"),
    ),
    Rule(
        name="definition",
        reverse="definition",
        why="A name may be replaced by what it stands for, and back.",
        stated=True,
        takes=("S",),
        aliases=("unfold", "fold", "unfold-definition", "fold-definition", "by-definition", "substitute-back"),
        accepts=(
            "let S(x) = 1/(1 + exp(-x)): diff(S(x), x) = diff(1/(1 + exp(-x)), x)",
            "let S(x) = 1/(1 + exp(-x)): 1/(1 + exp(-t))*(1 - 1/(1 + exp(-t))) = S(t)*(1 - S(t))",
        ),
        refuses=("let S(x) = 1/(1 + exp(-x)): S(x) = 1/(1 + exp(x))", "let S(x) = x^2: S(x) = x*x + 1"),
    ),
    Rule(
        name="substitute",
        reverse="substitute",
        why="Equal things may be put in each other's place.",
        stated=True,
        takes=("u",),
        aliases=("substitution", "insert", "plug-in"),
        accepts=(
            "let u = x^2: exp(x^2) = exp(u)",
            "given a = b + 1: 2*a = 2*(b + 1)",
            "let S(x) = 1/(1 + exp(-x)): x*S(x) = x*(1/(1 + exp(-x)))",
        ),
        refuses=("let u = x^2: exp(x) = exp(u)", "given a = b + 1: 2*a = 2*b"),
    ),
)
