"""From a term to an element of the field, node by node, each different subterm once.

Contract: the element has the term's value wherever all subterms are defined; what the field
can't express is ``TooHard``, never an approximation.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import fmpq

from derivex.comparison import key
from derivex.engine.answers import Residue, TooHard, Zero
from derivex.engine.bounds import Bounds
from derivex.engine.derive import is_unknown
from derivex.engine.elements import ONE, ONE_ELEMENT, Element, Kernel, constant, negative
from derivex.engine.exponentials import exponential, imaginary_unit, pi_element
from derivex.engine.facts import learn, learn_real_values, learn_written
from derivex.engine.field import Field
from derivex.engine.heads import SYMMETRIC, apply
from derivex.engine.powers import power
from derivex.engine.roots import rational_power
from derivex.engine.splitting import NeedsCase
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    BINDERS,
    CONSTANTS,
    IMAGINARY,
    RELATIONS,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    add,
    free_symbols,
    literal,
    multiply,
    number,
)
from derivex.term import power as raised

MAX_TEXT = 200  # characters of a residue in a message
TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})


@dataclass(frozen=True, slots=True)
class Question:
    """A term without derivatives, the term as written, what is given, and the relations left of it.

    ``half_planes``: symbols that lie above (1) or below (-1) the real axis.
    """

    term: Term
    original: Term
    given: Given
    relations: tuple[Term, ...]
    half_planes: tuple[tuple[str, int], ...] = ()

    def at(self, values: Mapping[str, Term], relations: tuple[Term, ...]) -> Question:
        """The question with symbols replaced, under other relations, in which they are replaced too."""
        term, original = substitute(self.term, values), substitute(self.original, values)
        relations = tuple(substitute(each, values) for each in relations)
        return replace(self, term=term, original=original, relations=relations)


class Conversion:
    """The memory of one attempt: the field and what has been converted."""

    def __init__(
        self, question: Question, parts: list[Term], bounds: Bounds, size: int, units: dict[Hashable, Fraction]
    ) -> None:
        self.question = question
        self.parts = parts
        self.field = Field(size, bounds)
        self.field.units = units
        self.names: dict[int, str] = {}
        self.done: dict[Term, Element] = {}
        self.result = ONE_ELEMENT  # of the whole term, once it is converted
        self.unit = False  # I is there from the start, and sin and cos are kernels
        turning = any(isinstance(part, App) and part.head in TRIGONOMETRIC for part in parts)
        self.field.by_exponentials = turning and IMAGINARY in parts

    def answer(self) -> Zero | Residue:
        """Zero or what is left of the question's term."""
        question, field = self.question, self.field
        written = {part.name for part in self.parts if isinstance(part, Sym)} - CONSTANTS
        for name in sorted(written.union(*map(free_symbols, question.relations))):
            self._symbol(name)  # bound names are among them, and don't hurt
        field.half_planes.update({self._symbol(name): half for name, half in question.half_planes})
        if self.unit:
            field.by_exponentials = False
        if self.unit or IMAGINARY in self.parts:
            imaginary_unit(field)  # before any root: with it, sums of two squares are products
        learn(field, self.convert, question.relations)
        learn_written(field, self.convert, question.term)
        if question.given.real_values:
            learn_real_values(field, self.convert, question.original)
        self.done.clear()  # converted before everything was known
        self._powers_of_zero()
        result = self.result = self.convert(question.term)
        if field.vanishes(result):
            return Zero(tuple(dict.fromkeys(self._text(index) for index in range(len(field.kernels)))))
        return Residue(self._element_text(result))

    def _symbol(self, name: str) -> int:
        field = self.field
        found = field.keys.get(("symbol", name))
        if found is None:
            found = field.create(Kernel("symbol"), ("symbol", name))
            self.names[found] = name
            kind = self.question.given.kind(name)
            if kind != "complex":
                field.real.add(found)
            if kind == "integer":
                field.integers.add(found)
        return found

    def _powers_of_zero(self) -> None:
        """Powers of a written 0, the simplest exponents first, so that sums of them are recognised."""
        powers = [part for part in self.parts if isinstance(part, App) and part.head == "^"]
        exponents = [part.args[1] for part in powers if literal(part.args[1]) is None and self._is_zero(part.args[0])]
        for exponent in sorted(exponents, key=lambda each: each.size):
            self.convert(App("^", (ZERO, exponent)))

    def _is_zero(self, term: Term) -> bool:
        if not isinstance(term, App):
            return term == ZERO
        try:
            return self.field.is_zero(self.convert(term))
        except (TooHard, NeedsCase):
            return False

    def convert(self, term: Term) -> Element:
        """The term as an element; ``TooHard`` where the field ends."""
        found = self.done.get(term)
        if found is None:
            found = self.done[term] = self._converted(term)
        return found

    def _converted(self, term: Term) -> Element:
        field = self.field
        match term:
            case Num(text):
                return constant(int(text) if text.isdecimal() else term.value)
            case Sym("pi"):
                return pi_element(field)
            case Sym("E"):
                return exponential(field, ONE_ELEMENT)
            case Sym("I"):
                return imaginary_unit(field)
            case Sym("oo"):
                raise TooHard("oo is no value")
            case Sym(name):
                return Element(ONE, {self._symbol(name): 1})
            case App("+", args):
                return field.add(*(self.convert(arg) for arg in args))
            case App("*", args):
                return field.product([self.convert(arg) for arg in args])
            case App("neg", (inner,)):
                return negative(self.convert(inner))
            case App("/", (above, below)):
                return field.divide(self.convert(above), self.convert(below))
            case App("^", (base, exponent)):
                return self._power(base, exponent)
            case App("diff", (App(), Sym(), *_)):
                return self._partial(term)
            case App(head, _) if head in BINDERS or head == "piecewise":
                return self._opaque_by_text(term)
            case App(head, args) if is_unknown(head) or head not in RELATIONS:
                arguments = tuple(self.convert(arg) for arg in args)
                if head in SYMMETRIC:
                    arguments = self._ordered(arguments)
                return apply(field, head, arguments, unknown=is_unknown(head))
        raise TooHard(f"{term.head} is no value")

    def _power(self, base: Term, exponent: Term) -> Element:
        value = literal(exponent)
        if value is not None:
            return rational_power(self.field, self.convert(base), fmpq(value.numerator, value.denominator))
        return power(self.field, self.convert(base), self.convert(exponent))

    def _ordered(self, arguments: tuple[Element, ...]) -> tuple[Element, ...]:
        """The arguments of min and max in an order of their own."""

        def rank(element: Element) -> tuple[int, int, Fraction]:
            coefficient, above, below = self.field.canonical(element)
            number_of = self.field.ring.intern(above) if coefficient else -1
            return number_of, self.field.ring.intern(below), Fraction(int(coefficient.p), int(coefficient.q))

        return tuple(sorted(arguments, key=rank))

    def _partial(self, term: App) -> Element:
        """A partial derivative of an unknown function of plain symbols, keyed by its text."""
        inner: Term = term
        while isinstance(inner, App) and inner.head == "diff":
            inner = inner.args[0]
        if not (isinstance(inner, App) and is_unknown(inner.head) and all(isinstance(arg, Sym) for arg in inner.args)):
            raise TooHard("a derivative that can't be carried out")
        return self._by_key(term, real=all(self.question.given.kind(name) != "complex" for name in free_symbols(term)))

    def _opaque_by_text(self, term: App) -> Element:
        """A sum, product, integral, limit or case distinction: equal only to its like."""
        match term:
            case App("Integral", (_, App("bounds", (_,)))):
                raise TooHard("an indefinite integral is a function up to a constant")
            case App(head, (body, App("bounds", (Sym(name), *ends)))) if head in BINDERS:
                # no notation reads this name, so it can't be anybody's
                renamed = substitute(body, {name: Sym("·")})
                return self._by_key(App(head, (renamed, App("bounds", (Sym("·"), *ends)))))
        return self._by_key(term)

    def _by_key(self, term: Term, *, real: bool = False) -> Element:
        name = ("term", key(term))
        found = self.field.keys.get(name)
        if found is None:
            head = term.head if isinstance(term, App) else ""
            found = self.field.create(Kernel(head), name)
            if real:
                self.field.real.add(found)
        return self.field.generator(found)

    def term_of(self, factor: int) -> Term:
        """A factor that is a polynomial in symbols and I, as a term."""
        return add(*(self.monomial(*each) for each in self.field.ring.polynomials[factor].terms()))

    def monomial(self, exponents: tuple[int, ...], coefficient: object) -> Term:
        """A monomial in symbols and I, as a term."""
        last = self.field.ring.size - 1
        powers = [self.symbol_power(last - index, int(each)) for index, each in enumerate(exponents) if each]
        return multiply(*([] if coefficient == 1 and powers else [number(int(str(coefficient)))]), *powers)

    def symbol_power(self, generator: int, exponent: int) -> Term:
        """A power of a symbol or of I, as a term."""
        symbol = Sym(self.names.get(generator, IMAGINARY.name))
        return symbol if exponent == 1 else raised(symbol, number(exponent))

    # ---- text, for certificates and residues ----

    def _text(self, generator: int) -> str:
        kernel = self.field.kernels[generator]
        if generator in self.names:
            return self.names[generator]
        inside = ", ".join(self._element_text(argument) for argument in kernel.arguments)
        if kernel.head == "root":
            return f"({self._element_text(kernel.arguments[0])})^(1/{kernel.degree})"
        text = f"{kernel.head}({inside})" if kernel.arguments else kernel.head
        return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"

    def _element_text(self, element: Element) -> str:
        if not element.coefficient:
            return "0"
        parts = [] if abs(element.coefficient) == 1 and element.factors else [str(abs(element.coefficient))]
        for factor, exponent in sorted(element.factors.items()):
            text = self._text(factor) if factor < self.field.ring.size else self._factor_text(factor)
            parts.append(text if exponent == 1 else f"{text}^{exponent}" if exponent > 0 else f"{text}^({exponent})")
        text = ("-" if element.coefficient < 0 else "") + "*".join(parts)
        return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"

    def _factor_text(self, factor: int) -> str:
        polynomial = self.field.ring.polynomials[factor]
        if len(polynomial) > 8:
            return f"({len(polynomial)} terms)"
        text = ""
        last = self.field.ring.size - 1
        for monomial, coefficient in polynomial.terms():
            exponents = {last - index: int(exponent) for index, exponent in enumerate(monomial) if exponent}
            part = self._element_text(Element(fmpq(abs(coefficient)), exponents))
            text += (" - " if coefficient < 0 else " + " if text else "") + part
        return f"({text})"
