"""Steps between sides that leave terms out, as 1 + x + O(x^2): proved near the point, or undecided, and never false."""

from __future__ import annotations

import pytest

from derivex.documents.checking import check
from derivex.documents.reading import read_text

TRUE = [
    r"\sin x = x - \frac{x^3}{3!} + O(x^5)",
    r"\cos(x) = 1 - \frac{x^2}{2} + \mathcal{O}\left(x^4\right)",
    r"\frac{\sin x}{x} = 1 - \frac{x^2}{6} + \mathcal O(x^4)",
    r"g(a+h) = g(a) + h g'(a) + \tfrac{h^2}{2} g''(a) + O(h^3)",
    r"\frac{g(a+h)-g(a-h)}{2h} = g'(a) + O(h^2)",
    r"\sqrt{1+x} = 1 + \frac x2 + o(x)",
    r"\ln x = (x-1) - \frac{(x-1)^2}{2} + O((x-1)^3)",
    r"1 + x + x^2 + o(x^2) = 1 + x + O(x^2)",
    r"(1+x)^n = 1 + n x + O(|x|^2)",
]
OPEN = [
    (r"e^x = 1 + x + \frac{x^2}{3} + O(x^3)", "undecided", "false as x -> 0: the terms of order 2 differ"),
    (r"(n+1)^2 = n^2 + O(n)", "undecided", "it may be meant otherwise"),
    (r"|x| = O(x)", "undecided", "can't be told of these functions"),
    (r"\operatorname{sign}(x) = O(x)", "undecided", "can't be told of these functions"),
    (r"\log(-1 + i x) = i\pi - i x + O(x^2)", "undecided", "of order 0"),
    (r"\sqrt{x} = O(x)", "undecided", "of order 1"),
    (r"\frac{\cos x}{x} = 1 + O(x^2)", "undecided", "the terms of order 0 differ"),
    (r"1 + O(x^2) = 1 + x^2 + O(x^3)", "not checkable", "more is left out before this relation"),
    (r"1 + O(x^2) = 1", "not checkable", "O(…) leaves terms out"),
    (r"\ln(1 + O(x)) = O(x)", "not checkable", "O(…) leaves terms out"),
    (r"3 n + O(n) = O(n \log n)", "not checkable", "O(…) leaves terms out"),
    (r"1 + x + O(x^2) = 1 + x + O(y^2)", "not checkable", "O(…) leaves terms out"),
]


@pytest.mark.parametrize("formula", TRUE)
def test_sides_agree_up_to_what_is_left_out(formula: str) -> None:
    (found,) = check(read_text(rf"\[ {formula} \]", "a.tex")).equations
    assert (found.status, found.conditions[0][:3]) == ("proved", "as ")


@pytest.mark.parametrize(("formula", "status", "reason"), OPEN)
def test_nothing_is_called_false_or_guessed(formula: str, status: str, reason: str) -> None:
    (found,) = check(read_text(rf"\[ {formula} \]", "a.tex")).equations
    assert found.status == status
    assert reason in found.reason


def test_an_o_that_is_defined_is_a_function() -> None:
    found = check(read_text(r"Let $O(x) = x^2$. \[ 1 + O(x) = 1 + x^2 \] \[ 1 + O(3) = 11 \]", "a.tex")).equations
    assert [each.status for each in found] == ["definition", "proved", "refuted"]
