"""Terms that may be antiderivatives, guessed from the shape of a body.

For each factor ``h(g(t))`` of a body an antiderivative H of h at g(t) is tried, and for powers, fractions and roots
of what has degree 2 what the tables of every course have: logarithms, atan, asin and asinh. None of it has
to be right: what was guessed is differentiated, and must give the body up to a constant factor (``primitives``).

Contract: terms in the variable of the body and nothing else; a guess may have no value anywhere.
Incomplete: no partial fractions, no integration by parts but what stands in the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from derivex.engine.derive import derivative
from derivex.engine.series import factors
from derivex.given import Given
from derivex.substitution import substitute
from derivex.subterms import distinct
from derivex.term import (
    ONE,
    TWO,
    ZERO,
    App,
    Sym,
    Term,
    add,
    call,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    power,
    subtract,
)

# antiderivatives of functions of one argument
OUTER: dict[str, Callable[[Term], tuple[Term, ...]]] = {
    "exp": lambda u: (call("exp", u),),
    "sin": lambda u: (call("cos", u),),
    "cos": lambda u: (call("sin", u),),
    "sinh": lambda u: (call("cosh", u),),
    "cosh": lambda u: (call("sinh", u),),
    "tan": lambda u: (call("log", call("cos", u)),),
    "cot": lambda u: (call("log", call("sin", u)),),
    "tanh": lambda u: (call("log", call("cosh", u)),),
    "coth": lambda u: (call("log", call("sinh", u)),),
    "atan": lambda u: (
        subtract(multiply(TWO, u, call("atan", u)), call("log", _one_and(power(u, TWO)))),
        subtract(multiply(_one_and(power(u, TWO)), call("atan", u)), u),  # of u*atan(u)
    ),
    "asin": lambda u: (add(multiply(u, call("asin", u)), call("sqrt", _one_and(negate(power(u, TWO))))),),
    "acos": lambda u: (subtract(multiply(u, call("acos", u)), call("sqrt", _one_and(negate(power(u, TWO))))),),
    "asinh": lambda u: (subtract(multiply(u, call("asinh", u)), call("sqrt", _one_and(power(u, TWO)))),),
}
# and of their powers
OF_POWER: dict[tuple[str, Fraction], Callable[[Term], Term]] = {
    ("cos", Fraction(-2)): lambda u: call("tan", u),
    ("sec", Fraction(2)): lambda u: call("tan", u),
    ("sin", Fraction(-2)): lambda u: call("cot", u),
    ("csc", Fraction(2)): lambda u: call("cot", u),
    ("tan", Fraction(2)): lambda u: subtract(call("tan", u), u),
    ("cosh", Fraction(-2)): lambda u: call("tanh", u),
    ("sech", Fraction(2)): lambda u: call("tanh", u),
    ("tanh", Fraction(2)): lambda u: subtract(call("tanh", u), u),
    ("log", Fraction(2)): lambda u: multiply(
        u, add(power(call("log", u), TWO), negate(multiply(TWO, call("log", u))), TWO)
    ),
}
DIRECT = frozenset(OUTER) - {"exp", "sin", "cos", "sinh", "cosh"}  # tried at linear arguments as well


def antiderivatives(body: Term, name: str) -> Iterator[Term]:
    """For every factor ``h(g(t))`` of a body, ``H(g(t))``; which of them does is found out by differentiating it."""
    found = [(each, direction) for each, direction in factors(body, 1) if name in free_symbols(each)]
    for factor, direction in found:
        if isinstance(factor, App) and direction > 0 and len(factor.args) == 1 and factor.head in OUTER:
            yield from (each for each in OUTER[factor.head](factor.args[0]))
        base, exponent = _power_of(factor, direction)
        if exponent is None:
            continue
        if isinstance(base, App) and (base.head, exponent) in OF_POWER:
            yield OF_POWER[base.head, exponent](base.args[0])
        if degree_in(base, name) == 2 and exponent in OF_QUADRATIC:
            yield from OF_QUADRATIC[exponent](base, name)
        if exponent != -1:
            yield power(base, number(exponent + 1))
            continue
        yield call("log", base)
        yield call("log", negate(base))
        yield from _of_exponentials(base, name)
        yield from _of_squares(base, name)


def _power_of(factor: Term, direction: int) -> tuple[Term, Fraction | None]:
    """A factor as a power of something, to a number."""
    match factor:
        case App("^", (base, exponent)):
            value = literal(exponent)
            return base, None if value is None else direction * value
        case App("sqrt", (base,)):
            return base, Fraction(direction, 2)
    return factor, Fraction(direction)


# ---- antiderivatives of fractions and roots ----


def _of_exponentials(base: Term, name: str) -> Iterator[Term]:
    """``log(g/exp(u))`` for 1/g where g holds exp(u): ``1/(1 + exp(t))`` is the rate of ``-log(exp(-t) + 1)``."""
    for part in distinct(base):
        match part:
            case App("exp", (inner,)) if name in free_symbols(inner):
                yield App("log", (multiply(base, App("exp", (negate(inner),))),))


def _of_squares(base: Term, name: str) -> Iterator[Term]:
    """``atan(u/sqrt(a))`` for ``1/(a + u^2)`` with any u: ``t/(1 + t^4)``, ``sin(t)/(1 + cos(t)^2)``."""
    summands = base.args if isinstance(base, App) and base.head == "+" else ()
    moving = [each for each in summands if name in free_symbols(each)]
    if len(moving) == 1:
        rest = add(*(each for each in summands if each is not moving[0]))
        match moving[0]:
            case App("^", (u, exponent)) if literal(exponent) in (2, 4, 6):
                degree = literal(exponent) or TWO.value
                yield call("atan", divide(power(u, number(degree / 2)), call("sqrt", rest)))


def _one_and(term: Term) -> Term:
    return add(ONE, term)


def degree_in(term: Term, name: str) -> int | None:
    """At most how high a degree a term has as a polynomial in a variable; None where it isn't written as one."""
    if name not in free_symbols(term):
        return 0
    match term:
        case Sym():
            return 1
        case App("+" | "*" as head, args):
            degrees = [degree_in(arg, name) for arg in args]
            known = [each for each in degrees if each is not None]
            return None if len(known) < len(degrees) else max(known) if head == "+" else sum(known)
        case App("neg", (inner,)):
            return degree_in(inner, name)
        case App("/", (above, below)) if name not in free_symbols(below):
            return degree_in(above, name)
        case App("^", (base, exponent)):
            value, degree = literal(exponent), degree_in(base, name)
            if value is not None and degree is not None and value.denominator == 1 and 0 < value <= 4:
                return int(value) * degree
    return None


@dataclass(frozen=True, slots=True)
class Quadratic:
    """``p*t^2 + q*t + r``: ``rise = 2*p*t + q`` and ``gap = 4*p*r - q^2``, so 4*p times it is ``rise^2 + gap``."""

    leading: Term
    rise: Term
    gap: Term


def _quadratic(base: Term, name: str) -> Quadratic:
    slope = derivative(base, name, Given())
    middle, last = (substitute(each, {name: ZERO}) for each in (slope, base))
    leading = divide(substitute(derivative(slope, name, Given()), {name: ZERO}), TWO)
    rise = add(multiply(TWO, leading, Sym(name)), middle)
    return Quadratic(leading, rise, subtract(multiply(number(4), leading, last), power(middle, TWO)))


def _over_quadratic(base: Term, name: str) -> Iterator[Term]:
    form = _quadratic(base, name)
    yield call("atan", divide(form.rise, call("sqrt", form.gap)))


def _over_root(base: Term, name: str) -> Iterator[Term]:
    form = _quadratic(base, name)
    yield divide(
        call("asin", divide(form.rise, call("sqrt", negate(form.gap)))), negate(call("sqrt", negate(form.leading)))
    )
    yield divide(call("asinh", divide(form.rise, call("sqrt", form.gap))), call("sqrt", form.leading))


def _of_root(base: Term, name: str) -> Iterator[Term]:
    """``rise*sqrt(g) + gap/2*F`` has the rate ``4*p*sqrt(g)`` where F has the rate 1/sqrt(g)."""
    form = _quadratic(base, name)
    for each in _over_root(base, name):
        yield add(multiply(form.rise, call("sqrt", base)), multiply(divide(form.gap, TWO), each))


# by the exponent of what has degree 2
OF_QUADRATIC: dict[Fraction | None, Callable[[Term, str], Iterator[Term]]] = {
    Fraction(-1): _over_quadratic,
    Fraction(-1, 2): _over_root,
    Fraction(1, 2): _of_root,
}
