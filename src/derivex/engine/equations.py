"""Given equations that determine a symbol: its value takes its place.

Contract: the question has the same answer at every admitted point; an equation is used up only
where it is linear in the symbol with a number other than 0 as coefficient.
"""

from __future__ import annotations

from derivex.engine.answers import TooHard
from derivex.engine.derive import derivative
from derivex.engine.question import Question
from derivex.substitution import substitute
from derivex.term import CONSTANTS, ZERO, App, Sym, Term, divide, free_symbols, literal, negate, number, subtract


def eliminated(question: Question) -> Question:
    """Replace each symbol that a given equation determines."""
    if not question.relations:
        return question
    relations = list(question.relations)
    index = 0
    while index < len(relations):
        relation = relations[index]
        solved = determined(relation) if isinstance(relation, App) and relation.head == "=" else None
        if solved is None:
            index += 1
            continue
        del relations[index]
        question = question.at(dict([solved]), tuple(relations))
        relations, index = list(question.relations), 0
    return question


def determined(relation: App) -> tuple[str, Term] | None:
    """A symbol and its value, from an equation that is linear in it with a number as coefficient."""
    left, right = relation.args
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Sym) and one.name not in CONSTANTS and one.name not in free_symbols(other):
            return one.name, other
    difference = subtract(left, right)
    for name in sorted(free_symbols(difference)):
        try:
            slope = literal(derivative(difference, name))
        except TooHard:
            continue
        if slope:
            rest = substitute(difference, {name: ZERO})
            return name, divide(negate(rest), number(slope))
    return None
