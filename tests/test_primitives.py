"""Integrals by substitution: what has a value, what hasn't, and that a value holds only where its antiderivative does."""

from __future__ import annotations

from itertools import product

import pytest

from derivex.equality import prove
from derivex.notation.plain import read
from derivex.substitution import substitute
from derivex.term import App, Sym, Term, add, diff, number, subtract
from derivex.verdict import Proved, Refuted

PROVED = [
    ("Integral(x^n, (x, a, b))", "(b^(n + 1) - a^(n + 1))/(n + 1)", "n > -1"),
    ("Integral(x^n, (x, a, b))", "(b^(n + 1) - a^(n + 1))/(n + 1)", "n != -1, a > 0, b > 0"),
    ("Integral(2*x*cos(x^2), (x, a, b))", "sin(b^2) - sin(a^2)", ""),
    ("Integral(2*x*cos(x^2), (x, a, b))", "Integral(cos(u), (u, a^2, b^2))", ""),
    ("Integral(sin(t)*exp(cos(t)), (t, 0, x))", "E - exp(cos(x))", ""),
    ("Integral(t*sqrt(1 + t^2), (t, 0, x))", "((1 + x^2)^(3/2) - 1)/3", ""),
    ("Integral(2*t/(1 + t^2), (t, 0, x))", "log(1 + x^2)", ""),
    ("Integral(log(t)/t, (t, 1, x))", "log(x)^2/2", "x > 0"),
    ("Integral(exp(t)/(1 + exp(t)), (t, 0, x))", "log(1 + exp(x)) - log(2)", ""),
    ("Integral(exp(-t)/(1 + exp(-t))^2, (t, a, b))", "1/(1 + exp(-b)) - 1/(1 + exp(-a))", ""),
    ("Integral(x*exp(x^2) + 1/x, (x, 1, 2))", "(exp(4) - E)/2 + log(2)", ""),
    ("Integral(c*t*exp(t^2), (t, 0, 1))", "c*(E - 1)/2", "c complex"),
    ("Integral(1/(t^2 + b^2), (t, 0, b))", "pi/(4*b)", "b > 0"),
    ("Integral(1/(t^2 + 4*t + 13), (t, -2, 1))", "pi/12", ""),
    ("Integral(1/sqrt(9 - t^2), (t, 0, x))", "asin(x/3)", "-3 < x < 3"),
    ("Integral(sqrt(t^2 + 4), (t, 0, x))", "x*sqrt(x^2 + 4)/2 + 2*asinh(x/2)", ""),
    ("Integral(sqrt(1 - t^2), (t, 0, x))", "(x*sqrt(1 - x^2) + asin(x))/2", "-1 < x < 1"),
    ("Integral(sqrt(1 - t^2), (t, -1, 1))", "pi/2", "real values"),
    ("Integral(tan(t), (t, 0, x))", "-log(cos(x))", "-1 < x < 1"),
    ("Integral(1/cos(t)^2, (t, 0, x))", "tan(x)", "-3/2 < x < 3/2"),
    ("Integral(1/(3 + exp(2*t)), (t, 0, x))", "x/3 - log((3 + exp(2*x))/4)/6", ""),
    ("Integral(sin(t)/(4 + cos(t)^2), (t, 0, pi))", "atan(1/2)", ""),
    ("Integral(t*atan(t), (t, 0, x))", "((x^2 + 1)*atan(x) - x)/2", ""),
    ("Integral(asin(t), (t, 0, 1/2))", "pi/12 + sqrt(3)/2 - 1", ""),
    ("Integral(cos(t)^4, (t, 0, pi))", "3*pi/8", ""),
    ("Integral(sin(t)^3, (t, 0, x))", "2/3 - cos(x) + cos(x)^3/3", ""),
    ("Integral(exp(-t)*sin(2*t), (t, 0, x))", "(2 - exp(-x)*(sin(2*x) + 2*cos(2*x)))/5", ""),
    ("Integral(cos(m*t)*cos(n*t), (t, -pi, pi))", "0", "m integer, n integer, m >= 1, n > m"),
    (
        "Integral(sin(m*t)*cos(n*t), (t, 0, x))",
        "(1 - cos((m - n)*x))/(2*(m - n)) + (1 - cos((m + n)*x))/(2*(m + n))",
        "m > n > 0",
    ),
]

# values of antiderivatives that jump, or have a pole, between the ends
NOT_PROVED = [
    ("Integral(2*t/(t^2 - 1), (t, 0, 2))", "log(3)", ""),
    ("Integral(exp(1/t)/t^2, (t, -1, 1))", "exp(-1) - E", ""),
    ("Integral(cos(t)/sin(t)^2, (t, -1, 1))", "-2/sin(1)", ""),
    ("Integral(x^n, (x, a, b))", "(b^(n + 1) - a^(n + 1))/(n + 1)", "n > -2"),
    ("Integral(x^n, (x, a, b))", "(b^(n + 1) - a^(n + 1))/(n + 1)", "n > -1, a complex"),
    ("Integral(sin(t)/cos(t)^2, (t, 0, pi))", "-2", ""),
    ("Integral(t*abs(c*t^2), (t, 0, 1))", "c/4", "c complex"),
    ("Integral(log(t)/t, (t, -1, 1))", "pi^2/2", ""),
    ("Integral(tan(t), (t, 0, 3))", "-log(-cos(3))", ""),
    ("Integral(1/cos(t)^2, (t, 0, pi))", "0", ""),
    ("Integral(sqrt(1 - t^2), (t, 0, 2))", "sqrt(-3) + asin(2)/2", ""),  # asin has another rate on its cut
    ("Integral(1/(t^2 - 2), (t, 0, 2))", "sqrt(2)/4*log(((2 - sqrt(2))/(2 + sqrt(2)))^2)/2", ""),
]

OUTER = ("exp({})", "sin({})", "cos({})", "sinh({})", "({})^3", "sqrt({})", "1/({})", "log({})", "log({})^2")
INNER = ("t^2", "t^2 + 1", "1 - t^2", "exp(t)", "1 + exp(-t)", "cos(t)", "log(t)", "1/t", "t^3 - t", "2*t + 1")
ENDS = (("0", "1"), ("-1", "2"), ("1", "3"), ("0", "x"))


@pytest.mark.parametrize(("left", "right", "given"), PROVED)
def test_an_integral_has_its_value(left: str, right: str, given: str) -> None:
    assert isinstance(prove(left, right, given=given or ()), Proved)
    assert not isinstance(prove(left, f"{right} + 1", given=given or ()), Proved)


@pytest.mark.parametrize(("left", "right", "given"), NOT_PROVED)
def test_nothing_is_proved_across_a_gap(left: str, right: str, given: str) -> None:
    assert not isinstance(prove(left, right, given=given or ()), Proved)


@pytest.mark.parametrize(("outer", "inner"), list(product(OUTER, INNER))[::2])
def test_what_a_derivative_integrates_to(outer: str, inner: str) -> None:
    """The integral of F' is the rise of F, or it isn't known; and never another value."""
    whole, variable = read(outer.format(inner)), Sym("t")
    low, high = ENDS[(OUTER.index(outer) + INNER.index(inner)) % len(ENDS)]
    integral = App("Integral", (diff(whole, variable), App("bounds", (variable, read(low), read(high)))))
    rise: Term = subtract(substitute(whole, {"t": read(high)}), substitute(whole, {"t": read(low)}))
    found = prove(integral, rise)
    other = prove(integral, add(rise, number(1)))
    assert not isinstance(other, Proved)
    assert not isinstance(found, Refuted), found
