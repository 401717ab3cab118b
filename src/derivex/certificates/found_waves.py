"""Found: sums of powers times exponentials and waves, and their primitive functions.  Nothing here has to be believed.

A piece is ``scale*t^power*exp(a*t^2 + b*t + c)*cos(w*t + d)``, or a sine; products of waves are sums of waves.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from derivex.certificates.coefficients import over, plus, times
from derivex.certificates.found_polynomials import coefficients_of
from derivex.term import (
    ONE,
    PI,
    TWO,
    ZERO,
    App,
    Sym,
    Term,
    add,
    call,
    divide,
    free_symbols,
    literal,
    multiply,
    negate,
    number,
    power,
)

MAX_PIECES = 24
MAX_POWER = 6
Exponent = tuple[Term, Term, Term]  # the coefficients of 1, t and t^2
Wave = tuple[str, Term, Term]  # sin or cos, and the coefficients of t and 1
HALF = number(Fraction(1, 2))
NO_EXPONENT: Exponent = (ZERO, ZERO, ZERO)


class Piece(NamedTuple):
    scale: Term
    power: Term
    exponent: Exponent
    wave: Wave | None


def pieces(body: Term, name: str) -> list[Piece] | None:
    """A body as a sum of pieces; None if it is none."""
    if name not in free_symbols(body):
        return [Piece(body, ZERO, NO_EXPONENT, None)]
    match body:
        case Sym():
            return [Piece(ONE, ONE, NO_EXPONENT, None)]
        case App("+", args):
            parts = [pieces(arg, name) for arg in args]
            return None if None in parts else [each for part in parts for each in part or ()]
        case App("neg", (u,)):
            return _joined([Piece(number(-1), ZERO, NO_EXPONENT, None)], pieces(u, name))
        case App("*", args):
            total: list[Piece] | None = [Piece(ONE, ZERO, NO_EXPONENT, None)]
            for arg in args:
                total = _joined(total, pieces(arg, name))
            return total
        case App("/", (u, v)):
            return _joined(pieces(u, name), _inverted(v, name))
        case App("sqrt", (u,)) if u == Sym(name):
            return [Piece(ONE, HALF, NO_EXPONENT, None)]
        case App("^", (base, exponent)):
            return _raised(base, exponent, name)
        case App("exp", (u,)):
            return _exponential(u, name)
        case App("sinh" | "cosh" as head, (u,)):
            sign = call("exp", u), call("exp", negate(u)) if head == "cosh" else negate(call("exp", negate(u)))
            return pieces(divide(add(*sign), TWO), name)
        case App("sin" | "cos" as head, (u,)):
            found = coefficients_of(u, name)
            if found is not None and max(found) == 1:
                return [Piece(ONE, ZERO, NO_EXPONENT, (head, found[1], found.get(0, ZERO)))]
    return None


def _inverted(v: Term, name: str) -> list[Piece] | None:
    found = pieces(v, name)
    if found is None or len(found) > 1 or found[0].wave is not None:
        return None
    scale, exponent, (c, b, a), _ = found[0]
    minus = number(-1)
    return [Piece(over(ONE, scale), times(minus, exponent), (times(minus, c), times(minus, b), times(minus, a)), None)]


def _raised(base: Term, exponent: Term, name: str) -> list[Piece] | None:
    value = literal(exponent)
    if name in free_symbols(exponent):
        return None if name in free_symbols(base) else _exponential(multiply(exponent, call("log", base)), name)
    if base == Sym(name):
        return [Piece(ONE, exponent, NO_EXPONENT, None)]
    if value is None or value.denominator != 1 or not 0 < value <= MAX_POWER:
        return None
    total, found = pieces(base, name), pieces(base, name)
    for _ in range(int(value) - 1):
        total = _joined(total, found)
    return total


def _exponential(u: Term, name: str) -> list[Piece] | None:
    found = coefficients_of(u, name)
    if found is None or max(found) > 2:
        return None
    return [Piece(ONE, ZERO, (found.get(0, ZERO), found.get(1, ZERO), found.get(2, ZERO)), None)]


def _joined(left: list[Piece] | None, right: list[Piece] | None) -> list[Piece] | None:
    if left is None or right is None or len(left) * len(right) > MAX_PIECES:
        return None
    return [each for one in left for two in right for each in _times(one, two)]


def _times(one: Piece, two: Piece) -> Iterator[Piece]:
    scale, exponent = times(one.scale, two.scale), plus(one.power, two.power)
    c, b, a = (plus(*pair) for pair in zip(one.exponent, two.exponent, strict=True))
    for factor, wave in _waves(one.wave, two.wave):
        yield Piece(times(scale, factor), exponent, (c, b, a), wave)


def _waves(one: Wave | None, two: Wave | None) -> Iterator[tuple[Term, Wave | None]]:
    """A product of waves as a sum of them."""
    if one is None or two is None:
        yield ONE, two if one is None else one
        return
    (first, v, c), (second, w, d) = (one, two) if one[0] >= two[0] else (two, one)  # a sine goes first
    minus, half = number(-1), HALF
    for sign in (1, -1):
        slope, start = (plus(left, right if sign > 0 else times(minus, right)) for left, right in ((v, w), (c, d)))
        factor = half
        if first == second == "sin" and sign > 0:
            factor = times(minus, half)
        head = "cos" if first == second else "sin"
        if slope != ZERO:
            yield factor, (head, slope, start)
        elif head == "cos" or start != ZERO:
            yield (factor if start == ZERO else times(factor, App(head, (start,)))), None


def primitive(body: Term, name: str) -> Term | None:
    """A primitive function of a sum of pieces."""
    found = pieces(body, name)
    if found is None:
        return None
    parts = [_of_piece(piece, Sym(name)) for piece in found]
    known = [part for part in parts if part is not None]
    return add(*known) if known and len(known) == len(parts) else None


def _of_piece(piece: Piece, t: Term) -> Term | None:
    (c, b, a), value = piece.exponent, literal(piece.power)
    if c == b == a == ZERO and piece.wave is None:
        if value == -1:
            return None
        up = plus(piece.power, ONE)
        return times(piece.scale, divide(_raise(t, up), up))
    if value is None or value.denominator != 1 or not 0 <= value <= MAX_POWER:
        return None
    exponent = plus(plus(c, times(b, t)), times(a, power(t, TWO)) if a != ZERO else ZERO)
    wave = ONE if exponent == ZERO else call("exp", exponent)
    if piece.wave is not None:
        found = None if a != ZERO else _of_wave(int(value), b, piece.wave, wave, t)
    elif a != ZERO:
        found = _of_gaussian(int(value), (c, b, a), wave, t)
    else:
        found = _by_parts(int(value), b, wave, t)
    return None if found is None else times(piece.scale, found)


def _raise(t: Term, exponent: Term) -> Term:
    return t if exponent == ONE else ONE if exponent == ZERO else power(t, exponent)


def _by_parts(degree: int, rate: Term, wave: Term, t: Term) -> Term:
    total = divide(times(_raise(t, number(degree)), wave), rate)
    if not degree:
        return total
    return add(total, negate(times(divide(number(degree), rate), _by_parts(degree - 1, rate, wave, t))))


def _of_wave(degree: int, b: Term, wave: Wave, e: Term, t: Term) -> Term:
    head, w, d = wave
    angle = plus(times(w, t), d)
    cos, sin = call("cos", angle), call("sin", angle)
    size = plus(ZERO if b == ZERO else power(b, TWO), power(w, TWO))
    powers = times(_raise(t, number(degree)), e)
    own, other, sign = (cos, sin, ONE) if head == "cos" else (sin, cos, number(-1))
    total = times(powers, plus(times(b, own) if b != ZERO else ZERO, times(times(sign, w), other)))
    if degree:
        same = times(b, _of_wave(degree - 1, b, wave, e, t)) if b != ZERO else ZERO
        turned = "sin" if head == "cos" else "cos"
        rest = plus(same, times(times(sign, w), _of_wave(degree - 1, b, (turned, w, d), e, t)))
        total = add(total, negate(times(number(degree), rest)))
    return divide(total, size)


def _of_gaussian(degree: int, exponent: Exponent, wave: Term, t: Term) -> Term:
    """With ``(t^n*exp(q))' = n*t^(n - 1)*exp(q) + (2*a*t + b)*t^n*exp(q)``, down to erf."""
    c, b, a = exponent
    twice = times(TWO, a)
    if not degree:
        size = call("sqrt", times(number(-1), a))
        shift = ZERO if b == ZERO else divide(b, twice)
        middle = ZERO if b == ZERO else negate(divide(power(b, TWO), times(number(4), a)))
        constant = plus(c, middle)
        scale = ONE if constant == ZERO else call("exp", constant)
        above = times(times(scale, call("sqrt", PI)), call("erf", multiply(size, plus(t, shift))))
        return divide(above, times(TWO, size))
    parts: list[Term] = [divide(times(_raise(t, number(degree - 1)), wave), twice)]
    if degree > 1:
        lower = _of_gaussian(degree - 2, exponent, wave, t)
        parts.append(negate(times(divide(number(degree - 1), twice), lower)))
    if b != ZERO:
        parts.append(negate(times(divide(b, twice), _of_gaussian(degree - 1, exponent, wave, t))))
    return add(*parts)
