"""``derivex explain``: what a person is told of a step, and what a program is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from derivex.cli import main
from derivex.laws import Context
from derivex.notation.plain import read
from derivex.notation.write import plain
from derivex.readers.calc import read_text
from derivex.verdict import Proved, Refuted
from derivex.walkthrough import walkthrough

SAID = [
    (
        ("(x^2 - 1)/(x - 1)", "x + 1"),
        0,
        """proved (exact)
gained x = 1
  (x^2 - 1)/(x - 1)
= (x - 1)*(x + 1)/(x - 1)   by factor polynomial
= (x + 1)/1                 by cancel
= x + 1                     by arithmetic
""",
    ),
    (
        ("x*(x - 1) = 0", "x - 1 = 0"),
        1,
        """refuted: at x = 0: the first line is true, the second one is false
loses x = 0
divide both sides by x needs x != 0, which is not given
looks like: lost the solution of a factor; a product is zero where any of its factors is; """
        """rightly, the line is x - 1 = 0 or x = 0
true where x != 0 (moves)
lost x = 0
   x*(x - 1) = 0
=> x - 1 = 0       by divide both sides: x, cancel, arithmetic
""",
    ),
    (
        ("x*(x - 1) = 0", "=> x - 1 = 0"),
        1,
        """refuted: at x = 0: the first line is true, the second one is false
loses x = 0
divide both sides by x needs x != 0, which is not given
looks like: lost the solution of a factor; a product is zero where any of its factors is; """
        "rightly, the line is x - 1 = 0 or x = 0\n",
    ),
    (
        ("-2*x < 4", "<=> x > -2"),
        0,
        """proved (solution sets)
    -2*x < 4
<=> x > -2     by divide and turn: -2
""",
    ),
    (("2*x + 3 = 7", "2*x = 5"), 1, "refuted: at x = 2: left is 4, right is 5\n"),
    (
        ("(a + b)^2", "a^2 + b^2"),
        1,
        """refuted: at a = 1, b = 1: left is 4, right is 2
looks like: square of a sum without its middle; the square of a sum also holds twice the product of its parts; """
        "rightly, the line is a^2 + 2*a*b + b^2\n",
    ),
    (("x + y", "x + y"), 0, "proved (identical)\nboth lines are the same\n"),
    (
        ("4*x - 8 = 2*(x - 2)", "4*x - 8 + 2*(x - 2) = 0"),
        0,
        """proved (exact)
no rule found: the step is true, and no sequence of named rules that leads there was found
""",
    ),
]


@pytest.mark.parametrize(("lines", "status", "said"), SAID, ids=lambda each: str(each)[:40])
def test_what_a_person_is_told(lines: tuple[str, str], status: int, said: str, capsys: Any) -> None:
    assert main(["explain", *lines]) == status
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("x",), "a step has two lines"),
        (("x = 1", "x"), "one line is an equation and the other one isn't"),
        (("x +", "x"), "FROM:1"),
        (("x", "x", "--batch", "-"), "a batch holds its own steps"),
    ],
)
def test_what_cannot_be_asked_is_said(arguments: tuple[str, ...], said: str, capsys: Any) -> None:
    assert main(["explain", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_batch(tmp_path: Path, capsys: Any) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "sum", "from": "x*(y + z)", "to": "x*y + x*z", "given": []},
        {"id": "root", "from": "sqrt(x^2)", "to": "x", "given": ["x > 0"]},
        {"id": "false", "from": "x = y", "to": "x = y + 1"},
        {"id": "two", "inputs": ["a = b*c", "d = a + 1"], "feeds": [], "outputs": ["d = b*c + 1"]},
        {"id": "added", "inputs": ["x = y"], "feeds": ["z"], "outputs": ["x + z = y + z"]},
        {"id": "power", "from": "x^0", "to": "0"},
        {"id": "bad", "from": "x + ", "to": "x"},
        {"id": "none"},
    ]
    file = tmp_path / "steps.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["explain", "--batch", str(file)]) == 0
    answers = {one["id"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert [answers[row["id"]]["verdict"] for row in rows] == [
        *("proved", "proved", "refuted", "proved", "proved", "refuted", "error", "error")
    ]
    assert answers["sum"]["rules"] == ["distribute"]
    assert answers["root"]["justified"] is True
    assert answers["false"]["rules"] == []
    assert "mistake" not in answers["false"]
    assert answers["power"]["mistake"] == "power-zero-as-zero"
    assert answers["two"]["rules"] == ["substitute"]
    assert answers["added"]["rules"] == ["add-to-both-sides"]
    assert answers["bad"]["reason"].startswith("from:1")


def test_a_walk_without_moves_is_one_line_of_arithmetic() -> None:
    lines = walkthrough(read("x + 0"), read("x"), (), Context())
    assert [(plain(line), rule) for line, rule in lines] == [("x + 0", ""), ("x", "arithmetic")]


@pytest.mark.parametrize(
    ("before", "after", "needs"),
    [("a*b = a*c", "b = c", "a != 0"), ("x = y*z", "x/y = z", "y != 0"), ("x*(x - 1) = 0", "x - 1 = 0", "x != 0")],
)
def test_a_division_is_told_as_a_chain_tells_it(before: str, after: str, needs: str, capsys: Any) -> None:
    """Without an arrow the step is read as ``=>``: refuted where what is divided by may be zero, else proved."""
    (derivation,) = read_text(f"  {before}\n=> {after}\n")
    assert isinstance(derivation.verify().steps[0].verdict, Refuted)
    assert main(["explain", before, after]) == 1
    said = capsys.readouterr().out
    assert said.startswith("refuted: at ")
    assert f"\ntrue where {needs} (moves)\n" in said
    (derivation,) = read_text(f"given {needs}\n  {before}\n=> {after}\n")
    assert isinstance(derivation.verify().steps[0].verdict, Proved)
    assert main(["explain", before, after, "--given", needs]) == 0
