"""Pieces of a row: each is one statement, or a part of one.

A column is cut where an arrow, ``\\qquad`` or prose stands, and at commas, semicolons and
``\\quad`` if what they part are statements each, or a statement and its condition in
brackets. Nothing is cut inside of brackets. Prose is kept: it leads what follows, or is a
note at the end; mathematics inside of it is a piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from derivex.documents import symbols
from derivex.documents.relating import relation_at
from derivex.documents.rows import peeled, rows_of
from derivex.documents.tokens import Token, enclosed, tokens
from derivex.documents.within import belong

_PARTS = frozenset({",", ";"})
_DOLLAR = re.compile(r"(?<!\\)\$")
_GROUPED = re.compile(r"\{\s*\\(?:text|textrm|mbox)\s*\{([^{}]*)\}\s*\}")
_SIZED = re.compile(r"\\left\s*\((.*)\\right\s*\)", re.DOTALL)
_WIDE = frozenset({r"\quad", r"\qquad"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens of one statement; ``link`` is an arrow in front of it, ``lead`` prose in front of it."""

    tokens: tuple[Token, ...]
    row: int
    column: tuple[int, int]  # the environment, and the number of the column in it
    environment: str
    opens: bool  # it is the first of its row and column
    indented: bool  # the row begins with an alignment mark
    link: str = ""
    lead: tuple[Token, ...] = ()
    notes: tuple[Token, ...] = ()


def pieces(text: str, environment: str) -> tuple[list[Piece], dict[int, str]]:
    """The pieces of a formula, and the names of those of its rows that have one."""
    rows, names = rows_of(text, environment)
    found: list[Piece] = []
    for number, row in enumerate(rows):
        for column, content in zip(row.keys, row.columns, strict=True):
            indented = row.indented and column == row.keys[0]
            whole = Piece((), number, column, row.environment, opens=True, indented=indented)
            found += _column(text, peeled(text, content), whole)
    return found, names


def _column(text: str, content: list[Token], whole: Piece) -> list[Piece]:
    """The pieces of a column: cut at arrows, at prose and at wide blanks."""
    column = _Column(text, content)
    found: list[Piece] = []
    link, lead = "", list[Token]()
    start = 0
    for index in range(len(content) + 1):
        cut = column.cut(index, start)
        if cut is None:
            continue
        if any(token.kind != "space" for token in content[start:index]):
            tokens_of = tuple(content[start:index])
            found.append(replace(whole, tokens=tokens_of, opens=not found, link=link, lead=tuple(lead)))
            link, lead = "", []
        start = index + cut.length
        link = cut.link or link
        for prose, inner in _mathematics(text, cut.prose):
            lead.append(prose)
            if inner:
                found.append(replace(whole, tokens=tuple(inner), opens=False, link=link, lead=tuple(lead)))
                link, lead = "", []
    pieces = [part for piece in found for part in _statements(text, piece)]
    if lead or link:  # prose or an arrow at the end
        if pieces and not link:
            pieces[-1] = replace(pieces[-1], notes=(*pieces[-1].notes, *lead))
        else:
            pieces.append(replace(whole, tokens=(), opens=not pieces, link=link, lead=tuple(lead)))
    return pieces


class _Cut(NamedTuple):
    """Where a column is cut: the tokens that this takes, an arrow, prose."""

    length: int = 1
    link: str = ""
    prose: Token | None = None


class _Column:
    """Tokens of a column, with what has to be known of all of them before it is cut."""

    def __init__(self, text: str, content: list[Token]) -> None:
        self.text, self.content = text, content
        self.inside = enclosed(content)
        self.relations = [0]  # how many relations stand in front of a token
        for index, inside in enumerate(self.inside):
            self.relations.append(self.relations[-1] + (not inside and relation_at(text, content, index) is not None))
        self.ends = [len(content)] * (len(content) + 1)  # the next blank behind a token
        for index in range(len(content) - 1, -1, -1):
            self.ends[index] = index if content[index].text in _WIDE else self.ends[index + 1]

    def cut(self, index: int, start: int) -> _Cut | None:
        """The cut at a token, if there is one; what stands before it begins at ``start``."""
        if index == len(self.content):
            return _Cut()
        token = self.content[index]
        if self.inside[index] or index < start:
            return None
        if token.text in symbols.AMBIGUOUS:
            both = self._relate(start, index) and self._relate(index + 1, len(self.content))
            return _Cut(link="implies") if both else None
        if token.kind in ("word", "sign") and token.text in symbols.ARROWS:
            return _Cut(link=symbols.ARROWS[token.text])
        if token.text in symbols.JOINS and self._relate(start, index) and self._relate(index + 1, len(self.content)):
            return _Cut(prose=token)
        if token.kind == "group" and (said := _GROUPED.fullmatch(self.text, token.start, token.stop)) is not None:
            words = len(said[1].split()) != 1 or said[1] != said[1].strip()
            within = self._within(index - 1, start, said[1])  # one token, where a command and its group are two
            return _Cut(prose=Token(*said.span(1), "prose", "")) if words and not within else None
        if token.text in symbols.TEXTS or token.text in symbols.INTERTEXTS or token.text == r"\mathrm":
            prose = _prose(self.text, self.content, index, start)
            if prose is None or self._within(index, start, self.text[prose.start : prose.stop]):
                return None
            return _Cut(length=2, prose=prose)
        if token.text in symbols.EVERY and self._relate(index + 1, len(self.content)):
            return _Cut(prose=token)
        if token.text == r"\qquad" or (token.text == r"\quad" and self._parts(index, start)):
            return _Cut()
        return None

    def _within(self, index: int, start: int, said: str) -> bool:
        if self.content[index].text in symbols.INTERTEXTS:
            return False
        return belong(self.text, self.content, index, start, said, related=self._relate(start, max(start, index)))

    def _relate(self, start: int, stop: int) -> bool:
        return self.relations[stop] > self.relations[start]

    def _parts(self, index: int, start: int) -> bool:
        """Whether a blank parts two statements, or a statement and its condition in brackets."""
        stop = self.ends[index + 1]
        if not self._relate(start, index):
            return False
        if self._relate(index + 1, stop):
            begins = next(place for place in range(index + 1, stop) if self.content[place].kind != "space")
            return relation_at(self.text, self.content, begins) is None
        return _condition(self.text, self.content[index + 1 : stop]) is not None


def _prose(text: str, content: list[Token], index: int, start: int) -> Token | None:
    """The words of a \\text that is prose; None if it is a name, or has no words."""
    if index + 1 >= len(content) or content[index + 1].kind != "group":
        return None
    inner = Token(content[index + 1].start + 1, content[index + 1].stop - 1, "prose", "")
    said = text[inner.start : inner.stop]
    words = said.split()
    if content[index].text == r"\mathrm":
        return inner if said.strip().lower() in symbols.PROSE_WORDS else None
    if len(words) != 1 or said != said.strip() or content[index].text in symbols.INTERTEXTS:
        return inner
    bare = words[0].strip(".,;:()").lower()
    last = index + 2 >= len(content)
    alone = last and not any(each.kind != "space" for each in content[start:index])
    apart = index > start and content[index - 1].text in (r"\quad", ",")
    prose = bare in symbols.PROSE_WORDS or not bare or alone or words[0][0] == "("
    return inner if prose or (apart and (last or content[index + 2].text != "(")) else None


def _mathematics(text: str, prose: Token | None) -> Iterator[tuple[Token, list[Token]]]:
    """Prose cut at the formulas in it: words, and the tokens of the formula behind them."""
    if prose is None:
        return
    dollars = [match.start() for match in _DOLLAR.finditer(text, prose.start, prose.stop)]
    start = prose.start
    for opening, closing in zip(dollars[::2], dollars[1::2], strict=False):
        yield Token(start, opening, "prose", ""), tokens(text, opening + 1, closing)
        start = closing + 1
    yield Token(start, prose.stop, "prose", ""), []


def _relates(text: str, content: list[Token]) -> bool:
    """Whether a relation stands in some tokens, outside of brackets."""
    inside = enclosed(content)
    return any(not inside[index] and relation_at(text, content, index) for index in range(len(content)))


def _condition(text: str, content: list[Token]) -> list[Token] | None:
    """The opening bracket and the inside of a statement that stands wholly in brackets."""
    bare = list(content)
    while bare and bare[0].kind == "space":
        del bare[0]
    while bare and (bare[-1].kind == "space" or bare[-1].text in (".", ",", ";")):
        bare.pop()
    if len(bare) < 3 or bare[0].text != "(" or bare[-1].text != ")" or not all(enclosed(bare)[1:-1]):
        return None
    inner = bare[1:-1]
    begins = next((index for index, token in enumerate(inner) if token.kind != "space"), 0)
    if relation_at(text, inner, begins) is not None or not _relates(text, inner):
        return None
    return [bare[0], *inner]


def _remark(text: str, content: list[Token]) -> tuple[list[Token], list[Token]] | None:
    """What stands before brackets at the end that go on with the chain, ``4 (= 2 + 2)``, and what stands in them."""
    stop = len(content)
    while stop and (content[stop - 1].kind == "space" or content[stop - 1].text in (".", ",", ";")):
        stop -= 1
    inner: list[Token] = []
    start = stop - 1
    sized = _SIZED.fullmatch(text, content[start].start, content[start].stop) if start > 0 else None
    if start > 0 and content[start].kind == "left" and sized is not None:
        inner = tokens(text, *sized.span(1))
    elif start > 0 and content[start].text == ")":
        inside = enclosed(content[:stop])
        while start and inside[start - 1]:
            start -= 1
        start -= 1
        inner = content[start + 1 : stop - 1] if start >= 0 and content[start].text == "(" else []
    begins = next((index for index, token in enumerate(inner) if token.kind != "space"), None)
    if begins is None or relation_at(text, inner, begins) is None:
        return None
    before = content[:start]
    return (before, inner) if any(token.kind != "space" for token in before) else None


def _statements(text: str, piece: Piece) -> list[Piece]:
    """A piece cut at its commas, if every part is a statement."""
    content = list(piece.tokens)
    condition = _condition(text, content)
    if condition is not None and not piece.lead:
        bracket, *inner = condition
        return [replace(piece, tokens=tuple(inner), lead=(bracket,))]
    cut = _remark(text, content)
    if cut is not None:
        first, inner = cut
        return [replace(piece, tokens=tuple(first)), replace(piece, tokens=tuple(inner), opens=False, link="", lead=())]
    if not any(token.text in _PARTS for token in content):
        return [piece]
    inside = enclosed(content)
    parts: list[list[Token]] = [[]]
    for index, token in enumerate(content):
        if token.text in _PARTS and not inside[index]:
            parts.append([])
        else:
            parts[-1].append(token)
    while len(parts) > 1 and not any(token.kind != "space" for token in parts[-1]):
        parts.pop()
    if len(parts) == 1 or not all(_relates(text, part) for part in parts):
        return [piece]
    first, *others = parts
    return [
        replace(piece, tokens=tuple(first)),
        *(replace(piece, tokens=tuple(part), opens=False, link="", lead=()) for part in others),
    ]
