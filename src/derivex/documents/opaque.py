r"""What of a side with matrices is kept as it stands: functions of matrices, derivatives by them, primed letters.

All of it is read, so that nothing unreadable is passed over; what it means is left open. It is equal only to what is
written alike.

Contract: an ``Opaque`` with the letters that it rests on, or the complaint about what is inside of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from derivex.documents.concerning import Reader, concerns
from derivex.documents.letters import arguments, name_of, names_in
from derivex.documents.operands import Operand, Span
from derivex.matrices.expression import Expression, Opaque, Written, letters_of, parts_of
from derivex.notation.latex_commands import CONTROLS

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


def a_function(operand: Operand) -> bool:
    r"""Whether a command is a function of numbers: ``\log``."""
    return CONTROLS.get(operand.text[1:], ("", ""))[0] == "FUNCTION"


def applies(reader: Reader, content: list[Operand], index: int) -> bool:
    r"""Whether a function of numbers stands before brackets or bars that hold matrices: ``\log |A|``."""
    if content[index].kind != "word" or not a_function(content[index]) or index + 1 == len(content):
        return False
    return content[index + 1].kind in ("bracket", "bars") and concerns(reader, content[index + 1])


def called(reader: Reader, operand: Operand, bracket: Operand, inside: Inside) -> Expression:
    """A function of something, ``p(y | x)``, without the exponent of its bracket; it rests on all names in it."""
    names = [*names_in(reader.passage, bracket.inner[0])]
    if operand.kind == "name":
        names.insert(0, name_of(operand, reader.passage))
    for part in arguments(reader.passage, bracket.inner[0]):
        blank = not reader.text(part).strip(" \\,;")
        if not blank and any(isinstance(each, Written) for each in parts_of(inside(part))):
            raise reader.refused("a function of a matrix is not worked out", operand)
    stop = bracket.stop
    if bracket.above is not None:
        stop = reader.passage.text.rindex("^", bracket.inner[0][1], bracket.above[0])
    latex = re.sub(r"\s+", " ", reader.text((operand.start, stop))).strip()
    return Opaque(latex, tuple(dict.fromkeys(names)))


def reaching(reader: Reader, content: list[Operand], index: int, inside: Inside) -> Expression:
    """A sum, an integral or a limit of matrices, up to the end of its term."""
    if index + 1 == len(content):
        raise reader.refused("what this is of can't be told", content[index])
    span = (content[index + 1].start, content[-1].stop)
    if any(isinstance(part, Written) for part in parts_of(inside(span))):
        raise reader.refused("a sum, an integral or a limit of matrices is not worked out", content[index])
    names = (name for name in names_in(reader.passage, span) if _D.fullmatch(name) is None)
    return Opaque(shown(reader, content[index], content[-1]), tuple(dict.fromkeys(names)))


def opaque(reader: Reader, operand: Operand, inside: Inside) -> Expression:
    """What isn't looked into, with the letters that it rests on: a power, a function, an expectation."""
    names: dict[str, None] = {}
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
    return Opaque(shown(reader, operand, operand), tuple(names))
