"""Derivatives at kinks: decided from both sides where that can be done, and named where it can't."""

from __future__ import annotations

import pytest

from derivex.engine.ladder import prove
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.verdict import Proved, Refuted

EXAMINED = [
    ("diff(x*abs(x), x)", "2*abs(x)"),
    ("diff(abs(x - 1)*(x - 1)^2, x)", "3*abs(x - 1)*(x - 1)"),
    ("diff(abs(x)^3, x)", "3*x*abs(x)"),
    ("diff(max(x, 0)^2, x)", "2*max(x, 0)"),
    ("diff(Piecewise((sin(x), x != 0), (0, True)), x)", "cos(x)"),
    ("diff(Piecewise((x^2, x >= 0), (-x^2, True)), x)", "2*abs(x)"),
    ("diff(x^2*sign(x), x)", "2*abs(x)"),
    ("diff(abs(x)*x + sin(x), x)", "2*abs(x) + cos(x)"),
    ("diff(abs(x)*x^3, x, 2)", "12*x*abs(x)"),
]


@pytest.mark.parametrize(("before", "after"), EXAMINED)
def test_a_derivative_that_exists_at_a_kink(before: str, after: str) -> None:
    verdict = prove(read(before), read(after))
    assert isinstance(verdict, Proved), verdict
    assert verdict.unexamined == ()


# true beside 0, and false there
FALSE = [
    ("diff(abs(x)*sign(x), x)", "sign(x)^2"),
    ("diff(max(x, 0) + min(x, 0), x)", "abs(sign(x))"),
    ("diff(x*sign(x)^2, x)", "sign(x)^2"),
    ("diff(Piecewise((sin(x), x != 0), (0, True)), x)", "Piecewise((cos(x), x != 0), (0, True))"),
]


def test_a_third_derivative_that_fails_at_the_kink_alone() -> None:
    verdict = prove(read("diff(abs(x)^3*sign(x), x, 3)"), read("6*abs(sign(x))"))
    assert isinstance(verdict, Refuted)
    assert str(verdict.witness) == "x = 0: 6 != 0"


@pytest.mark.parametrize(("before", "after"), FALSE)
def test_a_claim_that_fails_at_the_kink_alone(before: str, after: str) -> None:
    verdict = prove(read(before), read(after))
    assert isinstance(verdict, Refuted), verdict
    assert str(verdict.witness) == "x = 0: 1 != 0"


def test_where_the_kink_is_not_admitted_nothing_is_left_to_examine() -> None:
    verdict = prove(read("diff(abs(x)*sign(x), x)"), read("sign(x)^2"), Given.read(["x != 0"]))
    assert isinstance(verdict, Proved)
    assert verdict.unexamined == ()


# a jump, a corner, a root: no derivative is made up
UNTOLD = [
    ("diff(sqrt(x)^2, x)", "1"),
    ("diff(x*sign(sin(x)), x)", "sign(sin(x))"),
    ("diff(abs(x*y), x)", "y*sign(x*y)"),
    # acot jumps at 0, where its value is that on the right: left of 0 it is negative
    ("diff(x*sign(acot(x)), x)", "sign(x)"),
    ("diff(x*Heaviside(acot(x)), x)", "Heaviside(x)"),
    ("diff(x*max(sign(acot(x)), -2), x)", "sign(x)"),
]


@pytest.mark.parametrize(("before", "after"), UNTOLD)
def test_what_cannot_be_told_is_named(before: str, after: str) -> None:
    verdict = prove(read(before), read(after))
    assert isinstance(verdict, Proved), verdict
    assert [plain(each) for each in (*verdict.unexamined, *verdict.gained)]


def test_a_corner_has_no_derivative() -> None:
    verdict = prove(read("diff(abs(x), x)"), read("sign(x)"))
    assert isinstance(verdict, Proved)
    assert [plain(each) for each in verdict.gained] == ["x = 0"]
