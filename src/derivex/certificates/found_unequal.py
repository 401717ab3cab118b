"""A quick no for the searches: values that tell two terms apart.

On its way to a certificate a search tries equalities that nobody has proved, most of them false: this sum
may be that one, this part may be that form. Looking for a certificate of what is false takes longest of all.

Not trusted: a no only ends a search. Where there is no value, or no admitted point, the search goes on.
"""

from __future__ import annotations

from itertools import islice

from derivex.engine.bounds import Bounds
from derivex.engine.look import Question, look
from derivex.engine.points import admitted
from derivex.given import Given
from derivex.term import Term, names

POINTS = 2
PRECISION = 64


def unequal(before: Term, after: Term, given: Given) -> bool:
    """Whether the two sides have values at an admitted point, and different ones; not asked of what has no end."""
    if "oo" in names(before) | names(after):
        return False  # such values take as long as a proof
    bounds = Bounds(points=POINTS).begun()
    question = Question(before, after, given, bounds)
    look(question, islice(admitted(given, (before, after), bounds), POINTS), PRECISION, enough=POINTS)
    return question.refuted is not None or question.imaginary is not None
