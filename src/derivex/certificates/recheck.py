"""The checker of certificates: no search, no code of the engine, only polynomial arithmetic.

Each step is confirmed from earlier ones by one law; then the values of both lines are
computed anew and the final identity is expanded. What an accepted certificate says: at
every admitted point at which all parts of both lines, in core heads (``core``), are
defined, the lines are equal. For there every generator has the value of the kernel that its
claim names, every relation is zero, and what stands in ``apart`` is not.

Contract: ``check`` returns what was confirmed, in words, or raises ``Refused``.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derivex.certificates.branches import LAWS, NEW
from derivex.certificates.core import AWAY_FROM_ZERO, core, row
from derivex.certificates.data import Agree, Apart, Cases, Certificate, Claim, Equation, Polynomial, Proof, Sign, Step, Written
from derivex.certificates.quotients import Quotient, Quotients, Refused, need
from derivex.given import YES, Given
from derivex.substitution import substitute
from derivex.term import BINDERS, IMAGINARY, ONE, PI, TWO, ZERO, App, Num, Sym, Term, add, literal, power, subtract

RELATIONS = frozenset({"<", "<=", ">", ">=", "=", "!="})


Rows = tuple[tuple[Fraction, Polynomial, tuple[tuple[int, int], ...]], ...]


class Ledger(Quotients):
    """What is confirmed of one certificate so far."""

    def __init__(self, certificate: Certificate) -> None:
        super().__init__(max(certificate.generators, 2))
        self.given, self.terms = certificate.given, dict(certificate.terms)
        self.lines = [core(line, self.given) for line in (certificate.before, certificate.after)]
        self.relations_given = [core(relation, self.given) for relation in self.given.relations]
        self.written = {part for line in (*self.lines, *self.relations_given) for part in nonzero_parts(line)}
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
        need(not self.reduce(found - self.times(value.above, value.below)), f"step {step} is the sign of something else")
        return strict

    def positive(self, claim: Claim, generator: fmpq_mpoly, *, strict: bool, real: bool) -> None:
        """A kernel is never negative by its nature."""
        if real:
            self.signs[self.count] = generator, strict

    def kind(self, claim: Claim, generator: int) -> str:
        need(isinstance(claim.term, Sym) and claim.term not in (PI, IMAGINARY), "no symbol")
        kind = self.given.kind(claim.term.name)  # type: ignore[union-attr]  # a symbol, as was just asked
        self.integer |= {generator} if kind == "integer" else set()
        return kind

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

    # ---- steps ----

    def accept(self, step: Step) -> None:
        match step:
            case Claim(head, args, value, law):
                need(law in LAWS, "a law that nobody knows")
                self.used += NEW.get(law, 0)
                need(self.used <= len(self.generators), "too few generators")
                decoded, result = tuple(map(self.quotient, args)), self.quotient(value)
                need(result.below, "a denominator that is zero")
                LAWS[law](self, step, decoded, result)
                need(self.nowhere_zero(result.below), f"the denominator of {head} may be zero")
                self.claims[self.count] = step, decoded, result
            case Sign(polynomial, strict, law, uses, rows):
                found = self.polynomial(polynomial)
                self.signs[self.count] = found, self._sign(found, law, uses, rows)
                need(self.signs[self.count][1] or not strict, "a sign that may be 0")
                self.apart += [found] if self.signs[self.count][1] else []
            case Apart(polynomial, cofactor, uses):
                total = self.product(*(self.power(Quotient(self.apart[use], self.one), times) for use, times in uses))
                found = self.times(self.polynomial(polynomial), self.polynomial(cofactor))
                need(all(times > 0 for _, times in uses) and not self.reduce(found - total.above), "may be 0")
                self.apart.append(self.polynomial(polynomial))
            case Written(term):
                need(term in self.written, "nothing that is written")
                self.apart.append(self.value(term).above)
            case Agree(first, second):
                (one, left, value), (two, right, other) = self.claims[first], self.claims[second]
                need(one.head == two.head and one.term == two.term and len(left) == len(right), "two different heads")
                need(all(map(self.same, left, right)), "two different arguments")
                self.relate(self.minus(value, other).above)
            case Equation(index):
                equation = self.relations_given[index]
                need(isinstance(equation, App) and equation.head == "=", "no given equation")
                self.relate(self.minus(*map(self.value, equation.args)).above)  # type: ignore[union-attr]  # an App
        self.count += 1

    def _sign(self, polynomial: fmpq_mpoly, law: str, uses: tuple[int, ...], rows: Rows) -> bool:
        """True if positive, False if never negative."""
        match law:
            case "rows":
                total, strict = self.number(0).above, False
                for number, root, factors in rows:
                    base = Quotient(self.polynomial(root), self.one)
                    part = [self.number(number), base, base]
                    part += [self.power(Quotient(self.signs[use][0], self.one), times) for use, times in factors]
                    need(number > 0 and self.is_real(base) and all(times > 0 for _, times in factors), "no such sum")
                    total += self.product(*part).above
                    strict |= self.nowhere_zero(base.above) and all(self.signs[use][1] for use, _ in factors)
                need(not self.reduce(polynomial - total), "not that sum of squares and signs")
                return strict
            case "given":
                relation = self.relations_given[uses[0]]
                need(isinstance(relation, App) and relation.head in {"<", "<=", ">", ">="}, "no given sign")
                left, right = map(self.value, relation.args)  # type: ignore[union-attr]  # an App
                gap = self.minus(left, right) if relation.head[0] == ">" else self.minus(right, left)  # type: ignore[union-attr]  # an App
                need(not self.reduce(polynomial - self.times(*gap)), "not the given difference")
                self.real |= self.generators_of(gap) if gap.below.is_one() and gap.above.total_degree() == 1 and len(self.generators_of(gap)) == 1 else set()
                return len(relation.head) == 1  # type: ignore[union-attr]  # an App
            case "constant":
                found = Quotient(polynomial, self.one)
                need(self.is_real(found) and self.ball(found).real > 0, "no positive constant")
                return True
            case "apart":
                need(not self.reduce(polynomial - self.signs[uses[0]][0]) and self.nowhere_zero(polynomial), "may be 0")
                return True
            case "integer":  # a positive integer is at least 1
                found, strict = self.signs[uses[0]]
                need(strict and self.is_integer(Quotient(found, self.one)) and polynomial == found - 1, "not an integer")
                return False
        raise Refused("a law about signs that nobody knows")

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
                return self.product(self.value(u), self.inverse(self.value(v)))
            case App("^", (u, v)) if (exponent := literal(v)) is not None and exponent.denominator == 1:
                return self.power(self.value(u), int(exponent))
            case App(head, (u,)) if head in AWAY_FROM_ZERO:
                need(self.nowhere_zero(self.value(u).above), f"{head} where its argument may be 0")
                return self.value(core(substitute(row(AWAY_FROM_ZERO[head]), {"u": u}), self.given))
        need(term in self.terms and self.terms[term] in self.claims, "a part that has no claim")
        claim, args, value = self.claims[self.terms[term]]
        match term:
            case Sym():
                need(claim.head == "symbol" and claim.term == term, "another symbol")
            case App(head, _) if head in BINDERS or head == "piecewise":
                need(claim.head == "term" and claim.term is not None, "another head")
                need(renamed(term) == renamed(claim.term), "another term")  # type: ignore[arg-type]  # not None
            case App(head, parts):
                number = literal(parts[1]) if head == "^" else None
                need(claim.head == (head if number is None else "power") and len(args) == len(parts), "another head")
                need(all(map(self.same, args, map(self.value, parts))), "other arguments")
        return value


def nonzero_parts(term: Term) -> set[Term]:
    """What isn't zero where a term in core heads is defined; what stands under a binder has its own places."""
    if not isinstance(term, App) or term.head in BINDERS or term.head == "piecewise":
        return set()
    found = set().union(*map(nonzero_parts, term.args))
    match term:
        case App("/", (_, below)):
            found.add(below)
        case App("log", (u,)):
            found.add(u)
        case App("atan", (u,)):
            found.add(add(ONE, power(u, TWO)))
        case App("^", (base, exponent)) if (value := literal(exponent)) is not None and value < 0:
            found.add(base)
        case App("!=" | "<" | ">", (left, right)):
            found.add(subtract(left, right))
    return found


def renamed(term: Term) -> Term:
    """A binder with its bound name made nobody's."""
    match term:
        case App(head, (body, App("bounds", (Sym(name), *ends)))):
            new = Sym("·")  # no notation reads it
            return App(head, (substitute(body, {name: new}), App("bounds", (new, *ends))))
    return term


def check(proof: Proof) -> tuple[str, ...]:
    """Confirm a proof; what was confirmed, in words."""
    if isinstance(proof, Cases):
        return _cases(proof)
    if proof.before == proof.after:
        return ("both lines are the same",)
    ledger = Ledger(proof)
    for index, step in enumerate(proof.steps):
        try:
            ledger.accept(step)
        except Refused as reason:
            raise Refused(f"step {index}, {type(step).__name__.lower()}: {reason}") from None
    before, after = map(ledger.quotient, proof.values)
    for line, value in zip(ledger.lines, (before, after), strict=True):
        need(ledger.value(line) == value, "a line has another value")
        ledger.apart.append(value.below)  # a product of divisors of the line, and of denominators in claims
    multiplier = ledger.polynomial(proof.multiplier)
    need(ledger.nowhere_zero(multiplier), "the identity is multiplied by what may be zero")
    need(len(proof.cofactors) <= len(ledger.relations), "a cofactor without a relation")
    total = (before.above * after.below - after.above * before.below) * multiplier
    for cofactor, relation in zip(proof.cofactors, ledger.relations, strict=False):
        total -= ledger.polynomial(cofactor) * relation
    need(not total, "the final identity does not hold")
    return (f"{ledger.used} kernels", f"{len(ledger.relations)} relations", "the final identity")


def _cases(proof: Cases) -> tuple[str, ...]:
    """Every case is confirmed, and together they cover all points."""
    heads = dict(proof.branches)
    need("!=" in heads or proof.given.is_real(proof.subject) == YES, "the sign of what may not be real")
    for relation in ("=", "!=") if "!=" in heads else ("<", "=", ">"):
        narrower = proof.given.with_relation(App(relation, (proof.subject, ZERO)))
        if narrower is None:  # it contradicts the givens: a case without points
            continue
        need(relation in heads, f"the case {relation} 0 is missing")
        branch = heads[relation]
        lines, claimed = (proof.before, proof.after), (branch.before, branch.after)
        given = narrower
        if relation == "=" and isinstance(proof.subject, Sym) and claimed != lines:
            at = {proof.subject.name: ZERO}
            lines = tuple(substitute(line, at) for line in lines)
            given = Given(given.kinds, tuple(substitute(each, at) for each in proof.given.relations), given.real_values)
        need(claimed == lines and branch.given == given, "a case of something else")
        check(branch)
    return (f"{len(heads)} cases",)
