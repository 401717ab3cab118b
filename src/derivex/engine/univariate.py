"""A term as a polynomial in one of its parts, with rational coefficients.

Contract: None for anything else, constants and degrees beyond MAX_DEGREE included.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz_poly

from derivex.linear import form_of
from derivex.term import Term

MAX_DEGREE = 24


def univariate(term: Term) -> tuple[Term, list[Fraction]] | None:
    """The part and the coefficients, from the constant one upwards.

    >>> from derivex.term import Num, Sym, power, subtract
    >>> part, coefficients = univariate(subtract(power(Sym("x"), Num("2")), Num("3")))
    >>> part, [str(value) for value in coefficients]
    (Sym(name='x'), ['-3', '0', '1'])
    """
    generators: dict[str, Term] = {}
    form = form_of(term, generators)
    names = {name for monomial in form or () for name, _ in monomial}
    if form is None or len(names) != 1:
        return None
    degree = max(exponent for monomial in form for _, exponent in monomial)
    if not 1 <= degree <= MAX_DEGREE:
        return None
    coefficients = [Fraction(0)] * (degree + 1)
    for monomial, value in form.items():
        coefficients[monomial[0][1] if monomial else 0] = value
    return generators[names.pop()], coefficients


def primitive(coefficients: list[Fraction]) -> fmpz_poly:
    """A polynomial over the integers with the same zeros."""
    scale = 1
    for value in coefficients:
        scale *= (value * scale).denominator
    return fmpz_poly([int(value * scale) for value in coefficients])
