"""Determinants and inverses of small tables, by expansion along rows.

A minor is worked out once for every set of columns, so that a determinant of size n takes n·2ⁿ products; a table of
numbers is eliminated instead. The inverse is the adjugate over the determinant, entry by entry: so every entry of it is
defined exactly where the determinant isn't 0, which is the condition of its being there.

Contract: ``NoValue`` for tables that aren't square, are too large, or have the number 0 as their determinant.
"""

from __future__ import annotations

from fractions import Fraction

from derivex.matrices.tables import NoValue, Table, opposite, product_of, total_of
from derivex.term import ONE, ZERO, Term, divide, is_zero, literal, number

MAX_SIZE = 6  # of a table with symbols in it


def determinant(table: Table) -> Term:
    """The determinant.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(determinant(Table(((read("a"), read("b")), (read("c"), read("d"))))))
    'a*d - b*c'
    """
    if not table.square:
        raise NoValue(f"the determinant of a matrix that isn't square: it is {table.size}")
    values = [[literal(entry) for entry in row] for row in table.rows]
    known = [[value for value in row if value is not None] for row in values]
    if all(len(row) == table.width for row in known):
        return number(_eliminated(known))
    if table.height > MAX_SIZE:
        raise NoValue(f"determinants beyond {MAX_SIZE}×{MAX_SIZE} are not worked out")
    return _minor(table, tuple(range(table.height)), tuple(range(table.width)), {})


def inverse(table: Table) -> Table:
    """The inverse, defined where the determinant isn't 0."""
    if not table.square:
        raise NoValue(f"the inverse of a matrix that isn't square: it is {table.size}")
    size = table.height
    if size > MAX_SIZE:
        raise NoValue(f"inverses beyond {MAX_SIZE}×{MAX_SIZE} are not worked out")
    whole = determinant(table)
    if is_zero(whole):
        raise NoValue("this matrix has no inverse: its determinant is 0")
    value = literal(whole)
    rows = []
    for column in range(size):
        others = tuple(each for each in range(size) if each != column)
        row = []
        for other in range(size):
            found = _minor(table, tuple(each for each in range(size) if each != other), others, {})
            signed = found if (other + column) % 2 == 0 else opposite(found)
            if value is not None:
                row.append(product_of((number(1 / value), signed)))
            else:
                row.append(divide(signed, whole))
        rows.append(tuple(row))
    return Table(tuple(rows))


def _minor(table: Table, rows: tuple[int, ...], columns: tuple[int, ...], known: dict[tuple[int, ...], Term]) -> Term:
    """The determinant of some rows and columns; the rows of a set of columns are always the last ones."""
    if not rows:
        return ONE
    if columns in known:
        return known[columns]
    first, *others = rows
    terms = []
    for place, column in enumerate(columns):
        entry = table.rows[first][column]
        rest = _minor(table, tuple(others), columns[:place] + columns[place + 1 :], known)
        term = product_of((entry, rest))
        if not is_zero(term):
            terms.append(term if place % 2 == 0 else opposite(term))
    known[columns] = total_of(terms) if terms else ZERO
    return known[columns]


def _eliminated(values: list[list[Fraction]]) -> Fraction:
    """The determinant of a table of numbers."""
    rows = [list(row) for row in values]
    result = Fraction(1)
    for column in range(len(rows)):
        pivot = next((index for index in range(column, len(rows)) if rows[index][column]), None)
        if pivot is None:
            return Fraction(0)
        if pivot != column:
            rows[column], rows[pivot] = rows[pivot], rows[column]
            result = -result
        top = rows[column]
        result *= top[column]
        for index in range(column + 1, len(rows)):
            factor = rows[index][column] / top[column]
            if factor:
                rows[index] = [one - factor * two for one, two in zip(rows[index], top, strict=True)]
    return result
