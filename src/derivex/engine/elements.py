"""Elements of the field: a rational coefficient times integer powers of interned factors.

Contract: elements are frozen and exact; what is too large for the bounds is ``TooHard``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from flint import fmpq

from derivex.engine.answers import TooHard

ONE = fmpq(1)


class Undefined(TooHard):
    """A denominator is zero: the written term is defined nowhere."""

    def __init__(self) -> None:
        super().__init__("a denominator is zero")


class Restart(Exception):
    """The question has to be asked again, of another field: the base of all that say so."""


class MoreKernels(Restart):
    """The ring has too few generators; the question is asked again in a larger one."""


class Element(NamedTuple):
    """``coefficient * product of factor^exponent``; the coefficient 0 is zero."""

    coefficient: fmpq
    factors: dict[int, int]


@dataclass(frozen=True, slots=True)
class Kernel:
    """What a generator stands for: a head and its arguments, as elements."""

    head: str
    arguments: tuple[Element, ...] = ()
    degree: int = 1  # of a root: the generator is arguments[1]*arguments[0]^(1/degree)


ZERO_ELEMENT = Element(fmpq(0), {})
ONE_ELEMENT = Element(ONE, {})


def constant(value: int | Fraction | fmpq) -> Element:
    """A rational number as an element."""
    if isinstance(value, Fraction):
        return Element(fmpq(value.numerator, value.denominator), {})
    return Element(fmpq(value), {})


def negative(element: Element) -> Element:
    return Element(-element.coefficient, element.factors)


# ---- factors and their exponents ----


def merged(factors: dict[int, int], others: dict[int, int]) -> dict[int, int]:
    """The exponents of a product, put into the first dictionary."""
    for factor, exponent in others.items():
        total = factors.get(factor, 0) + exponent
        if total:
            factors[factor] = total
        else:
            del factors[factor]
    return factors


def shared_exponents(summands: list[Element]) -> dict[int, int]:
    """The least exponent of each factor over all summands, where it isn't 0."""
    shared = dict(summands[0].factors)
    for _, factors in summands[1:]:
        for factor in shared:
            exponent = factors.get(factor, 0)
            if exponent < shared[factor]:
                shared[factor] = exponent
        for factor, exponent in factors.items():
            if exponent < 0 and factor not in shared:
                shared[factor] = exponent
    return {factor: exponent for factor, exponent in shared.items() if exponent}


def cofactor(factors: dict[int, int], shared: dict[int, int]) -> dict[int, int]:
    """What is left of a product once shared factors are taken out; exponents of 0 may stand in it."""
    rest = {factor: exponent - shared.get(factor, 0) for factor, exponent in factors.items()}
    for factor, exponent in shared.items():
        if factor not in factors:
            rest[factor] = -exponent
    return rest
