"""Macros of an author, where they are defined.

``\\newcommand`` and its like, ``\\def`` with undelimited arguments, ``\\let``,
``\\DeclareMathOperator`` and ``\\DeclarePairedDelimiter`` are read; nothing else of TeX is. A
definition that isn't understood is kept as such, so that nobody takes the name for
what it means elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from derivex.documents.formulas import Macro

MAX_BODY = 5_000  # characters of a macro: longer is a page layout, no mathematics

_KEYWORD = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)|\\(?P<kind>(?:re)?newcommand|providecommand|DeclareRobustCommand"
    r"|DeclareMathOperator|DeclarePairedDelimiter|(?:New|Renew|Provide|Declare)DocumentCommand|[gex]?def|let)"
    r"(?![A-Za-z@])\*?|\\.",
    re.DOTALL,
)
_ENVIRONMENT = re.compile(
    r"\\(?:re)?newenvironment\*?\s*\{\s*(?P<name>[A-Za-z]+\*?)\s*\}\s*(?:\[(?P<count>[0-9])\])?\s*"
    r"(?:\[[^\[\]]{0,200}\]\s*)?\{"
)
_OPENING = re.compile(r"\s*\{")
_BEGINS = re.compile(r"\\begin\s*\{([A-Za-z]+\*?)\}\s*(?=\})")
_ENDS = re.compile(r"\s*\\end\s*\{([A-Za-z]+\*?)\}")
_LET = re.compile(r"\s*=?\s?(\\[A-Za-z@]+)")
BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_NAME = re.compile(r"\s*(?:\{\s*(\\(?:[A-Za-z@]+|[^A-Za-z\s{}]))\s*\}|(\\(?:[A-Za-z@]+|[^A-Za-z\s{}])))")
_COUNT = re.compile(r"\s*\[([0-9])\](?:\s*\[([^\[\]]{0,200})\])?")
_PARAMETERS = re.compile(r"\s*((?:#[1-9])*)\s*(?=\{)")
_PAIR = re.compile(r"\s*\{\s*(\\[A-Za-z]+|\\?[^\sA-Za-z{}\\])\s*\}\s*\{\s*(\\[A-Za-z]+|\\?[^\sA-Za-z{}\\])\s*\}")
_MANDATORY = re.compile(r"\s*\{([m\s]{0,20})\}")
_HIDDEN = re.compile(r"(?<!\\)%[^\n]*\n?[ \t]*")


def definitions(text: str, *, comments: bool) -> tuple[list[Macro], list[tuple[int, int]]]:
    """The macros that a text defines, and the parts of it that do so.

    ``comments`` says whether a percent sign hides the rest of its line.
    """
    macros: list[Macro] = []
    spans: list[tuple[int, int]] = []
    partners: dict[int, int] | None = None
    position = 0
    while (match := _KEYWORD.search(text, position)) is not None:
        position = match.end() if comments or match["comment"] is None else match.start() + 1
        if match["kind"] is None:
            continue
        if partners is None:
            partners = _partners(text)
        macro, stop = _definition(text, match, partners)
        if macro is not None:
            macros.append(macro)
        if stop > match.start():
            spans.append((match.start(), stop))
            position = stop
    return macros, spans


def environments(text: str) -> tuple[dict[str, tuple[str, int]], list[tuple[int, int]]]:
    r"""The environments that a text makes of others, each with that other and its arguments, and where it does so.

    >>> environments(r"\newenvironment{eqn}[1]{\begin{equation}}{\end{equation}}")[0]
    {'eqn': ('equation', 1)}
    """
    found: dict[str, tuple[str, int]] = {}
    spans: list[tuple[int, int]] = []
    partners = _partners(text) if "newenvironment" in text else {}
    for match in _ENVIRONMENT.finditer(text):
        middle = partners.get(match.end() - 1)
        ending = None if middle is None else _OPENING.match(text, middle + 1)
        stop = None if ending is None else partners.get(ending.end() - 1)
        if middle is None or ending is None or stop is None:
            continue
        spans.append((match.start(), stop + 1))
        begin = _BEGINS.search(text, match.end(), middle + 1)
        end = _ENDS.match(text, ending.end(), stop)
        if begin is not None and end is not None and begin[1] == end[1]:
            found[match["name"]] = (begin[1], int(match["count"] or 0))
    return found, spans


def _definition(text: str, match: re.Match[str], partners: Mapping[int, int]) -> tuple[Macro | None, int]:
    """The macro that is defined, if it has a name, and where that ends."""
    named = _NAME.match(text, match.end())
    if named is None:
        return None, match.start()
    name, position = named[1] or named[2], named.end()
    unknown = Macro(name, 0, None, "", match.start(), understood=False)
    if match["kind"] == "let":
        other = _LET.match(text, position)
        return (
            (unknown, position)
            if other is None
            else (Macro(name, 0, None, other[1], match.start(), let=True), other.end())
        )
    if match["kind"] == "DeclarePairedDelimiter":
        pair = _PAIR.match(text, position)
        if pair is None:
            return unknown, position
        return Macro(name, 1, None, rf"\left{pair[1]} #1 \right{pair[2]}", match.start(), starred=True), pair.end()
    arguments, default = 0, None
    if match["kind"] in ("def", "gdef", "edef", "xdef"):
        parameters = _PARAMETERS.match(text, position)
        if parameters is None:
            return unknown, position
        arguments, position = len(parameters[1]) // 2, parameters.end()
    elif match["kind"].endswith("DocumentCommand"):
        mandatory = _MANDATORY.match(text, position)
        if mandatory is None:
            return unknown, position
        arguments, position = mandatory[1].count("m"), mandatory.end()
    elif (counted := _COUNT.match(text, position)) is not None:
        arguments, default, position = int(counted[1]), counted[2], counted.end()
    while position < len(text) and text[position].isspace():
        position += 1
    stop = partners.get(position)
    if stop is None:
        return unknown, named.end()
    body = _HIDDEN.sub("", text[position + 1 : stop]).strip()
    if len(body) > MAX_BODY:
        return unknown, stop + 1
    if match["kind"] == "DeclareMathOperator":
        body = f"\\operatorname{{{body}}}"
    return Macro(name, arguments, default, body, match.start()), stop + 1


def _partners(text: str) -> dict[int, int]:
    """For every brace that is closed, where."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACES.finditer(text):
        if match.group() == "{":
            opened.append(match.start())
        elif match.group() == "}" and opened:
            partners[opened.pop()] = match.start()
    return partners
