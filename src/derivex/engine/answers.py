"""What the exact half of the engine answers: zero, a residue, or a reason to stop.

``Zero`` is a proof, the other two are not evidence of anything: kernels that the field
keeps apart (``pi``, ``E``, ``log(2)``) may be dependent, so a residue refutes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derivex.engine.bounds import OutOfBounds


@dataclass(frozen=True, slots=True, repr=False)
class Zero:
    """Zero wherever every subexpression is defined; ``kernels`` are the functions it rests on."""

    told: tuple[Callable[[], tuple[str, ...]], ...] = ()  # what tells them, a row a case; few ask

    @property
    def kernels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for tell in self.told for text in tell()))

    def __repr__(self) -> str:
        return f"Zero(kernels={self.kernels!r})"


@dataclass(frozen=True, slots=True)
class Residue:
    """What is left of the term, as text; it may be zero all the same."""

    text: str


class TooHard(OutOfBounds):
    """A bound that was hit, or mathematics beyond the field.

    Raised inside the engine, and a plain value at its door: ``vanishes`` returns it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
