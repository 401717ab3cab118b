"""Exact linear reasoning about relations: can they all hold at once?

Every monomial of the relations' forms is one unknown of a linear system over the rationals.
Equations are eliminated, inequalities by Fourier and Motzkin's method, in whole numbers: a relation
may be multiplied by any positive one. What is found impossible is impossible; what isn't found may
be either.

Contract: exact, bounded (beyond MAX_SYSTEM relations nothing is concluded), and it remembers
which relations a contradiction was made of.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import NamedTuple

from derivex.linear import Constraint, Monomial
from derivex.relations import holds

MAX_SYSTEM = 160  # relations that elimination may make


class _Row(NamedTuple):
    """A constraint whose coefficients are whole and have no common factor."""

    form: dict[Monomial, int]
    op: str
    sources: frozenset[int]


def contradiction(constraints: Iterable[Constraint], integers: frozenset[str] = frozenset()) -> frozenset[int] | None:
    """The sources of a contradiction among the constraints; None if none was found."""
    unknowns = frozenset(((name, 1),) for name in integers)
    tight = [_tightened(_row(each), unknowns) for each in constraints]
    rest = [each for each in tight if each.op != "!="]
    found = _eliminate(rest)
    if found is not None:
        return found
    for each in tight:
        if each.op != "!=":
            continue
        below = _eliminate([*rest, _Row(each.form, "<", each.sources)])
        if below is None:
            continue
        opposite = {monomial: -value for monomial, value in each.form.items()}
        above = _eliminate([*rest, _Row(opposite, "<", each.sources)])
        if above is not None:
            return below | above
    return _no_integer_left(tight, integers) if integers else None


def _row(given: Constraint) -> _Row:
    scale = lcm(*(value.denominator for _, value in given.form))
    whole = {monomial: value.numerator * (scale // value.denominator) for monomial, value in given.form}
    return _Row(_primitive(whole), given.op, given.sources)


def _primitive(form: dict[Monomial, int]) -> dict[Monomial, int]:
    common = gcd(*form.values())
    return {monomial: value // common for monomial, value in form.items()} if common > 1 else form


def _tightened(given: _Row, unknowns: frozenset[Monomial]) -> _Row:
    """``n < 5/2`` as ``n <= 2`` for an integer n; other constraints as they are."""
    linear = [(monomial, value) for monomial, value in given.form.items() if monomial] if unknowns else []
    if given.op not in ("<", "<=") or len(linear) != 1 or linear[0][0] not in unknowns:
        return given
    monomial, slope = linear[0]
    constant = given.form.get((), 0)
    strict = given.op == "<"
    # the greatest n with slope*n + constant <= 0 or < 0, or the least one where the slope is negative
    size = abs(slope)
    whole = -(constant // size) - 1 if strict else -constant // size
    if slope < 0:
        whole = constant // size + 1 if strict else -(-constant // size)
    direction = 1 if slope > 0 else -1
    form: dict[Monomial, int] = {monomial: direction}
    if whole:
        form[()] = -direction * whole
    return _Row(form, "<=", given.sources)


def _no_integer_left(constraints: list[_Row], integers: frozenset[str]) -> frozenset[int] | None:
    """``0 < n < 3, n != 1, n != 2``: every integer of a short range is excluded."""
    for name in sorted(integers):
        low: tuple[Fraction, frozenset[int]] | None = None
        high: tuple[Fraction, frozenset[int]] | None = None
        holes: dict[Fraction, frozenset[int]] = {}
        for each in constraints:
            form = dict(each.form)
            slope = form.pop(((name, 1),), None)
            if slope is None or set(form) - {()}:
                continue
            limit = Fraction(-form.get((), 0), slope)
            if each.op == "!=":
                holes[limit] = each.sources
            elif each.op == "=":
                if limit.denominator != 1:
                    return each.sources
            elif slope > 0 and (high is None or limit < high[0]):
                high = (limit, each.sources)
            elif slope < 0 and (low is None or limit > low[0]):
                low = (limit, each.sources)
        if low and high and high[0] - low[0] < 50:
            whole = [Fraction(value) for value in range(ceil(low[0]), floor(high[0]) + 1)]
            if all(value in holes for value in whole):
                return low[1].union(high[1], *(holes[value] for value in whole))
    return None


def _eliminate(system: list[_Row]) -> frozenset[int] | None:
    while True:
        open_rows: list[_Row] = []
        for each in system:
            if len(each.form) > 1 or (each.form and () not in each.form):
                open_rows.append(each)
            elif _false(each):
                return each.sources
        system = open_rows
        if not system or len(system) > MAX_SYSTEM:
            return None
        equation = next((each for each in system if each.op == "="), None)
        if equation is not None:
            pivot = min(monomial for monomial in equation.form if monomial)
            system = [_without(each, pivot, equation) for each in system if each is not equation]
        else:
            system = _projected(system)


def _false(given: _Row) -> bool:
    """Whether a constraint without unknowns can't hold."""
    return not holds(given.op, given.form.get((), 0))


def _without(given: _Row, pivot: Monomial, equation: _Row) -> _Row:
    factor = given.form.get(pivot)
    if factor is None:
        return given
    slope = equation.form[pivot]
    return _combined(given, abs(slope), equation, -factor if slope > 0 else factor, given.op)


def _combined(first: _Row, a: int, second: _Row, b: int, op: str) -> _Row:
    """a times the first and b times the second; a is positive, and so is b unless the second is an equation."""
    form = {monomial: a * value for monomial, value in first.form.items()}
    for monomial, value in second.form.items():
        form[monomial] = form.get(monomial, 0) + b * value
    whole = _primitive({monomial: value for monomial, value in form.items() if value})
    return _Row(whole, op, first.sources | second.sources)


def _projected(system: list[_Row]) -> list[_Row]:
    """Fourier and Motzkin: one unknown fewer, the one that makes the fewest new relations."""
    ups: dict[Monomial, int] = {}
    downs: dict[Monomial, int] = {}
    for each in system:
        for monomial, value in each.form.items():
            if monomial:
                counter = ups if value > 0 else downs
                counter[monomial] = counter.get(monomial, 0) + 1
    unknowns = sorted(ups.keys() | downs.keys())
    pivot = min(unknowns, key=lambda unknown: ups.get(unknown, 0) * downs.get(unknown, 0))
    above = [(value, each) for each in system if (value := each.form.get(pivot, 0)) > 0]
    below = [(value, each) for each in system if (value := each.form.get(pivot, 0)) < 0]
    projected = [each for each in system if pivot not in each.form]
    for a, first in above:
        for b, second in below:
            op = "<" if "<" in (first.op, second.op) else "<="
            projected.append(_combined(first, -b, second, a, op))
    return projected
