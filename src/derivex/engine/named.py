"""The constants that have names, as kernels: I, pi, Catalan's and Euler's.

Contract: each is one kernel, made when it is first asked for, with all that is known of it.
"""

from __future__ import annotations

from fractions import Fraction

from derivex.engine.elements import Element, Kernel, constant
from derivex.engine.field import Field


def imaginary_unit(field: Field) -> Element:
    found = field.keys.get("I")
    if found is None:
        found = field.create(Kernel("I"), "I")
        field.nonzero.add(found)
        field.relate(found, 2, constant(-1))
    return field.generator(found)


def pi_element(field: Field) -> Element:
    found = field.keys.get("pi")
    if found is None:
        found = field.create(Kernel("pi"), "pi")
        field.real.add(found)
        # 333/106 < pi < 22/7, two of its convergents, both strict
        field.low[found] = (Fraction(333, 106), True)
        field.high[found] = (Fraction(22, 7), True)
    return field.generator(found)


ENCLOSURES = {
    "Catalan": (Fraction(915, 1000), Fraction(916, 1000)),
    "EulerGamma": (Fraction(577, 1000), Fraction(578, 1000)),
}


def number_kernel(field: Field, name: str) -> Element:
    """A real constant about which nothing else is known."""
    found = field.keys.get(name)
    if found is None:
        found = field.create(Kernel(name), name)
        field.real.add(found)
        low, high = ENCLOSURES[name]
        field.low[found], field.high[found] = (low, True), (high, True)
    return field.generator(found)
