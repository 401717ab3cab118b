"""Found: why gamma, polygamma, floor and their like have their values.  Nothing here has to be believed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq

from derivex.certificates.data import NoCertificate
from derivex.certificates.found_signs import nonzero, sign
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.elements import Element, constant
from derivex.engine.exponentials import exponential
from derivex.engine.logarithms import logarithm
from derivex.engine.named import pi_element
from derivex.engine.roots import rational_power
from derivex.engine.trigonometry import sine_cosine

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft

RECIPROCAL = "1/gamma"
ODD = ("erf", "erfi", "Si", "Shi", "fresnelc", "fresnels")
FUNCTIONS = (RECIPROCAL, "polygamma", "loggamma", "floor", "zeta", "Chi", *ODD)


def function_value(draft: Draft, head: str, args: tuple[Quotient, ...], value: Quotient) -> int:
    match head:
        case "1/gamma":
            return _reciprocal(draft, args[0], value)
        case "polygamma":
            return _polygamma(draft, args, value)
        case "loggamma":
            return _loggamma(draft, args[0], value)
        case "floor":
            return _floor(draft, args[0], value)
        case "zeta":
            return draft.claim(head, args, value, "zeta value")
        case "Chi":
            return _chi(draft, args[0], value)
    if not draft.ledger.reduce(args[0].above):
        return draft.claim(head, args, value, "odd")
    return _odd(draft, head, args[0], value)


def _others(draft: Draft, head: str) -> list[int]:
    return [step for step, (claim, _, _) in draft.ledger.claims.items() if claim.head == head]


def _apart_by(draft: Draft, low: Quotient, high: Quotient) -> int | None:
    """The integer that is the difference of two values."""
    gap = draft.ledger.minus(high, low)
    if not (gap.above.is_constant() and gap.below.is_constant()):
        return None
    count = draft.ledger.exponent(gap)
    return int(count) if count.denominator == 1 else None


def _factors(draft: Draft, low: Quotient, count: int) -> None:
    """Try to put ``low``, ``low + 1``, … among what is never zero."""
    for step in range(count):
        nonzero(draft, draft.ledger.sum(low, draft.ledger.number(step)))


def _reciprocal(draft: Draft, u: Quotient, value: Quotient) -> int:
    ledger, field = draft.ledger, draft.field
    if _apart_by(draft, u, ledger.number(1)) is not None:
        return draft.claim(RECIPROCAL, (u,), value, "reciprocal shift")
    if u.above.is_constant():
        _introduce(draft)
    for step in _others(draft, RECIPROCAL):
        _, (v,), _ = ledger.claims[step]
        count = _apart_by(draft, v, u)
        if count is None:
            continue
        if count > 0:
            _factors(draft, v, count)
        try:
            return draft.claim(RECIPROCAL, (u,), value, "reciprocal shift", (step,))
        except Refused:
            continue
    half = ledger.number(Fraction(1, 2))
    if _apart_by(draft, u, half) is not None and u.above.is_constant():
        minus = ledger.number(Fraction(-1, 2))
        root = draft.quotient(rational_power(field, pi_element(field), fmpq(-1, 2)))
        known = draft.certify("power", (ledger.pi, minus), root)
        draft.claim(RECIPROCAL, (half,), root, "reciprocal half", (known,))
        return _reciprocal(draft, u, value)
    for index, kernel in enumerate(field.kernels):
        if kernel.head == RECIPROCAL and index in draft.made:
            a = draft.quotient(kernel.arguments[0])
            if _apart_by(draft, ledger.minus(ledger.number(0), a), u) is not None:
                _reflected(draft, a, kernel.arguments[0], draft.step_of[index])
                return _reciprocal(draft, u, value)
    return _duplicated(draft, u, value)


def _introduce(draft: Draft) -> None:
    """The kernels of gamma at numbers, from the engine's memory."""
    for index, kernel in enumerate(draft.field.kernels):
        if kernel.head == RECIPROCAL and not kernel.arguments[0].factors:
            draft.generator(index)


def _reflected(draft: Draft, a: Quotient, element: Element, step: int) -> None:
    ledger, field = draft.ledger, draft.field
    known = ledger.claims[step][2]
    nonzero(draft, known)
    sine = draft.quotient(sine_cosine(field, field.multiply(pi_element(field), element))[0])
    sine_step = draft.certify("sin", (ledger.product(ledger.pi, a),), sine)
    reflected = ledger.product(sine, ledger.flipped(ledger.product(ledger.pi, known)))
    draft.claim(RECIPROCAL, (ledger.minus(ledger.number(1), a),), reflected, "reflection", (step, sine_step))


def _duplicated(draft: Draft, u: Quotient, value: Quotient) -> int:
    ledger, field = draft.ledger, draft.field
    half = ledger.number(Fraction(1, 2))
    for other in _others(draft, RECIPROCAL):
        v = ledger.claims[other][1][0]
        for start in (ledger.product(half, u), ledger.minus(ledger.product(half, u), half)):
            if _apart_by(draft, start, v) is None:
                continue
            index = next(
                i for i, k in enumerate(field.kernels) if k.head == RECIPROCAL and draft.step_of.get(i) == other
            )
            element = field.kernels[index].arguments[0]
            shift = ledger.exponent(ledger.minus(ledger.product(half, u), v))
            a = field.add(element, constant(fmpq(shift.numerator, shift.denominator)))
            return _from_halves(draft, u, value, a)
    raise NoCertificate("a value of gamma that no law explains")


def _from_halves(draft: Draft, u: Quotient, value: Quotient, a: Element) -> int:
    from derivex.engine.gammas import reciprocal_gamma

    ledger, field = draft.ledger, draft.field
    b = field.add(a, constant(fmpq(1, 2)))
    steps = [
        draft.certify(RECIPROCAL, (draft.quotient(each),), draft.quotient(reciprocal_gamma(field, each)))
        for each in (a, b)
    ]
    half = ledger.number(Fraction(1, 2))
    root = draft.certify(
        "power", (ledger.pi, half), draft.quotient(rational_power(field, pi_element(field), fmpq(1, 2)))
    )
    log_of_four = logarithm(field, constant(4))
    log_step = draft.certify("log", (ledger.number(4),), draft.quotient(log_of_four))
    exponent = field.multiply(field.multiply(constant(-1), a), log_of_four)
    exp_step = draft.certify("exp", (draft.quotient(exponent),), draft.quotient(exponential(field, exponent)))
    uses = (*steps, root, log_step, exp_step)
    return draft.claim(RECIPROCAL, (u,), value, "duplication", uses)


def _polygamma(draft: Draft, args: tuple[Quotient, ...], value: Quotient) -> int:
    ledger, field = draft.ledger, draft.field
    order, u = args
    for step in _others(draft, "polygamma"):
        _, (other, v), _ = ledger.claims[step]
        count = _apart_by(draft, v, u) if ledger.same(order, other) else None
        if count is not None:
            _factors(draft, v if count > 0 else u, abs(count))
            return draft.claim("polygamma", args, value, "polygamma shift", (step,))
    if not u.above.is_constant():
        raise NoCertificate("a value of polygamma that no law explains")
    base = ledger.number(1 if ledger.exponent(u).denominator == 1 else Fraction(1, 2))
    if order.above and order == ledger.number(1):
        scale = ledger.number(Fraction(1, 6) if base == ledger.number(1) else Fraction(1, 2))
        step = draft.claim("polygamma", (order, base), ledger.product(scale, ledger.pi, ledger.pi), "polygamma value")
        return step if ledger.same(base, u) else _polygamma(draft, args, value)
    from derivex.engine.gammas import digamma

    one = draft.quotient(digamma(field, constant(1)))
    first = draft.certify("polygamma", (order, ledger.number(1)), one)
    log_step = draft.certify("log", (ledger.number(2),), draft.quotient(logarithm(field, constant(2))))
    known = ledger.minus(one, ledger.product(ledger.number(2), ledger.claims[log_step][2]))
    step = draft.claim("polygamma", (order, base), known, "polygamma value", (first, log_step))
    return step if ledger.same(base, u) else _polygamma(draft, args, value)


def _loggamma(draft: Draft, u: Quotient, value: Quotient) -> int:
    ledger, field = draft.ledger, draft.field
    for step in _others(draft, "loggamma"):
        _, (v,), _ = ledger.claims[step]
        count = _apart_by(draft, v, u)
        if count is None:
            continue
        low, uses = v if count >= 0 else u, list[int]()
        index = next(i for i, k in enumerate(field.kernels) if k.head == "loggamma" and draft.step_of.get(i) == step)
        for shift in range(abs(count)):
            argument = field.add(field.kernels[index].arguments[0], constant(fmpq(shift + min(count, 0))))
            uses.append(draft.certify("log", (draft.quotient(argument),), draft.quotient(logarithm(field, argument))))
        return draft.claim("loggamma", (u,), value, "loggamma shift", (step, sign(draft, low, strict=True), *uses))
    raise NoCertificate("a value of loggamma that no law explains")


def _floor(draft: Draft, u: Quotient, value: Quotient) -> int:
    for step in _others(draft, "floor"):
        try:
            return draft.claim("floor", (u,), value, "floor", (step,))
        except Refused:
            continue
    return draft.claim("floor", (u,), value, "floor")


def _chi(draft: Draft, u: Quotient, value: Quotient) -> int:
    ledger = draft.ledger
    for first in _others(draft, "Ei"):
        for second in _others(draft, "Shi"):
            if all(ledger.same(ledger.claims[each][1][0], u) for each in (first, second)):
                return draft.claim("Chi", (u,), value, "cosine integral", (first, second, sign(draft, u, strict=True)))
    raise NoCertificate("a value of Chi that no law explains")


def _odd(draft: Draft, head: str, u: Quotient, value: Quotient) -> int:
    ledger = draft.ledger
    opposite = ledger.minus(ledger.number(0), u)
    for step in _others(draft, head):
        if ledger.same(ledger.claims[step][1][0], opposite):
            return draft.claim(head, (u,), value, "odd", (step,))
    turned = {"erf": "erfi", "erfi": "erf", "Si": "Shi", "Shi": "Si"}.get(head)
    for step in _others(draft, turned) if turned is not None else ():
        v, known = ledger.claims[step][1][0], ledger.claims[step][2]
        if ledger.same(u, ledger.product(ledger.i, v)):
            return draft.claim(head, (u,), value, "turned function", (step,))
        if ledger.same(opposite, ledger.product(ledger.i, v)):
            middle = draft.claim(head, (opposite,), ledger.product(ledger.i, known), "turned function", (step,))
            return draft.claim(head, (u,), value, "odd", (middle,))
    raise NoCertificate(f"no law found for {head}")
