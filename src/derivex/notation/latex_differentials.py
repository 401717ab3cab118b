r"""The letter d: which fractions are derivatives, and which ``dx`` ends which integral.

``\frac{d}{dx}``, ``\frac{dy}{dx}`` and ``\frac{\partial^2 f}{\partial x \partial y}`` are derivatives, and a d before
a name ends the innermost integral that is open. Where the file has declared d, only a ``dx`` without a space does.

``d(E)`` before a bracket ends an integral too: by the one name of E that stands nowhere else.

Contract: an integral without its differential is refused, and so is that of an expression whose variable can't be told.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from derivex.notation.latex_parts import Part, Row
from derivex.notation.names import Names
from derivex.notation.tokens import Source

MAX_INTEGRALS: Final = 30  # of one row


class Derivative(NamedTuple):
    """What a fraction of differentials says: of what (nothing, if it stands to the right), by what and how often."""

    body: Row
    by: tuple[tuple[Part, int], ...]  # the outermost first
    spent: tuple[str, ...]  # the letters d and the orders, which the term says otherwise
    partial: bool
    entry: Part | None = None  # the index of the entry by which it is, in brackets: ``\\partial x(j)``


class Integral(NamedTuple):
    """Where the differentials of an integral stand in its row; ``inside`` a fraction for ``\\frac{dx}{x}``."""

    ends: tuple[int, ...]
    inside: bool


def is_d(part: Part) -> bool:
    """Whether a part is the bare letter d, which may begin a differential."""
    return part[0] == "NAME" and part.text == "d" and part.sub is None and not part.primes


def derivative_of(part: Part, code: Source) -> Derivative | None:
    """What a fraction says if it is a derivative."""
    above, below = part.rows
    if not (above and len(below) > 1 and below[0].kind == above[0].kind):
        return None
    partial = above[0].kind == "PARTIAL"
    if not partial and not (is_d(above[0]) and is_d(below[0])):
        return None
    if partial and [each.kind for each in below] == ["PARTIAL", "NAME", "BRACKET"]:
        return _by_entry(above, below)
    by: list[tuple[Part, int]] = []
    spent: list[str] = [] if partial else ["d"]
    for index in range(0, len(below), 2):
        sign = below[index]
        name = below[index + 1] if index + 1 < len(below) else sign
        starts = sign.kind == "PARTIAL" if partial else is_d(sign)
        if not starts or sign.sup is not None or name is sign or name.kind != "NAME" or name.primes:
            return None
        by.append((name, _order(name, spent, code)))
        spent += [] if partial else ["d"]
    order = _order(above[0], spent, code)
    if order != sum(count for _, count in by):
        message = "the orders above and below differ"
        raise code.unreadable(message, part.token, r"write \frac{d^2}{dx^2}")
    return Derivative(above[1:], tuple(by), tuple(spent), partial)


def _by_entry(above: Row, below: Row) -> Derivative | None:
    r"""``\frac{\partial}{\partial x(j)}``, the derivative by the entry x(j) of a vector."""
    _, name, index = below
    marks = (above[0].sup, below[0].sup, name.sup, index.sup, index.sub)
    if any(mark is not None for mark in marks) or name.primes or index.primes or index.text != "(":
        return None
    return Derivative(above[1:], ((name, 1),), (), True, index)


def _order(part: Part, spent: list[str], code: Source) -> int:
    if part.sup is None:
        return 1
    if len(part.sup) != 1 or part.sup[0].kind != "NUMBER" or not part.sup[0].text.isdigit():
        raise code.not_checkable("the order of a derivative is a number 1, 2, 3, …", part.token)
    digits = part.sup[0].text
    if len(digits) > 3:
        raise code.too_large("the order of a derivative is too large", part.token)
    if int(digits) == 0:
        raise code.unreadable("the order of a derivative is a number 1, 2, 3, …", part.token)
    spent.append(digits)
    return int(digits)


def integrals_of(row: Row, code: Source, names: Names) -> dict[int, Integral]:
    """For every integral sign of a row its differentials."""
    found: dict[int, Integral] = {}
    opened: list[tuple[int, int, list[int]]] = []  # the sign, how many differentials it needs, and those so far
    count = 0
    loose = 0
    whole_before = False
    for index, part in enumerate(row):
        if part.kind == "INTEGRAL":
            count += 1
            if count > MAX_INTEGRALS:
                raise code.too_large(f"more than {MAX_INTEGRALS} integrals stand in one expression", part.token)
            opened.append((index, int(part.text), []))
            continue
        inside = part.kind == "FRACTION" and bool(opened) and _ends_fraction(part, code, names)
        whole = bool(opened) and _of_expression(row, index, names)
        if not inside and not whole and not is_differential(row, index, names):
            continue
        if not opened:
            loose += 1
            if whole_before:  # \int d(x + 1)\,dx
                message = "which d ends this integral can't be told"
                raise code.ambiguous(message, part.token, r"write \mathrm{d}(…), or another letter")
            continue
        if not inside and index and is_d(row[index - 1]) and "d" not in names.symbols:
            raise code.ambiguous(
                "which d ends this integral can't be told", row[index - 1].token, "declare d, or rename it"
            )
        sign, wanted, ends = opened[-1]
        ends.append(index)
        whole_before = whole_before or (whole and part.style != "UPRIGHT")
        if len(ends) == wanted:
            opened.pop()
            found[sign] = Integral(tuple(ends), inside)
    if opened:
        message = "no differential such as dx says with respect to what this integral is"
        raise code.not_checkable(message, row[opened[-1][0]].token)
    if loose and found and "d" in names.symbols:
        sign = min(found)
        message = "which d ends this integral can't be told"
        raise code.ambiguous(message, row[sign].token, r"write d \cdot x for a product")
    return found


def is_differential(row: Row, index: int, names: Names) -> bool:
    """Whether a d and a name begin there, as in ``dx``."""
    part = row[index]
    if not is_d(part) or part.sup is not None or index + 1 == len(row):
        return False
    name = row[index + 1]
    if name.kind != "NAME" or name.sup is not None or name.primes or (is_d(name) and "d" not in names.symbols):
        return False
    return part.style == "UPRIGHT" or "d" not in names.symbols | names.functions or part.end == name.start


def _of_expression(row: Row, index: int, names: Names) -> bool:
    """Whether a d stands before a bracket, which it differentiates: ``d(t/b)``."""
    known = "d" in names.functions | names.symbols
    before = index + 1 < len(row) and row[index + 1].kind == "BRACKET" and row[index + 1].text in ("(", "[")
    mark = before and (row[index + 1].sub is not None or row[index + 1].sup is not None or row[index + 1].primes > 0)
    return before and not mark and not known and is_d(row[index]) and row[index].sup is None


def _ends_fraction(part: Part, code: Source, names: Names) -> bool:
    """``\\frac{dx}{x}``: the numerator ends with a differential."""
    above = part.rows[0]
    if len(above) < 2 or not is_differential(above, len(above) - 2, names) or derivative_of(part, code) is not None:
        return False
    own = sum(int(each.text) for each in above if each.kind == "INTEGRAL")
    return own == 0 or sum(is_differential(above, index, names) for index in range(len(above))) > own
