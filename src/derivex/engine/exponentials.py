"""Exponentials as kernels.

``exp`` of a sum is the product over its monomials, and a rational multiple is a power of the
kernel with the larger denominator. ``exp(q*log(b))`` is a root of b, ``exp(pi*I*n)`` a sign,
and multiples of ``I*atan(u)`` and ``I*asin(u)`` go by roots.

Contract: no other law is used than ``exp(u + v) = exp(u)*exp(v)``, ``exp(q*log(b)) = b^q`` for
rational q, and the definitions of the inverse functions by log, cuts included: all hold for
every complex argument. Exponents with large denominators are ``TooHard``.

Incomplete: exponentials of different arguments are independent kernels, ``exp(1)`` and ``pi`` too;
what their arguments have to do with each other is for ``turning``.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpq, fmpz_mpoly

from derivex.engine.addends import addends
from derivex.engine.answers import TooHard
from derivex.engine.conjugates import parts_of
from derivex.engine.elements import ONE, ONE_ELEMENT, Element, Kernel, constant, negative
from derivex.engine.field import Field
from derivex.engine.logarithms import logarithm
from derivex.engine.named import imaginary_unit
from derivex.engine.positivity import AT_LEAST_ZERO, AT_MOST_ZERO, Sign, is_real, sign_of

MAX_DENOMINATOR_BITS = 24  # of the exponents of one kernel


def exponential(field: Field, argument: Element) -> Element:
    """``exp(argument)``, split over the monomials of the argument's numerator."""
    coefficient, above, below = field.canonical(argument)
    if not coefficient:
        return ONE_ELEMENT
    if field.cartesian and not is_real(field, argument):
        real, other = parts_of(field, argument)
        if is_real(field, real) and is_real(field, other):
            return _turned(field, exponential(field, real), other)
    parts = [ONE_ELEMENT]
    for exponents, bottom, times in addends(field, coefficient, above, below):
        special = _special_exponential(field, exponents, times) if bottom.is_one() else None
        parts.append(_exponential_kernel(field, exponents, bottom, times) if special is None else special)
    return field.product(parts)


def _turned(field: Field, size: Element, angle: Element) -> Element:
    """``size*exp(I*angle)`` for a real angle, by Euler's formula."""
    from derivex.engine.trigonometry import sine_cosine  # which asks for exponentials in turn

    sine, cosine = sine_cosine(field, angle)
    return field.multiply(size, field.add(cosine, field.multiply(imaginary_unit(field), sine)))


def _special_exponential(field: Field, exponents: dict[int, int], times: fmpq) -> Element | None:
    """``exp(q*log(b))`` as a root of b, and ``exp(q*pi*I*n)`` for integer n; None otherwise."""
    if len(exponents) == 1:
        from derivex.engine.roots import rational_power  # roots of exponentials are exponentials

        ((generator, exponent),) = exponents.items()
        kernel = field.kernels[generator]
        if exponent == 1 and kernel.head == "log":
            return rational_power(field, kernel.arguments[0], times)
        return None
    imaginary, pi = field.keys.get("I"), field.keys.get("pi")
    if imaginary is None or exponents.get(imaginary) != 1:
        return None
    angle = next((each for each in exponents if field.kernels[each].head == "atan"), None)
    if angle is not None and len(exponents) > 2 and exponents[angle] == 1:
        return _of_multiplied_angle(field, angle, exponents, times)
    if len(exponents) == 2:
        turned = _of_inverse_angle(field, next(each for each in exponents if each != imaginary), exponents, times)
        if turned is not None:
            return turned
    if pi is None or exponents.get(pi) != 1:
        return None
    rest = {generator: exponent for generator, exponent in exponents.items() if generator not in (imaginary, pi)}
    if not rest:
        from derivex.engine.multiples import at_multiple_of_pi  # roots of unity need roots, and the reverse

        sine, cosine = at_multiple_of_pi(field, times)
        return field.add(cosine, field.multiply(field.generator(imaginary), sine))
    if set(rest) <= field.integers and times.q == 1:
        return parity(field, Element(times, rest))
    return None


def _of_inverse_angle(field: Field, generator: int, exponents: dict[int, int], times: fmpq) -> Element | None:
    """``exp(q*I*atan(u))`` and ``exp(q*I*asin(u))`` by roots, for rational q; None for anything else."""
    kernel = field.kernels[generator]
    if kernel.head not in ("atan", "asin") or exponents[generator] != 1:
        return None
    return turned_by_angle(field, kernel.head, kernel.arguments[0], times)


def _of_multiplied_angle(field: Field, angle: int, exponents: dict[int, int], times: fmpq) -> Element | None:
    """``exp(w*I*atan(u)) = exp(w*(log(1 + I*u) - log(1 - I*u))/2)`` for any w; None if those are angles in turn."""
    (u,) = field.kernels[angle].arguments
    turned = field.multiply(imaginary_unit(field), u)
    rest = {each: power for each, power in exponents.items() if each not in (angle, field.keys["I"])}
    logs = (logarithm(field, field.add(ONE_ELEMENT, each)) for each in (turned, negative(turned)))
    difference = field.subtract(*logs)
    if any(field.kernels[each].head == "atan" for each in field.generators_of(difference)):
        return None  # of numbers such as 2 + I
    return exponential(field, field.multiply(Element(times / 2, rest), difference))


def turned_by_angle(field: Field, head: str, u: Element, times: fmpq) -> Element:
    """``exp(q*I*atan(u))`` or ``exp(q*I*asin(u))`` by roots, for rational q.

    By the definitions ``atan(u) = (log(1 + I*u) - log(1 - I*u))/(2*I)`` and
    ``asin(u) = -I*log(I*u + sqrt(1 - u^2))``, cuts included; for halves by
    ``asin(u) = pi/2 + 2*I*log(sqrt((1 + u)/2) + I*sqrt((1 - u)/2))``.
    """
    from derivex.engine.roots import rational_power, root_of_unity  # as above

    half, unit = fmpq(1, 2), imaginary_unit(field)
    turned = field.multiply(unit, u)
    if head == "asin" and times.q % 2 == 0:
        above, below = (field.multiply(constant(half), field.add(ONE_ELEMENT, each)) for each in (u, negative(u)))
        sine = field.multiply(unit, rational_power(field, below, half))
        base = field.add(rational_power(field, above, half), sine)
        return field.multiply(root_of_unity(field, times / 2), rational_power(field, base, -2 * times))
    if head == "asin":
        cosine = rational_power(field, field.subtract(ONE_ELEMENT, field.power(u, 2)), half)
        return rational_power(field, field.add(turned, cosine), times)
    above, below = field.add(ONE_ELEMENT, turned), field.subtract(ONE_ELEMENT, turned)
    return field.multiply(rational_power(field, above, times / 2), rational_power(field, below, -times / 2))


def _exponential_kernel(field: Field, exponents: dict[int, int], below: fmpz_mpoly, times: fmpq) -> Element:
    """``exp(times*monomial/below)`` as a power of the kernel with the least common denominator."""
    number = field.ring.intern(below)
    key = ("exp", tuple(sorted(exponents.items())), number)
    generator, denominator = field.levels.get(key, (-1, 1))
    wanted = lcm(denominator, int(times.q))
    if wanted.bit_length() > MAX_DENOMINATOR_BITS:
        raise TooHard("an exponent with a large denominator")
    if generator < 0 or wanted != denominator:
        argument = field.divide(Element(fmpq(1, wanted), exponents), field.element(below))
        new = field.create(Kernel("exp", (argument,)), (key, wanted))
        if is_real(field, argument):
            field.real.add(new)
            sign = sign_of(field, argument)
            above_one = sign in AT_LEAST_ZERO
            field.low[new] = (Fraction(1), sign is Sign.POSITIVE) if above_one else (Fraction(0), True)
            if sign in AT_MOST_ZERO:
                field.high[new] = (Fraction(1), sign is Sign.NEGATIVE)
        field.nonzero.add(new)
        if generator >= 0:
            field.relate(new, wanted // denominator, field.generator(generator))
        field.levels[key] = (new, wanted)
        generator, denominator = new, wanted
    return field.power(field.generator(generator), int(times.p) * (denominator // int(times.q)))


def parity(field: Field, exponent: Element) -> Element:
    """``(-1)^n`` for an integer-valued polynomial n with integer coefficients."""
    coefficient, above, _ = field.canonical(exponent)
    signs = [ONE_ELEMENT]
    for monomial, number in above.terms():
        if int(coefficient * fmpq(number)) % 2 == 0:
            continue
        # n^k and n have the same parity
        symbols = tuple(field.ring.size - 1 - index for index, power in enumerate(monomial) if power)
        if not symbols:
            signs.append(constant(-1))
            continue
        found = field.keys.get(("parity", symbols))
        if found is None:
            argument = Element(ONE, dict.fromkeys(symbols, 1))
            found = field.create(Kernel("parity", (argument,)), ("parity", symbols))
            field.real.add(found)
            field.nonzero.add(found)
            field.integers.add(found)
            field.relate(found, 2, ONE_ELEMENT)
        signs.append(field.generator(found))
    return field.product(signs)
