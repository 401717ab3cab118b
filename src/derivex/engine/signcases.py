"""Proof by the signs of real factors: positive, negative and zero, each case apart.

Where a root or a logarithm is taken of a product of real factors of unknown sign, each of
its cases splits further than the whole. The innermost arguments are tried first.

Contract: True only if every case is proved that the givens don't contradict; the cases
cover all admitted points. A case in which the term is defined nowhere needs no proof.

Incomplete: only a few factors are split, and only where all of them are real.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from derivex.engine.backward import term_of
from derivex.engine.bounds import Bounds
from derivex.engine.closing import closed
from derivex.engine.convert import Conversion
from derivex.engine.kernels import explored
from derivex.engine.positivity import Sign, is_real_polynomial, sign_of_polynomial
from derivex.engine.question import Question
from derivex.engine.splitting import factors_of
from derivex.errors import BadGiven
from derivex.given import Given
from derivex.term import ZERO, App, Term

MAX_DEPTH = 3  # factors that are split one after the other; each makes three cases


def proved_by_signs(question: Question, bounds: Bounds, depth: int = MAX_DEPTH) -> bool:
    """Whether the question's term is zero for each sign of the real factors under roots and logarithms."""
    work = explored(question, bounds)
    subject = _subject(work) if work is not None and depth else None
    if subject is None:
        return False
    for head in (">", "<", "="):
        case = replace(question, relations=(*question.relations, App(head, (subject, ZERO))))
        if _contradictory(case):
            continue
        if not closed(case, bounds) and not proved_by_signs(case, bounds, depth - 1):
            return False
    return True


def _contradictory(case: Question) -> bool:
    try:
        Given(case.given.kinds, case.relations, case.given.real_values)
    except BadGiven:
        return True
    return False


def _subject(work: Conversion) -> Term | None:
    """The real polynomial in symbols of unknown sign that occurs in most roots, logarithms and absolute values."""
    field = work.field
    seen: Counter[int] = Counter()
    for kernel in field.kernels:
        if kernel.head not in ("root", "log", "abs", "sign"):
            continue
        coefficient, above, below = field.canonical(kernel.arguments[0])
        if not coefficient:  # a product of zero divisors, (-1)^n - 1 times (-1)^n + 1, known too late to be 0
            continue
        for factor, _ in (*factors_of(field, above), *factors_of(field, below)):
            degrees = field.ring.degrees(factor)
            if all(generator in work.names for generator in degrees) and is_real_polynomial(field, factor):
                sign = sign_of_polynomial(field, factor)
                if sign not in (Sign.POSITIVE, Sign.NEGATIVE):
                    seen[field.ring.intern(factor)] += 1
    return term_of(work.field, work.names, seen.most_common(1)[0][0]) if seen else None
