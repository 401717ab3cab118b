"""Principal powers with a rational exponent, as kernels whose D-th power is known.

The base is split first (``splitting``), so that ``sqrt(x^2)`` is ``abs(x)`` for real x and
``sqrt(a*b)`` splits over factors that are never negative. Besides the facts there,

    b^(n/q) = (b^(1/q))^n        (-f)^w = abs(f)^(2*w)*(-1)^w/f^w

hold, the latter for real f other than 0. All of it is right at b = 0 too, where both
sides are defined.

Incomplete: roots of factors that have more to do with each other than their product are independent
kernels; for constants ``constants`` settles it.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor, lcm

from flint import fmpq, fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.arguments import mirrored_root
from derivex.engine.definite import conjugate_of_positive
from derivex.engine.denesting import denested
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Kernel, Undefined, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.named import imaginary_unit
from derivex.engine.positivity import (
    AT_LEAST_ZERO,
    Sign,
    is_nonzero_factor,
    is_real,
    never_negative,
    sign_of_polynomial,
    strength_of,
)
from derivex.engine.splitting import Split, absolute_kernel, lemma_pieces, prime_powers, root_behind

MAX_ROOT = 64  # the largest denominator of an exponent
MAX_COMMON_ROOT = 256  # and of all exponents of one base together


def rational_power(field: Field, base: Element, exponent: fmpq) -> Element:
    """The principal ``base^exponent``; right at base = 0 too, where both are defined."""
    if exponent.q == 1:
        if abs(int(exponent.p)).bit_length() > 40:
            raise TooHard("a power beyond a billion")
        return field.power(base, int(exponent.p))
    if exponent.q > MAX_ROOT:
        raise TooHard(f"a root beyond the {MAX_ROOT}th")
    if field.is_zero(base):
        if exponent < 0:
            raise Undefined
        return ZERO_ELEMENT
    split = Split(field, base)
    parts = [_root_of_number(field, split.magnitude, exponent)]
    for factor, count in split.parts:
        parts.append(_power_of_part(field, factor, exponent * count))
    unit = split.unit(field)
    if unit is not None:
        parts.append(root_of_unity(field, exponent * unit) if unit else ONE_ELEMENT)
    elif split.mirrored(field) and is_nonzero_factor(field, field.ring.intern(split.above)):
        # (-f)^w = abs(f)^(2*w) * (-1)^w / f^w for real f other than 0
        parts.append(_power_of_part(field, absolute_kernel(field, split.above), exponent * 2))
        parts.append(root_of_unity(field, exponent))
        parts.append(_root_power(field, split.above, field.ring.one, False, -exponent))
    elif (turned := _by_conjugate(field, split, int(exponent.q))) is not None:
        parts.append(field.power(turned, int(exponent.p)))
    elif (inner := root_behind(field, split)) is not None:  # a principal root turns by less than pi
        parts.append(rational_power(field, inner[0], exponent / inner[1]))
    else:
        rest = lemma_pieces(field, split)
        if rest.turns:
            parts.append(root_of_unity(field, exponent * rest.turns))
        for norm, times in rest.norms:
            parts.append(rational_power(field, field.element(norm), exponent * times))
        for above, below, sign, times in rest.pieces:
            parts.append(_root_power(field, above, below, sign < 0, exponent * times))
    return field.product(parts)


def _by_conjugate(field: Field, split: Split, degree: int) -> Element | None:
    """The root of the rest by that of its conjugate, where complex parts are asked for and that is to be done."""
    if not field.cartesian:
        return None
    rest = field.fraction(split.above, split.below)
    return mirrored_root(field, negative(rest) if split.negative else rest, degree)


def root_of_unity(field: Field, exponent: fmpq) -> Element:
    """``(-1)^exponent = exp(pi*I*exponent)``."""
    from derivex.engine.multiples import at_multiple_of_pi  # as above

    if exponent.q == 2:  # a power of I
        return field.power(imaginary_unit(field), int(exponent.p))
    sine, cosine = at_multiple_of_pi(field, exponent)
    return field.add(cosine, field.multiply(imaginary_unit(field), sine))


def _root_of_number(field: Field, number: fmpq, exponent: fmpq) -> Element:
    parts = [ONE_ELEMENT]
    for whole, direction in ((int(number.p), 1), (int(number.q), -1)):
        for prime, count in prime_powers(whole):
            parts.append(_whole_and_root(field, field.ring.one * prime, exponent * (direction * count)))
    return field.product(parts)


def _whole_and_root(field: Field, polynomial: fmpz_mpoly, exponent: fmpq) -> Element:
    """A power of something never negative: its integer part plain, the rest a root."""
    whole = floor(Fraction(int(exponent.p), int(exponent.q)))
    rest = exponent - whole
    plain = field.power(field.element(polynomial), whole)
    return field.multiply(plain, _root_power(field, polynomial, field.ring.one, False, rest)) if rest else plain


def _power_of_part(field: Field, factor: int, exponent: fmpq) -> Element:
    if exponent.q == 1:
        return field.power(field.element(field.ring.polynomials[factor]), int(exponent.p))
    if exponent.q % 2 == 0:
        degree, alias = field.rules.get(factor, (0, ONE_ELEMENT))  # abs(f) is -f for a negative f
        inside = field.polynomial(alias) if degree == 1 else field.ring.polynomials[factor]
        plain = denested(field, inside, lambda each: rational_power(field, each, fmpq(1, 2)))
        if plain is not None:
            return rational_power(field, plain, exponent * 2)
        pair = conjugate_of_positive(field, inside, lambda each: strength_of(field, each))
        if pair is not None:  # f^w = (f*g)^w/g^w
            norm, other = (rational_power(field, field.element(each), exponent) for each in pair)
            return field.divide(norm, other)
    if factor < field.ring.size:
        kernel = field.kernels[factor]
        if kernel.head == "exp" and is_real(field, kernel.arguments[0]):
            return exponential(field, field.multiply(constant(exponent), kernel.arguments[0]))
        if kernel.head == "root" and len(kernel.arguments) == 1 and never_negative(field, kernel.arguments[0]):
            return rational_power(field, kernel.arguments[0], exponent / kernel.degree)
    return _root_power(field, field.ring.polynomials[factor], field.ring.one, False, exponent)


def _enclosed(field: Field, generator: int, base: Element, degree: int) -> None:
    """Bounds of the root of a positive number: six decimals."""
    if not base.factors and base.coefficient > 0:
        scaled = base.coefficient * fmpq(10 ** (6 * degree))
        found = int((scaled.p // scaled.q).root(degree))
        field.low[generator] = (Fraction(found, 10**6), found == 0)
        field.high[generator] = (Fraction(found + 1, 10**6), True)


def _root_power(field: Field, above: fmpz_mpoly, below: fmpz_mpoly, negated: bool, exponent: fmpq) -> Element:
    """``(±above/below)^exponent`` by the kernel ``below*(±above/below)^(1/D)``, whose D-th power is monic."""
    if exponent.q == 1:
        whole = field.power(field.fraction(above, below), int(exponent.p))
        return negative(whole) if negated and exponent.p % 2 else whole
    key = ("root", field.ring.intern(above), field.ring.intern(below), negated)
    generator, degree = field.levels.get(key, (-1, 1))
    wanted = lcm(degree, int(exponent.q))
    if wanted > MAX_COMMON_ROOT:
        raise TooHard(f"a root beyond the {MAX_COMMON_ROOT}th")
    bottom = field.element(below)
    if generator < 0 or wanted != degree:
        base = field.fraction(above, below)
        base = negative(base) if negated else base
        arguments = (base,) if below.is_one() else (base, bottom)
        new = field.create(Kernel("root", arguments, wanted), (key, wanted))
        if below.is_one() and not negated:
            sign = sign_of_polynomial(field, above)
            if sign in AT_LEAST_ZERO:
                field.real.add(new)
                field.low[new] = (Fraction(0), sign is Sign.POSITIVE)
                _enclosed(field, new, base, wanted)
        if generator >= 0:  # with k = wanted/degree, (below*b^(1/wanted))^k = below^(k - 1)*(below*b^(1/degree))
            times = wanted // degree
            field.relate(new, times, field.multiply(field.power(bottom, times - 1), field.generator(generator)))
        else:
            top = field.multiply(field.element(above), field.power(bottom, wanted - 1))
            field.relate(new, wanted, negative(top) if negated else top)
        field.levels[key] = (new, wanted)
        generator, degree = new, wanted
    root = field.generator(generator)
    root = root if below.is_one() else field.divide(root, bottom)
    return field.power(root, int(exponent.p) * (degree // int(exponent.q)))
