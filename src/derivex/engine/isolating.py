"""An equation solved for a symbol that stands in one place, from the outside in.

``2*exp(x) + 1 = y`` with a value for y gives ``exp(x) = (y - 1)/2`` and then ``x = log((y - 1)/2)``.
Where the same function stands on both sides its arguments are compared; a symbol below a
bar is found as a zero of the numerator.

Contract: candidates only, some of which may be no solutions, and not all of them.

Incomplete: other places than one, and of periodic functions other solutions than the principal one.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivex.engine.answers import TooHard
from derivex.engine.bounds import Bounds
from derivex.engine.elements import Restart
from derivex.engine.equations import determined
from derivex.engine.kernels import explored
from derivex.engine.question import Question
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.linear import form_of
from derivex.squares import written
from derivex.term import (
    ONE,
    TWO,
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
    power,
    subtract,
)

PAIRS = ("exp log", "sin asin", "cos acos", "tan atan", "sinh asinh", "cosh acosh", "tanh atanh")
INVERSES = {one: other for pair in PAIRS for one, other in (pair.split(), pair.split()[::-1])}
MAX_DEGREE = 6


def isolated(left: Term, right: Term, name: str) -> Iterator[Term]:
    """Values without symbols that the symbol may have."""
    found = determined(App("=", (left, right)))
    if found is not None and found[0] == name and not free_symbols(found[1]):
        yield _plain(found[1])
        return
    match left, right:
        case App(head, (inside,)), App(same, (outside,)) if head == same:
            yield from isolated(inside, outside, name)
    for side, other in ((left, right), (right, left)):
        if name in free_symbols(side) and not free_symbols(other):
            yield from _peeled(side, other, name)
            return


def _peeled(side: Term, value: Term, name: str) -> Iterator[Term]:
    """The symbol from ``side = value``: what is outermost goes to the other side."""
    while side != Sym(name):
        places = (
            [index for index, arg in enumerate(side.args) if name in free_symbols(arg)] if isinstance(side, App) else []
        )
        if not isinstance(side, App) or len(places) != 1:
            return
        (index,) = places
        others = tuple(arg for place, arg in enumerate(side.args) if place != index)
        if any(map(free_symbols, others)):
            return
        across = _across(side.head, index, others, value)
        if across is None:
            return
        side, value = side.args[index], across
    yield _plain(value)


def _plain(value: Term) -> Term:
    """A value as a sum, without zeros and bars that aren't needed."""
    generators: dict[str, Term] = {}
    form = form_of(value, generators)
    return value if form is None else written(form, generators)


def _across(head: str, index: int, others: tuple[Term, ...], value: Term) -> Term | None:
    """What the argument at a place is, where the function of it and of the others has the value."""
    match head:
        case "+":
            return subtract(value, add(*others))
        case "neg":
            return negate(value)
        case "*":
            return divide(value, multiply(*others))
        case "/":
            return multiply(value, others[0]) if index == 0 else divide(others[0], value)
        case "sqrt":
            return power(value, TWO)
        case "log" if others and index == 0:
            return power(others[0], value)
        case "^" if index == 1:
            return divide(call("log", value), call("log", others[0]))
        case "^":
            exponent = literal(others[0])
            return power(value, divide(ONE, others[0])) if exponent else None
    return call(INVERSES[head], value) if head in INVERSES and not others else None


def numerator(residual: Term, name: str) -> list[Fraction] | None:
    """The coefficients of the numerator of a rational function of the symbol, from the constant one upwards."""
    try:
        work = explored(Question(residual, residual, Given(), ()), Bounds())
        found = None if work is None else work.field.canonical(work.result)[1]
    except (TooHard, TooLarge, Restart):
        return None
    if work is None or found is None or set(work.names.values()) != {name}:
        return None
    degrees = work.field.ring.degrees(found)
    if len(degrees) != 1 or not degrees.keys() <= work.names.keys() or max(degrees.values()) > MAX_DEGREE:
        return None
    coefficients = [Fraction(0)] * (max(degrees.values()) + 1)
    for monomial, value in found.terms():
        coefficients[sum(map(int, monomial))] = Fraction(int(value))
    return coefficients
