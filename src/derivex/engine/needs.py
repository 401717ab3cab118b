"""What every node needs to be defined, and where a derivative's rules say nothing.

Contract: ``needs`` yields conditions as relations, unsimplified, each with whether it is
certain (the node has no value without it) or doubtful (only the rule for the derivative
needs it, the derivative itself may exist all the same).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivex.engine.answers import TooHard
from derivex.engine.derive import derivative
from derivex.engine.kinks import is_whole, kinks, placed, sharp_kinks, unrolled
from derivex.engine.simplify import not_zero
from derivex.given import YES, Given
from derivex.substitution import substitute
from derivex.term import (
    BINDERS,
    ONE,
    PI,
    TWO,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    free_symbols,
    free_symbols_of,
    fresh,
    literal,
    multiply,
    negate,
    power,
)
from derivex.term import add as total

MAX_CARRIED_OUT = 200  # size of a body whose derivative is looked at as a whole
Raw = tuple[Term, bool]  # a condition, and whether it is needed (else doubtful)


def needs(term: Term, given: Given) -> Iterator[Raw]:
    """What the term needs to have a value, node by node, as written."""
    match term:
        case Num() | Sym():
            return
        case App("diff", (body, Sym(name), *_)):
            yield from _of_derivative(body, name, given)
            return
        case App("Subs", (body, Sym(name), replacement)):
            yield from needs(replacement, given)
            for condition, certain in needs(body, placed(name, replacement, given)):
                yield substitute(condition, {name: replacement}), certain
            return
        case App(head, (body, App("bounds", (_, *ends)))) if head in BINDERS:
            for end in ends:
                yield from needs(end, given)
            if head in ("Sum", "Product") and len(ends) == 2 and isinstance(term, App):
                yield from _of_binder(term, given)
            return
        case App(head, args):
            for arg in args:
                yield from needs(arg, given)
            yield from _of_node(head, args, given)


def _of_binder(term: App, given: Given) -> Iterator[Raw]:
    """A sum or product: a whole number of terms, and each of them defined."""
    body, limits = term.args
    assert isinstance(limits, App) and isinstance(limits.args[0], Sym)
    index, low, high = limits.args[0].name, limits.args[1], limits.args[2]
    yield App(">=", (total(high, negate(low), ONE), ZERO)), True
    moving = [end for end in (high, low) if not is_whole(end, given)]
    if moving:
        steps = total(high, negate(low)) if len(moving) == 2 else moving[0]
        yield App("=", (App("floor", (steps,)), steps)), True
    each_term = unrolled(term)
    if each_term is not None:
        for each in each_term:
            yield from needs(each, given)
        return
    taken = free_symbols_of((term, *given.relations)) | {name for name, _ in given.kinds}
    inside = fresh(index, taken)
    for condition, certain in needs(substitute(body, {index: Sym(inside)}), given):
        if inside in free_symbols(condition):
            yield condition, False
        else:
            yield App("or", (condition, App("<", (high, low)))), certain


def _of_node(head: str, args: tuple[Term, ...], given: Given) -> Iterator[Raw]:
    real = given.real_values
    match head, args:
        case "/", (_, below):
            yield not_zero(below), True
        case "^", (base, exponent):
            yield from _of_power(base, exponent, given)
        case "log", (u, *base):
            for each in (u, *base):
                yield (App(">", (each, ZERO)) if real else not_zero(each)), True
            for each in base:
                yield App("!=", (each, ONE)), True
        case "sqrt", (u,):
            if real:
                yield App(">=", (u, ZERO)), True
        case "root", (u, Num() as degree):
            unclear = not real and given.is_real(u) != YES
            if degree.value % 2 == 0:
                yield (App("=", (App("abs", (u,)), u)) if unclear else App(">=", (u, ZERO))), True
            elif unclear:  # u is real
                yield App("=", (power(App("abs", (u,)), TWO), power(u, TWO))), True
        case "tan" | "sec", (u,):
            yield not_zero(App("cos", (u,))), True
        case "cot" | "csc", (u,):
            yield not_zero(App("sin", (u,))), True
        case "coth" | "csch", (u,):
            yield (not_zero(u) if given.is_real(u) == YES else not_zero(App("sinh", (u,)))), True
        case "tanh" | "sech", (u,):
            if given.is_real(u) != YES and not real:
                yield not_zero(App("cosh", (u,))), True
        case "gamma" | "factorial", (u,):
            yield from _of_gamma(u if head == "gamma" else total(u, ONE), u, head, given)
        case "digamma" | "loggamma", (u,):
            yield from _of_gamma(u, u, "gamma", given)
        case "polygamma", (_, u):
            yield from _of_gamma(u, u, "gamma", given)
        case "Ei" | "Ci" | "Chi" | "li", (u,):
            yield (App(">", (u, ZERO)) if real and head != "Ei" else not_zero(u)), True
            if head == "li":
                yield App("!=", (u, ONE)), True
        case "zeta", (u,):
            yield App("!=", (u, ONE)), True
        case "LambertW", (u,) if real:
            yield App(">=", (u, negate(App("exp", (negate(ONE),))))), True
        case "binomial", (u, _):
            yield from _of_gamma(total(u, ONE), u, "factorial", given)
        case _, (u,):
            yield from _of_inverse(head, u, given)


def _of_inverse(head: str, u: Term, given: Given) -> Iterator[Raw]:
    """What the inverse of a circular or hyperbolic function needs."""
    real = given.real_values
    match head:
        case "atan" | "acot" if given.is_real(u) != YES and not real:
            yield not_zero(total(App("^", (u, TWO)), ONE)), True
        case "atanh" | "acoth" if real:
            yield App("<" if head == "atanh" else ">", (App("abs", (u,)), ONE)), True
        case "atanh" | "acoth":
            yield not_zero(total(App("^", (u, TWO)), negate(ONE))), True
        case "asin" | "acos" if real:
            yield App("<=", (App("abs", (u,)), ONE)), True
        case "acosh" if real:
            yield App(">=", (u, ONE)), True
        case "asec" | "acsc" | "acsch":
            yield not_zero(u), True
            if real and head != "acsch":
                yield App(">=", (App("abs", (u,)), ONE)), True
        case "asech":
            yield not_zero(u), True
            if real:
                yield App(">", (u, ZERO)), True
                yield App("<=", (u, ONE)), True


def _of_power(base: Term, exponent: Term, given: Given) -> Iterator[Raw]:
    value = literal(exponent)
    if value is not None:
        if value < 0:
            yield not_zero(base), True
        if given.real_values and value.denominator != 1:
            yield App(">=", (base, ZERO)), True
        return
    if given.real_values and not (isinstance(exponent, Sym) and given.kind(exponent.name) == "integer"):
        yield App(">=", (base, ZERO)), False
    if given.is_nonnegative(exponent) == YES:
        return
    if given.is_negative(exponent) == YES:
        yield not_zero(base), True
    elif given.is_real(exponent) == YES:
        yield App("or", (not_zero(base), App(">=", (exponent, ZERO)))), True
    else:
        yield not_zero(base), False


def _of_gamma(argument: Term, written: Term, head: str, given: Given) -> Iterator[Raw]:
    """Poles at 0, -1, -2, …"""
    positive = App(">" if head == "gamma" else ">=", (written, ZERO))
    if isinstance(written, Sym) and given.kind(written.name) == "integer":
        yield positive, True
    else:
        yield App("or", (App(">", (argument, ZERO)), not_zero(App("sin", (multiply(PI, argument),))))), True


def _of_derivative(body: Term, name: str, given: Given) -> Iterator[Raw]:
    """Where a derivative exists: the body's conditions, open, and every node smooth."""
    for condition, certain in needs(body, given):
        depends = name in free_symbols(condition)
        if certain and depends and isinstance(condition, App) and condition.head in ("<=", ">="):
            yield condition, True
            yield App("!=", condition.args), False
        else:
            yield condition, certain
    for condition in sharp_kinks(body, name):
        yield condition, True
    for condition in kinks(body, name, given):
        yield condition, False
    yield from ((condition, False) for condition in _of_carried_out(body, name, given))


def _of_carried_out(body: Term, name: str, given: Given) -> Iterator[Term]:
    """What the rules' result needs, which may be more than the derivative does: ``x*abs(x)`` at 0."""
    if body.size > MAX_CARRIED_OUT:
        return
    try:
        found = derivative(body, name, given)
    except TooHard:
        return
    if found.size <= 10 * MAX_CARRIED_OUT:
        yield from (condition for condition, _ in needs(found, given))
