"""Found: why conjugates and arguments have their values.  Nothing here has to be believed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq

from derivex.certificates.data import NoCertificate
from derivex.certificates.found_signs import nonzero
from derivex.certificates.quotients import Quotient
from derivex.engine.conjugates import conjugated, magnitude
from derivex.engine.elements import Element
from derivex.engine.logarithms import logarithm
from derivex.engine.named import imaginary_unit
from derivex.engine.roots import rational_power

if TYPE_CHECKING:
    from derivex.certificates.draft import Draft


def conjugable(draft: Draft, value: Quotient) -> None:
    """Claims about the conjugates of the kernels in a value that aren't real."""
    ledger = draft.ledger
    for generator in sorted(ledger.generators_of(value) - ledger.real - {0}):
        if generator in ledger.conjugates:
            continue
        index = next((i for i, g in draft.made.items() if g == ledger.generators[generator]), None)
        if index is None:
            raise NoCertificate("a conjugate of more than real parts")
        _conjugable_kernel(draft, index)


def _conjugable_kernel(draft: Draft, index: int) -> None:
    ledger, field = draft.ledger, draft.field
    kernel, step = field.kernels[index], draft.step_of[index]
    head = ledger.claims[step][0].head
    value = Quotient(draft.made[index], ledger.one)
    mirrored = conjugated(field, field.generator(index))
    if head in ("log", "power"):
        base = kernel.arguments[0]
        size = magnitude(field, base)
        conjugable(draft, draft.quotient(base))
        size_step = draft.certify("abs", (draft.quotient(base),), draft.quotient(size))
        if head == "log":
            other = draft.certify("log", (draft.quotient(size),), draft.quotient(logarithm(field, size)))
        else:
            nonzero(draft, value)
            q = fmpq(2, kernel.degree)
            exponent = ledger.number(Fraction(2, kernel.degree))
            root = draft.quotient(rational_power(field, size, q))
            other = draft.certify("power", (draft.quotient(size), exponent), root)
        law = "conjugate log" if head == "log" else "conjugate root"
        draft.claim("conjugate", (value,), draft.quotient(mirrored), law, (step, size_step, other))
        return
    args = ledger.claims[step][1]
    if len(args) != 1:
        raise NoCertificate("a conjugate of more than real parts")
    conjugable(draft, args[0])
    there = draft.quotient(mirrored)
    other = draft.certify(head, (ledger.conjugated(args[0]),), there)
    draft.claim("conjugate", (value,), there, "conjugate entire", (step, other))


def conjugate(draft: Draft, u: Quotient, value: Quotient) -> int:
    conjugable(draft, u)
    return draft.claim("conjugate", (u,), value, "conjugate")


def argument_kernel(draft: Draft, index: int) -> None:
    """The kernel of an argument, by the logarithm whose imaginary part it is."""
    ledger, field = draft.ledger, draft.field
    arguments = field.kernels[index].arguments
    u: Element = arguments[0]
    if len(arguments) == 2:
        u = field.add(arguments[0], field.multiply(imaginary_unit(field), arguments[1]))
    inner = draft.quotient(u)
    nonzero(draft, inner)
    conjugable(draft, inner)
    size = magnitude(field, u)
    size_step = draft.certify("abs", (inner,), draft.quotient(size))
    log_step = draft.certify("log", (draft.quotient(size),), draft.quotient(logarithm(field, size)))
    g = ledger.generators[ledger.used]
    value = ledger.sum(ledger.claims[log_step][2], Quotient(ledger.i.above * g, ledger.one))
    draft.step_of[index] = draft.claim("log", (inner,), value, "polar", (size_step, log_step))
    draft.made[index] = g
