"""When the logarithm of a product is the sum of the logarithms: where arguments can't turn too far.

Factors are written as ``f = p*Z + q`` with one Z for all of them and real p, q. For Z in the
upper half-plane the arguments t of ``Z - r`` (r = -q/p, p > 0) lie in (0, pi) and grow with
r, so that a sum ``e_1*t_1 + … + e_n*t_n`` lies strictly between its values at the corners of
``0 <= t_1 <= … <= t_n <= pi``. These are its values for real Z, interval by interval between
the r, seen from above. A factor taken as ``r - Z`` has the argument t - pi instead. Hence

    log(±f_1^e_1*…*f_n^e_n) = e_1*log(±f_1) + … + e_n*log(±f_n)

for suitable signs, where in each interval the sum is at least -pi and at most pi as seen from
above, and for real Z, where each negative factor counts pi, is 0 or pi. The lower
half-plane is the mirror image. Where Z is known to lie above or below the real axis, the sum
need only stay in an interval of length 2*pi, and a multiple of pi*I makes up for the rest.
At a zero of a factor both sides of the same law for roots are 0.

Two laws for real a, b >= 0 that may vanish, with Z-parts that cancel:

    a*f + b*g > 0               =>   log(f*g) = log(f) + log(g)
    a*f - b*g <= 0, f not real, or a, b > 0   =>   log(f/g) = log(f) - log(g)

are used for the factors in which p may be 0. Where I occurs, ``A^2 + B^2`` is first taken
as ``(A + I*B)*(A - I*B)``.

Contract: a list of pieces and a number of half turns, or None where nothing is proved.
"""

from __future__ import annotations

from functools import cmp_to_key
from itertools import product
from typing import NamedTuple

from flint import fmpq, fmpz_mpoly
from flint.utils.flint_exceptions import DomainError

from derivex.engine.field import Field
from derivex.engine.positivity import Sign, is_real_polynomial, sign_of_polynomial

MAX_FACTORS = 5  # of a product whose logarithm is split; each doubles the choices of signs
MAX_TERMS = 30  # of such a factor
MAX_TURNS = 4
MAX_GAUSSIAN_TERMS = 12  # of a factor with I that is divided further

Piece = tuple[fmpz_mpoly, int, int]  # polynomial, the sign it is taken with, how many times


class Pieces(NamedTuple):
    """``log`` of a product: that of the pieces, of the positive norms, and so many times pi*I."""

    pieces: list[Piece]
    turns: fmpq = fmpq(0)
    norms: tuple[tuple[fmpz_mpoly, int], ...] = ()


class Form(NamedTuple):
    """``slope*Z + rest`` for the polynomial Z of that number; slope and rest are real."""

    center: int
    slope: fmpz_mpoly
    rest: fmpz_mpoly


def pieces(field: Field, factors: list[tuple[fmpz_mpoly, int]], sign: int) -> Pieces | None:
    """How the logarithm of ``sign * product of factors`` splits, if it is known to."""
    if any(exponent and len(factor) > MAX_TERMS for factor, exponent in factors):
        return None
    if "I" in field.keys:
        split, flip = _over_gauss(field, factors)
        if len(split) > len(factors):
            found = _split(field, split, sign * flip)
            if found is not None:
                return found
    return _split(field, factors, sign)


def _split(field: Field, factors: list[tuple[fmpz_mpoly, int]], sign: int) -> Pieces | None:
    if len(factors) > MAX_FACTORS:
        return None
    forms = [form_of(field, factor) for factor, _ in factors]
    first = forms[0]
    if first is None or any(form is None or form.center != first.center for form in forms):
        return None
    known = [form for form in forms if form is not None]
    half = _half_plane(field, first.center)
    if len(factors) == 1 and not half:
        return None
    if len(factors) == 1 and factors[0][1] == 1 and first.center == field.keys.get("I"):
        return _right(field, factors[0][0], sign, 1)
    right = _in_right_half(field, factors, known, sign)
    if right is not None:
        return right
    ordered = _ordered(field, factors, known, sign)
    if ordered is None:
        return _pair(field, factors, known, sign) if len(factors) == 2 else None
    parts, sign = ordered
    if half:
        turns = _turns([exponent for _, exponent, _ in parts], sign)
        if turns is None:
            return None
        turned = [(factor, flip, exponent) for factor, exponent, flip in parts]
        if first.center != field.keys.get("I"):
            return Pieces(turned, fmpq(turns * half))
        return _all_right(field, turned, fmpq(turns))
    real = is_real_polynomial(field, field.ring.polynomials[first.center])
    signs = _signs([exponent for _, exponent, _ in parts], sign, real)
    if signs is None:
        return None
    return Pieces([(factor, flip * own, exponent) for (factor, exponent, flip), own in zip(parts, signs, strict=True)])


# ---- factors p*I + q ----


def _right(field: Field, factor: fmpz_mpoly, sign: int, exponent: int) -> Pieces | None:
    """The logarithm of ``sign*(p*I + q)`` by that of ``A + I*B`` with A > 0, one of its conjugates.

    p*I + q is A + I*B turned by quarters: by the sign of q where that is known, else by that
    of p. ``log(A - I*B) = log(A^2 + B^2) - log(A + I*B)``.
    """
    form = form_of(field, factor)
    assert form is not None  # it was one before
    slope, rest = form.slope * sign, form.rest * sign
    signs = [_strict_sign(field, slope), _strict_sign(field, rest)]
    upright = bool(signs[0]) and (not signs[1] or field.ring.intern_positive(slope) < field.ring.intern_positive(rest))
    if upright:  # p*I + q = ±I*(abs(p) ∓ q*I)
        real, other, turns = slope * signs[0], rest * -signs[0], fmpq(signs[0], 2)
    elif signs[1] > 0:
        real, other, turns = rest, slope, fmpq(0)
    elif signs[1] < 0 and signs[0]:
        real, other, turns = -rest, -slope, fmpq(signs[0])
    else:
        return None
    unit = field.ring.polynomials[field.keys["I"]]
    turns = turns * exponent
    if other.leading_coefficient() > 0:
        return Pieces([(*_leading(real + unit * other), exponent)], turns)
    return Pieces([(*_leading(real - unit * other), -exponent)], turns, ((real**2 + other**2, exponent),))


def _all_right(field: Field, parts: list[tuple[fmpz_mpoly, int, int]], turns: fmpq) -> Pieces:
    """``_right`` for each of several factors with known signs of p."""
    pieces: list[Piece] = []
    norms: list[tuple[fmpz_mpoly, int]] = []
    for factor, sign, exponent in parts:
        found = _right(field, factor, sign, exponent)
        if found is None:
            pieces.append((factor, sign, exponent))
        else:
            pieces += found.pieces
            norms += found.norms
            turns = turns + found.turns
    return Pieces(pieces, turns, tuple(norms))


def _strict_sign(field: Field, polynomial: fmpz_mpoly) -> int:
    """1, -1, or 0 for unknown."""
    return {Sign.POSITIVE: 1, Sign.NEGATIVE: -1}.get(sign_of_polynomial(field, polynomial), 0)


def _leading(polynomial: fmpz_mpoly) -> tuple[fmpz_mpoly, int]:
    """The polynomial or its negative, whichever leads with a positive coefficient, and the sign."""
    return (polynomial, 1) if polynomial.leading_coefficient() > 0 else (-polynomial, -1)


def _in_right_half(field: Field, factors: list[tuple[fmpz_mpoly, int]], forms: list[Form], sign: int) -> Pieces | None:
    """Two factors with positive real parts: each turns by less than pi/2."""
    if sum(abs(exponent) for _, exponent in factors) > 2:
        return None
    parts: list[tuple[fmpz_mpoly, int, int]] = []
    for (factor, exponent), form in zip(factors, forms, strict=True):
        own = _side(field, form)
        if not own:
            return None
        sign *= own if exponent % 2 else 1
        parts.append((factor, own, exponent))
    if sign < 0:
        return None
    return _all_right(field, parts, fmpq(0)) if forms[0].center == field.keys.get("I") else Pieces(parts)


def _side(field: Field, form: Form) -> int:
    """1 if the real part is positive, -1 if it is negative, 0 if unknown."""
    return _strict_sign(field, form.rest) if form.center == field.keys.get("I") else 0


# ---- factors as forms ----


def form_of(field: Field, polynomial: fmpz_mpoly) -> Form | None:
    """The polynomial as ``slope*Z + rest``: Z what isn't real in it, or, if all is, what isn't a number."""
    last = field.ring.size - 1
    every = is_real_polynomial(field, polynomial)
    groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for monomial, number in polynomial.terms():
        outer = [int(exponent) for exponent in monomial]
        inner = [0] * len(outer)
        for index, exponent in enumerate(outer):
            if exponent and not every and last - index in field.real:
                outer[index], inner[index] = 0, exponent
        groups.setdefault(tuple(outer), {})[tuple(inner)] = int(number)
    nothing = (0,) * field.ring.size
    context = field.ring.context
    rest = context.from_dict(groups.pop(nothing, {}))
    if not groups:
        return None
    coefficients = {outer: context.from_dict(inner) for outer, inner in groups.items()}
    slope = None
    for coefficient in coefficients.values():
        slope = coefficient if slope is None else slope.gcd(coefficient)
    assert slope is not None
    center: dict[tuple[int, ...], int] = {}
    for key, coefficient in coefficients.items():
        ratio = divmod(coefficient, slope)[0]
        if not ratio.is_constant():
            return None
        center[key] = int(ratio.leading_coefficient()) if ratio else 0
    middle = context.from_dict(center)
    if middle.leading_coefficient() < 0:
        middle, slope = -middle, -slope
    return Form(field.ring.intern(middle), slope, rest)


def _half_plane(field: Field, center: int) -> int:
    """1 if Z lies above the real axis, -1 if below, 0 if unknown."""
    if center == field.keys.get("I"):
        return 1
    return field.half_planes.get(center, 0)


def _ordered(
    field: Field, factors: list[tuple[fmpz_mpoly, int]], forms: list[Form], sign: int
) -> tuple[list[tuple[fmpz_mpoly, int, int]], int] | None:
    """The factors by growing r, each with the sign that makes its slope positive, and the sign left."""
    items: list[tuple[fmpz_mpoly, int, int, fmpz_mpoly, fmpz_mpoly]] = []
    for (factor, exponent), form in zip(factors, forms, strict=True):
        direction = sign_of_polynomial(field, form.slope)
        if direction not in (Sign.POSITIVE, Sign.NEGATIVE):
            return None
        flip = 1 if direction is Sign.POSITIVE else -1
        sign *= flip if exponent % 2 else 1
        items.append((factor, exponent, flip, form.slope * flip, form.rest * flip))

    def compare(
        left: tuple[fmpz_mpoly, int, int, fmpz_mpoly, fmpz_mpoly],
        right: tuple[fmpz_mpoly, int, int, fmpz_mpoly, fmpz_mpoly],
    ) -> int:
        difference = left[4] * right[3] - right[4] * left[3]  # has the sign of r_right - r_left
        if not difference:
            return 0
        found = sign_of_polynomial(field, difference)
        if found in (Sign.POSITIVE, Sign.NONNEGATIVE):
            return -1
        if found in (Sign.NEGATIVE, Sign.NONPOSITIVE):
            return 1
        raise _Unordered

    try:
        items.sort(key=cmp_to_key(compare))
    except _Unordered:
        return None
    return [(factor, exponent, flip) for factor, exponent, flip, _, _ in items], sign


class _Unordered(Exception):
    """Two of the r can't be compared."""


# ---- the corners ----


def _turns(exponents: list[int], sign: int) -> int | None:
    """The half turns k with ``-pi <= sum + k*pi <= pi`` at all corners, for Z above the real axis."""
    corners = [sum(exponents[index:]) for index in range(len(exponents) + 1)]
    for turns in sorted(range(-MAX_TURNS, MAX_TURNS + 1), key=abs):
        if turns % 2 == (sign < 0) and all(-1 <= corner + turns <= 1 for corner in corners):
            return turns
    return None


def _signs(exponents: list[int], sign: int, real: bool) -> list[int] | None:
    """Signs of the factors with which the law holds for every Z (for every real Z, if ``real``)."""
    count = len(exponents)
    for signs in product((1, -1), repeat=count):
        total = 1
        for own, exponent in zip(signs, exponents, strict=True):
            total *= own if exponent % 2 else 1
        if total != sign:
            continue
        for interval in range(count + 1):  # Z lies between r_(interval - 1) and r_interval
            # r - Z is negative to the right of r, Z - r to the left of it
            below = [index for index in range(count) if (index >= interval) == (signs[index] > 0)]
            if sum(exponents[index] for index in below) not in (0, 1):
                break
            if not real and abs(sum(exponents[index] * signs[index] for index in below)) > 1:
                break
        else:
            return list(signs)
    return None


def _pair(field: Field, factors: list[tuple[fmpz_mpoly, int]], forms: list[Form], sign: int) -> Pieces | None:
    """The two laws with coefficients that may vanish."""
    (first, one), (second, two) = factors
    if {one, two} == {1}:
        for own in (1, -1):
            left, right = _scaled(forms[0], own), _scaled(forms[1], own * sign)
            if _sum_is_positive(field, left, right):
                return Pieces([(first, own, 1), (second, own * sign, 1)])
    if (one, two) in ((1, -1), (-1, 1)):
        above, below = (0, 1) if one == 1 else (1, 0)
        for own in (1, -1):
            left, right = _scaled(forms[above], own * sign), _scaled(forms[below], own)
            if _difference_is_not_positive(field, left, right):
                return Pieces([(factors[above][0], own * sign, 1), (factors[below][0], own, -1)])
    return None


def _scaled(form: Form, sign: int) -> Form:
    return form if sign > 0 else Form(form.center, -form.slope, -form.rest)


def _sum_is_positive(field: Field, left: Form, right: Form) -> bool:
    """Whether ``a*f + b*g > 0`` for real a, b >= 0 without Z."""
    for one, two in ((left, right), (right, left)):
        if _at_least_zero(field, one.slope) and _at_least_zero(field, -two.slope):
            total = one.rest * -two.slope + two.rest * one.slope
            return sign_of_polynomial(field, total) is Sign.POSITIVE
    return False


def _difference_is_not_positive(field: Field, left: Form, right: Form) -> bool:
    """Whether ``a*f - b*g <= 0`` for real a >= 0 and b > 0 without Z: b is the slope of f."""
    for own in (1, -1):
        one, two = _scaled(left, own), _scaled(right, own)
        if sign_of_polynomial(field, one.slope) is Sign.POSITIVE and _at_least_zero(field, two.slope):
            total = (one.rest * two.slope - two.rest * one.slope) * own
            return not total or sign_of_polynomial(field, total) in (Sign.NEGATIVE, Sign.NONPOSITIVE)
    return False


def _at_least_zero(field: Field, polynomial: fmpz_mpoly) -> bool:
    return not polynomial or sign_of_polynomial(field, polynomial) in (Sign.POSITIVE, Sign.NONNEGATIVE)


# ---- sums of two squares ----


def _over_gauss(field: Field, factors: list[tuple[fmpz_mpoly, int]]) -> tuple[list[tuple[fmpz_mpoly, int]], int]:
    """The factors with ``A^2 + B^2`` as ``(A + I*B)*(A - I*B)``, the number in A; and a sign left over.

    ``A + I*B`` itself is divided by such factors of its norm.
    """
    parts: list[tuple[fmpz_mpoly, int]] = []
    sign = 1
    for factor, exponent in factors:
        touched = field.keys["I"] in field.ring.degrees(factor)
        found = _divided(field, factor) if touched else _conjugates(field, factor)
        if not found:
            parts.append((factor, exponent))
        for part in found:
            leading, own = _leading(part)
            sign *= own if exponent % 2 else 1
            parts.append((leading, exponent))
    return parts, sign


def _conjugates(field: Field, polynomial: fmpz_mpoly, *, real: bool = False) -> list[fmpz_mpoly]:
    """``A + I*B`` and ``A - I*B`` whose product is the real polynomial; none if none are found."""
    if len(polynomial) < 2 or (not real and is_real_polynomial(field, polynomial)):
        return []  # a real one is never negative, which is known before
    unit = field.ring.polynomials[field.keys["I"]]
    for generator, degree in field.ring.degrees(polynomial).items():
        found = _two_squares(field, polynomial, generator, degree // 2) if degree % 2 == 0 and degree <= 8 else None
        if found is not None:
            return [found[0] + unit * found[1], found[0] - unit * found[1]]
    return []


def _divided(field: Field, polynomial: fmpz_mpoly) -> list[fmpz_mpoly]:
    """``A + I*B`` as a product of two factors over the Gaussian integers; none if none are found."""
    ring = field.ring
    imaginary = field.keys["I"]
    index = ring.size - 1 - imaginary
    if len(polynomial) > MAX_GAUSSIAN_TERMS or ring.degrees(polynomial)[imaginary] > 1:
        return []
    parts: tuple[dict[tuple[int, ...], int], dict[tuple[int, ...], int]] = {}, {}
    for monomial, number in polynomial.terms():
        exponents = [int(each) for each in monomial]
        which, exponents[index] = exponents[index], 0
        parts[which][tuple(exponents)] = int(number)
    real, other = (ring.context.from_dict(part) for part in parts)
    _, norms = (real**2 + other**2).factor()
    if len(norms) < 2:
        return []
    for norm, _ in norms:
        pair = _conjugates(field, norm, real=True)
        for part, conjugate in zip(pair, reversed(pair), strict=True):
            rest, left = divmod(ring.reduce(polynomial * conjugate), norm)
            if not left:
                return [part, rest]
    return []


def _two_squares(
    field: Field, polynomial: fmpz_mpoly, generator: int, half: int
) -> tuple[fmpz_mpoly, fmpz_mpoly] | None:
    """A and B with ``A^2 + B^2 = polynomial``, a quadratic in ``generator^half``; A has the number."""
    index = field.ring.size - 1 - generator
    groups: dict[int, dict[tuple[int, ...], int]] = {0: {}, half: {}, 2 * half: {}}
    for monomial, number in polynomial.terms():
        exponents = [int(each) for each in monomial]
        if exponents[index] not in groups:
            return None
        group = groups[exponents[index]]
        exponents[index] = 0
        group[tuple(exponents)] = int(number)
    gamma, beta, alpha = (field.ring.context.from_dict(groups[each]) for each in (0, half, 2 * half))
    try:
        root = (alpha * gamma * 4 - beta**2).sqrt()
    except (DomainError, ValueError):
        return None
    top = alpha * field.ring.polynomials[generator] ** half * 2 + beta
    common = top.gcd(root)
    top, root = divmod(top, common)[0], divmod(root, common)[0]
    scale, left = divmod(alpha * 4, common**2)
    if left or not scale.is_one():
        return None
    return (root, top) if _number_in(root) >= _number_in(top) else (top, root)


def _number_in(polynomial: fmpz_mpoly) -> int:
    *_, (monomial, number) = polynomial.terms()
    return 0 if any(monomial) else abs(int(number))
