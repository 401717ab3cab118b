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

are used for the factors in which p may be 0. For real p of any sign, q, s and a number c > 0,

    s + c*q > 0   =>   log(f*g) = log(f) + log(g)        for f = q + I*p, g = s + I*c*p

since ``im(f*g) = p*(s + c*q)`` has the sign of p, which both arguments have: their sum can't
reach pi; and for p = 0 not both are negative. Where I occurs, factors are divided further
(``gauss``). Two factors with positive real parts turn by less than pi together. And
``q ± I*p`` with real p, q is brought into one of the forms that differ by quarter turns
and conjugation.

Contract: a list of pieces and a number of half turns, or None where nothing is proved.
"""

from __future__ import annotations

from functools import cmp_to_key
from itertools import product

from flint import fmpq, fmpz_mpoly

from derivex.engine.field import Field
from derivex.engine.forms import Form, form_of
from derivex.engine.gauss import over_gauss
from derivex.engine.positivity import AT_LEAST_ZERO, AT_MOST_ZERO, Sign, is_real_polynomial, sign_of_polynomial
from derivex.engine.quarters import Pieces, all_right, right, strict_sign

MAX_FACTORS = 5  # of a product whose logarithm is split; each doubles the choices of signs
MAX_TERMS = 30  # of such a factor
MAX_TURNS = 4


def pieces(field: Field, factors: list[tuple[fmpz_mpoly, int]], sign: int) -> Pieces | None:
    """How the logarithm of ``sign * product of factors`` splits, if it is known to."""
    if any(exponent and len(factor) > MAX_TERMS for factor, exponent in factors):
        return None
    if "I" in field.keys:
        split, flip = over_gauss(field, factors)
        if len(split) > len(factors):
            found = _split(field, split, sign * flip)
            if found is not None:
                return found
    return _split(field, factors, sign)


def _split(field: Field, factors: list[tuple[fmpz_mpoly, int]], sign: int) -> Pieces | None:
    if len(factors) > MAX_FACTORS:
        return None
    known: list[Form] = []
    for factor, _ in factors:
        form = form_of(field, factor)
        if form is None or (known and form.center != known[0].center and not _may_have_side(field, form)):
            return None
        known.append(form)
    first = known[0]
    if any(form.center != first.center for form in known):
        return _in_right_half(field, factors, known, sign)
    half = _half_plane(field, first.center)
    if len(factors) == 1 and factors[0][1] == 1:
        if first.center == field.keys.get("I"):
            return right(field, factors[0][0], sign, 1)
        if not half:
            return None
    side_by_side = _in_right_half(field, factors, known, sign)
    if side_by_side is not None:
        return side_by_side
    if len(factors) == 1 and not half:
        return None
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
        return all_right(field, turned, fmpq(turns))
    real = is_real_polynomial(field, field.ring.polynomials[first.center])
    signs = _signs([exponent for _, exponent, _ in parts], sign, real)
    if signs is None:
        return None
    return Pieces([(factor, flip * own, exponent) for (factor, exponent, flip), own in zip(parts, signs, strict=True)])


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
    return all_right(field, parts, fmpq(0))


def _size_kernel(field: Field, center: int) -> int | None:
    """The kernel ``abs(Z)``, which is ``abs(I*Z)`` too, if there is one."""
    found = field.keys.get(("abs of complex", center))
    if found is not None or "I" not in field.keys:
        return found
    rest, left = divmod(field.ring.polynomials[center], field.ring.polynomials[field.keys["I"]])
    return None if left else field.keys.get(("abs of complex", field.ring.intern_positive(rest)))


def _may_have_side(field: Field, form: Form) -> bool:
    """Whether the sign of the real part can be known at all."""
    return field.sized or form.center == field.keys.get("I")


def _side(field: Field, form: Form) -> int:
    """1 if the real part of ``slope*Z + rest`` is positive, -1 if it is negative, 0 if unknown.

    It is at least ``rest - abs(slope)*abs(Z)``, and rest for Z = I.
    """
    if form.center == field.keys.get("I"):
        return strict_sign(field, form.rest)
    size = _size_kernel(field, form.center)
    if size is None or not form.slope.is_constant():
        return 0
    reach = field.ring.polynomials[size] * abs(int(form.slope.leading_coefficient()))
    for sign in (1, -1):
        if strict_sign(field, form.rest * sign - reach) > 0:
            return sign
    return 0


# ---- factors as forms ----


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
        if found in AT_LEAST_ZERO:
            return -1
        if found in AT_MOST_ZERO:
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
    if one == two == 1 and forms[0].center == field.keys.get("I"):
        for own in (1, -1):
            left, right = _scaled(forms[0], own), _scaled(forms[1], own * sign)
            if _same_side(field, left, right):
                return all_right(field, [(first, own, 1), (second, own * sign, 1)], fmpq(0))
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


def _same_side(field: Field, left: Form, right: Form) -> bool:
    """Whether ``f = p*I + q`` and ``g = c*p*I + s`` with a number c > 0 and ``s + c*q > 0``."""
    one, two = left.slope.leading_coefficient(), right.slope.leading_coefficient()
    if one * two <= 0 or left.slope * two != right.slope * one:
        return False
    total = right.rest * abs(int(one)) + left.rest * abs(int(two))
    return strict_sign(field, total) > 0


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
            return not total or sign_of_polynomial(field, total) in AT_MOST_ZERO
    return False


def _at_least_zero(field: Field, polynomial: fmpz_mpoly) -> bool:
    return not polynomial or sign_of_polynomial(field, polynomial) in AT_LEAST_ZERO
