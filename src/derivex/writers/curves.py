"""Curves in a terminal: dots of braille, eight to a character, or signs of ASCII where there is no braille.

Each curve has a number that stands on it, since nothing is said by colour alone; asymptotes are rows of ``┄``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from derivex.writers.console import Line, Piece, line
from derivex.writers.show import PLAIN, Ink

if TYPE_CHECKING:
    from derivex.numerics.curves import Curve, Drawing

ROWS = 18
MARGIN = 9  # columns for heights
STYLES = ("reason", "good", "open", "bad", "head")
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # of a character of braille, by row and column
BRAILLE = 0x2800
MARKS = (0.3, 0.72)  # where on a curve its number stands, as parts of the width


def shown(drawing: Drawing, *, path: str = "", ink: Ink = PLAIN) -> Iterator[Line]:
    """The picture, its axes, and what the curves are."""
    columns = ink.width - MARGIN - 1
    low, high = drawing.heights
    left, right = drawing.curves[0].points[0][0], drawing.curves[0].points[-1][0]
    yield line((drawing.title, "head"), " " * max(2, ink.width - len(drawing.title) - len(path)), (path, "faint"))
    cells = _cells(drawing, columns, low, high, unicode=ink.unicode)
    for row in range(ROWS):
        height = high - (high - low) * row / (ROWS - 1)
        said = f"{height:>{MARGIN - 1}.3g} " if row % 4 == 0 or row == ROWS - 1 else " " * MARGIN
        pieces = [cells.get((row, column), (" ", "")) for column in range(columns)]
        yield line((said, "faint"), ("│" if ink.unicode else "|", "faint"), *pieces)
    ends = f"{left:g}", f"{(left + right) / 2:g}", f"{right:g}"
    gap = columns - sum(map(len, ends))
    yield line((f"{'':>{MARGIN}}{'└' if ink.unicode else '+'}{('─' if ink.unicode else '-') * columns}", "faint"))
    yield line((f"{'':>{MARGIN + 1}}{ends[0]}{' ' * (gap // 2)}{ends[1]}{' ' * (gap - gap // 2)}{ends[2]}", "faint"))
    for index, curve in enumerate(drawing.curves):
        tops = [
            f", highest at {drawing.variable} = {x:g}: {y:.6g}" for number, x, y in drawing.maxima if number == index
        ]
        yield line((f"  {index + 1}  {ink.term(curve.label)}", STYLES[index % len(STYLES)]), "".join(tops))
    if drawing.asymptotes:
        yield line(("  far out the first comes near to ", "faint"), " and ".join(map(str, drawing.asymptotes)))
    if drawing.values:
        yield line(("  ", ""), (", ".join(f"{name} = {value}" for name, value in drawing.values.items()), "faint"))


def _cells(drawing: Drawing, columns: int, low: float, high: float, *, unicode: bool) -> dict[tuple[int, int], Piece]:
    """The characters by row and column."""
    cells: dict[tuple[int, int], Piece] = {}
    for level in drawing.asymptotes:
        row = _row(float(level), low, high)
        if row is not None:
            cells |= {(row, column): ("┄" if unicode else "-", "faint") for column in range(columns)}
    for index, curve in enumerate(drawing.curves):
        style = STYLES[index % len(STYLES)]
        dots = _dots(curve, columns, low, high)
        for cell, bits in dots.items():
            cells[cell] = (chr(BRAILLE + bits) if unicode else "*", style)
        for part in MARKS:
            place = _near(dots, int(columns * (part + 0.04 * index)))
            if place is not None:
                cells[place] = (str((index + 1) % 10), style)
    return cells


def _dots(curve: Curve, columns: int, low: float, high: float) -> dict[tuple[int, int], int]:
    """The dots of a curve by cell; between two neighbours a steep curve is filled up."""
    found: dict[tuple[int, int], int] = {}
    width, tall = 2 * columns, 4 * ROWS
    before: int | None = None
    for across in range(width):
        _, y = curve.points[round(across * (len(curve.points) - 1) / (width - 1))]
        down = round((high - y) / (high - low) * (tall - 1)) if math.isfinite(y) else None
        inside = down is not None and -tall < down < 2 * tall
        if down is None or not inside:
            before = None
            continue
        start = down if before is None else before + (down > before) - (down < before)
        for each in range(min(start, down), max(start, down) + 1):
            if 0 <= each < tall:
                cell = each // 4, across // 2
                found[cell] = found.get(cell, 0) | DOTS[each % 4][across % 2]
        before = down
    return found


def _near(dots: dict[tuple[int, int], int], column: int) -> tuple[int, int] | None:
    return min((cell for cell in dots if cell[1] == column), default=None)


def _row(height: float, low: float, high: float) -> int | None:
    row = round((high - height) / (high - low) * (ROWS - 1))
    return row if 0 <= row < ROWS else None
