"""What the prose says of names, as givens; and that nothing is called false of which something isn't understood."""

from __future__ import annotations

import pytest

from derivex.documents.checking import check
from derivex.documents.domains import given_of
from derivex.documents.passages import source
from derivex.documents.reading import read_text
from derivex.documents.records import Assuming
from derivex.notation.names import Names


def assumed(text: str, words: str = "") -> Assuming:
    return Assuming(source("a.tex", text).passage(), words, "for", 0)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (r"a, b > 0", "a > 0, b > 0"),
        (r"0 < a, b", "0 < a, 0 < b"),
        (r"x > 0, y < 1", "x > 0, y < 1"),
        (r"n \in \mathbb{N}", "n integer, n >= 0"),
        (r"n \in \mathbb N^+", "n integer, n > 0"),
        (r"k, m \in \mathbb{Z}", "k integer, m integer"),
        (r"x \in \mathbb{R}_{>0}", "x real, x > 0"),
        (r"x\in\mathbb R_+", "x real, x >= 0"),
        (r"x \in \mathbf{R} \setminus \{0\}", "x real, x != 0"),
        (r"z\in\mathbb{C}", "z complex"),
        (r"x \in (0, 1]", "0 < x, x <= 1"),
        (r"\theta \in \left[0, \frac{\pi}{2}\right)", "0 <= theta, theta < pi/2"),
        (r"x\in[0,\infty)", "0 <= x"),
        (r"n = 0, 1, 2, \dots", "n integer, 0 <= n"),
        (r"k = 1,\ldots,n", "k integer, 1 <= k, k <= n"),
        (r"k \in \{1, \dots, n\}", "k integer, 1 <= k, k <= n"),
        (r"X \sim \mathcal{N}(\mu, \sigma^2)", "sigma > 0"),
        (r"X \sim N(0, 1)", None),
        (r"X \sim \mathcal{N}(\mu, \Sigma)", None),
        (r"X \sim \mathrm{Gam}(a, b)", "a > 0, b > 0"),
        (r"Y \sim \text{Bin}(n, p)", "n integer, n >= 0, p >= 0, p <= 1"),
        (r"U \sim \mathcal{U}(a,b)", "a < b"),
        (r"k = 1, 3, 5, \dots", None),
        (r"k = 1, 2, 3", None),
        (r"x \in A", None),
        (r"x \in \{0, 1\}", None),
        (r"a, 2b \in \mathbb{Z}", None),
    ],
)
def test_an_assumption_as_a_given(text: str, given: str | None) -> None:
    found = given_of(assumed(text), Names())
    assert (None if found is None else str(found)) == given


@pytest.mark.parametrize(
    ("name", "words", "given"),
    [
        ("n", "an even integer", "n integer, (-1)^n = 1"),
        ("n", "odd", "n integer, (-1)^n = -1"),
        ("f", "odd", None),
        ("a", "non-positive", "a <= 0"),
    ],
)
def test_words_as_a_given(name: str, words: str, given: str | None) -> None:
    found = given_of(assumed(name, words), Names())
    assert (None if found is None else str(found)) == given


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        (r"\[ \sqrt{ab} = \sqrt a \sqrt b, \qquad a, b > 0. \]", "proved", ""),
        (r"\[ \sqrt{ab} = \sqrt a \sqrt b \quad (a,b > 0) \]", "proved", ""),
        (r"\[ \cos n\pi = (-1)^n \quad \forall n \in \mathbb Z \]", "proved", ""),
        (r"\[ \sqrt{x^2} = x \text{ since } x \ge 0 \]", "proved", ""),
        (r"Since $x > 0$, we have \[ \sqrt{x^2} = x. \]", "proved", ""),
        (r"Let $n$ be an even integer. \[ (-1)^n x = x \]", "proved", ""),
        (r"Let $n$ be an odd integer. \[ (-1)^n x = x \]", "refuted", "at n = "),
        (r"\[ X \sim \mathcal N(\mu, \sigma^2) \] Then \[ \sqrt{\sigma^2} = \sigma. \]", "proved", ""),
        (r"Let $p$ be prime. \[ p y = y \]", "undecided", "false unless what is said of p makes it true"),
        (
            r"Let $V$ be a plane, $v \in V$. \[ v + v = v \]",
            "undecided",
            "false unless what is said of v makes it true",
        ),
        (r"Let $v \in V$. \[ w + w = w \]", "refuted", "at w = 1"),
    ],
)
def test_steps_under_what_is_said(text: str, status: str, reason: str) -> None:
    (found,) = check(read_text(text, "a.tex")).equations
    assert found.status == status
    assert reason in found.reason
