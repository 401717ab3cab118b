"""Reading the plain notation: text to term.

Three passes, each of which knows one thing: ``tokens`` knows characters, ``juxtapose`` knows
names, ``precedence`` knows how operators bind and ``build`` what calls mean. What is ambiguous is
refused with a remedy, never guessed.

Contract: ``read`` gives exactly what was written, or raises ``Unreadable``, ``Ambiguous`` or ``TooLarge``
with the place of the offending token. Text is never evaluated, and deep or long text costs
linear time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from derivex.errors import Place, Unreadable
from derivex.notation.build import Builder
from derivex.notation.juxtapose import decide
from derivex.notation.names import Names
from derivex.notation.precedence import Stuck, parse
from derivex.notation.tokens import Source, Token, source, tokenize
from derivex.term import App, Term

CASES = frozenset(["Piecewise", "piecewise", "And", "Or"])  # what conditions stand in
_OPERATORS = frozenset(["PLUS", "MINUS", "TIMES", "SLASH", "POWER", "ROOT"])


def read(text: str, *, names: Names = Names(), place: Place = Place()) -> Term:
    """The term that a text stands for.

    ``names`` are the functions and symbols that its file has declared; ``place`` is where the
    text begins. Raises ``Unreadable``, ``Ambiguous`` or ``TooLarge``.

    >>> read("2x^2").args[0]
    Num(text='2')
    >>> read("e^-x") == read("exp(-x)")
    True
    >>> read("x(1 - x)")
    Traceback (most recent call last):
    derivex.errors.Ambiguous: "x(" can be a product or a call; write * between "x" and "("
    """
    code = source(text, place)
    tokens = tokenize(code)
    related = "RELATION" in [token[0] for token in tokens]  # few expressions hold one
    stray = next(_outside_of_cases(tokens), None) if related else None
    if stray is not None:
        remedy = "write let for a definition" if stray.text == "=" else ""
        message = f'"{code.slice(stray, stray)}" makes a statement, and an expression is expected'
        raise code.unreadable(message, stray, remedy)
    return _expression(decide(tokens, code, names), code, names, _end(code))


def read_relations(text: str, *, names: Names = Names(), place: Place = Place()) -> tuple[Term, ...]:
    """The relations of a text, one for every sign: ``0 < a < b`` is ``0 < a`` and ``a < b``.

    >>> from derivex.notation.write import plain
    >>> [plain(relation) for relation in read_relations("0 < a < b")]
    ['0 < a', 'a < b']
    """
    code = source(text, place)
    signs: list[Token] = []
    sides: list[Term] = []
    part: list[Token] = []
    depth = 0
    tokens = tokenize(code)
    stray = frozenset(_outside_of_cases(tokens))
    for token in (*decide(tokens, code, names), _end(code)):
        depth += {"OPEN": 1, "BAR": 1, "CLOSE": -1, "ENDBAR": -1}.get(token.kind, 0)
        if token.kind == "RELATION" and depth and token in stray:
            raise code.unreadable("a relation can't stand inside brackets", token)
        if token.kind not in ("RELATION", "$END") or (token.kind == "RELATION" and depth):
            part.append(token)
            continue
        if not part and (signs or token.kind == "RELATION"):
            if token.kind == "RELATION":
                raise code.unreadable(f'something is missing before "{code.slice(token, token)}"', token)
            sign = signs[-1]
            gap = Token("", "", sign.end, sign.end + 1)
            raise code.unreadable(f'something is missing after "{code.slice(sign, sign)}"', gap)
        sides.append(_expression(part, code, names, token._replace(kind="$END")))
        if token.kind == "RELATION":
            signs.append(token)
        part = []
    if not signs:
        whole = Token("", "", 0, max(1, len(text.rstrip())))
        raise code.unreadable("a relation is expected", whole, "write an = or < between two expressions")
    return tuple(App(sign.text, pair) for sign, pair in zip(signs, pairwise(sides), strict=True))


def _outside_of_cases(tokens: list[Token]) -> Iterator[Token]:
    """The signs of relations that aren't conditions of a ``Piecewise`` (or of its ``And`` and ``Or``)."""
    opened: list[bool] = []
    before = ""
    for token in tokens:
        if token.kind in ("OPEN", "BAR"):
            opened.append(before in CASES or (before in ("(", ",") and bool(opened) and opened[-1]))
        elif token.kind in ("CLOSE", "ENDBAR"):
            opened = opened[:-1]
        elif token.kind == "RELATION" and not (opened and opened[-1]):
            yield token
        before = token.text


def read_relation(text: str, *, names: Names = Names(), place: Place = Place()) -> Term:
    """The one relation of a text, such as ``L = R``.

    >>> read_relation("x >= 0").head
    '>='
    """
    relations = read_relations(text, names=names, place=place)
    if len(relations) > 1:
        whole = source(text, place).at(Token("", "", 0, len(text.rstrip())))
        raise Unreadable("one relation is expected, here is a chain", place=whole, remedy="write them one by one")
    return relations[0]


def _end(code: Source) -> Token:
    length = len(code.text.rstrip())
    return Token("$END", "", length, length + 1)


def _expression(tokens: list[Token], code: Source, names: Names, end: Token) -> Term:
    if not tokens:
        raise code.unreadable("there is nothing to read", end, "write an expression")
    try:
        return parse(tokens, end, Builder(code, names))
    except Stuck as stuck:
        raise complaint(stuck, code) from None


def complaint(stuck: Stuck, code: Source) -> Unreadable:
    """One sentence for the two tokens between which nothing fits."""
    token, before = stuck.token, stuck.before
    here = f'"{code.slice(token, token)}"'
    if before is None:
        return code.unreadable(f"something is missing before {here}", token)
    there = f'"{code.slice(before, before)}"'
    if before.kind == "DERIVATIVE":
        remedy = "write it to the right, or diff(f, x)"
        return code.unreadable(f"{there} needs something to differentiate", before, remedy)
    if token.kind == "COMMA":
        remedy = "a number is written without a comma" if before.kind == "NUMBER" else ""
        return code.unreadable("a comma stands only between the arguments of a function", token, remedy)
    if before.kind == "OPEN" and token.kind == "CLOSE":
        return code.unreadable("there is nothing between these brackets", before._replace(end=token.end))
    if token.kind == "$END" or token.kind in ("CLOSE", "ENDBAR"):
        return code.unreadable(f"something is missing after {there}", before)
    if before.kind in _OPERATORS or before.kind == "COMMA":
        return code.unreadable(f"something is missing between {there} and {here}", token)
    return code.unreadable(f"something is missing before {here}", token)
