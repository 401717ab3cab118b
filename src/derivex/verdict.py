"""What the engine may answer about ``before = after``: three values, each with its evidence.

``Proved``: equal at every admitted point where every subexpression of both lines is
defined, and ``point`` is one such point. ``Refuted``: at the witness both sides are
defined and differ. ``Undecided``: everything else, with the reason; among that ``Assumed``, what follows from
axioms that a derivation takes on trust.

A verdict has no truth value: three answers don't fit into two, so ``bool(verdict)`` raises.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from derivex.given import Given
from derivex.showing import Shown
from derivex.term import Term

if TYPE_CHECKING:
    from derivex.certificates.data import Proof


@dataclass(frozen=True, slots=True)
class Witness:
    """A point where both sides are defined and differ.

    ``at`` maps names to exact values (a term such as ``-1/2``; for an unknown function
    ``f`` the name is ``f(t)`` and the value a term in t); ``before`` and ``after`` are the
    two values as people write them, exact where possible (``1/4``), else rounded
    decimals (``0.2350037122``).
    """

    at: tuple[tuple[str, Term], ...]
    before: str
    after: str

    def said(self, left: str = "left", right: str = "right", write: Callable[[Term], str] | None = None) -> str:
        """The witness in words, with names for the two sides: ``at x = -1: left is 1, right is -1``.

        ``write`` turns the values of the point into text, plain notation without it.
        """
        from derivex.notation.write import plain  # the edge: only here does evidence become text

        where = ", ".join(f"{name} = {(write or plain)(value)}" for name, value in self.at)
        values = f"{left} is {self.before}, {right} is {self.after}"
        return f"at {where}: {values}" if where else values

    @property
    def sympy(self) -> dict[Any, Any]:
        """The point as SymPy symbols (functions for unknown ones) and their exact values."""
        return _point_in_sympy(self.at)

    def __str__(self) -> str:
        from derivex.notation.write import plain

        where = ", ".join(f"{name} = {plain(value)}" for name, value in self.at)
        return f"{where}: {self.before} != {self.after}" if where else f"{self.before} != {self.after}"


def _point_in_sympy(point: tuple[tuple[str, Term], ...]) -> dict[Any, Any]:
    from derivex.meaning import to_sympy
    from derivex.term import App, Sym

    found = {}
    for name, value in point:
        head, bracket, inside = name.partition("(")
        term: Term = App(head, (Sym(inside.rstrip(")")),)) if bracket else Sym(name)
        found[to_sympy(term)] = to_sympy(value, written=False)
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """The equality that a verdict is about: what a recheck starts from."""

    before: Term
    after: Term
    given: Given


class _NoTruthValue(Shown):
    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise TypeError("a verdict has three values; ask isinstance(verdict, Proved)")


@dataclass(frozen=True, slots=True)
class Proved(_NoTruthValue):
    """Equal wherever both lines are defined.

    ``lost`` and ``gained`` are conditions, as relations (``x = 1``), that describe the
    points at which only the line before, or only the line after, is defined.
    ``unexamined`` are points about which the proof says nothing: both lines are defined
    there, but a derivative in one of them may not exist, and the rules by which it was
    carried out don't tell (``abs(x)*x`` at 0). ``point`` is the admitted point that shows that the claim isn't empty.
    """

    method: str
    lost: tuple[Term, ...] = ()
    gained: tuple[Term, ...] = ()
    point: tuple[tuple[str, Term], ...] = ()
    unexamined: tuple[Term, ...] = ()
    asked: Asked | None = field(default=None, compare=False, repr=False)

    @property
    def certificate(self) -> Proof | None:
        """What the proof rests on, as data that ``derivex.recheck`` confirms; None if there is none."""
        from derivex.certificates.door import certificate  # only where somebody asks for it

        return certificate(self)

    @property
    def sympy(self) -> dict[Any, Any]:
        """The exhibited point as SymPy symbols and their exact values."""
        return _point_in_sympy(self.point)


@dataclass(frozen=True, slots=True)
class Refuted(_NoTruthValue):
    """Different at the witness; ``note`` adds where the equality does hold, if that is proved."""

    witness: Witness
    note: str = ""
    asked: Asked | None = field(default=None, compare=False, repr=False)

    @property
    def sympy(self) -> dict[Any, Any]:
        """The witness as SymPy symbols and their exact values."""
        return self.witness.sympy

    def __repr__(self) -> str:
        return f"Refuted({self.witness})"


@dataclass(frozen=True, slots=True)
class Undecided(_NoTruthValue):
    """Neither was shown; ``reason`` says what stopped the search or what is left."""

    reason: str


@dataclass(frozen=True, slots=True)
class Assumed(Undecided):
    """True given axioms, which nobody proved: a kind of Undecided, so that nobody takes it for a yes by mistake.

    ``axioms`` are their names, ``model`` functions of t for which all of them hold; ``lost`` and ``gained`` are
    as in Proved.
    """

    axioms: tuple[str, ...] = ()
    model: tuple[tuple[str, Term], ...] = ()
    lost: tuple[Term, ...] = ()
    gained: tuple[Term, ...] = ()


Verdict = Proved | Refuted | Undecided
