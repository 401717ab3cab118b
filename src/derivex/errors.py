"""What can be wrong with an input: one class, one sentence, a place and a remedy each.

A complaint is data until the edge turns it into text: its code, the place where it
arose, the offending value and what would be right. ``str(error)`` is the sentence that
the command line prints after ``file:line:column``; ``excerpt`` is the caret below it.

Nothing here is raised for hard mathematics: a bound that is hit while proving is the
verdict ``Undecided``, never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

EXCERPT_WIDTH = 78  # a caret line must fit a terminal of 80 columns


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line and column (from 1), and that line's text."""

    file: str = "<input>"
    line: int = 1
    column: int = 1
    text: str = ""
    width: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def shifted(self, columns: int, width: int = 1) -> Place:
        """The place so many columns further right on the same line."""
        return Place(self.file, self.line, self.column + columns, self.text, width)

    def excerpt(self) -> str:
        """The line and a caret under the place; long lines are cut around it."""
        if not self.text:
            return ""
        start = max(0, self.column - 1 - EXCERPT_WIDTH // 2)
        piece = self.text[start : start + EXCERPT_WIDTH - 8]
        lead, tail = ("…" if start else ""), ("…" if len(self.text) > start + len(piece) else "")
        column = len(lead) + self.column - 1 - start
        number = f"{self.line:>4} | "
        carets = "^" * max(1, min(self.width, len(piece) - (self.column - 1 - start)))
        return f"{number}{lead}{piece}{tail}\n     | {' ' * column}{carets}"


class InputError(Exception):
    """An input that can't be used; the base of all that follow."""

    code: ClassVar[str] = "input"
    sentence: ClassVar[str] = "{value}"

    def __init__(self, value: str = "", *, place: Place | None = None, remedy: str = "") -> None:
        self.value = value
        self.place = place
        self.remedy = remedy
        super().__init__(value)

    def __str__(self) -> str:
        sentence = self.sentence.format(value=self.value)
        return f"{sentence}; {self.remedy}" if self.remedy else sentence

    def at(self, place: Place) -> InputError:
        """The same complaint at a place, unless it already has one."""
        return self if self.place is not None else type(self)(self.value, place=place, remedy=self.remedy)

    def report(self) -> str:
        """``file:line:column: sentence`` and the excerpt with its caret."""
        if self.place is None:
            return str(self)
        excerpt = self.place.excerpt()
        return f"{self.place}: {self}" + (f"\n{excerpt}" if excerpt else "")


class Unreadable(InputError):
    """A text that is no expression of the notation."""

    code = "unreadable"


class Ambiguous(InputError):
    """A product that can't be told from a call, or the like."""

    code = "ambiguous"


class TooLarge(InputError):
    """An input, or a term built from it, beyond the bounds of size, depth or digits."""

    code = "too-large"


class UnknownRule(InputError):
    """A step names a rule that is not in the book."""

    code = "unknown-rule"
    sentence = 'no rule "{value}"'


class BadRule(InputError):
    """A rule that breaks one of the book's promises."""

    code = "bad-rule"


class BadGiven(InputError):
    """A given that can't be understood or that contradicts the others."""

    code = "bad-given"


class BadDefinition(InputError):
    """A definition that is cyclic, repeated, or of a name that is already taken."""

    code = "bad-definition"


class NoDerivation(InputError):
    """No derivation of that name or file, or a file without mathematics."""

    code = "no-derivation"


class NoFile(NoDerivation):
    """No file of that name, or one that may not be read."""


class Unsupported(InputError):
    """Mathematics that another system can express and terms can't, or the reverse."""

    code = "unsupported"


class NotCheckable(InputError):
    """Mathematics that is well written and that no term holds: a matrix, a sum without bounds, dots."""

    code = "not-checkable"


class WouldOverwrite(InputError):
    """A file that exists and that nobody allowed to replace."""

    code = "would-overwrite"
    sentence = "{value} exists"


class BadSettings(InputError):
    """Settings of a project that can't be understood: a key that there is not, or a value of the wrong kind."""

    code = "bad-settings"
