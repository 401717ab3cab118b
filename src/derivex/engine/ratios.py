"""Terms as fractions of polynomials over the parts that they are made of.

The parts, called generators, are symbols, ``exp(x)``, ``sin(x)``, ``cos(x)``, and whatever is no
polynomial. The polynomials of one question share a context, and every part is converted once.
Angles and exponents are integer multiples of one unit each, so that ``sin(x)`` and ``sin(x/2)``
know of each other.

Contract: where the term is defined, its value is that of the fraction, whose denominator isn't
zero there. ``TooBig`` beyond the bounds.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb, lcm

from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx

from derivex.comparison import Key, key
from derivex.engine.collected import collected, scaled
from derivex.term import IMAGINARY, ONE, TWO, App, Num, Sym, Term, divide, literal, multiply, number, power

MAX_EXPONENT = 12  # of a sum
MAX_MULTIPLE = 6  # sin(6x) is still written with sin(x) and cos(x)
MAX_TERMS = 60  # of a polynomial
MAX_BITS = 4_000  # of a literal
MAX_DIGITS = 19  # of an integer that needs no more looks
MAX_GENERATORS = 16

WHOLE = Fraction(1)
SMALL = frozenset("123456789")

Ratio = tuple[fmpz_mpoly, fmpz_mpoly]


class Finer(Exception):
    """An angle or exponent is a fraction of another one: the question is begun again with the smaller unit."""


class TooBig(Exception):
    """A polynomial with more terms, higher powers or larger numbers than are looked at here."""


@lru_cache(maxsize=MAX_GENERATORS + 1)
def context_of(size: int) -> fmpz_mpoly_ctx:
    return fmpz_mpoly_ctx.get([f"v{index}" for index in range(size)], Ordering.lex)


@lru_cache(maxsize=1)
def all_generators() -> tuple[fmpz_mpoly, ...]:
    return tuple(context_of(MAX_GENERATORS).gens())


class Ratios:
    """The terms of one question as fractions of polynomials."""

    def __init__(self, units: dict[Term, int] | None = None) -> None:
        self.units = {} if units is None else units  # how many parts an angle or exponent is divided into
        self.context = context_of(MAX_GENERATORS)
        self.one: fmpz_mpoly = self.context.constant(1)
        self.generators: list[Term] = []
        self._indices: dict[Key, int] = {}
        self._ratios: dict[Term, Ratio | None] = {}
        self._squares: dict[int, Ratio] = {}  # of the generators whose square is known
        self._circles: dict[int, int] = {}  # sin by its index, and cos of the same angle

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

    def of(self, term: Term) -> fmpz_mpoly:
        """The generator that stands for a term."""
        return all_generators()[self._index(term)]

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
            return times(a, d) + c, d
        if d.is_one():
            return a + times(c, b), b
        shared = b.gcd(d)
        rest = d / shared
        return times(a, rest) + times(c, b / shared), times(b, rest)

    def _product(self, left: Ratio, right: Ratio) -> Ratio:
        return times(left[0], right[0]), times(left[1], right[1])

    def raised(self, base: Ratio, exponent: int) -> Ratio:
        above, below = base if exponent >= 0 else (base[1], base[0])
        if below.is_zero():
            raise TooBig  # nowhere defined
        limit = 1_000 if len(above) <= 1 and len(below) <= 1 else MAX_EXPONENT
        if (
            abs(exponent) > limit
            or comb(max(len(above), len(below)) + abs(exponent) - 1, abs(exponent)) > 8 * MAX_TERMS
        ):
            raise TooBig
        return checked(above ** abs(exponent)), checked(below ** abs(exponent))

    def _power(self, base: Term, exponent: Term) -> Ratio | None:
        if isinstance(base, Sym) and isinstance(exponent, Num) and exponent.text in SMALL:
            return self.of(base) ** int(exponent.text), self.one
        value = literal(exponent)
        if value is None:
            return None
        if value.denominator == 1 and value % 2 == 0:
            square = _square(base)
            if square is not None:
                return self.raised(self.ratio(square), int(value) // 2)
        if value.denominator == 1:
            return self.raised(self.ratio(base), int(value))
        root = App("sqrt", (base,)) if value.denominator == 2 else power(base, number(Fraction(1, value.denominator)))
        return self.raised((self.of(root), self.one), value.numerator)

    def _exponential(self, exponent: Term) -> Ratio:
        """exp(2*x + 1) as exp(x)^2*exp(1): exp of a part is never zero, whatever its sign."""
        result: Ratio = self.one, self.one
        for part in exponent.args if isinstance(exponent, App) and exponent.head == "+" else (exponent,):
            unit, count = self._unit(part)
            if abs(count) > 1_000:
                raise TooBig
            result = self._product(result, self.raised((self.of(App("exp", (unit,))), self.one), count))
        return result

    def _circle(self, head: str, angle: Term) -> Ratio:
        """Circular functions by sin and cos of the angle without its integer factor."""
        angle, quarters = collected(angle)
        unit, count = self._unit(angle)
        if unit == ONE or abs(count) > MAX_MULTIPLE:
            unit, count = angle, 1
        sine, cosine = self._index(App("sin", (unit,))), self._index(App("cos", (unit,)))
        self._circles[sine] = cosine
        s, c = self._multiple(all_generators()[sine], all_generators()[cosine], abs(count))
        if count < 0:
            s = -s
        for _ in range(quarters):
            s, c = c, -s
        return {
            "sin": (s, self.one),
            "cos": (c, self.one),
            "tan": (s, c),
            "cot": (c, s),
            "sec": (self.one, c),
            "csc": (self.one, s),
        }[head]

    def _unit(self, term: Term) -> tuple[Term, int]:
        """``3*x/2`` as ``x/2`` and 3: what an angle or an exponent is an integer multiple of."""
        coefficient, rest = scaled(term)
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


def times(left: fmpz_mpoly, right: fmpz_mpoly) -> fmpz_mpoly:
    if len(left) * len(right) > 8 * MAX_TERMS:
        raise TooBig
    return checked(left * right)


def checked(polynomial: fmpz_mpoly) -> fmpz_mpoly:
    if len(polynomial) > MAX_TERMS:
        raise TooBig
    return polynomial


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
