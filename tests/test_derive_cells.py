"""Cells of notebooks that begin with %%derive, as ``derivex verify`` and pytest read them; and claims in directives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derivex.cli import main
from derivex.plugin.chains import chains
from derivex.settings import NO_SETTINGS

BLOCK = "%%derive\nlet f(x) = x^3\n  diff(f(x), x)\n= 3*x^2 by definition of f, power rule"


def notebook(path: Path, *cells: str) -> str:
    made = [{"cell_type": "code", "metadata": {}, "source": each, "outputs": []} for each in cells]
    made.append({"cell_type": "markdown", "metadata": {}, "source": "So $f(2) = x + x$, and $x + x = 2x$."})
    path.write_text(json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("cell", "status", "said"),
    [
        (BLOCK, 0, ""),
        ("%%derive\n\\frac{d}{dx} x^2 &= 2x \\\\\n &= 3x", 1, "#cell-1:3:5: FALSE: these two sides are not equal"),
        ('%%derive --given "x > 0"\n  sqrt(x^2)\n= x by root of a square, absolute value', 0, ""),
        ("%%derive\n  x + x\n= 3*x", 1, "#cell-1:3:1: FALSE: lines 2 and 3 are not equal"),
        ('%%derive --given "x >"\n  x\n= x', 2, '#cell-1:1:1: something is missing after ">"\n   1 | %%derive --given'),
        ("%%derive --foo\n  x\n= x", 2, '#cell-1:1:1: "--foo" is no option'),
        ("%%derive\n \n", 2, "#cell-1:1:1: this cell is empty"),
        ("%%derive\n\\alpha", 2, "#cell-1:1:1: this cell holds no equation"),
        ("\n%%derive\n  x +\n= x", 2, "#cell-1:3:5: something is missing after"),
        ("%%derived\n  x +\n= x", 0, ""),
    ],
)
def test_verify_reads_them_as_the_magic_does(cell: str, status: int, said: str, tmp_path: Path, capsys) -> None:
    path = notebook(tmp_path / "notes.ipynb", cell)
    assert main(["verify", path]) == status
    told = "".join(capsys.readouterr())
    assert said in told
    assert "#cell-2" not in told


def test_what_a_cell_says_holds_in_it_only(tmp_path: Path) -> None:
    latex = '%%derive --let "g(x) = x^2"\n\\tfrac{g(3)}{1} = 9'
    path = notebook(tmp_path / "notes.ipynb", latex, "%%derive\n\\tfrac{g(3)}{1} = 10")
    assert main(["verify", path]) == 3  # of the second g nothing is known


def test_pytest_collects_one_item_a_cell(tmp_path: Path) -> None:
    path = notebook(tmp_path / "notes.ipynb", BLOCK, "%%derive\n  x + x\n= 3*x")
    found = {each.name: each for each in chains(path, NO_SETTINGS)}
    assert [found[name].judge().status() for name in ("cell-1", "cell-2")] == [0, 1]


@pytest.mark.parametrize(
    ("claim", "status", "said"),
    [
        ("(x + 1)^2 - 1 = x^2 + 2*x", 0, ""),
        ("(x + 1)^2 - 1 = x^2 + x", 1, "a.tex:2:18: FALSE: the claim doesn't hold"),
        ("(x + 1)^2 = x^2 + 2*x + 1", 1, "a.tex:2:18: the chain doesn't arrive at the claim"),
        ("(x + 1)^2 = (x", 3, "a.tex:2:18: undecided: the claim can't be checked: this bracket is never closed"),
    ],
)
def test_claims_of_marked_derivations_are_judged(claim: str, status: int, said: str, tmp_path: Path, capsys) -> None:
    page = f"% derivex: derivation A\n% derivex: claim {claim}\n\\[ (x + 1)^2 - 1 = x^2 + 2x \\]\n% derivex: end\n"
    (tmp_path / "a.tex").write_text(page, encoding="utf-8")
    assert main(["verify", str(tmp_path / "a.tex")]) == status
    assert said in "".join(capsys.readouterr())
