"""Bodies of sums and integrals as polynomials: what depends on the bound variable, and the kernels made of it.

A kernel A of a body and a place stands for all ranges (``binders`` says why): it is keyed by
the bound variable's generator, the numerator, the denominator and the place.

Contract: exact. Incomplete: bodies whose quotient is a number share their kernels, others are
independent.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpq, fmpz_mpoly

from derivex.engine.elements import ZERO_ELEMENT, Element, Kernel, constant, negative
from derivex.engine.field import Field
from derivex.engine.positivity import is_nonzero_factor, is_real
from derivex.engine.splitting import factors_of
from derivex.term import INFINITY, Term, negate

Convert = Callable[[Term], Element]
Place = Element | str  # an end of a range: a number, or an infinity


def place_of(convert: Convert, end: Term) -> Place:
    if end == INFINITY:
        return "oo"
    return "-oo" if end == negate(INFINITY) else convert(end)


def linear(field: Field, part: fmpz_mpoly, bound: int) -> tuple[fmpq, Element] | None:
    """``slope*(t + rest)`` with a number as slope and a rest without t."""
    if field.ring.degrees(part).get(bound) != 1:
        return None
    index = field.ring.size - 1 - bound
    leading = [(monomial, factor) for monomial, factor in part.terms() if monomial[index]]
    if len(leading) != 1 or sum(leading[0][0]) != 1:
        return None
    rest = part - field.ring.polynomials[bound] * int(leading[0][1])
    if rest and depends(field, rest, bound):
        return None
    slope = fmpq(leading[0][1])
    return slope, field.multiply(constant(1 / slope), field.element(rest)) if rest else ZERO_ELEMENT


def depends(field: Field, polynomial: fmpz_mpoly, bound: int) -> bool:
    return any(depends_generator(field, each, bound) for each in field.ring.degrees(polynomial))


def depends_generator(field: Field, generator: int, bound: int) -> bool:
    """Whether a kernel depends on the bound variable; one that hides its arguments counts as if it did."""
    if generator == bound:
        return True
    kernel = field.kernels[generator]
    if not kernel.arguments:
        return kernel.head not in ("symbol", "pi", "I")
    return any(
        depends_generator(field, each, bound) for argument in kernel.arguments for each in field.generators_of(argument)
    )


class Parts:
    """A body as ``coefficient*outer*above/below``: only above and below depend on the bound variable."""

    __slots__ = ("above", "below", "outer")

    def __init__(self, field: Field, body: Element, bound: int, *, certain: bool) -> None:
        """``certain``: the body is evaluated somewhere, so that none of its denominators is 0."""
        coefficient, top, bottom = field.canonical(body)
        self.outer = constant(coefficient)
        self.above, self.below = field.ring.one, field.ring.one
        for polynomial, direction in ((top, 1), (bottom, -1)):
            for part, count in factors_of(field, polynomial) if coefficient else ():
                out = not depends(field, part, bound)
                if out and (direction > 0 or certain or is_nonzero_factor(field, field.ring.intern(part))):
                    self.outer = field.multiply(self.outer, field.power(field.element(part), direction * count))
                elif direction > 0:
                    self.above = self.above * part**count
                else:
                    self.below = self.below * part**count

    def pieces(self, field: Field, bound: int) -> dict[tuple[int, ...], Element]:
        """The numerator's monomials in what depends on the bound variable, with their coefficients."""
        inner = {each for each in field.ring.degrees(self.above) if depends_generator(field, each, bound)}
        coefficients = field.ring.by_monomials(self.above, inner)
        return {monomial: field.element(coefficient) for monomial, coefficient in coefficients.items()}


def cancelled(
    field: Field, head: str, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, high: Place, low: Place
) -> Element:
    """A piece in lowest terms."""
    field.ring.spend(len(above) * len(below))
    common = above.gcd(below)
    if not common.is_one():
        above, below = divmod(above, common)[0], divmod(below, common)[0]
    return difference(field, head, above, below, bound, high, low)


def difference(
    field: Field, head: str, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, high: Place, low: Place
) -> Element:
    upper, lower = (accumulated(field, head, above, below, bound, end) for end in (high, low))
    return field.subtract(upper, lower)


def accumulated(field: Field, head: str, above: fmpz_mpoly, below: fmpz_mpoly, bound: int, place: Place) -> Element:
    """The kernel A of a body at a place."""
    if isinstance(place, str):
        where: object = place
        arguments: list[Element] = []
    else:
        coefficient, top, bottom = field.canonical(place)
        where = (str(coefficient), field.ring.intern(top) if coefficient else -1, field.ring.intern(bottom))
        arguments = [place]
    name = (head, bound, field.ring.intern(above), field.ring.intern(below), where)
    found = field.keys.get(name)
    if found is None:
        inside = leaves(field, {*field.ring.degrees(above), *field.ring.degrees(below)}) - {bound}
        arguments += [field.generator(leaf) for leaf in sorted(inside)]
        real = all(each in field.real for each in (*field.ring.degrees(above), *field.ring.degrees(below)))
        found = field.create(Kernel(head, tuple(arguments)), name)
        if real and (isinstance(place, str) or is_real(field, place)):
            field.real.add(found)
    return field.generator(found)


def leaves(field: Field, generators: set[int]) -> set[int]:
    """The generators without arguments that others are made of."""
    found: set[int] = set()
    for each in generators:
        kernel = field.kernels[each]
        inside = {part for argument in kernel.arguments for part in field.generators_of(argument)}
        found |= leaves(field, inside) if inside else {each}
    return found


def partial_fractions(
    field: Field, exponent: int, below: fmpz_mpoly, bound: int
) -> list[tuple[Element, fmpq, Element]] | None:
    """``t^exponent/below`` as a sum of ``c/(slope*(t + rest))``: c, slope, rest; None if it is none.

    Only for different linear factors with numbers between their zeros, and a proper fraction.
    """
    factors = factors_of(field, below)
    shifts = [linear(field, part, bound) if count == 1 else None for part, count in factors]
    found = [shift for shift in shifts if shift is not None]
    if not 0 <= exponent < len(found) == len(shifts):
        return None
    result = []
    for index, (slope, rest) in enumerate(found):
        value = field.power(negative(rest), exponent)
        for other, (steep, shift) in enumerate(found):
            if other != index:
                gap = field.multiply(constant(steep), field.subtract(shift, rest))
                if gap.factors or not gap.coefficient:
                    return None
                value = field.divide(value, gap)
        result.append((value, slope, rest))
    return result


def learn_integer(field: Field, element: Element, least: int) -> None:
    """An element is an integer and at least that: if it is a symbol and a number, so is the symbol."""
    shift = constant_term(field, element)
    rest = field.subtract(element, constant(shift))
    if shift.q != 1 or len(rest.factors) != 1 or rest.coefficient != 1:
        return
    ((generator, exponent),) = rest.factors.items()
    if exponent != 1 or generator >= field.ring.size or field.kernels[generator].head != "symbol":
        return
    field.integers.add(generator)
    field.real.add(generator)
    bound = (Fraction(least - int(shift)), False)
    before = field.low.get(generator)
    if before is None or before[0] < bound[0]:
        field.low[generator] = bound


def constant_term(field: Field, element: Element) -> fmpq:
    """The number in a polynomial: 2 in ``n + 2``; 0 for a fraction."""
    coefficient, above, below = field.canonical(element)
    if not coefficient or not below.is_one():
        return fmpq(0)
    for monomial, factor in above.terms():
        if not any(monomial):
            return coefficient * fmpq(factor)
    return fmpq(0)
