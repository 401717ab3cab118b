"""Bound variables as generators of their own, and bodies as elements with them.

About a bound variable nothing is given; only what its range tells may be known of it: in a sum it is an
integer, and where that matters, and the range allows it, it is positive or not negative. Such a variable is
another generator, since kernels are shared between ranges.

Contract: ``TooHard`` where a body is no element. What stands in a body is marked as such (``lazily``), since it
need not be evaluated at all.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivex.engine.bodies import Convert
from derivex.engine.elements import Element
from derivex.engine.field import Field
from derivex.engine.splitting import NeedsCase
from derivex.given import Given
from derivex.substitution import substitute
from derivex.term import CONSTANTS, Sym, Term, free_symbols

KINDS = "ricpn"  # the first letters of real, integer, complex, positive, natural
MAX_DEPTH = 12  # of binders in each other
MARK = "·"  # no notation reads it, so a name that begins with it can't be anybody's

Symbol = Callable[[str], int]


def bound_body(
    field: Field, convert: Convert, symbol: Symbol, term: Term, body: Term, name: str, kind: str
) -> tuple[int, Element]:
    """The generator of the bound variable, and the body with it."""
    depth = 1 + max((int(each[2:]) for each in free_symbols(term) if each.startswith(MARK)), default=0)
    new = f"{MARK}{kind[0]}{depth}"
    generator = symbol(new)
    if kind in ("integer", "natural"):
        field.integers.add(generator)
    if kind == "natural":
        field.low[generator] = (Fraction(0), False)
    if kind == "positive":
        field.low[generator] = (Fraction(0), True)
    if kind == "complex":
        field.real.discard(generator)
    field.lazily += 1
    try:
        return generator, convert(substitute(body, {name: Sym(new)}))
    finally:
        field.lazily -= 1


def is_own(field: Field, case: NeedsCase) -> bool:
    """Whether it is a bound variable of which it is asked whether it is 0."""
    inside = set().union(*map(field.ring.generators, case.factors))
    names = (f"{MARK}{kind}{depth}" for kind in KINDS for depth in range(1, MAX_DEPTH))
    return any(field.keys.get(("symbol", name)) in inside for name in names)


def complex_ones(field: Field, symbol: Symbol, body: Term) -> Given:
    """Which symbols of a body may be complex."""
    taken = sorted(free_symbols(body) - CONSTANTS)
    return Given(tuple((each, "complex") for each in taken if symbol(each) not in field.real))
