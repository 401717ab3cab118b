"""What each function head becomes in the field: one row a head.

A row takes the field and the arguments as elements and gives an element; it must have the
value of the function wherever that is defined. Hyperbolic functions are written by exp,
their inverses by log (both exact on the principal branches, cuts included), quotients of
sine and cosine as such, and what has no law here is an opaque kernel.

Incomplete: an opaque kernel is equal only to those of the same head whose arguments are equal as
elements.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpq

from derivex.engine.absolute import absolute, real_root, signum
from derivex.engine.angles import atan_of_rational, known_angle
from derivex.engine.answers import TooHard
from derivex.engine.arguments import argument
from derivex.engine.cartesian import known_nonzero, require_nonzero
from derivex.engine.conjugates import conjugated, parts_of
from derivex.engine.elements import ONE_ELEMENT, ZERO_ELEMENT, Element, Undefined, constant, negative
from derivex.engine.exponentials import exponential
from derivex.engine.field import Field
from derivex.engine.logarithms import logarithm
from derivex.engine.named import imaginary_unit, pi_element
from derivex.engine.positivity import Sign, is_integer, is_nonzero_factor, is_real, sign_of
from derivex.engine.powers import is_solvable, opaque, symbol_behind
from derivex.engine.roots import rational_power
from derivex.engine.special import SPECIAL, SPECIAL_OF_TWO
from derivex.engine.splitting import NeedsCase
from derivex.engine.trigonometry import sine_cosine

Row = Callable[[Field, Element], Element]

# heads without a law here, that are real at real arguments
REAL_OPAQUE = frozenset({"min", "max"})
SYMMETRIC = frozenset({"min", "max"})
MAX_EXTREMES = 3  # arguments of min and max that are written by absolute values


def _half(field: Field, element: Element) -> Element:
    return field.multiply(constant(fmpq(1, 2)), element)


def _root(field: Field, element: Element) -> Element:
    return rational_power(field, element, fmpq(1, 2))


def _shifted(field: Field, element: Element, number: int) -> Element:
    return field.add(element, constant(number))


# ---- hyperbolic functions and their inverses ----


def _sinh(field: Field, u: Element) -> Element:
    return _half(field, field.subtract(exponential(field, u), exponential(field, negative(u))))


def _cosh(field: Field, u: Element) -> Element:
    return _half(field, field.add(exponential(field, u), exponential(field, negative(u))))


def _tanh(field: Field, u: Element) -> Element:
    square = field.power(exponential(field, u), 2)
    return field.divide(_shifted(field, square, -1), _shifted(field, square, 1))


def _asinh(field: Field, u: Element) -> Element:
    if field.canonical(u)[0] < 0:  # odd, on its cuts too
        return negative(_asinh(field, negative(u)))
    return logarithm(field, field.add(u, _root(field, _shifted(field, field.power(u, 2), 1))))


def _acosh(field: Field, u: Element) -> Element:
    product = field.multiply(_root(field, _shifted(field, u, -1)), _root(field, _shifted(field, u, 1)))
    return logarithm(field, field.add(u, product))


def _atanh(field: Field, u: Element) -> Element:
    above, below = logarithm(field, _shifted(field, u, 1)), logarithm(field, field.subtract(ONE_ELEMENT, u))
    return _half(field, field.subtract(above, below))


# ---- inverse trigonometric functions ----

SINES = {fmpq(0): fmpq(0), fmpq(1, 2): fmpq(1, 6), fmpq(1): fmpq(1, 2)}  # asin of a number, in multiples of pi


def _is_sine(field: Field, u: Element) -> bool:
    """Whether u is known to be real, from -1 to 1."""
    inside = is_real(field, u) and sign_of(field, field.subtract(ONE_ELEMENT, field.power(u, 2)))
    return inside in (Sign.POSITIVE, Sign.NONNEGATIVE)


def _odd(head: str) -> Row:
    """An odd function that is a kernel at arguments with a positive coefficient."""

    def row(field: Field, u: Element) -> Element:
        coefficient, _, _ = field.canonical(u)
        if not coefficient:
            return ZERO_ELEMENT
        real = head != "asin" or _is_sine(field, u)
        inner = u if coefficient > 0 else negative(u)
        found = opaque(field, head, (inner,), real=real)
        _signed_as(field, found, inner)
        return found if coefficient > 0 else negative(found)

    return row


def _signed_as(field: Field, value: Element, u: Element) -> None:
    """asin and atan have the sign of their argument where they are real."""
    (kernel,) = value.factors
    if kernel not in field.real or kernel in field.low or kernel in field.high:
        return
    sign = sign_of(field, u)
    if sign in (Sign.POSITIVE, Sign.NONNEGATIVE):
        field.low[kernel] = (Fraction(0), sign is Sign.POSITIVE)
    elif sign in (Sign.NEGATIVE, Sign.NONPOSITIVE):
        field.high[kernel] = (Fraction(0), sign is Sign.NEGATIVE)


def _asin(field: Field, u: Element) -> Element:
    if not u.factors and abs(u.coefficient) in SINES:
        angle = SINES[abs(u.coefficient)] * (1 if u.coefficient > 0 else -1)
        return field.multiply(constant(angle), pi_element(field))
    if field.cartesian and not is_real(field, u):  # -I*log(I*u + sqrt(1 - u^2)), on the cuts too
        turned = field.multiply(imaginary_unit(field), u)
        root = _root(field, field.subtract(ONE_ELEMENT, field.power(u, 2)))
        return negative(field.multiply(imaginary_unit(field), logarithm(field, field.add(turned, root))))
    known = known_angle(field, u, "asin")
    if known is not None:
        return known
    value = _odd("asin")(field, u)
    inside = field.subtract(ONE_ELEMENT, field.power(u, 2))
    if is_real(field, u) and sign_of(field, inside) in (Sign.POSITIVE, Sign.NONNEGATIVE):
        field.real.update(value.factors)
    return value


def _acos(field: Field, u: Element) -> Element:
    return field.subtract(_half(field, pi_element(field)), _asin(field, u))


def _atan(field: Field, u: Element) -> Element:
    if field.cartesian and not is_real(field, u):  # I/2*(log(1 - I*u) - log(1 + I*u)), on the cuts too
        turned = field.multiply(imaginary_unit(field), u)
        logs = [logarithm(field, field.add(ONE_ELEMENT, each)) for each in (negative(turned), turned)]
        return _half(field, field.multiply(imaginary_unit(field), field.subtract(*logs)))
    known = known_angle(field, u, "atan") if u.factors else atan_of_rational(field, u.coefficient)
    return _odd("atan")(field, u) if known is None else known


def _of_inverse(row: Row) -> Row:
    """A function of ``1/u``, undefined at u = 0."""
    return lambda field, u: row(field, field.power(u, -1))


def _of_inverse_or_zero(head: str, row: Row) -> Row:
    """A function of ``1/u`` that has a value of its own at u = 0: pi/2 for acot, I*pi/2 for acoth."""

    def convert(field: Field, u: Element) -> Element:
        if field.is_zero(u):
            quarter = _half(field, pi_element(field))
            return quarter if head == "acot" else field.multiply(imaginary_unit(field), quarter)
        for factor, exponent in u.factors.items():
            if exponent > 0 and not is_nonzero_factor(field, factor):
                symbol = symbol_behind(field, factor)
                if symbol is None and not is_solvable(field, factor):
                    return opaque(field, head, (u,), real=head == "acot")
                raise NeedsCase(factor if symbol is None else symbol)
        return row(field, field.power(u, -1))

    return convert


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
    return _half(field, field.add(ONE_ELEMENT, signum(field, u)))


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
        first = _half(field, field.add(first, other, gap if head == "max" else negative(gap)))
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
    "acos": _acos,
    "acosh": _acosh,
    "acot": _of_inverse_or_zero("acot", _atan),
    "acoth": _of_inverse_or_zero("acoth", _atanh),
    "acsc": _of_inverse(_asin),
    "acsch": _of_inverse(_asinh),
    "asec": _of_inverse(_acos),
    "arg": argument,
    "asech": _of_inverse(_acosh),
    "asin": _asin,
    "asinh": _asinh,
    "atan": _atan,
    "atanh": _atanh,
    "ceiling": _ceiling,
    "conjugate": conjugated,
    "cos": _cosine,
    "cosh": _cosh,
    "cot": _quotient(_cosine, _sine),
    "coth": _reciprocal(_tanh),
    "csc": _reciprocal(_sine),
    "csch": _reciprocal(_sinh),
    "exp": exponential,
    "floor": _floor,
    "im": _imaginary_part,
    "log": logarithm,
    "re": _real_part,
    "sec": _reciprocal(_cosine),
    "sech": _reciprocal(_cosh),
    "sign": signum,
    "sin": _sine,
    "sinc": _sinc,
    "sinh": _sinh,
    "sqrt": _root,
    "tan": _quotient(_sine, _cosine),
    "tanh": _tanh,
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
