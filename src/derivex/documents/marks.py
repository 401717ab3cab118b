"""Where formulas stand in a text: delimiters found in one pass, then paired.

Whoever calls says which parts are no text at all (code, comments, definitions of macros).
The rest is cut into marks: dollars, ``\\(`` and ``\\[``, ``\\begin`` and ``\\end``, ends of
paragraphs. An opening mark takes the next closing one of its kind, looked up in a sorted
list, so the work grows with the text and not with its square. Inline mathematics ends
with its paragraph. An environment is paired by a stack, in which one that is never closed
is dropped. What has no partner costs itself only: the search goes on right behind it.

Dollars are prices or shell variables as often as mathematics. Outside LaTeX an opening
dollar has no blank behind it, a closing one no blank before and no digit behind it, and
what they enclose doesn't read like prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from derivex.documents.formulas import INLINE_ENVIRONMENTS, MATH_ENVIRONMENTS
from derivex.documents.passages import Passage
from derivex.errors import InputError, Unreadable

MARK = (
    r"\\begin\s*\{(?P<begin>[A-Za-z]+\*?)\}|\\end\s*\{(?P<end>[A-Za-z]+\*?)\}"
    r"|(?P<double>\\\\[\[\]()])|(?P<bracket>\\[\[\]()])|(?P<command>\\[A-Za-z@]+)|\\.|(?P<dollar>\$)"
    r"|(?P<paragraph>\n[ \t]*\n)"
)
_MARK = re.compile(MARK, re.DOTALL)
_SINGLE = re.compile(MARK.replace(r"|(?P<double>\\\\[\[\]()])", ""), re.DOTALL)
_CLOSING = {"\\[": "\\]", "\\(": "\\)", "\\\\[": "\\\\]", "\\\\(": "\\\\)"}
_TEXT_GROUP = re.compile(r"\\(?:text\w*|mbox|intertext|shortintertext|operatorname\*?|math\w+)\s*\{[^{}]*\}")
_PROSE = re.compile(r"(?<![\\A-Za-z{^_])[A-Za-z]{2,}[,;:]?(?:\s+[A-Za-z]{2,}[,;:]?){2,}")
_PRICE = re.compile(r"\d[\d.,]*+[kKMB]?+(?:[\s-]+[A-Za-z]{3,}\b|[^\\]*\s(?:and|or|to|per|for)\s)")
_INDENT = 200  # columns looked at around a bracket
_BRACKET_LINE = re.compile(r"[ \t]*\\{1,2}\[(?:[ \t]*\n|[^\n\[]*\\[A-Za-z])")
_ARGUMENTS = re.compile(r"\s*(?:\[[a-zA-Z]\]|\{[^{}\n]{1,40}\})")
_ARGUMENT = re.compile(r"\s*\{[^{}\n]{0,200}\}|\s*\[[^\[\]\n]{0,200}\]")
_WITH_ARGUMENTS = frozenset({"alignat", "alignedat", "xalignat", "xxalignat", "IEEEeqnarray"})


class Mark(NamedTuple):
    start: int
    stop: int
    kind: str  # the delimiter itself, "begin", "end" or "paragraph"
    name: str


class Span(NamedTuple):
    """A formula: where it begins and ends, delimiters included, and where its content does."""

    start: int
    stop: int
    inner: int
    inner_stop: int
    environment: str
    display: bool


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a kind of document marks mathematics; ``aliases`` are macros for \\begin and \\end.

    ``environments`` are those that the author made of others, with the number of their arguments.
    """

    latex: bool = False
    doubled: bool = False  # \\[ and \\( with two backslashes, as some Markdown wants
    dollars: bool = True
    aliases: dict[str, tuple[str, str]] = field(default_factory=dict)
    environments: dict[str, tuple[str, int]] = field(default_factory=dict)


def marks(text: str, regions: Iterable[tuple[int, int, bool]], dialect: Dialect) -> list[Mark]:
    """The marks of a text outside regions (start, stop, whether it ends a paragraph), which are in order."""
    found: list[Mark] = []
    pattern = _MARK if dialect.doubled else _SINGLE
    position = 0
    for start, stop, ends in (*regions, (len(text), len(text), True)):
        for match in pattern.finditer(text, position, max(position, start)):
            mark = _mark(match, dialect)
            if mark is not None and mark.name in dialect.environments:
                mark = _made(mark, text, dialect)
            if mark is not None:
                found.append(mark)
        if ends:
            found.append(Mark(max(position, start), max(position, stop), "paragraph", ""))
        position = max(position, stop)
    return found


def _made(mark: Mark, text: str, dialect: Dialect) -> Mark:
    """The mark of the environment of which the author made another; its arguments belong to it."""
    name, count = dialect.environments[mark.name]
    stop = mark.stop
    for _ in range(count if mark.kind == "begin" else 0):
        argument = _ARGUMENT.match(text, stop)
        stop = stop if argument is None else argument.end()
    return Mark(mark.start, stop, mark.kind, name)


def _mark(match: re.Match[str], dialect: Dialect) -> Mark | None:
    kind = match.lastgroup
    if kind is None:
        return None
    start, stop = match.span()
    token = match.group()
    if kind in ("begin", "end"):
        return Mark(start, stop, kind, match[kind])
    if kind == "command":
        alias = dialect.aliases.get(token)
        return Mark(start, stop, *alias) if alias else None
    if kind == "dollar" and not dialect.dollars:
        return None
    return Mark(start, stop, "paragraph" if kind == "paragraph" else token, "")


def spans(passage: Passage, found: list[Mark], dialect: Dialect) -> tuple[list[Span], list[InputError]]:
    """The formulas between marks, in order, and what has no partner."""
    return _Pairing(passage, found, dialect).run()


class _Pairing:
    def __init__(self, passage: Passage, found: list[Mark], dialect: Dialect) -> None:
        self.passage, self.text, self.marks, self.dialect = passage, passage.text, found, dialect
        self.starts = [mark.start for mark in found]
        self.by_kind: dict[str, list[int]] = {}
        for index, mark in enumerate(found):
            self.by_kind.setdefault(mark.kind, []).append(index)
        dollars = self.by_kind.get("$", [])
        pairs = pairwise(dollars)
        self.by_kind["$$"] = [one for one, two in pairs if found[one].stop == found[two].start]
        self.partners = _environments(found)
        self.complaints: list[InputError] = []

    def run(self) -> tuple[list[Span], list[InputError]]:
        spans: list[Span] = []
        index = 0
        while index < len(self.marks):
            span = self._opened(index)
            if span is None:
                index += 2 if self._doubled(index) else 1
            else:
                spans.append(span)
                index = bisect_left(self.starts, span.stop, index + 1)
        return spans, self.complaints

    def _opened(self, index: int) -> Span | None:
        mark = self.marks[index]
        if mark.kind == "begin":
            return self._environment(index)
        if mark.kind in _CLOSING:
            return self._bracketed(index)
        if mark.kind != "$":
            return None
        return self._displayed(index) if self._doubled(index) else self._inline(index)

    def _doubled(self, index: int) -> bool:
        two = self.marks[index : index + 2]
        return len(two) == 2 and two[0].kind == two[1].kind == "$" and two[0].stop == two[1].start

    def _next(self, kind: str, index: int) -> int | None:
        """The first mark of a kind after one."""
        places = self.by_kind.get(kind, [])
        found = bisect_left(places, index + 1)
        return places[found] if found < len(places) else None

    def _paragraph_ends(self, index: int, stop: int) -> bool:
        end = self._next("paragraph", index)
        return end is not None and self.marks[end].start < stop

    def _environment(self, index: int) -> Span | None:
        mark = self.marks[index]
        base = mark.name.removesuffix("*")
        if base not in MATH_ENVIRONMENTS:
            return None
        partner = self.partners.get(index)
        if partner is None:
            return self._alone(mark, f"\\begin{{{mark.name}}} is never closed", f"write \\end{{{mark.name}}}")
        end, inner = self.marks[partner], mark.stop
        argument = _ARGUMENTS.match(self.text, inner, end.start)
        if argument is not None and (base in _WITH_ARGUMENTS or "[" in argument.group()):
            inner = argument.end()
        return Span(mark.start, end.stop, inner, end.start, mark.name, base not in INLINE_ENVIRONMENTS)

    def _bracketed(self, index: int) -> Span | None:
        mark = self.marks[index]
        closing = self._next(_CLOSING[mark.kind], index)
        again = self._next(mark.kind, index)
        display = mark.kind.endswith("[")
        if closing is None or (again is not None and again < closing):
            if not self.dialect.latex and not self._displays(mark):
                return None
            return self._alone(mark, f"{mark.kind} is never closed", f"write {_CLOSING[mark.kind]}")
        end = self.marks[closing]
        prose = _reads_like_prose(self.text, mark.stop, end.start)
        if prose and not self.dialect.latex:
            return None  # Markdown writes a bracket that is no link so
        if self._paragraph_ends(index, end.start) and (prose or not display):
            return self._alone(mark, f"{mark.kind} isn't closed in its paragraph", f"write {_CLOSING[mark.kind]}")
        return Span(mark.start, end.stop, mark.stop, end.start, mark.kind, display)

    def _displays(self, mark: Mark) -> bool:
        """Whether a bracket outside of LaTeX is meant as mathematics: it begins a line, and a command follows."""
        line = self.text.rfind("\n", max(0, mark.start - _INDENT), mark.start) + 1
        return _BRACKET_LINE.match(self.text, line if line else mark.start, mark.stop + _INDENT) is not None

    def _displayed(self, index: int) -> Span | None:
        mark = self.marks[index]
        closing = self._next("$$", index + 1)
        if closing is None:
            return self._alone(mark, "$$ is never closed", "write $$")
        end = self.marks[closing]
        if _reads_like_prose(self.text, mark.start + 2, end.start) and self._paragraph_ends(index, end.start):
            return self._alone(mark, "$$ isn't closed before the next paragraph", "write $$")
        return Span(mark.start, end.stop + 1, mark.start + 2, end.start, "$$", True)

    def _inline(self, index: int) -> Span | None:
        mark, text = self.marks[index], self.text
        closing = self._next("$", index)
        careful = not self.dialect.latex
        if closing is None or self._paragraph_ends(index, self.marks[closing].start):
            return None if careful else self._alone(mark, "$ isn't closed in its paragraph", "write $")
        start, stop = mark.stop, self.marks[closing].start
        prose = _reads_like_prose(text, start, stop)
        if careful:
            behind = text[stop + 1 : stop + 2]
            if text[start].isspace() or text[stop - 1].isspace() or behind.isdigit() or self._doubled(closing):
                return None
            if prose or (text[start].isdigit() and _PRICE.match(text, start, stop)):
                return None
        elif prose:
            return self._alone(mark, "$ encloses prose", "close it before the prose, or write \\$")
        return Span(mark.start, stop + 1, start, stop, "$", False)

    def _alone(self, mark: Mark, said: str, remedy: str) -> Span | None:
        place = self.passage.place(mark.start, mark.stop - mark.start)
        self.complaints.append(Unreadable(said, place=place, remedy=remedy))
        return None


def _environments(found: list[Mark]) -> dict[int, int]:
    """For the index of every \\begin that is closed, that of its \\end."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    waiting: dict[str, int] = {}
    for index, mark in enumerate(found):
        if mark.kind == "begin":
            opened.append(index)
            waiting[mark.name] = waiting.get(mark.name, 0) + 1
        elif mark.kind == "end" and waiting.get(mark.name):
            while True:
                last = opened.pop()
                waiting[found[last].name] -= 1
                if found[last].name == mark.name:
                    partners[last] = index
                    break
    return partners


def _reads_like_prose(text: str, start: int, stop: int) -> bool:
    """Three words in a row, outside \\text and its like."""
    return _PROSE.search(_TEXT_GROUP.sub(" ", text[start:stop])) is not None
