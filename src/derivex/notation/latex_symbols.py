r"""One name as tokens: a symbol, a call, a value of a sequence, a function of what it depends on.

Contract: primes, dots and orders become derivatives, an index that a sum runs through an argument, and an exponent a
power; what may be two of these is refused.
"""

from __future__ import annotations

from typing import Final

from derivex.notation.latex_differentials import Integral, is_d
from derivex.notation.latex_names import Reading, check_bare, is_euler, opens_call, symbol
from derivex.notation.latex_parts import Part, Row, dots
from derivex.notation.latex_pieces import Inside, Piece, added, bracketed, call, sign, spent
from derivex.notation.tokens import Token

_TRANSPOSED: Final = frozenset(["T", "H", "top"])


def powered(part: Part, exponent: Row, reading: Reading) -> list[Piece]:
    """``^`` and what is above."""
    code = reading.code
    (first, *others) = exponent
    if not others and first.kind in ("PLUS", "MINUS"):
        raise code.not_checkable("a sign above a number or a name means one side of it", first.token)
    transposed = not others and first.kind == "NAME" and first.text in _TRANSPOSED
    scalar = part.kind == "NUMBER" or is_euler(part, reading) or first.text in reading.names.symbols
    if transposed and not scalar:
        raise code.not_checkable("a transposed matrix stands here, and only scalars can be checked", part.token)
    if part.primes and part.kind != "NAME":
        raise code.not_checkable("a prime after a bracket doesn't say by what is differentiated", part.token)
    return [sign("POWER", part), *bracketed(part, Inside(exponent))]


def named(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    part = row[index]
    code = reading.code
    loose = is_d(part) and index + 1 < len(row) and row[index + 1].kind == "NAME"
    if loose and "d" not in reading.names.symbols:
        message = "a d before a name can be a differential or a product"
        raise code.ambiguous(message, part.token, r"write d \cdot x for a product")
    shows = reading.conventions
    if part.sub is not None and part.letter in shows.indexed:
        return _element(row, index, reading)
    if part.sub is not None and not part.atoms:
        raise code.not_checkable("this index is computed, and only letters, digits and commas make a name", part.token)
    order = _raised_order(part) if index + 1 < len(row) and row[index + 1].kind == "BRACKET" else 0
    if not order and part.sup is not None and _is_label(part.sup) and not is_euler(part, reading):
        message = "what stands in brackets above a name can be an exponent, an order or a number of an example"
        raise code.ambiguous(message, part.token, "leave the brackets away for an exponent")
    if opens_call(row if not order else _primed(row, index, order), index, reading):
        return _called(row, index, order, reading)
    count = dots(part)
    variable = shows.dependent.get(part.text)
    if variable is not None:
        pieces: list[Piece] = call(part.text + "'" * part.primes, part, [sign("NAME", part, variable)])
        pieces += added(part, variable)
        pieces = _dotted(pieces, count, variable, part)
    elif count:
        raise code.not_checkable("what this dot differentiates by is not said here", part.token)
    else:
        check_bare(part, reading)
        pieces = [Token("NAME", symbol(part, reading), part.start, part.end)]
    if part.sup is not None:
        pieces += powered(part, part.sup, reading)
    return pieces, index + 1


def _dotted(pieces: list[Piece], count: int, variable: str, part: Part) -> list[Piece]:
    """The derivative that dots make, if there are any."""
    if not count:
        return pieces
    arguments: list[list[Piece]] = [pieces, [sign("NAME", part, variable)]]
    if count > 1:
        arguments.append([*added(part, str(count)), sign("NUMBER", part, str(count))])
    return [*added(part, variable), *call("diff", part, *arguments)]


def _raised_order(part: Part) -> int:
    """The order of ``f^{(3)}``; 0 for any other exponent."""
    if part.sup is None or not _is_label(part.sup):
        return 0
    inside = part.sup[0].rows[0]
    single = len(inside) == 1 and inside[0].kind == "NUMBER" and inside[0].text.isdigit() and len(inside[0].text) == 1
    return int(inside[0].text) if single else 0


def _is_label(sup: Row) -> bool:
    """``x^{(i)}``."""
    bracket = len(sup) == 1 and sup[0].kind == "BRACKET" and sup[0].text == "(" and sup[0].sup is None
    return bracket and len(sup[0].rows[0]) == 1 and sup[0].rows[0][0].kind in ("NUMBER", "NAME")


def _primed(row: Row, index: int, order: int) -> Row:
    return (*row[:index], row[index]._replace(sup=None, primes=order), *row[index + 1 :])


def _called(row: Row, index: int, order: int, reading: Reading) -> tuple[list[Piece], int]:
    part, bracket = row[index], row[index + 1]
    pieces: list[Piece] = []
    if order:
        pieces = [*spent(part, str(order)), *added(part, *"'" * order)]
    name = "gamma" if part.text == "Gamma" and part.text not in reading.names.functions else part.text
    pieces += call(name + "'" * (part.primes + order), part, [Inside(bracket.rows[0], "arguments")])
    if dots(part):
        inside = bracket.rows[0]
        if len(inside) != 1 or inside[0].kind != "NAME" or inside[0].sup is not None:
            raise reading.code.not_checkable("what this dot differentiates by is not said here", part.token)
        pieces = _dotted(pieces, dots(part), inside[0].text, part)
    if bracket.sub is not None or bracket.primes:
        message = "what the mark after this bracket belongs to can't be told"
        raise reading.code.ambiguous(message, bracket.token, "use brackets")
    if bracket.sup is not None:
        pieces += powered(bracket, bracket.sup, reading)
    return pieces, index + 2


def _element(row: Row, index: int, reading: Reading) -> tuple[list[Piece], int]:
    """``x_i`` where a sum runs through i: the value at i of an unknown function, ``x_(i)``."""
    part = row[index]
    code = reading.code
    assert part.sub is not None
    if part.primes or dots(part) or opens_call(row, index, reading):
        raise code.not_checkable("a sequence of functions is not read", part.token)
    arguments: list[list[Piece]] = []
    commas = any(each.kind == "COMMA" for each in part.sub)
    plain = all(each.kind in ("NAME", "NUMBER", "COMMA") for each in part.sub)
    if plain and not commas:
        if len(part.sub) > 1 and any(each.kind == "NUMBER" for each in part.sub):
            raise code.ambiguous("this index can be a product or several", part.token, "write commas between them")
        arguments = [[Inside((each,))] for each in part.sub]
    elif plain:
        arguments = [[Inside((each,))] for each in part.sub if each.kind != "COMMA"]
    elif not commas:
        arguments = [[Inside(part.sub)]]
    else:
        raise code.not_checkable("this index is computed, and only letters, digits and commas make a name", part.token)
    pieces = call(f"{part.letter}_", part, *arguments)
    if part.sup is not None:
        pieces += powered(part, part.sup, reading)
    return pieces, index + 1
