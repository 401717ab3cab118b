r"""What a derivative covers, and what it makes of it.

``\frac{d f(x)}{dx}`` holds its body. ``\frac{d}{dx}`` stands before it: a bracket with its power, if nothing is set
beside it, or else the product without a sign to its right. A letter that stands for a function of the variable, as y
does in ``\frac{dy}{dx}``, must be known to depend on it.

Contract: a derivative of a letter that isn't known to depend on the variable is refused, for it would be zero; where
readers disagree about what is covered, too.
"""

from __future__ import annotations

from derivex.errors import Ambiguous
from derivex.notation.latex_differentials import Derivative, Integral, derivative_of, is_d
from derivex.notation.latex_extents import term_end
from derivex.notation.latex_names import Reading, opens_call
from derivex.notation.latex_parts import BEGINS, Part, Row
from derivex.notation.latex_pieces import Inside, Piece, added, call, sign, spent
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
        end = _covered(row, index, integrals, reading)
        body = row[index + 1 : end]
    _check_body(body, part, derivative, reading)
    pieces: list[Piece] = [Inside(body)]
    for by, order in reversed(derivative.by):
        if by.text in reading.conventions.dependent or by.letter in reading.conventions.indexed:
            raise code.not_checkable("the variable of this derivative is no variable of its own here", by.token)
        arguments: list[list[Piece]] = [pieces, [sign("NAME", by, by.text)]]
        if order > 1:
            arguments.append([*added(part, str(order)), sign("NUMBER", part, str(order))])
        pieces = call("diff", part, *arguments)
    return [*spent(part, *derivative.spent), *pieces], end


def _covered(row: Row, index: int, integrals: dict[int, Integral], reading: Reading) -> int:
    """Where that ends which an operator to its left differentiates."""
    code, operator = reading.code, row[index]
    start = index + 1
    shown = code.slice(operator.token, operator.token)
    if start == len(row) or row[start].kind not in BEGINS:
        raise code.unreadable(f'"{shown}" needs something to differentiate', operator.token, "write it to the right")
    end = term_end(row, start, integrals)
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
            raise _riddle(operator, reading)
    return end


def _opened(row: Row, index: int, reading: Reading) -> bool:
    """Whether a bracket is the argument of the name or the function before it."""
    before = row[index - 1]
    return before.kind == "FUNCTION" or (before.kind == "NAME" and opens_call(row, index - 1, reading))


def _riddle(operator: Part, reading: Reading) -> Ambiguous:
    message = "what this derivative covers can't be told"
    return reading.code.ambiguous(message, operator.token, r"write brackets around it, \frac{d}{dx}(…)")


def _names(body: Row, reading: Reading) -> list[Part]:
    """The symbols in a row, in their order."""
    found: list[Part] = []
    waiting: list[tuple[Row, int]] = [(body, 0)]
    while waiting:
        row, index = waiting.pop()
        if index == len(row):
            continue
        part = row[index]
        waiting.append((row, index + 1))
        if part.kind == "NAME" and not is_d(part) and not opens_call(row, index, reading):
            found.append(part)
        scripts = (part.sup or (), part.sub if part.sub and part.kind != "NAME" else ())
        waiting.extend((each, 0) for each in (*scripts, *reversed(part.rows)))
    return found


def _check_body(body: Row, part: Part, derivative: Derivative, reading: Reading) -> None:
    """What is differentiated shows the variable, or holds letters that are known to depend on it or not to."""
    dependent = reading.conventions.dependent
    variables = {by.text for by, _ in derivative.by}
    known = CONSTANT_NAMES | {"e"} | reading.names.symbols | reading.names.functions
    bare = len(body) == 1 and body[0].kind == "NAME" and bool(derivative.body)
    found = _names(body, reading)
    if any(name.text in variables for name in found):
        return
    names = [each for each in found if bare or each.text not in known or each.text in dependent]
    told = not derivative.partial and any(dependent.get(name.text) in variables for name in names)
    if told or not names:
        return
    name = names[0]
    variable = derivative.by[0][0]
    shown, by = (reading.code.slice(each.token, each.token) for each in (name, variable))
    message = f'that "{shown}" depends on "{by}" is not said here'
    raise reading.code.not_checkable(message, part.token, f"write {shown}({by})")
