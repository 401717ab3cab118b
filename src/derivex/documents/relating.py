"""Relations in a row of tokens: what stands between two sides.

``=`` may be written with a note above it, in a group of its own, after ``\\not``, or as a colon
and an equals sign. A note above that gives a reason leaves the relation what it is; one
that says "definition" makes it one; any other changes its meaning to one that isn't known
here ("other"), as in equality of distributions.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from derivex.documents import symbols
from derivex.documents.tokens import Token

_DEFINES = re.compile(
    r"(?:\\(?:text|mathrm|rm|mbox|textrm|tiny|scriptsize)\b|[\s{}.:])*"
    r"(?:def|definition|\\Delta|\\triangle|set|by definition)[\s{}.:]*",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\A[\s{]*(?:L'?'?H\w*|l'?H|H|IH|ind\.?\s*hyp\.?|i\.?i\.?d\.?|LOTUS)[\s}.]*\Z"
    r"|\\(?:eq)?ref\b|\A\s*[({\[]?\s*[\d*†!?]+\s*[)}\]]?\s*\Z|\A\s*\{?\s*\(|=|\\because"
    r"|(?<![A-Za-z])(?!dist|prob|sure|almost|weak|appr|mod|law|a\.e)[A-Za-z']{4,}"
)
_COMMANDS = re.compile(r"\\(?:text\w*|mathrm|mbox|mathcal|scriptsize|tiny|mathbf)(?![A-Za-z])")
_COLON = re.compile(r"[\s{}]*(?:\\mathop)?[\s{}]*:[\s{}]*")


class Relation(NamedTuple):
    """The name of a relation, how many tokens it takes, and the span of a note above it."""

    name: str
    length: int
    note: tuple[int, int] | None = None


def relation_at(text: str, content: list[Token], index: int) -> Relation | None:
    """The relation that begins at a token, or None."""
    if index >= len(content):
        return None
    token = content[index]
    if token.kind == "group":
        name = symbols.RELATIONS.get(_inside(text, token))
        return Relation(name, 1) if name else _colon(text, content, index, index)
    if token.kind not in ("word", "sign"):
        return None
    if token.text == r"\not":
        following = content[index + 1].text if index + 1 < len(content) else ""
        negated = symbols.RELATIONS.get(following)
        return Relation(symbols.NEGATED.get(negated, "other"), 2) if negated else None
    if token.text in symbols.STACKED:
        return _stacked(text, content, index)
    if token.text == r"\xlongequal" and index + 1 < len(content) and content[index + 1].kind == "group":
        return _noted("=", 2, text, content[index + 1])
    if token.text in symbols.WRAPPED and index + 1 < len(content) and content[index + 1].kind == "group":
        name = symbols.RELATIONS.get(_inside(text, content[index + 1]))
        return Relation(name, 2) if name else _colon(text, content, index, index + 1)
    if token.text in (r"\colon", ":"):
        return _equals(content, index, index)
    name = symbols.RELATIONS.get(token.text)
    return Relation(name, 1) if name else None


def _inside(text: str, token: Token) -> str:
    return text[token.start + 1 : token.stop - 1].strip()


def _colon(text: str, content: list[Token], index: int, group: int) -> Relation | None:
    """A colon in a group or wrapped, with an equals sign behind it."""
    inside = _inside(text, content[group])
    return _equals(content, index, group) if len(inside) < 20 and _COLON.fullmatch(inside) else None


def _equals(content: list[Token], index: int, last: int) -> Relation | None:
    behind = last + 1
    while behind < len(content) and content[behind].kind == "space":
        behind += 1
    if behind < len(content) and content[behind].text == "=":
        return Relation(":=", behind - index + 1)
    return None


def _stacked(text: str, content: list[Token], index: int) -> Relation | None:
    places = [place for place in range(index + 1, min(index + 6, len(content))) if content[place].kind != "space"][:2]
    if len(places) < 2:
        return None
    above, below = (content[place] for place in places)
    name = symbols.RELATIONS.get(_inside(text, below) if below.kind == "group" else below.text)
    if name is None:
        return None
    return _noted(name, places[1] - index + 1, text, above)


def _noted(name: str, length: int, text: str, note: Token) -> Relation:
    start, stop = (note.start + 1, note.stop - 1) if note.kind == "group" else (note.start, note.stop)
    said = text[start:stop]
    if not said.strip():
        return Relation(name, length)
    if name == "=" and _DEFINES.fullmatch(said):
        return Relation(":=", length, (start, stop))
    reason = _REASON.search(_COMMANDS.sub("", said)) is not None
    return Relation(name if reason else "other", length, (start, stop))
