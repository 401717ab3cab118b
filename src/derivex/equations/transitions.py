"""A step between equations explained: is it true, and which moves lead there?

A move is proposed, the equation that it makes is compared with the line side by side, and what the sides
still need is explained by the book's rules. Where that succeeds, the step is true for the move's reason,
and what the move loses or gains is told with it. Where it doesn't, the question of truth is asked by itself.

Contract: ``names`` were found and replayed if ``justified``; then the first is the move and the others are
rules of the book. No name is given for a step that isn't proved. ``lost`` are relations that describe the
points at which only the line before may hold, ``gained`` those at which only the line after may.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from derivex.book import Book
from derivex.comparison import same
from derivex.engine.ladder import prove
from derivex.equations.implication import implied, undefined
from derivex.equations.makes import Made, makes
from derivex.errors import BadGiven
from derivex.given import YES, Given
from derivex.laws import Context
from derivex.lead import SearchBounds
from derivex.meeting import bag, unlike
from derivex.relations import NEGATED
from derivex.routine import routinely_equal
from derivex.search import explain
from derivex.substitution import substitute
from derivex.term import App, Sym, Term, literal
from derivex.verdict import Proved, Verdict

BOUNDS = SearchBounds(moves=500)  # of one side: a step has several, and several moves to try
MOVES_TO_TRY = 6  # with a search for what their sides still need, those that make something like the line first


@dataclass(frozen=True, slots=True)
class Transition:
    """What was found out about a step between equations; see the module."""

    verdict: Verdict
    names: tuple[str, ...] = ()
    justified: bool = False
    amount: Term | None = None


def transition(
    premises: tuple[App, ...],
    conclusions: tuple[App, ...],
    *,
    book: Book,
    given: Given = Given(),
    feeds: tuple[Term, ...] = (),
) -> Transition:
    """Whether some equations lead to another one (or one of several), and by which moves.

    >>> from derivex.book import BOOK
    >>> from derivex.notation.plain import read_relation
    >>> found = transition((read_relation("x*(x - 1) = 0"),), (read_relation("x - 1 = 0"),), book=BOOK)
    >>> found.names, found.amount
    (('divide-both-sides', 'cancel', 'arithmetic'), Sym(name='x'))
    """
    work = _Work(premises, conclusions, book, given, feeds)
    for searching in (False, True):
        work = replace(work, searching=searching, explained={})
        for way in (_simplified, _renamed, _moved, _substituted):  # what the author named before what may be sought
            found = way(work)
            if found is not None:
                return found
    return Transition(implied(premises, conclusions, given))


@dataclass(frozen=True, slots=True)
class _Work:
    premises: tuple[App, ...]
    conclusions: tuple[App, ...]
    book: Book
    given: Given
    feeds: tuple[Term, ...]
    searching: bool = False  # or only sides that are routinely equal will do
    # what was asked before: moves share sides
    equal: dict[tuple[Term, Term], bool] = field(default_factory=dict)
    explained: dict[tuple[Term, Term, Given], tuple[str, ...] | None] = field(default_factory=dict)


def _simplified(work: _Work) -> Transition | None:
    """Both sides rewritten, or exchanged, and nothing done to them."""
    if len(work.premises) != 1 or len(work.conclusions) != 1:
        return None
    names = _sides(work.premises[0], work.conclusions[0], work, work.given)
    if names is None:
        return None
    lost = undefined(work.premises, work.conclusions, work.given)
    gained = undefined(work.conclusions, work.premises, work.given)
    return Transition(Proved("rules", lost, gained), names, True)


def _moved(work: _Work) -> Transition | None:
    """A move, and both sides rewritten."""
    if len(work.conclusions) == 1:
        after = work.conclusions[0]
        for made in _likely(after, work):
            names = _sides(made.conclusions[0], after, work, work.given)
            if names is not None:
                return _told(made, names, work)
        return None
    return _alternatives(work)


def _likely(after: App, work: _Work) -> Sequence[Made]:
    """The moves to try; where a search is to follow, the few that make something like the line."""
    ones = [made for made in makes(work.premises, after, work.feeds) if len(made.conclusions) == 1]
    if not work.searching:
        return ones
    target = bag(after)
    true = [made for made in ones if _may_be(made.conclusions[0], after, work)]
    return sorted(true, key=lambda made: unlike(made.conclusions[0], target))[:MOVES_TO_TRY]


def _may_be(one: App, other: App, work: _Work) -> bool:
    """Whether the sides of two equations are equal, perhaps exchanged."""
    return any(
        all(_equal(*pair, work) for pair in zip(one.args, sides, strict=True))
        for sides in (other.args, other.args[::-1])
    )


def _alternatives(work: _Work) -> Transition | None:
    """A move that makes several equations, one of which holds."""
    for made in makes(work.premises, work.conclusions[0], work.feeds):
        if len(made.conclusions) != len(work.conclusions):
            continue
        for order in (made.conclusions, made.conclusions[::-1]):
            pairs = list(zip(order, work.conclusions, strict=True))
            found = [_sides(one, other, work, work.given) for one, other in pairs]
            if all(names is not None for names in found):
                return _told(made, tuple(name for names in found if names is not None for name in names), work)
    return None


def _told(made: Made, names: tuple[str, ...], work: _Work) -> Transition:
    """The step that a move makes, with what it loses and gains."""
    values = dict(made.values)
    lost = _unless(made.move.conditions(made.move.needs, values), work.given)
    gained = _unless(made.move.conditions(made.move.keeps, values), work.given)
    lost = tuple(dict.fromkeys((*undefined(work.premises, work.conclusions, work.given), *lost)))
    gained = tuple(each for each in gained if each not in lost)
    every = tuple(dict.fromkeys((made.move.name, *names)))
    return Transition(Proved("moves", lost, gained), every, True, made.amount)


def _unless(conditions: tuple[App, ...], given: Given) -> tuple[Term, ...]:
    """Where conditions fail, as relations; nothing if they always hold."""
    return tuple(
        App(NEGATED[each.head], each.args)
        for each in conditions
        if given.holds(each) != YES and not all(literal(side) is not None for side in each.args)
    )


def _sides(before: App, after: App, work: _Work, given: Given) -> tuple[str, ...] | None:
    """The rules that lead from the sides of one equation to those of another; exchanged, if need be."""
    for swapped in (False, True):
        pairs = list(zip(before.args, after.args[::-1] if swapped else after.args, strict=True))
        if given is work.given and not all(_equal(*pair, work) for pair in pairs):
            continue  # what isn't equal needs no search
        found: list[str] = ["swap-sides"] if swapped else []
        for one, other in pairs:
            names = _side(one, other, work, given)
            if names is None:
                break
            found.extend(names)
        else:
            return tuple(dict.fromkeys(found))
    return None


def _equal(one: Term, other: Term, work: _Work) -> bool:
    if (one, other) not in work.equal:
        work.equal[one, other] = isinstance(prove(one, other, work.given), Proved)
    return work.equal[one, other]


def _side(before: Term, after: Term, work: _Work, given: Given) -> tuple[str, ...] | None:
    if before == after:
        return ()
    asked = before, after, given
    if asked not in work.explained and not work.searching:
        routine = ("reorder" if same(before, after) else "arithmetic",)
        work.explained[asked] = routine if routinely_equal(before, after) else None
    if asked not in work.explained:
        found = explain(before, after, book=work.book, context=Context(given), bounds=BOUNDS)
        work.explained[asked] = None if found is None else found.names
    return work.explained[asked]


def _substituted(work: _Work) -> Transition | None:
    """One premise rewritten by means of the others."""
    if len(work.premises) < 2 or len(work.conclusions) != 1:
        return None
    for index, one in enumerate(work.premises):
        others = work.premises[:index] + work.premises[index + 1 :]
        try:
            known = work.given.with_relations(others)
        except BadGiven:
            continue
        names = _sides(one, work.conclusions[0], work, known)
        if names is not None and "substitute" in names:
            verdict = implied(work.premises, work.conclusions, work.given)
            lost = undefined(work.premises, work.conclusions, work.given)
            proved = replace(verdict, lost=lost) if isinstance(verdict, Proved) else Proved("rules", lost)
            return Transition(proved, names, True)
    return None


def _renamed(work: _Work) -> Transition | None:
    """Other terms in the place of symbols: pairs that the author names."""
    if len(work.premises) != 1 or len(work.conclusions) != 1 or not work.feeds or len(work.feeds) % 2:
        return None
    values = {old.name: new for old, new in zip(work.feeds[::2], work.feeds[1::2], strict=True) if isinstance(old, Sym)}
    if len(values) * 2 != len(work.feeds):
        return None
    made = App("=", tuple(substitute(side, values) for side in work.premises[0].args))
    names = _sides(made, work.conclusions[0], work, work.given)
    return None if names is None else Transition(Proved("rules"), ("change-variable", *names), True)
