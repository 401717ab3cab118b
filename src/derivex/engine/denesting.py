"""Square roots of sums with square roots or sines in them, where they are sums of simpler ones.

    sqrt(a + b*m) = sqrt(u) ± sqrt(v)      u, v = (a ± d)/2, d^2 = a^2 - b^2*m^2
    sqrt(p^2 + 2*p*q + q^2) = abs(p + q)   with sines: sqrt(1 + sin(2*x)) = abs(sin(x) + cos(x))

Contract: an element whose square is the polynomial and that is never negative, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

from flint import fmpq, fmpz_mpoly
from flint.utils.flint_exceptions import DomainError

from derivex.engine.elements import ONE_ELEMENT, Element, constant, negative
from derivex.engine.field import Field
from derivex.engine.positivity import AT_LEAST_ZERO, AT_MOST_ZERO, Sign, is_real_polynomial, sign_of_polynomial
from derivex.engine.splitting import absolute_kernel, factors_of

MAX_TERMS = 30

SquareRoot = Callable[[Element], Element]


def denested(field: Field, polynomial: fmpz_mpoly, square_root: SquareRoot) -> Element | None:
    """``sqrt(a + b*m)`` as ``sqrt(u) ± sqrt(v)`` for numbers a, b and a square root m of a number.

    With d^2 = a^2 - b^2*m^2 rational, u = (a + d)/2 and v = (a - d)/2; a, m and the value are positive.
    """
    if len(polynomial) != 2:
        return _of_radicals(field, polynomial, square_root)
    (first, one), (second, two) = polynomial.terms()
    if any(second) or two < 0:
        return _of_radicals(field, polynomial, square_root)
    generators = {field.ring.size - 1 - index: int(exponent) for index, exponent in enumerate(first) if exponent}
    if any(field.kernels[each].head != "root" or each not in field.low for each in generators):
        return _of_radicals(field, polynomial, square_root)
    square = field.power(Element(fmpq(1), generators), 2)
    rest = fmpq(two) ** 2 - fmpq(one) ** 2 * square.coefficient
    if square.factors or rest < 0:
        return None
    above, below = isqrt(int(rest.p)), isqrt(int(rest.q))
    if above**2 != rest.p or below**2 != rest.q:
        return None
    root = fmpq(above, below)
    large, small = square_root(constant((two + root) / 2)), square_root(constant((two - root) / 2))
    return field.add(large, small) if one > 0 else field.subtract(large, small)


def _of_radicals(field: Field, polynomial: fmpz_mpoly, square_root: SquareRoot) -> Element | None:
    """``sqrt(a + b*m)`` as ``sqrt(u) ± sqrt(v)`` for a product m of real square roots and polynomials a, b.

    With ``d^2 = a^2 - b^2*m^2``, u = (a + d)/2 and v = (a - d)/2 never negative, and signs of
    b and d that are known: ``(sqrt(u) ± sqrt(v))^2 = a ± 2*sqrt(u*v)`` and ``2*sqrt(u*v) = abs(b)*m``.
    """
    degrees = field.ring.degrees(polynomial)
    roots = [each for each in degrees if field.kernels[each].head == "root"]
    if len(polynomial) > MAX_TERMS:
        return None
    if not roots:
        return _of_sines(field, polynomial)
    if any(not _is_square_root(field, each) for each in roots):
        return None
    product = field.ring.expanded(dict.fromkeys(roots, 1))
    parts = field.ring.by_monomials(polynomial, roots)
    without, with_all = field.ring.one.monoms()[0], product.monoms()[0]
    if not parts.keys() <= {without, with_all}:
        return None
    plain, factor = (parts.get(each, field.ring.one * 0) for each in (without, with_all))
    try:
        root = field.ring.reduce(plain**2 - factor**2 * field.ring.reduce(product**2)).sqrt()
    except DomainError:
        return None
    sign = sign_of_polynomial(field, factor)
    direction = sign_of_polynomial(field, root) if root else Sign.NONNEGATIVE
    ends = [plain + root, plain - root]
    if any(each and sign_of_polynomial(field, each) not in AT_LEAST_ZERO for each in ends):
        return None
    half = constant(fmpq(1, 2))
    large, small = (square_root(field.multiply(half, field.element(each))) for each in ends)
    if sign in AT_LEAST_ZERO:
        return field.add(large, small)
    if sign is Sign.UNKNOWN:
        return None
    found = field.subtract(large, small)
    if direction is Sign.UNKNOWN:
        return _size(field, found)
    return found if direction in AT_LEAST_ZERO else negative(found)


def _is_square_root(field: Field, generator: int) -> bool:
    return (
        generator in field.low and field.kernels[generator].degree == 2 and len(field.kernels[generator].arguments) == 1
    )


def _size(field: Field, element: Element) -> Element | None:
    """The absolute value of a real element without denominators, factor by factor."""
    coefficient, above, below = field.canonical(element)
    if not below.is_one() or not is_real_polynomial(field, above):
        return None
    result = constant(abs(coefficient))
    for part, count in factors_of(field, above):
        sign = sign_of_polynomial(field, part)
        if sign in AT_LEAST_ZERO:
            size = field.element(part)
        elif sign in AT_MOST_ZERO:
            size = negative(field.element(part))
        else:
            size = field.generator(absolute_kernel(field, part))
        result = field.multiply(result, field.power(size, count))
    return result


# ---- with sines ----


def _of_sines(field: Field, polynomial: fmpz_mpoly) -> Element | None:
    """Of a square ``(p + q)^2`` in which 2*p*q has the sine as a factor: ``abs(p + q)``."""
    cosine = next((cosine for cosine, sine in field.sines.items() if sine == max(field.ring.degrees(polynomial))), None)
    if cosine is None or not is_real_polynomial(field, polynomial):
        return None
    parts = field.ring.by_powers(polynomial, field.sines[cosine])
    if parts.keys() != {0, 1}:
        return None
    square = field.ring.one - field.ring.polynomials[cosine] ** 2
    try:
        root = (parts[0] ** 2 - parts[1] ** 2 * square).sqrt()
    except DomainError:
        return None
    ends = [_root_of_half(field, parts[0] + sign * root, cosine, square) for sign in (1, -1)]
    if ends[0] is None or ends[1] is None:
        return None
    for one in (ends[1], negative(ends[1])):
        total = field.add(ends[0], one)
        if field.is_zero(field.subtract(field.power(total, 2), field.element(polynomial))):
            return _size(field, total)
    return None


def _root_of_half(field: Field, polynomial: fmpz_mpoly, cosine: int, square: fmpz_mpoly) -> Element | None:
    """p with ``2*p^2 = polynomial``, itself a polynomial or the sine times one."""
    rest, left = divmod(polynomial * 2, square)
    for inside, factor in ((polynomial * 2, ONE_ELEMENT), (rest, field.generator(field.sines[cosine]))):
        if factor is not ONE_ELEMENT and left:
            continue
        try:
            return field.multiply(field.multiply(constant(fmpq(1, 2)), factor), field.element(inside.sqrt()))
        except DomainError:
            continue
    return None
