"""``derivex derive``: a chain is found, written and verified; nothing is overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from derivex.cli import main

PRODUCT = """# diff(x^2*sin(x), x) = 2*x*sin(x) + x^2*cos(x)

```calc
claim diff(x^2*sin(x), x) = 2*x*sin(x) + x^2*cos(x)

  diff(x^2*sin(x), x)
= diff(x^2, x)*sin(x) + x^2*cos(x)    by product rule
= 2*x*sin(x) + x^2*cos(x)             by power rule
```
"""


def test_a_derivative_is_taken_as_a_teacher_would(capsys: Any) -> None:
    assert main(["derive", "d/dx x^2*sin(x)"]) == 0
    assert capsys.readouterr().out == PRODUCT


@pytest.mark.parametrize(
    ("expression", "options"),
    [
        ("d/dx 1/(1+exp(-x))", ["--to", "S(x)*(1-S(x))", "--let", "S(x)=1/(1+exp(-x))"]),
        ("d/dx sqrt(1 + x^2)", []),
        ("-d/dx exp(-x)", ["--to", "exp(-x)"]),
        ("(x^2)^(1/2)", ["--to", "x", "--given", "x > 0"]),
    ],
)
def test_what_is_written_is_verified(expression: str, options: list[str], tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "derived.md"
    assert main(["derive", expression, *options, "-o", str(file)]) == 0
    assert "is written" in capsys.readouterr().err
    assert main(["verify", str(file)]) == 0


def test_a_file_is_replaced_only_when_that_is_asked(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine", encoding="utf-8")
    assert main(["derive", "d/dx x^2", "-o", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert main(["derive", "d/dx x^2", "-o", str(file), "--force"]) == 0
    assert "power rule" in file.read_text(encoding="utf-8")
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["sin(x)^4 - cos(x)^4", "--to", "cos(2*x)"], 1, "there is no such chain: at x = 0"),
        (["d/dx f(x)"], 3, "no chain was found"),
        (["x + y"], 3, "there is nothing to do"),
        (["x +"], 2, "EXPRESSION:1"),
        (["x", "--to", "x +"], 2, "--to:1"),
    ],
)
def test_what_cannot_be_derived_is_said(arguments: list[str], status: int, said: str, capsys: Any) -> None:
    assert main(["derive", *arguments]) == status
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("expression", "options", "first"),
    [
        ("(x^2 - 1)/(x - 1)", ["--to", "x + 1", "--rule", "factor-polynomial"], "by factor-polynomial"),
        ("(x^2 - 1)/(x - 1)", ["--rule", "difference of squares"], "by difference of squares"),
        ("d/dx sin(x)^2", ["--to", "sin(2*x)", "--rule", "product rule"], "by product rule"),
        ("d/dx (x^2 + 1)^3", ["--rule", "chain rule"], "by chain rule, power rule"),
        ("sin(x)^2", ["--to", "(1 - cos(2*x))/2", "--rule", "add and subtract 1"], "by add and subtract 1"),
        ("x*(x + 1)", ["--to", "x^2 + x", "--rule", "distribute"], "by distribute"),
    ],
)
def test_a_chain_begins_with_the_rule_that_is_named(
    expression: str, options: list[str], first: str, tmp_path: Path, capsys: Any
) -> None:
    file = tmp_path / "derived.md"
    assert main(["derive", expression, *options, "-o", str(file)]) == 0
    (line, *_) = (line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("= "))
    assert line.endswith(first)
    assert main(["verify", str(file)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["x^2 - 1", "--rule", "cancel"], 3, "no chain that begins with cancel was found"),
        (["x^2 - 1", "--rule", "no such rule"], 2, "--rule:1:1"),
        (["x^2 = 1", "--rule", "cancel"], 2, "leave --rule out"),
    ],
)
def test_where_no_chain_begins_with_a_rule_that_is_said(
    arguments: list[str], status: int, said: str, capsys: Any
) -> None:
    assert main(["derive", *arguments]) == status
    assert said in capsys.readouterr().err
