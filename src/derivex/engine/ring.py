"""The polynomials of one question: their generators, relations and numbers, and their cost.

Generator k is the variable ``size - 1 - k`` of a polynomial ring over the integers in
lexicographic order, so that later kernels lead. Relations are monic in their latest
generator; reducing is division with remainder, the latest first. A polynomial that serves
as a factor or in a key has a number; those below ``size`` are the generators themselves.

Cost is estimated before each native call, because none can be interrupted; beyond the
bounds ``TooHard`` is raised.

Contract: exact; reducing is complete for the relations taken one after the other, not for what
follows from several of them (no Gröbner basis is made).
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from math import comb

from flint import fmpz_mpoly, fmpz_mpoly_ctx

from derivex.engine.answers import TooHard
from derivex.engine.bounds import Bounds

MAX_DEGREE = 200_000  # of one kernel in a polynomial; exponents are packed into machine words
MAX_CHOICE = 400  # of binomial coefficients that count the terms of a power
SINGLE = 20  # times the bound on terms: so many products of terms in one operation
BETWEEN_CLOCKS = 256  # operations after which the clock is asked: the last resort
WORK = 60  # and so many in one question
SAMPLE, SAMPLE_MODULUS = 1_000_003, 998_244_353  # two primes that spread the coordinates of a point


@lru_cache(maxsize=64)  # a pure function; to make a context takes longer than many a question
def _context(size: int) -> tuple[fmpz_mpoly_ctx, tuple[fmpz_mpoly, ...]]:
    """The ring with so many generators, and the generators, the earliest first."""
    context = fmpz_mpoly_ctx.get(tuple(f"g{size - 1 - index}" for index in range(size)), "lex")
    return context, tuple(reversed(context.gens()))


def factored(polynomial: fmpz_mpoly) -> list[tuple[fmpz_mpoly, int]]:
    """Factors with their exponents, irreducible where python-flint can put them in order.

    It sorts them by coefficients as machine integers, which large ones aren't; square-free
    factors need no such order.
    """
    try:
        _, found = polynomial.factor()
    except OverflowError:
        _, found = polynomial.factor_squarefree()
    return [(part, int(exponent)) for part, exponent in found]


def linear_somewhere(polynomial: fmpz_mpoly) -> bool:
    """Whether a primitive polynomial is irreducible at a glance: ``m*g + rest`` with a monomial m.

    What divides both m and the rest is a generator, and divides the polynomial.
    """
    if polynomial.total_degree() == 1:
        return True
    if not polynomial.term_content().is_one():
        return False
    return any(
        degree == 1 and len(polynomial.derivative(index)) == 1 for index, degree in enumerate(polynomial.degrees())
    )


class Ring:
    """Polynomials, interned, with the relations between their generators."""

    def __init__(self, size: int, bounds: Bounds) -> None:
        self.size = size
        self.bounds = bounds
        self.context, generators = _context(size)
        self.one: fmpz_mpoly = self.context.constant(1)
        self.polynomials: list[fmpz_mpoly] = list(generators)
        self.relations: list[tuple[int, int, fmpz_mpoly]] = []  # generator, degree, monic polynomial; latest first
        self.related: set[int] = set()  # the generators that have one
        self._least = MAX_DEGREE  # of the degrees of relations
        # numbers by length, degree and leading coefficient: cheap to ask for, and few polynomials share them
        self._buckets: dict[tuple[int, int, int], list[int]] = {(1, 1, 1): list(range(size))}
        self._generators: dict[int, frozenset[int]] = {}
        self._samples: dict[int, int] = {}
        self._powers: dict[tuple[int, int], fmpz_mpoly] = {}
        self._spent = 0
        self._asked = 0

    # ---- numbers ----

    def intern(self, polynomial: fmpz_mpoly) -> int:
        """The number of a polynomial, which isn't 0; equal polynomials have the same."""
        key = (len(polynomial), int(polynomial.total_degree()), int(polynomial.coefficient(0)))
        bucket = self._buckets.setdefault(key, [])
        for index in bucket:
            if self.polynomials[index] == polynomial:
                return index
        self.polynomials.append(polynomial)
        bucket.append(len(self.polynomials) - 1)
        return bucket[-1]

    def intern_positive(self, polynomial: fmpz_mpoly) -> int:
        """The number of the polynomial or of its negative, whichever leads with a positive coefficient."""
        return self.intern(polynomial if polynomial.leading_coefficient() > 0 else -polynomial)

    def degrees(self, polynomial: fmpz_mpoly) -> dict[int, int]:
        """The generators of a polynomial with their degrees."""
        last = self.size - 1
        return {last - index: int(degree) for index, degree in enumerate(polynomial.degrees()) if degree}

    def generators(self, factor: int) -> frozenset[int]:
        """The generators in a factor, remembered."""
        found = self._generators.get(factor)
        if found is None:
            inside = (factor,) if factor < self.size else self.degrees(self.polynomials[factor])
            found = self._generators[factor] = frozenset(inside)
        return found

    def by_powers(self, polynomial: fmpz_mpoly, generator: int) -> dict[int, fmpz_mpoly]:
        """The coefficients of the powers of a generator, by exponent; of 0 there are none."""
        index = self.size - 1 - generator
        groups: dict[int, dict[tuple[int, ...], int]] = {}
        for monomial, number in polynomial.terms():
            exponents = [int(each) for each in monomial]
            exponent, exponents[index] = exponents[index], 0
            groups.setdefault(exponent, {})[tuple(exponents)] = int(number)
        return {exponent: self.context.from_dict(group) for exponent, group in groups.items()}

    def by_monomials(self, polynomial: fmpz_mpoly, outer: Container[int]) -> dict[tuple[int, ...], fmpz_mpoly]:
        """The coefficients of the monomials in the outer generators."""
        places = [self.size - 1 - generator for generator in self.degrees(polynomial) if generator in outer]
        groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
        for monomial, number in polynomial.terms():
            inside = [int(each) for each in monomial]
            outside = [0] * self.size
            for place in places:
                outside[place], inside[place] = inside[place], 0
            groups.setdefault(tuple(outside), {})[tuple(inside)] = int(number)
        return {outside: self.context.from_dict(group) for outside, group in groups.items()}

    def sample(self, factor: int) -> int:
        """The value of a factor at one fixed point, remembered: no relation holds there."""
        found = self._samples.get(factor)
        if found is None:
            point = [(index + 2) ** 3 * SAMPLE % SAMPLE_MODULUS for index in range(self.size)]
            found = self._samples[factor] = int(self.polynomials[factor](*point))
        return found

    # ---- relations ----

    def reduce_by(self, generator: int, degree: int, polynomial: fmpz_mpoly) -> None:
        """Declare that a polynomial is zero; it is monic of that degree in its latest generator."""
        self.relations.append((generator, degree, polynomial))
        self.relations.sort(key=lambda relation: -relation[0])
        self.related.add(generator)
        self._least = min(self._least, degree)

    def reduce(self, polynomial: fmpz_mpoly) -> fmpz_mpoly:
        """The remainder modulo all relations; the polynomial 0 is zero wherever they hold."""
        if not self.relations or polynomial.total_degree() < self._least:
            return polynomial
        degrees = polynomial.degrees()
        for generator, degree, relation in self.relations:
            highest = degrees[self.size - 1 - generator]
            if highest >= degree:
                self._spend_reducing(len(polynomial), len(relation), int(highest) // degree)
                polynomial = divmod(polynomial, relation)[1]
                degrees = polynomial.degrees()
        return polynomial

    # ---- products and their cost ----

    def expanded(self, factors: Mapping[int, int]) -> fmpz_mpoly:
        """The product of powers as one polynomial; all exponents are at least 0."""
        parts = [
            self.polynomials[factor] if exponent == 1 else self._raised(factor, exponent)
            for factor, exponent in factors.items()
            if exponent
        ]
        if not parts:
            return self.one
        if len(parts) > 2:
            parts.sort(key=len)  # the short ones first: the long one is multiplied once
        result = parts[0]
        for part in parts[1:]:
            self.spend(len(result) * len(part))
            result = result * part
        return result

    def _raised(self, factor: int, exponent: int) -> fmpz_mpoly:
        found = self._powers.get((factor, exponent))
        if found is None:
            base = self.polynomials[factor]
            if exponent * max(max(int(degree) for degree in base.degrees()), 1) > MAX_DEGREE:
                raise TooHard(f"a degree beyond {MAX_DEGREE}")
            if len(base) > 1:
                # a power of n terms has at most so many, and its coefficients about so many bits
                if len(base) > 50 and exponent > 50:
                    raise TooHard(f"more than {self.bounds.terms} terms")
                self.spend(self._choices(exponent + len(base) - 1, min(exponent, len(base) - 1)))
                bits = max(int(abs(number)).bit_length() for number in base.coeffs()) + len(base).bit_length()
                if bits * exponent > self.bounds.bits:
                    raise TooHard(f"a number with more than {self.bounds.bits} bits")
            elif (int(abs(base.leading_coefficient())).bit_length() - 1) * exponent > self.bounds.bits:
                raise TooHard(f"a number with more than {self.bounds.bits} bits")
            found = self._powers[factor, exponent] = self.reduce(base**exponent)
        return found

    def spend(self, terms: int) -> None:
        """Account for a product of so many terms before it is made."""
        self._spent += terms
        self._asked += 1
        if not self._asked % BETWEEN_CLOCKS and self.bounds.expired():
            raise TooHard(f"{self.bounds.seconds} seconds were not enough")
        if terms > SINGLE * self.bounds.terms or self._spent > WORK * self.bounds.terms:
            raise TooHard(f"more than {self.bounds.terms} terms")

    def _spend_reducing(self, terms: int, others: int, times: int) -> None:
        """Account for a division by a relation that is applied so many times to the highest term."""
        rows = max(others - 2, 0)  # the relation's right-hand side has one row more
        self.spend(terms * others + terms * self._choices(times + rows, min(times, rows)))

    def _choices(self, many: int, few: int) -> int:
        return comb(many, few) if few < MAX_CHOICE else (SINGLE + 1) * self.bounds.terms
