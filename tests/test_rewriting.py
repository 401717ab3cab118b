"""Every rule is also a SymPy rewrite: both roads, walked with SymPy expressions alone."""

from __future__ import annotations

import pytest
import sympy as sp

from derivex import load, rewrite, verify
from derivex.book import BOOK
from derivex.errors import BadRule
from derivex.rule import Rule
from derivex.writers.sympy import step_rewrite

x = sp.Symbol("x", real=True)
S = sp.Function("S")
D = 1 + sp.exp(-x)
DEFINITION = sp.Eq(S(x), 1 / D)


def written(*parts: sp.Expr) -> sp.Expr:
    return sp.Add(*parts, evaluate=False)


def test_the_quotient_road_is_walked_in_sympy() -> None:
    start = sp.Derivative(1 / D, x)
    applied = BOOK["quotient-rule"].rewrite(start)
    assert str(applied) == "((1 + exp(-x))*Derivative(1, x) - Derivative(1 + exp(-x), x))/(1 + exp(-x))**2"
    walk = [
        ("chain-rule", None, sp.exp(-x) / D**2),
        (
            "add-and-subtract",
            1,
            sp.Mul(written(sp.Integer(1), sp.Integer(-1), sp.exp(-x)), sp.Pow(D, -2), evaluate=False),
        ),
        ("split-fraction", None, written(sp.Mul(D, sp.Pow(D, -2), evaluate=False), -(D**-2))),
        ("cancel", None, 1 / D - D**-2),
        ("factor", None, sp.Mul(1 / D, written(sp.Integer(1), -1 / D), evaluate=False)),
        ("definition", DEFINITION, S(x) * (1 - S(x))),
    ]
    line = applied
    for name, argument, to in walk:
        found = BOOK[name].rewrite(line, argument=argument, to=to)
        assert found is to, name
        line = found
    assert line == S(x) * (1 - S(x))


def test_the_chain_road_is_walked_in_sympy() -> None:
    start = sp.Derivative(1 / D, x)
    assert BOOK["reciprocal-as-power"].rewrite(start, to=sp.Derivative(D**-1, x)) == start
    powered = BOOK["chain-rule"].rewrite(start)
    assert powered is not None and powered.has(sp.Subs)
    split = sp.Mul(S(x), written(sp.Mul(D, 1 / D, evaluate=False), -1 / D), evaluate=False)
    zero = sp.Mul(
        S(x), sp.Mul(written(sp.Integer(1), sp.Integer(-1), sp.exp(-x)), 1 / D, evaluate=False), evaluate=False
    )
    walk = [
        ("power-rule", None, -1 * D**-2 * sp.Derivative(D, x)),
        ("chain-rule", None, sp.exp(-x) / D**2),
        ("product-of-fractions", None, sp.Mul(1 / D, sp.Mul(sp.exp(-x), 1 / D, evaluate=False), evaluate=False)),
        ("definition", DEFINITION, sp.Mul(S(x), sp.Mul(sp.exp(-x), 1 / D, evaluate=False), evaluate=False)),
        ("add-and-subtract", 1, zero),
        ("split-fraction", None, split),
        ("cancel", None, sp.Mul(S(x), 1 - 1 / D, evaluate=False)),
        ("definition", DEFINITION, S(x) * (1 - S(x))),
    ]
    line = powered
    for name, argument, to in walk:
        found = BOOK[name].rewrite(line, argument=argument, to=to)
        assert found is to, name
        line = found


def test_a_rule_that_does_not_apply_is_none() -> None:
    assert BOOK["quotient-rule"].rewrite(sp.Derivative(sp.exp(x), x)) is None
    assert BOOK["cancel"].rewrite(1 / D) is None


@pytest.mark.parametrize(
    ("name", "expr", "wanted"),
    [
        ("exponential-rule", sp.Derivative(sp.exp(x), x), sp.exp(x)),
        ("power-rule", sp.Derivative(x**3, x), 3 * x**2),
        ("exponential-of-a-logarithm", sp.exp(sp.log(x + 2), evaluate=False), x + 2),
        ("difference-of-squares", x**2 + 9, None),
        ("difference-of-squares", x**2 - 9 * sp.Symbol("y", real=True) ** 4, x**2 - 9 * sp.Symbol("y", real=True) ** 4),
    ],
)
def test_single_rewrites(name: str, expr: sp.Expr, wanted: sp.Expr | None) -> None:
    found = BOOK[name].rewrite(expr)
    assert (found is None) if wanted is None else sp.simplify(found - wanted) == 0


@pytest.mark.parametrize("name", ["sigmoid", "sigmoid-chain-rule"])
def test_every_step_is_a_rewrite(name: str) -> None:
    """The line after, from the line before, by the step's own reasons and by the printed code."""
    derivation = load(name)
    for step in derivation.steps:
        before, after = step.sympy
        assert step.rewrite(before) == after
        code = step_rewrite(step, derivation.definitions)
        assert eval(code, {"BOOK": BOOK, "rewrite": rewrite, "before": before, "after": after}) == after, code


def test_a_step_does_not_rewrite_what_its_reason_does_not_reach() -> None:
    step = load("sigmoid").steps[1]
    assert step.rewrite(sp.exp(x)) is None
    assert rewrite(sp.exp(x), "chain rule", to=sp.exp(2 * x)) is None
    with pytest.raises(TypeError, match="nothing to rewrite"):
        BOOK["cancel"].rewrite(None)


def test_a_rule_may_be_a_function_of_sympy() -> None:
    rule = Rule.from_sympy(
        "expand-sines",
        lambda e: sp.expand_trig(e) if isinstance(e, sp.sin) else None,
        why="The sine of a sum is expanded.",
        accepts=("sin(x + y) = sin(x)*cos(y) + sin(y)*cos(x)",),
        refuses=("sin(x + y) = sin(x) + sin(y)",),
    )
    y = sp.Symbol("y", real=True)
    assert verify([sp.sin(x + y), sp.expand_trig(sp.sin(x + y))], by=["expand sines"], rules=[rule]).ok
    wrong = Rule.from_sympy(
        "drop-sines", lambda e: e.args[0] if isinstance(e, sp.sin) else None, why="Sines are dropped.",
        accepts=("sin(x) = x",), refuses=("cos(x) = x",),
    )  # fmt: skip
    with pytest.raises(BadRule, match="which is false at"):
        verify(["sin(x)", "x"], by=["drop sines"], rules=[wrong])
