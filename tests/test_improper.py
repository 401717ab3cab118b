"""Improper integrals, infinite sums and limits of sums of exponentials: their values at points."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb, ctx

from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.values import Exact, ball
from derivex.notation.plain import read

HALF = Fraction(1, 2)


def value(text: str, point: dict[str, int | Fraction], *, real_values: bool = False) -> acb:
    """The value at a point, as a ball."""
    values = {name: Exact(Fraction(each)) for name, each in point.items()}
    with ctx.workprec(128):
        return ball(Evaluator(values, 64, real_values=real_values).evaluate(read(text)))


@pytest.mark.parametrize(
    ("text", "point", "closed"),
    [
        ("Integral(x^(a - 1)*exp(-b*x), (x, 0, oo))", {"a": HALF, "b": 2}, "sqrt(pi/2)"),
        ("Integral(x^(a - 1)*exp(-b*x), (x, 0, oo))", {"a": 4, "b": 2}, "3/8"),
        ("Integral(x^(a - 1)*exp(-b*x), (x, 0, t))", {"a": HALF, "b": 2, "t": 3}, "sqrt(pi/2)*erf(sqrt(6))"),
        ("Integral(sqrt(3*x)*exp(-x^2), (x, 0, oo))", {}, "sqrt(3)*gamma(3/4)/2"),
        ("Integral(exp(-(x - m)^2/(2*s^2)), (x, -oo, oo))", {"m": 1, "s": -2}, "2*sqrt(2*pi)"),
        ("Integral(x^2*exp(-(x - m)^2), (x, -oo, oo))", {"m": 1}, "3/2*sqrt(pi)"),
        ("Integral(x*exp(-(x - m)^2), (x, -oo, t))", {"m": 0, "t": 1}, "-exp(-1)/2"),
        ("Integral(exp(-x^2 + 2*b*x), (x, t, oo))", {"b": 1, "t": 1}, "sqrt(pi)/2*exp(1)"),
        ("Integral((x - 1)^2*exp(b*x), (x, -oo, 1))", {"b": 1}, "2*exp(1)"),
        ("Integral(x*exp(-b*x), (x, t, oo))", {"b": 1, "t": -1}, "0"),
        ("Integral(x*exp(-b*x), (x, t, oo))", {"b": 1, "t": 1}, "2*exp(-1)"),
        ("Integral(x^(-3/2), (x, t, oo))", {"t": 4}, "1"),
        ("Integral(exp(-b*x)*cos(x), (x, 0, oo))", {"b": 2}, "2/5"),
        ("Integral(x*exp(-b*x)*sin(x), (x, 0, oo))", {"b": 1}, "1/2"),
        ("Integral(exp(-b*x)*sinh(x), (x, 0, oo))", {"b": 2}, "1/3"),
        ("Integral(2^(-x), (x, 0, oo))", {}, "1/log(2)"),
        ("Integral(exp(-x)*x/x, (x, 0, oo))", {}, "1"),
        ("Integral(abs(3*x)*exp(-x), (x, 0, oo))", {}, "3"),
        ("Integral((exp(-x) + x)^2 - x^2, (x, 0, oo))", {}, "5/2"),
        ("Integral(b*exp(x*(t - b)), (x, 0, oo))", {"b": 2, "t": 1}, "2"),
        ("Sum(r^n*cos(n*pi), (n, 1, oo))", {"r": -HALF}, "1"),
        ("Sum(r^n*(exp(I*n*a) + exp(-I*n*a)), (n, 0, oo))", {"r": HALF, "a": 0}, "4"),
        ("Sum(n^2*(r*exp(I*a))^n, (n, 1, oo))", {"r": HALF, "a": 0}, "6"),
        ("Sum((1/2)^n + (1/3)^n, (n, 1, oo))", {}, "3/2"),
        ("Limit(b/(t - b)*exp(x*(t - b)), x, oo)", {"b": 2, "t": 1}, "0"),
        ("Limit((x^2/b + 3)*exp(-b*x) + t, x, oo)", {"b": 2, "t": 1}, "1"),
        ("Limit(x*exp(-b*x^2) + sqrt(t)/x, x, oo)", {"b": 2, "t": 2}, "0"),
        ("Limit(exp(b*x), x, -oo)", {"b": 2}, "0"),
        ("Limit(exp(-x)*cos(x), x, oo)", {}, "0"),
    ],
)
def test_a_value(text: str, point: dict[str, int | Fraction], closed: str) -> None:
    found, exact = value(text, point), value(closed, {})
    assert found.overlaps(exact)
    assert abs(found - exact) < 1e-12


@pytest.mark.parametrize(
    ("text", "point", "certain"),
    [
        ("Integral(b*exp(x*(t - b)), (x, 0, oo))", {"b": 1, "t": 2}, True),
        ("Integral(exp(b*x^2), (x, -oo, oo))", {"b": 1}, True),
        ("Integral(x^(a - 1)*exp(-b*x), (x, 0, oo))", {"a": 0, "b": 2}, True),
        ("Integral(x^(a - 1)*exp(-b*x), (x, 0, oo))", {"a": HALF, "b": 0}, True),
        ("Integral(x^(a - 1)*exp(-b*x), (x, 0, t))", {"a": -1, "b": 2, "t": 3}, True),
        ("Integral(1/x + exp(-x) - 1/x^2, (x, 0, oo))", {}, False),
        ("Integral(exp(-x^2)/x, (x, -1, oo))", {}, False),
        ("Integral(exp(-x)/(x - 1)^2, (x, 0, oo))", {}, False),
        ("Integral(sqrt(x)*exp(-x), (x, -1, oo))", {}, False),
        ("Integral(exp(-x)*(-2)^x, (x, 0, oo))", {}, False),
        ("Integral(exp(I*b*x), (x, 0, oo))", {"b": 1}, False),
        ("Integral(exp(-x)*t/(1/0), (x, 0, oo))", {"t": 1}, True),
        ("Integral(exp(-x), (x, -oo, oo))", {}, False),
        ("Integral(cos(x), (x, 0, oo))", {}, False),
        ("Sum(r^n*cos(n*a), (n, 1, oo))", {"r": 1, "a": 1}, False),
        ("Sum(n/n*2^(-n)*cos(n), (n, 0, oo))", {}, False),
        ("Sum(n*n^(-1)*2^(-n)*cos(n), (n, -2, oo))", {}, False),
        ("Sum(r^n*cos(n*pi), (n, 1, oo))", {"r": 2}, False),
        ("Limit(b/(t - b)*exp(x*(t - b)), x, oo)", {"b": 1, "t": 2}, False),
        ("Limit(b/(t - b)*exp(x*(t - b)), x, oo)", {"b": 1, "t": 1}, False),
        ("Limit(cos(b*x), x, oo)", {"b": 1}, False),
        ("Limit(exp(-x)/(x - x), x, oo)", {}, True),
    ],
)
def test_no_value(text: str, point: dict[str, int | Fraction], certain: bool) -> None:
    with pytest.raises(Undefined if certain else (Undefined, Unknown)):
        value(text, point)


def test_real_values_only() -> None:
    """An integrand that isn't real has no value where only real values count."""
    text = "Integral(exp(-x)*(cos(x) + I*t), (x, 0, oo))"
    assert value(text, {"t": 1}).overlaps(acb(HALF.numerator / 2, 1))
    with pytest.raises((Undefined, Unknown)):
        value(text, {"t": 1}, real_values=True)
