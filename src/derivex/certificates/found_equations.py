"""Found: what is zero because of the relations that are known.  Nothing here has to be believed.

Logarithms that agree have the same arguments; a factor of a relation is zero where the others aren't; a real
value is zero if minus its square, times a positive number, is a sum of squares and signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mpoly

from derivex.certificates.data import Agree, Equation, NoCertificate, Sign, Zero
from derivex.certificates.found_exponentials import exp_of_log, made_of_others
from derivex.certificates.found_signs import as_rows, nonzero, sign_or_none
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.answers import TooHard
from derivex.engine.elements import constant
from derivex.engine.roots import rational_power

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

FAILED = (NoCertificate, Refused, TooHard)
SHARES = (Fraction(1), Fraction(1, 2), Fraction(1, 4))
MAX_TERMS = 30


def equated(draft: Draft, gap: Quotient) -> bool:
    """A relation more, by those that there are; whether there is one."""
    return (
        _contradiction(draft, gap)
        or _squeezed(draft, gap)
        or _logarithms(draft)
        or _exponentials(draft)
        or _factors(draft, gap)
        or _known_square(draft)
        or _squares(draft, gap)
    )


def _contradiction(draft: Draft, gap: Quotient) -> bool:
    """Anything is zero where something positive is."""
    ledger = draft.ledger
    for fact, strict in list(ledger.signs.values()):
        if strict and not ledger.reduce(fact):
            draft.add(Zero(draft.polynomial_data(gap.above), 1, draft.polynomial_data(fact)))
            return True
    return False


def _squeezed(draft: Draft, gap: Quotient) -> bool:
    """What is neither negative nor positive."""
    ledger = draft.ledger
    for factor, _ in gap.above.factor()[1]:
        if not ledger.reduce(factor):
            continue
        signs = [sign_or_none(draft, Quotient(each, ledger.one)) for each in (factor, -factor)]
        if signs[0] is not None and signs[1] is not None:
            one = draft.polynomial_data(ledger.one)
            draft.add(Zero(draft.polynomial_data(factor), 1, one, (signs[0], signs[1])))
            return True
    return False


def _logarithms(draft: Draft) -> bool:
    """Arguments of logarithms that are the same by a relation."""
    ledger = draft.ledger
    logs = [(step, args[0], value) for step, (claim, args, value) in ledger.claims.items() if claim.head == "log"]
    for number, (first, b, one) in enumerate(logs):
        for second, c, two in logs[:number]:
            if ledger.same(one, two) and not ledger.same(b, c):
                draft.add(Agree(*(exp_of_log(draft, each, Fraction(1)) for each in (first, second))))
                return True
    return False


def _exponentials(draft: Draft) -> bool:
    """A cosine and a sine that are made of others by a relation between the angles."""
    ledger, half = draft.ledger, draft.ledger.number(Fraction(1, 2))
    for step, (claim, args, value) in list(ledger.claims.items()):
        u = ledger.product(ledger.minus(ledger.number(0), ledger.i), *args[:1])
        if claim.law != "euler" or step in draft.dependent or not ledger.is_real(u):
            continue
        draft.dependent.add(step)
        mirrored = ledger.conjugated(value)
        try:
            other = made_of_others(draft, step)
            turned = ledger.claims[other][2]
            back = ledger.conjugated(turned)
            for head, sign, unit in (("cos", 1, ledger.number(1)), ("sin", -1, ledger.i)):
                scale = ledger.product(half, ledger.flipped(unit))
                parts = (
                    ledger.product(scale, ledger.sum(one, ledger.product(ledger.number(sign), two)))
                    for one, two in ((value, mirrored), (turned, back))
                )
                uses = (step, other)
                claims = [
                    draft.claim(head, (u,), part, "circular", (use,)) for use, part in zip(uses, parts, strict=True)
                ]
                draft.add(Agree(*claims))
        except FAILED:
            continue
        return True
    return False


def _factors(draft: Draft, gap: Quotient) -> bool:
    """A factor of a relation, where the others are zero nowhere."""
    ledger, inside = draft.ledger, draft.ledger.generators_of(gap)
    for relation in tuple(ledger.relations):
        factors = relation.factor()[1]
        if len(factors) == 1 and factors[0][1] == 1:
            continue
        for factor, times in factors:
            others = [each for each, _ in factors if each != factor]
            about = ledger.generators_of(Quotient(factor, ledger.one)) & inside
            if not about or times > 8 or not ledger.reduce(factor):
                continue
            if all(nonzero(draft, Quotient(each, ledger.one)) for each in others):
                cofactor = draft.polynomial_data(divmod(relation, factor**times)[0])
                draft.add(Zero(draft.polynomial_data(factor), int(times), cofactor))
                return True
    return False


def _known_square(draft: Draft) -> bool:
    """A real kernel whose square is a rational number, and whose sign is known."""
    ledger = draft.ledger
    for relation in tuple(ledger.relations):
        generator = max(ledger.generators_of(Quotient(relation, ledger.one)), default=0)
        g = ledger.generators[generator]
        rest = ledger.reduce(g**2)
        if generator not in ledger.real or not rest.is_constant() or not rest or generator in ledger.balls:
            continue
        number = rest.leading_coefficient()
        root = draft.quotient(rational_power(draft.field, constant(number), fmpq(1, 2)))
        for sign in (1, -1):
            other = g + sign * root.above
            if not ledger.reduce(g - sign * root.above):
                continue
            if root.below.is_one() and not ledger.reduce(g**2 - root.above**2) and _apart(draft, other):
                draft.add(Zero(draft.polynomial_data(g - sign * root.above), 1, draft.polynomial_data(other)))
                return True
    return False


def _apart(draft: Draft, polynomial: fmpq_mpoly) -> bool:
    signs = (Quotient(each, draft.ledger.one) for each in (polynomial, -polynomial))
    seen = any(sign_or_none(draft, each, strict=True) is not None for each in signs)
    return seen and draft.ledger.nowhere_zero(polynomial)


def _squares(draft: Draft, gap: Quotient) -> bool:
    ledger = draft.ledger
    if not any(isinstance(step, Equation) for step in draft.steps):
        return False
    for factor, _ in gap.above.factor()[1]:
        if not ledger.is_real(Quotient(factor, ledger.one)) or not ledger.reduce(factor):
            continue
        for whole, power in _wholes(draft, factor):
            for share in SHARES:
                scale = fmpq(share.numerator, share.denominator)
                rest = whole - scale * factor**power
                rows = as_rows(draft, rest) if len(rest) <= MAX_TERMS else None
                if rows is None and rest:
                    continue
                try:
                    low = draft.add(
                        Sign(draft.polynomial_data(-(factor**power) * scale), False, "rows", (), rows or ())
                    )
                    rows = ((share, draft.polynomial_data(factor ** (power // 2)), ()),)
                    high = draft.add(Sign(draft.polynomial_data(factor**power * scale), False, "rows", (), rows))
                    one = draft.polynomial_data(ledger.one)
                    draft.add(Zero(draft.polynomial_data(factor**power * scale), 1, one, (high, low)))
                    if ledger.reduce(factor):
                        draft.add(Zero(draft.polynomial_data(factor), power, one))
                except FAILED:
                    continue
                return True
    return False


def _wholes(draft: Draft, factor: fmpq_mpoly) -> Iterator[tuple[fmpq_mpoly, int]]:
    """Multiples of relations, from which a power of the factor may be taken."""
    ledger = draft.ledger
    inside = ledger.generators_of(Quotient(factor, ledger.one))
    for relation in tuple(ledger.relations):
        about = ledger.generators_of(Quotient(relation, ledger.one))
        if inside <= about <= ledger.real:
            for whole in (relation, -relation):
                yield whole, 2
                yield whole * factor, 4
                yield whole * factor, 2
