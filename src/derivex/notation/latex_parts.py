r"""A part of a formula: one sign or operand with its scripts, and names that are made of several marks.

``x_{i,j}`` and ``\hat{y}_1`` are one name each, spelled so that the plain notation can write them: ``x_i_j`` and
``y_hat_1``.

Contract: a name keeps how it was set and the marks it is made of, so that two names that look different on paper
can be told apart, and no mark is lost.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from derivex.notation.names import FUNCTION_LETTERS
from derivex.notation.tokens import Source, Token

NAMES: Final = frozenset(["LETTER", "VARIANT", "UPRIGHT", "ITALIC", "SCRIPT", "WORD", "OPERATOR"])
# kinds that stand for a value, or end one
OPERANDS: Final = frozenset(["NUMBER", "NAME", "BRACKET", "FRACTION", "BINOMIAL", "DELTA", "ROOT", "CASES", "INFINITY"])
PREFIXES: Final = frozenset(["FUNCTION", "BIG", "INTEGRAL", "LIMIT"])
BEGINS: Final = OPERANDS | PREFIXES


_INDEX: Final = frozenset(["NAME", "NUMBER", "COMMA", "FUNCTION", "TEXT", "GIVEN", "BULLET"])


class Part(NamedTuple):
    """One sign or operand: its kind, its meaning, where it stands, and what belongs to it.

    ``style`` tells how a name was set, and for an indexed name ``letter`` is the name without its index. ``rows`` are a
    bracket's inside, a fraction's two sides, a root's inside and count; ``atoms`` are the marks of a name of several.
    """

    kind: str
    text: str
    start: int
    end: int
    style: str = ""
    rows: tuple[tuple[Part, ...], ...] = ()
    sub: tuple[Part, ...] | None = None
    sup: tuple[Part, ...] | None = None
    primes: int = 0
    letter: str = ""
    atoms: tuple[str, ...] = ()

    @property
    def token(self) -> Token:
        return Token(self.kind, self.text, self.start, self.end)


Row = tuple[Part, ...]


def indexed(part: Part, script: Row, code: Source, *, tight: bool) -> Part:
    """A name with its index as one name, if the index is made of letters, digits and commas."""
    texts: list[str] = []
    marks: list[str] = []
    atoms: list[str] = []
    for each in script:
        plain = each.sup is None and not each.primes and each.kind in _INDEX
        if not plain or (each.kind == "NUMBER" and not each.text.isdigit()) or " " in each.text:
            return part._replace(sub=script, letter=part.text)
        mark = each.text[:-1] if each.text in ("E_", "I_") else each.text
        if each.kind == "NUMBER":
            mark = code.text[each.start : each.end]  # 01 is not 1
        mark = "_given_" if each.kind == "GIVEN" else mark
        marks.append("," if each.kind == "COMMA" else each.style if each.sub is not None else mark)
        texts.append("_" if each.kind == "COMMA" else mark)
        if each.kind not in ("COMMA", "GIVEN", "BULLET"):
            atoms.extend(each.atoms or (each.text,))
    if texts[0] == "_" or texts[-1] == "_" or (script[0].kind == "COMMA"):
        return part._replace(sub=script, letter=part.text)
    joined = "".join(texts)
    base = part.text[:-1] if part.text in ("E_", "I_") else part.text
    name = f"{base}{joined}" if tight and len(script) == 1 and joined.isdigit() else f"{base}_{joined}"
    if name == "gamma_E" and script[0].style == "UPRIGHT":
        name = "EulerGamma"
    style = f"{part.style}:{''.join(marks)}"
    whole = (*(part.atoms or (part.text,)), *atoms)
    return part._replace(text=name, style=style, sub=script, letter=part.text, atoms=whole)


def _is_plain_letter(part: Part) -> bool:
    return part.kind == "NAME" and part.style == "LETTER" and part.sub is part.sup is None and not part.primes


def accented(accent: Part, row: Row, end: int, code: Source) -> Part:
    letters = accent.text == "bar" and len(row) > 1 and all(_is_plain_letter(each) for each in row)
    if letters:  # the mean of x y
        text = f"{''.join(each.text for each in row)}_bar"
        return row[0]._replace(
            text=text, start=accent.start, end=end, style="WORD^bar", atoms=tuple(e.text for e in row)
        )
    if len(row) != 1 or row[0].kind != "NAME" or row[0].sup is not None or row[0].primes:
        raise code.not_checkable("an accent stands over a letter, and not over an expression", accent.token)
    (name,) = row
    atoms = name.atoms or (name.text,)
    if accent.text in ("dot", "ddot"):
        return name._replace(start=accent.start, end=end, style=f"{name.style}^{accent.text}", atoms=atoms)
    letter = name.letter or name.text  # an accent over x_1 is one over x
    base = letter[:-1] if letter in ("E_", "I_") else letter
    accented = f"{base}_{accent.text}"
    font, colon, index = name.style.partition(":")
    style = f"{font}^{accent.text}{colon}{index}"
    text = accented + name.text[len(letter) :] if name.letter else accented
    letter = accented if name.letter else ""
    return name._replace(text=text, start=accent.start, end=end, style=style, letter=letter, atoms=atoms)


def dots(part: Part) -> int:
    """How many dots stand over a name, each of which is a derivative."""
    return 2 * part.style.count("^ddot") + part.style.count("^dot")


def is_inverse(part: Part) -> bool:
    """Whether -1 stands above a name, which makes it an inverse if it is a function."""
    power = part.sup or ()
    return len(power) == 2 and power[0].kind == "MINUS" and power[1].text == "1" and power[1].kind == "NUMBER"


_COMPUTED: Final = frozenset(["NAME", "NUMBER", "PLUS", "MINUS", "TIMES", "SLASH", "COMMA", "FRACTION", "BRACKET"])


def is_computed(part: Part) -> bool:
    """Whether the index of a name is an expression, as in ``x_{n+1}``."""
    sub = part.sub or ()
    labels = len(sub) == 1 and sub[0].kind == "BRACKET"  # x_{(1)} is the least of some, and no x_1
    return bool(sub) and not labels and not part.atoms and all(each.kind in _COMPUTED for each in sub)


def label_of(part: Part) -> Row:
    """What stands in brackets above a name, ``x^{(i)}``; () if nothing does."""
    sup = part.sup or ()
    bracket = len(sup) == 1 and sup[0].kind == "BRACKET" and sup[0].text == "(" and sup[0].sup is None
    inside = sup[0].rows[0] if bracket else ()
    return inside if part.kind == "NAME" and all(each.kind in _COMPUTED for each in inside) else ()


def label_name(part: Part) -> str:
    """The name of the function of its labels that ``x^{(i)}`` is a value of."""
    return f"{part.text}_sup"


def prime_name(part: Part) -> str:
    """The name of ``x'`` where no function is meant: ``x_prime``."""
    return f"{part.text}_{'prime' * part.primes}"


_COMBINES: Final = frozenset(["NAME", "PLUS", "MINUS", "TIMES", "SLASH", "CIRC"])


def is_combination(row: Row, index: int) -> bool:
    """Whether a bracket holds letters for functions alone, and another bracket follows: ``(f + g)(x)``."""
    part = row[index]
    following = row[index + 1] if index + 1 < len(row) else None
    if part.kind != "BRACKET" or part.text != "(" or part.sup is not None or part.sub is not None:
        return False
    if following is None or following.kind != "BRACKET" or following.text != "(" or not following.rows[0]:
        return False
    inside = part.rows[0]
    kinds = [each.kind for each in inside]
    plain = len(inside) > 1 and all(each.kind in _COMBINES and each.sup is None and not each.primes for each in inside)
    if not plain or following.primes or following.sub is not None or kinds[0] != "NAME" or kinds[-1] != "NAME":
        return False
    if any(one != "NAME" and two != "NAME" for one, two in pairwise(kinds)):
        return False
    if "CIRC" in kinds and kinds[1::2] != ["CIRC"] * (len(kinds) // 2):
        return False
    return all((each.letter or each.text) in FUNCTION_LETTERS for each in inside if each.kind == "NAME")


def is_star(part: Part, code: Source) -> bool:
    """Whether a sign of multiplication is a star, which convolves functions."""
    return part.kind == "TIMES" and code.text[part.start : part.end] in ("*", "∗", r"\ast", r"\star")


def open_range(name: str) -> tuple[str, str]:
    r"""The names of the two ends between which the variable of ``\sum_i`` runs."""
    return f"{name}_first", f"{name}_last"


def is_inverse_alone(row: Row, index: int) -> bool:
    """Whether this is ``(f^{-1})'(x)``, the derivative of an inverse function."""
    part, following = row[index], row[index + 1 : index + 2]
    if part.kind != "BRACKET" or part.text != "(" or len(part.rows[0]) != 1 or part.sup is not None:
        return False
    (name,) = part.rows[0]
    called = bool(following) and following[0].kind == "BRACKET" and following[0].text == "("
    return name.kind == "NAME" and is_inverse(name) and part.primes > 0 and called
