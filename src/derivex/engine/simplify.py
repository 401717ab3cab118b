"""Conditions in words a student can read: ``x^2 - 1 != 0`` as ``x != 1`` and ``x != -1``.

Contract: exact. The simplified conditions hold together at an admitted point if and only if
the condition does; what always holds under the givens is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from flint import acb

from derivex.comparison import parts
from derivex.engine.balls import Evaluator
from derivex.engine.factors import zero_factors
from derivex.engine.instances import unknown_functions
from derivex.engine.univariate import primitive, univariate
from derivex.engine.values import Undefined, Unknown, ball
from derivex.given import YES, Given
from derivex.linear import FLIPPED, form_of
from derivex.term import ONE, TWO, ZERO, App, Term, free_symbols, literal, negate, number, walk
from derivex.term import add as total

NUMBER_PRECISION = 128  # bits; a number that is still not told from 0 counts as one that may be 0


def not_zero(term: Term) -> Term:
    return App("!=", (term, ZERO))


def simplified(condition: Term, given: Given, depth: int = 0) -> Iterator[Term]:
    assert isinstance(condition, App)
    if condition.head == "or":
        # each part is a conjunction; "or" is distributed over it, so that conditions stay plain
        parts_of = [tuple(simplified(part, given, depth + 1)) for part in condition.args]
        if all(parts_of):
            possible = [each for each in parts_of if not any(_is_false(part) for part in each)]
            if not possible:
                yield NEVER
            for choice in product(*possible) if possible else ():
                different = tuple(dict.fromkeys(choice))
                yield different[0] if len(different) == 1 else App("or", different)
        return
    if condition.head == "and":
        for part in condition.args:
            yield from simplified(part, given, depth + 1)
        return
    if constant_truth(condition) is True or given.holds(condition) == YES:
        return
    left, right = condition.args
    if condition.head != "!=":
        yield from _inequality(condition, given)
        return
    term = left if right == ZERO else total(left, negate(right))
    factors = zero_factors(term) if depth < 8 else None
    if factors is None:
        yield condition
        return
    for factor in factors:
        if factor == ZERO:
            yield condition
        elif not _never_zero(factor, given):
            yield from _solved(factor, given, depth)


NEVER = App("!=", (ZERO, ZERO))


def _is_false(condition: Term) -> bool:
    return isinstance(condition, App) and condition.head in FLIPPED and constant_truth(condition) is False


def constant_truth(condition: App) -> bool | None:
    left, right = (literal(side) for side in condition.args)
    if left is None or right is None:
        return None
    return {
        "!=": left != right,
        "=": left == right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[condition.head]


def _never_zero(factor: Term, given: Given, depth: int = 0) -> bool:
    if given.is_nonzero(factor) == YES or _no_real_root(factor, given) or _nonzero_number(factor):
        return True
    if isinstance(factor, App) and factor.head == "+" and _one_symbol_decides(factor, given):
        return True
    match factor:
        case App("cos", (App("atan" | "asinh", _),)):
            return True  # 1/sqrt(1 + u^2)
    norm = _norm(factor) if depth < 3 else None
    if norm is None:
        return False
    factors = zero_factors(norm)
    return factors is not None and ZERO not in factors and all(_never_zero(f, given, depth + 1) for f in factors)


def _norm(factor: Term) -> Term | None:
    """``a^2 - b^2*u`` of ``a + b*sqrt(u)``: zero wherever the factor is."""
    roots = [part for _, part in walk(factor) if isinstance(part, App) and part.head == "sqrt"]
    if not roots or not (isinstance(factor, App) and factor.head == "+"):
        return None
    root = roots[0]
    with_root = [arg for arg in parts(factor, "+") if any(part == root for _, part in walk(arg))]
    without = [arg for arg in parts(factor, "+") if arg not in with_root]
    squared = App("^", (total(*with_root), TWO))
    return total(App("^", (total(*without), TWO)), negate(squared)) if len(with_root) == 1 else None


def _one_symbol_decides(factor: App, given: Given) -> bool:
    """``x^2 + x + 1 + 2^y``: a polynomial in x that is positive, and other parts that aren't negative."""
    for name in sorted(free_symbols(factor)):
        mine = [part for part in factor.args if free_symbols(part) <= {name}]
        others = [part for part in factor.args if part not in mine]
        harmless = all(given.is_nonnegative(part) == YES for part in others)
        if others and mine and harmless and _no_real_root(total(*mine), given, positive_at_zero=True):
            return True
    return False


def _nonzero_number(factor: Term) -> bool:
    """A closed term whose value is certainly not zero."""
    if free_symbols(factor) or unknown_functions((factor,)):
        return False
    try:
        return not ball(Evaluator({}, NUMBER_PRECISION).evaluate(factor)).contains(0)
    except (Undefined, Unknown):
        return False


def _no_real_root(factor: Term, given: Given, *, positive_at_zero: bool = False) -> bool:
    """A polynomial in one real symbol (or in one positive part) without a zero there."""
    found = univariate(factor)
    if found is None or given.is_real(found[0]) != YES or (positive_at_zero and found[1][0] <= 0):
        return False
    part, polynomial = found[0], primitive(found[1])
    roots: list[tuple[acb, int]] = polynomial.complex_roots()  # type: ignore[assignment]  # the stubs say otherwise
    positive, bounded = given.is_positive(part) == YES, isinstance(part, App) and part.head in ("sin", "cos", "tanh")
    for root, _ in roots:
        if not root.imag.contains(0):
            continue
        if not positive_at_zero and ((positive and root.real < 0) or (bounded and abs(root.real) > 1)):
            continue
        return False
    return True


def _solved(factor: Term, given: Given, depth: int) -> Iterator[Term]:
    """``factor != 0`` in its simplest words."""
    linear = linear_part(factor)
    if linear is not None:
        part, value = linear
        yield from _part_differs(part, value, given, depth)
        return
    match factor:
        case App("+", (u, App("abs", (v,)))) | App("+", (App("abs", (v,)), u)) if u == v and given.is_real(u) == YES:
            yield from simplified(App(">", (u, ZERO)), given, depth + 1)
        case App("+", (App("abs", (v,)), App("neg", (u,)))) if u == v and given.is_real(u) == YES:
            yield from simplified(App("<", (u, ZERO)), given, depth + 1)
        case App("+", (u, App("neg", (App("abs", (v,)),)))) if u == v and given.is_real(u) == YES:
            yield from simplified(App("<", (u, ZERO)), given, depth + 1)
        case App("+", (first, App("neg", (second,)))):
            yield App("!=", (first, second))
        case _:
            yield not_zero(factor)


def linear_part(factor: Term) -> tuple[Term, Fraction] | None:
    """``a*part + b`` as the part and the value at which it is zero."""
    generators: dict[str, Term] = {}
    form = form_of(factor, generators)
    if form is None:
        return None
    monomials = [monomial for monomial in form if monomial]
    if len(monomials) != 1 or len(monomials[0]) != 1 or monomials[0][0][1] != 1:
        return None
    return generators[monomials[0][0][0]], -form.get((), Fraction(0)) / form[monomials[0]]


def _part_differs(part: Term, value: Fraction, given: Given, depth: int) -> Iterator[Term]:
    """``part != value`` where part is a symbol or the value of a function."""
    again: tuple[Term, Term] | None = None
    match part:
        case App("exp", (u,)) if given.is_real(u) == YES:
            if value <= 0:
                return
            again = (u, ZERO) if value == 1 else (u, App("log", (number(value),)))
        case App("log", (u,)) if value == 0:
            again = (u, ONE)
        case App("sqrt", (u,)):
            if value < 0:
                return
            again = (u, number(value**2))
        case App("root", (u, _)) if value == 0:
            again = (u, ZERO)
        case App("^", (u, exponent)) if value == 0 and (literal(exponent) or 0) > 0:
            again = (u, ZERO)
        case App("abs", (u,)) if given.is_real(u) == YES or value == 0:
            if value < 0:
                return
            yield from simplified(App("!=", (u, number(value))), given, depth + 1)
            if value:
                yield from simplified(App("!=", (u, number(-value))), given, depth + 1)
            return
        case App("tanh", (u,)) if value == 0 and given.is_real(u) != YES:
            again = (App("sinh", (u,)), ZERO)
        case App("coth", (u,)) if value == 0:
            if given.is_real(u) == YES:
                return
            again = (App("cosh", (u,)), ZERO)
        case App("sinh" | "tanh" | "atan" | "asinh" | "erf", (u,)) if value == 0 and given.is_real(u) == YES:
            again = (u, ZERO)
    if again is None:
        yield App("!=", (part, number(value)))
    else:
        yield from simplified(App("!=", again), given, depth + 1)


def _inequality(condition: App, given: Given) -> Iterator[Term]:
    """A condition of ``real values``: solved where it is linear in one part."""
    left, right = condition.args
    signs = given.signs(total(left, negate(right)) if right != ZERO else left)
    if signs is not None and condition.head == ">" and -1 not in signs:
        yield from simplified(App("!=", (left, right)), given, 1)
        return
    linear = linear_part(left if right == ZERO else total(left, negate(right)))
    if linear is None:
        yield condition
        return
    part, value = linear
    generators: dict[str, Term] = {}
    form = form_of(left if right == ZERO else total(left, negate(right)), generators) or {}
    slope = next((value for monomial, value in form.items() if monomial), Fraction(1))
    yield App(condition.head if slope > 0 else FLIPPED[condition.head], (part, number(value)))
