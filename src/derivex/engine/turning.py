"""Linear forms in logarithms and angles: zero if their exponential is 1 and they can't reach a full turn.

A residue is often ``T = a_1*t_1 + … + b_1*I*log(f_1) + … + c*pi`` times something, with
rational a, b, c and angles t: inverse functions or real symbols. ``exp(I*T)`` is made of
roots and exponentials, and the field can tell whether it is 1. If so, T is a multiple of
2*pi at each point. With bounds on the angles, and on the arguments of the f (``ranges``),
the real part of T stays between -2*pi and 2*pi, and T is 0.

Contract: True only if the element is zero wherever the pointwise theorem speaks.

Incomplete: bounds on arguments add up, so that a form that stays within a turn for finer reasons
isn't seen to.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb, ctx, fmpq, fmpz_mpoly

from derivex.engine.constants import (
    ALGEBRAIC,
    Vague,
    is_constant,
    value_of_element,
    vanishes_by_constants,
)
from derivex.engine.elements import ONE, ONE_ELEMENT, Element
from derivex.engine.exponentials import turned_by_angle
from derivex.engine.field import Field
from derivex.engine.named import imaginary_unit
from derivex.engine.ranges import NOWHERE, Range, range_of
from derivex.engine.roots import rational_power, root_of_unity
from derivex.engine.trigonometry import sine_cosine

ANGLES = frozenset({"atan", "asin"})
TURNING = ANGLES | {"log"}
MAX_COEFFICIENT = 24
PRECISION = 256  # bits of the ball around a constant form
SCALES = (fmpq(1), fmpq(1, 2), fmpq(2), fmpq(1, 4))


Linear = dict[int, Fraction]  # of a kernel; angles with their own coefficient, logarithms with that of I*log(f)


def vanishes_by_turning(field: Field, element: Element) -> bool:
    """Whether some factor of the element is zero as a combination of linear forms in logarithms and angles."""
    for factor, exponent in element.factors.items():
        if exponent > 0 and factor >= field.ring.size:
            forms = _linear_forms(field, field.ring.polynomials[factor])
            if forms and all(_is_zero(field, form) for form in forms):
                return True
    return False


# ---- reading the forms ----


def _linear_forms(field: Field, polynomial: fmpz_mpoly) -> list[Linear]:
    """The coefficients of the monomials in other kernels, as linear forms; none if they aren't."""
    last = field.ring.size - 1
    imaginary, pi = field.keys.get("I"), field.keys.get("pi")
    angular = any(field.kernels[each].head in ANGLES for each in field.ring.degrees(polynomial))
    groups: dict[tuple[tuple[int, int], ...], dict[tuple[int, bool], Fraction]] = {}
    for monomial, number in polynomial.terms():
        exponents = {last - index: int(each) for index, each in enumerate(monomial) if each}
        turned = exponents.pop(imaginary, 0) if imaginary is not None else 0
        inner = [
            each
            for each, times in exponents.items()
            if times == 1 and (each == pi or field.kernels[each].head in ("log", *ANGLES))
        ]
        if len(inner) > 1 and pi in inner:
            inner.remove(pi)
        if not inner and angular:
            inner = [each for each, times in exponents.items() if times == 1 and field.kernels[each].head == "symbol"]
        if len(inner) != 1 or turned > 1 or abs(int(number)) > MAX_COEFFICIENT:
            return []
        del exponents[inner[0]]
        key = tuple(sorted(exponents.items()))
        groups.setdefault(key, {})[inner[0], bool(turned)] = Fraction(int(number))
    forms = []
    for group in groups.values():
        form = _as_angle(field, group)
        if form is None:
            return []
        forms.append(form)
    return forms


def _as_angle(field: Field, group: dict[tuple[int, bool], Fraction]) -> Linear | None:
    """The form itself or I times it as an angle: angles without I, logarithms with it."""
    for flipped in (False, True):
        form: Linear = {}
        for (generator, turned), number in group.items():
            if (turned != flipped) != (field.kernels[generator].head == "log"):
                break
            # I*(I*t) = -t, and I*log(f) for log(f)
            form[generator] = -number if flipped and turned else number
        else:
            return form
    return None


# ---- deciding them ----


def _is_zero(field: Field, form: Linear) -> bool:
    reach = NOWHERE
    for generator, number in form.items():
        reach = reach.plus(range_of(field, generator).times(number))
    narrow = _value(field, form)
    for scale in SCALES:
        factor = Fraction(int(scale.p), int(scale.q))
        inside = narrow is not None and abs(narrow) * float(factor) < 1.9
        if (inside or _within(reach.times(factor))) and _is_whole_turn(field, form, scale):
            return True
    return False


def _within(reach: Range) -> bool:
    """Whether all values lie strictly between -2 and 2."""
    below = reach.low > -2 or (reach.low == -2 and reach.open_below)
    return below and (reach.high < 2 or (reach.high == 2 and reach.open_above))


def _is_whole_turn(field: Field, form: Linear, scale: fmpq) -> bool:
    """Whether ``exp(I*scale*form)`` is 1."""
    result = ONE_ELEMENT
    for generator, number in form.items():
        times = fmpq(number.numerator, number.denominator) * scale
        kernel = field.kernels[generator]
        if kernel.head == "log":
            part = rational_power(field, kernel.arguments[0], -times)
        elif kernel.head in ANGLES:
            part = turned_by_angle(field, kernel.head, kernel.arguments[0], times)
        elif kernel.head == "pi":
            part = root_of_unity(field, times)
        else:
            sine, cosine = sine_cosine(field, Element(times, {generator: 1}))
            part = field.add(cosine, field.multiply(imaginary_unit(field), sine))
        result = field.multiply(result, part)
    difference = field.subtract(result, ONE_ELEMENT)
    return field.vanishes(difference) or vanishes_by_constants(field, difference)


def _value(field: Field, form: Linear) -> float | None:
    """An upper bound of the size of a constant form, in multiples of pi; None if it isn't constant."""
    heads = ALGEBRAIC | ANGLES | {"log", "pi", "exp"}
    if not all(is_constant(field, generator, heads) for generator in form):
        return None
    values: dict[int, acb] = {}
    with ctx.workprec(PRECISION):
        try:
            total = acb(0)
            for generator, number in form.items():
                value = value_of_element(field, Element(ONE, {generator: 1}), values)
                unit = acb(0, 1) if field.kernels[generator].head == "log" else acb(1)
                total += unit * value * fmpq(number.numerator, number.denominator)
            return float((abs(total) / arb.pi()).abs_upper())
        except Vague:
            return None
