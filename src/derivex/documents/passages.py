"""Texts that know where they stand.

A ``Source`` is one file, or one cell of a notebook, with its lines. A ``Passage`` is a text
taken from it: copied in one piece, put together from several (quote marks, comments and
line prefixes left out), or put in place of something else (an expanded macro). Whatever
was done to it, every offset of the text has a place in the source.

The runs of a passage say how: each begins at an offset of the text, stands at an offset of
the source, and is either copied (character by character) or stands as a whole at one place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from derivex.errors import InputError, Place
from derivex.readers.source import unified

MAX_LINE = 5_000  # characters: an excerpt of a longer line helps nobody, and copies of it are dear

Run = tuple[int, int, bool]  # offset in the text, offset in the source, copied or not


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its name; ``starts`` are the offsets at which its lines begin."""

    file: str
    text: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False, compare=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of the character at an offset."""
        line = bisect_right(self.starts, max(0, offset)) - 1
        return line + 1, offset - self.starts[line] + 1

    def place(self, offset: int, width: int = 1) -> Place:
        line, column = self.position(offset)
        stop = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        start = self.starts[line - 1]
        shown = self.text[start:stop] if stop - start <= MAX_LINE else ""
        return Place(self.file, line, column, shown, width)

    def passage(self, start: int = 0, stop: int | None = None) -> Passage:
        """The part between two offsets, copied."""
        return Passage(self.text[start:stop], self, ((0, start, True),))


def source(file: str, text: str) -> Source:
    """A source; line ends and blanks become one kind, columns stay what they are."""
    text = unified(text)
    starts = [0]
    offset = text.find("\n")
    while offset >= 0:
        starts.append(offset + 1)
        offset = text.find("\n", offset + 1)
    return Source(file, text, tuple(starts))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and where it stands; ``runs`` are never empty and begin at offset 0."""

    text: str
    source: Source = field(repr=False)
    runs: tuple[Run, ...] = field(repr=False)

    def __str__(self) -> str:
        return self.text

    def at(self, offset: int) -> int:
        """The offset in the source of the character at an offset of the text."""
        start, stands, copied = self.runs[self._run(offset)]
        return stands + (max(0, offset) - start if copied else 0)

    def position(self, offset: int = 0) -> tuple[int, int]:
        """Line and column in the source."""
        return self.source.position(self.at(offset))

    def place(self, offset: int = 0, width: int = 1) -> Place:
        return self.source.place(self.at(offset), width)

    @property
    def inner(self) -> Place:
        """A place for readers of the text alone, columns counting its characters; see ``relocated``."""
        return Place(self.source.file, 0, 1, self.text)

    def relocated(self, error: InputError) -> InputError:
        """The complaint of a reader of this text, moved to where that stands in the source."""
        place = error.place
        if place is not None and place.line != 0:
            return error  # about something that stands elsewhere, and already knows where
        real = self.place() if place is None else self.place(place.column - 1, place.width)
        return type(error)(error.value, place=real, remedy=error.remedy)

    @property
    def copied(self) -> bool:
        """Whether it stands in the source character by character."""
        return all(run[2] for run in self.runs)

    def cut(self, start: int, stop: int | None = None) -> Passage:
        """The part between two offsets."""
        stop = len(self.text) if stop is None else min(stop, len(self.text))
        start = max(0, min(start, stop))
        first = self._run(start)
        runs = [(0, self.at(start), self.runs[first][2])]
        for index in range(first + 1, len(self.runs)):
            offset, stands, copied = self.runs[index]
            if offset >= stop:
                break
            runs.append((offset - start, stands, copied))
        return Passage(self.text[start:stop], self.source, tuple(runs))

    def stripped(self) -> Passage:
        """Without blanks at its ends."""
        text = self.text
        left = len(text) - len(text.lstrip())
        return self if left == 0 and text == text.rstrip() else self.cut(left, max(left, len(text.rstrip())))

    def standing(self, text: str) -> Passage:
        """Another text, which stands as a whole where this one begins."""
        return Passage(text, self.source, ((0, self.at(0), False),))

    def without(self, spans: Iterable[tuple[int, int]]) -> Passage:
        """What is left when parts between offsets, in order, are taken out."""
        kept, position = [], 0
        for start, stop in spans:
            if start > position:
                kept.append(self.cut(position, start))
            position = max(position, stop)
        if not kept and position == 0:
            return self
        return joined([*kept, self.cut(position)])

    def _run(self, offset: int) -> int:
        if len(self.runs) == 1:
            return 0
        return max(0, bisect_right(self.runs, (max(0, offset), len(self.source.text) + 1, True)) - 1)


def joined(passages: Iterable[Passage], glue: str = "") -> Passage:
    """Passages of one source after each other; the glue stands at the end of the one before it."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    last: Passage | None = None
    for passage in passages:
        if last is not None and glue:
            runs.append((length, last.at(max(0, len(last.text) - 1)), False))
            texts.append(glue)
            length += len(glue)
        if passage.text or last is None:
            runs += [(length + offset, stands, copied) for offset, stands, copied in passage.runs]
        texts.append(passage.text)
        length += len(passage.text)
        last = passage
    assert last is not None
    return Passage("".join(texts), last.source, tuple(_tidy(runs)))


def _tidy(runs: list[Run]) -> list[Run]:
    """Runs of empty texts left out: only the last run at an offset counts."""
    return [run for index, run in enumerate(runs) if index + 1 == len(runs) or runs[index + 1][0] > run[0]]
