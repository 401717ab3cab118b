"""Is a term zero wherever it is defined?  The door to the exact half of the engine.

A term, its derivatives carried out, becomes an element of the field (``field``), head by
head (``heads``), with what is given and what is written as its only assumptions
(``facts``). If its numerator reduces to zero, the pointwise theorem makes that a proof.

Contract: ``Zero`` means zero at every admitted point at which every subexpression of the
term, and of its expanded derivatives, is defined; ``Residue`` and ``TooHard`` mean
nothing. Where a law depends on whether a symbol is zero, both cases are proved apart. The
work is counted; the same question gets the same answer everywhere. That there is such a
point at all is for the caller to show.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from fractions import Fraction

from derivex.engine.answers import Residue, TooHard, Zero
from derivex.engine.bounds import Bounds
from derivex.engine.convert import Conversion, Question
from derivex.engine.derive import derivative, expand
from derivex.engine.elements import MoreKernels, Undefined
from derivex.engine.facts import distinct
from derivex.engine.splitting import NeedsCase
from derivex.engine.trigonometry import NeedsParts, NeedsUnit
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    CONSTANTS,
    RELATIONS,
    ZERO,
    App,
    Sym,
    Term,
    divide,
    free_symbols,
    literal,
    negate,
    number,
    subtract,
)

__all__ = ["Residue", "TooHard", "Zero", "vanishes"]

MAX_ATTEMPTS = 12  # restarts with more kernels or finer angles
MAX_CASES = 4  # symbols that are split into zero and not zero


def vanishes(term: Term, given: Given, bounds: Bounds) -> Zero | Residue | TooHard:
    """Whether a term is zero at every admitted point where all its subexpressions are defined.

    >>> from derivex.term import add, negate
    >>> vanishes(add(Sym("x"), negate(Sym("x"))), Given(), Bounds())
    Zero(kernels=('x',))
    """
    try:
        question = _eliminated(Question(expand(term, given), term, given, given.relations))
        return _decided(question, bounds, 0)
    except TooHard as reason:
        return reason
    except TooLarge as error:
        return TooHard(error.value)


# ---- given equations ----


def _eliminated(question: Question) -> Question:
    """Replace each symbol that a given equation determines."""
    relations = list(question.relations)
    index = 0
    while index < len(relations):
        relation = relations[index]
        solved = _solved(relation) if isinstance(relation, App) and relation.head == "=" else None
        if solved is None:
            index += 1
            continue
        del relations[index]
        question = question.at(dict([solved]), tuple(relations))
        relations, index = list(question.relations), 0
    return question


def _solved(relation: App) -> tuple[str, Term] | None:
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


# ---- one question, restarted where it has to be ----


def decided(question: Question, bounds: Bounds) -> Zero | Residue | TooHard:
    """As ``vanishes``, of a question without derivatives; ``Undefined`` is an answer too."""
    try:
        return _decided(_eliminated(question), bounds, 0)
    except TooHard as reason:
        return reason


def explored(question: Question, bounds: Bounds, spare: int = 0, *, unit: bool = False) -> Conversion | None:
    """The conversion of a question, for its kernels; None if it is too hard, ``CaseOf`` if it needs cases.

    There is room for so many kernels more; on request I is the first one, and sin and cos are kernels with it.
    """
    try:
        return _converted(_eliminated(question), bounds, spare, unit=unit)[0]
    except TooHard:
        return None


def cases_of(question: Question, part: Term) -> list[Question]:
    """The question where a part isn't zero and where it is, without cases that have no point."""
    apart = replace(question, relations=(*question.relations, App("!=", (part, ZERO))))
    inside = _eliminated(replace(question, relations=(*question.relations, App("=", (part, ZERO)))))
    return [apart] if any(_is_false(relation) for relation in inside.relations) else [apart, inside]


def _decided(question: Question, bounds: Bounds, depth: int) -> Zero | Residue | TooHard:
    try:
        return _converted(question, bounds)[1]
    except CaseOf as case:
        return _by_cases(question, bounds, case.part, depth)


class CaseOf(NeedsCase):
    """``NeedsCase`` outside of its field: the factor as a term."""

    def __init__(self, part: Term) -> None:
        super().__init__(-1)
        self.part = part


def _converted(
    question: Question, bounds: Bounds, spare: int = 0, *, unit: bool = False
) -> tuple[Conversion, Zero | Residue]:
    parts = distinct(question.term)
    size = -(-_kernels_in(parts) // 8) * 8 + spare  # few different sizes: contexts are remembered
    units: dict[Hashable, Fraction] = {}
    apart = False
    for _ in range(MAX_ATTEMPTS):
        work = Conversion(question, parts, bounds, size, units)
        work.field.angles_apart = apart
        work.unit = unit
        try:
            return work, work.answer()
        except MoreKernels:
            size += 16
        except NeedsParts:
            apart = True
        except NeedsUnit as finer:
            units[finer.key] = finer.unit
        except NeedsCase as case:
            raise CaseOf(work.term_of(case.factor)) from None
    raise TooHard("too many kernels")


def _kernels_in(parts: list[Term]) -> int:
    """A guess of how many generators a term needs; too few cost a restart."""
    arithmetic = ("+", "*", "/", "neg")
    return 4 + sum(isinstance(part, Sym) or (isinstance(part, App) and part.head not in arithmetic) for part in parts)


def _by_cases(question: Question, bounds: Bounds, part: Term, depth: int) -> Zero | Residue | TooHard:
    """Prove it for ``part != 0``, then for ``part = 0``; a case without points needs no proof."""
    if depth >= MAX_CASES:
        raise TooHard(f"more than {MAX_CASES} symbols may be zero")
    cases = cases_of(question, part)
    kernels: list[str] = []
    empty = 0
    for case in cases:
        try:
            answer = _decided(case, bounds, depth + 1)
        except Undefined:
            empty += 1
            continue
        if not isinstance(answer, Zero):
            return answer
        kernels += answer.kernels
    if empty == len(cases):
        raise Undefined
    return Zero(tuple(dict.fromkeys(kernels)))


def _is_false(relation: Term) -> bool:
    """Whether a relation between two literals fails."""
    if not (isinstance(relation, App) and relation.head in RELATIONS):
        return False
    left, right = (literal(side) for side in relation.args)
    if left is None or right is None:
        return False
    holds = {
        "=": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }
    return not holds[relation.head]
