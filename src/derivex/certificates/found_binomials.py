"""Found: sums by the binomial theorem.  Nothing here has to be believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import factorial

from derivex.certificates.binomials import stage, total
from derivex.certificates.data import Certificate, NoCertificate, Proof
from derivex.certificates.data_ends import Binomial
from derivex.certificates.inductions import bounds_of
from derivex.certificates.quotients import Refused
from derivex.engine import series as known
from derivex.errors import InputError
from derivex.given import Given
from derivex.term import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    add,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    power,
    subtract,
)

Find = Callable[[Term, Term, Given], Proof]


def drafted(part: App, given: Given, name: str) -> Binomial | None:
    """A sum of binomial coefficients with what it is, without its proof."""
    head, body, index, ends = bounds_of(part)
    if head != "Sum" or len(ends) != 2 or ends[0] != ZERO:
        return None
    found = _parts(body, index, ends[1])
    if found is None:
        return None
    outer, polynomial, first, second = found
    weights = [value / Fraction(factorial(m)) for m, value in enumerate(known.differences(polynomial))]
    scaled = tuple(_scaled(value, outer) for value in weights)
    empty = Certificate(part, part, given, 2, (), (), (((), ()), ((), ())), (), ())
    proof = Binomial(part, part, given, name, first, second, scaled, empty)
    try:
        stage(proof)
        return replace(proof, after=total(proof))
    except (Refused, InputError):
        return None


def proved(proof: Binomial, find: Find) -> Binomial | None:
    try:
        return replace(proof, step=find(*stage(proof)))
    except (NoCertificate, Refused, InputError):
        return None


def _scaled(value: Fraction, outer: Term) -> Term:
    return (
        ZERO
        if not value
        else outer
        if value == 1
        else number(value)
        if outer == ONE
        else multiply(number(value), outer)
    )


def _parts(body: Term, index: str, top: Term) -> tuple[Term, known.Polynomial, Term, Term] | None:
    """What is constant, the polynomial in the index, and the two bases."""
    k, second, rest = Sym(index), None, []
    members = list(known.factors(body, 1))
    coefficient = (App("binomial", (top, k)), 1)
    if members.count(coefficient) != 1:
        return None
    members.remove(coefficient)
    for factor, direction in members:
        match factor:
            case App("^", (base, exponent)) if index not in free_symbols(base) and exponent in (
                subtract(top, k),
                add(negate(k), top),
            ):
                if second is not None or direction < 0:
                    return None
                second = base
            case _:
                rest.append((factor, direction))
    found = known.taken_apart(rest, index)
    if found is None or found.step:
        return None
    bases = [power(base, number(times)) if times != 1 else base for base, times, _ in found.bases]
    folded = [_folded(base, times) for base, times, _ in found.bases]
    bases = [one if two is None else two for one, two in zip(bases, folded, strict=True)]
    offsets = [power(base, number(first)) for base, _, first in found.bases if first]
    outer = [each for each in (found.factor, *offsets) if each != ONE]
    return multiply(*outer), found.polynomial, multiply(*bases), ONE if second is None else second


def _folded(base: Term, times: int) -> Term | None:
    value = literal(base)
    return number(value**times) if value else None
