"""The values of complex parts and of what is made of them: re, im, arg, conjugate, atan2, sinc, Heaviside.

The argument is the principal one, in (-pi, pi], and undefined at 0; ``atan2(y, x)`` is the
argument of ``x + y*I``. ``sinc(z)`` is ``sin(z)/z``, and 1 at 0; ``Heaviside(0)`` is 1/2, as in
SymPy. ``PARTS`` has one rule a head.

Contract: as of ``functions``: a value, exact where it is rational or a simple multiple of pi, or
``Undefined``, or ``Unknown``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import acb, arb

from derivex.engine.arithmetic import add, divide, multiply
from derivex.engine.values import NOTHING, UNIT, Exact, Turn, Undefined, Unknown, Value, ball, turn

I_UNIT = Exact(Fraction(0), Fraction(1))
HALF = Exact(Fraction(1, 2))

# the golden ratio, Euler's constant and Catalan's constant, at the current precision
NUMBERS: dict[str, Callable[[], arb]] = {
    "Catalan": arb.const_catalan,
    "EulerGamma": arb.const_euler,
    "GoldenRatio": lambda: (1 + arb(5).sqrt()) / 2,
}


def real_part(value: Value) -> Value:
    if isinstance(value, Exact):
        return Exact(value.re)
    return turn(value.re, Fraction(0)) if isinstance(value, Turn) else acb(value.real)


def imaginary_part(value: Value) -> Value:
    if isinstance(value, Exact):
        return Exact(value.im)
    return turn(value.im, Fraction(0)) if isinstance(value, Turn) else acb(value.imag)


def conjugate(value: Value) -> Value:
    if isinstance(value, (Exact, Turn)):
        return type(value)(value.re, -value.im)
    return acb(value.real, -value.imag)


def argument(value: Value) -> Value:
    """The principal argument; on the negative real line it is pi, and a ball that touches it can't be told."""
    if isinstance(value, (Exact, Turn)):
        return _exact_argument(value.re, value.im)
    if value.contains(0):
        raise Unknown("an argument of a number that can't be told from 0")
    if value.imag.is_zero():
        return NOTHING if value.real > 0 else Turn(Fraction(1))
    if value.real.is_zero():
        return Turn(Fraction(1 if value.imag > 0 else -1, 2))
    if not value.real > 0 and value.imag.contains(0):
        raise Unknown("an argument on the cut can't be told from one beside it")
    return acb(value.arg())


def _exact_argument(re: Fraction, im: Fraction) -> Value:
    if not re and not im:
        raise Undefined
    if not im:
        return NOTHING if re > 0 else Turn(Fraction(1))
    side = 1 if im > 0 else -1
    if not re:
        return Turn(Fraction(side, 2))
    if abs(re) == abs(im):
        return Turn(Fraction(side, 4) if re > 0 else Fraction(3 * side, 4))
    return acb(ball(Exact(re, im)).arg())


def _atan2(args: list[Value]) -> Value:
    above, right = args
    return argument(add([right, multiply([I_UNIT, above])]))


def _heaviside(args: list[Value]) -> Value:
    value = args[0]
    if value == NOTHING:
        return HALF
    wide = ball(value)
    if not wide.imag.is_zero():
        raise Unknown("Heaviside needs a real number")
    if wide.real > 0:
        return UNIT
    if wide.real < 0:
        return NOTHING
    raise Unknown("a sign can't be told")


def sinc(sine: Callable[[list[Value]], Value]) -> Callable[[list[Value]], Value]:
    """``sinc`` by way of the rule for sin; near 0, where the quotient says nothing, by FLINT's own."""

    def rule(args: list[Value]) -> Value:
        value = args[0]
        if value == NOTHING:
            return UNIT
        if ball(value).contains(0):
            return ball(value).sinc()
        return divide(sine([value]), value)

    return rule


PARTS: dict[str, Callable[[list[Value]], Value]] = {
    "Heaviside": _heaviside,
    "arg": lambda args: argument(args[0]),
    "atan2": _atan2,
    "conjugate": lambda args: conjugate(args[0]),
    "im": lambda args: imaginary_part(args[0]),
    "re": lambda args: real_part(args[0]),
}
