"""Where terms are defined, in words, and what a step loses or gains."""

from __future__ import annotations

import pytest

from derivex.engine.defined import change, conditions
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain

CONDITIONS = [
    # term, givens, conditions
    ("x + 1", [], []),
    ("1/x", [], ["x != 0"]),
    ("1/(x^2 - 1)", [], ["x != 1", "x != -1"]),
    ("1/(2*x - 3)", [], ["x != 3/2"]),
    ("1/(1 + exp(-x))", [], []),
    ("1/(1 + exp(-x))^2", [], []),
    ("1/(exp(x) - 1)", [], ["x != 0"]),
    ("1/(exp(x) - 2)", [], ["x != log(2)"]),
    ("1/(x^2 + x + 1)", [], []),
    ("1/(x^2 + 1)", [], []),
    ("1/(x^2 + 1)", ["x complex"], ["x != I", "x != -I"]),
    ("1/(x + y^2 + 1)", ["x > 0"], []),
    ("1/(x^2 + x + 13 + 2^y)", [], []),
    ("1/(x*y)", [], ["x != 0", "y != 0"]),
    ("1/(a - b)", [], ["a != b"]),
    ("1/(a - b)", ["a != b"], []),
    ("1/x", ["x > 0"], []),
    ("1/D^2", ["D != 0"], []),
    ("x^(-2)", [], ["x != 0"]),
    ("x^n", ["n > 0"], []),
    ("x^n", [], ["x != 0 or n >= 0"]),
    ("(x*y)^n", [], ["x != 0 or n >= 0", "y != 0 or n >= 0"]),
    ("log(x)", [], ["x != 0"]),
    ("log(x)", ["real values"], ["x > 0"]),
    ("log(x^2)", ["real values"], ["x != 0"]),
    ("sqrt(x - 1)", [], []),
    ("sqrt(x - 1)", ["real values"], ["x >= 1"]),
    ("sqrt(1 - x)", ["real values"], ["x <= 1"]),
    ("sqrt(x^2 + 1)", ["real values"], []),
    ("log(x + sqrt(x^2 + 1))", [], []),
    ("1/log(x)", [], ["x != 0", "x != 1"]),
    ("tan(x)", [], ["cos(x) != 0"]),
    ("1/(1 - sin(x)^2)", [], ["cos(x) != 0"]),
    ("1/((1 - sin(x))*(1 + sin(x)))", [], ["cos(x) != 0"]),
    ("cot(x)", [], ["sin(x) != 0"]),
    ("tan(atan(x))", [], []),
    ("atan(x)", [], []),
    ("1/(abs(x) - 1)", [], ["x != 1", "x != -1"]),
    ("1/(abs(x) + x)", [], ["x > 0"]),
    ("factorial(n)", ["n integer"], ["n >= 0"]),
    ("1/f(x)", [], ["f(x) != 0"]),
    ("diff(sin(x), x)", [], []),
    ("diff(abs(x), x)", [], ["x != 0"]),
    ("diff(2*sqrt(3*x - 1) + x^2, x)", [], ["x != 1/3"]),
]


@pytest.mark.parametrize(("text", "given", "expected"), CONDITIONS)
def test_conditions(text: str, given: list[str], expected: list[str]) -> None:
    assert sorted(plain(each) for each in conditions(read(text), Given.read(given))) == sorted(expected)


CHANGES = [
    # before, after, givens, lost, gained
    ("exp(-x)/(1 + exp(-x))^2", "1/(1 + exp(-x))", [], [], []),
    ("x/x", "1", [], [], ["x = 0"]),
    ("1", "x/x", [], ["x = 0"], []),
    ("(x^2 - 1)/(x - 1)", "x + 1", [], [], ["x = 1"]),
    ("(x^2 - 1)/(x - 1)", "x + 1", ["x > 1"], [], []),
    ("1/(x*y)", "1/x*1/y", [], [], []),
    ("1/(a^2 - b^2)", "1/((a - b)*(a + b))", [], [], []),
    ("1/(x^4 - 1)", "1/((x^2 + 1)*(x - 1)*(x + 1))", [], [], []),
    ("sec(x)", "1/((1 - sin(x))*(1 + sin(x)))", [], [], []),
    ("tan(2*x)", "sin(2*x)/cos(2*x)", [], [], []),
    ("csc(x)", "1/sin(x)", [], [], []),
    ("1/(exp(2*x) - 1)", "1/((exp(x) - 1)*(exp(x) + 1))", [], [], []),
    ("0*(1/x)", "0", [], [], ["x = 0"]),
    ("0*x^n", "0", [], [], ["x = 0 and n < 0"]),
    ("(x*y)^n", "x^n*y^n", ["n integer"], [], []),
    ("log(x) - log(x)", "0", [], [], ["x = 0"]),
    ("sin(x)/tan(x)", "cos(x)", [], [], ["cos(x) = 0", "sin(x) = 0"]),
    ("log(x^2)", "2*log(x)", ["real values"], ["x < 0"], []),
    ("sqrt(x)^2", "x", ["real values"], [], ["x < 0"]),
    ("1/(abs(x) + x)", "1/(2*x)", [], [], ["x < 0"]),
    ("asinh(x)", "log(x + sqrt(x^2 + 1))", [], [], []),
    ("diff(sqrt(x), x)", "1/(2*sqrt(x))", [], [], []),
    ("diff(sign(x), x)", "0", [], [], ["x = 0"]),
]


@pytest.mark.parametrize(("before", "after", "given", "lost", "gained"), CHANGES)
def test_lost_and_gained(before: str, after: str, given: list[str], lost: list[str], gained: list[str]) -> None:
    found = change(read(before), read(after), Given.read(given))
    assert sorted(map(plain, found.lost)) == sorted(lost)
    assert sorted(map(plain, found.gained)) == sorted(gained)
    assert found.unexamined == ()


MOVES = [
    # before, after, givens, lost, gained, unexamined
    # a derivative taken at a place is that of the body there
    ("diff(Subs(t*abs(t) + t, t, x), x)*sign(x)^2", "2*abs(x) + 1", [], [], [], ["x = 0"]),
    ("diff(Subs(sqrt(t)^4 + t, t, x), x)*sign(x)^2", "2*x + 1", [], [], [], ["x = 0"]),
    ("diff(asech(x)^2, x)*sign(sqrt(1/x - 1))^2", "diff(asech(x)^2, x)", ["0 < x <= 1"], [], [], ["x = 1"]),
    # what the other side needs doesn't decide whether this side's derivative exists
    ("diff(abs(x)^3, x)", "3*x^3/abs(x)", [], [], [], ["x = 0"]),
    ("diff(x*abs(x), x)", "2*x^2/abs(x)", [], [], [], ["x = 0"]),
    ("diff(x*abs(x), x, 2)*0", "0", [], [], [], ["x = 0"]),
    ("diff(x^n, x)", "n*x^n/x", ["n integer", "n > 0"], ["x = 0"], [], []),
    ("diff(x^n, x)", "n*x^(n - 1)", [], [], [], ["x = 0"]),
    ("diff(x^n, x)", "n*x^(n - 1)", ["n integer", "n > 1"], [], [], []),
    # cuts of principal values, for complex arguments
    ("diff(log(z), z)", "1/z", ["z complex"], [], [], ["z < 0"]),
    ("diff(sqrt(z), z)", "1/(2*sqrt(z))", ["z complex"], [], [], ["z < 0"]),
    ("diff(z^a, z)", "a*z^(a - 1)", ["z complex"], [], [], ["z <= 0"]),
    ("diff(atan(z), z)", "1/(1 + z^2)", ["z complex"], [], [], ["z^2 < -1"]),
    ("diff(asinh(z), z)", "1/sqrt(1 + z^2)", ["z complex"], [], [], ["z^2 <= -1"]),
    ("diff(asin(z), z)", "1/sqrt(1 - z^2)", ["z complex"], [], [], ["z^2 > 1"]),
    ("diff((I*x - 1)^(1/3), x)", "1", [], [], [], ["I*x <= 1"]),
    ("diff(log(log(x)), x)", "1/(x*log(x))", [], [], [], []),
    ("diff(log(x), x)", "1/x", [], [], [], []),
    ("diff(Subs(log(t), t, x - 1), x)", "1/(x - 1)", ["x complex"], [], [], ["x < 1"]),
    # infinite slopes and corners: certainly no derivative
    ("diff(asin(x), x)", "1/sqrt(1 - x^2)", [], [], [], []),
    ("diff(asech(x), x)", "-1/(x*sqrt(1 - x^2))", ["x > 0"], [], [], []),
    ("diff(sqrt(1 - x^2), x)", "-x/sqrt(1 - x^2)", [], [], [], []),
    ("diff(x^(1/3), x)", "x^(-2/3)/3", [], [], [], []),
    # two jumps may mend each other
    ("diff(acot(x) + I*log(I*x - 1)/2, x)", "0", [], [], [], ["x = 0", "I*x <= 1"]),
    ("diff(acot(x) + log(x + 1), x)", "-1/(1 + x^2) + 1/(x + 1)", [], [], ["x = 0"], []),
    ("diff(abs(x^2), x)", "2*x", [], [], [], ["x = 0"]),
    # sums: a whole number of terms, each of them defined
    ("0*Sum(1/(k - a), (k, 0, 3))", "0", [], [], ["a = 0", "a = 1", "a = 2", "a = 3"], []),
    ("0*Sum(1/(k - a), (k, 0, n))", "0", ["n integer"], [], ["n < -1"], ["k = a"]),
    ("0*Sum(1/(k - a), (k, 1, 100))", "0", ["k > a"], [], [], ["k_1 = a"]),
    ("0*Sum(k, (k, 1, n))", "0", [], [], ["n < 0", "floor(n) != n"], []),
    ("Sum(1/k, (k, 1, n))", "Sum(1/(k + 1), (k, 0, n - 1))", [], [], [], []),
    ("0*Sum(k, (k, 1, n))", "0*Sum(k, (k, 2 - n, 1))", [], [], [], []),
    ("0*Sum(k, (k, 1, 2*n))", "0", ["n integer"], [], ["n < 0"], []),
    # hyperbolic functions of complex arguments
    ("tanh(z)", "sinh(z)/cosh(z)", ["z complex"], [], [], []),
    ("1/tanh(z)", "cosh(z)/sinh(z)", ["z complex"], [], ["cosh(z) = 0"], []),
    ("0/coth(z)", "0", ["z complex"], [], ["sinh(z) = 0", "cosh(z) = 0"], []),
    ("0*sech(z)", "0", ["z complex"], [], ["cosh(z) = 0"], []),
    ("0*sech(x)", "0", [], [], [], []),
    # powers
    ("(x^n)^m", "x^(n*m)", ["n, m integer", "x != 0"], [], [], []),
    ("0^n*0^m", "0^(n + m)", ["n, m integer"], [], ["n < 0", "m < 0"], []),
    ("x^(n - 1)", "x^n", [], [], ["x = 0 and n < 1"], []),
    ("x^n", "x^(n - 1)", [], ["x = 0 and n < 1"], [], []),
    # an even root, of real numbers that aren't negative
    ("root(x, 2)^2", "x", [], [], ["x < 0"], []),
    ("root(x, 3)^3", "x", [], [], [], []),
    ("root(z, 2)^2", "z", ["z complex"], [], ["abs(z) != z"], []),
    ("root(z, 3)*0", "0", ["z complex"], [], ["abs(z)^2 != z^2"], []),
    ("1/root(x, 3)", "x^(-1/3)", [], [], [], []),
]


@pytest.mark.parametrize(("before", "after", "given", "lost", "gained", "unexamined"), MOVES)
def test_every_point_that_moves_is_named(
    before: str, after: str, given: list[str], lost: list[str], gained: list[str], unexamined: list[str]
) -> None:
    found = change(read(before), read(after), Given.read(given))
    assert sorted(map(plain, found.lost)) == sorted(lost)
    assert sorted(map(plain, found.gained)) == sorted(gained)
    assert sorted(map(plain, found.unexamined)) == sorted(unexamined)


def test_a_derivative_that_may_exist_all_the_same_is_named() -> None:
    found = change(read("diff(x*abs(x), x)"), read("2*abs(x)"), Given())
    assert (found.lost, found.gained) == ((), ())
    assert [plain(each) for each in found.unexamined] == ["x = 0"]
