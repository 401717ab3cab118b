"""Found: logarithms and powers of complex numbers by the arguments of these.  Nothing here has to be believed.

Each logarithm is that of a size and an argument within half a turn either way. What a power is said to be has a
logarithm, too: a sum of such; if that differs by less than a turn from the one it should be, both are the same.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from flint import fmpq_mpoly

from derivex.certificates.data import Agree, NoCertificate
from derivex.certificates.found_angles import zero
from derivex.certificates.found_exponentials import exp_of_log
from derivex.certificates.found_polar import LAWS, known, parted_logarithm
from derivex.certificates.found_signs import nonzero, sign_or_none
from derivex.certificates.found_turns import ranges
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.answers import TooHard

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

FAILED = (NoCertificate, Refused, TooHard)
MAX_KERNELS = 4


class Factor(NamedTuple):
    """What is raised to a power: the claim about its logarithm, the power, and the claim about its exponential."""

    log: int
    exponent: Fraction


def powers(draft: Draft, gap: Quotient) -> bool:
    """A relation between a power and the product that a difference says that it is."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    kernels = {
        max(ledger.generators_of(value), default=0): step
        for step, (claim, _, value) in ledger.claims.items()
        if claim.head == "power" and claim.law == "kernel" and value.below.is_one()
    }
    for factor, _ in gap.above.factor()[1]:
        inside = sorted((g for g in ledger.generators_of(Quotient(factor, ledger.one)) if g in kernels), reverse=True)
        for generator in inside[:MAX_KERNELS]:
            g = ledger.generators[generator]
            if int(factor.degrees()[last - generator]) != 1:
                continue
            slope, rest = divmod(factor, g)
            try:
                if nonzero(draft, Quotient(slope, ledger.one)) and nonzero(draft, Quotient(rest, ledger.one)):
                    _power(draft, kernels[generator], ledger.ratio(-rest, slope))
                    return True
            except FAILED:
                continue
    return False


def _power(draft: Draft, step: int, value: Quotient) -> None:
    """``u^q = v`` by ``q*log(u)``, which is the sum of the logarithms of the factors of v."""
    ledger = draft.ledger
    _, (u, q), _ = ledger.claims[step]
    whole = Factor(parted_logarithm(draft, u), ledger.exponent(q))
    factors, turns = _factors(draft, value)
    total = ledger.product(ledger.number(whole.exponent), ledger.claims[whole.log][2])
    turn = ledger.product(ledger.number(turns), ledger.i, ledger.pi)
    parts = [ledger.product(ledger.number(each.exponent), ledger.claims[each.log][2]) for each in factors]
    other = ledger.sum(turn, *parts)
    times = lcm(*(each.exponent.denominator for each in (whole, *factors)), turns.denominator)
    ranges(draft)
    difference = ledger.minus(total, other)
    if difference.above and not zero(draft, ledger.product(ledger.number(times), difference)):
        raise NoCertificate("maybe another branch")
    uses, value_of = [], ledger.number(1)
    for each in factors:
        uses.append(exp_of_log(draft, each.log, each.exponent))
        value_of = ledger.product(value_of, ledger.claims[uses[-1]][2])
    if turns:
        uses.append(draft.certify("exp", (turn,), ledger.product(value, ledger.flipped(value_of))))
    ones = (Fraction(1),) * len(uses)
    draft.add(
        Agree(
            exp_of_log(draft, whole.log, whole.exponent),
            draft.claim("exp", (other,), value, "homomorphism", tuple(uses), ones),
        )
    )


def _factors(draft: Draft, value: Quotient) -> tuple[list[Factor], Fraction]:
    """Factors of a product with their logarithms, and the half turns of the number before them."""
    ledger, found, number, turns = draft.ledger, [], Fraction(1), Fraction(0)
    for polynomial, direction in ((value.above, 1), (value.below, -1)):
        content, factors = polynomial.factor()
        number *= Fraction(int(content.p), int(content.q)) ** direction
        for factor, times in factors:
            if factor == ledger.i.above:
                turns += Fraction(direction * int(times), 2)
            else:
                chosen, quarters = _turned(draft, factor)
                turns -= Fraction(direction * int(times) * quarters, 2)
                found.append(_factor(draft, chosen, direction * int(times)))
    if number < 0:
        turns += 1
    if abs(number) != 1:
        found.append(Factor(parted_logarithm(draft, ledger.number(abs(number))), Fraction(1)))
    return found, turns


def _turned(draft: Draft, factor: fmpq_mpoly) -> tuple[fmpq_mpoly, int]:
    """A factor turned by quarters into what has a logarithm, or into the right half plane; and how many."""
    ledger = draft.ledger
    turned = [ledger.product(*(ledger.i,) * quarters, Quotient(factor, ledger.one)) for quarters in range(4)]
    order = (0, 2, 1, 3)
    for quarters in order:
        if known(draft, "log", (turned[quarters],), LAWS) is not None:
            return turned[quarters].above, quarters
    for quarters in order:
        try:
            real = ledger.sum(turned[quarters], ledger.conjugated(turned[quarters]))
        except Refused:
            break
        if sign_or_none(draft, real, strict=True) is not None:
            return turned[quarters].above, quarters
    return factor, 0


def _factor(draft: Draft, factor: fmpq_mpoly, times: int) -> Factor:
    ledger = draft.ledger
    value = Quotient(factor, ledger.one)
    for claim, args, found in list(ledger.claims.values()):
        if claim.head == "power" and claim.law == "kernel" and ledger.same(found, value):
            return Factor(parted_logarithm(draft, args[0]), times * ledger.exponent(args[1]))
    return Factor(parted_logarithm(draft, value), Fraction(times))
