"""Matching: the whole of a product or some of its parts, and no more groups of parts than are allowed."""

from __future__ import annotations

import pytest

from derivex.matching import View, letters_of, match, match_parts
from derivex.notation.plain import read
from derivex.term import App

PRODUCTS = ("p*q", "p*q*r", "p*p*q", "2*p^2/q", "p/(q*r)", "-p*q*s")
LAWS = ("a*b", "a*(b/c)", "a*a*b", "(a + b)*c")


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("product", PRODUCTS)
def test_the_whole_is_what_leaves_no_rest(law: str, product: str) -> None:
    pattern, subject = read(law), read(product)
    assert isinstance(pattern, App)
    letters, view = letters_of(pattern), View(frozenset("a"))
    parts = [found for found, rest in match_parts(pattern, subject, letters, {}, view) if not rest]
    assert list(match(pattern, subject, letters, {}, view)) == parts


@pytest.mark.parametrize("groups", [0, 1, 7, 100])
def test_an_allowance_only_leaves_ways_out(groups: int) -> None:
    pattern, subject = read("(a*c)/(b*d)"), read("p*q*r*s/(x*y*z)")
    letters, view = letters_of(pattern), View()
    every = list(match(pattern, subject, letters, {}, view))
    some = list(match(pattern, subject, letters, {}, view.limited(groups)))
    assert some == every[: len(some)]
    assert len(some) < len(every)


def test_the_last_letter_of_a_whole_takes_what_is_left() -> None:
    """So that few groups are tried for each way that is found."""
    pattern, subject = read("(a*c)/(b*d)"), read("p*q*r*s/(x*y*z)")
    view = View().limited(1_000)
    ways = list(match(pattern, subject, letters_of(pattern), {}, view))
    assert view.allowance is not None
    assert 1_000 - view.allowance.left <= 3 * len(ways)
