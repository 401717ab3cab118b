"""Claims with names: cited like rules by later chains, where they hold, and never before they are proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivex.derivation import Derivation
from derivex.errors import InputError
from derivex.readers.calc import read_blocks, read_file, read_text
from derivex.writers.calc import block

DENSITY = "given s > 0, m real\nlet p(x) = exp(-(x - m)^2/(2*s^2))/(s*sqrt(2*pi))"
AREA = f"{DENSITY}\nclaim area: Integral(p(x), (x, -oo, oo)) = 1\n\n  Integral(p(x), (x, -oo, oo))\n= 1"
SIGMOID = "let S(x) = 1/(1 + exp(-x))"
MIRROR = f"{SIGMOID}\nclaim mirror: S(-x) = 1 - S(x)\n\n  S(-x)\n= 1 - S(x)"
ROOT = "given a > 0\nclaim way out: sqrt(a^2) = a\n\n  sqrt(a^2)\n= a"
SLOPE = "claim steep: diff(tan(x), x) = 1 + tan(x)^2\n\n  diff(tan(x), x)\n= 1 + tan(x)^2"


def page(*blocks: str) -> str:
    return "\n\n".join(f"```calc\n{each}\n```" for each in blocks)


CITED = [
    (AREA, f"{DENSITY}\n\n  2*Integral(p(x), (x, -oo, oo))\n= 2*1    by area"),
    (MIRROR, f"{SIGMOID}\n\n  S(-2*t) + 1\n= 1 - S(2*t) + 1    by mirror"),
    (MIRROR, "  1/(1 + exp(-(-t)))\n= 1 - 1/(1 + exp(-t))    by mirror"),  # without its S, unfolded
    (ROOT, "given y > 1\n\n  sqrt((y - 1)^2)\n= y - 1    by way out"),
    (SLOPE, "  x + diff(tan(x), x)\n= x + 1 + tan(x)^2    by steep"),
]


@pytest.mark.parametrize(("first", "second"), CITED)
def test_a_claim_is_cited_below(first: str, second: str) -> None:
    _, citing = read_text(page(first, second))
    report = citing.verify()
    assert report.ok, str(report)


@pytest.mark.parametrize(("first", "second"), CITED)
def test_a_chain_that_cites_can_be_written_and_read_alone(first: str, second: str) -> None:
    _, citing = read_text(page(first, second))
    [again] = read_text(block(citing))
    assert again.verify().ok


REFUSED = [
    # below its givens the law is false, or needs what isn't there
    (
        AREA,
        AREA.replace("given s > 0, m real", "given m real").replace("claim area: ", "claim ") + "    by area",
        "false",
    ),
    (
        "given x^2 + y^2 = 1, y > 0\nclaim circle: sqrt(1 - x^2) = y\n\n  sqrt(1 - x^2)\n= y",
        "  sqrt(1 - x^2)\n= y    by circle",
        "can't be cited",
    ),
    ("claim wrong: sqrt(x^2) = x\n\n  sqrt(x^2)\n= x", "  sqrt(x^2)\n= x    by wrong", "false"),
    ("claim small: -x^2 <= 0\n\n  0 - x^2\n<= 0    by subtract a square", "  -x^2\n<= 0    by small", "no equation"),
]


@pytest.mark.parametrize(("first", "second", "words"), REFUSED)
def test_a_claim_that_does_not_hold_there_is_refused(first: str, second: str, words: str) -> None:
    found = read_blocks(page(first, second))[-1]
    assert isinstance(found, InputError) and words in str(found)


def test_a_need_of_a_claim_is_a_need_of_the_rule() -> None:
    _, citing = read_text(page(ROOT, "  sqrt((y - 1)^2)\n= y - 1    by way out"))
    assert not citing.verify().ok


def test_a_claim_cannot_be_cited_above_its_chain() -> None:
    first, second = CITED[-1]
    found = read_blocks(page(second, first))[0]
    assert isinstance(found, InputError) and "no rule" in str(found)


def test_a_claim_cannot_be_cited_in_its_own_chain() -> None:
    found = read_blocks(page(SLOPE + "    by steep"))[0]
    assert isinstance(found, InputError) and "no rule" in str(found)


def test_claims_of_another_file(tmp_path: Path) -> None:
    (tmp_path / "tangent.md").write_text(page(SLOPE))
    (tmp_path / "other.md").write_text(page(f"use tangent.md\n\n{CITED[-1][1]}"))
    [citing] = read_file(tmp_path / "other.md")
    assert citing.verify().ok


@pytest.mark.parametrize("name", ["nothing.md", "one.md", "one.txt"])
def test_files_that_use_each_other_or_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "one.md").write_text(page(f"use two.md\n\n{CITED[-1][1]}"))
    (tmp_path / "two.md").write_text(page(f"use {name}\n\n{SLOPE}"))
    found = read_blocks((tmp_path / "one.md").read_text(), str(tmp_path / "one.md"))[0]
    assert isinstance(found, InputError)


def test_a_named_claim_keeps_its_name() -> None:
    [derivation] = read_text(page(MIRROR))
    assert isinstance(derivation, Derivation) and derivation.claim_name == "mirror"
    assert "claim mirror: S(-x) = 1 - S(x)" in block(derivation)
