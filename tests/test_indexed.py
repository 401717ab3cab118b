"""Sums over entries of vectors: what is proved and refuted of losses, and points for givens about a whole vector."""

from __future__ import annotations

import pytest

from asked import ask
from derivex.verdict import Proved, Refuted

N = ("n integer", "n >= 1")
J = ("n integer", "j integer", "1 <= j <= n")
ONE = "Sum(y(k), (k, 1, n)) = 1"
Z = "Sum(exp(z(k)), (k, 1, n))"

PROVED = [
    ("diff(Sum((p(k) - y(k))^2, (k, 1, n))/2, p(j))", "p(j) - y(j)", J),
    ("diff(Sum(p(k)*(log(p(k)) - log(q(k))), (k, 1, n)), q(j))", "-p(j)/q(j)", J),
    (f"diff(Sum(y(k)*(z(k) - log({Z})), (k, 1, n)), z(j))", f"y(j) - exp(z(j))/{Z}", (*J, ONE)),
    (f"Sum(log(exp(z(k))/{Z}), (k, 1, n))", f"Sum(z(k), (k, 1, n)) - n*log({Z})", N),
    ("2*Sum(y(k), (k, 1, n))", "2", (*N, ONE)),
    ("Sum(y(k)*c, (k, 1, n))", "c", (*N, ONE)),
    ("Sum(y(k) - 1/n, (k, 1, n))", "0", (*N, ONE)),
]

REFUTED = [
    ("diff(Sum((p(k) - y(k))^2, (k, 1, n))/2, p(j))", "p(j) + y(j)", J),
    (f"diff(Sum(y(k)*(z(k) - log({Z})), (k, 1, n)), z(j))", f"y(j) - 2*exp(z(j))/{Z}", (*J, ONE)),
    (f"Sum(log(exp(z(k))/{Z}), (k, 1, n))", f"Sum(z(k), (k, 1, n)) - log({Z})", N),
    ("Sum(y(k)*c, (k, 1, n))", "c*n", (*N, ONE)),
    ("f(1)", "1", ("n integer", "n >= 2", "Sum(f(k), (k, 1, n)) = 1")),
    ("f(x)", "2*f(0)", ("f(0) = 1",)),
]

NOT_PROVED = [  # the terms of this sum may have either sign
    ("log(-Sum(z(k), (k, 1, n)))", "log(-1) + log(Sum(z(k), (k, 1, n)))", N),
]


@pytest.mark.parametrize(("before", "after", "given"), PROVED)
def test_what_is_proved(before: str, after: str, given: tuple[str, ...]) -> None:
    assert isinstance(ask(before, after, *given), Proved)


@pytest.mark.parametrize(("before", "after", "given"), REFUTED)
def test_what_is_refuted(before: str, after: str, given: tuple[str, ...]) -> None:
    assert isinstance(ask(before, after, *given), Refuted)


@pytest.mark.parametrize(("before", "after", "given"), NOT_PROVED)
def test_what_is_not_proved(before: str, after: str, given: tuple[str, ...]) -> None:
    assert not isinstance(ask(before, after, *given), Proved)
