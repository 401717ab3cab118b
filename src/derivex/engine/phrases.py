"""``term != 0`` as people write it: ``a != b``, ``x != -y``, ``x + y != 3``.

Contract: exact at every admitted point at which the term is defined. What has no better phrase
stays ``term != 0``.
"""

from __future__ import annotations

from fractions import Fraction

from derivex.comparison import parts
from derivex.engine.endpoints import rational
from derivex.given import YES, Given
from derivex.term import CONSTANTS, ZERO, App, Sym, Term, free_symbols, literal, negate


def differs(left: Term, right: Term) -> App:
    return App("!=", (left, right))


Told = tuple[App, bool]  # a condition, and whether it is in its last words; else it may be simpler still


def worded(term: Term, given: Given) -> Told:
    """``term != 0`` as people write it: ``a != b``, ``x != -y``, ``x + y != 3``."""
    match term:
        case App("+", (u, App("abs", (v,)))) | App("+", (App("abs", (v,)), u)) if u == v and given.is_real(u) == YES:
            return App(">", (u, ZERO)), False
        case App("+", (App("abs", (v,)), App("neg", (u,)))) if u == v and given.is_real(u) == YES:
            return App("<", (u, ZERO)), False
        case App("+", (u, App("neg", (App("abs", (v,)),)))) if u == v and given.is_real(u) == YES:
            return App("<", (u, ZERO)), False
        case App("+", (App("exp", (u,)), App("neg", (App("exp", (v,)),)))) if (
            given.is_real(u) == YES and given.is_real(v) == YES
        ):
            return differs(u, v), False
        case App("+", (first, App("neg", (second,)))):
            return differs(*_constant_last(first, second)), True
        case App("+", _):
            return _sum_differs(term, given)
    return differs(term, ZERO), True


def _sum_differs(term: App, given: Given) -> Told:
    addends = parts(term, "+")
    if all(_is_square(each) for each in addends) and all(given.is_nonnegative(each) == YES for each in addends):
        return App("or", tuple(differs(each, ZERO) for each in addends)), False
    values = [literal(each) for each in addends]
    rest = [each for each, value in zip(addends, values, strict=True) if value is None]
    bound = -sum((value for value in values if value is not None), Fraction(0))
    if len(rest) == 2 and not bound:
        first, second = rest
        if isinstance(first, App) and first.head == "neg":
            return differs(*_constant_last(second, first.args[0])), True
        if isinstance(first, Sym) and first.name not in CONSTANTS and _is_multiple(second):
            return differs(first, negate(second)), True
    if len(rest) == 1 and isinstance(rest[0], App) and rest[0].head == "neg":
        return differs(rest[0].args[0], rational(-bound).term), True
    return differs(App("+", tuple(rest)) if len(rest) > 1 else rest[0], rational(bound).term), True


def _is_square(term: Term) -> bool:
    """A term that is zero where its base is, and not negative by its shape: ``2*x^2``, ``abs(x)``."""
    match term:
        case App("*", args):
            return all(literal(arg) is not None or _is_square(arg) for arg in args)
        case App("^", (_, exponent)):
            value = literal(exponent)
            return value is not None and value > 0 and value.denominator == 1 and value % 2 == 0
        case App("abs", _):
            return True
    return False


def _is_multiple(term: Term) -> bool:
    """A symbol, maybe with a number before it."""
    match term:
        case Sym():
            return True
        case App("*", (number, Sym())):
            return literal(number) is not None
    return False


def _constant_last(first: Term, second: Term) -> tuple[Term, Term]:
    if not free_symbols(first) and free_symbols(second):
        return second, first
    return first, second
