"""The difference of two lines, exactly: with what is given, without its equations, and choice by choice.

A given equation removes a symbol where it can, and with it what is known of that symbol; so
where that doesn't do, the difference is asked for without equations, and at each of the
finitely many values that they leave (``finite``).

Contract: None is a proof, as of ``kernels.vanishes``; a text says what is left, and means nothing.
"""

from __future__ import annotations

from derivex.engine.answers import Residue, TooHard, Zero
from derivex.engine.derive import expand
from derivex.engine.finite import choices
from derivex.engine.kernels import decided, vanishes
from derivex.engine.look import Question
from derivex.engine.merging import merged
from derivex.engine.picking import picked
from derivex.engine.question import Question as Asked
from derivex.given import Given
from derivex.substitution import substitute
from derivex.subterms import heads
from derivex.term import App, Term, free_symbols, subtract

MANY_SYMBOLS = 12  # in a difference whose symbols are merged before it is asked for


def exactly(question: Question) -> str | None:
    """None if the difference is zero, exactly; else what is left, or why nothing was found."""
    if question.before == question.after or question.tie:
        return None
    given = question.given
    difference = _without_deltas(subtract(question.before, question.after), given)
    if len(free_symbols(difference)) >= MANY_SYMBOLS:  # sines of their sum have as many summands as there are subsets
        fewer = merged(Asked(difference, difference, given, given.relations))
        if fewer is not None and isinstance(decided(fewer, question.bounds), Zero):
            return None
    found = vanishes(difference, given, question.bounds)
    if isinstance(found, Zero):
        return None
    free = tuple(each for each in given.relations if not (isinstance(each, App) and each.head == "="))
    if free != given.relations and not question.expired():
        # an equation may have removed a symbol whose kind, or sign, is what decides
        without = Given(given.kinds, free, given.real_values)
        if isinstance(vanishes(difference, without, question.bounds), Zero):
            return None
        if _at_every_choice(question, difference):
            return None
    return f"what is left is {found.text}" if isinstance(found, Residue) else found.reason


def _without_deltas(difference: Term, given: Given) -> Term:
    """With the sums over deltas done, those included that a derivative makes."""
    found = heads(difference)
    if "piecewise" not in found or found.isdisjoint(("Sum", "Product")):
        return difference
    try:
        return picked(expand(difference, given), given)
    except TooHard:
        return picked(difference, given)


def _at_every_choice(question: Question, difference: Term) -> bool:
    """Whether the difference vanishes at each of the finitely many values that equations leave to symbols."""
    given = question.given
    found = choices(given)
    for choice in found:
        rest = tuple(substitute(each, choice) for each in given.relations if not free_symbols(each) <= choice.keys())
        there = Given(given.kinds, rest, given.real_values)
        if question.expired() or not isinstance(vanishes(substitute(difference, choice), there, question.bounds), Zero):
            return False
    return bool(found)
