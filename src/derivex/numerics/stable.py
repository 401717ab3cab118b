"""The form that loses least: found by rewriting, chosen by measuring, proved by the engine.

Candidates are the lines of the chain, what the rows lead to, and fractions of exponentials that are at most 1, each for
one half of the line or for both. They are measured; where one form is as good as can be everywhere, it is taken; else
each half gets the one that loses least there. What is taken is proved: under ``w >= 0`` and under ``w < 0`` the
engine must show it equal to what the chain says, or the next best candidate has its turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivex.engine.ladder import prove
from derivex.given import Given
from derivex.notation.write import plain
from derivex.numerics.accuracy import Stretch, unit
from derivex.numerics.functions import Function
from derivex.numerics.halves import halves
from derivex.numerics.measuring import Measured, Plan, measured
from derivex.numerics.operations import operations
from derivex.numerics.points import admitted
from derivex.numerics.rows import rewritten
from derivex.term import ZERO, App, Sym, Term
from derivex.verdict import Proved

ALIKE = 4.0  # errors within this factor of each other are alike, and the cheaper form is better
FLOOR = 8.0  # units of rounding: below, nobody gains anything
TRIED = 96  # candidates that are measured
PROVED = 12  # of which so many may fail to be proved


@dataclass(frozen=True, slots=True)
class Stable:
    """The term, and in words why it is equal to what it stands for; ``sided`` as for a ``Function``."""

    term: Term
    words: tuple[str, ...]
    sided: bool = True


@dataclass(frozen=True, slots=True)
class _Search:
    """What is known of one question: the equal terms, the candidates with what was measured of them."""

    terms: tuple[Term, ...]
    given: Given
    plans: tuple[Plan, ...]
    found: Mapping[Term, tuple[Measured, ...]]  # one for each plan

    def error(self, term: Term, condition: App | None = None) -> float:
        """The largest error of both formats, in units of rounding, on a half of the line or on all of it."""
        found = [0.0]
        for plan, seen in zip(self.plans, self.found[term], strict=True):
            limits = _stretch(condition, plan)
            found += [each.within(limits) / unit(form) for form, each in seen.accuracy.items()] if limits else []
        return max(found)

    def ordered(self, terms: Iterable[Term], condition: App | None = None) -> list[Term]:
        """Those that lose least first; of those that lose alike the cheapest."""
        errors = {each: self.error(each, condition) for each in dict.fromkeys(terms)}
        least = min(errors.values(), default=0.0)
        alike = [each for each in errors if errors[each] <= max(FLOOR, ALIKE * least)]
        return [*sorted(alike, key=_cost), *sorted(errors.keys() - set(alike), key=lambda each: errors[each])]

    def proved(self, term: Term, condition: App | None = None) -> bool:
        """Whether a candidate is a line of the chain, or the engine proves that it is equal to one."""
        given = self.given if condition is None else self.given.with_relation(condition)
        if term in self.terms:
            return True
        verdict = None if given is None else prove(self.terms[-1], term, given)
        return isinstance(verdict, Proved) and not verdict.lost

    def first(self, terms: Iterable[Term], condition: App | None = None) -> Term | None:
        """The best candidate that is proved."""
        return next((each for each in self.ordered(terms, condition)[:PROVED] if self.proved(each, condition)), None)


def stable(
    terms: Sequence[Term], given: Given, plans: tuple[Plan, ...], arguments: Sequence[str], *, size: bool
) -> Stable | None:
    """The best form of equal terms; None if none could be proved. ``size`` allows ``abs``, which no gradient likes."""
    whole = tuple(dict.fromkeys(_candidates(terms)))[:TRIED]
    pair = next((found for term in reversed(terms) if (found := halves(term)) is not None), None)
    pieces = [tuple(half.written(size=each) for half in pair) for each in (False, True)] if pair else []
    every = tuple(dict.fromkeys((*whole, *(each for both in pieces for each in both))))
    variable = plans[0].variable
    functions = [Function("form", tuple(arguments), variable, each, accurate=True) for each in every]
    seen = zip(*(measured(functions, plan, "numpy") for plan in plans), strict=True)
    search = _Search(tuple(terms), given, plans, dict(zip(every, seen, strict=True)))
    side = pair[0].side if pair else Sym(variable)
    conditions = App(">=", (side, ZERO)), App("<", (side, ZERO))
    one = search.first(whole)
    both = [
        search.first((*whole, *(pieces[0][index : index + 1] if pieces else ())), condition)
        for index, condition in enumerate(conditions)
    ]
    if both[0] is None or both[1] is None:
        return None if one is None else Stable(one, _said(search, one))
    halved = max(search.error(each, condition) for each, condition in zip(both, conditions, strict=True) if each)
    if one is not None and search.error(one) <= max(FLOOR, ALIKE * halved):
        return Stable(one, _said(search, one))
    chosen = _joined(search, (both[0], both[1]), conditions)
    if size and pieces:
        shorter = _shorter(search, (pieces[1][0], pieces[1][1]), conditions, max(FLOOR, ALIKE * halved))
        if shorter is not None and operations(shorter.term).total <= operations(chosen.term).total:
            return shorter
    return chosen


def _joined(search: _Search, both: tuple[Term, Term], conditions: tuple[App, App]) -> Stable:
    """Two halves as one choice; as one term where they are the same."""
    if both[0] == both[1]:
        where = f" where {plain(conditions[0])} and where {plain(conditions[1])}"
        return Stable(
            both[0], tuple(word if both[0] in search.terms else word + where for word in _said(search, both[0]))
        )
    words = [word for each, where in zip(both, conditions, strict=True) for word in _said(search, each, where)]
    return Stable(App("piecewise", (both[0], conditions[0], both[1])), tuple(words))


def _shorter(search: _Search, both: tuple[Term, Term], conditions: tuple[App, App], most: float) -> Stable | None:
    """Both halves by one exponential, if they lose no more than that and are proved."""
    for each, where in zip(both, conditions, strict=True):
        if search.error(each, where) > most or not search.proved(each, where):
            return None
    found = _joined(search, both, conditions)
    return Stable(found.term, found.words, sided=False)


# ---- candidates ----


def _candidates(terms: Sequence[Term]) -> Iterator[Term]:
    """The lines as they are, and what the rows make of them."""
    yield from reversed(terms)
    for term in reversed(terms):
        yield from rewritten(term)


def _cost(term: Term) -> tuple[int, int]:
    return operations(term).total, term.size


def _stretch(condition: App | None, plan: Plan) -> Stretch | None:
    """The stretch of the range on which a condition holds; None if it does nowhere."""
    if condition is None:
        return plan.limits
    inside = admitted(plan.variable, plan.points["float64"], Given(relations=(condition,)), plan.others)
    return (inside[0], inside[-1]) if inside else None


def _said(search: _Search, term: Term, condition: App | None = None) -> tuple[str, ...]:
    """What a form is and why it may stand for the others."""
    where = "" if condition is None else f" where {plain(condition)}"
    if term in search.terms:
        return (f"{plain(term)}{where}: a line of the chain",)
    return (f"{plain(term)}{where}: proved equal to {plain(search.terms[-1])}{where and ' there'}",)
