"""A judge of values by mpmath alone, which knows what it can't tell.

Rational arithmetic stays exact, so that a pole or a kink at a simple point is seen as one;
everything else is rounded to many digits, and where rounding could decide (next to a
branch cut, a jump, a zero below a fraction) the judge says so instead of guessing. It
shares no code with the engine. Conventions: principal values, inverse functions by their
logarithms, acot(z) = atan(1/z) and the like, 0^0 = 1.

Contract: ``evaluate`` returns a ``Fraction``, an ``mpf`` or an ``mpc``; it raises
``NoValue`` where there certainly is none and ``CannotTell`` where it isn't sure.
``value`` and ``differ`` ask at two precisions and answer None unless they agree.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp

from derivex.term import App, Num, Sym, Term

DIGITS = 40
MAX_BITS = 3_000  # of an exact fraction; beyond, it is rounded
MAX_SUMMANDS = 60
LARGEST = mpmath.mpf(10) ** 60
I = mpmath.mpc(0, 1)

Functions = Mapping[str, tuple[tuple[str, ...], Term]]  # concrete bodies of unknown functions


class NoValue(Exception):
    """Certainly undefined."""


class CannotTell(Exception):
    """Rounding would decide, or the judge doesn't know the function."""


def evaluate(
    term: Term, at: Mapping[str, Any], *, functions: Functions | None = None, real_values: bool = False
) -> Any:
    """The value at the current precision of mpmath; see the module."""
    value = _node(term, at, {} if functions is None else functions, real_values)
    if isinstance(value, Fraction):
        bits = max(value.numerator.bit_length(), value.denominator.bit_length())
        return value if bits <= MAX_BITS else _wide(value)
    if not mpmath.isfinite(value) or abs(value) > LARGEST:
        raise CannotTell
    if isinstance(value, mpmath.mpc) and value.imag == 0:
        value = value.real
    if real_values and isinstance(value, mpmath.mpc):
        if abs(value.imag) <= _small() * (1 + abs(value.real)):
            raise CannotTell
        raise NoValue
    return value


def value(
    term: Term,
    at: Mapping[str, Any],
    *,
    functions: Functions | None = None,
    real_values: bool = False,
    digits: int = DIGITS,
) -> Any:
    """The value if two precisions agree on it; None where there is none or it can't be told."""
    try:
        with mpmath.workdps(digits):
            first = evaluate(term, at, functions=functions, real_values=real_values)
        if isinstance(first, Fraction):
            return first
        with mpmath.workdps(digits + 20):
            second = evaluate(term, at, functions=functions, real_values=real_values)
            close = abs(_wide(first) - _wide(second)) <= mpmath.mpf(10) ** (-digits * 5 // 8) * (1 + abs(second))
        return second if close else None
    except (NoValue, CannotTell, *FAILURES):
        return None


def undefined(
    term: Term, at: Mapping[str, Any], *, functions: Functions | None = None, real_values: bool = False
) -> bool:
    """Whether the term certainly has no value there."""
    try:
        with mpmath.workdps(DIGITS):
            evaluate(term, at, functions=functions, real_values=real_values)
    except NoValue:
        return True
    except (CannotTell, *FAILURES):
        return False
    return False


def differ(first: Any, second: Any, digits: int = DIGITS) -> bool:
    """Whether two values that are trusted are different beyond any rounding."""
    if isinstance(first, Fraction) and isinstance(second, Fraction):
        return first != second
    with mpmath.workdps(digits + 20):
        size = max(abs(_wide(first)), abs(_wide(second)), mpmath.mpf(1))
        return bool(abs(_wide(first) - _wide(second)) > mpmath.mpf(10) ** (-digits // 2) * size)


def same(first: Any, second: Any, digits: int) -> bool:
    """Whether two trusted values agree in nearly all of the digits."""
    if isinstance(first, Fraction) and isinstance(second, Fraction):
        return first == second
    with mpmath.workdps(digits + 20):
        size = max(abs(_wide(first)), abs(_wide(second)), mpmath.mpf(1))
        return bool(abs(_wide(first) - _wide(second)) <= mpmath.mpf(10) ** (-digits * 5 // 8) * size)


def too_small(first: Any, second: Any, digits: int) -> bool:
    """Whether two values that aren't both exact are so near to 0 that ``same`` can't tell them from it."""
    if isinstance(first, Fraction) and isinstance(second, Fraction):
        return False
    with mpmath.workdps(digits + 20):
        return bool(max(abs(_wide(first)), abs(_wide(second))) <= mpmath.mpf(10) ** (-digits * 5 // 8))


def holds(relation: Term, at: Mapping[str, Any]) -> bool | None:
    """Whether a relation between terms holds at a point; None if that can't be told."""
    assert isinstance(relation, App)
    try:
        with mpmath.workdps(DIGITS):
            left, right = (evaluate(side, at) for side in relation.args)
            exact = isinstance(left, Fraction) and isinstance(right, Fraction)
            gap = left - right if exact else _wide(left) - _wide(right)
            if not exact and abs(gap) <= _small() * (1 + abs(_wide(left))):
                return True if relation.head == "=" else False if relation.head == "!=" else None
    except NoValue:
        return False
    except (CannotTell, *FAILURES):
        return None
    if relation.head in ("=", "!="):
        return bool(gap == 0) == (relation.head == "=")
    if isinstance(gap, mpmath.mpc):
        return False
    return bool({"<": gap < 0, "<=": gap <= 0, ">": gap > 0, ">=": gap >= 0}[relation.head])


FAILURES = (ZeroDivisionError, ValueError, OverflowError, mpmath.libmp.NoConvergence, RecursionError, KeyError)


# ---- one node ----


def _node(term: Term, at: Mapping[str, Any], functions: Functions, real: bool) -> Any:
    def inner(part: Term, more: Mapping[str, Any] | None = None) -> Any:
        return evaluate(part, at if more is None else {**at, **more}, functions=functions, real_values=real)

    match term:
        case Num():
            return term.value
        case Sym("pi"):
            return +mpmath.pi
        case Sym("E"):
            return +mpmath.e
        case Sym("I"):
            return I
        case Sym(name):
            return at[name]
        case App("diff", (body, Sym(name), *rest)):
            inner(body)
            return _derivative(lambda t: inner(body, {name: t}), at[name], int(rest[0].value) if rest else 1)
        case App("Subs", (body, Sym(name), replacement)):
            return inner(body, {name: inner(replacement)})
        case App("Sum" | "Product" as head, (body, App("bounds", (Sym(name), low, high)))):
            return _binder(head, lambda k: inner(body, {name: k}), inner(low), inner(high))
        case App("Integral", (body, App("bounds", (Sym(name), low, high)))):
            return _integral(lambda t: inner(body, {name: t}), inner(low), inner(high))
        case App(_, (_, App("bounds", _))):
            raise CannotTell  # a bound name has no value, and must not get that of the symbol of the same name
        case App("log", (_, _)):  # is log(a)/log(b): with real values both are real
            return _divide(*(inner(App("log", (arg,))) for arg in term.args))
    args = [inner(arg) for arg in term.args]
    name = term.head.rstrip("'")
    if name in functions:
        parameters, body = functions[name]
        point = dict(zip(parameters, args, strict=True))
        primes = len(term.head) - len(name)
        if not primes:
            return evaluate(body, point, functions=functions, real_values=real)
        return _derivative(lambda t: evaluate(body, {parameters[0]: t}), args[0], primes)
    if term.head not in HEADS:
        raise CannotTell
    return HEADS[term.head](*args)


def _derivative(function: Callable[[Any], Any], where: Any, order: int) -> Any:
    if order > 4:
        raise CannotTell
    where = _wide(where)
    near = mpmath.mpf(10) ** (-mp.dps * 9 // 10)
    for side in (where - near, where + near):
        function(side)  # CannotTell next to a kink, a cut or a pole, which the difference quotient would step over
    return mpmath.diff(lambda t: _wide(function(t)), where, order)


def _binder(head: str, body: Callable[[Fraction], Any], low: Any, high: Any) -> Any:
    if not (isinstance(low, Fraction) and isinstance(high, Fraction)):
        raise CannotTell
    count = high - low + 1
    if count.denominator != 1 or count < 0:
        raise NoValue
    if count > MAX_SUMMANDS:
        raise CannotTell
    total: Any = Fraction(head == "Product")
    for step in range(int(count)):
        each = body(low + step)
        total = _add(total, each) if head == "Sum" else _multiply(total, each)
    return total


def _integral(function: Callable[[Any], Any], low: Any, high: Any) -> Any:
    if isinstance(low, mpmath.mpc) or isinstance(high, mpmath.mpc):
        raise CannotTell  # along which path?
    found, error = mpmath.quad(lambda t: _wide(function(t)), [_wide(low), _wide(high)], error=True)
    if error > mpmath.mpf(10) ** (-mp.dps * 3 // 4):
        raise CannotTell
    return found


# ---- arithmetic ----


def _small() -> Any:
    """Below this, rounding may have made a number out of nothing."""
    return mpmath.mpf(10) ** (-mp.dps * 5 // 8)


def _wide(number: Any) -> Any:
    return mpmath.mpf(number.numerator) / number.denominator if isinstance(number, Fraction) else number


def _is_zero(number: Any) -> bool:
    """Certainly 0, or certainly not; CannotTell between."""
    if isinstance(number, Fraction):
        return number == 0
    if abs(number) <= _small():
        raise CannotTell
    return False


def _both(operation: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def fold(*args: Any) -> Any:
        total = args[0]
        for each in args[1:]:
            exact = isinstance(total, Fraction) and isinstance(each, Fraction)
            total = operation(total, each) if exact else operation(_wide(total), _wide(each))
        return total

    return fold


_add = _both(lambda a, b: a + b)
_multiply = _both(lambda a, b: a * b)


def _divide(above: Any, below: Any) -> Any:
    if _is_zero(below):
        raise NoValue
    return above / below if isinstance(above, Fraction) and isinstance(below, Fraction) else _wide(above) / _wide(below)


def _off_the_cut(number: Any) -> Any:
    """The number, unless rounding decides on which side of the negative real axis it lies."""
    if isinstance(number, mpmath.mpc) and number.real < 0 and abs(number.imag) <= _small() * abs(number.real):
        raise CannotTell
    return number


def _log(number: Any) -> Any:
    if _is_zero(number):
        raise NoValue
    return Fraction(0) if number == 1 else mpmath.log(_off_the_cut(_wide(number)))


def _exact_root(number: Fraction, degree: int) -> Fraction | None:
    parts = [round(part ** (1 / degree)) if part < 2**50 else math.isqrt(part) for part in number.as_integer_ratio()]
    found = Fraction(parts[0], parts[1]) if parts[1] else None
    return found if found is not None and found**degree == number else None


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(exponent, Fraction) and exponent.denominator == 1 and abs(exponent) <= 200:
        n = int(exponent)
        if n < 0 and _is_zero(base):
            raise NoValue
        if n == 0:
            return Fraction(1)
        bits = base.numerator.bit_length() + base.denominator.bit_length() if isinstance(base, Fraction) else 0
        return base**n if isinstance(base, Fraction) and bits * abs(n) < MAX_BITS else _wide(base) ** n
    if _is_zero(base):
        if _is_zero(exponent):
            return Fraction(1)
        real = mpmath.re(_wide(exponent))
        if abs(real) <= _small() and not isinstance(exponent, mpmath.mpc):
            raise CannotTell
        if real <= 0:
            raise NoValue
        return Fraction(0)
    if isinstance(base, Fraction) and base > 0 and isinstance(exponent, Fraction) and exponent.denominator <= 6:
        root = _exact_root(base, exponent.denominator)
        if root is not None:
            return _power(root, Fraction(exponent.numerator))
    return mpmath.exp(_multiply(_wide(exponent), mpmath.log(_off_the_cut(_wide(base)))))


def _sqrt(number: Any) -> Any:
    if _is_zero(number):
        return Fraction(0)
    if isinstance(number, Fraction) and number > 0 and (root := _exact_root(number, 2)) is not None:
        return root
    return mpmath.sqrt(_off_the_cut(_wide(number)))


def _real_root(number: Any, degree: Any) -> Any:
    if not isinstance(degree, Fraction) or degree.denominator != 1 or degree <= 0:
        raise CannotTell
    if isinstance(_wide(number), mpmath.mpc):
        raise CannotTell
    if _is_zero(number):
        return Fraction(0)
    if number > 0:
        return _power(number, 1 / degree)
    if degree % 2 == 0:
        raise CannotTell  # whether that has a value is a convention
    return -_power(-number, 1 / degree)


# ---- functions ----


def _simple(function: Callable[[Any], Any], at_zero: int | None) -> Callable[[Any], Any]:
    def rule(number: Any) -> Any:
        if at_zero is not None and isinstance(number, Fraction) and number == 0:
            return Fraction(at_zero)
        wide = _wide(number)
        if abs(wide) > 10**6:
            raise CannotTell
        return function(wide)

    return rule


sin, cos = _simple(mpmath.sin, 0), _simple(mpmath.cos, 1)
sinh, cosh = _simple(mpmath.sinh, 0), _simple(mpmath.cosh, 1)


def _real_between(number: Any, low: int | None, high: int | None) -> bool:
    wide = _wide(number)
    return isinstance(wide, mpmath.mpf) and (low is None or wide >= low) and (high is None or wide <= high)


def _asin(z: Any) -> Any:
    if _real_between(z, -1, 1):
        return Fraction(0) if z == 0 else mpmath.asin(_wide(z))
    z = _wide(z)
    return -I * _log(I * z + _sqrt(1 - z * z))


def _acos(z: Any) -> Any:
    if _real_between(z, -1, 1):
        return Fraction(0) if z == 1 else mpmath.acos(_wide(z))
    return mpmath.pi / 2 - _asin(z)


def _atan(z: Any) -> Any:
    if _real_between(z, None, None):
        return Fraction(0) if z == 0 else mpmath.atan(_wide(z))
    z = _wide(z)
    return I / 2 * (_wide(_log(1 - I * z)) - _wide(_log(1 + I * z)))


def _asinh(z: Any) -> Any:
    if _real_between(z, None, None):
        return Fraction(0) if z == 0 else mpmath.asinh(_wide(z))
    z = _wide(z)
    return _log(z + _wide(_sqrt(z * z + 1)))


def _acosh(z: Any) -> Any:
    z = z if isinstance(z, Fraction) else _wide(z)
    return _log(_add(z, _multiply(_sqrt(z - 1), _sqrt(z + 1))))


def _atanh(z: Any) -> Any:
    if isinstance(z, Fraction) and z == 0:
        return Fraction(0)
    return _multiply(Fraction(1, 2), _add(_log(1 + z), _multiply(Fraction(-1), _log(1 - z))))


def _abs(z: Any) -> Any:
    if not isinstance(z, Fraction):
        _is_zero(z)  # next to a kink a derivative isn't to be trusted
    return abs(z)


def _sign(z: Any) -> Any:
    if _is_zero(z):
        return Fraction(0)
    if isinstance(z, mpmath.mpc):
        return z / abs(z)
    return Fraction(1 if z > 0 else -1)


def _extreme(pick: Callable[..., Any]) -> Callable[..., Any]:
    def rule(*args: Any) -> Any:
        if any(isinstance(_wide(arg), mpmath.mpc) for arg in args):
            raise CannotTell
        if all(isinstance(arg, Fraction) for arg in args):
            return pick(args)
        best = pick(args, key=_wide)
        for other in args:
            if other is not best:
                _is_zero(_wide(best) - _wide(other))
        return best

    return rule


def _rounded(number: Any, up: bool) -> Any:
    if isinstance(number, Fraction):
        return Fraction(math.ceil(number) if up else math.floor(number))
    if isinstance(number, mpmath.mpc) or abs(number - mpmath.nint(number)) <= _small() * (1 + abs(number)):
        raise CannotTell
    return Fraction(int(mpmath.ceil(number) if up else mpmath.floor(number)))


def _gamma(z: Any) -> Any:
    if isinstance(z, Fraction) and z.denominator == 1:
        if z <= 0:
            raise NoValue
        if z <= 60:
            return Fraction(math.factorial(int(z) - 1))
    wide = _wide(z)
    if abs(wide) > 100 or (not isinstance(z, Fraction) and abs(wide - mpmath.nint(mpmath.re(wide))) <= _small()):
        raise CannotTell
    return mpmath.gamma(wide)


def _binomial(n: Any, k: Any) -> Any:
    if isinstance(n, Fraction) and isinstance(k, Fraction) and n.denominator == k.denominator == 1:
        if n < 0:
            raise NoValue
        if n > MAX_BITS:
            raise CannotTell
        return Fraction(math.comb(int(n), int(k)) if 0 <= k <= n else 0)
    if not (isinstance(n, Fraction) and isinstance(k, Fraction)) or abs(n) > 100 or abs(k) > 100:
        raise CannotTell
    n, k = _wide(n), _wide(k)
    return mpmath.gamma(n + 1) * mpmath.rgamma(k + 1) * mpmath.rgamma(n - k + 1)


def _of_inverse(rule: Callable[[Any], Any], at_zero: Any = None) -> Callable[[Any], Any]:
    def convert(z: Any) -> Any:
        if at_zero is not None and _is_zero(z):
            return at_zero()
        return rule(_divide(Fraction(1), z))

    return convert


def _cannot_tell() -> Any:
    raise CannotTell


ONE = Fraction(1)
HEADS: dict[str, Callable[..., Any]] = {
    "+": _add,
    "*": _multiply,
    "neg": lambda z: -z,
    "/": _divide,
    "^": _power,
    "sqrt": _sqrt,
    "root": _real_root,
    "exp": _simple(mpmath.exp, 1),
    "log": _log,
    "sin": sin,
    "cos": cos,
    "tan": lambda z: _divide(sin(z), cos(z)),
    "cot": lambda z: _divide(cos(z), sin(z)),
    "sec": lambda z: _divide(ONE, cos(z)),
    "csc": lambda z: _divide(ONE, sin(z)),
    "sinh": sinh,
    "cosh": cosh,
    "tanh": lambda z: _divide(sinh(z), cosh(z)),
    "coth": lambda z: _divide(cosh(z), sinh(z)),
    "sech": lambda z: _divide(ONE, cosh(z)),
    "csch": lambda z: _divide(ONE, sinh(z)),
    "asin": _asin,
    "acos": _acos,
    "atan": _atan,
    "asinh": _asinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "acot": _of_inverse(_atan, lambda: mpmath.pi / 2),
    "asec": _of_inverse(_acos),
    "acsc": _of_inverse(_asin),
    "acoth": _of_inverse(_atanh, _cannot_tell),
    "asech": _of_inverse(_acosh),
    "acsch": _of_inverse(_asinh),
    "abs": _abs,
    "sign": _sign,
    "min": _extreme(min),
    "max": _extreme(max),
    "floor": lambda z: _rounded(z, up=False),
    "ceiling": lambda z: _rounded(z, up=True),
    "factorial": lambda z: _gamma(z + 1),
    "gamma": _gamma,
    "binomial": _binomial,
    "erf": _simple(mpmath.erf, 0),
}
