r"""Reading LaTeX mathematics: text to the same terms as those of the plain notation.

Passes, each of which knows one thing: ``latex_tokens`` knows control words, ``latex_tree`` braces and scripts,
``latex_survey`` what a text shows about its letters, ``latex_meaning`` and the rooms that it draws on what a formula
says. They end in the decided tokens of the plain notation, which ``precedence`` and ``build`` turn into a term.

Contract: ``read`` gives exactly what was written, or raises ``Unreadable``, ``Ambiguous``, ``NotCheckable`` or
``TooLarge`` at its place; ``read(write(term)) == term`` for every term that needs no infinity but in bounds.
Every number and name of the text is in the term, which is asserted each time. Text is never evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from derivex.errors import InputError, Place, TooLarge
from derivex.notation.build import Builder
from derivex.notation.latex_conventions import Conventions
from derivex.notation.latex_joined import joined
from derivex.notation.latex_leaves import check_leaves
from derivex.notation.latex_meaning import decided
from derivex.notation.latex_names import Reading
from derivex.notation.latex_parts import Part, Row
from derivex.notation.latex_survey import survey
from derivex.notation.latex_tokens import lines, tokenize
from derivex.notation.latex_tree import row_of
from derivex.notation.names import Names
from derivex.notation.plain import complaint
from derivex.notation.precedence import Stuck, parse
from derivex.notation.tokens import Source, Token
from derivex.term import App, Term

__all__ = ["Conventions", "conventions", "read", "read_relations"]

_Atoms = dict[str, tuple[str, ...]]


def read(
    text: str, *, names: Names = Names(), place: Place = Place(), conventions: Conventions = Conventions()
) -> Term:
    r"""The term that a LaTeX text stands for.

    ``names`` are the functions and symbols that its file has declared, ``conventions`` what other lines of its
    chain show about their letters, and ``place`` is where the text begins.

    >>> from derivex.notation.write import plain
    >>> plain(read(r"\frac{e^{-x}}{(1 + e^{-x})^2}"))
    'exp(-x)/(1 + exp(-x))^2'
    >>> plain(read(r"\frac{d}{dx} \sin 2x"))
    'diff(sin(2*x), x)'
    >>> read(r"\frac{dy}{dx}")
    Traceback (most recent call last):
    derivex.errors.NotCheckable: that "y" depends on "x" is not said here; write y(x)
    """
    code = lines(text, place)
    tokens = tokenize(code, names)
    row = joined(row_of(tokens, code), tokens, names)
    reading, atoms = _reading(row, tokens, code, names, conventions)
    return _term(row, tokens, atoms, reading, _end(code))


def read_relations(
    text: str, *, names: Names = Names(), place: Place = Place(), conventions: Conventions = Conventions()
) -> tuple[Term, ...]:
    r"""The relations of a text, one for every sign: ``a \leq b < c`` is ``a <= b`` and ``b < c``.

    >>> from derivex.notation.write import plain
    >>> [plain(relation) for relation in read_relations(r"0 < a \leq b")]
    ['0 < a', 'a <= b']
    """
    code = lines(text, place)
    tokens = tokenize(code, names)
    row = joined(row_of(tokens, code), tokens, names)
    reading, atoms = _reading(row, tokens, code, names, conventions)
    signs = [part for part in row if part.kind == "RELATION"]
    if not signs:
        whole = Token("", "", 0, max(1, len(text.rstrip())))
        raise code.unreadable("a relation is expected", whole, "write an = or < between two expressions")
    sides: list[Term] = []
    start = 0
    for index, part in enumerate((*row, _stop(code))):
        if part.kind in ("RELATION", "$END"):
            side = row[start:index]
            if not side:
                raise _missing(row, index, code)
            first = row[start - 1].end if start else 0
            inside = [token for token in tokens if first <= token.start < part.start]
            sides.append(_term(side, inside, atoms, reading, part.token._replace(kind="$END")))
            start = index + 1
    return tuple(App(sign.text, pair) for sign, pair in zip(signs, pairwise(sides), strict=True))


def conventions(texts: Iterable[str], *, names: Names = Names()) -> Conventions:
    r"""What the texts of a chain show about their letters: what depends on what, which are sequences, and so on.

    A text that can't be read shows nothing; it is refused where it is read.

    >>> plain_reading = conventions([r"\frac{dy}{dx} = 2 y", r"\sum_{i=1}^n x_i"])
    >>> dict(plain_reading.dependent), sorted(plain_reading.indexed)
    ({'y': 'x'}, ['x'])
    """
    found = Conventions()
    for text in texts:
        code = lines(text, Place())
        try:
            tokens = tokenize(code, names)
            shown, _ = survey(joined(row_of(tokens, code), tokens, names), code, names)
        except InputError:
            continue
        found = found.joined(shown)
    return found


def _reading(row: Row, tokens: list[Token], code: Source, names: Names, given: Conventions) -> tuple[Reading, _Atoms]:
    if "e" in names.symbols and any(token.kind == "ITALIC" for token in tokens):
        names = Names(names.functions, names.symbols - {"e"})  # beside \mathit{e}, e is Euler's number
    shown, atoms = survey(row, code, names)
    joined = given.joined(shown)
    told = replace(joined, dependent=given.dependent)  # what depends on what is for the caller to say
    if any((by, name) in joined.under and not {name, by} <= names.symbols for name, by in shown.under):
        sign = next(token for token in tokens if token.kind == "INTEGRAL")
        message = "a variable of one integral stands under another, on whose variable it may depend"
        raise code.ambiguous(message, sign, "write u(x), and integrate by x")
    return Reading(code, names, told, row), atoms


def _term(row: Row, marks: list[Token], atoms: _Atoms, reading: Reading, end: Token) -> Term:
    code = reading.code
    if not row:
        raise code.unreadable("there is nothing to read", end, "write an expression")
    found = decided(row, reading)
    builder = Builder(code, Names(reading.names.functions, reading.names.symbols | {"e"}))
    try:
        term = parse(found.tokens, end, builder)
    except Stuck as stuck:
        token = stuck.token
        if token.kind == "COMMA" and code.slice(token, token) not in (",", ";"):  # one that a form brings along
            raise code.unreadable(f'something is missing in "{code.slice(token, token)}"', token) from None
        raise complaint(stuck, code) from None
    except TooLarge as error:
        raise error.at(code.at(Token("", "", 0, 1))) from None
    check_leaves(term, marks, found, atoms, code)
    return term


def _missing(row: Row, index: int, code: Source) -> InputError:
    if index < len(row):
        sign = row[index].token
        return code.unreadable(f'something is missing before "{code.slice(sign, sign)}"', sign)
    sign = row[-1].token
    gap = Token("", "", sign.end, sign.end + 1)
    return code.unreadable(f'something is missing after "{code.slice(sign, sign)}"', gap)


def _stop(code: Source) -> Part:
    end = _end(code)
    return Part("$END", "", end.start, end.end)


def _end(code: Source) -> Token:
    length = len(code.text.rstrip())
    return Token("$END", "", length, length + 1)
