"""What each function head becomes in the field: one row a head.

A row takes the field and the arguments as elements and gives an element; it must have the
value of the function wherever that is defined. Hyperbolic functions are written by exp,
their inverses by log (both exact on the principal branches, cuts included), quotients of
sine and cosine as such, and what has no law here is an opaque kernel.

Incomplete: an opaque kernel is equal only to those of the same head whose arguments are equal as
elements.
"""

from __future__ import annotations

from flint import fmpq

from derivex.engine.absolute import absolute, real_root, signum
from derivex.engine.answers import TooHard
from derivex.engine.arguments import argument
from derivex.engine.cartesian import known_nonzero, require_nonzero
from derivex.engine.conjugates import conjugated, parts_of
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Undefined, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.inverses import (
    Row,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cosh,
    half_of,
    of_reciprocal,
    of_reciprocal_or_zero,
    sinh,
    tanh,
)
from derivex.engine.logarithms import logarithm
from derivex.engine.multiples import square_root
from derivex.engine.named import imaginary_unit
from derivex.engine.positivity import is_integer, is_real
from derivex.engine.powers import opaque
from derivex.engine.special import SPECIAL, SPECIAL_OF_TWO
from derivex.engine.trigonometry import sine_cosine

# heads without a law here, that are real at real arguments
REAL_OPAQUE = frozenset({"min", "max"})
SYMMETRIC = frozenset({"min", "max"})
MAX_EXTREMES = 3  # arguments of min and max that are written by absolute values


# ---- complex parts, steps and rounding ----


def _real_part(field: Field, u: Element) -> Element:
    return parts_of(field, u)[0]


def _imaginary_part(field: Field, u: Element) -> Element:
    return parts_of(field, u)[1]


def _sinc(field: Field, u: Element) -> Element:
    """``sin(u)/u`` where u isn't 0; else, if that can't be told, an even kernel."""
    if field.is_zero(u):
        return ONE_ELEMENT
    require_nonzero(field, u)
    if known_nonzero(field, u):
        return field.divide(_sine(field, u), u)
    return opaque(field, "sinc", (u if field.canonical(u)[0] > 0 else negative(u),), real=True)


def _heaviside(field: Field, u: Element) -> Element:
    """``(1 + sign(u))/2``: a half at 0."""
    if not is_real(field, u):
        return opaque(field, "Heaviside", (u,))
    return half_of(field, field.add(ONE_ELEMENT, signum(field, u)))


def _floor(field: Field, u: Element) -> Element:
    """``floor(n + u) = n + floor(u)`` for an integer n."""
    if not is_real(field, u):
        return opaque(field, "floor", (u,))
    coefficient, above, below = field.canonical(u)
    whole, rest = [ZERO_ELEMENT], u
    for monomial, number in above.terms() if below.is_one() and coefficient else ():
        part = Element(coefficient * fmpq(number), field.exponents(monomial))
        fixed = (
            part if is_integer(field, part) else constant(int(part.coefficient.floor())) if not part.factors else None
        )
        if fixed is not None:
            whole.append(fixed)
            rest = field.subtract(rest, fixed)
    if not rest.coefficient or (not rest.factors and 0 < rest.coefficient < 1):
        return field.add(*whole)
    kernel = opaque(field, "floor", (rest,), real=True)
    field.integers.update(kernel.factors)
    return field.add(kernel, *whole)


def _ceiling(field: Field, u: Element) -> Element:
    return negative(_floor(field, negative(u)))


def _extreme(field: Field, head: str, arguments: tuple[Element, ...]) -> Element:
    """``max(u, v) = (u + v + abs(u - v))/2`` for real u and v, and the like for min and for more of them."""
    first, *others = arguments
    if not others or len(arguments) > MAX_EXTREMES or not all(is_real(field, each) for each in arguments):
        return opaque(field, head, arguments, real=True) if others else first
    for other in others:
        gap = absolute(field, field.subtract(first, other))
        first = half_of(field, field.add(first, other, gap if head == "max" else negative(gap)))
    return first


# ---- the table ----


def _quotient(above: Row, below: Row) -> Row:
    return lambda field, u: field.divide(above(field, u), below(field, u))


def _sine(field: Field, u: Element) -> Element:
    return sine_cosine(field, u)[0]


def _cosine(field: Field, u: Element) -> Element:
    return sine_cosine(field, u)[1]


def _reciprocal(row: Row) -> Row:
    return lambda field, u: field.power(row(field, u), -1)


HEADS: dict[str, Row] = {
    "Heaviside": _heaviside,
    "abs": absolute,
    "acos": acos,
    "acosh": acosh,
    "acot": of_reciprocal_or_zero("acot", atan),
    "acoth": of_reciprocal_or_zero("acoth", atanh),
    "acsc": of_reciprocal(asin),
    "acsch": of_reciprocal(asinh),
    "asec": of_reciprocal(acos),
    "arg": argument,
    "asech": of_reciprocal(acosh),
    "asin": asin,
    "asinh": asinh,
    "atan": atan,
    "atanh": atanh,
    "ceiling": _ceiling,
    "conjugate": conjugated,
    "cos": _cosine,
    "cosh": cosh,
    "cot": _quotient(_cosine, _sine),
    "coth": _reciprocal(tanh),
    "csc": _reciprocal(_sine),
    "csch": _reciprocal(sinh),
    "exp": exponential,
    "floor": _floor,
    "im": _imaginary_part,
    "log": logarithm,
    "re": _real_part,
    "sec": _reciprocal(_cosine),
    "sech": _reciprocal(cosh),
    "sign": signum,
    "sin": _sine,
    "sinc": _sinc,
    "sinh": sinh,
    "sqrt": square_root,
    "tan": _quotient(_sine, _cosine),
    "tanh": tanh,
    **SPECIAL,
}


def apply(field: Field, head: str, arguments: tuple[Element, ...], *, unknown: bool) -> Element:
    """A head at arguments; ``unknown`` functions are smooth, and real at real arguments."""
    if head in HEADS and len(arguments) == 1:
        return HEADS[head](field, arguments[0])
    if head in SPECIAL_OF_TWO and len(arguments) == 2:
        return SPECIAL_OF_TWO[head](field, *arguments)
    if head == "log" and len(arguments) == 2:
        below = logarithm(field, arguments[1])
        if field.is_zero(below):
            raise Undefined
        return field.divide(logarithm(field, arguments[0]), below)
    if head == "atan2" and len(arguments) == 2:
        return argument(field, field.add(arguments[1], field.multiply(imaginary_unit(field), arguments[0])))
    if head in SYMMETRIC:
        return _extreme(field, head, arguments)
    if head == "root" and len(arguments) == 2:
        return real_root(field, *arguments)
    if head in REAL_OPAQUE or unknown:
        return opaque(field, head, arguments, real=True)
    raise TooHard(f"{head} is beyond the exact half of the engine")
