"""Found: exponentials, sines and cosines of half angles, by kernels of their own.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from derivex.certificates.data import Agree, NoCertificate, Sign
from derivex.certificates.quotients import Quotient

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

MAX_HALVES = 2

ValueOf = Callable[["Draft", Quotient], Quotient]


def half_turned(draft: Draft, u: Quotient, value_of: ValueOf) -> int:
    """A claim ``exp(u) = c + I*s`` with new generators, where ``exp(2*u)``, the square of it, is known."""
    ledger = draft.ledger
    for step, (claim, args, _) in ledger.claims.items():
        if claim.law == "euler" and ledger.same(args[0], u):
            return step
    if draft.halving == MAX_HALVES:
        raise NoCertificate("an exponential that no law explains")
    _ranges(draft, u)
    double = ledger.product(ledger.number(2), u)
    draft.halving += 1
    try:
        known = draft.certify("exp", (double,), value_of(draft, double))
    finally:
        draft.halving -= 1
    c, s = ledger.generators[ledger.used : ledger.used + 2]
    value = Quotient(c + ledger.i.above * s, ledger.one)
    step = draft.claim("exp", (u,), value, "euler")
    square = draft.claim("exp", (double,), ledger.power(value, 2), "homomorphism", (step,), (Fraction(2),))
    parts = _cartesian(draft, ledger.claims[known][2])
    if parts is None:
        draft.add(Agree(known, square))
        return step
    angle = ledger.product(double, ledger.minus(ledger.number(0), ledger.i))
    doubles = (c**2 - s**2, 2 * c * s)
    for head, part, other in zip(("cos", "sin"), parts, doubles, strict=True):
        first = draft.claim(head, (angle,), part, "circular", (known,))
        draft.add(Agree(first, draft.claim(head, (angle,), Quotient(other, ledger.one), "circular", (square,))))
    return step


def _ranges(draft: Draft, u: Quotient) -> None:
    """The ranges of the real angles in a value, as signs."""
    ledger = draft.ledger
    wanted = ledger.generators_of(u)
    for step, (claim, args, value) in list(ledger.claims.items()):
        inverse = claim.head in ("asin", "atan") and claim.law == "kernel"
        if inverse and ledger.generators_of(value) <= wanted and ledger.is_real(*args, value):
            for each in (ledger.pi.above - 2 * value.above, ledger.pi.above + 2 * value.above):
                draft.add(Sign(draft.polynomial_data(each), claim.head == "atan", "angle", (step,)))


def _cartesian(draft: Draft, value: Quotient) -> tuple[Quotient, Quotient] | None:
    """The a and b of ``a + I*b`` without I, if the sum of their squares is 1."""
    ledger = draft.ledger
    if 0 in ledger.generators_of(Quotient(value.below, ledger.one)):
        q, p = divmod(value.below, ledger.i.above)
        value = ledger.ratio(ledger.times(value.above, p - ledger.i.above * q), ledger.times(p, p) + ledger.times(q, q))
    b, a = divmod(value.above, ledger.i.above)
    parts = Quotient(a, value.below), Quotient(b, value.below)
    if 0 in ledger.generators_of(*parts):
        return None
    squares = ledger.sum(*(ledger.power(part, 2) for part in parts))
    return parts if ledger.same(squares, ledger.number(1)) else None


def cosine_or_sine(draft: Draft, head: str, u: Quotient, value_of: ValueOf) -> int:
    ledger = draft.ledger
    step = half_turned(draft, ledger.product(ledger.i, u), value_of)
    c, s = sorted(ledger.generators_of(ledger.claims[step][2]) - {0})
    found = Quotient(ledger.generators[c if head == "cos" else s], ledger.one)
    return draft.claim(head, (u,), found, "circular", (step,))
