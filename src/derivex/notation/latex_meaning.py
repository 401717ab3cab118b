r"""What a formula says: its rows as the decided tokens of the plain notation.

A row is turned into pieces, tokens and rows inside it, and those wait on one stack until only tokens are
left; nothing recurses. Factors that stand side by side get their TIMES, calls their FUNCTION, and
a fraction is two brackets around a ``/``, so that one parser and one table of precedence read both notations.

Contract: every mark of the text is in a token, or is counted as spent. What can't be checked and what has
two readings is refused at its place.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from derivex.notation.latex_calculus import infinite, is_infinite
from derivex.notation.latex_cases import condition
from derivex.notation.latex_differentials import derivative_of, integrals_of
from derivex.notation.latex_names import Reading
from derivex.notation.latex_operands import OPERAND_TURNS, scientific
from derivex.notation.latex_parts import BEGINS, OPERANDS, Part, Row
from derivex.notation.latex_pieces import Inside, Piece
from derivex.notation.latex_symbols import powered
from derivex.notation.latex_values import evaluated
from derivex.notation.names import FUNCTION_LETTERS
from derivex.notation.tokens import Token

MAX_PIECES: Final = 100_000  # copies of copies grow like powers of two
MAX_ROWS: Final = 300  # inside each other: more than a term of the greatest depth has
LEAVES: Final = frozenset(["NAME", "NUMBER", "FUNCTION"])

_THOUSANDS: Final = re.compile(r"(?<=[0-9]),[0-9]{3}(?![0-9])")
_CHANGES: Final = frozenset(["Delta", "delta"])
_REFUSED: Final[dict[str, str]] = {
    "AMPERSAND": "a column of a display or a matrix stands here, and one expression is expected",
    "NEWLINE": "a line of a display ends here, and one expression is expected",
    "TO": "an arrow joins statements, and one expression is expected",
    "PARTIAL": "this is no derivative of the shape that is read",
    "INFINITY": "infinity is no number, and stands only in bounds",
    "CIRC": "a circle here is a degree, or a composition that is read only as in (f \\circ g)(x)",
    "BULLET": "this is an operation of matrices or of functions, or stands in an index",
    "IN": "this is about sets, and only scalars can be checked",
    "EVALUATE": "what this bar evaluates is not known here",
}


class Decided(NamedTuple):
    """The tokens of a text, and the marks that only the text or only the term has."""

    tokens: list[Token]
    spent: Counter[str]
    added: Counter[str]


def decided(row: Row, reading: Reading) -> Decided:
    """The tokens of a row and of all rows inside it."""
    tokens: list[Token] = []
    less: Counter[str] = Counter()
    more: Counter[str] = Counter()
    waiting: list[Piece] = [Inside(row, "value")]
    marked: list[tuple[bool, int]] = [(False, 0)]  # whether each of those belongs to a copy, and how deep it stands
    while waiting:
        piece, (copied, depth) = waiting.pop(), marked.pop()
        if isinstance(piece, Inside):
            pieces = _turned(piece, reading)
            waiting.extend(reversed(pieces))
            marked.extend([(copied or piece.copied, depth + 1)] * len(pieces))
            if len(waiting) + len(tokens) > MAX_PIECES or depth > MAX_ROWS:
                raise reading.code.too_large("the expression is too large", Token("", "", 0, len(reading.code.text)))
            continue
        kind = piece[0]
        if kind == "SPENT" or kind == "ADDED":
            if not copied:
                (less if kind == "SPENT" else more)[piece[1]] += 1
            continue
        if copied and kind in LEAVES:
            more[piece[1]] += 1
        tokens.append(piece)
    return Decided(tokens, less, more)


def _turned(inside: Inside, reading: Reading) -> list[Piece]:
    row = inside.row
    if inside.role == "condition":
        return condition(row, reading)
    if inside.role == "value" and is_infinite(row):  # what a limit is, and no number
        return infinite(row, reading)
    if len(row) == 1 and row[0][0] in ("NUMBER", "NAME") and row[0].sup is None:
        return OPERAND_TURNS[row[0].kind](row, 0, {}, reading)[0]
    integrals = integrals_of(row, reading.code, reading.names) if any(part[0] == "INTEGRAL" for part in row) else {}
    pieces: list[Piece] = []
    index, length = 0, len(row)
    slash = False  # the denominator of a / is being read
    before: Part | None = None  # the operand before, if one is complete
    while index < length:
        part = row[index]
        kind = part[0]
        if kind in BEGINS and kind != "INFINITY":
            if before is not None:
                _check_neighbours(row, index, before, reading, slash=slash)
                pieces.append(Token("TIMES", "", part.start, part.start))
            turn = OPERAND_TURNS[kind]
            operand, index = scientific(row, index, reading) or turn(row, index, integrals, reading)
            if index < length and row[index].kind == "EVALUATE":
                pieces, operand = [], _barred(row, index, reading)
                index += 1
            pieces += operand
            before = row[index - 1]
            continue
        if kind == "BANG":
            if before is None or before.sup is not None:
                raise reading.code.ambiguous("what this factorial is of can't be told", part.token, "use brackets")
            if index + 1 < length and row[index + 1].kind == "BANG":
                raise reading.code.not_checkable("a double factorial is not read", part.token)
            pieces.append(part.token)
            if part.sup is not None:
                pieces += powered(part, part.sup, reading)
            before = part
        elif kind in ("PLUS", "MINUS", "TIMES", "SLASH"):
            unary = before is None and kind in ("PLUS", "MINUS")
            slash = kind == "SLASH" or (slash and unary)
            if kind == "TIMES":
                _check_convolution(row, index, reading)
            pieces.append(part.token)
            before = None
        else:
            pieces.append(_separator(part, inside.role, reading))
            slash, before = False, None
        index += 1
    return pieces


def _separator(part: Part, role: str, reading: Reading) -> Token:
    code, kind = reading.code, part.kind
    if kind == "COMMA":
        if role == "arguments":
            if _THOUSANDS.match(code.text, part.start):
                raise code.ambiguous("a comma in a number can be read as a list", part.token, "write 1000, or a space")
            return part.token
        raise code.not_checkable("a list is no expression", part.token, "write one of its parts")
    if kind == "GIVEN" and part.text == "||":
        raise code.not_checkable("a norm is not read", part.token)
    if kind == "GIVEN":
        raise code.not_checkable("this bar means a condition or a divisor, and stands in no call", part.token)
    if kind == "TEXT":
        raise code.not_checkable(f'the words "{part.text}" are no mathematics', part.token)
    if kind == "RELATION":
        shown = code.slice(part.token, part.token)
        raise code.unreadable(f'"{shown}" makes a statement, and an expression is expected', part.token)
    raise code.not_checkable(_REFUSED.get(kind, "this has no meaning here"), part.token)


# ---- neighbours ----


def _check_neighbours(row: Row, index: int, before: Part, reading: Reading, *, slash: bool) -> None:
    """Which operands may stand side by side without a sign."""
    code, part = reading.code, row[index]
    left, right = (code.slice(each.token, each.token) for each in (before, part))
    if slash:
        message = "where the denominator ends can't be told"
        raise code.ambiguous(message, part.token, r"write \frac{…}{…}, or brackets")
    if before.sup is not None:
        return
    if part.kind == "NAME" and before.text in _CHANGES and before.text not in reading.names.symbols:
        message = f'"{left} {right}" can be a product or one name'
        raise code.ambiguous(message, before.token, rf"write {left} \cdot {right}, or \mathrm{{…}} for a name")
    tight = before.kind == "NAME" and before.end == part.start
    if part.kind == "NUMBER" and (before.kind == "NUMBER" or tight):
        raise code.unreadable(f'"{left}" and "{right}" follow each other', part.token, r"write \cdot between them")
    numbers = all(len(side) == 1 and side[0].kind == "NUMBER" for side in part.rows)
    if part.kind == "FRACTION" and before.kind == "NUMBER" and numbers:
        message = f'"{left}" before a fraction can be a product or a mixed number'
        raise code.ambiguous(message, part.token, r"write \cdot between them")


def _check_convolution(row: Row, index: int, reading: Reading) -> None:
    """``f * g`` between functions is a convolution."""
    sides = [row[each] for each in (index - 1, index + 1) if 0 <= each < len(row)]
    star = row[index].text == "*" and reading.code.text[row[index].start] in "*∗"
    if star and len(sides) == 2 and all(each.kind == "NAME" and each.text in FUNCTION_LETTERS for each in sides):
        message = "a star between functions can be a product or a convolution"
        raise reading.code.ambiguous(message, row[index].token, r"write \cdot for a product")


def _barred(row: Row, index: int, reading: Reading) -> list[Piece]:
    """``F \\big|_{x=a}`` without an opening delimiter: all that is multiplied, if no sign stands before it."""
    before, bar = row[:index], row[index]
    kinds = {part.kind for part in before}
    operator = before[0].kind == "FRACTION" and derivative_of(before[0], reading.code) is not None
    signs = kinds & {"PLUS", "MINUS", "TIMES", "SLASH", "EVALUATE"}
    one = kinds <= OPERANDS or (operator and not signs) or (len(before) == 2 and kinds <= OPERANDS | {"FUNCTION"})
    if not one:
        message = "where that begins which this bar evaluates can't be told"
        raise reading.code.ambiguous(message, bar.token, r"write \left. before it")
    return evaluated(before, bar, reading)
