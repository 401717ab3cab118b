"""Routine arithmetic: what it joins, what it must keep apart, and that it never joins unequals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivex.notation.plain import read
from derivex.routine import routinely_equal
from derivex.term import App, Num, Sym, Term
from oracle import close, value

JOINED = """
x + y | y + x
(x + y) + z | x + (y + z)
x*(y*z) | z*y*x
x - -y | x + y
-(x - y) | y - x
1*x + 0 | x
0*x | 0
2*3*x | 6*x
2/4*x | x/2
0.25*x | x/4
x*(1/y) | x/y
x*(y/z) | (x*y)/z
(-x)/y | -(x/y)
x/(-y) | -x/y
x*x | x^2
x^2*x^3 | x^5
(x*y)*(x*y) | (x*y)^2
1/(D*D) | 1/D^2
x + x | 2*x
x - x | 0
-1*D^(-2)*(-y) | y*D^(-2)
exp(0) | 1
log(1) | 0
sqrt(4) | 2
x^1 | x
x^0 | 1
D^(-1 - 1) | D^(-2)
exp(y + x) | exp(x + y)
"""
APART = """
x/x | 1
(x*y)/x | y
x/x^2 | 1/x
x*(y + z) | x*y + x*z
2*(x + y) | 2*x + 2*y
(x + y)/z | x/z + y/z
(1/x)*(1/y) | 1/(x*y)
(x/y)*(z/w) | (x*z)/(y*w)
D^(-1) | 1/D
x*D^(-1) | x/D
sqrt(x^2) | x
exp(x)*exp(y) | exp(x + y)
x^n*x | x^(n + 1)
(x^n)^2 | x^(2*n)
a/(b/c) | a*c/b
log(x^2) | 2*log(x)
x + 1 | x - 1
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [tuple(side.strip() for side in line.split("|")) for line in table.strip().splitlines()]  # type: ignore[misc]  # each line has one bar


@pytest.mark.parametrize(("left", "right"), rows(JOINED))
def test_routine_joins(left: str, right: str) -> None:
    assert routinely_equal(read(left), read(right))


@pytest.mark.parametrize(("left", "right"), rows(APART))
def test_routine_keeps_apart(left: str, right: str) -> None:
    assert not routinely_equal(read(left), read(right))


def test_division_by_zero_is_kept_as_it_stands() -> None:
    assert not routinely_equal(read("1/0"), read("2/0"))
    assert not routinely_equal(read("1/(x - x)"), read("0"))


leaves = st.sampled_from([Sym("x"), Sym("y"), Num("0"), Num("1"), Num("2"), Num("3")])


def _grown(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda args: App("+", args)),
        pair.map(lambda args: App("*", args)),
        pair.map(lambda args: App("/", args)),
        inner.map(lambda arg: App("neg", (arg,))),
        st.tuples(inner, st.sampled_from([Num("2"), Num("3"), App("neg", (Num("1"),))])).map(
            lambda args: App("^", args)
        ),
    )


terms = st.recursive(leaves, _grown, max_leaves=6)


@given(terms, terms)
def test_what_is_joined_has_one_value(left: Term, right: Term) -> None:
    """Both with and without the field view: equal forms never join different values."""
    for field in (False, True):
        if routinely_equal(left, right, field):
            for point in ({"x": 2, "y": 3}, {"x": -0.5, "y": 1.75}):
                values = value(left, point), value(right, point)
                assert None in values or close(*values)


@given(terms, st.randoms(use_true_random=False))
def test_shuffling_is_routine(term: Term, generator: object) -> None:
    def shuffled(node: Term) -> Term:
        if not isinstance(node, App):
            return node
        args = [shuffled(arg) for arg in node.args]
        if node.head in ("+", "*"):
            generator.shuffle(args)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
        return App(node.head, tuple(args))

    assert routinely_equal(term, shuffled(term))
