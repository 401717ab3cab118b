"""What a function needs of its arguments to have a value: a row a head.

Contract: exact, for the principal values or for ``real values``, as the givens say, where a
condition is certain; a doubtful one is sufficient.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivex.engine.balls import Evaluator
from derivex.engine.kinks import is_whole
from derivex.engine.simplify import not_zero
from derivex.engine.values import Undefined, Unknown, ball
from derivex.given import YES, Given
from derivex.term import (
    IMAGINARY,
    ONE,
    PI,
    TWO,
    ZERO,
    App,
    Num,
    Term,
    free_symbols,
    literal,
    multiply,
    negate,
    power,
)
from derivex.term import add as total

Raw = tuple[Term, bool]  # a condition, and whether it is needed (else doubtful)


def of_node(head: str, args: tuple[Term, ...], given: Given) -> Iterator[Raw]:
    """What a function with these arguments needs, each of them having a value."""
    real = given.real_values
    match head, args:
        case "/", (_, below):
            yield not_zero(below), True
        case "^", (base, exponent):
            yield from _of_power(base, exponent, given)
        case "arg", (u,):
            yield not_zero(u), True
        case "atan2", (u, v):
            if real or (given.is_real(u) == YES and given.is_real(v) == YES):
                yield App("or", (not_zero(v), not_zero(u))), True
            else:
                yield not_zero(total(v, multiply(u, IMAGINARY))), True
        case "Heaviside", (u,) if given.is_real(u) != YES and not real:
            yield App("=", (App("im", (u,)), ZERO)), True
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
    if isinstance(exponent, Num) and exponent.text.isdecimal():
        return
    value = literal(exponent)
    if value is not None:
        if value < 0:
            yield not_zero(base), True
        if given.real_values and value.denominator != 1:
            yield App(">=", (base, ZERO)), True
        return
    if given.real_values and not is_whole(exponent, given):
        # a power of a negative number is real only for a whole exponent
        whole = being_whole(exponent, given)
        never = not free_symbols(exponent) and _is_no_integer(exponent)
        yield (App(">=", (base, ZERO)) if never else App("or", (App(">=", (base, ZERO)), whole))), True
    if given.is_nonnegative(exponent) == YES:
        return
    if given.is_negative(exponent) == YES:
        yield not_zero(base), True
    elif given.is_real(exponent) == YES:
        yield App("or", (not_zero(base), App(">=", (exponent, ZERO)))), True
    else:
        yield from _of_complex_power(base, exponent, given)


def _of_complex_power(base: Term, exponent: Term, given: Given) -> Iterator[Raw]:
    """``0^w`` has a value where w is 0 or has a positive real part."""
    growing = App(">", (App("re", (exponent,)), ZERO))
    grows = _grows(exponent)
    if grows or given.holds(growing) == YES:
        return
    if literal(base) == 0:
        yield App("or", (growing, App("=", (exponent, ZERO)))), True
    else:
        yield not_zero(base), grows is False


def _grows(number: Term) -> bool | None:
    """Whether a closed term has a positive real part, like ``2 + I``; False if not, and it isn't 0; None if unknown."""
    if free_symbols(number):
        return None
    try:
        value = ball(Evaluator({}).evaluate(number))
    except (Undefined, Unknown):
        return None
    if value.real > 0:
        return True
    return False if value.real <= 0 and not value.contains(0) else None


def _is_no_integer(number: Term) -> bool:
    """Whether a closed term is certainly no integer: ``pi``."""
    try:
        return not ball(Evaluator({}).evaluate(number)).real.contains_integer()
    except (Undefined, Unknown):
        return False


def _of_gamma(argument: Term, written: Term, head: str, given: Given) -> Iterator[Raw]:
    """Poles at 0, -1, -2, …"""
    positive = App(">" if head == "gamma" else ">=", (written, ZERO))
    if is_whole(written, given):
        yield positive, True
    else:
        yield App("or", (App(">", (argument, ZERO)), not_zero(App("sin", (multiply(PI, argument),))))), True


def being_whole(term: Term, given: Given) -> Term:
    """That a real value is an integer, in the same words however integers are added: ``n - 1`` is where n is."""
    broken = [part for part in _addends(term) if not is_whole(part, given)]
    if len(broken) == 1 and isinstance(broken[0], App) and broken[0].head == "neg":
        broken = [broken[0].args[0]]
    rest = total(*broken)
    return App("=", (App("floor", (rest,)), rest))


def _addends(term: Term) -> Iterator[Term]:
    match term:
        case App("+", args):
            for arg in args:
                yield from _addends(arg)
        case App("neg", (inner,)):
            yield from (negate(part) for part in _addends(inner))
        case _:
            yield term
