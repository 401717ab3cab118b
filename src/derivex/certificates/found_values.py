"""Found: why general powers, absolute values, signs and real roots have their values.

Nothing here has to be believed: each claim is confirmed by the checker's own laws.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derivex.certificates.data import NoCertificate
from derivex.certificates.found_conjugates import conjugable
from derivex.certificates.found_linear import combination
from derivex.certificates.found_signs import nonzero, sign
from derivex.certificates.quotients import Quotient, Refused
from derivex.engine.answers import TooHard
from derivex.engine.elements import constant
from derivex.engine.logarithms import logarithm as exact_logarithm
from derivex.engine.powers import power as exact_power
from derivex.engine.splitting import factors_of
from derivex.term import App, Term, literal

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft


def written_power(draft: Draft, args: tuple[Quotient, ...]) -> Term | None:
    for part in sorted(draft.ledger.parts, key=lambda each: (each.size, str(each))):
        if isinstance(part, App) and part.head == "^" and literal(part.args[1]) is None:
            base, exponent = map(draft.value, part.args)
            if not base.above and draft.ledger.same(exponent, args[1]):
                return part
    return None


def _zero_power(draft: Draft, args: tuple[Quotient, ...], value: Quotient) -> int:
    ledger = draft.ledger
    if nonzero(draft, args[1]):
        return draft.claim("^", args, value, "zero power", term=written_power(draft, args))
    powers = [
        (step, other[1])
        for step, (claim, other, _) in ledger.claims.items()
        if claim.head == "^" and not other[0].above
    ]
    numbers = combination(args[1], [w for _, w in powers], ledger)
    used = [(step, number) for (step, _), number in zip(powers, numbers, strict=True) if number]
    return draft.claim("^", args, value, "zero power", tuple(s for s, _ in used), tuple(n for _, n in used))


def general_power(draft: Draft, args: tuple[Quotient, ...], value: Quotient) -> int:
    ledger, (b, w) = draft.ledger, args
    if w.above.is_constant() and w.below.is_constant():
        return draft.claim("^", args, value, "constant exponent", (draft.certify("power", args, value),))
    if not b.above:
        return _zero_power(draft, args, value)
    if ledger.is_integer(w):
        for step, (_, (u,), base) in [(s, c) for s, c in ledger.claims.items() if c[0].head == "exp"]:
            if ledger.same(base, b):
                other = draft.certify("exp", (ledger.product(w, u),), value)
                return draft.claim("^", args, value, "power of exponential", (step, other))
    if ledger.is_integer(w):
        step_of_product = _integer_power(draft, args, value)
        if step_of_product is not None:
            return step_of_product
    nonzero(draft, b, required=True)
    logarithm = draft.quotient(exact_logarithm(draft.field, draft.bases[str(b)]))
    step = draft.certify("log", (b,), logarithm)
    u = ledger.product(w, logarithm)
    return draft.claim("^", args, value, "general power", (step, draft.certify("exp", (u,), value)))


def _integer_power(draft: Draft, args: tuple[Quotient, ...], value: Quotient) -> int | None:
    """A power of a product as the product of the powers of its factors; None for an irreducible base."""
    field, (b, w) = draft.field, args
    coefficient, above, below = field.canonical(draft.bases[str(b)])
    found = [
        (field.element(part), direction * count)
        for polynomial, direction in ((above, 1), (below, -1))
        for part, count in factors_of(field, polynomial)
    ]
    found += [(constant(coefficient), 1)] if coefficient != 1 else []
    if len(found) < 2 and all(count == 1 for _, count in found):
        return None
    nonzero(draft, b, required=True)
    steps = []
    for element, _ in found:
        factor = draft.quotient(element)
        draft.bases[str(factor)] = element
        steps.append(
            draft.certify("^", (factor, w), draft.quotient(exact_power(field, element, draft.exponents[str(w)])))
        )
    numbers = tuple(Fraction(count) for _, count in found)
    return draft.claim("^", args, value, "integer power", tuple(steps), numbers)


def absolute(draft: Draft, u: Quotient, value: Quotient) -> int:
    if not draft.ledger.reduce(u.above):
        return draft.claim("abs", (u,), draft.ledger.number(0), "at zero")
    if draft.ledger.generators_of(u) <= draft.ledger.real | {0}:
        return draft.claim("abs", (u,), value, "absolute", (sign(draft, value),))
    ledger = draft.ledger
    try:
        conjugable(draft, u)
        return draft.claim("abs", (u,), value, "absolute", (sign(draft, value),))
    except (NoCertificate, Refused, TooHard):
        pass
    powers, sizes = ([(s, c) for s, c in ledger.claims.items() if c[0].head == head] for head in ("power", "abs"))
    for step, (_, (b, q), root) in powers:
        if ledger.same(root, u):
            for other, (_, (inner,), size) in sizes:
                if ledger.same(inner, b):
                    last = draft.certify("power", (size, q), value)
                    return draft.claim("abs", (u,), value, "absolute power", (step, other, last))
    raise NoCertificate("an absolute value that no law explains")


def signum(draft: Draft, u: Quotient, value: Quotient) -> int:
    ledger = draft.ledger
    if not ledger.reduce(u.above):
        return draft.claim("sign", (u,), ledger.number(0), "at zero")
    nonzero(draft, u, required=True)
    size = ledger.product(u, ledger.flipped(value))
    return draft.claim("sign", (u,), value, "signum", (draft.certify("abs", (u,), size),))


def real_root(draft: Draft, args: tuple[Quotient, ...], value: Quotient) -> int:
    degree = draft.ledger.exponent(args[1])
    if degree % 2:
        return draft.claim("root", args, value, "real root")
    q = draft.ledger.number(1 / degree)
    return draft.claim("root", args, value, "real root", (draft.certify("power", (args[0], q), value),))
