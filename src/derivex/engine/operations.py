"""What computes a node of a program: one operation a head, from balls to a ball.

Contract: the ball contains the principal value wherever the arguments' balls contain theirs and
there is one; where that isn't certain (the sign of what may be 0) it is NAN. Operations
that are ``total`` have a value everywhere.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from flint import acb, arb, fmpq

from derivex.engine.program import UNARY, Head
from derivex.engine.values import only_integer

LARGEST_POWER = 1_000  # of an integer exponent; beyond that a power is an exponential
NAN = acb("nan")
TOTAL = frozenset({"+", "*", "neg", "exp", "sin", "cos", "sinh", "cosh"})

Operation = Callable[..., acb]


def is_total(head: Head) -> bool:
    """Whether the operation has a value everywhere; that of its ball needs no look then, however wide it is."""
    if isinstance(head, tuple):
        return head[0] == "^" and head[2] == 1 and 0 <= head[1] <= LARGEST_POWER
    return head in TOTAL


def rational(number: Fraction) -> acb:
    """An exact number as a ball at the current precision."""
    if number.denominator == 1:
        return acb(number.numerator)
    return acb(arb(fmpq(number.numerator, number.denominator)))


def constant(name: str) -> acb:
    if name == "pi":
        return acb(arb.pi())
    if name == "E":
        return acb(arb.const_e())
    return acb(0, 1) if name == "I" else NAN


def _power(base: acb, exponent: acb) -> acb:
    """Exact integer exponents keep a real base real; everything else is an exponential."""
    if exponent.imag.is_zero():
        whole = only_integer(exponent.real) if exponent.real.is_integer() else None
        if whole is not None and abs(whole) <= LARGEST_POWER:
            return base ** int(whole)
    return (exponent * base.log()).exp()


@lru_cache(maxsize=1_000)  # the same few exponents occur again and again
def with_literal(head: str, above: int, below: int) -> Operation:
    """A power with a literal exponent, or a real root of that degree."""
    if head == "root":
        return lambda base: _real_root(base, above)
    if below == 1 and abs(above) <= LARGEST_POWER:
        return lambda base: base**above
    if (above, below) == (1, 2):
        return acb.sqrt
    number = Fraction(above, below)
    return lambda base: (rational(number) * base.log()).exp()


def _real_root(base: acb, degree: int) -> acb:
    if not base.imag.is_zero():
        return NAN
    if base.real > 0:
        return acb(base.real.root(degree))
    if base.real < 0 and degree % 2 == 1:
        return acb(-((-base.real).root(degree)))
    return NAN


def _absolute(value: acb) -> acb:
    return acb(abs(value.real)) if value.imag.is_zero() else acb(abs(value))


def _sign(value: acb) -> acb:
    if value.contains(0):
        return NAN
    return value / acb(abs(value)) if not value.imag.is_zero() else acb(1 if value.real > 0 else -1)


def _larger(first: acb, second: acb) -> acb:
    return acb(first.real.max(second.real)) if first.imag.is_zero() and second.imag.is_zero() else NAN


def _smaller(first: acb, second: acb) -> acb:
    return acb(first.real.min(second.real)) if first.imag.is_zero() and second.imag.is_zero() else NAN


OPERATIONS: dict[Head, Operation] = {
    **{head: getattr(acb, head) for head in UNARY - {"abs", "sign"}},
    "+": operator.add,
    "*": operator.mul,
    "/": operator.truediv,
    "neg": operator.neg,
    "^": _power,
    "abs": _absolute,
    "sign": _sign,
    "max": _larger,
    "min": _smaller,
}
