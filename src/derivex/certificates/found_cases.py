"""Found: the signs on which a part of the lines depends.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Iterator

from derivex.engine.cases import NoCase, _split, settled
from derivex.given import YES, Given
from derivex.signs import ODD_INCREASING
from derivex.term import ZERO, App, Term

ONE_SIGN = (frozenset({1}), frozenset({-1}))
Case = tuple[Term, Term, tuple[str, ...]]


def signs_that_matter(terms: tuple[Term, ...], given: Given) -> Iterator[Case]:
    """Two terms and how they may compare, where a part of one of the terms depends on that."""
    seen = set[tuple[Term, Term]]()
    for whole in terms:
        try:
            conditions = _split(settled(whole, given), given)
        except NoCase:
            continue
        if conditions:
            heads = tuple(each.head for each in conditions)
            left, right = conditions[0].args
            for case in _simpler_cases(left, right, heads, given):
                if case[:2] not in seen:
                    seen.add(case[:2])
                    yield case


def _simpler_cases(left: Term, right: Term, heads: tuple[str, ...], given: Given) -> Iterator[Case]:
    """First by what gives a term its sign: the argument of a function, a factor, what is below a bar."""
    part = left
    while right == ZERO and isinstance(part, App):
        match part:
            case App("neg", (u,)):
                part = u
            case App(head, (u,)) if head in ODD_INCREASING:
                part = u
            case App("/", (u, v)) if given.signs(u) in ONE_SIGN:
                part = v
            case App("/", (u, v)) if given.signs(v) in ONE_SIGN:
                part = u
            case App("*", args):
                part = next((each for each in args if given.is_nonzero(each) != YES), left)
                break
            case _:
                break
    if part != left:
        yield part, right, ("<", "=", ">")
    yield left, right, heads
