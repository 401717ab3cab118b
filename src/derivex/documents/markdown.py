"""Formulas of Markdown, MyST and Quarto: what is code, quoted or a comment.

Lines are read in one pass, as CommonMark has its blocks: fences, indented code, quotes,
lists, front matter, headings; the marks of a quote are taken out of the text, and a
display is never cut by what looks like Markdown inside it. Then code spans, HTML comments
and raw HTML are passed over. Mathematics are the delimiters of ``documents.marks``, fences
called ``math`` or ``{math}``, directives between colons, and the roles {math}`x` and $`x`$.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from derivex.documents.finding import Found, scan
from derivex.documents.formulas import Border, Scanned
from derivex.documents.marks import Dialect, Span
from derivex.documents.passages import Passage, joined

_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_FENCE = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(`{3,}(?=[^`]*$)|~{3,}|:{3,}(?=\s*\{math\}))\s*([^\s`]*)")
_MATH_FENCES = ("math", "{math}", "{.math}")
_OPTION = re.compile(r"\s*:[\w-]+:.*|\s*")
_ITEM = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])( +|$)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_DISPLAY = re.compile(r"\s*(?:\$\$|\\\\?\[|\\begin\{([A-Za-z]+\*?)\})")
_RAW = re.compile(
    r"(?P<ticks>`+)|<!--|<(?P<tag>pre|code|script|style)\b[^>]{0,500}>|\\.|(?P<paragraph>\n[ \t]*\n)", re.IGNORECASE
)


@dataclass(slots=True)
class _Lines:
    """The state between two lines."""

    fence: str = ""
    content: int = 0  # where the text of the list item begins; 0 outside of lists
    blank: bool = True
    code: bool = False
    closing: str = ""  # what ends the display that is open
    found: Found = field(default_factory=Found)


def markdown(passage: Passage, *, code: bool = True) -> Scanned:
    """The formulas, directives, macros and headings of a Markdown text.

    ``code`` says whether indented lines are code; in the text of a docstring they aren't.
    """
    passage = _unquoted(passage)
    text = passage.text
    state = _Lines()
    found = state.found
    opened, math = 0, False
    position = _front_matter(text)
    if position:
        found.passed.append((0, position, True))
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        line = text[position:stop]
        if state.fence:
            if _closes(line, state.fence):
                _fenced(passage, opened, position, stop, math, found)
                state.fence = ""
        else:
            fence = _FENCE.match(line)
            if fence is not None or _HEADING.match(line):
                state.closing = ""  # no display holds a fence or a heading: it was never closed
            if fence is not None:
                opened, math = position, fence[2].lower() in _MATH_FENCES
                state.fence, state.blank, state.code = fence[1], False, False
            else:
                _line(passage, position, stop, line, state, code)
        position = stop + 1
    if state.fence:
        _fenced(passage, opened, len(text), len(text), False, found)
    _spans(passage, found)
    return scan(passage, found, Dialect(doubled=True))


def _line(passage: Passage, position: int, stop: int, line: str, state: _Lines, code: bool) -> None:
    """One line outside of fences."""
    if state.closing:
        if state.closing in line:
            state.closing = ""
        state.blank = False
        return
    if not line.strip():
        state.blank = True
        return
    spread = line.expandtabs(4)
    indent = len(spread) - len(spread.lstrip())
    item = _ITEM.match(spread)
    if code and (state.blank or state.code) and indent >= state.content + 4:
        state.found.passed.append((position, stop, True))
        state.code, state.blank = True, False
        return
    if item is not None and len(item[1]) < state.content + 4 and (state.blank or state.content or item[3]):
        state.content = len(item[1]) + len(item[2]) + (len(item[3]) if 1 <= len(item[3]) <= 4 else 1)
    elif state.blank and indent < state.content:
        state.content = indent if indent >= 2 else 0
    if _HEADING.match(line) or (not state.blank and _UNDERLINE.fullmatch(line)):
        state.found.passed.append((stop, stop, True))
        state.found.items.append(Border(passage.cut(position, stop), passage.at(position)))
    display = _DISPLAY.match(line)
    if display is not None:
        closing = _closing(display.group().strip(), display[1])
        if closing not in line[display.end() :]:
            state.closing = closing
    state.code, state.blank = False, False


def _closing(opening: str, environment: str | None) -> str:
    if environment is not None:
        return f"\\end{{{environment}}}"
    return "$$" if opening == "$$" else opening[:-1] + "]"


def _closes(line: str, fence: str) -> bool:
    text = line.strip()
    return len(text) >= len(fence) and set(text) == {fence[0]}


def _fenced(passage: Passage, opened: int, closing: int, stop: int, math: bool, found: Found) -> None:
    """A fence from the line that opens it to the one that closes it."""
    text = passage.text
    found.passed.append((opened, stop, True))
    if not math:
        return
    start = text.find("\n", opened, closing) + 1
    while 0 < start < closing:  # options and blank lines in front
        end = text.find("\n", start, closing)
        if end < 0 or not _OPTION.fullmatch(text, start, end):
            break
        start = end + 1
    if 0 < start < closing:
        found.formulas.append(Span(opened, stop, start, closing, "math", True))


def _unquoted(passage: Passage) -> Passage:
    """The text without the marks of quotes, except where a display runs."""
    text = passage.text
    if ">" not in text:
        return passage
    pieces: list[Passage] = []
    kept = position = 0
    closing = fence = ""
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        quote = None if closing or fence else _QUOTE.match(text, position, stop)
        start = position
        if quote is not None:
            pieces.append(passage.cut(kept, position))
            kept = start = quote.end()
        else:
            line = text[start:stop]
            opening = _FENCE.match(line)
            display = _DISPLAY.match(line)
            if fence:
                fence = "" if _closes(line, fence) else fence
            elif closing:
                closing = "" if closing in line or not line.strip() else closing
            elif opening is not None:
                fence = opening[1]
            elif display is not None:
                sought = _closing(display.group().strip(), display[1])
                closing = "" if sought in line[display.end() :] else sought
        position = stop + 1
    return joined([*pieces, passage.cut(kept)]) if pieces else passage


def _front_matter(text: str) -> int:
    if not text.startswith("---\n"):
        return 0
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(text, 4)
    return 0 if end is None else end.end()


def _spans(passage: Passage, found: Found) -> None:
    """Code spans, comments and raw HTML outside of what is passed over already."""
    text = passage.text
    blocks = [(start, stop) for start, stop, _ in found.passed]
    ticks: dict[int, list[int]] = {}
    ends: list[int] = []
    events: list[re.Match[str]] = []
    position = 0
    for start, stop in [*blocks, (len(text), len(text))]:
        for match in _RAW.finditer(text, position, max(position, start)):
            events.append(match)
            if match["ticks"]:
                ticks.setdefault(len(match["ticks"]), []).append(match.start())
            elif match["paragraph"]:
                ends.append(match.start())
        if stop > start:
            ends.append(start)
        position = max(position, stop)
    position = 0
    missing: set[str] = set()
    for match in events:
        if match.start() < position or match["paragraph"]:
            continue
        if match["ticks"]:
            position = _code(text, match, ticks[len(match["ticks"])], ends, found)
        elif match.group() == "<!--":
            position = _passed(passage, match, "-->", missing, found)
        elif match["tag"]:
            position = _passed(passage, match, f"</{match['tag']}>", missing, found)
    found.passed.sort()


def _code(text: str, match: re.Match[str], places: list[int], ends: list[int], found: Found) -> int:
    """Passes over a code span, or takes it as mathematics if it is a role for that."""
    start, inner = match.span()
    following = bisect_right(places, start)
    end = bisect_right(ends, start)
    limit = ends[end] if end < len(ends) else len(text)
    if following >= len(places) or places[following] > limit:
        return inner
    closing = places[following]
    stop = closing + inner - start
    if text.endswith("{math}", max(0, start - 6), start):
        found.formulas.append(Span(start - 6, stop, inner, closing, "{math}", False))
    elif text[start - 1 : start] == "$" and text[stop : stop + 1] == "$":
        found.formulas.append(Span(start - 1, stop + 1, inner, closing, "$`", False))
        return stop + 1
    else:
        found.passed.append((start, stop, False))
    return stop


def _passed(passage: Passage, match: re.Match[str], closing: str, missing: set[str], found: Found) -> int:
    text = passage.text
    stop = -1 if closing in missing else text.find(closing, match.end())
    if stop < 0:
        missing.add(closing)
        return match.end()
    if closing == "-->":
        found.comment(passage, match.end(), stop)
    # a comment may stand in the middle of a sentence
    found.passed.append((match.start(), stop + len(closing), "\n\n" in text[match.start() : stop]))
    return stop + len(closing)
