"""A polynomial as a sum of squares and a rest: ``x^2 - 2*x + 3`` is ``(x - 1)^2 + 2``.

Squares are completed one part at a time, as in school; a part that occurs in even powers
only is taken as its square. Whether the result is never negative is for its reader to see.

Contract: the answer is equal to the term, as polynomials are; None where there is nothing
to complete or the term is too large.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from derivex.linear import Form, FormTooBig, Monomial, form_of, form_product, form_sum
from derivex.term import TWO, Term, add, multiply, number, power

MAX_SQUARES = 12


def squares(term: Term) -> Term | None:
    """The term with its squares completed, positive ones and negative ones alike.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(squares(read("x^2 + 3 - 2*x")))
    '(x - 1)^2 + 2'
    """
    generators: dict[str, Term] = {}
    rest = form_of(term, generators)
    if rest is None:
        return None
    found: list[Term] = []
    try:
        while len(found) < MAX_SQUARES:
            completed = _completed(rest)
            if completed is None:
                break
            factor, base, rest = completed
            square = power(written(base, generators), TWO)
            found.append(square if factor == 1 else multiply(number(factor), square))
    except FormTooBig:
        return None
    if not found:
        return None
    return add(*found, written(rest, generators)) if rest else add(*found) if len(found) > 1 else found[0]


def _completed(form: Form) -> tuple[Fraction, Form, Form] | None:
    """``a*v^2 + b*v + c`` as ``a``, ``v + b/(2*a)`` and ``c - b^2/(4*a)``, for the first part v that allows it."""
    for name in sorted({name for monomial in form for name, _ in monomial}):
        exponents = {dict(monomial).get(name, 0) for monomial in form}
        step = gcd(*exponents)
        if max(exponents) != 2 * step or step not in exponents:
            continue  # without a middle term there is nothing to complete
        by_degree: dict[int, Form] = {0: {}, 1: {}, 2: {}}
        for monomial, value in form.items():
            others = tuple(pair for pair in monomial if pair[0] != name)
            by_degree[dict(monomial).get(name, 0) // step][others] = value
        if set(by_degree[2]) != {()}:
            continue
        factor = by_degree[2][()]
        half = {monomial: value / (2 * factor) for monomial, value in by_degree[1].items()}
        taken = {monomial: -factor * value for monomial, value in form_product(half, half).items()}
        return factor, form_sum({((name, step),): Fraction(1)}, half), form_sum(by_degree[0], taken)
    return None


def written(form: Form, generators: dict[str, Term]) -> Term:
    """A polynomial as a term, higher powers first."""
    ordered = sorted(form.items(), key=lambda item: (-sum(exponent for _, exponent in item[0]), item[0]))
    return _sum([_summand(monomial, value, generators) for monomial, value in ordered])


def _sum(summands: list[Term]) -> Term:
    return summands[0] if len(summands) == 1 else add(*summands)


def _summand(monomial: Monomial, value: Fraction, generators: dict[str, Term]) -> Term:
    factors = [
        generators[name] if exponent == 1 else power(generators[name], number(exponent)) for name, exponent in monomial
    ]
    if not factors:
        return number(value)
    if value != 1:
        factors.insert(0, number(value))
    return factors[0] if len(factors) == 1 else multiply(*factors)
