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
    generators = field.ring.degrees(polynomial).keys()
    apart = generators if is_real_polynomial(field, polynomial) else generators - field.real
    coefficients = field.ring.by_monomials(polynomial, apart)
    rest = coefficients.pop((0,) * field.ring.size, field.ring.one * 0)
    if not coefficients:
        return None
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
    middle = field.ring.context.from_dict(center)
    if middle.leading_coefficient() < 0:
        middle, slope = -middle, -slope
    return Form(field.ring.intern(middle), slope, rest)
