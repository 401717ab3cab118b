"""Formulas of reStructuredText, and of plain text, which is the same with nothing passed over.

Mathematics are the role ``:math:`` and the directive ``.. math::`` with its indented block,
in which a blank line begins the next formula, and what stands between the delimiters of
LaTeX. Literal blocks, code directives, doctests and ``literals`` are passed over. A comment
``.. derivex: given x > 0`` is a directive.
"""

from __future__ import annotations

import re

from derivex.documents.finding import Found, scan
from derivex.documents.formulas import Border, Scanned
from derivex.documents.marks import Dialect, Span
from derivex.documents.passages import Passage

_ROLE = re.compile(r":math:`(?P<math>[^`]*)`|``(?:[^`\n]|\n(?![ \t]*\n)|`(?!`))+`{2,}|`[^`]*`_{0,2}|\\.")
_DIRECTIVE = re.compile(r"\s*\.\. (?:(?P<name>[\w-]+)::[ \t]*(?P<argument>[^\n]*)|(?P<comment>[^\n]*))")
_OPTION = re.compile(r"\s*:[\w-]+:[^\n]*")
_CODE = frozenset(
    [
        "code",
        "code-block",
        "sourcecode",
        "literalinclude",
        "parsed-literal",
        "highlight",
        "plot",
        "jupyter-execute",
        "ipython",
        "raw",
    ]
)
_COMMENT = re.compile(r"^[ \t]*(?:%|#|//|<!--)[ \t]*(?P<said>derivex[ \t]*:[^\n]*?)[ \t]*(?:-->)?$", re.MULTILINE)
_UNDERLINE = re.compile(r"([=\-~^\"'#*+.:_`])\1{2,}\s*$")


def structured(passage: Passage) -> Scanned:
    """The formulas, directives and headings of a reStructuredText."""
    lines = _lines(passage.text)
    found = Found()
    index = 0
    while index < len(lines):
        index = _block(passage, lines, index, found)
    _roles(passage, found)
    return scan(passage, found, Dialect())


def plain(passage: Passage) -> Scanned:
    """The formulas of a plain text; a dumped notebook is one. Directives are lines of comment of any kind."""
    found = Found()
    for match in _COMMENT.finditer(passage.text):
        found.comment(passage, *match.span("said"))
        found.passed.append((*match.span(), False))
    return scan(passage, found, Dialect())


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Start, stop and indent of every line; the indent of a blank one is -1."""
    found, position = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        indent = len(line) - len(line.lstrip()) if bare else -1
        found.append((position, position + len(line), indent))
        position += len(line) + 1
    return found


def _block(passage: Passage, lines: list[tuple[int, int, int]], index: int, found: Found) -> int:
    """Reads what begins at a line; the index of the line behind it."""
    start, stop, indent = lines[index]
    text = passage.text
    if indent < 0:
        return index + 1
    line = text[start:stop]
    match = _DIRECTIVE.match(line)
    if match is not None:
        end = _body_end(lines, index, indent)
        if match["name"] == "math":
            _math(passage, lines, index, end, start + match.start("argument"), found)
        elif match["name"] in _CODE:
            found.passed.append((start, lines[end - 1][1], True))
        elif match["name"] is None:
            found.passed.append((start, lines[end - 1][1], True))
            found.comment(passage, start + match.start("comment"), stop)
        else:
            return index + 1
        return end
    if line.lstrip().startswith(">>> "):
        end = index
        while end < len(lines) and lines[end][2] >= 0:
            end += 1
        found.passed.append((start, lines[end - 1][1], True))
        return end
    if _UNDERLINE.match(line) and index and lines[index - 1][2] >= 0:
        found.items.append(Border(passage.cut(lines[index - 1][0], stop), passage.at(start)))
        found.passed.append((stop, stop, True))
    elif line.rstrip().endswith("::"):
        end = _body_end(lines, index, indent)
        if end > index + 1:
            found.passed.append((lines[index + 1][0], lines[end - 1][1], True))
        return end
    return index + 1


def _body_end(lines: list[tuple[int, int, int]], index: int, indent: int) -> int:
    """The index behind the last line that is indented below a line."""
    end = last = index + 1
    while end < len(lines) and (lines[end][2] < 0 or lines[end][2] > indent):
        end += 1
        if lines[end - 1][2] >= 0:
            last = end
    return last


def _math(
    passage: Passage, lines: list[tuple[int, int, int]], index: int, end: int, argument: int, found: Found
) -> None:
    """The formulas of a directive: paragraphs of its argument and its block."""
    text = passage.text
    opened, closing = lines[index][0], lines[end - 1][1]
    found.passed.append((opened, closing, True))
    parts: list[tuple[int, int]] = []
    begin: int | None = argument if argument < lines[index][1] else None
    last = lines[index][1]
    for start, stop, indent in lines[index + 1 : end]:
        if indent < 0 or (begin is None and not parts and _OPTION.fullmatch(text, start, stop)):
            if begin is not None:
                parts.append((begin, last))
                begin = None
            continue
        begin, last = (start if begin is None else begin), stop
    if begin is not None:
        parts.append((begin, last))
    for start, stop in parts:
        found.formulas.append(Span(start, stop, start, stop, ".. math::", True))


def _roles(passage: Passage, found: Found) -> None:
    text, position = passage.text, 0
    for start, stop, _ in [*sorted(found.passed), (len(text), len(text), True)]:
        for match in _ROLE.finditer(text, position, max(position, start)):
            if match["math"] is not None:
                found.formulas.append(Span(*match.span(), *match.span("math"), ":math:", False))
            elif match.group()[0] == "`":
                found.passed.append((*match.span(), False))
        position = max(position, stop)
    found.passed.sort()
