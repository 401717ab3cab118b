"""A function of exponentials as a fraction in one of them that is at most 1: no overflow, nothing to cancel.

On the half of the line where w >= 0, ``q = exp(-w)`` lies between 0 and 1, and every ``exp(k*w)`` is a power of it; on
the other half ``q = exp(w)`` does. So ``1/(1 + exp(-x))`` becomes ``1/(1 + q)`` here and ``q/(1 + q)`` there. Both
parts of the fraction are divided by what they share, and written as products.

Hyperbolic functions are written by exponentials, and ``tanh(log(P))`` is a fraction of ``P``. What is no fraction of
exponentials of multiples of one w has no such form: None. Nothing here is taken for true; the engine proves what comes
out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

from flint import fmpq, fmpq_mpoly_ctx

from derivex.numerics.sharing import lowered
from derivex.subterms import distinct
from derivex.term import (
    ONE,
    TWO,
    App,
    Num,
    Sym,
    Term,
    add,
    call,
    divide,
    free_symbols,
    multiply,
    negate,
    number,
    power,
)

SMALL = "_q"  # the symbol of the exponential; no name in a file begins so
MAX_SIZE = 300  # parts of a term that is looked at
MAX_POWER = 12
MAX_TERMS = 200  # of a polynomial
HYPERBOLIC = frozenset({"sinh", "cosh", "tanh"})


class Beyond(Exception):
    """No fraction of exponentials, or too large a one."""


@dataclass(frozen=True, slots=True)
class Half:
    """The same function for ``side >= 0`` (or below), as a term in which ``SMALL`` is the exponential.

    ``side`` is the exponent w, or w by a positive number.
    """

    exponent: Term
    side: Term
    above: bool
    fraction: Term

    def written(self, size: bool) -> Term:
        """With the exponential put in: ``exp(-w)``, and with ``size`` ``exp(-abs(w))`` on both halves."""
        inner = negate(call("abs", self.exponent)) if size else negate(self.exponent) if self.above else self.exponent
        return _with_small(self.fraction, call("exp", inner))


def halves(term: Term) -> tuple[Half, Half] | None:
    """The function on both halves, or None if it is no fraction of exponentials.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> [plain(half.written(size=False)) for half in halves(read("1/(1 + exp(-x))"))]
    ['1/(1 + exp(-x))', 'exp(x)/(1 + exp(x))']
    """
    if term.size > MAX_SIZE:
        return None
    try:
        lowered_term = lowered(term)
        work = _Work.of(lowered_term)
        return work.half(lowered_term, above=True), work.half(lowered_term, above=False)
    except (Beyond, ZeroDivisionError, OverflowError):
        return None


Ratio = tuple[Any, Any]  # two polynomials of FLINT


@dataclass(frozen=True, slots=True)
class _Work:
    ring: Any
    names: tuple[str, ...]
    exponent: Any  # a polynomial: every exponent is an integer multiple of it
    written: tuple[Term, ...] = ()  # the exponents as they stand, without their signs
    above: bool = True

    @classmethod
    def of(cls, term: Term) -> _Work:
        """The ring of a term, and the exponent that all its exponentials share."""
        names = (SMALL, *sorted(free_symbols(term)))
        ring = fmpq_mpoly_ctx.get(names, "lex")
        start = cls(ring, names, None)
        exponents, written = [], []
        for part in distinct(term):
            if isinstance(part, App) and (part.head == "exp" or part.head in HYPERBOLIC) and free_symbols(part):
                inner = part.args[0]
                if isinstance(inner, App) and inner.head == "log":
                    continue
                above, below = start.ratio(inner)
                if not below.is_constant():
                    raise Beyond
                exponents.append((above / below.leading_coefficient()) * (2 if part.head == "tanh" else 1))
                written.append(inner.args[0] if isinstance(inner, App) and inner.head == "neg" else inner)
        if not exponents:
            raise Beyond
        first = exponents[0] / exponents[0].leading_coefficient()
        shares = [_fraction(each.leading_coefficient()) for each in exponents]
        if any(
            first * fmpq(share.numerator, share.denominator) != each
            for share, each in zip(shares, exponents, strict=True)
        ):
            raise Beyond
        denominator = lcm(*(share.denominator for share in shares))
        numerator = reduce(gcd, (abs(share.numerator) * (denominator // share.denominator) for share in shares))
        upwards = start.sign(first)  # so that the exponent grows with x, as people write it
        return cls(ring, names, first * fmpq(upwards * numerator, denominator), tuple(written))

    def sign(self, polynomial: Any) -> int:
        """That of the first part with x in it, or of the first of all."""
        at = self.names.index("x") if "x" in self.names else 0
        rows = polynomial.to_dict().items()
        found = next((value for powers, value in rows if powers[at]), polynomial.leading_coefficient())
        return 1 if _fraction(found) > 0 else -1

    def half(self, term: Term, *, above: bool) -> Half:
        work = replace(self, above=above)
        upper, lower = work.ratio(term)
        common = upper.gcd(lower)
        upper, lower = upper / common, lower / common
        sizes = _fraction(upper.factor()[0]) / _fraction(lower.factor()[0])
        over, under = work.product(upper, sizes.numerator), work.product(lower, sizes.denominator)
        return Half(
            self.named(self.exponent),
            self.named(self.exponent / abs(self.exponent.factor()[0])),
            above,
            over if under == ONE else divide(over, under),
        )

    def named(self, polynomial: Any) -> Term:
        """An exponent as it stands in the term, if it does; else as a product."""
        one = polynomial**0
        found = (each for each in self.written if self.ratio(each) == (polynomial, one))
        return next(found, self.product(polynomial))

    # ---- terms to fractions of polynomials ----

    def ratio(self, term: Term) -> Ratio:
        one = self.ring.from_dict({(0,) * len(self.names): 1})
        match term:
            case Num():
                return one * fmpq(term.value.numerator, term.value.denominator), one
            case Sym(name) if name in self.names:
                return self.ring.gen(self.names.index(name)), one
            case App("+", args):
                return reduce(_sum, map(self.ratio, args))
            case App("*", args):
                return reduce(_product, map(self.ratio, args))
            case App("/", (first, second)):
                return _product(self.ratio(first), _inverse(self.ratio(second)))
            case App("neg", (inner,)):
                above, below = self.ratio(inner)
                return -above, below
            case App("^", (base, exponent)):
                return self.power(self.ratio(base), _integer(exponent))
            case App("exp", (inner,)):
                return self.exponential(inner)
            case App("tanh" | "sinh" | "cosh" as head, (inner,)):
                return self.hyperbolic(head, inner, one)
        raise Beyond

    def power(self, base: Ratio, exponent: int) -> Ratio:
        above, below = base if exponent >= 0 else _inverse(base)
        if (
            abs(exponent) > MAX_POWER
            or len(above) ** abs(exponent) > MAX_TERMS
            or len(below) ** abs(exponent) > MAX_TERMS
        ):
            raise Beyond
        return above ** abs(exponent), below ** abs(exponent)

    def exponential(self, inner: Term) -> Ratio:
        """A power of q; ``exp(log(P))`` is P."""
        if isinstance(inner, App) and inner.head == "log" and len(inner.args) == 1:
            return self.ratio(inner.args[0])
        if self.exponent is None:
            raise Beyond
        above, below = self.ratio(inner)
        if not below.is_constant():
            raise Beyond
        share = _fraction(
            above.leading_coefficient() / below.leading_coefficient() / self.exponent.leading_coefficient()
        )
        if share.denominator != 1 or above != self.exponent * below * int(share):
            raise Beyond
        q = self.ring.gen(0)
        return self.power((q, q**0), -int(share) if self.above else int(share))

    def hyperbolic(self, head: str, inner: Term, one: Any) -> Ratio:
        if head == "tanh" and not _is_log(inner):
            square = once = self.exponential(multiply(TWO, inner))
        else:
            once = self.exponential(inner)
            square = self.power(once, 2)
        more, less = _sum(square, (one, one)), _sum(square, (-one, one))
        if head == "tanh":
            return _product(less, _inverse(more))
        return _product(less if head == "sinh" else more, _inverse(_product(once, (one * 2, one))))

    # ---- and back ----

    def product(self, polynomial: Any, content: int | None = None) -> Term:
        """A polynomial as the product of its factors, perhaps with another number in front of them."""
        own, factors = polynomial.factor()
        parts: list[Term] = []
        sign = _fraction(own) if content is None else Fraction(content)
        for factor, times in factors:
            lead = _fraction(factor.to_dict()[min(factor.to_dict(), key=sum)])  # the constant, if there is one
            share = fmpq(1) if lead > 0 else fmpq(-1)
            sign *= (-1 if lead < 0 else 1) ** int(times)
            inner = self.sum(factor * share)
            parts.append(inner if times == 1 else power(inner, number(int(times))))
        parts.sort(key=lambda part: part.size)
        size = [number(abs(sign))] if abs(sign) != 1 or not parts else []
        found = multiply(*size, *parts)
        return negate(found) if sign < 0 else found

    def sum(self, polynomial: Any) -> Term:
        """A polynomial as a sum, lowest powers first, beginning with a positive part if there is one."""
        rows = sorted(polynomial.to_dict().items(), key=lambda row: (sum(row[0]), row[0][::-1]))
        rows.sort(key=lambda row: _fraction(row[1]) < 0)
        return add(*(self.monomial(powers, _fraction(value)) for powers, value in rows))

    def monomial(self, powers: Iterable[int], value: Fraction) -> Term:
        parts: list[Term] = [number(abs(value))] if abs(value) != 1 else []
        for name, times in zip(self.names, powers, strict=True):
            if times:
                parts.append(Sym(name) if times == 1 else power(Sym(name), number(int(times))))
        found = multiply(*parts)
        return negate(found) if value < 0 else found


def _is_log(term: Term) -> bool:
    return isinstance(term, App) and term.head == "log"


def _sum(first: Ratio, second: Ratio) -> Ratio:
    if first[1] == second[1]:
        return first[0] + second[0], first[1]
    return _bounded((first[0] * second[1] + second[0] * first[1], first[1] * second[1]))


def _product(first: Ratio, second: Ratio) -> Ratio:
    return _bounded((first[0] * second[0], first[1] * second[1]))


def _inverse(ratio: Ratio) -> Ratio:
    above, below = ratio
    if not above:
        raise Beyond
    return below, above


def _bounded(ratio: Ratio) -> Ratio:
    if max(map(len, ratio)) > MAX_TERMS:
        raise Beyond
    return ratio


def _integer(exponent: Term) -> int:
    inner = exponent.args[0] if isinstance(exponent, App) and exponent.head == "neg" else exponent
    if not isinstance(inner, Num) or inner.value.denominator != 1 or inner.value > MAX_POWER:
        raise Beyond
    return int(inner.value) if inner is exponent else -int(inner.value)


def _fraction(value: Any) -> Fraction:
    found = fmpq(value)
    return Fraction(int(found.p), int(found.q))


def _with_small(term: Term, value: Term) -> Term:
    if isinstance(term, Sym):
        return value if term.name == SMALL else term
    if not isinstance(term, App):
        return term
    return App(term.head, tuple(_with_small(arg, value) for arg in term.args))
