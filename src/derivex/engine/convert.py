"""From a term to an element of the field, node by node, each different subterm once.

Contract: the element has the term's value wherever all subterms are defined; what the field
can't express is ``TooHard``, never an approximation.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import fmpq

from derivex.comparison import key, parts
from derivex.engine.answers import Residue, TooHard, Zero
from derivex.engine.binders import MARK, converted_binder
from derivex.engine.bounds import Bounds
from derivex.engine.derive import expand, is_unknown
from derivex.engine.elements import ONE, ONE_ELEMENT, Element, Kernel, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.extents import learn_ranges
from derivex.engine.facts import LAZY, distinct, learn, learn_real_values, learn_signs, learn_written
from derivex.engine.field import Field
from derivex.engine.gammas import learn_gammas
from derivex.engine.heads import SYMMETRIC, apply
from derivex.engine.jets import Jets, of_several, order_of
from derivex.engine.multiples import golden_ratio
from derivex.engine.named import imaginary_unit, number_kernel, pi_element
from derivex.engine.partials import Partial, partial
from derivex.engine.powers import opaque, power
from derivex.engine.roots import rational_power
from derivex.engine.special import exponential_of_lambert, lambert_in_exponent
from derivex.engine.splitting import NeedsCase
from derivex.engine.texts import Texts
from derivex.engine.turns import makes_no_turn
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
    is_head,
    literal,
    multiply,
    number,
)
from derivex.term import power as raised

WITH_SHIFTS = frozenset({"gamma", "factorial", "binomial", "Sum", "Product"})
TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})


@dataclass(frozen=True, slots=True)
class Question:
    """A term, the term as written, what is given, and the relations that are left of it.

    ``half_planes``: symbols that lie above (1) or below (-1) the real axis.
    """

    term: Term
    original: Term
    given: Given
    relations: tuple[Term, ...]
    cartesian: bool = False  # complex symbols are written by real ones
    half_planes: tuple[tuple[str, int], ...] = ()

    def at(self, values: Mapping[str, Term], relations: tuple[Term, ...]) -> Question:
        """The question with symbols replaced, under other relations, in which they are replaced too."""
        term, original = substitute(self.term, values), substitute(self.original, values)
        relations = tuple(substitute(each, values) for each in relations)
        return replace(self, term=term, original=original, relations=relations)


class Conversion:
    """The memory of one attempt: the field and what has been converted."""

    def __init__(
        self, question: Question, parts: tuple[Term, ...], bounds: Bounds, size: int, units: dict[Hashable, Fraction]
    ) -> None:
        self.question = question
        self.parts = parts
        self.field = Field(size, bounds)
        self.field.units = units
        self.names: dict[int, str] = {}
        self.written: dict[int, Term] = {}  # the terms of kernels that are known by their text
        self.done: dict[Term, Element] = {}
        self.result = ONE_ELEMENT  # of the whole term, once it is converted
        self.unit = False  # I is there from the start, and sin and cos are kernels
        self.doubtful: set[Term] = set()  # converted while facts were still missing, and missed
        self.jets = Jets(self.field, self.convert, question.given)
        self.heads = {part.head for part in parts if isinstance(part, App)}
        self.deriving = not self.heads.isdisjoint(("diff", "Subs"))
        self.lambert = "LambertW" in self.heads
        turning = not self.heads.isdisjoint(TRIGONOMETRIC)
        self.field.cartesian = question.cartesian
        self.field.by_exponentials = turning and IMAGINARY in parts and not question.cartesian

    def answer(self, *, with_facts: bool) -> Zero | Residue:
        """Zero or what is left of the question's term.

        What isn't zero is found out at once, or not at all: then ``NeedsFacts`` says if it was needed.
        """
        question, field = self.question, self.field
        written = {part.name for part in self.parts if isinstance(part, Sym)} - CONSTANTS
        for name in sorted(written.union(*map(free_symbols, question.relations))):
            self._symbol(name)  # bound names are among them, and don't hurt
        field.half_planes.update({self._symbol(name): half for name, half in question.half_planes})
        if self.unit:
            field.by_exponentials = False
        if self.unit or IMAGINARY in self.parts:
            imaginary_unit(field)  # before any root: with it, sums of two squares are products
        if with_facts or question.relations or question.given.real_values or question.cartesian:
            learn(field, self.convert, question.relations)
            self._forget(everything=bool(question.relations))
            self._learn_arguments()
            for relation in question.relations:
                learn_written(field, self.convert, relation)
            learn_written(field, self.convert, question.term)
            learn_signs(field, self.convert, question.term, question.given)
            if question.given.real_values:
                learn_real_values(field, self.convert, question.original)
            self._forget(everything=question.given.real_values)
        else:
            field.facts_wanted = True
            self._learn_arguments()
        self._powers_of_zero()
        result = self.result = self.convert(question.term)
        texts = Texts(field, self.names, self.written)
        if field.vanishes(result) or makes_no_turn(field, result):
            return Zero((texts.kernels,))
        return Residue(texts.of(result))

    def _forget(self, *, everything: bool) -> None:
        """Drop what was converted before everything was known that it depends on."""
        if everything:
            self.done.clear()
        for term in self.doubtful:
            self.done.pop(term, None)
        self.doubtful.clear()
        self.jets.known.clear()

    def _learn_arguments(self) -> None:
        """Arguments and ranges that are written, before any of them is converted."""
        if self.heads.isdisjoint(WITH_SHIFTS):
            return
        written = distinct(self.question.term, LAZY)
        learn_ranges(self.field, self.convert, written)  # first: they say what is an integer
        learn_gammas(self.field, self.convert, written)

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
        if "^" not in self.heads:
            return
        written = distinct(self.question.term, LAZY)
        powers = [part for part in written if isinstance(part, App) and part.head == "^"]
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
            doubts = self.field.doubts
            found = self.done[term] = self._converted(term)
            if self.field.doubts != doubts:
                self.doubtful.add(term)
        elif self.doubtful and term in self.doubtful:
            self.field.doubts += 1
        return found

    def _converted(self, term: Term) -> Element:
        if isinstance(term, App):
            head = term.head
            row = ROWS.get(head)
            if row is not None:
                return row(self, term)
            if head in BINDERS or head == "piecewise":
                return self._opaque_by_text(term)
            unknown = is_unknown(head)
            if unknown or head not in RELATIONS:
                if head in SYMMETRIC:  # the largest of several is the same in any grouping
                    arguments = self._ordered(tuple([self.convert(arg) for arg in parts(term, head)]))
                else:
                    arguments = tuple([self.convert(arg) for arg in term.args])
                return apply(self.field, head, arguments, unknown=unknown)
            raise TooHard(f"{head} is no value")
        if isinstance(term, Num):
            return constant(int(term.text) if term.text.isdecimal() else term.value)
        match term.name:
            case "pi":
                return pi_element(self.field)
            case "E":
                return exponential(self.field, ONE_ELEMENT)
            case "I":
                return imaginary_unit(self.field)
            case "GoldenRatio":
                return golden_ratio(self.field)
            case "EulerGamma" | "Catalan":
                return number_kernel(self.field, term.name)
            case "oo":
                raise TooHard("oo is no value")
        return Element(ONE, {self._symbol(term.name): 1})

    def _sum(self, term: App) -> Element:
        return self.field.add(*[self.convert(arg) for arg in term.args])

    def _product(self, term: App) -> Element:
        return self.field.product([self.convert(arg) for arg in term.args])

    def _negative(self, term: App) -> Element:
        return negative(self.convert(term.args[0]))

    def _quotient(self, term: App) -> Element:
        above, below = term.args
        return self.field.divide(self.convert(above), self.convert(below))

    def _power(self, term: App) -> Element:
        base, exponent = term.args
        if isinstance(exponent, Num) and exponent.text.isdecimal():
            return rational_power(self.field, self.convert(base), fmpq(int(exponent.text)))
        value = literal(exponent)
        if value is not None:
            return rational_power(self.field, self.convert(base), fmpq(value.numerator, value.denominator))
        return power(self.field, self.convert(base), self.convert(exponent))

    def _exponential(self, term: App) -> Element:
        """``exp`` of a sum with Lambert's W in it: ``exp(n*W(u)) = exp(W(u))^n``."""
        field, (exponent,) = self.field, term.args
        if "LambertW" not in self.heads or not any(is_head(part, "LambertW") for part in distinct(exponent)):
            return exponential(field, self.convert(exponent))
        found, rest = lambert_in_exponent(exponent)
        powers = [field.power(exponential_of_lambert(field, self.convert(u)), times) for u, times in found]
        return field.product((*powers, exponential(field, self.convert(add(*rest)))))

    def _derivative(self, term: App) -> Element:
        order = order_of(term)
        if not of_several(term):
            _, variable = term.args[:2]
            assert isinstance(variable, Sym)
            return self.jets.derivative(term.args[0], variable.name, order)
        return self._substitution(term)

    def _substitution(self, term: App) -> Element:
        found = partial(term)
        if found is not None and is_unknown(found.head):
            return self._partial(found)
        return self.convert(expand(term, self.question.given))

    def _ordered(self, arguments: tuple[Element, ...]) -> tuple[Element, ...]:
        """The different arguments of min and max in an order of their own."""

        def rank(element: Element) -> tuple[int, int, Fraction]:
            coefficient, above, below = self.field.canonical(element)
            number_of = self.field.ring.intern(above) if coefficient else -1
            return number_of, self.field.ring.intern(below), Fraction(int(coefficient.p), int(coefficient.q))

        ranked = {rank(each): each for each in arguments}
        return tuple(ranked[place] for place in sorted(ranked))

    def _partial(self, found: Partial) -> Element:
        """A partial derivative of an unknown function, keyed by its orders and its arguments."""
        arguments = tuple(self.convert(argument) for argument in found.arguments)
        return opaque(self.field, f"{found.head};{','.join(map(str, found.orders))}", arguments, real=True)

    def _opaque_by_text(self, term: App) -> Element:
        """A sum, product, integral, limit or case distinction: equal only to its like."""
        if self.deriving:
            carried_out = expand(term, self.question.given)
            assert isinstance(carried_out, App)
            term = carried_out
        match term:
            case App("Integral", (_, App("bounds", (_,)))):
                raise TooHard("an indefinite integral is a function up to a constant")
            case App(head, _) if head in BINDERS:
                try:
                    return converted_binder(self.field, self.convert, self._symbol, term)
                except NeedsCase as case:
                    inside = set().union(*map(self.field.ring.generators, case.factors))
                    if not any(self.names.get(each, "").startswith(MARK) for each in inside):
                        raise
                except TooHard:
                    pass
        match term:
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
            symbols = sorted(free_symbols(term))
            found = self.field.create(Kernel(head, tuple(self.convert(Sym(each)) for each in symbols)), name)
            self.written[found] = term
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


ROWS: dict[str, Callable[[Conversion, App], Element]] = {
    "+": Conversion._sum,
    "*": Conversion._product,
    "neg": Conversion._negative,
    "/": Conversion._quotient,
    "^": Conversion._power,
    "diff": Conversion._derivative,
    "Subs": Conversion._substitution,
    "exp": Conversion._exponential,
}
