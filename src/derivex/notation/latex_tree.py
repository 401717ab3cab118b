r"""Which brace, bracket and bar belongs to which, and what belongs to one operand.

Every pair becomes one part that holds its row; scripts and primes go to the operand before them, and the
arguments of ``\frac``, ``\sqrt`` and the like to their control word. A row is complete as soon as its bracket closes,
so one stack does, and nothing recurses. A bar that follows an operand closes, if there is one to close;
one with a script and nothing to close evaluates what stands before it.

Contract: depth is bounded; braces that only group are gone, and where they hold more than what is
seen on paper to belong together the text is refused.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from derivex.notation.latex_parts import BEGINS, NAMES, OPERANDS, PREFIXES, Part, Row, accented, indexed
from derivex.notation.tokens import Source, Token

MAX_NESTING: Final = 100  # a term of that depth can't be built
MAX_BARE: Final = 10  # \frac\frac\frac… without braces

_SCRIPTED: Final = OPERANDS | PREFIXES | {"BANG", "EVALUATE", "PARTIAL"}
_ENDS: Final = NAMES | {"NUMBER", "INFINITY", "CLOSE", "RBRACE", "END", "BANG", "PRIME"}
_FOLLOWS: Final = NAMES | {"NUMBER", "OPEN", "FUNCTION", "FRACTION", "RADICAL"}
_APART: Final = frozenset(["", "PLUS", "MINUS", "RELATION", "COMMA"])  # no factor, behind the braces of a sum
_PAIR: Final = re.compile(r"\{\{[^{}]*\}\{[^{}]*\}\}")  # how Kronecker's delta differs from a name: delta_{{i}{j}}
_FORMS: Final = frozenset(["FRACTION", "BINOMIAL", "RADICAL", "ACCENT"])  # with arguments that follow
_SINGLE: Final = frozenset(["NAME", "NUMBER", "INFINITY", "PRIME", "PLUS", "MINUS", "TIMES", "CIRC"])
_PAIRS: Final = {"(": ")", "[": "]", "{": "}", "|": "|", "floor": "floor", "ceiling": "ceiling", ".": "|"}


class _Open(NamedTuple):
    """What is open: its token, and the parts since."""

    token: Token
    parts: list[Part]


def row_of(tokens: list[Token], code: Source) -> Row:
    """The row of the whole text."""
    stack = [_Open(Token("", "", 0, 0), [])]
    single, double = _bars_between(tokens)
    for index, token in enumerate(tokens):
        kind = token[0]
        if kind == "BAR" and index in single:
            kind, token = "GIVEN", token._replace(kind="GIVEN")
        elif kind == "BAR" and index - 1 in double:
            continue
        elif kind == "BAR" and index in double:
            kind, token = "GIVEN", token._replace(kind="GIVEN", text="||", end=tokens[index + 1].end)
        elif kind == "BAR":
            kind = _turned(tokens, index, stack[-1], code)
            token = Token("BAR" if kind == "OPEN" else kind, "|", token[2], token[3])
        if kind in NAMES:
            stack[-1].parts.append(Part("NAME", token[1], token[2], token[3], kind))
        elif kind == "OPEN" or kind == "LBRACE" or kind == "BEGIN":
            stack.append(_Open(token, []))
            if len(stack) > MAX_NESTING:
                raise code.too_large(f"braces and brackets are nested more than {MAX_NESTING} deep", token)
        elif kind == "CLOSE" or kind == "RBRACE" or kind == "END":
            if len(stack) == 1:
                raise code.unreadable("nothing was opened that this closes", token)
            opened, parts = stack.pop()
            what = _closed(opened, token, code)
            row = assembled(parts, code)
            stack[-1].parts.append(Part(what, opened[1], opened[2], token[3], token[1], (row,)))
        else:
            stack[-1].parts.append(Part(kind, token[1], token[2], token[3]))
    if len(stack) > 1:
        opened = stack[-1].token
        raise code.unreadable(f"this {_what(opened)} is never closed", opened)
    return assembled(stack[0].parts, code)


def _bars_between(tokens: list[Token]) -> tuple[frozenset[int], frozenset[int]]:
    """The bars that stand alone in their brackets behind an operand, ``p(y|x)``, and the first of two, ``K(p||q)``."""
    if not any(token[0] == "BAR" for token in tokens):
        return frozenset(), frozenset()
    found: list[int] = []
    double: list[int] = []
    indices: set[int] = set()  # bars between braces below
    opened_at: list[int] = []
    opened: list[tuple[Token, list[int]]] = []
    for index, token in enumerate(tokens):
        if token.kind in ("OPEN", "LBRACE", "BEGIN"):
            opened.append((token, []))
            opened_at.append(index)
        elif token.kind in ("CLOSE", "RBRACE", "END") and opened:
            bracket, bars = opened.pop()
            opened_at.pop()
            behind = bool(bars) and bracket.text in ("(", "[") and tokens[bars[0] - 1].kind in _ENDS
            below = len(bars) == 1 and bracket.kind == "LBRACE" and token.kind == "RBRACE" and bars[0] in indices
            if (behind and len(bars) == 1) or below:
                found += bars
            elif behind and len(bars) == 2 and bars[1] == bars[0] + 1 and tokens[bars[1] + 1].kind in _FOLLOWS:
                double.append(bars[0])
        elif token.kind == "BAR" and opened:
            opened[-1][1].append(index)
            if tokens[index - 1].kind in _ENDS and tokens[opened_at[-1] - 1].kind == "UNDER":
                indices.add(index)
    given = frozenset(index for index in found if tokens[index + 1].kind not in ("UNDER", "CARET"))
    return given, frozenset(double)


def _what(opened: Token) -> str:
    return "bar" if opened.text == "|" else "brace" if opened.kind == "LBRACE" else "bracket"


def _closed(opened: Token, token: Token, code: Source) -> str:
    """The kind of part that two delimiters make."""
    if opened.kind == "LBRACE" and token.kind == "RBRACE":
        return "BRACES"
    if opened.kind == "BEGIN" and token.kind == "END":
        return "CASES"
    if opened.kind in ("OPEN", "BAR") and token.kind == "CLOSE":
        if _PAIRS.get(opened.text) == token.text:
            return "BRACKET"
        if {opened.text, token.text} <= {"(", ")", "[", "]"}:
            span = opened._replace(end=token.end)
            raise code.not_checkable("these brackets make an interval, and intervals are not read", span)
    raise code.unreadable(f"this {_what(opened)} is never closed", opened)


def _turned(tokens: list[Token], index: int, opened: _Open, code: Source) -> str:
    """Whether a bar opens, closes or evaluates."""
    after_operand = index > 0 and tokens[index - 1].kind in _ENDS
    following = tokens[index + 1].kind if index + 1 < len(tokens) else ""
    if opened.token.kind == "BAR" and after_operand:
        if following in _FOLLOWS and any(token.kind == "BAR" for token in tokens[index + 1 :]):
            raise code.ambiguous("these bars can be paired in two ways", tokens[index], r"write \left| and \right|")
        return "CLOSE"
    return "EVALUATE" if after_operand and following in ("UNDER", "CARET") else "OPEN"


# ---- what belongs to one operand ----


def assembled(parts: list[Part], code: Source) -> Row:
    """The parts of a row, each with its arguments, scripts and primes."""
    if any(part[0] == "OVER" for part in parts):
        return _split(parts, code)
    if parts and all(part[0] == "PRIME" for part in parts):
        return tuple(parts)  # y^{\prime}
    row: list[Part] = []
    index, length = 0, len(parts)
    while index < length:
        part = parts[index]
        kind = part[0]
        index += 1
        if kind == "CARET" or kind == "UNDER":
            script, index = _argument(parts, index, part, code)
            if row and row[-1].kind == "GIVEN" and row[-1].text == "||":
                norm = next(each for each in row if each.kind == "GIVEN")
                raise code.not_checkable("a norm is not read", norm.token)
            if not row or row[-1].kind not in _SCRIPTED:
                raise code.unreadable(f"something is missing before {_shown(part, code)}", part.token)
            row[-1] = (_raised if kind == "CARET" else _lowered)(row[-1], part, script, code)
            if kind == "UNDER" and row[-1].kind == "NAME":
                row[-1] = row[-1]._replace(end=parts[index - 1].end)
        elif kind == "PRIME":
            if not row or row[-1].kind not in OPERANDS or row[-1].sup is not None:
                raise code.unreadable("a prime follows a name", part.token)
            row[-1] = row[-1]._replace(primes=row[-1].primes + 1)
        elif kind in _FORMS:
            form, index = _form(parts, index - 1, code)
            row.append(form)
        elif kind == "BRACES":
            following = parts[index].kind if index < length else ""
            apart = (not row or row[-1].kind == "PLUS") and following in _APART
            row.extend(_transparent(part, following, alone=length == 1 or apart, code=code))
        else:
            row.append(part)
    return tuple(row)


def _shown(part: Part, code: Source) -> str:
    return f'"{code.slice(part.token, part.token)}"'


def _split(parts: list[Part], code: Source) -> Row:
    r"""``n \choose k`` and ``a \over b``: the row left of it and the row right of it."""
    (index, sign), *others = ((index, part) for index, part in enumerate(parts) if part.kind == "OVER")
    if others:
        raise code.unreadable("two of these stand in one pair of braces", others[0][1].token)
    rows = (assembled(parts[:index], code), assembled(parts[index + 1 :], code))
    return (Part(sign.text, "", parts[0].start, parts[-1].end, rows=rows),)


def _argument(parts: list[Part], index: int, owner: Part, code: Source, depth: int = 0) -> tuple[Row, int]:
    """The row of an argument or a script, and the index after it."""
    if index >= len(parts):
        raise code.unreadable(f"something is missing after {_shown(owner, code)}", owner.token)
    part = parts[index]
    if part.kind == "BRACES":
        return part.rows[0], index + 1
    if part.kind in _FORMS:
        form, index = _form(parts, index, code, depth + 1)
        return (form,), index
    sign = part.kind in ("PLUS", "MINUS")
    if part.kind not in _SINGLE or (sign and index + 1 < len(parts) and parts[index + 1].kind in ("NUMBER", "NAME")):
        raise code.unreadable(f"the argument of {_shown(owner, code)} needs braces", part.token)
    if part.kind == "NUMBER" and part.end - part.start > 1:
        raise code.ambiguous("TeX takes only the first digit here", part.token, "write braces")
    return (part,), index + 1


def _form(parts: list[Part], index: int, code: Source, depth: int = 0) -> tuple[Part, int]:
    """A fraction, a root or an accent with its arguments."""
    part = parts[index]
    index += 1
    if depth > MAX_BARE:
        raise code.too_large(f"more than {MAX_BARE} commands follow each other without braces", part.token)
    if part.kind == "RADICAL":
        count: Row | None = None
        if index < len(parts) and parts[index].kind == "BRACKET" and parts[index].text == "[":
            count, index = parts[index].rows[0], index + 1
        inside, index = _argument(parts, index, part, code, depth)
        rows = (inside,) if count is None else (inside, count)
        return part._replace(kind="ROOT", end=parts[index - 1].end, rows=rows), index
    first, index = _argument(parts, index, part, code, depth)
    if part.kind == "ACCENT":
        return accented(part, first, parts[index - 1].end, code), index
    second, index = _argument(parts, index, part, code, depth)
    return part._replace(end=parts[index - 1].end, rows=(first, second)), index


def _transparent(braces: Part, following: str, *, alone: bool, code: Source) -> Row:
    """What braces hold, without them: on paper they aren't seen."""
    (row,) = braces.rows
    signs = any(part.kind not in BEGINS for part in row)
    if following in ("CARET", "UNDER", "PRIME", "BANG"):
        taken = len(row) == 1 and (row[0].sup is not None or (following == "UNDER" and row[0].sub is not None))
        signs = len(row) != 1 or taken or row[0].kind not in OPERANDS
    if signs and not alone:
        raise code.ambiguous("braces group, and on paper they aren't seen", braces.token, "write round brackets")
    return row


def _raised(part: Part, sign: Part, script: Row, code: Source) -> Part:
    if script and all(each.kind == "PRIME" for each in script):
        return part._replace(primes=part.primes + len(script))
    if part.sup is not None:
        raise code.unreadable("two exponents follow each other", sign.token, "write braces or brackets")
    if not script:
        raise code.unreadable("this exponent is empty", sign.token)
    if len(script) == 1 and script[0].kind == "TIMES" and part.kind == "NAME" and not part.primes:
        star = Part("ACCENT", "star", script[0].start, script[0].end)
        return accented(star, (part,), script[0].end, code)._replace(start=part.start)
    if script[0].kind == "TIMES":
        raise code.not_checkable("a star above a name can be a conjugate or another name", sign.token)
    return part._replace(sup=script)


def _lowered(part: Part, sign: Part, script: Row, code: Source) -> Part:
    if part.sub is not None:
        raise code.unreadable("two indices follow each other", sign.token, "write x_{i,j}")
    if not script:
        raise code.unreadable("this index is empty", sign.token)
    if part.kind != "NAME":
        return part._replace(sub=script)
    if part.text == "delta" and len(script) == 2 and _PAIR.match(code.text, sign.end):
        return part._replace(kind="DELTA", text="", rows=(script[:1], script[1:]))
    return indexed(part, script, code, tight=code.text.startswith("{{", sign.end))
