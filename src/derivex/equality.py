"""One equality: two sides, what is given, what is defined; and the engine's answer.

``prove`` is the verb for people who program, ``question`` and ``answer`` are its two halves
for the command line. This is all that ``derivex prove`` needs, so nothing here imports
SymPy, Rich or the book of rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from derivex.admission import admitted, without_definitions
from derivex.definition import Definition, names_of
from derivex.engine.bounds import Bounds
from derivex.errors import InputError, Place, Unreadable
from derivex.given import Given
from derivex.intake import assumed, givens, listed, relation, text_of
from derivex.intake import definitions as define
from derivex.notation.plain import read, read_relations
from derivex.term import RELATIONS, App, Term
from derivex.verdict import Verdict

if TYPE_CHECKING:
    from derivex.intake import Givens, Lets, Mathematics
    from derivex.notation.names import Names

SIDES = 'write "L = R", or L and R as two arguments'


@dataclass(frozen=True, slots=True)
class Question:
    """``before = after``, under what is given, with what is defined."""

    before: Term
    after: Term
    given: Given = Given()
    definitions: tuple[Definition, ...] = ()


def prove(
    before: Mathematics,
    after: Mathematics | None = None,
    *,
    given: Givens = (),
    let: Lets = (),
    bounds: Bounds = Bounds(),
) -> Verdict:
    """Are two expressions equal, wherever both are defined?

    Each is text, a term or a SymPy expression; one may hold both: ``"L = R"``, ``Eq(L, R)``.
    ``given`` and ``let`` are one or several relations such as ``"x > 0"`` and
    ``"S(x) = 1/(1 + exp(-x))"``, as text, terms or those of SymPy; the assumptions of SymPy
    symbols are givens too. ``bounds`` limit the work: terms of a polynomial, bits of a number,
    bits of a ball, points, seconds. The answer is ``Proved``, ``Refuted`` with a witness, or
    ``Undecided`` with a reason; it has no truth value.

    Errors: InputError for what can't be read or contradicts itself.

    >>> prove("(x + 1)^2 = x^2 + 2*x + 1").method
    'exact'
    >>> prove("sqrt(x^2)", "x")
    Refuted(x = -1: 1 != -1)
    """
    return answer(question(before, after, given=given, let=let), bounds)


def question(
    left: Mathematics,
    right: Mathematics | None = None,
    *,
    given: Givens = (),
    let: Lets = (),
) -> Question:
    """Read a question; without ``right`` the text on the left holds both sides.

    Errors: those of the notation, of givens and of definitions, each with its place.

    >>> question("S(x) = u", let=["S(x) = 1/x", "u = x^-1"]).definitions[0].name
    'S'
    """
    lets = listed(let)
    known = givens(given, lets).given
    definitions = define(lets, known)
    known = without_definitions(known, definitions)
    for each, definition in zip(lets, definitions, strict=True):
        known = known.and_(_assumed(each, definitions, definition.parameters))
    names = names_of(known, definitions)
    if right is not None:
        before, after = _side(left, "<left>", names), _side(right, "<right>", names)
        known = known.and_(_assumed(left, definitions)).and_(_assumed(right, definitions))
        return Question(before, after, known, definitions)
    if isinstance(left, str):
        place = Place("<input>", text=left)
        match read_relations(left, names=names, place=place):
            case (App("=", (before, after)),):
                return Question(before, after, known, definitions)
        raise Unreadable("this is not one equality", place=place, remedy=SIDES)
    stated = relation(left, names=names, place=Place("<input>", text=text_of(left)))
    if stated.head != "=":
        raise Unreadable("this is not one equality", place=Place("<input>", text=text_of(left)), remedy=SIDES)
    before, after = stated.args
    return Question(before, after, known.and_(_assumed(left, definitions)), definitions)


def answer(asked: Question, bounds: Bounds = Bounds()) -> Verdict:
    """What the engine says; hard mathematics is an answer too (``Undecided``)."""
    from derivex.engine.ladder import prove as decide

    before, after = (admitted(side, asked.given, asked.definitions) for side in (asked.before, asked.after))
    return decide(before, after, asked.given, bounds)


def _side(value: Any, name: str, names: Names) -> Term:
    place = Place(name, text=text_of(value))
    if isinstance(value, str):
        return read(value, names=names, place=place)
    from derivex.meaning import as_term

    try:
        term = as_term(value, names=names)
    except InputError as error:
        raise error.at(place) from None
    if isinstance(term, App) and term.head in RELATIONS:
        raise Unreadable("a side is an expression, and this is a relation", place=place, remedy=SIDES)
    return term


def _assumed(value: Any, definitions: Iterable[Definition], parameters: Iterable[str] = ()) -> Given:
    """What a SymPy expression assumes about its symbols; ``parameters`` and defined names aside."""
    return assumed(value, defined={*parameters, *(definition.name for definition in definitions)}).given
