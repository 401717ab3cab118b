"""Certificates as data: of derivatives that rules alone don't give, and of terms that are alike by their form.

Contract: as ``data``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivex.given import Given
from derivex.term import Term

if TYPE_CHECKING:
    from derivex.certificates.data import Proof


@dataclass(frozen=True, slots=True)
class Beside:
    """A derivative at a place, ``Subs(diff(f, x, n), x, a)``, by what f is beside it.

    ``proof`` says that f at ``name`` is the ``form`` where the name is above a (or below it, if ``up`` is false)
    and, if there is an ``end``, between both.
    """

    before: Term
    after: Term
    given: Given
    name: str
    up: bool
    end: Term | None
    form: Term
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """Derivatives of two functions; ``proof`` says that they are equal near the place."""

    before: Term
    after: Term
    given: Given
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Leibniz:
    """The derivative of an integral, under the integral, in which ``name`` is bound, and at its ends."""

    before: Term
    after: Term
    given: Given
    name: str
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Termwise:
    """``diff(Sum(f, (k, a, b)), x, n) = Sum(diff(f, x, n), (k, a, b))``; ``name`` stands for the index."""

    before: Term
    after: Term
    given: Given
    name: str
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """The same up to the order and grouping of sums, products, maxima and minima, and of derivatives by one symbol."""

    before: Term
    after: Term
    given: Given
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Mirrored:
    """``conjugate(f(u)) = f(conjugate(u))``."""

    before: Term
    after: Term
    given: Given
    point: tuple[tuple[str, Term], ...] = ()


Slope = Beside | Derived | Leibniz | Termwise
Form = Alike | Mirrored
