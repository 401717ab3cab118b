"""How much work the engine may do before it answers "undecided".

Budgets count operations, so that the same question gets the same answer on every machine;
the clock is the last resort. The cost of a native call is estimated before it is made,
because such a call can't be interrupted.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from time import monotonic


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of one question to the engine.

    ``terms``: of a polynomial, estimated before it is expanded; ``bits``: of one exact
    number; ``precision``: of the finest ball, in bits; ``points``: at most so many are
    tried; ``seconds``: the clock, for what the other bounds let through. ``deadline`` is
    when they are over, once a question has begun.
    """

    terms: int = 20_000
    bits: int = 40_000
    precision: int = 2_048
    points: int = 60
    seconds: float = 4.0
    deadline: float = inf

    def begun(self) -> Bounds:
        """The bounds of a question that begins now."""
        return Bounds(self.terms, self.bits, self.precision, self.points, self.seconds, monotonic() + self.seconds)

    def expired(self) -> bool:
        return monotonic() > self.deadline


class OutOfBounds(Exception):
    """Internal to the engine: a bound was hit; the text says which, in the reader's words."""
