"""A factor as ``slope*Z + rest`` with real slope and rest, so that several share one complex Z.

Contract: exact; None where the factor has no such form. Z is a polynomial that leads with
a positive coefficient, and is known by its number.
"""

from __future__ import annotations

from typing import NamedTuple

from flint import fmpz_mpoly

from derivex.engine.field import Field
from derivex.engine.positivity import is_real_polynomial


class Form(NamedTuple):
    """``slope*Z + rest`` for the polynomial Z of that number; slope and rest are real."""

    center: int
    slope: fmpz_mpoly
    rest: fmpz_mpoly


def form_of(field: Field, polynomial: fmpz_mpoly) -> Form | None:
    """The polynomial as ``slope*Z + rest``: Z what isn't real in it, or, if all is, what isn't a number."""
    # remembered as long as no more kernels are known to be real
    key = (field.ring.intern_positive(polynomial), polynomial.leading_coefficient() > 0, len(field.real))
    found = field.forms.get(key, ())
    if found == ():
        found = field.forms[key] = _form(field, polynomial)
    return found if isinstance(found, Form) else None


def _form(field: Field, polynomial: fmpz_mpoly) -> Form | None:
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
