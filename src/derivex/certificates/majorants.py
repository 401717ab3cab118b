"""Bounds for the size of a term far out, and for all that is left of a sum or an integral there.

From some place on a term f is at most ``size*k^degree*exp(square*k^2 + rate*k)`` over some factorials; so are
products, quotients and powers of such terms. Each such bound is at most q times the one before it
with a q that falls with k if ``square <= 0``; or it is a power of k less than -1.

Contract: part of what a certificate's reader has to trust. The term has a value at each place from ``since`` on,
if all its parts without the symbol have one, and is no larger there; else ``Unclear``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import acb, arb, fmpq

from derivex.certificates.balls import Unclear, sure
from derivex.certificates.coefficients import coefficients
from derivex.term import App, Num, Sym, Term, free_symbols, literal

NONE = arb(0)
LATEST = 1 << 24  # the last place at which a bound begins


@dataclass(frozen=True, slots=True)
class Majorant:
    size: arb
    degree: Fraction = Fraction(0)
    rate: arb = NONE
    square: arb = NONE
    factorials: tuple[tuple[int, int], ...] = ()  # (m*k + s)! below the bar, with integers m > 0 and s
    since: int = 1

    def times(self, other: Majorant) -> Majorant:
        return Majorant(
            self.size * other.size,
            self.degree + other.degree,
            self.rate + other.rate,
            self.square + other.square,
            self.factorials + other.factorials,
            max(self.since, other.since),
        )

    def raised(self, times: int) -> Majorant:
        total = Majorant(arb(1), since=self.since)
        for _ in range(times):
            total = total.times(self)
        return total

    def at(self, place: int) -> arb:
        k = arb(place)
        total = self.size * k ** rational(self.degree) * (self.square * k * k + self.rate * k).exp()
        for step, shift in self.factorials:
            total /= arb(step * place + shift).fac()
        return total

    @property
    def is_power(self) -> bool:
        return bool(self.degree < -1 and self.rate <= 0 and self.square <= 0 and not self.factorials)


def rational(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def rest_of_sum(bound: Majorant, place: int) -> arb | None:
    """A bound for the sum of all sizes from an integer on; None if there is none there."""
    if place < bound.since or bound.size == 0:
        return NONE if place >= bound.since else None
    if not bound.square <= 0:
        return None
    k = arb(place)
    ratio = (1 + 1 / k) ** rational(max(bound.degree, Fraction(0)))
    ratio *= (bound.square * (2 * k + 1) + bound.rate).exp()
    for step, shift in bound.factorials:
        for each in range(step):
            ratio /= step * place + shift + each + 1
    if ratio < 1:
        return bound.at(place) / (1 - ratio)
    if not bound.is_power:
        return None
    power = k ** rational(bound.degree)
    return bound.size * power * (1 + k / rational(-bound.degree - 1))


def rest_of_integral(bound: Majorant, place: int) -> arb | None:
    """A bound for the integral of the size from a place on; None if there is none there."""
    if place < bound.since or bound.size == 0:
        return NONE if place >= bound.since else None
    if not bound.square <= 0 or bound.factorials:
        return None
    k = arb(place)
    slope = rational(max(bound.degree, Fraction(0))) / k + 2 * bound.square * k + bound.rate
    if slope < 0:
        return bound.at(place) / -slope
    return bound.size * k ** rational(bound.degree + 1) / rational(-bound.degree - 1) if bound.is_power else None


@dataclass(frozen=True, slots=True)
class Bounding:
    """Bounds of terms in core heads for one symbol; ``value`` gives the balls of terms without it."""

    name: str
    value: Callable[[Term], acb]
    whole: bool  # the places are integers
    real: bool  # every value has to be real

    def bound(self, term: Term, direction: int = 1) -> Majorant:
        """A bound for the size of a term, or with direction -1 for that of one over it."""
        if self.name not in free_symbols(term):
            return Majorant(self._size(self.value(term), direction))
        match term:
            case App("neg", (u,)):
                return self.bound(u, direction)
            case App("*", args):
                total = Majorant(arb(1))
                for arg in args:
                    total = total.times(self.bound(arg, direction))
                return total
            case App("/", (above, below)):
                return self.bound(above, direction).times(self.bound(below, -direction))
            case App("^", (base, exponent)):
                return self._power(base, exponent, direction)
            case App("exp", (u,)):
                return self._exponential(self._polynomial(u), direction)
            case App("sin" | "cos", (u,)) if direction > 0:
                sure(all(each.imag.is_zero() for each in self._polynomial(u).values()), "a wave that may not be real")
                return Majorant(arb(1))
            case App("log", (Sym() | App("/", (Num("1"), Sym())),)) if direction > 0:
                return Majorant(arb(4), Fraction(1, 4))  # log(k) = 4*log(k^(1/4)), and k is at least 1
            case App("1/gamma", (u,)) if direction > 0 and self.whole:
                step, shift = self._line(u)
                sure(1 <= step <= 8, "no factorial that grows")
                return Majorant(arb(1), factorials=((step, shift - 1),), since=max(1, -((shift - 1) // step)))
            case App("+", args) if direction > 0:
                return self._sum([self.bound(arg) for arg in args])
            case Sym() | App("+", _):
                return self._under(self._polynomial(term)) if direction < 0 else Majorant(arb(1), Fraction(1))
        raise Unclear("a term that has no bound far out")

    def _size(self, value: acb, direction: int) -> arb:
        sure(direction > 0 or not value.contains(0), "a denominator that may be 0")
        size = arb(abs(value))
        return size if direction > 0 else 1 / size

    def _polynomial(self, term: Term) -> dict[int, acb]:
        found = coefficients(term, self.name)
        if found is None:
            raise Unclear("no polynomial")
        return {degree: self.value(each) for degree, each in found.items()}

    def _line(self, term: Term) -> tuple[int, int]:
        """The integers a and b of ``a*k + b``."""
        found = self._polynomial(term)
        ends = [found.get(degree, acb(0)) for degree in (1, 0)]
        whole = [each.real.unique_fmpz() for each in ends if each.is_exact() and each.imag.is_zero()]
        sure(max(found) <= 1 and len(whole) == 2 and None not in whole, "not a line through integers")
        sure(all(each == number for each, number in zip(ends, whole, strict=True)), "not a line through integers")
        return int(whole[0] or 0), int(whole[1] or 0)

    def _exponential(self, inner: dict[int, acb], direction: int) -> Majorant:
        sure(max(inner) <= 2, "an exponential of a higher degree")
        constant, rate, square = (inner.get(degree, acb(0)).real * direction for degree in range(3))
        return Majorant(constant.exp(), rate=rate, square=square)

    def _power(self, base: Term, exponent: Term, direction: int) -> Majorant:
        if self.name in free_symbols(exponent):
            sure(self.name not in free_symbols(base), "a power whose base isn't constant")
            return self._geometric(self.value(base), exponent, direction)
        q = literal(exponent)
        if q is None or abs(q) > 40:
            raise Unclear("a power that has no bound far out")
        inside = self.bound(base, direction if q >= 0 else -direction)
        if q.denominator == 1:
            return inside.raised(abs(int(q)))
        sure(not self.real and not inside.factorials, "a root that may not be real")
        share = rational(abs(q))
        size = arb(0) if inside.size == 0 else inside.size.max(arb(2) ** -10_000) ** share
        return replace(
            inside,
            size=size,
            degree=inside.degree * abs(q),
            rate=inside.rate * share,
            square=inside.square * share,
        )

    def _geometric(self, base: acb, exponent: Term, direction: int) -> Majorant:
        positive = base.imag.is_zero() and base.real > 0
        if positive:
            inner = self._polynomial(exponent)
            sure(all(each.imag.is_zero() for each in inner.values()), "a power with a complex exponent")
            return self._exponential({degree: each * base.log() for degree, each in inner.items()}, direction)
        sure(self.whole, "a power of what may not be positive")
        step, shift = self._line(exponent)
        if base.contains(0):  # 0 to a power that isn't negative from some place on
            sure(direction > 0 and step > 0, "a denominator that may be 0")
            size = arb(abs(base).upper()).max(arb(2) ** -64).log()
            return Majorant((size * shift).exp(), rate=size * step, since=max(1, -(shift // step)))
        size = arb(abs(base)).log()
        return Majorant((size * shift * direction).exp(), rate=size * step * direction)

    def _sum(self, parts: list[Majorant]) -> Majorant:
        first, *others = [part for part in parts if not part.size.is_zero()] or parts[:1]
        for part in others:
            alike = part.factorials == first.factorials
            first = Majorant(
                first.size + part.size,
                max(first.degree, part.degree),
                first.rate.max(part.rate),
                first.square.max(part.square),
                first.factorials if alike else (),
                max(first.since, part.since),
            )
        return first

    def _under(self, polynomial: dict[int, acb]) -> Majorant:
        """One over a polynomial: from some place on its first term is more than twice all others."""
        degree = max(each for each, value in polynomial.items() if not value.is_zero())
        leading = self._size(polynomial[degree], 1)
        sure(leading > 0, "a denominator that may be 0")
        since = 1
        while since <= LATEST:
            k = arb(since)
            others = [
                self._size(value, 1) * k ** (each - degree) for each, value in polynomial.items() if each < degree
            ]
            if sum(others, arb(0)) * 2 < leading:
                return Majorant(2 / leading, Fraction(-degree), since=since)
            since *= 2
        raise Unclear("a denominator that may be 0 far out")
