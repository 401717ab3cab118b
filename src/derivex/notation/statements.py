"""Statements: equations and inequalities, joined by "and" and "or", and an arrow between two of them.

``x = 2 or x = 3``, ``x + y = 5, x - y = 1`` (a comma is "and"), ``0 < x < 3``, ``x = (3 ± sqrt(5))/2`` (both
signs), ``x = 2 or 3``, ``false`` for what never holds. "and" binds closer than "or"; brackets group. As terms they
are relations and applications of ``and`` and ``or``; ``false`` is ``0 = 1``, ``true`` is ``0 = 0``.

Contract: exactly what was written, or an InputError at its place. ``x = 2, x = 3`` is refused: as "and" it never holds,
and whoever writes it means "or".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from derivex.errors import Ambiguous, Place, TooLarge, Unreadable
from derivex.notation.names import Names
from derivex.notation.plain import read, read_relations
from derivex.relations import FLIPPED
from derivex.term import ONE, RELATIONS, ZERO, App, Sym, Term, literal

IMPLIES, EQUIVALENT = "=>", "<=>"
ARROWS = {
    **dict.fromkeys(("=>", "==>", "⇒", "⟹", "→"), IMPLIES),
    **dict.fromkeys(("<=>", "<==>", "⇔", "⟺", "↔"), EQUIVALENT),
}
FALSE, TRUE = App("=", (ZERO, ONE)), App("=", (ZERO, ZERO))
WORDS = {**dict.fromkeys(("false", "no solution", "no solutions", "contradiction"), FALSE), "true": TRUE}
MAX_PARTS = 64  # relations of one statement

_OR = re.compile(r"\bor\b|∨")
_AND = re.compile(r"\band\b|∧|[,;]")
_ARROW = re.compile(r"<==>|<=>|==>|=>|⇒|⟹|⇔|⟺")
_SIGN = re.compile(r"<=|>=|!=|[=<>≤≥≠]")
_BOTH = re.compile(r"±|\+/-")
_TURNED = re.compile(r"∓|-/\+")


def is_statement(term: Term) -> bool:
    """Whether a term is an equation, an inequality, or several of them joined."""
    if not isinstance(term, App):
        return False
    return term.head in RELATIONS or (
        term.head in ("and", "or") and bool(term.args) and all(map(is_statement, term.args))
    )


def states(text: str) -> bool:
    """Whether a text is a statement, seen from its signs alone: a relation outside of brackets, or a word for one.

    >>> states("x^2 = 4"), states("f(x) + 1"), states("(x = 1 and y = 2) or x = 3")
    (True, False, True)
    """
    bare = text.strip()
    if bare.lower() in WORDS:
        return True
    return next(_outside(bare, _SIGN), None) is not None or (bare[:1] == "(" and _SIGN.search(bare) is not None)


def arrow_in(text: str) -> tuple[int, int, str] | None:
    """Where the first arrow outside of brackets begins and ends, and what it means.

    >>> arrow_in("x = 1 ⇒ x^2 = 1")
    (6, 7, '=>')
    """
    found = next(_outside(text, _ARROW), None)
    return None if found is None else (found.start(), found.end(), ARROWS[found.group()])


def read_statement(text: str, *, names: Names = Names(), place: Place = Place()) -> App:
    """The statement that a text makes; an InputError with its place.

    >>> from derivex.notation.write import plain
    >>> plain(read_statement("x = 2 or x = 3, y = 1"))
    'x = 2 or (x = 3 and y = 1)'
    >>> plain(read_statement("x = 1 ± sqrt(2)"))
    'x = 1 + sqrt(2) or x = 1 - sqrt(2)'
    """
    found = _disjunction(text, names, place)
    if _count(found) > MAX_PARTS:
        raise TooLarge(f"a statement of more than {MAX_PARTS} relations", place=place, remedy="split it")
    return found


def read_implication(text: str, *, names: Names = Names(), place: Place = Place()) -> App:
    """A statement, or two with an arrow between them: ``x^2 = 4 <=> x = 2 or x = -2``.

    >>> read_implication("x = 2 => x^2 = 4").head
    '=>'
    """
    arrow = arrow_in(text)
    if arrow is None:
        return read_statement(text, names=names, place=place)
    start, stop, meaning = arrow
    if arrow_in(text[stop:]) is not None:
        raise Unreadable("here are two arrows", place=place, remedy="claim what the first statement says of the last")
    before = read_statement(text[:start], names=names, place=place)
    return App(meaning, (before, read_statement(text[stop:], names=names, place=place.shifted(stop))))


def relations(statement: Term) -> tuple[App, ...]:
    """Every relation of a statement, or of two with an arrow between them, once."""
    assert isinstance(statement, App)
    if statement.head not in ("and", "or", IMPLIES, EQUIVALENT):
        return (statement,)
    return tuple(dict.fromkeys(each for arg in statement.args for each in relations(arg)))


def each_side(statement: Term) -> tuple[Term, ...]:
    """The sides of every relation of a statement."""
    return tuple(side for each in relations(statement) for side in each.args)


def _count(statement: Term) -> int:
    return sum(map(_count, statement.args)) if isinstance(statement, App) and statement.head in ("and", "or") else 1


def _disjunction(text: str, names: Names, place: Place) -> App:
    found: list[App] = []
    for start, piece in _pieces(text, _OR):
        where = place.shifted(start, max(1, len(piece)))
        last = found[-1] if found else None
        if last is not None and not states(piece) and last.head == "=":  # x = 2 or 3
            found.append(App("=", (last.args[0], read(piece, names=names, place=where))))
        else:
            found.append(_conjunction(piece, names, where))
    return _joined("or", found)


def _conjunction(text: str, names: Names, place: Place) -> App:
    found: list[App] = []
    pieces = list(_pieces(text, _AND))
    for start, piece in pieces:
        where = place.shifted(start, max(1, len(piece)))
        if len(pieces) > 1 and found and not states(piece):
            said = f'"{piece.strip()}" is no equation'
            raise Unreadable(said, place=where, remedy='write "x = 1 or x = 2", or "x = 1, y = 2"')
        found.append(_unit(piece, names, where))
    _refuse_two_values(found, place)
    return _joined("and", found)


def _unit(text: str, names: Names, place: Place) -> App:
    bare = text.strip()
    if not bare:
        raise Unreadable("a statement is missing here", place=place, remedy="write an equation")
    start = len(text) - len(text.lstrip())
    if bare.lower() in WORDS:
        return WORDS[bare.lower()]
    if bare[0] == "(" and _closing(bare) == len(bare) - 1 and _SIGN.search(bare):
        return _disjunction(bare[1:-1], names, place.shifted(start + 1))
    if _BOTH.search(text):
        both = [_signed(text, turned, names, place) for turned in (False, True)]
        return _joined("or", both)
    found = read_relations(text, names=names, place=place)
    return _joined("and", [each for each in found if isinstance(each, App)])


def _signed(text: str, turned: bool, names: Names, place: Place) -> App:
    upper, lower = ("-", "+") if turned else ("+", "-")
    once = _BOTH.sub(lambda found: upper.ljust(len(found.group())), text)
    twice = _TURNED.sub(lambda found: lower.ljust(len(found.group())), once)
    found = read_relations(twice, names=names, place=place)
    return _joined("and", [each for each in found if isinstance(each, App)])


def _refuse_two_values(found: list[App], place: Place) -> None:
    for one, other in combinations(found, 2):
        match one, other:
            case App("=", (Sym(name), first)), App("=", (Sym(same), second)) if name == same:
                values = literal(first), literal(second)
                if None not in values and values[0] != values[1]:
                    raise Ambiguous(
                        f"{name} can't be both at once", place=place, remedy='between several solutions write "or"'
                    )


def _joined(head: str, parts: list[App]) -> App:
    if len(parts) == 1:
        return parts[0]
    flat = tuple(inner for part in parts for inner in (part.args if part.head == head else (part,)))
    match flat:
        case (App(">" | ">=" as lower, (first, low)), App("<" | "<=", (second, _)) as upper) if first == second:
            flat = (App(FLIPPED[lower], (low, first)), upper)  # x > 0 and x < 1 is written 0 < x < 1
    return App(head, flat)


def _pieces(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for found in _outside(text, separator):
        yield start, text[start : found.start()]
        start = found.end()
    yield start, text[start:]


def _outside(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches outside of brackets."""
    depth, scanned = 0, 0
    for found in pattern.finditer(text):
        between = text[scanned : found.start()]
        depth += sum((each in "([{") - (each in ")]}") for each in between)
        scanned = found.start()
        if depth == 0:
            yield found


def _closing(text: str) -> int:
    """Where the bracket that a text begins with is closed; -1 if it isn't."""
    depth = 0
    for index, each in enumerate(text):
        depth += (each in "([{") - (each in ")]}")
        if depth == 0:
            return index
    return -1
