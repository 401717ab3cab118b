"""How a reader sees a sum or a product: its summands, its factors, and back.

In a product, ``-a`` shows the factor -1, ``a/b`` the factors a and 1/b, and ``a^3`` the
factors a, a, a. ``product`` is the inverse, written as a person would write it.
"""

from __future__ import annotations

from math import isqrt

from derivex.comparison import parts
from derivex.term import ONE, TWO, App, Num, Term, literal, multiply, number

MINUS_ONE = App("neg", (ONE,))
MAX_SHOWN_POWER = 6  # a^n shows n equal factors up to here


def summands(term: Term) -> tuple[Term, ...]:
    """The parts of a sum, a minus before a bracket kept with its bracket."""
    return parts(term, "+")


def factors(term: Term, field: bool = False, powers: bool = True) -> tuple[Term, ...]:
    """The factors that a product shows: signs, reciprocals and repeated factors included.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> [plain(factor) for factor in factors(read("-x^2*y/(a + b)"))]
    ['-1', 'x', 'x', 'y', '1/(a + b)']
    """
    match term:
        case App("neg", (Num("1"),)):
            return (term,)
        case App("neg", (inner,)):
            return (MINUS_ONE, *factors(inner, field, powers))
        case App("*", args):
            return tuple(factor for arg in args for factor in factors(arg, field, powers))
        case App("/", (above, below)):
            top = () if isinstance(above, Num) and above.value == 1 else factors(above, field, powers)
            return (*top, *(App("/", (ONE, factor)) for factor in (factors(below) if field else (below,))))
        case App("^", (base, exponent)) if powers:
            count = literal(exponent)
            if count is not None and count.denominator == 1 and 2 <= count <= MAX_SHOWN_POWER:
                return factors(base, field) * int(count)
    return (term,)


def product(group: tuple[Term, ...]) -> Term:
    """The product that a person writes for some factors: sign first, one bar, powers."""
    negative, above, below = False, list[Term](), list[Term]()
    for factor in group:
        match factor:
            case App("neg", (Num("1"),)):
                negative = not negative
            case App("/", (Num("1"), denominator)):
                below.append(denominator)
            case _:
                above.append(factor)
    top = multiply(*_powers(above))
    whole = App("/", (top, multiply(*_powers(below)))) if below else top
    return App("neg", (whole,)) if negative else whole


def _powers(group: list[Term]) -> list[Term]:
    counted: dict[Term, int] = {}
    for factor in group:
        counted[factor] = counted.get(factor, 0) + 1
    return [factor if n == 1 else App("^", (factor, TWO if n == 2 else Num(str(n)))) for factor, n in counted.items()]


def square_root(term: Term) -> Term | None:
    """What a reader squares to get a term: of ``4*x^2``, ``2*x``; None if it shows no square."""
    match term:
        case Num():
            value = term.value
            root = isqrt(value.numerator)
            return number(root) if value.denominator == 1 and root * root == value.numerator and root > 0 else None
        case App("^", (base, exponent)):
            half = literal(exponent)
            if half is None or half <= 0 or half.denominator != 1 or half.numerator % 2:
                return None
            return base if half == 2 else App("^", (base, number(half / 2)))
        case App("*", args):
            roots = [square_root(arg) for arg in args]
            return None if None in roots else multiply(*(root for root in roots if root is not None))
    return None
