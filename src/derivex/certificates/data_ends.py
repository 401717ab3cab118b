"""Certificates about what has no end, as data: limits and infinite sums; and the binomial theorem.

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
class Tends:
    """A limit at infinity, by the orders of growth of its parts; ``name`` stands for the symbol that grows."""

    before: Term
    after: Term
    given: Given
    name: str
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Nearby:
    """A limit at a number, by derivatives there; ``name`` stands for the symbol that comes near.

    ``step`` says that the body is ``above/below``. Both, and their first derivatives, are 0 at the place,
    as many as ``zeros`` has pairs, which it says; the next derivative of ``below`` is ``scale``, which ``last`` says.
    """

    before: Term
    after: Term
    given: Given
    name: str
    above: Term
    below: Term
    step: Proof
    zeros: tuple[tuple[Proof, Proof], ...]
    scale: Term
    last: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """An infinite sum as a multiple of a known one, and a rest that telescopes.

    With n for the index each summand is ``scale*e(n + shift) + G(n + 1) - G(n)``, which ``step`` says, where e is that
    of a row of the table, at an argument, and G is ``telescope``. It tends to a number by orders
    of growth; or, which ``share`` says, it is ``slow`` times something that tends to 0.
    """

    before: Term
    after: Term
    given: Given
    name: str
    row: str
    argument: Term
    shift: int
    scale: Term
    telescope: Term
    step: Proof
    slow: Term | None = None
    share: Proof | None = None
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Recurrent:
    """A sum or integral up to infinity, of f with ``f(n + m) + … + c1*f(n + 1) + c0*f(n) = 0``, which ``step`` says.

    For an integral the derivatives of f stand there instead, at ``name`` as well. The coefficients are c0, c1, …;
    ``whole`` says that what it is divided by, the sum of all and 1, or c0, is ``scale``.
    """

    before: Term
    after: Term
    given: Given
    name: str
    coefficients: tuple[Term, ...]
    scale: Term
    step: Proof
    whole: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Binomial:
    """A sum from 0 to a whole number n, by the binomial theorem.

    With k for the index each summand is ``binomial(n, k)*x^k*y^(n - k)``, x and y the ``first`` and the ``second``,
    times the sum of the weights, each times ``k*(k - 1)*…`` with as many factors as weights stand before
    it; ``step`` says so.
    """

    before: Term
    after: Term
    given: Given
    name: str
    first: Term
    second: Term
    weights: tuple[Term, ...]
    step: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """An integral from 0 up to infinity by a row of a table; ``proof`` says what its body is at each ``name``."""

    before: Term
    after: Term
    given: Given
    name: str
    row: str
    exponent: Term
    rate: Term
    scale: Term
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


Endless = Tends | Nearby | Series | Recurrent | Binomial | Known
