"""Hints: a rule that leads on from a line, then where, then the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivex import Derivation
from derivex.cli import main
from derivex.deriving import Line
from derivex.hinting import Arrived, Next, Nothing, Unreachable, Wrong, hint
from derivex.notation.plain import read

FILE = """```calc
let   S(x) = 1/(1 + exp(-x))
claim diff(S(x), x) = S(x)*(1 - S(x))

  diff(S(x), x)
```

```calc
  (x + 1)/x + 3*3
…
= 9 + x/x + 1/x
```

```calc
  (x + 1)^2
= x^2 + 1
= 1 + x^2
```

```calc
  d/dx sin(x)*x^2
```

```calc
claim x + x = 3*x
  x + x
…
```

```calc
axiom f of a sum: f(x + y) = f(x)*f(y)
claim f(x + 1)*2 = 2*f(x)*f(1)
  f(x + 1)*2
```
"""


STATEMENTS = """```calc
  2*x + 3 = 7
<=> 2*x = 4
<=> x = 2
```

```calc
  x^2 = x
=> x = 1
```

```calc
  2*x + 3 < 7
```

```calc
given x real
claim 1 - x^2 <= 1
  1 - x^2
```

```calc
claim x^2 = 9 <=> x = 3
  x^2 = 9
```

```calc
given a != 0
claim a*x = a*b <=> x = b
  a*x = a*b
```

```calc
given x real
  x^2 + 1
< x^2
```
"""


@pytest.mark.parametrize(
    ("arguments", "status", "words", "hidden"),
    [
        ([":2"], 0, "try: subtract from both sides", "3"),
        ([":2", "--more"], 0, "try: subtract from both sides: 3", "4"),
        ([":2", "--show"], 0, "<=> 2·x = 4", "--more"),
        ([":3"], 0, "try: divide both sides", "= 2"),
        ([":4"], 0, "nothing is left to do: the line is solved", "try"),
        ([":8"], 1, "divide both sides by x needs x != 0", "try"),
        ([":13"], 0, "try: subtract from an inequality", "< 4"),
        ([":13", "--show"], 0, "<=> 2·x < 4", "--more"),
        ([":19"], 0, "try: subtract a square", "--show gives the line\n<="),
        ([":19", "--show"], 0, "<= 1", "--more"),
        ([":24"], 1, "line 24 isn't equivalent to what it should lead to", "try"),
        ([":30", "--show"], 0, "<=> x = b", "--more"),
        ([":35"], 1, "line 36 is false", "try"),
    ],
)
def test_hints_for_equations_and_inequalities(
    arguments: list[str], status: int, words: str, hidden: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.md"
    path.write_text(STATEMENTS)
    assert main(["hint", f"{path}{arguments[0]}", *arguments[1:]]) == status
    said = capsys.readouterr().out
    assert words in said
    assert hidden not in said


@pytest.mark.parametrize(
    ("arguments", "status", "words", "hidden"),
    [
        ([":5"], 0, "try: definition of S", "exp"),
        ([":5", "--more"], 0, "in: S(x)", "d/dx 1/(1"),
        ([":5", "--show"], 0, "= d/dx 1/(1 + e^-x)", "--more"),
        ([":9"], 0, "try: split fraction", "= x/x"),
        ([":10"], 0, "try: split fraction", "= x/x"),
        ([":11"], 0, "try: cancel", "= 10"),
        ([":15"], 1, "line 16 is false", "2·x"),
        ([":16", "--show"], 1, "rightly, the line is x² + 2·x + 1", "try"),
        ([":21", "--show"], 0, "try: product rule", "--more"),
        ([":26"], 1, "line 26 isn't equal to what it should lead to", "try"),
        ([":33"], 0, "try: f of a sum†", "= 2"),
        ([":33", "--show"], 0, "f(x)·f(1)", "--more"),
        ([], 0, "try: definition of S", "exp"),
        (["--step", "0"], 0, "try: definition of S", "exp"),
        (["--step", "4"], 2, "", "try"),
        ([":7"], 2, "", "try"),
    ],
)
def test_hints(
    arguments: list[str], status: int, words: str, hidden: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.md"
    path.write_text(FILE)
    where = f"{path}{arguments.pop(0)}" if arguments and arguments[0].startswith(":") else str(path)
    assert main(["hint", where, *arguments]) == status
    said = capsys.readouterr().out
    assert words in said and hidden not in said


def test_a_named_derivation_has_hints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hint", "sigmoid", "--step", "4", "--show"]) == 0
    assert "try: split fraction" in capsys.readouterr().out
    assert main(["hint", "sigmoid"]) == 0
    assert "nothing is left to do" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("(x + 1)/x = x/x + 1/x", Next),
        ("(x + 1)/x = (1 + x)/x", Arrived),
        ("(x + 1)/x = 2 + 1/x", Unreachable),
        (None, Nothing),
    ],
)
def test_a_hint_leads_to_the_claim(claim: str | None, kind: type) -> None:
    assert isinstance(hint(Derivation.start("(x + 1)/x", claim=claim), 0), kind)


def test_a_hint_is_a_line_that_follows() -> None:
    told = hint(Derivation.start("(x + 1)/x", claim="(x + 1)/x = x/x + 1/x"), 0)
    assert told == Next(Line(read("x/x + 1/x"), ("split-fraction",)), None)
    assert isinstance(hint(Derivation.start("x + 1").step("x"), 0), Wrong)


def test_a_block_that_cant_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.md"
    path.write_text("```calc\n  x + x\n= 2*x\n```\n\n```calc\n  (x\n= x\n```\n")
    assert main(["hint", f"{path}:8"]) == 2
    assert "mine.md:7:3" in capsys.readouterr().err
