"""Dots that are filled in, steps by algebra and the like, and the mistakes that false steps look like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from unnamed import unexplained

from derivex import verify
from derivex.book import BOOK
from derivex.cli import main
from derivex.errors import InputError
from derivex.justify import DoesNotFit, NoneGiven
from derivex.lead import Fits, NotFound
from derivex.library import names
from derivex.notation.write import plain
from derivex.readers.calc import read_file, read_text
from derivex.reasons import read_reasons
from derivex.verdict import Proved
from golden_files import difference

SPARSE = """# The sigmoid, in short

```calc
let   S(x) = 1/(1 + exp(-x))
claim diff(S(x), x) = S(x)*(1 - S(x))

  diff(S(x), x)
= diff(1/(1 + exp(-x)), x)    by definition of S
...
= S(x)*(1 - S(x))
```

```calc
axiom f of a sum: f(x + y) = f(x)*f(y)

  f(x + y)*(a^2 - b^2)/(a - b)
= f(x)*f(y)*(a^2 - b^2)/(a - b)   by f of a sum
= f(x)*f(y)*(a + b)               by algebra
= f(x)*f(y)*b                     by cancel
= (f(x)*f(y)*b)^2
```
"""


# ---- words that name a kind of rules ----


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("algebra", "algebra"),
        ("basic algebra", "algebra"),
        ("simplify", "algebra"),
        ("simplifying", "algebra"),
        ("rearranging", "algebra"),
        ("calculus", "calculus"),
        ("differentiating", "calculus"),
        ("trig identities", "trigonometry"),
        ("cancel", ""),
        ("arithmetic", ""),
    ],
)
def test_a_word_may_name_a_kind_of_rules(words: str, kind: str) -> None:
    (reason,) = read_reasons(words, BOOK)
    assert reason.kind == kind


@pytest.mark.parametrize(
    ("lines", "by", "answer", "names"),
    [
        (("(x^2 - 1)/(x - 1)", "x + 1"), "algebra", Fits, ["factor-polynomial", "cancel"]),
        (("(x^2 - 1)/(x - 1)", "x + 1"), "simplify", Fits, ["factor-polynomial", "cancel"]),
        (("x + x", "2*x"), "simplify", Fits, []),  # arithmetic does it, and needs no steps
        (("d/dx x^2*sin(x)", "2*x*sin(x) + x^2*cos(x)"), "calculus", Fits, ["product-rule", "power-rule"]),
        (("sin(x)^2 + cos(x)^2", "1"), "trig identity", Fits, ["pythagorean-identity"]),
        (("d/dx x^2*sin(x)", "2*x*sin(x) + x^2*cos(x)"), "algebra", DoesNotFit, []),
        (("(x^2 - 1)/(x - 1)", "x + 1"), "calculus", DoesNotFit, []),
        (("sqrt(5 + 2*sqrt(6))", "sqrt(2) + sqrt(3)"), "algebra", NotFound, []),
        (("(x^2 - 1)/(x - 1)", "x + 1"), "algebra, cancel", Fits, ["factor-polynomial", "cancel"]),
        (("(x^2 - 1)/(x - 1)", "x + 1"), "algebra, quotient rule", NotFound, ["factor-polynomial", "cancel"]),
    ],
)
def test_a_step_by_algebra_gets_the_sequence_that_does_it(
    lines: tuple[str, str], by: str, answer: type, names: list[str]
) -> None:
    (step,) = verify(list(lines), by=by).steps
    assert isinstance(step.justification, answer), step.justification
    assert [name for line in step.between for name in line.reasons] == names
    if names:
        assert step.between[-1].term == step.step.after


# ---- dots ----


def test_dots_are_filled_in() -> None:
    (derivation,) = read_text("  sin(x)^4 - cos(x)^4\n…\n= -cos(2*x)\n")
    (step,) = derivation.verify().steps
    assert isinstance(step.justification, NoneGiven) and len(step.between) > 2
    lines = [step.step.before, *(line.term for line in step.between)]
    for before, line in zip(lines, step.between, strict=False):
        assert verify([before, line.term], by=line.words()).ok, line


def test_dots_in_python() -> None:
    report = verify(["(x^2 - 1)/(x - 1)", "…", "x + 1", "1 + x"], by=["cancel", "reorder"])
    assert report.ok and [len(step.between) for step in report.steps] == [2, 0]
    for lines in (["…", "x"], ["x", "..."], ["x", "…", "…"]):
        with pytest.raises(InputError, match="dots stand between two lines"):
            verify(lines)


@pytest.mark.parametrize("dots", ["…", "...", "= …", "= ...", "  ....", "⋮"])
def test_dots_may_be_written_in_many_ways(dots: str) -> None:
    (derivation,) = read_text(f"  (x^2 - 1)/(x - 1)\n{dots}\n= x + 1\n")
    assert derivation.steps[0].dots is not None and len(derivation.steps) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("  x + x\n…\n", 2, "nothing stands below the dots"),
        ("…\n= 2*x\n", 1, "nothing stands above"),
        ("  x + x\n…\n  2*x\n", 3, "begins with no relation"),
    ],
)
def test_dots_stand_between_two_lines(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read_text(text, "a.calc")
    assert caught.value.place is not None and caught.value.place.line == line


@pytest.mark.parametrize(
    ("chain", "by", "answer", "count"),
    [
        ("  (x^2 - 1)/(x - 1)\n…\n= x + 1", "cancel", Fits, 2),  # the reason is that of the last line
        ("  (x^2 - 1)/(x - 1)\n…\n= x + 1", "distribute", NotFound, 0),
        ("  (x + 1)/x\n…\n= x/x + 1/x", "split fraction", Fits, 1),  # nothing is left out
        ("  sqrt(5 + 2*sqrt(6))\n…\n= sqrt(2) + sqrt(3)", "", NoneGiven, 0),
        ("  x\n…\n= x + 1", "", type(None), 0),
    ],
)
def test_what_stands_at_dots(chain: str, by: str, answer: type, count: int) -> None:
    (derivation,) = read_text(f"{chain}{f'   by {by}' if by else ''}\n")
    (step,) = derivation.verify().steps
    assert isinstance(step.justification, answer) and len(step.between) == count


def test_lines_are_written_in_the_place_of_dots(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sparse.calc"
    text = "claim sin(x)^4 - cos(x)^4 = -cos(2*x)\r\n\r\n  sin(x)^4 - cos(x)^4\r\n...\r\n= -cos(2*x)  # so it is\r\n"
    path.write_bytes(text.encode())
    assert main(["verify", str(path)]) == 0 and path.read_bytes() == text.encode()  # nothing unasked
    assert main(["verify", str(path), "--write"]) == 0
    assert "filled in: " in capsys.readouterr().out
    new = path.read_bytes().decode()
    assert "..." not in new and "\n" not in new.replace("\r\n", "")
    report = read_text(new, "sparse.calc")[0].verify()
    assert report.ok and all(isinstance(step.justification, Fits) for step in report.steps)
    assert main(["verify", str(path), "--write"]) == 0 and path.read_bytes().decode() == new


def test_dots_that_nothing_fills_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "roots.calc"
    text = "  sqrt(5 + 2*sqrt(6))\n…\n= sqrt(2) + sqrt(3)\n"
    path.write_text(text)
    assert main(["verify", str(path), "--write"]) == 0 and path.read_text() == text
    assert "nothing was found that fills in these dots" in capsys.readouterr().out


# ---- mistakes ----


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("d/dx sin(x^2)", "cos(x^2)"), "inner-derivative-missing"),
        (("(x + 3)^2", "x^2 + 9"), "square-of-a-sum-without-its-middle"),
        (("x + 1", "x + 2"), None),
    ],
)
def test_a_false_step_looks_like_a_mistake(lines: tuple[str, str], name: str | None) -> None:
    report = verify(list(lines))
    (step,) = report.steps
    assert not isinstance(step.verdict, Proved)
    assert (step.mistake.name if step.mistake is not None else None) == name
    assert ("looks like: " in str(report)) == (name is not None)


def test_a_false_equation_of_a_document_looks_like_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.tex"
    path.write_text("\\[ (x + 3)^2 = x^2 + 9 \\]\n")
    assert main(["verify", str(path), "--format", "json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)["equations"]
    assert row["mistake"] == "square-of-a-sum-without-its-middle" and "x^2 + 6*x + 9" in row["remark"]


# ---- the library ----


def test_the_steps_of_the_library_are_explained_without_their_reasons() -> None:
    derivations = [derivation for path in names() for derivation in read_file(path)]
    count = sum(len(derivation.steps[::9]) for derivation in derivations)  # the bench asks for all of them
    missed = [step for derivation in derivations for step in unexplained(derivation, every=9)]
    assert count and len(missed) <= 0.05 * count, [step.text for step in missed]


# ---- what is printed ----


@pytest.mark.parametrize("command", [["show", "--no-sympy"], ["verify"]])
def test_golden(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("sparse.md").write_text(SPARSE)
    main([command[0], "sparse.md", *command[1:]])
    assert not difference(f"{command[0]}-sparse.txt", capsys.readouterr().out)


# ---- dots between statements ----


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        ("  2*x + 3 = 7\n…\n<=> x = 2", NoneGiven, [("<=>", "2*x = 4"), ("<=>", "x = 2")]),
        ("  2*x + 3 < 7\n…\n<=> x < 2    by divide by 2", Fits, [("<=>", "2*x < 4"), ("<=>", "x < 2")]),
        ("  2*x + 3 = 7\n…\n=> x = 2    by square both sides", NotFound, []),
        ("  2*x = 4\n…\n=> x = 2", NoneGiven, [("=>", "x = 2")]),  # nothing is left out
        ("  x*y = sin(y) + x\n…\n=> x*y - x = sin(y)", NoneGiven, [("=>", "x*y - x = sin(y)")]),
        ("  sqrt(x) = 3\n…\n<=> x = 9", NoneGiven, [("<=>", "x = 9")]),
    ],
)
def test_dots_between_statements(text: str, kind: type, lines: list[tuple[str, str]]) -> None:
    (derivation,) = read_text(text)
    (found,) = derivation.verify().steps
    assert isinstance(found.justification, kind)
    assert [(each.relation, plain(each.term)) for each in found.between] == lines


def test_dots_before_a_false_statement_are_not_filled_in() -> None:
    (found,) = read_text("  2*x + 3 = 7\n…\n=> x = 3")[0].verify().steps
    assert found.between == ()


def test_dots_between_statements_are_written_out(tmp_path: Path) -> None:
    path = tmp_path / "mine.md"
    path.write_text("```calc\n  2*x + 3 = 7\n  …\n<=> x = 2    by divide by 2\n```\n")
    assert main(["verify", "--write", str(path)]) == 0
    assert "\n<=> 2*x = 4    by subtract 3\n<=> x = 2    by divide by 2\n" in path.read_text()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("  2*x + 3 = 7\n…\n<=> x = 2", ["2 x + 3 = 7", "2 x = 4", "x = 2"]),
        ("  (x^2 - 1)/(x - 1)\n…\n= x + 1", [r"\frac{x^{2} - 1}{x - 1}", r"\frac{(x - 1) (x + 1)}{x - 1}", "x + 1"]),
        ("  exp(x) + x = 1\n…\n=> x = 0", ["e^{x} + x = 1", r"\vdots", "x = 0"]),  # nothing is found
    ],
)
def test_a_page_shows_what_was_found_at_dots(text: str, rows: list[str], tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "mine.md"
    path.write_text(f"```calc\n{text}\n```\n")
    assert main(["export", str(path), "--to", "latex"]) == 0
    shown = [row for row in capsys.readouterr().out.splitlines() if "&" in row]
    assert len(shown) == len(rows)
    assert all(row in line for row, line in zip(rows, shown, strict=True))
