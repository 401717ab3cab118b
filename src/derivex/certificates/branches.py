"""The laws of a certificate for what has branches: logarithms, powers, roots, absolute values.

As in ``laws``, which has the ones for exponentials; ``LAWS`` is the table of all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derivex.certificates.angles import ANGLE_LAWS
from derivex.certificates.balls import function
from derivex.certificates.conjugates import CONJUGATE_LAWS
from derivex.certificates.data import Claim
from derivex.certificates.functions import FUNCTION_LAWS
from derivex.certificates.laws import (
    Arguments,
    arc,
    circular,
    double_arc,
    euler,
    homomorphism,
    kernel,
    known_angle,
    odd,
    of_logarithm,
    parity,
    period,
    turn,
)
from derivex.certificates.quotients import Quotient, need

if TYPE_CHECKING:
    from derivex.certificates.ledger import Ledger


# ---- log ----


def principal(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``log(exp(r + pi*I*q)) = r + pi*I*q`` for real r and -1 < q <= 1."""
    (u,), exponential = t.claim(c.uses[0], "exp")
    (q,) = c.numbers
    real = t.minus(value, t.product(t.number(q), t.i, t.pi))
    need(c.head == "log" and t.same(exponential, args[0]) and t.same(u, value), "another exponential")
    need(-1 < q <= 1 and t.is_real(real), "not in the strip")


def split_log(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``log(exp(r)*b) = r + log(b)`` for real r."""
    (r,), exponential = t.claim(c.uses[0], "exp")
    (b,), logarithm = t.claim(c.uses[1], "log")
    need(c.head == "log" and t.is_real(r), "a factor that may not be positive")
    need(t.same(args[0], t.product(exponential, b)) and t.same(value, t.sum(r, logarithm)), "not that sum")


def mirrored_log(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``log(-p*f) = r + pi*I - log(f)`` for real f and r with ``exp(r) = p*f^2``, which makes p positive."""
    (r,), exponential = t.claim(c.uses[0], "exp")
    (f,), logarithm = t.claim(c.uses[1], "log")
    need(c.head == "log" and t.is_real(r, f), "not real")
    need(t.same(exponential, t.minus(t.number(0), t.product(args[0], f))), "not that product")
    need(t.same(value, t.sum(r, t.product(t.i, t.pi), t.minus(t.number(0), logarithm))), "not that sum")


def log_of_root(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``log(b^q) = q*log(b)`` for -1 < q <= 1."""
    (base, exponent), root = t.claim(c.uses[0], "power")
    (b,), logarithm = t.claim(c.uses[1], "log")
    need(c.head == "log" and -1 < t.exponent(exponent) <= 1, "an exponent beyond 1")
    need(t.same(base, b) and t.same(root, args[0]) and t.same(value, t.product(exponent, logarithm)), "not that root")


def lemma(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``a*f + b*g > 0`` splits log and powers of f*g; ``a*f - b*g <= 0`` those of f/g (a, b > 0).

    First: the imaginary parts of f and g have opposite signs, so their arguments add up within
    (-pi, pi]; if both are real, not both are negative. Second: the same sign, and f > 0 makes g > 0.
    """
    ((f, *q), first), ((g, *r), second) = (t.claim(use, c.head) for use in c.uses[:2])
    a, b = c.numbers
    need(c.head in ("log", "power") and a > 0 and b != 0, "a lemma about log and powers")
    need([*map(t.exponent, q)] == [*map(t.exponent, r)] == [*map(t.exponent, args[1:])], "different exponents")
    combined = t.sum(t.product(t.number(a), f), t.product(t.number(b), g))
    if b > 0:
        need(t.sign(c.uses[2], combined), "a sum that may not be positive")
    else:
        need(t.sign(c.uses[2], t.minus(t.number(0), combined)) is not None, "a difference that may be positive")
    product = t.product(f, g) if b > 0 else t.product(f, t.inverse(g))
    if c.head == "log":
        found = t.sum(first, second) if b > 0 else t.minus(first, second)
    else:
        found = t.product(first, second if b > 0 else t.inverse(second))
    need(t.same(args[0], product) and t.same(value, found), "not that product")


# ---- powers with rational exponents ----


def multiple(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``b^(m*q) = (b^q)^m`` for an integer m; with no claim, ``b^m``."""
    (base, q), root = t.claim(c.uses[0], "power") if c.uses else ((args[0], t.number(1)), args[0])
    times = t.exponent(args[1]) / t.exponent(q)
    need(c.head == "power" and times.denominator == 1 and t.same(base, args[0]), "no multiple of that exponent")
    need(t.same(value, t.power(root, int(times))), "not that power")


def unique_root(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """A value that is never negative, with the right power, is the root of a base that is never negative."""
    q = t.exponent(args[1])
    t.sign(c.uses[0], args[0])
    t.sign(c.uses[1], value)
    need(c.head == "power" and t.same(t.power(value, q.denominator), t.power(args[0], q.numerator)), "not the root")


def split_power(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``(a*b)^q = a^q*b^q`` where a is never negative."""
    ((a, q), first), ((b, r), second) = (t.claim(use, "power") for use in c.uses[:2])
    t.sign(c.uses[2], a)
    need(c.head == "power" and t.exponent(q) == t.exponent(r) == t.exponent(args[1]), "different exponents")
    need(t.same(args[0], t.product(a, b)) and t.same(value, t.product(first, second)), "not that product")


def mirrored_power(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``(-p*f)^q * f^q = (p*f^2)^q * (-1)^q`` for a real f other than 0 and p*f^2 >= 0."""
    (even, q), first = t.claim(c.uses[0], "power")
    (unit, r), turned = t.claim(c.uses[1], "power")
    (f, s), other = t.claim(c.uses[2], "power")
    t.sign(c.uses[3], even)
    need(t.exponent(q) == t.exponent(r) == t.exponent(s) == t.exponent(args[1]), "different exponents")
    need(t.is_real(f) and t.nowhere_zero(f.above) and t.same(unit, t.number(-1)), "a base that may be 0, or not real")
    need(t.same(even, t.minus(t.number(0), t.product(args[0], f))), "not opposite")
    need(c.head == "power" and t.same(t.product(value, other), t.product(first, turned)), "not that quotient")


def constant_power(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """A power of a constant: exact up to a root of unity, and a ball tells which."""
    q = t.exponent(args[1])
    need(c.head == "power" and t.same(t.power(value, q.denominator), t.power(args[0], q.numerator)), "not a root")
    found, principal = t.ball(value), function("power", [t.ball(args[0]), t.ball(args[1])])
    need(abs(found - principal) * q.denominator < abs(found), "another root")


def general_power(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``b^w = exp(w*log(b))`` for b other than 0."""
    (b,), logarithm = t.claim(c.uses[0], "log")
    (u,), exponential = t.claim(c.uses[1], "exp")
    need(c.head == "^" and t.same(b, args[0]) and t.same(u, t.product(args[1], logarithm)), "another exponent")
    need(t.same(value, exponential), "another value")


def constant_exponent(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``b^w`` for an exponent that turns out to be a rational number."""
    (b, q), power = t.claim(c.uses[0], "power")
    need(c.head == "^" and t.same(b, args[0]) and t.exponent(q) == t.exponent(args[1]), "another power")
    need(t.same(value, power), "another value")


def zero_power(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``0^w``, which is 1 at w = 0 and 0 elsewhere, if Re w > 0; ``0^(a*u + b*v) = 0^u*0^v`` for a, b > 0."""
    need(c.head == "^" and not t.reduce(args[0].above), "not a power of 0")
    if t.nowhere_zero(args[1].above):
        t.written_power(c, args)
        need(not t.reduce(value.above), "not 0")
        return
    total, product = t.number(0), t.number(1)
    for use, times in zip(c.uses, c.numbers, strict=True):
        (zero, w), power = t.claim(use, "^")
        need(times > 0 and not t.reduce(zero.above), "not powers of 0")
        total, product = t.sum(total, t.product(t.number(times), w)), t.product(product, power)
    need(t.same(total, args[1]) and t.same(product, value), "not that product")


def absolute_power(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``abs(b^q) = abs(b)^q``."""
    (b, q), power = t.claim(c.uses[0], "power")
    (inner,), size = t.claim(c.uses[1], "abs")
    (base, r), root = t.claim(c.uses[2], "power")
    need(c.head == "abs" and t.same(power, args[0]) and t.same(b, inner) and t.same(base, size), "another base")
    need(t.exponent(q) == t.exponent(r) and t.same(root, value), "another size")


def integer_power(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``(f^m*g^k*…)^n = (f^n)^m*(g^n)^k*…`` for an integer-valued n and f, g, … other than 0."""
    product, powers = t.number(1), t.number(1)
    for use, times in zip(c.uses, c.numbers, strict=True):
        (f, n), power = t.claim(use, "^")
        need(times.denominator == 1 and t.same(n, args[1]), "another exponent")
        product = t.product(product, t.power(f, int(times)))
        powers = t.product(powers, t.power(power, int(times)))
    need(c.head == "^" and t.is_integer(args[1]) and t.nowhere_zero(args[0].above), "no integer power")
    need(t.same(product, args[0]) and t.same(powers, value), "not that product")


def power_of_exponential(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``exp(u)^n = exp(n*u)`` for an integer-valued n."""
    (u,), base = t.claim(c.uses[0], "exp")
    (v,), exponential = t.claim(c.uses[1], "exp")
    need(c.head == "^" and t.is_integer(args[1]) and t.same(base, args[0]), "no integer power")
    need(t.same(v, t.product(args[1], u)) and t.same(exponential, value), "another exponential")


# ---- abs, sign, real roots ----


def absolute(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``abs(u)`` is what is never negative and has the square ``u*conjugate(u)``, for u of real values and I."""
    t.sign(c.uses[0], value)
    square = t.product(args[0], t.conjugated(args[0]))
    need(c.head == "abs" and t.same(t.power(value, 2), square), "not that size")


def signum(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``sign(u)*abs(u) = u`` for u other than 0."""
    (u,), size = t.claim(c.uses[0], "abs")
    need(c.head == "sign" and t.nowhere_zero(u.above), "a sign of what may be 0")
    need(t.same(u, args[0]), "another sign")
    need(t.same(t.product(value, size), u), "not that sign")


def at_zero(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``abs(0) = sign(0) = 0``."""
    need(c.head in ("abs", "sign") and not t.reduce(args[0].above) and not t.reduce(value.above), "not 0")


def real_root(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``root(u, n)``: of odd degree, the only real value with that power; of even degree, the principal one."""
    degree = t.exponent(args[1])
    need(c.head == "root" and degree.denominator == 1 and 0 < degree < 1_000, "no root")
    if c.uses:
        (u, q), root = t.claim(c.uses[0], "power")
        need(degree % 2 == 0 and t.same(u, args[0]) and t.exponent(q) == 1 / degree and t.same(root, value), "no root")
    else:
        need(degree % 2 == 1 and t.is_real(args[0], value), "not real")
        need(t.same(t.power(value, int(degree)), args[0]), "not the root")


Law = Callable[["Ledger", Claim, Arguments, Quotient], None]
LAWS: dict[str, Law] = {
    law.__name__.replace("_", " "): law
    for law in (
        *(kernel, euler, parity, homomorphism, of_logarithm, turn, period),
        *(arc, double_arc, circular, odd, known_angle, principal, split_log, mirrored_log),
        *(log_of_root, lemma, multiple, unique_root, split_power, mirrored_power, constant_power, general_power),
        *(integer_power, power_of_exponential, absolute, signum, at_zero, real_root, constant_exponent),
        *(zero_power, absolute_power, *FUNCTION_LAWS, *CONJUGATE_LAWS, *ANGLE_LAWS),
    )
}
# generators that a law introduces
NEW = {"kernel": 1, "parity": 1, "lambert": 1, "polar": 1, "euler": 2, "cartesian root": 2}
NEW |= {"parted log": 2}
