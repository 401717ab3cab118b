"""One question decided as far as one field can: its zero test, then what its kernels have in common.

Contract: ``closed`` is True only if the question's term is zero at each point that counts;
a question without such points is closed too.

Incomplete: kernels that depend on each other in other ways are for ``dependence``.
"""

from __future__ import annotations

from derivex.engine.anglesums import HEADS, vanishes_with_rest
from derivex.engine.answers import TooHard, Zero
from derivex.engine.bounds import Bounds
from derivex.engine.constants import vanishes_by_constants
from derivex.engine.elements import Restart, Undefined
from derivex.engine.kernels import CaseOf, both_cases, decided, explored
from derivex.engine.question import Question
from derivex.engine.turning import TURNING, vanishes_by_turning

MAX_CASES = 3  # parts that are split into zero and not zero
SPARE = 32  # kernels that the tests may add


def closed(question: Question, bounds: Bounds, depth: int = MAX_CASES) -> bool:
    """Whether the question is decided, or what is left of it is zero by constants or by turning."""
    answer = decided(question, bounds)
    if isinstance(answer, Zero | Undefined):
        return True
    return not isinstance(answer, TooHard) and dependent(question, bounds, depth)


def dependent(question: Question, bounds: Bounds, depth: int = MAX_CASES) -> bool:
    """Whether what the zero test leaves is zero by constants or by turning; case by case where it needs cases."""
    try:
        return _dependent(question, bounds)
    except CaseOf as case:
        return depth > 0 and all(closed(each, bounds, depth - 1) for each in both_cases(question, case))
    except (TooHard, Restart):
        return False


def _dependent(question: Question, bounds: Bounds) -> bool:
    work = explored(question, bounds, SPARE)
    if work is None:
        return False
    if vanishes_by_constants(work.field, work.result):
        return True
    if not work.field.by_exponentials and not any(kernel.head in TURNING | HEADS for kernel in work.field.kernels):
        return False
    work = explored(question, bounds, SPARE, unit=True)
    if work is None:
        return False
    return (
        work.field.vanishes(work.result)
        or vanishes_by_turning(work.field, work.result)
        or vanishes_with_rest(work.field, work.result)
    )
