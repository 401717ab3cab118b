"""The values of the functions that are known by their derivative, by the balls of FLINT.

Contract: as for every rule of ``functions``: a value, or ``Undefined`` where there is
certainly none, or ``Unknown``. Arguments are bounded, so that no call takes long.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import acb, arb

from derivex.engine.values import NOTHING, UNIT, Exact, Undefined, Unknown, Value, ball

MAX_ARGUMENT = 10**4
MAX_ORDER = 20  # of a polygamma function
REAL = frozenset({"Ei", "Si", "Shi", "erfc", "erfi", "fresnelc", "fresnels", "digamma", "zeta", "polygamma"})

Rule = Callable[[list[Value]], Value]


def _bounded(value: Value, limit: int = MAX_ARGUMENT) -> acb:
    wide = ball(value)
    if not wide.abs_upper() < limit:
        raise Unknown("a value is too large: a bound was hit")
    return wide


def _of_flint(head: str, name: str, zero: int | None = None, poles: tuple[Value, ...] = (), limit: int = 10**4) -> Rule:
    """A function of FLINT; ``zero`` is its value at 0, if that is an integer."""

    def rule(args: list[Value]) -> Value:
        (value,) = args
        if value in poles:
            raise Undefined
        if value == NOTHING and zero is not None:
            return Exact(Fraction(zero))
        wide = _bounded(value, limit)
        result: acb = getattr(wide, name)()
        return acb(result.real) if head in REAL and wide.imag.is_zero() else result

    return rule


def _is_pole(value: Value) -> bool:
    """Whether it is one of 0, -1, -2, …"""
    return isinstance(value, Exact) and not value.im and value.re.denominator == 1 and value.re <= 0


def _of_gamma(head: str, name: str) -> Rule:
    """A function with the poles of gamma."""
    inner = _of_flint(head, name)

    def rule(args: list[Value]) -> Value:
        if _is_pole(args[0]):
            raise Undefined
        if head == "loggamma" and args[0] in (UNIT, Exact(Fraction(2))):
            return NOTHING
        return inner(args)

    return rule


def _polygamma(args: list[Value]) -> Value:
    order, value = args
    if not isinstance(order, Exact) or order.im or order.re.denominator != 1 or not 0 <= order.re <= MAX_ORDER:
        raise Unknown("a polygamma function of an order that is no small integer")
    if _is_pole(value):
        raise Undefined
    wide = _bounded(value)
    result: acb = wide.digamma() if order.re == 0 else wide.polygamma(int(order.re))
    return acb(result.real) if wide.imag.is_zero() else result


def _lambert(args: list[Value]) -> Value:
    wide = _bounded(args[0])
    if args[0] == NOTHING:
        return NOTHING
    result: acb = wide.lambertw()
    above = wide.imag.is_zero() and wide.real > -arb(-1).exp()
    return acb(result.real) if above else result


SPECIAL_RULES: dict[str, Rule] = {
    "Chi": _of_flint("Chi", "chi", None, (NOTHING,)),
    "Ci": _of_flint("Ci", "ci", None, (NOTHING,)),
    "Ei": _of_flint("Ei", "ei", None, (NOTHING,)),
    "LambertW": _lambert,
    "Shi": _of_flint("Shi", "shi", 0),
    "Si": _of_flint("Si", "si", 0),
    "digamma": _of_gamma("digamma", "digamma"),
    "erfc": _of_flint("erfc", "erfc", 1),
    "erfi": _of_flint("erfi", "erfi", 0, limit=100),
    "fresnelc": _of_flint("fresnelc", "fresnel_c", 0),
    "fresnels": _of_flint("fresnels", "fresnel_s", 0),
    "li": _of_flint("li", "li", None, (NOTHING, UNIT)),
    "loggamma": _of_gamma("loggamma", "lgamma"),
    "polygamma": _polygamma,
    "zeta": _of_flint("zeta", "zeta", None, (UNIT,), limit=200),
}
