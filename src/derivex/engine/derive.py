"""Derivatives, exactly and node by node: after ``expand`` no diff and no Subs is left.

One row a function: its outer derivative in each argument. The chain, product, quotient
and power rules are the four cases of ``_rule``; light constructors keep ``0*f``, ``1*f``
and ``f + 0`` from swelling the result.

Contract: where the derivative exists (along the real line for real variables, in the
complex plane for complex ones) and the result is defined, they are equal. The result may
be undefined where the derivative exists (``x*abs(x)`` at 0), and defined where a function
jumps across its cut. Every row holds on the branch cuts too: ``asech`` and its like are
derived through ``1/x``, which also keeps the points out at which they jump. Unknown
functions of one argument get a prime; of several, a ``diff`` of plain symbols stays, its
variables in order. Raises ``TooHard`` where there is no such form.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from derivex.engine.answers import TooHard
from derivex.engine.light import divided, multiplied, negated, raised, squared, summed
from derivex.engine.outer import OUTER, OUTER_OF_TWO, REAL_OUTER
from derivex.engine.partials import partial
from derivex.engine.piecewise import case_by_case
from derivex.engine.under import of_integral, of_terms
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import (
    BINDERS,
    CONSTANTS,
    ONE,
    RELATIONS,
    TWO,
    ZERO,
    App,
    Sym,
    Term,
    add,
    call,
    divide,
    free_symbols,
    is_zero,
    literal,
    multiply,
    number,
    power,
    subtract,
)

__all__ = ["TooHard", "derivative", "expand", "is_unknown"]

MAX_ORDER = 12  # of a derivative: each order may double the term
MAX_LITERAL_BITS = 4_000  # of an exponent that is counted down

# heads that the engine knows but that have no row in the table
WITHOUT_RULE = frozenset(
    {"min", "max", "floor", "ceiling", "piecewise", "re", "im", "conjugate", "arg"}
    | {"bounds", "and", "or", "not", "zeta", "erfinv", "DiracDelta", "mod", "atan2"}
)
STRUCTURE = frozenset({"+", "*", "/", "^", "neg", "diff", "Subs", *BINDERS, *RELATIONS})


@lru_cache(maxsize=2_000)  # asked of every node
def is_unknown(head: str) -> bool:
    """Whether a head is an unknown function: one about which nothing but smoothness is known."""
    known = (
        head in OUTER
        or head in OUTER_OF_TWO
        or head in REAL_OUTER
        or head in WITHOUT_RULE
        or head in STRUCTURE
        or head == "root"
    )
    return not known


def expand(term: Term, given: Given | None = None) -> Term:
    """The term with every diff and Subs carried out; ``TooHard`` where that can't be done.

    The givens only tell complex symbols from real ones: ``abs`` and ``sign`` of a complex
    argument have no derivative here.

    >>> from derivex.term import Num, diff
    >>> expand(diff(App("^", (Sym("x"), Num("3"))), Sym("x"))) == multiply(Num("3"), App("^", (Sym("x"), TWO)))
    True
    """
    try:
        return _Work(Given() if given is None else given).expanded(term)
    except TooLarge as error:
        raise TooHard(f"the derivative is too large: {error.value}") from None


def derivative(term: Term, name: str, given: Given | None = None) -> Term:
    """The derivative of a term with respect to a symbol, carried out; errors as of ``expand``."""
    return expand(App("diff", (term, Sym(name))), given)


class _Work:
    """The memory of one call: what has been expanded and derived already."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.done: dict[Term, Term] = {}
        self.derived: dict[tuple[Term, str], Term] = {}
        self.symbols: dict[Term, frozenset[str]] = {}

    def expanded(self, term: Term) -> Term:
        if not isinstance(term, App):
            return term
        found = self.done.get(term)
        if found is None:
            found = self.done[term] = self._expand(term)
        return found

    def _expand(self, term: App) -> Term:
        if term.head == "diff":
            body, variable, *rest = term.args
            if not isinstance(variable, Sym) or variable.name in CONSTANTS:
                raise TooHard("a derivative with respect to something that is no symbol")
            order = literal(rest[0]) if rest else Fraction(1)
            if order is None or order.denominator != 1 or not 0 <= order <= MAX_ORDER:
                raise TooHard(f"a derivative whose order is no integer from 0 to {MAX_ORDER}")
            result = self.expanded(body)
            for _ in range(int(order)):
                result = self.derive(result, variable.name)
            return result
        if term.head == "Subs":
            body, variable, point = term.args
            if not isinstance(variable, Sym):
                raise TooHard("a substitution for something that is no symbol")
            result = substitute(self.expanded(body), {variable.name: self.expanded(point)})
            if not _is_kept(result):
                raise TooHard("a derivative taken at a point that is no symbol")
            return result
        work = self
        if term.head in BINDERS and self.given.relations:
            work = _Work(Given(self.given.kinds))  # a bound name is fresh: no outer relation holds of it
        args = tuple(work.expanded(arg) for arg in term.args)
        return term if all(new is old for new, old in zip(args, term.args, strict=True)) else App(term.head, args)

    def free(self, term: Term) -> frozenset[str]:
        """The free symbols of a term, remembered."""
        if not isinstance(term, App) or term.head in BINDERS or term.head in ("diff", "Subs"):
            return free_symbols(term)
        found = self.symbols.get(term)
        if found is None:
            found = self.symbols[term] = frozenset().union(*map(self.free, term.args))
        return found

    def derive(self, term: Term, name: str) -> Term:
        """The derivative of a term without diff and Subs, apart from those of unknown functions."""
        if name not in self.free(term):
            return ZERO
        if isinstance(term, Sym):
            return ONE
        assert isinstance(term, App)  # a number has no free symbol
        found = self.derived.get((term, name))
        if found is None:
            found = self.derived[term, name] = self._rule(term, name)
        return found

    def _rule(self, term: App, name: str) -> Term:
        match term:
            case App("+", args):
                return summed(*(self.derive(arg, name) for arg in args))
            case App("neg", (inner,)):
                return negated(self.derive(inner, name))
            case App("*", args):
                changes = [self.derive(arg, name) for arg in args]
                return summed(
                    *(multiplied(*args[:index], change, *args[index + 1 :]) for index, change in enumerate(changes))
                )
            case App("/", (above, below)):
                up, down = self.derive(above, name), self.derive(below, name)
                if is_zero(down):
                    return divided(up, below)
                rise = summed(multiplied(up, below), negated(multiplied(above, down)))
                return divided(rise, squared(below))
            case App("^", (base, exponent)):
                return self._power(base, exponent, name)
            case App("log", (argument, base)):
                return self.derive(divide(call("log", argument), call("log", base)), name)
            case App("root", (inner, degree)) if name not in self.free(degree):
                return multiplied(divided(term, multiplied(degree, inner)), self.derive(inner, name))
            case App("re" | "im" | "conjugate" | "arg" | "atan2" | "min" | "max" | "piecewise", _):
                return self._part(term, name)
            case App("diff" | "Subs", _):
                return self._chain(term, name)
            case App("Integral", (_, App("bounds", (_, _, _)))):
                return of_integral(term, name, self.given, self._elsewhere, is_unknown)
            case App("Sum" | "Product", (_, App("bounds", (_, _, _)))):
                return of_terms(term, name, self.given, self._elsewhere)
            case App(head, (inner,)) if head in OUTER:
                return multiplied(OUTER[head](inner), self.derive(inner, name))
            case App(head, (first, second)) if head in OUTER_OF_TWO:
                return summed(*self._of_two(head, first, second, name))
            case App(head, (inner,)) if head in REAL_OUTER:
                if head == "abs" and self.given.is_real(inner).value != "yes" and self.given.kind(name) != "complex":
                    change = multiply(call("conjugate", inner), self.derive(inner, name))
                    return divided(call("re", change), term)
                if self.given.is_real(inner).value != "yes":
                    raise TooHard(f"the derivative of {head} where its argument may not be real")
                return multiplied(REAL_OUTER[head](inner), self.derive(inner, name))
            case App(head, (inner,)) if is_unknown(head):
                return multiplied(App(head + "'", (inner,)), self.derive(inner, name))
            case App(head, _) if is_unknown(head):
                return self._chain(term, name)
        raise TooHard(f"no rule for the derivative of {term.head}")

    def _part(self, term: App, name: str) -> Term:
        """Complex parts along the real line, extremes, and case distinctions."""
        if self.given.kind(name) == "complex" and term.head not in ("min", "max", "piecewise"):
            raise TooHard(f"{term.head} has no derivative by a complex variable")
        changes = [self.derive(arg, name) for arg in term.args] if term.head != "piecewise" else []
        match term.args:
            case (_,) if term.head in ("re", "im", "conjugate"):
                return ZERO if is_zero(changes[0]) else App(term.head, (changes[0],))
            case (inner,) if term.head == "arg":
                return ZERO if is_zero(changes[0]) else call("im", divide(changes[0], inner))
            case (above, right) if term.head == "atan2" and self.given.is_real(term).value == "yes":
                turned = summed(multiplied(right, changes[0]), negated(multiplied(above, changes[1])))
                return divided(turned, add(squared(right), squared(above)))
            case (first, *others) if term.head in ("min", "max"):
                sign = add if term.head == "max" else subtract
                if any(self.given.is_real(arg).value != "yes" for arg in term.args):
                    raise TooHard(f"the derivative of {term.head} where its arguments may not be real")
                for other in others:
                    first = divide(sign(add(first, other), call("abs", subtract(first, other))), TWO)
                return self.derive(first, name)
            case _ if term.head == "piecewise":
                found = case_by_case(term, name, self.given, lambda value: self.derive(value, name))
                if found is not None:
                    return found
        raise TooHard(f"no rule for the derivative of {term.head}")

    def _chain(self, term: App, name: str) -> Term:
        """The chain rule for an unknown function of several arguments, or a partial derivative of it."""
        found = partial(term)
        if found is None or not is_unknown(found.head):
            raise TooHard(f"the derivative of {term.head} in one of several arguments")
        rates = [self.derive(argument, name) for argument in found.arguments]
        return summed(
            *(multiplied(found.derived(index).term(), rate) for index, rate in enumerate(rates) if not is_zero(rate))
        )

    def _elsewhere(self, term: Term, name: str, given: Given) -> Term:
        """A derivative, perhaps under other givens."""
        return (self if given == self.given else _Work(given)).derive(term, name)

    def _of_two(self, head: str, first: Term, second: Term, name: str) -> Iterator[Term]:
        """The chain rule for a function of two arguments."""
        for argument, row in zip((first, second), OUTER_OF_TWO[head], strict=True):
            rate = self.derive(argument, name)
            if is_zero(rate):
                continue
            if row is None:
                raise TooHard(f"the derivative of {head} in one of its arguments")
            yield multiplied(row(first, second), rate)

    def _power(self, base: Term, exponent: Term, name: str) -> Term:
        term = power(base, exponent)
        inner, outer = self.derive(base, name), self.derive(exponent, name)
        if name not in self.free(exponent):
            return multiplied(exponent, raised(base, less_one(exponent)), inner)
        if name not in self.free(base):
            return multiplied(term, call("log", base), outer)
        rate = summed(multiplied(outer, call("log", base)), divided(multiplied(exponent, inner), base))
        return multiplied(term, rate)


def less_one(exponent: Term) -> Term:
    value = literal(exponent)
    if value is None:
        return subtract(exponent, ONE)
    if value.numerator.bit_length() > MAX_LITERAL_BITS:
        raise TooHard("an exponent with too many digits")
    return number(value - 1)


def _is_kept(term: Term) -> bool:
    """Whether each Subs that is left is a partial derivative of an unknown function, taken at some arguments."""
    if not isinstance(term, App):
        return True
    if term.head == "Subs":
        found = partial(term)
        return found is not None and is_unknown(found.head) and all(map(_is_kept, found.arguments))
    return all(map(_is_kept, term.args))
