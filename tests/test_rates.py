"""Values of derivatives and limits at a point, as the recheck computes them: right, or ``Unclear``."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import ctx

from derivex.certificates.balls import Unclear, ball
from derivex.certificates.core import Beyond, core
from derivex.certificates.taylor import derivative_by_series
from derivex.certificates.values import Evaluator
from derivex.given import Given
from derivex.notation.plain import read
from derivex.term import Sym, diff


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("diff(x*abs(x), x)", "0", "0"),
        ("diff(x*sign(x)^2, x)", "0", "1"),
        ("diff(max(x, 0)^3, x, 2)", "0", "0"),
        ("diff(Piecewise((x^2, x < 1), (2*x - 1, True)), x)", "1", "2"),
        ("diff(Piecewise((x^2, x < 1), (2*x - 1, True)), x)", "1/2", "1"),
        ("diff(abs(x - 2)*(x - 2), x)", "2", "0"),
        ("diff(Integral(exp(x*t), (t, 0, 1)), x)", "0", "1/2"),
        ("diff(Integral(x*t, (t, x, 2*x)), x)", "2", "18"),
        ("diff(Integral(x*t, (t, x, x)), x)", "2", "0"),
        ("Limit(sin(t)/t, t, 0)", "0", "1"),
        ("Limit((t^3 - x^3)/(t - x), t, x)", "2", "12"),
        ("Limit((1 - cos(t))/t^2, t, 0)", "0", "1/2"),
    ],
)
def test_a_value_is_right(text: str, x: str, value: str) -> None:
    found = ball(Evaluator({"x": Fraction(x)}, Given()).value(read(text)))
    assert found.contains(ball(Fraction(value)))
    assert abs(found - ball(Fraction(value))) < 2**-30


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("diff(abs(x), x)", "0"),
        ("diff(sign(x), x)", "0"),
        ("diff(x*abs(x), x, 2)", "0"),
        ("diff(max(x^2, x), x)", "1"),
        ("diff(Piecewise((x + 1, x > 0), (x, True)), x)", "0"),
        ("diff(Piecewise((x, x != 0), (1, True)), x)", "0"),  # another value at the place itself
        ("diff(Piecewise((x, x != 0), (1/x, True)), x)", "0"),
        ("diff(floor(x), x)", "1"),
        ("diff(sqrt(abs(x)), x)", "0"),
        ("diff(Integral(x + 1/t, (t, -1, 1)), x)", "1"),
        ("diff(Integral(abs(t - x), (t, 0, 1)), x)", "1/2"),
        ("diff(Integral(sign(x)*t, (t, 0, 1)), x)", "0"),
        ("diff(Integral(exp(-x*t), (t, 0, oo)), x)", "1"),
        ("Limit(abs(t)/t, t, 0)", "0"),
        ("Limit(sign(t), t, 0)", "0"),
        ("Limit(floor(t), t, 1)", "0"),
        ("Limit(1/t, t, 0)", "0"),
        ("Limit(sqrt(t)/t, t, 0)", "0"),
        ("Limit(sin(1/t), t, 0)", "0"),
        ("Limit(t/t^2, t, 0)", "0"),
        ("Limit(log(-1 + I*t), t, 0)", "0"),
    ],
)
def test_what_has_no_value_is_unclear(text: str, x: str) -> None:
    with pytest.raises((Unclear, Beyond)):
        Evaluator({"x": Fraction(x)}, Given()).value(read(text))


@pytest.mark.parametrize("order", [1, 2, 5])
@pytest.mark.parametrize("x", ["1/3", "2"])
@pytest.mark.parametrize(
    "text",
    [
        "x^3/(1 + x^2)",
        "exp(-x^2)*sin(3*x)",
        "log(x)^2*cos(x)",
        "x^x",
        "sqrt(1 + x)",
        "x^(-7/3)",
        "y*x^y",
        "-exp(x)/x + y",
    ],
)
def test_a_power_series_agrees_with_the_rules(text: str, x: str, order: int) -> None:
    here, term = Evaluator({"x": Fraction(x), "y": Fraction(3, 2)}, Given()), read(text)
    with ctx.workprec(128):
        expected = ball(here.value(diff(term, Sym("x"), order)))
        found = derivative_by_series(here, core(term, Given()), "x", order)
        assert found.overlaps(expected)
        assert abs(found - expected).upper() < 2**-60


@pytest.mark.parametrize("text", ["1/(x - 2)", "log(x - 2)", "(x - 2)^(1/3)", "abs(x)", "f(x)"])
def test_a_power_series_is_unclear_where_there_is_none(text: str) -> None:
    with pytest.raises(Unclear):
        derivative_by_series(Evaluator({"x": Fraction(2)}, Given()), core(read(text), Given()), "x", 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [("Integral(sqrt(t), (t, 0, 1))", "2/3"), ("Integral(t*sqrt(1 - t^2), (t, 0, -1))", "1/3")],
)
def test_an_integral_with_a_branch_point_at_its_end_has_a_value(text: str, value: str) -> None:
    with ctx.workprec(192):
        found = ball(Evaluator({}, Given()).value(read(text)))
        assert found.overlaps(ball(Fraction(value)))
        assert abs(found - ball(Fraction(value))).upper() < 2**-20


@pytest.mark.parametrize("text", ["Integral(sqrt(t), (t, -1, 1))", "Integral(t^(-1/2), (t, 1, 0))"])
def test_an_integral_over_a_branch_point_or_of_what_is_unbounded_is_unclear(text: str) -> None:
    with ctx.workprec(192), pytest.raises(Unclear):
        Evaluator({}, Given()).value(read(text))
