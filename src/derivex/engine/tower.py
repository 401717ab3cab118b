"""Exact arithmetic in a tower of kernels over the rationals.

A *kernel* (a symbol, ``exp(x)``, ``sqrt(2)``) is a generator of a polynomial ring over
the integers; what is known of it is a *relation*, monic in the kernel and otherwise made
of earlier ones (``s^2 + c^2 - 1``, ``r^2 - x``). An *element* is a rational coefficient
times integer powers of interned factors: products never expand, a sum pulls out what its
summands share and expands the cofactors only, reduced by division with remainder, the
latest kernel first.

Contract (the pointwise theorem). Give each kernel its value at a point at which every
subexpression of the written term is defined. Then every relation holds there, every
factor with a negative exponent is not zero there, and so every element has the value of
the term that it was made from: an element that reduces to zero *is* zero there. Whoever
adds a kernel, a relation or a denominator must keep to this; dividing by anything that is
not a denominator of the written term breaks it.

Incomplete: kernels without a relation are taken as independent. If they aren't, an element may be
zero and its numerator not; a residue is therefore no evidence.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from math import lcm

from flint import fmpq, fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.bounds import Bounds
from derivex.engine.elements import (
    ONE,
    ONE_ELEMENT,
    ZERO_ELEMENT,
    Element,
    Kernel,
    MoreKernels,
    Undefined,
    cofactor,
    merged,
    negative,
    shared_exponents,
)
from derivex.engine.ring import Ring

FLAT = 8  # so many summands or fewer are added in one go


class Tower:
    """The generators and factors of one question, and the relations between them."""

    def __init__(self, size: int, bounds: Bounds) -> None:
        self.ring = Ring(size, bounds)
        self.kernels: list[Kernel] = []
        self.keys: dict[Hashable, int] = {}
        self.rules: dict[int, tuple[int, Element]] = {}  # generator^degree is that element
        self._regular: dict[int, int] = {}  # factors that aren't zero under so many relations

    def create(self, kernel: Kernel, key: Hashable) -> int:
        """A new generator; ``key`` finds it again in ``keys``."""
        index = len(self.kernels)
        if index >= self.ring.size:
            raise MoreKernels
        self.kernels.append(kernel)
        self.keys[key] = index
        return index

    def relate(self, generator: int, degree: int, value: Element) -> None:
        """Declare ``generator^degree = value``; the value is a polynomial in earlier generators."""
        self.rules[generator] = (degree, value)
        self.ring.reduce_by(generator, degree, self.ring.polynomials[generator] ** degree - self.polynomial(value))

    def generator(self, index: int, exponent: int = 1) -> Element:
        return self._settled(Element(ONE, {index: exponent})) if exponent else ONE_ELEMENT

    def exponents(self, monomial: tuple[int, ...]) -> dict[int, int]:
        """The generators of a monomial with their exponents."""
        last = self.ring.size - 1
        return {last - index: int(exponent) for index, exponent in enumerate(monomial) if exponent}

    def generators_of(self, element: Element) -> set[int]:
        return set().union(*map(self.ring.generators, element.factors))

    # ---- products ----

    def multiply(self, left: Element, right: Element) -> Element:
        coefficient = left.coefficient * right.coefficient
        if not coefficient:
            return ZERO_ELEMENT
        if not left.factors:
            return Element(coefficient, right.factors)
        if not right.factors:
            return Element(coefficient, left.factors)
        return self._settled(Element(coefficient, merged(dict(left.factors), right.factors)))

    def product(self, elements: Iterable[Element]) -> Element:
        coefficient, many = ONE, []
        for element in elements:
            coefficient = coefficient * element.coefficient
            if element.factors:
                many.append(element.factors)
        if not coefficient:
            return ZERO_ELEMENT
        if len(many) < 2:
            return Element(coefficient, many[0] if many else {})
        factors = dict(many[0])
        for more in many[1:]:
            merged(factors, more)
        return self._settled(Element(coefficient, factors))

    def power(self, element: Element, exponent: int) -> Element:
        """An integer power; a negative one of zero is ``Undefined``."""
        if exponent == 1:
            return element
        if exponent == 0:
            return ONE_ELEMENT
        if exponent < 0 and self.is_zero(element):
            raise Undefined
        number = element.coefficient
        if not number:
            return element
        if exponent != -1 and abs(number) != 1:
            bits = max(int(abs(number.p)).bit_length(), int(number.q).bit_length())
            if (bits - 1) * abs(exponent) > self.ring.bounds.bits:
                raise TooHard(f"a power with more than {self.ring.bounds.bits} bits")
        if abs(exponent) > 10**9:
            raise TooHard("a power beyond a billion")
        # the coefficient ±1 may have any exponent; fmpq takes machine-sized ones
        raised = Element(number**exponent, {factor: times * exponent for factor, times in element.factors.items()})
        return self._settled(raised)

    def divide(self, above: Element, below: Element) -> Element:
        return self.multiply(above, self.power(below, -1))

    def _settled(self, element: Element) -> Element:
        """Apply ``generator^degree = value``, so that exponents of such kernels are small."""
        rules = self.rules
        if rules.keys().isdisjoint(element.factors):
            return element
        wrong = [
            (factor, exponent)
            for factor, exponent in element.factors.items()
            if factor in rules and not 0 <= exponent < rules[factor][0]
        ]
        if not wrong:
            return element
        factors = dict(element.factors)
        turned: list[tuple[int, int]] = []
        for factor, exponent in wrong:
            whole, rest = divmod(exponent, rules[factor][0])
            if rest:
                factors[factor] = rest
            else:
                del factors[factor]
            turned.append((factor, whole))
        result = Element(element.coefficient, factors)
        for factor, whole in turned:
            result = self.multiply(result, self.power(rules[factor][1], whole))
        return result

    # ---- sums ----

    def add(self, *elements: Element) -> Element:
        """The sum, over the least common denominator of the factored summands."""
        summands = [element for element in elements if element.coefficient]
        if len(summands) <= FLAT:
            return self._total(summands)
        # what has the same denominators first, then neighbours, which tend to belong together: the
        # denominators of all are multiplied as in a tournament, not each into each summand
        groups: dict[frozenset[tuple[int, int]], list[Element]] = {}
        for summand in summands:
            below = frozenset([item for item in summand.factors.items() if item[1] < 0])
            groups.setdefault(below, []).append(summand)
        totals = [self._total(group) for group in groups.values()]
        while len(totals) > 1:
            totals = [self._total(totals[index : index + 2]) for index in range(0, len(totals), 2)]
        return totals[0]

    def _total(self, elements: list[Element]) -> Element:
        """The sum over the least common denominator, in one go."""
        summands = [element for element in elements if element.coefficient]
        if not summands:
            return ZERO_ELEMENT
        if len(summands) == 1:
            return summands[0]
        shared = shared_exponents(summands)
        denominator = 1
        for coefficient, _ in summands:
            if coefficient.q != 1:
                denominator = lcm(denominator, int(coefficient.q))
        if denominator.bit_length() > self.ring.bounds.bits:
            raise TooHard(f"a number with more than {self.ring.bounds.bits} bits")
        parts: list[fmpz_mpoly] = []
        for coefficient, factors in summands:
            part = self.ring.expanded(cofactor(factors, shared) if shared else factors)
            scale = coefficient.p if denominator == 1 else (coefficient * denominator).p
            parts.append(part if scale == 1 else part * scale)
        while len(parts) > 1:  # by pairs: a long sum isn't copied for each of its terms
            parts = [sum(parts[index + 1 : index + 2], parts[index]) for index in range(0, len(parts), 2)]
        result = self.element(self.ring.reduce(parts[0]))
        if not result.coefficient:
            return ZERO_ELEMENT
        if denominator != 1:
            result = Element(result.coefficient / denominator, result.factors)
        return self.multiply(result, Element(ONE, shared)) if shared else result

    def subtract(self, left: Element, right: Element) -> Element:
        return self.add(left, negative(right))

    # ---- polynomials ----

    def polynomial(self, element: Element) -> fmpz_mpoly:
        """An element without denominators as a polynomial."""
        assert element.coefficient.q == 1
        assert all(exponent > 0 for exponent in element.factors.values())
        return self.ring.expanded(element.factors) * int(element.coefficient.p)

    def element(self, polynomial: fmpz_mpoly) -> Element:
        """A polynomial as coefficient, generators, and one primitive interned factor."""
        if not polynomial:
            return ZERO_ELEMENT
        if len(polynomial) == 1:
            number, factors = polynomial.coefficient(0), self.exponents(polynomial.monomial(0))
            return self._settled(Element(fmpq(number), factors))
        content = polynomial.term_content()
        number, factors = content.coefficient(0), {}
        if content.total_degree():
            factors = self.exponents(content.monomial(0))
            polynomial = divmod(polynomial, content)[0]
        elif number != 1:
            polynomial = polynomial.primitive()[1]
        if polynomial.coefficient(0) < 0:
            polynomial, number = -polynomial, -number
        factors[self.ring.intern(polynomial)] = 1
        return self._settled(Element(fmpq(number), factors))

    def is_zero(self, element: Element) -> bool:
        """Whether the element reduces to zero: its numerator does.

        Factors without a related kernel can't matter: relations are monic, so the ring is
        free over the polynomials in the unrelated kernels, and those have no zero divisors.
        """
        if not element.coefficient:
            return True
        ring = self.ring
        if not ring.relations:
            return False
        # exponents are dropped: f^k is 0 at a point exactly if f is
        above = {
            factor: 1
            for factor, exponent in element.factors.items()
            if exponent > 0 and not ring.related.isdisjoint(ring.generators(factor))
        }
        if not above:
            return False
        if len(above) > 1:
            return not ring.reduce(ring.expanded(above))
        (factor,) = above
        if self._regular.get(factor) != len(ring.relations):
            if not ring.reduce(ring.polynomials[factor]):
                return True
            self._regular[factor] = len(ring.relations)
        return False

    def canonical(self, element: Element) -> tuple[fmpq, fmpz_mpoly, fmpz_mpoly]:
        """Coefficient, numerator and denominator: coprime, primitive, with positive leading coefficients.

        The same numbers for elements that are written differently: this is what kernels are keyed by.
        """
        above = {factor: exponent for factor, exponent in element.factors.items() if exponent > 0}
        below = {factor: -exponent for factor, exponent in element.factors.items() if exponent < 0}
        top = self.ring.reduce(self.ring.expanded(above)) if element.coefficient else self.ring.one * 0
        if not top:
            return fmpq(0), top, self.ring.one
        bottom = self.ring.one
        if below:
            bottom = self.ring.reduce(self.ring.expanded(below))
            if not bottom:
                raise Undefined
            self.ring.spend(len(top) * len(bottom))
            common = top.gcd(bottom)
            if not common.is_one():
                top, bottom = divmod(top, common)[0], divmod(bottom, common)[0]
        content, top = top.primitive()
        coefficient = element.coefficient * fmpq(content)
        if below:
            content, bottom = bottom.primitive()
            coefficient /= fmpq(content)
        if top.leading_coefficient() < 0:
            top, coefficient = -top, -coefficient
        if bottom.leading_coefficient() < 0:
            bottom, coefficient = -bottom, -coefficient
        return coefficient, top, bottom

    def fraction(self, above: fmpz_mpoly, below: fmpz_mpoly) -> Element:
        """``above/below`` as an element; below is one of the written denominators or divides one."""
        return self.element(above) if below.is_one() else self.divide(self.element(above), self.element(below))
