"""How terms in core heads behave as a real symbol grows without bound.

A term f has the growth (c, e) if ``f/e`` tends to c, where e is a product of powers of ``exp(x^n)``, x and ``log(x)``
with real exponents. So the limit of f is c where e is 1, and 0 where e decays. Sums and products of such
terms are such; only to divide by one, or for roots and logarithms, c has to be apart from 0.

Contract: part of what a certificate's reader has to trust. A growth is given only if it is right, and the term is
then defined for all large x, if all its parts without x are; None where that can't be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from derivex.certificates.coefficients import coefficients, plus, times
from derivex.substitution import substitute
from derivex.term import (
    ONE,
    PI,
    TWO,
    ZERO,
    App,
    Sym,
    Term,
    add,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
)
from derivex.term import power as raised

POWER, LOG = 0, -1  # the scales below those of exp(x^n), n > 0
Order = dict[int, Term]  # exponents other than a literal 0
STEADY_AT = frozenset({"sin", "cos", "exp", "atan", "erf"})  # continuous at real numbers
SLOPE_AT_ZERO = {"sin": ONE, "atan": ONE, "erf": divide(TWO, raised(PI, divide(ONE, TWO)))}  # and 0 there
STEPS = {"atan": divide(PI, TWO), "erf": ONE}  # odd functions with these limits


class Known(Protocol):
    """What is known for certain of terms without the symbol."""

    def sign(self, term: Term) -> int | None: ...  # of a real number; None if it isn't known
    def is_nonzero(self, term: Term) -> bool: ...
    def is_real(self, term: Term) -> bool: ...


@dataclass(frozen=True, slots=True)
class Growth:
    factor: Term
    order: Order


def limit(term: Term, name: str, known: Known, *, upwards: bool = True) -> Term | None:
    """What a term in core heads tends to as the real symbol grows, or falls; None if that isn't known."""
    found = growth(term if upwards else substitute(term, {name: negate(Sym(name))}), name, known)
    direction = None if found is None else _direction(found.order, known)
    if found is None or direction is None:
        turned = term if upwards else substitute(term, {name: negate(Sym(name))})
        return ZERO if _decays(turned, name, known) else None
    return None if direction > 0 else ZERO if direction < 0 else found.factor


def _decays(term: Term, name: str, known: Known) -> bool:
    """Whether a sum of products of decaying and bounded factors tends to 0."""
    if isinstance(term, App) and term.head == "+":
        return all(_decays(arg, name, known) for arg in term.args)
    rest = [each for each in _factors(term, name) if not _is_bounded(each, name, known)]
    if len(rest) == 1 and isinstance(rest[0], App) and rest[0].head == "+":
        return _decays(rest[0], name, known)
    found = growth(multiply(*rest), name, known) if rest else None
    return found is not None and (_direction(found.order, known) or 0) < 0


def _factors(term: Term, name: str) -> Iterator[Term]:
    """The factors of a product; what doesn't depend on the symbol may stand below a bar."""
    match term:
        case App("*" | "neg", args):
            for arg in args:
                yield from _factors(arg, name)
        case App("/", (u, v)) if name not in free_symbols(v):
            yield from _factors(u, name)
        case _:
            yield term


def _is_bounded(term: Term, name: str, known: Known) -> bool:
    """Whether a term far out is no larger than some constant: sines and cosines of real polynomials, and their sums."""
    if name not in free_symbols(term):
        return True
    match term:
        case App("sin" | "cos", (u,)):
            found = coefficients(u, name)
            return found is not None and all(map(known.is_real, found.values()))
        case App("+" | "*" | "neg", args):
            return all(_is_bounded(arg, name, known) for arg in args)
        case App("/", (u, v)):
            return name not in free_symbols(v) and _is_bounded(u, name, known)
    return False


def is_slow(term: Term, name: str, known: Known) -> bool:
    """Whether a term grows no faster than some power of the symbol."""
    found = growth(term, name, known)
    return found is not None and all(scale <= POWER for scale in found.order)


def growth(term: Term, name: str, known: Known) -> Growth | None:
    if name not in free_symbols(term):
        return Growth(term, {})
    match term:
        case Sym():
            return Growth(ONE, {POWER: ONE})
        case App("exp", (u,)):
            return _exponential(u, name, known)
        case App("^", (base, exponent)):
            return _raised(base, exponent, name, known)
        case App("+" | "*" | "neg" | "/" | "log" | "abs" | "sin" | "cos" | "atan" | "erf", args):
            found = [growth(arg, name, known) for arg in args]
            parts = [part for part in found if part is not None]
            return _joined(term.head, parts, known) if len(parts) == len(found) else None
    return None


def _joined(head: str, parts: list[Growth], known: Known) -> Growth | None:
    first = parts[0]
    match head:
        case "+":
            return _sum(parts, known)
        case "*":
            order = first.order
            for part in parts[1:]:
                order = _combined(order, part.order, 1)
            return Growth(multiply(*(part.factor for part in parts)), order)
        case "neg":
            return Growth(negate(first.factor), first.order)
        case "/":
            below = parts[1]
            if not known.is_nonzero(below.factor):
                return None
            return Growth(divide(first.factor, below.factor), _combined(first.order, below.order, -1))
        case "abs":
            return Growth(App("abs", (first.factor,)), first.order)
        case "log":
            return _logarithm(first, known)
    return _function(head, first, known)


def _sum(parts: list[Growth], known: Known) -> Growth | None:
    leading = [parts[0]]
    for part in parts[1:]:
        direction = _direction(_combined(part.order, leading[0].order, -1), known)
        if direction is None:
            return None
        leading = [*leading, part] if direction == 0 else [part] if direction > 0 else leading
    return Growth(add(*(part.factor for part in leading)), leading[0].order)


def _logarithm(part: Growth, known: Known) -> Growth | None:
    if known.sign(part.factor) != 1:
        return None
    if not part.order:
        return Growth(App("log", (part.factor,)), {})
    scale = max(part.order)
    if scale == LOG:
        return None
    order: Order = {LOG: ONE} if scale == POWER else _exponential_order(scale)
    return Growth(part.order[scale], order)


def _exponential_order(degree: int) -> Order:
    return {POWER: number(degree)}


def _function(head: str, part: Growth, known: Known) -> Growth | None:
    """A continuous function of what tends to a real number, or an odd one with limits of what grows."""
    direction = _direction(part.order, known)
    if direction is None or not known.is_real(part.factor):
        return None
    if direction > 0:
        sign = known.sign(part.factor)
        if head not in STEPS or not sign:
            return None
        return Growth(STEPS[head] if sign > 0 else negate(STEPS[head]), {})
    if direction < 0 and head in SLOPE_AT_ZERO:
        return Growth(multiply(SLOPE_AT_ZERO[head], part.factor), part.order)
    return Growth(App(head, (ZERO if direction < 0 else part.factor,)), {})


def _raised(base: Term, exponent: Term, name: str, known: Known) -> Growth | None:
    if name in free_symbols(exponent):
        if name in free_symbols(base) or known.sign(base) != 1:
            return None
        return _exponential(multiply(exponent, App("log", (base,))), name, known)
    found, value = growth(base, name, known), literal(exponent)
    if found is None or not known.is_real(exponent):
        return None
    whole = value is not None and value.denominator == 1
    if not (whole and value is not None and value >= 0):
        fit = known.is_nonzero(found.factor) if whole else known.sign(found.factor) == 1
        if not fit:
            return None
    if value == 0:
        return Growth(ONE, {})
    order = {scale: times(each, exponent) for scale, each in found.order.items()}
    factor = found.factor if found.factor == ONE else raised(found.factor, exponent)
    return Growth(factor, {scale: each for scale, each in order.items() if literal(each) != 0})


def _exponential(inside: Term, name: str, known: Known) -> Growth | None:
    """exp of a polynomial with real coefficients, or of what tends to a number."""
    found = coefficients(inside, name)
    if found is not None:
        constant = found.pop(0, ZERO)
        order = {degree: each for degree, each in found.items() if literal(each) != 0}
        if not all(map(known.is_real, order.values())):
            return None
        return Growth(ONE if constant == ZERO else App("exp", (constant,)), order)
    place = limit(inside, name, known)
    return None if place is None else Growth(App("exp", (place,)), {})


def _combined(one: Order, other: Order, sign: int) -> Order:
    total = dict(one)
    for scale, each in other.items():
        total[scale] = plus(total.get(scale, ZERO), each if sign > 0 else times(number(-1), each))
    return {scale: each for scale, each in total.items() if literal(each) != 0}


def _direction(order: Order, known: Known) -> int | None:
    """1 if the order grows without bound, -1 if it decays, 0 if it is 1; None if that isn't known."""
    for scale in sorted(order, reverse=True):
        sign = known.sign(order[scale])
        if sign != 0:
            return sign
    return 0
