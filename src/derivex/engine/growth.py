"""Limits at infinity by orders of growth.

As x grows, a term is often ``C*exp(a*x)*x^b*log(x)^c`` times something that tends to 1, with
rational a, b, c and a number C other than 0. Products and powers of such terms are such
again; of a sum the fastest summand counts, as long as several of that order don't cancel.
Then the limit is 0, C or none, by the signs of a, b and c.

Contract: a value is returned only if it is the limit, and the body then has values for all large x.
Incomplete: what oscillates, what cancels in its first order, and rates that aren't rational.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from derivex.engine.series import univariate
from derivex.substitution import substitute
from derivex.term import (
    ONE,
    PI,
    TWO,
    ZERO,
    App,
    Sym,
    Term,
    call,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
)

Order = tuple[Fraction, Fraction, Fraction]  # a, b, c, the first one counts most
STEADY: Order = (Fraction(0), Fraction(0), Fraction(0))
STEPS = {"atan": divide(PI, TWO), "tanh": ONE, "erf": ONE}  # odd functions, and their limits at infinity


@dataclass(frozen=True, slots=True)
class Growth:
    """``number*factor`` times the order, with a positive factor; the number 0 is zero for all x."""

    number: Fraction
    order: Order = STEADY
    factor: Term = ONE

    @property
    def direction(self) -> int:
        """1 if the size grows without bound, -1 if it tends to 0, 0 if it tends to another number."""
        return 0 if not self.number else (self.order > STEADY) - (self.order < STEADY)


def limit_at_infinity(body: Term, name: str, *, upwards: bool) -> Term | None:
    """The limit of the body as the symbol grows, or falls; None if it isn't known."""
    found = growth(body if upwards else substitute(body, {name: negate(Sym(name))}), name)
    if found is None or found.direction > 0:
        return None
    return ZERO if found.direction < 0 or not found.number else multiply(number(found.number), found.factor)


def growth(term: Term, name: str) -> Growth | None:
    """The order of growth of a term; None if it isn't known."""
    if name not in free_symbols(term):
        known = _constant(term)
        if known is not None or not isinstance(term, App):
            return known
    if isinstance(term, Sym):
        return Growth(Fraction(1), (Fraction(0), Fraction(1), Fraction(0)))
    assert isinstance(term, App)
    if term.head == "exp":
        return _exponential(term.args[0], name)
    parts = []
    for arg in term.args:
        part = growth(arg, name)
        if part is None:
            return None
        parts.append(part)
    match term.head, parts:
        case "+", _:
            return _sum(parts)
        case "neg", [one]:
            return replace(one, number=-one.number)
        case "*", [first, *others]:
            for each in others:
                first = _product(first, each)
            return first
        case "/", [above, below]:
            turned = _power(below, Fraction(-1)) if below.number else None
            return None if turned is None else _product(above, turned)
        case "sqrt", [one]:
            return _power(one, Fraction(1, 2)) if one.number > 0 else None
        case "^", [one, _]:
            exponent = literal(term.args[1])
            if exponent is None or not one.number or (exponent.denominator > 1 and one.number < 0):
                return None
            return _power(one, exponent)
        case "log", [one]:
            return _logarithm(one)
        case ("atan" | "tanh" | "erf") as head, [one]:
            return _step(head, one)
    return None


def _constant(term: Term) -> Growth | None:
    value = literal(term)
    if value is not None:
        return Growth(value)
    if term == PI or (isinstance(term, App) and term.head == "exp" and literal(term.args[0]) is not None):
        return Growth(Fraction(1), factor=term)
    return None


def _sum(parts: list[Growth]) -> Growth | None:
    parts = [each for each in parts if each.number]
    if not parts:
        return Growth(Fraction(0))
    first = max(each.order for each in parts)
    leading = [each for each in parts if each.order == first]
    if any(each.factor != leading[0].factor for each in leading):
        return None
    total = sum((each.number for each in leading), Fraction(0))
    return replace(leading[0], number=total) if total else None


def _product(one: Growth, other: Growth) -> Growth:
    if not one.number or not other.number:
        return Growth(Fraction(0))
    a, b, c = (left + right for left, right in zip(one.order, other.order, strict=True))
    factors = [each.factor for each in (one, other) if each.factor != ONE]
    return Growth(one.number * other.number, (a, b, c), multiply(*factors))


def _power(one: Growth, exponent: Fraction) -> Growth | None:
    a, b, c = (each * exponent for each in one.order)
    if exponent.denominator == 1 and abs(exponent) <= 64:
        factor = one.factor if one.factor == ONE else App("^", (one.factor, number(exponent)))
        return Growth(one.number ** int(exponent), (a, b, c), factor)
    if one.number <= 0:
        return None
    size = one.factor if one.number == 1 else multiply(number(one.number), one.factor)
    return Growth(Fraction(1), (a, b, c), ONE if size == ONE else App("^", (size, number(exponent))))


def _exponential(inside: Term, name: str) -> Growth | None:
    """``exp(a*x + b)`` with rational numbers, or exp of what tends to a number."""
    found = univariate(inside, name)
    if found is not None and len(found) == 2:
        factor = call("exp", number(found[0])) if found[0] else ONE
        return Growth(Fraction(1), (found[1], Fraction(0), Fraction(0)), factor)
    part = growth(inside, name)
    if part is None or part.direction > 0:
        return None
    if part.direction < 0 or not part.number:
        return Growth(Fraction(1))
    return Growth(Fraction(1), factor=call("exp", multiply(number(part.number), part.factor)))


def _logarithm(part: Growth) -> Growth | None:
    if part.number <= 0:
        return None
    a, b, _ = part.order
    if a:
        return Growth(a, (Fraction(0), Fraction(1), Fraction(0)))
    return Growth(b, (Fraction(0), Fraction(0), Fraction(1))) if b else None


def _step(head: str, part: Growth) -> Growth | None:
    """An odd function that tends to a number as its argument grows, and is like it at 0."""
    if part.direction > 0:
        value = STEPS[head]
        sign = Fraction(1 if part.number > 0 else -1)
        return Growth(sign, factor=value)
    return part if (part.direction < 0 or not part.number) and head != "erf" else None
