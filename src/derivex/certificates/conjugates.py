"""The laws of a certificate for conjugates of kernels that aren't real, and for arguments of complex numbers.

A function that is analytic everywhere and real at real arguments commutes with conjugation.
log and roots have cuts, but ``log(u) + conj(log(u)) = 2*log(abs(u))`` and
``r*conj(r) = abs(u)^(2/n)`` for an n-th root r hold on them too. What is confirmed of a kernel's
conjugate is kept: ``conjugated`` is the homomorphism that takes I to -I and these kernels so.

As in ``laws``; the table of all is in ``branches``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivex.certificates.data import Claim
from derivex.certificates.laws import HALF, Arguments
from derivex.certificates.quotients import Quotient, need

if TYPE_CHECKING:
    from derivex.certificates.ledger import Ledger

ENTIRE = frozenset({"exp", "erf", "erfi", "Si", "Shi", "fresnelc", "fresnels", "1/gamma"})


def _kernel(t: Ledger, step: int, head: str) -> tuple[Arguments, Quotient, int]:
    """The claim that introduced a kernel: its arguments, its value, and its generator."""
    args, value = t.claim(step, head)
    generator = max(t.generators_of(value))
    need(t.claims[step][0].law == "kernel" and value.below.is_one(), "no kernel")
    need(value.above == t.generators[generator], "more than a kernel")
    return args, value, generator


def _conclude(t: Ledger, c: Claim, args: Arguments, value: Quotient, kernel: Quotient, generator: int) -> None:
    need(c.head == "conjugate" and t.same(args[0], kernel), "the conjugate of something else")
    t.conjugates.setdefault(generator, value)


def conjugate(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """The conjugate of what is made of real values, I and kernels whose conjugates are known."""
    need(c.head == "conjugate" and t.same(value, t.conjugated(args[0])), "not the conjugate")


def conjugate_entire(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``conj(f(u)) = f(conj(u))`` for exp and its like."""
    head = t.claims[c.uses[0]][0].head
    need(head in ENTIRE, "a function with cuts, or not known to be real at real arguments")
    (u,), kernel, generator = _kernel(t, c.uses[0], head)
    (v,), mirrored = t.claim(c.uses[1], head)
    need(t.same(v, t.conjugated(u)) and t.same(value, mirrored), "not at the conjugate")
    _conclude(t, c, args, value, kernel, generator)


def conjugate_log(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``conj(log(u)) = 2*log(abs(u)) - log(u)``."""
    (u,), kernel, generator = _kernel(t, c.uses[0], "log")
    (v,), size = t.claim(c.uses[1], "abs")
    (w,), logarithm = t.claim(c.uses[2], "log")
    need(t.same(u, v) and t.same(w, size), "not the size")
    need(t.same(t.sum(value, kernel), t.product(t.number(2), logarithm)), "not that conjugate")
    _conclude(t, c, args, value, kernel, generator)


def conjugate_root(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``conj(u^(1/n))*u^(1/n) = abs(u)^(2/n)`` for u other than 0."""
    (u, q), kernel, generator = _kernel(t, c.uses[0], "power")
    (v,), size = t.claim(c.uses[1], "abs")
    (w, r), root = t.claim(c.uses[2], "power")
    need(t.same(u, v) and t.same(w, size) and t.exponent(r) == 2 * t.exponent(q), "not the size")
    need(t.nowhere_zero(kernel.above) and t.same(t.product(value, kernel), root), "not that conjugate")
    _conclude(t, c, args, value, kernel, generator)


def polar(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``log(u) = log(abs(u)) + I*g``, where a new generator g is the argument of u, which is real."""
    new, g = t.used - 1, t.generators[t.used - 1]
    (u,), size = t.claim(c.uses[0], "abs")
    (v,), logarithm = t.claim(c.uses[1], "log")
    need(c.head == "log" and t.same(u, args[0]) and t.same(v, size), "not the size")
    need(new not in t.generators_of(args[0], logarithm) and t.nowhere_zero(u.above), "log of what may be 0")
    need(value == t.sum(logarithm, Quotient(t.i.above * g, t.one)), "not that sum")
    t.real.add(new)


def parted_log(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``log(u) = l + I*g`` with real new generators: the logarithm of the size, and the argument."""
    new, (size, angle) = {t.used - 2, t.used - 1}, t.generators[t.used - 2 : t.used]
    need(c.head == "log" and not new & t.generators_of(*args), "no kernels of a logarithm")
    need(t.nowhere_zero(args[0].above), "log of what may be 0")
    need(value == Quotient(size + t.i.above * angle, t.one), "not l + I*g")
    t.real |= new


def cartesian_root(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``u^(1/2) = a + I*b`` with real new generators a and b, ``a^2 - b^2 = re(u)`` and ``2*a*b = im(u)``.

    a is never negative, and is positive where im(u) isn't 0, or re(u) is positive by a sign.
    """
    new, (a, b) = {t.used - 2, t.used - 1}, t.generators[t.used - 2 : t.used]
    (u, q), mirrored, half = args, t.conjugated(args[0]), t.number(HALF)
    real = t.product(half, t.sum(u, mirrored))
    imaginary = t.product(half, t.minus(u, mirrored), t.minus(t.number(0), t.i))
    need(c.head == "power" and t.exponent(q) == HALF and not new & t.generators_of(u), "no kernels of a square root")
    need(value == Quotient(a + t.i.above * b, t.one), "not a + I*b")
    strict = bool(t.sign(c.uses[0], real)) if c.uses else t.nowhere_zero(imaginary.above)
    square = t.minus(Quotient(a**2, t.one), real)  # of b
    t.relate(t.minus(Quotient(b**2, t.one), square).above)
    t.relate(t.minus(Quotient(2 * a * b, t.one), imaginary).above)
    t.relate(t.minus(t.product(imaginary, Quotient(b, t.one)), t.product(Quotient(2 * a, t.one), square)).above)
    t.relate(t.minus(t.product(Quotient(4 * a**2, t.one), square), t.product(imaginary, imaginary)).above)
    t.real |= new
    t.apart += [a] if strict else []
    t.positive(a, strict=strict, real=True)


def within(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``log(exp(w)) = w`` for ``w = r + I*(q*pi + s*atan(v))``, real r and v, and abs(q) + abs(s)/2 <= 1.

    The angle is then strictly between -pi and pi, because atan is between -pi/2 and pi/2, if s isn't 0.
    """
    (w,), exponential = t.claim(c.uses[0], "exp")
    (v,), angle = t.claim(c.uses[1], "atan")
    q, s = c.numbers
    turned = t.product(t.i, t.sum(t.product(t.number(q), t.pi), t.product(t.number(s), angle)))
    need(c.head == "log" and t.same(exponential, args[0]) and t.same(w, value), "another exponential")
    need(t.is_real(v, t.minus(value, turned)) and s != 0 and abs(q) + abs(s) / 2 <= 1, "not in the strip")


CONJUGATE_LAWS = (conjugate, conjugate_entire, conjugate_log, conjugate_root, polar, parted_log, cartesian_root, within)
