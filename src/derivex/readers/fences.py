"""Where the mathematics of a Markdown file stands: fenced ``calc`` blocks and their titles.

Fences are as Markdown has them: three or more backticks or tildes, closed by at least as
many of the same; a block inside another block is text. Fences may be indented, as in a
list. The title of a block is the nearest heading above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derivex.errors import Place, Unreadable
from derivex.readers.source import Line

_FENCE = re.compile(r"\s*(`{3,}(?=[^`]*$)|~{3,})\s*([^\s{]*)")
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one block of mathematics, its title, and where it begins."""

    lines: tuple[Line, ...]
    title: str
    place: Place


def blocks(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """Every ``calc`` block of a Markdown text; one that is never closed is Unreadable."""
    found: list[Block] = []
    title, previous = "", ""
    index = 0
    while index < len(lines):
        line = lines[index]
        opening = _FENCE.match(line.text)
        if opening is None:
            title = _heading(line.text, previous) or title
            previous = line.text
            index += 1
            continue
        end = _end(lines, index + 1, opening.group(1))
        if opening.group(2).lower() == "calc":
            place = line.place(opening.start(1) + 1, len(line.text.strip()))
            if end is None:
                remedy = f"write {opening.group(1)} on a line of its own below it"
                raise Unreadable("this block is never closed", place=place, remedy=remedy)
            found.append(Block(lines[index + 1 : end], title, place))
        index = len(lines) if end is None else end + 1
        previous = ""
    return tuple(found)


def _end(lines: tuple[Line, ...], start: int, fence: str) -> int | None:
    """The index of the line that closes a fence."""
    for index in range(start, len(lines)):
        text = lines[index].text.strip()
        if len(text) >= len(fence) and set(text) == {fence[0]}:
            return index
    return None


def _heading(text: str, previous: str) -> str:
    """The words of a heading, underlined ones included; "" if there is none."""
    match = _HEADING.match(text)
    if match is not None:
        return match.group(1)
    return previous.strip() if _UNDERLINE.match(text) and previous.strip() else ""
