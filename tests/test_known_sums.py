"""Sums with a closed form: of fractions without an end, and of binomial coefficients over the next number."""

from __future__ import annotations

import pytest

from asked import ask, proved
from derivex.verdict import Proved

WHOLE = ("n integer", "n >= 0")
TRUE: list[tuple[str, str, tuple[str, ...]]] = [
    ("Sum(1/(2*k + 1)^2, (k, 0, oo))", "pi^2/8", ()),
    ("Sum(1/(2*k - 1)^4, (k, 2, oo))", "pi^4/96 - 1", ()),
    ("Sum(1/k - 1/(k + 2), (k, 1, oo))", "3/2", ()),
    ("Sum(k/k - 1 + 1/k^2, (k, 1, oo))", "pi^2/6", ()),
    ("Sum(c*(1/k^2 - 1/(k + 1)^2), (k, 1, oo))", "c", ()),
    ("Sum(binomial(n, k)/(k + 1), (k, 0, n))", "(2^(n + 1) - 1)/(n + 1)", WHOLE),
    ("Sum((-1)^k*binomial(n, k)/(k + 1), (k, 0, n))", "1/(n + 1)", WHOLE),
    ("Sum(5^k*binomial(n, k)/(k + 1), (k, 0, n))", "(6^(n + 1) - 1)/(5*n + 5)", WHOLE),
    ("Sum(k^2*binomial(n, k)/(k + 1), (k, 0, n))", "n*2^(n - 1) - 2^n + (2^(n + 1) - 1)/(n + 1)", WHOLE),
]
NOT_PROVED: list[tuple[str, str, tuple[str, ...]]] = [
    ("Sum(1/k - 1/(k + 1), (k, 0, oo))", "1", ()),  # without a value at 0
    ("Sum(k/(k*(k + 1)*(k + 2)), (k, 0, oo))", "1", ()),
    ("Sum((k - 20)/((k - 20)*k*(k + 1)), (k, 1, oo))", "1", ()),
    ("Sum(1/(1/k)*1/(k + 1)^3, (k, 0, oo))", "pi^2/6 - zeta(3)", ()),
    ("Sum(1/k + 1/(k + 1), (k, 1, oo))", "1", ()),  # diverges
    ("Sum((-1)^k*k*binomial(n, k)/(k + 1), (k, 0, n))", "-1/(n + 1)", WHOLE),  # not for n = 0
]


@pytest.mark.parametrize(("before", "after", "given"), TRUE)
def test_a_sum_has_its_value(before: str, after: str, given: tuple[str, ...]) -> None:
    proved(before, after, *given)
    assert not isinstance(ask(before, f"{after} + 1", *given), Proved)


@pytest.mark.parametrize(("before", "after", "given"), NOT_PROVED)
def test_and_no_other_one(before: str, after: str, given: tuple[str, ...]) -> None:
    assert not isinstance(ask(before, after, *given), Proved)
