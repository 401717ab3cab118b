"""Certificates of moves with sums, products and integrals, as data: taken apart, joined,
turned around, substituted, empty, with one summand picked, or narrowed to where they exist; and what holds
for all values of a part.

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
class Combined:
    """A sum or integral as a sum of others over its range, each times a ``scale``; a product as powers of others.

    ``proof`` says at each ``name`` that the body is the same sum of scales times bodies, or that product.
    """

    before: Term
    after: Term
    given: Given
    name: str
    parts: tuple[tuple[Term, Term], ...]  # scale (or exponent) and sum (or product, or integral)
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """A sum, product or integral as two over ranges that follow each other, which ``proof`` says."""

    before: Term
    after: Term
    given: Given
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """``Integral(f, (t, a, b)) = -Integral(f, (t, b, a))``."""

    before: Term
    after: Term
    given: Given
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Empty:
    """A sum, product or integral over nothing; ``proof`` says that the range is empty."""

    before: Term
    after: Term
    given: Given
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Substituted:
    """``Integral(f(t), (t, a, b)) = Integral(g(s), (s, A, B))`` where ``t = slope*s + rise``; sums and products alike.

    ``proof`` says at each ``name`` that ``g(s) = slope*f(slope*s + rise)``, ``low`` and ``high`` that the ends are A
    and B; or, if ``turned``, that they are B and A, with the opposite body.
    """

    before: Term
    after: Term
    given: Given
    name: str
    slope: Term
    rise: Term
    turned: bool
    proof: Proof
    low: Proof
    high: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The proof with a relation more, which holds wherever the integral or limit ``part`` of a line has a value."""

    before: Term
    after: Term
    given: Given
    name: str
    part: Term
    relation: Term
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """A sum, of which ``proof`` says that each summand but that at the ``place`` is one of the ``rest``, by itself."""

    before: Term
    after: Term
    given: Given
    name: str
    place: Term
    rest: Term
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Generalized:
    """The proof with a written part of the lines replaced by a symbol, of which ``facts`` say how it compares."""

    before: Term
    after: Term
    given: Given
    name: str
    part: Term
    facts: tuple[tuple[str, Term], ...]
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


Move = Combined | Joined | Turned | Empty | Substituted | Narrowed | Picked | Generalized
