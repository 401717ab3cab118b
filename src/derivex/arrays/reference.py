"""The true entries of arrays, as balls: as in ``numerics.reference``, with what entries share computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import arb, ctx

from derivex.engine.balls import Evaluator, Undefined, Unknown
from derivex.engine.bounds import Bounds
from derivex.engine.values import Exact, Value, ball
from derivex.numerics.reference import FIRST, LAST, WANTED
from derivex.term import Term


def true_values(terms: Sequence[Term], at: Mapping[str, Fraction]) -> list[arb | None]:
    """The value of each of several terms at one point; None where it has none, or it can't be told."""
    point: dict[str, Value] = {name: Exact(value) for name, value in at.items()}
    found: list[arb | None] = [None] * len(terms)
    waiting = list(range(len(terms)))
    precision = FIRST
    while waiting and precision <= LAST:
        evaluator = Evaluator(point, precision, real_values=True, bounds=Bounds(bits=64))
        left = []
        for index in waiting:
            try:
                with ctx.workprec(precision):
                    value = ball(evaluator.value(terms[index]))
            except Undefined:
                continue  # it has no value here, whatever the precision
            except Unknown:
                left.append(index)
                continue
            if value.imag.is_zero() and (value.real.is_zero() or value.real.rel_accuracy_bits() >= WANTED):
                found[index] = value.real
            else:
                left.append(index)
        waiting = left
        precision *= 2
    return found
