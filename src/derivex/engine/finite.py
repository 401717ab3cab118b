"""Symbols to which given equations leave finitely many values: each is proved on its own.

``x^2 = 2`` and ``x > 0`` leave ``x = sqrt(2)``; ``x^2 = x`` leaves 0 and 1. The zeros are
found exactly (``cells``), and written down where roots do that: linear, quadratic and pure
powers.

Contract: the values that are returned are all that a real symbol may have.

Incomplete: zeros without a short form, complex symbols, and more combinations than a few give no
choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from derivex.cells import Solutions, Zero, solutions, tests_of
from derivex.given import Given
from derivex.linear import constraint
from derivex.term import App, Num, Term, add, free_symbols, negate, number, subtract

MAX_CHOICES = 8  # combinations of values that are proved one by one


def choices(given: Given) -> tuple[Mapping[str, Term], ...]:
    """All values of the symbols that equations of one symbol leave finitely many; () if there are none such.

    >>> given = Given.read(["x^2 = 2", "x > 0"])
    >>> choices(given) == ({"x": App("sqrt", (Num("2"),))},)
    True
    """
    found: dict[str, tuple[Term, ...]] = {}
    for relation in given.relations:
        names = free_symbols(relation)
        if isinstance(relation, App) and relation.head == "=" and len(names) == 1:
            (name,) = names
            values = values_of(name, given) if given.kind(name) != "complex" else None
            if values is not None:
                found[name] = values
    count = 1
    for values in found.values():
        count *= len(values)
    if not found or not 1 <= count <= MAX_CHOICES:
        return ()
    return tuple(dict(zip(found, choice, strict=True)) for choice in product(*found.values()))


def cut(name: str, given: Given) -> Solutions | None:
    """Where the givens about this real or integer symbol alone hold, as far as they are polynomial in it."""
    constraints = [constraint(relation, 0, {}) for relation in given.relations]
    tests = tests_of(name, [each for each in constraints if each is not None])
    return solutions(tests, integer=given.kind(name) == "integer") if tests else None


def values_of(name: str, given: Given) -> tuple[Term, ...] | None:
    """The values left to a symbol, if they are finitely many and can be written down."""
    found = cut(name, given)
    if found is None or not found.finite:
        return None
    terms = [_written(zero) for zero in found.zeros]
    return None if None in terms else tuple(term for term in terms if term is not None)


def _written(zero: Zero) -> Term | None:
    """A zero as a term: by a square root, or a pure power's root."""
    coefficients = zero.polynomial
    if len(coefficients) == 2:
        return number(zero.low)
    if len(coefficients) == 3:
        constant, linear, square = coefficients
        middle = Fraction(-linear, 2 * square)
        root = App("sqrt", (number(middle**2 - Fraction(constant, square)),))
        beyond = (constant + linear * zero.high + square * zero.high**2) * square  # the other zero is outside
        larger = beyond > 0 or (not beyond and zero.high > middle)
        if not middle:
            return root if larger else negate(root)
        return add(number(middle), root) if larger else subtract(number(middle), root)
    if any(coefficients[1:-1]):
        return None
    size = Fraction(-coefficients[0], coefficients[-1])
    root = App("root", (number(abs(size)), Num(str(len(coefficients) - 1))))
    return root if zero.low > 0 else negate(root)


def inside(name: str, given: Given) -> Iterator[Fraction]:
    """Rational values at which the givens about this symbol alone hold, one from each interval."""
    found = cut(name, given)
    if found is not None:
        yield from found.inside
        yield from (zero.low for zero in found.zeros if zero.low == zero.high)
