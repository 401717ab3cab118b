"""Irreducible factors by their monomials, and polynomials as terms.

Contract: exact; a factor is kept without numbers in common and with a positive leading
coefficient, so that equal factors are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from flint import fmpz_mpoly

from derivex.term import EULER, ONE, ZERO, App, Term, add, multiply, negate, number

Monomials = tuple[tuple[tuple[int, ...], int], ...]  # exponents and coefficient, the leading one first


@dataclass(frozen=True, slots=True)
class Factor:
    """An irreducible polynomial over some generators of one question, by its monomials, the leading one positive."""

    indices: tuple[int, ...]
    monomials: Monomials

    @property
    def degree(self) -> int:
        return max((sum(exponents) for exponents, _ in self.monomials), default=0)


def monomials_of(polynomial: fmpz_mpoly) -> Monomials:
    """The monomials of a polynomial."""
    return tuple(
        (tuple(map(int, exponents)), int(value))
        for exponents, value in zip(polynomial.monoms(), polynomial.coeffs(), strict=True)
    )


LONE: Monomials = (((1,), 1),)  # a generator itself


def has_lone_part(monomials: Monomials) -> bool:
    """``c + d*x``: some part stands alone in one term and nowhere else, so there are no two factors."""
    for place, exponent in (
        (place, exponent) for exponents, _ in monomials for place, exponent in enumerate(exponents)
    ):
        if exponent == 1:
            found = [exponents for exponents, _ in monomials if exponents[place]]
            if len(found) == 1 and sum(found[0]) == 1:
                return True
    return False


def primitive(monomials: Monomials) -> Monomials:
    """The monomials without a common factor, the leading one positive."""
    shared = gcd(*(value for _, value in monomials))
    shared = -shared if monomials[0][1] < 0 else shared
    return monomials if shared == 1 else tuple((exponents, value // shared) for exponents, value in monomials)


def narrowed(monomials: Monomials, indices: tuple[int, ...]) -> Factor:
    """A factor over the generators that it has."""
    kept = [place for place in range(len(indices)) if any(exponents[place] for exponents, _ in monomials)]
    if len(kept) < len(indices):
        monomials = tuple((tuple(exponents[place] for place in kept), value) for exponents, value in monomials)
    return Factor(tuple(indices[place] for place in kept), primitive(monomials))


def effort(factors: tuple[Factor, ...]) -> tuple[int, int]:
    """How much there is to read."""
    return sum(len(each.monomials) * each.degree for each in factors), len(factors)


def spelled(items: Monomials, parts: Sequence[Term], order: Sequence[int], *, signed: bool = False) -> Term:
    """A polynomial as a term, its parts in that order, its sign chosen as people do or kept."""
    if not items:
        return ZERO
    monomials = sorted(
        ((tuple(exponents[place] for place in order), value) for exponents, value in items), reverse=True
    )
    if not signed and (monomials[0][1] < 0 or (monomials[-1][1] < 0 and not any(monomials[0][0]))):
        monomials = [(exponents, -value) for exponents, value in monomials]
    # what is added comes before what is taken away, and a number comes last: ``x - y + 1``, but ``1 - E``
    only_number = signed and all(value < 0 for exponents, value in monomials if any(exponents))
    monomials.sort(key=lambda each: (not any(each[0]) and not only_number, each[1] < 0))
    terms = []
    for exponents, value in monomials:
        product = [
            _raised(parts[place], int(exponent)) for place, exponent in zip(order, exponents, strict=True) if exponent
        ]
        size = [number(abs(value))] if abs(value) != 1 or not product else []
        whole = multiply(*size, *product)
        terms.append(negate(whole) if value < 0 else whole)
    return add(*terms)


def _raised(part: Term, exponent: int) -> Term:
    """A power of a generator; ``exp(x)^2`` as ``exp(2*x)``."""
    if isinstance(part, App) and part.head == "exp":
        inner = part.args[0]
        if inner == ONE:
            return EULER if exponent == 1 else App("exp", (number(exponent),))
        return part if exponent == 1 else App("exp", (multiply(number(exponent), inner),))
    return part if exponent == 1 else App("^", (part, number(exponent)))
