"""The value of a term at a point, as a ball that is certain to contain it.

Values are complex principal values with the conventions of every function on its cut
(log(-1) = pi*I, acot(z) = atan(1/z), 0^0 = 1). Three answers: a value, ``Undefined`` when
it is certain that the term has none, ``Unknown`` when that can't be told at this precision
or within the bounds. Rational arithmetic stays exact, so that ``1/(x - x)`` is certainly
undefined and ``x/x`` at 0 too.

Contract: a value is returned only if every subexpression certainly has one (and, under
``real values``, a real one). A derivative has a value only where its function is certainly
differentiable; other points are ``Unknown``, never used for or against anything.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import acb, arb, ctx

from derivex.engine import values
from derivex.engine.arithmetic import add, multiply, raise_to
from derivex.engine.bounds import Bounds
from derivex.engine.functions import RULES
from derivex.engine.infinities import with_infinite_ends
from derivex.engine.parts import NUMBERS
from derivex.engine.quadrature import integral, vanishes_everywhere
from derivex.engine.smooth import require_smooth
from derivex.engine.values import NOTHING, UNIT, Exact, Turn, Undefined, Unknown, Value, ball, compare
from derivex.given import Given
from derivex.subterms import subterms
from derivex.term import BINDERS, INFINITY, App, Num, Sym, Term, call, cases_of, divide, free_symbols

MAX_SUMMANDS = 2_000  # of one sum or product
ALL_SUMMANDS = 10_000  # of all of them together, nested ones included
MAX_EXACT_BITS = 4_000


@dataclass(slots=True)
class Allowance:
    """How many terms of sums and products one evaluation may still look at, nested ones included; until when."""

    summands: int = ALL_SUMMANDS
    until: float | None = None

    def spend(self, head: str) -> None:
        self.summands -= 1
        if self.summands < 0:
            raise Unknown(f"nested sums and products have more than {ALL_SUMMANDS} terms")
        if self.until is not None and time.monotonic() > self.until:
            raise Unknown(f"a bound was hit: there was no time for the terms of {head}")


@dataclass(slots=True)
class Evaluator:
    """Evaluates terms at one point and one precision; remembers the parts it has seen.

    ``derivatives`` is shared between the points of one question: taking a derivative is
    dearer than evaluating it.
    """

    point: Mapping[str, Value]
    precision: int = 64
    real_values: bool = False
    bounds: Bounds = field(default_factory=Bounds)
    derivatives: dict[tuple[Term, str, int], Term] = field(default_factory=dict)
    kind: Callable[[str], str] = Given().kind
    allowance: Allowance = field(default_factory=Allowance)
    _seen: dict[Term, Value | Exception] = field(default_factory=dict)

    def evaluate(self, term: Term) -> Value:
        """The value of the term; raises ``Undefined`` or ``Unknown``."""
        with ctx.workprec(self.precision):
            return self.value(term)

    def exact_bits(self) -> int:
        """Beyond this size exact arithmetic is dearer than a ball, and seldom needed."""
        return min(MAX_EXACT_BITS, self.bounds.bits)

    def value(self, term: Term) -> Value:
        found = self._seen.get(term)
        if found is None:
            try:
                found = self._checked(self._node(term), term)
            except (Undefined, Unknown) as error:
                found = error
            self._seen[term] = found
        if isinstance(found, Exception):
            raise found
        return found

    def _checked(self, value: Value, term: Term) -> Value:
        if isinstance(value, acb):
            if not value.is_finite():
                raise Unknown("a value can't be bounded")
            if self.real_values and not value.imag.is_zero():
                raise Unknown("a value may not be real") if value.imag.contains(0) else Undefined(term)
        elif self.real_values and value.im:
            raise Undefined(term)
        elif isinstance(value, Exact) and values.bits(value) > self.exact_bits():
            return self._checked(ball(value), term)
        return value

    def _node(self, term: Term) -> Value:
        if isinstance(term, App):
            if self.real_values and term.head == "log" and len(term.args) > 1:
                return self.value(divide(*(call("log", arg) for arg in term.args)))  # both of them are real
            rule = RULES.get(term.head)
            if rule is not None or term.head == "^":
                args = [self.value(arg) for arg in term.args]
                try:
                    return raise_to(args[0], args[1], self.exact_bits()) if rule is None else rule(args)
                except Undefined:
                    raise Undefined(term) from None
        match term:
            case Num():
                return Exact(term.value)
            case Sym(name):
                return self._symbol(name)
            case App("piecewise", _):
                return self._piecewise(term)
            case App("diff", (body, Sym(name), *order)):
                return self._derivative(body, name, order)
            case App("Subs", (body, Sym(name), replacement)):
                return self._inside({name: self.value(replacement)}).value(body)
            case App(head, (_, App("bounds", _))) if head in BINDERS:
                return self._binder(term)
        raise Unknown(f"{term.head} has no values here")

    def _piecewise(self, term: App) -> Value:
        """The first value whose condition holds; later conditions and other values aren't looked at."""
        for value, condition in cases_of(term):
            if condition is None or self.holds(condition):
                return self.value(value)
        raise Undefined(term)

    def holds(self, condition: Term) -> bool:
        """Whether a condition holds; where one of its relations is undefined, so is the whole."""
        match condition:
            case App("and" | "or" as word, parts):
                truths = [self.holds(part) for part in parts]
                return all(truths) if word == "and" else any(truths)
            case App(head, (left, right)):
                found = compare(self.value(left), self.value(right), head)
                if found is None:
                    raise Undefined(condition)
                return found
        raise Unknown("a condition that is no relation")

    def _symbol(self, name: str) -> Value:
        if name in self.point:
            return self.point[name]
        match name:
            case "pi":
                return Turn(Fraction(1))
            case "E":
                return acb(arb.const_e())
            case "I":
                return Exact(Fraction(0), Fraction(1))
        if name in NUMBERS:
            return acb(NUMBERS[name]())
        raise Unknown("oo is no value" if name == "oo" else f"{name} has no value")

    def _inside(self, more: Mapping[str, Value]) -> Evaluator:
        """The evaluator for a body in which a bound name has a value of its own."""
        return Evaluator(
            {**self.point, **more},
            self.precision,
            self.real_values,
            self.bounds,
            self.derivatives,
            self.kind,
            self.allowance,
        )

    def _derivative(self, body: Term, name: str, order: list[Term]) -> Value:
        times = order[0].value if order and isinstance(order[0], Num) else Fraction(1)
        if len(order) > 1 or (order and not isinstance(order[0], Num)) or times.denominator != 1 or times > 20:
            raise Unknown("a derivative of this order can't be evaluated")
        if name not in self.point:
            raise Unknown(f"{name} has no value")
        self.value(body)
        require_smooth(self, body, name)
        try:
            return self.value(self.derivative(body, name, int(times)))
        except Undefined:
            # the formula may have no value where the derivative has one: that of sinc at 0
            raise Unknown("the rules for derivatives say nothing there") from None

    def derivative(self, body: Term, name: str, times: int) -> Term:
        from derivex.engine.derive import TooHard, derivative

        if times == 0:
            return body
        wanted = (body, name, times)
        if wanted not in self.derivatives:
            try:
                inner = self.derivative(body, name, times - 1)
                kinds = ((each, self.kind(each)) for each in sorted(free_symbols(inner)))
                found = derivative(inner, name, Given(tuple(kinds)))
            except TooHard as error:
                raise Unknown(str(error)) from None
            if any(isinstance(part, App) and part.head == "diff" for part in subterms(found)):
                raise Unknown("a derivative can't be taken")
            self.derivatives[wanted] = found
        return self.derivatives[wanted]

    def _binder(self, term: App) -> Value:
        limits = term.args[1]
        assert isinstance(limits, App)
        index, *ends = limits.args
        assert isinstance(index, Sym)
        if term.head == "Limit":
            from derivex.engine.limits import limit  # only where there is one

            return limit(self, term.args[0], index.name, ends[0])
        if len(ends) != 2:
            raise Unknown("an indefinite integral has no value, it is known up to a constant only")
        if term.head == "Integral":
            term = with_infinite_ends(term, self._sign, self._is_real)
            return self._integral(term, index.name, *term.args[1].args[1:])  # type: ignore[union-attr]  # its bounds
        low, high = ends
        if term.head == "Sum" and INFINITY in (high, low) and vanishes_everywhere(term.args[0]):
            return NOTHING
        if term.head == "Sum" and high == INFINITY:
            from derivex.engine.tails import infinite_sum  # only where there is one

            return infinite_sum(self, term)
        if INFINITY in (high, low):
            raise Unknown(f"an infinite {'sum' if term.head == 'Sum' else 'product'} is not evaluated")
        first, last = self.value(low), self.value(high)
        if not (isinstance(first, Exact) and isinstance(last, Exact)) or first.im or last.im:
            raise Unknown(f"the bounds of {term.head} are no exact numbers")
        count = last.re - first.re + 1
        if count.denominator != 1 or count < 0:
            raise Undefined(term)
        if count > MAX_SUMMANDS:
            raise Unknown(f"{term.head} has more than {MAX_SUMMANDS} terms")
        total: Value = NOTHING if term.head == "Sum" else UNIT
        for step in range(int(count)):
            self.allowance.spend(term.head)
            each = self._inside({index.name: Exact(first.re + step)}).value(term.args[0])
            total = add([total, each]) if term.head == "Sum" else multiply([total, each])
        return total

    def _sign(self, term: Term) -> int:
        value = ball(self.value(term))
        return 0 if not value.imag.is_zero() else bool(value.real > 0) - bool(value.real < 0)

    def _is_real(self, term: Term) -> bool:
        return bool(ball(self.value(term)).imag.is_zero())

    def _integral(self, term: App, name: str, low: Term, high: Term) -> Value:
        """By balls where they will do; else by what is known of integrals that aren't proper."""
        try:
            return integral(self, term.args[0], name, low, high)
        except Unknown:
            from derivex.engine.tails import endless_integral  # as above

            known = endless_integral(self, term)
            if known is not None:
                return known
            from derivex.engine.endless import endless

            try:
                return endless(self, term)
            except Unknown:
                pass
            raise


__all__ = ["Allowance", "Evaluator", "Undefined", "Unknown"]
