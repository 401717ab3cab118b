"""Derivatives by the entries of a vector, Kronecker's delta, and sums over it."""

from __future__ import annotations

import mpmath
import pytest

from derivex import prove
from derivex.engine.ladder import prove as decide
from derivex.entries import lowered
from derivex.errors import InputError
from derivex.given import Given
from derivex.notation.latex import read as read_latex
from derivex.notation.latex_write import write as latex
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.verdict import Proved, Refuted, Undecided
from oracle import close, value

INDICES = ["n integer", "i integer", "j integer", "1 <= i <= n", "1 <= j <= n"]


@pytest.mark.parametrize(
    ("left", "right", "given"),
    [
        ("diff(u(i), u(j))", "KroneckerDelta(i, j)", INDICES),
        ("diff(u(j), u(j))", "1", INDICES),
        ("diff(u(i)^2, u(j))", "2*u(i)*KroneckerDelta(i, j)", INDICES),
        ("diff(u(i)^2, u(j))", "2*u(j)*KroneckerDelta(j, i)", INDICES),
        ("diff(y(i), u(j))", "0", INDICES),
        ("diff(c*u(2) + u(3)^2, u(3))", "2*u(3)", []),
        ("diff(Sum(exp(u(k)), (k, 1, n)), u(j))", "exp(u(j))", INDICES),
        ("diff(Sum(u(k)^2, (k, 1, n)), u(j), 2)", "2", INDICES),
        ("diff(Sum(u(k)*u(k + 1), (k, 1, 3)), u(2))", "u(1) + u(3)", []),
        ("diff(Product(u(k), (k, 1, 3)), u(2))", "u(1)*u(3)", []),
        ("diff(diff(u(1)*u(2), u(1)), u(2))", "1", []),
        ("Sum(diff(u(k)^2, u(k)), (k, 1, n))", "Sum(2*u(k), (k, 1, n))", INDICES),
        ("diff(Sum(u(i)*y(i), (i, 1, n)), u(i))", "y(i)", INDICES),  # the i of the sum is another one
        ("Sum(f(k)*KroneckerDelta(k, j), (k, 1, n))", "f(j)", INDICES),
        ("Sum(f(k)*KroneckerDelta(j, k) + 1, (k, 1, n))", "f(j) + n", INDICES),
        ("Sum(Sum(a(k)*KroneckerDelta(k, l), (k, 1, n)), (l, 1, n))", "Sum(a(l), (l, 1, n))", INDICES),
        ("KroneckerDelta(i, j)*f(i)", "KroneckerDelta(i, j)*f(j)", INDICES),
        ("KroneckerDelta(i, j)^2", "KroneckerDelta(j, i)", INDICES),
        ("KroneckerDelta(2, 3) + KroneckerDelta(2, 2)", "1", []),
        ("Sum(exp(u(k)), (k, 1, n))/Sum(exp(u(k)), (k, 1, n))", "1", INDICES),  # positive: no condition
    ],
)
def test_what_is_proved_without_conditions(left: str, right: str, given: list[str]) -> None:
    verdict = prove(left, right, given=given)
    assert isinstance(verdict, Proved) and verdict.lost == verdict.gained == (), verdict


@pytest.mark.parametrize(
    ("left", "right", "given"),
    [
        ("diff(u(i), u(j))", "1", INDICES),
        ("diff(u(i), u(j))", "0", INDICES),
        ("diff(Sum(exp(u(k)), (k, 1, n)), u(j))", "exp(u(i))", INDICES),
        ("Sum(f(k)*KroneckerDelta(k, j), (k, 1, n))", "f(j)", ["n integer", "n >= 0", "j integer"]),  # j out of range
        ("Sum(KroneckerDelta(k, j), (k, 1, n))", "n", INDICES),
        ("diff(Sum(u(i)*y(i), (i, 1, n)), u(i))", "n*y(i)", INDICES),
        ("KroneckerDelta(i, j)", "KroneckerDelta(i, j + 1)", INDICES),
    ],
)
def test_what_is_refuted(left: str, right: str, given: list[str]) -> None:
    assert isinstance(prove(left, right, given=given), Refuted)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("diff(Integral(u(t)^2, (t, 0, 1)), u(j))", "0"),  # one value alone doesn't change an integral
        ("diff(diff(u(s), s), u(j))", "0"),  # nor does it leave a slope
        ("diff(u'(j), u(j))", "0"),
        ("diff(Limit(u(t), t, 0), u(j))", "0"),
        ("Sum(KroneckerDelta(k, j)/k, (k, 0, 3))", "1/j"),  # its first term has no value
    ],
)
def test_what_has_no_meaning_is_not_decided(left: str, right: str) -> None:
    given = Given.read(["j integer", "1 <= j <= 3"])
    assert isinstance(decide(read(left), read(right), given), Undecided)


@pytest.mark.parametrize("text", ["diff(x^2, sin(x))", "diff(x^2, 2)", "diff(x^2, x + 1)"])
def test_by_what_nothing_is_differentiated(text: str) -> None:
    with pytest.raises(InputError, match="not a symbol"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "exp(u(1))*u(2)/(1 + u(j)^2)",
        "Sum(k*u(k)^2, (k, 1, 3))",
        "u(1)*u(2)*u(3) - log(u(1) + 5)",
        "Sum(Sum(u(k)*u(l), (k, 1, l)), (l, 1, 3))",
        "piecewise((u(1)^2, u(1) > 0), (u(2), True))",
    ],
)
@pytest.mark.parametrize("j", [1, 2, 3])
def test_the_definition_agrees_with_numbers(text: str, j: int) -> None:
    """The oracle moves one entry of its vector; the definition is a derivative by a symbol."""
    vector = {"u": lambda u: mpmath.cos(u) + 2}
    derivative = read(f"diff({text}, u(j))")
    moved = lowered(derivative)
    assert moved != derivative
    assert close(*(value(term, {"j": j}, vector) for term in (derivative, moved)))


@pytest.mark.parametrize(
    "text",
    ["diff(exp(u(i)), u(j))", "diff(Z, u(j))*y", "diff(exp(u(i))/Z, u(j)) + 1", "Sum(diff(u(k)^2, u(j)), (k, 1, n))"],
)
def test_it_is_written_and_read(text: str) -> None:
    term = read(text)
    assert read(plain(term)) == term
    assert read_latex(latex(term)) == term
    assert r"\frac{\partial}{\partial u(j)}" in latex(term)
