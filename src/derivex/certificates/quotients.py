"""The arithmetic of a certificate: quotients of polynomials in generators, modulo relations.

Generator 0 is I, generator 1 is pi. A relation is a polynomial that is zero wherever the
certificate speaks, a polynomial in ``apart`` is zero nowhere there; both only grow.

Contract: every operation keeps the value at each point at which relations vanish and
denominators don't. Multiples of relations are subtracted by division with remainder;
how the division is steered can't make anything wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from flint import Ordering, acb, ctx, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from derivex.certificates.data import Polynomial, Ratio

PRECISION = 320  # bits, for constants whose branch a ball tells
MAX_SIZE = 200_000  # products of terms in one multiplication, and generators times terms


class Refused(Exception):
    """Something that doesn't follow; the text says what."""


def need(condition: object, what: str) -> None:
    if not condition:
        raise Refused(what)


class Quotient(NamedTuple):
    """Above and below the bar."""

    above: fmpq_mpoly
    below: fmpq_mpoly


class Quotients:
    """The generators in use, the relations between them, and what is known not to vanish."""

    def __init__(self, size: int) -> None:
        names = tuple(f"g{size - 1 - index}" for index in range(size))
        self.context = fmpq_mpoly_ctx.get(names, Ordering.lex)
        self.generators: list[fmpq_mpoly] = [*reversed(self.context.gens())]  # later ones lead
        self.used = 2
        self.one: fmpq_mpoly = self.context.constant(1)
        self.i, self.pi = (Quotient(generator, self.one) for generator in self.generators[:2])
        self.relations: list[fmpq_mpoly] = []
        self.leads: list[tuple[fmpq_mpoly, list[tuple[int, int]]]] = []  # and where their first monomials have degrees
        self.relate(self.i.above**2 + 1)
        self.apart: list[fmpq_mpoly] = [self.i.above, self.pi.above]
        self.real, self.integer = {1}, set[int]()
        self.conjugates: dict[int, Quotient] = {}  # of generators that aren't real
        self.balls: dict[int, Callable[[], acb]] = {0: lambda: acb(0, 1), 1: acb.pi}

    # ---- data ----

    def polynomial(self, data: Polynomial) -> fmpq_mpoly:
        last = len(self.generators) - 1
        rows = {}
        for monomial, number in data:
            exponents = [0] * (last + 1)
            for generator, exponent in monomial:
                need(0 <= generator < self.used and 0 < exponent < MAX_SIZE, "a generator that no claim has introduced")
                exponents[last - generator] = exponent
            need(tuple(exponents) not in rows, "a monomial that stands twice")
            rows[tuple(exponents)] = fmpq(number.numerator, number.denominator)
        return self.context.from_dict(rows)

    def quotient(self, data: Ratio) -> Quotient:
        return Quotient(*map(self.polynomial, data))

    def number(self, value: Fraction | int) -> Quotient:
        return Quotient(self.one * fmpq(value.numerator, value.denominator), self.one)

    # ---- arithmetic ----

    def relate(self, relation: fmpq_mpoly) -> None:
        """A polynomial that is zero; the latest generators go first in a reduction."""
        if relation:
            self.relations.append(relation)
            self.relations.sort(key=lambda each: each.monoms()[0], reverse=True)
            leads = (
                [(place, times) for place, times in enumerate(each.monoms()[0]) if times] for each in self.relations
            )
            self.leads = [*zip(self.relations, leads, strict=True)]

    def relate_all(self, relation: fmpq_mpoly) -> None:
        """A relation, and what is left of each earlier one when it is reduced by it: that is zero, too."""
        self.relate(relation)
        for earlier in tuple(self.relations):
            rest = divmod(earlier, relation)[1] if relation and earlier != relation else earlier
            if rest != earlier:
                self.relate(self.reduce(rest))

    def reduce(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        degrees = polynomial.degrees()
        for relation, lead in self.leads:
            if all(degrees[place] >= times for place, times in lead):  # else its first monomial divides none
                polynomial = divmod(polynomial, relation)[1]
                degrees = polynomial.degrees()
        return polynomial

    def times(self, left: fmpq_mpoly, right: fmpq_mpoly) -> fmpq_mpoly:
        need(len(left) * len(right) <= MAX_SIZE, "polynomials beyond the bounds")
        return left * right

    def ratio(self, above: fmpq_mpoly, below: fmpq_mpoly) -> Quotient:
        above = self.reduce(above)
        if below.is_one():
            return Quotient(above, below)
        below = self.reduce(below)
        need(below, "a denominator that is zero")
        common = above.gcd(below)
        above, below = divmod(above, common)[0], divmod(below, common)[0]
        scale = below.leading_coefficient()
        return Quotient(above / scale, below / scale)

    def sum(self, *parts: Quotient) -> Quotient:
        total = self.number(0)
        for part in parts:
            if total.below.is_one() and part.below.is_one():
                total = self.ratio(total.above + part.above, self.one)
                continue
            common = total.below.gcd(part.below)
            left, right = divmod(part.below, common)[0], divmod(total.below, common)[0]
            above = self.times(total.above, left) + self.times(part.above, right)
            total = self.ratio(above, self.times(total.below, left))
        return total

    def product(self, *parts: Quotient) -> Quotient:
        total = self.number(1)
        for part in parts:
            total = self.ratio(self.times(total.above, part.above), self.times(total.below, part.below))
        return total

    def inverse(self, value: Quotient) -> Quotient:
        """One over what is never zero."""
        need(self.nowhere_zero(value.above) or self.nowhere_zero(self.reduce(value.above)), "one over what may be 0")
        return self.flipped(value)

    def flipped(self, value: Quotient) -> Quotient:
        """One over what isn't zero for a reason that its caller knows."""
        need(self.reduce(value.above), "a denominator that is zero")
        return Quotient(value.below, value.above)

    def power(self, base: Quotient, exponent: int) -> Quotient:
        base = base if exponent >= 0 else self.inverse(base)
        need(abs(exponent) <= 1_000, "a power beyond the bounds")
        result, count = self.number(1), abs(exponent)
        while count:
            result = self.product(result, base) if count % 2 else result
            count //= 2
            base = self.product(base, base) if count else base
        return result

    def conjugated(self, value: Quotient) -> Quotient:
        """The complex conjugate of a value in real generators, I, and those whose conjugates are known."""
        if not self.generators_of(value) <= self.real | {0}:
            above, below = map(self._conjugated, value)
            return self.product(above, self.flipped(below))  # the conjugate of what isn't zero
        images = [-each if each == self.i.above else each for each in self.context.gens()]
        return self.ratio(*(part.compose(*images, ctx=self.context) for part in value))

    def _conjugated(self, polynomial: fmpq_mpoly) -> Quotient:
        """Of a polynomial, monomial by monomial."""
        last = len(self.generators) - 1
        total, known = self.number(0), {**self.conjugates, 0: Quotient(-self.i.above, self.one)}
        for exponents, coefficient in polynomial.terms():
            part = Quotient(self.one * coefficient, self.one)
            for index, exponent in enumerate(exponents):
                generator = last - index
                plain = not exponent or generator in self.real or generator in known
                need(plain, "a conjugate of more than real parts")
                if exponent:
                    image = known.get(generator, Quotient(self.generators[generator], self.one))
                    part = self.product(part, self.power(image, int(exponent)))
            total = self.sum(total, part)
        return total

    def signed(self, value: Quotient) -> fmpq_mpoly:
        """A polynomial with the sign of a quotient u/v that is real: ``u*conj(v)``, which is ``u/v`` times abs(v)^2."""
        if self.is_real(Quotient(value.below, self.one)):
            return self.times(value.above, value.below)
        mirrored = self.conjugated(Quotient(value.below, self.one))
        need(mirrored.below.is_one(), "over what may not be real")
        return self.times(value.above, mirrored.above)

    # ---- questions ----

    def same(self, left: Quotient, right: Quotient) -> bool:
        return not self.reduce(self.times(left.above, right.below) - self.times(right.above, left.below))

    def generators_of(self, *parts: Quotient) -> set[int]:
        last, found = len(self.generators) - 1, set[int]()
        for part in parts:
            for polynomial in part:
                if not polynomial.is_constant():
                    found.update(last - index for index, degree in enumerate(polynomial.degrees()) if degree)
        return found

    def is_real(self, *parts: Quotient) -> bool:
        return self.generators_of(*parts) <= self.real

    def nowhere_zero(self, polynomial: fmpq_mpoly) -> bool:
        """Whether the polynomial is a product of numbers and of polynomials in ``apart``."""
        for factor in self.apart:
            while not polynomial.is_constant() and not factor.is_constant():
                found, rest = divmod(polynomial, factor)
                if rest:
                    break
                polynomial = found
        return bool(polynomial) and polynomial.is_constant()

    def ball(self, value: Quotient) -> acb:
        """The value of a constant."""
        need(self.generators_of(value) <= set(self.balls), "a value that is no constant")
        with ctx.workprec(PRECISION):
            above, below = (self._ball(part) for part in value)
            return above / below

    def _ball(self, polynomial: fmpq_mpoly) -> acb:
        total = acb(0)
        for exponents, coefficient in polynomial.terms():
            part = acb(coefficient)
            for index, exponent in enumerate(exponents):
                part = part * self.balls[len(exponents) - 1 - index]() ** int(exponent) if exponent else part
            total += part
        return total
