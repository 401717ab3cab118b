"""Endless integrals and sums, and limits, of a sum: that of each part, where each certainly has a value.

That of a sum may have a value though that of no part of it has. But what is written has one at every
point that counts: so where ``c*f`` is written, and c isn't 0, that of f exists; and if it exists for a sum and
for all its parts but one, it exists for that one too. What is known so is noted in the field
(``converging``), part by part: a monomial in what depends on the bound variable, over the denominator.

Contract: an element that is the value wherever that exists. Incomplete: parts of which nothing is noted stay
together.
"""

from __future__ import annotations

from collections.abc import Hashable

from flint import fmpz_mpoly

from derivex.engine.bodies import Parts, Place, accumulated, depends_generator, difference
from derivex.engine.elements import Element
from derivex.engine.field import Field
from derivex.engine.positivity import is_nonzero_factor

Ends = tuple[Place, ...]  # the upper and the lower end, or the place of a limit


def by_parts(field: Field, head: str, parts: Parts, bound: int, ends: Ends) -> Element:
    """The value of what ``parts`` stands for between the ends, or at the place."""
    inner = {each for each in field.ring.degrees(parts.above) if depends_generator(field, each, bound)}
    found: list[Element] = []
    rest: list[tuple[fmpz_mpoly, fmpz_mpoly]] = []
    pieces = field.ring.by_monomials(parts.above, inner)
    for inside, factor in pieces.items():
        monomial = field.ring.context.from_dict({inside: 1})
        if head == "Limit" and monomial.is_one() and parts.below.is_one():
            found.append(field.element(factor))
            continue
        lowest = _lowest(field, monomial, parts.below)
        if _key(field, head, *lowest, bound, ends) in field.converging:
            found.append(field.multiply(field.element(factor), _value(field, head, *lowest, bound, ends)))
        else:
            rest.append((monomial, factor))
    if len(rest) > 1:
        field.doubt()
    if len(rest) == 1:
        ((monomial, factor),) = rest
        lowest = _lowest(field, monomial, parts.below)
        outside = field.multiply(parts.outer, field.element(factor))
        if not field.lazily and all(is_nonzero_factor(field, each) for each in outside.factors):
            field.converging.add(_key(field, head, *lowest, bound, ends))
        found.append(field.multiply(field.element(factor), _value(field, head, *lowest, bound, ends)))
    elif rest and not found:
        found.append(_value(field, head, parts.above, parts.below, bound, ends))
    elif rest:
        common = rest[0][1]
        for _, factor in rest[1:]:
            common = common.gcd(factor)
        above = sum((monomial * divmod(factor, common)[0] for monomial, factor in rest), field.ring.one * 0)
        if above.leading_coefficient() < 0:
            above, common = -above, -common
        value = _value(field, head, *_lowest(field, above, parts.below), bound, ends)
        found.append(field.multiply(field.element(common), value))
    return field.multiply(parts.outer, field.add(*found))


def is_noted(field: Field, head: str, parts: Parts, bound: int, ends: Ends) -> bool:
    """Whether it is noted that what depends on the bound variable has a value between the ends, or at the place."""
    inner = {each for each in field.ring.degrees(parts.above) if depends_generator(field, each, bound)}
    pieces = field.ring.by_monomials(parts.above, inner)
    monomials = [field.ring.context.from_dict({inside: 1}) for inside in pieces]
    return all(
        _key(field, head, *_lowest(field, each, parts.below), bound, ends) in field.converging for each in monomials
    )


def _lowest(field: Field, above: fmpz_mpoly, below: fmpz_mpoly) -> tuple[fmpz_mpoly, fmpz_mpoly]:
    field.ring.spend(len(above) * len(below))
    common = above.gcd(below)
    return (above, below) if common.is_one() else (divmod(above, common)[0], divmod(below, common)[0])


def _value(field: Field, head: str, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, ends: Ends) -> Element:
    if len(ends) == 1:
        return accumulated(field, head, above, below, bound, ends[0])
    return difference(field, head, above, below, bound, *ends)


def _key(field: Field, head: str, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, ends: Ends) -> Hashable:
    return (head, bound, field.ring.intern(above), field.ring.intern(below), *(_place(field, end) for end in ends))


def _place(field: Field, place: Place) -> Hashable:
    if isinstance(place, str):
        return place
    coefficient, top, bottom = field.canonical(place)
    return str(coefficient), field.ring.intern(top) if coefficient else -1, field.ring.intern(bottom)
