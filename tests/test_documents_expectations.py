"""Steps that are true because the expectation is linear; and that no other is taken for one."""

from __future__ import annotations

import pytest

from derivex.documents.checking import check
from derivex.documents.reading import read_text

TRUE = [
    (r"\mathbb{E}[X^2 - 2X\mathbb{E}[X] + \mathbb{E}[X]^2] = \mathbb{E}[X^2] - \mathbb{E}[X]^2", ()),
    (r"\operatorname{E}[aX + b] + 0 = a \operatorname{E}[X] + b", ("a, b are numbers",)),
    (r"\mathrm{Var}(aX) + b = a^2 \mathrm{Var}(X) + b", ("a is a number",)),
    (r"\mathrm{Var}(X + Y) = \mathrm{Var}(X) + \mathrm{Var}(Y) + 2\mathrm{Cov}(X, Y)", ()),
    (r"\operatorname{Cov}(X + Y, X - Y) = \operatorname{Var}(X) - \operatorname{Var}(Y)", ()),
    (
        r"\mathbb{E}[(\hat\theta - \theta)^2] + 0"
        r" = \operatorname{Var}(\hat\theta) + (\mathbb{E}[\hat\theta] - \theta)^2",
        ("theta is a number",),
    ),
]
OPEN = [
    r"\mathrm{Var}(X + Y) + 0 = \mathrm{Var}(X) + \mathrm{Var}(Y)",
    r"\mathbb{E}[XY] + 0 = \mathbb{E}[X]\mathbb{E}[Y]",
    r"\mathbb{E}[1/X] + 0 = 1/\mathbb{E}[X]",
    r"\mathbb{E}[X^2] + 0 = X \mathbb{E}[X]",
    r"\mathbb{E}[\hat\theta^2] + 0 = \hat\theta \mathbb{E}[\hat\theta]",
    r"\mathbb{E}[x_i^2] + 0 = x_i \mathbb{E}[x_i]",
    r"\mathbb{E}[\mathbb{E}[X \mid Y]] + 0 = \mathbb{E}[X]",
    r"E[2\phi] + 0 = 2 E[\phi]",  # any functional
]


@pytest.mark.parametrize(("formula", "conditions"), TRUE)
def test_the_expectation_is_linear(formula: str, conditions: tuple[str, ...]) -> None:
    (found,) = check(read_text(rf"\[ {formula} \]", "a.tex")).equations
    assert (found.status, found.conditions) == ("proved", conditions)


@pytest.mark.parametrize("formula", OPEN)
def test_what_needs_more_is_open(formula: str) -> None:
    (found,) = check(read_text(rf"\[ {formula} \]", "a.tex")).equations
    assert found.status == "undecided"


def test_a_name_with_a_law_is_no_number() -> None:
    (found,) = check(read_text(r"Let $x \sim p(x)$. \[ \mathbb{E}[x y] + 0 = x \mathbb{E}[y] \]", "a.tex")).equations
    assert found.status == "undecided"
