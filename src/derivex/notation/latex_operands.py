r"""One operand of a row as tokens: a number, a bracket, a fraction, a root, cases.

Each takes the parts that belong to it, and says at which part the row goes on.

Contract: an index, a prime or an exponent is read where its meaning is known, and refused anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from derivex.notation.latex_calculus import integral, reaching
from derivex.notation.latex_cases import cases
from derivex.notation.latex_combined import combined
from derivex.notation.latex_derivatives import differentiated, primed
from derivex.notation.latex_differentials import Integral, derivative_of
from derivex.notation.latex_functions import application
from derivex.notation.latex_names import Reading
from derivex.notation.latex_parts import Row
from derivex.notation.latex_pieces import Inside, Piece, added, bracketed, call, sign, spent
from derivex.notation.latex_symbols import named, powered
from derivex.notation.latex_values import evaluated
from derivex.notation.tokens import Token, literal_of


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


def _number(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    part = row[index]
    if part.sub is not None or part.primes:
        raise reading.code.not_checkable("a number has no index", part.token)
    if part.sup is not None and len(part.sup) == 1 and part.sup[0].kind == "CIRC":
        following = row[index + 1].kind if index + 1 < len(row) else ""
        if following == "NAME":  # 20 degrees Celsius are no angle
            raise reading.code.not_checkable("only angles are read in degrees", part.sup[0].token)
        turn: list[Piece] = [part.token, sign("TIMES", part), sign("NAME", part, "pi"), sign("SLASH", part)]
        return [*bracketed(part, *turn, sign("NUMBER", part, "180")), *added(part, "pi", "180")], index + 1
    power = powered(part, part.sup, reading) if part.sup is not None else []
    return [part.token, *power], index + 1


def _bracket(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    part = row[index]
    code = reading.code
    together = combined(row, index, reading)
    if together is not None:
        return together
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
        return primed(row, index, reading)
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


def _delta(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> tuple[list[Piece], int]:
    """Kronecker's delta, as it is written here: each of its two indices in braces of its own."""
    part = row[index]
    if part.primes:
        raise reading.code.not_checkable("what this mark means is not known here", part.token)
    pieces = call("KroneckerDelta", part, *([Inside(side)] for side in part.rows))
    pieces += [*spent(part, "delta"), *added(part, "KroneckerDelta")]
    if part.sup is not None:
        pieces += powered(part, part.sup, reading)
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
    "NAME": named,
    "BRACKET": _bracket,
    "FRACTION": _fraction,
    "BINOMIAL": _binomial,
    "DELTA": _delta,
    "ROOT": _root,
    "CASES": _cases,
    "FUNCTION": _application,
    "BIG": _reaching,
    "LIMIT": _reaching,
    "INTEGRAL": _integral,
}
