r"""What a derivative covers, and what it makes of it.

``\frac{d f(x)}{dx}`` holds its body. ``\frac{d}{dx}`` stands before it: a bracket with its power, if nothing is set
beside it, or else the product without a sign to its right. A letter that stands for a function of the variable, as y
does in ``\frac{dy}{dx}``, must be known to depend on it.

Contract: a derivative of a letter that isn't known to depend on the variable is refused, for it would be zero; where
readers disagree about what is covered, too.
"""

from __future__ import annotations

from typing import Final

from derivex.errors import Ambiguous
from derivex.notation.latex_differentials import Derivative, Integral, derivative_of
from derivex.notation.latex_extents import mentions, term_end
from derivex.notation.latex_names import Reading, opens_call, partial_arguments
from derivex.notation.latex_parts import BEGINS, Part, Row
from derivex.notation.latex_pieces import Inside, Piece, added, call, sign, spent
from derivex.notation.latex_variables import symbols_in
from derivex.notation.names import CONSTANT_NAMES
from derivex.term import MAX_DEPTH


def differentiated(
    row: Row, index: int, derivative: Derivative, integrals: dict[int, Integral], reading: Reading
) -> tuple[list[Piece], int]:
    """The derivative that a fraction is, and the index after it and what it covers."""
    part = row[index]
    code = reading.code
    if part.sup is not None or part.sub is not None or part.primes:
        message = "a mark at a derivative can belong to it or to what is differentiated"
        raise code.ambiguous(message, part.token, "use brackets")
    if derivative.body:
        body, end = derivative.body, index + 1
        if end < len(row) and row[end].kind == "BRACKET" and row[end].text in ("(", "["):
            message = "a derivative before a bracket can be a product or its value there"
            raise code.ambiguous(message, part.token, r"write \cdot, or \left. … \right|_{x=a}")
    else:
        end = _covered(row, index, derivative, integrals, reading)
        body = row[index + 1 : end]
    estimate = None if derivative.entry is not None else _estimate(body, derivative)
    if estimate is not None:
        return _at_an_estimate(body, part, derivative, estimate), end
    if derivative.entry is not None:
        variable = derivative.by[0][0]
        return call("diff", part, [Inside(body)], [Inside((variable, derivative.entry))]), end
    _check_body(body, part, derivative, reading)
    pieces: list[Piece] = [Inside(body)]
    for by, order in reversed(derivative.by):
        moves = by.text in reading.conventions.dependent or by.letter in reading.conventions.indexed
        if moves or (partial_arguments(by.text, reading) and not _is_name(body)):
            raise code.not_checkable("the variable of this derivative is no variable of its own here", by.token)
        arguments: list[list[Piece]] = [pieces, [sign("NAME", by, by.text)]]
        if order > 1:
            arguments.append([*added(part, str(order)), sign("NUMBER", part, str(order))])
        pieces = call("diff", part, *arguments)
    return [*spent(part, *derivative.spent), *pieces], end


_ESTIMATES: Final = ("hat", "tilde", "star")


def _estimate(body: Row, derivative: Derivative) -> Part | None:
    r"""The argument of ``\\frac{d L(\\hat{a})}{da}`` at which the derivative is taken; None if there is none."""
    (variable, order), *others = derivative.by
    called = len(body) == 2 and body[0].kind == "NAME" and body[1].kind == "BRACKET" and body[0].sup is None
    if others or order != 1 or not called or mentions(body, variable):
        return None
    places = [each for each in body[1].rows[0] if each.text in [f"{variable.text}_{mark}" for mark in _ESTIMATES]]
    return places[0] if len(places) == 1 and places[0].sup is None else None


def _at_an_estimate(body: Row, part: Part, derivative: Derivative, place: Part) -> list[Piece]:
    """The derivative of the function, and then its value at the estimate."""
    variable = derivative.by[0][0]._replace(sup=None)
    inside = tuple(variable if each is place else each for each in body[1].rows[0])
    function = (body[0], body[1]._replace(rows=(inside,)))
    rate = call("diff", part, [Inside(function)], [sign("NAME", variable, variable.text)])
    name = [sign("NAME", part, variable.text)]
    marks = [*spent(part, *derivative.spent), *added(part, *(variable.atoms or (variable.text,)) * 2)]
    return [*marks, *call("Subs", part, rate, name, [Inside((place,))])]


def _is_name(body: Row) -> bool:
    return len(body) == 1 and body[0].kind == "NAME" and body[0].sup is None


def primed(row: Row, index: int, reading: Reading) -> tuple[list[Piece], int]:
    """The derivative of a bracket, ``(u v)'``, by the variable that the chain tells."""
    part, code, by = row[index], reading.code, reading.conventions.by
    following = row[index + 1].kind if index + 1 < len(row) else ""
    if not by or part.text not in ("(", "[") or part.sup is not None or following == "BRACKET":
        raise code.not_checkable("a prime after a bracket doesn't say by what is differentiated", part.token)
    variable = Part("NAME", by, part.start, part.end, "LETTER")
    body = part.rows[0]
    _check_body(body, part, Derivative(body, ((variable, part.primes),), (), partial=False), reading)
    arguments: list[list[Piece]] = [[Inside(body)], [sign("NAME", part, by)]]
    marks = [*spent(part, *"'" * part.primes), *added(part, by)]
    if part.primes > 1:
        order = str(part.primes)
        arguments.append([*added(part, order), sign("NUMBER", part, order)])
    return [*marks, *call("diff", part, *arguments)], index + 1


def _covered(row: Row, index: int, derivative: Derivative, integrals: dict[int, Integral], reading: Reading) -> int:
    """Where that ends which an operator to its left differentiates."""
    code, operator = reading.code, row[index]
    start = index + 1
    shown = code.slice(operator.token, operator.token)
    if start == len(row) or row[start].kind not in BEGINS:
        raise code.unreadable(f'"{shown}" needs something to differentiate', operator.token, "write it to the right")
    end = term_end(row, start, integrals)
    end = next((place for place in range(start, end) if row[place].kind == "EVALUATE"), end)  # d/dx x^2 |_{x=1}
    head = row[start]
    if head.kind == "INTEGRAL" and start in integrals:
        integral = integrals[start]
        if integral.ends[-1] + (1 if integral.inside else 2) < end:
            raise _riddle(operator, reading)
    if head.kind in ("BIG", "LIMIT", "INTEGRAL"):
        return end
    single = start + 1
    if head.kind == "BRACKET":
        square = head.text == "["
        if square and head.sup is not None:
            raise _riddle(operator, reading)
        if single < end and not square and row[single].kind == "BANG":
            single += 1
        if single < end and row[single].kind != "TIMES":
            raise _riddle(operator, reading)
        return single
    if head.kind == "FRACTION" and derivative_of(head, code) is not None:
        chain = row[start : start + MAX_DEPTH]
        if len(chain) == MAX_DEPTH and all(each.kind == "FRACTION" for each in chain):
            raise code.too_large(f"more than {MAX_DEPTH} derivatives follow each other", operator.token)
        return end
    for other in range(single, end):
        if row[other].kind in ("TIMES", "SLASH") or row[other].kind in ("BIG", "LIMIT", "INTEGRAL"):
            raise _riddle(operator, reading)
        if row[other].kind == "FRACTION" and derivative_of(row[other], code) is not None:
            raise _riddle(operator, reading)
        if row[other].kind == "BRACKET" and not _opened(row, other, reading):
            constant = not any(mentions(row[start:other], by) for by, _ in derivative.by)
            if not (constant and other == end - 1):  # d/dx 3 (x + 1)^2
                raise _riddle(operator, reading)
    return end


def _opened(row: Row, index: int, reading: Reading) -> bool:
    """Whether a bracket is the argument of the name or the function before it."""
    before = row[index - 1]
    return before.kind == "FUNCTION" or (before.kind == "NAME" and opens_call(row, index - 1, reading))


def _riddle(operator: Part, reading: Reading) -> Ambiguous:
    message = "what this derivative covers can't be told"
    return reading.code.ambiguous(message, operator.token, r"write brackets around it, \frac{d}{dx}(…)")


def _check_body(body: Row, part: Part, derivative: Derivative, reading: Reading) -> None:
    """What is differentiated shows the variable, or holds letters that are known to depend on it or not to."""
    dependent = reading.conventions.dependent
    variables = {by.text for by, _ in derivative.by}
    known = CONSTANT_NAMES | {"e"} | reading.names.symbols | reading.names.functions
    bare = len(body) == 1 and body[0].kind == "NAME" and bool(derivative.body)
    found = symbols_in(body, reading)
    if any(name.text in variables for name in found):
        return
    names = [each for each in found if bare or each.text not in known or each.text in dependent]
    told = not derivative.partial and any(dependent.get(name.text) in variables for name in names)
    told = told or any((name.text, by) in reading.conventions.holds for name in names for by in variables)
    told = told or any(
        variables.issubset(partial_arguments(name.text, reading)) for name in names if derivative.partial
    )
    if told or not names:
        return
    name = names[0]
    variable = derivative.by[0][0]
    shown, by = (reading.code.slice(each.token, each.token) for each in (name, variable))
    message = f'that "{shown}" depends on "{by}" is not said here'
    raise reading.code.not_checkable(message, part.token, f"write {shown}({by})")
