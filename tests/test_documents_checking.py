"""Documents are checked: what is true, false, open, a definition, a statement, or beyond what can be checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derivex.cli import main
from derivex.documents.checking import check
from derivex.documents.equations import Checked
from derivex.documents.reading import read_text
from derivex.documents.repairs import unsaid
from derivex.documents.stating import leibniz
from derivex.notation.plain import read


def checked(text: str, file: str = "notes.tex") -> Checked:
    return check(read_text(text, file))


def statuses(text: str, file: str = "notes.tex") -> list[str]:
    return [each.status for each in checked(text, file).equations]


ROWS = [
    # one display, one step
    (r"\[ (x + 1)^2 = x^2 + 2x + 1 \]", ["proved"]),
    (r"\[ (x + 1)^2 = x^2 + x + 1 \]", ["refuted"]),
    (r"\[ \frac{d}{dx} x^3 = 3x^2 \]", ["proved"]),
    (r"\[ \frac{d}{dx} \sin(2x) = \cos(2x) \]", ["refuted"]),
    (r"\[ 2 + 2 \approx 5 \]", ["not checkable"]),
    # chains, rows, alignment
    (r"\begin{align} (a+b)(a-b) &= a^2 - ab + ba - b^2 \\ &= a^2 - b^2. \end{align}", ["proved", "proved"]),
    (r"\begin{align} (a+b)(a-b) &= a^2 - ab - ba - b^2 \\ &= a^2 - b^2. \end{align}", ["refuted", "refuted"]),
    # definitions are used, and are none of the claims
    (r"Let $S(x) = \frac{1}{1+e^{-x}}$. Then \[ \frac{d}{dx} S(x) = S(x)(1 - S(x)). \]", ["definition", "proved"]),
    (r"Let $S(x) = \frac{1}{1+e^{-x}}$. Then \[ \frac{d}{dx} S(x) = S(x)(1 + S(x)). \]", ["definition", "refuted"]),
    (
        r"\[ y = \operatorname{logistic}(x) = \frac{1}{1+e^{-x}} \] \[ \frac{dy}{dx} = y(1 - y) \]",
        ["definition", "definition", "proved"],
    ),
    # what is true under one simple given isn't false
    (r"\[ \sqrt{x^2} = x \]", ["undecided"]),
    (r"\[ \cos(n \pi) = (-1)^n \]", ["undecided"]),
    (r"\[ \ln(ab) = \ln a + \ln b \]", ["undecided"]),
    (r"For $x > 0$ we have \[ \sqrt{x^2} = x. \]", ["proved"]),
    ("% derivex: given n integer\n\\[ \\cos(n \\pi) = (-1)^n \\]", ["proved"]),
    ("% derivex: skip\n\\[ 1 = 2 \\]", []),
    # values that are said in words
    (r"\[ 2a + b = 2 \cdot 3 + 4 = 10 \]", ["undecided", "proved"]),
    (r"\[ e^{tA} = P e^{tD} P^{-1} \]", ["undecided"]),
    # statements about functions that stand for any
    (r"\[ \frac{dy}{dx} = \frac{dy}{du} \frac{du}{dx} \]", ["statement"]),
    (r"\[ \frac{d}{dx} \frac{f(x)}{g(x)} = \frac{g(x) f'(x) - f(x) g'(x)}{g(x)^2} \]", ["statement"]),
    (r"\[ h(x) g(x) = f(x) \]", ["not checkable"]),
    (r"\[ M'(t) = \lambda e^{\lambda t} \]", ["undecided"]),
    # not numbers
    (r"\[ A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \]", ["not checkable"]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_statuses(text: str, expected: list[str]) -> None:
    assert statuses(text) == expected


def test_every_kind_of_document_is_read_alike() -> None:
    display = r"(x+1)^2 = x^2 + 2x + 1"
    notebook = {
        "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": f"$$ {display} $$"}],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    texts = {
        "a.tex": f"\\[ {display} \\]",
        "a.md": f"$$ {display} $$",
        "a.txt": f"\\[ {display} \\]",
        "a.rst": f".. math::\n\n   {display}\n",
        "a.ipynb": json.dumps(notebook),
    }
    for file, text in texts.items():
        assert statuses(text, file) == ["proved"], file


def test_a_false_line_is_told_at_its_place() -> None:
    text = "Text.\n\n\\begin{align}\n  x(x+1) &= x^2 + x \\\\\n         &= x^2 - x\n\\end{align}\n"
    false = [each for each in checked(text).equations if each.status == "refuted"]
    assert [(each.place.line, each.place.column) for each in false] == [(5, 13)]
    assert "x = " in false[0].reason


def test_one_spoiled_sign_in_a_long_document() -> None:
    blocks = [f"\\[ (x + {n})^2 = x^2 + {2 * n}x + {n * n} \\]\n\nSome words.\n" for n in range(1, 200)]
    blocks[150] = blocks[150].replace("+ 302x", "- 302x")
    found = [each for each in checked("\n".join(blocks)).equations if each.status != "proved"]
    assert [each.status for each in found] == ["refuted"]
    assert "- 302x" in found[0].place.text


def test_displays_with_the_same_left_side_are_one_chain() -> None:
    text = r"Let $f(x) = x^2$. \[ f'(x) = 2x \] and so \[ f'(x) = x + x \] but not \[ f'(x) = 3x \]"
    assert statuses(text) == ["definition", "proved", "proved", "refuted"]


def test_damage_costs_one_formula() -> None:
    found = checked("\\[ \\frac{1}{2 = 3 \\]\n\n\\[ x + x = 2x \\]\n")
    assert "proved" in [each.status for each in found.equations]


@pytest.mark.parametrize(
    ("before", "after", "stated"),
    [
        (r"\frac{df}{dx}", r"\frac{df}{da}\frac{da}{dx}", True),
        (r"\frac{dz}{dt}", r"\frac{dz}{dy} \cdot \frac{dy}{dx} \cdot \frac{dx}{dt}", True),
        (r"\frac{df}{dx}", r"\frac{da}{df}\frac{da}{dx}", False),
        (r"\frac{df}{dx}", r"\frac{df}{dx}", False),
        (r"\frac{df}{dx}", r"2\frac{df}{da}\frac{da}{dx}", False),
    ],
)
def test_the_chain_rule_in_rates(before: str, after: str, stated: bool) -> None:
    assert leibniz(before, after) is stated


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2*a + b", "7", "a and b have values not said here"),
        ("a", "b", "a and b are related in a way that is not said here"),
        ("x + x", "3*x", None),
        ("1", "2", None),
    ],
)
def test_what_is_not_said(before: str, after: str, said: str | None) -> None:
    assert unsaid(read(before), read(after)) == said


def test_the_command_line_tells_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, open_ = tmp_path / "good.tex", tmp_path / "bad.md", tmp_path / "open.txt"
    good.write_text(r"\[ x + x = 2x \]", encoding="utf-8")
    bad.write_text("$$ x + x = 3x $$\n\n$$ A = \\begin{pmatrix} 1 \\end{pmatrix} $$\n", encoding="utf-8")
    open_.write_text(r"\[ \sqrt{x^2} = x \]", encoding="utf-8")
    assert main(["verify", str(good)]) == 0
    assert "1 equation, 1 proved, 0 not checkable" in capsys.readouterr().out
    assert main(["verify", str(bad)]) == 1
    told = capsys.readouterr().out
    assert f"{bad}:1:12: FALSE: these two sides are not equal" in told
    assert "not checkable: only scalars can be checked" in told
    assert main(["verify", str(open_)]) == 3
    assert "false unless" in capsys.readouterr().out
    assert main(["verify", "--format", "json", str(good), str(bad)]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["status"] for row in rows["equations"]] == ["proved", "refuted", "not checkable"]
    assert rows["summary"]["not_checkable"] == 1


def test_a_document_without_an_equation_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.tex"
    empty.write_text("No mathematics here.", encoding="utf-8")
    assert main(["verify", str(empty)]) == 2
    assert "holds no equation that could be checked" in capsys.readouterr().err


def test_folders_and_patterns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.tex").write_text(r"\[ x + x = 2x \]", encoding="utf-8")
    (tmp_path / "deep" / "b.md").write_text("$$ x + x = 3x $$", encoding="utf-8")
    (tmp_path / "deep" / "words.md").write_text("No mathematics.", encoding="utf-8")
    (tmp_path / ".hidden" / "c.tex").write_text(r"\[ x = x + 1 \]", encoding="utf-8")
    assert main(["verify", str(tmp_path)]) == 1
    assert "2 files: 2 equations, 1 proved, 1 refuted, 0 not checkable." in capsys.readouterr().out
    assert main(["verify", str(tmp_path / "*.tex")]) == 0
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "*.ipynb")]) == 2
    assert "fits no file" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "deep" / "words.md"), str(tmp_path / "a.tex")]) == 2


def test_so_much_has_to_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "half.tex"
    file.write_text("\\[ x + x = 2x \\]\n\\[ A = \\begin{pmatrix} 1 \\end{pmatrix} \\]\n", encoding="utf-8")
    assert main(["verify", str(file), "--require-read", "50"]) == 0
    assert main(["verify", str(file), "--require-read", "90"]) == 2
    assert "50 % of the equations could be checked, and 90 % are asked for" in capsys.readouterr().err


def test_nothing_is_written_into_a_document(tmp_path: Path) -> None:
    file = tmp_path / "a.tex"
    file.write_text(r"\[ x + x = 2x \]", encoding="utf-8")
    assert main(["verify", "--write", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == r"\[ x + x = 2x \]"
