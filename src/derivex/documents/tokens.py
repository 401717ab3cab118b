"""Tokens of a formula, at its top level.

A token is a control word, a control symbol, a group, an alignment mark or one character;
``\\\\`` is a token before any spacing is looked at, with its ``[2pt]``; a relation written in
two characters is one token. What stands between braces, between ``\\left`` and ``\\right`` or
in an environment other than those of rows is one closed token. Tokens are spans of the
text, so that places are kept; they are made in one pass with a stack of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from derivex.documents import symbols

_TOKEN = re.compile(
    r"(?P<row>\\\\\*?(?:[ \t]*\[[-\d.\s]*(?:pt|em|ex|mm|cm|in|mu|\\[a-z]+)\s*\])?|\\(?:cr|tabularnewline)(?![A-Za-z]))"
    r"|\\begin\s*\{(?P<begin>[^{}\n]*)\}|\\end\s*\{(?P<end>[^{}\n]*)\}"
    r"|(?P<left>\\left(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\.|.))|(?P<right>\\right(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\.|.))"
    r"|\\[bB]igg?[lrm]?(?![A-Za-z])\s*(?P<big>\\[A-Za-z]+|\\.|.)"
    r"|(?P<word>\\[A-Za-z@]+)|(?P<space>\s+|~)|(?P<open>\{)|(?P<close>\})|(?P<cell>&)"
    r"|(?P<sign>\\.|<=>|:=|=:|==|<=|>=|=>|=<|!=|.)",
    re.DOTALL,
)
_OPTION = re.compile(r"\s*\[[a-zA-Z]\]")
_COLUMNS = re.compile(r"\s*\{[^{}\n]*\}")
_INSERTED = r"(?:@\{[^{}]*\}|\s)*"
_ALIGNED_ARRAY = re.compile(rf"(?:\s*\[[a-z]\])?\s*\{{{_INSERTED}[rl]{_INSERTED}c?{_INSERTED}l{_INSERTED}\}}")
_OPENING = frozenset({"(", "[", r"\{", r"\lbrace", r"\langle", r"\lbrack"})
_CLOSING = frozenset({")", "]", r"\}", r"\rbrace", r"\rangle", r"\rbrack"})


class Token(NamedTuple):
    """A piece of the text between two offsets.

    ``kind`` is "row", "cell", "begin", "end", "space", "word", "sign", "group" (braces),
    "left" (``\\left`` to ``\\right``) or "closed" (an environment); ``text`` is the token,
    the name of an environment of rows, or "" for what is closed.
    """

    start: int
    stop: int
    kind: str
    text: str


def tokens(text: str, start: int = 0, stop: int | None = None) -> list[Token]:
    """The tokens of a formula, or of the part between two offsets."""
    found: list[Token] = []
    opened: list[tuple[str, int]] = []
    skip = start
    for match in _TOKEN.finditer(text, start, len(text) if stop is None else stop):
        kind = match.lastgroup or ""
        begin, end = match.span()
        if begin < skip:
            continue
        token = match[kind]
        if kind in ("begin", "end"):
            token = token.removesuffix("*")
            if not opened and _of_rows(text, end, token, kind, found):
                skip = _arguments(text, end, token) if kind == "begin" else end
                found.append(Token(begin, skip, kind, token))
                continue
        if kind in ("begin", "left", "open"):
            opened.append((kind, begin))
        elif kind in ("end", "right", "close"):
            _close(kind, begin, end, opened, found)
        elif not opened:
            found.append(Token(begin, end, _kind(kind, token), token))
    if opened:  # a \left without its \right: the rest is closed
        found.append(Token(opened[0][1], len(text) if stop is None else stop, "closed", ""))
    return found


def _kind(kind: str, token: str) -> str:
    if kind == "big":
        return "sign"
    return "space" if token in symbols.SPACING else kind


def _close(kind: str, begin: int, end: int, opened: list[tuple[str, int]], found: list[Token]) -> None:
    partner = {"end": "begin", "right": "left", "close": "open"}[kind]
    if kind == "right" and (not opened or opened[-1][0] != partner):
        return
    while opened:
        last, start = opened.pop()
        if last == partner:
            if not opened:
                name = {"end": "closed", "right": "left", "close": "group"}[kind]
                found.append(Token(start, end, name, ""))
            return


def _of_rows(text: str, end: int, name: str, kind: str, found: list[Token]) -> bool:
    """Whether the rows of an environment are rows of the display; an array may be laid out as an alignment."""
    if name != "array":
        return name in symbols.ROWS
    if kind == "begin":
        return _ALIGNED_ARRAY.match(text, end) is not None
    return any(token.kind == "begin" and token.text == "array" for token in found)


def _arguments(text: str, end: int, name: str) -> int:
    option = _OPTION.match(text, end)
    end = option.end() if option is not None else end
    columns = _COLUMNS.match(text, end) if name in symbols.WITH_COLUMNS else None
    return end if columns is None else columns.end()


def enclosed(found: list[Token]) -> list[bool]:
    """For every token whether it stands between two brackets that belong together.

    A bracket without a partner encloses nothing; round and square ones may pair, as in
    an interval.
    """
    opened: list[int] = []
    change = [0] * (len(found) + 1)
    for index, token in enumerate(found):
        if token.kind not in ("sign", "word"):
            continue
        if token.text in _OPENING:
            opened.append(index)
        elif token.text in _CLOSING and opened:
            change[opened.pop() + 1] += 1
            change[index] -= 1
    depth, inside = 0, []
    for index in range(len(found)):
        depth += change[index]
        inside.append(depth > 0)
    return inside


def left_open(found: list[Token], depth: int = 0) -> int:
    """How many brackets are still open at the end, if so many were at the beginning."""
    for token in found:
        if token.kind in ("sign", "word"):
            depth += (token.text in _OPENING) - (token.text in _CLOSING and depth > 0)
    return depth


def runs(found: list[Token]) -> Iterator[tuple[int, int]]:
    """The stretches of the text that tokens cover without a gap."""
    start = stop = -1
    for token in found:
        if token.start != stop:
            if start >= 0:
                yield start, stop
            start = token.start
        stop = token.stop
    if start >= 0:
        yield start, stop
