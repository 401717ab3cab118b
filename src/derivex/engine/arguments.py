"""The principal argument of elements, in (-pi, pi], and what goes by it.

The argument is found by the signs of both parts; where they aren't known it is a real kernel, whose
sine and cosine are known. ``arg(conj(u))`` is ``2*pi*k - arg(u)``, where k is 1 on the negative real
line and else 0: a kernel with ``k^2 = k``. The roots of u and conj(u) are conjugate in the same
way, so that one of the two is a kernel and the other one is written by it.

All of it holds pointwise, for u other than 0; at 0 the argument is undefined.

Incomplete: where the signs of both parts are unknown nothing else is known of an argument.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from derivex.engine.cartesian import irreducible, known_nonzero
from derivex.engine.conjugates import conjugated, magnitude, parts_of
from derivex.engine.elements import ONE, ONE_ELEMENT, Element, Kernel, Undefined, constant, negative
from derivex.engine.field import Field
from derivex.engine.named import imaginary_unit, pi_element
from derivex.engine.positivity import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    Sign,
    is_real,
    is_real_polynomial,
    never_negative,
    sign_of,
)


def argument(field: Field, u: Element) -> Element:
    """The principal argument of an element that isn't zero where this is defined."""
    if field.is_zero(u):
        raise Undefined
    coefficient, _, _ = field.canonical(u)
    rest = constant(1 if coefficient > 0 else -1)
    kept: list[tuple[int, int]] = []
    for factor, exponent in irreducible(field, u):
        sign = sign_of(field, field.element(field.ring.polynomials[factor]))
        if sign in AT_LEAST_ZERO:
            continue
        if sign in AT_MOST_ZERO:
            rest = rest if exponent % 2 == 0 else negative(rest)
            continue
        if is_real_polynomial(field, field.ring.polynomials[factor]):
            exponent %= 2
        if exponent:
            kept.append((factor, exponent))
    if len(kept) == 1 and rest.coefficient > 0:
        found = _argument_of_root(field, *kept[0])
        if found is not None:
            return found
    if len(kept) == 2 and rest.coefficient > 0:
        found = _argument_of_root_and_base(field, kept)
        if found is not None:
            return found
    for factor, exponent in kept:
        rest = field.multiply(rest, field.power(field.element(field.ring.polynomials[factor]), exponent))
    return _argument_by_parts(field, rest)


def _argument_of_root(field: Field, factor: int, exponent: int) -> Element | None:
    """``arg(b^(k/n)) = arg(b)*k/n`` for ``-n < k < n``."""
    if factor >= field.ring.size or field.kernels[factor].head != "root":
        return None
    kernel = field.kernels[factor]
    if abs(exponent) >= kernel.degree or len(kernel.arguments) > 1:
        return None
    return field.multiply(constant(fmpq(exponent, kernel.degree)), argument(field, kernel.arguments[0]))


def _argument_of_root_and_base(field: Field, kept: list[tuple[int, int]]) -> Element | None:
    """``arg(b^(k/n)*b^m)`` likewise, for ``-1 < k/n + m < 1``."""
    for (root, times), (other, power) in (kept, kept[::-1]):
        kernel = field.kernels[root] if root < field.ring.size else None
        if kernel is None or kernel.head != "root" or len(kernel.arguments) > 1:
            continue
        coefficient, above, below = field.canonical(kernel.arguments[0])
        share = fmpq(times, kernel.degree) + power
        if coefficient > 0 and below.is_one() and field.ring.intern(above) == other and -1 < share < 1:
            return field.multiply(constant(share), argument(field, kernel.arguments[0]))
    return None


def _argument_by_parts(field: Field, u: Element) -> Element:
    real, other = parts_of(field, u)
    if not (is_real(field, real) and is_real(field, other)):
        return _argument_kernel(field, (u,))
    pi = pi_element(field)
    half = field.multiply(constant(fmpq(1, 2)), pi)
    if field.is_zero(other):  # pi*(1 - sign)/2
        turned = field.divide(real, magnitude(field, real))
        return field.multiply(half, field.subtract(ONE_ELEMENT, turned))
    if field.is_zero(real):
        return field.multiply(half, field.divide(other, magnitude(field, other)))
    right, up = sign_of(field, real), sign_of(field, other)
    if right is Sign.POSITIVE:
        return _atan(field, field.divide(other, real))
    if up is Sign.POSITIVE:
        return field.subtract(half, _atan(field, field.divide(real, other)))
    if up is Sign.NEGATIVE:
        return field.subtract(negative(half), _atan(field, field.divide(real, other)))
    if right is Sign.NEGATIVE and up is Sign.NONNEGATIVE:
        return field.add(pi, _atan(field, field.divide(other, real)))
    if field.canonical(other)[0] > 0:
        return _argument_kernel(field, _scaled(field, real, other), right, up)
    angle = _argument_kernel(field, _scaled(field, real, negative(other)), right, _flipped(up))
    indicator = _on_the_cut(field, real, negative(other))
    if indicator is None:
        return negative(angle)
    field.keys["cut of", *angle.factors] = next(iter(indicator.factors))
    return field.subtract(field.product((constant(2), pi, indicator)), angle)


def _flipped(sign: Sign) -> Sign:
    return {Sign.NONNEGATIVE: Sign.NONPOSITIVE, Sign.NONPOSITIVE: Sign.NONNEGATIVE}.get(sign, sign)


def _scaled(field: Field, real: Element, other: Element) -> tuple[Element, Element]:
    """Both parts over the numerical content that they share."""
    size = abs(other.coefficient)
    return Element(real.coefficient / size, real.factors), Element(other.coefficient / size, other.factors)


def _atan(field: Field, u: Element) -> Element:
    from derivex.engine.heads import HEADS

    return HEADS["atan"](field, u)


def _key(field: Field, elements: tuple[Element, ...]) -> tuple[object, ...]:
    found: list[object] = []
    for element in elements:
        coefficient, above, below = field.canonical(element)
        found += [str(coefficient), field.ring.intern(above) if coefficient else -1, field.ring.intern(below)]
    return tuple(found)


def _argument_kernel(
    field: Field, arguments: tuple[Element, ...], right: Sign = Sign.UNKNOWN, up: Sign = Sign.UNKNOWN
) -> Element:
    """The kernel ``arg``: of one complex element, or of one with these two parts."""
    key = ("arg", *_key(field, arguments))
    found = field.keys.get(key)
    if found is None:
        pi = field.polynomial(pi_element(field))
        found = field.create(Kernel("arg", arguments), key)
        field.real.add(found)
        quarter = right is Sign.NONNEGATIVE
        limit = Fraction(11, 7) if quarter else Fraction(22, 7)
        field.low[found] = (-limit, True) if up is not Sign.NONNEGATIVE else (Fraction(0), False)
        field.high[found] = (limit, True) if up is not Sign.NONPOSITIVE or not quarter else (Fraction(0), False)
        kernel = field.ring.polynomials[found]
        for polynomial, strict in ((pi - kernel, False), (pi + kernel, True)):
            direction = 1 if polynomial.leading_coefficient() > 0 else -1
            field.signs[field.ring.intern_positive(polynomial)] = (strict, direction)
    return Element(ONE, {found: 1})


def _on_the_cut(field: Field, real: Element, other: Element) -> Element | None:
    """1 where the number with these parts, not 0, is real and negative, else 0; None if it never is."""
    if never_negative(field, real) or known_nonzero(field, other):
        return None
    real, other = _scaled(field, real, other)
    key = ("on the cut", *_key(field, (real, other)))
    found = field.keys.get(key)
    if found is None:
        found = field.create(Kernel("on the cut", (real, other)), key)
        field.real.add(found)
        field.integers.add(found)
        field.low[found], field.high[found] = (Fraction(0), False), (Fraction(1), False)
        kernel = field.ring.polynomials[found]
        field.ring.reduce_by(found, 2, kernel**2 - kernel)
    return Element(ONE, {found: 1})


def mirrored_root(field: Field, base: Element, degree: int) -> Element | None:
    """``b^(1/n)`` by the root of ``conj(b)``, for one of the two; None for the other.

    They are conjugate, but on the negative real line, where both are the same, they differ
    from each other's conjugates by ``exp(2*pi*I/n)``.
    """
    from derivex.engine.roots import rational_power, root_of_unity

    if is_real(field, base):
        return None
    real, other = parts_of(field, base)
    whole = is_real(field, real) and is_real(field, other)
    if not whole or field.is_zero(other) or field.canonical(other)[0] > 0 or not known_nonzero(field, base):
        return None
    root = conjugated(field, rational_power(field, conjugated(field, base), fmpq(1, degree)))
    indicator = _on_the_cut(field, real, negative(other))
    if indicator is None:
        return root
    turned = field.multiply(indicator, field.subtract(root_of_unity(field, fmpq(2, degree)), ONE_ELEMENT))
    return field.multiply(root, field.add(ONE_ELEMENT, turned))


def sine_cosine_of_argument(field: Field, kernel: Kernel) -> tuple[Element, Element] | None:
    """Sine and cosine of an argument: both parts over the size."""
    if len(kernel.arguments) != 2:
        return None
    real, other = kernel.arguments
    size = magnitude(field, field.add(real, field.multiply(imaginary_unit(field), other)))
    return field.divide(other, size), field.divide(real, size)
