"""From a term to an element of the field, node by node, each different subterm once.

Contract: the element has the term's value wherever all subterms are defined; what the field
can't express is ``TooHard``, never an approximation.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction

from flint import fmpq

from derivex.comparison import key, parts
from derivex.engine.answers import TooHard
from derivex.engine.binders import converted_binder
from derivex.engine.boundnames import MARK
from derivex.engine.bounds import Bounds
from derivex.engine.derive import expand, is_unknown
from derivex.engine.elements import ONE, ONE_ELEMENT, Element, Kernel, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.heads import SYMMETRIC, apply
from derivex.engine.infinities import with_infinite_ends
from derivex.engine.jets import Jets, of_several, order_of
from derivex.engine.multiples import golden_ratio
from derivex.engine.named import imaginary_unit, number_kernel, pi_element
from derivex.engine.partials import Partial, partial
from derivex.engine.powers import opaque, power
from derivex.engine.question import Question
from derivex.engine.roots import rational_power
from derivex.engine.special import exponential_of_lambert, lambert_in_exponent
from derivex.engine.splitting import NeedsCase
from derivex.given import YES
from derivex.signs import CIRCULAR
from derivex.substitution import substitute
from derivex.subterms import distinct, heads, symbols
from derivex.term import (
    BINDERS,
    RELATIONS,
    App,
    Num,
    Sym,
    Term,
    add,
    free_symbols,
    is_head,
    literal,
)


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
        self.heads = heads(question.term)
        self.deriving = not self.heads.isdisjoint(("diff", "Subs"))
        turning = not self.heads.isdisjoint(CIRCULAR)
        self.field.cartesian = question.cartesian
        self.field.by_exponentials = turning and not question.cartesian and "I" in symbols(question.term)

    def forget(self, *, everything: bool) -> None:
        """Drop what was converted before everything was known that it depends on."""
        if everything:
            self.done.clear()
        for term in self.doubtful:
            self.done.pop(term, None)
        self.doubtful.clear()
        self.jets.known.clear()

    def symbol(self, name: str) -> int:
        """The kernel of a symbol, with what its kind says."""
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
        return Element(ONE, {self.symbol(term.name): 1})

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
        if "Integral" in self.heads:
            given = self.question.given
            term = with_infinite_ends(term, self._sign, lambda part: given.is_real(part) == YES)
        match term:
            case App("Integral", (_, App("bounds", (_,)))):
                raise TooHard("an indefinite integral is a function up to a constant")
            case App(head, _) if head in BINDERS:
                try:
                    return converted_binder(self.field, self.convert, self.symbol, term)
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

    def _sign(self, term: Term) -> int:
        """1 or -1 where the givens tell that a term is positive or negative; 0 where they don't."""
        signs = self.question.given.signs(term)
        return next(iter(signs)) if signs in (frozenset({1}), frozenset({-1})) else 0

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
