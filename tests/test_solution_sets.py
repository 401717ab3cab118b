"""Solution sets compared: laws with exact roots, truth at points, and what is never said."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given as with_
from hypothesis import settings
from hypothesis import strategies as st

from derivex.engine.points import Point
from derivex.equations.inclusion import follows, judged
from derivex.equations.inverting import inverted, without_bars
from derivex.equations.line import compared, solved
from derivex.equations.truth import At
from derivex.given import Given
from derivex.notation.statements import read_statement
from derivex.notation.write import plain
from derivex.term import App, number
from derivex.verdict import Proved, Refuted

SMALL = st.integers(-6, 6)
ROOTS = st.fractions(-5, 5, max_denominator=4)
LAWS = settings(max_examples=40, deadline=None, derandomize=True)
PLACES = [Fraction(above, below) for below in (1, 2, 3) for above in range(-12, 13)]


def says(text: str) -> App:
    return read_statement(text)


def written(value: Fraction) -> str:
    return f"({plain(number(value))})"


def quadratic(first: Fraction, second: Fraction) -> str:
    """An equation with these roots, multiplied out."""
    total, product = first + second, first * second
    return f"x^2 - {written(total)}*x + {written(product)} = 0"


@LAWS
@with_(ROOTS, ROOTS)
def test_a_quadratic_equation_has_its_roots_and_no_others(first: Fraction, second: Fraction) -> None:
    line = says(quadratic(first, second))
    both = says(f"x = {written(first)} or x = {written(second)}")
    assert isinstance(judged("<=>", line, both), Proved)
    one = judged("=>", line, says(f"x = {written(first)}"))
    assert isinstance(one, Proved if first == second else Refuted)
    if isinstance(one, Refuted):
        assert one.witness.at == (("x", number(second)),)


@LAWS
@with_(SMALL.filter(bool), SMALL, SMALL)
def test_a_linear_equation_has_one_solution(slope: int, rest: int, right: int) -> None:
    line = says(f"({slope})*x + ({rest}) = {written(Fraction(right))}")
    root = Fraction(right - rest, slope)
    assert isinstance(judged("<=>", line, says(f"x = {written(root)}")), Proved)
    assert isinstance(judged("<=>", line, says(f"x = {written(root + 1)}")), Refuted)


@LAWS
@with_(SMALL.filter(bool), SMALL, SMALL, st.sampled_from(["<", "<=", ">", ">="]))
def test_an_inequality_turns_exactly_where_it_should(slope: int, rest: int, right: int, op: str) -> None:
    line = says(f"({slope})*x + ({rest}) {op} {written(Fraction(right))}")
    turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}[op]
    root = written(Fraction(right - rest, slope))
    right_one, wrong_one = (op, turned) if slope > 0 else (turned, op)
    assert isinstance(judged("<=>", line, says(f"x {right_one} {root}")), Proved)
    assert isinstance(judged("=>", line, says(f"x {wrong_one} {root}")), Refuted)


@LAWS
@with_(ROOTS, ROOTS, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), ROOTS)
def test_what_is_gained_and_lost_is_exactly_that(first: Fraction, second: Fraction, op: str, third: Fraction) -> None:
    before = says(f"(x - {written(first)})*(x - {written(second)}) {op} 0")
    after = says(f"abs(x - {written(third)}) < 2 or 1/x > 1")
    found = compared(before, after)
    assert found is not None
    lost, gained = (App("or", each) for each in (found.lost, found.gained))
    for place in PLACES:
        at = At(Point((("x", number(place)),)))
        here, there = at.truth(before), at.truth(after)
        assert at.truth(lost) is (here and not there)
        assert at.truth(gained) is (there and not here)


@pytest.mark.parametrize(
    ("text", "given", "told"),
    [
        ("x^2 <= 2", "", ["x >= -sqrt(2) and x <= sqrt(2)"]),
        ("x^2 > 2 and x < 5", "x > 0", ["x > sqrt(2) and x < 5"]),
        ("1/x < 1", "", ["x < 0", "x > 1"]),
        ("x^2 = 4 or x = 7", "x integer", ["x = -2", "x = 2", "x = 7"]),
        ("x^2 = -1", "", []),
    ],
)
def test_what_is_solved(text: str, given: str, told: list[str]) -> None:
    found = solved(says(text), Given.read([given] if given else ()))
    assert found is not None
    assert [" and ".join(map(plain, each.args)) if each.head == "and" else plain(each) for each in found] == told  # type: ignore[union-attr]  # relations


# statements and what they are where roots, logarithms and bars are taken apart: of one truth value everywhere
TAKEN_APART = [
    "sqrt(x + 3) = x - 3",
    "sqrt(x) != 2",
    "sqrt(x) > x - 1",
    "sqrt(x + 1) <= 2",
    "sqrt(x) = sqrt(2*x - 1)",
    "2*exp(x) > 6",
    "exp(x) = -1",
    "exp(x) != 0",
    "1 - log(x) < 0",
    "log(x) = log(3 - x)",
    "log(x, 2) > 1",
    "log(x, 1/2) > 1",
    "2^x <= 8",
    "(1/2)^x < 4",
    "abs(x - 1) < abs(x)",
    "abs(abs(x) - 1) = x",
]


@pytest.mark.parametrize("text", TAKEN_APART)
def test_what_is_taken_apart_says_the_same(text: str) -> None:
    statement = says(text)
    apart = without_bars(inverted(statement, Given()), Given())
    assert apart != statement
    for place in PLACES:
        at = At(Point((("x", number(place)),)))
        one, other = at.truth(statement), at.truth(apart)
        assert one is None or other is None or one is other


@pytest.mark.parametrize(
    ("before", "after", "given"),
    [
        # true only in part, or where something isn't defined: never proved
        ("x = x", "1/x = 1/x", ""),
        ("x/y = 1", "x = y and y = 0", ""),
        ("sin(x) = cos(x)", "x = pi/4", ""),
        ("f(x) = f(y)", "x = y", ""),
        ("exp(x) = exp(y)", "x = y", "x complex, y complex"),
        ("x^y = 1", "y = 0 or x = 1", ""),
        ("floor(x) = 2", "x = 2", ""),
        ("abs(z) = 1", "z = 1 or z = -1", "z complex"),
        ("x^(2/3) = 4", "x = 8 and x > 9", ""),
        ("diff(f(x), x) = 0", "f(x) = 1", ""),
        ("a*x = a*y", "x = y", ""),
        ("x < y", "x^2 < y^2", ""),
        ("x*y = 1", "x = 1", ""),
    ],
)
def test_what_does_not_follow_is_never_proved(before: str, after: str, given: str) -> None:
    assert not isinstance(follows(says(before), says(after), Given.read([given] if given else ())), Proved)
