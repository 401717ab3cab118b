"""Case distinctions: abs, sign, min, max, Heaviside, floor and piecewise, by cases; tables and laws."""

from __future__ import annotations

import random
from fractions import Fraction

import mpmath
import pytest

import oracle
from asked import ask, refuted
from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.defined import conditions
from derivex.engine.derive import TooHard, derivative
from derivex.engine.ladder import prove
from derivex.engine.values import Exact
from derivex.errors import Unreadable
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import latex, plain
from derivex.substitution import substitute
from derivex.term import App, Sym
from derivex.verdict import Proved, Refuted, Undecided
from draws import draws

TRUE = [
    ("Piecewise((1/x^3, x^3 != 0), (0, True))*(x^3)^2", "x^3", []),
    ("Piecewise((log(x), log(x) > x - y), (x - y, True))", "max(log(x), x - y)", []),
    ("Integral(exp(I*n*x), (x, 0, 2*pi))", "Piecewise((2*pi, n = 0), (0, n > 0), (0, True))", ["n integer"]),
    ("max(x, y)", "(x + y + abs(x - y))/2", []),
    ("max(x, 0)", "(x + abs(x))/2", []),
    ("min(x,y) + max(x,y)", "x + y", []),
    ("abs(abs(x) - x)", "abs(x) - x", []),
    ("max(max(x,y),z)", "max(x, max(y,z))", []),
    ("max(x,y,z)", "max(x, max(y,z))", []),
    ("min(x,y,z)", "-max(-x,-y,-z)", []),
    ("sign(x)*abs(x)", "x", []),
    ("Piecewise((x, x >= 0), (-x, True))", "abs(x)", []),
    ("diff(abs(x)*x, x)", "2*abs(x)", []),
    ("floor(x + n)", "floor(x) + n", ["n integer"]),
    ("ceiling(x)", "-floor(-x)", []),
    ("diff(sinc(x), x)", "(x*cos(x) - sin(x))/x^2", []),
    ("Piecewise((1, x > 0), (0, x = 0), (-1, True))", "sign(x)", []),
    ("Piecewise((1, x > 0), (1/2, x = 0), (0, True))", "Heaviside(x)", []),
    ("Piecewise((x, x > 1), (1, True))", "max(x, 1)", []),
    ("Piecewise((x, x < y), (y, True))", "min(x, y)", []),
    ("Piecewise((x, x < 1), (1, True))", "x", ["x < 1"]),
    ("Piecewise((sin(x)/x, x != 0), (1, True))", "sinc(x)", []),
    ("max(x, -x)", "abs(x)", []),
    ("max(x, y) - min(x, y)", "abs(x-y)", []),
    ("max(x,y)*min(x,y)", "x*y", []),
    ("max(x,y)^2", "max(x^2,y^2)", ["x >= 0", "y>= 0"]),
    ("min(max(x, 0), 1)", "max(min(x, 1), 0)", []),
    ("min(max(x, a), b)", "max(min(x, b), a)", ["a < b"]),
    ("abs(x+y) + abs(x-y)", "2*max(abs(x), abs(y))", []),
    ("abs(x-1) + abs(x+1)", "2*max(1, abs(x))", []),
    ("sign(x)^3", "sign(x)", []),
    ("abs(abs(x) - abs(y))", "max(abs(x), abs(y)) - min(abs(x),abs(y))", []),
    ("abs(x*y)", "abs(x)*abs(y)", []),
    ("Heaviside(x)*x", "max(x,0)", []),
    ("Heaviside(x-y)*(x-y) + y", "max(x,y)", []),
    ("diff(max(x, 0), x)", "Heaviside(x)", []),
    ("diff(Piecewise((x^2, x>=0), (-x^2, True)), x)", "2*abs(x)", []),
    ("diff(Piecewise((x, x != 0), (0, True)), x)", "1", []),
    ("Piecewise((1/x, x != 0), (0, True))*x^2", "x", []),
    ("Piecewise((1, And(x > 0, x < 1)), (0, x > 1), (0, x < 0))", "Heaviside(x)-Heaviside(x-1)", []),
    ("Piecewise((a, x > 0), (b, True)) + Piecewise((b, x > 0), (a, True))", "a + b", []),
    ("Piecewise((a, Or(x > 1, x < -1)), (b, True))", "Piecewise((a, abs(x) > 1), (b, True))", []),
    ("Piecewise((x, x>y),(y, True))", "max(x,y)", []),
    ("exp(abs(x))", "max(exp(x), exp(-x))", []),
    ("sqrt(x^2)", "max(x,-x)", []),
    ("log(max(x,y))", "max(log(x), log(y))", ["x>0", "y>0"]),
    ("diff(diff(abs(x)^3, x), x)", "6*abs(x)", []),
    ("abs(sin(x))", "sin(x)", ["0 < x < pi"]),
    ("max(sin(x)^2, cos(x)^2)", "(1 + abs(cos(2*x)))/2", []),
    ("x/2 + abs(x)/2", "max(0,x)", []),
    ("floor(n)", "n", ["n integer"]),
    ("floor(ceiling(x))", "ceiling(x)", []),
    ("floor(-x)", "-ceiling(x)", []),
    ("Piecewise((log(x), x > 0), (log(-x), x<0))", "log(abs(x))", []),
    ("Piecewise((2, z = 0), (sin(2*z)/z, True))", "2*sinc(z)*cos(z)", ["z complex"]),
    ("(abs(x) - x)/(abs(x)+x)", "0", []),
    ("abs(cos(x))", "cos(x)", ["-pi/2 <= x <= pi/2"]),
    ("abs(cos(x))", "-cos(x)", ["pi/2 <= x <= 3*pi/2"]),
    ("sqrt(1-sin(x)^2)", "cos(x)", ["-pi/2 <= x <= pi/2"]),
    ("abs(sin(x))", "-sin(x)", ["-pi < x < 0"]),
]

FALSE = [
    ("Piecewise((x, x < 1), (1, True))", "x", []),
    ("max(x,y)^2", "max(x^2,y^2)", []),
    ("min(max(x, a), b)", "max(min(x, b), a)", []),
    ("abs(x-1) + abs(x+1)", "2*abs(x)", []),
    ("Heaviside(x)*Heaviside(-x)", "0", []),
    ("Heaviside(x)*sign(x)", "Heaviside(x)", []),
    ("diff(Piecewise((x, x > 0), (2*x, True)), x)", "1", []),
    ("Piecewise((1, And(x > 0, x < 1)), (0, True))", "Heaviside(x)-Heaviside(x-1)", []),
    ("Piecewise((x^2, x > 0), (1, True))", "Piecewise((x^2, x >= 0), (1, True))", []),
    ("max(x,y,0)", "max(x+y, y, x, 0)", []),
    ("floor(x)+floor(-x)", "-1", []),
    ("sqrt(sin(x)^2)", "sin(x)", []),
]


@pytest.mark.parametrize(("before", "after", "given"), TRUE, ids=[f"{row[0]} = {row[1]}" for row in TRUE])
def test_proved(before: str, after: str, given: list[str]) -> None:
    assert isinstance(ask(before, after, *given), Proved)


@pytest.mark.parametrize(("before", "after", "given"), FALSE, ids=[f"{row[0]} = {row[1]}" for row in FALSE])
def test_refuted_where_another_kind_of_arithmetic_sees_it_too(before: str, after: str, given: list[str]) -> None:
    witness = refuted(before, after, *given).witness
    assert oracle.sees_apart(read(before), read(after), dict(witness.at))


TIES = [  # both conditions of a case hold with equality only
    "min(0, x) = piecewise((0, 0 <= x), (x, True))",
    "min(x, 0) = piecewise((0, 0 <= x), (x, True))",
    "min(y, x) = piecewise((y, y <= x), (x, True))",
    "abs(x) = piecewise((x, 0 < x), (-x, True))",
    "min(1, x) = piecewise((1, 1 < x), (x^2, x = 1), (x, True))",
]


@pytest.mark.parametrize("text", TIES)
def test_where_two_cases_meet(text: str) -> None:
    left, _, right = text.partition(" = ")
    assert isinstance(prove(read(left), read(right)), Proved)
    assert isinstance(prove(read(left), read(f"{right} + 1")), Refuted)


# ---- piecewise: reading, values, conditions, derivatives ----


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Piecewise((x, x >= 0), (-x, True))", "Piecewise((x, x >= 0), (-x, True))"),
        ("piecewise((x, 0 < x < 1), (0, True))", "Piecewise((x, And(0 < x, x < 1)), (0, True))"),
        ("2*Piecewise((1, Or(x < 0, x > 1)))^2", "2*Piecewise((1, Or(x < 0, x > 1)))^2"),
    ],
)
def test_it_is_read_as_it_is_written(text: str, expected: str) -> None:
    assert plain(read(text)) == expected
    assert read(expected) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Piecewise(x, x > 0)",
        "Piecewise((x, y))",
        "Piecewise((x > 0, x > 1), (1, True))",
        "Piecewise((x, True), (y, x > 0))",
        "f(x > 0)",
        "And(x, y)",
        "(x > 0) + 1",
    ],
)
def test_what_is_no_case_distinction_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


def test_latex_of_cases() -> None:
    expected = r"\begin{cases} x & \text{if } x \geq 0 \\ -x & \text{otherwise} \end{cases}"
    assert latex(read("Piecewise((x, x >= 0), (-x, True))")) == expected


def test_only_the_chosen_case_needs_a_value() -> None:
    term = read("Piecewise((1/x, x != 0), (0, True))")
    assert Evaluator({"x": Exact(Fraction(0))}).evaluate(term) == Exact(Fraction(0))
    assert conditions(term) == ()


def test_where_no_condition_holds_there_is_no_value() -> None:
    term = read("Piecewise((1, x > 2), (1/(x - 1), x < 0))")
    with pytest.raises(Undefined):
        Evaluator({"x": Exact(Fraction(1))}).evaluate(term)
    assert [plain(each) for each in conditions(term)] == ["x < 0 or x > 2"]


def test_a_case_that_contradicts_the_givens_needs_no_proof() -> None:
    assert isinstance(ask("Piecewise((x, x > 0), (y, True))", "x", "x > 0"), Proved)
    assert isinstance(ask("max(x, y, x + y)", "x + y", "x >= 0", "y >= 0"), Proved)


def test_an_equation_that_a_case_makes_trivial_says_nothing() -> None:
    given = Given.read(("abs(x) = 1", "x complex"))
    before, after = read("sqrt(Piecewise((x - y, x - y >= 0), (y - x, True)))"), read("sqrt(abs(x - y))")
    assert not isinstance(prove(before, after, given), Refuted)  # where x isn't real the first has no value


def test_on_a_boundary_the_values_alone_say_nothing_of_the_derivative() -> None:
    """The derivative at 0 is 1: a formula case by case would say 0."""
    term = read("Piecewise((x, x != 0), (0, True))")
    assert plain(derivative(term, "x")) == "Piecewise((1, x != 0), (0, x != 0))"
    with pytest.raises(Unknown):
        Evaluator({"x": Exact(Fraction(0))}).evaluate(App("diff", (term, Sym("x"))))


def test_a_side_that_jumps_makes_no_boundary() -> None:
    with pytest.raises(TooHard):
        derivative(read("Piecewise((x, floor(x) > 1/2), (0, True))"), "x")


# ---- laws at random arguments, against an oracle ----

LAWS = [
    ("max(u, v)", "(u + v + abs(u - v))/2"),
    ("min(u, v)", "(u + v + abs(u - v))/2"),
    ("max(u, v) + min(u, v)", "u + v"),
    ("max(u, v)*min(u, v)", "u*v"),
    ("max(u, v)^2", "max(u^2, v^2)"),
    ("abs(max(u, v))", "max(abs(u), abs(v))"),
    ("2*max(abs(u), abs(v))", "abs(u + v) + abs(u - v)"),
    ("abs(u + v)", "abs(u) + abs(v)"),
    ("Heaviside(u*v)", "Heaviside(u)*Heaviside(v)"),
    ("Heaviside(u)*u", "max(u, 0)"),
    ("sign(u*v)", "sign(u)*sign(v)"),
    ("sign(u)^2", "1"),
    ("Piecewise((u, u > v), (v, True))", "max(u, v)"),
    ("Piecewise((u, u >= 0), (v, True)) + Piecewise((v, u > 0), (u, True))", "u + v"),
    ("Piecewise((1, And(u > 0, v > 0)), (0, True))", "Piecewise((1, min(u, v) > 0), (0, True))"),
    ("Piecewise((1/u, u != 0), (0, True))*u", "1"),
    ("floor(u + v)", "floor(u) + floor(v)"),
    ("floor(-u)", "-ceiling(u)"),
    ("arg(u)", "pi*Heaviside(-u)"),
    ("atan2(u, v)", "atan(u/v)"),
    ("log(u)", "log(abs(u)) + I*pi*Heaviside(-u)"),
]
ARGUMENTS = [
    "x",
    "y",
    "-x",
    "x + y",
    "x - y",
    "x^2",
    "x - 1",
    "0",
    "1",
    "x*y",
    "abs(x)",
    "max(x, y)",
    "sin(x)",
    "n",
    "1/x",
]
GIVENS: list[list[str]] = [
    [],
    ["x > 0"],
    ["x > 0", "y > 0"],
    ["x <= 0"],
    ["x < y"],
    ["-1 < x < 1"],
    ["x != 0"],
    ["x = y"],
]
PLACES = [mpmath.mpf(each) for each in (0, 1, -1, 2, -2, 0.5, -0.5, 3.25, -7)]


@pytest.mark.parametrize("seed", range(draws(4)))
def test_no_law_is_proved_where_an_oracle_sees_a_difference(seed: int) -> None:
    source = random.Random(seed)
    decided = 0
    for _ in range(15):
        names = {name: read(source.choice(ARGUMENTS)) for name in "uv"}
        before, after = (substitute(read(side), names) for side in source.choice(LAWS))
        given = Given.read(["n integer", *source.choice(GIVENS)])
        verdict = prove(before, after, given)
        assert not (isinstance(verdict, Undecided) and "INTERNAL" in verdict.reason)
        if isinstance(verdict, Refuted):
            at = {name: oracle.value(value, {}) for name, value in verdict.witness.at}
            assert not oracle.close(oracle.value(before, at), oracle.value(after, at))
            decided += 1
        if isinstance(verdict, Proved):
            decided += 1
            for _ in range(25):
                at = {"x": source.choice(PLACES), "y": source.choice(PLACES), "n": mpmath.mpf(source.randint(-3, 4))}
                if all(
                    oracle.RELATIONS[each.head](*(oracle.value(s, at) for s in each.args)) for each in given.relations
                ):
                    left, right = oracle.value(before, at), oracle.value(after, at)
                    assert left is None or right is None or oracle.close(left, right), (before, after, at)
    assert decided > 5


@pytest.mark.parametrize("head", ["min", "max"])
def test_the_largest_of_many_is_the_same_in_any_grouping(head: str) -> None:
    names = [f"x{index}" for index in range(12)]
    left, right = names[0], names[-1]
    for name in names[1:]:
        left = f"{head}({left}, {name})"
    for name in reversed(names[:-1]):
        right = f"{head}({name}, {head}({right}, {name}))"
    assert isinstance(prove(read(left), read(right)), Proved)
