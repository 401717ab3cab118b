"""Found: angles that differ by less than a turn and have the same exponential.  Nothing here has to be believed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq_mpoly

from derivex.certificates.data import Agree, Apart, NoCertificate, Zero
from derivex.certificates.found_exponentials import angles, double_arcs
from derivex.certificates.found_turns import angle_sign, ranges, with_sizes
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
    if any(_multiple_of_log(draft, factor) for factor, _ in factors):
        return True
    if not ranges(draft) and not any(claim.law == "euler" for claim, _, _ in ledger.claims.values()):
        return False
    for factor, _ in factors:
        for unit in (ledger.number(1), ledger.i):
            angle = ledger.product(Quotient(factor, ledger.one), unit)
            lead = Fraction(1, abs(int(factor.leading_coefficient().p)))
            for times in sorted({Fraction(1), Fraction(2), lead, 2 * lead}):
                value = ledger.product(ledger.number(times), angle)
                if zero(draft, value) or (
                    ledger.is_real(angle) and zero(draft, with_sizes(draft, value)) and not ledger.reduce(factor)
                ):
                    return True
    return False


def _multiple_of_log(draft: Draft, factor: fmpq_mpoly) -> bool:
    """A factor that is zero because its product with a constant logarithm, which isn't zero, is."""
    ledger = draft.ledger
    for claim, args, value in tuple(ledger.claims.values()):
        if claim.head != "log" or claim.law != "kernel" or not ledger.generators_of(*args) <= set(ledger.balls):
            continue
        found = ledger.product(Quotient(factor, ledger.one), value)
        if ledger.is_real(found) and nonzero_constant(draft, value.above) and _real_zero(draft, found):
            if ledger.reduce(factor):
                draft.add(Zero(draft.polynomial_data(factor), 1, draft.polynomial_data(value.above)))
            return True
    return False


def nonzero_constant(draft: Draft, polynomial: fmpq_mpoly) -> bool:
    """Try to put a constant among what is never zero."""
    if not draft.ledger.nowhere_zero(polynomial):
        try:
            draft.add(Apart(draft.polynomial_data(polynomial), (), ()))
        except Refused:
            return False
    return True


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


def zero(draft: Draft, value: Quotient) -> bool:
    """Whether ``r + I*a`` is seen to be 0 because its exponential is 1, and a within a turn."""
    ledger = draft.ledger
    one, nothing, turn = ledger.number(1), ledger.number(0), ledger.product(ledger.number(2), ledger.pi)
    try:
        mirrored = ledger.conjugated(value)
    except Refused:
        return False
    angle = ledger.product(ledger.minus(value, mirrored), ledger.flipped(ledger.product(ledger.number(2), ledger.i)))
    if not angle.above:
        return False
    for arcs in (double_arcs, angles):
        try:
            arcs(draft, angle)
            exponential = draft.certify("exp", (value,), one)  # seldom so, and sooner known than the signs
            low = angle_sign(draft, ledger.sum(turn, angle), strict=True)
            high = angle_sign(draft, ledger.minus(turn, angle), strict=True)
            step = draft.claim("log", (one,), value, "whole turn", (exponential, low, high))
            draft.add(Agree(step, draft.certify("log", (one,), nothing)))
        except FAILED:
            continue
        for each, cofactor in ((mirrored, ledger.one), (angle, ledger.i.above)):
            if ledger.reduce(each.above):
                draft.add(Zero(draft.polynomial_data(each.above), 1, draft.polynomial_data(cofactor)))
        return True
    return False
