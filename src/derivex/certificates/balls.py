"""Functions of balls, for the recheck: FLINT's, at arguments at which their values are certain.

Contract: the ball contains the principal value at every point of the arguments. What can't be told
from a pole or lies across a jump is ``Unclear``, and what is too dear too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from flint import acb, arb, fmpq, fmpz

Value = Fraction | acb

MAX_EXPONENT = 10**12
MAX_ARGUMENT = 200  # of functions that are dear far out
MAX_INTEGER_BITS = 10_000  # of an integer that is read off a ball
MAX_ORDER = 12  # of a polygamma function


class Unclear(Exception):
    """No value for certain; the text says of what."""


def ball(value: Value) -> acb:
    return acb(fmpq(value.numerator, value.denominator)) if isinstance(value, Fraction) else value


def sure(condition: object, what: str) -> None:
    if not condition:
        raise Unclear(what)


def _power(base: acb, exponent: acb) -> acb:
    sure(not base.contains(0), "a power of what may be 0")
    return _exp(exponent * base.log())


def _exp(u: acb) -> acb:
    sure(u.abs_upper() < MAX_EXPONENT, "exp of something large")
    return u.exp()


def _log(u: acb) -> acb:
    sure(not u.contains(0), "log of what may be 0")
    return u.log()


def _sign(u: acb) -> acb:
    sure(not u.contains(0), "the sign of what may be 0")
    return u / acb(abs(u))


def _integer(real: arb) -> fmpz | None:
    """The one integer in a ball; larger ones than these end the process in FLINT."""
    return real.unique_fmpz() if abs(real) < arb(2) ** MAX_INTEGER_BITS else None


def _root(u: acb, degree: acb) -> acb:
    unique = _integer(degree.real) if degree.imag.is_zero() else None
    order = 0 if unique is None else int(unique)
    sure(0 < order < 1_000 and u.imag.is_zero() and not u.contains(0), "a real root")
    sure(u.real > 0 or order % 2 == 1, "an even root of a negative number")
    size = acb(abs(u).root(order))
    return size if u.real > 0 else -size


def _atan(u: acb) -> acb:
    sure(not (u * u + 1).contains(0), "atan near its poles")
    return u.atan()


def _arg(u: acb) -> acb:
    sure(not u.contains(0) and (u.imag.is_zero() or not u.imag.contains(0) or u.real > 0), "an argument on the cut")
    return acb(u.arg())


def _floor(u: acb) -> acb:
    sure(u.imag.is_zero(), "the floor of what may not be real")
    low = _integer(u.real.floor())
    if low is None:
        raise Unclear("a floor that can't be told")
    return acb(low)


def _of_order(order: acb, u: acb) -> acb:
    unique = _integer(order.real) if order.imag.is_zero() else None
    sure(unique is not None and 0 <= int(unique) <= MAX_ORDER, "a polygamma function of that order")
    return u.digamma() if not unique else u.polygamma(int(unique))


def _known(name: str) -> Callable[[acb], acb]:
    """A function of FLINT, at arguments for which no call takes long."""

    def value(u: acb) -> acb:
        sure(u.abs_upper() < MAX_ARGUMENT, f"{name} of something large")
        found: acb = getattr(u, name)()
        return acb(found.real) if name in REAL and u.imag.is_zero() else found

    return value


REAL = frozenset({"digamma", "ei", "erfi", "fresnel_c", "fresnel_s", "shi", "si", "zeta"})  # at real arguments

FUNCTIONS: dict[str, Callable[..., acb]] = {
    **{name.capitalize(): _known(name) for name in ("chi", "ci", "ei", "shi", "si")},
    **{name: _known(name) for name in ("digamma", "erfi", "li", "zeta")},
    "LambertW": _known("lambertw"),
    "loggamma": _known("lgamma"),
    "fresnelc": _known("fresnel_c"),
    "fresnels": _known("fresnel_s"),
    "1/gamma": lambda u: u.rgamma(),
    "ceiling": lambda u: -_floor(-u),
    "floor": _floor,
    "polygamma": _of_order,
    "abs": lambda u: acb(abs(u.real)) if u.imag.is_zero() else acb(abs(u)),
    "arg": _arg,
    "asin": lambda u: u.asin(),
    "atan": _atan,
    "binomial": lambda n, k: (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma(),
    "conjugate": lambda u: acb(u.real, -u.imag),
    "cos": lambda u: u.cos(),
    "erf": lambda u: u.erf(),
    "exp": _exp,
    "factorial": lambda u: (u + 1).gamma(),
    "gamma": lambda u: u.gamma(),
    "log": _log,
    "power": _power,
    "root": _root,
    "sign": _sign,
    "sin": lambda u: u.sin(),
}


def function(head: str, args: Sequence[acb]) -> acb:
    """A function of balls."""
    sure(head in FUNCTIONS, f"{head} is not evaluated")
    value = FUNCTIONS[head](*args)
    sure(value.is_finite(), f"{head} can't be bounded")
    return value
