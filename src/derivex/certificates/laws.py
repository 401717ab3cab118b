"""The laws of a certificate: when ``head(args) = value`` follows from earlier claims.

One function a law, polynomial arithmetic on the data of the claim; only where constants
are concerned, an exact equation leaves finitely many values and a ball picks one. ``exp`` is
a homomorphism, ``log`` its inverse with an imaginary part in (-pi, pi], a power is
``exp(w*log(b))``, a non-negative root is unique: everything follows from these.

Contract: a law returns only if its conclusion holds at every point at which the ledger
speaks, and raises ``Refused`` otherwise.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from derivex.certificates.balls import function
from derivex.certificates.data import Claim
from derivex.certificates.heads import RECIPROCAL, SPECIAL, is_unknown
from derivex.certificates.quotients import Quotient, need

if TYPE_CHECKING:
    from derivex.certificates.ledger import Ledger

Arguments = tuple[Quotient, ...]
HALF = Fraction(1, 2)
MAX_PARITIES = 8  # integers whose parities matter
REAL = frozenset({"atan", "erf", "erfi", "sign", "root", "min", "max", "floor", RECIPROCAL, "Ei", "Si", "Shi"})
REAL |= {"fresnelc", "fresnels", "polygamma", "zeta"}
ODD = frozenset({"asin", "atan", "erf", "erfi", "Si", "Shi", "fresnelc", "fresnels"})
ARITY = {"symbol": 0, "term": 0, "power": 2, "root": 2, "^": 2}
ARITY |= dict.fromkeys(("exp", "log", "abs", "asin", "atan", "sign", "floor", RECIPROCAL), 1)
CONSTANT = frozenset({"exp", "log", "power", "atan", "asin"})  # a ball of these tells a branch


# ---- new generators ----


def kernel(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """A new generator stands for ``head(args)`` times the denominator of the value."""
    new, base = t.used - 1, args[0] if args else t.number(1)
    g = t.generators[new]
    need(value.above == g and t.nowhere_zero(value.below), "a kernel is a new generator over what is never zero")
    need(new not in t.generators_of(*args, Quotient(value.below, t.one)), "a kernel of itself")
    need(value.below.is_one() or c.head == "power", "only a root is scaled")
    need(len(args) == ARITY.get(c.head, len(args)), "another number of arguments")
    real, nonzero = bool(args) and t.is_real(*args), t.nowhere_zero(base.above)
    match c.head:
        case "symbol":
            real = t.kind(c, new) != "complex"
        case "exp":
            t.apart.append(g)
            t.positive(g, strict=True, real=real)
        case "log":
            need(nonzero, "log of what may be zero")
            real = bool(c.uses) and t.sign(c.uses[0], base)
        case "power":
            degree = 1 / t.exponent(args[1])
            need(degree.denominator == 1 and degree > 1, "a kernel is a root")
            count = int(degree)
            share, rest = divmod(value.below, base.below)
            if not rest:  # (g/(s*v))^n = u/v is g^n = u*s*(s*v)^(n - 1)
                t.relate(g**count - t.reduce(base.above * share * value.below ** (count - 1)))
            else:
                t.relate(t.minus(t.power(value, count), base).above)
            t.apart += [g] if nonzero else []
            real = bool(c.uses) and value.below.is_one()
            t.positive(g, strict=real and t.sign(c.uses[0], base), real=real)
        case "abs":
            if real or t.generators_of(base) <= t.real | {0}:
                t.relate(t.minus(t.power(value, 2), t.product(base, t.conjugated(base))).above)
            t.apart += [g] if nonzero else []
            t.positive(g, strict=nonzero, real=True)
            real = True
        case "atan":
            need(t.nowhere_zero(t.sum(t.number(1), t.power(base, 2)).above), "atan near its poles")
        case "asin" if c.uses:  # of a real number between -1 and 1
            t.sign(c.uses[0], t.minus(t.number(1), t.power(base, 2)))
        case "sign":
            t.relate(g**3 - g if real else t.one * 0)
        case "root":
            degree = t.exponent(args[1])
            need(real and degree.denominator == 1 and degree > 0 and degree % 2 == 1, "a real root of odd degree")
            t.relate(t.minus(t.power(value, int(degree)), base).above)
        case "floor" if real:
            t.integer.add(new)
        case "1/gamma" if real:
            positive = bool(c.uses) and t.sign(c.uses[0], base)  # of a positive argument
            t.apart += [g] if positive else []
            t.positive(g, strict=positive, real=positive or t.is_integer(base))  # 0 at integers that aren't positive
        case "^" if not base.above:
            t.written_power(c, args)
            t.relate(g**2 - g)
            real = True
        case _:
            unknown = is_unknown(c.head)  # smooth, total, and real at real arguments
            need(c.head in REAL | SPECIAL | {"asin", "term", "^"} or unknown, "a function that has no kernels")
            real = real and (unknown or c.head in REAL)
    t.real |= {new} if real else set()
    if c.head in CONSTANT and t.generators_of(*args) <= set(t.balls):
        t.balls[new] = lambda: function(c.head, [t.ball(arg) for arg in args]) * t.ball(Quotient(value.below, t.one))


def euler(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """Two new generators are the cosine and the sine of u: ``exp(I*u) = cos(u) + I*sin(u)``."""
    new = {t.used - 2, t.used - 1}
    cosine, sine = (t.generators[index] for index in sorted(new))
    need(c.head == "exp" and not new & t.generators_of(*args), "a kernel of itself")
    need(value == Quotient(cosine + t.i.above * sine, t.one), "not cos + I*sin")
    t.relate(sine**2 + cosine**2 - 1)
    t.apart.append(value.above)
    t.real |= new if t.is_real(t.product(args[0], t.i)) else set()


def parity(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``exp(pi*I*m*n) = (-1)^(m*n)`` for integer symbols: a new generator, whose square is 1."""
    new, angle = t.used - 1, t.product(args[0], t.inverse(t.product(t.i, t.pi)))
    need(c.head == "exp" and value == Quotient(t.generators[new], t.one), "a kernel is a new generator")
    need(angle.below.is_one() and t.is_integer(angle) and new not in t.generators_of(angle), "not an integer")
    t.relate(value.above**2 - 1)
    t.apart.append(value.above)
    t.real.add(new)
    t.integer.add(new)


# ---- exp ----


def homomorphism(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``exp(m*u + n*v + …) = exp(u)^m*exp(v)^n*…`` for integers m, n."""
    total, product = t.number(0), t.number(1)
    for use, times in zip(c.uses, c.numbers, strict=True):
        (u,), exponential = t.claim(use, "exp")
        need(times.denominator == 1, "a power of exp that is no integer")
        total = t.sum(total, t.product(t.number(times), u))
        product = t.product(product, t.power(exponential, int(times)))
    need(c.head == "exp" and t.same(total, args[0]) and t.same(product, value), "not a product of these exponentials")


def of_logarithm(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``exp(q*log(b)) = b^q``."""
    (b,), logarithm = t.claim(c.uses[0], "log")
    (base, q), root = t.claim(c.uses[1], "power")
    need(c.head == "exp" and t.same(b, base) and t.same(root, value), "not that power")
    need(t.same(args[0], t.product(q, logarithm)), "not a multiple of that logarithm")


def turn(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``exp(pi*I*p/q)``: its 2*q-th power is 1, and those roots are more than 1/q apart."""
    q = t.exponent(t.product(args[0], t.inverse(t.product(t.i, t.pi)))).denominator
    need(c.head == "exp" and t.same(t.power(value, 2 * q), t.number(1)), "no root of unity")
    need(abs(t.ball(value) - function("exp", [t.ball(args[0])])) * (2 * q) < 1, "another root of unity")


def period(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``exp(pi*I*n) = 1`` for an even n: a polynomial in integers, with whole coefficients, that is 0 modulo 2."""
    count = t.product(args[0], t.inverse(t.product(t.i, t.pi)))
    need(c.head == "exp" and t.is_integer(count) and t.same(value, t.number(1)), "not a whole turn")
    inside = sorted(t.generators_of(count))
    need(len(inside) <= MAX_PARITIES, "too many integers")
    last = len(t.generators) - 1
    for residues in product((0, 1), repeat=len(inside)):
        known = dict(zip(inside, residues, strict=True))
        total = sum(
            int(number.p) * all(known.get(last - index, 1) for index, exponent in enumerate(exponents) if exponent)
            for exponents, number in count.above.terms()
        )
        need(total % 2 == 0, "maybe half a turn")


def arc(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``exp(I*asin(u)) = sqrt(1 - u^2) + I*u`` and ``exp(I*atan(u)) = (1 + I*u)/sqrt(1 + u^2)``."""
    head = t.claims[c.uses[0]][0].head
    (u,), angle = t.claim(c.uses[0], "asin" if head == "asin" else "atan")
    (square, half), root = t.claim(c.uses[1], "power")
    direction = -1 if head == "asin" else 1
    need(t.same(square, t.sum(t.number(1), t.product(t.number(direction), u, u))), "not 1 ± u^2")
    need(t.exponent(half) == -direction * HALF and t.same(args[0], t.product(t.i, angle)), "not that angle")
    turned = t.product(t.i, u)
    found = t.sum(root, turned) if head == "asin" else t.product(t.sum(t.number(1), turned), root)
    need(c.head == "exp" and t.same(found, value), "not cos + I*sin of that angle")


def double_arc(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``exp(2*I*atan(u)) = (1 + I*u)/(1 - I*u)``."""
    (u,), angle = t.claim(c.uses[0], "atan")
    one, turned = t.number(1), t.product(t.i, u)
    need(t.same(args[0], t.product(t.number(2), t.i, angle)), "not twice that angle")
    need(c.head == "exp" and t.same(t.product(value, t.minus(one, turned)), t.sum(one, turned)), "not that quotient")


# ---- cos, sin and their inverses ----


def circular(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``2*cos(u)*E = E^2 + 1`` and ``2*I*sin(u)*E = E^2 - 1`` for ``E = exp(I*u)``."""
    (u,), e = t.claim(c.uses[0], "exp")
    unit, one = {"cos": (t.number(2), 1), "sin": (t.product(t.number(2), t.i), -1)}[c.head]
    need(t.same(u, t.product(t.i, args[0])), "another angle")
    need(t.same(t.product(unit, value, e), t.sum(t.power(e, 2), t.number(one))), "not by that exponential")


def odd(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """``f(-u) = -f(u)`` for asin, atan, erf, Si and their like; so ``f(0) = 0``."""
    need(c.head in ODD, "not an odd function")
    if not c.uses:
        need(not t.reduce(args[0].above) and not t.reduce(value.above), "not at 0")
        return
    (u,), other = t.claim(c.uses[0], c.head)
    need(not t.sum(args[0], u).above and t.same(t.minus(t.number(0), other), value), "not opposite")


def known_angle(t: Ledger, c: Claim, args: Arguments, value: Quotient) -> None:
    """A constant angle: its tangent or sine is right, and a ball tells it from the others of that kind."""
    (angle,), e = t.claim(c.uses[0], "exp")
    one, turned = t.number(1), t.product(t.i, args[0])
    away = t.ball(value) - function(c.head, [t.ball(args[0])])
    if c.head == "atan":  # determined up to multiples of pi
        need(t.same(angle, t.product(t.number(2), t.i, value)), "another angle")
        need(t.same(t.product(e, t.minus(one, turned)), t.sum(one, turned)) and abs(away) < 1, "another tangent")
        return
    need(c.head == "asin" and t.same(angle, t.product(t.i, value)), "another angle")
    need(t.same(t.power(e, 2), t.sum(one, t.product(t.number(2), turned, e))), "another sine")
    others = (turn - 2 * t.ball(value) for turn in (t.ball(t.pi), -t.ball(t.pi)))  # to angles with the same sine
    nearest = t.same(t.power(args[0], 2), one) or all(abs(away) * 2 < abs(other) for other in others)
    need(abs(away) < 1 and nearest, "another angle")
