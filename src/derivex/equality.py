"""One equality: two sides, what is given, what is defined; and the engine's answer.

``prove`` is the verb for people who program, ``question`` and ``answer`` are its two halves
for the command line. This is all that ``derivex prove`` needs, so nothing here imports
SymPy, Rich or the book of rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from derivex.admission import admitted
from derivex.definition import Definition, names_of, read_definitions
from derivex.errors import Place, Unreadable
from derivex.given import Given
from derivex.notation.plain import read, read_relations
from derivex.term import App, Num, Sym, Term
from derivex.verdict import Verdict

if TYPE_CHECKING:
    from derivex.derivation import Mathematics
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
    given: str | Iterable[str] | Given = (),
    let: str | Iterable[str] = (),
) -> Verdict:
    """Are two expressions equal, wherever both are defined?

    Each is text, a term or a SymPy expression; one text may hold both: ``"L = R"``.
    ``given`` and ``let`` are texts such as ``"x > 0"`` and ``"S(x) = 1/(1 + exp(-x))"``; the
    assumptions of SymPy symbols are givens too. The answer is ``Proved``, ``Refuted`` with
    a witness, or ``Undecided`` with a reason; it has no truth value.

    Errors: InputError for what can't be read or contradicts itself.

    >>> prove("(x + 1)^2 = x^2 + 2*x + 1").method
    'exact'
    >>> prove("sqrt(x^2)", "x")
    Refuted(x = -1: 1 != -1)
    """
    return answer(question(before, after, given=given, let=let))


def question(
    left: Mathematics,
    right: Mathematics | None = None,
    *,
    given: str | Iterable[str] | Given = (),
    let: str | Iterable[str] = (),
) -> Question:
    """Read a question; without ``right`` the text on the left holds both sides.

    Errors: those of the notation, of givens and of definitions, each with its place.

    >>> question("S(x) = u", let=["S(x) = 1/x", "u = x^-1"]).definitions[0].name
    'S'
    """
    known = _given(given)
    lets = [let] if isinstance(let, str) else let
    definitions = read_definitions([(text, Place("<let>", text=text)) for text in lets], given=known)
    names = names_of(known, definitions)
    if right is not None:
        before, assumed = _side(left, "<left>", names)
        after, also = _side(right, "<right>", names)
        return Question(before, after, known.and_(assumed).and_(also), definitions)
    if isinstance(left, str):
        place = Place("<input>", text=left)
        match read_relations(left, names=names, place=place):
            case (App("=", (before, after)),):
                return Question(before, after, known, definitions)
        raise Unreadable("this is not one equality", place=place, remedy=SIDES)
    raise Unreadable("an equality has two sides", remedy=SIDES)


def answer(asked: Question) -> Verdict:
    """What the engine says; hard mathematics is an answer too (``Undecided``)."""
    from derivex.engine.ladder import prove as decide

    before, after = (admitted(side, asked.given, asked.definitions) for side in (asked.before, asked.after))
    return decide(before, after, asked.given)


def _given(given: str | Iterable[str] | Given) -> Given:
    if isinstance(given, Given):
        return given
    known = Given()
    for text in [given] if isinstance(given, str) else given:
        known = known.and_(Given.read([text], place=Place("<given>", text=text)))
    return known


def _side(value: Any, name: str, names: Names) -> tuple[Term, Given]:
    """A side as a term, and what a SymPy expression assumes about its symbols."""
    if isinstance(value, str):
        return read(value, names=names, place=Place(name, text=value)), Given()
    from derivex.meaning import as_term, symbols_given

    assumed = Given()
    if not isinstance(value, Num | Sym | App) and hasattr(value, "free_symbols"):
        assumed = symbols_given(value).given
    return as_term(value, names=names), assumed
