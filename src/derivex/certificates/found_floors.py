"""Found: what is rounded down, and cases of the part that is lost.  Nothing here has to be believed.

An integer is the value if it lies no less than 1 below; what is between two next integers is one of them.
Where that depends on the fraction that is lost, there are cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from derivex.certificates.data import Agree, CaseOfZero, NoCertificate, Sign, Zero
from derivex.certificates.found_exponentials import made_of_others
from derivex.certificates.found_signs import sign_or_none
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.answers import TooHard
from derivex.term import App, Term, number, subtract

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

FAILED = (NoCertificate, Refused, TooHard)
SMALL = range(-3, 4)
MAX_SLOPE = 6


def floors(draft: Draft, gap: Quotient) -> bool:
    """A relation between what is rounded down and integers; or a case."""
    kernels = _kernels(draft)
    for step in kernels:
        _ranges(draft, step)
    if not kernels:
        return False
    if any(_valued(draft, step, gap) for step in kernels) or any(_whole(draft, step) for step in kernels):
        return True
    if _parity(draft):
        return True
    _case(draft)
    return False


def _kernels(draft: Draft) -> list[int]:
    ledger = draft.ledger
    return [
        step
        for step, (claim, args, value) in ledger.claims.items()
        if claim.head == "floor" and claim.law == "kernel" and ledger.is_real(*args, value)
    ]


def _ranges(draft: Draft, step: int) -> None:
    ledger = draft.ledger
    if step not in draft.angles:
        draft.angles.add(step)
        _, (u,), value = ledger.claims[step]
        rest = ledger.minus(u, value)
        for each, strict in ((rest, False), (ledger.minus(ledger.number(1), rest), True)):
            draft.add(Sign(draft.polynomial_data(ledger.reduce(ledger.signed(each))), strict, "floor", (step,)))


def integer_sign(draft: Draft, value: Quotient, *, strict: bool = False) -> int | None:
    """A sign; that of an integer is known if it is more than -1."""
    ledger = draft.ledger
    found = sign_or_none(draft, value, strict=strict)
    if found is not None or strict or not value.below.is_constant():
        return found
    scale = lcm(*(int(each.q) for each in value.above.coeffs())) if value.above else 1
    whole = ledger.product(ledger.number(scale), value)
    if not ledger.is_integer(whole):
        return None
    above = sign_or_none(draft, ledger.sum(whole, ledger.number(1)), strict=True)
    if above is None:
        return None
    step = draft.add(Sign(draft.polynomial_data(whole.above), False, "integer", (above,)))
    row = Fraction(1, scale), draft.polynomial_data(ledger.one), ((step, 1),)
    return draft.add(Sign(draft.polynomial_data(value.above), False, "rows", (), (row,)))


def _valued(draft: Draft, step: int, gap: Quotient) -> bool:
    """An integer within 1 below; True if it is another one than what is known."""
    ledger = draft.ledger
    _, args, known = ledger.claims[step]
    for value in _candidates(draft, step, gap):
        if not ledger.is_integer(value) or ledger.same(value, known):
            continue
        rest = ledger.minus(args[0], value)
        low = integer_sign(draft, rest)
        high = None if low is None else integer_sign(draft, ledger.minus(ledger.number(1), rest), strict=True)
        if low is not None and high is not None:
            try:
                draft.add(Agree(step, draft.claim("floor", args, value, "floor between", (low, high))))
            except FAILED:
                continue
            return True
    return False


def _candidates(draft: Draft, step: int, gap: Quotient) -> Iterator[Quotient]:
    """What it may be: what a difference says, multiples of others, small numbers."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    _, (u,), known = ledger.claims[step]
    generator = max(ledger.generators_of(known))
    g = ledger.generators[generator]
    for factor, _ in gap.above.factor()[1]:
        if int(factor.degrees()[last - generator]) == 1:
            slope, rest = divmod(factor, g)
            if slope.is_constant():
                value = ledger.ratio(-rest, slope)
                yield value
                yield from _in_integers(draft, value)
    for _, (a, d, value) in _related(draft, step):
        for shift in range(int(d // 1) + min(a, 0) - 1, int(d // 1) + max(a, 0) + 2):
            yield ledger.sum(ledger.product(ledger.number(a), value), ledger.number(shift))
    if len(u.above) <= 3:
        yield from map(ledger.number, SMALL)


def _in_integers(draft: Draft, value: Quotient) -> Iterator[Quotient]:
    """The same with an integer symbol by what a relation says that it is, twice an integer and one more, say."""
    ledger, last = draft.ledger, len(draft.ledger.generators) - 1
    for relation in ledger.relations:
        for generator in ledger.generators_of(Quotient(relation, ledger.one)) & ledger.integer:
            if relation.total_degree() != 1 or int(value.above.degrees()[last - generator]) < 1:
                continue
            g = ledger.generators[generator]
            place = relation.monoms().index(g.monoms()[0])
            image = g - relation / relation.coefficient(place)
            images = (image if each == g else each for each in ledger.context.gens())
            yield Quotient(value.above.compose(*images, ctx=ledger.context), value.below)


def _related(draft: Draft, step: int) -> Iterator[tuple[int, tuple[int, Fraction, Quotient]]]:
    """Earlier ones whose argument, times an integer, is the same but for a number."""
    ledger = draft.ledger
    u = ledger.claims[step][1][0]
    for other in _kernels(draft):
        if other >= step:
            return
        _, (w,), value = ledger.claims[other]
        for a in range(-MAX_SLOPE, MAX_SLOPE + 1):
            gap = ledger.minus(u, ledger.product(ledger.number(a), w))
            if a and gap.above.is_constant() and gap.below.is_constant():
                yield other, (a, ledger.exponent(gap), value)


def _denominator(draft: Draft, value: Quotient) -> int:
    """The integer that makes an argument integer; 1 if there is none."""
    if not value.below.is_constant() or not value.above:
        return 1
    scale = lcm(*(int(each.q) for each in value.above.coeffs()))
    whole = draft.ledger.product(draft.ledger.number(scale), value)
    return scale if scale <= MAX_SLOPE and draft.ledger.is_integer(whole) else 1


def _whole(draft: Draft, step: int) -> bool:
    """The fraction that an integer over a small one loses, where it is known."""
    ledger = draft.ledger
    _, (u,), value = ledger.claims[step]
    scale = _denominator(draft, u)
    lost = ledger.product(ledger.number(scale), ledger.minus(u, value))
    for count in range(scale) if scale > 1 and lost.above and not lost.above.is_constant() else ():
        rest = ledger.minus(lost, ledger.number(count))
        low = integer_sign(draft, rest)
        high = None if low is None else integer_sign(draft, ledger.minus(ledger.number(0), rest))
        if low is not None and high is not None:
            if any(claim.law == "parity" for claim, _, _ in ledger.claims.values()):
                turn = ledger.product(ledger.i, ledger.pi, value)
                sign = Quotient(ledger.generators[ledger.used], ledger.one)
                draft.dependent.add(draft.claim("exp", (turn,), sign, "parity"))
            draft.add(Zero(draft.polynomial_data(rest.above), 1, draft.polynomial_data(ledger.one), (low, high)))
            return True
    return False


def _parity(draft: Draft) -> bool:
    """``(-1)^n`` where a relation says that n is even or odd."""
    ledger = draft.ledger
    for step, (claim, _, _) in list(ledger.claims.items()):
        if claim.law != "parity" or step in draft.dependent:
            continue
        try:
            draft.add(Agree(step, made_of_others(draft, step)))
            draft.dependent.add(step)
        except FAILED:
            continue
        return True
    return False


def _case(draft: Draft) -> None:
    """Ask for the case of where the fraction lies that is lost, if that is not known yet."""
    ledger = draft.ledger
    terms: dict[int, Term] = {step: term for term, step in ledger.terms.items()}
    for step in _kernels(draft):
        _, (w,), value = ledger.claims[step]
        if w.above.total_degree() > 1 and w.below.is_constant():
            continue
        places: dict[Fraction, bool] = {}
        for other in _kernels(draft):
            for base, (a, d, _) in _related(draft, other) if other > step else ():
                if base == step:
                    places |= {(count - d) / a % 1: a < 0 for count in range(abs(a))} if a else {}
        scale = _denominator(draft, w)
        places |= {Fraction(count, scale): False for count in range(1, scale)}
        term = terms.get(step)
        for place, both in sorted(places.items()):
            lost = ledger.minus(ledger.minus(w, value), ledger.number(place))
            if not place or not isinstance(term, App) or not lost.above:
                continue
            below = ledger.minus(ledger.number(0), lost)
            if sign_or_none(draft, lost) is None and sign_or_none(draft, below, strict=not both) is None:
                heads = ("<", "=", ">") if both else ("<", ">=")
                raise CaseOfZero(subtract(term.args[0], term), number(place), heads)
