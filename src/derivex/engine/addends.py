"""A quotient as a sum: the numerator is divided by the denominator, and what is left goes monomial by monomial.

The laws for exp, sin and cos of a sum are used addend by addend, and the addends of a
fraction may be simpler than it is: ``(x^2 + 1)/x`` is ``x + 1/x``, and ``(x^2 + 2*x)/(x + 1)``
is ``x + 1 - 1/(x + 1)``. Quotient and remainder by one polynomial are unique and linear in
the numerator, so equal sums over one denominator have equal addends.

Contract: the addends sum up to the element wherever its denominator isn't zero.

Incomplete: sums over several denominators aren't taken apart, ``1/(x*(x + 1))`` stays one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flint import fmpq, fmpz_mpoly

from derivex.engine.elements import Element
from derivex.engine.tower import Tower

MAX_LEADING = 1_000  # a leading coefficient of a denominator that numerators are divided by
MAX_SCALE_BITS = 200  # of its power that makes the division one of integers


class Addend(NamedTuple):
    """``times * monomial / below``, in lowest terms; the monomial as its generators with their exponents."""

    exponents: dict[int, int]
    below: fmpz_mpoly
    times: fmpq

    def element(self, tower: Tower) -> Element:
        return tower.divide(Element(self.times, self.exponents), tower.element(self.below))


def addends(tower: Tower, coefficient: fmpq, above: fmpz_mpoly, below: fmpz_mpoly) -> Iterator[Addend]:
    """The addends of ``coefficient*above/below``, an element in its canonical form."""
    content = below.term_content()
    core = divmod(below, content)[0]
    scale = _scale(above, core)
    whole, rest = divmod(above * scale, core) if scale else (None, above)
    for polynomial, bottom in ((whole, content), (rest, below)):
        for monomial, number in polynomial.terms() if polynomial is not None else ():
            yield Addend(
                *_lowest(tower, monomial, bottom), coefficient * fmpq(number) / (scale if whole is not None else 1)
            )


def _scale(above: fmpz_mpoly, core: fmpz_mpoly) -> int:
    """What the numerator is multiplied by, so that it can be divided in integers; 0 if it isn't to be."""
    if core.is_constant():
        return 0
    leading = abs(int(core.leading_coefficient()))
    scale = leading ** int(above.total_degree()) if leading < MAX_LEADING else 0
    return scale if scale.bit_length() <= MAX_SCALE_BITS else 0


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
