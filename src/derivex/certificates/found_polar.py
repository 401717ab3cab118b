"""Found: sizes and arguments of complex numbers, and asin and atan by logarithms.  Nothing here has to be believed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq_mpoly

from derivex.certificates.data import Agree, Apart, NoCertificate, Sign
from derivex.certificates.found_signs import nonzero, sign, signs_of, strict_signs_of
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.answers import TooHard

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

FAILED = (NoCertificate, Refused, TooHard)
HALF = Fraction(1, 2)
LAWS = ("parted log", "polar", "log of root")  # about logarithms whose real and imaginary parts are known


def known(draft: Draft, head: str, args: tuple[Quotient, ...], laws: tuple[str, ...] = ()) -> int | None:
    """An earlier claim about a head at arguments, by one of the laws."""
    ledger = draft.ledger
    for step, (claim, others, _) in ledger.claims.items():
        alike = claim.head == head and len(others) == len(args) and (not laws or claim.law in laws)
        if alike and all(map(ledger.same, args, others)):
            return step
    return None


def kernel(draft: Draft, head: str, args: tuple[Quotient, ...], uses: tuple[int, ...] = ()) -> int:
    """An earlier claim, or a new generator."""
    found = known(draft, head, args)
    if found is not None:
        return found
    g = draft.ledger.generators[draft.ledger.used]
    return draft.claim(head, args, Quotient(g, draft.ledger.one), "kernel", uses)


def new_kernel(draft: Draft, head: str, args: tuple[Quotient, ...], reason: Exception) -> int:
    """A root, logarithm or size with a generator of its own, where no law explains the engine's value."""
    ledger = draft.ledger
    if head == "power":
        q = ledger.exponent(args[1])
        part = ledger.number(Fraction(1, q.denominator))
        nonzero(draft, args[0])
        step = by_parts(draft, head, q.denominator, args[0])
        step = kernel(draft, "power", (args[0], part), signs_of(draft, args[0])) if step is None else step
        if q.numerator == 1:
            return step
        value = ledger.claims[step][2]
        value = ledger.power(value if q > 0 else ledger.flipped(value), abs(q.numerator))
        return draft.claim("power", args, value, "multiple", (step,))
    if head == "log":
        nonzero(draft, args[0], required=True)
        found = by_parts(draft, head, 0, args[0])
        if found is None and draft.parted:
            return parted_logarithm(draft, args[0])
        return kernel(draft, "log", args, strict_signs_of(draft, args[0])) if found is None else found
    if head == "abs":
        nonzero(draft, args[0])
        if draft.parts and not ledger.is_real(*args) and ledger.generators_of(*args) <= ledger.real | {0}:
            square = ledger.product(args[0], ledger.conjugated(args[0]))
            size = ledger.claims[root(draft, ledger.ratio(square.above, square.below))][2]
            return draft.claim("abs", args, size, "absolute", (sign(draft, size),))
        return kernel(draft, "abs", args)
    raise reason


def root(draft: Draft, base: Quotient) -> int:
    """The square root of something, as it is known or as a new kernel; of 1 it is 1."""
    ledger = draft.ledger
    half = ledger.number(HALF)
    if ledger.same(base, ledger.number(1)):
        one = ledger.number(1)
        return draft.certify("power", (one, half), one)
    nonzero(draft, base)
    found = known(draft, "power", (base, half))
    return kernel(draft, "power", (base, half), signs_of(draft, base)) if found is None else found


def polar(draft: Draft, w: Quotient) -> int:
    """A claim ``log(w) = log(abs(w)) + I*g``, with a generator g for the argument of w."""
    ledger = draft.ledger
    found = known(draft, "log", (w,), ("polar",))
    if found is not None:
        return found
    nonzero(draft, w, required=True)
    square = ledger.product(w, ledger.conjugated(w))
    square = ledger.ratio(square.above, square.below)
    size = ledger.claims[root(draft, square)][2]
    size_step = draft.claim("abs", (w,), size, "absolute", (sign(draft, size),))
    one = ledger.number(1)
    if ledger.same(size, one):
        log_step = draft.certify("log", (one,), ledger.number(0))
    else:
        log_step = kernel(draft, "log", (size,), (sign(draft, size, strict=True),))
    g = ledger.generators[ledger.used]
    value = ledger.sum(ledger.claims[log_step][2], Quotient(ledger.i.above * g, ledger.one))
    return draft.claim("log", (w,), value, "polar", (size_step, log_step))


def logarithm_of(draft: Draft, w: Quotient) -> int:
    """A claim about a logarithm: by size and argument if the parts of its argument are known, else as it stands."""
    try:
        return polar(draft, w)
    except FAILED:
        found = known(draft, "log", (w,))
        return kernel(draft, "log", (w,)) if found is None else found


def parted_logarithm(draft: Draft, u: Quotient) -> int:
    """A claim about a logarithm whose real and imaginary parts are known."""
    ledger = draft.ledger
    found = known(draft, "log", (u,), LAWS)
    if found is not None:
        return found
    for step, (claim, args, value) in list(ledger.claims.items()):
        if claim.head == "power" and ledger.same(value, u) and -1 < ledger.exponent(args[1]) < 1:
            return _log_of_root(draft, u, step)
        turned = claim.head == "power" and claim.law == "kernel" and args[1] != ledger.number(-1)
        if turned and ledger.same(ledger.product(value, u), ledger.number(1)):
            q = ledger.minus(ledger.number(0), args[1])
            return _log_of_root(draft, u, draft.claim("power", (args[0], q), u, "multiple", (step,)))
    real = known(draft, "log", (u,))
    if real is not None and ledger.is_real(ledger.claims[real][2]):
        return real
    nonzero(draft, u, required=True)
    positive = strict_signs_of(draft, u)
    if positive:
        return kernel(draft, "log", (u,), positive)
    size_step = known(draft, "abs", (u,))
    if size_step is not None:
        return _by_size(draft, u, size_step)
    size, angle = ledger.generators[ledger.used : ledger.used + 2]
    value = Quotient(size + ledger.i.above * angle, ledger.one)
    return draft.claim("log", (u,), value, "parted log")


def _log_of_root(draft: Draft, u: Quotient, step: int) -> int:
    ledger = draft.ledger
    _, (b, q), _ = ledger.claims[step]
    inner = parted_logarithm(draft, b)
    return draft.claim("log", (u,), ledger.product(q, ledger.claims[inner][2]), "log of root", (step, inner))


def _by_size(draft: Draft, u: Quotient, size_step: int) -> int:
    """A logarithm by the one of the size, which has a claim."""
    ledger = draft.ledger
    size = ledger.claims[size_step][2]
    log_step = kernel(draft, "log", (size,), strict_signs_of(draft, size))
    value = ledger.sum(
        ledger.claims[log_step][2], Quotient(ledger.i.above * ledger.generators[ledger.used], ledger.one)
    )
    return draft.claim("log", (u,), value, "polar", (size_step, log_step))


def inverses_by_logarithms(draft: Draft, _: Quotient) -> bool:
    """Relations that write asin and atan by logarithms; whether there are any."""
    ledger, found = draft.ledger, False
    for step, (claim, args, value) in list(ledger.claims.items()):
        if claim.law == "kernel" and claim.head in ("asin", "atan") and step not in draft.by_logarithms:
            draft.by_logarithms.add(step)
            try:
                (_of_sine if claim.head == "asin" else _of_tangent)(draft, step, args[0], value)
                found = True
            except FAILED:
                continue
    return found


def _of_sine(draft: Draft, step: int, u: Quotient, value: Quotient) -> None:
    """``asin(u) = -I*log(I*u + sqrt(1 - u^2))``."""
    ledger = draft.ledger
    if ledger.is_real(value):
        raise NoCertificate("a real angle, whose range is known")
    one, turned = ledger.number(1), ledger.product(ledger.i, u)
    root_step = root(draft, ledger.minus(one, ledger.product(u, u)))
    w = ledger.sum(turned, ledger.claims[root_step][2])
    if not ledger.nowhere_zero(w.above):
        opposite = ledger.minus(ledger.claims[root_step][2], turned)
        scale = ledger.reduce(w.above * opposite.above)
        _inverse_pair(draft, w.above, opposite.above, scale)
    log_step = logarithm_of(draft, w)
    found = ledger.product(ledger.minus(ledger.number(0), ledger.i), ledger.claims[log_step][2])
    draft.add(Agree(step, draft.claim("asin", (u,), found, "as logarithm", (root_step, log_step))))


def _inverse_pair(draft: Draft, one: fmpq_mpoly, other: fmpq_mpoly, total: fmpq_mpoly) -> None:
    """The first isn't zero if its product with the second isn't."""
    ledger = draft.ledger
    nonzero(draft, Quotient(total, ledger.one), required=True)
    if total.is_constant():
        draft.add(Apart(draft.polynomial_data(one), draft.polynomial_data(other / total.leading_coefficient()), ()))
        return
    for number, each in enumerate(ledger.apart):
        if each == total:
            draft.add(Apart(draft.polynomial_data(one), draft.polynomial_data(other), ((number, 1),)))


def _of_tangent(draft: Draft, step: int, u: Quotient, value: Quotient) -> None:
    """``atan(u) = I/2*(log(1 - I*u) - log(1 + I*u))``; for a real u both have the same size."""
    ledger = draft.ledger
    if ledger.is_real(u):
        raise NoCertificate("a real angle, whose range is known")
    one, turned = ledger.number(1), ledger.product(ledger.i, u)
    steps = [logarithm_of(draft, w) for w in (ledger.minus(one, turned), ledger.sum(one, turned))]
    first, second = (ledger.claims[each][2] for each in steps)
    found = ledger.product(ledger.number(HALF), ledger.i, ledger.minus(first, second))
    draft.add(Agree(step, draft.claim("atan", (u,), found, "as logarithm", tuple(steps))))


def by_parts(draft: Draft, head: str, degree: int, u: Quotient) -> int | None:
    """A square root by real and imaginary parts, a logarithm by size and argument; None for others."""
    ledger = draft.ledger
    if head == "root":
        found = known(draft, "power", (u, ledger.number(Fraction(1, degree))), ("kernel",))
        if found is not None and ledger.claims[found][2].below.is_one():
            return found
    if not draft.parts or ledger.is_real(u) or not ledger.generators_of(u) <= ledger.real | {0} or not u.below.is_one():
        return None
    try:
        if head == "log":
            return polar(draft, u)
        return _parts_of_root(draft, (u, ledger.number(HALF))) if degree == 2 else None
    except FAILED:
        return None


def _parts_of_root(draft: Draft, args: tuple[Quotient, ...]) -> int:
    """The parts of a square root; the sum of their squares is the size of what it is the root of."""
    ledger, u = draft.ledger, args[0]
    mirrored, half = ledger.conjugated(u), ledger.number(HALF)
    real = ledger.product(half, ledger.sum(u, mirrored))
    nonzero(draft, ledger.product(half, ledger.minus(u, mirrored)))
    a, b = ledger.generators[ledger.used : ledger.used + 2]
    value = Quotient(a + ledger.i.above * b, ledger.one)
    step = draft.claim("power", args, value, "cartesian root", strict_signs_of(draft, real))
    square = ledger.product(u, mirrored)
    square = ledger.ratio(square.above, square.below)
    size_step = root(draft, square)
    size = Quotient(a**2 + b**2, ledger.one)
    rows = tuple((Fraction(1), draft.polynomial_data(part), ()) for part in (a, b))
    never_negative = draft.add(Sign(draft.polynomial_data(size.above), False, "rows", (), rows))
    uses = sign(draft, square), never_negative
    draft.add(Agree(size_step, draft.claim("power", (square, half), size, "unique root", uses)))
    return step
