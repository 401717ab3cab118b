r"""Terms as MathML, which browsers draw themselves: no script, font or style has to be fetched.

The LaTeX writer knows where brackets stand and which signs are left out. Its LaTeX is few commands in a fixed form,
and each of them is an element here. Contract: the same mathematics as the LaTeX, every text escaped; what that
writer doesn't write is an Unsupported.
"""

from __future__ import annotations

import re
from html import escape

from derivex.errors import Unsupported
from derivex.notation.names import GREEK
from derivex.notation.write import latex
from derivex.term import Term

_TOKEN = re.compile(
    r"\\(?:text|mathrm|operatorname|mathit)\{(?:[^{}\\]|\\.)*\}|\\[A-Za-z]+|\\.|[\d.]+|\s+|.", re.DOTALL
)
_WORD = re.compile(r"\\(text|mathrm|operatorname|mathit)\{(.*)\}", re.DOTALL)
OPERATORS = {
    **dict.fromkeys("+=<>,!&", ""),
    "-": "−",
    "'": "′",
    r"\cdot": "⋅",
    r"\times": "×",
    r"\neq": "≠",
    r"\leq": "≤",
    r"\geq": "≥",
    r"\to": "→",
    r"\Rightarrow": "⇒",
    r"\Leftrightarrow": "⇔",
}
LARGE = {r"\sum": "∑", r"\prod": "∏", r"\int": "∫", r"\lim": "lim"}
FENCES = {r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", ".": ""}
FUNCTIONS = frozenset(
    f"\\{name}"
    for name in "log sin cos tan cot sec csc sinh cosh tanh coth min max arcsin arccos arctan arg Gamma".split()  # noqa: SIM905  # one line of words
)
LETTERS = {f"\\{name}": letter for letter, name in GREEK.items()}
LETTERS |= {r"\infty": "∞", r"\Gamma": "Γ", r"\pi": "π", r"\partial": "∂"}
_ENDS = frozenset({"}", ")", r"\right", r"\\", "&", r"\end", "]"})


def mathml(term: Term, *, display: bool = False) -> str:
    """The ``math`` element of a term.

    >>> from derivex.notation.plain import read
    >>> mathml(read("x/2"))
    '<math displaystyle="true"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>'
    """
    return element(latex(term), display=display)


def element(text: str, *, display: bool = False) -> str:
    """The same of LaTeX that our own writer has written."""
    reader = _Reader([token for token in _TOKEN.findall(text) if not token.isspace()])
    inner = reader.row()
    if reader.left():
        raise Unsupported(f'"{reader.left()}" is nothing that this package writes')
    shown = ' display="block"' if display else ' displaystyle="true"'
    return f"<math{shown}>{inner}</math>"


def _row(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


class _Reader:
    """Goes through tokens once, from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.position = tokens, 0

    def left(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def next(self) -> str:
        token = self.left()
        self.position += 1
        return token

    def row(self) -> str:
        """Everything up to what closes it."""
        parts: list[str] = []
        while self.left() and self.left() not in _ENDS:
            parts.append(self.scripted())
        return _row(parts)

    def group(self, closing: str = "}") -> str:
        """What stands in a pair of braces, or of brackets."""
        self.next()
        inner = self.row()
        if self.next() != closing:
            raise Unsupported("this group is never closed")
        return inner

    def scripted(self) -> str:
        """One part with what stands above and below it."""
        token = self.left()
        base = self.part()
        scripts: dict[str, str] = {}
        while self.left() in ("^", "_") and self.left() not in scripts:
            script = self.next()
            scripts[script] = self.group()
        beside = token in LARGE and token != r"\int"
        below, above = ("under", "over") if beside else ("sub", "sup")
        match sorted(scripts):
            case ["^"]:
                return f"<m{above}>{base}{scripts['^']}</m{above}>"
            case ["_"]:
                return f"<m{below}>{base}{scripts['_']}</m{below}>"
            case ["^", "_"]:
                return f"<m{below}{above}>{base}{scripts['_']}{scripts['^']}</m{below}{above}>"
        return base

    def part(self) -> str:
        if self.left() == "{":
            return self.group()
        token = self.next()
        word = _WORD.fullmatch(token)
        if word is not None:
            return _word(word[1], word[2])
        match token:
            case r"\frac" | r"\binom":
                above, below = self.group(), self.group()
                if token == r"\frac":
                    return f"<mfrac>{above}{below}</mfrac>"
                return _fenced("(", f'<mfrac linethickness="0">{above}{below}</mfrac>', ")")
            case r"\sqrt":
                index = self.group("]") if self.left() == "[" else ""
                body = self.group()
                return f"<mroot>{body}{index}</mroot>" if index else f"<msqrt>{body}</msqrt>"
            case "(":
                self.position -= 1
                return _fenced("(", self.group(")"), ")")
            case r"\left":
                return self.fenced()
            case r"\begin":
                return self.cases()
            case r"\,":
                return '<mspace width="0.17em"></mspace>'
        return _sign(token)

    def fenced(self) -> str:
        opening = self.next()
        inner = self.row()
        if self.next() != r"\right":
            raise Unsupported("this bracket is never closed")
        closing = self.next()
        return _fenced(FENCES.get(opening, opening), inner, FENCES.get(closing, closing))

    def cases(self) -> str:
        self.group()  # its name
        rows: list[str] = []
        cells = [self.row()]
        while self.left() in ("&", r"\\"):
            if self.next() == r"\\":
                rows.append(_cells(cells))
                cells = []
            cells.append(self.row())
        rows.append(_cells(cells))
        self.next()
        self.group()
        table = f"<mtable>{''.join(rows)}</mtable>"
        return _fenced("{", table, "")


def _fenced(opening: str, inner: str, closing: str) -> str:
    """Brackets as tall as what they hold, and close to it; "" is one that isn't there."""
    return f"<mrow>{_fence(opening)}{inner}{_fence(closing)}</mrow>"


def _fence(sign: str) -> str:
    return f'<mo fence="true" stretchy="true" lspace="0" rspace="0">{sign}</mo>' if sign else ""


def _cells(cells: list[str]) -> str:
    inside = "".join(f'<mtd style="text-align:left">{cell}</mtd>' for cell in cells)
    return f"<mtr>{inside}</mtr>"


def _word(kind: str, text: str) -> str:
    said = escape(re.sub(r"\\(.)", r"\1", text))
    if kind == "text":
        return f"<mtext>{said.replace(' ', '&#160;')}</mtext>"
    upright = ' mathvariant="normal"' if len(text) == 1 and kind != "mathit" else ""
    return f"<mi{upright}>{said}</mi>"


def _sign(token: str) -> str:
    if token in OPERATORS:
        return f"<mo>{escape(OPERATORS[token] or token)}</mo>"
    if token in LARGE:
        return f"<mo>{LARGE[token]}</mo>"
    if token in LETTERS:
        return f"<mi>{LETTERS[token]}</mi>"
    if token in FUNCTIONS:
        return f"<mi>{token[1:]}</mi>"
    if re.fullmatch(r"[\d.]+", token):
        return f"<mn>{token}</mn>"
    if re.fullmatch(r"[A-Za-z]", token):
        return f"<mi>{token}</mi>"
    raise Unsupported(f'"{token}" is nothing that this package writes')
