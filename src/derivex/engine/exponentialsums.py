"""A body at a point as a sum of ``C*t^s*exp(a*t^2 + b*t)``, with values for C, s, a and b.

Sums, products and powers of such sums are taken out, exp of a polynomial of degree 2 is one, and
sine, cosine, sinh and cosh of such a polynomial are two. What doesn't depend on t is evaluated.
A power that isn't whole is taken of a single positive summand only, where t is positive.

Contract: the sum has the body's value at every real t that is meant (``positive``: t > 0; ``whole``:
t an integer), but for finitely many, and there the body certainly has one. All else is
``Unknown``, or ``Undefined`` as of ``balls``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from derivex.engine.arithmetic import add, divide, multiply, negate, raise_to
from derivex.engine.functions import RULES
from derivex.engine.values import NOTHING, UNIT, Exact, Undefined, Unknown, Value, ball
from derivex.substitution import substitute
from derivex.term import INFINITY, App, Sym, Term, free_symbols
from derivex.term import negate as negate_term

if TYPE_CHECKING:
    from derivex.engine.balls import Evaluator

MOST = 48  # summands
MAX_POWER = 12  # of a sum that is multiplied out
HALF = Exact(Fraction(1, 2))
IMAGINARY = Exact(Fraction(0), Fraction(1))
HALVES = {  # by exponentials: the rate, the factors of exp(rate*u) and of exp(-rate*u)
    "cos": (IMAGINARY, HALF, HALF),
    "sin": (IMAGINARY, Exact(Fraction(0), Fraction(-1, 2)), Exact(Fraction(0), Fraction(1, 2))),
    "cosh": (UNIT, HALF, HALF),
    "sinh": (UNIT, HALF, Exact(Fraction(-1, 2))),
}


@dataclass(frozen=True, slots=True)
class Summand:
    """``factor*t^power*exp(square*t^2 + linear*t)``."""

    factor: Value = UNIT
    power: Value = NOTHING
    square: Value = NOTHING
    linear: Value = NOTHING

    @property
    def kind(self) -> tuple[Value, Value, Value]:
        return self.power, self.square, self.linear


Sum = list[Summand]


@dataclass(frozen=True, slots=True)
class Variable:
    """What the body depends on, and what is known of it."""

    name: str
    positive: bool = False
    whole: bool = False


def summands(at: Evaluator, body: Term, of: Variable) -> Sum:
    """The body as such a sum; the empty one is 0."""
    if of.name not in free_symbols(body):
        value = at.value(body)
        return [] if value == NOTHING else [Summand(value)]
    match body:
        case Sym():
            return [Summand(power=UNIT)]
        case App("+", args):
            return collected([each for arg in args for each in summands(at, arg, of)])
        case App("*", args):
            found = [Summand()]
            for part in [summands(at, arg, of) for arg in args]:
                found = product(found, part)
            return found
        case App("neg", (inner,)):
            return scaled(summands(at, inner, of), Exact(Fraction(-1)))
        case App("/", (above, below)):
            return product(summands(at, above, of), [_inverse(summands(at, below, of), below, of)])
        case App("^", (base, exponent)):
            return _power(at, base, exponent, of)
        case App("sqrt", (inner,)):
            return [_root(at, _single(summands(at, inner, of)), HALF, of)]
        case App("abs", (inner,)):
            return [_positive(_single(summands(at, inner, of)), of)]
        case App("exp", (inner,)):
            return [_exponential(summands(at, inner, of))]
        case App("sin" | "cos" | "sinh" | "cosh" as head, (inner,)):
            return _by_exponentials(head, summands(at, inner, of))
        case App("Subs", (inner, Sym(variable), place)):
            return summands(at, substitute(inner, {variable: place}), of)
        case App("Integral", (inner, App("bounds", (Sym(variable), low, high)))):
            from derivex.engine.inside import integrated  # only where there is one

            return integrated(at, inner, variable, (low, high), of)
    raise Unknown("an integrand or a summand is no sum of exponentials")


def is_real(at: Evaluator, body: Term, *names: str) -> bool:
    """Whether all that doesn't depend on the variables is real: then so is the body, where ``summands`` takes it."""
    if body in (INFINITY, negate_term(INFINITY)):
        return True
    if free_symbols(body).isdisjoint(names):
        return bool(ball(at.value(body)).imag.is_zero())
    match body:
        case App("Integral", (inner, App("bounds", (Sym(variable), *ends)))):
            return is_real(at, inner, variable, *names) and all(is_real(at, end, *names) for end in ends)
        case App("Subs", (inner, Sym(variable), place)):
            return is_real(at, substitute(inner, {variable: place}), *names)
        case App(_, args):
            return all(is_real(at, arg, *names) for arg in args)
    return True


def falls(one: Summand) -> bool:
    """Whether a summand certainly tends to 0 as t grows."""
    power, square, linear = (ball(each).real for each in one.kind)
    if one.square != NOTHING:
        return bool(square < 0)
    return bool(linear < 0) if one.linear != NOTHING else bool(power < 0)


# ---- sums and products ----


def collected(parts: Sum) -> Sum:
    """Summands of the same kind together, where exact numbers tell that they are."""
    found: dict[tuple[Value, Value, Value], Value] = {}
    rest: Sum = []
    for each in parts:
        if all(isinstance(value, Exact) for value in each.kind):
            found[each.kind] = add([found.get(each.kind, NOTHING), each.factor])
        else:
            rest.append(each)
    if len(parts) > MOST:
        raise Unknown("an integrand or a summand has too many parts")
    return [Summand(factor, *kind) for kind, factor in found.items() if factor != NOTHING] + rest


def product(first: Sum, second: Sum) -> Sum:
    if len(first) * len(second) > MOST:
        raise Unknown("an integrand or a summand has too many parts")
    return collected([_times(one, other) for one in first for other in second])


def _times(one: Summand, other: Summand) -> Summand:
    kind = (add([mine, yours]) for mine, yours in zip(one.kind, other.kind, strict=True))
    return Summand(multiply([one.factor, other.factor]), *kind)


def scaled(parts: Sum, factor: Value) -> Sum:
    return [Summand(multiply([factor, each.factor]), *each.kind) for each in parts]


def _single(parts: Sum) -> Summand:
    if len(parts) != 1:
        raise Unknown("an integrand or a summand is no sum of exponentials")
    return parts[0]


def _inverse(parts: Sum, term: Term, of: Variable) -> Summand:
    if not parts:
        raise Undefined(term)
    one = _without_pole(_single(parts), of)
    return Summand(divide(UNIT, one.factor), *map(negate, one.kind))


def _without_pole(one: Summand, of: Variable) -> Summand:
    """What may stand in a denominator: of an integrand also where that vanishes at 0."""
    if of.whole and not of.positive and one.power != NOTHING:
        raise Unknown("a summand may not have a value")
    return one


# ---- powers and exponentials ----


def _power(at: Evaluator, base: Term, exponent: Term, of: Variable) -> Sum:
    if of.name not in free_symbols(base):
        return [_of_number(at.value(base), summands(at, exponent, of), of)]
    if of.name in free_symbols(exponent):
        raise Unknown("an integrand or a summand is no sum of exponentials")
    value, parts = at.value(exponent), summands(at, base, of)
    if not (isinstance(value, Exact) and not value.im and value.re.denominator == 1):
        return [_root(at, _single(parts), value, of)]
    count = int(value.re)
    if len(parts) == 1:
        if count < 0:
            _without_pole(parts[0], of)
        factor = raise_to(parts[0].factor, value, at.exact_bits())
        return [Summand(factor, *(multiply([value, each]) for each in parts[0].kind))]
    if not 0 <= count <= MAX_POWER:
        raise Unknown("an integrand or a summand is no sum of exponentials")
    found = [Summand()]
    for _ in range(count):
        found = product(found, parts)
    return found


def _of_number(base: Value, exponent: Sum, of: Variable) -> Summand:
    """``b^u = exp(u*log(b))``: for other t than integers only of positive numbers, so that real ones stay real."""
    found = ball(base)
    positive = found.imag.is_zero() and found.real > 0
    if found.contains(0) or not (positive or of.whole):
        raise Unknown("a base may not be positive")
    return _exponential(scaled(exponent, found.log()))


def _positive(one: Summand, of: Variable) -> Summand:
    """A summand that is certainly positive for all t that are meant."""
    balls = [ball(each) for each in (one.factor, *one.kind)]
    if not (balls[0].real > 0 and all(each.imag.is_zero() for each in balls)):
        raise Unknown("what stands under a root may not be positive")
    if not of.positive and one.power != NOTHING:
        raise Unknown("what stands under a root may not be positive")
    return one


def _root(at: Evaluator, one: Summand, exponent: Value, of: Variable) -> Summand:
    """``(C*t^s*e^u)^w = C^w*t^(s*w)*e^(u*w)`` where that is positive."""
    _positive(one, of)
    factor = raise_to(one.factor, exponent, at.exact_bits())
    return Summand(factor, *(multiply([exponent, each]) for each in one.kind))


def _exponential(parts: Sum) -> Summand:
    found: dict[Value, Value] = {}
    for each in parts:
        if each.square != NOTHING or each.linear != NOTHING or each.power not in POWERS:
            raise Unknown("an exponent is no polynomial of degree 2")
        found[each.power] = add([found.get(each.power, NOTHING), each.factor])
    constant, linear, square = (found.get(each, NOTHING) for each in POWERS)
    return Summand(RULES["exp"]([constant]), NOTHING, square, linear)


POWERS = tuple(Exact(Fraction(each)) for each in range(3))


def _by_exponentials(head: str, angle: Sum) -> Sum:
    rate, forth, back = HALVES[head]
    turned = _exponential(scaled(angle, rate)), _exponential(scaled(angle, negate(rate)))
    return collected(
        [part for each, factor in zip(turned, (forth, back), strict=True) for part in scaled([each], factor)]
    )
