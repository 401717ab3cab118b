"""Sine and cosine as pairs of kernels, and what is defined through them.

``sin`` and ``cos`` of a sum follow from those of its monomials by the addition theorem; a
pair obeys ``s^2 + c^2 = 1``; multiples come by doubling, and the smallest fraction of a
monomial that occurs carries the kernels. Where I stands in the question, both are written
by ``exp(I*u)`` instead. At rational multiples of pi the values are algebraic; at integer
multiples of ``pi*n`` they are 0 and ``(-1)^n``. All of this holds for every complex argument.

Incomplete: angles without a rational ratio are independent; an argument of sin or cos in the
quotient ring is compared as it is, not up to multiples of 2*pi that only an identity shows.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from flint import arb, ctx, fmpq, fmpz_mpoly

from derivex.engine.addends import Addend, addends
from derivex.engine.answers import TooHard
from derivex.engine.arguments import sine_cosine_of_argument
from derivex.engine.conjugates import parts_of
from derivex.engine.constants import ALGEBRAIC, Vague, is_constant, value_of_element
from derivex.engine.elements import ONE, ONE_ELEMENT, ZERO_ELEMENT, Element, Kernel, Restart, constant, negative
from derivex.engine.exponentials import exponential, parity
from derivex.engine.field import Field
from derivex.engine.halfturns import note_angle
from derivex.engine.multiples import NOTHING, Pair, at_multiple_of_pi, square_root
from derivex.engine.named import imaginary_unit
from derivex.engine.positivity import is_real
from derivex.engine.roots import rational_power

MAX_MULTIPLE = 64  # sin(n*x) is a polynomial of degree n
MAX_SMALL = 8  # a multiple of an angle up to which its unit is taken to be the angle itself
SIGN_PRECISION = 256  # bits of a ball that tells a sign
CONSTANT_ANGLES = ALGEBRAIC | {"asin", "atan", "pi"}
MAX_HALVINGS = 4  # of an inverse sine or tangent inside of sin and cos


class NeedsParts(Restart):
    """Two sums of angles are no multiples of each other: the question is asked again with sums taken apart."""


class NeedsUnit(Restart):
    """A finer fraction of an angle turned up: the question is asked again with it from the start."""

    def __init__(self, key: tuple[object, ...], unit: Fraction) -> None:
        super().__init__(key, unit)
        self.key = key
        self.unit = unit


def sine_cosine(field: Field, argument: Element) -> Pair:
    """Sine and cosine of an element."""
    imaginary = field.keys.get("I")
    if field.cartesian and not is_real(field, argument):
        real, other = parts_of(field, argument)
        if is_real(field, real) and is_real(field, other):
            return _of_complex(field, real, other)
    if field.by_exponentials or (imaginary is not None and imaginary in field.generators_of(argument)):
        unit = imaginary_unit(field)
        turn = exponential(field, field.multiply(unit, argument))
        back = field.power(turn, -1)
        half = constant(fmpq(1, 2))
        sine = field.multiply(field.subtract(turn, back), negative(field.multiply(half, unit)))
        return sine, field.multiply(field.add(turn, back), half)
    coefficient, above, below = field.canonical(argument)
    if not coefficient:
        return NOTHING
    if len(above) > 1 and below.is_one() and coefficient.q % 2 == 0:
        halved = _half_of_constant(field, argument)
        if halved is not None:
            return halved
    result = NOTHING
    rest: list[Addend] = []
    for addend in addends(field, coefficient, above, below):
        pair = _special(field, addend.exponents, addend.times) if addend.below.is_one() else None
        if pair is None:
            rest.append(addend)
        else:
            result = pair if result is NOTHING else sum_of_angles(field, result, pair)
    if len(rest) > 1 and not field.angles_apart:
        if result is NOTHING:
            return _whole(field, coefficient, above, below)
        left = field.canonical(field.add(*(addend.element(field) for addend in rest)))
        return sum_of_angles(field, result, _whole(field, *left))
    for addend in rest:
        pair = _single(field, addend)
        result = pair if result is NOTHING else sum_of_angles(field, result, pair)
    return result


def _of_complex(field: Field, real: Element, other: Element) -> Pair:
    """``sin(a + I*b) = sin(a)*cosh(b) + I*cos(a)*sinh(b)``, and its like for cos."""
    growth, half = exponential(field, other), constant(fmpq(1, 2))
    decay = field.power(growth, -1)
    sine = field.product((half, imaginary_unit(field), field.subtract(growth, decay)))
    return sum_of_angles(field, sine_cosine(field, real), (sine, field.multiply(half, field.add(growth, decay))))


def _whole(field: Field, coefficient: fmpq, above: fmpz_mpoly, below: fmpz_mpoly) -> Pair:
    """Sine and cosine of a sum that is one angle as long as no other angle but its multiples occurs."""
    key = ("angle", field.ring.intern(above), field.ring.intern(below))
    if not field.whole_angles:
        field.whole_angles.append(key)
    if field.single_angles or field.whole_angles[0] != key:
        raise NeedsParts
    return _pair(field, key, field.element(above), key[2], coefficient)


def sum_of_angles(field: Field, left: Pair, right: Pair) -> Pair:
    """The addition theorem."""
    multiply = field.multiply
    sine = field.add(multiply(left[0], right[1]), multiply(left[1], right[0]))
    return sine, field.subtract(multiply(left[1], right[1]), multiply(left[0], right[0]))


def multiple(field: Field, pair: Pair, times: int) -> Pair:
    """Sine and cosine of an integer multiple of an angle, by doubling."""
    if times < 0:
        sine, cosine = multiple(field, pair, -times)
        return negative(sine), cosine
    if times > MAX_MULTIPLE:
        raise TooHard(f"a multiple of an angle beyond {MAX_MULTIPLE}")
    if times < 2:
        return pair if times else NOTHING
    sine, cosine = multiple(field, pair, times // 2)
    double = (
        field.product((constant(2), sine, cosine)),
        field.add(field.multiply(constant(2), field.power(cosine, 2)), constant(-1)),
    )
    return sum_of_angles(field, double, pair) if times % 2 else double


def _special(field: Field, exponents: dict[int, int], times: fmpq) -> Pair | None:
    """Multiples of pi, of ``pi*n`` with an integer n, and of inverse functions."""
    pi = field.keys.get("pi")
    if pi is not None and exponents.get(pi) == 1:
        rest = {generator: exponent for generator, exponent in exponents.items() if generator != pi}
        if not rest:
            return at_multiple_of_pi(field, times)
        if set(rest) <= field.integers and times.q == 1:
            return ZERO_ELEMENT, parity(field, Element(times, rest))
        return None
    halvings = int(times.q).bit_length() - 1
    if times.q != 1 << halvings or halvings > MAX_HALVINGS or len(exponents) != 1:
        return None
    ((generator, exponent),) = exponents.items()
    kernel = field.kernels[generator]
    if exponent == 1 and kernel.head == "arg":
        found = sine_cosine_of_argument(field, kernel)
        return None if found is None else multiple(field, found, int(times.p))
    if exponent != 1 or kernel.head not in ("asin", "atan"):
        return None
    (value,) = kernel.arguments
    square = field.power(value, 2)
    if kernel.head == "asin":
        pair = (value, rational_power(field, field.subtract(ONE_ELEMENT, square), fmpq(1, 2)))
    else:
        cosine = rational_power(field, field.add(ONE_ELEMENT, square), fmpq(-1, 2))
        pair = (field.multiply(value, cosine), cosine)
    if halvings and kernel.head == "asin":
        pair = _half_of_asin(field, value)
        halvings -= 1
    for _ in range(halvings):
        pair = _halved(field, pair)
    return multiple(field, pair, int(times.p))


def _half_of_asin(field: Field, value: Element) -> Pair:
    """By ``asin(z) = pi/2 - acos(z)``, ``cos(acos(z)/2) = sqrt((1 + z)/2)`` and ``sin(acos(z)/2) = sqrt((1 - z)/2)``.

    The two hold for every complex z, on the cuts too: Re(acos(z)) lies between 0 and pi.
    """
    half = constant(fmpq(1, 2))
    cosine, sine = (
        square_root(field, field.multiply(half, field.add(ONE_ELEMENT, each))) for each in (value, negative(value))
    )
    diagonal = square_root(field, half)
    return (
        field.multiply(diagonal, field.subtract(cosine, sine)),
        field.multiply(diagonal, field.add(cosine, sine)),
    )


def _half_of_constant(field: Field, angle: Element) -> Pair | None:
    """Of a sum of inverse functions of constants that is half of a simpler one: square roots, signs by balls."""
    kernels = field.generators_of(angle)
    if not any(field.kernels[each].head in ("asin", "atan") for each in kernels):
        return None
    if not all(is_constant(field, each, CONSTANT_ANGLES) and is_real(field, field.generator(each)) for each in kernels):
        return None
    with ctx.workprec(SIGN_PRECISION):
        try:
            value = value_of_element(field, angle, {}).real
        except Vague:
            return None
        signs = [1 if each > 0 else -1 if each < 0 else 0 for each in (value.sin(), value.cos())]
    if 0 in signs:
        return None
    cosine = sine_cosine(field, field.multiply(constant(2), angle))[1]
    roots = (
        square_root(field, field.multiply(constant(fmpq(1, 2)), field.add(ONE_ELEMENT, each)))
        for each in (negative(cosine), cosine)
    )
    sine, cosine = (root if sign > 0 else negative(root) for root, sign in zip(roots, signs, strict=True))
    return sine, cosine


def _halved(field: Field, pair: Pair) -> Pair:
    """Of half an angle u whose real part is between -pi/2 and pi/2: there ``cos(u/2)`` has a positive one.

    So ``cos(u/2) = sqrt((1 + cos(u))/2)`` isn't zero, and ``sin(u/2) = sin(u)/(2*cos(u/2))``.
    """
    half = constant(fmpq(1, 2))
    cosine = rational_power(field, field.multiply(half, field.add(ONE_ELEMENT, pair[1])), fmpq(1, 2))
    return field.divide(field.multiply(half, pair[0]), cosine), cosine


def _single(field: Field, addend: Addend) -> Pair:
    """Sine and cosine of an angle that is a monomial over its denominator."""
    if field.whole_angles:
        raise NeedsParts
    below = field.ring.intern(addend.below)
    key = ("angle", tuple(sorted(addend.exponents.items())), below)
    field.single_angles = True
    return _pair(field, key, Element(ONE, addend.exponents), below, addend.times)


def _pair(field: Field, key: tuple[object, ...], above: Element, below: int, times: fmpq) -> Pair:
    """The pair of kernels of the finest fraction of an angle, multiplied up."""
    wanted = Fraction(int(times.p), int(times.q))
    unit = field.units.get(key)
    if unit is None:
        small = abs(times.p) <= MAX_SMALL
        unit = field.units[key] = Fraction(1, int(times.q)) if small else abs(wanted)
    count = wanted / unit
    if count.denominator != 1:
        finer = Fraction(gcd(wanted.numerator * unit.denominator, unit.numerator * wanted.denominator))
        raise NeedsUnit(key, finer / (wanted.denominator * unit.denominator))
    cosine = field.keys.get(("cos", key))
    sine = field.keys.get(("sin", key))
    if cosine is None or sine is None:
        bottom = field.element(field.ring.polynomials[below])
        argument = field.multiply(constant(unit), field.divide(above, bottom))
        cosine = field.create(Kernel("cos", (argument,)), ("cos", key))
        sine = field.create(Kernel("sin", (argument,)), ("sin", key))
        field.relate(sine, 2, field.subtract(ONE_ELEMENT, field.generator(cosine, 2)))
        field.sines[cosine] = sine
        if is_real(field, argument):
            for generator in (cosine, sine):
                field.real.add(generator)
                field.low[generator] = (Fraction(-1), False)
                field.high[generator] = (Fraction(1), False)
            if not argument.factors:
                _enclose(field, cosine, sine, argument.coefficient)
    pair = multiple(field, (field.generator(sine), field.generator(cosine)), count.numerator)
    if cosine in field.real:
        angle = field.multiply(constant(times), field.divide(above, field.element(field.ring.polynomials[below])))
        note_angle(field, (key, wanted), angle, pair)
    return pair


def _enclose(field: Field, cosine: int, sine: int, angle: fmpq) -> None:
    """Six decimals of the cosine and the sine of a rational number."""
    with ctx.workprec(SIGN_PRECISION):
        for generator, value in ((cosine, arb(angle).cos()), (sine, arb(angle).sin())):
            found = (value * 10**6).floor().unique_fmpz()
            if found is not None:  # None for a huge angle only
                field.low[generator] = (Fraction(int(found), 10**6), False)
                field.high[generator] = (Fraction(int(found) + 1, 10**6), False)
