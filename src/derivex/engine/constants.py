"""Algebraic constants, exactly: is a polynomial in radicals, I and cosines of pi/n zero?

The constant kernels, each with its monic integer relation, span a free module over the
integers. Multiplying by the constant c is an integer matrix on it, whose characteristic
polynomial p has p(c) = 0 (Cayley and Hamilton). Without its factors x, p has only roots of
absolute value at least ``a/(a + b)``, with a its last coefficient's size and b the largest
(Cauchy). So if a ball around the value of c, at the principal branches, lies within that
distance of 0, then c is 0; and if p isn't divisible by x, or the ball excludes 0, it isn't.

Contract: ``is_zero_constant`` answers True or False exactly, None for what is no such
constant or too large for the bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from flint import acb, arb, ctx, fmpq, fmpz, fmpz_mat, fmpz_mpoly, fmpz_poly

from derivex.engine.elements import Element
from derivex.engine.field import Field
from derivex.engine.positivity import is_real

MAX_DIMENSION = 128  # of the module
MAX_PRECISION = 16_384  # bits of a ball
FIRST_PRECISION = 128
ALGEBRAIC = frozenset({"root", "I", "2*cos(pi/n)", "abs", "real root"})


class Vague(Exception):
    """A value can't be enclosed at this precision, or isn't that of a constant."""


def is_constant(field: Field, generator: int, heads: frozenset[str] = ALGEBRAIC) -> bool:
    """Whether a kernel is a constant made of the given heads."""
    kernel = field.kernels[generator]
    return kernel.head in heads and all(
        is_constant(field, each, heads) for argument in kernel.arguments for each in field.generators_of(argument)
    )


def vanishes_by_constants(field: Field, element: Element) -> bool:
    """Whether some factor of the element is 0, because all its coefficients are algebraic constants that are."""
    for factor, exponent in element.factors.items():
        if exponent > 0 and factor >= field.ring.size:
            groups = _coefficients(field, field.ring.polynomials[factor])
            if groups and all(is_zero_constant(field, each) for each in groups):
                return True
    return False


def _coefficients(field: Field, polynomial: fmpz_mpoly) -> list[fmpz_mpoly]:
    """The coefficients, polynomials in algebraic constants, of the monomials in all other kernels."""
    generators = field.ring.degrees(polynomial)
    others = {generator for generator in generators if not is_constant(field, generator)}
    return list(field.ring.by_monomials(polynomial, others).values()) if len(others) < len(generators) else []


def is_zero_constant(field: Field, polynomial: fmpz_mpoly) -> bool | None:
    """Whether a polynomial in algebraic constants is zero."""
    polynomial = field.ring.reduce(polynomial)
    if not polynomial:
        return True
    if polynomial.is_constant():
        return False
    characteristic = _annihilator(field, polynomial)
    if characteristic is None:
        return None
    coefficients = [abs(int(each)) for each in characteristic.coeffs()]
    if coefficients[0]:
        return False
    lowest = next(each for each in coefficients if each)
    largest = max(coefficients)
    precision = FIRST_PRECISION
    while precision <= MAX_PRECISION:
        with ctx.workprec(precision):
            try:
                size = abs(value_of_polynomial(field, polynomial, {}))
            except Vague:
                size = None
            if size is not None:
                if size > 0:
                    return False
                if size < arb(fmpq(lowest, lowest + largest)):
                    return True
        precision *= 2
    return None


def _annihilator(field: Field, polynomial: fmpz_mpoly) -> fmpz_poly | None:
    """The characteristic polynomial of multiplication; None where that is too large or can't be set up."""
    relations = {generator: (degree, relation) for generator, degree, relation in field.ring.relations}
    wanted = set(field.ring.degrees(polynomial))
    found: list[int] = []
    while wanted:
        generator = wanted.pop()
        if generator not in relations:
            return None
        found.append(generator)
        wanted |= set(field.ring.degrees(relations[generator][1])) - set(found)
    found.sort()
    dimension = 1
    for generator in found:
        dimension *= relations[generator][0]
    if dimension > MAX_DIMENSION:
        return None
    last = field.ring.size - 1
    basis: dict[tuple[int, ...], int] = {}
    for exponents in product(*(range(relations[generator][0]) for generator in found)):
        powers = [0] * field.ring.size
        for generator, exponent in zip(found, exponents, strict=True):
            powers[last - generator] = exponent
        basis[tuple(powers)] = len(basis)
    matrix = fmpz_mat(dimension, dimension)
    for monomial, row in basis.items():
        field.ring.spend(len(polynomial) * dimension)
        image = field.ring.reduce(polynomial * field.ring.context.from_dict({monomial: 1}))
        for each, number in image.terms():
            matrix[row, basis[tuple(int(exponent) for exponent in each)]] = number
    bits = max(int(abs(fmpz(each))).bit_length() for each in matrix.entries())
    if bits * dimension > field.ring.bounds.bits:
        return None
    return matrix.charpoly()


# ---- values ----


def value_of_polynomial(field: Field, polynomial: fmpz_mpoly, values: dict[int, acb]) -> acb:
    """A ball around the value of a polynomial in constants; ``Vague`` if there is none."""
    last = field.ring.size - 1
    total = acb(0)
    for monomial, number in polynomial.terms():
        term = acb(number)
        for index, exponent in enumerate(monomial):
            if exponent:
                term *= _value(field, last - index, values) ** int(exponent)
        total += term
    return total


def value_of_element(field: Field, element: Element, values: dict[int, acb]) -> acb:
    total = acb(arb(element.coefficient))
    for factor, exponent in element.factors.items():
        if factor < field.ring.size:
            value = _value(field, factor, values)
        else:
            value = value_of_polynomial(field, field.ring.polynomials[factor], values)
        if exponent < 0 and value.contains(0):
            raise Vague
        total *= value ** int(exponent)
    return total


def _value(field: Field, generator: int, values: dict[int, acb]) -> acb:
    found = values.get(generator)
    if found is None:
        kernel = field.kernels[generator]
        found = _CONSTANTS[kernel.head](field, generator, values) if kernel.head in _CONSTANTS else None
        if found is None:
            raise Vague
        if generator in field.real:
            found = acb(found.real)
        values[generator] = found
    return found


def _argument(field: Field, generator: int, values: dict[int, acb]) -> acb:
    argument = field.kernels[generator].arguments[0]
    value = value_of_element(field, argument, values)
    return acb(value.real) if is_real(field, argument) else value


def _away_from_cut(value: acb) -> acb:
    """The value, if it is told apart from 0 and from the cut of log; a real one may lie on it."""
    if value.contains(0) or (value.imag.contains(0) and not value.imag.is_zero() and not value.real > 0):
        raise Vague
    return value


def _root(field: Field, generator: int, values: dict[int, acb]) -> acb:
    kernel = field.kernels[generator]
    root = (_away_from_cut(_argument(field, generator, values)).log() / kernel.degree).exp()
    for scale in kernel.arguments[1:]:
        root *= value_of_element(field, scale, values)
    return root


def _absolute(field: Field, generator: int, values: dict[int, acb]) -> acb:
    return acb(abs(_argument(field, generator, values)))


def _real_root(field: Field, generator: int, values: dict[int, acb]) -> acb:
    degree = int(field.kernels[generator].arguments[1].coefficient.p)
    value = _argument(field, generator, values).real
    if value.contains(0):
        raise Vague
    root = (abs(value).log() / degree).exp()
    return acb(root if value > 0 else -root)


def _twice_cosine(field: Field, generator: int, values: dict[int, acb]) -> acb:
    return acb(2 * arb.cos_pi_fmpq(1 / field.kernels[generator].arguments[0].coefficient))


_CONSTANTS: dict[str, Callable[[Field, int, dict[int, acb]], acb]] = {
    "I": lambda field, generator, values: acb(0, 1),
    "pi": lambda field, generator, values: acb(arb.pi()),
    "root": _root,
    "abs": _absolute,
    "real root": _real_root,
    "2*cos(pi/n)": _twice_cosine,
    "log": lambda field, generator, values: _away_from_cut(_argument(field, generator, values)).log(),
    "exp": lambda field, generator, values: _argument(field, generator, values).exp(),
    "atan": lambda field, generator, values: _argument(field, generator, values).atan(),
    "asin": lambda field, generator, values: _argument(field, generator, values).asin(),
}
