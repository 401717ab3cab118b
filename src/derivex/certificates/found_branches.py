"""Found: why logarithms and rational powers have their values.  Nothing here has to be believed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq

from derivex.certificates.balls import Unclear
from derivex.certificates.data import NoCertificate, Sign
from derivex.certificates.found_exponentials import angles, root_of_unity
from derivex.certificates.found_linear import combination
from derivex.certificates.found_signs import nonzero, sign, sign_or_none
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.elements import constant
from derivex.engine.roots import rational_power

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft


def _kernels_in(draft: Draft, value: Quotient, head: str) -> list[int]:
    """The steps of the kernels with that head that a value contains, the latest first."""
    wanted = draft.ledger.generators_of(value)
    return [
        step
        for step, (claim, _, found) in reversed(draft.ledger.claims.items())
        if claim.head == head and claim.law in ("kernel", "polar") and _own(draft, found) in wanted
    ]


def _own(draft: Draft, value: Quotient) -> int:
    """The generator that a kernel's claim introduced, the latest one."""
    return max(draft.ledger.generators_of(value), default=0)


def logarithm(draft: Draft, b: Quotient, value: Quotient) -> int:
    ledger = draft.ledger
    found = _within(draft, b, value)
    if found is not None:
        return found
    unknown = [step for step in _kernels_in(draft, value, "log") if not ledger.is_real(ledger.claims[step][2])]
    logs = [ledger.claims[step] for step in unknown]
    turn = ledger.product(ledger.i, ledger.pi)
    solved = combination(value, [turn, *(found for _, _, found in logs)], ledger)
    q, times = solved[0], solved[1:]
    parts = (ledger.product(ledger.number(each), log[2]) for each, log in zip(times, logs, strict=True))
    rest = ledger.minus(value, ledger.sum(*parts))
    rest = ledger.minus(rest, ledger.product(ledger.number(q), turn))
    if not ledger.is_real(rest):
        raise NoCertificate("a logarithm that no law explains")
    if not any(times):
        return draft.claim("log", (b,), value, "principal", (draft.certify("exp", (value,), b),), (q,))
    if q == 0 and [each for each in times if each] == [1]:
        step = unknown[times.index(Fraction(1))]
        return _split_log(draft, b, value, rest, step)
    if q == 1 and [each for each in times if each] == [-1]:
        step = unknown[times.index(Fraction(-1))]
        f = ledger.claims[step][1][0]
        even = ledger.minus(ledger.number(0), ledger.product(b, f))
        return draft.claim("log", (b,), value, "mirrored log", (draft.certify("exp", (rest,), even), step))
    if q == 0 and sorted(each for each in times if each) in ([1, 1], [-1, 1]):
        first, second = sorted(
            (step for step, each in zip(unknown, times, strict=True) if each),
            key=lambda step: -times[unknown.index(step)],
        )
        pair = _lemma(draft, "log", (), first, second, min(each for each in times if each))
        return _split_log(draft, b, value, rest, pair)
    if q == 0 and len([each for each in times if each]) == 1:
        return _log_of_root(draft, b, value)
    raise NoCertificate("a logarithm that no law explains")


def _within(draft: Draft, b: Quotient, value: Quotient) -> int | None:
    """A logarithm whose imaginary part is a multiple of pi and one of atan."""
    ledger = draft.ledger
    for step in _kernels_in(draft, value, "atan"):
        _, (v,), angle = ledger.claims[step]
        turn = ledger.product(ledger.i, ledger.pi)
        turned = ledger.product(ledger.i, angle)
        q, s = combination(value, [turn, turned], ledger)
        parts = ledger.sum(ledger.product(ledger.number(q), turn), ledger.product(ledger.number(s), turned))
        if s and ledger.is_real(v, ledger.minus(value, parts)) and abs(q) + abs(s) / 2 <= 1:
            angles(draft, angle)
            exponential = draft.certify("exp", (value,), b)
            return draft.claim("log", (b,), value, "within", (exponential, step), (q, s))
    return None


def _split_log(draft: Draft, b: Quotient, value: Quotient, rest: Quotient, step: int) -> int:
    ledger = draft.ledger
    inside = ledger.claims[step][1][0]
    positive = ledger.product(b, ledger.flipped(inside))
    return draft.claim("log", (b,), value, "split log", (draft.certify("exp", (rest,), positive), step))


def _log_of_root(draft: Draft, b: Quotient, value: Quotient) -> int:
    ledger = draft.ledger
    for step, (_, (base, _), root) in [(step, each) for step, each in ledger.claims.items() if each[0].head == "power"]:
        if ledger.same(root, b):
            for other, (log, args, _) in ledger.claims.items():
                if log.head == "log" and ledger.same(args[0], base):
                    return draft.claim("log", (b,), value, "log of root", (step, other))
    raise NoCertificate("the logarithm of a root")


def _lemma(
    draft: Draft, head: str, exponent: tuple[Quotient, ...], first: int, second: int, direction: Fraction
) -> int:
    """A claim about the product or quotient of the arguments of two claims."""
    ledger = draft.ledger
    (_, (f, *_), one), (_, (g, *_), two) = ledger.claims[first], ledger.claims[second]
    lead = abs(Fraction(int(f.above.leading_coefficient().p), int(f.above.leading_coefficient().q)))
    other = abs(Fraction(int(g.above.leading_coefficient().p), int(g.above.leading_coefficient().q)))
    a, b = 1 / lead, direction / other
    combined = ledger.sum(ledger.product(ledger.number(a), f), ledger.product(ledger.number(b), g))
    seen = sign(draft, combined if b > 0 else ledger.minus(ledger.number(0), combined), strict=b > 0)
    argument = ledger.product(f, g) if b > 0 else ledger.product(f, ledger.flipped(g))
    if head == "log":
        value = ledger.sum(one, two) if b > 0 else ledger.minus(one, two)
    else:
        value = ledger.product(one, two) if b > 0 else ledger.product(one, ledger.flipped(two))
    return draft.claim(head, (argument, *exponent), value, "lemma", (first, second, seen), (a, b))


def power(draft: Draft, b: Quotient, exponent: Quotient, value: Quotient) -> int:
    ledger = draft.ledger
    q = ledger.exponent(exponent)
    if q.denominator == 1:
        return draft.claim("power", (b, exponent), value, "multiple")
    for step, (claim, args, _) in ledger.claims.items():  # of a kernel with the same base
        if claim.head == "power" and claim.law == "kernel" and ledger.same(args[0], b):
            times = q / ledger.exponent(args[1])
            if times.denominator == 1 and ledger.same(ledger.power(ledger.claims[step][2], int(times)), value):
                return draft.claim("power", (b, exponent), value, "multiple", (step,))
    if ledger.generators_of(b, value) <= set(ledger.balls):
        try:
            return draft.claim("power", (b, exponent), value, "constant power")
        except (Refused, Unclear):
            pass
    base_sign = sign_or_none(draft, b)
    if base_sign is None and q == Fraction(1, 2) and ledger.is_real(value):
        base_sign = _square_of(draft, b, value)
    if base_sign is None and q == Fraction(1, 2):
        found = principal_root(draft, b, exponent, value)
        if found is not None:
            return found
    if base_sign is not None:
        return draft.claim("power", (b, exponent), value, "unique root", (base_sign, sign(draft, value)))
    unknown = [
        step for step in _kernels_in(draft, value, "power") if sign_or_none(draft, ledger.claims[step][1][0]) is None
    ]
    for step in unknown:
        found = _split_power(draft, b, exponent, value, step)
        if found is not None:
            return found
    for step in unknown:
        found = _mirrored_power(draft, b, exponent, value, step)
        if found is not None:
            return found
    for first in unknown:
        for second in unknown:
            for direction in (1, -1) if first != second else ():
                found = _lemma_power(draft, b, exponent, value, first, second, direction)
                if found is not None:
                    return found
    for unit in (ledger.number(-1), ledger.i, ledger.minus(ledger.number(0), ledger.i)):
        positive = ledger.product(b, ledger.flipped(unit))
        if sign_or_none(draft, positive) is not None:
            turned = power_of_unit(draft, unit, q)
            return _with_positive(draft, b, exponent, value, turned)
    raise NoCertificate("a power that no law explains")


def principal_root(draft: Draft, b: Quotient, exponent: Quotient, value: Quotient) -> int | None:
    """A square root by the signs of its parts."""
    ledger, half = draft.ledger, draft.ledger.number(Fraction(1, 2))
    if not ledger.same(ledger.power(value, 2), b):
        return None
    try:
        mirrored = ledger.conjugated(value)
        real = ledger.product(half, ledger.sum(value, mirrored))
        imaginary = ledger.product(half, ledger.minus(value, mirrored), ledger.minus(ledger.number(0), ledger.i))
        seen = sign_or_none(draft, real, strict=True)
        uses = (seen,) if seen is not None else (sign(draft, real), sign(draft, imaginary))
        return draft.claim("power", (b, exponent), value, "principal root", uses)
    except (Refused, NoCertificate):
        return None


def _square_of(draft: Draft, b: Quotient, value: Quotient) -> int | None:
    root = draft.polynomial_data(value.above * value.below)
    try:
        return draft.add(Sign(draft.polynomial_data(b.above * b.below), False, "rows", (), ((Fraction(1), root, ()),)))
    except Refused:
        return None


def power_of_unit(draft: Draft, unit: Quotient, q: Fraction) -> int:
    ledger = draft.ledger
    turns = {"-1": fmpq(1)}.get(str(unit.above), fmpq(1, 2) if unit == ledger.i else fmpq(-1, 2))
    value = root_of_unity(draft, turns * fmpq(q.numerator, q.denominator))
    return draft.certify("power", (unit, ledger.number(q)), value)


def _split_power(draft: Draft, b: Quotient, exponent: Quotient, value: Quotient, step: int) -> int | None:
    """``(a*r)^q`` for the base r of a kernel, where a is never negative."""
    ledger = draft.ledger
    _, (r, unit), kernel = ledger.claims[step]
    times = ledger.exponent(exponent) / ledger.exponent(unit)
    if times.denominator != 1:
        return None
    if sign_or_none(draft, ledger.product(b, ledger.flipped(r))) is None:
        return None
    root = ledger.power(kernel, int(times))
    return _with_positive(draft, b, exponent, value, draft.certify("power", (r, exponent), root))


def _with_positive(draft: Draft, b: Quotient, exponent: Quotient, value: Quotient, step: int) -> int:
    ledger = draft.ledger
    _, (r, _), root = ledger.claims[step]
    a = ledger.product(b, ledger.flipped(r))
    if ledger.same(a, ledger.number(1)) and ledger.same(value, root):
        return step
    rest = ledger.product(value, ledger.flipped(root))
    if a.above.is_constant() and a.below.is_constant():  # in the engine's form, whose sign can be seen
        number, q = ledger.exponent(a), ledger.exponent(exponent)
        known = draft.quotient(rational_power(draft.field, constant(number), fmpq(q.numerator, q.denominator)))
        rest = known if ledger.same(rest, known) else rest
    positive = draft.certify("power", (a, exponent), rest)
    return draft.claim("power", (b, exponent), value, "split power", (positive, step, sign(draft, a)))


def _mirrored_power(draft: Draft, b: Quotient, exponent: Quotient, value: Quotient, step: int) -> int | None:
    ledger = draft.ledger
    _, (f, unit), kernel = ledger.claims[step]
    q = ledger.exponent(exponent)
    times = q / ledger.exponent(unit)
    even = ledger.minus(ledger.number(0), ledger.product(b, f))
    if times.denominator != 1 or not ledger.is_real(f) or not nonzero(draft, f):
        return None
    seen = sign_or_none(draft, even)
    if seen is None:
        return None
    other = draft.certify("power", (f, exponent), ledger.power(kernel, int(times)))
    turned = power_of_unit(draft, ledger.number(-1), q)
    product_of = ledger.product(value, ledger.claims[other][2])
    first = draft.certify(
        "power", (even, exponent), ledger.product(product_of, ledger.flipped(ledger.claims[turned][2]))
    )
    return draft.claim("power", (b, exponent), value, "mirrored power", (first, turned, other, seen))


def _lemma_power(
    draft: Draft, b: Quotient, exponent: Quotient, value: Quotient, first: int, second: int, direction: int
) -> int | None:
    ledger = draft.ledger
    (_, (f, unit), one), (_, (g, other_unit), two) = ledger.claims[first], ledger.claims[second]
    times = ledger.exponent(exponent) / ledger.exponent(unit), ledger.exponent(exponent) / ledger.exponent(other_unit)
    if times[0].denominator != 1 or times[1].denominator != 1:
        return None
    both = ledger.product(f, g) if direction > 0 else ledger.product(f, ledger.flipped(g))
    if sign_or_none(draft, ledger.product(b, ledger.flipped(both))) is None:
        return None
    try:
        one_step, two_step = (
            draft.certify("power", (base, exponent), ledger.power(root, int(count)))
            for base, root, count in ((f, one, times[0]), (g, two, times[1]))
        )
        pair = _lemma(draft, "power", (exponent,), one_step, two_step, Fraction(direction))
    except (Refused, NoCertificate):
        return None
    return _with_positive(draft, b, exponent, value, pair)
