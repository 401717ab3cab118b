r"""Functions put together: ``(f + g)(x)``, ``(f g)'(x)``, ``(f \circ g)(x)`` and the convolution ``(f * g)(t)``.

Sums, products and quotients of functions are taken value by value; a convolution is an unknown function of its own.

Contract: only letters for functions are put together, and only where the text shows them as functions: by a call
elsewhere, a prime, a circle or a star. ``(u + v)(x)`` is a riddle otherwise.
"""

from __future__ import annotations

from derivex.notation.latex_names import Reading
from derivex.notation.latex_parts import Part, Row, is_combination, is_inverse_alone, is_star
from derivex.notation.latex_pieces import Inside, Piece, added, bracketed, call, sign, spent


def combined(row: Row, index: int, reading: Reading) -> tuple[list[Piece], int] | None:
    """The value of functions that are put together in a bracket, and the index after it; None if they aren't."""
    if is_inverse_alone(row, index):
        return _inverse_there(row, index, reading)
    if not is_combination(row, index):
        return None
    part, argument = row[index], row[index + 1]
    inside, place = part.rows[0], argument.rows[0]
    names = [each for each in inside if each.kind == "NAME"]
    pieces: list[Piece]
    if any(each.kind == "CIRC" for each in inside):
        pieces = [Inside(place)]
        for name in reversed(names):
            pieces = call(name.text, name, pieces)
    elif len(inside) == 3 and is_star(inside[1], reading.code):
        both = f"{names[0].text}_conv_{names[1].text}"
        pieces = [*call(both, part, [Inside(place)]), *spent(part, names[0].text, names[1].text), *added(part, both)]
    else:
        known = reading.conventions.called | reading.names.functions
        if not part.primes and not all(name.text in known for name in names):
            if len(place) == 1 and place[0].kind in ("NAME", "NUMBER"):
                message = "letters for functions in a bracket before another can be a product or a value there"
                raise reading.code.ambiguous(message, part.token, r"write \cdot for a product")
            return None
        pieces = bracketed(part, *_by_value(inside, place))
    if part.primes:
        pieces = _derivative(pieces, part, place, reading)
    if argument.sup is not None:
        pieces = [*bracketed(part, *pieces), sign("POWER", argument), *bracketed(argument, Inside(argument.sup))]
    return pieces, index + 2


def _inverse_there(row: Row, index: int, reading: Reading) -> tuple[list[Piece], int]:
    part, argument = row[index], row[index + 1]
    name = part.rows[0][0]
    inverse = f"{name.text}_inv"
    pieces = [*spent(name, name.text, "1"), *added(name, inverse)]
    pieces += _derivative(call(inverse, name, [Inside(argument.rows[0])]), part, argument.rows[0], reading)
    if argument.sup is not None:
        pieces = [*bracketed(part, *pieces), sign("POWER", argument), *bracketed(argument, Inside(argument.sup))]
    return pieces, index + 2


def _by_value(inside: Row, place: Row) -> list[Piece]:
    """Every name of a function with its argument, which is written once and stands at each of them."""
    pieces: list[Piece] = []
    count = 0
    for index, each in enumerate(inside):
        if each.kind != "NAME":
            pieces.append(each.token)
            continue
        if index and inside[index - 1].kind == "NAME":
            pieces.append(sign("TIMES", each))
        pieces += call(each.text, each, [Inside(place, copied=count > 0)])
        count += 1
    return pieces


def _derivative(pieces: list[Piece], part: Part, place: Row, reading: Reading) -> list[Piece]:
    if len(place) != 1 or place[0].kind != "NAME" or place[0].sup is not None:
        raise reading.code.not_checkable("only at a name is this derivative read", part.token)
    arguments: list[list[Piece]] = [pieces, [sign("NAME", part, place[0].text)]]
    marks = [*spent(part, *"'" * part.primes), *added(part, place[0].text)]
    if part.primes > 1:
        order = str(part.primes)
        arguments.append([*added(part, order), sign("NUMBER", part, order)])
    return [*marks, *call("diff", part, *arguments)]
