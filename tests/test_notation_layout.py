"""Terms in two dimensions: golden drawings, and what holds for every block."""

import pytest
from hypothesis import given

from derivex.notation.layout import baseline, beside, draw, enclosed, fraction, raised, text, two_dimensional
from derivex.notation.names import Names
from derivex.notation.plain import read
from derivex.term import App, Sym, Term
from test_notation_round_trip import terms

NAMES = Names(functions=frozenset({"S"}))

DRAWINGS = {
    "S(x)*(1 - S(x))": """
S(x)·(1 − S(x))
""",
    "diff(1/(1 + exp(-x)), x)": """
d      1
── ─────────
dx       −x
    1 + e
""",
    "((1 + exp(-x))*0 - 1*(-exp(-x)))/(1 + exp(-x))^2": """
 ⎛     −x⎞       ⎛  −x⎞
 ⎝1 + e  ⎠·0 − 1·⎝−e  ⎠
────────────────────────
       ⎛     −x⎞²
       ⎝1 + e  ⎠
""",
    "1/(1 + x)*(1 - 1/(1 + x))": """
   1    ⎛       1   ⎞
───────·⎜1 − ───────⎟
 1 + x  ⎝     1 + x ⎠
""",
    "(1 + x)^(-2)*y^2": """
(1 + x)⁻²·y²
""",
    "x^(a/b)": """
  a
 ───
  b
x
""",
    "sqrt(x/2) - sqrt(x)": """
 ____
│ x
│───  − √x
√ 2
""",
    "abs(x/2) + f(x/2)": """
│ x │    ⎛ x ⎞
│───│ + f⎜───⎟
│ 2 │    ⎝ 2 ⎠
""",
    "Sum(k/2, (k, 1, n))": """
  n
 ▁▁▁
 ╲     k
 ╱    ───
 ▔▔▔   2
k = 1
""",
    "Integral(x^2, (x, 0, 1))": """
1
⌠
⌡ x² dx
0
""",
    "diff(x*y, x) - diff(f(x), x, 2)": """
d           d²
── (x·y) − ─── f(x)
dx         dx²
""",
}


@pytest.mark.parametrize("written", DRAWINGS)
def test_golden(written: str) -> None:
    lines = two_dimensional(read(written, names=NAMES))
    assert [line.rstrip() for line in lines] == DRAWINGS[written].strip("\n").split("\n")


@given(terms)
def test_a_block_is_a_rectangle_with_its_baseline_inside(term: Term) -> None:
    lines = two_dimensional(term)
    assert len({len(line) for line in lines}) == 1
    assert 0 <= baseline(term) < len(lines)


def test_combinators_keep_the_baseline() -> None:
    half = fraction(text("1"), text("2"))
    assert half.lines == (" 1 ", "───", " 2 ")
    assert half.baseline == 1
    assert beside(text("x·"), half).lines == ("   1 ", "x·───", "   2 ")
    assert enclosed(half).lines == ("⎛ 1 ⎞", "⎜───⎟", "⎝ 2 ⎠")
    assert raised(text("x"), half).baseline == 3


def test_what_is_too_large_to_look_at_is_one_line() -> None:
    term = App("+", tuple(App("/", (Sym("x"), Sym("y"))) for _ in range(1000)))
    assert draw(term).height == 1
