"""A quotient as a sum: one addend for each monomial of its numerator, in lowest terms.

The laws for exp, sin and cos of a sum are used addend by addend, and the addends of a
fraction may be simpler than it is: ``(x^2 + 1)/x`` is ``x + 1/x``.

Contract: the addends sum up to the element wherever its denominator isn't zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flint import fmpq, fmpz_mpoly

from derivex.engine.elements import Element
from derivex.engine.tower import Tower


class Addend(NamedTuple):
    """``times * monomial / below``, in lowest terms; the monomial as its generators with their exponents."""

    exponents: dict[int, int]
    below: fmpz_mpoly
    times: fmpq

    def element(self, tower: Tower) -> Element:
        return tower.divide(Element(self.times, self.exponents), tower.element(self.below))


def addends(tower: Tower, coefficient: fmpq, above: fmpz_mpoly, below: fmpz_mpoly) -> Iterator[Addend]:
    """The addends of ``coefficient*above/below``, an element in its canonical form."""
    for monomial, number in above.terms():
        yield Addend(*_lowest(tower, monomial, below), coefficient * fmpq(number))


def _lowest(tower: Tower, monomial: tuple[int, ...], below: fmpz_mpoly) -> tuple[dict[int, int], fmpz_mpoly]:
    exponents = tower.exponents(monomial)
    if below.is_one():
        return exponents, below
    content = below.term_content()
    shared = {
        generator: least
        for generator, exponent in tower.exponents(content.monoms()[0]).items()
        if (least := min(exponent, exponents.get(generator, 0)))
    }
    if not shared:
        return exponents, below
    rest = {generator: each for generator, old in exponents.items() if (each := old - shared.get(generator, 0))}
    return rest, divmod(below, tower.ring.expanded(shared))[0]
