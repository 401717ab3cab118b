"""The real line cut at zeros: what holds somewhere is found, what holds nowhere is known."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from derivex.cells import simplest_between, solutions

GRID = [Fraction(step, 12) for step in range(-96, 97)]


def value(coefficients: list[int], x: Fraction) -> Fraction:
    return sum((number * x**power for power, number in enumerate(coefficients)), Fraction(0))


def holds(op: str, number: Fraction) -> bool:
    return {"<": number < 0, "<=": number <= 0, "=": number == 0, "!=": number != 0}[op]


POLYNOMIALS = st.lists(st.integers(-4, 4), min_size=2, max_size=4).filter(lambda row: row[-1] != 0)
TESTS = st.lists(st.tuples(st.sampled_from(["<", "<=", "=", "!="]), POLYNOMIALS), min_size=1, max_size=3)


@settings(max_examples=200)
@given(TESTS)
def test_what_is_found_holds_and_nothing_is_missed(tests: list[tuple[str, list[int]]]) -> None:
    found = solutions([(op, fmpz_poly(row)) for op, row in tests])
    assert found is not None
    assert all(holds(op, value(row, x)) for x in found.inside for op, row in tests)
    on_the_grid = [x for x in GRID if all(holds(op, value(row, x)) for op, row in tests)]
    if found.finite:
        assert all(any(zero.low <= x <= zero.high for zero in found.zeros) for x in on_the_grid)
    if found.empty:
        assert not on_the_grid


@pytest.mark.parametrize(
    ("tests", "integers"),
    [
        ([("<", [-1, 0, 2])], [0]),
        ([("=", [0, -1, 1])], [0, 1]),
        ([("<", [0, -2, 3])], []),
        ([("=", [-2, 0, 1])], []),
        ([("=", [1, 2])], []),
    ],
)
def test_integers(tests: list[tuple[str, list[int]]], integers: list[int]) -> None:
    found = solutions([(op, fmpz_poly(row)) for op, row in tests], integer=True)
    assert found is not None
    assert sorted({*found.inside, *(zero.low for zero in found.zeros)}) == integers


@given(st.fractions(-9, 9, max_denominator=40), st.fractions(Fraction(1, 50), 3, max_denominator=50))
def test_the_simplest_number_between_two(low: Fraction, width: Fraction) -> None:
    found = simplest_between(low, low + width)
    assert low < found < low + width
    for denominator in range(1, found.denominator):
        assert not low < Fraction(low * denominator // 1 + 1, denominator) < low + width


def test_what_is_too_large_is_not_looked_at() -> None:
    assert solutions([("<", fmpz_poly([1, *[0] * 30, 1]))]) is None
    assert solutions([("<", fmpz_poly([2**500, 1]))]) is None
