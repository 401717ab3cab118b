"""The ledger of a certificate: what is confirmed of it so far, and the values that follow.

Wherever both lines are defined, every generator has the value of the kernel that its claim
names, every relation is zero, every polynomial in ``apart`` isn't, every one in ``signs``
is real and not negative (positive if strict).

Contract: the ledger is filled by ``recheck`` only; the laws ask it and never guess.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derivex.certificates.core import AWAY_FROM_ZERO, core, row
from derivex.certificates.data import Certificate, Claim
from derivex.certificates.heads import AT_ZERO
from derivex.certificates.places import never_negative, nonzero_parts, parts, renamed
from derivex.certificates.quotients import Quotient, Quotients, need
from derivex.substitution import substitute
from derivex.term import BINDERS, IMAGINARY, PI, App, Num, Sym, Term, literal


class Ledger(Quotients):
    """What is confirmed of one certificate so far."""

    def __init__(self, certificate: Certificate) -> None:
        super().__init__(max(certificate.generators, 2))
        self.given, self.terms = certificate.given, dict(certificate.terms)
        self.lines = [core(line, self.given) for line in (certificate.before, certificate.after)]
        self.relations_given = [core(relation, self.given) for relation in self.given.relations]
        self.written = {part for line in (*self.lines, *self.relations_given) for part in nonzero_parts(line)}
        self.parts = {part for line in self.lines for part in parts(line)}
        self.real_parts: dict[Term, bool] = {}
        if self.given.real_values:
            for line in (certificate.before, certificate.after):
                self.real_parts |= {part: strict for whole in parts(line) for part, strict in never_negative(whole)}
        self.claims: dict[int, tuple[Claim, tuple[Quotient, ...], Quotient]] = {}
        self.signs: dict[int, tuple[fmpq_mpoly, bool]] = {}
        self.values: dict[Term, Quotient] = {}
        self.count = 0  # of steps

    # ---- what the laws ask ----

    def claim(self, step: int, head: str) -> tuple[tuple[Quotient, ...], Quotient]:
        need(step in self.claims and self.claims[step][0].head == head, f"step {step} is no claim about {head}")
        return self.claims[step][1:]

    def sign(self, step: int, value: Quotient) -> bool:
        """A value is never negative by a step; True if it is positive."""
        need(step in self.signs, f"step {step} is no sign")
        found, strict = self.signs[step]
        need(not self.reduce(found - self.signed(value)), f"step {step} is the sign of something else")
        return strict

    def positive(self, generator: fmpq_mpoly, *, strict: bool, real: bool) -> None:
        """A kernel is never negative by its nature."""
        if real:
            self.signs[self.count] = generator, strict

    def never_zero(self, polynomial: fmpq_mpoly, cofactor: fmpq_mpoly, uses: tuple[tuple[int, int], ...]) -> fmpq_mpoly:
        """The polynomial, which is zero nowhere: it, or its conjugate, divides a product of others that aren't.

        Without a cofactor it is a constant that a ball keeps from zero.
        """
        if not cofactor:
            need(not uses and not self.ball(Quotient(polynomial, self.one)).contains(0), "a constant that may be 0")
            return polynomial
        need(all(times > 0 for _, times in uses), "no product")
        total = self.product(*(self.power(Quotient(self.apart[use], self.one), times) for use, times in uses)).above
        if self.reduce(self.times(polynomial, cofactor) - total):
            mirrored = self.conjugated(Quotient(polynomial, self.one))
            need(mirrored.below.is_constant(), "may be 0")
            need(not self.reduce(self.times(mirrored.above, cofactor) - total), "may be 0")
        return polynomial

    def kind(self, claim: Claim, generator: int) -> str:
        need(isinstance(claim.term, Sym) and claim.term not in (PI, IMAGINARY), "no symbol")
        kind = self.given.kind(claim.term.name)  # type: ignore[union-attr]  # a symbol, as was just asked
        self.integer |= {generator} if kind == "integer" else set()
        return kind

    def written_power(self, claim: Claim, args: tuple[Quotient, ...]) -> None:
        """A power of 0 that stands in a line: so its exponent is 0, or has a positive real part."""
        need(claim.term in self.parts, "no part of a line")
        match claim.term:
            case App("^", (base, exponent)):
                need(self.same(self.value(base), args[0]) and self.same(self.value(exponent), args[1]), "another power")
                return
        need(False, "no power")

    def minus(self, left: Quotient, right: Quotient) -> Quotient:
        return self.sum(left, Quotient(-right.above, right.below))

    def exponent(self, value: Quotient) -> Fraction:
        """A rational number."""
        need(value.above.is_constant() and value.below.is_constant(), "not a number")
        number = value.above.leading_coefficient() / value.below.leading_coefficient() if value.above else fmpq(0)
        return Fraction(int(number.p), int(number.q))

    def is_integer(self, value: Quotient) -> bool:
        whole = value.below.is_one() and all(number.q == 1 for number in value.above.coeffs())
        return whole and self.generators_of(value) <= self.integer

    # ---- the value of a term ----

    def value(self, term: Term) -> Quotient:
        """Computed anew: arithmetic as it is written, the rest by the claims, whose arguments must be the same."""
        if term not in self.values:
            self.values[term] = self._value(term)
        return self.values[term]

    def _value(self, term: Term) -> Quotient:
        match term:
            case Num():
                return self.number(term.value)
            case Sym("I"):
                return self.i
            case Sym("pi"):
                return self.pi
            case App("+", args):
                return self.sum(*map(self.value, args))
            case App("*", args):
                return self.product(*map(self.value, args))
            case App("neg", (u,)):
                return self.minus(self.number(0), self.value(u))
            case App("/", (u, v)):
                return self.product(self.value(u), self.flipped(self.value(v)))
            case App("^", (u, v)) if (exponent := literal(v)) is not None and exponent.denominator == 1:
                base = self.value(u) if exponent >= 0 else self.flipped(self.value(u))
                return self.power(base, abs(int(exponent)))
            case App(head, (u,)) if head in AT_ZERO and not self.reduce(self.value(u).above):
                return self.value(row(AT_ZERO[head]))
            case App(head, (u,)) if head in AWAY_FROM_ZERO:
                need(self.nowhere_zero(self.value(u).above), f"{head} where its argument may be 0")
                return self.value(core(substitute(row(AWAY_FROM_ZERO[head]), {"u": u}), self.given))
        need(term in self.terms and self.terms[term] in self.claims, "a part that has no claim")
        claim, known, value = self.claims[self.terms[term]]
        match term:
            case Sym():
                need(claim.head == "symbol" and claim.term == term, "another symbol")
            case App(head, _) if head in BINDERS or head == "piecewise":
                need(claim.head == "term" and claim.term is not None, "another head")
                need(renamed(term) == renamed(claim.term), "another term")  # type: ignore[arg-type]  # not None
            case App(head, parts):
                number = literal(parts[1]) if head == "^" else None
                need(claim.head == (head if number is None else "power") and len(known) == len(parts), "another head")
                need(all(map(self.same, known, map(self.value, parts))), "other arguments")
        return value
