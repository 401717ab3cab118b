"""What a product may be split into before a logarithm or a root is taken of it.

The facts behind the splits, for complex b, w and a >= 0:
    (a*b)^w = a^w*b^w, also at 0 where all are defined
    log(a*b) = log(a) + log(b) for a, b other than 0
    f^(2k) = abs(f)^(2k) for real f
and the lemmas of ``sectors``, to which two are added here for factors with a real sum:
    a*f + b*g > 0, a, b > 0   =>   log(f*g) = log(f) + log(g)
    a*f - b*g <= 0, a, b > 0  =>   log(f/g) = log(f) - log(g)
First: the imaginary parts of f and g have opposite signs, so the sum of the arguments
stays in (-pi, pi]; if both are real, not both are negative. Second: they have the same
sign, and a real f > 0 makes g > 0. At f = 0 the same splits hold for roots.

Each split is an equality at every point at which the factors are defined. Incomplete: a factor
whose sign and argument aren't known stays in the product.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import NamedTuple

from flint import fmpq, fmpz, fmpz_mpoly

from derivex.engine.elements import Element, Kernel, Restart, negative
from derivex.engine.field import Field
from derivex.engine.positivity import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    Sign,
    is_nonzero_factor,
    is_real_polynomial,
    sign_of_polynomial,
)
from derivex.engine.ring import factored, linear_somewhere
from derivex.engine.sectors import pieces

MAX_FACTORED_TERMS = 120  # of a polynomial that is factored; others stay whole
MAX_FACTORED_DEGREE = 60
MAX_COEFFICIENT_BITS = 400  # in a polynomial that is factored
MAX_FACTORED_BITS = 60  # of an integer that is factored; larger ones stay whole


class NeedsCase(Restart):
    """The law depends on whether something is zero; the question has to be asked for both cases.

    One factor: a symbol, or a polynomial in symbols that is linear in one of them. Two symbols:
    the real and the imaginary part of a complex one, which is zero where they both are.
    """

    def __init__(self, *factors: int) -> None:
        super().__init__(*factors)
        self.factors = factors


def factors_of(field: Field, polynomial: fmpz_mpoly) -> list[tuple[fmpz_mpoly, int]]:
    """Irreducible factors with positive leading coefficients, if that is cheap; else the whole.

    The polynomial is primitive and leads with a positive coefficient.
    """
    if polynomial.is_one():
        return []
    if len(polynomial) == 1:
        return [
            (field.ring.polynomials[generator], degree) for generator, degree in field.ring.degrees(polynomial).items()
        ]
    number = field.ring.intern(polynomial)
    known = field.factored.get(number)
    if known is None:
        known = field.factored[number] = _factors(field, polynomial)
    return known


def _factors(field: Field, polynomial: fmpz_mpoly) -> list[tuple[fmpz_mpoly, int]]:
    if linear_somewhere(polynomial) or len(polynomial) > MAX_FACTORED_TERMS:
        return [(polynomial, 1)]
    if sum(field.ring.degrees(polynomial).values()) > MAX_FACTORED_DEGREE:
        return [(polynomial, 1)]
    if max(int(abs(number)).bit_length() for number in polynomial.coeffs()) > MAX_COEFFICIENT_BITS:
        return [(polynomial, 1)]
    found = factored(polynomial)
    return [(part if part.leading_coefficient() > 0 else -part, exponent) for part, exponent in found]


def prime_powers(number: int) -> list[tuple[int, int]]:
    """A positive integer as a product of prime powers; large ones as one square or one number."""
    if number == 1:
        return []
    if number.bit_length() <= MAX_FACTORED_BITS:
        return [(int(prime), int(exponent)) for prime, exponent in fmpz(number).factor()]
    found: list[tuple[int, int]] = []
    for prime in (2, 3, 5, 7):
        count = 0
        while number % prime == 0:
            number //= prime
            count += 1
        if count:
            found.append((prime, count))
    if number.bit_length() <= MAX_FACTORED_BITS:
        return [*found, *prime_powers(number)]
    root = isqrt(number)
    return [*found, (root, 2) if root * root == number else (number, 1)]


Factors = list[tuple[fmpz_mpoly, int]]


def _with_sines(field: Field, found: Factors) -> tuple[Factors, bool]:
    """The factors with ``(c - 1)*(c + 1) = -s^2`` for cosines c and their sines s; and whether a sign is left over."""
    negative = False
    if not field.sines or len(found) < 2:
        return found, negative
    ring = field.ring
    for cosine, sine in field.sines.items():
        ends = [ring.polynomials[cosine] + shift for shift in (1, -1)]
        both = min(sum(count for part, count in found if part == end) for end in ends)
        if both:
            found = [(part, count - both if part in ends else count) for part, count in found]
            found = [*((part, count) for part, count in found if count), (ring.polynomials[sine], 2 * both)]
            negative ^= both % 2 == 1
    return found, negative


class Split:
    """``coefficient * product of parts * rest``: parts are real and never negative."""

    __slots__ = ("above", "below", "magnitude", "negative", "parts")

    def __init__(self, field: Field, element: Element) -> None:
        coefficient, above, below = field.canonical(element)
        self.negative = coefficient < 0
        self.magnitude: fmpq = abs(coefficient)
        self.parts: list[tuple[int, int]] = []  # interned factor, exponent
        self.above, self.below = field.ring.one, field.ring.one
        for polynomial, direction in ((above, 1), (below, -1)):
            found, turned = _with_sines(field, factors_of(field, polynomial))
            self.negative ^= turned
            for part, count in found:
                self._place(field, part, direction * count)
        if field.signs and self.above.total_degree() > 1 and is_real_polynomial(field, self.above):
            self._together(field)

    def _together(self, field: Field) -> None:
        """Real factors whose product has a known sign, though they may have none: ``abs(f*g) = abs(f)*abs(g)``."""
        found = factors_of(field, self.above)
        sign = sign_of_polynomial(field, self.above) if len(found) > 1 else Sign.UNKNOWN
        if sign is not Sign.UNKNOWN:
            self.parts += [(absolute_kernel(field, part), count) for part, count in found]
            self.above = field.ring.one
            self.negative ^= sign in AT_MOST_ZERO

    def _place(self, field: Field, part: fmpz_mpoly, exponent: int) -> None:
        sign = sign_of_polynomial(field, part)
        if sign in AT_LEAST_ZERO:
            self.parts.append((field.ring.intern(part), exponent))
            return
        if sign in AT_MOST_ZERO:
            # -part has no number of its own: it goes in as abs(part), whose square it shares
            self.parts.append((absolute_kernel(field, part), exponent))
            self.negative ^= bool(exponent % 2)
            return
        if is_real_polynomial(field, part) and (exponent % 2 == 0 or abs(exponent) > 1 or exponent < 0):
            even = exponent - exponent % 2
            self.parts.append((absolute_kernel(field, part), even))
            exponent -= even
        if exponent > 0:
            self.above = self.above * part**exponent
        elif exponent < 0:
            self.below = self.below * part**-exponent

    def unit(self, field: Field) -> fmpq | None:
        """The argument of the rest in multiples of pi, if it is one of 1, -1, I, -I."""
        if not self.below.is_one():
            return None
        if self.above.is_one():
            return fmpq(1) if self.negative else fmpq(0)
        imaginary = field.keys.get("I")
        if imaginary is not None and self.above == field.ring.polynomials[imaginary]:
            return fmpq(-1, 2) if self.negative else fmpq(1, 2)
        return None

    def mirrored(self, field: Field) -> bool:
        """Whether the rest is -f for a real irreducible polynomial f of unknown sign."""
        if not (self.negative and self.below.is_one() and is_real_polynomial(field, self.above)):
            return False
        found = factors_of(field, self.above)
        return len(found) == 1 and found[0][1] == 1


def root_behind(field: Field, split: Split) -> tuple[Element, int] | None:
    """The base and the degree, if the rest of a split is a principal root ``b^(1/n)`` and nothing more."""
    if split.negative or not split.below.is_one() or split.above.total_degree() != 1 or len(split.above) != 1:
        return None
    kernel = field.kernels[field.ring.intern(split.above)]
    return (kernel.arguments[0], kernel.degree) if kernel.head == "root" and len(kernel.arguments) == 1 else None


def absolute_kernel(field: Field, part: fmpz_mpoly) -> int:
    """The generator ``abs(f)`` of a real irreducible f: never negative, its square is f^2."""
    number = field.ring.intern(part)
    found = field.keys.get(("abs", number))
    if found is None:
        argument = field.element(part)
        found = field.create(Kernel("abs", (argument,)), ("abs", number))
        field.real.add(found)
        field.low[found] = (Fraction(0), is_nonzero_factor(field, number))
        sign = sign_of_polynomial(field, part)
        if sign in AT_MOST_ZERO:
            field.relate(found, 1, negative(argument))
        else:
            field.relate(found, 2, field.power(argument, 2))
    return found


# ---- lemmas ----


class Rest(NamedTuple):
    """What log of the rest of a split is a sum of: (above, below, sign, times); positive norms; so many times pi*I."""

    pieces: list[tuple[fmpz_mpoly, fmpz_mpoly, int, int]]
    norms: tuple[tuple[fmpz_mpoly, int], ...] = ()
    turns: fmpq = fmpq(0)


def lemma_pieces(field: Field, split: Split) -> Rest:
    """The rest of a split as pieces over which log is a sum: whole, or by a lemma."""
    total = -1 if split.negative else 1
    one = field.ring.one
    above, below = factors_of(field, split.above), factors_of(field, split.below)
    if len(above) + len(below) > 1 or field.half_planes or field.sized or "I" in field.keys:
        found = pieces(field, [*above, *((part, -exponent) for part, exponent in below)], total)
        if found is not None:
            return Rest([(part, one, sign, times) for part, sign, times in found.pieces], found.norms, found.turns)
    if above and below:
        for sign in (1, -1):  # f = sign*total*above and g = sign*below: f/g is the rest
            if _lemma_quotient(field, split.above * (sign * total), split.below * sign):
                return Rest([(split.above, one, sign * total, 1), (split.below, one, sign, -1)])
    if len(above) == 2 and not below and all(exponent == 1 for _, exponent in above):
        first, second = (part for part, _ in above)
        for sign in (1, -1):
            if _lemma_product(field, first * sign, second * (sign * total)):
                return Rest([(first, one, sign, 1), (second, one, sign * total, 1)])
    return Rest([(split.above, split.below, total, 1)])


def _lemma_product(field: Field, first: fmpz_mpoly, second: fmpz_mpoly) -> bool:
    """Whether ``a*first + b*second`` is real and positive for some a, b > 0."""
    one, two = int(first.leading_coefficient()), int(second.leading_coefficient())
    return one * two < 0 and sign_of_polynomial(field, first * abs(two) + second * abs(one)) is Sign.POSITIVE


def _lemma_quotient(field: Field, above: fmpz_mpoly, below: fmpz_mpoly) -> bool:
    """Whether ``a*above - b*below`` is real and not positive, for some a, b > 0."""
    one, two = int(above.leading_coefficient()), int(below.leading_coefficient())
    if one * two <= 0:
        return False
    total = above * abs(two) - below * abs(one)
    return not total or sign_of_polynomial(field, total) in AT_MOST_ZERO
