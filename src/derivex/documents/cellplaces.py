"""Where in the file of a notebook the line of one of its cells stands.

Readers of documents call the third cell of a notebook ``notes.ipynb#cell-3`` and count lines inside of it,
as people do. Services that annotate files know the file only, which is JSON: here a line and a column of a
cell become those of its characters in the file. The JSON is walked once, by its strings and brackets.

Contract: a position, or None where the file isn't one that keeps its cells in a list called "cells".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_CELL = re.compile(r"(?P<file>.+)#cell-(?P<number>\d+)", re.DOTALL)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},]', re.DOTALL)
# one character of a text as JSON writes it; two escapes may make one
_CHARACTER = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.DOTALL)


class Piece(NamedTuple):
    """A string of the file: where its content begins, and the content, escapes kept."""

    offset: int
    raw: str


Pieces = dict[int, list[Piece]]  # the strings of each cell's source, by the number of the cell from 1


def cell_of(file: str) -> tuple[str, int] | None:
    """The file and the number of a cell, for the name of one.

    >>> cell_of("notes.ipynb#cell-3"), cell_of("notes.md")
    (('notes.ipynb', 3), None)
    """
    match = _CELL.fullmatch(file)
    return (match["file"], int(match["number"])) if match else None


def pieces(text: str) -> Pieces:
    """The strings that the sources of all cells are made of."""
    found: Pieces = {}
    path: list[str | int] = []  # a key for each object that is open, an index for each list
    previous = ""
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            path.append("" if token == "{" else 0)
        elif token in "}]":
            if path:
                path.pop()
        elif token == ",":
            if path and isinstance(here := path[-1], int):
                path[-1] = here + 1
        elif path and isinstance(path[-1], str) and previous in "{,":
            path[-1] = token[1:-1]
        else:
            match path:
                case ["cells", int(number), "source"] | ["cells", int(number), "source", int()]:
                    found.setdefault(number + 1, []).append(Piece(match.start() + 1, token[1:-1]))
        previous = token if token in "{,[" else '"'
    return found


def position(text: str, known: Pieces, cell: int, line: int, column: int) -> tuple[int, int] | None:
    """Line and column in the file of a character of a cell, all from 1.

    >>> raw = '{"cells": [\\n {"source": [\\n  "a\\\\n",\\n  "b = c"\\n ]}\\n]}'
    >>> position(raw, pieces(raw), 1, 2, 5)
    (4, 8)
    """
    for piece in known.get(cell, []):
        for match in _CHARACTER.finditer(piece.raw):
            if line == 1 and column == 1:
                offset = piece.offset + match.start()
                return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
            written = match.group()
            ended = written == "\\n"
            if line == 1:
                column -= 1
                if ended:
                    return None
            elif ended:
                line -= 1
    return None
