"""Derivatives: every row of the table against numbers, and the shapes that come out."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from flint import ctx

from derivex.engine.answers import TooHard
from derivex.engine.balls import Evaluator
from derivex.engine.derive import derivative, expand, is_unknown
from derivex.engine.outer import OUTER, REAL_OUTER
from derivex.engine.values import Exact, ball
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.subterms import subterms
from derivex.term import free_symbols
from oracle import value

# heads that the oracle doesn't know by itself
FUNCTIONS = {
    "acot": lambda t: mpmath.atan(1 / t),
    "acoth": lambda t: mpmath.atanh(1 / t),
    "acsc": lambda t: mpmath.asin(1 / t),
    "acsch": lambda t: mpmath.asinh(1 / t),
    "asec": lambda t: mpmath.acos(1 / t),
    "asech": lambda t: mpmath.acosh(1 / t),
    "coth": mpmath.coth,
    "csch": mpmath.csch,
    "sech": mpmath.sech,
    "sign": mpmath.sign,
}

# real points on both sides of every branch point, so that the values are often not real
POINTS = ("-5/2", "-3/4", "1/3", "7/4")


def at(text: str) -> mpmath.mpf:
    above, _, below = text.partition("/")
    return mpmath.mpf(int(above)) / int(below or 1)


@pytest.mark.parametrize("head", sorted({*OUTER, *REAL_OUTER}))
@pytest.mark.parametrize("point", POINTS)
def test_each_row_agrees_with_difference_quotients(head: str, point: str) -> None:
    with mpmath.workdps(40):
        where = at(point)
        body = read(f"{head}(x)")
        found = value(derivative(body, "x"), {"x": where}, FUNCTIONS)
        expected = mpmath.diff(lambda t: value(body, {"x": t}, FUNCTIONS), where, h=mpmath.mpf(10) ** -12)
        assert abs(found - expected) < mpmath.mpf(10) ** -9, (found, expected)


@pytest.mark.parametrize("head", sorted(OUTER))
def test_each_row_holds_in_the_complex_plane(head: str) -> None:
    with mpmath.workdps(40):
        where = mpmath.mpc(at("2/3"), at("5/7"))
        body = read(f"{head}(2*z)")
        found = value(derivative(body, "z"), {"z": where}, FUNCTIONS)
        expected = mpmath.diff(lambda t: value(body, {"z": t}, FUNCTIONS), where, h=mpmath.mpf(10) ** -12)
        assert abs(found - expected) < mpmath.mpf(10) ** -9, (found, expected)


COMPOUND = (
    "x^3 - 2*x^2 + 7",
    "x^-2",
    "x^(1/3)",
    "x^x",
    "2^x",
    "x^(sin(x))",
    "(1 + x^2)^(3/2)",
    "x/(1 + x)",
    "1/(1 + exp(-x))",
    "exp(-x)*sin(3*x)*x",
    "log(1 + x^2)/x",
    "log(x, 3)",
    "sqrt(1 + sqrt(2 + x^2))",
    "atan(x^2)*cosh(x)",
    "-(x - 1)*(x + 1)",
    "diff(x*exp(x), x)",
    "Subs(diff(t^3*sin(t), t), t, x^2)",
)


@pytest.mark.parametrize("text", COMPOUND)
@pytest.mark.parametrize("order", [1, 2])
def test_compounds_agree_with_difference_quotients(text: str, order: int) -> None:
    with mpmath.workdps(40):
        body, where = expand(read(text)), at("5/4")
        found = value(expand(read(f"diff({text}, x, {order})")), {"x": where}, FUNCTIONS)
        expected = mpmath.diff(lambda t: value(body, {"x": t}, FUNCTIONS), where, order, h=mpmath.mpf(10) ** -9)
        assert abs(found - expected) < mpmath.mpf(10) ** -6 * (1 + abs(found)), (found, expected)


SHAPES = (
    ("diff(x^2, x)", "2*x"),
    ("diff(x, x)", "1"),
    ("diff(y, x)", "0"),
    ("diff(3*x, x)", "3"),
    ("diff(x^0, x)", "0"),
    ("diff(x^n, x)", "n*x^(n - 1)"),
    ("diff(2^x, x)", "2^x*log(2)"),
    ("diff(exp(x), x)", "exp(x)"),
    ("diff(f(x), x)", "f'(x)"),
    ("diff(f(x^2), x)", "f'(x^2)*2*x"),
    ("diff(f(x), x, 2)", "f''(x)"),
    ("diff(f'(x), x)", "f''(x)"),
    ("diff(f(y), x)", "0"),
    ("diff(g(f(x)), x)", "g'(f(x))*f'(x)"),
    ("diff(sign(x), x)", "0/x"),
    ("diff(root(x, 3), x)", "root(x, 3)/(3*x)"),
    ("diff(diff(x^2*y, x), y)", "2*x"),
    ("Subs(diff(f(t), t), t, 2)", "f'(2)"),
    ("Subs(t^2, t, x + 1)", "(x + 1)^2"),
    ("diff(h(x, y), x)", "diff(h(x, y), x)"),
    ("diff(diff(h(x, y), y), x)", "diff(diff(h(x, y), x), y)"),
    ("diff(diff(h(x, y), x), x)", "diff(h(x, y), x, 2)"),
    ("diff(Sum(k, (k, 1, n)), x)", "0"),
    ("diff(Sum(f(k*x), (k, 1, n)), x)", "Sum(f'(k*x)*k, (k, 1, n))"),
    ("diff(Integral(f(t), (t, a, x)), x)", "f(x)"),
    ("diff(Integral(f(t), (t, x, b)), x)", "-f(x)"),
    ("diff(Integral(f(t), (t, 0, x^2)), x)", "f(x^2)*2*x"),
    ("diff(Integral(f(x, t), (t, a, b)), x)", "Integral(diff(f(x, t), x), (t, a, b))"),
    ("diff(h(2*x, y), x)", "Subs(diff(h(t, y), t), t, 2*x)*2"),
    ("Subs(diff(h(x, y), x), x, 2)", "Subs(diff(h(x, y), x), x, 2)"),
    ("diff(max(y, 0), x)", "0"),
    ("diff(max(x, 1), x)", "(1 + (x - 1)/abs(x - 1))/2"),
    ("diff(Heaviside(x), x)", "0/x"),
    ("diff(re(exp(I*x)), x)", "re(exp(I*x)*I)"),
    ("diff(Piecewise((x^2, x >= 0), (-x^2, True)), x)", "Piecewise((2*x, x > 0), (-2*x, x != 0))"),
    ("diff(Piecewise((x, x > 0), (1, x = 0), (2*x, True)), x)", "Piecewise((1, x > 0), (2, x != 0))"),
    ("x + 1", "x + 1"),
)


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_shapes(text: str, expected: str) -> None:
    assert plain(expand(read(text))) == plain(read(expected))


REFUSED = (
    "diff(floor(x), x)",
    "diff(zeta(x), x)",
    "diff(polygamma(x, 2), x)",
    "diff(Sum(x^k, (k, 1, oo)), x)",
    "diff(Sum(f(k), (k, 1, x)), x)",
    "diff(Integral(sign(t), (t, 0, x)), x)",
    "diff(Integral(exp(-x*t), (t, 0, oo)), x)",
    "diff(Integral(x/t, (t, -1, 1)), x)",
    "diff(Integral(0^(t - 1), (t, 1, x)), x)",
    "diff(sign(I*x + 1), x)",
    "diff(sign(log(x)), x)",
    "diff(sin(x), x, 40)",
)


@pytest.mark.parametrize("text", REFUSED)
def test_what_has_no_rule_is_too_hard(text: str) -> None:
    with pytest.raises(TooHard):
        expand(read(text))


ON_THE_CUT = ["asin", "acos", "atanh", "acosh", "asec", "acsc", "acoth", "asech"]


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("head", ON_THE_CUT)
def test_the_derivative_along_a_real_cut_agrees_with_the_values_there(head: str, point: str) -> None:
    """Both by balls: the values on the open cut are those from one side."""
    small = Fraction(1, 10**20)
    with ctx.workprec(300):
        at_point = [Evaluator({"x": Exact(Fraction(point) + step * small)}, 300) for step in (-1, 0, 1)]
        before, _, after = (ball(each.evaluate(read(f"{head}(x)"))) for each in at_point)
        slope = ball(at_point[1].evaluate(read(f"diff({head}(x), x)")))
        assert abs((after - before) / (2 * ball(Exact(small))) - slope) < 1e-30


def test_absolute_values_of_complex_arguments_are_derived_along_the_real_line() -> None:
    term = read("diff(abs(x + z), x)")
    assert plain(expand(term)) == "(x + z)/abs(x + z)"
    assert plain(expand(term, Given.read(["z complex"]))) == "re(conjugate(x + z)*1)/abs(x + z)"
    with pytest.raises(TooHard):
        expand(term, Given.read(["x complex"]))


def test_no_derivative_is_left_and_results_stay_small() -> None:
    term = expand(read("diff(sin(x)*exp(x^2)/(1 + x)^5, x, 3)"))
    assert not any(part.head in ("diff", "Subs") for part in subterms(term) if hasattr(part, "head"))
    assert term.size < 2_000
    assert free_symbols(term) == {"x"}


def test_swelling_is_bounded() -> None:
    with pytest.raises(TooHard):
        expand(read("diff((sin(x)*cos(x)*exp(x)*log(x)*sqrt(x)*tan(x))/(1 + x*sin(x)), x, 9)"))


def test_bound_names_are_fresh() -> None:
    assert plain(expand(read("Subs(diff(x*t, t), t, x)"))) == "x"
    assert plain(expand(read("Subs(diff(t^2, t), t, t + 1)"))) == "2*(t + 1)"
    assert plain(expand(read("Subs(x*t, x, t)"))) == "t*t"


def test_an_oracle_of_another_make() -> None:
    """The chain rule for an unknown function, at a concrete one."""
    term = expand(read("diff(f(sin(x))*x, x)"))
    with mpmath.workdps(40):
        found = value(term, {"x": at("3/4")}, {"f": mpmath.exp})
        expected = mpmath.diff(lambda t: mpmath.exp(mpmath.sin(t)) * t, at("3/4"))
        assert abs(found - expected) < mpmath.mpf(10) ** -15


def test_unknown_functions() -> None:
    assert is_unknown("f")
    assert is_unknown("f'")
    assert not any(is_unknown(head) for head in ("exp", "+", "root", "max", "diff", "Sum", "=", "abs"))
