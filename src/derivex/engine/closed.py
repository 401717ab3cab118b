"""Parts of a term that are numbers: by which multiple of pi an angle is too large, and what else a ball can tell.

``asin(sin(10))`` is ``3*pi - 10``: which multiple of pi is near an angle is seen from its value, and the rest is
exact. So, where u has no symbols in it and n is the whole number that its value asks for,

    asin(sin(u)) = (-1)^n*(u - n*pi)        n is nearest to u/pi, u real; as are the two next
    acos(cos(u)) = u - n*pi, (n + 1)*pi - u     n is the floor of u/pi, for even n and for odd n
    atan(tan(u)) = u - n*pi                 n is nearest to u/pi
    log(exp(u)) = u - 2*pi*I*n              n is nearest to im(u)/(2*pi)
    abs(u) = u or -u,  sign(u) = 1 or -1    u real, other than 0
    log(z) = log(a^2 + b^2)/2 + I*atan2(b, a)       z = a + b*I with rational parts, b other than 0
    z^w = exp(w*log(z))                     likewise, for every w

The last two matter because the exact house knows how arctangents of rational numbers depend on each other
(``angles``), which it doesn't know of the logarithms of Gaussian numbers: ``(3 + 4*I)^x = (2 + I)^(2*x)``.
Reciprocal functions, and sine under acos, are the same with 1/u and with pi/2 - u.

Contract: each is an equality wherever the left side is defined; n comes from a ball that leaves no other choice,
and an angle too near to where it would change is left alone.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import acb, arb, ctx

from derivex.engine.answers import Zero
from derivex.engine.balls import Evaluator
from derivex.engine.bounds import Bounds
from derivex.engine.kernels import vanishes
from derivex.engine.values import Exact, Undefined, Unknown, Value, ball, only_integer
from derivex.errors import TooLarge
from derivex.given import Given
from derivex.substitution import rebuilt
from derivex.term import (
    IMAGINARY,
    ONE,
    PI,
    TWO,
    App,
    Term,
    add,
    call,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    subtract,
)

PRECISION = 192  # bits
HALF = Fraction(1, 2)
HALF_PI = divide(PI, TWO)

Row = Callable[[Term], Term | None]


def proved_by_numbers(before: Term, after: Term, given: Given, bounds: Bounds) -> bool:
    """Whether two terms are equal, as their parts that are numbers show."""
    sides = settled(before), settled(after)
    return sides != (before, after) and isinstance(vanishes(subtract(*sides), given, bounds), Zero)


def settled(term: Term) -> Term:
    """The term with what can be told of its parts that are numbers; equal wherever the term is defined.

    >>> from derivex.notation.plain import read
    >>> from derivex.notation.write import plain
    >>> plain(settled(read("x + asin(sin(10))")))
    'x - (10 - 3*pi)'
    """
    if not isinstance(term, App):
        return term
    args = tuple(map(settled, term.args))
    new = term if args == term.args else rebuilt(term.head, args)
    if isinstance(new, App):
        found = _at_number(new)
        return new if found is None else found
    return new


def _at_number(term: App) -> Term | None:
    match term:
        case App(outer, (App(inner, (u,)),)) if (outer, inner) in BACK:
            return None if free_symbols(u) else BACK[outer, inner](u)
        case App("abs" | "sign" as head, (u,)) if not free_symbols(u):
            return _by_sign(head, u)
        case App("log", (u,)) if not free_symbols(u):
            return _logarithm(u)
        case App("^", (base, exponent)) if literal(exponent) is None and not free_symbols(base):
            found = _logarithm(base)
            return None if found is None else call("exp", multiply(exponent, found))
    return None


# ---- values ----


def _value(u: Term) -> Value | None:
    try:
        return Evaluator({}, PRECISION).evaluate(u)
    except (Undefined, Unknown, TooLarge):
        return None


def _real(u: Term) -> arb | None:
    """The ball of a number that certainly is real."""
    value = _value(u)
    with ctx.workprec(PRECISION):
        wide = acb("nan") if value is None else ball(value)
        return wide.real if wide.is_finite() and wide.imag.is_zero() else None


def _floor(number: arb) -> int | None:
    """The floor of every number in a ball, if that is one."""
    found = only_integer(number.floor())
    return None if found is None else int(found)


def _turns(angle: arb | None, shift: Fraction, unit: int = 1) -> int | None:
    """The floor of ``angle/(unit*pi) + shift``."""
    if angle is None:
        return None
    with ctx.workprec(PRECISION):
        return _floor(angle / (unit * arb.pi()) + arb(shift.numerator) / shift.denominator)


# ---- angles that turn too far ----


def _less_turns(u: Term, turns: int) -> Term:
    return subtract(u, multiply(number(turns), PI)) if turns else u


def _of_sine(u: Term) -> Term | None:
    turns = _turns(_real(u), HALF)
    if turns is None:
        return None
    rest = _less_turns(u, turns)
    return negate(rest) if turns % 2 else rest


def _of_cosine(u: Term) -> Term | None:
    turns = _turns(_real(u), Fraction(0))
    if turns is None:
        return None
    return negate(_less_turns(u, turns + 1)) if turns % 2 else _less_turns(u, turns)


def _of_tangent(u: Term) -> Term | None:
    turns = _turns(_real(u), HALF)
    return None if turns is None else _less_turns(u, turns)


def _of_exponential(u: Term) -> Term | None:
    value = _value(u)
    if value is None:
        return None
    with ctx.workprec(PRECISION):
        imaginary = ball(value).imag
    turns = _turns(imaginary, HALF, 2)
    return None if turns is None else subtract(u, multiply(number(2 * turns), PI, IMAGINARY))


def _complement(row: Row) -> Row:
    """``pi/2`` less what the row gives."""

    def complement(u: Term) -> Term | None:
        found = row(u)
        return None if found is None else subtract(HALF_PI, found)

    return complement


def _turned(row: Row) -> Row:
    """The row at ``pi/2 - u``."""
    return lambda u: row(subtract(HALF_PI, u))


BACK: dict[tuple[str, str], Row] = {
    ("asin", "sin"): _of_sine, ("acsc", "csc"): _of_sine,
    ("acos", "cos"): _of_cosine, ("asec", "sec"): _of_cosine,
    ("atan", "tan"): _of_tangent, ("acot", "cot"): _of_tangent,
    ("acos", "sin"): _complement(_of_sine), ("asec", "csc"): _complement(_of_sine),
    ("asin", "cos"): _complement(_of_cosine), ("acsc", "sec"): _complement(_of_cosine),
    ("atan", "cot"): _turned(_of_tangent), ("acot", "tan"): _turned(_of_tangent),
    ("log", "exp"): _of_exponential,
}  # fmt: skip


# ---- signs, and Gaussian numbers ----


def _by_sign(head: str, u: Term) -> Term | None:
    value = _real(u)
    if value is None or not (value > 0 or value < 0):
        return None
    if head == "sign":
        return ONE if value > 0 else negate(ONE)
    return u if value > 0 else negate(u)


def _logarithm(u: Term) -> Term | None:
    """The logarithm of a number with rational parts that isn't real."""
    value = _value(u)
    if not isinstance(value, Exact) or not value.im:
        return None
    size = call("log", number(value.re**2 + value.im**2))
    return add(divide(size, TWO), multiply(IMAGINARY, _argument(value.re, value.im)))


def _argument(real: Fraction, imaginary: Fraction) -> Term:
    """``atan2(imaginary, real)`` where the imaginary part isn't 0."""
    if not real:
        return HALF_PI if imaginary > 0 else negate(HALF_PI)
    angle = call("atan", number(imaginary / real))
    return angle if real > 0 else add(angle, PI if imaginary > 0 else negate(PI))
