"""The laws of a certificate for gamma, polygamma, floor, and functions known by their derivative.

``1/gamma`` is entire, so that its laws hold at every argument; gamma, factorial and binomial
are made of it (``core``), and divided by it where it isn't 0. The law of polygamma adds
``1/(v + j)^(k + 1)`` with v + j known not to be 0: no step leads from a pole to a place that is none.

As in ``laws``; the table of all is in ``branches``.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING

from flint import fmpq

from derivex.certificates.data import Claim
from derivex.certificates.heads import RECIPROCAL
from derivex.certificates.laws import HALF, Arguments
from derivex.certificates.quotients import Quotient, need

if TYPE_CHECKING:
    from derivex.certificates.ledger import Ledger

MAX_SHIFT = 1_000
MAX_ZETA = 100
TURNED = {"erf": "erfi", "erfi": "erf", "Si": "Shi", "Shi": "Si"}


def _steps(t: Ledger, low: Quotient, high: Quotient) -> int | None:
    """The integer by which one argument is larger than another one; None if it isn't, or isn't one."""
    gap = t.minus(high, low)
    if not (gap.above.is_constant() and gap.below.is_constant()):
        return None
    count = t.exponent(gap)
    return int(count) if count.denominator == 1 and 0 <= count <= MAX_SHIFT else None


def _ascending(t: Ledger, low: Quotient, count: int) -> list[Quotient]:
    return [t.sum(low, t.number(step)) for step in range(count)]


def reciprocal_shift(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``1/gamma(u) = u*(u + 1)*…*(u + m - 1)/gamma(u + m)``, from either side; ``1/gamma(1) = 1``."""
    (v,), known = t.claim(c.uses[0], RECIPROCAL) if c.uses else ((t.number(1),), t.number(1))
    need(c.head == RECIPROCAL, "not 1/gamma")
    above = _steps(t, args[0], v)
    if above is not None:
        need(t.same(value, t.product(*_ascending(t, args[0], above), known)), "not that multiple")
        return
    below = _steps(t, v, args[0])
    if below is None:
        need(False, "arguments that don't differ by an integer")
        return
    factors = _ascending(t, v, below)
    need(all(t.nowhere_zero(each.above) for each in factors), "a factor that may be 0")
    need(t.same(t.product(*factors, value), known), "not that quotient")


def reciprocal_half(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``1/gamma(1/2) = pi^(-1/2)``."""
    (base, q), root = t.claim(c.uses[0], "power")
    need(c.head == RECIPROCAL and t.exponent(args[0]) == HALF, "not 1/gamma(1/2)")
    need(t.same(base, t.pi) and t.exponent(q) == -HALF and t.same(root, value), "not that root")


def reflection(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``1/gamma(a) * 1/gamma(1 - a) = sin(pi*a)/pi``, solved for the second where the first isn't 0."""
    (a,), known = t.claim(c.uses[0], RECIPROCAL)
    (angle,), sine = t.claim(c.uses[1], "sin")
    need(c.head == RECIPROCAL and t.same(args[0], t.minus(t.number(1), a)), "not the reflected argument")
    need(t.same(angle, t.product(t.pi, a)) and t.nowhere_zero(known.above), "not that sine, or a pole")
    need(t.same(t.product(t.pi, known, value), sine), "not that quotient")


def duplication(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``1/gamma(2*a) = 2*pi^(1/2)*exp(-a*log(4)) * 1/gamma(a) * 1/gamma(a + 1/2)``."""
    (a,), first = t.claim(c.uses[0], RECIPROCAL)
    (b,), second = t.claim(c.uses[1], RECIPROCAL)
    (base, q), root = t.claim(c.uses[2], "power")
    (four,), logarithm = t.claim(c.uses[3], "log")
    (u,), exponential = t.claim(c.uses[4], "exp")
    need(c.head == RECIPROCAL and t.same(args[0], t.product(t.number(2), a)), "not the double")
    need(t.same(b, t.sum(a, t.number(HALF))) and t.same(four, t.number(4)), "not the halves")
    need(t.same(base, t.pi) and t.exponent(q) == HALF, "not the root of pi")
    need(t.same(u, t.minus(t.number(0), t.product(a, logarithm))), "not that exponential")
    need(t.same(value, t.product(t.number(2), root, exponential, first, second)), "not that product")


def polygamma_shift(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``polygamma(k, v + m) = polygamma(k, v) + (-1)^k*k!*(1/v^(k + 1) + … + 1/(v + m - 1)^(k + 1))``."""
    (order, v), known = t.claim(c.uses[0], "polygamma")
    k = t.exponent(order)
    need(c.head == "polygamma" and k == t.exponent(args[0]) and k.denominator == 1 and 0 <= k <= 20, "another order")
    up, down = _steps(t, v, args[1]), _steps(t, args[1], v)
    if up is None and down is None:
        need(False, "arguments that don't differ by an integer")
    low, count = (v, up) if up is not None else (args[1], down)
    factors = _ascending(t, low, count or 0)
    need(all(t.nowhere_zero(each.above) for each in factors), "a pole between them")
    scale = t.number((-1) ** int(k) * factorial(int(k)))
    added = t.product(scale, t.sum(*(t.power(each, -int(k) - 1) for each in factors)))
    need(t.same(t.minus(value, known), added if up is not None else t.minus(t.number(0), added)), "not that sum")


def polygamma_value(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``digamma(1/2) = digamma(1) - 2*log(2)``; ``polygamma(1, ·)`` is pi^2/6 at 1 and pi^2/2 at 1/2."""
    k, u = map(t.exponent, args)
    need(
        c.head == "polygamma" and (k, u) in {(Fraction(k), u) for k, u in ((0, HALF), (1, Fraction(1)), (1, HALF))},
        "not a known value",
    )
    if k:
        need(t.same(value, t.product(t.number(Fraction(1, 6) if u == 1 else HALF), t.pi, t.pi)), "another value")
        return
    (order, one), known = t.claim(c.uses[0], "polygamma")
    (two,), logarithm = t.claim(c.uses[1], "log")
    need(t.exponent(order) == 0 and t.exponent(one) == 1 and t.exponent(two) == 2, "not digamma(1) and log(2)")
    need(t.same(value, t.minus(known, t.product(t.number(2), logarithm))), "another value")


def loggamma_shift(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``loggamma(v + m) = loggamma(v) + log(v) + … + log(v + m - 1)`` for v > 0, from either side."""
    (v,), known = t.claim(c.uses[0], "loggamma")
    up, down = _steps(t, v, args[0]), _steps(t, args[0], v)
    if up is None and down is None:
        need(False, "arguments that don't differ by an integer")
    low, count = (v, up) if up is not None else (args[0], down)
    need(c.head == "loggamma" and t.sign(c.uses[1], low), "an argument that may not be positive")
    logarithms = [t.claim(use, "log") for use in c.uses[2:]]
    factors = _ascending(t, low, count or 0)
    need(len(logarithms) == len(factors), "not each logarithm")
    need(all(t.same(u, each) for ((u,), _), each in zip(logarithms, factors, strict=True)), "another logarithm")
    added = t.sum(*(logarithm for _, logarithm in logarithms))
    need(t.same(t.minus(value, known), added if up is not None else t.minus(t.number(0), added)), "not that sum")


def zeta_value(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """zeta at even positive integers, at 0 and at negative integers, by Bernoulli's numbers."""
    n = t.exponent(args[0])
    need(c.head == "zeta" and n.denominator == 1 and abs(n) <= MAX_ZETA, "not a small integer")
    count = int(n)
    if count <= 0:
        found = (-1) ** -count * fmpq.bernoulli(1 - count) / (1 - count)
        found = -fmpq(1, 2) if count == 0 else found  # B(1) has two conventions
        need(t.same(value, t.number(Fraction(int(found.p), int(found.q)))), "another value")
        return
    need(count % 2 == 0, "an odd positive integer")
    found = (-1) ** (count // 2 + 1) * fmpq.bernoulli(count) * 2 ** (count - 1) / factorial(count)
    scale = t.number(Fraction(int(found.p), int(found.q)))
    need(t.same(value, t.product(scale, t.power(t.pi, count))), "another value")


def floor(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``floor(n + u) = n + floor(u)`` for real u and integer-valued n; ``floor(n + q) = n`` for a number 0 <= q < 1."""
    need(c.head == "floor" and t.is_real(args[0]), "a floor of what may not be real")
    if c.uses:
        (u,), known = t.claim(c.uses[0], "floor")
        whole = t.minus(args[0], u)
        need(t.is_real(u) and t.is_integer(whole), "arguments that may not differ by an integer")
        need(t.same(value, t.sum(known, whole)), "not that sum")
        return
    rest = t.minus(args[0], value)
    need(t.is_integer(value), "not an integer")
    need(0 <= t.exponent(rest) < 1, "not the integer below")


def floor_between(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``floor(u) = n`` for integer-valued n with ``0 <= u - n < 1``, by two signs."""
    rest = t.minus(args[0], value)
    need(c.head == "floor" and t.is_integer(value), "not an integer")
    t.sign(c.uses[0], rest)
    need(t.sign(c.uses[1], t.minus(t.number(1), rest)), "maybe the next integer")


def turned_function(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``erf(I*u) = I*erfi(u)``, ``Si(I*u) = I*Shi(u)``, and the other way round."""
    need(c.head in TURNED, "not such a function")
    (u,), known = t.claim(c.uses[0], TURNED[c.head])
    need(t.same(args[0], t.product(t.i, u)) and t.same(value, t.product(t.i, known)), "not turned")


def cosine_integral(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``Chi(u) = Ei(u) - Shi(u)`` for u > 0."""
    (u,), exponential = t.claim(c.uses[0], "Ei")
    (v,), sine = t.claim(c.uses[1], "Shi")
    need(c.head == "Chi" and t.sign(c.uses[2], args[0]), "an argument that may not be positive")
    need(t.same(u, args[0]) and t.same(v, args[0]) and t.same(value, t.minus(exponential, sine)), "not that difference")


def lambert(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``W(u) = u/exp(W(u))``: a new generator is ``exp(W(u))``, positive where u isn't negative."""
    new, g = t.used - 1, t.generators[t.used - 1]
    need(c.head == "LambertW" and new not in t.generators_of(*args), "a kernel of itself")
    need(value == t.product(args[0], Quotient(t.one, g)), "not u/exp(W(u))")
    t.apart.append(g)
    if c.uses:
        t.sign(c.uses[0], args[0])
        t.real.add(new)
        t.positive(g, strict=True, real=True)


def exp_of_lambert(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``exp(W(u))`` is u/W(u), by the generator that stands for it."""
    need(t.claims[c.uses[0]][0].law == "lambert", "not Lambert's W")
    (u,), known = t.claim(c.uses[0], "LambertW")
    need(c.head == "exp" and t.same(args[0], known) and t.same(t.product(known, value), u), "not that exponential")
    need(value.below.is_one() and value.above == t.generators[max(t.generators_of(value))], "not the generator")
    need(max(t.generators_of(value)) == max(t.generators_of(Quotient(known.below, t.one))), "not its generator")


FUNCTION_LAWS = (
    *(reciprocal_shift, reciprocal_half, reflection, duplication, polygamma_shift, polygamma_value, zeta_value, floor),
    loggamma_shift,
    floor_between,
    *(turned_function, cosine_integral, lambert, exp_of_lambert),
)
