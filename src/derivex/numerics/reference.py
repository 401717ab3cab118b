"""The true value of a term at a number of the machine, as a ball that is small enough to judge digits by.

The precision is doubled until the ball is known to ``WANTED`` bits beyond the point, or a bound is hit; what has no
value, or none by real numbers alone, or can't be told, is None, and nothing is said about such a point. Where several
terms are proved equal, the first that answers will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from flint import arb, ctx

from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.bounds import Bounds
from derivex.engine.values import Exact, Value, ball
from derivex.term import Term

WANTED = 80  # bits that a ball must have: more than both formats
FIRST, LAST = 128, 8_192


def true_value(terms: Iterable[Term], at: Mapping[str, Fraction]) -> arb | None:
    """The value that the terms, which are equal, have at a point.

    >>> from derivex.notation.plain import read
    >>> true_value([read("1 - 1/(1 + exp(-x))")], {"x": Fraction(1000)}) > 0
    True
    """
    point: dict[str, Value] = {name: Exact(value) for name, value in at.items()}
    waiting = list(terms)
    precision = FIRST
    while waiting and precision <= LAST:
        for term in tuple(waiting):
            try:
                with ctx.workprec(precision):
                    found = ball(Evaluator(point, precision, real_values=True, bounds=Bounds(bits=64)).value(term))
            except Undefined:
                waiting.remove(term)  # it has no value here, whatever the precision
                continue
            except Unknown:
                continue
            if found.imag.is_zero() and (found.real.is_zero() or found.real.rel_accuracy_bits() >= WANTED):
                return found.real
        precision *= 2
    return None
