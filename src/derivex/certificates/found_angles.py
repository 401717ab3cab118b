"""Found: angles that differ by less than a turn and have the same exponential.  Nothing here has to be believed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq_mpoly

from derivex.certificates.data import Agree, NoCertificate, Sign
from derivex.certificates.found_exponentials import angles, double_arcs
from derivex.certificates.found_signs import nonzero, sign, sign_or_none
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.answers import TooHard

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

FAILED = (NoCertificate, Refused, TooHard)


def turned(draft: Draft, gap: Quotient) -> bool:
    """A relation ``a = 0`` for a factor a of what should vanish, by ``exp(I*k*a) = 1`` and the range of k*a.

    A real a is 0 where ``exp(a) = 1``.
    """
    ledger = draft.ledger
    factors = gap.above.factor()[1]
    for factor, _ in factors:
        angle = Quotient(factor, ledger.one)
        for unit in (ledger.number(1), ledger.i):
            found = ledger.product(angle, unit)
            if ledger.is_real(found) and _real_zero(draft, found):
                return True
    if not _ranges(draft):
        return False
    for factor, _ in factors:
        for unit in (ledger.number(1), ledger.i):
            angle = ledger.product(Quotient(factor, ledger.one), unit)
            for times in (1, 2):
                found = ledger.product(ledger.number(times), angle)
                if ledger.is_real(found) and _zero(draft, found):
                    return True
    return False


def _real_zero(draft: Draft, value: Quotient) -> bool:
    ledger = draft.ledger
    one, nothing = ledger.number(1), ledger.number(0)
    try:
        exponential = draft.certify("exp", (value,), one)
        step = draft.claim("log", (one,), value, "principal", (exponential,), (Fraction(0),))
        draft.add(Agree(step, draft.certify("log", (one,), nothing)))
    except FAILED:
        return False
    return True


def _zero(draft: Draft, angle: Quotient) -> bool:
    ledger = draft.ledger
    turn, value = ledger.product(ledger.number(2), ledger.pi), ledger.product(ledger.i, angle)
    one, nothing = ledger.number(1), ledger.number(0)
    for arcs in (double_arcs, angles):
        try:
            low = sign(draft, ledger.sum(turn, angle), strict=True)
            high = sign(draft, ledger.minus(turn, angle), strict=True)
            arcs(draft, angle)
            exponential = draft.certify("exp", (value,), one)
            step = draft.claim("log", (one,), value, "whole turn", (exponential, low, high))
            draft.add(Agree(step, draft.certify("log", (one,), nothing)))
            return True
        except FAILED:
            continue
    return False


def _ranges(draft: Draft) -> bool:
    """The ranges of all angles, as signs; whether there are any."""
    ledger, any_of_them = draft.ledger, False
    for step, (claim, args, value) in list(ledger.claims.items()):
        if claim.head in ("asin", "atan") and claim.law == "kernel" and ledger.is_real(*args, value):
            any_of_them = True
            for direction in (1, -1):
                inside = sign_or_none(draft, ledger.product(ledger.number(direction), args[0]))
                if inside is not None:
                    polynomial, strict = draft.polynomial_data(value.above * direction), ledger.signs[inside][1]
                    draft.add(Sign(polynomial, strict, "angle sign", (step, inside)))
            reach = ledger.pi.above, 2 * value.above
        elif claim.law == "polar":
            any_of_them = True
            reach = ledger.pi.above, ledger.generators[max(ledger.generators_of(value))]
            _half_planes(draft, step, args[0], reach[1])
        else:
            continue
        for each in (reach[0] - reach[1], reach[0] + reach[1]):
            strict = claim.head == "atan" or (claim.law == "polar" and each == reach[0] + reach[1])
            draft.add(Sign(draft.polynomial_data(each), strict, "angle", (step,)))
    return any_of_them


def _half_planes(draft: Draft, step: int, u: Quotient, angle: fmpq_mpoly) -> None:
    """Narrower ranges of an argument, by the signs of the parts of the number that it belongs to."""
    ledger = draft.ledger
    mirrored, half = ledger.conjugated(u), ledger.number(Fraction(1, 2))
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
