"""An angle with its like terms put together, and the quarter turns in it apart.

``96*x + x`` is ``97*x``, and ``pi*(x + 1)`` is ``pi*x`` and two quarter turns, which sin and cos
lose for a sign or for each other. So conditions such as ``cos(96*x + x) != 0`` and
``cos(97*x) != 0`` are seen to be one.

Contract: exact at every point at which the angle is defined. Incomplete: brackets are opened only
where numbers or single factors stand before one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from derivex.comparison import Key, key
from derivex.term import ONE, App, Sym, Term, add, divide, literal, multiply, negate, number

PI = Sym("pi")
WHOLE = Fraction(1)
MAX_PARTS = 40  # of an angle; longer ones stay as they are


@lru_cache(maxsize=1_000)  # a pure function; the same angle occurs again and again
def collected(angle: Term) -> tuple[Term, int]:
    """The angle without its quarter turns, and their number modulo 4.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> rest, quarters = collected(read("pi*(x + 3/2) + x"))
    >>> plain(rest), quarters
    ('pi*x + x', 3)
    """
    if not (isinstance(angle, App) and _has_sum(angle)):
        return angle, 0
    found: dict[Key, tuple[Term, Fraction]] = {}
    for count, (coefficient, rest) in enumerate(_parts(angle, WHOLE)):
        if count == MAX_PARTS:
            return angle, 0
        name = key(rest)
        found[name] = rest, coefficient + (found[name][1] if name in found else 0)
    turns = found.pop(key(PI), (PI, Fraction(0)))[1]
    quarters = int(2 * turns)  # towards 0: x - pi/4 stays as it is
    left = [(rest, coefficient) for rest, coefficient in found.values() if coefficient]
    left += [(PI, turns - Fraction(quarters, 2))] if turns != Fraction(quarters, 2) else []
    if not left:
        return angle, 0  # a multiple of pi, which others know the values at
    return add(*(_times(coefficient, rest) for rest, coefficient in left)), quarters % 4


def _times(coefficient: Fraction, rest: Term) -> Term:
    """``-3*pi/4``, the way people write it."""
    above, below = abs(coefficient.numerator), coefficient.denominator
    size = rest if above == 1 else multiply(number(above), rest)
    size = size if below == 1 else divide(size, number(below))
    return negate(size) if coefficient < 0 else size


def _has_sum(term: App) -> bool:
    """Whether a bracket may be opened: a sum on top, or as a factor."""
    if term.head == "+":
        return True
    return term.head in ("*", "/", "neg") and any(isinstance(arg, App) and _has_sum(arg) for arg in term.args)


def _parts(term: Term, coefficient: Fraction) -> Iterator[tuple[Fraction, Term]]:
    """The summands as rational coefficients and the rest."""
    size, rest = scaled(term)
    coefficient *= size
    match rest:
        case App("+", args):
            for arg in args:
                yield from _parts(arg, coefficient)
        case App("*", args):
            sums = [index for index, arg in enumerate(args) if isinstance(arg, App) and arg.head == "+"]
            if len(sums) != 1:
                yield coefficient, rest
                return
            [index] = sums
            inner = args[index]
            assert isinstance(inner, App)
            for arg in inner.args:
                yield from _parts(multiply(*args[:index], arg, *args[index + 1 :]), coefficient)
        case _:
            yield coefficient, rest


def scaled(term: Term) -> tuple[Fraction, Term]:
    """A product as its rational coefficient and the rest."""
    if isinstance(term, Sym):
        return WHOLE, term
    value = literal(term)
    if value is not None:
        return value, ONE
    match term:
        case App("neg", (inner,)):
            coefficient, rest = scaled(inner)
            return -coefficient, rest
        case App("/", (above, below)):
            coefficient, rest = scaled(above)
            divisor = literal(below)
            return (coefficient, divide(rest, below)) if not divisor else (coefficient / divisor, rest)
        case App("*", args):
            coefficient = Fraction(1)
            others = []
            for arg in args:
                part, rest = scaled(arg)
                coefficient *= part
                if rest != ONE:
                    others.append(rest)
            return coefficient, multiply(*others)
    return WHOLE, term
