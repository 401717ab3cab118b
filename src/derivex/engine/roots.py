"""Principal powers with a rational exponent, as kernels whose D-th power is known.

The base is split first (``splitting``), so that ``sqrt(x^2)`` is ``abs(x)`` for real x and
``sqrt(a*b)`` splits over factors that are never negative. Besides the facts there,

    b^(n/q) = (b^(1/q))^n        (-f)^w = abs(f)^(2*w)*(-1)^w/f^w

hold, the latter for real f other than 0. All of it is right at b = 0 too, where both
sides are defined.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor, isqrt, lcm

from flint import fmpq, fmpz_mpoly
from flint.utils.flint_exceptions import DomainError

from derivex.engine.answers import TooHard
from derivex.engine.arguments import mirrored_root
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Kernel, Undefined, constant, negative
from derivex.engine.exponentials import exponential, imaginary_unit, never_negative
from derivex.engine.field import Field
from derivex.engine.positivity import Sign, is_nonzero_factor, is_real, sign_of_polynomial
from derivex.engine.splitting import Split, absolute_kernel, lemma_pieces, prime_powers

MAX_DENESTED_TERMS = 30
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
        plain = _denested(field, field.polynomial(alias) if degree == 1 else field.ring.polynomials[factor])
        if plain is not None:
            return rational_power(field, plain, exponent * 2)
    if factor < field.ring.size:
        kernel = field.kernels[factor]
        if kernel.head == "exp" and is_real(field, kernel.arguments[0]):
            return exponential(field, field.multiply(constant(exponent), kernel.arguments[0]))
        if kernel.head == "root" and len(kernel.arguments) == 1 and never_negative(field, kernel.arguments[0]):
            return rational_power(field, kernel.arguments[0], exponent / kernel.degree)
    return _root_power(field, field.ring.polynomials[factor], field.ring.one, False, exponent)


def _denested(field: Field, polynomial: fmpz_mpoly) -> Element | None:
    """``sqrt(a + b*m)`` as ``sqrt(u) ± sqrt(v)`` for numbers a, b and a square root m of a number.

    With d^2 = a^2 - b^2*m^2 rational, u = (a + d)/2 and v = (a - d)/2; a, m and the value are positive.
    """
    if len(polynomial) != 2:
        return _denested_radical(field, polynomial)
    (first, one), (second, two) = polynomial.terms()
    if any(second) or two < 0:
        return None
    generators = {field.ring.size - 1 - index: int(exponent) for index, exponent in enumerate(first) if exponent}
    if any(field.kernels[each].head != "root" or each not in field.low for each in generators):
        return _denested_radical(field, polynomial)
    square = field.power(Element(fmpq(1), generators), 2)
    rest = fmpq(two) ** 2 - fmpq(one) ** 2 * square.coefficient
    if square.factors or rest < 0:
        return None
    above, below = isqrt(int(rest.p)), isqrt(int(rest.q))
    if above**2 != rest.p or below**2 != rest.q:
        return None
    half, root = fmpq(1, 2), fmpq(above, below)
    large = rational_power(field, constant((two + root) / 2), half)
    small = rational_power(field, constant((two - root) / 2), half)
    return field.add(large, small) if one > 0 else field.subtract(large, small)


def _denested_radical(field: Field, polynomial: fmpz_mpoly) -> Element | None:
    """``sqrt(a + b*m)`` as ``sqrt(u) ± sqrt(v)`` for a product m of real square roots and polynomials a, b.

    With ``d^2 = a^2 - b^2*m^2``, u = (a + d)/2 and v = (a - d)/2 never negative, and signs of
    b and d that are known: ``(sqrt(u) ± sqrt(v))^2 = a ± 2*sqrt(u*v)`` and ``2*sqrt(u*v) = abs(b)*m``.
    """
    degrees = field.ring.degrees(polynomial)
    roots = [each for each in degrees if field.kernels[each].head == "root"]
    if not roots or len(polynomial) > MAX_DENESTED_TERMS or any(not _is_square_root(field, each) for each in roots):
        return None
    product = field.ring.expanded(dict.fromkeys(roots, 1))
    parts: dict[bool, dict[tuple[int, ...], int]] = {False: {}, True: {}}
    places = [field.ring.size - 1 - each for each in roots]
    for monomial, number in polynomial.terms():
        exponents = [int(each) for each in monomial]
        inside = {exponents[place] for place in places}
        if inside not in ({0}, {1}):
            return None
        for place in places:
            exponents[place] = 0
        parts[inside == {1}][tuple(exponents)] = int(number)
    plain, factor = (field.ring.context.from_dict(parts[each]) for each in (False, True))
    try:
        root = field.ring.reduce(plain**2 - factor**2 * field.ring.reduce(product**2)).sqrt()
    except DomainError:
        return None
    sign = sign_of_polynomial(field, factor)
    direction = sign_of_polynomial(field, root) if root else Sign.NONNEGATIVE
    ends = [plain + root, plain - root]
    if any(each and sign_of_polynomial(field, each) not in (Sign.POSITIVE, Sign.NONNEGATIVE) for each in ends):
        return None
    half = constant(fmpq(1, 2))
    large, small = (rational_power(field, field.multiply(half, field.element(each)), fmpq(1, 2)) for each in ends)
    if sign in (Sign.POSITIVE, Sign.NONNEGATIVE):
        return field.add(large, small)
    if sign is Sign.UNKNOWN or direction is Sign.UNKNOWN:
        return None
    found = field.subtract(large, small)
    return found if direction in (Sign.POSITIVE, Sign.NONNEGATIVE) else negative(found)


def _is_square_root(field: Field, generator: int) -> bool:
    return (
        generator in field.low and field.kernels[generator].degree == 2 and len(field.kernels[generator].arguments) == 1
    )


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
            if sign in (Sign.POSITIVE, Sign.NONNEGATIVE):
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
