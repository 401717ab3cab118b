"""Constructors of terms that drop zeros and ones, so that derivatives don't swell.

Contract: where both are defined the result has the value of the plain term; it may be defined at
more points (``0*f``), which its users have to keep in mind.
"""

from __future__ import annotations

from derivex.term import (
    ONE,
    TWO,
    ZERO,
    App,
    Term,
    add,
    divide,
    is_one,
    is_zero,
    multiply,
    negate,
    power,
)


def squared(term: Term) -> Term:
    return power(term, TWO)


def summed(*terms: Term) -> Term:
    return add(*(term for term in terms if not is_zero(term)))


def negated(term: Term) -> Term:
    return ZERO if is_zero(term) else term.args[0] if isinstance(term, App) and term.head == "neg" else negate(term)


def multiplied(*terms: Term) -> Term:
    if any(is_zero(term) for term in terms):
        return ZERO
    return multiply(*(term for term in terms if not is_one(term)))


def divided(above: Term, below: Term) -> Term:
    return ZERO if is_zero(above) else divide(above, below)


def raised(base: Term, exponent: Term) -> Term:
    """``base^exponent`` without the exponent 1; ``base^0`` is 1 for every base."""
    return ONE if is_zero(exponent) else base if is_one(exponent) else power(base, exponent)
