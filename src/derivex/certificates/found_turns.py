"""Found: ranges of angles, and signs of their sums.  Nothing here has to be believed.

A sum of angles is within what the ranges add up to; within more than half a turn, its sine tells on
which side of 0 it is.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq_mpoly

from derivex.certificates.data import NoCertificate, Sign
from derivex.certificates.found_exponentials import angles, double_arcs, value_of_exponential
from derivex.certificates.found_signs import nonzero, sign_or_none
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.answers import TooHard

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

FAILED = (NoCertificate, Refused, TooHard)


def angle_sign(draft: Draft, angle: Quotient, *, strict: bool = False) -> int:
    """A step that says that an angle is never negative (or, if strict, positive)."""
    found = sign_or_none(draft, angle, strict=strict)
    found = _by_sine(draft, angle) if found is None else found
    if strict and not draft.ledger.signs[found][1]:
        raise NoCertificate("an angle that may be 0")
    return found


def _by_sine(draft: Draft, angle: Quotient) -> int:
    """The sign of an angle above -pi by that of its sine."""
    ledger = draft.ledger
    exponential = exponential_step(draft, with_sizes(draft, angle))
    value = ledger.claims[exponential][2]
    unit = ledger.product(ledger.number(Fraction(1, 2)), ledger.minus(ledger.number(0), ledger.i))
    part = ledger.product(unit, ledger.minus(value, ledger.conjugated(value)))
    seen = sign_or_none(draft, part, strict=True)
    seen = sign_or_none(draft, part) if seen is None else seen
    strict = seen is not None and ledger.signs[seen][1]
    low = sign_or_none(draft, ledger.sum(ledger.pi, angle), strict=not strict)
    if seen is None or low is None:
        raise NoCertificate("an angle whose sign is not seen")
    return draft.add(Sign(draft.polynomial_data(ledger.signed(angle)), strict, "turn", (exponential, seen, low)))


def with_sizes(draft: Draft, angle: Quotient) -> Quotient:
    """``I*angle`` and the logarithms of the sizes of the numbers whose arguments are in it."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    total = ledger.product(ledger.i, angle)
    for claim, _, value in ledger.claims.values():
        if claim.law not in ("polar", "parted log"):
            continue
        g = max(ledger.generators_of(value))
        if int(angle.above.degrees()[last - g]) == 1:
            slope = ledger.ratio(divmod(angle.above, ledger.generators[g])[0], angle.below)
            real = ledger.minus(value, Quotient(ledger.i.above * ledger.generators[g], ledger.one))
            total = ledger.sum(total, ledger.product(slope, real))
    return total


def exponential_step(draft: Draft, u: Quotient) -> int:
    """A claim about ``exp(u)``, by the arcs of the angles in it where they are needed."""
    reason: Exception = NoCertificate("an exponential that no law explains")
    for arcs in (double_arcs, angles):
        try:
            arcs(draft, u)
            return draft.certify("exp", (u,), value_of_exponential(draft, u))
        except FAILED as found:
            reason = found
    raise reason


def ranges(draft: Draft) -> bool:
    """The ranges of all angles, as signs, each once; whether there are any."""
    ledger, any_of_them = draft.ledger, False
    for step, (claim, args, value) in list(ledger.claims.items()):
        if claim.head in ("asin", "atan") and claim.law == "kernel" and ledger.is_real(*args, value):
            any_of_them = True
            if step in draft.angles:
                continue
            for direction in (1, -1):
                inside = sign_or_none(draft, ledger.product(ledger.number(direction), args[0]))
                if inside is not None:
                    polynomial, strict = draft.polynomial_data(value.above * direction), ledger.signs[inside][1]
                    draft.add(Sign(polynomial, strict, "angle sign", (step, inside)))
            reach = ledger.pi.above, 2 * value.above
        elif claim.law in ("polar", "parted log"):
            any_of_them = True
            if step in draft.angles:
                continue
            reach = ledger.pi.above, ledger.generators[max(ledger.generators_of(value))]
            _half_planes(draft, step, args[0], reach[1])
        else:
            continue
        draft.angles.add(step)
        for each in (reach[0] - reach[1], reach[0] + reach[1]):
            strict = claim.head == "atan" or (claim.head == "log" and each == reach[0] + reach[1])
            draft.add(Sign(draft.polynomial_data(each), strict, "angle", (step,)))
    return any_of_them


def _half_planes(draft: Draft, step: int, u: Quotient, angle: fmpq_mpoly) -> None:
    """Narrower ranges of an argument, by the signs of the parts of the number that it belongs to."""
    ledger = draft.ledger
    try:
        mirrored, half = ledger.conjugated(u), ledger.number(Fraction(1, 2))
    except Refused:
        return  # parts that aren't known
    real = ledger.product(half, ledger.sum(u, mirrored))
    imaginary = ledger.product(half, ledger.minus(u, mirrored), ledger.minus(ledger.number(0), ledger.i))
    below = ledger.minus(ledger.number(0), imaginary)
    seen = sign_or_none(draft, real, strict=True) or sign_or_none(draft, real)
    if seen is not None:
        for polynomial in (ledger.pi.above - 2 * angle, ledger.pi.above + 2 * angle):
            draft.add(Sign(draft.polynomial_data(polynomial), ledger.signs[seen][1], "half plane", (step, seen)))
    seen = sign_or_none(draft, imaginary, strict=True) or sign_or_none(draft, imaginary)
    if seen is not None:
        draft.add(Sign(draft.polynomial_data(angle), ledger.signs[seen][1], "half plane", (step, seen)))
    seen = sign_or_none(draft, below, strict=True)
    if seen is not None:
        draft.add(Sign(draft.polynomial_data(-angle), True, "half plane", (step, seen)))
    if nonzero(draft, imaginary):
        draft.add(Sign(draft.polynomial_data(ledger.pi.above - angle), True, "half plane", (step,)))
