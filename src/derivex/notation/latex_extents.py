r"""How far something reaches: a term to the next sign, a sine to where a reader ends its argument.

Contract: an extent is a range of a row. Where readers disagree, ``\sin x/2`` and ``\ln f(x) g(x)``, the text is
refused.
"""

from __future__ import annotations

from typing import Final

from derivex.errors import Ambiguous
from derivex.notation.latex_differentials import Integral, derivative_of, integrals_of
from derivex.notation.latex_names import Reading, is_euler, opens_call
from derivex.notation.latex_parts import BEGINS, Part, Row

MAX_CHAIN: Final = 90  # functions of functions without brackets

_BREAKS: Final = frozenset(["RELATION", "COMMA", "TEXT", "AMPERSAND", "NEWLINE", "TO"])
_SIGNS: Final = frozenset(["PLUS", "MINUS"])
_LEADS: Final = frozenset(["TIMES", "SLASH", "PLUS", "MINUS", "BIG", "LIMIT", "INTEGRAL"])


def term_end(row: Row, start: int, integrals: dict[int, Integral]) -> int:
    """Where the term that begins there ends: before a sign between terms, a relation or a comma."""
    index, length = start, len(row)
    while index < length:
        kind = row[index].kind
        if kind in _BREAKS:
            return index
        if kind in _SIGNS and index > start and row[index - 1].kind not in _LEADS:
            return index
        if kind == "INTEGRAL" and index in integrals:
            integral = integrals[index]
            index = integral.ends[-1] + (0 if integral.inside else 1)
        index += 1
    return length


def statement_end(row: Row, start: int) -> int:
    """Where the sum ends in which something stands."""
    while start < len(row) and row[start].kind not in _BREAKS:
        start += 1
    return start


def mentions(row: Row, variable: Part) -> bool:
    """Whether a name stands in a row, outside of sums, limits and integrals that bind it."""
    name = variable.text
    euler = name == "e"  # and not the letter beside it
    waiting: list[Row] = [row]
    while waiting:
        for part in waiting.pop():
            if part.kind == "INTEGRAL":
                break
            if part.kind in ("BIG", "LIMIT") and part.sub and part.sub[0].text == name:
                break
            found = part.kind == "NAME" and (part.text == name or name in part.atoms[1:])
            if found and (not euler or part.style == variable.style):
                return True
            waiting.extend(part.rows)
            waiting.extend(script for script in (part.sub, part.sup) if script)
    return False


# ---- the argument of a function without brackets ----


def argument_end(row: Row, index: int, reading: Reading) -> int:
    """Where the argument of the function word at an index ends."""
    first = index
    while index + 1 < len(row) and row[index + 1].kind == "FUNCTION":
        index += 1
        if index - first > MAX_CHAIN:
            raise reading.code.too_large(f"more than {MAX_CHAIN} functions follow each other", row[first].token)
    start = index + 1
    shown = reading.code.slice(row[index].token, row[index].token)
    if start == len(row) or row[start].kind not in BEGINS:
        where = row[start].token if start < len(row) and row[start].kind in _SIGNS else row[index].token
        raise reading.code.unreadable(f'"{shown}" needs its argument', where, f"write {shown}(…)")
    head = row[start]
    if head.kind == "BRACKET" and head.text != ".":
        if index > first:
            _check_after(row, start + 1, reading, call=True)
        return start + 1
    if head.kind == "NAME" and opens_call(row, start, reading):
        _check_after(row, start + 2, reading, call=True)
        return start + 2
    if head.kind not in ("NAME", "NUMBER"):
        if head.kind in ("BIG", "INTEGRAL", "LIMIT"):
            return _whole_end(row, start, shown, reading)
        _check_after(row, start + 1, reading, call=True)
        return start + 1
    end = start
    while end < len(row) and row[end].kind in ("NAME", "NUMBER") and (end == start or not is_euler(row[end], reading)):
        if end > start and (row[end].kind == "NUMBER" or row[end - 1].sup is not None):
            raise _riddle(row[end], shown, reading)
        if end > start and opens_call(row, end, reading):
            raise _riddle(row[end], shown, reading)
        apart = row[index].text == "log" and end == start + 1 and head.kind == "NUMBER" and head.end < row[end].start
        if apart:  # \ln 2 \, t is often a product
            raise _riddle(row[end], shown, reading)
        end += 1
    if end < len(row) and row[end].kind == "BANG":
        _check_after(row, end + 1, reading, call=True)
        return end + 1
    numeric = all(part.kind == "NUMBER" for part in row[start:end])
    _check_after(row, end, reading, call=False, numeric=numeric)
    return end


def _whole_end(row: Row, start: int, shown: str, reading: Reading) -> int:
    r"""Where ``\\log \\sum_i x_i`` ends: with the term, of which the sum or integral then is all."""
    head = row[start]
    integrals = integrals_of(row, reading.code, reading.names) if any(part.kind == "INTEGRAL" for part in row) else {}
    end = term_end(row, start, integrals)
    if head.kind == "INTEGRAL":
        found = integrals[start]
        end = min(end, found.ends[-1] + (1 if found.inside else 2))
    bound = head.sub[0] if head.sub else None
    after = row[end : statement_end(row, end)]
    if (after and after[0].kind not in _SIGNS) or (bound is not None and mentions(after, bound)):
        raise _riddle(row[end], shown, reading)
    return end


def _check_after(row: Row, end: int, reading: Reading, *, call: bool, numeric: bool = False) -> None:
    """What may follow an argument without brackets, so that nobody takes it into the argument."""
    if end == len(row):
        return
    part = row[end]
    if part.kind == "FUNCTION" or part.kind not in (*BEGINS, "TIMES", "SLASH", "BANG"):
        return
    if part.kind == "TIMES" and not numeric:
        return
    if part.kind == "FRACTION" and derivative_of(part, reading.code) is not None:
        return
    if part.kind == "BRACKET" and not call and _is_factor(part):
        return
    raise _riddle(part, "this function", reading)


def _is_factor(bracket: Part) -> bool:
    """``\\sin x (-\\sin x)``: no part of an argument, for it begins with a sign or holds a function."""
    row = bracket.rows[0]
    stands = bool(row) and (row[0].kind == "MINUS" or any(part.kind == "FUNCTION" for part in row))
    return bracket.text in ("(", "[") and stands


def _riddle(part: Part, shown: str, reading: Reading) -> Ambiguous:
    what = shown if shown.startswith("this") else f'"{shown}"'
    message = f"where the argument of {what} ends can't be told"
    return reading.code.ambiguous(message, part.token, r"write brackets around it, or \cdot after it")
