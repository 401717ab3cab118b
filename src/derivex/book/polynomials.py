"""Polynomials in whatever they are polynomials of: the procedures behind three rules.

A sum, product or whole power is read as a polynomial whose variables are the parts that
are none of these (``exp(-x)``, ``1/y``, ``x``), multiplied out or factored by FLINT, and
written back in the order in which its parts first appeared. Contract: each function
answers None where it would change nothing, or where the work is estimated to be too much.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import comb

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from derivex.comparison import key, parts, same
from derivex.term import ONE, App, Num, Term, add, is_head, literal, multiply, negate, number
from derivex.views import factors

MAX_FRACTIONS = 6  # in one sum
MAX_TERMS = 2_000  # of a polynomial that a reader would still look at


def expanded(term: Term) -> Term | None:
    """Multiplied out, with like terms collected.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(expanded(read("(x + 1)^2")))
    'x^2 + 2*x + 1'
    """
    if not (isinstance(term, App) and term.head in ("+", "*", "^")):
        return None
    polynomial = _Reading().read(term)
    if polynomial is None:
        return None
    new = polynomial.written()
    return None if same(new, term) else new


def factored(term: Term) -> Term | None:
    """The product of irreducible factors with whole coefficients.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(factored(read("x^2 - 1")))
    '(x - 1)*(x + 1)'
    """
    if not (isinstance(term, App) and term.head == "+"):
        return None
    polynomial = _Reading().read(term)
    if polynomial is None:
        return None
    content, found = polynomial.value.factor()
    if sum(int(count) for _, count in found) + (abs(content) != 1) < 2:
        return None
    pieces: list[Term] = []
    for factor, count in found:
        base = _Polynomial(factor, polynomial.atoms).written()
        pieces.append(base if int(count) == 1 else App("^", (base, Num(str(int(count))))))
    size = Fraction(int(content.p), int(content.q))
    head = () if abs(size) == 1 else (number(abs(size)),)
    new = multiply(*head, *pieces)
    return negate(new) if size < 0 else new


def together(term: Term) -> Term | None:
    """A sum of fractions over the product of their denominators, the numerator multiplied out.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(together(read("2/(x + 1) + 1/(x + 2)")))
    '(3*x + 5)/((x + 1)*(x + 2))'
    """
    if not is_head(term, "+"):
        return None
    above: list[Term] = []
    below: list[Term] = []
    for part in parts(term, "+"):
        negative = isinstance(part, App) and part.head == "neg"
        match part.args[0] if isinstance(part, App) and negative else part:
            case App("/", (top, bottom)):
                above.append(negate(top) if negative else top)
                below.append(bottom)
            case other:
                above.append(negate(other) if negative else other)
                below.append(ONE)
    bars = [bottom for bottom in below if bottom != ONE]
    if len(bars) < 2 or len(bars) > MAX_FRACTIONS:
        return None
    tops = [
        multiply(top, *(bottom for other, bottom in enumerate(below) if other != index and bottom != ONE))
        for index, top in enumerate(above)
    ]
    total = add(*tops)
    multiplied = expanded(total)
    return App("/", (total if multiplied is None else multiplied, multiply(*bars)))


def quotient(above: Term, below: Term) -> Term | None:
    """One term over another in lowest terms, as polynomials in their parts; None if it changes nothing or is too much.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(quotient(read("x^3*exp(u)/x"), read("2*x")))
    '1/2*x*exp(u)'
    """
    shown = [*factors(above, field=True), *_turned(factors(below, field=True))]
    top = multiply(*(each for each in shown if not _is_reciprocal(each)))
    bottom = multiply(*(each.args[1] for each in shown if isinstance(each, App) and _is_reciprocal(each)))
    reading = _Reading()
    whole = reading.read(add(top, bottom))
    if whole is None:
        return None
    numerator, denominator = reading.value(top), reading.value(bottom)
    if denominator.is_zero():
        return None
    common = numerator.gcd(denominator)
    leading = (denominator / common).leading_coefficient()
    parts_of = [(each / common) * (1 / leading) for each in (numerator, denominator)]
    upper, lower = (_Polynomial(each, whole.atoms).written() for each in parts_of)
    done = upper if lower == ONE else App("/", (upper, lower))
    return None if same(done, above) and below == ONE else done


def _is_reciprocal(term: Term) -> bool:
    return isinstance(term, App) and term.head == "/" and term.args[0] == ONE and literal(term) is None


def _turned(shown: tuple[Term, ...]) -> Iterator[Term]:
    """The factors of one over a product."""
    for each in shown:
        yield each.args[1] if isinstance(each, App) and _is_reciprocal(each) else App("/", (ONE, each))


class _Polynomial:
    """A FLINT polynomial together with the terms that its generators stand for."""

    def __init__(self, value: fmpq_mpoly, atoms: tuple[Term, ...]) -> None:
        self.value = value
        self.atoms = atoms

    def written(self) -> Term:
        """The sum that a person writes: highest powers first, no 1*, a minus as a minus."""
        summands: list[Term] = []
        for exponents, coefficient in zip(self.value.monoms(), self.value.coeffs(), strict=True):
            powers = [
                atom if int(e) == 1 else App("^", (atom, Num(str(int(e)))))
                for atom, e in zip(self.atoms, exponents, strict=False)
                if e
            ]
            size = Fraction(int(coefficient.p), int(coefficient.q))
            if abs(size) != 1 or not powers:
                powers.insert(0, number(abs(size)))
            summand = multiply(*powers)
            summands.append(negate(summand) if size < 0 else summand)
        return add(*summands)


class _Reading:
    """Reads a term as a polynomial; finds its atoms first, because FLINT wants their number."""

    def __init__(self) -> None:
        self.atoms: list[Term] = []
        self.index: dict[object, int] = {}

    def read(self, term: Term) -> _Polynomial | None:
        self._collect(term)
        if not self.atoms or self._size(term) > MAX_TERMS:
            return None
        self.context = fmpq_mpoly_ctx.get(tuple(f"v{i}" for i in range(len(self.atoms))), "deglex")
        return _Polynomial(self.value(term), tuple(self.atoms))

    def _collect(self, term: Term) -> None:
        match term:
            case Num():
                return
            case App("+" | "*" | "neg", args):
                for arg in args:
                    self._collect(arg)
            case App("^", (base, exponent)) if _whole(exponent) is not None:
                self._collect(base)
            case App("/", (above, below)) if literal(below):
                self._collect(above)
            case _:
                mark = key(term)
                if mark not in self.index:
                    self.index[mark] = len(self.atoms)
                    self.atoms.append(term)

    def _size(self, term: Term) -> int:
        """An upper bound on the number of terms, so that no power is tried that can't end."""
        match term:
            case App("+", args):
                return sum(self._size(arg) for arg in args)
            case App("*", args):
                size = 1
                for arg in args:
                    size = min(size * self._size(arg), 10 * MAX_TERMS)
                return size
            case App("neg", (inner,)) | App("/", (inner, _)):
                return self._size(inner)
            case App("^", (base, exponent)) if (n := _whole(exponent)) is not None:
                inside = self._size(base)
                return 1 if inside == 1 else min(comb(n + min(inside, 40) - 1, n), 10 * MAX_TERMS)
        return 1

    def value(self, term: Term) -> fmpq_mpoly:
        match term:
            case Num():
                return self.context.constant(_rational(term.value))
            case App("neg", (inner,)):
                return -self.value(inner)
            case App("+", args):
                total = self.context.constant(0)
                for arg in args:
                    total += self.value(arg)
                return total
            case App("*", args):
                result = self.context.constant(1)
                for arg in args:
                    result *= self.value(arg)
                return result
            case App("^", (base, exponent)) if (n := _whole(exponent)) is not None:
                return self.value(base) ** n
            case App("/", (above, below)) if value := literal(below):
                return self.value(above) * self.context.constant(1 / _rational(value))
        return self.context.gen(self.index[key(term)])


def _rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _whole(exponent: Term) -> int | None:
    value = literal(exponent)
    return int(value) if value is not None and value.denominator == 1 and 0 <= value <= 60 else None


__all__ = ["expanded", "factored", "quotient", "together"]
