"""Certificates: what a proof rests on, as data.

Generators are numbered kernels (a symbol, ``exp(x)``, ``sqrt(2)``); polynomials in them
have rational coefficients. A certificate is a list of steps, each resting on earlier ones
only: what a head at given arguments is (``Claim``), which polynomials are positive
(``Sign``) or vanish nowhere (``Apart``, ``Written``), which vanish everywhere (``Agree``, ``Zero``,
``Equation``); then the value of each line, and the final identity that makes them equal.

Contract: frozen, picklable, comparable; the claim that is proved stands in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derivex.certificates.data_ends import Endless
from derivex.certificates.data_moves import Move
from derivex.certificates.data_slopes import Form, Slope
from derivex.given import Given
from derivex.term import ZERO, Term

Monomial = tuple[tuple[int, int], ...]  # generator, exponent
Polynomial = tuple[tuple[Monomial, Fraction], ...]
Ratio = tuple[Polynomial, Polynomial]  # above and below the bar


class NoCertificate(Exception):
    """There is no certificate; the text says why."""


class CaseOfZero(NoCertificate):
    """There is none without a case: whether a term is 0, or how it compares with another."""

    def __init__(self, term: Term, right: Term = ZERO, heads: tuple[str, ...] = ("!=", "=")) -> None:
        super().__init__("something that may be zero, for all that is known")
        self.term, self.right, self.heads = term, right, heads


@dataclass(frozen=True, slots=True)
class Claim:
    """``head(args) = value``, by a law that rests on earlier steps, with the numbers it needs.

    ``term`` is the symbol, or the application of a function without laws, that a generator stands for.
    """

    head: str
    args: tuple[Ratio, ...]
    value: Ratio
    law: str
    uses: tuple[int, ...] = ()
    numbers: tuple[Fraction, ...] = ()
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A real polynomial that is never negative, or positive if ``strict``.

    By the law ``rows`` it is a sum of positive numbers times squares of real polynomials
    times powers of earlier signs; by ``given`` it is the numerator times the denominator of
    the difference in a given relation; by ``real values`` that of a written term whose log or
    even root is real; by ``constant`` a ball tells; by ``apart`` an earlier sign isn't zero; by
    ``quotient`` it is what a sign is divided by a positive one. The others are in ``signs``.
    """

    polynomial: Polynomial
    strict: bool
    law: str
    uses: tuple[int, ...] = ()
    rows: tuple[tuple[Fraction, Polynomial, tuple[tuple[int, int], ...]], ...] = ()
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """A polynomial that is zero nowhere: it or its conjugate, times the cofactor, is a product of such.

    Without a cofactor it is a constant, and a ball tells.
    """

    polynomial: Polynomial
    cofactor: Polynomial
    uses: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A term that isn't zero where the lines are defined: a divisor, the argument of a log, a relation's gap."""

    term: Term


@dataclass(frozen=True, slots=True)
class Agree:
    """Two claims about one head at the same arguments: the difference of their values is a relation."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Zero:
    """A polynomial that is zero: its power, times a cofactor that is zero nowhere, is, or the conjugate of that;
    or neither it nor its opposite is negative, by two signs.
    """

    polynomial: Polynomial
    times: int
    cofactor: Polynomial
    uses: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Equation:
    """The given equation with that number, as a relation."""

    index: int


Step = Claim | Sign | Apart | Written | Agree | Zero | Equation


@dataclass(frozen=True, slots=True)
class Certificate:
    """``before = after`` wherever both are defined, step by step, and the point that shows such a place.

    ``terms`` says which claim gives the value of each part that isn't arithmetic. With
    ``before`` and ``after`` the values of the lines, the final identity is
    ``(numerator of before - after) * multiplier = sum of cofactor * relation``.
    """

    before: Term
    after: Term
    given: Given
    generators: int
    steps: tuple[Step, ...]
    terms: tuple[tuple[Term, int], ...]
    values: tuple[Ratio, Ratio]
    multiplier: Polynomial
    cofactors: tuple[Polynomial, ...]
    point: tuple[tuple[str, Term], ...] = ()
    vacuous: Term | None = None  # something written that may not be 0, and is: nothing is defined anywhere


@dataclass(frozen=True, slots=True)
class Cases:
    """The proof of ``before = after`` in every case of how two terms compare: ``<`` and ``>=``, ``=`` and ``!=``, …"""

    before: Term
    after: Term
    given: Given
    left: Term
    right: Term
    branches: tuple[tuple[str, Proof], ...]
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """The proof with complex symbols z written as ``x + I*y``, for real symbols x and y of their own."""

    before: Term
    after: Term
    given: Given
    names: tuple[tuple[str, str, str], ...]  # z, x, y
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """Two lines without symbols that are the same rational number, by exact arithmetic alone."""

    before: Term
    after: Term
    given: Given
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Induction:
    """The proof by induction on the upper bound ``name`` of sums and products, from one below ``low`` on.

    ``start`` is that first equality; ``step`` the next one where the last one holds, with
    ``name = low - 1 + count`` and a symbol for the value of each sum and product there. If a
    line is one sum alone, its value there is known: the other line.
    """

    before: Term
    after: Term
    given: Given
    name: str
    low: Term
    count: str
    symbols: tuple[str, ...]
    start: Proof
    step: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The proof with a part of the lines replaced by a form, to which ``lemma`` says that it is equal."""

    before: Term
    after: Term
    given: Given
    part: Term
    form: Term
    lemma: Proof
    rest: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """Two sums, products, integrals or limits over the same range, whose bodies are equal at each ``name``."""

    before: Term
    after: Term
    given: Given
    name: str
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Unrolled:
    """A sum or product, and a shorter one with the terms that it lacks, first and last ones; its bounds are proved."""

    before: Term
    after: Term
    given: Given
    first: int
    last: int
    low: Proof
    high: Proof
    point: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Primitive:
    """An integral as the difference of a primitive function at its ends; ``proof`` is about the derivative."""

    before: Term
    after: Term
    given: Given
    name: str
    primitive: Term
    proof: Proof
    point: tuple[tuple[str, Term], ...] = ()


OfBinders = Induction | Rewritten | Inside | Unrolled | Primitive | Endless | Move
Proof = Certificate | Cases | Computed | Parts | OfBinders | Slope | Form
