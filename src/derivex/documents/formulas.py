"""What is found in a document: formulas, directives, macros, and files that are read in.

A formula is the text between its delimiters, with the prose around it. Its text and prose
are passages, so every character of them has a line and a column. What can't be used is
data too: a complaint with its place, which costs one formula and never the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from derivex.documents import symbols
from derivex.documents.passages import Passage
from derivex.errors import InputError, TooLarge, Unreadable

MAX_FORMULA = 50_000  # characters: longer is no formula that anybody reads
PROSE = 400  # characters of prose kept on each side of a formula

DIRECTIVES = frozenset({"given", "let", "skip", "derivation", "claim", "rule", "axiom", "by", "line", "end"})
DISPLAY_ENVIRONMENTS = symbols.ROWS - {"math"}
INLINE_ENVIRONMENTS = frozenset({"math"})
MATH_ENVIRONMENTS = DISPLAY_ENVIRONMENTS | INLINE_ENVIRONMENTS

_STRUCTURE = re.compile(
    r"\\(?P<end>begin|end)\s*\{(?P<name>[^{}\n]*)\}|\\(?P<side>left|right)(?![A-Za-z])|\\.|[{}]", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics in a document; ``environment`` is what delimits it: ``align*``, ``$$``, ``\\(``."""

    passage: Passage
    display: bool
    environment: str
    before: Passage
    after: Passage
    offset: int  # where it begins in its source, delimiter included

    @property
    def text(self) -> str:
        return self.passage.text

    def position(self, offset: int = 0) -> tuple[int, int]:
        """Line and column of a character of the text."""
        return self.passage.position(offset)


@dataclass(frozen=True, slots=True)
class Directive:
    """What is told to derivex in a comment: ``given``, ``let`` or ``skip``; and what marks a derivation off.

    That begins at ``derivation`` with its title and stops at ``end``; between them ``claim`` says what is shown,
    ``by`` and ``line`` what the display doesn't say of a step: its number, and its reasons or its line in plain
    notation.
    """

    kind: str
    passage: Passage
    offset: int


@dataclass(frozen=True, slots=True)
class Macro:
    """``\\newcommand`` and its like; ``default`` is the text of an optional first argument.

    One that isn't ``understood`` can't be expanded, and has no body.
    """

    name: str
    arguments: int
    default: str | None
    body: str
    offset: int
    understood: bool = True
    starred: bool = False  # a star behind its name changes nothing
    let: bool = False  # the meaning of another command, given in the body


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A place at which another file is read in."""

    name: str
    passage: Passage
    offset: int


@dataclass(frozen=True, slots=True)
class Border:
    """A heading: what follows is about something else.

    ``fresh`` tells that it is a text of its own, such as the next docstring, in which nothing said before holds.
    """

    passage: Passage
    offset: int
    fresh: bool = False


Item = Formula | Directive | Macro | Inclusion | Border


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one source holds, in the order in which it stands there, and the complaints about it."""

    items: tuple[Item, ...] = ()
    complaints: tuple[InputError, ...] = ()


def ordered(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: item.offset))


def damage(passage: Passage) -> InputError | None:
    """What is wrong with the braces and environments of a formula, or None."""
    if len(passage.text) > MAX_FORMULA:
        return TooLarge(f"this formula has more than {MAX_FORMULA:,} characters", place=passage.place())
    opened: list[tuple[str, int]] = []
    for match in _STRUCTURE.finditer(passage.text):
        kind, name = match["end"], match["name"]
        token = match.group()
        if token == "{" or kind == "begin":
            opened.append((name if kind else "{", match.start()))
        elif token == "}" or kind == "end":
            wanted = name if kind else "{"
            if not opened or opened[-1][0] != wanted:
                return _unbalanced(passage, token, match.start())
            opened.pop()
    if opened:
        name, offset = opened[-1]
        return _unbalanced(passage, "{" if name == "{" else f"\\begin{{{name}}}", offset)
    return None


def _unbalanced(passage: Passage, token: str, offset: int) -> Unreadable:
    place = passage.place(offset, len(token))
    said = token if len(token) <= 40 else f"{token[:40]}…"
    return Unreadable(f'"{said}" has no partner; this formula is left out', place=place, remedy="close what is opened")
