"""Found: why exponentials, sines, cosines and their inverses have their values.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mpoly

from derivex.certificates.data import Agree, Apart, NoCertificate, Zero
from derivex.certificates.found_halves import cosine_or_sine, half_turned
from derivex.certificates.found_linear import combination
from derivex.certificates.found_polar import new_kernel
from derivex.certificates.found_signs import apart
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine import roots
from derivex.engine.answers import TooHard
from derivex.engine.elements import Element
from derivex.engine.roots import rational_power

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft


def exponential(draft: Draft, u: Quotient, value: Quotient) -> int:
    ledger = draft.ledger
    if not u.above:
        return draft.claim("exp", (u,), value, "homomorphism")
    try:
        return _combined(draft, u, value)
    except (NoCertificate, Refused) as first:
        if not any(claim.head in ("asin", "atan") for claim, _, _ in ledger.claims.values()):
            raise
        for arcs in (double_arcs, angles):
            try:
                arcs(draft, u)
                return _combined(draft, u, value)
            except (NoCertificate, Refused, TooHard):
                continue
        try:
            return half_turned(draft, u, value_of_exponential)
        except (NoCertificate, Refused, TooHard):
            raise first from None


def made_of_others(draft: Draft, step: int) -> int:
    """A claim about the same exponential as a kernel's, by other kernels and the relations between angles."""
    ledger = draft.ledger
    _, (u,), known = ledger.claims[step]
    u = ledger.ratio(*u)
    basis = [
        (ledger.ratio(*args[0]), other, found)
        for other, (claim, args, found) in ledger.claims.items()
        if claim.head == "exp"
        and other != step
        and (claim.law == "parity" or (claim.law in ("kernel", "euler") and other < step))
    ]
    solved = combination(u, [each for each, _, _ in basis], ledger)
    rest, value, uses, numbers = u, ledger.number(1), [], []
    for (each, other, found), times in zip(basis, solved, strict=True):
        if times and times.denominator == 1:
            rest = ledger.minus(rest, ledger.product(ledger.number(times), each))
            value = ledger.product(value, _raised(draft, found, int(times)))
            uses.append(other)
            numbers.append(times)
    for turn in _turns(draft, rest) if rest.above else ():
        value = ledger.product(value, ledger.claims[turn][2])
        uses.append(turn)
        numbers.append(Fraction(1))
    if not uses or ledger.same(value, known):
        raise NoCertificate("an exponential that is not made of others")
    return draft.claim("exp", (u,), value, "homomorphism", tuple(uses), tuple(numbers))


def _raised(draft: Draft, value: Quotient, times: int) -> Quotient:
    """A power; of what lies on the unit circle, by the conjugate."""
    ledger = draft.ledger
    if times < 0:
        try:
            mirrored = ledger.conjugated(value)
            if ledger.same(ledger.product(value, mirrored), ledger.number(1)):
                return ledger.power(mirrored, -times)
        except Refused:
            pass
        apart(draft, value.above)
    return ledger.power(value, times)


def _combined(draft: Draft, u: Quotient, value: Quotient) -> int:
    """A product of powers of exponentials, of logarithms too."""
    ledger = draft.ledger
    basis: list[tuple[Quotient, int, str]] = []
    wanted = ledger.generators_of(u)
    for claim, _, found in ledger.claims.values():  # an angle comes with the logarithm of a size
        if claim.law in ("polar", "parted log") and max(ledger.generators_of(found)) in wanted:
            wanted |= ledger.generators_of(found)
    for step, (claim, args, found) in reversed(ledger.claims.items()):
        if claim.head == "exp" and claim.law in ("kernel", "euler", "arc", "double arc", "exp of lambert"):
            basis.append((args[0], step, "exp"))
        elif (
            claim.head == "log"
            and claim.law in ("kernel", "polar", "parted log")
            and ledger.generators_of(found) <= wanted
        ):
            basis.append((found, step, "log"))
    solved = combination(u, [each for each, _, _ in basis], ledger)
    rest, uses, numbers = u, [], []
    for (each, step, kind), times in zip(basis, solved, strict=True):
        if not times or (kind == "exp" and times.denominator != 1):
            continue
        rest = ledger.minus(rest, ledger.product(ledger.number(times), each))
        uses.append(step if kind == "exp" else exp_of_log(draft, step, times))
        numbers.append(times if kind == "exp" else Fraction(1))
    if rest.above:
        for step in _turns(draft, rest):
            uses.append(step)
            numbers.append(Fraction(1))
    return draft.claim("exp", (u,), value, "homomorphism", tuple(uses), tuple(numbers))


def exp_of_log(draft: Draft, log_step: int, times: Fraction) -> int:
    """``exp(q*log(b)) = b^q``."""
    ledger = draft.ledger
    _, (b,), logarithm = ledger.claims[log_step]
    if times.denominator == 1:
        root = ledger.power(b, int(times))
    else:
        index = next((each for each, step in draft.step_of.items() if step == log_step), None)
        if index is None:  # no kernel of the engine
            part = new_kernel(draft, "power", (b, ledger.number(times)), NoCertificate("a power of a new kernel"))
            root = ledger.claims[part][2]
        else:
            base = draft.field.kernels[index].arguments[0]
            root = draft.quotient(rational_power(draft.field, base, fmpq(times.numerator, times.denominator)))
    q = ledger.number(times)
    power_step = draft.certify("power", (b, q), root)
    return draft.claim("exp", (ledger.product(q, logarithm),), root, "of logarithm", (log_step, power_step))


def _turns(draft: Draft, rest: Quotient) -> Iterator[int]:
    """Steps for ``exp(pi*I*q)`` and ``exp(pi*I*n)``, summand by summand."""
    ledger = draft.ledger
    angle = ledger.product(rest, ledger.flipped(ledger.product(ledger.i, ledger.pi)))
    if not angle.below.is_constant():
        raise NoCertificate("an exponential that no law explains")
    angle = Quotient(angle.above / angle.below.leading_coefficient(), ledger.one)
    for exponents, number in angle.above.terms():
        part = ledger.context.from_dict({exponents: 1})
        turned = ledger.product(ledger.i, ledger.pi, Quotient(part * number, ledger.one))
        if part.is_constant():
            yield draft.claim("exp", (turned,), root_of_unity(draft, number), "turn")
        elif ledger.is_integer(Quotient(part * number, ledger.one)):
            if int(number.p) % 2 == 0:
                yield draft.claim("exp", (turned,), ledger.number(1), "period")
            else:
                yield _parity(draft, part, turned, int(number.p))
        else:
            raise NoCertificate("an exponential that no law explains")


def _parity(draft: Draft, part: fmpq_mpoly, turned: Quotient, number: int) -> int:
    ledger = draft.ledger
    for index, kernel in enumerate(draft.field.kernels):
        if kernel.head == "parity":
            g = Quotient(draft.generator(index), ledger.one)
            step = draft.step_of[index]
            unit = ledger.claims[step][1][0]
            if ledger.same(ledger.product(ledger.number(number), unit), turned):
                value = ledger.power(g, number % 2)
                return draft.claim("exp", (turned,), value, "homomorphism", (step,), (Fraction(number),))
            try:  # n^2 is even where n is
                even = draft.claim("exp", (ledger.minus(turned, unit),), ledger.number(1), "period")
            except Refused:
                continue
            return draft.claim("exp", (turned,), g, "homomorphism", (step, even), (Fraction(1), Fraction(1)))
    raise NoCertificate("a sign (-1)^n that no law explains")


def root_of_unity(draft: Draft, number: fmpq) -> Quotient:
    return draft.quotient(roots.root_of_unity(draft.field, number))


def twice_cosine(draft: Draft, degree: int) -> tuple[int, fmpq_mpoly]:
    """``2*cos(pi/n) = e - e^(n - 1)`` for ``e = exp(I*pi/n)``, the root of one factor of ``e^n + 1``."""
    ledger = draft.ledger
    unit = ledger.product(ledger.number(Fraction(1, degree)), ledger.i, ledger.pi)
    e = ledger.generators[ledger.used]
    step = draft.claim("exp", (unit,), Quotient(e, ledger.one), "kernel")
    whole, half_turn = Quotient(e**degree, ledger.one), ledger.product(ledger.i, ledger.pi)
    power = draft.claim("exp", (half_turn,), whole, "homomorphism", (step,), (Fraction(degree),))
    draft.add(Agree(power, draft.claim("exp", (half_turn,), ledger.number(-1), "turn")))
    factors = [factor for factor, _ in (e**degree + 1).factor()[1]]
    root = next(each for each in factors if ledger.ball(Quotient(each, ledger.one)).contains(0))
    cofactor = ledger.one
    for factor in factors:
        if factor != root:
            draft.add(Apart(draft.polynomial_data(factor), (), ()))
            cofactor = cofactor * factor
    if not cofactor.is_constant():
        draft.add(Zero(draft.polynomial_data(root), 1, draft.polynomial_data(cofactor)))
    return step, e - e ** (degree - 1)


def circular(draft: Draft, head: str, u: Quotient, value: Quotient) -> int:
    ledger = draft.ledger
    turned = ledger.product(ledger.i, u)
    angles(draft, u)
    try:
        step = draft.certify("exp", (turned,), value_of_exponential(draft, turned))
        return draft.claim(head, (u,), value, "circular", (step,))
    except (NoCertificate, Refused):
        return cosine_or_sine(draft, head, u, value_of_exponential)


def value_of_exponential(draft: Draft, u: Quotient) -> Quotient:
    """The value of ``exp(u)`` from the claims about exponentials that there are."""
    ledger = draft.ledger
    basis = [
        (args[0], found)
        for claim, args, found in reversed(ledger.claims.values())
        if claim.head == "exp" and claim.law in ("kernel", "euler", "arc", "double arc", "exp of lambert")
    ]
    for claim, args, found in ledger.claims.values():  # an argument: u over its size
        if claim.law == "polar":
            g = Quotient(ledger.i.above * ledger.generators[max(ledger.generators_of(found))], ledger.one)
            size = ledger.claims[claim.uses[0]][2]
            basis.append((g, ledger.product(args[0], ledger.flipped(size))))
        elif claim.law == "parted log":
            basis.append((found, args[0]))
    solved = combination(u, [each for each, _ in basis], ledger)
    rest, value = u, ledger.number(1)
    for (each, found), times in zip(basis, solved, strict=True):
        if times and times.denominator == 1:
            rest = ledger.minus(rest, ledger.product(ledger.number(times), each))
            value = ledger.product(value, _raised(draft, found, int(times)))
    for step in _turns(draft, rest) if rest.above else ():
        value = ledger.product(value, ledger.claims[step][2])
    return value


def double_arcs(draft: Draft, angle: Quotient) -> None:
    """Claims about ``exp(2*I*atan(u))`` for the angles in a value."""
    ledger = draft.ledger
    wanted = ledger.generators_of(angle)
    for step, (claim, args, found) in list(ledger.claims.items()):
        if claim.head != "atan" or claim.law != "kernel" or not ledger.generators_of(found) <= wanted:
            continue
        double = ledger.product(ledger.number(2), ledger.i, found)
        key = "exp", str((double,))
        if key not in draft.claimed:
            one, turn = ledger.number(1), ledger.product(ledger.i, args[0])
            fraction = ledger.product(ledger.sum(one, turn), ledger.flipped(ledger.minus(one, turn)))
            apart(draft, fraction.below)
            draft.claimed[key] = draft.claim("exp", (double,), fraction, "double arc", (step,))


def angles(draft: Draft, u: Quotient) -> None:
    """The claims about ``exp(I*asin(u))`` and ``exp(I*atan(u))`` for the angles in u."""
    ledger = draft.ledger
    wanted = ledger.generators_of(u)
    for step, (claim, args, found) in list(ledger.claims.items()):
        if claim.head in ("asin", "atan") and claim.law == "kernel" and ledger.generators_of(found) <= wanted:
            direction = -1 if claim.head == "asin" else 1
            turned, one = ledger.product(ledger.i, args[0]), ledger.number(1)
            key = "exp", str((ledger.product(ledger.i, found),))
            if key not in draft.claimed:
                power_step = _cosine(draft, step, direction)
                root = ledger.claims[power_step][2]
                value = ledger.sum(root, turned) if direction < 0 else ledger.product(ledger.sum(one, turned), root)
                draft.claimed[key] = draft.claim(
                    "exp", (ledger.product(ledger.i, found),), value, "arc", (step, power_step)
                )


def _cosine(draft: Draft, step: int, direction: int) -> int:
    """The root of ``1 - u^2`` for asin(u), one over that of ``1 + u^2`` for atan(u): the engine's, or a kernel."""
    ledger, u = draft.ledger, draft.ledger.claims[step][1][0]
    index = next((each for each, other in draft.step_of.items() if other == step), None)
    exponent = ledger.number(Fraction(-direction, 2))
    try:
        if index is None:
            raise NoCertificate("no kernel of the engine")
        square = draft.field.power(draft.field.kernels[index].arguments[0], 2)
        base = draft.field.add(Element(fmpq(1), {}), Element(square.coefficient * direction, square.factors))
        root = draft.quotient(rational_power(draft.field, base, fmpq(-direction, 2)))
        return draft.certify("power", (draft.quotient(base), exponent), root)
    except (NoCertificate, Refused, TooHard) as reason:
        square_of = ledger.product(ledger.number(direction), u, u)
        return new_kernel(draft, "power", (ledger.sum(ledger.number(1), square_of), exponent), reason)


def inverse(draft: Draft, head: str, u: Quotient, value: Quotient) -> int:
    ledger = draft.ledger
    opposite = ledger.minus(ledger.number(0), u)
    for step, (claim, args, found) in ledger.claims.items():
        mirrored = claim.head == head and ledger.same(args[0], opposite)
        if mirrored and ledger.same(found, ledger.minus(ledger.number(0), value)):
            return draft.claim(head, (u,), value, "odd", (step,))
    turned = ledger.product(ledger.number(2 if head == "atan" else 1), ledger.i, value)
    for step, (claim, args, found) in list(ledger.claims.items()):
        if head == "atan" and claim.head == "atan" and claim.law == "kernel":
            one, turn = ledger.number(1), ledger.product(ledger.i, args[0])
            angle = ledger.product(ledger.number(2), ledger.i, found)
            key = "exp", str((angle,))
            if key not in draft.claimed:
                fraction = ledger.product(ledger.sum(one, turn), ledger.flipped(ledger.minus(one, turn)))
                apart(draft, fraction.below)
                draft.claimed[key] = draft.claim("exp", (angle,), fraction, "double arc", (step,))
    exponential = value_of_exponential(draft, turned)
    step = draft.certify("exp", (turned,), exponential)
    return draft.claim(head, (u,), value, "known angle", (step,))
