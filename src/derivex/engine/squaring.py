"""Two sides that are never negative are equal if their squares are.

Nested roots hide that they are the same: ``sqrt(a + sqrt(b))`` and a sum of two roots. Their
squares have fewer roots.

Sound, for ``u^2 = v^2`` with real u, v >= 0 is u = v, at every point at which both are defined.
Incomplete where a sign isn't known, or the squares are as hard as the sides.
"""

from __future__ import annotations

from derivex.engine.answers import TooHard, Zero
from derivex.engine.bounds import Bounds
from derivex.engine.dependence import resolved
from derivex.engine.elements import Restart
from derivex.engine.kernels import explored, vanishes
from derivex.engine.positivity import AT_LEAST_ZERO, is_real, sign_of
from derivex.engine.question import Question
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.subterms import distinct
from derivex.term import TWO, App, Term, power, subtract

ROOTS = frozenset({"sqrt", "root", "^"})


def proved_by_squaring(before: Term, after: Term, given: Given, bounds: Bounds) -> bool:
    """Whether two sides with roots are proved never negative, and their squares equal."""
    sides = (before, after)
    if not any(isinstance(part, App) and part.head in ROOTS for side in sides for part in distinct(side)):
        return False
    if not all(_is_never_negative(side, given, bounds) for side in sides):
        return False
    squares = subtract(*(power(side, TWO) for side in sides))
    return isinstance(vanishes(squares, given, bounds), Zero) or resolved(squares, given, bounds)


def _is_never_negative(side: Term, given: Given, bounds: Bounds) -> bool:
    try:
        work = explored(Question(side, side, given, given.relations), bounds)
        return (
            work is not None and is_real(work.field, work.result) and sign_of(work.field, work.result) in AT_LEAST_ZERO
        )
    except (TooHard, TooLarge, Restart):
        return False
