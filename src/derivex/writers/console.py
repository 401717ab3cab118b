"""How lines reach a terminal: colours where they can be seen, plain text everywhere else.

A line is a tuple of pieces, a piece a text with a style (``"good"``, ``"bad"``, …). What a
style looks like is decided here and nowhere else, and nothing is said by colour alone. Rich
is imported only for a stream that shows colours: a terminal without ``NO_COLOR``. A stream
whose encoding has no ``✓`` or ``²`` gets ASCII.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from typing import TextIO

Piece = tuple[str, str]
Line = tuple[Piece, ...]

WIDTH = 80  # what people read comfortably, whatever the terminal has
NARROWEST = 40
STYLES = {"good": "green", "bad": "bold red", "open": "yellow", "faint": "dim", "head": "bold", "reason": "cyan"}

SAMPLE = "✓✗−·²√…"  # what an encoding must have for the Unicode form
ASCII = {
    **dict(zip("−·…─│’–—→≤≥≠", ("-", "*", "...", "-", "|", "'", "-", "-", "->", "<=", ">=", "!="), strict=True)),
    "⇒": "=>",
    "⇔": "<=>",
    **dict(zip("✓✗π∞√²³", ("ok", "x", "pi", "oo", "sqrt ", "^2", "^3"), strict=True)),
    **dict(zip("⎛⎜⎝⎞⎟⎠", "/|\\\\|/", strict=True)),
}


def line(*pieces: str | Piece) -> Line:
    """A line; a bare text is a piece without a style.

    >>> line("= x", ("✓", "good"))
    (('= x', ''), ('✓', 'good'))
    """
    return tuple((piece, "") if isinstance(piece, str) else piece for piece in pieces)


def text(styled: Line) -> str:
    """What a line says, without its styles and without blanks at its end."""
    return "".join(piece for piece, _ in styled).rstrip()


def speaks_unicode(stream: TextIO) -> bool:
    """Whether a stream can show the marks and the signs of mathematics."""
    try:
        SAMPLE.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def width(stream: TextIO) -> int:
    """The columns to use: 80, or fewer in a narrow terminal."""
    if not stream.isatty():
        return WIDTH
    return max(NARROWEST, min(WIDTH, shutil.get_terminal_size().columns))


def emit(lines: Iterable[Line], stream: TextIO) -> None:
    """Print lines as they come, so that a slow one doesn't hold back those before it."""
    if not _shows_colour(stream):
        unicode = speaks_unicode(stream)
        for each in lines:
            shown = text(each)
            stream.write((shown if unicode else in_ascii(shown)) + "\n")
        return
    from rich.console import Console
    from rich.style import Style
    from rich.text import Text

    styles = {name: Style.parse(style) for name, style in STYLES.items()} | {"": Style.null()}
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    unicode = speaks_unicode(stream)
    for each in lines:
        shown_line = Text()
        for piece, style in each:
            shown_line.append(piece if unicode else in_ascii(piece), styles[style])
        console.print(shown_line)


def in_ascii(shown: str) -> str:
    """The text without what ASCII doesn't have.

    >>> in_ascii("✓ x² − 1")
    'ok x^2 - 1'
    """
    replaced = "".join(ASCII.get(character, character) for character in shown)
    return replaced.encode("ascii", "replace").decode("ascii")


def _shows_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()
