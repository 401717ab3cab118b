"""Which rules lead from this line to the next? The names that explain a step.

First every rule of the book alone, in the book's order; then, for derivatives, up to three
rules of calculus; then a sequence of any rules, searched from both lines until they meet.
Everything that is found was replayed. Contract: None means "no rule found within the
bounds", never "wrong"; the answer depends on the input and the bounds only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from derivex.book import Book
from derivex.comparison import same
from derivex.laws import (
    Context,
    Directed,
    Entry,
    Wanted,
    calculus_laws,
    derivative_laws,
    entries,
    is_arithmetic,
    vocabulary,
    wanted,
)
from derivex.lead import Fits, SearchBounds, lead
from derivex.meeting import meet
from derivex.moves import Move, differentiated
from derivex.reasons import Reason
from derivex.replay import replayed
from derivex.routine import routinely_equal
from derivex.subterms import heads
from derivex.term import Term

MAX_NAMES = 3
WORKED_OUT = frozenset({"exp", "log", "sin", "cos", "tan", "abs", "sqrt"})  # with values that routine knows
DERIVED = WORKED_OUT | {"sinh", "cosh", "diff"}  # and these may come from a derivative
MEETING = 2  # moves of a search from both lines for each that is granted
MAX_MOVES_ALONE = 400  # for one rule by itself; there are hundreds, few of which speak of what the lines do


@dataclass(frozen=True, slots=True)
class Explained:
    """Names of rules that lead from one line to the next, replayed; the first one's law and why."""

    names: tuple[str, ...]
    moves: tuple[Move, ...]
    law: str = ""
    why: str = ""


def explain(
    before: Term, after: Term, *, book: Book, context: Context = Context(), bounds: SearchBounds = SearchBounds()
) -> Explained | None:
    """The shortest list of names found that leads from before to after.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read
    >>> explain(read("x*y/(x*z)"), read("y/z"), book=BOOK).names
    ('cancel',)
    """
    if before == after:
        return None
    routine = routinely_equal(before, after)
    for name, one in _single_names(before, after, book, context):
        if one.routine or (routine and not any(law.free for law in one.laws)):
            continue
        found = lead(
            before,
            after,
            (one,),
            book=book,
            context=context,
            bounds=replace(bounds, moves=min(bounds.moves, MAX_MOVES_ALONE)),
        )
        if isinstance(found, Fits):
            return _explained((name,), found.moves, book)
    if routine:
        return _explained(("reorder" if same(before, after) else "arithmetic",), (), book)
    return _several(before, after, book, context, bounds)


def _explained(names: tuple[str, ...], done: tuple[Move, ...], book: Book) -> Explained:
    rule = book[names[0]]
    return Explained(names, done, rule.law, rule.why)


def _single_names(before: Term, after: Term, book: Book, context: Context) -> Iterator[tuple[str, Wanted]]:
    """Every name of the book that could have to do with these lines."""
    known = vocabulary(before), vocabulary(after)
    for entry in entries(book):
        arithmetic = is_arithmetic(entry.rule)
        if not _may_lead(entry, *known):
            continue
        laws = tuple(law for law in entry.laws(context) if _may_apply(law, *known))
        if laws or arithmetic:
            yield entry.name, Wanted(entry.name, laws, arithmetic and not entry.rule.stated)


def _may_lead(entry: Entry, before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether the lines speak of what the law does: a quick no for most of the book.

    Derivatives that are taken on the way bring in other functions, and a known value hides one.
    """
    if entry.law is None:
        return True
    if entry.rule.calculus:
        return entry.before - before <= DERIVED
    return entry.before <= before and entry.after - after <= WORKED_OUT


def _may_apply(law: Directed, before: frozenset[str], after: frozenset[str]) -> bool:
    """Whether a law's side can occur at all."""
    side, there = (law.reversed(), after) if law.backward else (law, before)
    return any(side.may_apply(head) for head in there)


def _several(before: Term, after: Term, book: Book, context: Context, bounds: SearchBounds) -> Explained | None:
    """Several names: of calculus alone, then of the whole book, derivatives worked out first."""
    worked: tuple[Term, tuple[Move, ...]] = (before, ())
    calculus = "diff" in heads(before) | heads(after)
    if calculus:
        found = lead(
            before,
            after,
            _calculus(before, after, book, context),
            book=book,
            context=context,
            bounds=bounds,
            at_most=MAX_NAMES,
        )
        if isinstance(found, Fits):
            return _explained(_named(found.moves), found.moves, book)
        worked = differentiated(before, derivative_laws(book), context)
    met = meet(worked[0], after, book=book, context=context, most=MEETING * bounds.moves)
    if met is None:
        return None
    taken = (*worked[1], *met.moves)
    if not replayed(before, after, taken, calculus, context, calculus_laws(book)):
        return None
    names = _named(taken)
    if not met.plainly and not _would_fit(before, after, names, book, context):
        return None
    return _explained(names, taken, book)


def _would_fit(before: Term, after: Term, names: tuple[str, ...], book: Book, context: Context) -> bool:
    """Whether these names would be accepted from an author."""
    asked = tuple(wanted(Reason(name), book, context) for name in names)
    bounds = SearchBounds(moves=MAX_MOVES_ALONE)
    return isinstance(lead(before, after, asked, book=book, context=context, bounds=bounds), Fits)


def _calculus(before: Term, after: Term, book: Book, context: Context) -> tuple[Wanted, ...]:
    """The rules for derivatives that could have to do with these lines, and what the derivation states.

    A function is differentiated by its definition, too.
    """
    known = vocabulary(before), vocabulary(after)
    asked = []
    for entry in entries(book):
        laws = tuple(law for law in entry.laws(context) if law.calculus or entry.rule.stated)
        if any(not law.routine for law in laws) and _may_lead(entry, *known):
            asked.append(Wanted(entry.name, laws, False))
    return tuple(asked)


def _named(found: tuple[Move, ...]) -> tuple[str, ...]:
    """The rules to be named: routine derivatives needn't be."""
    named = (move.rule for move in found if not move.directed.routine or not move.directed.calculus)
    return tuple(dict.fromkeys(named))
