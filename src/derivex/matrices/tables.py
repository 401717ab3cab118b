"""Tables of terms: sums, products, transposes and powers of matrices that are written out.

Nothing is simplified but what costs no place of definition: numbers are worked out, 1 times a term is that term, and
0 times a term is 0 only where that term is defined everywhere (``total``). So an entry is defined exactly where all
that was written for it is. Everything is bounded: ``TooLarge`` from the terms, ``NoValue`` from here.

Contract: tables are frozen and have at least one entry; where sizes don't agree ``NoValue`` says which sizes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from derivex.errors import TooLarge
from derivex.term import (
    MAX_DIGITS,
    ONE,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    add,
    is_one,
    is_zero,
    literal,
    multiply,
    negate,
    number,
)

MAX_ENTRIES = 400
MAX_PRODUCTS = 10_000  # of entries, in one product of two tables
MAX_POWER = 64

_TOTAL = frozenset({"+", "*", "neg", "exp", "sin", "cos", "sinh", "cosh"})
_LARGEST = 10**MAX_DIGITS


class NoValue(Exception):
    """What is written has no value, or none that is worked out here; the text says why, in the reader's words."""


@dataclass(frozen=True, slots=True)
class Table:
    """A matrix by its rows, all of one length.

    >>> from derivex.notation.plain import read
    >>> one = Table(((read("1"), read("x")), (read("0"), read("1"))))
    >>> str(one), one.size, str(one.times(one).transposed())
    ('[1, x; 0, 1]', '2×2', '[1, 0; x + x, 1]')
    """

    rows: tuple[tuple[Term, ...], ...]

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0])

    @property
    def square(self) -> bool:
        return self.height == self.width

    @property
    def size(self) -> str:
        return f"{self.height}×{self.width}"

    @property
    def entries(self) -> Iterator[Term]:
        return (entry for row in self.rows for entry in row)

    def __str__(self) -> str:
        from derivex.notation.write import plain

        return f"[{'; '.join(', '.join(plain(entry) for entry in row) for row in self.rows)}]"

    def plus(self, other: Table) -> Table:
        if (self.height, self.width) != (other.height, other.width):
            raise NoValue(f"the sizes don't agree: {self.size} and {other.size} are added")
        return Table(
            tuple(
                tuple(total_of(pair) for pair in zip(*rows, strict=True))
                for rows in zip(self.rows, other.rows, strict=True)
            )
        )

    def negated(self) -> Table:
        return Table(tuple(tuple(opposite(entry) for entry in row) for row in self.rows))

    def scaled(self, factor: Term) -> Table:
        return Table(tuple(tuple(product_of((factor, entry)) for entry in row) for row in self.rows))

    def times(self, other: Table) -> Table:
        """The matrix product."""
        if self.width != other.height:
            raise NoValue(f"the sizes don't agree: {self.size} times {other.size}")
        if self.height * self.width * other.width > MAX_PRODUCTS:
            raise NoValue(f"the product of {self.size} and {other.size} is too large to be worked out")
        columns = other.transposed().rows
        return Table(
            tuple(
                tuple(total_of(product_of(pair) for pair in zip(row, column, strict=True)) for column in columns)
                for row in self.rows
            )
        )

    def transposed(self) -> Table:
        return Table(tuple(zip(*self.rows, strict=True)))

    def power(self, exponent: int) -> Table:
        """A whole power, 0 among them."""
        if not self.square:
            raise NoValue(f"a power of a matrix that isn't square: it is {self.size}")
        if exponent > MAX_POWER:
            raise NoValue(f"powers beyond {MAX_POWER} are not worked out")
        if not exponent:
            return multiple(ONE, self.height)
        result = self
        for _ in range(exponent - 1):
            result = result.times(self)
        return result

    def trace(self) -> Term:
        if not self.square:
            raise NoValue(f"the trace of a matrix that isn't square: it is {self.size}")
        return total_of(row[index] for index, row in enumerate(self.rows))


def multiple(factor: Term, size: int) -> Table:
    """A number times the identity matrix."""
    return Table(tuple(tuple(factor if row == column else ZERO for column in range(size)) for row in range(size)))


def total_of(terms: Iterable[Term]) -> Term:
    """The sum of terms, its numbers worked out."""
    parts, constant = [], Fraction(0)
    for term in terms:
        value = literal(term)
        if value is None:
            parts.append(term)
        else:
            constant += value
    if constant or not parts:
        parts.append(bounded(constant))
    return add(*parts)


def product_of(terms: tuple[Term, Term]) -> Term:
    """The product of two terms; what it is defined on is what both are."""
    one, two = terms
    first, second = literal(one), literal(two)
    if first is not None and second is not None:
        return bounded(first * second)
    if (is_zero(one) and total(two)) or (is_zero(two) and total(one)):
        return ZERO
    if is_one(one):
        return two
    return one if is_one(two) else multiply(one, two)


def opposite(term: Term) -> Term:
    """A term with its sign changed."""
    value = literal(term)
    return negate(term) if value is None else number(-value)


def bounded(value: Fraction) -> Term:
    """A number as a term, if it hasn't too many digits."""
    if max(abs(value.numerator), value.denominator) >= _LARGEST:
        raise TooLarge(f"a number has more than {MAX_DIGITS} digits")
    return number(value)


@lru_cache(maxsize=4_096)  # the entries of a product are asked for again and again
def total(term: Term) -> bool:
    """Whether a term is plainly defined and real, whatever real values its symbols have."""
    match term:
        case Num():
            return True
        case Sym(name):
            return name not in ("I", "oo")
        case App("^", (base, Num() as exponent)):
            return exponent.text.isdecimal() and total(base)
        case App("/", (above, Num() as below)):
            return not is_zero(below) and total(above)
        case App(head, args):
            return head in _TOTAL and all(total(each) for each in args)
