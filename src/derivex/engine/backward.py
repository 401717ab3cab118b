"""From the field back to terms: factors that are polynomials in symbols and I.

Contract: the term has the value of the factor; ``names`` are those of the symbols, by
generator, and any other generator is taken for I, so callers make sure that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping

from derivex.engine.field import Field
from derivex.term import IMAGINARY, Sym, Term, add, multiply, number, power

Names = Mapping[int, str]


def term_of(field: Field, names: Names, factor: int) -> Term:
    """A factor as a term."""
    return add(*(monomial(field, names, *each) for each in field.ring.polynomials[factor].terms()))


def monomial(field: Field, names: Names, exponents: tuple[int, ...], coefficient: object) -> Term:
    """A monomial with its coefficient as a term."""
    powers = [symbol_power(names, generator, times) for generator, times in field.exponents(exponents).items()]
    return multiply(*([] if coefficient == 1 and powers else [number(int(str(coefficient)))]), *powers)


def symbol_power(names: Names, generator: int, exponent: int) -> Term:
    """A power of a symbol or of I as a term."""
    symbol = Sym(names.get(generator, IMAGINARY.name))
    return symbol if exponent == 1 else power(symbol, number(exponent))
