r"""One operand of a row as tokens: a number, a name, a bracket, a fraction, a root, cases.

Each takes the parts that belong to it, and says at which part the row goes on.

Contract: an index, a prime or an exponent is read where its meaning is known, and refused anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from derivex.notation.latex_calculus import evaluated, integral, reaching
from derivex.notation.latex_cases import cases
from derivex.notation.latex_derivatives import differentiated
from derivex.notation.latex_differentials import Integral, derivative_of, is_d
from derivex.notation.latex_functions import application
from derivex.notation.latex_names import Reading, check_bare, is_euler, opens_call, symbol
from derivex.notation.latex_pieces import Inside, Piece, added, bracketed, call, sign, spent
from derivex.notation.latex_tree import Part, Row, dots
from derivex.notation.tokens import Token, literal_of

_TRANSPOSED: Final = frozenset(["T", "H", "top"])


def scientific(row: Row, index: int, reading: Reading) -> tuple[list[Piece], int] | None:
    r"""``2 \times 10^{5}``, which is one number; a product is written with ``\cdot``."""
    if row[index].kind != "NUMBER" or index + 2 >= len(row) or row[index + 1].kind != "TIMES":
        return None
    number, times, ten = row[index : index + 3]
    power = ten.sup
    if not (ten.kind == "NUMBER" and ten.text == "10" and power and number.sup is None):
        return None
    digits = power[-1]
    negative = len(power) == 2 and power[0].kind == "MINUS"
    if reading.code.text[times.start : times.end] not in (r"\times", "×") or not (negative or len(power) == 1):
        return None
    if digits.kind != "NUMBER" or not digits.text.isdigit() or digits.sup is not None:
        return None
    if index and row[index - 1].kind == "SLASH":
        return None
    literal = literal_of(f"{number.text}e{'-' if negative else ''}{digits.text}")
    if not literal or "e" in number.text:
        raise reading.code.too_large("this number has too many digits", ten.token)
    marks = [*spent(number, number.text, "10", digits.text), *added(number, literal)]
    return [*marks, Token("NUMBER", literal, number.start, digits.end)], index + 3


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


def _number(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    part = row[index]
    if part.sub is not None or part.primes:
        raise reading.code.not_checkable("a number has no index", part.token)
    power = powered(part, part.sup, reading) if part.sup is not None else []
    return [part.token, *power], index + 1


def _name(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
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


def _bracket(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    part = row[index]
    code = reading.code
    inside = part.rows[0]
    kinds = {each.kind for each in inside}
    if part.text == "{" and ("COMMA" in kinds or kinds.isdisjoint({"PLUS", "MINUS"})):
        message = "curly brackets make a set here, and sets are not read"
        raise code.not_checkable(message, part.token, "write round ones")
    if part.text == ".":
        if part.sub is None:
            raise code.not_checkable("which letter takes this value is not said", part.token, "write |_{x=a}")
        return evaluated(inside, part, reading), index + 1
    if part.sub is not None and part.text == "(" and not any(each.kind == "RELATION" for each in part.sub):
        message = "an index of round brackets can be a factorial of a kind, or a value at two ends"
        raise code.ambiguous(message, part.token, "write [F]_{x=a}^{x=b}")
    if part.sub is not None and part.text in ("(", "["):
        return evaluated(inside, part, reading), index + 1
    if part.sub is not None:
        raise code.not_checkable("this index is not read", part.token)
    if part.primes:
        raise code.not_checkable("a prime after a bracket doesn't say by what is differentiated", part.token)
    pieces: list[Piece]
    if part.text == "|":
        pieces = call("abs", part, [Inside(inside)])
    elif part.text in ("floor", "ceiling"):
        pieces = call(part.text, part, [Inside(inside)])
    else:
        pieces = bracketed(part, Inside(inside))
    if part.sup is not None:
        pieces += powered(part, part.sup, reading)
    return pieces, index + 1


def _fraction(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    part = row[index]
    derivative = derivative_of(part, reading.code)
    if derivative is not None:
        return differentiated(row, index, derivative, integrals, reading)
    if part.sup is not None or part.sub is not None or part.primes:
        message = "what this mark at a fraction belongs to can't be told"
        raise reading.code.ambiguous(message, part.token, "use brackets")
    above, below = (bracketed(part, Inside(side)) for side in part.rows)
    return bracketed(part, *above, sign("SLASH", part), *below), index + 1


def _binomial(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    part = row[index]
    above, below = part.rows
    pieces = call("binomial", part, [Inside(above)], [Inside(below)])
    if part.sup is not None or part.sub is not None or part.primes:
        raise reading.code.ambiguous("what this mark belongs to can't be told", part.token, "use brackets")
    return pieces, index + 1


def _root(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    part = row[index]
    if part.sub is not None or part.primes:
        raise reading.code.not_checkable("what this mark means is not known here", part.token)
    pieces = call("sqrt" if len(part.rows) == 1 else "root", part, *([Inside(side)] for side in part.rows))
    if part.sup is not None:
        pieces += powered(part, part.sup, reading)
    return pieces, index + 1


def _cases(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    part = row[index]
    if part.sup is not None or part.sub is not None:
        raise reading.code.not_checkable("what this mark means is not known here", part.token)
    return cases(part, reading), index + 1


def _application(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    return application(row, index, reading)


def _integral(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    return integral(row, index, integrals[index], reading)


def _reaching(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    return reaching(row, index, integrals, reading)


# what each kind of operand is turned by, given its row, its place there, and the integrals of the row
Turn = Callable[[Row, int, dict[int, Integral], Reading], tuple[list[Piece], int]]
OPERAND_TURNS: Final[dict[str, Turn]] = {
    "NUMBER": _number,
    "NAME": _name,
    "BRACKET": _bracket,
    "FRACTION": _fraction,
    "BINOMIAL": _binomial,
    "ROOT": _root,
    "CASES": _cases,
    "FUNCTION": _application,
    "BIG": _reaching,
    "LIMIT": _reaching,
    "INTEGRAL": _integral,
}
