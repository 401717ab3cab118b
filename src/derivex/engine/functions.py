"""The values of arithmetic and of the known functions: one rule a head, in the table ``RULES``.

Each rule gets the values of the arguments. Principal values throughout; exact where they
are rational.

Contract: a rule returns a value, or raises ``Undefined`` when there certainly is none, or
``Unknown`` when that can't be told or would cost more than the bounds allow.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import acb

from derivex.engine import values
from derivex.engine.arithmetic import (
    MAX_EXPONENT,
    add,
    bounded_exponential,
    divide,
    multiply,
    negate,
    real_root,
    square_root,
)
from derivex.engine.parts import PARTS, sinc
from derivex.engine.special_values import SPECIAL_RULES
from derivex.engine.values import NOTHING, UNIT, Exact, Turn, Undefined, Unknown, Value, ball, only_integer
from derivex.signs import CIRCULAR

MAX_GAMMA = 10**9


def _exp(args: list[Value]) -> Value:
    exponent = args[0]
    if exponent == NOTHING:
        return UNIT
    found = values.exponential(exponent) if isinstance(exponent, Turn) else None
    return found if found is not None else bounded_exponential(ball(exponent))


def _log(args: list[Value]) -> Value:
    logs: list[Value] = []
    for arg in args:
        if arg == NOTHING:
            raise Undefined
        logs.append(_log_of(arg))
    return logs[0] if len(logs) == 1 else divide(logs[0], logs[1])


def _log_of(value: Value) -> Value:
    if value == UNIT:
        return NOTHING
    if isinstance(value, Exact) and value == Exact(Fraction(-1)):
        return Turn(Fraction(0), Fraction(1))
    if isinstance(value, Exact) and not value.re and abs(value.im) == 1:
        return Turn(Fraction(0), value.im / 2)
    wide = ball(value)
    if wide.contains(0):
        raise Unknown("the argument of log can't be told from 0")
    return wide.log()


Rule = Callable[[list[Value]], Value]


def _circular(head: str) -> Rule:
    """sin, cos and what is made of them, exact at rational multiples of pi where possible."""

    def rule(args: list[Value]) -> Value:
        angle = args[0]
        quotients = {"tan": ("s", "c"), "cot": ("c", "s"), "sec": ("1", "c"), "csc": ("1", "s")}
        if angle == NOTHING or isinstance(angle, Turn):
            sine = NOTHING if angle == NOTHING else values.sine(angle)  # type: ignore[arg-type]  # a Turn here
            cosine = UNIT if angle == NOTHING else values.cosine(angle)  # type: ignore[arg-type]  # a Turn here
            known = {"s": sine, "c": cosine, "1": UNIT}
            if head in ("sin", "cos"):
                exact = known[head[0]]
                if exact is not None:
                    return exact
            else:
                above, below = (known[part] for part in quotients[head])
                if below is not None and below.is_zero():
                    raise Undefined
                if above is not None and below is not None:
                    return divide(above, below)
                if head in ("tan", "cot") and isinstance(angle, Turn) and not angle.im and (4 * angle.re) % 2 == 1:
                    return Exact(Fraction(1 if (4 * angle.re) % 4 == 1 else -1))
            if isinstance(angle, Turn) and not angle.im:
                # reduced exactly, so that large multiples lose no precision
                angle = Turn(angle.re % 2)
        wide = ball(angle)
        if not wide.real.abs_upper() < 10**30:
            raise Unknown("an angle is too large: a bound was hit")
        if not wide.imag.abs_upper() < MAX_EXPONENT:
            raise Unknown("a value is too large: a bound was hit")
        result: acb = getattr(wide, head)()
        return result

    return rule


def _native(head: str, zero: Fraction | int | None, poles: tuple[Exact, ...] = ()) -> Rule:
    """A function of FLINT; ``zero`` is its rational value at 0, if it has one."""

    def rule(args: list[Value]) -> Value:
        value = args[0]
        if value in poles:
            raise Undefined
        if value == NOTHING and zero is not None:
            return Exact(Fraction(zero))
        if isinstance(value, Exact) and not value.im and (head, value.re) in values.INVERSES:
            return Turn(values.INVERSES[head, value.re])
        if head == "acos" and value == UNIT:
            return NOTHING
        wide = ball(value)
        if not wide.real.abs_upper() < MAX_EXPONENT or not wide.imag.abs_upper() < MAX_EXPONENT:
            raise Unknown("a value is too large: a bound was hit")
        result: acb = getattr(wide, head)()
        return result

    return rule


def _of_inverse(head: str, at_zero: Value | None, zero_is_pole: bool) -> Rule:
    """acot(z) = atan(1/z) and the like; what happens at 0 is a convention of its own."""
    inner = RULES[head]

    def rule(args: list[Value]) -> Value:
        if args[0] == NOTHING:
            if at_zero is not None:
                return at_zero
            raise Undefined if zero_is_pole else Unknown("a convention at 0")
        return inner([divide(UNIT, args[0])])

    return rule


def _abs(args: list[Value]) -> Value:
    value = args[0]
    if isinstance(value, Exact):
        if not value.im:
            return Exact(abs(value.re))
        root = values.exact_root(value.re**2 + value.im**2, 2)
        if root is not None:
            return Exact(root)
    if isinstance(value, Turn) and not value.im:
        return Turn(abs(value.re))
    wide = ball(value)
    return acb(abs(wide.real)) if wide.imag.is_zero() else acb(abs(wide))


def _sign(args: list[Value]) -> Value:
    value = args[0]
    if value == NOTHING:
        return NOTHING
    if isinstance(value, (Exact, Turn)):
        if not value.im:
            return Exact(Fraction((value.re > 0) - (value.re < 0)))
        size = values.exact_root(value.re**2 + value.im**2, 2)
        if size is not None:
            return Exact(value.re / size, value.im / size)
    wide = ball(value)
    if wide.contains(0):
        raise Unknown("a sign can't be told")
    if wide.imag.is_zero():
        return UNIT if wide.real > 0 else Exact(Fraction(-1))
    return wide / acb(abs(wide))


def _extreme(largest: bool) -> Rule:
    def rule(args: list[Value]) -> Value:
        if all(isinstance(arg, Exact) and not arg.im for arg in args):
            pick = max if largest else min
            return Exact(pick(arg.re for arg in args if isinstance(arg, Exact)))
        found = [ball(arg) for arg in args]
        if not all(each.imag.is_zero() for each in found):
            raise Unknown("min and max need real numbers")
        best = found[0].real
        for each in found[1:]:
            best = best.max(each.real) if largest else best.min(each.real)
        return acb(best)

    return rule


def _rounded(up: bool) -> Rule:
    def rule(args: list[Value]) -> Value:
        value = args[0]
        if isinstance(value, Exact) and not value.im:
            return Exact(Fraction(-(-value.re // 1) if up else value.re // 1))
        wide = ball(value)
        if not wide.imag.is_zero():
            raise Unknown("rounding needs a real number")
        found = only_integer(wide.real.ceil() if up else wide.real.floor())
        if found is None:
            raise Unknown("a number can't be told from an integer")
        return Exact(Fraction(int(found)))

    return rule


def _factorial(args: list[Value]) -> Value:
    return _gamma([add([args[0], UNIT])])


def _gamma(args: list[Value]) -> Value:
    value = args[0]
    if isinstance(value, Exact) and not value.im:
        if value.re.denominator == 1 and value.re <= 0:
            raise Undefined
        exact = values.exact_factorial(value.re - 1)
        if exact is not None:
            return exact
    wide = ball(value)
    if not wide.abs_upper() < MAX_GAMMA:
        raise Unknown("a value is too large: a bound was hit")
    return wide.gamma()


def _binomial(args: list[Value]) -> Value:
    above, below = args
    if isinstance(above, Exact) and not above.im and above.re.denominator == 1 and above.re < 0:
        raise Undefined
    if isinstance(above, Exact) and isinstance(below, Exact) and not above.im and not below.im:
        exact = values.exact_binomial(above.re, below.re)
        if exact is not None:
            return exact
    rest = ball(add([above, negate(below), UNIT]))
    parts = [ball(add([above, UNIT])), ball(add([below, UNIT])), rest]
    if not all(part.abs_upper() < 10**6 for part in parts):
        raise Unknown("a value is too large: a bound was hit")
    return parts[0].gamma() * parts[1].rgamma() * parts[2].rgamma()


I_UNIT, MINUS_I = Exact(Fraction(0), Fraction(1)), Exact(Fraction(0), Fraction(-1))
MINUS_ONE = Exact(Fraction(-1))

RULES: dict[str, Rule] = {
    "+": lambda args: add(args),
    "*": lambda args: multiply(args),
    "neg": lambda args: negate(args[0]),
    "/": lambda args: divide(args[0], args[1]),
    "sqrt": lambda args: square_root(args[0]),
    "root": real_root,
    "exp": _exp,
    "log": _log,
    **{head: _circular(head) for head in CIRCULAR},
    "sinh": _native("sinh", 0),
    "cosh": _native("cosh", 1),
    "tanh": _native("tanh", 0),
    "coth": _native("coth", None, (NOTHING,)),
    "sech": _native("sech", 1),
    "csch": _native("csch", None, (NOTHING,)),
    "asin": _native("asin", 0),
    "acos": _native("acos", None),
    "atan": _native("atan", 0, (I_UNIT, MINUS_I)),
    "asinh": _native("asinh", 0),
    "acosh": _native("acosh", None),
    "atanh": _native("atanh", 0, (UNIT, MINUS_ONE)),
    "erf": _native("erf", 0),
    **PARTS,
    "sinc": sinc(_circular("sin")),
    "abs": _abs,
    "sign": _sign,
    "min": _extreme(largest=False),
    "max": _extreme(largest=True),
    "floor": _rounded(up=False),
    "ceiling": _rounded(up=True),
    "factorial": _factorial,
    "gamma": _gamma,
    "binomial": _binomial,
    **SPECIAL_RULES,
}
RULES |= {
    "acot": _of_inverse("atan", Turn(Fraction(1, 2)), zero_is_pole=False),
    "asec": _of_inverse("acos", None, zero_is_pole=True),
    "acsc": _of_inverse("asin", None, zero_is_pole=True),
    "acoth": _of_inverse("atanh", Turn(Fraction(0), Fraction(1, 2)), zero_is_pole=False),
    "asech": _of_inverse("acosh", None, zero_is_pole=True),
    "acsch": _of_inverse("asinh", None, zero_is_pole=True),
}
