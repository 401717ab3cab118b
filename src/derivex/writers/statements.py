"""Givens and conditions as their authors wrote them, with the mathematics in them set as such.

``x > 0, n integer`` is a relation and a kind: the first is mathematics, the second a symbol
and a word. What can't be read is left as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivex.errors import InputError
from derivex.notation.plain import read_relations
from derivex.term import Sym, Term


def statement(text: str, formula: Callable[[Term], str], words: Callable[[str], str] = str) -> str:
    """A text with its relations and symbols through ``formula`` and the rest through ``words``.

    >>> from derivex.notation.write import pretty
    >>> statement("x >= 0, theta real", pretty)
    'x ≥ 0, θ real'
    """
    return ", ".join(_clause(clause, formula, words) for clause in _clauses(text))


def _clause(text: str, formula: Callable[[Term], str], words: Callable[[str], str]) -> str:
    try:
        return ", ".join(formula(each) for each in read_relations(text))
    except InputError:
        name, space, rest = text.partition(" ")
    if name.isidentifier() and name.isascii() and text != "real values":
        return f"{formula(Sym(name))}{space}{words(rest)}"
    return words(text)


def _clauses(text: str) -> Iterator[str]:
    """The parts between commas outside brackets."""
    depth, start = 0, 0
    for index, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            yield text[start:index].strip()
            start = index + 1
    yield text[start:].strip()
