"""From characters to tokens: what people type and paste, each with its position.

One regular expression finds the tokens; a table says which characters mean the same
(``·``, ``×`` and ``*``; ``−`` and ``-``). Nothing is decided here that needs to know what a
name means: that is the business of ``juxtapose``.

Contract: every token knows where it stands in the text, so that every complaint can point
at a column. A character that has no meaning is refused by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from derivex.errors import Ambiguous, NotCheckable, Place, TooLarge, Unreadable
from derivex.notation.names import GREEK, LOOKALIKES
from derivex.term import MAX_DIGITS

MAX_LENGTH: Final = 20_000  # characters of one expression: more than ten pages
MAX_ORDER_DIGITS: Final = 3  # of the order of a derivative; it is cut before int() reads a million digits

# the kinds of tokens with which an operand begins and ends
BEGINS: Final = frozenset(["NUMBER", "FRACTION", "NAME", "FUNCTION", "OPEN", "BAR", "ROOT", "DERIVATIVE"])
ENDS: Final = frozenset(["NUMBER", "FRACTION", "NAME", "CLOSE", "ENDBAR", "RAISED", "BANG"])


class Token(NamedTuple):
    """A piece of the text: its kind, its meaning as text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


_new: Final = tuple.__new__  # what Token(…) does, without a function of Python in between


def kind_at(tokens: list[Token], index: int) -> str:
    """The kind of a token; nothing before the first and after the last."""
    return tokens[index].kind if 0 <= index < len(tokens) else ""


@dataclass(frozen=True, slots=True)
class Source:
    """The text that is read, and the place where it begins."""

    text: str
    place: Place

    def at(self, token: Token) -> Place:
        """The place of a token, wide enough for its carets."""
        start, width = token.start, max(1, token.end - token.start)
        if self.place.text:
            return self.place.shifted(start, width)
        before = self.text.rfind("\n", 0, start) + 1  # a text of several lines shows the line that is meant
        line = self.text[before:].partition("\n")[0]
        first = self.place.column - 1 if before == 0 else 0
        number = self.place.line + self.text.count("\n", 0, start)
        return Place(self.place.file, number, first + start - before + 1, " " * first + line, width)

    def slice(self, first: Token, last: Token) -> str:
        return self.text[first.start : last.end].strip()

    def unreadable(self, message: str, token: Token, remedy: str = "") -> Unreadable:
        return Unreadable(message, place=self.at(token), remedy=remedy)

    def ambiguous(self, message: str, token: Token, remedy: str) -> Ambiguous:
        return Ambiguous(message, place=self.at(token), remedy=remedy)

    def too_large(self, message: str, token: Token, remedy: str = "") -> TooLarge:
        return TooLarge(message, place=self.at(token), remedy=remedy)

    def not_checkable(self, message: str, token: Token, remedy: str = "") -> NotCheckable:
        return NotCheckable(message, place=self.at(token), remedy=remedy)


def source(text: str, place: Place) -> Source:
    """The text with its place; a place without a line of text shows this one."""
    if place.text:
        return Source(text, place)
    line = text if text.isprintable() else "".join(" " if char.isspace() else char for char in text)
    return Source(text, replace(place, text=line))


# ---- the table of characters ----

SAME: Final[dict[str, str]] = {
    **dict.fromkeys("+＋", "PLUS"),
    **dict.fromkeys("-−–‒﹣－", "MINUS"),
    **dict.fromkeys("*·×⋅∗•∙", "TIMES"),
    **dict.fromkeys("/÷∕⁄", "SLASH"),
    **dict.fromkeys(("**", "^"), "POWER"),
    **dict.fromkeys("|∣", "BAR"),
    **dict.fromkeys("√∛", "ROOT"),
    "(": "OPEN",
    ")": "CLOSE",
    ",": "COMMA",
    "!": "BANG",
}
RELATIONS: Final[dict[str, str]] = {
    **{sign: sign for sign in ("=", "!=", "<", "<=", ">", ">=")},
    "==": "=",
    "≠": "!=",
    **dict.fromkeys("≤⩽", "<="),
    **dict.fromkeys("≥⩾", ">="),
}
FRACTIONS: Final[dict[str, str]] = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")

_GREEK = "".join((*GREEK, *LOOKALIKES))
_NAME = rf"(?:[A-Za-z_][A-Za-z0-9_]*|[{_GREEK}](?:[0-9]+|_[A-Za-z0-9_]+)?)"
_ORDER = r"(?:\s?(?:\^|\*\*)\s?[0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
_SIGNS = "|".join(re.escape(sign) for sign in sorted((*SAME, *RELATIONS, *FRACTIONS), key=len, reverse=True))
_SPACE = r"[\s\u200b\u2060-\u2063\ufeff]"
_PRIME = "['′’″‴]"
_NUMBER = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_RAISED = "[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_TOKEN = re.compile(
    rf"""(?P<DERIVATIVE>[d∂](?P<above>{_ORDER})?\s*/\s*[d∂](?P<by>{_NAME})(?P<below>{_ORDER})?)
    |(?P<NAME>{_NAME})(?P<primes>{_PRIME}*)
    |(?P<NUMBER>{_NUMBER})
    |(?P<RAISED>{_RAISED})
    |(?P<SIGN>{_SIGNS}|∞)""",
    re.VERBOSE,
)
# the same without groups, and the spaces after a token; what is no token is a piece of one character
_PIECE = re.compile(
    rf"""(?:[d∂](?:{_ORDER})?\s*/\s*[d∂]{_NAME}(?:{_ORDER})?|{_NAME}{_PRIME}*|{_NUMBER}|{_RAISED}|{_SIGNS}|∞|.){_SPACE}*""",
    re.VERBOSE | re.DOTALL,
)
_SPACES = re.compile(rf"{_SPACE}*")
_ODD_AFTER_NUMBER: Final = frozenset("_.xX")
_PRIMES: Final[dict[str, str]] = {"″": "''", "‴": "'''"}

# characters that people do type, and what to write instead
_STRANGE: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys("[]{}", ("only round brackets group", "write ( and )")),
    **dict.fromkeys("'\"`´‘’′", ("the quote character {0} has no meaning here", "a prime follows a name, f'(x)")),
    **dict.fromkeys("∑", ("{0} is not read", "write Sum(f, (k, a, b))")),
    "∏": ("{0} is not read", "write Product(f, (k, a, b))"),
    "∫": ("{0} is not read", "write Integral(f, (x, a, b))"),
    "\\": ("a backslash begins LaTeX, and this is plain notation", "write exp(-x)/(1 + x) and the like"),
    "%": ('"%" has no meaning here', "write /100"),
    ":": ('":" has no meaning here', "a definition is let u = …"),
    ";": ('";" has no meaning here', "one expression a line"),
    ".": ("a dot stands only inside a number", "write * for a product"),
    "…": ("dots that leave something out can't be checked", "write it out, or Sum(f, (k, a, b))"),
    "±": ("{0} is two expressions", "write one of them"),
}


def tokenize(code: Source) -> list[Token]:
    """The tokens of a text in their order, spaces left out."""
    text = code.text
    if len(text) > MAX_LENGTH:
        here = Token("", "", MAX_LENGTH, MAX_LENGTH + 1)
        raise code.too_large(f"the expression is longer than {MAX_LENGTH} characters", here, "split it into steps")
    tokens: list[Token] = []
    start = _SPACES.match(text).end()  # type: ignore[union-attr]  # it matches everywhere
    pieces = _PIECE.findall(text, start)
    for piece, (kind, meaning, width) in zip(pieces, map(_meaning, pieces), strict=True):
        end = start + width
        if not kind or (kind == "NUMBER" and text[end : end + 1] in _ODD_AFTER_NUMBER):
            _refuse(code, start)
        tokens.append(_new(Token, (kind, meaning, start, end)))
        start += len(piece)
    return tokens


@lru_cache(maxsize=1_024)  # a pure function of a piece of text; the same few occur again and again
def _meaning(piece: str) -> tuple[str, str, int]:
    """The kind, the meaning and the width of the token at the beginning of a piece; no kind if it is refused."""
    found = _TOKEN.match(piece)
    if found is None:
        return "", "", 1
    kind, text = found.lastgroup or "", found.group()
    width = len(text)
    if kind in ("NAME", "primes"):
        primes = "".join(_PRIMES.get(mark, "'") for mark in found["primes"])
        return "NAME", plain_name(found["NAME"]) + primes, width
    if kind == "NUMBER":
        literal = literal_of(text)
        return kind if literal else "", literal, width
    if kind == "RAISED":
        return kind, text.translate(SUPERSCRIPTS).lstrip("+"), width
    if kind == "SIGN":
        if text in RELATIONS:
            return "RELATION", RELATIONS[text], width
        if text in FRACTIONS:
            return "FRACTION", FRACTIONS[text], width
        return ("NAME", "oo", width) if text == "∞" else (SAME[text], text, width)
    order = _order(found["above"])
    same = order == _order(found["below"])
    return kind if same else "", f"{plain_name(found['by'])} {order}", width


def plain_name(name: str) -> str:
    """A name in Latin letters: ``θ_1`` is ``theta_1``."""
    letter = LOOKALIKES.get(name[0], name[0])
    return GREEK.get(letter, letter) + name[1:]


def _order(text: str | None) -> int:
    digits = (text or "1").translate(SUPERSCRIPTS).strip("^* ")
    return int(digits) if len(digits) <= MAX_ORDER_DIGITS else 10**MAX_ORDER_DIGITS  # refused where it is built


def literal_of(text: str) -> str:
    """A number in one spelling (``.5`` is ``0.5``, ``5.`` is ``5``, ``1E+5`` is ``1e5``); "" if it is too long."""
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    shift = exponent.lstrip("+-0")
    if len(mantissa) > MAX_DIGITS or len(shift) > 4 or int(shift or "0") + len(mantissa) > MAX_DIGITS:
        return ""
    literal = (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
    return f"{literal}e{exponent.lstrip('+')}" if exponent else literal


def _refuse(code: Source, start: int) -> None:
    """Complain about what begins there, unless it is a number that only looks odd: ``0.5x``."""
    found = _TOKEN.match(code.text, start)
    if found is None:
        raise _no_token(code, start)
    token = Token(found.lastgroup or "", found.group(), start, found.end())
    if token.kind == "DERIVATIVE":
        raise code.unreadable("the orders above and below differ", token, "write d^2/dx^2, or diff(f, x, 2)")
    after = code.text[token.end : token.end + 1]
    if after == "_":
        raise code.unreadable("a number is written without _", token, "write 1000, not 1_000")
    if after == ".":
        raise code.unreadable("a number has one decimal point", token)
    if token.text == "0" and re.match(r"[xX][0-9a-fA-F]", code.text[token.end :]):
        raise code.unreadable("a number is written in decimal digits", token, "write * for a product")
    if not literal_of(token.text):
        raise code.too_large(f"a number has more than {MAX_DIGITS} digits", token, "write it as a power")


def _no_token(code: Source, position: int) -> Unreadable:
    char = code.text[position]
    here = Token("", char, position, position + 1)
    if char in _STRANGE:
        message, remedy = _STRANGE[char]
        return code.unreadable(message.format(char), here, remedy)
    import unicodedata  # only for this message; the table is large

    name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
    shown = f'"{char}" ({name})' if char.isprintable() else name
    remedy = "names are made of a-z, A-Z, 0-9, _ and Greek letters" if char.isalpha() else ""
    return code.unreadable(f"the character {shown} has no meaning here", here, remedy)
