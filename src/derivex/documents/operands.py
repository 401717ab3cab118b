r"""A side of mathematics as operands, for readers of more than numbers: matrices, letters, brackets, scripts.

An operand is a span of the text with what stands above and below it; what is inside of it is not looked at. Letters
are operands one by one, a run of digits is one, ``\frac`` and the like take their arguments, brackets and bars their
partner. Nothing is decided about meaning, and no text is lost: every character that isn't layout is in an operand.

Contract: ``NotCheckable`` or ``Unreadable``, at its place, for bars and brackets whose partner can't be told.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from derivex.documents import symbols
from derivex.documents.passages import Passage
from derivex.documents.tokens import Token, tokens
from derivex.errors import Ambiguous, InputError, NotCheckable, TooLarge, Unreadable
from derivex.notation.latex_commands import CONTROLS

Span = tuple[int, int]

_LEFT = re.compile(r"\\left\s*(\\[A-Za-z]+|\\.|.)", re.DOTALL)
_RIGHT = re.compile(r"\\right\s*(\\[A-Za-z]+|\\.|.)\Z", re.DOTALL)
_BEGIN = re.compile(r"\\begin\s*\{([^{}\n]*)\}")
_BRACKETS = {"(": ")", "[": "]", r"\lbrack": r"\rbrack", r"\lparen": r"\rparen"}
_CLOSING = frozenset(_BRACKETS.values())
_BARS = frozenset({"|", r"\vert", r"\lvert", r"\rvert"})
_OPENING_BAR, _CLOSING_BAR = r"\lvert", r"\rvert"
_TIMES = {r"\cdot": "dot", "·": "dot", "*": "dot", r"\times": "cross", "×": "cross"}
_FRACTIONS = frozenset({r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\binom"})
FONTS = symbols.words(
    r"\mathrm \mathbf \mathsf \mathit \mathcal \mathbb \boldsymbol \bm \bf \operatorname \text \textrm \textbf"
)
ACCENTS = symbols.words(r"\hat \bar \tilde \vec \dot \ddot \widehat \widetilde \overline \overrightarrow")
_GREEK = frozenset(word for word, (kind, _) in CONTROLS.items() if kind in ("LETTER", "VARIANT"))
_FOLLOWING = {**dict.fromkeys(_FRACTIONS, 2), **dict.fromkeys((*FONTS, *ACCENTS, r"\sqrt"), 1)}  # their arguments
_OPENS = frozenset("([{")
_NESTING = re.compile(r"[()\[\]{}]")
MAX_NESTED = 30


class Operand(NamedTuple):
    """One operand or sign between two offsets.

    ``kind`` is "sign" (+ or -), "times" (its ``text`` is "dot" or "cross"), "slash", "environment", "bracket",
    "bars", "angle", "group", "fraction", "root", "name", "number", "word" (any other command) or "mark" (any other
    character). ``text`` is what it is without layout, ``inner`` the spans of what stands inside of it.
    """

    kind: str
    start: int
    stop: int
    text: str
    inner: tuple[Span, ...] = ()
    above: Span | None = None
    below: Span | None = None
    primes: int = 0


def operands(passage: Passage, span: Span) -> list[Operand]:
    """The operands between two offsets of a passage, in their order."""
    text = passage.text
    if _depth(text, span) > MAX_NESTED:
        raise TooLarge("brackets are nested too deep", place=passage.place(span[0]))
    content = [
        token
        for token in tokens(text, *span)
        if token.kind != "space" and token.text not in symbols.STYLES and token.text not in (r"\limits", r"\nolimits")
    ]
    walk = _Walk(passage, content)
    return walk.until(None)


def _depth(text: str, span: Span) -> int:
    depth = deepest = 0
    for match in _NESTING.finditer(text, *span):
        depth += 1 if match[0] in _OPENS else -1
        deepest = max(deepest, depth)
    return deepest


class _Walk:
    """Operands made from tokens, from left to right."""

    def __init__(self, passage: Passage, content: list[Token]) -> None:
        self.passage, self.text, self.content = passage, passage.text, content
        self.index = 0

    def until(self, closing: str | None) -> list[Operand]:
        """Operands up to a closing bracket or bar, or to the end."""
        found: list[Operand] = []
        while self.index < len(self.content):
            token = self.content[self.index]
            if closing is not None and self._closes(token, closing, found):
                break
            self._take(token, found)
        return found

    def _closes(self, token: Token, closing: str, found: list[Operand]) -> bool:
        if token.kind not in ("sign", "word"):
            return False
        if closing != "|":
            return token.text == closing
        after_operand = bool(found) and found[-1].kind not in ("sign", "times", "slash")
        return token.text in _BARS and token.text != _OPENING_BAR and after_operand

    def refused(self, said: str, token: Token | Operand) -> InputError:
        return NotCheckable(said, place=self.passage.place(token.start))

    def _take(self, token: Token, found: list[Operand]) -> None:
        self.index += 1
        text = token.text
        if token.kind == "left":
            found.append(self._delimited(token))
        elif token.kind == "closed":
            found.append(self._environment(token.start, token.stop))
        elif token.kind == "begin":
            stop = self._end_of(token)
            found.append(self._environment(token.start, stop))
        elif token.kind == "group":
            found.append(Operand("group", token.start, token.stop, "", ((token.start + 1, token.stop - 1),)))
        elif text in ("^", "_"):
            self._script(token, found)
        elif text in ("'", "′", r"\prime"):
            if not found:
                raise self.refused("a prime follows a name", token)
            found[-1] = found[-1]._replace(primes=found[-1].primes + 1, stop=token.stop)
        elif token.kind in ("sign", "word"):
            found.append(self._plain(token))
        else:
            raise self.refused("a line or a column of a display ends here, and one expression is expected", token)

    def _plain(self, token: Token) -> Operand:
        text, start, stop = token.text, token.start, token.stop
        if text in ("+", "-", "−"):
            return Operand("sign", start, stop, "-" if text != "+" else "+")
        if text in _TIMES:
            return Operand("times", start, stop, _TIMES[text])
        if text == "/":
            return Operand("slash", start, stop, text)
        if text in _BRACKETS:
            return self._enclosed(token, _BRACKETS[text], "bracket")
        if text in _BARS:
            return self._enclosed(token, "|", "bars")
        if text in _CLOSING:
            raise Unreadable("nothing was opened that this closes", place=self.passage.place(start))
        if text in _FRACTIONS:
            above, below = self._argument(token), self._argument(token)
            return Operand("fraction", start, self._last(), text, (above, below))
        if text == r"\sqrt":
            if self.index < len(self.content) and self.content[self.index].text == "[":
                self.index += 1
                self._enclosed(self.content[self.index - 1], "]", "bracket")
            return Operand("root", start, stop, text, (self._argument(token),))._replace(stop=self._last())
        if text in FONTS or text in ACCENTS:
            inner = self._argument(token)
            said = re.sub(r"\s+", "", self.text[slice(*inner)])
            return Operand("name", start, self._last(), f"{text}{{{said}}}", (inner,))
        if text.isdigit() or (text == "." and self._digit_follows()):
            while self._digit_follows():
                stop = self.content[self.index].stop
                self.index += 1
            return Operand("number", start, stop, self.text[start:stop])
        if text.isalpha() or (text[0] == "\\" and text[1:] in _GREEK):
            return Operand("name", start, stop, text)
        return Operand("word" if token.kind == "word" else "mark", start, stop, text)

    def _digit_follows(self) -> bool:
        if self.index >= len(self.content):
            return False
        token, before = self.content[self.index], self.content[self.index - 1]
        return token.start == before.stop and (token.text.isdigit() or token.text == ".")

    def _last(self) -> int:
        return self.content[self.index - 1].stop

    def _argument(self, owner: Token) -> Span:
        """The span of an argument or a script, its braces left out."""
        if self.index >= len(self.content):
            shown = owner.text or "this"
            raise Unreadable(f'something is missing after "{shown}"', place=self.passage.place(owner.start))
        token = self.content[self.index]
        self.index += 1
        if token.kind == "group":
            return token.start + 1, token.stop - 1
        for _ in range(_FOLLOWING.get(token.text, 0)):
            self._argument(token)
        return token.start, self._last()

    def _script(self, token: Token, found: list[Operand]) -> None:
        if not found or found[-1].kind in ("sign", "times", "slash"):
            raise Unreadable(f'something is missing before "{token.text}"', place=self.passage.place(token.start))
        owner, inner = found[-1], self._argument(token)
        if (owner.above if token.text == "^" else owner.below) is not None:
            raise Unreadable("two scripts follow each other", place=self.passage.place(token.start))
        owner = owner._replace(stop=self._last())
        found[-1] = owner._replace(above=inner) if token.text == "^" else owner._replace(below=inner)

    def _enclosed(self, token: Token, closing: str, kind: str) -> Operand:
        if kind == "bars":
            self.until(closing)
        else:
            self._skip()
        if self.index >= len(self.content):
            what = "bar" if kind == "bars" else "bracket"
            raise Unreadable(f"this {what} is never closed", place=self.passage.place(token.start))
        last = self.content[self.index]
        if kind != "bars" and last.text != closing:
            said = "these brackets make an interval, and intervals are not read"
            raise NotCheckable(said, place=self.passage.place(token.start))
        self.index += 1
        behind = self.content[self.index] if self.index < len(self.content) else None
        follows = behind is not None and behind.text not in _BARS and not _parts_factors(behind)
        if kind == "bars" and follows and any(each.text in _BARS for each in self.content[self.index :]):
            said = "these bars can be paired in two ways"
            raise Ambiguous(said, place=self.passage.place(last.start), remedy=r"write \left| and \right|")
        return Operand(kind, token.start, last.stop, token.text, ((token.stop, last.start),))

    def _skip(self) -> None:
        """Goes to the bracket that closes the one before; what stands inside is looked at by whoever wants it."""
        depth = 1
        while self.index < len(self.content):
            text = self.content[self.index].text
            depth += (text in _BRACKETS) - (text in _CLOSING)
            if not depth:
                return
            self.index += 1

    def _delimited(self, token: Token) -> Operand:
        r"""``\left( … \right)``."""
        left = _LEFT.match(self.text, token.start)
        right = _RIGHT.search(self.text, token.start, token.stop)
        assert left is not None
        if right is None:
            raise Unreadable("this bracket is never closed", place=self.passage.place(token.start))
        inner = ((left.end(), right.start()),)
        if _BRACKETS.get(left[1]) == right[1]:
            return Operand("bracket", token.start, token.stop, left[1], inner)
        if left[1] in _BARS and right[1] in _BARS:
            return Operand("bars", token.start, token.stop, left[1], inner)
        angle = (left[1], right[1]) == (r"\langle", r"\rangle")
        return Operand("angle" if angle else "word", token.start, token.stop, left[1], inner)

    def _environment(self, start: int, stop: int) -> Operand:
        begin = _BEGIN.match(self.text, start)
        if begin is None:
            raise Unreadable("this bracket is never closed", place=self.passage.place(start))
        end = self.text.rindex("\\end", start, stop) if "\\end" in self.text[start:stop] else stop
        return Operand("environment", start, stop, begin[1].strip(), ((begin.end(), end),))

    def _end_of(self, opened: Token) -> int:
        """Where an environment ends whose rows the tokens show."""
        depth = 1
        while self.index < len(self.content):
            token = self.content[self.index]
            self.index += 1
            depth += (token.kind == "begin") - (token.kind == "end")
            if not depth:
                return token.stop
        raise Unreadable("this environment is never closed", place=self.passage.place(opened.start))


def _parts_factors(token: Token) -> bool:
    """Whether a token can't be a factor: a sign, a closing bracket, a script."""
    return token.text in _TIMES or token.text in _CLOSING or token.text in ("+", "-", "−", "/", "^", "_")
