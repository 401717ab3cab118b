"""Reasons: what stands after ``by``, read into names of rules and their arguments.

Names are separated by commas outside brackets; the longest rule name wins and the rest is
its argument (``add and subtract 1``, ``definition of S``, ``factor out x``). Spaces or
hyphens, "using", "the", "rule" and plurals may be there or not. "and" splits only where
both halves are rules (``quotient and chain rule``).

>>> from derivex.book import BOOK
>>> [(reason.name, reason.argument) for reason in read_reasons("quotient and chain rule", BOOK)]
[('quotient-rule', None), ('chain-rule', None)]
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derivex.book import Book
from derivex.errors import InputError, Place, UnknownRule
from derivex.notation.names import Names
from derivex.notation.plain import read, read_relations
from derivex.term import App, Term

_LEADING = frozenset({"of", "out", "with", "by", "for", "on", "to", "from", "in", "the"})
_WORD = re.compile(r"[^\W\d_][\w']*|\S")


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that a step names: its kebab-case name, its argument, and the words used."""

    name: str
    argument: Term | None = None
    text: str = ""
    place: Place | None = None

    def __str__(self) -> str:
        return self.text if self.text else self.name.replace("-", " ")


def read_reasons(text: str, book: Book, names: Names | None = None, place: Place | None = None) -> tuple[Reason, ...]:
    """The rules named in a text; ``UnknownRule`` with the nearest names, at its place."""
    known = Names() if names is None else names
    found: list[Reason] = []
    for start, piece in _pieces(text):
        where = None if place is None else place.shifted(start, len(piece))
        whole = _resolve(piece, book, known, where)
        if isinstance(whole, Reason):
            found.append(whole)
            continue
        halves = _halves(piece, book, known, where)
        if halves is None:
            raise whole
        found.extend(halves)
    return tuple(found)


def _pieces(text: str) -> list[tuple[int, str]]:
    """The parts between commas outside brackets, each with its offset, blanks stripped."""
    depth, start, pieces = 0, 0, []
    for index, character in enumerate(text + ","):
        depth += (character in "([{") - (character in ")]}")
        if (character == "," and depth <= 0) or index == len(text):
            piece = text[start:index]
            if piece.strip():
                pieces.append((start + len(piece) - len(piece.lstrip()), piece.strip().rstrip(".;")))
            start = index + 1
    return pieces


def _halves(piece: str, book: Book, names: Names, place: Place | None) -> list[Reason] | None:
    """The two rules that an "and" joins; None if one of them isn't a rule."""
    for match in re.finditer(r"\s+and\s+", piece):
        sides = []
        for start, side in ((0, piece[: match.start()]), (match.end(), piece[match.end() :])):
            where = None if place is None else place.shifted(start, len(side))
            reason = _resolve(side, book, names, where)
            if not isinstance(reason, Reason):
                inner = _halves(side, book, names, where)
                if inner is None:
                    break
                sides.extend(inner)
            else:
                sides.append(reason)
        else:
            return sides
    return None


def _resolve(piece: str, book: Book, names: Names, place: Place | None) -> Reason | InputError:
    """The reason that a piece names: the longest name wins, the rest is its argument."""
    words = [(found.group(), found.end()) for found in _WORD.finditer(piece.replace("-", " "))]
    argument_error: InputError | None = None
    for count in range(len(words), 0, -1):
        options = book.options(" ".join(word for word, _ in words[:count]))
        if not options:
            continue
        rest = piece[words[count - 1][1] :]
        stripped, offset = _argument_text(rest, words[count - 1][1])
        if not stripped:
            return Reason(book.official(" ".join(word for word, _ in words[:count])), None, piece, place)
        if not any(rule.takes for rule, _ in options):
            continue
        try:
            argument = _read_argument(stripped, names, None if place is None else place.shifted(offset))
        except InputError as error:
            argument_error = error
            continue
        return Reason(book.official(" ".join(word for word, _ in words[:count])), argument, piece, place)
    if argument_error is not None:
        return argument_error
    return UnknownRule(piece, place=place, remedy=book.nearest(piece))


def _argument_text(rest: str, start: int) -> tuple[str, int]:
    """The rest without leading words such as "of" and "out", and its offset."""
    while True:
        stripped = rest.lstrip(" \t:-" if rest[:1] in " :" else " \t")
        start += len(rest) - len(stripped)
        word = re.match(r"[^\W\d_]+(?=\s)", stripped)
        if word is None or word.group().lower() not in _LEADING:
            return stripped.strip(), start
        rest, start = stripped[word.end() :], start + word.end()


def _read_argument(text: str, names: Names, place: Place | None) -> Term:
    where = Place(text=text) if place is None else place
    if re.search(r"[^<>!=]=[^=]", text):
        (relation,) = read_relations(text, names=names, place=where)
        return relation
    bare = re.fullmatch(r"([^\W\d]\w*)(?:\([^()]*\))?", text)
    if bare and bare.group(1) in names.functions:
        return App(bare.group(1), ())  # "definition of S", "definition of S(x)"
    return read(text, names=names, place=where)
