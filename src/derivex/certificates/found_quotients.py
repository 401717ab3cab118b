"""Found: signs by what something is multiplied by, which is positive.  Nothing here has to be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq_mpoly

from derivex.certificates.data import Sign
from derivex.certificates.found_ranges import SignOf
from derivex.certificates.quotients import Quotient

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

MAX_TERMS = 40  # of a product whose sign is looked for


def below_root(draft: Draft, polynomial: fmpq_mpoly, sign_or_none: SignOf) -> int | None:
    """``y - r`` for a root r, if y + r is positive and y has the larger square."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    for generator in sorted(ledger.generators_of(Quotient(polynomial, ledger.one)), reverse=True):
        g = ledger.generators[generator]
        if int(polynomial.degrees()[last - generator]) != 1 or g not in [fact for fact, _ in ledger.signs.values()]:
            continue
        slope = divmod(polynomial, g)[0]
        if not slope.is_constant() or slope.leading_coefficient() >= 0:
            continue
        other = polynomial - 2 * slope * g
        whole = ledger.reduce(polynomial * other)
        if whole == polynomial * other or len(whole) > MAX_TERMS:
            continue
        uses = (
            sign_or_none(draft, Quotient(whole, ledger.one)),
            sign_or_none(draft, Quotient(other, ledger.one), strict=True),
        )
        if uses[0] is not None and uses[1] is not None:
            strict = ledger.signs[uses[0]][1]
            return draft.add(Sign(draft.polynomial_data(polynomial), strict, "quotient", (uses[0], uses[1])))
    return None


def divided(draft: Draft, polynomial: fmpq_mpoly, sign_or_none: SignOf) -> int | None:
    """What is never negative when multiplied by something positive."""
    ledger = draft.ledger
    for step, (fact, strict) in list(ledger.signs.items()):
        quotient, rest = divmod(ledger.reduce(fact), polynomial) if not fact.is_constant() else (fact, fact)
        if rest or quotient.is_constant() or len(quotient) > MAX_TERMS:
            continue
        positive = sign_or_none(draft, Quotient(quotient, ledger.one), strict=True)
        if positive is not None:
            return draft.add(Sign(draft.polynomial_data(polynomial), strict, "quotient", (step, positive)))
    return None
