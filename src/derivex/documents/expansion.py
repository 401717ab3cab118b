"""Macros expanded in formulas, with places kept.

The text of an expanded macro stands where the macro stands; an argument that was written
out keeps its own place. A macro given to ``\\frac`` and its like is put in braces, as TeX
would take it. Expansion goes in rounds over the formula, bounded in their number and in
what they may grow to; a macro that never comes to an end, or whose definition isn't
understood, costs the formulas that use it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from derivex.documents.formulas import Macro
from derivex.documents.macros import BRACES
from derivex.documents.passages import Passage, joined
from derivex.documents.symbols import words
from derivex.errors import TooLarge, Unreadable

MAX_ROUNDS = 60  # macros inside macros; deeper is a loop
MAX_GROWN = 50_000  # characters of an expanded formula

_USE = re.compile(r"\\[A-Za-z@]+|\\.|[{}]|[^\\{}\s]|\s+", re.DOTALL)
_PARAMETER = re.compile(r"#([1-9])")
_OPTION = re.compile(r"\s*\[([^\[\]]*)\]")
_TAKES = {
    **dict.fromkeys(words(r"\frac \dfrac \tfrac \cfrac \binom \dbinom \tbinom"), 2),
    **dict.fromkeys(words(r"\sqrt \hat \vec \bar \tilde \dot \ddot \overline \underline \widehat \widetilde"), 1),
    **dict.fromkeys(words(r"\mathbf \mathrm \mathbb \mathcal \boldsymbol \bm \operatorname"), 1),
}


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
    if macro.starred and text.startswith("*", position):
        position += 1
    if macro.default is not None:
        optional = _OPTION.match(text, position)
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
    for brace in BRACES.finditer(text, start):
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
