r"""Cases and their conditions: ``\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}``.

Contract: every case has a value and a condition, and only the last may hold for the rest.
"""

from __future__ import annotations

from typing import Final

from derivex.notation.latex_names import Reading
from derivex.notation.latex_parts import Part, Row
from derivex.notation.latex_pieces import Inside, Piece, bracketed, call, sign

_LEADS: Final = frozenset(["if", "for", "when", "where", "as"])
_REST: Final = frozenset(["otherwise", "else"])


def cases(part: Part, reading: Reading) -> list[Piece]:
    """The cases as the plain notation has them."""
    lines = split(part.rows[0], "NEWLINE")
    if lines and not lines[-1]:
        lines = lines[:-1]
    groups: list[list[Piece]] = []
    for number, line in enumerate(lines):
        value, *conditions = split(line, "AMPERSAND")
        if value and value[-1].kind == "COMMA":
            value = value[:-1]
        condition = conditions[0] if len(conditions) == 1 else ()
        if condition and condition[-1].kind == "COMMA":
            condition = condition[:-1]
        if condition and condition[0].kind == "TEXT" and condition[0].text.strip(" ,;") in _LEADS:
            condition = condition[1:]
        rest = len(condition) == 1 and condition[0].kind == "TEXT" and condition[0].text.rstrip(".,;") in _REST
        if not value or not condition or (rest and number < len(lines) - 1):
            where = line[0] if line else part
            raise reading.code.unreadable("a case has a value, &, and a condition", where.token)
        holds: Piece = sign("NAME", condition[0], "True") if rest else Inside(condition, "condition")
        groups.append(bracketed(part, Inside(value), sign("COMMA", part), holds))
    if not groups:
        raise reading.code.unreadable("there are no cases", part.token)
    return call("piecewise", part, *groups)


def condition(row: Row, reading: Reading) -> list[Piece]:
    """A relation, a chain of them, or several with ``and`` and ``or`` between."""
    for word, head in (("or", "Or"), ("and", "And")):
        parts = split(row, "TEXT", word)
        if len(parts) > 1:
            return call(head, row[0], *([Inside(each, "condition")] for each in parts))
    if len(row) == 1 and row[0].kind == "BRACKET" and row[0].text == "(" and row[0].sup is None:
        return [Inside(row[0].rows[0], "condition")]
    sides = split(row, "RELATION")
    signs = [part for part in row if part.kind == "RELATION"]
    if not signs or not all(sides):
        where = row[0] if row else Part("", "", 0, 1)
        raise reading.code.unreadable("a condition is a relation such as x > 0", where.token)
    if len(signs) > 1:  # 0 < x < 1 says two things of x
        pairs = zip(sides, signs, sides[1:], strict=False)
        return call("And", row[0], *(_relation(*pair, again=number > 0) for number, pair in enumerate(pairs)))
    return _relation(sides[0], signs[0], sides[1], again=False)


def _relation(left: Row, relation: Part, right: Row, *, again: bool) -> list[Piece]:
    return [Inside(left, copied=again), relation.token, Inside(right)]


def split(row: Row, kind: str, text: str = "") -> list[Row]:
    """The rows between the parts of a kind."""
    rows: list[Row] = []
    start = 0
    for index, part in enumerate(row):
        if part.kind == kind and (not text or part.text == text):
            rows.append(row[start:index])
            start = index + 1
    rows.append(row[start:])
    return rows
