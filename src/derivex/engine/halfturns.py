"""Signs of sine and cosine of an angle that stays within half a turn.

    sin(u) has the sign of (-1)^k for k*pi < u < (k + 1)*pi
    cos(u) has the sign of (-1)^k for k*pi - pi/2 < u < k*pi + pi/2

and both may be 0 at the ends. What is known of u are the bounds and signs in the field, those
of inner sines and arctangents among them; what only linear reasoning over several givens can
tell of u comes from ``facts.learn_signs``.

Contract: what is noted holds at every point of the pointwise theorem. Only few half turns
around 0 are tried. Comparing an angle with multiples of pi costs more than making its sine, so
it is put off until the sign of that sine or cosine matters (``Field.later``).
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from flint import fmpq, fmpz_mpoly

from derivex.engine.answers import TooHard
from derivex.engine.elements import Element, constant
from derivex.engine.field import Field
from derivex.engine.multiples import Pair
from derivex.engine.named import pi_element
from derivex.engine.positivity import AT_LEAST_ZERO, Sign, sign_of, sign_of_polynomial
from derivex.engine.splitting import factors_of

STARTS = (fmpq(0), fmpq(-1, 2))  # in turns of pi, where sine and cosine begin to be positive
HALF_TURNS = (0, -1, 1, -2)


def note_angle(field: Field, name: tuple[object, ...], angle: Element, pair: Pair) -> None:
    """Remember to ask for the signs of a real angle's sine and cosine, if there is any hope of an answer."""
    if name in field.noted_angles:
        return
    if "pi" not in field.keys and not all(
        each in field.low and each in field.high for each in field.generators_of(angle)
    ):
        return
    field.noted_angles.add(name)
    for value, start in zip(pair, STARTS, strict=True):
        for generator in field.generators_of(value):
            field.later.setdefault(generator, []).append(partial(_learn, field, angle, value, start))


def _learn(field: Field, angle: Element, value: Element, start: fmpq) -> None:
    """Note the sign of a sine or cosine if bounds of the angle tell it; too hard to tell is not known."""
    try:
        for turns in HALF_TURNS:
            low, high = (field.multiply(constant(start + each), pi_element(field)) for each in (turns, turns + 1))
            signs = sign_of(field, field.subtract(angle, low)), sign_of(field, field.subtract(high, angle))
            if all(sign in AT_LEAST_ZERO for sign in signs):
                _note_sign(field, value, -1 if turns % 2 else 1, all(sign is Sign.POSITIVE for sign in signs))
                return
    except TooHard:
        return


def _note_sign(field: Field, value: Element, sign: int, strict: bool) -> None:
    """Put the sign of an element into the field: that of its one factor without a known sign."""
    coefficient, above, below = field.canonical(value)
    if not coefficient or not below.is_one():
        return
    sign = sign if coefficient > 0 else -sign
    unknown: list[fmpz_mpoly] = []
    for part, exponent in factors_of(field, above):
        found = sign_of_polynomial(field, part)
        if found is Sign.NEGATIVE and exponent % 2:
            sign = -sign
        elif found not in (Sign.POSITIVE, Sign.NEGATIVE):
            unknown += [part] * exponent
    if len(unknown) != 1:
        return
    number = field.ring.intern(unknown[0])
    if number < field.ring.size:
        (field.low if sign > 0 else field.high)[number] = (Fraction(0), strict)
    else:
        field.signs[number] = (strict, sign)
