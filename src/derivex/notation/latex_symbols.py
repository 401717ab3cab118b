r"""One name as tokens: a symbol, a call, a value of a sequence, a function of what it depends on.

Contract: primes, dots and orders become derivatives, an index that a sum runs through an argument, and an exponent a
power; what may be two of these is refused.
"""

from __future__ import annotations

from typing import Final

from derivex.notation.latex_cases import split
from derivex.notation.latex_differentials import Integral, is_d
from derivex.notation.latex_joined import check_change
from derivex.notation.latex_names import (
    Reading,
    check_bare,
    is_euler,
    is_sum,
    of_random,
    opens_call,
    partial_arguments,
    symbol,
)
from derivex.notation.latex_parts import Part, Row, dots, is_computed, label_name, label_of, prime_name
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
    if loose and _is_loose_differential(row, index, reading):
        return [Token("NAME", f"d{row[index + 1].text}", part.start, row[index + 1].end)], index + 2
    if loose and "d" not in reading.names.symbols:
        message = "a d before a name can be a differential or a product"
        raise code.ambiguous(message, part.token, r"write d \cdot x for a product")
    shows = reading.conventions
    if part.style == "UPRIGHT" and part.text == "E_" and index + 1 < len(row) and row[index + 1].kind == "NAME":
        message = "an upright E before a name can be an expectation or a factor"
        raise code.ambiguous(message, part.token, r"write \mathrm{E}[…], or \cdot for a product")
    check_change(part, shows.bare, code)
    if part.sub is not None and part.letter in shows.indexed:
        return _element(row, index, reading)
    if part.sub is not None and not part.atoms:
        raise code.not_checkable("this index is computed, and only letters, digits and commas make a name", part.token)
    order = _raised_order(part) if index + 1 < len(row) and row[index + 1].kind == "BRACKET" else 0
    if not order and label_of(part) and _is_labelled(part, reading):
        return _labelled(row, index, reading)
    if not order and len(label_of(part)) == 1 and not is_euler(part, reading):
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
    elif (several := partial_arguments(part.text, reading)) and not count and not part.primes:
        pieces = call(part.text, part, *([sign("NAME", part, each)] for each in several))
        pieces += added(part, *several)
    elif count:
        raise code.not_checkable("what this dot differentiates by is not said here", part.token)
    else:
        check_bare(part, reading)
        name = symbol(part, reading)
        pieces = [Token("NAME", prime_name(part) if part.primes else name, part.start, part.end)]
    if part.sup is not None:
        pieces += powered(part, part.sup, reading)
    return pieces, index + 1


def _is_loose_differential(row: Row, index: int, reading: Reading) -> bool:
    r"""Whether this is the ``dx`` of ``du = 2x \, dx``, outside of integrals: a name of its own."""
    part, name = row[index], row[index + 1]
    if "d" in reading.names.symbols | reading.names.functions | reading.conventions.bare or part.sup is not None:
        return False
    if name.sup is not None or name.primes or is_d(name) or "\\int" in reading.code.text:
        return False
    before = reading.code.text[part.start - 1 : part.start]
    return part.style == "UPRIGHT" or (name.start == part.end and not before.isalpha())


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


def _is_labelled(part: Part, reading: Reading) -> bool:
    """Whether brackets above a name number it: some of them hold one mark, the name stands nowhere without them."""
    shows, name = reading.conventions, part.text
    calculus = shows.variables or shows.by or "()" in shows.primed or name in shows.primed
    return name in shows.labelled and name not in shows.bare and name not in shows.dependent and not calculus


def _labelled(row: Row, index: int, reading: Reading) -> tuple[list[Piece], int]:
    """``x^{(i)}``: the value at i of an unknown function, and so is ``l^{(i)}(w, b)``."""
    part = row[index]
    if (part.letter and part.letter in reading.conventions.indexed) or (part.sub and not part.atoms):
        raise reading.code.not_checkable("an index that runs and a label above are not read together", part.token)
    arguments: list[list[Piece]] = [[Inside(label_of(part))]]
    bracket = row[index + 1] if index + 1 < len(row) else part
    if bracket.kind != "BRACKET" or bracket.text != "(":
        return call(label_name(part), part, *arguments), index + 1
    if bracket.sub is not None or bracket.primes or is_sum(bracket.rows[0]):
        message = "a labelled name before a bracket can be a product or a call"
        raise reading.code.ambiguous(message, part.token, r"write \cdot for a product")
    arguments += [[Inside(each)] for each in split(bracket.rows[0], "COMMA")]
    pieces = call(label_name(part), part, *arguments)
    if bracket.sup is not None:
        pieces += powered(bracket, bracket.sup, reading)
    return pieces, index + 2


def _primed(row: Row, index: int, order: int) -> Row:
    return (*row[:index], row[index]._replace(sup=None, primes=order), *row[index + 1 :])


def _called(row: Row, index: int, order: int, reading: Reading) -> tuple[list[Piece], int]:
    part, bracket = row[index], row[index + 1]
    pieces: list[Piece] = []
    if order:
        pieces = [*spent(part, str(order)), *added(part, *"'" * order)]
    if part.sup is not None and not order:  # g^{-1}(x), the value of the inverse function
        pieces = [*spent(part, part.text, "1"), *added(part, f"{part.text}_inv")]
        part = part._replace(text=f"{part.text}_inv", sup=None)
    name, marks = _head(part, bracket, reading)
    pieces += marks
    inside, suffix = parted(part, bracket, reading)
    if suffix:
        pieces += [*spent(part, name), *added(part, f"{name}{suffix}")]
    pieces += call(f"{name}{suffix}" + "'" * (part.primes + order), part, [Inside(inside, "arguments")])
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


# heads of what a Greek letter calls: the letters gamma and Gamma are no names of the gamma function alone
_GAMMAS: Final = {("Gamma", False): "gamma", ("Gamma", True): "uppergamma", ("gamma", True): "lowergamma"}


def _head(part: Part, bracket: Part, reading: Reading) -> tuple[str, list[Piece]]:
    """The head of a call, and the marks that it spends and adds."""
    if part.text not in ("gamma", "Gamma") or part.text in reading.names.functions:
        return part.text, []
    several = any(each.kind == "COMMA" for each in bracket.rows[0])
    name = _GAMMAS.get((part.text, several), "gamma_curve")  # gamma(t) is any function
    return name, [*spent(part, part.text), *added(part, name)]


def _index(part: Part) -> Piece:
    """A bullet in an index, over which a mean was taken, is a name of its own."""
    return sign("NAME", part, part.text) if part.kind == "BULLET" else Inside((part,))


_SEPARATORS: Final = {"||": "against", "=": "eq", "<": "lt", ">": "gt", "<=": "le", ">=": "ge", "!=": "ne"}


def parted(part: Part, bracket: Part, reading: Reading) -> tuple[Row, str]:
    """The arguments of a call with commas between them, and what the name says of bars and relations there.

    ``p(y|x)`` is ``p_given(y, x)``, no function that ``p(y, x)`` is, and ``Pr(X < x)`` is ``Pr_lt(X, x)``.
    """
    row = bracket.rows[0]
    random = of_random(part, bracket)
    marks = [each for each in row if each.kind in ("COMMA", "GIVEN") or (random and each.kind == "RELATION")]
    if all(each.kind == "COMMA" for each in marks):
        return row, ""
    if part.primes:
        raise reading.code.not_checkable("by which of its arguments this is differentiated is not said", part.token)
    said = ["and" if each.kind == "COMMA" else _SEPARATORS.get(each.text, "given") for each in marks]
    plain = tuple(each._replace(kind="COMMA", text=",") if each in marks else each for each in row)
    return plain, "_" + "_".join(said)


def _element(row: Row, index: int, reading: Reading) -> tuple[list[Piece], int]:
    """``x_i`` where a sum runs through i: the value at i of an unknown function, ``x_(i)``."""
    part = row[index]
    code = reading.code
    assert part.sub is not None
    if part.primes or dots(part) or opens_call(row, index, reading):
        raise code.not_checkable("a sequence of functions is not read", part.token)
    arguments: list[list[Piece]] = []
    plain = all(each.kind in ("NAME", "NUMBER", "BULLET") for each in part.sub)
    if plain and len(part.sub) > 1 and any(each.kind == "NUMBER" for each in part.sub):
        raise code.ambiguous("this index can be a product or several", part.token, "write commas between them")
    if plain:
        arguments = [[_index(each)] for each in part.sub]
        dotted = [each for each in part.sub if each.kind == "BULLET"]
        pieces = [*call(f"{part.letter}_", part, *arguments), *added(part, *[each.text for each in dotted])]
        return [*pieces, *(powered(part, part.sup, reading) if part.sup is not None else [])], index + 1
    if is_computed(part) or all(each.kind in ("NAME", "NUMBER", "COMMA") for each in part.sub):
        arguments = [[Inside(each)] for each in split(part.sub, "COMMA")]
    else:
        raise code.not_checkable("this index is computed, and only letters, digits and commas make a name", part.token)
    pieces = call(f"{part.letter}_", part, *arguments)
    if part.sup is not None:
        pieces += powered(part, part.sup, reading)
    return pieces, index + 1
