"""Findings as the lines by which GitHub annotates the files of a pull request.

What stands in a cell of a notebook is annotated at the file of the notebook, and says its cell and line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivex.documents.cellplaces import cell_of

if TYPE_CHECKING:
    from derivex.errors import Place

_KINDS = {"error": "error", "warning": "warning", "note": "notice"}


def annotation(severity: str, place: Place | None, message: str) -> str:
    """One line, a workflow command; line ends and the signs that mean something in it are escaped.

    >>> from derivex.errors import Place
    >>> annotation("note", Place("a.ipynb#cell-2", 3, 1), "50 %")
    '::notice file=a.ipynb::cell 2, line 3: 50 %25'
    """
    kind = _KINDS[severity]
    cell = cell_of(place.file) if place else None
    if place is None:
        where = ""
    elif cell is None:
        where = f" file={_escaped(place.file)},line={place.line},col={place.column}"
    else:
        where = f" file={_escaped(cell[0])}"
        message = f"cell {cell[1]}, line {place.line}: {message}"
    return f"::{kind}{where}::{message.replace('%', '%25').replace(chr(13), '%0D').replace(chr(10), '%0A')}"


def _escaped(value: str) -> str:
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(character, code)
    return value
