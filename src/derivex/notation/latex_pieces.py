r"""What a row of parts turns into: decided tokens, and rows that are still to be turned.

The tokens are those of the plain notation, so that one parser reads both; their positions are those in the
LaTeX text. Two kinds never reach it: SPENT is a mark that the term says otherwise (the d of a derivative),
ADDED one that the term says and the text doesn't (the 1 over x in ``\frac{dx}{x}``).

Contract: pieces are constants of their part; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from derivex.notation.latex_parts import Part, Row
from derivex.notation.tokens import Token


class Inside(NamedTuple):
    """A row that is still to be turned: as what it is read, and whether it stands a second time in the term."""

    row: Row
    role: str = ""  # "arguments", "condition" or "value"
    copied: bool = False


Piece = Token | Inside


def sign(kind: str, part: Part, text: str = "") -> Token:
    """A token that a part brings along and the text doesn't show."""
    return Token(kind, text, part.start, part.end)


def spent(part: Part, *marks: str) -> list[Piece]:
    return [sign("SPENT", part, mark) for mark in marks]


def added(part: Part, *marks: str) -> list[Piece]:
    return [sign("ADDED", part, mark) for mark in marks]


def bracketed(part: Part, *pieces: Piece) -> list[Piece]:
    return [sign("OPEN", part), *pieces, sign("CLOSE", part)]


def call(name: str, part: Part, *arguments: Sequence[Piece]) -> list[Piece]:
    """A function of its arguments, which commas separate."""
    pieces: list[Piece] = [sign("FUNCTION", part, name), sign("OPEN", part)]
    for index, argument in enumerate(arguments):
        if index:
            pieces.append(sign("COMMA", part))
        pieces += argument
    pieces.append(sign("CLOSE", part))
    return pieces
