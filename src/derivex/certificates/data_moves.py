"""Certificates of moves with sums, products and integrals, as data: taken apart, joined, turned around, or empty.

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


Move = Combined | Joined | Turned | Empty
