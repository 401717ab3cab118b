"""Reasons as people write them after ``by``."""

from __future__ import annotations

import pytest

from derivex.book import BOOK
from derivex.errors import InputError, Place, UnknownRule
from derivex.notation.names import Names
from derivex.notation.write import plain
from derivex.reasons import read_reasons

NAMES = Names(functions=frozenset({"S"}))

READ = [
    ("quotient rule, chain rule", ["quotient-rule", "chain-rule"]),
    ("quotient and chain rule", ["quotient-rule", "chain-rule"]),
    ("the quotient rule and the chain rule", ["quotient-rule", "chain-rule"]),
    ("using the chain rule", ["chain-rule"]),
    ("add and subtract 1", ["add-and-subtract 1"]),
    ("adding", None),
    ("add-and-subtract x^2", ["add-and-subtract x^2"]),
    ("definition of S", ["definition S()"]),
    ("the definition of S(x)", ["definition S()"]),
    ("substitute u = x^2", ["substitute u = x^2"]),
    ("substitute S", ["substitute S()"]),
    ("factor out x + 1", ["factor x + 1"]),
    ("factor", ["factor"]),
    ("split", ["split-fraction"]),
    ("split-fraction", ["split-fraction"]),
    ("Split Fractions", ["split-fraction"]),
    ("expand", ["expand"]),
    ("power rule and arithmetic", ["power-rule", "arithmetic"]),
    ("multiply and divide by f(a, b), cancel", ["expand-fraction f(a, b)", "cancel"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_reasons_are_read(text: str, wanted: list[str] | None) -> None:
    if wanted is None:
        with pytest.raises(UnknownRule):
            read_reasons(text, BOOK, NAMES)
        return
    found = read_reasons(text, BOOK, NAMES)
    assert [f"{r.name} {plain(r.argument)}" if r.argument is not None else r.name for r in found] == wanted


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("quotient rul", 1, "quotient rule"),
        ("cancel, chian rule", 9, "chain rule"),
        ("magic", 1, "derivex rules"),
        ("cancel 1 +", 10, "missing"),
        ("chain rule of x", 1, "chain rule"),
    ],
)
def test_an_unknown_reason_says_where_and_what_is_near(text: str, column: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_reasons(text, BOOK, NAMES, Place("mine.md", 3, 1, text))
    assert words in str(caught.value)
    assert caught.value.place is not None
    assert caught.value.place.column >= column
