"""Programs of balls: where they have a value it is the careful one's, and they know where they have none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb
from hypothesis import given as given_values
from hypothesis import settings
from hypothesis import strategies as st

from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.operations import rational
from derivex.engine.program import compiled
from derivex.engine.swift import balls_of, code, exact_values, imaginary_part, run
from derivex.engine.values import Exact, Turn, Value, ball
from derivex.engine.witness import may_be_exact
from derivex.given import Given
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.term import App, Num, Sym, Term
from test_balls import TERMS

X = Sym("x")
NUMBERS = [Fraction(above, below) for above in (-3, -1, 0, 1, 2, 5) for below in (1, 2, 7)]
ORDERS = st.sampled_from([(X,), (X, Num("2"))])
DERIVED = st.tuples(TERMS, ORDERS).map(lambda both: App("diff", (both[0], *both[1])))


def swiftly(term: Term, at: dict[str, Fraction], *, real: bool = False, precision: int = 128) -> acb | None:
    program = compiled(term, term)
    assert program is not None
    point = {name: rational(value) for name, value in at.items()}
    found = run(code(program), point, Given().kind, precision, real=real)
    return None if found is None else found[0]


def exactly(term: Term, at: dict[str, Fraction], bits: int = 4_000) -> Value | None:
    program = compiled(term, term)
    assert program is not None
    found = exact_values(code(program), {name: Exact(value) for name, value in at.items()}, 128, bits)
    return None if found is None else found[0]


def carefully(term: Term, at: dict[str, Fraction]) -> acb | None:
    point: dict[str, Value] = {name: Exact(value) for name, value in at.items()}
    try:
        return ball(Evaluator(point, 128).evaluate(term))
    except (Undefined, Unknown):
        return None


@settings(max_examples=400)
@given_values(st.one_of(TERMS, DERIVED), st.sampled_from(NUMBERS), st.sampled_from(NUMBERS))
def test_both_ways_of_looking_see_the_same(term: Term, x: Fraction, y: Fraction) -> None:
    at = {"x": x, "y": y}
    swift, careful = swiftly(term, at), carefully(term, at)
    if swift is not None and careful is not None:
        assert swift.overlaps(careful)


@settings(max_examples=400)
@given_values(st.one_of(TERMS, DERIVED), st.sampled_from(NUMBERS), st.sampled_from(NUMBERS))
def test_exact_values_lie_in_the_balls(term: Term, x: Fraction, y: Fraction) -> None:
    swift = swiftly(term, {"x": x, "y": y})
    if swift is not None:
        found = exactly(term, {"x": x, "y": y})
        assert found is None or ball(found).overlaps(swift)


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("diff(x^3/(x + 1), x)", "2", Exact(Fraction(28, 9))),
        ("diff(x*cos(x), x)", "0", Exact(Fraction(1))),
        ("sqrt(x^2 + I*x - I*x)", "-3/2", Exact(Fraction(3, 2))),
        ("(1 + I*x)^2", "2", Exact(Fraction(-3), Fraction(4))),
        ("atan(x) + pi", "1", Turn(Fraction(5, 4))),
        ("root(x, 3)", "-8", Exact(Fraction(-2))),
    ],
)
def test_values_stay_exact_in_a_program(text: str, x: str, value: Value) -> None:
    assert exactly(read(text), {"x": Fraction(x)}) == value


@pytest.mark.parametrize("bits", [8, 4_000])
def test_large_exact_values_become_balls(bits: int) -> None:
    found = exactly(read("(x + 1)^20"), {"x": Fraction(9)}, bits=bits)
    assert isinstance(found, acb) is (bits == 8)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("x + sqrt(x - 1) + log(x - 2)", "sqrt(x - 1)"),
        ("diff(x^2*log(x - 3), x)", "log(x - 3)"),
        ("x - I + asin(x)", ""),
    ],
)
def test_the_first_part_that_is_not_real(text: str, part: str) -> None:
    program = compiled(read(text), read("x"))
    assert program is not None
    work = code(program)
    values = balls_of(work, {"x": rational(Fraction(1, 2))}, Given().kind, 64)
    assert values is not None
    found = imaginary_part(work, values, {"+", "neg", "*"})
    assert (plain(found[0]) if found else "") == part


# at these points a derivative does not exist, or a formula has no value: no ball may come out
NOWHERE = [
    ("diff(abs(x), x)", "0"),
    ("diff(sign(x), x)", "0"),
    ("diff(sqrt(x), x)", "0"),
    ("diff(sqrt(x^2), x)", "0"),
    ("diff(root(x, 3), x)", "0"),
    ("diff(x^(1/3), x)", "0"),
    ("diff(log(x*I - 1), x)", "0"),
    ("diff(sqrt(x*I - 1), x)", "0"),
    ("diff(diff(x*abs(x), x), x)", "0"),
    ("diff(asin(x), x)", "1"),
    ("diff(acosh(x), x)", "1"),
    ("diff(acot(x), x)", "0"),
    ("diff(max(x, 0), x)", "0"),
    ("x/x", "0"),
    ("0*log(x)", "0"),
    ("x^(-1) - x^(-1)", "0"),
    ("tan(pi*x/2)", "1"),
    ("min(sqrt(x), 2)", "-1"),
    ("EulerGamma", "1"),  # a constant that no program knows
    ("exp(log(x))", "0"),
    ("(1/x)^0", "0"),
]


@pytest.mark.parametrize(("text", "x"), NOWHERE)
def test_no_value_where_there_is_none(text: str, x: str) -> None:
    term = read(text)
    assert compiled(term, term) is None or swiftly(term, {"x": Fraction(x)}) is None


def test_only_real_values_where_they_are_asked_for() -> None:
    term = read("sqrt(x)^2")
    assert swiftly(term, {"x": Fraction(-1)}) is not None
    assert swiftly(term, {"x": Fraction(-1)}, real=True) is None
    assert swiftly(term, {"x": Fraction(2)}, real=True) is not None


@pytest.mark.parametrize(
    "text", ["Sum(k, (k, 1, 3))", "f(x)", "floor(x)", "Integral(t, (t, 0, x))", "diff(max(x, 1), x)"]
)
def test_what_is_beyond_a_program(text: str) -> None:
    assert compiled(read(text), read("x")) is None


@pytest.mark.parametrize(
    ("text", "answer"), [("22/7", True), ("3*pi/4", True), ("sqrt(2)", False), ("exp(1)", False), ("1 + I/3", True)]
)
def test_what_may_be_printed_exactly(text: str, answer: bool) -> None:
    value = swiftly(read(text), {}, precision=256)
    assert value is not None
    assert may_be_exact(value, 256) is answer
