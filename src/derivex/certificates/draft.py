"""A certificate in the making: what the engine knows, put into the checker's ledger.

Every kernel becomes a generator and a claim, every part of a line a claim about its value;
the functions in ``found_exponentials``, ``found_branches`` and ``found_values`` find the laws.

Contract: nothing here has to be believed. A step that doesn't follow is ``Refused`` where it
is made; what can't be explained is ``NoCertificate``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq, fmpq_mpoly, fmpz_mpoly

from derivex.certificates.balls import Unclear
from derivex.certificates.core import AWAY_FROM_ZERO, core, row
from derivex.certificates.data import Agree, CaseOfZero, Certificate, Claim, NoCertificate, Ratio, Step
from derivex.certificates.data import Polynomial as Data
from derivex.certificates.found_branches import logarithm, power
from derivex.certificates.found_conjugates import argument_kernel, conjugate
from derivex.certificates.found_exponentials import circular, exponential, inverse, twice_cosine
from derivex.certificates.found_functions import FUNCTIONS, function_value
from derivex.certificates.found_polar import by_parts, new_kernel, parted_logarithm
from derivex.certificates.found_signs import apart, nonzero, signs_of, strict_signs_of
from derivex.certificates.found_values import absolute, general_power, real_root, signum, written_power
from derivex.certificates.ledger import Ledger
from derivex.certificates.places import renamed
from derivex.certificates.quotients import Quotient, Refused
from derivex.certificates.steps import accept
from derivex.engine.convert import Conversion
from derivex.engine.elements import Element
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import BINDERS, App, Num, Sym, Term, literal

MAX_SIGNS = 800  # that are looked for, in all drafts of one search; what is found has taken less than half of them
MAX_ATTEMPTS = 2  # to find a law for one value: later claims may help


@dataclass(slots=True)
class Allowance:
    """How many signs may still be looked for, in all the drafts of one search."""

    signs: int = MAX_SIGNS


class Draft:
    """One certificate in the making: the engine's memory on one side, the checker's ledger on the other."""

    def __init__(
        self,
        work: Conversion,
        before: Term,
        after: Term,
        given: Given,
        size: int,
        allowance: Allowance,
        *,
        parts: bool = False,
        parted: bool = False,
    ) -> None:
        self.parts = parts  # roots and logarithms that aren't real are written by real kernels
        self.parted = parted  # logarithms only
        self.work, self.field = work, work.field
        empty: Ratio = ((), ())
        self.draft = Certificate(before, after, given, size, (), (), (empty, empty), (), ())
        self.ledger = Ledger(self.draft)
        self.steps: list[Step] = []
        self.made: dict[int, fmpq_mpoly] = {}  # the engine's generators, as polynomials of the ledger
        self.step_of: dict[int, int] = {}  # and the steps that introduced them
        self.claimed: dict[tuple[str, str], int] = {}
        self.refused: dict[tuple[str, str, str], int] = {}  # how often no law was found
        self.opaque: dict[Term, int] = {}  # sums and their like
        self.bases: dict[str, Element] = {}  # of powers with a symbolic exponent
        self.exponents: dict[str, Element] = {}
        self.sign_steps: dict[str, int | None] = {}
        self.by_logarithms: set[int] = set()  # steps about asin and atan that have been written by logarithms
        self.arcs: set[int] = set()  # steps whose signs of sine and cosine have been looked for
        self.tangents: set[int] = set()
        self.dependent: set[int] = set()  # steps about exp(I*u) that have been sought to follow from others
        self.paired: set[tuple[int, int]] = set()  # steps about exponentials or logarithms that have been compared
        self.angles: set[int] = set()  # steps whose ranges are known
        self.searches = 0  # for signs, in this draft
        self.allowance = allowance
        self.halving = 0  # half angles within half angles
        self.searching: set[str] = set()  # signs whose search isn't over
        self.vain: dict[str, tuple[tuple[int, ...], frozenset[str]]] = {}  # signs not found, and what was known then
        self.combined = 0  # of them by linear programmes
        self.sizes: set[int] = set()
        self.circles: set[int] = set()  # steps about exp(I*u) whose sine and cosine are known to be within 1

    def add(self, step: Step) -> int:
        try:
            accept(self.ledger, step)
        except Unclear as reason:  # a constant of which a ball tells nothing
            raise Refused(str(reason)) from None
        self.steps.append(step)
        return len(self.steps) - 1

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

    def polynomial(self, polynomial: fmpz_mpoly) -> fmpq_mpoly:
        ring, last = self.field.ring, len(self.ledger.generators) - 1
        images = {generator: self.generator(generator) for generator in ring.degrees(polynomial)}
        total = self.ledger.one * 0
        if not all(image in self.ledger.generators for image in images.values()):  # a kernel by its parts
            for exponents, number in polynomial.terms():
                row = self.ledger.one * fmpq(number)
                for index, exponent in enumerate(exponents):
                    row = row * images[ring.size - 1 - index] ** int(exponent) if exponent else row
                total += row
            return total
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
            image = image if exponent > 0 else ledger.flipped(image)
            result = ledger.product(result, ledger.power(image, abs(exponent)))
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
            step = self.claim("exp", (angle,), Quotient(c + ledger.i.above * s, ledger.one), "euler")
            self.made |= {cosine: c, cosine + 1: s}
            self.step_of |= {cosine: step, cosine + 1: step}
            return
        coarser = self._coarser(index)
        if self.parts and coarser is None and kernel.head in ("root", "log") and len(kernel.arguments) == 1:
            found = by_parts(self, kernel.head, kernel.degree, self.quotient(kernel.arguments[0]))
            if found is not None:
                self.step_of[index], self.made[index] = found, ledger.claims[found][2].above
                return
        if self.parted and kernel.head == "log":
            found = parted_logarithm(self, self.quotient(kernel.arguments[0]))
            self.step_of[index], self.made[index] = found, ledger.claims[found][2].above
            return
        args = tuple(self.quotient(argument) for argument in kernel.arguments)
        scale, head, law = ledger.one, kernel.head, "kernel"
        uses: tuple[int, ...] = ()
        term: Term | None = None
        match kernel.head:
            case "symbol":
                term = Sym(self.work.names[index])
            case "root":
                scale = args[1].above if len(args) == 2 else ledger.one
                base, args = args[0], (args[0], ledger.number(Fraction(1, kernel.degree)))
                head, uses = "power", signs_of(self, base) if scale.is_one() else ()
                nonzero(self, base)
            case "log":
                nonzero(self, args[0], required=True)
                uses = strict_signs_of(self, args[0])
            case "real root":
                head = "root"
            case "parity":
                head, law, args = "exp", "parity", (ledger.product(ledger.i, ledger.pi, *args),)
            case "abs":
                nonzero(self, args[0])
            case "atan":
                nonzero(self, ledger.sum(ledger.number(1), ledger.power(args[0], 2)), required=True)
            case "asin":
                uses = signs_of(self, ledger.minus(ledger.number(1), ledger.power(args[0], 2)))
            case "2*cos(pi/n)":
                self.step_of[index], self.made[index] = twice_cosine(self, int(kernel.arguments[0].coefficient.p))
                return
            case "0^":
                head, args = "^", (ledger.number(0), *args)
                term = written_power(self, args)
            case "power":
                head = "^"
            case "1/gamma":
                uses = strict_signs_of(self, args[0])
            case "arg":
                argument_kernel(self, index)
                return
            case "exp of W":
                e = Quotient(ledger.generators[ledger.used], ledger.one)
                value = ledger.product(args[0], ledger.flipped(e))
                step = self.claim("LambertW", args, value, "lambert", signs_of(self, args[0]))
                self.made[index] = e.above
                self.step_of[index] = self.claim("exp", (value,), e, "exp of lambert", (step,))
                return
        g = ledger.generators[ledger.used]
        step = self.claim(head, args, Quotient(g, scale), law, uses, term=term)
        self.made[index], self.step_of[index] = g, step
        if coarser is not None:
            old, times = coarser
            name = "homomorphism" if head == "exp" else "multiple"
            numbers = (Fraction(times),) if head == "exp" else ()
            _, value = self.ledger.claims[step][1:]
            again = self.claim(
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

    def claim(
        self,
        head: str,
        args: tuple[Quotient, ...],
        value: Quotient,
        law: str,
        uses: tuple[int, ...] = (),
        numbers: tuple[Fraction, ...] = (),
        term: Term | None = None,
    ) -> int:
        if law not in ("kernel", "euler", "parity", "lambert", "polar", "cartesian root", "parted log"):
            apart(self, value.below)
        for arg in args:
            apart(self, arg.below)
        used = self.ledger.used
        data = tuple(self.data(arg) for arg in args), self.data(value)
        try:
            return self.add(Claim(head, *data, law, uses, numbers, term))
        except Refused:
            self.ledger.used = used
            raise

    def value(self, term: Term) -> Quotient:
        """The value of a term, after the claims that it needs have been made."""
        ledger = self.ledger
        if term in ledger.values:
            return ledger.values[term]
        match term:
            case Num() | Sym("I") | Sym("pi"):
                return ledger.value(term)
            case Sym(name):
                number = self.work.symbol(name)
                self.generator(number)
                ledger.terms[term] = self.step_of[number]
                return ledger.value(term)
            case App("+" | "*" | "neg" | "/", args):
                for part in args:
                    self.value(part)
                return ledger.value(term)
            case App("^", (u, v)) if (exponent := literal(v)) is not None and exponent.denominator == 1:
                self.value(u)
                return ledger.value(term)
            case App(head, (u,)) if head in AWAY_FROM_ZERO:
                argument = self.value(u)
                if not ledger.reduce(argument.above):
                    return ledger.value(term)
                if not nonzero(self, argument):
                    raise CaseOfZero(u)
                self.value(core(substitute(row(AWAY_FROM_ZERO[head]), {"u": u}), ledger.given))
                return ledger.value(term)
            case App(head, _) if head in BINDERS or head == "piecewise":
                if renamed(term) not in self.opaque:
                    self.opaque[renamed(term)] = self._opaque(term)
                ledger.terms[term] = self.opaque[renamed(term)]
                return ledger.value(term)
        assert isinstance(term, App)
        values = tuple(self.value(arg) for arg in term.args)
        number_of = literal(term.args[1]) if term.head == "^" else None
        head = term.head if number_of is None else "power"
        element = self.work.convert(term)
        if head == "^":
            self.bases[str(values[0])], self.exponents[str(values[1])] = map(self.work.convert, term.args)
        try:
            ledger.terms[term] = self.certify(head, values, self.quotient(element))
        except (NoCertificate, Refused) as reason:  # then as a kernel of its own
            ledger.terms[term] = new_kernel(self, head, values, reason)
        return ledger.value(term)

    def _opaque(self, term: Term) -> int:
        """A sum or its like as a generator: that of the engine if it has one, and it isn't taken."""
        g = Quotient(self.ledger.generators[self.ledger.used], self.ledger.one)
        step = self.claim("term", (), g, "kernel", term=term)
        element = self.work.convert(term)
        factors = list(element.factors)
        alone = len(factors) == 1 and factors[0] < self.field.ring.size and factors[0] not in self.made
        if alone and element.coefficient == 1 and self.field.kernels[factors[0]].head != "symbol":
            self.made[factors[0]], self.step_of[factors[0]] = g.above, step
        return step

    def certify(self, head: str, args: tuple[Quotient, ...], value: Quotient) -> int:
        """A step that claims ``head(args) = value``."""
        key = head, str(args)
        if key not in self.claimed:
            for step, (claim, others, other) in self.ledger.claims.items():
                if claim.head == head and others == args and other == value:
                    return step
            attempt = *key, str(value)
            if self.refused.get(attempt, 0) >= MAX_ATTEMPTS:
                raise NoCertificate("looked for in vain")
            try:
                self.claimed[key] = self._laws(head, args, value)
            except (NoCertificate, Refused):
                self.refused[attempt] = self.refused.get(attempt, 0) + 1
                raise
        return self.claimed[key]

    def _laws(self, head: str, args: tuple[Quotient, ...], value: Quotient) -> int:
        for step, (claim, others, other) in self.ledger.claims.items():
            same = claim.head == head and len(others) == len(args) and other == value
            if same and all(map(self.ledger.same, args, others)):
                return step
        if head not in FOUND:
            raise NoCertificate(f"no law found for {head}")
        return FOUND[head](self, head, args, value)


Finder = Callable[[Draft, str, tuple[Quotient, ...], Quotient], int]
FOUND: dict[str, Finder] = {
    "exp": lambda f, head, args, value: exponential(f, args[0], value),
    "log": lambda f, head, args, value: logarithm(f, args[0], value),
    "power": lambda f, head, args, value: power(f, args[0], args[1], value),
    **dict.fromkeys(("cos", "sin"), lambda f, head, args, value: circular(f, head, args[0], value)),
    **dict.fromkeys(("asin", "atan"), lambda f, head, args, value: inverse(f, head, args[0], value)),
    "abs": lambda f, head, args, value: absolute(f, args[0], value),
    "sign": lambda f, head, args, value: signum(f, args[0], value),
    "conjugate": lambda f, head, args, value: conjugate(f, args[0], value),
    **dict.fromkeys(FUNCTIONS, function_value),
    "root": lambda f, head, args, value: real_root(f, args, value),
    "^": lambda f, head, args, value: general_power(f, args, value),
}
