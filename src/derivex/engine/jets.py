"""Derivatives of any order as elements of the field, node by node, without their terms.

The rules are those of ``derive``; here they act on elements, order by order:

    (f*g)^(n) = sum C(n, k)*f^(k)*g^(n-k)              Leibniz
    (f/g)^(n) = (f^(n) - sum over k < n of C(n, k)*(f/g)^(k)*g^(n-k))/g
    h(u)^(n)  = sum over k < n of C(n-1, k)*(h'(u))^(k)*u^(n-k)

with ``h'`` from the table of outer derivatives, and ``b^w`` as its own derivative over that
of ``w*log(b)`` unless w is constant. Each order of each node is found once, so that order n
costs n^2 products a node where the terms of ``derive`` double with each order.

Contract: the element has the value that ``derive.expand``'s term has, wherever all
subexpressions of the written term and of that one are defined: the same formulas, of which
only zeros are dropped, so no other denominator enters. Errors are those of ``expand``.

Incomplete as ``derive`` is; the order and the number of elements are bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import comb

from flint import fmpq

from derivex.engine.answers import TooHard
from derivex.engine.derive import derivative, is_unknown, less_one
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, constant, negative
from derivex.engine.field import Field
from derivex.engine.outer import OUTER, REAL_OUTER
from derivex.engine.roots import rational_power
from derivex.given import Given
from derivex.term import BINDERS, CONSTANTS, App, Num, Sym, Term, call, divide, free_symbols, literal, multiply, power

MAX_ORDER = 64
FLAT = 8  # so many factors or fewer are derived side by side; more of them by halves
COST = 20  # of one product in a sum, in terms
BOUND = BINDERS | {"diff", "Subs"}  # some names inside are not free


def order_of(term: App) -> int:
    """The order of ``diff(f, x, n)``; ``TooHard`` unless it is small and x a symbol."""
    _, variable, *rest = term.args
    if not isinstance(variable, Sym) or variable.name in CONSTANTS:
        raise TooHard("a derivative with respect to something that is no symbol")
    order = literal(rest[0]) if rest else Fraction(1)
    if order is None or order.denominator != 1 or not 0 <= order <= MAX_ORDER:
        raise TooHard(f"a derivative whose order is no integer from 0 to {MAX_ORDER}")
    return int(order)


def of_several(term: Term) -> bool:
    """Whether a term is an unknown function of several arguments, or a derivative of one."""
    while isinstance(term, App) and term.head == "diff":
        term = term.args[0]
    return isinstance(term, App) and len(term.args) > 1 and is_unknown(term.head)


class Jets:
    """The derivatives that one question needs, each found once."""

    __slots__ = ("convert", "field", "given", "known", "moving", "name")

    def __init__(self, field: Field, convert: Callable[[Term], Element], given: Given) -> None:
        self.field = field
        self.convert = convert
        self.given = given
        self.known: dict[tuple[Term, str, int], Element] = {}
        self.name = ""  # the variable for which ``moving`` says what depends on it
        self.moving: dict[Term, bool] = {}

    def derivative(self, term: Term, name: str, order: int) -> Element:
        """The derivative of that order; the lower ones first, which keeps the recursion shallow."""
        for lower in range(1, order):
            self._at(term, name, lower)
        return self._at(term, name, order)

    def _at(self, term: Term, name: str, order: int) -> Element:
        if order == 0:
            return self.convert(term)
        if isinstance(term, Sym):
            return ONE_ELEMENT if order == 1 and term.name == name else ZERO_ELEMENT
        if not isinstance(term, App):
            return ZERO_ELEMENT
        found = self.known.get((term, name, order))
        if found is None:
            found = self._rule(term, name, order) if self._moves(term, name) else ZERO_ELEMENT
            self.known[term, name, order] = found
        return found

    def _moves(self, term: Term, name: str) -> bool:
        """Whether the name is free in the term, remembered."""
        if not isinstance(term, App):
            return isinstance(term, Sym) and term.name == name
        if name != self.name:
            self.name = name
            self.moving.clear()
        found = self.moving.get(term)
        if found is None:
            if term.head in BOUND:
                found = name in free_symbols(term)
            else:
                found = False
                for arg in term.args:
                    if self._moves(arg, name):
                        found = True
                        break
            self.moving[term] = found
        return found

    def _rule(self, term: App, name: str, order: int) -> Element:
        field, head, args = self.field, term.head, term.args
        if head == "+":
            return field.add(*[self._at(arg, name, order) for arg in args])
        if head == "*":
            return self._product(args, name, order)
        if head == "neg":
            return negative(self._at(args[0], name, order))
        if head == "/":
            return self._quotient(term, name, order)
        if head == "^":
            return self._power(term, name, order)
        if len(args) == 1:
            (inner,) = args
            if head in OUTER:
                return self._chain(OUTER[head](inner), inner, name, order)
            if head in REAL_OUTER and self.given.is_real(inner).value == "yes":
                return self._chain(REAL_OUTER[head](inner), inner, name, order)
            if is_unknown(head):
                return self._chain(App(head + "'", (inner,)), inner, name, order)
        if head == "log":
            argument, base = args
            return self._at(divide(call("log", argument), call("log", base)), name, order)
        if head == "root" and not self._moves(args[1], name):
            inner, degree = args
            return self._chain(divide(term, multiply(degree, inner)), inner, name, order)
        return self._other(term, name, order)

    def _other(self, term: App, name: str, order: int) -> Element:
        """Derivatives of derivatives, and what has a rule for terms only: its first derivative is one."""
        if term.head == "diff" and not of_several(term):
            times = order_of(term)
            if term.args[1] == Sym(name) and times + order <= MAX_ORDER:
                return self.derivative(term.args[0], name, times + order)
        return self.derivative(derivative(term, name, self.given), name, order - 1)

    def _leibniz(self, left: Term, right: Term, name: str, order: int, *, least: int = 0) -> Iterator[Element]:
        """``C(n, k)*left^(k)*right^(n-k+least)`` for each k, without what is zero."""
        for count in range(order + 1):
            other = self._at(right, name, order - count + least)
            if other.coefficient:
                one = self._at(left, name, count)
                if one.coefficient:
                    self.field.ring.spend(COST)
                    yield self.field.multiply(one, _times(comb(order, count), other))

    def _chain(self, rate: Term, inner: Term, name: str, order: int) -> Element:
        """The derivative of what changes by ``rate`` times the change of ``inner``."""
        if order == 1:
            change = self._at(inner, name, 1)
            return self.field.multiply(self.convert(rate), change) if change.coefficient else ZERO_ELEMENT
        return self.field.add(*self._leibniz(rate, inner, name, order - 1, least=1))

    def _product(self, args: tuple[Term, ...], name: str, order: int) -> Element:
        if order == 1:
            return self._product_once(args, name)
        moving = [arg for arg in args if self._moves(arg, name)]
        still = [self.convert(arg) for arg in args if not self._moves(arg, name)]
        if len(moving) == 1:
            change = self._at(moving[0], name, order)
        else:
            change = self._product_of(moving, name, order)
        return self.field.product((*still, change))

    def _product_once(self, args: tuple[Term, ...], name: str) -> Element:
        """The first derivative of a product, in which constant factors are only multiplied."""
        field = self.field
        still: list[Element] = []
        moving: list[Term] = []
        changes: list[Element] = []
        for arg in args:
            change = self._at(arg, name, 1)
            if change.coefficient:
                moving.append(arg)
                changes.append(change)
            else:
                still.append(self.convert(arg))
        if not moving:
            return ZERO_ELEMENT
        if len(moving) == 1:
            return field.product((*still, changes[0]))
        if len(moving) > FLAT:
            return field.product((*still, self._product_of(moving, name, 1)))
        values = [self.convert(arg) for arg in moving]
        summands = [field.product((*values[:index], each, *values[index + 1 :])) for index, each in enumerate(changes)]
        return field.product((*still, field.add(*summands)))

    def _product_of(self, moving: list[Term], name: str, order: int) -> Element:
        """The derivative of a product of many, by halves."""
        half = len(moving) // 2
        return self.field.add(*self._leibniz(multiply(*moving[:half]), multiply(*moving[half:]), name, order))

    def _quotient(self, term: App, name: str, order: int) -> Element:
        field = self.field
        above, below = term.args
        summands = [self._at(above, name, order)]
        for count in range(order):
            change = self._at(below, name, order - count)
            if change.coefficient:
                field.ring.spend(COST)
                product = field.multiply(self._at(term, name, count), _times(comb(order, count), change))
                summands.append(negative(product))
        total = field.add(*summands)
        return field.divide(total, self.convert(below)) if total.coefficient else ZERO_ELEMENT

    def _power(self, term: App, name: str, order: int) -> Element:
        base, exponent = term.args
        value = literal(exponent)
        if value is None and self._moves(exponent, name):
            return self._chain(term, multiply(exponent, call("log", base)), name, order)
        if value is not None and order == 1:
            less_one(exponent)  # too many digits are too hard
            change = self._at(base, name, 1)
            if not (value and change.coefficient):
                return ZERO_ELEMENT
            rest = fmpq(value.numerator - value.denominator, value.denominator)
            lower = rational_power(self.field, self.convert(base), rest)
            return self.field.product((constant(value), lower, change))
        if value == 0:
            return ZERO_ELEMENT
        lower_term = base if value == 2 else power(base, less_one(exponent)) if value != 1 else Num("1")
        return self._chain(multiply(exponent, lower_term), base, name, order)


def _times(number: int, element: Element) -> Element:
    return element if number == 1 else Element(element.coefficient * number, element.factors)
