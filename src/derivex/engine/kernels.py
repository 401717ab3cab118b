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
from derivex.engine.attempt import attempted
from derivex.engine.backward import term_of
from derivex.engine.bounds import Bounds
from derivex.engine.branches import by_parts, may_need_parts, plain_parts, principal, speaks_of_parts, squared_sizes
from derivex.engine.convert import Conversion
from derivex.engine.derive import expand
from derivex.engine.elements import MoreKernels, Undefined
from derivex.engine.equations import eliminated
from derivex.engine.field import NeedsFacts
from derivex.engine.question import Question
from derivex.engine.splitting import NeedsCase
from derivex.engine.trigonometry import NeedsParts, NeedsUnit
from derivex.errors import TooLarge
from derivex.given import YES, Given
from derivex.relations import between_literals
from derivex.signs import CIRCULAR
from derivex.substitution import substitute
from derivex.subterms import distinct
from derivex.term import (
    IMAGINARY,
    ZERO,
    App,
    Sym,
    Term,
    add,
    free_symbols_of,
    literal,
    multiply,
)

__all__ = ["Residue", "TooHard", "Zero", "vanishes"]

MAX_ATTEMPTS = 12  # restarts with more kernels or finer angles
ARITHMETIC = frozenset({"+", "*", "/", "neg"})
MAX_CASES = 4  # symbols that are split into zero and not zero


def vanishes(term: Term, given: Given, bounds: Bounds) -> Zero | Residue | TooHard:
    """Whether a term is zero at every admitted point where all its subexpressions are defined.

    >>> from derivex.term import add, negate
    >>> vanishes(add(Sym("x"), negate(Sym("x"))), Given(), Bounds())
    Zero(kernels=('x',))
    """
    try:
        equations = any(isinstance(each, App) and each.head == "=" for each in given.relations)
        # where a symbol gets a value, derivatives have to be carried out before
        written = expand(term, given) if equations else term
        question = Question(written, term, given, given.relations)
        answer = _asked(question, bounds)
        if not isinstance(answer, Zero):
            plainer = principal(written, given)
            if plainer != written:
                answer = _asked(replace(question, term=plainer), bounds)
    except TooHard as reason:
        return reason
    except TooLarge as error:
        return TooHard(error.value)
    return answer


def _asked(question: Question, bounds: Bounds) -> Zero | Residue | TooHard:
    """The answer to a question in which equations may determine symbols; by complex parts where it needs them."""
    try:
        question = eliminated(question)
        if not speaks_of_parts(question.term, question.given):
            answer = _decided(question, bounds, 0)
            if isinstance(answer, Zero) or not may_need_parts(question.term):
                return answer
        return _by_parts(replace(question, term=expand(question.term, question.given)), bounds)
    except TooHard as reason:
        return reason


# ---- complex parts ----


def _by_parts(question: Question, bounds: Bounds) -> Zero | Residue | TooHard:
    """With every complex symbol written by two real ones; if that doesn't do, as it is."""
    try:
        answer = _decided(cartesian(question), bounds, 0)
    except TooHard as reason:
        answer = reason
    if isinstance(answer, Zero):
        return answer
    plain = _decided(question, bounds, 0)
    return plain if isinstance(plain, Zero) else answer


def cartesian(question: Question) -> Question:
    """The question with every complex symbol written by two real ones, in what is given too."""
    names = free_symbols_of((question.term, *question.relations))
    complex_names = [name for name in sorted(names) if question.given.kind(name) == "complex"]
    values: dict[str, Term] = {name: by_parts(name) for name in complex_names}
    given = (*question.relations, *(more for each in question.relations for more in squared_sizes(each)))
    apart = (name for name in complex_names if question.given.holds(_has_size(name)) == YES)
    given = (*given, *(App("!=", (Sym(name), ZERO)) for name in apart))
    relations = tuple(plain_parts(substitute(each, values), question.given) for each in given)
    return eliminated(replace(question.at(values, question.relations), relations=relations, cartesian=True))


def _has_size(name: str) -> Term:
    return App(">", (App("abs", (Sym(name),)), ZERO))


# ---- one question, restarted where it has to be ----


def decided(question: Question, bounds: Bounds) -> Zero | Residue | TooHard:
    """As ``vanishes``, of a question without derivatives; ``Undefined`` is an answer too."""
    try:
        return _decided(eliminated(question), bounds, 0)
    except TooHard as reason:
        return reason


def explored(question: Question, bounds: Bounds, spare: int = 0, *, unit: bool = False) -> Conversion | None:
    """The conversion of a question, all facts known, for its kernels; None if too hard, ``CaseOf`` if it needs cases.

    There is room for so many kernels more; on request I is the first one, and sin and cos are kernels with it.
    """
    try:
        return _converted(eliminated(question), bounds, spare, unit=unit, with_facts=True)[0]
    except TooHard:
        return None


def both_cases(question: Question, case: CaseOf) -> list[Question]:
    """The question where a part isn't zero and where it is, without cases that have no point."""
    apart = replace(question, relations=(*question.relations, App("!=", (case.part, ZERO))))
    # where a symbol gets a value, derivatives have to be carried out before
    try:
        expanded = replace(question, term=expand(question.term, question.given))
    except TooHard:  # of an order too high for terms: the symbol stays, and is zero in the field
        if case.both or question.cartesian:
            raise
        return [apart, replace(question, relations=(*question.relations, App("=", (case.part, ZERO))))]
    if case.both:
        inside = expanded.at(dict.fromkeys(case.both, ZERO), question.relations)
    else:
        heads = ("re", "im") if question.cartesian else ()  # both parts of it are
        sides = [plain_parts(App(head, (case.part,)), question.given) for head in heads] or [case.part]
        zero = (App("=", (side, ZERO)) for side in sides if side != ZERO)
        inside = eliminated(replace(expanded, relations=(*question.relations, *zero)))
    return [apart] if any(between_literals(relation) is False for relation in inside.relations) else [apart, inside]


def _decided(question: Question, bounds: Bounds, depth: int) -> Zero | Residue | TooHard:
    try:
        return _converted(question, bounds)[1]
    except CaseOf as case:
        return _by_cases(question, bounds, case, depth)


class CaseOf(NeedsCase):
    """``NeedsCase`` outside of its field: what may be zero, as a term; and both parts of a complex symbol by name."""

    def __init__(self, part: Term, both: tuple[str, ...]) -> None:
        super().__init__()
        self.part = part
        self.both = both


def _converted(
    question: Question, bounds: Bounds, spare: int = 0, *, unit: bool = False, with_facts: bool = False
) -> tuple[Conversion, Zero | Residue]:
    parts = distinct(question.term)
    size = -(-_kernels_in(parts) // 8) * 8 + spare  # few different sizes: contexts are remembered
    units: dict[Hashable, Fraction] = {}
    apart = False
    with_facts = with_facts or any(map(_is_raised, parts))  # then it matters at once whether the base may be zero
    for _ in range(MAX_ATTEMPTS):
        if bounds.expired():
            raise TooHard(f"{bounds.seconds} seconds were not enough")
        work = Conversion(question, parts, bounds, size, units)
        work.field.angles_apart = apart
        work.unit = unit
        try:
            return work, attempted(work, with_facts=with_facts)
        except NeedsFacts:
            with_facts = True
        except MoreKernels:
            size += 16
        except NeedsParts:
            apart = True
        except NeedsUnit as finer:
            units[finer.key] = finer.unit
        except NeedsCase as case:
            raise CaseOf(*_case(work, case.factors)) from None
    raise TooHard("too many kernels")


def _is_raised(part: Term) -> bool:
    """Whether a term is a power whose exponent is no number."""
    return isinstance(part, App) and part.head == "^" and literal(part.args[1]) is None


def _kernels_in(parts: tuple[Term, ...]) -> int:
    """A guess of how many generators a term needs; too few cost a restart."""
    angles: set[tuple[Term, ...]] = set()  # each is a sine and a cosine
    others = 4
    for part in parts:
        if not isinstance(part, App):
            others += isinstance(part, Sym)
        elif part.head in CIRCULAR:
            angles.add(part.args)
        else:
            others += part.head not in ARITHMETIC
    return others + 2 * len(angles)


def _case(work: Conversion, factors: tuple[int, ...]) -> tuple[Term, tuple[str, ...]]:
    """What may be zero, as a term; for both parts of a complex symbol also their names."""
    if len(factors) == 1:
        return term_of(work.field, work.names, factors[0]), ()
    real, other = (work.names[each] for each in factors)
    return add(Sym(real), multiply(IMAGINARY, Sym(other))), (real, other)


def _by_cases(question: Question, bounds: Bounds, case: CaseOf, depth: int) -> Zero | Residue | TooHard:
    """Prove it for ``part != 0``, then for ``part = 0``; a case without points needs no proof."""
    if depth >= MAX_CASES:
        raise TooHard(f"more than {MAX_CASES} symbols may be zero")
    cases = both_cases(question, case)
    answers = []
    for each in cases:
        try:
            answer = _decided(each, bounds, depth + 1)
        except Undefined:
            continue
        if not isinstance(answer, Zero):
            return answer
        answers.append(answer)
    if not answers:
        raise Undefined
    return Zero(tuple(told for answer in answers for told in answer.told))
