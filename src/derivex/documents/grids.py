r"""The cells of a matrix environment.

Rows end at ``\\``, cells at ``&``; what an inner environment holds is its own. A matrix has as many cells in each
row and something in every cell; lines between them, as in an augmented matrix, say more than a matrix does.

Contract: the spans of the cells row by row, or ``NotCheckable`` at the cell or the row that is in the way.
"""

from __future__ import annotations

import re

from derivex.documents.operands import Operand, Span
from derivex.documents.passages import Passage
from derivex.documents.tokens import tokens
from derivex.errors import InputError, NotCheckable, TooLarge
from derivex.matrices.tables import MAX_ENTRIES

_OPTION = re.compile(r"\s*\[[a-zA-Z]\]")
_COLUMNS = re.compile(r"\s*\{([^{}\n]*)\}")
_LINES = frozenset({r"\hline", r"\cline", r"\hdashline", r"\vline"})
# with a bracket of their own, and without one
BRACKETED = frozenset({"bmatrix", "pmatrix", "bsmallmatrix", "psmallmatrix"})
BARRED = frozenset({"vmatrix", "vsmallmatrix"})
BARE = frozenset({"matrix", "smallmatrix", "array"})


def kind_of(environment: str) -> str:
    """ "matrix", "determinant", "bare" (a bracket has to stand around it), or "" for any other environment."""
    name = environment.removesuffix("*")
    if name in BRACKETED:
        return "matrix"
    if name in BARRED:
        return "determinant"
    return "bare" if name in BARE else ""


def cells(passage: Passage, environment: Operand) -> list[list[Span]]:
    """The spans of the cells of a matrix environment."""
    start, stop = environment.inner[0]
    text = passage.text
    if environment.text == "array" or environment.text.endswith("*"):
        start = _layout(passage, start, environment)
    rows: list[list[Span]] = [[]]
    begin = start
    count = 0
    for token in tokens(text, start, stop):
        if token.text in _LINES:
            raise _refused(passage, token.start, "lines part this matrix, and what they mean is not said")
        if token.kind in ("row", "cell"):
            rows[-1].append((begin, token.start))
            begin, count = token.stop, count + 1
            if count > MAX_ENTRIES:
                said = f"a matrix has more than {MAX_ENTRIES} entries"
                raise TooLarge(said, place=passage.place(environment.start))
            if token.kind == "row":
                rows.append([])
    rows[-1].append((begin, stop))
    if len(rows) > 1 and len(rows[-1]) == 1 and not text[slice(*rows[-1][0])].strip():
        rows.pop()
    _check(passage, rows, environment)
    return rows


def _layout(passage: Passage, start: int, environment: Operand) -> int:
    """Where the cells begin, behind what says how they are set."""
    option = _OPTION.match(passage.text, start)
    start = start if option is None else option.end()
    if environment.text != "array":
        return start
    columns = _COLUMNS.match(passage.text, start)
    if columns is None:
        raise _refused(passage, start, "the columns of this array are not said")
    if not set(columns[1]) <= set("lcr \t"):
        raise _refused(passage, start, "lines part the columns of this array, and what they mean is not said")
    return columns.end()


def _check(passage: Passage, rows: list[list[Span]], environment: Operand) -> None:
    counts = sorted({len(row) for row in rows})
    if len(counts) > 1:
        shorter = next(row for row in rows if len(row) == counts[0])
        said = f"the rows of this matrix have {' and '.join(map(str, counts))} cells"
        raise _refused(passage, shorter[0][0], said)
    for number, row in enumerate(rows, 1):
        for column, (start, stop) in enumerate(row, 1):
            if not passage.text[start:stop].strip():
                raise _refused(passage, start, f"the cell in row {number}, column {column} is empty")


def _refused(passage: Passage, offset: int, said: str) -> InputError:
    return NotCheckable(said, place=passage.place(offset))
