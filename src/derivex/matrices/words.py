"""Linear combinations of words: matrices whose letters don't commute, with numbers that do.

A word is a product of factors, each a letter, its transpose, its inverse or the inverse of a whole form; the empty word
is the identity. A coefficient is a rational number times powers of scalar atoms: terms that are no sum, product or
quotient, and traces and determinants. Two forms that are equal as data are equal for all matrices of fitting sizes for
which they are defined; two that aren't may be equal all the same.

Contract: forms are frozen, sorted and free of zeros; ``TooLong`` beyond the bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from derivex.notation.write import plain
from derivex.term import App, Num, Sym, Term

MAX_TERMS = 400
MAX_LENGTH = 60


class TooLong(Exception):
    """A form outgrows its bounds."""


@dataclass(frozen=True)
class Factor:
    """A letter, transposed or inverted or both; the inverse of a form is always that of the form as it stands."""

    base: str | Form
    transposed: bool = False
    inverted: bool = False

    @cached_property
    def shown(self) -> str:
        marks = f"{'-' if self.inverted else ''}{'T' if self.transposed else ''}"
        mark = {"": "", "T": r"^\mathrm{T}", "-": "^{-1}", "-T": r"^{-\mathrm{T}}"}[marks]
        return f"({self.base}){mark}" if isinstance(self.base, Form) else f"{self.base}{mark}"

    def inverse(self) -> Factor:
        return Factor(self.base, self.transposed, not self.inverted)


@dataclass(frozen=True)
class Taken:
    """The trace of a word, or the determinant of a form, as a scalar."""

    what: str
    of: str

    def __str__(self) -> str:
        return f"{self.what}({self.of})"


Atom = Term | Taken
Word = tuple[Factor, ...]
Monomial = tuple[tuple[Atom, int], ...]
Row = tuple[Word, Monomial, Fraction]


@dataclass(frozen=True)
class Form:
    """A sum of words with coefficients; the same word may stand in several rows, with other atoms.

    >>> a, b = letter("A"), letter("B")
    >>> str(a.times(b).plus(b.times(a)).times(a)), str(a.times(b).transposed())
    ('A B A + B A A', 'B^\\\\mathrm{T} A^\\\\mathrm{T}')
    """

    rows: tuple[Row, ...]

    def __str__(self) -> str:
        return " + ".join(_row_shown(*row) for row in self.rows) if self.rows else "0"

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(dict.fromkeys(word for word, _, _ in self.rows))

    def plus(self, other: Form) -> Form:
        return form((*self.rows, *other.rows))

    def scaled(self, factor: Fraction, monomial: Monomial = ()) -> Form:
        return form((word, joined(mine, monomial), factor * value) for word, mine, value in self.rows)

    def minus(self, other: Form) -> Form:
        return self.plus(other.scaled(Fraction(-1)))

    def times(self, other: Form) -> Form:
        """The product of what is written, nothing cancelled."""
        if len(self.rows) * len(other.rows) > MAX_TERMS:
            raise TooLong
        return form(
            (one + two, joined(first, second), left * right)
            for one, first, left in self.rows
            for two, second, right in other.rows
        )

    def transposed(self) -> Form:
        return form((transposed_word(word), monomial, value) for word, monomial, value in self.rows)


def form(rows: Iterable[Row]) -> Form:
    """The form of some rows, equal ones put together."""
    values: dict[tuple[Word, Monomial], Fraction] = {}
    for word, monomial, value in rows:
        if len(word) > MAX_LENGTH:
            raise TooLong
        values[word, monomial] = values.get((word, monomial), Fraction(0)) + value
        if len(values) > MAX_TERMS:
            raise TooLong
    kept = [(word, monomial, value) for (word, monomial), value in values.items() if value]
    return Form(tuple(sorted(kept, key=lambda row: (order(row[0]), _monomial_shown(row[1])))))


ZERO_FORM = Form(())
UNIT_FORM = Form((((), (), Fraction(1)),))


def letter(name: str) -> Form:
    return Form((((Factor(name),), (), Fraction(1)),))


def scalar(value: Fraction, monomial: Monomial = ()) -> Form:
    """A number times the identity."""
    return form([((), monomial, value)])


def order(word: Word) -> tuple[int, tuple[str, ...]]:
    """Words by their length, then by their letters: the order in which longer ones are replaced by shorter ones."""
    return len(word), tuple(factor.shown for factor in word)


def transposed_word(word: Word) -> Word:
    return tuple(_transposed(factor) for factor in reversed(word))


def _transposed(factor: Factor) -> Factor:
    if isinstance(factor.base, Form):
        return Factor(factor.base.transposed(), False, factor.inverted)
    return Factor(factor.base, not factor.transposed, factor.inverted)


def joined(one: Monomial, two: Monomial) -> Monomial:
    """The product of two monomials."""
    if not one or not two:
        return one or two
    powers = dict(one)
    for atom, exponent in two:
        powers[atom] = powers.get(atom, 0) + exponent
    return tuple(sorted(((atom, power) for atom, power in powers.items() if power), key=lambda pair: _atom(pair[0])))


def inverted(monomial: Monomial) -> Monomial:
    return tuple((atom, -exponent) for atom, exponent in monomial)


def letters_in(form_of: Form) -> Iterator[Factor]:
    """All factors of a form that are letters, those inside of inverses too."""
    for word in form_of.words:
        for factor in word:
            if isinstance(factor.base, Form):
                yield from letters_in(factor.base)
            else:
                yield factor


def _atom(atom: Atom) -> str:
    return plain(atom) if isinstance(atom, Num | Sym | App) else str(atom)


def _monomial_shown(monomial: Monomial) -> str:
    return " ".join(_atom(atom) if power == 1 else f"{_atom(atom)}^{power}" for atom, power in monomial)


def _row_shown(word: Word, monomial: Monomial, value: Fraction) -> str:
    parts = [_monomial_shown(monomial), " ".join(factor.shown for factor in word) or ("" if monomial else "I")]
    if value != 1:
        parts.insert(0, str(value))
    return " ".join(part for part in parts if part)
