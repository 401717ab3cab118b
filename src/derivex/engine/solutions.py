"""Points on given equations: each equation is solved for one of its symbols, exactly.

A symbol that stands alone on a side is that side's value; else the equation should be
polynomial in it with roots that can be written down: linear, quadratic, a pure power, or
have it in one place only (``isolating``). Where
the others' values leave nothing to solve, as y = 0 in ``x*y = 0``, a few values are tried.

Contract: what is found satisfies the equations; nothing found means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from derivex.engine.balls import Evaluator
from derivex.engine.instances import unknown_functions
from derivex.engine.isolating import isolated, numerator
from derivex.engine.values import Exact, Undefined, Unknown
from derivex.given import Given
from derivex.substitution import substitute
from derivex.subterms import subterms
from derivex.term import IMAGINARY, App, Num, Sym, Term, add, free_symbols, multiply, negate, number, subtract

ANY = (Fraction(0), Fraction(1), Fraction(-1), Fraction(2))
SMALL = [Fraction(above, below) for below in (1, 2, 3) for size in range(4) for above in (size, -size)]


def gaussian(re: Fraction, im: Fraction) -> Term:
    size = IMAGINARY if abs(im) == 1 else multiply(number(abs(im)), IMAGINARY)
    if not re:
        return size if im > 0 else negate(size)
    return add(number(re), size if im > 0 else negate(size))


def solved_for(given: Given) -> dict[str, App]:
    """For each given equation the symbol that it is solved for."""
    solved: dict[str, App] = {}
    for relation in given.relations:
        if not (isinstance(relation, App) and relation.head == "="):
            continue
        left, right = relation.args
        alone = [
            side.name
            for side, other in ((left, right), (right, left))
            if isinstance(side, Sym) and side.name in free_symbols(side) and side.name not in free_symbols(other)
        ]
        if not alone and _speaks_of_parts(relation, given):
            continue  # im(z) = 0 is tried, not solved
        if not alone and unknown_functions((relation,)):
            continue  # rather a function is found for which it holds
        others = sorted(free_symbols(relation), key=lambda name: (given.kind(name) == "integer", name))
        name = next((name for name in (*alone, *others) if name not in solved), None)
        if name is not None:
            solved[name] = relation
    return solved


def _speaks_of_parts(relation: App, given: Given) -> bool:
    """Whether a relation has parts of complex symbols in it."""
    return any(
        isinstance(part, App)
        and part.head in ("re", "im", "arg", "conjugate", "abs", "sign")
        and any(given.kind(name) == "complex" for name in free_symbols(part))
        for part in subterms(relation)
    )


def completions(values: dict[str, Term], solved: dict[str, App]) -> Iterator[dict[str, Term]]:
    """The values with those that the given equations determine; none if they can't be found."""
    waiting = {name: relation for name, relation in solved.items() if name not in values}
    if not waiting:
        yield values
        return
    for name, relation in waiting.items():
        if free_symbols(relation) - {name} <= set(values):
            for root in _roots(relation, name, values):
                yield from completions({**values, name: root}, solved)
            return


def _roots(relation: App, name: str, values: dict[str, Term]) -> list[Term]:
    left, right = (substitute(side, values) for side in relation.args)
    found = _polynomial_solutions(left, right, name)
    if found:
        return found
    found = list(isolated(left, right, name))
    coefficients = None if found else numerator(subtract(left, right), name)
    return found if coefficients is None else _polynomial_roots(coefficients)


def _polynomial_solutions(left: Term, right: Term, name: str) -> list[Term]:
    """Where the equation is a polynomial one of a low degree, or says what the symbol is."""
    for side, other in ((left, right), (right, left)):
        if side == Sym(name) and not free_symbols(other):
            try:
                value = Evaluator({}).evaluate(other)
            except (Undefined, Unknown):
                return []
            if isinstance(value, Exact):
                return [gaussian(value.re, value.im) if value.im else number(value.re)]
            return [other]
    residual = subtract(left, right)
    samples: list[Fraction] = []
    for step in range(7):
        try:
            value = Evaluator({name: Exact(Fraction(step))}).evaluate(residual)
        except (Undefined, Unknown):
            return []
        if not isinstance(value, Exact) or value.im:
            return []
        samples.append(value.re)
    coefficients = _interpolated(samples)
    return _polynomial_roots(coefficients) if coefficients is not None else []


def _interpolated(samples: list[Fraction]) -> list[Fraction] | None:
    """The coefficients of the polynomial of degree 5 at most through the samples at 0, 1, 2, …"""
    differences, row = [], samples
    while row:
        differences.append(row[0])
        row = [after - before for before, after in pairwise(row)]
    if differences[-1]:
        return None
    coefficients = [Fraction(0)] * len(samples)
    basis = [Fraction(1)]
    for order, difference in enumerate(differences):
        for power, value in enumerate(basis):
            coefficients[power] += difference * value
        shifted = [Fraction(0), *basis]
        basis = [(a - order * b) / (order + 1) for a, b in zip(shifted, [*basis, Fraction(0)], strict=True)]
    while coefficients and not coefficients[-1]:
        coefficients.pop()
    return coefficients


def _polynomial_roots(coefficients: list[Fraction]) -> list[Term]:
    """Roots that can be written down: linear, quadratic, real ones of a pure power, small rationals."""
    degree = len(coefficients) - 1
    if degree < 0:
        return [number(value) for value in ANY]  # the equation holds whatever the symbol is
    if degree < 1:
        return []
    if degree == 1:
        return [number(-coefficients[0] / coefficients[1])]
    roots = [number(value) for value in SMALL if not _at(coefficients, value)]
    if roots:
        return roots
    if degree == 2:
        constant, linear, square = coefficients
        discriminant = linear**2 - 4 * square * constant
        root: Term = App("sqrt", (number(abs(discriminant) / (4 * square**2)),))
        if discriminant < 0:  # of use to a complex symbol only
            root = multiply(root, IMAGINARY)
        middle = -linear / (2 * square)
        if not middle:
            return [root, negate(root)]
        return [add(number(middle), root), subtract(number(middle), root)]
    if not any(coefficients[1:-1]):
        value = -coefficients[0] / coefficients[-1]
        if degree % 2 == 1 or value > 0:
            return [App("root", (number(value), Num(str(degree))))]
    return []


def _at(coefficients: list[Fraction], value: Fraction) -> Fraction:
    total = Fraction(0)
    for coefficient in reversed(coefficients):
        total = total * value + coefficient
    return total
