r"""Function words: ``\sin x``, ``\sin^2 x``, ``\log_2(x)``, ``\exp[x]``, ``\max\{a, b\}``.

Contract: ``\sin^{-1}`` is the inverse function, as everywhere in print; any other power with a sign is a riddle.
"""

from __future__ import annotations

from typing import Final

from derivex.notation.latex_extents import argument_end
from derivex.notation.latex_names import Reading
from derivex.notation.latex_parts import Part, Row, is_inverse
from derivex.notation.latex_pieces import Inside, Piece, added, bracketed, call, sign, spent
from derivex.notation.names import FUNCTIONS

_INVERSES: Final = {name[1:]: name for name in FUNCTIONS if name[0] == "a" and name[1:] in FUNCTIONS}


def application(row: Row, index: int, reading: Reading) -> tuple[list[Piece], int]:
    """A function word with its argument, and the index after it."""
    part = row[index]
    code = reading.code
    end = argument_end(row, index, reading)
    shown = code.slice(part.token, part.token)
    if part.primes:
        raise code.unreadable(f"primes are for unknown functions, not for {shown}", part.token, "write a derivative")
    head = row[index + 1]
    enclosed = head.kind == "BRACKET" and end == index + 2
    raised = head.sup if enclosed else None
    if enclosed and (head.sub is not None or head.primes or (head.text == "|" and raised)):
        message = f"what the mark after the argument of {shown} belongs to can't be told"
        raise code.ambiguous(message, head.token, "use brackets")
    plain = enclosed and head.text in ("(", "[", "{")
    argument = Inside(head.rows[0], "arguments") if plain else Inside(row[index + 1 : end])
    name, power = part.text, part.sup
    before: list[Piece] = []
    arguments: list[list[Piece]] = [[argument]]
    if power is not None and power[0].kind == "MINUS":
        inverse = "erf_inv" if part.text == "erf" and is_inverse(part) else _inverse(part)
        if not inverse:
            message = f"whether this is a power of {shown} or another function can't be told"
            raise code.ambiguous(message, part.token, f"write ({shown}(x))^{{…}}, or the name of the function")
        before = [*spent(part, name, "1"), *added(part, inverse)]
        name, power = inverse, None
    if part.sub is not None:
        if name != "log":
            raise code.not_checkable(f"an index of {shown} is not read", part.token)
        arguments.append([Inside(part.sub)])
    if name in ("log2", "log10"):
        before = [*spent(part, name), *added(part, "log", name[3:])]
        arguments.append([sign("NUMBER", part, name[3:])])
        name = "log"
    if power is not None and raised is not None:
        raise code.ambiguous("two exponents are left and right of this argument", part.token, "use brackets")
    pieces = [*before, *call(name, part, *arguments)]
    exponent = raised if raised is not None else power
    if exponent is not None:
        pieces += [sign("POWER", part), *bracketed(part, Inside(exponent))]
    return pieces, end


def _inverse(part: Part) -> str:
    """The inverse that ``\\sin^{-1}`` names."""
    power = part.sup or ()
    one = len(power) == 2 and power[1].kind == "NUMBER" and power[1].text == "1"
    return _INVERSES.get(part.text, "") if one else ""
