"""The resolver: what kernels that the field keeps apart may yet have to do with each other.

Asked only where the exact method has left a residue and the values say zero. Each method
looks for relations that the field has missed, or for cases in each of which there are more
of them, and has the question decided again; its answer rests on exact arithmetic alone.

Contract: ``resolved`` is True only if the term is zero at every admitted point at which
all its subexpressions, and those of its expanded derivatives, are defined.

Incomplete: a relation that none of the methods looks for leaves the question open.
"""

from __future__ import annotations

from derivex.engine.answers import TooHard, Zero
from derivex.engine.bounds import Bounds
from derivex.engine.branches import speaks_of_parts
from derivex.engine.closing import MAX_CASES, closed, dependent
from derivex.engine.complexroots import proved_by_real_roots
from derivex.engine.derive import expand
from derivex.engine.halfangles import proved_by_half_angles
from derivex.engine.kernels import CaseOf, both_cases, cartesian, decided
from derivex.engine.merging import merged
from derivex.engine.planes import proved_by_planes
from derivex.engine.question import Question
from derivex.engine.signcases import proved_by_signs
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.term import Term

METHODS = (dependent, proved_by_signs, proved_by_planes, proved_by_real_roots, proved_by_half_angles)


def resolved(term: Term, given: Given, bounds: Bounds) -> bool:
    """Whether one of the methods proves that the term is zero."""
    try:
        question = Question(expand(term, given), term, given, given.relations)
        fewer = merged(question)
        if fewer is not None and isinstance(decided(fewer, bounds), Zero):
            return True
        if _resolved(question, bounds, MAX_CASES):
            return True
        if not (speaks_of_parts(question.term, given) or any(speaks_of_parts(each, given) for each in given.relations)):
            return False
        question = cartesian(question)
        return isinstance(decided(question, bounds), Zero) or _resolved(question, bounds, MAX_CASES)
    except (TooHard, TooLarge):
        return False


def _resolved(question: Question, bounds: Bounds, depth: int) -> bool:
    try:
        return any(method(question, bounds) for method in METHODS)
    except CaseOf as case:
        cases = both_cases(question, case) if depth else []
        return bool(cases) and all(closed(each, bounds) or _resolved(each, bounds, depth - 1) for each in cases)
