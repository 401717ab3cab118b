"""The laws of a certificate for angles within a turn: what an exponential says, and a range that settles the rest.

``exp(I*t) = 1`` makes t a multiple of 2*pi; that it is 0 follows from -2*pi < t < 2*pi. The
ranges are signs (``signs`` has those of atan and of arguments), so the given ones serve as well.

As in ``laws``; the table of all is in ``branches``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivex.certificates.data import Claim
from derivex.certificates.laws import HALF, Arguments
from derivex.certificates.quotients import Quotient, need

if TYPE_CHECKING:
    from derivex.certificates.ledger import Ledger


def whole_turn(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``log(1) = r + I*a`` for real r and a with ``exp(r + I*a) = 1`` and -2*pi < a < 2*pi: so both are 0."""
    (u,), exponential = t.claim(c.uses[0], "exp")
    turn = t.product(t.number(2), t.pi)
    angle = t.product(t.minus(value, t.conjugated(value)), t.inverse(t.product(t.number(2), t.i)))
    need(c.head == "log" and t.same(args[0], t.number(1)) and t.same(exponential, args[0]), "not 1")
    need(t.same(u, value), "another angle")
    need(t.sign(c.uses[1], t.sum(turn, angle)) and t.sign(c.uses[2], t.minus(turn, angle)), "maybe a whole turn")


def strip(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``log(exp(r + I*a)) = r + I*a`` for real r and a with -pi < a <= pi."""
    (u,), exponential = t.claim(c.uses[0], "exp")
    mirrored = t.conjugated(value)
    angle = t.product(t.minus(value, mirrored), t.inverse(t.product(t.number(2), t.i)))
    need(c.head == "log" and t.same(exponential, args[0]) and t.same(u, value), "another exponential")
    need(t.is_real(angle) and t.sign(c.uses[1], t.sum(t.pi, angle)), "not in the strip")
    t.sign(c.uses[2], t.minus(t.pi, angle))


def as_logarithm(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``asin(u) = -I*log(I*u + (1 - u^2)^(1/2))``, ``atan(u) = I/2*(log(1 - I*u) - log(1 + I*u))``, on the cuts too."""
    (u,), one = args, t.number(1)
    turned = t.product(t.i, u)
    if c.head == "asin":
        (square, q), root = t.claim(c.uses[0], "power")
        (w,), logarithm = t.claim(c.uses[1], "log")
        need(t.same(square, t.minus(one, t.product(u, u))) and t.exponent(q) == HALF, "not the cosine")
        need(t.same(w, t.sum(turned, root)), "another logarithm")
        need(t.same(t.product(t.i, value), logarithm), "not that angle")
        return
    (low,), first = t.claim(c.uses[0], "log")
    (high,), second = t.claim(c.uses[1], "log")
    need(c.head == "atan" and t.same(low, t.minus(one, turned)) and t.same(high, t.sum(one, turned)), "not 1 ± I*u")
    need(t.same(t.product(t.number(2), value), t.product(t.i, t.minus(first, second))), "not that angle")


def principal_root(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``v = b^(1/2)`` for ``v^2 = b`` where re(v) > 0, or re(v) >= 0 and im(v) >= 0."""
    mirrored, half = t.conjugated(value), t.number(HALF)
    need(c.head == "power" and t.exponent(args[1]) == HALF and t.same(t.power(value, 2), args[0]), "not a square root")
    if not t.sign(c.uses[0], t.product(half, t.sum(value, mirrored))):
        t.sign(c.uses[1], t.product(half, t.minus(value, mirrored), t.minus(t.number(0), t.i)))


def by_range(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``asin(u) = v`` for ``sin(v) = u``, and ``atan(u) = v`` for ``tan(v) = u``, where abs(re(v)) < pi/2.

    sin and tan take that open strip to the plane without their inverses' cuts, each value once; sin
    takes ``-pi/2`` and ``pi/2`` to the ends of the cuts as well, where asin has these values.
    ``exp(I*v) = e`` makes ``sin(v) = u`` of ``e^2 = 1 + 2*I*u*e``; where ``exp(2*I*v) = e``,
    ``e*(1 - I*u) = 1 + I*u`` leaves out ``u = I`` and ``u = -I``, and makes ``tan(v) = u``.
    """
    (angle,), e = t.claim(c.uses[0], "exp")
    one, turned = t.number(1), t.product(t.i, args[0])
    need(c.head in ("asin", "atan"), "no angle")
    need(t.same(angle, t.product(t.number(1 if c.head == "asin" else 2), t.i, value)), "another angle")
    if c.head == "asin":
        need(t.same(t.power(e, 2), t.sum(one, t.product(t.number(2), turned, e))), "another sine")
    else:
        need(t.same(t.product(e, t.minus(one, turned)), t.sum(one, turned)), "another tangent")
    quarter, real = t.product(t.number(HALF), t.pi), t.product(t.number(HALF), t.sum(value, t.conjugated(value)))
    low, high = t.sign(c.uses[1], t.sum(quarter, real)), t.sign(c.uses[2], t.minus(quarter, real))
    need((low and high) or (c.head == "asin" and t.is_real(value)), "maybe at an end of the range")


ANGLE_LAWS = (whole_turn, strip, as_logarithm, principal_root, by_range)
