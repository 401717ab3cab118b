"""Found: another value of a kernel, where a difference would vanish by it.  Nothing here has to be believed.

A difference that is linear in a root, a size or a logarithm tells what that would have to be.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derivex.certificates.data import Agree, NoCertificate
from derivex.certificates.found_branches import logarithm, power, principal_root
from derivex.certificates.found_signs import nonzero, sign
from derivex.certificates.found_turns import angle_sign, exponential_step, ranges
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.answers import TooHard

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

FAILED = (NoCertificate, Refused, TooHard)
MAX_KERNELS = 6  # whose other value is looked for


def agreed(draft: Draft, gap: Quotient) -> bool:
    """A relation between a kernel and what a difference says that it is; whether one was found."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    kernels = {
        max(ledger.generators_of(value), default=0): step
        for step, (claim, _, value) in ledger.claims.items()
        if claim.law == "kernel" and claim.head in ("power", "abs", "log", "asin", "atan") and value.below.is_one()
    }
    for factor, _ in gap.above.factor()[1]:
        inside = [each for each in ledger.generators_of(Quotient(factor, ledger.one)) if each in kernels]
        for generator in sorted(inside, reverse=True)[:MAX_KERNELS]:
            g = ledger.generators[generator]
            if int(factor.degrees()[last - generator]) != 1:
                continue
            slope, rest = divmod(factor, g)
            try:
                if not nonzero(draft, Quotient(slope, ledger.one)):
                    continue
                value = ledger.ratio(-rest, slope)
                draft.add(Agree(kernels[generator], _other(draft, kernels[generator], value)))
            except FAILED:
                continue
            return True
    return False


def _other(draft: Draft, step: int, value: Quotient) -> int:
    ledger = draft.ledger
    claim, args, _ = ledger.claims[step]
    if claim.head == "power":
        found = principal_root(draft, args[0], args[1], value) if ledger.exponent(args[1]) == Fraction(1, 2) else None
        return power(draft, args[0], args[1], value) if found is None else found
    if claim.head == "abs":
        return draft.claim("abs", args, value, "absolute", (sign(draft, value),))
    if claim.head in ("asin", "atan"):
        return _by_range(draft, claim.head, args, value)
    try:
        return logarithm(draft, args[0], value)
    except FAILED:
        pass
    mirrored, half = ledger.conjugated(value), ledger.number(Fraction(1, 2))
    angle = ledger.product(half, ledger.minus(value, mirrored), ledger.minus(ledger.number(0), ledger.i))
    ranges(draft)
    low = angle_sign(draft, ledger.sum(ledger.pi, angle), strict=True)
    high = angle_sign(draft, ledger.minus(ledger.pi, angle))
    return draft.claim("log", args, value, "strip", (draft.certify("exp", (value,), args[0]), low, high))


def _by_range(draft: Draft, head: str, args: tuple[Quotient, ...], value: Quotient) -> int:
    """asin or atan as an angle with that sine or tangent within a quarter of a turn."""
    ledger, half = draft.ledger, draft.ledger.number(Fraction(1, 2))
    ranges(draft)
    quarter, real = ledger.product(half, ledger.pi), ledger.product(half, ledger.sum(value, ledger.conjugated(value)))
    low, high = (angle_sign(draft, each) for each in (ledger.sum(quarter, real), ledger.minus(quarter, real)))
    exponential = exponential_step(draft, ledger.product(ledger.number(1 if head == "asin" else 2), ledger.i, value))
    return draft.claim(head, args, value, "by range", (exponential, low, high))
