r"""What of a side with matrices is kept as it stands: functions of matrices, derivatives by them, primed letters.

All of it is read, so that nothing unreadable is passed over; what it means is left open. It is equal only to what is
written alike.

Contract: an ``Opaque`` with the letters that it rests on, or the complaint about what is inside of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from derivex.documents.concerning import Reader, concerns
from derivex.documents.letters import name_of, names_in
from derivex.documents.operands import Operand, Span
from derivex.matrices.expression import Expression, Opaque, Written, letters_of, parts_of

Inside = Callable[[Span], Expression]  # reads what stands between two offsets

_D = re.compile(r"\s*(?:\\mathrm\s*(?:\{\s*d\s*\}|d)|d|\\partial)\s*")
_DERIVES = re.compile(rf"{_D.pattern}(?:[A-Z\\]|\Z)")
_NOT_DERIVED = "a derivative by a matrix is not carried out"


def derives(reader: Reader, operand: Operand) -> bool:
    """Whether a fraction is a derivative by its looks."""
    return operand.kind == "fraction" and all(_DERIVES.match(reader.text(span)) for span in operand.inner)


def derivative(reader: Reader, content: list[Operand], index: int, inside: Inside) -> tuple[Expression, int]:
    """A derivative by a matrix, which isn't carried out: of what stands above, or in the brackets behind it."""
    operand = content[index]
    alone = _D.fullmatch(reader.text(operand.inner[0])) is not None
    if not alone:
        return Opaque(shown(reader, operand, operand), _letters(reader, operand), _NOT_DERIVED), index + 1
    of = content[index + 1] if index + 1 < len(content) else None
    behind = content[index + 2] if index + 2 < len(content) else None
    if of is None or of.kind != "bracket" or of.above is not None or (behind is not None and behind.kind != "sign"):
        raise reader.refused("what this derivative is of can't be told", operand)
    names = tuple(dict.fromkeys((*_letters(reader, operand), *letters_of(inside(of.inner[0])))))
    return Opaque(shown(reader, operand, of), names, _NOT_DERIVED), index + 2


def _letters(reader: Reader, operand: Operand) -> tuple[str, ...]:
    """The letters of a derivative, the signs of differentiation left out."""
    found = (each for span in operand.inner for each in names_in(reader.passage, span))
    letters = (name for name in found if reader.letters.stands_for_a_matrix(name))
    return tuple(dict.fromkeys(name for name in letters if _D.fullmatch(name) is None))


def shown(reader: Reader, first: Operand, last: Operand) -> str:
    """The text from one operand to another, its blanks made one kind."""
    return re.sub(r"\s+", " ", reader.text((first.start, last.stop)))


def opaque(reader: Reader, operand: Operand, inside: Inside, call: Operand | None = None) -> Expression:
    """What isn't looked into, with the letters that it rests on: a power, a function, or one with what it is of."""
    names: dict[str, None] = {}
    if call is not None:
        names.update(dict.fromkeys(letters_of(inside(call.inner[0])) if concerns(reader, call) else ()))
    if operand.kind in ("environment", "bracket", "bars"):
        raise reader.refused("this power of a matrix is not worked out", operand)
    inner = () if operand.kind == "name" else operand.inner
    for span in (*inner, *(() if operand.above is None else (operand.above,))):
        found = inside(span)
        names.update(dict.fromkeys(letters_of(found)))
        if any(isinstance(part, Written) for part in parts_of(found)):
            raise reader.refused("a function of a matrix is not worked out", operand)
    if operand.kind == "name" and name_of(operand, reader.passage) != "e":
        names[name_of(operand, reader.passage)] = None
    return Opaque(shown(reader, operand, call or operand), tuple(names))
