"""Derivatives in the field: the same as those of terms, at any order."""

from __future__ import annotations

import re

import pytest

from derivex.engine.bounds import Bounds
from derivex.engine.derive import expand
from derivex.engine.heads import HEADS
from derivex.engine.kernels import Residue, TooHard, Zero, vanishes
from derivex.engine.outer import OUTER, REAL_OUTER
from derivex.given import Given
from derivex.notation.plain import read
from derivex.term import ONE, Sym, Term, add, diff, divide, multiply, number, power, subtract

X = Sym("x")


def zero(difference: Term, *givens: str) -> Zero | Residue | TooHard:
    return vanishes(difference, Given.read(list(givens)), Bounds())


BODIES = (
    "x^3 - 2*x^2 + 7",
    "x^-2",
    "x^(5/2)",
    "x^n*a",
    "x^x",
    "2^x",
    "x^(a + x)",
    "(1 + x^2)^(3/2)",
    "x/(1 + x)",
    "a/b/(1 + exp(-x))",
    "exp(-x)*sin(3*x)*x*log(x)",
    "log(x, 3)",
    "root(x, 3)",
    "sqrt(1 + sqrt(2 + x^2))",
    "(x - 1)*(x - 2)*(x - 3)*(x - 4)*(x - 5)",
    "f(x^2)*g(x)",
    "h(x, y)*x",
    "max(x, a)",
    "Piecewise((x^2, x > 1), (2*x - 1, True))",
    "diff(x*f(x), x)*y",
    "x*diff(y^2*x^3, y)",
    "diff(h(x, y), y)/x",
    "Subs(t*f(t), t, x)",
    "-Sum(k^2, (k, 1, n))*x",
)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("order", [1, 2, 3])
def test_the_field_and_the_terms_agree(body: str, order: int) -> None:
    term = diff(read(body), X, order)
    assert isinstance(zero(subtract(term, expand(term)), "x > 0"), Zero)
    assert isinstance(zero(subtract(term, add(expand(term), ONE)), "x > 0"), Residue)


@pytest.mark.parametrize("head", sorted({*OUTER, *REAL_OUTER} & {*HEADS}))
@pytest.mark.parametrize("inside", ["x", "2*x^2 + 1"])
def test_each_row_of_the_table_is_used(head: str, inside: str) -> None:
    for order in (1, 2):
        term = diff(read(f"x*{head}({inside})"), X, order)
        assert isinstance(zero(subtract(term, expand(term)), "x > 0"), Zero)


HIGH = (
    ("x*exp(x)", "(x + n)*exp(x)"),
    ("1/(1 + x)", "(-1)^n*factor/(1 + x)^(n + 1)"),
    ("log(1 + x)", "-(-1)^n*factor/(n*(1 + x)^n)"),
    ("sin(x)*x^2", "x^2*sin(x) - 2*n*x*cos(x) - n*(n - 1)*sin(x)"),
    ("exp(3*x + 1)", "3^n*exp(3*x + 1)"),
    ("x^70", "over*x^(70 - n)"),
)


@pytest.mark.parametrize(("body", "expected"), HIGH)
@pytest.mark.parametrize("order", [4, 16, 64])
def test_high_orders(body: str, expected: str, order: int) -> None:
    """Each has a closed form; n is a multiple of 4."""
    factor, over = 1, 1
    for index in range(1, order + 1):
        factor *= index
        over *= 71 - index
    text = expected.replace("factor", str(factor)).replace("over", str(over))
    closed = read(re.sub(r"\bn\b", str(order), text))
    assert isinstance(zero(subtract(diff(read(body), X, order), closed)), Zero)
    assert isinstance(zero(subtract(diff(read(body), X, order), multiply(number(2), closed))), Residue)


def test_orders_add_up() -> None:
    nested = diff(multiply(X, diff(read("exp(-x^2)"), X, 30)), X, 34)
    leibniz = read("x*diff(exp(-x^2), x, 64) + 34*diff(exp(-x^2), x, 63)")
    assert isinstance(zero(subtract(nested, leibniz)), Zero)


def test_the_differential_equation_of_hermite() -> None:
    body = "exp(-x^2)"
    for order in (1, 5, 40):
        text = (
            f"diff({body}, x, {order + 2}) + 2*x*diff({body}, x, {order + 1}) + 2*{order + 1}*diff({body}, x, {order})"
        )
        assert isinstance(zero(read(text)), Zero)


REFUSED = ("diff(sin(x), x, 65)", "diff(floor(x), x)", "diff(sign(I*x), x)")


@pytest.mark.parametrize("text", REFUSED)
def test_what_has_no_rule_is_too_hard(text: str) -> None:
    assert isinstance(zero(read(text)), TooHard)


@pytest.mark.parametrize("order", [12, 13, 20])
def test_high_orders_of_powers_where_the_base_is_zero(order: int) -> None:
    """Whether x is 0 matters to ``x^(n - k)``; orders beyond those of terms are decided in the field."""
    falling = multiply(*(read(f"n - {index}") for index in range(order)))
    closed = multiply(falling, read(f"x^(n - {order})"))
    assert isinstance(zero(subtract(diff(read("x^n"), X, order), closed)), Zero)
    assert not isinstance(zero(subtract(diff(read("x^n"), X, order), multiply(number(2), closed))), Zero)


def test_sizes_of_complex_values_have_derivatives_along_the_line() -> None:
    assert isinstance(zero(read("diff(abs(x + I)*exp(x), x, 2) - diff(diff(sqrt(x^2 + 1)*exp(x), x), x)")), Zero)
    assert isinstance(zero(read("diff(abs(x + I), x) - 2*x/sqrt(x^2 + 1)")), Residue)


def test_work_is_bounded() -> None:
    product = multiply(*(power(read(f"sin(x + a_{index})"), number(3)) for index in range(8)))
    assert isinstance(zero(diff(divide(product, read("1 + exp(x)*log(x)")), X, 60)), TooHard)


def test_denominators_of_rules_are_known_not_to_vanish() -> None:
    """Where the derivative of ``sqrt(x)`` is defined x isn't 0, so ``x^a/x^a`` needs no second case."""
    assert isinstance(zero(read("diff(sqrt(x), x)*x^a/x^a - 1/(2*sqrt(x))"), "x complex"), Zero)
    assert isinstance(zero(read("diff(x^2, x)*sign(x)^2 - 2*x")), Zero)
    assert not isinstance(zero(read("diff(x^2, x) + sign(x)^2 - 2*x - 1")), Zero)
    assert isinstance(zero(read("diff(abs(x), x) + sign(x)^2 - x/abs(x) - 1")), Zero)
