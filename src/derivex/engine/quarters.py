"""Quarter turns and conjugates: of ``p*I + q`` with real p and q, one of eight is enough.

    log(I*f) = log(f) + pi*I/2        where f has a positive real part
    log(A - I*B) = log(A^2 + B^2) - log(A + I*B)        for A > 0

Contract: the logarithm of the product is that of the pieces and norms and so many times
pi*I; norms are positive. None where too little is known of the signs of p and q.
"""

from __future__ import annotations

from typing import NamedTuple

from flint import fmpq, fmpz_mpoly

from derivex.engine.field import Field
from derivex.engine.forms import form_of
from derivex.engine.gauss import leading
from derivex.engine.positivity import Sign, sign_of_polynomial

Piece = tuple[fmpz_mpoly, int, int]  # polynomial, the sign it is taken with, how many times


class Pieces(NamedTuple):
    """``log`` of a product: that of the pieces, of the positive norms, and so many times pi*I."""

    pieces: list[Piece]
    turns: fmpq = fmpq(0)
    norms: tuple[tuple[fmpz_mpoly, int], ...] = ()


def right(field: Field, factor: fmpz_mpoly, sign: int, exponent: int) -> Pieces | None:
    """The logarithm of ``sign*(p*I + q)`` by that of ``A + I*B`` with A > 0, one of its conjugates.

    p*I + q is A + I*B turned by quarters: by the sign of q where that is known, else by that
    of p. ``log(A - I*B) = log(A^2 + B^2) - log(A + I*B)``.
    """
    form = form_of(field, factor)
    if form is None or form.center != field.keys.get("I"):
        return None
    slope, rest = form.slope * sign, form.rest * sign
    signs = [strict_sign(field, slope), strict_sign(field, rest)]
    upright = bool(signs[0]) and (not signs[1] or field.ring.intern_positive(slope) < field.ring.intern_positive(rest))
    if upright:  # p*I + q = ±I*(abs(p) ∓ q*I)
        real, other, turns = slope * signs[0], rest * -signs[0], fmpq(signs[0], 2)
    elif signs[1] > 0:
        real, other, turns = rest, slope, fmpq(0)
    elif signs[1] < 0 and signs[0]:
        real, other, turns = -rest, -slope, fmpq(signs[0])
    else:
        return None
    unit = field.ring.polynomials[field.keys["I"]]
    turns = turns * exponent
    if other.leading_coefficient() > 0:
        return Pieces([(*leading(real + unit * other), exponent)], turns)
    return Pieces([(*leading(real - unit * other), -exponent)], turns, ((real**2 + other**2, exponent),))


def all_right(field: Field, parts: list[tuple[fmpz_mpoly, int, int]], turns: fmpq) -> Pieces:
    """``right`` for each of several factors ``p*I + q``; others stay as they are."""
    pieces: list[Piece] = []
    norms: list[tuple[fmpz_mpoly, int]] = []
    for factor, sign, exponent in parts:
        found = right(field, factor, sign, exponent)
        if found is None:
            pieces.append((factor, sign, exponent))
        else:
            pieces += found.pieces
            norms += found.norms
            turns = turns + found.turns
    return Pieces(pieces, turns, tuple(norms))


def strict_sign(field: Field, polynomial: fmpz_mpoly) -> int:
    """1, -1, or 0 for unknown."""
    return {Sign.POSITIVE: 1, Sign.NEGATIVE: -1}.get(sign_of_polynomial(field, polynomial), 0)
