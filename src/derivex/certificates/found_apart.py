"""Found: what is never zero because its conjugate or its norm isn't.  Nothing here has to be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq_mpoly

from derivex.certificates.data import Apart
from derivex.certificates.quotients import Quotient

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft


MAX_PAIRED = 12


def mirrored_apart(draft: Draft, factor: fmpq_mpoly) -> bool:
    """The complex conjugate of something that is never zero; or the square of the size of such a thing."""
    ledger = draft.ledger
    inside = ledger.generators_of(Quotient(factor, ledger.one))
    if not inside <= ledger.real | {0}:
        return False
    if 0 in inside:
        mirrored = ledger.conjugated(Quotient(factor, ledger.one)).above
        for number, other in enumerate(ledger.apart):
            if multiple_of(other, mirrored):
                scale = draft.polynomial_data(divmod(other, mirrored)[0])
                draft.add(Apart(draft.polynomial_data(factor), scale, ((number, 1),)))
                return True
        return False
    for number, other in enumerate(ledger.apart):
        within = ledger.generators_of(Quotient(other, ledger.one))
        if 0 not in within or len(within) < 2 or not within <= ledger.real | {0}:
            continue
        mirrored = ledger.conjugated(Quotient(other, ledger.one)).above
        size = ledger.reduce(mirrored * other)
        if multiple_of(size, factor):
            if not ledger.nowhere_zero(mirrored):
                draft.add(Apart(draft.polynomial_data(mirrored), draft.polynomial_data(ledger.one), ((number, 1),)))
            place = next((n for n, each in enumerate(ledger.apart) if each == mirrored), None)
            if place is None:
                return False
            scale = draft.polynomial_data(divmod(size, factor)[0])
            draft.add(Apart(draft.polynomial_data(factor), scale, ((number, 1), (place, 1))))
            return True
    return False


def conjugate_apart(draft: Draft, factor: fmpq_mpoly) -> bool:
    """A polynomial whose norm over one square root is never zero."""
    ledger = draft.ledger
    for relation in ledger.relations[:6]:
        generator = max(ledger.generators_of(Quotient(relation, ledger.one)), default=0)
        g = ledger.generators[generator]
        degrees = factor.degrees(), relation.degrees()
        place = len(ledger.generators) - 1 - generator
        if degrees[0][place] != 1 or degrees[1][place] != 2:
            continue
        other = factor - 2 * divmod(factor, g)[0] * g  # the factor with -g for g
        norm = ledger.reduce(factor * other)
        if norm and all(ledger.nowhere_zero(part) for part, _ in norm.factor()[1]):
            uses = []
            for part, times in norm.factor()[1]:
                number = next((n for n, each in enumerate(ledger.apart) if multiple_of(each, part)), None)
                if number is None:
                    return False
                uses.append((number, int(times)))
            total = ledger.number(1)
            for number, times in uses:
                total = ledger.product(total, ledger.power(Quotient(ledger.apart[number], ledger.one), times))
            scale = divmod(total.above, norm)[0]
            if not scale.is_constant():
                return False
            draft.add(Apart(draft.polynomial_data(factor), draft.polynomial_data(other * scale), tuple(uses)))
            return True
    return False


def product_of_two(draft: Draft, factor: fmpq_mpoly) -> bool:
    """A polynomial with I that is, by its square, the product of two that are never zero."""
    ledger = draft.ledger
    if 0 not in ledger.generators_of(Quotient(factor, ledger.one)):
        return False
    several = [(number, each) for number, each in enumerate(ledger.apart) if len(each) > 1][:MAX_PAIRED]
    for place, (first, one) in enumerate(several):
        for second, other in several[: place + 1]:
            product = ledger.reduce(one * other)
            if product and multiple_of(product, factor):
                uses = ((first, 1), (second, 1)) if first != second else ((first, 2),)
                scale = divmod(product, factor)[0]
                draft.add(Apart(draft.polynomial_data(factor), draft.polynomial_data(scale), uses))
                return True
    return False


def multiple_of(polynomial: fmpq_mpoly, other: fmpq_mpoly) -> bool:
    """Whether the first is a number times the second."""
    quotient, rest = divmod(polynomial, other)
    return not rest and quotient.is_constant()
