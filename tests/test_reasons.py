"""Reasons as people write them after ``by``."""

from __future__ import annotations

import pytest

from derivex.book import BOOK
from derivex.errors import InputError, Place, UnknownRule
from derivex.notation.names import Names
from derivex.notation.write import plain
from derivex.reasons import read_reasons

NAMES = Names(functions=frozenset({"S", "T"}), symbols=frozenset({"k"}))

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
    # joined in other ways
    ("quotient rule, and chain rule", ["quotient-rule", "chain-rule"]),
    ("quotient rule, then chain rule.", ["quotient-rule", "chain-rule"]),
    ("quotient rule then simplify", ["quotient-rule", "arithmetic"]),
    ("quotient rule; chain rule", ["quotient-rule", "chain-rule"]),
    ("quotient rule & chain rule", ["quotient-rule", "chain-rule"]),
    ("the quotient- and chain-rule", ["quotient-rule", "chain-rule"]),
    ("cancel and then expand", ["cancel", "expand"]),
    ("cancel x and expand", ["cancel x", "expand"]),
    ("add and subtract 1 and chain rule", ["add-and-subtract 1", "chain-rule"]),
    ("definition of S and T", ["definition S()", "definition T()"]),
    ("definition of S, T(x) and k, chain rule", ["definition S()", "definition T()", "definition k", "chain-rule"]),
    # gerunds and short names
    ("distributing", ["distribute"]),
    ("factoring", ["factor"]),
    ("factorising", ["factor"]),
    ("factoring out x", ["factor x"]),
    ("cancelling common factors", ["cancel"]),
    ("canceling the common factor x", ["cancel x"]),
    ("adding and subtracting 1", ["add-and-subtract 1"]),
    ("unfolding S", ["definition S()"]),
    ("substituting u = x^2", ["substitute u = x^2"]),
    ("splitting the fraction", ["split-fraction"]),
    ("combining fractions", ["combine-fractions"]),
    ("multiplying out", ["distribute"]),
    ("log of a product", ["logarithm-of-a-product"]),
    ("ln of the power", ["logarithm-of-a-power"]),
    ("exp of a sum", ["exponential-of-a-sum"]),
    # arguments
    ("add and subtract one", ["add-and-subtract 1"]),
    ("add and subtract 1 in the numerator", ["add-and-subtract 1"]),
    ("add and subtract ten on both sides", ["add-and-subtract 10"]),
    ("cancel in the first term", ["cancel"]),
    ("chain rule in the last factor", ["chain-rule"]),
    ("factor out a", ["factor a"]),
    ("cancel S(x)", ["cancel S(x)"]),
    # a name for several rows
    ("double angle", ["double-angle"]),
    ("the addition theorem", ["addition-theorem"]),
    ("negative exponential", ["negative-exponential"]),
    ("common denominator", ["common-denominator"]),
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
        ("definition of sinh", 15, "sinh is built in"),
        ("definition of S, nonsense", 18, "nonsense"),
        ("cancel a and b", 8, "commas"),
    ],
)
def test_an_unknown_reason_says_where_and_what_is_near(text: str, column: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_reasons(text, BOOK, NAMES, Place("mine.md", 3, 1, text))
    assert words in str(caught.value)
    assert caught.value.place is not None
    assert caught.value.place.column >= column


def test_a_name_stands_for_every_row_that_the_words_may_mean() -> None:
    for rule in BOOK.rules:
        for name in (rule.name, rule.reverse, *rule.aliases, *rule.reverse_aliases):
            if name:
                [reason] = read_reasons(name.replace("-", " "), BOOK)
                assert set(BOOK.options(name)) <= set(BOOK.options(reason.name)), name


def test_things_joined_by_and_are_told_one_by_one() -> None:
    found = read_reasons("definition of S and T", BOOK, NAMES, Place("mine.md", 3, 1, "definition of S and T"))
    assert [str(reason) for reason in found] == ["definition of S", "definition of T"]
    assert [reason.place.column for reason in found if reason.place] == [1, 21]
