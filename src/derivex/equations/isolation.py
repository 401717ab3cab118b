"""An equation solved for a part of it: ``2*x + y = 3`` for x, for y; ``m*v^2 = E`` for v^2.

A part is isolated where the difference of the two sides is linear in it, or, for a symbol, in its
square. ``values`` are what it can be then, and ``divisor`` is what was divided by.

Contract: at every point at which the equation holds, the divisor isn't zero and all is defined, the part
equals one of the values (for two square roots: where ``real`` holds, which it must). For a symbol,
putting any of the values in its place satisfies the equation. What a binder binds is never isolated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivex.substitution import rebuilt, substitute
from derivex.subterms import distinct
from derivex.term import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    add,
    bound,
    call,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    subtract,
)

MAX_PARTS = 24  # of one equation that are tried


@dataclass(frozen=True, slots=True)
class Isolation:
    """``part`` is one of ``values`` wherever the equation and ``real`` hold and ``divisor`` isn't zero."""

    part: Term
    values: tuple[Term, ...]
    divisor: Term = ONE
    real: Term | None = None

    @property
    def divides(self) -> bool:
        """Whether something was divided by that could be zero."""
        return literal(self.divisor) is None


def isolations(equation: App) -> Iterator[Isolation]:
    """Every part that an equation can be solved for; those without a divisor first.

    >>> from derivex.notation.plain import read_relation
    >>> from derivex.notation.write import plain
    >>> [(plain(one.part), *map(plain, one.values)) for one in isolations(read_relation("2*x = y"))]
    [('x', 'y/2'), ('y', '2*x')]
    >>> [(plain(one.part), *map(plain, one.values)) for one in isolations(read_relation("x^2 = 2"))]
    [('x^2', '2'), ('x', 'sqrt(2)', '-sqrt(2)')]
    """
    yield from sorted(_all(equation), key=lambda one: (one.divides, len(one.values)))


def _all(equation: App) -> Iterator[Isolation]:
    left, right = equation.args
    difference = subtract(left, right)
    for part in [each for each in distinct(difference) if _may_be_isolated(each)][:MAX_PARTS]:
        split = linear(difference, part)
        if split is None or literal(split[0]) == 0:
            continue
        value = _solved(equation, part, *split)
        yield Isolation(part, (value,), split[0])
        match part:
            case App("^", (Sym(name) as symbol, exponent)) if literal(exponent) == 2:
                if name not in free_symbols(replaced(difference, part, ONE)):
                    root = call("sqrt", value)
                    yield Isolation(symbol, (root, negate(root)), split[0], App(">=", (value, ZERO)))


def _may_be_isolated(part: Term) -> bool:
    match part:
        case Sym():
            return bool(free_symbols(part))  # a constant is no unknown
        case App("+" | "*" | "/" | "neg" | "bounds"):
            return False
        case App():
            return bool(free_symbols(part)) and not bound(part)[0]
    return False


def _solved(equation: App, part: Term, factor: Term, rest: Term) -> Term:
    """The value of the part, as a person would write it where that is plain to see."""
    left, right = equation.args
    if part == left:
        return right
    if part == right:
        return left
    value = literal(factor)
    if value == 1:
        return _opposite(rest)
    return rest if value == -1 else divide(_opposite(rest), factor)


def _opposite(term: Term) -> Term:
    """The negative of a sum, minus signs taken out of and into its summands."""
    match term:
        case App("neg", (inner,)):
            return inner
        case App("+", args):
            return add(*map(_opposite, args))
    return term if literal(term) == 0 else negate(term)


def replaced(term: Term, part: Term, value: Term) -> Term:
    """The term with every occurrence of a part replaced, as it stands; a symbol without capture.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(replaced(read("m*v^2/2 + v"), read("v^2"), read("u")))
    'm*u/2 + v'
    """
    if isinstance(part, Sym):
        return substitute(term, {part.name: value})
    if term == part:
        return value
    if not isinstance(term, App):
        return term
    variable, _ = bound(term)
    if variable and (variable in free_symbols(part) or variable in free_symbols(value)):
        return term  # what is bound here is another one
    args = tuple(replaced(arg, part, value) for arg in term.args)
    return term if args == term.args else rebuilt(term.head, args)


def linear(term: Term, part: Term) -> tuple[Term, Term] | None:
    """``(a, b)`` with ``term = a*part + b`` and no part in a; None if there is no such sum by its shape.

    A symbol must not stand in b either; another part may have its symbols there.
    """
    if term == part:
        return ONE, ZERO
    if not _holds(term, part):
        return ZERO, term
    match term:
        case App("neg", (inner,)):
            split = linear(inner, part)
            return None if split is None else (negate(split[0]), negate(split[1]))
        case App("+", args):
            splits = [linear(arg, part) for arg in args]
            if any(split is None for split in splits):
                return None
            known = [split for split in splits if split is not None]
            return _sum(factor for factor, _ in known), _sum(rest for _, rest in known)
        case App("*", args):
            return _product(args, part)
        case App("/", (above, below)) if not _holds(below, part):
            split = linear(above, part)
            return None if split is None else (divide(split[0], below), _over(split[1], below))
    return None


def _over(above: Term, below: Term) -> Term:
    return ZERO if literal(above) == 0 else divide(above, below)


def _product(args: tuple[Term, ...], part: Term) -> tuple[Term, Term] | None:
    inside = [index for index, arg in enumerate(args) if _holds(arg, part)]
    if len(inside) != 1:
        return None
    split = linear(args[inside[0]], part)
    if split is None:
        return None
    others = multiply(*(arg for index, arg in enumerate(args) if index != inside[0]))
    factor, rest = split
    left = others if literal(factor) == 1 else multiply(factor, others)
    return left, ZERO if literal(rest) == 0 else multiply(rest, others)


def _sum(terms: Iterator[Term]) -> Term:
    kept = [term for term in terms if literal(term) != 0]
    return add(*kept) if kept else ZERO


def _holds(term: Term, part: Term) -> bool:
    if isinstance(part, Sym):
        return part.name in free_symbols(term)
    return part in distinct(term)
