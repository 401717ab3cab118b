"""Equations solved line by line: every line is verified, and the last one says what the unknown is."""

from __future__ import annotations

from typing import Any

import pytest

from derivex.cli import main
from derivex.derivation import Derivation
from derivex.equations.lessons import lesson
from derivex.equations.solutions import solved
from derivex.notation.plain import read_relation
from derivex.notation.statements import FALSE, read_statement
from derivex.notation.write import plain

SOLVED = [  # equation, given, moves, last line
    ("2*x + 3 = 7", "", ("subtract 3", "divide by 2"), "x = 2"),
    ("2*(x + 1) + 3 = 7 - x", "", ("expand", "add x", "subtract 5", "divide by 3"), "x = 2/3"),
    ("x/3 = 4", "", ("divide by 1/3",), "x = 12"),
    ("-2*x = 6", "", ("divide by -2",), "x = -3"),
    ("a*x + b = c", "a != 0", ("subtract b", "divide by a"), "x = (c - b)/a"),
    ("2*x = 2*x + 1", "", ("subtract 2*x",), "0 = 1"),
    ("x^2 - 5*x + 6 = 0", "", ("factor", "zero product", "solve"), "x = 3 or x = 2"),
    ("3*x^2 - 2*x = 5", "", ("subtract 5", "factor", "zero product", "solve"), "x = -1 or x = 5/3"),
    ("x^3 - x = 0", "", ("factor", "zero product", "solve"), "x = 0 or x = 1 or x = -1"),
    ("(x - 1)^2 = 0", "", ("expand", "factor", "solve"), "x = 1"),
    ("x^2 - x - 1 = 0", "", ("quadratic formula",), "x = (1 + sqrt(5))/2 or x = (1 - sqrt(5))/2"),
    ("x^2 + 1 = 0", "", ("solve",), "0 = 1"),
    ("exp(2*x) = 3", "", ("take the logarithm", "divide by 2"), "x = log(3)/2"),
    ("log(x) + 1 = 3", "", ("subtract 1", "exponentiate both sides"), "x = exp(2)"),
    ("sqrt(x) = 3", "", ("square both sides",), "x = 9"),
    ("abs(x - 1) = 2", "", ("absolute value equation", "solve"), "x = 3 or x = -1"),
]


@pytest.mark.parametrize(("equation", "given", "moves", "last"), SOLVED, ids=[row[0] for row in SOLVED])
def test_an_equation_is_solved(equation: str, given: str, moves: tuple[str, ...], last: str) -> None:
    lines = solved(read_relation(equation), "x")
    assert tuple(move for _, move in lines) == moves
    assert plain(lines[-1][0]) == last
    derivation = Derivation.start(equation, given=given or ())
    for line, move in lines:
        derivation = derivation.step(f"<=> {plain(line)}", by=move)
    assert derivation.verify().status == 0


@pytest.mark.parametrize("equation", ["sin(x) = x", "x*exp(x) = 1", "y = 2"])
def test_what_it_has_no_way_for_is_left(equation: str) -> None:
    assert solved(read_relation(equation), "x") == ()


LESSONS = [  # a statement, its moves, the last line
    ("x/2 + x/3 = 5", "multiply by 6, divide by 5", "<=> x = 6"),
    ("1/x + 1/(x + 1) = 3/2", None, "<=> x = 1 or x = -2/3"),
    ("(x + 1)/(x - 1) = 2", None, "<=> x = 3"),
    ("x/(x - 1) = 1/(x - 1)", "multiply by (x - 1), check", "=> false"),
    ("sqrt(x + 1) = x - 1", None, "=> x = 3"),
    ("x^2 = 9", "take the square root", "<=> x = 3 or x = -3"),
    ("2^x = 8", "arithmetic, compare exponents", "<=> x = 3"),
    ("3^x = 5", "take the logarithm, divide by log(3)", "<=> x = log(5)/log(3)"),
    ("2*x + 3 < 7", "subtract 3, divide by 2", "<=> x < 2"),
    ("5 - 3*x >= 11", "subtract 5, divide by -3", "<=> x <= -2"),
    ("x^2 < 9", "subtract 9, factor, solve", "<=> -3 < x < 3"),
    ("x^2 - 5*x + 6 > 0", "factor, solve", "<=> x < 2 or x > 3"),
    ("(x - 1)/(x + 2) >= 0", "solve", "<=> x < -2 or x >= 1"),
    ("abs(x - 1) < 3", "solve", "<=> -2 < x < 4"),
    ("exp(x) > 2", "solve", "<=> x > log(2)"),
]


@pytest.mark.parametrize(("statement", "moves", "last"), LESSONS, ids=[row[0] for row in LESSONS])
def test_a_lesson_ends_with_the_solutions(statement: str, moves: str | None, last: str) -> None:
    lines = lesson(read_statement(statement), "x")
    written = [f"{arrow} {'false' if line == FALSE else plain(line)}" for arrow, line, _ in lines]
    assert written[-1] == last
    assert moves is None or ", ".join(move for *_, move in lines) == moves
    derivation = Derivation.start(statement)
    for text, (*_, move) in zip(written, lines, strict=True):
        derivation = derivation.step(text, by=move)
    assert derivation.verify().status == 0


def test_derive_solves(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "2*y + 1 = 5"]) == 0
    assert capsys.readouterr().out == (
        "# 2*y + 1 = 5\n\n```calc\n  2*y + 1 = 5\n<=> 2*y = 4    by subtract 1\n<=> y = 2      by divide by 2\n```\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["a*x + b = c"], 3, "divide both sides by a needs a != 0, which is not given"),
        (["sin(x) = 0"], 3, "the solutions repeat without end"),
        (["x*exp(x) = 1"], 3, "no way to solve it was found"),
        (["a + b = c"], 2, "name it: --for NAME"),
        (["a + b = c", "--for", "b"], 0, ""),
    ],
)
def test_derive_says_what_it_needs(arguments: list[str], status: int, said: str, capsys: Any) -> None:
    assert main(["derive", *arguments]) == status
    assert said in capsys.readouterr().err
