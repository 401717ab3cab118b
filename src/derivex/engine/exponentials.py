"""Exponentials and logarithms as kernels.

``exp`` of a sum is the product over its monomials, and a rational multiple is a power of
the kernel with the larger denominator; ``log`` splits over factors proved not to be
negative (``splitting``). ``exp(q*log(b))`` is a root of b, ``exp(pi*I*n)`` a sign. Besides

    exp(u + v) = exp(u)*exp(v)    exp(q*log(b)) = b^q    log(-f) = 2*log(abs(f)) + pi*I - log(f)

(the last for real f other than 0) no law is used, and log(exp(u)) = u only for real u.

All of them hold wherever both sides are defined. Incomplete: exponentials and logarithms of
different arguments are independent kernels, ``exp(1)`` and ``pi`` too; what their arguments have to
do with each other is for ``turning``.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpq, fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.arguments import argument as argument_of
from derivex.engine.conjugates import magnitude, parts_of
from derivex.engine.definite import conjugate_of_positive
from derivex.engine.elements import ONE, ONE_ELEMENT, Element, Kernel, Undefined, constant, negative
from derivex.engine.field import Field
from derivex.engine.positivity import Sign, is_real, sign_of, sign_of_polynomial, strength_of
from derivex.engine.splitting import Split, absolute_kernel, lemma_pieces, prime_powers, root_behind

MAX_DENOMINATOR_BITS = 24  # of the exponents of one kernel


# ---- exponentials ----


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
    for monomial, number in above.terms():
        times = coefficient * fmpq(number)
        exponents, bottom = field.lowest(monomial, below)
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


def _of_multiplied_angle(field: Field, angle: int, exponents: dict[int, int], times: fmpq) -> Element:
    """``exp(w*I*atan(u)) = exp(w*(log(1 + I*u) - log(1 - I*u))/2)`` for any w."""
    (u,) = field.kernels[angle].arguments
    turned = field.multiply(imaginary_unit(field), u)
    rest = {each: power for each, power in exponents.items() if each not in (angle, field.keys["I"])}
    logs = (logarithm(field, field.add(ONE_ELEMENT, each)) for each in (turned, negative(turned)))
    return exponential(field, field.multiply(Element(times / 2, rest), field.subtract(*logs)))


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
            above_one = sign in (Sign.POSITIVE, Sign.NONNEGATIVE)
            field.low[new] = (Fraction(1), sign is Sign.POSITIVE) if above_one else (Fraction(0), True)
            if sign in (Sign.NEGATIVE, Sign.NONPOSITIVE):
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


# ---- logarithms ----


def logarithm(field: Field, argument: Element) -> Element:
    """The principal logarithm of an argument that isn't zero where it is defined."""
    if field.is_zero(argument):
        raise Undefined
    split = Split(field, argument)
    terms = [log_of_number(field, split.magnitude)]
    for factor, exponent in split.parts:
        terms.append(field.multiply(constant(exponent), _log_of_part(field, factor)))
    unit = split.unit(field)
    if unit is not None:
        if unit:
            terms.append(field.product((constant(unit), imaginary_unit(field), pi_element(field))))
        return field.add(*terms)
    if field.cartesian:
        turn = field.multiply(imaginary_unit(field), argument_of(field, argument))
        size = magnitude(field, argument)
        if not never_negative(field, size):  # its parts are not known as such
            raise TooHard("the logarithm of a value whose parts are not known")
        return field.add(logarithm(field, size), turn)
    if split.mirrored(field):  # log(-f) = 2*log(abs(f)) + pi*I - log(f) for real f
        above = split.above
        turn = field.multiply(imaginary_unit(field), pi_element(field))
        size = _log_of_part(field, absolute_kernel(field, above))
        terms += [field.multiply(constant(2), size), turn, negative(log_kernel(field, above, field.ring.one, False))]
        return field.add(*terms)
    inner = root_behind(field, split)
    if inner is not None:  # a principal root turns by less than pi
        terms.append(field.multiply(constant(fmpq(1, inner[1])), logarithm(field, inner[0])))
        return field.add(*terms)
    rest = lemma_pieces(field, split)
    if rest.turns:
        terms.append(field.product((constant(rest.turns), imaginary_unit(field), pi_element(field))))
    for norm, times in rest.norms:
        terms.append(field.multiply(constant(times), logarithm(field, field.element(norm))))
    for above, below, sign, times in rest.pieces:
        terms.append(field.multiply(constant(times), log_kernel(field, above, below, sign < 0)))
    return field.add(*terms)


def log_of_number(field: Field, number: fmpq) -> Element:
    terms = [
        field.multiply(constant(direction * exponent), log_kernel(field, field.ring.one * prime, field.ring.one, False))
        for whole, direction in ((int(number.p), 1), (int(number.q), -1))
        for prime, exponent in prime_powers(whole)
    ]
    return field.add(*terms)


def _log_of_part(field: Field, factor: int) -> Element:
    """The real logarithm of a factor that is positive here: never negative, and not zero."""
    if factor < field.ring.size:
        kernel = field.kernels[factor]
        if kernel.head == "exp" and is_real(field, kernel.arguments[0]):
            return kernel.arguments[0]
        if kernel.head == "root" and len(kernel.arguments) == 1 and never_negative(field, kernel.arguments[0]):
            return field.multiply(constant(fmpq(1, kernel.degree)), logarithm(field, kernel.arguments[0]))
    degree, alias = field.rules.get(factor, (0, ONE_ELEMENT))  # abs(f) is -f for a negative f
    plain = field.polynomial(alias) if degree == 1 else field.ring.polynomials[factor]
    pair = conjugate_of_positive(field, plain, lambda each: strength_of(field, each))
    if pair is not None:  # log(f) = log(f*g) - log(g)
        norm, other = pair
        return field.subtract(logarithm(field, field.element(norm)), logarithm(field, field.element(other)))
    return log_kernel(field, field.ring.polynomials[factor], field.ring.one, False)


def never_negative(field: Field, element: Element) -> bool:
    return sign_of(field, element) in (Sign.POSITIVE, Sign.NONNEGATIVE)


def log_kernel(field: Field, above: fmpz_mpoly, below: fmpz_mpoly, negated: bool) -> Element:
    """The kernel ``log(±above/below)``, not split any further."""
    key = ("log", field.ring.intern(above), field.ring.intern(below), negated)
    found = field.keys.get(key)
    if found is None:
        argument = field.fraction(above, below)
        argument = negative(argument) if negated else argument
        found = field.create(Kernel("log", (argument,)), key)
        if not negated and below.is_one() and never_negative(field, argument):
            field.real.add(found)
            sign = sign_of_polynomial(field, above - 1)
            if sign in (Sign.POSITIVE, Sign.NONNEGATIVE):
                field.low[found] = (Fraction(0), sign is Sign.POSITIVE)
            elif sign in (Sign.NEGATIVE, Sign.NONPOSITIVE):
                field.high[found] = (Fraction(0), sign is Sign.NEGATIVE)
    return field.generator(found)


# ---- constants ----


def imaginary_unit(field: Field) -> Element:
    found = field.keys.get("I")
    if found is None:
        found = field.create(Kernel("I"), "I")
        field.nonzero.add(found)
        field.relate(found, 2, constant(-1))
    return field.generator(found)


def pi_element(field: Field) -> Element:
    found = field.keys.get("pi")
    if found is None:
        found = field.create(Kernel("pi"), "pi")
        field.real.add(found)
        # 333/106 < pi < 22/7, two of its convergents, both strict
        field.low[found] = (Fraction(333, 106), True)
        field.high[found] = (Fraction(22, 7), True)
    return field.generator(found)


ENCLOSURES = {
    "Catalan": (Fraction(915, 1000), Fraction(916, 1000)),
    "EulerGamma": (Fraction(577, 1000), Fraction(578, 1000)),
}


def number_kernel(field: Field, name: str) -> Element:
    """A real constant about which nothing else is known."""
    found = field.keys.get(name)
    if found is None:
        found = field.create(Kernel(name), name)
        field.real.add(found)
        low, high = ENCLOSURES[name]
        field.low[found], field.high[found] = (low, True), (high, True)
    return field.generator(found)


def golden_ratio(field: Field) -> Element:
    """``(1 + sqrt(5))/2``."""
    from derivex.engine.roots import rational_power  # as above

    five = rational_power(field, constant(5), fmpq(1, 2))
    return field.multiply(constant(fmpq(1, 2)), field.add(ONE_ELEMENT, five))
