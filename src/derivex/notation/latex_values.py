r"""Values at one point and at two: ``\left. F \right|_{x=a}`` and ``[F]_a^b``.

``[F]_a^b`` is the difference of two values of F, or of limits where an end is infinite.

Contract: the letter that takes the values is written, or can be told; the text is refused otherwise.
"""

from __future__ import annotations

from derivex.notation.latex_calculus import bound_of, check_variable, is_infinite
from derivex.notation.latex_names import Reading
from derivex.notation.latex_parts import Part, Row
from derivex.notation.latex_pieces import Inside, Piece, added, bracketed, call, sign, spent
from derivex.notation.latex_variables import runs_between


def evaluated(body: Row, part: Part, reading: Reading) -> list[Piece]:
    """``[F]_a^b`` and ``\\left. F \\right|_{x=a}``, whose marks the part has."""
    code = reading.code
    sub, sup = part.sub, part.sup
    if part.primes or sub is None:
        raise code.not_checkable("what this mark means is not known here", part.token)
    lower, name = _point(sub)
    upper, again = _point(sup) if sup is not None else ((), None)
    if name is not None and again is not None and name.text != again.text:
        raise code.not_checkable("the two ends belong to two variables", part.token)
    if sup is None and name is None:
        raise code.not_checkable("which letter takes this value is not said", part.token, "write |_{x=a}")
    given = [each for each in (name, again) if each is not None]
    if sup is None and is_infinite(lower):
        raise code.not_checkable("a value at infinity is a limit", part.token, r"write \lim_{x \to \infty}")
    variable = given[0] if given else runs_between(body, (*lower, *upper), part, reading)
    check_variable(variable, reading)
    marks = spent(part, *(each.text for each in given))
    first = _value(body, variable, lower, part, reading, copied=False)
    marks += added(part, variable.text)
    if sup is None:
        return [*marks, *first]
    marks += added(part, variable.text)
    second = _value(body, variable, upper, part, reading, copied=True)
    return [*marks, *bracketed(part, *second, sign("MINUS", part), *first)]


def _point(row: Row) -> tuple[Row, Part | None]:
    """An end and the variable that is named with it."""
    if len(row) > 2 and row[0].kind == "NAME" and row[1].kind == "RELATION" and row[1].text == "=":
        return row[2:], row[0]
    return row, None


def _value(body: Row, variable: Part, point: Row, part: Part, reading: Reading, *, copied: bool) -> list[Piece]:
    head = "Limit" if is_infinite(point) else "Subs"
    inside: Piece = Inside(body, copied=copied)
    return call(head, part, [inside], [sign("NAME", variable, variable.text)], bound_of(point, reading))
