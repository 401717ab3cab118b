"""Numerator factors of a term: where, exactly, is it zero?

A term is written as a fraction of polynomials over generators (symbols, ``exp(x)``,
``sin(x)``, ``cos(x)``, and whatever is no polynomial), and its numerator is factored. Where
the term is defined it is zero exactly where one of the factors is.

The polynomials of one question share a context, and every part is converted once. Squares
of roots, of the imaginary unit, and of sin next to cos are replaced by what they are. A
numerator is factored in a context that has its own generators only, which FLINT does faster.

Contract: exact. None where the term is too large; the caller then keeps it as written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb, gcd, lcm

from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx

from derivex.comparison import Key, key
from derivex.engine.ring import factored
from derivex.given import Given
from derivex.term import (
    CONSTANTS,
    EULER,
    IMAGINARY,
    ONE,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    add,
    divide,
    literal,
    multiply,
    negate,
    number,
    power,
)

MAX_EXPONENT = 12  # of a sum
MAX_FACTORED_DEGREE = 24
MAX_MULTIPLE = 6  # sin(6x) is still written with sin(x) and cos(x)
MAX_TERMS = 60  # of a polynomial
MAX_BITS = 4_000  # of a literal
MAX_DIGITS = 19  # of an integer that needs no more looks
MAX_GENERATORS = 16
MAX_CIRCLES = 3  # angles of which sin^2 and cos^2 are exchanged

WHOLE = Fraction(1)
SMALL = frozenset("123456789")

Ratio = tuple[fmpz_mpoly, fmpz_mpoly]
Monomials = tuple[tuple[tuple[int, ...], int], ...]


class Finer(Exception):
    """An angle or exponent is a fraction of another one: the question is begun again with the smaller unit."""


class TooBig(Exception):
    """A polynomial with more terms, higher powers or larger numbers than are looked at here."""


@lru_cache(maxsize=MAX_GENERATORS + 1)
def _context(size: int) -> fmpz_mpoly_ctx:
    return fmpz_mpoly_ctx.get([f"v{index}" for index in range(size)], Ordering.lex)


@lru_cache(maxsize=1)
def _generators() -> tuple[fmpz_mpoly, ...]:
    return tuple(_context(MAX_GENERATORS).gens())


@dataclass(frozen=True, slots=True)
class Factor:
    """An irreducible polynomial over some generators of one question, by its monomials, the leading one positive."""

    indices: tuple[int, ...]
    monomials: Monomials

    @property
    def degree(self) -> int:
        return max((sum(exponents) for exponents, _ in self.monomials), default=0)


class Polynomials:
    """The terms of one question as fractions of polynomials, and their factors."""

    def __init__(self, units: dict[Term, int] | None = None) -> None:
        self.units = {} if units is None else units  # how many parts an angle or exponent is divided into
        self.context = _context(MAX_GENERATORS)
        self.one: fmpz_mpoly = self.context.constant(1)
        self.generators: list[Term] = []
        self._indices: dict[Key, int] = {}
        self._ratios: dict[Term, Ratio | None] = {}
        self._factors: dict[Term, tuple[Factor, ...] | None] = {}
        self._squares: dict[int, Ratio] = {}  # of the generators whose square is known
        self._names: dict[int, str] = {}  # to sort the generators by
        self._circles: dict[int, int] = {}  # sin by its index, and cos of the same angle

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

    def ratio(self, term: Term) -> Ratio:
        """Numerator and denominator; ``TooBig`` if they have too many terms."""
        try:
            found = self._ratios[term]
        except KeyError:
            try:
                found = self._ratio(term)
            except TooBig:
                found = None
            self._ratios[term] = found
        if found is None:
            raise TooBig
        return found

    def term(self, factor: Factor) -> Term:
        """A factor as a term with integer coefficients, highest powers first."""
        return self.written(factor.monomials, factor.indices)

    def plainly(self, polynomial: fmpz_mpoly) -> Term:
        """A polynomial in the shared context as a term, its sign kept."""
        return self.written(_monomials(polynomial), tuple(range(MAX_GENERATORS)), signed=True)

    def written(self, items: Monomials, indices: tuple[int, ...], *, signed: bool = False) -> Term:
        """A polynomial in the generators of these indices as a term, its sign chosen as people do or kept."""
        if not items:
            return ZERO
        parts = [self.generators[index] for index in indices if index < len(self.generators)]
        order = sorted(range(len(parts)), key=lambda place: self._sorting(indices[place]))
        monomials = sorted(
            ((tuple(exponents[place] for place in order), value) for exponents, value in items), reverse=True
        )
        if not signed and (monomials[0][1] < 0 or (monomials[-1][1] < 0 and not any(monomials[0][0]))):
            monomials = [(exponents, -value) for exponents, value in monomials]
        # what is added comes before what is taken away, and a number comes last
        monomials.sort(key=lambda each: (not any(each[0]), each[1] < 0 and any(each[0])))
        terms = []
        for exponents, value in monomials:
            product = [
                _raised(parts[place], int(exponent))
                for place, exponent in zip(order, exponents, strict=True)
                if exponent
            ]
            size = [number(abs(value))] if abs(value) != 1 or not product else []
            whole = multiply(*size, *product)
            terms.append(negate(whole) if value < 0 else whole)
        return add(*terms)

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

    # ---- from terms to polynomials ----

    def of(self, term: Term) -> fmpz_mpoly:
        """The generator that stands for a term."""
        return _generators()[self._index(term)]

    def _index(self, term: Term) -> int:
        name = key(term)
        index = self._indices.get(name)
        if index is None:
            index = self._indices[name] = len(self.generators)
            self.generators.append(term)
            if index < MAX_GENERATORS:
                self._note_square(index, term)
        if index >= MAX_GENERATORS:
            raise TooBig
        return index

    def _note_square(self, index: int, term: Term) -> None:
        if term == IMAGINARY:
            self._squares[index] = self.context.constant(-1), self.one
            return
        match term:
            case App("sqrt", (inner,)) | App("root", (inner, Num("2"))):
                try:
                    self._squares[index] = self.ratio(inner)
                except TooBig:
                    return

    def _ratio(self, term: Term) -> Ratio:
        if isinstance(term, Sym):
            return self.of(term), self.one
        if isinstance(term, Num) and len(term.text) < MAX_DIGITS and term.text.isdecimal():
            return self.context.constant(int(term.text)), self.one
        value = literal(term)
        if value is not None:
            if value.numerator.bit_length() + value.denominator.bit_length() > MAX_BITS:
                raise TooBig
            return self.context.constant(value.numerator), self.context.constant(value.denominator)
        match term:
            case App("+", args):
                total = self.ratio(args[0])
                for arg in args[1:]:
                    total = self._sum(total, self.ratio(arg))
                return total
            case App("neg", (inner,)):
                above, below = self.ratio(inner)
                return -above, below
            case App("*", args):
                result = self.ratio(args[0])
                for arg in args[1:]:
                    result = self._product(result, self.ratio(arg))
                return result
            case App("/", (above_term, below_term)):
                above, below = self.ratio(below_term)
                if above.is_zero():
                    raise TooBig  # the fraction is nowhere defined
                return self._product(self.ratio(above_term), (below, above))
            case App("^", (base, exponent)):
                found = self._power(base, exponent)
                if found is not None:
                    return found
            case App("exp", (exponent,)):
                return self._exponential(exponent)
            case App("sin" | "cos" | "tan" | "cot" | "sec" | "csc" as head, (angle,)):
                return self._circle(head, angle)
        return self.of(term), self.one

    def _sum(self, left: Ratio, right: Ratio) -> Ratio:
        (a, b), (c, d) = left, right
        if b == d:
            return a + c, b
        if b.is_one():
            return _times(a, d) + c, d
        if d.is_one():
            return a + _times(c, b), b
        shared = b.gcd(d)
        rest = d / shared
        return _times(a, rest) + _times(c, b / shared), _times(b, rest)

    def _product(self, left: Ratio, right: Ratio) -> Ratio:
        return _times(left[0], right[0]), _times(left[1], right[1])

    def _raised(self, base: Ratio, exponent: int) -> Ratio:
        above, below = base if exponent >= 0 else (base[1], base[0])
        if below.is_zero():
            raise TooBig  # nowhere defined
        limit = 1_000 if len(above) <= 1 and len(below) <= 1 else MAX_EXPONENT
        if (
            abs(exponent) > limit
            or comb(max(len(above), len(below)) + abs(exponent) - 1, abs(exponent)) > 8 * MAX_TERMS
        ):
            raise TooBig
        return _checked(above ** abs(exponent)), _checked(below ** abs(exponent))

    def _power(self, base: Term, exponent: Term) -> Ratio | None:
        if isinstance(base, Sym) and isinstance(exponent, Num) and exponent.text in SMALL:
            return self.of(base) ** int(exponent.text), self.one
        value = literal(exponent)
        if value is None:
            return None
        if value.denominator == 1 and value % 2 == 0:
            square = _square(base)
            if square is not None:
                return self._raised(self.ratio(square), int(value) // 2)
        if value.denominator == 1:
            return self._raised(self.ratio(base), int(value))
        root = App("sqrt", (base,)) if value.denominator == 2 else power(base, number(Fraction(1, value.denominator)))
        return self._raised((self.of(root), self.one), value.numerator)

    def _exponential(self, exponent: Term) -> Ratio:
        """exp(2*x + 1) as exp(x)^2*exp(1): exp of a part is never zero, whatever its sign."""
        result: Ratio = self.one, self.one
        for part in exponent.args if isinstance(exponent, App) and exponent.head == "+" else (exponent,):
            unit, count = self._unit(part)
            if abs(count) > 1_000:
                raise TooBig
            result = self._product(result, self._raised((self.of(App("exp", (unit,))), self.one), count))
        return result

    def _circle(self, head: str, angle: Term) -> Ratio:
        """Circular functions by sin and cos of the angle without its integer factor."""
        unit, count = self._unit(angle)
        if unit == ONE or abs(count) > MAX_MULTIPLE:
            unit, count = angle, 1
        sine, cosine = self._index(App("sin", (unit,))), self._index(App("cos", (unit,)))
        self._circles[sine] = cosine
        s, c = self._multiple(_generators()[sine], _generators()[cosine], abs(count))
        return {
            "sin": (s if count > 0 else -s, self.one),
            "cos": (c, self.one),
            "tan": (s if count > 0 else -s, c),
            "cot": (c if count > 0 else -c, s),
            "sec": (self.one, c),
            "csc": (self.one if count > 0 else -self.one, s),
        }[head]

    def _unit(self, term: Term) -> tuple[Term, int]:
        """``3*x/2`` as ``x/2`` and 3: what an angle or an exponent is an integer multiple of."""
        coefficient, rest = _scaled(term)
        if rest == ONE:
            below = coefficient.denominator
        else:
            known = self.units.get(rest, 1)
            below = lcm(known, coefficient.denominator)
            if rest not in self.units:
                self.units[rest] = below
            elif below != known:
                self.units[rest] = below
                raise Finer
        unit = rest if below == 1 else divide(rest, number(below))
        return unit, int(coefficient * below)

    def _multiple(self, sine: fmpz_mpoly, cosine: fmpz_mpoly, count: int) -> tuple[fmpz_mpoly, fmpz_mpoly]:
        """sin and cos of a multiple, from (cos + I*sin)^count."""
        if count == 1:
            return sine, cosine
        parts = [self.context.constant(0), self.context.constant(0)]
        for odd in range(count + 1):
            factor = comb(count, odd) * (1, 1, -1, -1)[odd % 4]
            parts[odd % 2] += factor * sine**odd * cosine ** (count - odd)
        return parts[1], parts[0]

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
                self._without_square(each, out, (self.one - _generators()[other] ** 2, self.one))
                for each in candidates
                for out, other in ((sine, cosine), (cosine, sine))
            ]
        if len(candidates) == 1:
            return tuple(self._factored(polynomial))
        found = [tuple(self._factored(each)) for each in candidates]
        return min(found, key=_effort)

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
            scale = self._raised((above, self.one), half)[0], self._raised((below, self.one), highest - half)[0]
            total += _times(_times(self.context.from_dict(monomials), scale[0]), scale[1])
        return total

    def _factored(self, polynomial: fmpz_mpoly) -> Iterator[Factor]:
        if polynomial.is_zero():
            yield Factor((), ())
            return
        monomials = _monomials(polynomial)
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
        if _has_lone_part(small):
            yield Factor(indices, _primitive(small))
            return
        if max(sum(exponents) for exponents, _ in small) > MAX_FACTORED_DEGREE:
            raise TooBig
        for each, _ in factored(_context(len(indices)).from_dict(dict(small))):
            yield _narrowed(_monomials(each), indices)


def _monomials(polynomial: fmpz_mpoly) -> Monomials:
    return tuple(
        (tuple(map(int, exponents)), int(value))
        for exponents, value in zip(polynomial.monoms(), polynomial.coeffs(), strict=True)
    )


LONE: Monomials = (((1,), 1),)  # a generator itself


def _has_lone_part(monomials: Monomials) -> bool:
    """``c + d*x``: some part stands alone in one term and nowhere else, so there are no two factors."""
    for place, exponent in (
        (place, exponent) for exponents, _ in monomials for place, exponent in enumerate(exponents)
    ):
        if exponent == 1:
            found = [exponents for exponents, _ in monomials if exponents[place]]
            if len(found) == 1 and sum(found[0]) == 1:
                return True
    return False


def _primitive(monomials: Monomials) -> Monomials:
    """The monomials without a common factor, the leading one positive."""
    shared = gcd(*(value for _, value in monomials))
    shared = -shared if monomials[0][1] < 0 else shared
    return monomials if shared == 1 else tuple((exponents, value // shared) for exponents, value in monomials)


def _narrowed(monomials: Monomials, indices: tuple[int, ...]) -> Factor:
    """A factor over the generators that it has."""
    kept = [place for place in range(len(indices)) if any(exponents[place] for exponents, _ in monomials)]
    if len(kept) < len(indices):
        monomials = tuple((tuple(exponents[place] for place in kept), value) for exponents, value in monomials)
    return Factor(tuple(indices[place] for place in kept), _primitive(monomials))


def _times(left: fmpz_mpoly, right: fmpz_mpoly) -> fmpz_mpoly:
    if len(left) * len(right) > 8 * MAX_TERMS:
        raise TooBig
    return _checked(left * right)


def _checked(polynomial: fmpz_mpoly) -> fmpz_mpoly:
    if len(polynomial) > MAX_TERMS:
        raise TooBig
    return polynomial


def _raised(part: Term, exponent: int) -> Term:
    """A power of a generator; ``exp(x)^2`` as ``exp(2*x)``."""
    if isinstance(part, App) and part.head == "exp":
        inner = part.args[0]
        if inner == ONE:
            return EULER if exponent == 1 else App("exp", (number(exponent),))
        return part if exponent == 1 else App("exp", (multiply(number(exponent), inner),))
    return part if exponent == 1 else App("^", (part, number(exponent)))


def _effort(factors: tuple[Factor, ...]) -> tuple[int, int]:
    """How much there is to read."""
    return sum(len(each.monomials) * each.degree for each in factors), len(factors)


def _square(base: Term) -> Term | None:
    """The square of a root or of a product with one, without the root."""
    match base:
        case App("sqrt", (inner,)):
            return inner
        case App("neg", (inner,)):
            return _square(inner)
        case App("*", args) if any(isinstance(arg, App) and arg.head == "sqrt" for arg in args):
            return multiply(*(_square(arg) or App("^", (arg, TWO)) for arg in args))
    return None


def _scaled(term: Term) -> tuple[Fraction, Term]:
    """A product as its rational coefficient and the rest."""
    if isinstance(term, Sym):
        return WHOLE, term
    value = literal(term)
    if value is not None:
        return value, ONE
    match term:
        case App("neg", (inner,)):
            coefficient, rest = _scaled(inner)
            return -coefficient, rest
        case App("/", (above, below)):
            coefficient, rest = _scaled(above)
            divisor = literal(below)
            return (coefficient, divide(rest, below)) if not divisor else (coefficient / divisor, rest)
        case App("*", args):
            coefficient = Fraction(1)
            others = []
            for arg in args:
                part, rest = _scaled(arg)
                coefficient *= part
                if rest != ONE:
                    others.append(rest)
            return coefficient, multiply(*others)
    return WHOLE, term
