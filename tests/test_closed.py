"""Parts of a term that are numbers: angles that turn too far, sizes, and logarithms of Gaussian numbers."""

from __future__ import annotations

import pytest

from asked import proved, refuted, undecided
from derivex.engine.closed import settled
from derivex.notation.plain import read
from oracle import value

TRUE = [
    ("asin(sin(20))", "20 - 6*pi"),
    ("asin(sin(-8))", "3*pi - (-8) - 6*pi"),
    ("acos(cos(8))", "8 - 2*pi"),
    ("acos(cos(-4))", "2*pi - 4"),
    ("atan(tan(7/3))", "7/3 - pi"),
    ("acot(cot(9))", "9 - 3*pi"),
    ("asec(sec(11))", "4*pi - 11"),
    ("acsc(csc(4))", "pi - 4"),
    ("asin(cos(2))", "pi/2 - 2"),
    ("acos(sin(3))", "3 - pi/2"),
    ("atan(cot(5))", "3*pi/2 - 5"),
    ("log(exp(2 + 11*I))", "2 + (11 - 4*pi)*I"),
    ("x*asin(sin(sqrt(2) + exp(1)))", "x*(pi - sqrt(2) - E)"),
    ("sqrt(1 - sin(20)^2)", "cos(20)"),
    ("sqrt(1 - cos(5)^2)", "-sin(5)"),
    ("sqrt((1 + cos(7))/2)", "-cos(7/2)"),
    ("sqrt(sin(2)^2 - 2*sin(2) + 1)", "1 - sin(2)"),
    ("(3 + 4*I)^x", "(2 + I)^(2*x)"),
    ("(-3 - 4*I)^x", "(1 - 2*I)^(2*x)"),
    ("(1 + I)^(3*x)", "(-2 + 2*I)^x"),
    ("(3*I)^x", "3^x*exp(I*pi*x/2)"),
    ("((1 + I)/2)^x", "2^(-x/2)*exp(I*pi*x/4)"),
]
FALSE = [
    ("asin(sin(20))", "6*pi - 20"),
    ("acos(cos(8))", "8 - 4*pi"),
    ("atan(tan(7/3))", "7/3"),
    ("log(exp(2 + 11*I))", "2 + 11*I"),
    ("sqrt(1 - cos(5)^2)", "sin(5)"),
    ("(-7 + 24*I)^x", "(-2 - I)^(4*x)"),  # they differ by a turn, so at whole x they agree
    ("(1 + I)^(5*x)", "(-4 - 4*I)^x"),
]


@pytest.mark.parametrize(("before", "after"), TRUE)
def test_what_is_proved(before: str, after: str) -> None:
    proved(before, after, "x complex")


@pytest.mark.parametrize(("before", "after"), FALSE)
def test_what_is_refuted(before: str, after: str) -> None:
    refuted(before, after, "x complex")


@pytest.mark.parametrize("text", [side for row in TRUE for side in row if "csc" not in side and "sec" not in side])
def test_the_value_stays(text: str) -> None:
    term, at = read(text), {"x": 0.7}
    assert value(settled(term), at) == pytest.approx(value(term, at))


@pytest.mark.parametrize(
    "text", ["asin(sin(x))", "asin(sin(2 + I))", "atan(tan(pi/2))", "abs(1 - 1)", "log(-3)", "I^2"]
)
def test_what_is_left_alone(text: str) -> None:
    assert settled(read(text)) == read(text)


def test_an_angle_at_the_edge_is_not_guessed() -> None:
    undecided("atan(tan(pi/2))", "pi/2")


def test_with_real_values_both_logarithms_of_a_change_of_base_are_real() -> None:
    assert undecided("log(1, x)", "0", "real values", "x < 0").reason.startswith("the first line is undefined")
