"""Zeros of polynomials in closed form: rational ones, roots, and those of ``a*v + b`` with constants.

Contract: exact; ``Unsolvable`` where a real zero has no short form.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import acb, fmpz_poly

from derivex.engine.endpoints import Endpoint, Unsolvable, quadratic, rational, rooted, scaled
from derivex.engine.monomials import Monomials
from derivex.term import ONE, App, Term, divide, literal, negate


def real_zeros(factor: fmpz_poly) -> list[Endpoint]:
    """The real zeros of an irreducible polynomial; ``Unsolvable`` if they have no short form."""
    degree = factor.degree()
    if degree == 1:
        return [rational(Fraction(-int(factor[0]), int(factor[1])))]
    if degree == 2:
        return list(quadratic(int(factor[2]), int(factor[1]), int(factor[0])) or ())
    if not any(int(factor[place]) for place in range(1, degree)):
        value = Fraction(-int(factor[0]), int(factor[degree]))
        if degree % 2:
            return [rooted(rational(value), degree)]
        if value < 0:
            return []
        root = rooted(rational(value), degree)
        return [scaled(root, Fraction(-1), Fraction(0)), root]
    roots: list[tuple[acb, int]] = factor.complex_roots()  # type: ignore[assignment]  # the stubs say otherwise
    if any(root.imag.contains(0) for root, _ in roots):
        raise Unsolvable
    return []


def linear_parts(monomials: Monomials, place: int) -> tuple[Monomials, Monomials]:
    """a and -b of ``a*v + b``, v the part at that place."""
    slope: list[tuple[tuple[int, ...], int]] = []
    rest: list[tuple[tuple[int, ...], int]] = []
    for exponents, value in monomials:
        lower = (*exponents[:place], 0, *exponents[place + 1 :])
        if exponents[place]:
            slope.append((lower, value))
        else:
            rest.append((lower, -value))
    return tuple(slope), tuple(rest)


def zero_of(slope: Monomials, rest: Monomials, write: Callable[[Monomials], Term]) -> Term:
    """``rest/slope`` as a term, its signs and numbers tidied."""
    if all(value < 0 for _, value in slope):
        slope, rest = (tuple((exponents, -value) for exponents, value in each) for each in (slope, rest))
    above, below = write(rest), write(slope)
    value, divisor = literal(above), literal(below)
    if value is not None and divisor is not None:
        return rational(value / divisor).term
    if below == ONE or value == 0:
        return above
    if isinstance(above, App) and above.head == "neg":
        return negate(divide(above.args[0], below))
    return divide(above, below) if value is None or value > 0 else negate(divide(rational(-value).term, below))
