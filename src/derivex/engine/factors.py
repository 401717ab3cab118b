"""Numerator factors of a term: where, exactly, is it zero?

A term is written as a fraction of polynomials, and its numerator is factored. Where the term
is defined it is zero exactly where one of the factors is. Squares of roots, of the imaginary
unit, and of sin next to cos are replaced by what they are. A numerator is factored in a
context that has its own generators only, which FLINT does faster.

Contract: exact. None where the term is too large; the caller then keeps it as written.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from flint import fmpz_mpoly

from derivex.comparison import key
from derivex.engine.monomials import (
    LONE,
    Factor,
    Monomials,
    effort,
    has_lone_part,
    monomials_of,
    narrowed,
    primitive,
    spelled,
)
from derivex.engine.ratios import MAX_GENERATORS, Ratio, Ratios, TooBig, all_generators, context_of, times
from derivex.engine.ring import factored
from derivex.given import Given
from derivex.term import CONSTANTS, App, Sym, Term

MAX_FACTORED_DEGREE = 24
MAX_CIRCLES = 3  # angles of which sin^2 and cos^2 are exchanged


class Polynomials(Ratios):
    """The terms of one question as fractions of polynomials, and their factors."""

    def __init__(self, units: dict[Term, int] | None = None) -> None:
        super().__init__(units)
        self._factors: dict[Term, tuple[Factor, ...] | None] = {}
        self._names: dict[int, str] = {}  # to sort the generators by

    # ---- answers ----

    def zero_factors(self, term: Term) -> tuple[Factor, ...] | None:
        """Factors that are zero, one or another, exactly where the term is; () if it is a nonzero number.

        A term that is zero everywhere gives one factor, the polynomial 0.
        """
        if term not in self._factors:
            try:
                self._factors[term] = self._factored_best(self.ratio(term)[0])
            except TooBig:
                self._factors[term] = None
        return self._factors[term]

    def term(self, factor: Factor) -> Term:
        """A factor as a term with integer coefficients, highest powers first."""
        return self.written(factor.monomials, factor.indices)

    def spelled(self, monomials: Monomials) -> Term:
        """A polynomial in the shared context as a term, its sign kept."""
        return self.written(monomials, tuple(range(MAX_GENERATORS)), signed=True)

    def written(self, items: Monomials, indices: tuple[int, ...], *, signed: bool = False) -> Term:
        """A polynomial in the generators of these indices as a term, its sign chosen as people do or kept."""
        parts = [self.generators[index] for index in indices if index < len(self.generators)]
        order = sorted(range(len(parts)), key=lambda place: self._sorting(indices[place]))
        return spelled(items, parts, order, signed=signed)

    def is_unbounded(self, factor: Factor, given: Given) -> bool:
        """Whether a generator is a complex symbol and none is a root: no reason is known to exclude a zero."""
        free = False
        for index in factor.indices:
            part = self.generators[index]
            if isinstance(part, Sym):
                free = free or (part.name not in CONSTANTS and given.kind(part.name) == "complex")
            elif not isinstance(part, App) or part.head in ("sqrt", "root", "^"):
                return False
        return free

    def _sorting(self, index: int) -> str:
        found = self._names.get(index)
        if found is None:
            term = self.generators[index]
            found = self._names[index] = f"${term.name}" if isinstance(term, Sym) else repr(key(term))
        return found

    # ---- from polynomials to factors ----

    def _factored_best(self, polynomial: fmpz_mpoly) -> tuple[Factor, ...]:
        """The factors of the numerator, written with sin or with cos, whichever is shorter."""
        degrees = polynomial.degrees()
        for index, square in self._squares.items():
            if degrees[index] > 1:
                polynomial = self._without_square(polynomial, index, square)
        circles = [(s, c) for s, c in self._circles.items() if degrees[s] and degrees[c]][:MAX_CIRCLES]
        lonely = [(s, c) for s, c in self._circles.items() if degrees[s] + degrees[c] > 1 and (s, c) not in circles]
        candidates = [polynomial]
        for sine, cosine in (*circles, *lonely[: MAX_CIRCLES - len(circles)]):
            candidates = [
                self._without_square(each, out, (self.one - all_generators()[other] ** 2, self.one))
                for each in candidates
                for out, other in ((sine, cosine), (cosine, sine))
            ]
        if len(candidates) == 1:
            return tuple(self._factored(polynomial))
        found = [tuple(self._factored(each)) for each in candidates]
        return min(found, key=effort)

    def _without_square(self, polynomial: fmpz_mpoly, index: int, square: Ratio) -> fmpz_mpoly:
        """The polynomial with g^2 = above/below used, times a power of below, which isn't zero."""
        above, below = square
        highest = int(polynomial.degrees()[index]) // 2
        if highest == 0:
            return polynomial
        by_power: dict[int, dict[tuple[int, ...], int]] = {}
        for exponents, value in polynomial.to_dict().items():
            half, odd = divmod(exponents[index], 2)
            reduced = (*exponents[:index], odd, *exponents[index + 1 :])
            by_power.setdefault(half, {})[reduced] = int(value)
        total = self.context.constant(0)
        for half, monomials in by_power.items():
            scale = self.raised((above, self.one), half)[0], self.raised((below, self.one), highest - half)[0]
            total += times(times(self.context.from_dict(monomials), scale[0]), scale[1])
        return total

    def _factored(self, polynomial: fmpz_mpoly) -> Iterator[Factor]:
        if polynomial.is_zero():
            yield Factor((), ())
            return
        monomials = monomials_of(polynomial)
        indices = tuple(index for index, degree in enumerate(polynomial.degrees()) if degree)
        content = [min(exponents[index] for exponents, _ in monomials) for index in indices]
        for index, exponent in zip(indices, content, strict=True):
            if exponent:
                yield Factor((index,), LONE)
        if len(monomials) == 1:
            return
        if any(content):
            kept = [
                place
                for place, index in enumerate(indices)
                if any(each[index] > content[place] for each, _ in monomials)
            ]
            indices, content = tuple(indices[place] for place in kept), [content[place] for place in kept]
        small = tuple(
            (tuple(exponents[index] - low for index, low in zip(indices, content, strict=True)), value)
            for exponents, value in monomials
        )
        if has_lone_part(small):
            yield Factor(indices, primitive(small))
            return
        if max(sum(exponents) for exponents, _ in small) > MAX_FACTORED_DEGREE:
            raise TooBig
        for monomials in _parted(len(indices), small):
            yield narrowed(monomials, indices)


@lru_cache(maxsize=2_000)  # a pure function; 1 - x^2 and its like occur again and again
def _parted(size: int, monomials: Monomials) -> tuple[Monomials, ...]:
    """The irreducible factors of a polynomial in so many generators."""
    return tuple(monomials_of(each) for each, _ in factored(context_of(size).from_dict(dict(monomials))))
