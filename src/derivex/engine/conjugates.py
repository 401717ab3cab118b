"""Complex parts of elements: conjugates, real and imaginary parts, sizes.

Where a question speaks of them every complex symbol z is written ``x + I*y`` with two real kernels
(``field.cartesian``), and so are exp, log, sin and cos of what is complex:

    exp(a + I*b) = exp(a)*(cos(b) + I*sin(b))    log(u) = log(abs(u)) + I*arg(u)
    abs(u)^2 = u*conj(u)                         sign(u) = u/abs(u) where u isn't 0

Nearly every kernel is then real, and conjugation is the automorphism of the ring that takes I to
-I. Of the kernels that stay complex,

    conj(b^(1/n)) = abs(b)^(2/n)/b^(1/n) for b other than 0

holds on the cut too. All of it holds pointwise; ``conj`` of a function about which nothing is
known (an unknown function of something complex) is a kernel of its own.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.cartesian import (
    both_parts,
    factor_is_nonzero,
    is_cartesian,
    known_nonzero,
    require_nonzero,
)
from derivex.engine.elements import ONE, ZERO_ELEMENT, Element, Kernel, constant, negative
from derivex.engine.field import Field
from derivex.engine.named import imaginary_unit
from derivex.engine.positivity import Sign, is_real, is_real_polynomial, sign_of_polynomial
from derivex.engine.splitting import factors_of

MAX_CONJUGATED = 200  # terms of a polynomial whose kernels are conjugated one by one


def parts_of(field: Field, u: Element) -> tuple[Element, Element]:
    """Real and imaginary part; made of real kernels if all kernels of u but I are."""
    if is_real(field, u):
        return u, ZERO_ELEMENT
    _, above, below = field.canonical(u)
    if not (is_cartesian(field, above) and is_cartesian(field, below)):
        other = conjugated(field, u)
        half = constant(fmpq(1, 2))
        turned = field.multiply(negative(field.multiply(half, imaginary_unit(field))), field.subtract(u, other))
        return field.multiply(half, field.add(u, other)), turned
    coefficient, above, below = field.canonical(u)
    size = field.ring.one
    if not is_real_polynomial(field, below):
        first, second = both_parts(field, below)
        field.ring.spend(len(above) * len(below))
        above = field.ring.reduce(above * (first - second * field.polynomial(imaginary_unit(field))))
        size = field.ring.reduce(first * first + second * second)
    else:
        size = below
    scale = field.divide(constant(coefficient), field.element(size))
    real, other = (field.multiply(scale, field.element(side)) for side in both_parts(field, above))
    return real, other


def conjugated(field: Field, u: Element) -> Element:
    """The complex conjugate."""
    if is_real(field, u):
        return u
    result = constant(u.coefficient)
    for factor, exponent in u.factors.items():
        result = field.multiply(result, field.power(_conjugate_factor(field, factor), exponent))
    return result


def _conjugate_factor(field: Field, factor: int) -> Element:
    if factor < field.ring.size:
        return _conjugate_kernel(field, factor)
    polynomial = field.ring.polynomials[factor]
    if is_real_polynomial(field, polynomial):
        return field.element(polynomial)
    if len(polynomial) > MAX_CONJUGATED:
        raise TooHard(f"a conjugate of more than {MAX_CONJUGATED} terms")
    last = field.ring.size - 1
    summands = []
    for monomial, number in polynomial.terms():
        product = constant(fmpq(number))
        for index, exponent in enumerate(monomial):
            if exponent:
                product = field.multiply(product, field.power(_conjugate_kernel(field, last - index), int(exponent)))
        summands.append(product)
    return field.add(*summands)


def _conjugate_kernel(field: Field, generator: int) -> Element:
    from derivex.engine.exponentials import exponential
    from derivex.engine.logarithms import logarithm
    from derivex.engine.trigonometry import sine_cosine

    if generator in field.real:
        return field.generator(generator)
    kernel = field.kernels[generator]
    match kernel.head:
        case "I":
            return negative(field.generator(generator))
        case "exp":
            return exponential(field, conjugated(field, kernel.arguments[0]))
        case "log":  # log(v) + conj(log(v)) = 2*log(abs(v)), on the cut too
            size = logarithm(field, magnitude(field, kernel.arguments[0]))
            return field.subtract(field.multiply(constant(2), size), field.generator(generator))
        case "sin" | "cos":
            pair = sine_cosine(field, conjugated(field, kernel.arguments[0]))
            return pair[0] if kernel.head == "sin" else pair[1]
        case "erf" | "gamma" | "factorial" | "binomial" | "sinc":  # real and without cuts
            from derivex.engine.heads import apply

            inner = tuple(conjugated(field, argument) for argument in kernel.arguments)
            return apply(field, kernel.head, inner, unknown=False)
        case "root":
            found = _conjugate_root(field, generator)
            if found is not None:
                return found
    mate = field.keys.get(("conjugate", generator))
    if mate is None:
        mate = field.create(Kernel("conjugate", (field.generator(generator),)), ("conjugate", generator))
        field.keys["conjugate", mate] = generator
        if generator in field.nonzero:
            field.nonzero.add(mate)
    return field.generator(mate)


def _conjugate_root(field: Field, generator: int) -> Element | None:
    """``r = c*b^(1/n)``: its conjugate is ``conj(c)*c*abs(b)^(2/n)/r``, for b other than 0."""
    from derivex.engine.roots import rational_power

    kernel = field.kernels[generator]
    base = kernel.arguments[0]
    require_nonzero(field, base)
    if not known_nonzero(field, base):
        return None
    size = rational_power(field, magnitude(field, base), fmpq(2, kernel.degree))
    scales = [each for scale in kernel.arguments[1:] for each in (scale, conjugated(field, scale))]
    field.nonzero.add(generator)
    return field.divide(field.product([size, *scales]), field.generator(generator))


def magnitude(field: Field, u: Element) -> Element:
    """``abs(u)``."""
    from derivex.engine.absolute import absolute  # which comes here for its complex factors

    return absolute(field, u)


def size_of_factor(field: Field, factor: int) -> Element:
    """``abs(f) = sqrt(f*conj(f))`` of a complex irreducible f."""
    from derivex.engine.exponentials import exponential
    from derivex.engine.roots import rational_power

    part = field.element(field.ring.polynomials[factor])
    if factor < field.ring.size and field.kernels[factor].head == "exp":
        return exponential(field, parts_of(field, field.kernels[factor].arguments[0])[0])
    square = field.multiply(part, conjugated(field, part))
    coefficient, above, below = field.canonical(square)
    under = sign_of_polynomial(field, below)
    if is_real_polynomial(field, above) and under in (Sign.POSITIVE, Sign.NEGATIVE):
        direction = 1 if (coefficient > 0) == (under is Sign.POSITIVE) else -1
        _not_negative(field, above, direction, factor_is_nonzero(field, factor))
    if not (is_real_polynomial(field, above) and is_real_polynomial(field, below)):
        return _size_kernel(field, factor, square)
    return rational_power(field, field.multiply(constant(coefficient), field.fraction(above, below)), fmpq(1, 2))


def _size_kernel(field: Field, factor: int, square: Element) -> Element:
    """``abs(f)`` as a real kernel whose square is f*conj(f), where that isn't made of real kernels."""
    key = ("abs of complex", factor)
    found = field.keys.get(key)
    if found is None:
        found = field.create(Kernel("abs", (field.element(field.ring.polynomials[factor]),)), key)
        field.real.add(found)
        field.low[found] = (Fraction(0), factor_is_nonzero(field, factor))
        if square.coefficient.q == 1 and all(exponent > 0 for exponent in square.factors.values()):
            field.relate(found, 2, square)
    return Element(ONE, {found: 1})


def _not_negative(field: Field, polynomial: fmpz_mpoly, direction: int, strict: bool) -> None:
    """Note that a polynomial times the direction is never negative; and so its base, if it is an odd power."""
    found = factors_of(field, polynomial)
    bases = [part for part, count in found if count % 2] if len(found) == 1 else []
    for each in (polynomial, *bases):
        number = field.ring.intern_positive(each)
        if number not in field.signs or strict:
            field.signs[number] = (strict, direction)
