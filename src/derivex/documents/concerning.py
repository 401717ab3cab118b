r"""What of a side concerns matrices, and what is a number like any other.

Contract: in doubt something concerns matrices; the reader of scalars never sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from derivex.documents.grids import kind_of
from derivex.documents.letters import TRACES, TRANSPOSING, Letters, arguments, bold, name_of
from derivex.documents.operands import Operand, Span, operands
from derivex.documents.passages import Passage
from derivex.errors import Ambiguous, InputError, NotCheckable, Place
from derivex.term import Term

_TRANSPOSE = re.compile(rf"(?:\s*-)?{TRANSPOSING.pattern}")


@dataclass(frozen=True, slots=True)
class Reader:
    """A passage, what its letters are, and the reader of its scalars."""

    passage: Passage
    letters: Letters
    scalar: Callable[[Passage], Term]

    def refused(self, said: str, at: Operand) -> InputError:
        return NotCheckable(said, place=self.at(at))

    def ambiguous(self, said: str, at: Operand, remedy: str = "use brackets") -> InputError:
        return Ambiguous(said, place=self.at(at), remedy=remedy)

    def at(self, operand: Operand) -> Place:
        return self.passage.place(operand.start, operand.stop - operand.start)

    def text(self, span: Span) -> str:
        return self.passage.text[slice(*span)]

    def inner(self, operand: Operand) -> list[Operand]:
        return operands(self.passage, operand.inner[0])


def concerns(reader: Reader, operand: Operand) -> bool:
    """Whether an operand is more than a number, or holds more."""
    if operand.kind == "environment":
        return bool(kind_of(operand.text))
    if raised_by_more(reader, operand):
        return True
    if operand.kind == "name":
        name = name_of(operand, reader.passage)
        return reader.letters.stands_for_a_matrix(name) or reader.letters.unit(name) or name in TRACES or bold(name)
    if operand.kind == "number":  # 0_{pn} and 1_n are matrices of zeros and a column of ones
        return operand.text in ("0", "1") and operand.below is not None
    if operand.kind in ("word", "angle"):
        return operand.text == r"\det" or operand.kind == "angle"
    parts = (part for span in operand.inner for part in arguments(reader.passage, span))
    return any(any_concerns(reader, part) for part in parts)


def raised_by_more(reader: Reader, operand: Operand) -> bool:
    """Whether what stands above an operand concerns matrices, and is no sign of a transpose."""
    if operand.above is None or _TRANSPOSE.fullmatch(reader.text(operand.above)):
        return False
    return any_concerns(reader, operand.above)


def any_concerns(reader: Reader, span: Span) -> bool:
    """Whether anything between two offsets does."""
    return any(concerns(reader, each) for each in operands(reader.passage, span))
