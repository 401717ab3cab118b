"""Pieces of a file that know where they stand.

A step may run over several lines. A ``Span`` is its text in one piece, with enough kept
to turn an offset in it back into file, line and column, so that every complaint about
the piece points at the character that its author typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from derivex.errors import InputError, NoDerivation, NoFile, Place, TooLarge, Unreadable

MAX_FILE = 4_000_000  # bytes: a long book of derivations; beyond that it is something else

# what editors and browsers leave behind where people meant a blank
_BLANKS = str.maketrans(dict.fromkeys("\t\v\f\u00a0\u2007\u202f\u2009\u200a\u3000", " "))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its number from 1 and its text, blanks and tabs as spaces."""

    file: str
    number: int
    text: str

    def place(self, column: int = 1, width: int = 1) -> Place:
        return Place(self.file, self.number, column, self.text, width)


@dataclass(frozen=True, slots=True)
class Span:
    """Text with its places; ``marks`` are (offset, line, column) of each line's part."""

    text: str
    marks: tuple[tuple[int, Line, int], ...]

    @classmethod
    def of(cls, line: Line, start: int, stop: int | None = None) -> Span:
        """The part of a line between two offsets."""
        return cls(line.text[start:stop], ((0, line, start + 1),))

    def joined(self, other: Span) -> Span:
        """This piece, a space, and the other one."""
        shift = len(self.text) + 1
        marks = tuple((offset + shift, line, column) for offset, line, column in other.marks)
        return Span(f"{self.text} {other.text}", (*self.marks, *marks))

    def cut(self, start: int, stop: int | None = None) -> Span:
        """The part between two offsets, without blanks at its ends."""
        text = self.text[start:stop]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        inside = [mark for mark in self.marks if start < mark[0] < start + len(text)]
        offset, line, column = self._mark(start)
        first = (0, line, column + start - offset)
        return Span(text, (first, *((mark[0] - start, mark[1], mark[2]) for mark in inside)))

    def place(self, offset: int = 0, width: int = 1) -> Place:
        """Where the character at an offset stands in the file."""
        start, line, column = self._mark(max(0, offset))
        return line.place(column + max(0, offset) - start, width)

    def _mark(self, offset: int) -> tuple[int, Line, int]:
        return next((mark for mark in reversed(self.marks) if mark[0] <= offset), self.marks[0])

    @property
    def inner(self) -> Place:
        """A place for readers of the text alone; ``relocated`` turns it into a real one."""
        return Place(self.marks[0][1].file, 0, 1, self.text)

    def relocated(self, error: InputError) -> InputError:
        """The complaint of a reader of this piece's text, moved to where the piece stands."""
        place = error.place
        if place is not None and place.line != self.inner.line:
            return error  # about something that stands elsewhere, and already knows where
        real = self.place() if place is None else self.place(place.column - 1, place.width)
        return type(error)(error.value, place=real, remedy=error.remedy)


def load_bytes(path: str | Path, most: int = MAX_FILE) -> bytes:
    """The content of a file, one byte more than so many at most; a folder or a missing file is a NoDerivation."""
    place = Path(path)
    try:
        if place.is_dir():
            raise NoDerivation(f"{path} is a folder", remedy="name a file in it")
        with place.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise NoFile(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from None
    except ValueError:
        raise NoDerivation("no file can have this name", remedy="name a file") from None


def decode(data: bytes, file: str) -> str:
    """The text of a file in UTF-8; anything else is one clear complaint."""
    if len(data) > MAX_FILE:
        raise TooLarge(f"the file has more than {MAX_FILE:,} bytes", place=Place(file), remedy="split it")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("the file is text in UTF-16", place=Place(file), remedy="save it as UTF-8")
    if b"\0" in data:
        raise Unreadable("the file isn't text", place=Place(file), remedy="a derivation is Markdown or plain text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        raise Unreadable(
            f"the file isn't text in UTF-8: byte 0x{data[error.start]:02x} stands here",
            place=Place(file, line, column),
            remedy="save it as UTF-8",
        ) from None


def lines(text: str, file: str) -> tuple[Line, ...]:
    """The lines of a text, whichever way they end."""
    return tuple(Line(file, number, each) for number, each in enumerate(unified(text).split("\n"), start=1))


def unified(text: str) -> str:
    """The text with one kind of line end and of blank; every character keeps its line and column."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS)
