"""Macros of an author: found where they are defined, expanded in the formulas behind.

``\\newcommand`` and its like, ``\\def`` with undelimited arguments, ``\\let`` and
``\\DeclareMathOperator`` are read; nothing else of TeX is. The text of an expanded macro
stands where the macro stands; an argument that was written out keeps its own place. A
macro given to ``\\frac`` and its like is put in braces, as TeX would take it. Expansion goes
in rounds over the formula, bounded in their number and in what they may grow to; a macro
that never comes to an end, or whose definition isn't understood, costs the formulas that
use it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from derivex.documents.formulas import Macro
from derivex.documents.passages import Passage, joined
from derivex.errors import TooLarge, Unreadable

MAX_ROUNDS = 60  # macros inside macros; deeper is a loop
MAX_GROWN = 50_000  # characters of an expanded formula
MAX_BODY = 5_000  # characters of a macro: longer is a page layout, no mathematics
MAX_ARGUMENTS = 9  # as in TeX

_KEYWORD = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)|\\(?P<kind>(?:re|provide)?newcommand|DeclareRobustCommand|DeclareMathOperator|[gex]?def"
    r"|let)(?![A-Za-z@])\*?|\\.",
    re.DOTALL,
)
_LET = re.compile(r"\s*=?\s?(\\[A-Za-z@]+)")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_NAME = re.compile(r"\s*(?:\{\s*(\\(?:[A-Za-z@]+|[^A-Za-z\s{}]))\s*\}|(\\(?:[A-Za-z@]+|[^A-Za-z\s{}])))")
_COUNT = re.compile(r"\s*\[([0-9])\](?:\s*\[([^\[\]]{0,200})\])?")
_PARAMETERS = re.compile(r"\s*((?:#[1-9])*)\s*(?=\{)")
_USE = re.compile(r"\\[A-Za-z@]+|\\.|[{}]|[^\\{}\s]|\s+", re.DOTALL)
_HIDDEN = re.compile(r"(?<!\\)%[^\n]*\n?[ \t]*")
_PARAMETER = re.compile(r"#([1-9])")
_TAKES = {
    **dict.fromkeys(["\\frac", "\\dfrac", "\\tfrac", "\\cfrac", "\\binom", "\\dbinom", "\\tbinom"], 2),
    **dict.fromkeys(
        [
            "\\sqrt",
            "\\hat",
            "\\vec",
            "\\bar",
            "\\tilde",
            "\\dot",
            "\\ddot",
            "\\overline",
            "\\underline",
            "\\widehat",
            "\\mathbf",
        ],
        1,
    ),
    **dict.fromkeys(["\\widetilde", "\\mathrm", "\\mathbb", "\\mathcal", "\\boldsymbol", "\\bm", "\\operatorname"], 1),
}


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
    arguments, default = 0, None
    if match["kind"] in ("def", "gdef", "edef", "xdef"):
        parameters = _PARAMETERS.match(text, position)
        if parameters is None:
            return unknown, position
        arguments, position = len(parameters[1]) // 2, parameters.end()
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
    for match in _BRACES.finditer(text):
        if match.group() == "{":
            opened.append(match.start())
        elif match.group() == "}" and opened:
            partners[opened.pop()] = match.start()
    return partners


# ---- uses ----


def expanded(passage: Passage, macros: Mapping[str, Macro], allowed: int = 1_000_000) -> tuple[Passage, int]:
    """The formula with its macros expanded, and how many characters that took.

    Unreadable or TooLarge if it never ends, or takes more than is allowed.
    """
    spent = 0
    for _ in range(MAX_ROUNDS):
        following = _round(passage, macros)
        if following is None:
            return passage, spent
        passage = following
        spent += len(passage.text)
        if spent > allowed:
            said = "the macros of this document take too much work"
            raise TooLarge(said, place=passage.place(), remedy="this formula is left out")
    used = next((match.group() for match in _USE.finditer(passage.text) if match.group() in macros), "")
    said = f"the macro {used} never comes to an end"
    raise TooLarge(said, place=passage.place(passage.text.find(used)), remedy="this formula is left out")


def _round(passage: Passage, macros: Mapping[str, Macro]) -> Passage | None:
    """Every macro expanded once, outside the arguments of others; None if there is none."""
    text = passage.text
    pieces: list[Passage] = []
    done = position = 0
    grown = len(text)
    wanted, outer = 0, list[int]()  # arguments still to come for a command like \frac, also outside this group
    while (match := _USE.match(text, position)) is not None:
        token, position = match.group(), match.end()
        macro = macros.get(token) if token[0] == "\\" else None
        if macro is not None:
            if not macro.understood:
                place = passage.place(match.start(), len(token))
                said = f"the definition of {token} isn't understood"
                raise Unreadable(said, place=place, remedy="this formula is left out")
            arguments, position = _arguments(passage, match.start(), position, macro)
            pieces.append(passage.cut(done, match.start()))
            grown += len(macro.body) + sum(len(arguments[number].text) for number in _numbers(macro, arguments))
            if grown > MAX_GROWN:
                said = f"its macros make this formula grow beyond {MAX_GROWN:,} characters"
                raise TooLarge(said, place=passage.place(match.start()), remedy="it is left out")
            pieces += _body(passage.cut(match.start(), match.end()), macro, arguments, braces=wanted > 0)
            done = position
            following = text[position : position + 1]
            if following.isalpha() and _ends_in_a_word(macro.body):
                pieces.append(passage.cut(match.start(), match.end()).standing(" "))
        if token == "{":
            outer.append(wanted)
            wanted = 0
        elif token == "}":
            wanted = max(0, outer.pop() - 1) if outer else 0
        elif token in _TAKES and macro is None:
            wanted = _TAKES[token]
        elif not token.isspace() and token != "[":
            wanted = max(0, wanted - 1)
    if not pieces:
        return None
    return joined([*pieces, passage.cut(done)])


def _numbers(macro: Macro, arguments: list[Passage]) -> list[int]:
    """For every place in the body the index of the argument that goes there."""
    numbers = (int(match[1]) - 1 for match in _PARAMETER.finditer(macro.body))
    return [number for number in numbers if number < len(arguments)]


def _ends_in_a_word(body: str) -> bool:
    return re.search(r"\\[A-Za-z]+\Z", body) is not None


def _arguments(passage: Passage, begin: int, position: int, macro: Macro) -> tuple[list[Passage], int]:
    """The arguments behind a macro's name, and where they end."""
    found: list[Passage] = []
    text = passage.text
    if macro.default is not None:
        optional = re.compile(r"\s*\[([^\[\]]*)\]").match(text, position)
        if optional is not None:
            found.append(passage.cut(*optional.span(1)))
            position = optional.end()
        else:
            found.append(passage.cut(begin, position).standing(macro.default))
    while len(found) < macro.arguments:
        start = position
        while start < len(text) and text[start].isspace():
            start += 1
        stop = _argument_end(text, start)
        if stop is None:
            said = f"{macro.name} wants {macro.arguments} arguments"
            raise Unreadable(said, place=passage.place(begin, len(macro.name)), remedy="this formula is left out")
        inner = passage.cut(start + 1, stop - 1) if text[start] == "{" else passage.cut(start, stop)
        found.append(inner)
        position = stop
    return found, position


def _argument_end(text: str, start: int) -> int | None:
    match = _USE.match(text, start)
    if match is None or match.group() == "}":
        return None
    if match.group() != "{":
        return match.end()
    depth = 0
    for brace in _BRACES.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return brace.end()
    return None


def _body(use: Passage, macro: Macro, arguments: list[Passage], *, braces: bool) -> list[Passage]:
    pieces = [use.standing("{")] if braces else []
    position = 0
    for match in _PARAMETER.finditer(macro.body):
        pieces.append(use.standing(macro.body[position : match.start()]))
        number = int(match[1])
        if number <= len(arguments):
            argument = arguments[number - 1]
            if argument.text[:1].isalpha() and _ends_in_a_word(macro.body[position : match.start()]):
                pieces.append(use.standing(" "))
            pieces.append(argument)
        position = match.end()
    pieces.append(use.standing(macro.body[position:]))
    if braces:
        pieces.append(use.standing("}"))
    return [piece for piece in pieces if piece.text]
