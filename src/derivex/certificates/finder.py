"""From a proof of the engine to a certificate: the search, none of which has to be believed.

The engine proves the lines once more in core heads, with its memory kept: for every part
that isn't arithmetic it knows a value in its kernels. Why each value is right is found
here, law by law, and put into the ledger of the checker at once, so that a step that
doesn't follow is noticed where it is made.

Contract: ``find`` returns a proof or raises ``NoCertificate`` with the reason.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from flint import fmpq, fmpq_mpoly, fmpz_mpoly

from derivex.certificates.core import AWAY_FROM_ZERO, Beyond, core, row
from derivex.certificates.data import Agree, Apart, Cases, Certificate, Claim, Computed, Equation, Proof, Ratio, Sign, Step, Written
from derivex.certificates.data import Polynomial as Data
from derivex.certificates.quotients import Quotient, Refused
from derivex.certificates.ledger import Ledger, nonzero_parts
from derivex.certificates.recheck import accept
from derivex.certificates.values import Unclear, same_number
from derivex.engine.answers import TooHard, Zero
from derivex.engine.bounds import Bounds
from derivex.engine.cases import _split_at
from derivex.engine.convert import Conversion, Question
from derivex.engine.elements import Element, MoreKernels, Undefined
from derivex.engine.facts import distinct
from derivex.engine.exponentials import logarithm as exact_logarithm
from derivex.engine.roots import rational_power
from derivex.engine.splitting import NeedsCase
from derivex.engine.trigonometry import NeedsUnit
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import BINDERS, ZERO, App, Num, Sym, Term, free_symbols_of, literal, subtract

MAX_ATTEMPTS = 14
MAX_CASES = 4
MAX_MOVES = 64  # ways of moving bounded generators, for one sign
SPARE = 24  # generators beyond those that the engine has


class NoCertificate(Exception):
    """There is no certificate; the text says why."""


def find(before: Term, after: Term, given: Given, bounds: Bounds = Bounds(), depth: int = 0) -> Proof:
    """A certificate for an equality that the engine proves."""
    try:
        if before == after:
            return Certificate(before, after, given, 2, (), (), (((), ()), ((), ())), (), ())
        if not free_symbols_of((before, after)) and same_number(before, after, given):
            return Computed(before, after, given)
        return _found(before, after, given, bounds, depth)
    except Refused as reason:
        raise NoCertificate(f"a step doesn't follow: {reason}") from None
    except (TooHard, Beyond, Unclear, TooLarge) as reason:
        raise NoCertificate(str(reason)) from None


def _found(before: Term, after: Term, given: Given, bounds: Bounds, depth: int) -> Proof:
    lines = core(before, given), core(after, given)
    term = subtract(*lines)
    relations = tuple(core(relation, given) for relation in given.relations)
    parts = distinct(term)
    size, units = len(parts) + 16, dict[Hashable, Fraction]()
    for _ in range(MAX_ATTEMPTS):
        work = Conversion(Question(term, term, given, relations), parts, bounds, size, units)
        try:
            try:
                proved = isinstance(work.answer(), Zero)
            except Undefined:
                return Finder(work, before, after, given, size + SPARE).vacuous()
            if not proved:
                return _by_signs(before, after, given, bounds, depth, term)
            return Finder(work, before, after, given, size + SPARE).certificate()
        except MoreKernels:
            size += 24
        except NeedsUnit as finer:
            units[finer.key] = finer.unit
        except NeedsCase as case:
            return _by_cases(before, after, given, bounds, depth, Sym(work.names[case.generator]))
    raise NoCertificate("too many kernels")


def _by_signs(before: Term, after: Term, given: Given, bounds: Bounds, depth: int, term: Term) -> Proof:
    subject = _split_at(term, given)
    if subject is None or depth >= MAX_CASES:
        raise NoCertificate("the exact method alone does not prove it")
    branches: list[tuple[str, Proof]] = []
    for head in ("<", "=", ">"):
        narrower = given.with_relation(App(head, (subject, ZERO)))
        if narrower is not None:
            branches.append((head, find(before, after, narrower, bounds, depth + 1)))
    return Cases(before, after, given, subject, tuple(branches))


def _by_cases(before: Term, after: Term, given: Given, bounds: Bounds, depth: int, symbol: Sym) -> Proof:
    if depth >= MAX_CASES:
        raise NoCertificate("too many cases")
    branches: list[tuple[str, Proof]] = []
    for head in ("!=", "="):
        narrower = given.with_relation(App(head, (symbol, ZERO)))
        if narrower is None:
            continue
        lines = before, after
        if head == "=":
            at: dict[str, Term] = {symbol.name: ZERO}
            lines = substitute(before, at), substitute(after, at)
            narrower = Given(given.kinds, tuple(substitute(each, at) for each in given.relations), given.real_values)
        branches.append((head, find(*lines, narrower, bounds, depth + 1)))
    return Cases(before, after, given, symbol, tuple(branches))


class Finder:
    """One certificate in the making: the engine's memory on one side, the checker's ledger on the other."""

    def __init__(self, work: Conversion, before: Term, after: Term, given: Given, size: int) -> None:
        self.work, self.field = work, work.field
        empty: Ratio = ((), ())
        self.draft = Certificate(before, after, given, size, (), (), (empty, empty), (), ())
        self.ledger = Ledger(self.draft)
        self.steps: list[Step] = []
        self.made: dict[int, fmpq_mpoly] = {}  # the engine's generators, as polynomials of the ledger
        self.step_of: dict[int, int] = {}  # and the steps that introduced them
        self.claimed: dict[tuple[str, str], int] = {}
        self.bases: dict[str, Element] = {}  # of powers with a symbolic exponent
        self.sign_steps: dict[str, int | None] = {}

    # ---- the whole ----

    def certificate(self) -> Certificate:
        ledger = self.ledger
        for index, relation in enumerate(ledger.relations_given):
            self._given(index, relation)
        parts = {part for line in ledger.lines for part in nonzero_parts(line)}
        for part in sorted(parts, key=lambda each: (each.size, str(each))):
            self._written(part)
        values = tuple(self.value(line) for line in ledger.lines)
        before, after = values
        numerator = before.above * after.below - after.above * before.below
        multiplier, numerator = self._multiplied(numerator, values)
        cofactors = []
        for relation in ledger.relations:
            quotient, numerator = divmod(numerator, relation)
            cofactors.append(self.polynomial_data(quotient))
        if numerator:
            raise NoCertificate("the identity does not close")
        return replace(
            self.draft,
            steps=tuple(self.steps),
            terms=tuple(ledger.terms.items()),
            values=(self.data(before), self.data(after)),
            multiplier=self.polynomial_data(multiplier),
            cofactors=tuple(cofactors),
        )

    def vacuous(self) -> Certificate:
        """A certificate that nothing is defined: something that is written may not be 0, and is."""
        for index, relation in enumerate(self.ledger.relations_given):
            self._given(index, relation)
        parts = {part for line in self.ledger.lines for part in nonzero_parts(line)}
        for part in sorted(parts, key=lambda each: (each.size, str(each))):
            try:
                if not self.value(part).above:
                    terms = tuple(self.ledger.terms.items())
                    return replace(self.draft, steps=tuple(self.steps), terms=terms, vacuous=part)
                self._written(part)
            except (TooHard, Refused, NoCertificate):
                continue
        raise NoCertificate("a denominator is zero")

    def _multiplied(self, numerator: fmpq_mpoly, values: Sequence[Quotient]) -> tuple[fmpq_mpoly, fmpq_mpoly]:
        """The numerator, times what is never zero where that helps it to vanish."""
        ledger = self.ledger
        for multiplier in (ledger.one, values[0].below * values[1].below, *ledger.apart):
            if not ledger.reduce(numerator * multiplier):
                return multiplier, numerator * multiplier
        return ledger.one, numerator

    def _given(self, index: int, relation: Term) -> None:
        try:
            assert isinstance(relation, App)
            left, right = (self.value(side) for side in relation.args)
            if relation.head == "=":
                self.add(Equation(index))
                return
            gap = self.ledger.minus(left, right)
            if relation.head == "!=":
                self._written(subtract(*relation.args))
                return
            if relation.head[0] == "<":
                gap = self.ledger.minus(right, left)
            polynomial = gap.above * gap.below
            self.add(Sign(self.polynomial_data(polynomial), len(relation.head) == 1, "given", (index,)))
            if len(relation.head) == 1:
                self._factors_apart(polynomial, len(self.ledger.apart) - 1)
        except (TooHard, Refused, NoCertificate):
            return  # a given that isn't understood is not used

    def _written(self, part: Term) -> None:
        try:
            value = self.value(part)
            if not value.above.is_constant() and not self.ledger.nowhere_zero(value.above):
                self.add(Written(part))
                self._factors_apart(value.above, len(self.ledger.apart) - 1)
        except (TooHard, NoCertificate):
            return

    def _factors_apart(self, polynomial: fmpq_mpoly, number: int) -> None:
        """What divides something that is never zero is never zero."""
        factors = polynomial.factor()[1]
        if len(factors) > 1 or (factors and factors[0][1] > 1):
            for factor, _ in factors:
                if not self.ledger.nowhere_zero(factor):
                    cofactor = self.polynomial_data(divmod(polynomial, factor)[0])
                    self.add(Apart(self.polynomial_data(factor), cofactor, ((number, 1),)))

    def add(self, step: Step) -> int:
        accept(self.ledger, step)
        self.steps.append(step)
        return len(self.steps) - 1

    # ---- data ----

    def polynomial_data(self, polynomial: fmpq_mpoly) -> Data:
        last = len(self.ledger.generators) - 1
        return tuple(
            (
                tuple((last - index, int(exponent)) for index, exponent in enumerate(exponents) if exponent),
                Fraction(int(number.p), int(number.q)),
            )
            for exponents, number in polynomial.terms()
        )

    def data(self, value: Quotient) -> Ratio:
        return self.polynomial_data(value.above), self.polynomial_data(value.below)

    # ---- the engine's elements in the ledger ----

    def polynomial(self, polynomial: fmpz_mpoly) -> fmpq_mpoly:
        ring, last = self.field.ring, len(self.ledger.generators) - 1
        images = {generator: self.generator(generator) for generator in ring.degrees(polynomial)}
        total = self.ledger.one * 0
        simple = {g: last - self.ledger.generators.index(image) for g, image in images.items()}
        rows = {}
        for exponents, number in polynomial.terms():
            row_of = [0] * (last + 1)
            for index, exponent in enumerate(exponents):
                if exponent:
                    row_of[simple[ring.size - 1 - index]] = int(exponent)
            rows[tuple(row_of)] = fmpq(number)
        return total + self.ledger.context.from_dict(rows)

    def quotient(self, element: Element) -> Quotient:
        ledger = self.ledger
        if not element.coefficient:
            return ledger.number(0)
        result = ledger.number(Fraction(int(element.coefficient.p), int(element.coefficient.q)))
        for factor, exponent in element.factors.items():
            image = Quotient(self.polynomial(self.field.ring.polynomials[factor]), ledger.one)
            result = ledger.product(result, ledger.power(image, exponent))
        return result

    def generator(self, index: int) -> fmpq_mpoly:
        if index not in self.made:
            self._introduce(index)
        return self.made[index]

    def _introduce(self, index: int) -> None:
        """A claim that makes a kernel of the engine a generator of the ledger."""
        ledger, kernel = self.ledger, self.field.kernels[index]
        if kernel.head in ("I", "pi"):
            self.made[index] = ledger.generators[0 if kernel.head == "I" else 1]
            return
        if kernel.head in ("cos", "sin"):
            cosine = index if kernel.head == "cos" else index - 1
            angle = ledger.product(ledger.i, self.quotient(kernel.arguments[0]))
            c, s = ledger.generators[ledger.used : ledger.used + 2]
            step = self._claim("exp", (angle,), Quotient(c + ledger.i.above * s, ledger.one), "euler")
            self.made |= {cosine: c, cosine + 1: s}
            self.step_of |= {cosine: step, cosine + 1: step}
            return
        coarser = self._coarser(index)
        args = tuple(self.quotient(argument) for argument in kernel.arguments)
        scale, uses, head, law = ledger.one, (), kernel.head, "kernel"
        term: Term | None = None
        match kernel.head:
            case "symbol":
                term = Sym(self.work.names[index])
            case "root":
                scale = args[1].above if len(args) == 2 else ledger.one
                base, args = args[0], (args[0], ledger.number(Fraction(1, kernel.degree)))
                head, uses = "power", self._signs_of(base) if scale.is_one() else ()
                self.nonzero(base)
            case "log":
                self.nonzero(args[0], required=True)
                uses = self._strict_signs_of(args[0])
            case "real root":
                head = "root"
            case "parity":
                head, law, args = "exp", "parity", (ledger.product(ledger.i, ledger.pi, *args),)
            case "abs":
                self.nonzero(args[0])
            case "atan":
                self.nonzero(ledger.sum(ledger.number(1), ledger.power(args[0], 2)), required=True)
            case "2*cos(pi/n)":
                raise NoCertificate(f"no law yet for the kernel {kernel.head}")
            case "0^":
                head, args = "^", (ledger.number(0), *args)
                term = self._written_power(args)
            case "power":
                head = "^"
        g = ledger.generators[ledger.used]
        step = self._claim(head, args, Quotient(g, scale), law, uses, term=term)
        self.made[index], self.step_of[index] = g, step
        if coarser is not None:
            old, times = coarser
            name = "homomorphism" if head == "exp" else "multiple"
            numbers = (Fraction(times),) if head == "exp" else ()
            _, value = self.ledger.claims[step][1:]
            again = self._claim(
                head, ledger.claims[self.step_of[old]][1], ledger.power(value, times), name, (step,), numbers
            )
            self.add(Agree(self.step_of[old], again))

    def _coarser(self, index: int) -> tuple[int, int] | None:
        """The kernel that a finer one is a root of, with the power; it comes first in the ledger."""
        kernel, rule = self.field.kernels[index], self.field.rules.get(index)
        if rule is None or kernel.head not in ("exp", "root"):
            return None
        for old in sorted(self.field.generators_of(rule[1]), reverse=True):
            other = self.field.kernels[old]
            alike = other.head == kernel.head and (kernel.head == "exp" or other.arguments == kernel.arguments)
            if alike and (kernel.head == "exp" or kernel.degree == other.degree * rule[0]):
                self.generator(old)
                return old, rule[0]
        return None

    def _claim(
        self,
        head: str,
        args: tuple[Quotient, ...],
        value: Quotient,
        law: str,
        uses: tuple[int, ...] = (),
        numbers: tuple[Fraction, ...] = (),
        term: Term | None = None,
    ) -> int:
        if law not in ("kernel", "euler", "parity"):
            self.apart(value.below)
        used = self.ledger.used
        data = tuple(self.data(arg) for arg in args), self.data(value)
        try:
            return self.add(Claim(head, *data, law, uses, numbers, term))
        except Refused:
            self.ledger.used = used
            raise

    # ---- terms ----

    def value(self, term: Term) -> Quotient:
        """The value of a term, after the claims that it needs have been made."""
        ledger = self.ledger
        if term in ledger.values:
            return ledger.values[term]
        match term:
            case Num() | Sym("I") | Sym("pi"):
                return ledger.value(term)
            case Sym(name):
                number = self.work._symbol(name)
                self.generator(number)
                ledger.terms[term] = self.step_of[number]
                return ledger.value(term)
            case App("+" | "*" | "neg" | "/", args):
                for arg in args:
                    self.value(arg)
                if term.head == "/":
                    self.value(args[1])
                return ledger.value(term)
            case App("^", (u, v)) if (exponent := literal(v)) is not None and exponent.denominator == 1:
                self.value(u)
                return ledger.value(term)
            case App(head, (u,)) if head in AWAY_FROM_ZERO:
                self.nonzero(self.value(u), required=True)
                self.value(core(substitute(row(AWAY_FROM_ZERO[head]), {"u": u}), ledger.given))
                return ledger.value(term)
            case App(head, _) if head in BINDERS or head == "piecewise":
                ((number, _),) = self.work.convert(term).factors.items()
                if number not in self.made:
                    g = Quotient(ledger.generators[ledger.used], ledger.one)
                    self.step_of[number] = self._claim("term", (), g, "kernel", term=term)
                    self.made[number] = g.above
                ledger.terms[term] = self.step_of[number]
                return ledger.value(term)
        assert isinstance(term, App)
        args = tuple(self.value(arg) for arg in term.args)
        number_of = literal(term.args[1]) if term.head == "^" else None
        head = term.head if number_of is None else "power"
        if head in ("max", "min") and len(args) == 2:
            chosen = self._extreme(head, args)
            if chosen is not None:
                ledger.terms[term] = chosen
                return ledger.value(term)
        element = self.work.convert(term)
        if head == "^":
            self.bases[str(args[0])] = self.work.convert(term.args[0])
        ledger.terms[term] = self.certify(head, args, self.quotient(element))
        return ledger.value(term)

    def certify(self, head: str, args: tuple[Quotient, ...], value: Quotient) -> int:
        """A step that claims ``head(args) = value``."""
        key = head, str(args)
        if key not in self.claimed:
            for step, (claim, others, other) in self.ledger.claims.items():
                if claim.head == head and others == args and other == value:
                    return step
            self.claimed[key] = self._laws(head, args, value)
        return self.claimed[key]

    def _laws(self, head: str, args: tuple[Quotient, ...], value: Quotient) -> int:
        for step, (claim, others, other) in self.ledger.claims.items():
            same = claim.head == head and len(others) == len(args) and other == value
            if same and all(map(self.ledger.same, args, others)):
                return step
        match head:
            case "exp":
                return self._exp(args[0], value)
            case "log":
                return self._log(args[0], value)
            case "power":
                return self._power(args[0], args[1], value)
            case "cos" | "sin":
                return self._circular(head, args[0], value)
            case "asin" | "atan" | "erf":
                return self._inverse(head, args[0], value)
            case "abs":
                return self._absolute(args[0], value)
            case "sign":
                return self._signum(args[0], value)
            case "root":
                return self._root(args, value)
            case "^":
                return self._general_power(args, value)
        raise NoCertificate(f"no law found for {head}")

    # ---- exp, cos, sin ----

    def _exp(self, u: Quotient, value: Quotient) -> int:
        ledger = self.ledger
        if not u.above:
            return self._claim("exp", (u,), value, "homomorphism")
        basis: list[tuple[Quotient, int | None, str]] = []
        wanted = ledger.generators_of(u)
        for step, (claim, args, found) in reversed(ledger.claims.items()):
            if claim.head == "exp" and claim.law in ("kernel", "euler", "arc", "double arc"):
                basis.append((args[0], step, "exp"))
            elif claim.head == "log" and claim.law == "kernel" and ledger.generators_of(found) <= wanted:
                basis.append((found, step, "log"))
        solved = combination(u, [each for each, _, _ in basis], ledger)
        rest, uses, numbers = u, [], []
        for (each, step, kind), times in zip(basis, solved, strict=True):
            if not times or (kind == "exp" and times.denominator != 1):
                continue
            rest = ledger.minus(rest, ledger.product(ledger.number(times), each))
            assert step is not None
            uses.append(step if kind == "exp" else self._exp_of_log(step, times))
            numbers.append(times if kind == "exp" else Fraction(1))
        if rest.above:
            for step in self._turns(rest):
                uses.append(step)
                numbers.append(Fraction(1))
        return self._claim("exp", (u,), value, "homomorphism", tuple(uses), tuple(numbers))

    def _exp_of_log(self, log_step: int, times: Fraction) -> int:
        """``exp(q*log(b)) = b^q``."""
        ledger = self.ledger
        _, (b,), logarithm = ledger.claims[log_step]
        if times.denominator == 1:
            root = ledger.power(b, int(times))
        else:
            index = next(each for each, step in self.step_of.items() if step == log_step)
            base = self.field.kernels[index].arguments[0]
            root = self.quotient(rational_power(self.field, base, fmpq(times.numerator, times.denominator)))
        q = ledger.number(times)
        power_step = self.certify("power", (b, q), root)
        return self._claim("exp", (ledger.product(q, logarithm),), root, "of logarithm", (log_step, power_step))

    def _turns(self, rest: Quotient) -> Iterator[int]:
        """Steps for ``exp(pi*I*q)`` and ``exp(pi*I*n)``, summand by summand."""
        ledger = self.ledger
        angle = ledger.product(rest, ledger.inverse(ledger.product(ledger.i, ledger.pi)))
        if not angle.below.is_constant():
            raise NoCertificate("an exponential that no law explains")
        angle = Quotient(angle.above / angle.below.leading_coefficient(), ledger.one)
        for exponents, number in angle.above.terms():
            part = ledger.context.from_dict({exponents: 1})
            turned = ledger.product(ledger.i, ledger.pi, Quotient(part * number, ledger.one))
            if part.is_constant():
                yield self._claim("exp", (turned,), self._root_of_unity(number), "turn")
            elif ledger.is_integer(Quotient(part * number, ledger.one)):
                if int(number.p) % 2 == 0:
                    yield self._claim("exp", (turned,), ledger.number(1), "period")
                else:
                    yield self._parity(part, turned, int(number.p))
            else:
                raise NoCertificate("an exponential that no law explains")

    def _parity(self, part: fmpq_mpoly, turned: Quotient, number: int) -> int:
        ledger = self.ledger
        for index, kernel in enumerate(self.field.kernels):
            if kernel.head == "parity":
                g = Quotient(self.generator(index), ledger.one)
                step = self.step_of[index]
                unit = ledger.claims[step][1][0]
                if ledger.same(ledger.product(ledger.number(number), unit), turned):
                    value = ledger.power(g, number % 2)
                    return self._claim("exp", (turned,), value, "homomorphism", (step,), (Fraction(number),))
        raise NoCertificate("a sign (-1)^n that no law explains")

    def _root_of_unity(self, number: fmpq) -> Quotient:
        from derivex.engine.roots import root_of_unity

        return self.quotient(root_of_unity(self.field, number))

    def _circular(self, head: str, u: Quotient, value: Quotient) -> int:
        ledger = self.ledger
        turned = ledger.product(ledger.i, u)
        self._angles(u)
        exponential = self._exponential(turned)
        return self._claim(head, (u,), value, "circular", (self.certify("exp", (turned,), exponential),))

    def _exponential(self, u: Quotient) -> Quotient:
        """The value of ``exp(u)`` from the claims about exponentials that there are."""
        ledger = self.ledger
        basis = [
            (args[0], found)
            for claim, args, found in reversed(ledger.claims.values())
            if claim.head == "exp" and claim.law in ("kernel", "euler", "arc", "double arc")
        ]
        solved = combination(u, [each for each, _ in basis], ledger)
        rest, value = u, ledger.number(1)
        for (each, found), times in zip(basis, solved, strict=True):
            if times and times.denominator == 1:
                rest = ledger.minus(rest, ledger.product(ledger.number(times), each))
                value = ledger.product(value, ledger.power(found, int(times)))
        for step in self._turns(rest) if rest.above else ():
            value = ledger.product(value, ledger.claims[step][2])
        return value

    def _angles(self, u: Quotient) -> None:
        """The claims about ``exp(I*asin(u))`` and ``exp(I*atan(u))`` for the angles in u."""
        ledger = self.ledger
        wanted = ledger.generators_of(u)
        for step, (claim, args, found) in list(ledger.claims.items()):
            if claim.head in ("asin", "atan") and claim.law == "kernel" and ledger.generators_of(found) <= wanted:
                index = next(each for each, other in self.step_of.items() if other == step)
                (argument,) = self.field.kernels[index].arguments
                square = self.field.power(argument, 2)
                direction, q = (-1, fmpq(1, 2)) if claim.head == "asin" else (1, fmpq(-1, 2))
                base = self.field.add(Element(fmpq(1), {}), Element(square.coefficient * direction, square.factors))
                root = self.quotient(rational_power(self.field, base, q))
                exponent = ledger.number(Fraction(int(q.p), int(q.q)))
                power_step = self.certify("power", (self.quotient(base), exponent), root)
                turned = ledger.product(ledger.i, args[0])
                one = ledger.number(1)
                value = ledger.sum(root, turned) if direction < 0 else ledger.product(ledger.sum(one, turned), root)
                key = "exp", str((ledger.product(ledger.i, found),))
                if key not in self.claimed:
                    self.claimed[key] = self._claim(
                        "exp", (ledger.product(ledger.i, found),), value, "arc", (step, power_step)
                    )

    def _inverse(self, head: str, u: Quotient, value: Quotient) -> int:
        ledger = self.ledger
        opposite = ledger.minus(ledger.number(0), u)
        for step, (claim, args, found) in ledger.claims.items():
            if claim.head == head and ledger.same(args[0], opposite):
                if ledger.same(found, ledger.minus(ledger.number(0), value)):
                    return self._claim(head, (u,), value, "odd", (step,))
        turned = ledger.product(ledger.number(2 if head == "atan" else 1), ledger.i, value)
        for step, (claim, args, found) in list(ledger.claims.items()):
            if head == "atan" and claim.head == "atan" and claim.law == "kernel":
                one, turn = ledger.number(1), ledger.product(ledger.i, args[0])
                angle = ledger.product(ledger.number(2), ledger.i, found)
                key = "exp", str((angle,))
                if key not in self.claimed:
                    fraction = ledger.product(ledger.sum(one, turn), ledger.inverse(ledger.minus(one, turn)))
                    self.apart(fraction.below)
                    self.claimed[key] = self._claim("exp", (angle,), fraction, "double arc", (step,))
        exponential = self._exponential(turned)
        step = self.certify("exp", (turned,), exponential)
        return self._claim(head, (u,), value, "known angle", (step,))

    # ---- log and powers ----

    def _kernels_in(self, value: Quotient, head: str) -> list[int]:
        """The steps of the kernels with that head that a value contains, the latest first."""
        wanted = self.ledger.generators_of(value)
        return [
            step
            for step, (claim, _, found) in reversed(self.ledger.claims.items())
            if claim.head == head and claim.law == "kernel" and self.ledger.generators_of(found) & wanted
            and self._own(found) in wanted
        ]

    def _own(self, value: Quotient) -> int:
        """The generator that a kernel's claim introduced."""
        return self.ledger.generators.index(value.above)

    def _log(self, b: Quotient, value: Quotient) -> int:
        ledger = self.ledger
        unknown = [step for step in self._kernels_in(value, "log") if not ledger.is_real(ledger.claims[step][2])]
        logs = [ledger.claims[step] for step in unknown]
        turn = ledger.product(ledger.i, ledger.pi)
        solved = combination(value, [turn, *(found for _, _, found in logs)], ledger)
        q, times = solved[0], solved[1:]
        parts = (ledger.product(ledger.number(each), log[2]) for each, log in zip(times, logs, strict=True))
        rest = ledger.minus(value, ledger.sum(*parts))
        rest = ledger.minus(rest, ledger.product(ledger.number(q), turn))
        if not ledger.is_real(rest):
            raise NoCertificate("a logarithm that no law explains")
        if not any(times):
            return self._claim("log", (b,), value, "principal", (self.certify("exp", (value,), b),), (q,))
        if q == 0 and [each for each in times if each] == [1]:
            step = unknown[times.index(Fraction(1))]
            return self._split_log(b, value, rest, step)
        if q == 1 and [each for each in times if each] == [-1]:
            step = unknown[times.index(Fraction(-1))]
            f = ledger.claims[step][1][0]
            even = ledger.minus(ledger.number(0), ledger.product(b, f))
            return self._claim("log", (b,), value, "mirrored log", (self.certify("exp", (rest,), even), step))
        if q == 0 and sorted(each for each in times if each) in ([1, 1], [-1, 1]):
            first, second = sorted((step for step, each in zip(unknown, times, strict=True) if each),
                                   key=lambda step: -times[unknown.index(step)])
            pair = self._lemma("log", (), first, second, min(each for each in times if each))
            return self._split_log(b, value, rest, pair)
        if q == 0 and len([each for each in times if each]) == 1:
            return self._log_of_root(b, value)
        raise NoCertificate("a logarithm that no law explains")

    def _split_log(self, b: Quotient, value: Quotient, rest: Quotient, step: int) -> int:
        ledger = self.ledger
        inside = ledger.claims[step][1][0]
        positive = ledger.product(b, ledger.inverse(inside))
        return self._claim("log", (b,), value, "split log", (self.certify("exp", (rest,), positive), step))

    def _log_of_root(self, b: Quotient, value: Quotient) -> int:
        ledger = self.ledger
        for step, (claim, (base, _), root) in [
            (step, each) for step, each in ledger.claims.items() if each[0].head == "power"
        ]:
            if ledger.same(root, b):
                for other, (log, args, _) in ledger.claims.items():
                    if log.head == "log" and ledger.same(args[0], base):
                        return self._claim("log", (b,), value, "log of root", (step, other))
        raise NoCertificate("the logarithm of a root")

    def _lemma(self, head: str, exponent: tuple[Quotient, ...], first: int, second: int, direction: Fraction) -> int:
        """A claim about the product or quotient of the arguments of two claims."""
        ledger = self.ledger
        (_, (f, *_), one), (_, (g, *_), two) = ledger.claims[first], ledger.claims[second]
        lead = abs(Fraction(int(f.above.leading_coefficient().p), int(f.above.leading_coefficient().q)))
        other = abs(Fraction(int(g.above.leading_coefficient().p), int(g.above.leading_coefficient().q)))
        a, b = 1 / lead, direction / other
        combined = ledger.sum(ledger.product(ledger.number(a), f), ledger.product(ledger.number(b), g))
        sign = self.sign(combined if b > 0 else ledger.minus(ledger.number(0), combined), strict=b > 0)
        argument = ledger.product(f, g) if b > 0 else ledger.product(f, ledger.inverse(g))
        if head == "log":
            value = ledger.sum(one, two) if b > 0 else ledger.minus(one, two)
        else:
            value = ledger.product(one, two) if b > 0 else ledger.product(one, ledger.inverse(two))
        return self._claim(head, (argument, *exponent), value, "lemma", (first, second, sign), (a, b))

    def _power(self, b: Quotient, exponent: Quotient, value: Quotient) -> int:
        ledger = self.ledger
        q = ledger.exponent(exponent)
        if q.denominator == 1:
            return self._claim("power", (b, exponent), value, "multiple")
        for step, (claim, args, _) in ledger.claims.items():  # of a kernel with the same base
            if claim.head == "power" and claim.law == "kernel" and ledger.same(args[0], b):
                times = q / ledger.exponent(args[1])
                if times.denominator == 1 and ledger.same(ledger.power(ledger.claims[step][2], int(times)), value):
                    return self._claim("power", (b, exponent), value, "multiple", (step,))
        if ledger.generators_of(b, value) <= set(ledger.balls):
            try:
                return self._claim("power", (b, exponent), value, "constant power")
            except Refused:
                pass
        base_sign = self.sign_or_none(b)
        if base_sign is not None:
            return self._claim("power", (b, exponent), value, "unique root", (base_sign, self.sign(value)))
        unknown = [
            step for step in self._kernels_in(value, "power") if self.sign_or_none(ledger.claims[step][1][0]) is None
        ]
        for step in unknown:
            found = self._split_power(b, exponent, value, step)
            if found is not None:
                return found
        for step in unknown:
            found = self._mirrored_power(b, exponent, value, step)
            if found is not None:
                return found
        for first in unknown:
            for second in unknown:
                for direction in (1, -1) if first != second else ():
                    found = self._lemma_power(b, exponent, value, first, second, direction)
                    if found is not None:
                        return found
        for unit in (ledger.number(-1), ledger.i, ledger.minus(ledger.number(0), ledger.i)):
            positive = ledger.product(b, ledger.inverse(unit))
            if self.sign_or_none(positive) is not None:
                turned = self._power_of_unit(unit, q)
                return self._with_positive(b, exponent, value, turned)
        raise NoCertificate("a power that no law explains")

    def _power_of_unit(self, unit: Quotient, q: Fraction) -> int:
        ledger = self.ledger
        turns = {"-1": fmpq(1)}.get(str(unit.above), fmpq(1, 2) if unit == ledger.i else fmpq(-1, 2))
        value = self._root_of_unity(turns * fmpq(q.numerator, q.denominator))
        return self.certify("power", (unit, ledger.number(q)), value)

    def _split_power(self, b: Quotient, exponent: Quotient, value: Quotient, step: int) -> int | None:
        """``(a*r)^q`` for the base r of a kernel, where a is never negative."""
        ledger = self.ledger
        _, (r, unit), kernel = ledger.claims[step]
        times = ledger.exponent(exponent) / ledger.exponent(unit)
        if times.denominator != 1:
            return None
        if self.sign_or_none(ledger.product(b, ledger.inverse(r))) is None:
            return None
        root = ledger.power(kernel, int(times))
        return self._with_positive(b, exponent, value, self.certify("power", (r, exponent), root))

    def _with_positive(self, b: Quotient, exponent: Quotient, value: Quotient, step: int) -> int:
        ledger = self.ledger
        _, (r, _), root = ledger.claims[step]
        a = ledger.product(b, ledger.inverse(r))
        if ledger.same(a, ledger.number(1)) and ledger.same(value, root):
            return step
        rest = ledger.product(value, ledger.inverse(root))
        positive = self.certify("power", (a, exponent), rest)
        return self._claim("power", (b, exponent), value, "split power", (positive, step, self.sign(a)))

    def _mirrored_power(self, b: Quotient, exponent: Quotient, value: Quotient, step: int) -> int | None:
        ledger = self.ledger
        _, (f, unit), kernel = ledger.claims[step]
        q = ledger.exponent(exponent)
        times = q / ledger.exponent(unit)
        even = ledger.minus(ledger.number(0), ledger.product(b, f))
        if times.denominator != 1 or not ledger.is_real(f) or not self.nonzero(f):
            return None
        sign = self.sign_or_none(even)
        if sign is None:
            return None
        other = self.certify("power", (f, exponent), ledger.power(kernel, int(times)))
        turned = self._power_of_unit(ledger.number(-1), q)
        product_of = ledger.product(value, ledger.claims[other][2])
        first = self.certify("power", (even, exponent), ledger.product(product_of, ledger.inverse(ledger.claims[turned][2])))
        return self._claim("power", (b, exponent), value, "mirrored power", (first, turned, other, sign))

    def _lemma_power(
        self, b: Quotient, exponent: Quotient, value: Quotient, first: int, second: int, direction: int
    ) -> int | None:
        ledger = self.ledger
        (_, (f, unit), one), (_, (g, other_unit), two) = ledger.claims[first], ledger.claims[second]
        times = ledger.exponent(exponent) / ledger.exponent(unit), ledger.exponent(exponent) / ledger.exponent(other_unit)
        if times[0].denominator != 1 or times[1].denominator != 1:
            return None
        both = ledger.product(f, g) if direction > 0 else ledger.product(f, ledger.inverse(g))
        if self.sign_or_none(ledger.product(b, ledger.inverse(both))) is None:
            return None
        try:
            steps = [
                self.certify("power", (base, exponent), ledger.power(root, int(count)))
                for base, root, count in ((f, one, times[0]), (g, two, times[1]))
            ]
            pair = self._lemma("power", (exponent,), *steps, Fraction(direction))
        except (Refused, NoCertificate):
            return None
        return self._with_positive(b, exponent, value, pair)

    def _extreme(self, head: str, args: tuple[Quotient, ...]) -> int | None:
        for order in (1, -1):
            larger, smaller = args[::order]
            sign = self.sign_or_none(self.ledger.minus(larger, smaller))
            if sign is not None:
                value = larger if head == "max" else smaller
                return self._claim(head, args, value, "extreme", (sign,), (Fraction(order),))
        return None

    def _written_power(self, args: tuple[Quotient, ...]) -> Term | None:
        for part in sorted(self.ledger.parts, key=lambda each: (each.size, str(each))):
            if isinstance(part, App) and part.head == "^" and literal(part.args[1]) is None:
                if not self.value(part.args[0]).above and self.ledger.same(self.value(part.args[1]), args[1]):
                    return part
        return None

    def _zero_power(self, args: tuple[Quotient, ...], value: Quotient) -> int:
        ledger = self.ledger
        if self.nonzero(args[1]):
            return self._claim("^", args, value, "zero power", term=self._written_power(args))
        powers = [
            (step, other[1]) for step, (claim, other, _) in ledger.claims.items() if claim.head == "^" and not other[0].above
        ]
        numbers = combination(args[1], [w for _, w in powers], ledger)
        used = [(step, number) for (step, _), number in zip(powers, numbers, strict=True) if number]
        return self._claim("^", args, value, "zero power", tuple(s for s, _ in used), tuple(n for _, n in used))

    def _general_power(self, args: tuple[Quotient, ...], value: Quotient) -> int:
        ledger, (b, w) = self.ledger, args
        if w.above.is_constant() and w.below.is_constant():
            return self._claim("^", args, value, "constant exponent", (self.certify("power", args, value),))
        if not b.above:
            return self._zero_power(args, value)
        if ledger.is_integer(w):
            for step, (claim, (u,), base) in [(s, c) for s, c in ledger.claims.items() if c[0].head == "exp"]:
                if ledger.same(base, b):
                    other = self.certify("exp", (ledger.product(w, u),), value)
                    return self._claim("^", args, value, "power of exponential", (step, other))
        self.nonzero(b, required=True)
        logarithm = self.quotient(exact_logarithm(self.field, self.bases[str(b)]))
        step = self.certify("log", (b,), logarithm)
        u = ledger.product(w, logarithm)
        return self._claim("^", args, value, "general power", (step, self.certify("exp", (u,), value)))

    # ---- abs, sign, roots ----

    def _absolute(self, u: Quotient, value: Quotient) -> int:
        if not u.above:
            return self._claim("abs", (u,), value, "at zero")
        if self.ledger.is_real(u):
            return self._claim("abs", (u,), value, "absolute", (self.sign(value),))
        ledger = self.ledger
        for step, (claim, (b, q), root) in [(s, c) for s, c in ledger.claims.items() if c[0].head == "power"]:
            if ledger.same(root, u):
                for other, (size_claim, (inner,), size) in [(s, c) for s, c in ledger.claims.items() if c[0].head == "abs"]:
                    if ledger.same(inner, b):
                        last = self.certify("power", (size, q), value)
                        return self._claim("abs", (u,), value, "absolute power", (step, other, last))
        raise NoCertificate("an absolute value that no law explains")

    def _signum(self, u: Quotient, value: Quotient) -> int:
        ledger = self.ledger
        if not u.above:
            return self._claim("sign", (u,), value, "at zero")
        self.nonzero(u, required=True)
        size = ledger.product(u, ledger.inverse(value))
        return self._claim("sign", (u,), value, "signum", (self.certify("abs", (u,), size),))

    def _root(self, args: tuple[Quotient, ...], value: Quotient) -> int:
        degree = self.ledger.exponent(args[1])
        if degree % 2:
            return self._claim("root", args, value, "real root")
        q = self.ledger.number(1 / degree)
        return self._claim("root", args, value, "real root", (self.certify("power", (args[0], q), value),))

    # ---- what is not zero, and signs ----

    def nonzero(self, value: Quotient, *, required: bool = False) -> bool:
        """Try to put the factors of a value among what is never zero."""
        ok = all(self._factor_apart(factor) for factor, _ in value.above.factor()[1])
        if required and not ok:
            raise NoCertificate("something that may be zero, for all that is known")
        return ok

    def apart(self, polynomial: fmpq_mpoly) -> None:
        if not self.nonzero(Quotient(polynomial, self.ledger.one)):
            raise NoCertificate("a denominator that may be zero, for all that is known")

    def _factor_apart(self, factor: fmpq_mpoly) -> bool:
        ledger = self.ledger
        if ledger.nowhere_zero(factor):
            return True
        for candidate in (factor, -factor):
            if self.sign_or_none(Quotient(candidate, ledger.one), strict=True) is not None:
                return ledger.nowhere_zero(factor)
        for number, other in enumerate(ledger.apart):  # equal modulo relations, or a factor modulo them
            quotient, rest = divmod(other, factor)
            if not ledger.reduce(rest) and not rest.is_constant():
                self.add(Apart(self.polynomial_data(factor), self.polynomial_data(quotient), ((number, 1),)))
                return True
        return self._conjugate_apart(factor)

    def _conjugate_apart(self, factor: fmpq_mpoly) -> bool:
        """A polynomial whose norm over one square root is never zero."""
        ledger = self.ledger
        for relation in ledger.relations[:6]:
            generator = max(ledger.generators_of(Quotient(relation, ledger.one)), default=0)
            g = ledger.generators[generator]
            degrees = factor.degrees(), relation.degrees()
            place = len(ledger.generators) - 1 - generator
            if degrees[0][place] != 1 or degrees[1][place] != 2:
                continue
            other = factor - 2 * divmod(factor, g)[0] * g  # the factor with -g for g
            norm = ledger.reduce(factor * other)
            if norm and all(ledger.nowhere_zero(part) for part, _ in norm.factor()[1]):
                uses = []
                for part, times in norm.factor()[1]:
                    number = next(
                        (n for n, each in enumerate(ledger.apart) if divmod(each, part)[0].is_constant() and not divmod(each, part)[1]), None
                    )
                    if number is None:
                        return False
                    uses.append((number, int(times)))
                total = ledger.number(1)
                for number, times in uses:
                    total = ledger.product(total, ledger.power(Quotient(ledger.apart[number], ledger.one), times))
                scale = divmod(total.above, norm)[0]
                if not scale.is_constant():
                    return False
                self.add(Apart(self.polynomial_data(factor), self.polynomial_data(other * scale), tuple(uses)))
                return True
        return False

    def _signs_of(self, value: Quotient) -> tuple[int, ...]:
        step = self.sign_or_none(value)
        return () if step is None else (step,)

    def _strict_signs_of(self, value: Quotient) -> tuple[int, ...]:
        step = self.sign_or_none(value, strict=True)
        return () if step is None else (step,)

    def sign(self, value: Quotient, *, strict: bool = False) -> int:
        step = self.sign_or_none(value, strict=strict)
        if step is None:
            raise NoCertificate("a sign that is not seen")
        return step

    def sign_or_none(self, value: Quotient, *, strict: bool = False) -> int | None:
        """A step that says that a value is never negative (or, if strict, positive)."""
        ledger = self.ledger
        polynomial = ledger.reduce(value.above * value.below)
        if not ledger.generators_of(Quotient(polynomial, ledger.one)) <= ledger.real:
            return None
        key = str(polynomial)
        step = self.sign_steps.get(key)
        if step is None or (strict and not ledger.signs[step][1]):
            found = self._sign(polynomial)
            if found is None and step is None:
                return None
            if found is not None and (step is None or ledger.signs[found][1]):
                step = self.sign_steps[key] = found
        if step is not None and strict and not ledger.signs[step][1]:
            if not ledger.nowhere_zero(polynomial):
                return None
            step = self.add(Sign(self.polynomial_data(polynomial), True, "apart", (step,)))
            self.sign_steps[key] = step
        return step

    def _sign(self, polynomial: fmpq_mpoly) -> int | None:
        ledger = self.ledger
        data = self.polynomial_data(polynomial)
        if not polynomial:
            return None
        inside = ledger.generators_of(Quotient(polynomial, ledger.one))
        if inside and inside <= set(ledger.balls):
            try:
                return self.add(Sign(data, True, "constant"))
            except Refused:
                return None
        for rows in (self._rows(polynomial), self._rows_of_factors(polynomial)):
            if rows is not None:
                return self.add(Sign(data, False, "rows", (), rows))
        return None

    def _facts(self) -> list[tuple[int, fmpq_mpoly]]:
        """What is known not to be negative, the strict ones first."""
        found = sorted(self.ledger.signs.items(), key=lambda each: not each[1][1])
        return [(step, polynomial) for step, (polynomial, _) in found]

    def _rows(self, polynomial: fmpq_mpoly) -> Rows | None:
        """A sum of positive numbers, squares, and known signs: as it is, or with bounded generators moved."""
        ledger, last = self.ledger, len(self.ledger.generators) - 1
        facts = self._facts()
        single: dict[int, int] = {}
        moves: dict[int, list[tuple[int, fmpq_mpoly, int]]] = {}
        inside = ledger.generators_of(Quotient(polynomial, ledger.one))
        for step, fact in facts:
            factor = divmod(polynomial, fact) if not fact.is_constant() else None
            if factor is not None and not factor[1] and factor[0].is_constant():
                number = factor[0].leading_coefficient()
                if number > 0:
                    return ((Fraction(int(number.p), int(number.q)), self.polynomial_data(ledger.one), ((step, 1),)),)
            generators = ledger.generators_of(Quotient(fact, ledger.one))
            if len(fact) == 1 and fact.total_degree() == 1 and fact.leading_coefficient() == 1:
                single.setdefault(max(generators), step)
            elif fact.total_degree() == 1:
                for generator in generators & inside:
                    number = int_or_none(fact.coefficient(fact.monoms().index(ledger.generators[generator].monoms()[0])))
                    if number is not None:
                        moves.setdefault(generator, []).append((step, fact, number))
        choices = [[None, *moves[generator][:3]] for generator in sorted(moves)]
        for choice in islice(product(*choices), MAX_MOVES):
            moved, steps = polynomial, dict(single)
            names = {}
            for generator, move in zip(sorted(moves), choice, strict=True):
                if move is not None:
                    step, fact, number = move
                    g = ledger.generators[generator]
                    image = (g - (fact - number * g)) / number  # the fact itself is the new g
                    moved = moved.compose(*(image if each == g else each for each in ledger.context.gens()), ctx=ledger.context)
                    steps[generator] = step
                    names[generator] = fact
            rows = self._plain_rows(moved, steps, names, last)
            if rows is not None:
                return rows
        return None

    def _plain_rows(self, polynomial: fmpq_mpoly, steps: dict[int, int], names: dict[int, fmpq_mpoly], last: int) -> Rows | None:
        ledger, rows = self.ledger, []
        for exponents, number in polynomial.terms():
            if number < 0:
                return None
            square, factors = ledger.one, []
            for index, exponent in enumerate(exponents):
                generator = last - index
                if not exponent:
                    continue
                if generator in steps and (exponent % 2 or ledger.signs[steps[generator]][1] or generator in names):
                    factors.append((steps[generator], int(exponent)))
                elif exponent % 2:
                    return None
                else:
                    square = square * ledger.generators[generator] ** (int(exponent) // 2)
            rows.append((Fraction(int(number.p), int(number.q)), self.polynomial_data(square), tuple(factors)))
        return tuple(rows)

    def _rows_of_factors(self, polynomial: fmpq_mpoly) -> Rows | None:
        """A product: even powers are squares, of the others an even number may be negative."""
        ledger = self.ledger
        number, found = polynomial.factor()
        square, factors = ledger.one, []
        if len(found) == 1 and found[0][1] == 1:
            return None
        for part, times in found:
            square = square * part ** (int(times) // 2)
            if times % 2:
                for candidate, sign in ((part, 1), (-part, -1)):
                    step = self.sign_or_none(Quotient(candidate, ledger.one))
                    if step is not None:
                        factors.append((step, 1))
                        number = number * sign
                        break
                else:
                    return None
        if number < 0:
            return None
        return ((Fraction(int(number.p), int(number.q)), self.polynomial_data(square), tuple(factors)),)


Rows = tuple[tuple[Fraction, Data, tuple[tuple[int, int], ...]], ...]


def int_or_none(number: fmpq) -> fmpq | None:
    return number if number else None


def combination(target: Quotient, basis: Sequence[Quotient], ledger: Ledger) -> list[Fraction]:
    """Rational numbers such that the target minus the combination of the basis has few terms left."""
    below = target.below
    for each in basis:
        below = below * divmod(each.below, below.gcd(each.below))[0]
    rows = [
        {monomial: Fraction(int(c.p), int(c.q)) for monomial, c in (each.above * divmod(below, each.below)[0]).terms()}
        for each in (*basis, target)
    ]
    pivots: list[tuple[tuple[int, ...], dict[tuple[int, ...], Fraction], dict[int, Fraction]]] = []
    for index, vector in enumerate(rows):
        used = {index: Fraction(1)}
        for monomial, other, parts in pivots:
            factor = vector.get(monomial, Fraction(0))
            if factor:
                vector = {
                    m: value
                    for m in {**vector, **other}
                    if (value := vector.get(m, Fraction(0)) - factor * other.get(m, Fraction(0)))
                }
                for part, value in parts.items():
                    used[part] = used.get(part, Fraction(0)) - factor * value
        if index == len(basis):
            return [-used.get(each, Fraction(0)) for each in range(len(basis))]
        if vector:
            monomial = max(vector)
            scale = vector[monomial]
            pivots.append(
                (monomial, {m: v / scale for m, v in vector.items()}, {p: v / scale for p, v in used.items()})
            )
    raise AssertionError
