"""One complex variable, case by case: above the real axis, below it, and on it, piece by piece.

Radicals and logarithms of products of ``Z - r`` with one Z and rational r are independent
kernels only because their arguments turn: above the real axis each is a product of the
simple ones times a root of unity that doesn't change (``sectors``), and so below it, and on
it between any two of the r. So Z is made a symbol of its own, and the question is decided
in each case; where Z is one of the r its value is put in.

Contract: True only if all cases that have points are proved; they cover every point.

Incomplete: one complex variable, rational numbers r, and few of them on the real axis.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from derivex.engine.backward import monomial as monomial_term
from derivex.engine.backward import symbol_power
from derivex.engine.bounds import Bounds
from derivex.engine.closing import closed
from derivex.engine.convert import Conversion
from derivex.engine.forms import form_of
from derivex.engine.kernels import explored
from derivex.engine.question import Question
from derivex.engine.splitting import factors_of
from derivex.given import Given
from derivex.substitution import fresh
from derivex.term import ZERO, App, Sym, Term, add, divide, free_symbols_of, multiply, number, subtract

MAX_POINTS = 6  # on the real axis at which something turns


def proved_by_planes(question: Question, bounds: Bounds) -> bool:
    """Whether the question's term is zero above, below and on the real axis of some Z."""
    work = explored(question, bounds)
    if work is None:
        return False
    turning = _turning(work)
    if turning is None:
        return False
    center, points = turning
    solved = _solved(work, center)
    if solved is None:
        return False
    name, slope, rest, factors = solved
    new = fresh("z", free_symbols_of((question.term, question.original, *question.relations)))
    cases = [replace(question, relations=(*question.relations, App("=", (Sym(each), ZERO)))) for each in factors]
    apart = (*question.relations, *(App("!=", (Sym(each), ZERO)) for each in factors))
    kinds = (*question.given.kinds, (new, "complex"))
    inside = replace(question, given=Given(kinds, (), question.given.real_values)).at(
        {name: divide(subtract(Sym(new), rest), slope)}, apart
    )
    cases += _cases(inside, new, points)
    return all(closed(case, bounds) for case in cases)


def _cases(question: Question, new: str, points: list[Fraction]) -> Iterator[Question]:
    """Above, below, each interval of the real axis, each point that separates two of them."""
    symbol = Sym(new)
    away = (*question.relations, *(App("!=", (symbol, number(point))) for point in points))
    for half in (1, -1):
        yield replace(question, relations=away, half_planes=((new, half),))
    kinds = tuple(kind for kind in question.given.kinds if kind[0] != new)
    real = replace(question, given=Given((*kinds, (new, "real")), (), question.given.real_values))
    for index in range(len(points) + 1):
        ends = [App(">", (symbol, number(points[index - 1])))] if index else []
        ends += [App("<", (symbol, number(points[index])))] if index < len(points) else []
        yield replace(real, relations=(*question.relations, *ends))
    for point in points:
        yield real.at({new: number(point)}, question.relations)


def _turning(work: Conversion) -> tuple[int, list[Fraction]] | None:
    """The Z in most arguments of roots and logarithms, and where on the real axis those are zero."""
    field = work.field
    seen: Counter[int] = Counter()
    points: dict[int, set[Fraction]] = {}
    for kernel in field.kernels:
        if kernel.head not in ("root", "log"):
            continue
        coefficient, above, below = field.canonical(kernel.arguments[0])
        if not coefficient:  # a product of zero divisors, (-1)^n - 1 times (-1)^n + 1, known too late to be 0
            continue
        for factor, _ in (*factors_of(field, above), *factors_of(field, below)):
            form = form_of(field, factor)
            if form is None or form.center in field.real or not (form.slope.is_constant() and form.rest.is_constant()):
                continue
            zero = Fraction(int(form.rest.leading_coefficient()) if form.rest else 0)
            seen[form.center] += 1
            points.setdefault(form.center, set()).add(-zero / int(form.slope.leading_coefficient()))
    for center, _ in seen.most_common():
        if center != field.keys.get("I") and len(points[center]) <= MAX_POINTS:
            return center, sorted(points[center])
    return None


def _solved(work: Conversion, center: int) -> tuple[str, Term, Term, list[str]] | None:
    """Z as ``slope*x + rest`` for a complex symbol x, and the symbols in its slope."""
    field = work.field
    polynomial = field.ring.polynomials[center]
    last = field.ring.size - 1
    unit = field.keys.get("I")
    for generator, degree in field.ring.degrees(polynomial).items():
        if degree != 1 or generator not in work.names or generator in field.real:
            continue
        touching = [(monomial, value) for monomial, value in polynomial.terms() if monomial[last - generator]]
        if len(touching) != 1:
            continue
        others = {last - index: int(each) for index, each in enumerate(touching[0][0]) if each}
        del others[generator]
        if any(each not in work.names and each != unit for each in field.ring.degrees(polynomial)):
            continue
        names = [work.names[each] for each in others if each != unit]
        slope = multiply(
            number(int(touching[0][1])), *(symbol_power(work.names, each, times) for each, times in others.items())
        )
        rest = add(
            *(
                monomial_term(work.field, work.names, monomial, value)
                for monomial, value in polynomial.terms()
                if not monomial[last - generator]
            )
        )
        return work.names[generator], slope, rest, names
    return None
