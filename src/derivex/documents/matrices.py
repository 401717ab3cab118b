r"""A side about matrices as an expression: sums, products and powers of tables and letters, with scalars between them.

Only what concerns matrices is read here. A stretch of a product in which nothing does is cut out and read as any other
scalar, and so is every cell of a matrix; so there is one reader of numbers, and what it refuses is refused. Bars
around a matrix are its determinant, ``T`` above it is its transpose, and ``-1`` its inverse; a small ``t`` or a prime
there may be something else and is refused. A function of a matrix is kept as it stands and not looked into.

Contract: the expression that is written, or ``NotCheckable``, ``Ambiguous``, ``Unreadable`` at its place.
"""

from __future__ import annotations

import re
from functools import partial

from derivex.documents.concerning import Reader, concerns, raised_by_more
from derivex.documents.grids import cells, kind_of
from derivex.documents.letters import TRACES, TRANSPOSING, a_block, name_of
from derivex.documents.opaque import a_function, applies, called, derivative, derives, opaque, reaching, shown
from derivex.documents.operands import Operand, Span, operands
from derivex.errors import Unreadable
from derivex.matrices.expression import (
    Determinant,
    Expression,
    Letter,
    Negative,
    Opaque,
    Power,
    Product,
    Scalar,
    Sum,
    Trace,
    Transposed,
    Unit,
    Written,
)
from derivex.matrices.tables import Table
from derivex.notation.names import FUNCTION_LETTERS
from derivex.term import ONE, ZERO, divide

_D = re.compile(r"\s*(?:\\mathrm\s*\{?\s*d\s*\}?|d|\\partial)(?![A-Za-z])")
_WHOLE = re.compile(r"\s*(-?)\s*([0-9]{1,3})\s*")
_INVERSE_TRANSPOSED = re.compile(rf"\s*-\s*{TRANSPOSING.pattern}")
_FUNCTIONS = FUNCTION_LETTERS - {"u", "v", "w"} | {"varphi"}
_REACHING = frozenset({r"\sum", r"\prod", r"\int", r"\iint", r"\lim", r"\oint"})
_ZEROS = frozenset({r"\mathbf{0}", r"\vec{0}", r"\boldsymbol{0}", r"\bm{0}"})


def read(reader: Reader) -> Expression:
    """The expression that a side is; a ``Scalar`` if nothing in it concerns matrices."""
    return _sum(reader, (0, len(reader.passage.text)))


def read_part(reader: Reader, span: Span) -> Expression:
    """The expression between two offsets."""
    return _sum(reader, span)


# ---- sums and products ----


def _sum(reader: Reader, span: Span) -> Expression:
    content = operands(reader.passage, span)
    if not any(concerns(reader, each) for each in content):
        return Scalar(reader.scalar(reader.passage.cut(*span).stripped()))
    terms: list[tuple[bool, list[Operand]]] = [(False, [])]
    for index, operand in enumerate(content):
        if operand.kind != "sign":
            terms[-1][1].append(operand)
            continue
        if index and content[index - 1].kind in ("times", "slash", "sign"):
            raise reader.ambiguous("a sign follows a sign", operand)
        if index:
            terms.append((False, []))
        terms[-1] = (operand.text == "-", [])
    parts = []
    for negative, term in terms:
        if not term:
            raise Unreadable("something is missing beside a sign", place=reader.passage.place(content[-1].start))
        part = _product(reader, term)
        parts.append(Negative(part) if negative else part)
    return parts[0] if len(parts) == 1 else Sum(tuple(parts))


def _product(reader: Reader, content: list[Operand]) -> Expression:
    """A product: its matrices one by one, and between them the stretches that are scalars."""
    factors: list[Expression] = []
    signs: list[str] = []
    sign, index = "", 0
    while index < len(content):
        operand = content[index]
        if operand.kind == "times":
            if sign or not factors or index + 1 == len(content):
                raise Unreadable("something is missing beside a sign", place=reader.passage.place(operand.start))
            sign, index = operand.text, index + 1
            continue
        if operand.text in _REACHING and any(concerns(reader, each) for each in content[index:]):
            factor, index = reaching(reader, content, index, partial(_sum, reader)), len(content)
        elif applies(reader, content, index):
            factor, index = called(reader, operand, content[index + 1], partial(_sum, reader)), index + 2
        elif concerns(reader, operand):
            factor, index = _matrix(reader, content, index)
        else:
            factor, index = _stretch(reader, content, index)
        if factors:
            signs.append(sign)
        factors.append(factor)
        sign = ""
    return factors[0] if len(factors) == 1 else Product(tuple(factors), tuple(signs))


def _stretch(reader: Reader, content: list[Operand], index: int) -> tuple[Expression, int]:
    """Scalars side by side, as they are written, up to a matrix; signs of multiplication before it are left."""
    stop = index
    while stop < len(content) and not concerns(reader, content[stop]) and content[stop].text not in _REACHING:
        if applies(reader, content, stop):
            break
        stop += 1
    if stop == index:  # a sum of numbers, to the end
        stop = len(content)
    ahead = stop < len(content)
    last = stop
    while content[last - 1].kind == "times":
        last -= 1
    operand = content[last - 1]
    if operand.kind == "slash" or content[index].kind == "slash":
        raise reader.refused("a matrix beside a slash is not read", content[last - 1])
    if ahead and last == stop and content[stop].kind != "word":
        _check_applies(reader, operand, content[stop])
    cut = reader.passage.cut(content[index].start, operand.stop)
    return Scalar(reader.scalar(cut)), last


def _check_applies(reader: Reader, operand: Operand, matrix: Operand) -> None:
    """What stands before a matrix multiplies it, and isn't a function of it."""
    if operand.kind == "word" and not a_function(operand):
        reader.scalar(reader.passage.cut(operand.start, operand.stop))  # which refuses what it doesn't know
    if operand.kind == "word" or operand.text.startswith((r"\operatorname", r"\mathrm", r"\text")):
        raise reader.refused("a function of a matrix is not read", operand)
    if operand.kind == "fraction" and _D.match(reader.text(operand.inner[0])):
        raise reader.refused("a derivative of a matrix is not read", operand)
    called = operand.kind == "name" and operand.text.lstrip("\\") in _FUNCTIONS
    called = called or (operand.kind == "name" and matrix.kind == "bracket" and len(reader.inner(matrix)) == 1)
    if called and matrix.kind in ("bracket", "environment") and operand.above is None:
        message = f'"{operand.text}" before a matrix can be a product or a function of it'
        raise reader.ambiguous(message, operand, rf"write {operand.text} \cdot for a product")


# ---- one matrix, or what is made of one ----


def _matrix(reader: Reader, content: list[Operand], index: int) -> tuple[Expression, int]:
    """A factor with its exponent, and the index after it."""
    operand = content[index]
    name = name_of(operand, reader.passage) if operand.kind == "name" else operand.text
    if name in TRACES or name == r"\det":
        return _function(reader, content, index)
    if index + 1 < len(content) and content[index + 1].kind == "slash":
        raise reader.refused("a matrix beside a slash is not read", operand)
    if raised_by_more(reader, operand):
        return opaque(reader, operand, partial(_sum, reader)), index + 1
    if derives(reader, operand):
        return derivative(reader, content, index, partial(_sum, reader))
    before_bracket = operand.kind == "name" and index + 1 < len(content) and content[index + 1].kind == "bracket"
    if before_bracket and operand.above is not None and not reader.letters.certain(name):
        raise reader.ambiguous("this can be a power of a letter, or an inverse function", operand)
    if before_bracket and operand.above is None:
        bracket = content[index + 1]
        inside = concerns(reader, bracket)
        if not inside or not reader.letters.multiplies(name):
            return _raised(reader, bracket, called(reader, operand, bracket, partial(_sum, reader))), index + 2
    return _raised(reader, operand, _base(reader, operand)), index + 1


def _function(reader: Reader, content: list[Operand], index: int) -> tuple[Expression, int]:
    r"""``\det A`` or ``\mathrm{tr}(A)``: of the bracket or the one letter behind it."""
    word = content[index]
    if word.above is not None or word.primes or index + 1 == len(content):
        raise reader.refused("what this is taken of can't be told", word)
    of = content[index + 1]
    behind = content[index + 2] if index + 2 < len(content) else None
    if of.kind == "name" and behind is not None and concerns(reader, behind) and behind.text != r"\det":
        raise reader.ambiguous("where this argument ends can't be told", word)
    if of.kind not in ("name", "bracket", "environment"):
        raise reader.refused("what this is taken of can't be told", word)
    base = _base(reader, of) if concerns(reader, of) else _sum(reader, (of.start, of.stop))
    raised = of.above is not None and re.fullmatch(r"\s*[0-9]\s*", reader.text(of.above)) is None
    if word.text != r"\det" and of.kind == "bracket" and raised:
        raise reader.ambiguous("what this exponent is of can't be told", of)
    if of.kind == "name":
        return _taken(word, _raised(reader, of, base)), index + 2
    return _raised(reader, of, _taken(word, base)), index + 2


def _taken(word: Operand, part: Expression) -> Expression:
    return Determinant(part) if word.text == r"\det" else Trace(part)


def _base(reader: Reader, operand: Operand) -> Expression:
    """A factor without its exponent."""
    if operand.primes and operand.kind == "name" and operand.above is None:
        name = name_of(operand, reader.passage)  # a derivative or a transpose: another letter in any case
        return Opaque(shown(reader, operand, operand), (name,))
    if operand.primes:
        raise reader.refused("a prime beside a matrix can be a transpose or a derivative", operand)
    if operand.kind == "name":
        return _letter(reader, operand)
    if operand.kind == "number":
        ones = Letter(f"1_{reader.text(operand.below or operand.inner[0])}")
        return Product((Scalar(ZERO), Unit()), ("",)) if operand.text == "0" else ones
    if operand.kind == "angle":
        return opaque(reader, operand._replace(above=None), partial(_sum, reader))
    if operand.below is not None:
        raise reader.refused("this index is not read", operand)
    if operand.kind == "environment":
        return _environment(reader, operand)
    if operand.kind in ("bracket", "bars"):
        return _delimited(reader, operand)
    if operand.kind == "group":
        return _sum(reader, operand.inner[0])
    if operand.kind == "fraction" and operand.text != r"\binom":
        return _fraction(reader, operand)
    return opaque(reader, operand, partial(_sum, reader))


def _letter(reader: Reader, operand: Operand) -> Expression:
    name = name_of(operand, reader.passage)
    if reader.letters.unit(name):
        index = name.partition("_")[2]
        return Unit(int(index) if index.isdigit() else None, index)
    if name in _ZEROS:
        return Product((Scalar(ZERO), Unit()), ("",))
    return Letter(name)


def _environment(reader: Reader, operand: Operand) -> Expression:
    kind = kind_of(operand.text)
    if kind == "bare":
        raise reader.refused("no brackets stand around this matrix", operand)
    table = _table(reader, operand)
    return Determinant(Written(table)) if kind == "determinant" else Written(table)


def _delimited(reader: Reader, operand: Operand) -> Expression:
    content = reader.inner(operand)
    (first, *others) = content
    bare = not others and first.kind == "environment" and kind_of(first.text) == "bare" and first.above is None
    part = Written(_table(reader, first)) if bare else _sum(reader, operand.inner[0])
    return Determinant(part, bars=True) if operand.kind == "bars" else part


def _table(reader: Reader, operand: Operand) -> Table:
    rows = []
    for row in cells(reader.passage, operand):
        terms = []
        for start, stop in row:
            inside = operands(reader.passage, (start, stop))
            for each in inside:
                holds = each.kind == "environment" and kind_of(each.text)
                name = name_of(each, reader.passage) if each.kind == "name" else ""
                if holds or reader.letters.certain(name) or a_block(name):
                    raise reader.refused("a matrix stands in a matrix, and blocks are not read", each)
            terms.append(reader.scalar(reader.passage.cut(start, stop).stripped()))
        rows.append(tuple(terms))
    table = Table(tuple(rows))
    if kind_of(operand.text) == "determinant" and table.size == "1×1":
        raise reader.refused("bars around one entry are a determinant or an absolute value", operand)
    return table


def _fraction(reader: Reader, operand: Operand) -> Expression:
    above, below = (_sum(reader, span) for span in operand.inner)
    if isinstance(below, Scalar):
        return Product((Scalar(divide(ONE, below.term)), above), ("",))
    if not _number(below):
        raise reader.refused("a matrix stands in a denominator", operand)
    return Product((above, Power(below, -1)), ("",))


def _number(expression: Expression) -> bool:
    """Whether an expression has the value of a number, whatever its letters are."""
    match expression:
        case Scalar() | Determinant() | Trace():
            return True
        case Sum(parts):
            return all(_number(part) for part in parts)
        case Product(factors):
            return all(_number(factor) for factor in factors)
        case Negative(part) | Power(part):
            return _number(part)
    return False


def _raised(reader: Reader, operand: Operand, base: Expression) -> Expression:
    """A base with what stands above it."""
    if operand.above is None:
        return base
    exponent = reader.text(operand.above)
    if TRANSPOSING.fullmatch(exponent):
        if exponent.strip() == "T" and not reader.letters.transposes:
            raise reader.refused("T above a matrix can be a transpose or a power", operand)
        return Transposed(base)
    if _INVERSE_TRANSPOSED.fullmatch(exponent):
        return Transposed(Power(base, -1))
    whole = _WHOLE.fullmatch(exponent)
    if whole is None:
        return opaque(reader, operand, partial(_sum, reader))
    return Power(base, int(whole[1] + whole[2]))
