"""Found: ranges of kernels, where one of them is asked about.  Nothing here has to be believed.

Cosines and sines are within 1, and have a sign where their angle is in a half turn; exp lies above its
tangents, log below; sizes aren't less than parts.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from flint import fmpq_mpoly

from derivex.certificates.data import NoCertificate, Sign
from derivex.certificates.quotients import Quotient, Refused

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft


class SignOf(Protocol):
    """How signs are looked for."""

    def __call__(self, draft: Draft, value: Quotient, *, strict: bool = False) -> int | None: ...


class RootOf(Protocol):
    """How the signs of differences from roots are looked for."""

    def __call__(self, draft: Draft, polynomial: fmpq_mpoly) -> int | None: ...


def learn(draft: Draft, inside: set[int], sign_or_none: SignOf, by_root: RootOf) -> None:
    """The ranges of the kernels among some generators, each once."""
    _circles(draft, inside)
    _arcs(draft, inside, sign_or_none)
    _tangents(draft, inside)
    _pairs(draft, inside, sign_or_none)
    _sizes(draft, inside, by_root)


def _circles(draft: Draft, inside: set[int]) -> None:
    """Real cosines and sines among the generators are between -1 and 1: ``2*(1 - c) = (1 - c)^2 + s^2``."""
    ledger = draft.ledger
    for step, (claim, _, value) in list(ledger.claims.items()):
        if claim.law != "euler" or step in draft.circles:
            continue
        pair = sorted(ledger.generators_of(value) - {0})
        if not set(pair) <= ledger.real or not set(pair) & inside:
            continue
        draft.circles.add(step)
        for one, other in ((pair[0], pair[1]), (pair[1], pair[0])):
            for direction in (1, -1):
                gap = ledger.one + ledger.generators[one] * direction
                roots = (gap, ledger.generators[other])
                rows = tuple((Fraction(1, 2), draft.polynomial_data(root), ()) for root in roots)
                draft.add(Sign(draft.polynomial_data(gap), False, "rows", (), rows))


def _arcs(draft: Draft, inside: set[int], sign_or_none: SignOf) -> None:
    """The signs of real cosines and sines whose angle is known to be in a half turn."""
    ledger = draft.ledger
    for step, (claim, args, value) in list(ledger.claims.items()):
        pair = sorted(ledger.generators_of(value) - {0})
        if claim.law != "euler" or step in draft.arcs or not set(pair) & inside or not set(pair) <= ledger.real:
            continue
        draft.arcs.add(step)
        angle = ledger.product(args[0], ledger.minus(ledger.number(0), ledger.i))
        for turns in (0, -1, 1):
            turned = ledger.sum(angle, ledger.product(ledger.number(turns), ledger.pi))
            for head, start, generator in (("sin", Fraction(0), pair[1]), ("cos", Fraction(1, 2), pair[0])):
                low = ledger.product(ledger.number(start), ledger.pi)
                ends = ledger.sum(turned, low), ledger.minus(ledger.minus(ledger.pi, low), turned)
                seen = [sign_or_none(draft, end, strict=True) or sign_or_none(draft, end) for end in ends]
                if None in seen:
                    continue
                found = ledger.product(
                    ledger.number(1 - 2 * abs(turns)), Quotient(ledger.generators[generator], ledger.one)
                )
                if len(found.above) != 1 or found.above.is_constant():
                    continue  # a relation tells its value
                known = draft.certify(head, (turned,), found)
                uses = (known, *(use for use in seen if use is not None))
                strict = all(ledger.signs[use][1] for use in uses[1:])
                draft.add(Sign(draft.polynomial_data(found.above), strict, "arc", uses))


def _sizes(draft: Draft, inside: set[int], by_root: RootOf) -> None:
    """Sizes and square roots of sums of squares are not less than what is squared."""
    ledger = draft.ledger
    for step, (claim, args, value) in list(ledger.claims.items()):
        if claim.law != "kernel" or claim.head not in ("abs", "power") or step in draft.sizes:
            continue
        if step not in ledger.signs or not args[0].below.is_one() or not ledger.is_real(*args, value):
            continue
        parts = ledger.generators_of(*args) if claim.head == "power" else {max(ledger.generators_of(*args), default=0)}
        if not (parts | ledger.generators_of(value)) & inside:
            continue
        draft.sizes.add(step)
        for part in sorted(parts & ledger.real):
            for direction in (1, -1):
                by_root(draft, value.above + direction * ledger.generators[part])


def _tangents(draft: Draft, inside: set[int]) -> None:
    """Real exponentials above their tangents at 0, and logarithms below theirs at 1."""
    ledger = draft.ledger
    for step, (claim, args, value) in list(ledger.claims.items()):
        if claim.law != "kernel" or claim.head not in ("exp", "log") or step in draft.tangents:
            continue
        if not ledger.is_real(*args, value) or not ledger.generators_of(value) & inside:
            continue
        draft.tangents.add(step)
        exponent = args[0] if claim.head == "exp" else value
        for direction in (1, -1):
            u = ledger.product(ledger.number(direction), exponent)
            e = ledger.power(value if claim.head == "exp" else args[0], 1)
            e = e if direction == 1 else ledger.flipped(e)
            try:
                seen = step if claim.head == "exp" and direction == 1 else draft.certify("exp", (u,), e)
                gap = ledger.minus(ledger.minus(ledger.claims[seen][2], ledger.number(1)), u)
                draft.add(Sign(draft.polynomial_data(ledger.times(*gap)), False, "exponential", (seen,)))
            except (NoCertificate, Refused):
                continue


def _pairs(draft: Draft, inside: set[int], sign_or_none: SignOf) -> None:
    """Of two real exponentials or logarithms, which is the larger one, by ``exp(u) >= 1 + u`` for their difference."""
    ledger = draft.ledger
    kernels = [
        (step, claim.head, args[0], value)
        for step, (claim, args, value) in list(ledger.claims.items())
        if claim.law == "kernel" and claim.head in ("exp", "log") and ledger.is_real(*args, value)
    ]
    for place, (first, head, u, one) in enumerate(kernels):
        for second, other_head, v, two in kernels[:place]:
            both = ledger.generators_of(one, two)
            if other_head != head or (first, second) in draft.paired or not both & inside:
                continue
            draft.paired.add((first, second))
            for low, high, below, above in ((u, v, one, two), (v, u, two, one)):
                seen = sign_or_none(draft, ledger.minus(high, low))
                if seen is not None and all(each.below.is_one() for each in (low, high, below, above)):
                    try:
                        (_exponentials if head == "exp" else _logarithms)(draft, seen, (low, high), (below, above))
                    except (NoCertificate, Refused):
                        continue


Pair = tuple[Quotient, Quotient]


def _tangent(draft: Draft, exponent: Quotient, value: Quotient) -> int:
    """``exp(u) - 1 - u``, times the square of the denominator, is never negative."""
    ledger = draft.ledger
    known = draft.certify("exp", (exponent,), value)
    gap = ledger.minus(ledger.minus(value, ledger.number(1)), exponent)
    return draft.add(Sign(draft.polynomial_data(ledger.times(*gap)), False, "exponential", (known,)))


def _positive(draft: Draft, value: Quotient) -> int:
    """The sign of a kernel, or a given one."""
    found = next((step for step, (fact, strict) in draft.ledger.signs.items() if strict and fact == value.above), None)
    if found is None:
        raise NoCertificate("a sign that is not seen")
    return found


def _exponentials(draft: Draft, seen: int, args: Pair, values: Pair) -> None:
    """``(exp(v) - exp(u))*exp(u) = tangent + exp(u)^2*(v - u)``."""
    ledger, (u, v), (low, high) = draft.ledger, args, values
    tangent = _tangent(draft, ledger.minus(v, u), ledger.product(high, ledger.flipped(low)))
    one, gap = draft.polynomial_data(ledger.one), ledger.minus(high, low).above
    rows = (Fraction(1), one, ((tangent, 1),)), (Fraction(1), draft.polynomial_data(low.above), ((seen, 1),))
    whole = draft.add(Sign(draft.polynomial_data(gap * low.above), False, "rows", (), rows))
    strict = ledger.signs[whole][1]
    draft.add(Sign(draft.polynomial_data(gap), strict, "quotient", (whole, _positive(draft, low))))


def _logarithms(draft: Draft, seen: int, args: Pair, values: Pair) -> None:
    """``(log(v) - log(u))*v^2 = tangent + v*(v - u)``."""
    ledger, (u, v), (low, high) = draft.ledger, args, values
    positive = _positive(draft, v)
    tangent = _tangent(draft, ledger.minus(low, high), ledger.product(u, ledger.flipped(v)))
    one, gap = draft.polynomial_data(ledger.one), ledger.minus(high, low).above
    rows = (Fraction(1), one, ((tangent, 1),)), (Fraction(1), one, ((seen, 1), (positive, 1)))
    whole = draft.add(Sign(draft.polynomial_data(gap * v.above**2), False, "rows", (), rows))
    square = draft.add(
        Sign(draft.polynomial_data(v.above**2), True, "rows", (), ((Fraction(1), one, ((positive, 2),)),))
    )
    draft.add(Sign(draft.polynomial_data(gap), ledger.signs[whole][1], "quotient", (whole, square)))
